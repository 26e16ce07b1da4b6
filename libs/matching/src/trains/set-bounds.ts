import { capped, coveringPrices } from './covering';
import type { Prepared } from './prepare';
import { CONCENTRATION, at, leastOf } from './problem';
import { slack } from './progress';

/** Prices of a need, and what they make of the groups. */
export interface Priced {
  /** The need at these prices. */
  readonly base: number;
  /** What choosing each group changes at best. */
  readonly gain: Float64Array;
  /** Groups worth choosing, best first. */
  readonly useful: readonly number[];
}

/** Lower bounds on the cost of a set of groups and of all that contain it, and whether they can reach the limits at all. */
export class SetBounds {
  constructor(private readonly prepared: Prepared) {}

  /** What choosing a group changes at best: its cheapest candidate less what it removes at these prices. */
  priced(prices: Float64Array, need: Float64Array, g: number, cost: readonly number[]): number {
    let best = Infinity;
    const removals = this.prepared.removal[g] as readonly Float64Array[];
    for (let i = 0; i < removals.length; i += 1) {
      let value = cost[i] as number;
      const removal = removals[i] as Float64Array;
      for (let p = 0; p < this.prepared.rows; p += 1) {
        const price = prices[p] as number;
        if (price > 0) value -= price * capped(removal[p] as number, need[p] as number);
      }
      if (value < best) best = value;
    }
    return best;
  }

  /**
   * Prices for what can still follow a set, at the flows this set and what may be added to it leave,
   * so they hold for the sets that follow from it alone. Undefined when nothing covers the need.
   */
  price(set: readonly number[], last: number): Priced | undefined {
    const { count, mustFollow, apart, members, need, removal, lowCost, leastRecovery, lossless, problem } =
      this.prepared;
    const room = problem.stages - set.length;
    const removals: Float64Array[] = [];
    const cost: number[] = [];
    const groupOf: number[] = [];
    const forced: boolean[] = [];
    const open: number[] = [];
    for (let g = last + 1; g < count; g += 1) {
      if ((members[g] as readonly number[]).length > 0 && !set.some((other) => apart[g]?.[other])) open.push(g);
    }
    const losing = lossless
      ? []
      : [...open].sort((a, b) => (leastRecovery[a] as number) - (leastRecovery[b] as number));
    const costs = new Array<readonly number[] | undefined>(count);
    for (const g of [...set, ...open]) {
      const inSet = g <= last && set.includes(g);
      let own = lowCost[g] as readonly number[];
      if (!lossless) {
        let flow = problem.flow;
        for (const other of set) {
          if (other !== g && !mustFollow[other]?.[g]) flow *= leastRecovery[other] as number;
        }
        let left = inSet ? room : room - 1;
        for (let k = 0; k < losing.length && left > 0; k += 1) {
          const other = losing[k] as number;
          if (other === g || mustFollow[other]?.[g]) continue;
          flow *= leastRecovery[other] as number;
          left -= 1;
        }
        own = this.costsAt(g, flow * (1 - 1e-12));
      }
      costs[g] = own;
      const list = removal[g] as readonly Float64Array[];
      let any = false;
      for (let i = 0; i < list.length; i += 1) {
        if (own[i] === Infinity) continue;
        removals.push(list[i] as Float64Array);
        cost.push(own[i] as number);
        groupOf.push(forced.length);
        any = true;
      }
      if (any) forced.push(inSet);
      else if (inSet) return undefined;
    }
    const covered = coveringPrices({ need, removals, cost, groupOf, groups: forced.length, forced, room });
    if (!covered) return undefined;
    const { prices } = covered;
    const base = this.valueOf(prices, need);
    const gain = new Float64Array(count).fill(Infinity);
    for (let g = 0; g < count; g += 1) {
      const own = costs[g];
      if (own !== undefined && own.length > 0) gain[g] = this.priced(prices, need, g, own);
    }
    const useful = open
      .filter((g) => (gain[g] as number) < 0)
      .sort((a, b) => (gain[a] as number) - (gain[b] as number) || a - b);
    return { base, gain, useful };
  }

  /** What the candidates of a group cost at a flow. */
  private costsAt(g: number, flow: number): readonly number[] {
    const { candidates } = this.prepared.problem;
    return (this.prepared.members[g] as readonly number[]).map((i) => leastOf(at(candidates, i), 0, flow));
  }

  valueOf(prices: Float64Array, need: Float64Array): number {
    let value = 0;
    for (let p = 0; p < this.prepared.rows; p += 1) value += (prices[p] as number) * (need[p] as number);
    return value;
  }

  /** A lower bound on what any train costs that has the groups of a set, and others behind `last` as far as there is room. */
  bound(priced: Priced, set: readonly number[], last: number): number {
    const { base, gain, useful } = priced;
    let value = base;
    for (const g of set) value += gain[g] as number;
    let left = this.prepared.problem.stages - set.length;
    for (let i = 0; i < useful.length && left > 0; i += 1) {
      const g = useful[i] as number;
      if (g <= last) continue;
      value += gain[g] as number;
      left -= 1;
    }
    return value - slack(value);
  }

  /** The bound of exactly this set. */
  closedBound({ base, gain }: Priced, set: readonly number[]): number {
    let value = base;
    for (const g of set) value += gain[g] as number;
    return value - slack(value);
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
    const forced = new Array<boolean>(groups).fill(true);
    return coveringPrices({ need, removals, cost, groupOf, groups, forced, room: 0 })?.prices;
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
