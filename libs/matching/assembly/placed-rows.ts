/**
 * What the rows of a column come to, by comparing the bits of the places of their ends (see `placed-rows.ts`, which calls
 * this): 128 rows in one operation of WebAssembly's fixed-width SIMD. AssemblyScript; `npm run build:kernel` compiles it
 * into `src/offer-index/kernel-code.ts`.
 *
 * The blocks of a column lie from IN on, as in `FactColumn`: a line of 64 bytes for each bitmap of a block of 512 rows, the
 * bitmaps of a block side by side. What is found is written where `into` says, for each class the lines of all blocks.
 */

/** Bytes of a line, and of the part of it that one operation takes. */
const LINE: usize = 64;
const PART: usize = 16;

/** Blocks that are looked at in one go, at the most. There is room for 96 lines in each; no column has more than 79. */
const MOST_BLOCKS: usize = 32;

/** The classes, by the numbers of `classifier.ts`. */
const PASSES = 0;
const FAILS = 1;
const NOTHINGS = 2;
const STRADDLES = 3;
const UNCOUNTEDS = 4;

/** Where the rows of each class are written, for the blocks at hand. */
let PASS: usize = 0;
let FAIL: usize = 0;
let NOTHING: usize = 0;
let STRADDLE: usize = 0;
let UNCOUNTED: usize = 0;
let DIFFER: usize = 0;

/** Rows that nobody asks for. */
const ROOM: usize = MOST_BLOCKS * LINE;
const ASIDE: usize = 0;
/** The plain rows, and those that count since a condition is true. */
const COUNTING: usize = ASIDE + ROOM;
/** Where the bitmaps of conditions that are true begin in a block, in bytes. */
const CONDITIONS: usize = COUNTING + ROOM;
/** How an end lies to a bound, for the block at hand: five pairs of lines, those under the bound and those about it. */
const SIDES: usize = CONDITIONS + LINE;
const SPARE: usize = SIDES + 10 * LINE;
/** Rows of the block at hand: those that are compared; of them what only the better end tells. */
const ALL: usize = SPARE + LINE;
const SPREADS: usize = ALL + LINE;
const ALONE: usize = SPREADS + LINE;
const IN: usize = ALONE + LINE;

/** The bitmaps of a column, as `fact-column.ts` numbers them. */
const PLAIN_AT: usize = 0;
const UNPLACED_AT: usize = 1 * LINE;
const UNCOUNTED_AT: usize = 2 * LINE;
const FOREIGN_AT: usize = 3 * LINE;
const SEVERAL_AT: usize = 4 * LINE;
const WAVERING_AT: usize = 5 * LINE;
const LOWER_AT: usize = 6 * LINE;
const UPPER_AT: usize = 7 * LINE;
const OPEN_AT: usize = 8 * LINE;
const SPREAD_AT: usize = 9 * LINE;
const ROOMY_AT: usize = SPREAD_AT;
const MODULAR_AT: usize = 10 * LINE;

/** Where JavaScript writes the blocks of a column, and where the bitmaps of true conditions begin in a block. */
export const inputAt: usize = IN;
export const conditionsAt: usize = CONDITIONS;
export const asideAt: usize = ASIDE;
/** From here on the memory is not used here. */
export const scratchAt: usize = 256 * 1024;

/** The column at hand: its blocks that lie there, and the bytes of each. */
let blocks: i32 = 0;
let stride: usize = 0;
/** Where in a block the places of the ends begin, and of how far all units reach together, `bits` bitmaps each. */
let uppers: usize = 0;
let lowers: usize = 0;
let reaches: usize = 0;
let bits: i32 = 0;

/** Says where the rows of each class are written. @param line where in those bitmaps the blocks at hand begin, in bytes */
export function into(
  passes: usize,
  fails: usize,
  nothing: usize,
  straddles: usize,
  uncounted: usize,
  differs: usize,
  line: usize,
): void {
  PASS = place(passes, line);
  FAIL = place(fails, line);
  NOTHING = place(nothing, line);
  STRADDLE = place(straddles, line);
  UNCOUNTED = place(uncounted, line);
  DIFFER = place(differs, line);
}

