import { undominated } from './dominance';
import { CONCENTRATION, at, leastOf, type TrainCandidate, type TrainProblem } from './problem';

/** Logarithms further from a limit than this are all the same. */
export const LOG_CAP = 40;
const REMOVAL_CAP = 60;

/**
 * A problem arranged for the search: groups in an order in which they may follow each other, their candidates without those
 * that another beats, and what each group can do at best.
 */
export class Prepared {
  readonly figures: number;
  readonly resources: number;
  /** Figures, and behind them the limited resources, as the covering problem has them. */
  readonly rows: number;
  /** Candidates of each group in the order of search. */
  readonly members: readonly (readonly number[])[];
  /** How many groups. Everything by group is in the order of search. */
  readonly count: number;
  /** `mustFollow[a][b]`: a must not come before b. */
  readonly mustFollow: readonly (readonly boolean[])[];
  readonly apart: readonly (readonly boolean[])[];
  /** Whether no candidate loses water. */
  readonly lossless: boolean;
  /** The lowest flow each group can see. */
  readonly lowFlow: Float64Array;
  readonly leastRecovery: readonly number[];
  /** Log-removals from start to limit. */
  readonly need: Float64Array;
  /** Concentrations below this are all as good. */
  readonly clamp: Float64Array;
  /** Figures of which less is not always better, since some stage asks for an inlet of at least so much. */
  readonly twoSided: readonly boolean[];
  readonly flowMatters: boolean;
  /** The most each candidate of each group lowers the logarithm of each figure. */
  readonly removal: readonly (readonly Float64Array[])[];
  readonly bestRemoval: readonly Float64Array[];
  /** The lowest outlet and the highest inlet among the candidates of a group. */
  readonly idealOutlet: readonly Float64Array[];
  readonly idealInlet: readonly Float64Array[];
  /** What each candidate costs, and each group uses, at the lowest flow. */
  readonly lowCost: readonly (readonly number[])[];
  readonly leastUse: readonly Float64Array[];
  /** Groups by falling removal of each figure. */
  readonly byRemoval: readonly (readonly number[])[];
  /** Below this a concentration matters to no limit and no inlet; and its logarithm. */
  readonly clean: Float64Array;
  readonly logClean: Float64Array;
  readonly logLimit: Float64Array;

  constructor(readonly problem: TrainProblem) {
    const { candidates, groups, after, apart, flow, stages } = problem;
    this.figures = problem.start.length;
    this.resources = problem.resourceLimit.length;
    this.rows = this.figures + this.resources - 1;
    const order = orderOfGroups(problem);
    this.count = order.length;
    this.mustFollow = order.map((a) => order.map((b) => after[a * groups + b] === 1));
    this.apart = order.map((a) => order.map((b) => apart[a * groups + b] === 1));
    const byGroup = Array.from({ length: groups }, (): number[] => []);
    candidates.forEach(({ group }, i) => byGroup[group]?.push(i));
    const all = order.map((group) => byGroup[group] as readonly number[]);
    this.leastRecovery = all.map((list) => Math.min(1, ...list.map((i) => at(candidates, i).recovery)));
    this.lossless = candidates.every(({ recovery }) => recovery === 1);
    // The lowest flow a group can see: what the strongest losses among the others leave.
    this.lowFlow = Float64Array.from(order, (_, g) => {
      const losses = this.leastRecovery
        .filter((_r, other) => other !== g && !this.mustFollow[other]?.[g])
        .sort((a, b) => a - b)
        .slice(0, stages - 1);
      return flow * losses.reduce((product, share) => product * share, 1) * (1 - 1e-12);
    });
    this.twoSided = Array.from({ length: this.figures }, (_, p) =>
      candidates.some(({ least }) => (least[p] as number) > -Infinity),
    );
    this.flowMatters = candidates.some(({ capacityLeast, flowLeast }) => capacityLeast > 0 || flowLeast > 0);
    this.members = all.map((list, g) =>
      undominated(this, list, this.lossless ? flow : undefined, this.lowFlow[g] as number),
    );

    const addedMost = this.members.map((list) => this.over(list, (c, p) => c.added[p] as number, Math.max, 0));
    const addedSum = Float64Array.from({ length: this.figures }, (_, p) =>
      addedMost
        .map((most) => most[p] as number)
        .sort((a, b) => b - a)
        .slice(0, stages)
        .reduce((sum, added) => sum + added, 0),
    );
    this.clamp = Float64Array.from({ length: this.figures }, (_, p) => {
      if (this.twoSided[p] || problem.kinds[p] !== CONCENTRATION) return -Infinity;
      let lowest = problem.limit[p] as number;
      for (const list of this.members)
        for (const i of list) lowest = Math.min(lowest, at(candidates, i).most[p] as number);
      if (lowest === Infinity) return Infinity;
      // A hair lower, so that adding everything up again cannot exceed the limit by rounding.
      return Math.max(0, lowest - (addedSum[p] as number) - 1e-12 * Math.abs(lowest));
    });
    this.clean = this.clamp.map((value) => Math.max(1e-9, value));
    this.logClean = this.clean.map(Math.log);
    this.logLimit = problem.limit.map((value) => Math.log(Math.max(1e-9, value)));
    const highest = Float64Array.from(
      { length: this.figures },
      (_, p) => (problem.start[p] as number) + (addedSum[p] as number),
    );
    this.removal = this.members.map((list, g) =>
      list.map((i) => this.removalOf(at(candidates, i), highest, this.lowFlow[g] as number)),
    );
    this.bestRemoval = this.removal.map((list) => {
      const most = new Float64Array(this.figures);
      for (const one of list)
        for (let p = 0; p < this.figures; p += 1) most[p] = Math.max(most[p] as number, one[p] as number);
      return most;
    });
    this.idealOutlet = this.members.map((list) => this.over(list, lowestOutlet(problem.kinds), Math.min, Infinity));
    this.idealInlet = this.members.map((list) => this.over(list, (c, p) => c.most[p] as number, Math.max, -Infinity));
    this.lowCost = this.members.map((list, g) =>
      list.map((i) => leastOf(at(candidates, i), 0, this.lowFlow[g] as number)),
    );
    this.leastUse = this.members.map((list, g) =>
      Float64Array.from({ length: this.resources }, (_, r) =>
        list.reduce((low, i) => Math.min(low, leastOf(at(candidates, i), r, this.lowFlow[g] as number)), Infinity),
      ),
    );
    this.need = new Float64Array(this.rows);
    this.needsOf(problem.start, new Float64Array(this.resources), this.need);
    this.byRemoval = Array.from({ length: this.figures }, (_, p) =>
      order
        .map((_g, g) => g)
        .sort((a, b) => (this.bestRemoval[b]?.[p] as number) - (this.bestRemoval[a]?.[p] as number)),
    );
  }

