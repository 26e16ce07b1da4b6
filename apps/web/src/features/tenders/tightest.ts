import type { Verdict } from '../../generated/schema';

interface Weighed {
  readonly verdict: Verdict;
  readonly mandatory: boolean;
  readonly margin?: number | null;
}

/** The mandatory demand that is met with the least to spare; undefined where none that is met has a figure. */
export function tightest<F extends Weighed>(findings: readonly F[]): F | undefined {
  return findings
    .filter(({ mandatory, verdict, margin }) => mandatory && verdict === 'PASS' && typeof margin === 'number')
    .reduce<F | undefined>(
      (least, one) => (!least || (one.margin ?? 0) < (least.margin ?? 0) ? one : least),
      undefined,
    );
}

/** What stands in the way of a listing, or, where nothing does, the demand it meets most narrowly. */
export type Standing<F> =
  | { readonly is: 'FAILS'; readonly findings: readonly F[] }
  | { readonly is: 'NOT_STATED'; readonly findings: readonly F[] }
  | { readonly is: 'TIGHTEST'; readonly finding: F }
  | { readonly is: 'NOTHING' };

/** What fails comes before what is not stated, however late the tender asks for it: it alone rules out. */
export function standingOf<F extends Weighed>(findings: readonly F[]): Standing<F> {
  const mandatory = (verdict: Verdict) => findings.filter((one) => one.mandatory && one.verdict === verdict);
  const fails = mandatory('FAIL');
  if (fails.length > 0) return { is: 'FAILS', findings: fails };
  const notStated = mandatory('UNKNOWN');
  if (notStated.length > 0) return { is: 'NOT_STATED', findings: notStated };
  const finding = tightest(findings);
  return finding ? { is: 'TIGHTEST', finding } : { is: 'NOTHING' };
}
