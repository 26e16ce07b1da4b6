import { coveringPrices } from './covering';
import {
  CONCENTRATION,
  admits,
  follow,
  reached,
  treat,
  unitsFor,
  useOf,
  type TrainCandidate,
  type TrainProblem,
} from './problem';

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

export interface SolvedTrain {
  /** Indices of candidates in the order of the stages. */
  readonly order: readonly number[];
  readonly cost: number;
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

const LOG_CAP = 40;
const REMOVAL_CAP = 60;
/** Sets tried by beam before the exact search, when that has not ended by itself soon. */
const EARLY_LABELS = 6000;
/** Sets looked at before that. */
const EARLY_SETS = 40;
const SEED_SETS = 48;
const FEW_SEEDS = 12;
const SEED_WIDTH = 12;

interface Label {
  readonly cost: number;
  readonly used: Float64Array;
  readonly state: Float64Array;
  readonly flow: number;
  readonly previous: Label | undefined;
  readonly candidate: number;
  readonly members: number;
  readonly depth: number;
  bound: number;
  repriced: boolean;
  dead: boolean;
}

interface OuterNode {
  bound: number;
  /** Positions of groups in the search order, rising. */
  readonly set: readonly number[];
  /** Whether exactly this set is meant, rather than it and what may be added to it. */
  readonly solve: boolean;
  /** Whether the set has prices of its own in its bound. */
  priced: boolean;
}

interface Prices {
  readonly base: number;
  /** What choosing each group changes at best. */
  readonly gain: Float64Array;
  /** Groups worth choosing, best first. */
  readonly useful: readonly number[];
}

/** A binary heap of things with a `bound`, lowest first. */
class Heap<T extends { bound: number }> {
  private readonly items: T[] = [];
  get size(): number {
    return this.items.length;
  }
  get first(): T | undefined {
    return this.items[0];
  }
  push(item: T): void {
    const { items } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] as T;
      if (above.bound <= item.bound) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }
  pop(): T | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && (items[child + 1] as T).bound < (items[child] as T).bound) child += 1;
      if (last.bound <= (items[child] as T).bound) break;
      items[at] = items[child] as T;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

/** Costs closer than this count as equal when a bound is compared with a train already found. */
const slack = (cost: number): number => (cost === Infinity ? 0 : 1e-9 * Math.max(1, Math.abs(cost)));

/** The cheapest trains of a problem. Deterministic: the same problem and the same answers of `stop` give the same result. */
export function solve(problem: TrainProblem, { best, stop }: SolveOptions): Solution {
  const start = reached(problem, problem.start, new Float64Array(problem.resourceLimit.length));
  if (start) return { trains: [{ order: [], cost: 0 }], complete: true, bound: 0, labels: 0 };
  let found: readonly Incumbent[] = [];
  // Sets cut off by an incumbent that a cheaper subset later replaced are looked at again; incumbents only improve.
  for (;;) {
    const search = new Search(problem, best, stop, found);
    const outcome = search.run();
    found = search.incumbents;
    if (!outcome.again) {
      const trains = found.map(({ order, cost }) => ({ order, cost }));
      return { trains, complete: outcome.complete, bound: outcome.bound, labels: search.labels };
    }
  }
}

interface Incumbent extends SolvedTrain {
  readonly set: readonly number[];
}

class Search {
  incumbents: Incumbent[];
  labels = 0;
  private stopped = false;
  private gap = Infinity;
  /** The lowest cost that ever cut a branch off because enough trains were known. */
  private lowestBar = Infinity;

  private readonly figures: number;
  private readonly resources: number;
  /** Candidates of each group in the order of search. */
  private readonly members: readonly (readonly number[])[];
  private readonly count: number;
  private readonly mustFollow: readonly (readonly boolean[])[];
  private readonly apart: readonly (readonly boolean[])[];
  private readonly lowFlow: Float64Array;
  private readonly leastRecovery: readonly number[];
  private readonly need: Float64Array;
  private readonly clamp: Float64Array;
  private readonly twoSided: readonly boolean[];
  private readonly flowMatters: boolean;
  private readonly removal: readonly (readonly Float64Array[])[];
  private readonly bestRemoval: readonly Float64Array[];
  private readonly idealOutlet: readonly Float64Array[];
  private readonly idealInlet: readonly Float64Array[];
  private readonly lowCost: readonly (readonly number[])[];
  private readonly leastUse: readonly Float64Array[];
  private readonly byRemoval: readonly (readonly number[])[];
  /** Below this a concentration matters to no limit and no inlet; and its logarithm. */
  private readonly clean: Float64Array;
  private readonly logClean: Float64Array;
  private readonly logLimit: Float64Array;
  private readonly pool: Prices[] = [];
  private rootPrices: Float64Array = new Float64Array(0);

