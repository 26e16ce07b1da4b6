import { FAIL, PASS } from './judge';

/**
 * What keeps the needs of a segment from an offer, a word for each row: how many findings fail (8 bits), how many do not
 * pass (8 bits), and the sum of the places of these in their need (16 bits). Of a single one that is its place, so the
 * finding is known without looking at the need. Sums of places overflow at the top of the word, where nothing is spoilt.
 */
export type Tally = Int32Array;

/** The most places of one row, so that its counts keep to their bits. */
export const MOST_PLACES = 255;
/** One that fails, and one that does not pass, whether it fails or is unknown. */
const FAILED = 1;
const OPEN = 1 << 8;
const COUNT = 255;
/** Set in the tally of a row of which two or more findings do not pass. */
export const MANY_OPEN = 0xfe00;

export const failedIn = (tally: number): number => tally & COUNT;
export const openIn = (tally: number): number => (tally >>> 8) & COUNT;
/** Of the only one that does not pass. */
export const placeIn = (tally: number): number => tally >>> 16;

export const openAt = (place: number): number => (place << 16) | OPEN | 0;
export const failedAt = (place: number): number => openAt(place) + FAILED;

/** How many rows there may be, so that one entry is one word. */
export const MOST_ROWS = 2 ** 23;

/** A demand in its bucket: its row, its place there, and whether it is open for an offer that says nothing of it. */
export const entryOf = (row: number, place: number, open: boolean): number =>
  ((row << 9) | (place << 1) | (open ? 1 : 0)) >>> 0;
export const rowOf = (entry: number): number => entry >>> 9;
export const isOpen = (entry: number): boolean => (entry & 1) === 1;
/** The same demand of the same need, in another row. */
export const inRow = (entry: number, row: number): number => ((row << 9) | (entry & 0x1ff)) >>> 0;

// The tally starts from an offer that says nothing: what is open then is counted already, the rest is not.
const PLACE_AND_OPENNESS = 0x1fe;
const PLACE_SHIFT = 15;

/** Entries that follow each other, and may come to the same. */
export interface Entries {
  readonly words: Uint32Array;
  /** Where the first one is, and how many there are. */
  readonly from: number;
  readonly length: number;
  /** How many of all are open for an offer that says nothing. */
  readonly open: number;
}

/** Counts some of them that come to the same; what is counted so already is passed over. */
export function countRun(tally: Tally, entries: Entries, first: number, end: number, verdict: number): void {
  if (first === end) return;
  const { words, from, open, length } = entries;
  if (verdict === FAIL) fail(tally, words, from + first, from + end);
  else if (verdict === PASS) {
    if (open > 0) pass(tally, words, from + first, from + end);
  } else if (open < length) leaveOpen(tally, words, from + first, from + end);
}

function fail(tally: Tally, entries: Uint32Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    const entry = entries[at] as number;
    const row = entry >>> 9;
    const delta = ((entry & PLACE_AND_OPENNESS) << PLACE_SHIFT) | OPEN;
    tally[row] = ((tally[row] as number) + (delta & ((entry & 1) - 1)) + FAILED) | 0;
  }
}

function pass(tally: Tally, entries: Uint32Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    const entry = entries[at] as number;
    const row = entry >>> 9;
    const delta = ((entry & PLACE_AND_OPENNESS) << PLACE_SHIFT) | OPEN;
    tally[row] = ((tally[row] as number) - (delta & -(entry & 1))) | 0;
  }
}

function leaveOpen(tally: Tally, entries: Uint32Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    const entry = entries[at] as number;
    const row = entry >>> 9;
    const delta = ((entry & PLACE_AND_OPENNESS) << PLACE_SHIFT) | OPEN;
    tally[row] = ((tally[row] as number) + (delta & ((entry & 1) - 1))) | 0;
  }
}

/** Counts one demand by its verdict; without branches, since verdicts that follow each other are hard to foresee for a processor. */
export function count(tally: Tally, entry: number, verdict: number): void {
  const row = entry >>> 9;
  const delta = ((entry & PLACE_AND_OPENNESS) << PLACE_SHIFT) | OPEN;
  const isOpen = (verdict + 1) >>> 1;
  const change = (delta & -isOpen) - (delta & -(entry & 1)) + (verdict >>> 1);
  tally[row] = ((tally[row] as number) + change) | 0;
}
