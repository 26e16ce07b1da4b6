import { coveringPrices, type Covered } from './covering';
import { firstLabel, stagesOf, type Label } from './label';
import { LOG_CAP, type Prepared } from './prepare';
import { ALONE, CONCENTRATION, admits, at, reached, treat, useOf, type TrainCandidate } from './problem';
import { slack, type Progress, type SolvedTrain } from './progress';

/** How many trains under way are kept of each kind, in one dive after the other: a quick answer first, then a better one. */
const NARROW = 2;
const WIDTHS = [6, 16];
/** And as long as there is none, so many times with other weights of the figures. */
const WIDE = 24;
const TURNS = 8;
/** Of these at most so many with the same groups. */
const SAME_GROUPS = 3;

/** A train under way. */
interface Under {
  readonly label: Label;
  /** Positions of its groups in the order of search, rising. */
  readonly set: readonly number[];
  /** Groups that can no longer follow. */
  readonly closed: Uint8Array;
}

/** One that may still come to its limits. */
interface Dive extends Under {
  /** Prices of what is left to remove. */
  readonly prices: Float64Array;
  /** What it costs by these prices when it is done. */
  readonly estimate: number;
}

/** A stage that could come next. */
interface Step {
  readonly from: Dive;
  readonly group: number;
  readonly candidate: number;
  /** The same for the same groups. */
  readonly key: number;
  readonly score: number;
}

/**
 * First trains, quickly: dives from the start to the limits over all groups at once, each keeping only the best trains under
 * way. Best is what the prices of the need that is left say, what is nearest to the limits, and what is nearest to every
 * inlet some stage accepts. What cannot be covered any more in the stages left is dropped. None of this is exact: it finds
 * trains that the exact search then has to beat.
 */
export class FirstTrains {
  /** By group, a number that tells sets of groups apart when added up. */
  private readonly keys: Uint32Array;
  /** By figure and stages left, the most they could remove. */
  private readonly reach: readonly Float64Array[];
  private readonly outlet: Float64Array;
  /** Of each candidate, its group in the order of search. */
  private readonly groupOf: Int32Array;
  private readonly left: Float64Array;
  /** By figure, what it counts for. */
  private readonly weight: Float64Array;

  constructor(
    private readonly prepared: Prepared,
    private readonly progress: Progress,
  ) {
    const { count, figures, bestRemoval, byRemoval, problem } = prepared;
    this.keys = Uint32Array.from({ length: count }, (_, g) => Math.imul(g + 1, 2654435761) ^ Math.imul(g + 7, 40503));
    this.reach = Array.from({ length: figures }, (_, p) => {
      const sums = new Float64Array(problem.stages + 1);
      for (let k = 1; k <= problem.stages; k += 1) {
        const g = byRemoval[p]?.[k - 1];
        sums[k] = (sums[k - 1] as number) + (g === undefined ? 0 : (bestRemoval[g]?.[p] as number));
      }
      return sums;
    });
    this.outlet = new Float64Array(figures);
    this.groupOf = new Int32Array(problem.candidates.length);
    prepared.members.forEach((list, g) => {
      for (const index of list) this.groupOf[index] = g;
    });
    this.left = new Float64Array(prepared.rows);
    this.weight = new Float64Array(figures).fill(1);
  }

  /** A narrow dive or two: mostly a train, at next to no cost. */
  first(): void {
    this.dive(NARROW, false);
    if (this.progress.incumbents.length === 0) this.dive(NARROW);
  }

  /** Dives, ever wider, and with other weights as long as there is no train; then betters those found. */
  more(): void {
    const { progress, weight } = this;
    for (const width of WIDTHS) this.dive(width);
    let state = 1;
    for (let turn = 0; turn < TURNS && progress.incumbents.length === 0; turn += 1) {
      for (let p = 0; p < weight.length; p += 1) {
        // A linear congruential generator: the same weights every time.
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        weight[p] = Math.exp(3 * (state / 4294967296 - 0.5));
      }
      this.dive(WIDE);
    }
    for (const train of progress.incumbents) this.improve(train);
  }

  private begin(): Under {
    const { problem, resources, count } = this.prepared;
    return { label: firstLabel(problem, resources), set: [], closed: new Uint8Array(count) };
  }

  /**
   * One dive from the start to the limits; every train it meets is kept.
   *
   * @param pricing whether each train under way gets prices of its own, or all keep those of the whole need: quicker, and worse
   */
  private dive(width: number, pricing = true): void {
    const { problem } = this.prepared;
    const start = this.priced(this.begin());
    let level: readonly Dive[] = start ? [start] : [];
    for (let depth = 0; depth < problem.stages && level.length > 0; depth += 1) {
      const lists = [new Best(3 * width), new Best(2 * width), new Best(2 * width)];
      for (const from of level) {
        if (this.progress.asked()) return;
        this.stepsFrom(from, lists);
      }
      const known = new Map<string, Dive | undefined>();
      const next = new Set<Dive>();
      lists.forEach((list, k) => {
        const dives: Dive[] = [];
        for (const step of list.steps) {
          if (k > 0 && dives.length === width) break;
          const id = `${level.indexOf(step.from)}/${step.candidate}`;
          if (!known.has(id)) {
            const under = this.after(step.from, step.group, step.candidate);
            known.set(id, under && this.priced(under, pricing ? undefined : step.from.prices));
          }
          const dive = known.get(id);
          if (dive) dives.push(dive);
        }
        if (k === 0 && pricing) dives.sort((a, b) => a.estimate - b.estimate);
        for (const dive of dives.slice(0, width)) next.add(dive);
      });
      level = [...next];
    }
  }