  constructor(
    private readonly problem: TrainProblem,
    private readonly best: number,
    private readonly stop: (() => boolean) | undefined,
    known: readonly Incumbent[],
  ) {
    this.incumbents = [...known];
    const { candidates, groups, after, apart, flow, stages } = problem;
    this.figures = problem.start.length;
    this.resources = problem.resourceLimit.length;
    const order = orderOfGroups(problem);
    this.count = order.length;
    this.mustFollow = order.map((a) => order.map((b) => after[a * groups + b] === 1));
    this.apart = order.map((a) => order.map((b) => apart[a * groups + b] === 1));
    const all = order.map((group) => indicesOf(candidates, group));
    this.leastRecovery = all.map((list) => Math.min(1, ...list.map((i) => at(candidates, i).recovery)));
    const noLoss = candidates.every(({ recovery }) => recovery === 1);
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
    this.members = all.map((list, g) => this.undominated(list, noLoss ? flow : undefined, this.lowFlow[g] as number));

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
    this.removal = this.members.map((list) => list.map((i) => this.removalOf(at(candidates, i), highest)));
    this.bestRemoval = this.removal.map((list) => {
      const most = new Float64Array(this.figures);
      for (const one of list)
        for (let p = 0; p < this.figures; p += 1) most[p] = Math.max(most[p] as number, one[p] as number);
      return most;
    });
    this.idealOutlet = this.members.map((list) => this.over(list, lowestOutlet(problem.kinds), Math.min, Infinity));
    this.idealInlet = this.members.map((list) => this.over(list, (c, p) => c.most[p] as number, Math.max, -Infinity));
    this.lowCost = this.members.map((list, g) =>
      list.map((i) => this.leastOf(at(candidates, i), 0, this.lowFlow[g] as number)),
    );
    this.leastUse = this.members.map((list, g) =>
      Float64Array.from({ length: this.resources }, (_, r) =>
        list.reduce((low, i) => Math.min(low, this.leastOf(at(candidates, i), r, this.lowFlow[g] as number)), Infinity),
      ),
    );
    this.need = Float64Array.from({ length: this.figures }, (_, p) => this.needOf(problem.start[p] as number, p));
    this.byRemoval = Array.from({ length: this.figures }, (_, p) =>
      order
        .map((_g, g) => g)
        .sort((a, b) => (this.bestRemoval[b]?.[p] as number) - (this.bestRemoval[a]?.[p] as number)),
    );
  }

  /** Runs the outer search to its end, or until it is stopped. */
  run(): { readonly complete: boolean; readonly bound: number; readonly again: boolean } {
    if (!this.reprice([], -1)) return { complete: true, bound: Infinity, again: false };
    this.outer();
    if (this.stopped) {
      const bound = Math.min(this.gap, this.incumbents[0]?.cost ?? Infinity);
      return { complete: false, bound, again: false };
    }
    const bar = this.worst();
    const again = bar > this.lowestBar + slack(this.lowestBar);
    return { complete: true, bound: this.incumbents[0]?.cost ?? Infinity, again };
  }

  /**
   * Sets of groups, best bound first. What is not over early is then given trains by a narrow search over the most
   * promising sets, and carried on from where it stood.
   */
  private outer(): void {
    const heap = new Heap<OuterNode>();
    heap.push({ bound: this.outerBound([], -1), set: [], solve: false, priced: false });
    const waiting: OuterNode[] = [];
    let phase: 'EARLY' | 'SEED' | 'EXACT' = 'EARLY';
    let taken = 0;
    let seeded = 0;
    for (;;) {
      if (phase === 'EARLY' && (this.labels > EARLY_LABELS || taken > EARLY_SETS)) {
        this.survey();
        phase = 'SEED';
      }
      const enough = this.incumbents.length >= this.best ? FEW_SEEDS : SEED_SETS;
      const node = heap.pop();
      if (phase === 'SEED' && (seeded >= enough || node === undefined || this.cut(node.bound))) {
        phase = 'EXACT';
        for (const one of waiting) heap.push(one);
        if (node !== undefined) heap.push(node);
        continue;
      }
      if (node === undefined || this.cut(node.bound)) return;
      if (this.asked()) {
        this.gap = Math.min(this.gap, node.bound, ...waiting.map(({ bound }) => bound));
        return;
      }
      if (!node.solve) {
        taken += 1;
        this.expand(node, taken, heap);
      } else if (!node.priced) {
        node.priced = true;
        const bound = this.setBound(node.set);
        if (bound === Infinity || this.sharpened(node, bound, heap)) continue;
        heap.push(node);
      } else if (phase === 'SEED') {
        this.beam(node.set);
        seeded += 1;
        waiting.push(node);
      } else {
        const outcome = this.inner(node.set, phase === 'EARLY' ? EARLY_LABELS : Infinity);
        if (outcome !== 'DONE') heap.push(node);
      }
    }
  }

  private expand(node: OuterNode, taken: number, heap: Heap<OuterNode>): void {
    const { set } = node;
    const last = set[set.length - 1] ?? -1;
    if (set.length > 0) {
      if (this.sharpened(node, this.outerBound(set, last), heap)) return;
      if (taken < 200 || taken % 16 === 0) {
        if (!this.reprice(set, last)) return;
        if (this.sharpened(node, this.outerBound(set, last), heap)) return;
      }
    }
    if (set.length < this.problem.stages) {
      for (let g = last + 1; g < this.count; g += 1) {
        if ((this.members[g] as readonly number[]).length === 0) continue;
        if (set.some((other) => this.apart[g]?.[other])) continue;
        const next = [...set, g];
        if (!this.mayReach(next, g)) continue;
        const bound = Math.max(node.bound, this.outerBound(next, g));
        if (!this.cut(bound)) heap.push({ bound, set: next, solve: false, priced: false });
      }
    }
    if (set.length > 0 && this.idealReaches(set)) {
      const bound = Math.max(node.bound, this.closedBound(set));
      if (!this.cut(bound)) heap.push({ bound, set, solve: true, priced: false });
    }
  }