  /** Log-removal from a figure to its limit; for a setting, 1 where a stage still has to set it. */
  needOf(value: number, p: number): number {
    const limit = this.problem.limit[p] as number;
    if (value <= limit) return 0;
    if (this.problem.kinds[p] !== CONCENTRATION) return 1;
    if (value === Infinity || limit <= 0) return LOG_CAP;
    return Math.min(LOG_CAP, Math.log(value / limit));
  }

  /** Everything that is still needed from a state on, and as negative figures what of each limited resource is left. */
  needsOf(state: Float64Array, used: Float64Array, into: Float64Array): void {
    for (let p = 0; p < this.figures; p += 1) into[p] = this.needOf(state[p] as number, p);
    for (let r = 1; r < this.resources; r += 1) into[this.figures + r - 1] = this.leftOf(used[r] as number, r);
  }

  /** What is left of a limited resource, as a negative share of its limit; 0 where there is no limit. */
  leftOf(used: number, r: number): number {
    const limit = this.problem.resourceLimit[r] as number;
    return limit < Infinity ? (used - limit) * this.shareOf(r) : 0;
  }

  private shareOf(r: number): number {
    const limit = this.problem.resourceLimit[r] as number;
    return limit === Infinity ? 0 : limit > 0 ? 1 / limit : 1;
  }

  /** The most a candidate can lower the logarithm of each figure; for a setting, 1 where it sets what the limit asks. */
  private removalOf(candidate: TrainCandidate, highest: Float64Array, lowFlow: number): Float64Array {
    const { keep, floor, guarantee, sets } = candidate;
    const removal = new Float64Array(this.rows);
    for (let p = 0; p < this.figures; p += 1) {
      if (this.problem.kinds[p] !== CONCENTRATION) {
        removal[p] = (sets[p] as number) <= (this.problem.limit[p] as number) ? 1 : 0;
        continue;
      }
      const [k, f, g, high] = [keep[p] as number, floor[p] as number, guarantee[p] as number, highest[p] as number];
      let most = k < 1 ? (k > 0 ? Math.min(REMOVAL_CAP, -Math.log(k)) : REMOVAL_CAP) : 0;
      if (most > 0 && f > 0) most = Math.min(most, high === Infinity ? REMOVAL_CAP : Math.log(Math.max(1, high / f)));
      if (g < Infinity)
        most = Math.max(
          most,
          g > 0 && high < Infinity ? Math.min(REMOVAL_CAP, Math.log(Math.max(1, high / g))) : REMOVAL_CAP,
        );
      removal[p] = most;
    }
    for (let r = 1; r < this.resources; r += 1)
      removal[this.figures + r - 1] = -leastOf(candidate, r, lowFlow) * this.shareOf(r);
    return removal;
  }

  private over(
    list: readonly number[],
    figure: (candidate: TrainCandidate, p: number) => number,
    pick: (a: number, b: number) => number,
    from: number,
  ): Float64Array {
    const values = new Float64Array(this.figures).fill(from);
    for (const i of list) {
      const candidate = at(this.problem.candidates, i);
      for (let p = 0; p < values.length; p += 1) values[p] = pick(values[p] as number, figure(candidate, p));
    }
    return values;
  }
}

const lowestOutlet =
  (kinds: Uint8Array) =>
  (candidate: TrainCandidate, p: number): number => {
    if (kinds[p] !== CONCENTRATION) {
      const set = candidate.sets[p] as number;
      return set === set ? set : Infinity;
    }
    const removes = (candidate.keep[p] as number) < 1;
    return Math.min(removes ? (candidate.floor[p] as number) : Infinity, candidate.guarantee[p] as number);
  };

/** Groups with what must come first before what must follow; those that do not matter to each other by index. */
function orderOfGroups({ groups, after }: TrainProblem): readonly number[] {
  // Of each group, how many are left that it must not come before.
  const waits = new Int32Array(groups);
  for (let a = 0; a < groups; a += 1)
    for (let b = 0; b < groups; b += 1) if (a !== b && after[a * groups + b] === 1) waits[a] = (waits[a] as number) + 1;
  const order: number[] = [];
  const left = new Set(Array.from({ length: groups }, (_, g) => g));
  while (left.size > 0) {
    let next = left.values().next().value as number;
    for (const g of left) {
      if (waits[g] !== 0) continue;
      next = g;
      break;
    }
    order.push(next);
    left.delete(next);
    for (const a of left) if (after[a * groups + next] === 1) waits[a] = (waits[a] as number) - 1;
  }
  return order;
}