/** What nobody asks for is written over again and again. */
function place(bitmap: usize, line: usize): usize {
  return bitmap === ASIDE ? ASIDE : bitmap + line;
}

function classAt(kind: i32): usize {
  switch (kind) {
    case PASSES:
      return PASS;
    case FAILS:
      return FAIL;
    case NOTHINGS:
      return NOTHING;
    case STRADDLES:
      return STRADDLE;
    case UNCOUNTEDS:
      return UNCOUNTED;
    default:
      return DIFFER;
  }
}

/** Turns to some blocks of a column. */
export function turn(
  toBlocks: i32,
  ofStride: usize,
  uppersAt: usize,
  lowersAt: usize,
  reachesAt: usize,
  bitsOfPlaces: i32,
): void {
  blocks = toBlocks;
  stride = ofStride;
  uppers = uppersAt;
  lowers = lowersAt;
  reaches = reachesAt;
  bits = bitsOfPlaces;
}

function either(at: usize, rows: v128): void {
  v128.store(at, v128.or(v128.load(at), rows));
}

/**
 * Puts the rows into classes that are not compared: what must be looked at, what does not count, what is stated in a family
 * of units without a bitmap. What is left is to be compared.
 *
 * @param conditions how many are true
 * @param severalDiffer, allWaver whether all rows with several facts, or with some of them under a condition, are to be
 *   looked at; of the latter those under a condition that is true always are
 * @param uncountedOf, foreignOf the classes of what does not count, and of other families
 */
export function begin(conditions: i32, severalDiffer: bool, allWaver: bool, uncountedOf: i32, foreignOf: i32): void {
  const none = i32x4.splat(0);
  const ofUncounted = classAt(uncountedOf);
  const ofForeign = classAt(foreignOf);
  let block: usize = IN;
  const end: usize = <usize>blocks * LINE;
  for (let line: usize = 0; line < end; line += LINE, block += stride)
    for (let part: usize = 0; part < LINE; part += PART) {
      const from = block + part;
      const to = line + part;
      let counting = v128.load(from + PLAIN_AT);
      let uncounted = v128.load(from + UNCOUNTED_AT);
      let differ = v128.load(from + UNPLACED_AT);
      if (severalDiffer) {
        const rows = v128.load(from + SEVERAL_AT);
        counting = v128.andnot(counting, rows);
        differ = v128.or(differ, rows);
      }
      if (allWaver || conditions !== 0) {
        const wavering = v128.load(from + WAVERING_AT);
        let wavers = allWaver ? wavering : none;
        for (let place = 0; place < conditions; place += 1) {
          const at: usize = load<u32>(CONDITIONS + ((<usize>place) << 2));
          const rows = v128.load(from + at);
          counting = v128.or(counting, rows);
          uncounted = v128.andnot(uncounted, rows);
          wavers = v128.or(wavers, v128.and(rows, wavering));
        }
        counting = v128.andnot(counting, wavers);
        uncounted = v128.andnot(uncounted, wavers);
        differ = v128.or(differ, wavers);
      }
      v128.store(COUNTING + to, counting);
      v128.store(PASS + to, none);
      v128.store(FAIL + to, none);
      v128.store(NOTHING + to, none);
      v128.store(STRADDLE + to, none);
      v128.store(UNCOUNTED + to, none);
      v128.store(DIFFER + to, differ);
      either(ofUncounted + to, uncounted);
      either(ofForeign + to, v128.load(from + FOREIGN_AT));
    }
}

/** The rows of a block that are compared. @param family where their bitmap begins in a block; 0 for those that count */
function rowsAt(family: usize, block: usize, line: usize): usize {
  return family === 0 ? COUNTING + line : block + family;
}

