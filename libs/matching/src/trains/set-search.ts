import { Heap } from './heap';
import { OneSet } from './one-set';
import type { Prepared } from './prepare';
import { slack, type Progress } from './progress';
import { SetBounds } from './set-bounds';
import { Survey } from './survey';

/** Sets tried by beam before the exact search, when that has not ended by itself soon. */
const EARLY_LABELS = 6000;
/** Sets looked at before that. */
const EARLY_SETS = 40;
const SEED_SETS = 48;
const FEW_SEEDS = 12;

interface OuterNode {
  bound: number;
  /** Positions of groups in the search order, rising. */
  readonly set: readonly number[];
  /** Whether exactly this set is meant, rather than it and what may be added to it. */
  readonly solve: boolean;
  /** Whether the set has prices of its own in its bound. */
  priced: boolean;
}

/** Takes sets of groups, best bound first, and solves one after the other. */
export class SetSearch {
  private gap = Infinity;
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
    if (!this.bounds.reprice([], -1)) return { complete: true, bound: Infinity, again: false };
    this.outer();
    if (this.progress.stopped) {
      const bound = Math.min(this.gap, this.progress.incumbents[0]?.cost ?? Infinity);
      return { complete: false, bound, again: false };
    }
    const bar = this.progress.worst();
    const again = bar > this.progress.lowestBar + slack(this.progress.lowestBar);
    return { complete: true, bound: this.progress.incumbents[0]?.cost ?? Infinity, again };
  }

  /**
   * Sets of groups, best bound first. What is not over early is then given trains by a narrow search over the most
   * promising sets, and carried on from where it stood.
   */
  private outer(): void {
    const heap = new Heap<OuterNode>();
    heap.push({ bound: this.bounds.outerBound([], -1), set: [], solve: false, priced: false });
    const waiting: OuterNode[] = [];
    let phase: 'EARLY' | 'SEED' | 'EXACT' = 'EARLY';
    let taken = 0;
    let seeded = 0;
    for (;;) {
      if (phase === 'EARLY' && (this.progress.labels > EARLY_LABELS || taken > EARLY_SETS)) {
        new Survey(this.prepared, this.progress, this.bounds.rootPrices).survey();
        phase = 'SEED';
      }
      const enough = this.progress.incumbents.length >= this.progress.best ? FEW_SEEDS : SEED_SETS;
      const node = heap.pop();
      if (phase === 'SEED' && (seeded >= enough || node === undefined || this.progress.cut(node.bound))) {
        phase = 'EXACT';
        for (const one of waiting) heap.push(one);
        if (node !== undefined) heap.push(node);
        continue;
      }
      if (node === undefined || this.progress.cut(node.bound)) return;
      if (this.progress.asked()) {
        this.gap = Math.min(this.gap, node.bound, ...waiting.map(({ bound }) => bound));
        return;
      }
      if (!node.solve) {
        taken += 1;
        this.expand(node, taken, heap);
      } else if (!node.priced) {
        node.priced = true;
        const bound = this.bounds.setBound(node.set);
        if (bound === Infinity || this.sharpened(node, bound, heap)) continue;
        heap.push(node);
      } else if (phase === 'SEED') {
        this.one.beam(node.set);
        seeded += 1;
        waiting.push(node);
      } else {
        const outcome = this.one.inner(node.set, phase === 'EARLY' ? EARLY_LABELS : Infinity);
        if (outcome !== 'DONE') heap.push(node);
      }
    }
  }

  private expand(node: OuterNode, taken: number, heap: Heap<OuterNode>): void {
    const { set } = node;
    const last = set[set.length - 1] ?? -1;
    if (set.length > 0) {
      if (this.sharpened(node, this.bounds.outerBound(set, last), heap)) return;
      if (taken < 200 || taken % 16 === 0) {
        if (!this.bounds.reprice(set, last)) return;
        if (this.sharpened(node, this.bounds.outerBound(set, last), heap)) return;
      }
    }
    if (set.length < this.prepared.problem.stages) {
      for (let g = last + 1; g < this.prepared.count; g += 1) {
        if ((this.prepared.members[g] as readonly number[]).length === 0) continue;
        if (set.some((other) => this.prepared.apart[g]?.[other])) continue;
        const next = [...set, g];
        if (!this.bounds.mayReach(next, g)) continue;
        const bound = Math.max(node.bound, this.bounds.outerBound(next, g));
        if (!this.progress.cut(bound)) heap.push({ bound, set: next, solve: false, priced: false });
      }
    }
    if (set.length > 0 && this.bounds.idealReaches(set)) {
      const bound = Math.max(node.bound, this.bounds.closedBound(set));
      if (!this.progress.cut(bound)) heap.push({ bound, set, solve: true, priced: false });
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
