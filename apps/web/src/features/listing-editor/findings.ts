import type { Verdict } from '../../generated/schema';

/** What fails first, then what is not stated, then what is met; within each what must be met before what is scored. */
const ORDER: readonly Verdict[] = ['FAIL', 'UNKNOWN', 'PASS'];

interface Judged {
  readonly verdict: Verdict;
  readonly mandatory: boolean;
}

const rank = ({ verdict, mandatory }: Judged): number => ORDER.indexOf(verdict) * 2 + (mandatory ? 0 : 1);

/** Findings by how much they weigh; those that weigh alike stay in the order of the tender. */
export const byWeight = <T extends Judged>(findings: readonly T[]): readonly T[] =>
  [...findings].sort((a, b) => rank(a) - rank(b));

/** How many are shown before somebody asks for all: everything that fails, and a few besides. */
const AT_LEAST = 3;

/** What is shown first of findings that are in order: all that fails, filled up with what is not stated. */
export function foremost<T extends Judged>(findings: readonly T[]): readonly T[] {
  const failing = findings.filter(({ verdict }) => verdict === 'FAIL').length;
  return findings.filter(({ verdict }) => verdict !== 'PASS').slice(0, Math.max(failing, AT_LEAST));
}

/** How many there are of each verdict, those that there are. */
export const countsOf = (
  findings: readonly Judged[],
): readonly { readonly verdict: Verdict; readonly count: number }[] =>
  ORDER.map((verdict) => ({ verdict, count: findings.filter((one) => one.verdict === verdict).length })).filter(
    ({ count }) => count > 0,
  );