  private priced(under: Under, before?: Float64Array): Dive | undefined {
    if (before) return { ...under, prices: before, estimate: under.label.cost };
    const covered = this.pricesFrom(under);
    return covered && { ...under, prices: covered.prices, estimate: under.label.cost + covered.value };
  }

  private stepsFrom(from: Dive, [byPrice, byLimits, byClean]: readonly Best[]): void {
    const { prepared, progress, outlet } = this;
    const { problem, figures, resources, members, count, clean, logClean, logLimit } = prepared;
    const { label, closed } = from;
    const room = problem.stages - label.depth;
    const { prices } = from;
    let key = 0;
    for (const g of from.set) key = (key + (this.keys[g] as number)) >>> 0;
    for (let g = 0; g < count; g += 1) {
      if (closed[g]) continue;
      const own = (key + (this.keys[g] as number)) >>> 0;
      each: for (const index of members[g] as readonly number[]) {
        const candidate = at(problem.candidates, index);
        const units = admits(problem, candidate, label.flow, label.depth);
        if (units === 0) continue;
        const cost = label.cost + useOf(candidate, 0, label.flow, units);
        if (progress.cut(cost)) continue;
        progress.labels += 1;
        if (!treat(problem.kinds, candidate, label.state, outlet)) continue;
        let fits = true;
        let price = cost;
        for (let r = 1; r < resources; r += 1) {
          const used = (label.used[r] as number) + useOf(candidate, r, label.flow, units);
          if (used > (problem.resourceLimit[r] as number)) continue each;
          price += (prices[prepared.figures + r - 1] as number) * prepared.leftOf(used, r);
        }
        let [limits, dirt] = [0, 0];
        for (let p = 0; p < figures; p += 1) {
          const [value, limit] = [outlet[p] as number, problem.limit[p] as number];
          if (problem.kinds[p] !== CONCENTRATION) {
            if (value > limit) {
              if ((this.reach[p]?.[room - 1] as number) < 1) continue each;
              limits += 1;
              price += prices[p] as number;
              fits = false;
            }
            continue;
          }
          if (value <= (clean[p] as number)) continue;
          const log = value === Infinity ? LOG_CAP : Math.log(value);
          const weight = this.weight[p] as number;
          dirt += weight * Math.min(LOG_CAP, log - (logClean[p] as number));
          if (value <= limit) continue;
          fits = false;
          const over = Math.min(LOG_CAP, log - (logLimit[p] as number));
          if (over > (this.reach[p]?.[room - 1] as number) + 1e-9) continue each;
          limits += weight * over;
          price += weight * over * (prices[p] as number);
        }
        if (fits) {
          const end = this.after(from, g, index);
          if (end) progress.record(end.label, end.set, true);
          continue;
        }
        if (room === 1 || candidate.position === ALONE) continue;
        byPrice?.offer(from, g, index, own, price);
        byLimits?.offer(from, g, index, own, limits);
        byClean?.offer(from, g, index, own, dirt);
      }
    }
  }

  /** Prices of what is left to remove, over the groups that can still follow; undefined when they cannot remove it. */
  private pricesFrom({ label, closed }: Under): Covered | undefined {
    const { count, members, removal, problem } = this.prepared;
    this.prepared.needsOf(label.state, label.used, this.left);
    const room = problem.stages - label.depth;
    const removals: Float64Array[] = [];
    const cost: number[] = [];
    const groupOf: number[] = [];
    let groups = 0;
    for (let g = 0; g < count; g += 1) {
      if (closed[g]) continue;
      const list = members[g] as readonly number[];
      for (let i = 0; i < list.length; i += 1) {
        const candidate = at(problem.candidates, list[i] as number);
        const price = this.usualCost(candidate, label.flow, label.depth);
        if (price === Infinity || !this.mayAccept(candidate, label.state, room)) continue;
        removals.push(removal[g]?.[i] as Float64Array);
        cost.push(price);
        groupOf.push(groups);
      }
      groups += 1;
    }
    const forced = new Array<boolean>(groups).fill(false);
    return coveringPrices({ need: this.left, removals, cost, groupOf, groups, forced, room });
  }

