import { keyOf } from '../sortable';
import { isShort, lowered, NO_KEY, raised, ROW, type Lane } from './lane';
import { wholes } from './lists';
import type { LimitPlan, Short, SpanPlan, Within } from './plan';
import type { LimitLanes, Segment, SpanLanes } from './segment';

/** The rows of a segment that fail, found by the runs of their lanes, and what must be looked at for itself. */
export class Sweep {
  /** Rows with a failed demand, 32 to a word. */
  failed = new Int32Array(0);
  /** Rows with one or more, or two or more, failed demands that were counted: of an inlet none is. */
  one = new Int32Array(0);
  two = new Int32Array(0);
  /** Rows of which a demand failed that something is said of. */
  told = new Int32Array(0);
  /** By row, of how many demands nothing is said that would do; and of how many of these something is said all the same. */
  unmet = new Uint8Array(0);
  said = new Uint8Array(0);
  /** The first of these four rows at a time, the lowest row in the lowest byte. */
  fours = new Uint32Array(0);
  /** Rows and lanes. */
  readonly unsure = wholes();

  begin(segment: Segment): void {
    const words = segment.present.length;
    if (this.failed.length < words) {
      this.failed = new Int32Array(words * 2);
      this.one = new Int32Array(words * 2);
      this.two = new Int32Array(words * 2);
      this.told = new Int32Array(words * 2);
      this.unmet = new Uint8Array(words * 64);
      this.said = new Uint8Array(words * 64);
      this.fours = new Uint32Array(this.unmet.buffer);
    }
    for (const set of [this.failed, this.one, this.two]) set.fill(0, 0, words);
    this.unsure.length = 0;
  }

  hasFailed(row: number): boolean {
    const word = row >>> 5;
    return ((((this.failed[word] ?? 0) | (this.one[word] ?? 0)) >>> (row & 31)) & 1) === 1;
  }

  /** Of one demand, only once. */
  count(row: number): void {
    const word = row >>> 5;
    const bit = 1 << (row & 31);
    const before = this.one[word] ?? 0;
    this.two[word] = (this.two[word] ?? 0) | (before & bit);
    this.one[word] = before | bit;
  }

  fail(row: number): void {
    this.failed[row >>> 5] = (this.failed[row >>> 5] ?? 0) | (1 << (row & 31));
  }

  /** All that failed so far are demands that something is said of. */
  tell(segment: Segment): void {
    this.told.set(this.failed.subarray(0, segment.present.length));
  }

  limits(lanes: LimitLanes, { lane, most, least, rangeMost, rangeLeast }: LimitPlan): void {
    if (lanes.most) this.short(lanes, lanes.most, most, lane);
    if (lanes.least) this.above(lanes.least, least, lane, true);
    if (lanes.rangeMost) this.below(lanes.rangeMost, rangeMost, lane, true);
    // The same demands again.
    if (lanes.rangeLeast) this.above(lanes.rangeLeast, rangeLeast, lane, false);
  }

  spans({ high, low }: SpanLanes, plan: SpanPlan): void {
    this.above(high, plan.high, plan.lane, plan.counted, plan.closed);
    this.below(low, plan.low, plan.lane, false, plan.closed);
    if (plan.units) this.turnedDown(high, plan.units, plan.lane);
  }

