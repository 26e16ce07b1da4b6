import type { Label } from './label';
import { CONCENTRATION, admits, at, leastOf, unitsFor, type TrainCandidate, type TrainProblem } from './problem';

/** What of a problem decides which of two stages, or of two trains under way, is at least as good. */
export interface Respects {
  readonly problem: TrainProblem;
  readonly figures: number;
  readonly resources: number;
  /** Figures of which less is not always better, since some stage asks for an inlet of at least so much. */
  readonly twoSided: readonly boolean[];
  /** Whether less water is not always better, since some stage asks for a flow of at least so much. */
  readonly flowMatters: boolean;
}

/**
 * Candidates of one group that no other of the group beats in every respect. Exact because a train uses a group once.
 *
 * @param fixedFlow the one flow there is when no candidate loses water
 */
export function undominated(
  respects: Respects,
  list: readonly number[],
  fixedFlow: number | undefined,
  lowFlow: number,
): readonly number[] {
  const { candidates, flow } = respects.problem;
  const possible = list.filter((i) => {
    const one = at(candidates, i);
    if (fixedFlow !== undefined) return [0, 1].some((depth) => admits(respects.problem, one, fixedFlow, depth) > 0);
    return (
      unitsFor(one, lowFlow) > 0 &&
      flow * respects.problem.flowSpread >= one.capacityLeast &&
      one.flowLeast <= flow &&
      one.flowMost >= lowFlow
    );
  });
  const cost = new Map(possible.map((i) => [i, leastOf(at(candidates, i), 0, flow)]));
  const sorted = [...possible].sort((a, b) => (cost.get(a) ?? 0) - (cost.get(b) ?? 0) || a - b);
  const kept: number[] = [];
  for (const i of sorted) {
    if (!kept.some((k) => beats(respects, at(candidates, k), at(candidates, i), fixedFlow))) kept.push(i);
  }
  return kept;
}

function beats(respects: Respects, a: TrainCandidate, b: TrainCandidate, fixedFlow: number | undefined): boolean {
  if (a.position !== 0 && a.position !== b.position) return false;
  if (respects.flowMatters ? a.recovery !== b.recovery : a.recovery > b.recovery) return false;
  if (fixedFlow === undefined) {
    if (a.flowMost < b.flowMost || a.flowLeast > b.flowLeast || a.capacityLeast > b.capacityLeast) return false;
    if (a.capacity < b.capacity || a.capacity * a.maxUnits < b.capacity * b.maxUnits) return false;
  }
  for (let r = 0; r < respects.resources; r += 1) {
    if (fixedFlow !== undefined) {
      if (leastOf(a, r, fixedFlow) > leastOf(b, r, fixedFlow)) return false;
    } else if (
      (a.perStage[r] as number) > (b.perStage[r] as number) ||
      (a.perUnit[r] as number) > (b.perUnit[r] as number) ||
      (a.perFlow[r] as number) > (b.perFlow[r] as number)
    ) {
      return false;
    }
  }
  for (let p = 0; p < respects.figures; p += 1) {
    if ((a.most[p] as number) < (b.most[p] as number) || (a.least[p] as number) > (b.least[p] as number)) return false;
    if (respects.problem.kinds[p] !== CONCENTRATION) {
      const [x, y] = [a.sets[p] as number, b.sets[p] as number];
      if (!(x === y || (x !== x && y !== y))) return false;
      continue;
    }
    // Written out, since this is asked of every pair of a group.
    if ((a.keep[p] as number) > (b.keep[p] as number) || (a.floor[p] as number) > (b.floor[p] as number)) return false;
    if ((a.guarantee[p] as number) > (b.guarantee[p] as number)) return false;
    if ((a.added[p] as number) > (b.added[p] as number)) return false;
    if (!respects.twoSided[p]) continue;
    if (a.keep[p] !== b.keep[p] || a.floor[p] !== b.floor[p]) return false;
    if (a.guarantee[p] !== b.guarantee[p] || a.added[p] !== b.added[p]) return false;
  }
  return true;
}

/** Pareto dominance among labels that used the same groups; the dominated ones of the list are dropped. */
export function dominated(respects: Respects, next: Label, list: Label[]): boolean {
  for (const one of list) if (covers(respects, one, next)) return true;
  for (let z = list.length - 1; z >= 0; z -= 1) {
    const one = list[z] as Label;
    if (!covers(respects, next, one)) continue;
    one.dead = true;
    list[z] = list[list.length - 1] as Label;
    list.pop();
  }
  return false;
}

function covers(respects: Respects, a: Label, b: Label): boolean {
  if (a.cost > b.cost) return false;
  if (respects.flowMatters ? a.flow !== b.flow : a.flow > b.flow) return false;
  for (let p = 0; p < respects.figures; p += 1) {
    const [x, y] = [a.state[p] as number, b.state[p] as number];
    if (respects.twoSided[p] ? x !== y : x > y) return false;
  }
  for (let r = 1; r < respects.resources; r += 1) if ((a.used[r] as number) > (b.used[r] as number)) return false;
  return true;
}
