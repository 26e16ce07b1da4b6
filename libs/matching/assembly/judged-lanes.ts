/**
 * Judges the demands of a lane of the need index and counts what they come to (see `judged-rules.ts`, which calls this): four
 * in one operation of WebAssembly's fixed-width SIMD. AssemblyScript; `npm run build:kernel` compiles it into
 * `src/need-index/kernel-code.ts`.
 *
 * Where what lies is said by JavaScript, but for the lane at hand and what must be asked, which lie here.
 */

/** A column of the lane at hand lies at LANE, each next one behind it: the entries, then the near figures. */
const LANE: usize = 0;
/** Bytes of all columns together. */
const LANE_BYTES: usize = 64 * 1024;
/** The places of what must be asked. */
const ASKS: usize = LANE + LANE_BYTES;
/** No more than LANE_BYTES / 4 entries lie in a lane that has no figures. */
const REST: usize = ASKS + LANE_BYTES;

export const laneAt: usize = LANE;
export const laneBytes: usize = LANE_BYTES;
export const asksAt: usize = ASKS;
/** From here on JavaScript lays out what else there is: readings, keys and the tally. */
export const restAt: usize = REST;

/** What a reading consists of, as `quick.ts` writes it: figures of 32 bits, and 16 bytes with the verdicts by what is found. */
const STATED_UNDER: usize = 0;
const STATED_OVER: usize = 4;
const LEFT_UNDER: usize = 8;
const LEFT_OVER: usize = 12;
const NOT_LEFT: usize = 16;
const INLET_UPPER: usize = 20;
const INLET_OVER: usize = 24;
const INLET_LOWER: usize = 28;
const INLET_UNDER: usize = 32;
const FROM_ZERO: usize = 36;
const BY_UNITS: usize = 40;
const EACH: usize = 44;
const MOST_UNITS: usize = 0;
const VERDICTS: usize = 48;
const READING: usize = 64;

/** Verdicts, by the numbers of `judge.ts` and `quick.ts`. */
const PASS = 0;
const UNKNOWN = 1;
const FAIL = 2;
const FAIL_AT_LIMIT = 3;
const ASK = 4;

/** As in `near.ts`. */
const GUARD: f32 = 5e-7;

/** As in `tally.ts`. */
const PLACE_AND_OPENNESS = 0x1fe;
const PLACE_SHIFT = 15;
const ROW_SHIFT = 9;
const OPEN = 1 << 8;

/** The verdicts of a reading on four demands. */
function read(reading: usize, figure: v128, from: v128, to: v128): v128 {
  if (load<f32>(reading + BY_UNITS) !== 0) return readUnits(reading, from, to);
  const notLeft = v128.load32_splat(reading + NOT_LEFT);
  const isBelow = v128.and(
    f32x4.lt(figure, v128.load32_splat(reading + STATED_UNDER)),
    f32x4.lt(figure, f32x4.add(f32x4.mul(to, v128.load32_splat(reading + LEFT_UNDER)), notLeft)),
  );
  const isAbove = v128.or(
    f32x4.gt(figure, v128.load32_splat(reading + STATED_OVER)),
    f32x4.gt(figure, f32x4.add(f32x4.mul(to, v128.load32_splat(reading + LEFT_OVER)), notLeft)),
  );
  const isIn = v128.and(
    v128.and(
      f32x4.lt(to, v128.load32_splat(reading + INLET_UPPER)),
      f32x4.gt(from, v128.load32_splat(reading + INLET_LOWER)),
    ),
    f32x4.ge(to, v128.load32_splat(reading + FROM_ZERO)),
  );
  const isOut = v128.or(
    f32x4.gt(to, v128.load32_splat(reading + INLET_OVER)),
    f32x4.lt(from, v128.load32_splat(reading + INLET_UNDER)),
  );
  const found = v128.or(
    v128.or(v128.and(isBelow, i32x4.splat(1)), v128.and(isAbove, i32x4.splat(2))),
    v128.or(v128.and(isIn, i32x4.splat(4)), v128.and(isOut, i32x4.splat(8))),
  );
  return v128.and(i8x16.swizzle(v128.load(reading + VERDICTS), found), i32x4.splat(0xff));
}