  /** Puts a node back with a better bound when another now comes first; true when the caller is done with it. */
  private sharpened(node: OuterNode, bound: number, heap: Heap<OuterNode>): boolean {
    if (this.cut(bound)) return true;
    if (bound <= node.bound) return false;
    node.bound = bound;
    if (heap.first !== undefined && bound > heap.first.bound + slack(bound)) {
      heap.push(node);
      return true;
    }
    return false;
  }

  /** The cost a new train must beat. */
  private worst(): number {
    return this.incumbents.length < this.best ? Infinity : (this.incumbents[this.best - 1] as Incumbent).cost;
  }

  private cut(bound: number): boolean {
    const worst = this.worst();
    return bound >= worst - slack(worst);
  }

  private asked(): boolean {
    if (!this.stopped && this.stop?.() === true) this.stopped = true;
    return this.stopped;
  }

  /** Keeps a train unless one of its groups' subsets is as cheap; drops those it makes redundant. */
  private record(label: Label, set: readonly number[]): void {
    const { cost } = label;
    const redundant = this.incumbents.some(
      (one) => one.cost <= cost + slack(cost) && one.set.every((g) => set.includes(g)),
    );
    if (redundant) return;
    const kept = this.incumbents.filter(
      (one) => !(set.every((g) => one.set.includes(g)) && one.cost >= cost - slack(cost)),
    );
    const order: number[] = [];
    for (let step: Label | undefined = label; step?.previous !== undefined; step = step.previous)
      order.push(step.candidate);
    order.reverse();
    kept.push({ order, cost, set });
    kept.sort((a, b) => a.cost - b.cost);
    this.incumbents = kept.slice(0, this.best);
    this.lowestBar = Math.min(this.lowestBar, this.worst());
  }

  // ---- bounds

  private needOf(value: number, p: number): number {
    const limit = this.problem.limit[p] as number;
    if (this.problem.kinds[p] !== CONCENTRATION || value <= limit) return 0;
    if (value === Infinity || limit <= 0) return LOG_CAP;
    return Math.min(LOG_CAP, Math.log(value / limit));
  }

  /** The most a candidate can lower the logarithm of each figure. */
  private removalOf(candidate: TrainCandidate, highest: Float64Array): Float64Array {
    const { keep, floor, guarantee } = candidate;
    return Float64Array.from({ length: this.figures }, (_, p) => {
      if (this.problem.kinds[p] !== CONCENTRATION) return 0;
      const [k, f, g, high] = [keep[p] as number, floor[p] as number, guarantee[p] as number, highest[p] as number];
      let most = k < 1 ? (k > 0 ? Math.min(REMOVAL_CAP, -Math.log(k)) : REMOVAL_CAP) : 0;
      if (most > 0 && f > 0) most = Math.min(most, high === Infinity ? REMOVAL_CAP : Math.log(Math.max(1, high / f)));
      if (g < Infinity)
        most = Math.max(
          most,
          g > 0 && high < Infinity ? Math.min(REMOVAL_CAP, Math.log(Math.max(1, high / g))) : REMOVAL_CAP,
        );
      return most;
    });
  }

  private leastOf(candidate: TrainCandidate, resource: number, flow: number): number {
    const units = unitsFor(candidate, flow);
    return units === 0 ? Infinity : useOf(candidate, resource, flow, units);
  }

  private priced(prices: Float64Array, need: Float64Array, g: number, cost: readonly number[]): number {
    let best = Infinity;
    const removals = this.removal[g] as readonly Float64Array[];
    for (let i = 0; i < removals.length; i += 1) {
      let value = cost[i] as number;
      const removal = removals[i] as Float64Array;
      for (let p = 0; p < this.figures; p += 1) {
        const price = prices[p] as number;
        if (price > 0) value -= price * Math.min(removal[p] as number, need[p] as number);
      }
      if (value < best) best = value;
    }
    return best;
  }