  /** Replaces or leaves out one stage of a train after the other as long as that makes it cheaper. */
  private improve({ order, cost }: SolvedTrain): void {
    const { members } = this.prepared;
    const every = members.flat();
    let [best, lowest] = [order, cost];
    for (let k = 0; k < best.length; k += 1) {
      if (this.progress.asked()) return;
      const [before, behind] = [best.slice(0, k), best.slice(k + 1)];
      for (const other of [[], ...every.map((index) => [index])]) {
        const tried = [...before, ...other, ...behind];
        if (this.costOf(tried) >= lowest - slack(lowest)) continue;
        const end = this.walked(tried);
        if (end === undefined) continue;
        // From the front again, with what is better.
        [best, lowest, k] = [stagesOf(end), end.cost, -1];
        break;
      }
    }
  }

  /** What an order of stages costs if every inlet is accepted; `Infinity` where a flow is not. */
  private costOf(order: readonly number[]): number {
    const { problem } = this.prepared;
    let [cost, flow] = [0, problem.flow];
    for (let k = 0; k < order.length; k += 1) {
      const candidate = at(problem.candidates, order[k] as number);
      const units = admits(problem, candidate, flow, k);
      if (units === 0) return Infinity;
      cost += useOf(candidate, 0, flow, units);
      flow *= candidate.recovery;
    }
    return cost;
  }

  /** Follows an order of stages to where all limits are kept and keeps that train; undefined where it is none. */
  private walked(order: readonly number[]): Label | undefined {
    let under: Under | undefined = this.begin();
    for (const index of order) {
      under = this.after(under, this.groupOf[index] as number, index);
      if (!under) return undefined;
      if (!reached(this.prepared.problem, under.label.state, under.label.used)) continue;
      this.progress.record(under.label, under.set, true);
      return under.label;
    }
    return undefined;
  }

  /** Whether an inlet may still come to what a candidate accepts. What stages add is left out here. */
  private mayAccept({ most, least }: TrainCandidate, state: Float64Array, room: number): boolean {
    for (let p = 0; p < state.length; p += 1) {
      const c = state[p] as number;
      if (c < (least[p] as number)) return false;
      if (c <= (most[p] as number)) continue;
      if (room === 1 || this.prepared.problem.kinds[p] !== CONCENTRATION) return false;
      if (c < Infinity && c * Math.exp(-(this.reach[p]?.[room - 1] as number)) > (most[p] as number)) return false;
    }
    return true;
  }

  /** What a stage costs at a flow, or else at what losses may leave of it; `Infinity` where it takes neither. */
  private usualCost(candidate: TrainCandidate, flow: number, depth: number): number {
    for (const share of this.prepared.lossless ? [1] : [1, 0.85, 0.7, 0.5]) {
      for (let later = depth; later <= 1 || later === depth; later += 1) {
        const units = admits(this.prepared.problem, candidate, flow * share, later);
        if (units > 0) return useOf(candidate, 0, flow * share, units);
      }
    }
    return Infinity;
  }

  /** A train one stage further; undefined where the stage cannot follow. */
  private after({ label, set, closed }: Under, group: number, index: number): Under | undefined {
    const { problem, figures, resources, count, mustFollow, apart } = this.prepared;
    const candidate = at(problem.candidates, index);
    const units = closed[group] ? 0 : admits(problem, candidate, label.flow, label.depth);
    const state = new Float64Array(figures);
    if (units === 0 || !treat(problem.kinds, candidate, label.state, state)) return undefined;
    const used = label.used.slice();
    for (let r = 1; r < resources; r += 1) {
      used[r] = (used[r] as number) + useOf(candidate, r, label.flow, units);
      if ((used[r] as number) > (problem.resourceLimit[r] as number)) return undefined;
    }
    const shut = closed.slice();
    const last = candidate.position === ALONE;
    for (let g = 0; g < count; g += 1)
      if (last || g === group || mustFollow[group]?.[g] || apart[group]?.[g]) shut[g] = 1;
    const next: Label = {
      ...label,
      cost: label.cost + useOf(candidate, 0, label.flow, units),
      used,
      state,
      flow: label.flow * candidate.recovery,
      previous: label,
      candidate: index,
      depth: label.depth + 1,
    };
    return { label: next, set: [...set, group].sort((a, b) => a - b), closed: shut };
  }
}

/** The steps of lowest score, at most a few of them with the same groups. */
class Best {
  readonly steps: Step[] = [];
  constructor(private readonly most: number) {}

  offer(from: Dive, group: number, candidate: number, key: number, score: number): void {
    const { steps, most } = this;
    if (steps.length === most && score >= (steps[most - 1] as Step).score) return;
    let [same, worst] = [0, -1];
    for (let i = 0; i < steps.length; i += 1) {
      if ((steps[i] as Step).key !== key) continue;
      same += 1;
      worst = i;
    }
    if (same >= SAME_GROUPS) {
      if (score >= (steps[worst] as Step).score) return;
      steps.splice(worst, 1);
    } else if (steps.length === most) {
      steps.pop();
    }
    let to = steps.length;
    while (to > 0 && (steps[to - 1] as Step).score > score) to -= 1;
    steps.splice(to, 0, { from, group, candidate, key, score });
  }
}
