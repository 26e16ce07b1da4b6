import { useTranslation } from 'react-i18next';
import type { Verdict } from '../generated/schema';

const SIGN: Readonly<Record<Verdict, string>> = { PASS: '✓', FAIL: '✕', UNKNOWN: '?' };

/** Whether a demand is met, by sign, word and colour. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  return (
    <span className={`verdict ${verdict}`}>
      <span aria-hidden="true">{SIGN[verdict]}</span> {t(`verdict.${verdict}`)}
    </span>
  );
}