  /** Prices for what can still follow a set; false when nothing covers the need. */
  private reprice(set: readonly number[], last: number): boolean {
    const removals: Float64Array[] = [];
    const cost: number[] = [];
    const groupOf: number[] = [];
    const forced: boolean[] = [];
    for (let g = 0; g < this.count; g += 1) {
      const inSet = set.includes(g);
      if (!inSet && g <= last) continue;
      const list = this.removal[g] as readonly Float64Array[];
      const costs = this.lowCost[g] as readonly number[];
      let any = false;
      for (let i = 0; i < list.length; i += 1) {
        if (costs[i] === Infinity) continue;
        removals.push(list[i] as Float64Array);
        cost.push(costs[i] as number);
        groupOf.push(forced.length);
        any = true;
      }
      if (any) forced.push(inSet);
      else if (inSet) return false;
    }
    const prices = coveringPrices(this.need, removals, cost, groupOf, forced.length, forced);
    if (!prices) return false;
    const base = this.valueOf(prices, this.need);
    const gain = Float64Array.from({ length: this.count }, (_, g) =>
      (this.members[g] as readonly number[]).length === 0
        ? Infinity
        : this.priced(prices, this.need, g, this.lowCost[g] as readonly number[]),
    );
    const useful = [...gain.keys()]
      .filter((g) => (gain[g] as number) < 0)
      .sort((a, b) => (gain[a] as number) - (gain[b] as number) || a - b);
    if (this.pool.length === 0) this.rootPrices = prices;
    this.pool.push({ base, gain, useful });
    if (this.pool.length > 64) this.pool.splice(1, 1);
    return true;
  }

  private valueOf(prices: Float64Array, need: Float64Array): number {
    let value = 0;
    for (let p = 0; p < this.figures; p += 1) value += (prices[p] as number) * (need[p] as number);
    return value;
  }

  private outerBound(set: readonly number[], last: number): number {
    let best = 0;
    const room = this.problem.stages - set.length;
    for (const { base, gain, useful } of this.pool) {
      let value = base;
      for (const g of set) value += gain[g] as number;
      let left = room;
      for (let i = 0; i < useful.length && left > 0; i += 1) {
        const g = useful[i] as number;
        if (g <= last) continue;
        value += gain[g] as number;
        left -= 1;
      }
      if (value > best) best = value;
    }
    return best - slack(best);
  }

  /** The bound of exactly this set from prices found before. */
  private closedBound(set: readonly number[]): number {
    let best = 0;
    for (const { base, gain } of this.pool) {
      let value = base;
      for (const g of set) value += gain[g] as number;
      if (value > best) best = value;
    }
    return best - slack(best);
  }

  /** Whether the groups still open could bring every figure to its limit. */
  private mayReach(set: readonly number[], last: number): boolean {
    for (let p = 0; p < this.figures; p += 1) {
      let left = (this.need[p] as number) - 1e-9;
      if (left <= 0) continue;
      for (const g of set) left -= this.bestRemoval[g]?.[p] as number;
      let room = this.problem.stages - set.length;
      for (const g of this.byRemoval[p] as readonly number[]) {
        if (left <= 0 || room === 0) break;
        if (g <= last) continue;
        left -= this.bestRemoval[g]?.[p] as number;
        room -= 1;
      }
      if (left > 0) return false;
    }
    return true;
  }

  /** Whether a set would do if each group had one offer with the best of everything. */
  private idealReaches(set: readonly number[]): boolean {
    const { start, limit, kinds } = this.problem;
    const loose = (value: number) => value + 1e-9 * Math.abs(value);
    for (let p = 0; p < this.figures; p += 1) {
      const all = this.idealAfter(set, p, -1);
      if (
        kinds[p] === CONCENTRATION ? all > loose(limit[p] as number) : this.idealSetting(set, p) > (limit[p] as number)
      )
        return false;
      for (const g of set) {
        const most = this.idealInlet[g]?.[p] as number;
        if (most === Infinity) continue;
        const inlet = kinds[p] === CONCENTRATION ? this.idealAfter(set, p, g) : (start[p] as number);
        if (kinds[p] === CONCENTRATION && inlet > loose(most)) return false;
      }
    }
    return true;
  }

  /** The lowest a figure can be after all of a set, or before group `before` of it. */
  private idealAfter(set: readonly number[], p: number, before: number): number {
    const begin = this.problem.start[p] as number;
    let removed = 0;
    let outlet = Infinity;
    for (const g of set) {
      if (g === before || (before >= 0 && this.mustFollow[g]?.[before])) continue;
      const most = this.bestRemoval[g]?.[p] as number;
      if (most <= 0) continue;
      removed += most;
      outlet = Math.min(outlet, this.idealOutlet[g]?.[p] as number);
    }
    if (removed === 0) return begin;
    const low = begin === Infinity ? 0 : begin * Math.exp(-removed);
    return low < outlet ? Math.min(outlet, begin) : low;
  }

  private idealSetting(set: readonly number[], p: number): number {
    return set.reduce((low, g) => Math.min(low, this.idealOutlet[g]?.[p] as number), this.problem.start[p] as number);
  }

  private lowFlowIn(set: readonly number[], g: number): number {
    let flow = this.problem.flow;
    for (const other of set) {
      if (other !== g && !this.mustFollow[other]?.[g]) flow *= this.leastRecovery[other] as number;
    }
    return flow * (1 - 1e-12);
  }

  private costsIn(set: readonly number[]): readonly (readonly number[])[] {
    return set.map((g) => {
      const flow = this.lowFlowIn(set, g);
      return (this.members[g] as readonly number[]).map((i) => this.leastOf(at(this.problem.candidates, i), 0, flow));
    });
  }

