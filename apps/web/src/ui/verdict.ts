import type { FindingCode, Verdict } from '../generated/schema';

/** Reasons for not knowing that are not simply that nothing is stated. */
const SAYS_WHY: ReadonlySet<FindingCode> = new Set([
  'CONDITION_UNDECIDED',
  'TYPICAL_SPREAD',
  'WEAK_EVIDENCE',
  'UNIT',
  'CURRENCY',
  'INLET_NOT_STATED',
  'LIMIT_UNCONFIRMED',
  'STANDARD_UNKNOWN',
  'NO_ALTERNATIVE_PASSES',
]);

/** The text that says what came of a requirement: meets, fails, or why it is not known. */
export const verdictText = ({ verdict, code }: { readonly verdict: Verdict; readonly code: FindingCode }): string =>
  verdict === 'UNKNOWN' && SAYS_WHY.has(code) ? `unknown.${code}` : `verdict.${verdict}`;
