import { Heap } from './heap';
import { dominated } from './dominance';
import { firstLabel, type Label } from './label';
import type { Prepared } from './prepare';
import { ALONE, admits, at, reached, treat, useOf } from './problem';
import { Progress, slack, type Incumbent } from './progress';
import type { SetBounds } from './set-bounds';

interface Frame {
  readonly set: readonly number[];
  readonly size: number;
  readonly full: number;
  readonly costs: readonly (readonly number[])[];
  readonly cheapest: readonly number[];
  readonly predecessors: readonly number[];
  readonly pool: { readonly prices: Float64Array; readonly cap: Float64Array; readonly gain: Float64Array }[];
}

/** The trains of one set of groups, over its offers and their orders: exactly. */
export class OneSet {
  private readonly scratch: Float64Array;

  constructor(
    private readonly prepared: Prepared,
    private readonly bounds: SetBounds,
    private readonly progress: Progress,
  ) {
    this.scratch = new Float64Array(prepared.rows);
  }

  inner(set: readonly number[], budget: number): 'DONE' | 'STOPPED' | 'OVER_BUDGET' {
    const frame = this.frame(set);
    if (!this.addPrices(frame, frame.full, this.prepared.need)) return 'DONE';
    const heap = new Heap<Label>();
    const kept: (Label[] | undefined)[] = new Array<Label[] | undefined>(frame.full + 1);
    heap.push(firstLabel(this.prepared.problem, this.prepared.resources));
    let pops = 0;
    let outlet = new Float64Array(this.prepared.figures);
    const need = new Float64Array(this.prepared.rows);
    for (let label = heap.pop(); label !== undefined; label = heap.pop()) {
      if (label.dead) continue;
      if (label.bound >= this.progress.barFor(set)) break;
      pops += 1;
      if ((pops & 31) === 0) {
        if (this.progress.asked()) return 'STOPPED';
        if (this.progress.labels > budget) return 'OVER_BUDGET';
      }
      const remaining = frame.full & ~label.members;
      if (label.members !== 0) {
        if (this.raised(label, label.cost + this.rest(frame, label, remaining), heap)) continue;
        if (!label.repriced && (pops <= 4 || (pops & 7) === 0)) {
          label.repriced = true;
          this.prepared.needsOf(label.state, label.used, need);
          if (!this.addPrices(frame, remaining, need)) continue;
          if (this.raised(label, label.cost + this.rest(frame, label, remaining), heap)) continue;
        }
      }
      for (let j = 0; j < frame.size; j += 1) {
        if (((remaining >>> j) & 1) === 0 || (frame.predecessors[j] as number) & remaining) continue;
        const members = label.members | (1 << j);
        const after = frame.full & ~members;
        let others = 0;
        for (let z = 0; z < frame.size; z += 1) if ((after >>> z) & 1) others += frame.cheapest[z] as number;
        let list = kept[members];
        for (const index of this.prepared.members[set[j] as number] as readonly number[]) {
          const bar = this.progress.barFor(set);
          const next = this.advance(frame, label, j, index, bar - others, outlet);
          if (!next) continue;
          next.bound = Math.max(label.bound, next.cost + this.rest(frame, next, after));
          if (next.bound >= bar) continue;
          if (!list) {
            list = [];
            kept[members] = list;
          }
          if (dominated(this.prepared, next, list)) continue;
          list.push(next);
          heap.push(next);
          outlet = new Float64Array(this.prepared.figures);
        }
      }
    }
    return 'DONE';
  }

  /**
   * A train of this set that costs no more than one found: the one a search of this set alone comes to, so that among equal
   * trains the choice does not hang on what was found before.
   */
  settled(found: Incumbent): Incumbent {
    const alone = new Progress(1, undefined, [{ ...found, early: true }]);
    new OneSet(this.prepared, this.bounds, alone).inner(found.set, Infinity);
    return alone.incumbents[0] ?? found;
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

  private frame(set: readonly number[]): Frame {
    const size = set.length;
    const full = (1 << size) - 1;
    const costs = this.bounds.costsIn(set);
    const predecessors = set.map((g) =>
      set.reduce((bits, other, k) => (this.prepared.mustFollow[g]?.[other] ? bits | (1 << k) : bits), 0),
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
    const prices = this.bounds.setPrices(frame.set, frame.costs, remaining, need);
    if (!prices) return false;
    frame.pool.push({
      prices,
      cap: need.slice(),
      gain: Float64Array.from(frame.set, (g, j) =>
        this.bounds.priced(prices, need, g, frame.costs[j] as readonly number[]),
      ),
    });
    if (frame.pool.length > 12) frame.pool.splice(1, 1);
    return true;
  }

  /** What the remaining groups cost at least from a state; `Infinity` when they cannot reach the limits. */
  private rest(frame: Frame, { state, used }: Label, remaining: number): number {
    const { set, size, cheapest, pool } = frame;
    const need = this.scratch;
    this.prepared.needsOf(state, used, need);
    for (let p = 0; p < this.prepared.figures; p += 1) {
      let left = need[p] as number;
      if (left > 0) {
        left -= 1e-9;
        for (let j = 0; j < size; j += 1) {
          if ((remaining >>> j) & 1) left -= this.prepared.bestRemoval[set[j] as number]?.[p] as number;
        }
        if (left > 0) return Infinity;
      }
    }
    let best = 0;
    for (let j = 0; j < size; j += 1) if ((remaining >>> j) & 1) best += cheapest[j] as number;
    for (const { prices, cap, gain } of pool) {
      let value = 0;
      let usable = true;
      for (let p = 0; p < this.prepared.figures; p += 1) {
        // Removals were capped at the need of these prices, so they hold for no greater need.
        if ((need[p] as number) > (cap[p] as number) + 1e-12) {
          usable = false;
          break;
        }
        value += (prices[p] as number) * (need[p] as number);
      }
      if (!usable) continue;
      for (let r = this.prepared.figures; r < this.prepared.rows; r += 1)
        value += (prices[r] as number) * (need[r] as number);
      for (let j = 0; j < size; j += 1) if ((remaining >>> j) & 1) value += gain[j] as number;
      if (value > best) best = value;
    }
    return best - slack(best);
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
    const { problem } = this.prepared;
    const candidate = at(problem.candidates, index);
    if (candidate.position === ALONE && frame.size > 1) return undefined;
    const units = admits(problem, candidate, from.flow, from.depth);
    if (units === 0) return undefined;
    const cost = from.cost + useOf(candidate, 0, from.flow, units);
    if (cost >= upper) return undefined;
    this.progress.labels += 1;
    if (!treat(problem.kinds, candidate, from.state, outlet)) return undefined;
    for (let p = 0; p < this.prepared.figures; p += 1) {
      const low = this.prepared.clamp[p] as number;
      if ((outlet[p] as number) < low) outlet[p] = low;
    }
    let { used } = from;
    if (this.prepared.resources > 1) {
      used = from.used.slice();
      for (let r = 1; r < this.prepared.resources; r += 1) {
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
      made: this.progress.labels,
      bound: cost,
      repriced: false,
      dead: false,
    };
    if (reached(problem, outlet, used)) {
      // Reached before all groups were used: the train belongs to the smaller set.
      if (members === frame.full) this.progress.record({ ...label, state: outlet.slice() }, frame.set);
      return undefined;
    }
    return members === frame.full ? undefined : label;
  }
}