  private setPrices(
    set: readonly number[],
    costs: readonly (readonly number[])[],
    remaining: number,
    need: Float64Array,
  ): Float64Array | undefined {
    const removals: Float64Array[] = [];
    const cost: number[] = [];
    const groupOf: number[] = [];
    let groups = 0;
    for (let j = 0; j < set.length; j += 1) {
      if (((remaining >>> j) & 1) === 0) continue;
      const list = this.removal[set[j] as number] as readonly Float64Array[];
      const of = costs[j] as readonly number[];
      const before = cost.length;
      for (let i = 0; i < list.length; i += 1) {
        if (of[i] === Infinity) continue;
        removals.push(list[i] as Float64Array);
        cost.push(of[i] as number);
        groupOf.push(groups);
      }
      if (cost.length === before) return undefined;
      groups += 1;
    }
    if (groups === 0) return undefined;
    return coveringPrices(need, removals, cost, groupOf, groups, new Array<boolean>(groups).fill(true));
  }

  /** A lower bound on the cost of exactly this set. */
  private setBound(set: readonly number[]): number {
    const costs = this.costsIn(set);
    const prices = this.setPrices(set, costs, (1 << set.length) - 1, this.need);
    if (!prices) return Infinity;
    let value = this.valueOf(prices, this.need);
    let sum = 0;
    set.forEach((g, j) => {
      value += this.priced(prices, this.need, g, costs[j] as readonly number[]);
      sum += Math.min(...(costs[j] as readonly number[]));
    });
    for (let r = 1; r < this.resources; r += 1) {
      const least = set.reduce((total, g) => total + (this.leastUse[g]?.[r] as number), 0);
      if (least * (1 - 1e-9) > (this.problem.resourceLimit[r] as number)) return Infinity;
    }
    const bound = Math.max(value, sum);
    return bound - slack(bound);
  }

  // ---- one set

  private frame(set: readonly number[]): Frame {
    const size = set.length;
    const full = (1 << size) - 1;
    const costs = this.costsIn(set);
    const predecessors = set.map((g) =>
      set.reduce((bits, other, k) => (this.mustFollow[g]?.[other] ? bits | (1 << k) : bits), 0),
    );
    return {
      set,
      size,
      full,
      costs,
      cheapest: costs.map((list) => Math.min(Infinity, ...list)),
      predecessors,
      pool: [],
    };
  }

  private addPrices(frame: Frame, remaining: number, need: Float64Array): boolean {
    const prices = this.setPrices(frame.set, frame.costs, remaining, need);
    if (!prices) return false;
    frame.pool.push({
      prices,
      cap: need.slice(),
      gain: Float64Array.from(frame.set, (g, j) => this.priced(prices, need, g, frame.costs[j] as readonly number[])),
    });
    if (frame.pool.length > 12) frame.pool.splice(1, 1);
    return true;
  }

  private readonly scratch = new Float64Array(64);

  /** What the remaining groups cost at least from a state; `Infinity` when they cannot reach the limits. */
  private rest(frame: Frame, state: Float64Array, remaining: number): number {
    const { set, size, cheapest, pool } = frame;
    const need = this.scratch;
    for (let p = 0; p < this.figures; p += 1) {
      let left = this.needOf(state[p] as number, p);
      need[p] = left;
      if (left > 0) {
        left -= 1e-9;
        for (let j = 0; j < size; j += 1) {
          if ((remaining >>> j) & 1) left -= this.bestRemoval[set[j] as number]?.[p] as number;
        }
        if (left > 0) return Infinity;
      }
    }
    let best = 0;
    for (let j = 0; j < size; j += 1) if ((remaining >>> j) & 1) best += cheapest[j] as number;
    for (const { prices, cap, gain } of pool) {
      let value = 0;
      let usable = true;
      for (let p = 0; p < this.figures; p += 1) {
        // Removals were capped at the need of these prices, so they hold for no greater need.
        if ((need[p] as number) > (cap[p] as number) + 1e-12) {
          usable = false;
          break;
        }
        value += (prices[p] as number) * (need[p] as number);
      }
      if (!usable) continue;
      for (let j = 0; j < size; j += 1) if ((remaining >>> j) & 1) value += gain[j] as number;
      if (value > best) best = value;
    }
    return best - slack(best);
  }

  private begin(): Label {
    const { problem } = this;
    return {
      cost: 0,
      used: new Float64Array(this.resources),
      state: problem.start,
      flow: problem.flow,
      previous: undefined,
      candidate: -1,
      members: 0,
      depth: 0,
      bound: 0,
      repriced: false,
      dead: false,
    };
  }