/** Puts all rows of a family of units into one class. */
export function all(family: usize, kind: i32): void {
  const into = classAt(kind);
  let block: usize = IN;
  const end: usize = <usize>blocks * LINE;
  for (let line: usize = 0; line < end; line += LINE, block += stride) {
    const rows = rowsAt(family, block, line);
    for (let part: usize = 0; part < LINE; part += PART) either(into + line + part, v128.load(rows + part));
  }
}

/**
 * Compares the places of an end of a block with one: a bit-sliced comparison (O'Neil and Quass 1997).
 *
 * @param planes where the bitmaps of the bits of the places begin, the highest first
 * @param place no more than so many bits say
 * @param before the rows whose end lies before the place are written here; a row that does not state it has place 0
 * @param equal those whose end is at the place
 */
function compare(planes: usize, place: i32, before: usize, equal: usize): void {
  let less0 = i32x4.splat(0);
  let less1 = less0;
  let less2 = less0;
  let less3 = less0;
  let same0 = i32x4.splat(-1);
  let same1 = same0;
  let same2 = same0;
  let same3 = same0;
  let at = planes;
  for (let bit = 1 << (bits - 1); bit !== 0; bit >>>= 1, at += LINE) {
    const ones0 = v128.load(at);
    const ones1 = v128.load(at + PART);
    const ones2 = v128.load(at + 2 * PART);
    const ones3 = v128.load(at + 3 * PART);
    if ((place & bit) !== 0) {
      less0 = v128.or(less0, v128.andnot(same0, ones0));
      less1 = v128.or(less1, v128.andnot(same1, ones1));
      less2 = v128.or(less2, v128.andnot(same2, ones2));
      less3 = v128.or(less3, v128.andnot(same3, ones3));
      same0 = v128.and(same0, ones0);
      same1 = v128.and(same1, ones1);
      same2 = v128.and(same2, ones2);
      same3 = v128.and(same3, ones3);
    } else {
      same0 = v128.andnot(same0, ones0);
      same1 = v128.andnot(same1, ones1);
      same2 = v128.andnot(same2, ones2);
      same3 = v128.andnot(same3, ones3);
    }
  }
  v128.store(before, less0);
  v128.store(before + PART, less1);
  v128.store(before + 2 * PART, less2);
  v128.store(before + 3 * PART, less3);
  v128.store(equal, same0);
  v128.store(equal + PART, same1);
  v128.store(equal + 2 * PART, same2);
  v128.store(equal + 3 * PART, same3);
}

function underAt(number: usize): usize {
  return SIDES + number * 2 * LINE;
}

function aboutAt(number: usize): usize {
  return SIDES + number * 2 * LINE + LINE;
}

/** How an end of the rows of a block lies to a bound (`Cut`): under it for certain, about it; all others above. */
function sides(number: usize, planes: usize, about: i32, above: i32): void {
  const under = underAt(number);
  const near = aboutAt(number);
  compare(planes, about, under, near);
  if (above === about + 1) return;
  if (above === about) {
    for (let part: usize = 0; part < LINE; part += PART) v128.store(near + part, i32x4.splat(0));
    return;
  }
  compare(planes, above, near, SPARE);
  for (let part: usize = 0; part < LINE; part += PART)
    v128.store(near + part, v128.andnot(v128.load(near + part), v128.load(under + part)));
}

/** Copies the rows that are compared; false where there are none. */
function take(from: usize): bool {
  let some = i32x4.splat(0);
  for (let part: usize = 0; part < LINE; part += PART) {
    const rows = v128.load(from + part);
    v128.store(ALL + part, rows);
    some = v128.or(some, rows);
  }
  return v128.any_true(some);
}

/** Leaves some of the rows that are compared to be looked at. @param to where they are written */
function leave(to: usize, part: usize, rows: v128): void {
  const compared = v128.load(ALL + part);
  v128.store(ALL + part, v128.andnot(compared, rows));
  either(to + part, v128.and(compared, rows));
}

