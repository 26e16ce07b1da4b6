import { coveringPrices } from './covering';
import type { Prepared } from './prepare';
import { CONCENTRATION, at, leastOf } from './problem';
import { slack } from './progress';

interface Prices {
  readonly base: number;
  /** What choosing each group changes at best. */
  readonly gain: Float64Array;
  /** Groups worth choosing, best first. */
  readonly useful: readonly number[];
}

/** Lower bounds on the cost of a set of groups and of all that contain it, and whether they can reach the limits at all. */
export class SetBounds {
  private readonly pool: Prices[] = [];
  /** Prices of the whole need. */
  rootPrices: Float64Array = new Float64Array(0);

  constructor(private readonly prepared: Prepared) {}

  priced(prices: Float64Array, need: Float64Array, g: number, cost: readonly number[]): number {
    let best = Infinity;
    const removals = this.prepared.removal[g] as readonly Float64Array[];
    for (let i = 0; i < removals.length; i += 1) {
      let value = cost[i] as number;
      const removal = removals[i] as Float64Array;
      for (let p = 0; p < this.prepared.figures; p += 1) {
        const price = prices[p] as number;
        if (price > 0) value -= price * Math.min(removal[p] as number, need[p] as number);
      }
      if (value < best) best = value;
    }
    return best;
  }

  /** Prices for what can still follow a set; false when nothing covers the need. */
  reprice(set: readonly number[], last: number): boolean {
    const removals: Float64Array[] = [];
    const cost: number[] = [];
    const groupOf: number[] = [];
    const forced: boolean[] = [];
    for (let g = 0; g < this.prepared.count; g += 1) {
      const inSet = set.includes(g);
      if (!inSet && g <= last) continue;
      const list = this.prepared.removal[g] as readonly Float64Array[];
      const costs = this.prepared.lowCost[g] as readonly number[];
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
    const prices = coveringPrices(this.prepared.need, removals, cost, groupOf, forced.length, forced);
    if (!prices) return false;
    const base = this.valueOf(prices, this.prepared.need);
    const gain = Float64Array.from({ length: this.prepared.count }, (_, g) =>
      (this.prepared.members[g] as readonly number[]).length === 0
        ? Infinity
        : this.priced(prices, this.prepared.need, g, this.prepared.lowCost[g] as readonly number[]),
    );
    const useful = [...gain.keys()]
      .filter((g) => (gain[g] as number) < 0)
      .sort((a, b) => (gain[a] as number) - (gain[b] as number) || a - b);
    if (this.pool.length === 0) this.rootPrices = prices;
    this.pool.push({ base, gain, useful });
    if (this.pool.length > 64) this.pool.splice(1, 1);
    return true;
  }

  valueOf(prices: Float64Array, need: Float64Array): number {
    let value = 0;
    for (let p = 0; p < this.prepared.figures; p += 1) value += (prices[p] as number) * (need[p] as number);
    return value;
  }

  outerBound(set: readonly number[], last: number): number {
    let best = 0;
    const room = this.prepared.problem.stages - set.length;
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
  closedBound(set: readonly number[]): number {
    let best = 0;
    for (const { base, gain } of this.pool) {
      let value = base;
      for (const g of set) value += gain[g] as number;
      if (value > best) best = value;
    }
    return best - slack(best);
  }

  /** Whether the groups still open could bring every figure to its limit. */
  mayReach(set: readonly number[], last: number): boolean {
    for (let p = 0; p < this.prepared.figures; p += 1) {
      let left = (this.prepared.need[p] as number) - 1e-9;
      if (left <= 0) continue;
      for (const g of set) left -= this.prepared.bestRemoval[g]?.[p] as number;
      let room = this.prepared.problem.stages - set.length;
      for (const g of this.prepared.byRemoval[p] as readonly number[]) {
        if (left <= 0 || room === 0) break;
        if (g <= last) continue;
        left -= this.prepared.bestRemoval[g]?.[p] as number;
        room -= 1;
      }
      if (left > 0) return false;
    }
    return true;
  }

  /** Whether a set would do if each group had one offer with the best of everything. */
  idealReaches(set: readonly number[]): boolean {
    const { start, limit, kinds } = this.prepared.problem;
    const loose = (value: number) => value + 1e-9 * Math.abs(value);
    for (let p = 0; p < this.prepared.figures; p += 1) {
      const all = this.idealAfter(set, p, -1);
      if (
        kinds[p] === CONCENTRATION ? all > loose(limit[p] as number) : this.idealSetting(set, p) > (limit[p] as number)
      )
        return false;
      for (const g of set) {
        const most = this.prepared.idealInlet[g]?.[p] as number;
        if (most === Infinity) continue;
        const inlet = kinds[p] === CONCENTRATION ? this.idealAfter(set, p, g) : (start[p] as number);
        if (kinds[p] === CONCENTRATION && inlet > loose(most)) return false;
      }
    }
    return true;
  }

  /** The lowest a figure can be after all of a set, or before group `before` of it. */
  private idealAfter(set: readonly number[], p: number, before: number): number {
    const begin = this.prepared.problem.start[p] as number;
    let removed = 0;
    let outlet = Infinity;
    for (const g of set) {
      if (g === before || (before >= 0 && this.prepared.mustFollow[g]?.[before])) continue;
      const most = this.prepared.bestRemoval[g]?.[p] as number;
      if (most <= 0) continue;
      removed += most;
      outlet = Math.min(outlet, this.prepared.idealOutlet[g]?.[p] as number);
    }
    if (removed === 0) return begin;
    const low = begin === Infinity ? 0 : begin * Math.exp(-removed);
    return low < outlet ? Math.min(outlet, begin) : low;
  }

  private idealSetting(set: readonly number[], p: number): number {
    return set.reduce(
      (low, g) => Math.min(low, this.prepared.idealOutlet[g]?.[p] as number),
      this.prepared.problem.start[p] as number,
    );
  }

  private lowFlowIn(set: readonly number[], g: number): number {
    let flow = this.prepared.problem.flow;
    for (const other of set) {
      if (other !== g && !this.prepared.mustFollow[other]?.[g]) flow *= this.prepared.leastRecovery[other] as number;
    }
    return flow * (1 - 1e-12);
  }

  costsIn(set: readonly number[]): readonly (readonly number[])[] {
    return set.map((g) => {
      const flow = this.lowFlowIn(set, g);
      return (this.prepared.members[g] as readonly number[]).map((i) =>
        leastOf(at(this.prepared.problem.candidates, i), 0, flow),
      );
    });
  }

  setPrices(
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
      const list = this.prepared.removal[set[j] as number] as readonly Float64Array[];
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
  setBound(set: readonly number[]): number {
    const costs = this.costsIn(set);
    const prices = this.setPrices(set, costs, (1 << set.length) - 1, this.prepared.need);
    if (!prices) return Infinity;
    let value = this.valueOf(prices, this.prepared.need);
    let sum = 0;
    set.forEach((g, j) => {
      value += this.priced(prices, this.prepared.need, g, costs[j] as readonly number[]);
      sum += Math.min(...(costs[j] as readonly number[]));
    });
    for (let r = 1; r < this.prepared.resources; r += 1) {
      const least = set.reduce((total, g) => total + (this.prepared.leastUse[g]?.[r] as number), 0);
      if (least * (1 - 1e-9) > (this.prepared.problem.resourceLimit[r] as number)) return Infinity;
    }
    const bound = Math.max(value, sum);
    return bound - slack(bound);
  }
}