  /** The labels one candidate further, or undefined; a train that reached its limits is recorded and not carried on. */
  private advance(
    frame: Frame,
    from: Label,
    j: number,
    index: number,
    upper: number,
    outlet: Float64Array,
  ): Label | undefined {
    const { problem } = this;
    const candidate = at(problem.candidates, index);
    const units = admits(problem, candidate, from.flow, from.depth);
    if (units === 0) return undefined;
    const cost = from.cost + useOf(candidate, 0, from.flow, units);
    if (cost >= upper - slack(upper)) return undefined;
    this.labels += 1;
    if (!treat(problem.kinds, candidate, from.state, outlet)) return undefined;
    for (let p = 0; p < this.figures; p += 1) {
      const low = this.clamp[p] as number;
      if ((outlet[p] as number) < low) outlet[p] = low;
    }
    let { used } = from;
    if (this.resources > 1) {
      used = from.used.slice();
      for (let r = 1; r < this.resources; r += 1) {
        used[r] = (used[r] as number) + useOf(candidate, r, from.flow, units);
        if ((used[r] as number) > (problem.resourceLimit[r] as number)) return undefined;
      }
    }
    const members = from.members | (1 << j);
    const label: Label = {
      cost,
      used,
      state: outlet,
      flow: from.flow * candidate.recovery,
      previous: from,
      candidate: index,
      members,
      depth: from.depth + 1,
      bound: cost,
      repriced: false,
      dead: false,
    };
    if (reached(problem, outlet, used)) {
      // Reached before all groups were used: the train belongs to the smaller set.
      if (members === frame.full) this.record({ ...label, state: outlet.slice() }, frame.set);
      return undefined;
    }
    return members === frame.full ? undefined : label;
  }

  private inner(set: readonly number[], budget: number): 'DONE' | 'STOPPED' | 'OVER_BUDGET' {
    const frame = this.frame(set);
    if (!this.addPrices(frame, frame.full, this.need)) return 'DONE';
    const heap = new Heap<Label>();
    const kept: (Label[] | undefined)[] = new Array<Label[] | undefined>(frame.full + 1);
    heap.push(this.begin());
    let pops = 0;
    let outlet = new Float64Array(this.figures);
    const need = new Float64Array(this.figures);
    for (let label = heap.pop(); label !== undefined; label = heap.pop()) {
      if (label.dead) continue;
      const upper = this.upperFor(set);
      if (label.bound >= upper - slack(upper)) break;
      pops += 1;
      if ((pops & 31) === 0) {
        if (this.asked()) return 'STOPPED';
        if (this.labels > budget) return 'OVER_BUDGET';
      }
      const remaining = frame.full & ~label.members;
      if (label.members !== 0) {
        if (this.raised(label, label.cost + this.rest(frame, label.state, remaining), heap)) continue;
        if (!label.repriced && (pops <= 4 || (pops & 7) === 0)) {
          label.repriced = true;
          for (let p = 0; p < this.figures; p += 1) need[p] = this.needOf(label.state[p] as number, p);
          if (!this.addPrices(frame, remaining, need)) continue;
          if (this.raised(label, label.cost + this.rest(frame, label.state, remaining), heap)) continue;
        }
      }
      for (let j = 0; j < frame.size; j += 1) {
        if (((remaining >>> j) & 1) === 0 || (frame.predecessors[j] as number) & remaining) continue;
        const members = label.members | (1 << j);
        const after = frame.full & ~members;
        let others = 0;
        for (let z = 0; z < frame.size; z += 1) if ((after >>> z) & 1) others += frame.cheapest[z] as number;
        let list = kept[members];
        for (const index of this.members[set[j] as number] as readonly number[]) {
          const bar = this.upperFor(set);
          const next = this.advance(frame, label, j, index, bar - others, outlet);
          if (!next) continue;
          next.bound = Math.max(label.bound, next.cost + this.rest(frame, outlet, after));
          if (next.bound >= bar - slack(bar)) continue;
          if (!list) {
            list = [];
            kept[members] = list;
          }
          if (this.dominated(next, list)) continue;
          list.push(next);
          heap.push(next);
          outlet = new Float64Array(this.figures);
        }
      }
    }
    return 'DONE';
  }

  /** What a train of this very set must beat. */
  private upperFor(set: readonly number[]): number {
    const own = this.incumbents.find((one) => one.set.length === set.length && one.set.every((g, i) => g === set[i]));
    return Math.min(this.worst(), own?.cost ?? Infinity);
  }

  private raised(label: Label, bound: number, heap: Heap<Label>): boolean {
    if (!(bound > label.bound)) return false;
    label.bound = bound;
    if (bound === Infinity) return true;
    if (heap.first !== undefined && bound > heap.first.bound + slack(bound)) {
      heap.push(label);
      return true;
    }
    return false;
  }

  /** Pareto dominance among labels that used the same groups; the dominated ones of the list are dropped. */
  private dominated(next: Label, list: Label[]): boolean {
    for (const one of list) if (this.covers(one, next)) return true;
    for (let z = list.length - 1; z >= 0; z -= 1) {
      const one = list[z] as Label;
      if (!this.covers(next, one)) continue;
      one.dead = true;
      list[z] = list[list.length - 1] as Label;
      list.pop();
    }
    return false;
  }

  private covers(a: Label, b: Label): boolean {
    if (a.cost > b.cost) return false;
    if (this.flowMatters ? a.flow !== b.flow : a.flow > b.flow) return false;
    for (let p = 0; p < this.figures; p += 1) {
      const [x, y] = [a.state[p] as number, b.state[p] as number];
      if (this.twoSided[p] ? x !== y : x > y) return false;
    }
    for (let r = 1; r < this.resources; r += 1) if ((a.used[r] as number) > (b.used[r] as number)) return false;
    return true;
  }