/**
 * A limit on the worse end: the upper one, which must not lie above it, or the lower one, which must not lie below it. What
 * states the other end alone may fail, and never passes.
 *
 * @param isLeast whether the limit is a lower one
 * @param about, above, isSharp the cut at the limit
 * @param open whether the limit itself is not reached
 * @param eachModular whether what may be split into units hangs on them
 * @param hundred removals from this place on are not below 100 % for certain, and looked at; 0 where there are none
 * @param betterFails whether what states the other end alone may fail
 */
export function limit(
  family: usize,
  isLeast: bool,
  about: i32,
  above: i32,
  isSharp: bool,
  open: bool,
  eachModular: bool,
  hundred: i32,
  betterFails: bool,
): void {
  const worsePlanes = isLeast ? lowers : uppers;
  const betterPlanes = isLeast ? uppers : lowers;
  const worseAt = isLeast ? LOWER_AT : UPPER_AT;
  const betterAt = isLeast ? UPPER_AT : LOWER_AT;
  const under = underAt(0);
  const near = aboutAt(0);
  const betterUnder = underAt(1);
  const betterNear = aboutAt(1);
  let block: usize = IN;
  const end: usize = <usize>blocks * LINE;
  for (let line: usize = 0; line < end; line += LINE, block += stride) {
    if (!take(rowsAt(family, block, line))) continue;
    if (eachModular)
      for (let part: usize = 0; part < LINE; part += PART)
        leave(UNCOUNTED + line, part, v128.load(block + MODULAR_AT + part));
    if (hundred !== 0) {
      sides(2, block + lowers, hundred, hundred);
      sides(3, block + uppers, hundred, hundred);
      for (let part: usize = 0; part < LINE; part += PART) {
        const lower = v128.andnot(v128.load(block + LOWER_AT + part), v128.load(underAt(2) + part));
        const upper = v128.andnot(v128.load(block + UPPER_AT + part), v128.load(underAt(3) + part));
        leave(DIFFER + line, part, v128.or(lower, upper));
      }
    }
    sides(0, block + worsePlanes, about, above);
    let rest = i32x4.splat(0);
    for (let part: usize = 0; part < LINE; part += PART) {
      const rows = v128.load(ALL + part);
      const stated = v128.and(rows, v128.load(block + worseAt + part));
      const less = v128.and(stated, v128.load(under + part));
      const touching = v128.and(stated, v128.load(near + part));
      const more = v128.andnot(stated, v128.or(less, touching));
      let keeps = isLeast ? more : less;
      let misses = isLeast ? less : more;
      if (isSharp) {
        // Where the limit itself is not reached, only an end that is not reached either keeps it.
        const keeping = open ? v128.and(touching, v128.load(block + OPEN_AT + part)) : touching;
        keeps = v128.or(keeps, keeping);
        misses = v128.or(misses, v128.andnot(touching, keeping));
      }
      const spread = v128.and(misses, v128.load(block + SPREAD_AT + part));
      const alone = v128.andnot(rows, stated);
      v128.store(SPREADS + part, spread);
      v128.store(ALONE + part, alone);
      rest = v128.or(rest, v128.or(spread, alone));
      either(PASS + line + part, keeps);
      either(FAIL + line + part, v128.andnot(misses, spread));
      either(DIFFER + line + part, v128.andnot(stated, v128.or(keeps, misses)));
    }
    if (!v128.any_true(rest)) continue;
    // What the worse end does not tell, the better one may.
    sides(1, block + betterPlanes, about, above);
    for (let part: usize = 0; part < LINE; part += PART) {
      const less = v128.load(betterUnder + part);
      const more = v128.not(v128.or(less, v128.load(betterNear + part)));
      const keeps = isLeast ? more : less;
      const misses = isLeast ? less : more;
      const spread = v128.load(SPREADS + part);
      const alone = v128.load(ALONE + part);
      const stated = v128.and(alone, v128.load(block + betterAt + part));
      const straddles = v128.and(spread, keeps);
      let fails = v128.and(spread, misses);
      let nothing = stated;
      if (betterFails) {
        fails = v128.or(fails, v128.and(stated, misses));
        nothing = v128.and(stated, keeps);
      }
      either(STRADDLE + line + part, straddles);
      either(FAIL + line + part, fails);
      either(NOTHING + line + part, nothing);
      const told = v128.or(straddles, v128.or(fails, nothing));
      either(DIFFER + line + part, v128.andnot(v128.or(spread, alone), told));
    }
  }
}

