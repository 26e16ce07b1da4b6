import { useTexts } from '../../language/texts';
import { texts } from './texts';
import './meter.css';

/** How much of what is usually asked is stated. */
export function Meter({
  completeness: { share, stated, expected },
}: {
  readonly completeness: { readonly share: number; readonly stated: number; readonly expected: number };
}) {
  const say = useTexts(texts);
  return (
    <span className="meter">
      <svg
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${say('completeness')} ${Math.round(share * 100)} %`}
      >
        <rect className="meter-all" width="100" height="8" rx="2" />
        <rect className="meter-part" width={100 * share} height="8" rx="2" />
      </svg>
      <span className="stamp numbers">
        {say('completeness')} {say('completenessSays', { stated, expected })}
      </span>
    </span>
  );
}