  /** A quick train of one set, if a narrow search finds one. */
  private beam(set: readonly number[]): void {
    const frame = this.frame(set);
    if (!this.addPrices(frame, frame.full, this.need)) return;
    let level: Label[] = [this.begin()];
    for (let depth = 0; depth < frame.size && level.length > 0; depth += 1) {
      const next: Label[] = [];
      for (const label of level) {
        if (this.asked()) return;
        const remaining = frame.full & ~label.members;
        for (let j = 0; j < frame.size; j += 1) {
          if (((remaining >>> j) & 1) === 0 || (frame.predecessors[j] as number) & remaining) continue;
          for (const index of this.members[set[j] as number] as readonly number[]) {
            const outlet = new Float64Array(this.figures);
            const upper = this.upperFor(set);
            const one = this.advance(frame, label, j, index, upper, outlet);
            if (!one) continue;
            one.bound = one.cost + this.rest(frame, outlet, frame.full & ~one.members);
            if (one.bound < upper - slack(upper)) next.push(one);
          }
        }
      }
      // Half by cost, half by how clean the water is, so that a costly pre-treatment is not lost.
      const byCost = [...next].sort((a, b) => a.bound - b.bound);
      const byState = [...next].sort((a, b) => this.excess(a) - this.excess(b) || a.bound - b.bound);
      level = [...new Set([...byCost.slice(0, SEED_WIDTH), ...byState.slice(0, SEED_WIDTH)])];
    }
  }

  /**
   * A first train from a narrow search over all groups at once, kept wide in three ways: by price and what the prices of the
   * need say is left, by how far the limits are, and by how far from every inlet some stage accepts.
   */
  private survey(): void {
    const { problem } = this;
    let level: { readonly label: Label; readonly set: readonly number[] }[] = [{ label: this.begin(), set: [] }];
    for (let depth = 0; depth < problem.stages && level.length > 0; depth += 1) {
      const next: Surveyed[] = [];
      for (const { label, set } of level) {
        if (this.asked()) return;
        for (let g = 0; g < this.count; g += 1) {
          if (set.some((other) => other === g || this.mustFollow[other]?.[g] || this.apart[other]?.[g])) continue;
          const members = [...set, g].sort((a, b) => a - b);
          for (const index of this.members[g] as readonly number[]) {
            const one = this.surveyed(label, index, members);
            if (one) next.push({ ...one, set: [...set, g], key: members.join() });
          }
        }
      }
      level = SURVEYS.flatMap((by) => {
        const perSet = new Map<string, number>();
        return [...next]
          .sort((a, b) => by(a) - by(b))
          .filter(({ key }) => {
            const taken = (perSet.get(key) ?? 0) + 1;
            perSet.set(key, taken);
            return taken <= SURVEY_PER_SET;
          })
          .slice(0, SURVEY_WIDTH);
      });
      level = [...new Set(level)];
    }
  }

  private surveyed(
    from: Label,
    index: number,
    members: readonly number[],
  ): Pick<Surveyed, 'label' | 'limits' | 'clean' | 'price'> | undefined {
    const { problem } = this;
    const candidate = at(problem.candidates, index);
    const units = admits(problem, candidate, from.flow, from.depth);
    if (units === 0) return undefined;
    const cost = from.cost + useOf(candidate, 0, from.flow, units);
    if (this.cut(cost)) return undefined;
    const outlet = new Float64Array(this.figures);
    this.labels += 1;
    if (!treat(problem.kinds, candidate, from.state, outlet)) return undefined;
    const used = from.used.slice();
    for (let r = 1; r < this.resources; r += 1) {
      used[r] = (used[r] as number) + useOf(candidate, r, from.flow, units);
      if ((used[r] as number) > (problem.resourceLimit[r] as number)) return undefined;
    }
    const label: Label = {
      ...from,
      cost,
      used,
      state: outlet,
      flow: from.flow * candidate.recovery,
      previous: from,
      candidate: index,
      depth: from.depth + 1,
    };
    if (reached(problem, outlet, used)) {
      this.record(label, members);
      return undefined;
    }
    let [limits, clean, left] = [0, 0, 0];
    for (let p = 0; p < this.figures; p += 1) {
      const [value, limit] = [outlet[p] as number, problem.limit[p] as number];
      if (problem.kinds[p] !== CONCENTRATION) {
        if (value > limit) limits += 1;
        continue;
      }
      const low = this.clean[p] as number;
      if (value <= low) continue;
      const log = value === Infinity ? LOG_CAP : Math.log(value);
      clean += Math.min(LOG_CAP, log - (this.logClean[p] as number));
      if (value <= limit) continue;
      const over = Math.min(LOG_CAP, log - (this.logLimit[p] as number));
      limits += over;
      left += over * (this.rootPrices[p] as number);
    }
    return { label, limits, clean, price: cost + 1.5 * left };
  }

  private excess(label: Label): number {
    let sum = 0;
    for (let p = 0; p < this.figures; p += 1) {
      const [value, clean] = [label.state[p] as number, this.clean[p] as number];
      if (this.problem.kinds[p] === CONCENTRATION && value > clean) sum += Math.min(LOG_CAP, Math.log(value / clean));
    }
    return sum;
  }

  // ---- what can be left out at once

