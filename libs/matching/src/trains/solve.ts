import { Prepared } from './prepare';
import { follow, reached, type TrainProblem } from './problem';
import { Progress, type Incumbent, type SolvedTrain } from './progress';
import { SetSearch } from './set-search';

export type { SolvedTrain };

/**
 * The exact search for treatment trains, in two levels. Outside, sets of technology groups are taken best bound first; the
 * bound prices the log-removals still needed (a Lagrangian of the covering problem) and adds the cheapest useful groups.
 * Inside, one set is solved over its concrete offers and orders by label setting (A*) with dominance. Both bounds are
 * relaxations, so the order of search decides speed and never the answer.
 */

export interface SolveOptions {
  /** How many trains, each with a different set of groups. */
  readonly best: number;
  /** Asked now and then; true stops the search. */
  readonly stop?: () => boolean;
}

export interface Solution {
  /** By rising cost; no train's groups contain those of a cheaper one. */
  readonly trains: readonly SolvedTrain[];
  /** False when the search was stopped: the trains are real, but a better one may exist. */
  readonly complete: boolean;
  /** No train outside those found costs less than this. */
  readonly bound: number;
  /** Labels made; a measure of work that does not depend on the machine. */
  readonly labels: number;
}

/** The cheapest trains of a problem. Deterministic: the same problem and the same answers of `stop` give the same result. */
export function solve(problem: TrainProblem, { best, stop }: SolveOptions): Solution {
  const start = reached(problem, problem.start, new Float64Array(problem.resourceLimit.length));
  if (start) return { trains: [{ order: [], cost: 0 }], complete: true, bound: 0, labels: 0 };
  const prepared = new Prepared(problem);
  let found: readonly Incumbent[] = [];
  // Sets cut off by an incumbent that a cheaper subset later replaced are looked at again; incumbents only improve.
  for (;;) {
    const progress = new Progress(best, stop, found);
    const outcome = new SetSearch(prepared, progress).run();
    found = progress.incumbents;
    if (!outcome.again) {
      const trains = found.map(({ order, cost }) => ({ order, cost }));
      return { trains, complete: outcome.complete, bound: outcome.bound, labels: progress.labels };
    }
  }
}

/** The cost of an order of candidates; undefined where it is no train. Recomputed, not taken from the search. */
export function costOf(problem: TrainProblem, order: readonly number[]): number | undefined {
  const followed = follow(problem, order);
  return followed?.reached === true ? followed.used[0] : undefined;
}