  /** Upper limits. */
  short({ share }: LimitLanes, most: Lane, { sure, perhaps }: Within<Short>, number: number): void {
    if (perhaps.limit === -Infinity && perhaps.bare === -Infinity) return;
    const surely = sure.limit === sure.bare && (sure.share === Infinity || sure.limit === -Infinity);
    if (surely && perhaps.share === Infinity && perhaps.limit === perhaps.bare)
      return this.below(most, { sure: sure.limit, perhaps: perhaps.limit }, number, true);
    if (perhaps.limit === Infinity && Math.abs(sure.limit) === Infinity && perhaps.bare === -Infinity) {
      // Only the share matters, and only where it is known what comes in.
      if (share)
        this.below(share, { sure: sure.limit > 0 ? sure.share : -Infinity, perhaps: perhaps.share }, number, true);
      return;
    }
    most.order();
    const [sureLimit, sureBare] = [lowered(sure.limit), lowered(sure.bare)];
    const [limit, bare] = [raised(perhaps.limit), raised(perhaps.bare)];
    const last = most.before(keyOf(Math.max(limit, bare)) + 1);
    const shortLimit = isShort(perhaps.limit) ? perhaps.limit : NaN;
    for (let at = 0; at < most.length; at += 1) {
      if (at === last) at = most.keyed;
      if (at >= most.length) break;
      const row = most.rowAt(at);
      const value = most.valueAt(at);
      const inlet = most.secondAt(at);
      if (inlet !== inlet) {
        if (value < sureBare) this.count(row);
        else if (!(value > bare)) this.doubt(row, number);
      } else if (value < sureLimit && value < lowered(inlet * sure.share)) this.count(row);
      else if (most.fitsAtTie(at) && most.keyAt(at) === keyOf(shortLimit)) continue;
      else if (!(value > limit) && !(value > raised(inlet * perhaps.share))) this.doubt(row, number);
    }
  }

  /** Those below a threshold fail. */
  below(lane: Lane, { sure, perhaps }: Within<number>, number: number, counted: boolean, closed = true): void {
    if (perhaps === -Infinity) return;
    lane.order();
    const [until, to] = [keyOf(lowered(sure)), keyOf(raised(perhaps))];
    const failing = lane.before(until);
    this.failRun(lane, 0, failing, counted);
    const [sureKey, perhapsKey] = [keyAtTie(sure, closed), keyAtTie(perhaps, closed)];
    const look = (at: number) => {
      const key = lane.keyAt(at);
      const fits = lane.fitsAtTie(at);
      if (key < (fits ? (sureKey ?? until) : until)) this.failOne(lane.rowAt(at), counted);
      else if (fits && perhapsKey !== undefined ? key < perhapsKey : key <= to || key === NO_KEY)
        this.doubt(lane.rowAt(at), number);
    };
    for (let at = failing, last = lane.before(to + 1); at < last; at += 1) look(at);
    for (let at = lane.keyed; at < lane.length; at += 1) look(at);
  }

  /** Those above a threshold fail. */
  above(lane: Lane, { sure, perhaps }: Within<number>, number: number, counted: boolean, closed = true): void {
    if (perhaps === Infinity) return;
    lane.order();
    const [from, beyond] = [keyOf(lowered(perhaps)), keyOf(raised(sure))];
    const failing = lane.before(beyond + 1);
    this.failRun(lane, failing, lane.keyed, counted);
    const [sureKey, perhapsKey] = [keyAtTie(sure, closed), keyAtTie(perhaps, closed)];
    const look = (at: number) => {
      const key = lane.keyAt(at);
      const fits = lane.fitsAtTie(at);
      if (key === NO_KEY) this.doubt(lane.rowAt(at), number);
      else if (key > (fits ? (sureKey ?? beyond) : beyond)) this.failOne(lane.rowAt(at), counted);
      else if (fits && perhapsKey !== undefined ? key > perhapsKey : key >= from) this.doubt(lane.rowAt(at), number);
    };
    for (let at = lane.before(from); at < failing; at += 1) look(at);
    for (let at = lane.keyed; at < lane.length; at += 1) look(at);
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

  private failOne(row: number, counted: boolean): void {
    if (counted) this.count(row);
    else this.fail(row);
  }

  private failRun({ words, width }: Lane, from: number, to: number, counted: boolean): void {
    const { failed, one, two } = this;
    for (let at = from * width; at < to * width; at += width) {
      const row = (words[at] ?? 0) & ROW;
      const word = row >>> 5;
      const bit = 1 << (row & 31);
      if (counted) {
        const before = one[word] ?? 0;
        two[word] = (two[word] ?? 0) | (before & bit);
        one[word] = before | bit;
      } else failed[word] = (failed[word] ?? 0) | bit;
    }
  }
}

/** The key of a threshold at which those that fit at a tie pass; undefined where they must be looked at. */
const keyAtTie = (threshold: number, closed: boolean): number | undefined =>
  !Number.isFinite(threshold) || (closed && isShort(threshold)) ? keyOf(threshold) : undefined;