/** Where several units may carry a flow: each of as few as carry the highest is given its share of the lowest. */
function readUnits(reading: usize, from: v128, to: v128): v128 {
  const upper = v128.load32_splat(reading + EACH);
  const least = f32x4.mul(to, f32x4.splat(1 - GUARD));
  const most = f32x4.mul(to, f32x4.splat(1 + GUARD));
  const isOne = f32x4.lt(to, f32x4.mul(upper, f32x4.splat(1 - GUARD)));
  const units = f32x4.ceil(f32x4.div(least, upper));
  // What is out of range is NaN, and so not the same either.
  const isUnsure = v128.andnot(f32x4.ne(units, f32x4.ceil(f32x4.div(most, upper))), isOne);
  const isTooMany = v128.andnot(f32x4.gt(units, v128.load32_splat(reading + MOST_UNITS)), isOne);
  const each = v128.bitselect(from, f32x4.div(from, units), isOne);
  const isEnough = f32x4.gt(each, v128.load32_splat(reading + INLET_LOWER));
  const isTooLittle = f32x4.lt(each, v128.load32_splat(reading + INLET_UNDER));
  let verdict = v128.bitselect(i32x4.splat(FAIL), i32x4.splat(ASK), isTooLittle);
  verdict = v128.bitselect(i32x4.splat(PASS), verdict, isEnough);
  verdict = v128.bitselect(i32x4.splat(FAIL), verdict, isTooMany);
  return v128.bitselect(i32x4.splat(ASK), verdict, isUnsure);
}

/** A reading, or one for each of two ends of which each must be kept. */
function readEnds(reading: usize, isRange: bool, figure: v128, second: v128, from: v128, to: v128): v128 {
  const one = read(reading, figure, from, to);
  return isRange ? i32x4.max_s(one, read(reading + READING, second, from, to)) : one;
}

function add(tally: usize, entry: i32, change: i32): void {
  const at = tally + ((<usize>((<u32>entry) >>> ROW_SHIFT)) << 2);
  store<i32>(at, load<i32>(at) + change);
}

function keyOf(keys: usize, entry: i32): i32 {
  return load<u8>(keys + <usize>((<u32>entry) >>> ROW_SHIFT));
}

/**
 * Counts the demands of the lane at hand by their verdicts, from what they come to where nothing is said.
 *
 * @param length how many there are
 * @param own, second, low, high where the figures of the demands begin, and those of the duties
 * @param plain, strong, better where the readings are; 0 where there is none but the first
 * @param keys where there is a key for each row, of which only those with one are counted; 0 where all are
 * @returns how many must be asked and were not counted: their places lie at ASKS
 */
