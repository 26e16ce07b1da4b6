import { useTranslation } from 'react-i18next';
import type { Basis } from '../generated/schema';
import { useTexts } from '../language/texts';
import { texts } from './texts';
import './marks.css';

/** How many of the five bars are full: the stronger the evidence, the more. */
const STRENGTH: Readonly<Record<Basis, number>> = { VERIFIED: 5, TESTED: 4, GUARANTEED: 3, TYPICAL: 2, PLANNING: 1 };
const BARS = [1, 2, 3, 4, 5];

/**
 * How sure a figure is, as bars and in words. `stated` is given where the figure was stated on stronger evidence than it
 * counts for today, since the report behind it has lapsed.
 */
export function BasisMark({
  basis,
  stated,
  short = false,
}: {
  readonly basis: Basis;
  readonly stated?: Basis;
  /** In one word, where many rows are compared. */
  readonly short?: boolean;
}) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  return (
    <span className={`basis ${basis}`}>
      <svg width="19" height="12" aria-hidden="true">
        {BARS.map((bar) => (
          <rect
            key={bar}
            className={bar <= STRENGTH[basis] ? 'full' : 'hollow'}
            x={(bar - 1) * 4}
            y={11 - bar * 2}
            width="3"
            height={bar * 2 + 1}
          />
        ))}
      </svg>
      <span title={short ? t(`basis.${basis}`) : undefined}>{t(`${short ? 'basisShort' : 'basis'}.${basis}`)}</span>
      {stated !== undefined && stated !== basis ? (
        <span className="lapsed">{say('lapsed', { basis: t(`basis.${stated}`) })}</span>
      ) : null}
    </span>
  );
}
