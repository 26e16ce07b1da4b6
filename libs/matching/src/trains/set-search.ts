import { FirstTrains } from './first-trains';
import { Heap, type Bounded } from './heap';
import { OneSet } from './one-set';
import type { Prepared } from './prepare';
import { slack, type Progress } from './progress';
import { SetBounds, type Priced } from './set-bounds';

/** What the search may spend before the wider dives. */
const EARLY_LABELS = 6000;
const EARLY_SETS = 40;
/** How many sets are priced anew whatever their size; after that only those with room for two more groups or above. */
const PRICED_SETS = 200;

interface OuterNode extends Bounded {
  /** Positions of groups in the search order, rising. */
  readonly set: readonly number[];
  /** Whether exactly this set is meant, rather than it and what may be added to it. */
  readonly solve: boolean;
  /** Prices of the set it was made from; they hold for it, too. */
  readonly inherited: Priced | undefined;
  /** Prices for the set and what may be added to it, once they are found. */
  own?: Priced | undefined;
  /** Whether the set has prices of its own in its bound. */
  priced: boolean;
}

/** Takes sets of groups, best bound first, and solves one after the other. */
export class SetSearch {
  private gap = Infinity;
  private made = 0;
  private readonly bounds: SetBounds;
  private readonly one: OneSet;

  constructor(
    private readonly prepared: Prepared,
    private readonly progress: Progress,
  ) {
    this.bounds = new SetBounds(prepared);
    this.one = new OneSet(prepared, this.bounds, progress);
  }

  /** Runs the outer search to its end, or until it is stopped. */
  run(): { readonly complete: boolean; readonly bound: number; readonly again: boolean } {
    if (!this.bounds.price([], -1)) return { complete: true, bound: Infinity, again: false };
    this.outer();
    if (this.progress.stopped) {
      const bound = Math.min(this.gap, this.progress.incumbents[0]?.cost ?? Infinity);
      return { complete: false, bound, again: false };
    }
    const bar = this.progress.bar();
    this.progress.incumbents = this.progress.incumbents.map((one) => this.one.settled(one));
    const again = bar > this.progress.lowestBar + slack(this.progress.lowestBar);
    return { complete: true, bound: this.progress.incumbents[0]?.cost ?? Infinity, again };
  }

  /**
   * Sets of groups, best bound first. A narrow dive comes before, and wider ones when the search is not over early; it then
   * carries on from where it stood.
   */
  private outer(): void {
    const { progress, bounds } = this;
    const dives = new FirstTrains(this.prepared, progress);
    const known = progress.incumbents.length > 0;
    if (!known) dives.first();
    let early = !known;
    let taken = 0;
    const heap = new Heap<OuterNode>();
    heap.push(this.node(0, [], false));
    for (;;) {
      if (early && (progress.labels > EARLY_LABELS || taken > EARLY_SETS)) {
        dives.more();
        early = false;
      }
      const node = heap.pop();
      if (node === undefined || progress.cut(node.bound)) return;
      if (progress.asked()) {
        this.gap = node.bound;
        return;
      }
      if (!node.solve) {
        taken += 1;
        this.expand(node, taken, heap);
      } else if (!node.priced) {
        node.priced = true;
        const bound = bounds.setBound(node.set);
        if (bound === Infinity || this.sharpened(node, bound, heap)) continue;
        heap.push(node);
      } else {
        const outcome = this.one.inner(node.set, early ? EARLY_LABELS : Infinity);
        // It comes first again, after the wider dives.
        if (outcome !== 'DONE') heap.push(node);
      }
    }
  }

  private node(bound: number, set: readonly number[], solve: boolean, inherited?: Priced): OuterNode {
    this.made += 1;
    return { bound, made: this.made, set, solve, priced: false, inherited };
  }

  private expand(node: OuterNode, taken: number, heap: Heap<OuterNode>): void {
    const { set } = node;
    const { apart, members, count, problem } = this.prepared;
    const last = set[set.length - 1] ?? -1;
    if (taken > PRICED_SETS && set.length >= problem.stages - 1) node.own ??= node.inherited;
    if (!node.own) {
      node.own = this.bounds.price(set, last);
      if (!node.own || this.sharpened(node, this.bounds.bound(node.own, set, last), heap)) return;
    }
    const { own } = node;
    if (set.length < problem.stages) {
      for (let g = last + 1; g < count; g += 1) {
        if ((members[g] as readonly number[]).length === 0) continue;
        if (set.some((other) => apart[g]?.[other])) continue;
        const next = [...set, g];
        const bound = Math.max(node.bound, this.bounds.bound(own, next, g));
        if (!this.progress.cut(bound) && this.bounds.mayReach(next, g)) heap.push(this.node(bound, next, false, own));
      }
    }
    if (set.length > 0 && this.bounds.idealReaches(set)) {
      const bound = Math.max(node.bound, this.bounds.closedBound(own, set));
      if (!this.progress.cut(bound)) heap.push(this.node(bound, set, true));
    }
  }

  /** Puts a node back with a better bound when another now comes first; true when the caller is done with it. */
  private sharpened(node: OuterNode, bound: number, heap: Heap<OuterNode>): boolean {
    if (this.progress.cut(bound)) return true;
    if (bound <= node.bound) return false;
    node.bound = bound;
    if (heap.first !== undefined && bound > heap.first.bound + slack(bound)) {
      heap.push(node);
      return true;
    }
    return false;
  }
}