/**
 * Two limits that both ends must keep.
 *
 * @param leastAbout, leastAbove, mostAbout, mostAbove the cuts at both
 * @param touchingKeeps whether an end that is the very limit keeps it; otherwise it is looked at
 */
export function within(
  family: usize,
  leastAbout: i32,
  leastAbove: i32,
  mostAbout: i32,
  mostAbove: i32,
  touchingKeeps: bool,
): void {
  const touching = i32x4.splat(touchingKeeps ? -1 : 0);
  let block: usize = IN;
  const end: usize = <usize>blocks * LINE;
  for (let line: usize = 0; line < end; line += LINE, block += stride) {
    if (!take(rowsAt(family, block, line))) continue;
    sides(0, block + lowers, leastAbout, leastAbove);
    sides(1, block + lowers, mostAbout, mostAbove);
    sides(2, block + uppers, leastAbout, leastAbove);
    sides(3, block + uppers, mostAbout, mostAbove);
    for (let part: usize = 0; part < LINE; part += PART) {
      const rows = v128.load(ALL + part);
      const l = v128.and(rows, v128.load(block + LOWER_AT + part));
      const u = v128.and(rows, v128.load(block + UPPER_AT + part));
      const lowerUnderLeast = v128.load(underAt(0) + part);
      const lowerAboutLeast = v128.load(aboutAt(0) + part);
      const lowerUnderMost = v128.load(underAt(1) + part);
      const lowerAboutMost = v128.load(aboutAt(1) + part);
      const upperUnderLeast = v128.load(underAt(2) + part);
      const upperAboutLeast = v128.load(aboutAt(2) + part);
      const upperUnderMost = v128.load(underAt(3) + part);
      const upperAboutMost = v128.load(aboutAt(3) + part);
      const lowerAboveLeast = v128.not(v128.or(lowerUnderLeast, lowerAboutLeast));
      const lowerAboveMost = v128.not(v128.or(lowerUnderMost, lowerAboutMost));
      const upperAboveLeast = v128.not(v128.or(upperUnderLeast, upperAboutLeast));
      const upperAboveMost = v128.not(v128.or(upperUnderMost, upperAboutMost));
      const lowerKeeps = v128.or(lowerAboveLeast, v128.and(touching, lowerAboutLeast));
      const upperKeeps = v128.or(upperUnderMost, v128.and(touching, upperAboutMost));
      const onlyLower = v128.andnot(l, u);
      const onlyUpper = v128.andnot(u, l);
      const passes = v128.and(v128.and(l, lowerKeeps), v128.and(u, upperKeeps));
      const fails = v128.or(
        v128.or(v128.and(l, lowerUnderLeast), v128.and(u, upperAboveMost)),
        v128.or(v128.and(onlyLower, lowerAboveMost), v128.and(onlyUpper, upperUnderLeast)),
      );
      const nothing = v128.or(
        v128.and(onlyLower, v128.and(lowerAboveLeast, lowerUnderMost)),
        v128.and(onlyUpper, v128.and(upperAboveLeast, upperUnderMost)),
      );
      either(PASS + line + part, passes);
      either(FAIL + line + part, fails);
      either(NOTHING + line + part, nothing);
      either(DIFFER + line + part, v128.andnot(rows, v128.or(passes, v128.or(fails, nothing))));
    }
  }
}