  /**
   * Candidates of one group that no other of the group beats in every respect. Exact because a train uses a group once.
   *
   * @param fixedFlow the one flow there is when no candidate loses water
   */
  private undominated(list: readonly number[], fixedFlow: number | undefined, lowFlow: number): readonly number[] {
    const { candidates, flow } = this.problem;
    const possible = list.filter((i) => {
      const one = at(candidates, i);
      if (fixedFlow !== undefined) return [0, 1].some((depth) => admits(this.problem, one, fixedFlow, depth) > 0);
      return (
        unitsFor(one, lowFlow) > 0 &&
        flow * this.problem.flowSpread >= one.capacityLeast &&
        one.flowLeast <= flow &&
        one.flowMost >= lowFlow
      );
    });
    const cost = new Map(possible.map((i) => [i, this.leastOf(at(candidates, i), 0, flow)]));
    const sorted = [...possible].sort((a, b) => (cost.get(a) ?? 0) - (cost.get(b) ?? 0) || a - b);
    const kept: number[] = [];
    for (const i of sorted) {
      if (!kept.some((k) => this.beats(at(candidates, k), at(candidates, i), fixedFlow))) kept.push(i);
    }
    return kept;
  }

  private beats(a: TrainCandidate, b: TrainCandidate, fixedFlow: number | undefined): boolean {
    if (a.position !== 0 && a.position !== b.position) return false;
    if (this.flowMatters ? a.recovery !== b.recovery : a.recovery > b.recovery) return false;
    if (fixedFlow === undefined) {
      if (a.flowMost < b.flowMost || a.flowLeast > b.flowLeast || a.capacityLeast > b.capacityLeast) return false;
      if (a.capacity < b.capacity || a.capacity * a.maxUnits < b.capacity * b.maxUnits) return false;
    }
    for (let r = 0; r < this.resources; r += 1) {
      if (fixedFlow !== undefined) {
        if (this.leastOf(a, r, fixedFlow) > this.leastOf(b, r, fixedFlow)) return false;
      } else if (
        (a.perStage[r] as number) > (b.perStage[r] as number) ||
        (a.perUnit[r] as number) > (b.perUnit[r] as number) ||
        (a.perFlow[r] as number) > (b.perFlow[r] as number)
      ) {
        return false;
      }
    }
    for (let p = 0; p < this.figures; p += 1) {
      if ((a.most[p] as number) < (b.most[p] as number) || (a.least[p] as number) > (b.least[p] as number))
        return false;
      if (this.problem.kinds[p] !== CONCENTRATION) {
        const [x, y] = [a.sets[p] as number, b.sets[p] as number];
        if (!(x === y || (x !== x && y !== y))) return false;
        continue;
      }
      const pairs = [
        [a.keep[p], b.keep[p]],
        [a.floor[p], b.floor[p]],
        [a.guarantee[p], b.guarantee[p]],
        [a.added[p], b.added[p]],
      ] as readonly (readonly [number, number])[];
      if (pairs.some(([x, y]) => (this.twoSided[p] ? x !== y : x > y))) return false;
    }
    return true;
  }

  private over(
    list: readonly number[],
    figure: (candidate: TrainCandidate, p: number) => number,
    pick: (a: number, b: number) => number,
    from: number,
  ): Float64Array {
    return Float64Array.from({ length: this.figures }, (_, p) =>
      list.reduce((value, i) => pick(value, figure(at(this.problem.candidates, i), p)), from),
    );
  }
}

interface Surveyed {
  readonly label: Label;
  readonly set: readonly number[];
  readonly key: string;
  readonly limits: number;
  readonly clean: number;
  readonly price: number;
}

const SURVEY_WIDTH = 14;
const SURVEY_PER_SET = 3;
const SURVEYS: readonly ((one: Surveyed) => number)[] = [
  ({ price }) => price,
  ({ limits }) => limits,
  ({ clean }) => clean,
];

interface Frame {
  readonly set: readonly number[];
  readonly size: number;
  readonly full: number;
  readonly costs: readonly (readonly number[])[];
  readonly cheapest: readonly number[];
  readonly predecessors: readonly number[];
  readonly pool: { readonly prices: Float64Array; readonly cap: Float64Array; readonly gain: Float64Array }[];
}

const at = (candidates: readonly TrainCandidate[], index: number): TrainCandidate =>
  candidates[index] as TrainCandidate;

const indicesOf = (candidates: readonly TrainCandidate[], group: number): readonly number[] =>
  [...candidates.keys()].filter((i) => at(candidates, i).group === group);

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
  const order: number[] = [];
  const left = new Set(Array.from({ length: groups }, (_, g) => g));
  while (left.size > 0) {
    const free = [...left].find((a) => [...left].every((b) => b === a || after[a * groups + b] !== 1));
    const next = free ?? (left.values().next().value as number);
    order.push(next);
    left.delete(next);
  }
  return order;
}

/** The cost of an order of candidates; undefined where it is no train. Recomputed, not taken from the search. */
export function costOf(problem: TrainProblem, order: readonly number[]): number | undefined {
  const followed = follow(problem, order);
  return followed?.reached === true ? followed.used[0] : undefined;
}
