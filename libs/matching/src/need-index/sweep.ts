import { keyOf, lowered, raised, type Lane } from './lane';
import { wholes } from './lists';
import type { LimitPlan, Short, SpanPlan, Within } from './plan';
import type { LimitLanes, Segment, SpanLanes } from './segment';

/** The rows of a segment that fail, found by the runs of their lanes, and what must be looked at for itself. */
export class Sweep {
  /** Rows with a failed demand, 32 to a word. */
  failed = new Int32Array(0);
  /** Rows and lanes. */
  readonly unsure = wholes();

  begin(segment: Segment): void {
    const words = segment.present.length;
    if (this.failed.length < words) this.failed = new Int32Array(words * 2);
    this.failed.fill(0, 0, words);
    this.unsure.length = 0;
  }

  hasFailed(row: number): boolean {
    return (((this.failed[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }

  fail(row: number): void {
    this.failed[row >>> 5] = (this.failed[row >>> 5] ?? 0) | (1 << (row & 31));
  }

  limits(lanes: LimitLanes, { lane, most, least, rangeMost, rangeLeast }: LimitPlan): void {
    if (lanes.most) this.short(lanes, lanes.most, most, lane);
    if (lanes.least) this.above(lanes.least, least, lane);
    if (lanes.rangeMost) this.below(lanes.rangeMost, rangeMost, lane);
    if (lanes.rangeLeast) this.above(lanes.rangeLeast, rangeLeast, lane);
  }

  spans({ high, low }: SpanLanes, plan: SpanPlan): void {
    this.above(high, plan.high, plan.lane);
    this.below(low, plan.low, plan.lane);
    if (plan.units) this.turnedDown(high, plan.units, plan.lane);
  }

  /** Upper limits. */
  short({ share }: LimitLanes, most: Lane, { sure, perhaps }: Within<Short>, number: number): void {
    if (perhaps.limit === -Infinity && perhaps.bare === -Infinity) return;
    const surely = sure.limit === sure.bare && (sure.share === Infinity || sure.limit === -Infinity);
    if (surely && perhaps.share === Infinity && perhaps.limit === perhaps.bare)
      return this.below(most, { sure: sure.limit, perhaps: perhaps.limit }, number);
    if (perhaps.limit === Infinity && Math.abs(sure.limit) === Infinity && perhaps.bare === -Infinity) {
      // Only the share matters, and only where it is known what comes in.
      if (share) this.below(share, { sure: sure.limit > 0 ? sure.share : -Infinity, perhaps: perhaps.share }, number);
      return;
    }
    most.order();
    const [sureLimit, sureBare] = [lowered(sure.limit), lowered(sure.bare)];
    const [limit, bare] = [raised(perhaps.limit), raised(perhaps.bare)];
    const last = most.before(keyOf(Math.max(limit, bare)) + 1);
    for (let at = 0; at < most.length; at += 1) {
      if (at === last) at = most.keyed;
      if (at >= most.length) break;
      const row = most.rowAt(at);
      const value = most.valueAt(at);
      const inlet = most.secondAt(at);
      if (inlet !== inlet) {
        if (value < sureBare) this.fail(row);
        else if (!(value > bare)) this.doubt(row, number);
      } else if (value < sureLimit && value < lowered(inlet * sure.share)) this.fail(row);
      else if (!(value > limit) && !(value > raised(inlet * perhaps.share))) this.doubt(row, number);
    }
  }

  /** Those below a threshold fail. */
  below(lane: Lane, { sure, perhaps }: Within<number>, number: number): void {
    if (perhaps === -Infinity) return;
    lane.order();
    const [until, to] = [keyOf(lowered(sure)), keyOf(raised(perhaps))];
    const failing = lane.before(until);
    this.failRun(lane, 0, failing);
    this.doubtRun(lane, failing, lane.before(to + 1), number);
    this.doubtRun(lane, lane.keyed, lane.sorted, number);
    const { words, width, length } = lane;
    for (let at = lane.sorted; at < length; at += 1) {
      const key = words[at * width + 1] ?? 0;
      if (key < until) this.fail(words[at * width] ?? 0);
      else if (key <= to || key === NO_KEY) this.doubt(words[at * width] ?? 0, number);
    }
  }

  /** Those above a threshold fail. */
  above(lane: Lane, { sure, perhaps }: Within<number>, number: number): void {
    if (perhaps === Infinity) return;
    lane.order();
    const [from, beyond] = [keyOf(lowered(perhaps)), keyOf(raised(sure))];
    const failing = lane.before(beyond + 1);
    this.doubtRun(lane, lane.before(from), failing, number);
    this.failRun(lane, failing, lane.keyed);
    this.doubtRun(lane, lane.keyed, lane.sorted, number);
    const { words, width, length } = lane;
    for (let at = lane.sorted; at < length; at += 1) {
      const key = words[at * width + 1] ?? 0;
      if (key === NO_KEY) this.doubt(words[at * width] ?? 0, number);
      else if (key > beyond) this.fail(words[at * width] ?? 0);
      else if (key >= from) this.doubt(words[at * width] ?? 0, number);
    }
  }

  /** Flows that only several units carry, of which each gets too little. */
  private turnedDown(high: Lane, { most, least }: NonNullable<SpanPlan['units']>, number: number): void {
    const [surely, perhaps] = [lowered(least), raised(least)];
    for (let at = high.before(keyOf(lowered(most))); at < high.length; at += 1) {
      const row = high.rowAt(at);
      if (this.hasFailed(row)) continue;
      const flow = high.valueAt(at);
      if (at >= high.sorted && flow < lowered(most)) continue;
      const [fewest, enough] = [Math.ceil(lowered(flow) / most), Math.ceil(raised(flow) / most)];
      const each = high.secondAt(at) / enough;
      if (fewest !== enough || each !== each) this.doubt(row, number);
      else if (each < surely) this.fail(row);
      else if (each <= perhaps) this.doubt(row, number);
    }
  }

  /** Budgets for a price per unit, of which it takes as many as carry the flow. */
  perUnits(most: Lane, amount: number, capacity: number | undefined, number: number): void {
    // One unit more than the flow fills is as many as it can take.
    const perFlow = capacity !== undefined && capacity > 0 && amount > 0 ? raised(amount / capacity) : Infinity;
    for (let at = 0; at < most.length; at += 1) {
      const row = most.rowAt(at);
      if (this.hasFailed(row)) continue;
      if (!(most.valueAt(at) > raised(most.secondAt(at) * perFlow + amount))) this.doubt(row, number);
    }
  }

  doubt(row: number, lane: number): void {
    this.unsure.push(row);
    this.unsure.push(lane);
  }

  private failRun({ words, width }: Lane, from: number, to: number): void {
    const { failed } = this;
    for (let at = from * width; at < to * width; at += width) {
      const row = words[at] ?? 0;
      failed[row >>> 5] = (failed[row >>> 5] ?? 0) | (1 << (row & 31));
    }
  }

  private doubtRun({ words, width }: Lane, from: number, to: number, number: number): void {
    for (let at = from * width; at < to * width; at += width) this.doubt(words[at] ?? 0, number);
  }
}

const NO_KEY = keyOf(NaN);