/**
 * Two ends that must reach around two figures; of a capacity the upper one with the help of several units.
 *
 * @param lowFrom, lowAfter, lowIsSharp, highFrom, highAfter, highIsSharp the cuts at both figures
 * @param isCapacity whether several units may help to reach the upper one
 * @param unbounded lower ends before this place are no lower ends
 * @param ample units with upper ends before this place have enough to do with half of them
 */
export function around(
  family: usize,
  lowFrom: i32,
  lowAfter: i32,
  lowIsSharp: bool,
  highFrom: i32,
  highAfter: i32,
  highIsSharp: bool,
  isCapacity: bool,
  unbounded: i32,
  ample: i32,
): void {
  const sharpLow = i32x4.splat(lowIsSharp ? -1 : 0);
  const sharpHigh = i32x4.splat(highIsSharp ? -1 : 0);
  let block: usize = IN;
  const end: usize = <usize>blocks * LINE;
  for (let line: usize = 0; line < end; line += LINE, block += stride) {
    if (!take(rowsAt(family, block, line))) continue;
    sides(0, block + lowers, lowFrom, lowAfter);
    sides(1, block + uppers, highFrom, highAfter);
    if (isCapacity) {
      sides(2, block + reaches, highFrom, highAfter);
      sides(3, block + lowers, unbounded, unbounded);
      sides(4, block + uppers, ample, ample);
    }
    for (let part: usize = 0; part < LINE; part += PART) {
      const rows = v128.load(ALL + part);
      const open = v128.load(block + OPEN_AT + part);
      const u = v128.and(rows, v128.load(block + UPPER_AT + part));
      const lowUnder = v128.load(underAt(0) + part);
      const lowAbout = v128.load(aboutAt(0) + part);
      const highUnder = v128.load(underAt(1) + part);
      const highAbout = v128.load(aboutAt(1) + part);
      const touchingLow = v128.and(sharpLow, lowAbout);
      const touchingHigh = v128.and(sharpHigh, highAbout);
      const beyond = v128.andnot(rows, v128.or(lowUnder, lowAbout));
      const lowKeeps = v128.or(lowUnder, v128.andnot(touchingLow, open));
      const lowMisses = v128.or(beyond, v128.and(rows, v128.and(touchingLow, open)));
      const highAbove = v128.not(v128.or(highUnder, highAbout));
      const highKeeps = v128.and(u, v128.or(highAbove, v128.andnot(touchingHigh, open)));
      const highMisses = v128.and(u, v128.or(highUnder, v128.and(touchingHigh, open)));
      let passes = v128.andnot(v128.and(highKeeps, lowKeeps), beyond);
      let fails = beyond;
      let told = v128.or(passes, fails);
      if (isCapacity) {
        const modular = v128.and(highMisses, v128.load(block + MODULAR_AT + part));
        const reachUnder = v128.load(underAt(2) + part);
        const reachAbout = v128.load(aboutAt(2) + part);
        // Very many units are not told from one more than enough where their end is not reached.
        const carried = v128.andnot(modular, v128.or(v128.or(reachUnder, reachAbout), open));
        // Each of several units has less to do than one, and those without a lower end are never too large.
        const roomy = v128.and(v128.load(block + ROOMY_AT + part), v128.load(underAt(4) + part));
        const small = v128.or(v128.load(underAt(3) + part), roomy);
        passes = v128.or(passes, v128.andnot(v128.and(carried, small), beyond));
        fails = v128.or(
          v128.or(fails, v128.and(highKeeps, lowMisses)),
          v128.or(v128.andnot(highMisses, modular), v128.and(modular, reachUnder)),
        );
        // Without an upper end only the lower one can be missed.
        const nothing = v128.and(v128.andnot(rows, u), lowUnder);
        either(NOTHING + line + part, nothing);
        told = v128.or(v128.or(passes, fails), nothing);
      } else {
        fails = v128.or(fails, v128.or(highMisses, lowMisses));
        told = v128.or(passes, fails);
      }
      either(PASS + line + part, passes);
      either(FAIL + line + part, fails);
      either(DIFFER + line + part, v128.andnot(rows, told));
    }
  }
}
