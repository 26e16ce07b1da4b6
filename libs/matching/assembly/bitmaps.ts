/**
 * What a segment comes to, put together from the bitmaps of its columns (see `segment-filter.ts`, which calls this): 128
 * rows in one operation. A bitmap is given by where it begins in the memory, absent ones by 0; all are as long, a multiple of
 * PART bytes.
 */

/** Bytes that one operation takes. */
const PART: usize = 16;

const NONE: v128 = i32x4.splat(0);

export function copy(to: usize, from: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}

/** Adds the rows of one bitmap to another. */
export function join(to: usize, rows: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += PART)
    v128.store(to + at, v128.or(v128.load(to + at), v128.load(rows + at)));
}

/** Leaves the rows that are in another bitmap as well. */
export function meet(to: usize, rows: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += PART)
    v128.store(to + at, v128.and(v128.load(to + at), v128.load(rows + at)));
}

/** Leaves the rows that count and are not settled; whether there are any. */
export function leaveOpen(to: usize, live: usize, settled: usize, bytes: usize): bool {
  let some = NONE;
  for (let at: usize = 0; at < bytes; at += PART) {
    const rows = v128.andnot(v128.and(v128.load(to + at), v128.load(live + at)), v128.load(settled + at));
    v128.store(to + at, rows);
    some = v128.or(some, rows);
  }
  return v128.any_true(some);
}

/** Rules rows out, those that are ruled out already for the second time. @param twice absent where nobody asks */
export function ruleOut(once: usize, twice: usize, fail: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += PART) {
    const rows = v128.load(fail + at);
    const before = v128.load(once + at);
    if (twice !== 0) v128.store(twice + at, v128.or(v128.load(twice + at), v128.and(before, rows)));
    v128.store(once + at, v128.or(before, rows));
  }
}

/**
 * Takes in what one finding comes to: the rows that pass it and fail it; the others are unknown.
 *
 * @param twice, open, openTwice absent where nobody asks
 */
export function take(
  pass: usize,
  fail: usize,
  failed: usize,
  twice: usize,
  unknown: usize,
  open: usize,
  openTwice: usize,
  bytes: usize,
): void {
  ruleOut(failed, twice, fail, bytes);
  for (let at: usize = 0; at < bytes; at += PART) {
    const passes = v128.load(pass + at);
    const told = v128.or(passes, v128.load(fail + at));
    v128.store(unknown + at, v128.or(v128.load(unknown + at), v128.not(told)));
    if (open === 0) continue;
    const before = v128.load(open + at);
    v128.store(openTwice + at, v128.or(v128.load(openTwice + at), v128.andnot(before, passes)));
    v128.store(open + at, v128.or(before, v128.not(passes)));
  }
}

/** Adds to one digit of a count; what is carried to the next. */
function carried(plane: usize, carry: v128): v128 {
  const before = v128.load(plane);
  v128.store(plane, v128.xor(before, carry));
  return v128.and(before, carry);
}

/** Adds one to the count of every row of a bitmap. @param one, two, four, eight, sixteen its digits; the last may be absent */
export function count(
  rows: usize,
  one: usize,
  two: usize,
  four: usize,
  eight: usize,
  sixteen: usize,
  bytes: usize,
): void {
  for (let at: usize = 0; at < bytes; at += PART) {
    let carry = carried(one + at, v128.load(rows + at));
    if (two === 0) continue;
    carry = carried(two + at, carry);
    if (four === 0) continue;
    carry = carried(four + at, carry);
    if (eight === 0) continue;
    carry = carried(eight + at, carry);
    if (sixteen !== 0) carried(sixteen + at, carry);
  }
}

/**
 * A figure by what is said of itself, of its removal and of its inlet.
 *
 * @param passF, failF, straddleF, differF, passR, failR, straddleR, differR the classes of the figure and the removal
 * @param outside, nothingI those of the inlet that fail, and that do not compare
 * @param strongF, strongR rows with a fact that is strong enough; both absent where any is
 * @param saidF, saidR rows that say anything of it; both absent where what comes in does not keep the limit by itself
 * @param pass, fail are written
 */
export function figure(
  passF: usize,
  failF: usize,
  straddleF: usize,
  differF: usize,
  passR: usize,
  failR: usize,
  straddleR: usize,
  differR: usize,
  outside: usize,
  nothingI: usize,
  strongF: usize,
  strongR: usize,
  saidF: usize,
  saidR: usize,
  pass: usize,
  fail: usize,
  bytes: usize,
): void {
  for (let at: usize = 0; at < bytes; at += PART) {
    const ofFigure = v128.load(passF + at);
    const ofRemoval = v128.load(passR + at);
    let passes = v128.or(ofFigure, ofRemoval);
    // One fact does not fail while the other may yet pass.
    const straddles = v128.or(v128.load(straddleF + at), v128.load(straddleR + at));
    const differs = v128.or(v128.load(differF + at), v128.load(differR + at));
    const undecided = v128.or(passes, v128.or(straddles, differs));
    const fails = v128.andnot(v128.or(v128.load(failF + at), v128.load(failR + at)), undecided);
    if (strongF !== 0) {
      const ofStrongF = v128.load(strongF + at);
      const ofStrongR = v128.load(strongR + at);
      const weak = saidF === 0 ? NONE : v128.andnot(passes, v128.or(ofStrongF, ofStrongR));
      // Where nothing strong is said, what comes in may do by itself.
      passes = v128.or(v128.or(v128.and(ofFigure, ofStrongF), v128.and(ofRemoval, ofStrongR)), weak);
    }
    if (saidF !== 0) passes = v128.or(passes, v128.not(v128.or(v128.load(saidF + at), v128.load(saidR + at))));
    const misses = v128.load(outside + at);
    v128.store(pass + at, v128.andnot(passes, v128.or(misses, v128.load(nothingI + at))));
    v128.store(fail + at, v128.or(fails, misses));
  }
}

/**
 * The rows that pass an envelope.
 *
 * @param pass may be the same bitmap as `passes`
 * @param strong rows with a fact that is strong enough; absent where any is
 * @param stated rows that say anything of it; absent where it is asked of all. Where nothing counts there is nothing to hold
 */
export function envelope(
  pass: usize,
  passes: usize,
  strong: usize,
  stated: usize,
  uncounted: usize,
  bytes: usize,
): void {
  for (let at: usize = 0; at < bytes; at += PART) {
    let rows = v128.load(passes + at);
    if (strong !== 0) rows = v128.and(rows, v128.load(strong + at));
    if (stated !== 0) rows = v128.or(rows, v128.or(v128.not(v128.load(stated + at)), v128.load(uncounted + at)));
    v128.store(pass + at, rows);
  }
}

/**
 * Of the prices that hang on units leaves those of rows that have some and are still open; the others need not be looked at.
 *
 * @param byUnits, differ those prices, and all that are to be looked at
 * @param pass, fail rows whose capacity is held and missed
 */
export function leaveWithUnits(
  byUnits: usize,
  differ: usize,
  live: usize,
  settled: usize,
  pass: usize,
  fail: usize,
  bytes: usize,
): void {
  for (let at: usize = 0; at < bytes; at += PART) {
    const before = v128.load(byUnits + at);
    const told = v128.and(v128.or(v128.load(pass + at), v128.load(fail + at)), v128.load(live + at));
    const rows = v128.andnot(v128.and(before, told), v128.load(settled + at));
    v128.store(byUnits + at, rows);
    v128.store(differ + at, v128.andnot(v128.load(differ + at), v128.andnot(before, rows)));
  }
}