export function countLane(
  length: i32,
  own: usize,
  second: usize,
  low: usize,
  high: usize,
  plain: usize,
  strong: usize,
  better: usize,
  isRange: bool,
  keys: usize,
  key: i32,
  tally: usize,
): i32 {
  const one = i32x4.splat(1);
  const places = i32x4(0, 1, 2, 3);
  let asked = 0;
  for (let at = 0; at < length; at += 4) {
    const by = (<usize>at) << 2;
    const figure = v128.load(own + by);
    const other = v128.load(second + by);
    const from = v128.load(low + by);
    const to = v128.load(high + by);
    let verdict = readEnds(plain, isRange, figure, other, from, to);
    if (strong !== 0) {
      const proven = readEnds(strong, isRange, figure, other, from, to);
      const stays = v128.or(i32x4.eq(proven, i32x4.splat(PASS)), i32x4.eq(proven, i32x4.splat(ASK)));
      const checked = v128.bitselect(proven, i32x4.splat(UNKNOWN), stays);
      verdict = v128.bitselect(checked, verdict, i32x4.eq(verdict, i32x4.splat(PASS)));
    }
    const atLimit = i32x4.eq(verdict, i32x4.splat(FAIL_AT_LIMIT));
    if (better !== 0) {
      const best = readEnds(better, isRange, figure, other, from, to);
      let undone = v128.bitselect(i32x4.splat(UNKNOWN), i32x4.splat(FAIL), i32x4.lt_s(best, i32x4.splat(FAIL)));
      undone = v128.bitselect(best, undone, i32x4.eq(best, i32x4.splat(ASK)));
      verdict = v128.bitselect(undone, verdict, atLimit);
    } else verdict = v128.bitselect(i32x4.splat(FAIL), verdict, atLimit);
    // Behind the last one anything may lie.
    let counted = i32x4.lt_s(places, i32x4.splat(length - at));
    const entry = v128.and(v128.load(LANE + by), counted);
    const first = i32x4.extract_lane(entry, 0);
    const next = i32x4.extract_lane(entry, 1);
    const third = i32x4.extract_lane(entry, 2);
    const last = i32x4.extract_lane(entry, 3);
    if (keys !== 0) {
      let found = i32x4.splat(keyOf(keys, first));
      found = i32x4.replace_lane(found, 1, keyOf(keys, next));
      found = i32x4.replace_lane(found, 2, keyOf(keys, third));
      found = i32x4.replace_lane(found, 3, keyOf(keys, last));
      counted = v128.and(counted, i32x4.eq(found, i32x4.splat(key)));
    }
    const asks = v128.and(counted, i32x4.eq(verdict, i32x4.splat(ASK)));
    counted = v128.andnot(counted, asks);
    const placed = i32x4.shl(v128.and(entry, i32x4.splat(PLACE_AND_OPENNESS)), PLACE_SHIFT);
    const delta = v128.or(placed, i32x4.splat(OPEN));
    const isOpen = i32x4.shr_u(i32x4.add(verdict, one), 1);
    const wasOpen = v128.and(entry, one);
    let change = i32x4.sub(v128.and(delta, i32x4.neg(isOpen)), v128.and(delta, i32x4.neg(wasOpen)));
    change = v128.and(i32x4.add(change, i32x4.shr_u(verdict, 1)), counted);
    add(tally, first, i32x4.extract_lane(change, 0));
    add(tally, next, i32x4.extract_lane(change, 1));
    add(tally, third, i32x4.extract_lane(change, 2));
    add(tally, last, i32x4.extract_lane(change, 3));
    for (let bits = i32x4.bitmask(asks); bits !== 0; bits &= bits - 1) {
      store<i32>(ASKS + ((<usize>asked) << 2), at + ctz(bits));
      asked += 1;
    }
  }
  return asked;
}

/** As in `tally.ts`. */
const MANY_OPEN = 0xfe00;
const FAILED = 0xff;

/**
 * Looks for the rows of which one finding at the most is open, or, if that is asked, one fails; their numbers lie at ASKS, and
 * behind them how many rows there are of which some finding fails.
 *
 * @param first, end of the rows, the first a multiple of four; of so many as there is room for
 * @returns how many are found
 */
export function findRows(tally: usize, first: i32, end: i32, ruledOutByOne: bool): i32 {
  const places = i32x4(0, 1, 2, 3);
  const none = i32x4.splat(0);
  let failing = none;
  let found = 0;
  for (let row = first; row < end; row += 4) {
    const counts = v128.load(tally + ((<usize>row) << 2));
    const isRow = i32x4.lt_s(places, i32x4.splat(end - row));
    const failed = v128.and(counts, i32x4.splat(FAILED));
    failing = i32x4.sub(failing, v128.andnot(isRow, i32x4.eq(failed, none)));
    let isFound = i32x4.eq(v128.and(counts, i32x4.splat(MANY_OPEN)), none);
    if (ruledOutByOne) isFound = v128.or(isFound, i32x4.eq(failed, i32x4.splat(1)));
    for (let bits = i32x4.bitmask(v128.and(isFound, isRow)); bits !== 0; bits &= bits - 1) {
      store<i32>(ASKS + ((<usize>found) << 2), row + ctz(bits));
      found += 1;
    }
  }
  const sum =
    i32x4.extract_lane(failing, 0) +
    i32x4.extract_lane(failing, 1) +
    i32x4.extract_lane(failing, 2) +
    i32x4.extract_lane(failing, 3);
  store<i32>(ASKS + ((<usize>found) << 2), sum);
  return found;
}
