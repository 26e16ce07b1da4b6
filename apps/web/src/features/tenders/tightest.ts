import { decisive, tightestOf, type Weighed } from '@huanpei/matching';

/** What stands in the way of a listing, or, where nothing does, the demand it meets most narrowly. */
export type Standing<F> =
  | {
      readonly is: 'FAILS';
      readonly findings: readonly F[];
      /** How many more are not stated. */ readonly notStated: number;
    }
  | { readonly is: 'NOT_STATED'; readonly findings: readonly F[] }
  | { readonly is: 'TIGHTEST'; readonly finding: F }
  | { readonly is: 'NOTHING' };

/** What fails comes before what is not stated, however late the tender asks for it: it alone rules out. */
export function standingOf<F extends Weighed>(findings: readonly F[]): Standing<F> {
  const fails = decisive(findings, 'FAIL');
  const notStated = decisive(findings, 'UNKNOWN');
  if (fails.length > 0) return { is: 'FAILS', findings: fails, notStated: notStated.length };
  if (notStated.length > 0) return { is: 'NOT_STATED', findings: notStated };
  const finding = tightestOf(findings);
  return finding ? { is: 'TIGHTEST', finding } : { is: 'NOTHING' };
}
