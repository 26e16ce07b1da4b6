import type { Filtered } from './segment-filter';

/** A row that may be among the best, with its score before rounding. */
export interface Candidate {
  readonly segment: number;
  readonly row: number;
  readonly score: number;
}

/** One segment as far as the ranking looks at it. */
export interface Ranked {
  readonly number: number;
  readonly filtered: Filtered;
  /** The most that a row can score which meets so many of the measured demands. */
  readonly atMost: readonly number[];
  /** To be called before many rows are looked at. */
  touch(): void;
  /** The most that a row can score. */
  mostAt(row: number): number;
  /** The score of a row, which is at most so much; below every score where it cannot reach the bar. */
  score(row: number, most: number, bar: number): number;
}

/** So few rows are not worth preparing for. */
const FEW = 16;

/** A row that has not been scored, and the most that it can reach. */
interface Promising {
  readonly segment: Ranked;
  readonly row: number;
  readonly most: number;
}

/** Rows of a class (those that fit, that need data, that nearly fit), word by word. */
export type Wanted = (filtered: Filtered, word: number) => number;

export const FITTING: Wanted = ({ live, failed, unknown }, w) =>
  (live[w] as number) & ~((failed[w] as number) | (unknown[w] as number));
export const WAITING: Wanted = ({ live, failed, unknown }, w) =>
  (live[w] as number) & ~(failed[w] as number) & (unknown[w] as number);
export const NEARLY: Wanted = ({ live, failed, failedTwice }, w) =>
  (live[w] as number) & (failed[w] as number) & ~(failedTwice[w] as number);

/** Scores may be off by rounding alone; so much below the bar is still looked at. */
const SLACK = 1e-8;

/**
 * Every row of a class that can be among the `most` best. Rows that meet more of the demands are looked at first; once
 * enough are found, those that meet too few to catch up are never scored.
 */
export function candidates(
  segments: readonly Ranked[],
  wanted: Wanted,
  most: number,
  total: number,
): readonly Candidate[] {
  const found: Candidate[] = [];
  let bar = -Infinity;
  if (total === 0) return found;
  const highest = Math.max(0, ...segments.map(({ atMost }) => atMost.length - 1));
  // The first pass takes the levels that will hold about enough; the others only what can still beat them.
  let floor = total <= most * 4 ? 0 : guess(segments, wanted, most * 2, highest);
  let ceiling = highest;
  while (ceiling >= 0) {
    const rows: Promising[] = [];
    for (const segment of segments) {
      const lowest = Math.max(floor, reachable(segment, bar));
      if (lowest <= ceiling) gather(segment, lowest, ceiling, rows);
    }
    // The most promising first: the bar is high when the others come.
    byPromise(rows, ({ segment, row, most: promised }) => {
      if (promised < bar) return false;
      const score = segment.score(row, promised, bar);
      if (score < bar || score === -Infinity) return true;
      take({ segment: segment.number, row, score });
      return true;
    });
    ceiling = floor - 1;
    floor = Math.max(0, found.length >= most ? lowestLevel(bar) : floor - 1);
    if (floor > ceiling) break;
  }
  return found;

  function lowestLevel(atLeast: number): number {
    return Math.min(...segments.map((segment) => reachable(segment, atLeast)));
  }

  function gather(segment: Ranked, lowest: number, highestLevel: number, rows: Promising[]): void {
    const { filtered } = segment;
    let looked = 0;
    for (let w = 0; w < filtered.words; w += 1) {
      let rest = wanted(filtered, w);
      if (rest === 0) continue;
      if (lowest > 0) rest &= atLeast(filtered, w, lowest);
      if (highestLevel < highest) rest &= ~atLeast(filtered, w, highestLevel + 1);
      while (rest !== 0) {
        const bit = rest & -rest;
        rest ^= bit;
        const row = (w << 5) + 31 - Math.clz32(bit);
        if (looked === FEW) segment.touch();
        looked += 1;
        const promised = segment.mostAt(row);
        if (promised >= bar) rows.push({ segment, row, most: promised });
      }
    }
  }

  /** Puts a row in its place, raises the bar, and drops what is out of reach. */
  function take(one: Candidate): void {
    let at = found.length;
    found.push(one);
    for (; at > 0 && (found[at - 1] as Candidate).score < one.score; at -= 1) found[at] = found[at - 1] as Candidate;
    found[at] = one;
    if (found.length < most) return;
    bar = (found[most - 1] as Candidate).score - 2 * SLACK;
    while ((found[found.length - 1] as Candidate).score < bar) found.pop();
  }
}

/** Heaps of rows that promise about as much. */
const HEAPS = 256;

/**
 * Looks at rows by falling promise until it is enough. They are thrown into heaps first, and only those heaps that are
 * reached are put in order: mostly the first few.
 */
function byPromise(rows: Promising[], look: (row: Promising) => boolean): void {
  if (rows.length < HEAPS) {
    for (const row of rows.sort((a, b) => b.most - a.most)) if (!look(row)) return;
    return;
  }
  let least = Infinity;
  let most = -Infinity;
  for (const { most: one } of rows) {
    if (one < least) least = one;
    if (one > most) most = one;
  }
  const scale = most > least ? (HEAPS - 1) / (most - least) : 0;
  const heaps = new Array<Promising[] | undefined>(HEAPS).fill(undefined);
  for (const row of rows) {
    const at = Math.floor((row.most - least) * scale);
    const heap = heaps[at];
    if (heap) heap.push(row);
    else heaps[at] = [row];
  }
  for (let at = HEAPS - 1; at >= 0; at -= 1)
    for (const row of heaps[at]?.sort((a, b) => b.most - a.most) ?? []) if (!look(row)) return;
}

/** The lowest level at which a row can still reach the bar. */
function reachable({ atMost }: Ranked, bar: number): number {
  let level = atMost.length;
  while (level > 0 && (atMost[level - 1] as number) >= bar) level -= 1;
  return level;
}

/** A level at and above which there are probably enough rows, from a sample of the words. */
function guess(segments: readonly Ranked[], wanted: Wanted, enough: number, highest: number): number {
  const step = 8;
  for (let level = highest; level > 0; level -= 1) {
    let rows = 0;
    for (const { filtered } of segments)
      for (let w = 0; w < filtered.words; w += step) {
        const rest = wanted(filtered, w);
        if (rest !== 0) rows += ones(rest & atLeast(filtered, w, level)) * step;
      }
    if (rows >= enough) return level;
  }
  return 0;
}

/** Rows of a word whose count across the planes is at least `level`. */
function atLeast({ planes }: Filtered, w: number, level: number): number {
  if (level <= 0) return -1;
  if (level >= 1 << planes.length) return 0;
  let more = 0;
  let equal = -1;
  for (let plane = planes.length - 1; plane >= 0; plane -= 1) {
    const bits = (planes[plane] as Int32Array)[w] as number;
    if ((level >> plane) & 1) equal &= bits;
    else {
      more |= equal & bits;
      equal &= ~bits;
    }
  }
  return more | equal;
}

/** How many bits of a word are set. */
export function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
