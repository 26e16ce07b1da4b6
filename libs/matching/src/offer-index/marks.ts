import { BIN, BIN_LOWER, BIN_SOME_SPREAD, BIN_UPPER, type BinExtremes } from './bin-figures';

/**
 * A mark says in 32 bits what one statement says: six bits for its kind, and thirteen for each of its two ends, rounded
 * down. The marks of a bin lie side by side, so that what most of its rows come to is told without reading their figures;
 * where the rounding could tell otherwise they are read.
 */

/** Six bits: so many kinds of statements a column can tell apart, and two for what is no plain figure. */
export const MOST_KINDS = 62;
/** In place of a kind: it counts under the condition of this number alone. */
export const UNDER_CONDITION = 62;
/** In place of a kind: the mark says nothing, the statement must be read. */
const UNMARKED_KIND = 63;

const END_BITS = 13;
const END_MASK = (1 << END_BITS) - 1;
const MOST_CONDITIONS = 1 << (2 * END_BITS);

/** Buckets of figures, 128 to each power of two; what is smaller than the first of them, nothing and all below it share bucket 0. */
const BUCKETS = 1 << END_BITS;
const SHIFT = 16;
/** Of the bits of a number that ends after `SHIFT`, those of 2^-24; from there to 2^40 the buckets reach. */
const FIRST = (127 - 24) << 7;

const figure = new Float32Array(1);
const bits = new Int32Array(figure.buffer);

/** The bucket that holds a figure. */
export function bucketOf(value: number): number {
  if (!(value > 0)) return 0;
  figure[0] = value;
  const bucket = ((bits[0] as number) >> SHIFT) - FIRST;
  return bucket < 0 ? 0 : bucket >= BUCKETS ? BUCKETS - 1 : bucket;
}

/** Where each bucket begins; the last one has no end. */
const EDGES = Float64Array.from({ length: BUCKETS + 1 }, (_, bucket) => {
  if (bucket === 0) return -Infinity;
  if (bucket === BUCKETS) return Infinity;
  bits[0] = (bucket + FIRST) << SHIFT;
  return figure[0] as number;
});

/** The figure at which a bucket begins. */
export const edgeOf = (bucket: number): number => EDGES[bucket] as number;

/** What statements of one kind have in common: which ends they state, whether as a spread, their units, how they are split. */
export interface Kind {
  /** As the flags of a bin: each of them holds for every statement of the kind. */
  readonly flags: number;
  readonly family: number;
  /** Of a capacity: into how many units it may be split at most; otherwise 1. */
  readonly most: number;
  /** Several facts together: by the ends of them all, whatever the evidence of each. */
  readonly several: boolean;
}

export const markOf = (kind: number, lower: number, upper: number): number =>
  ((kind << (2 * END_BITS)) | (bucketOf(lower) << END_BITS) | bucketOf(upper)) >>> 0;
export const UNMARKED = (UNMARKED_KIND << (2 * END_BITS)) >>> 0;
/** The mark of a statement under a condition. */
export const markUnder = (condition: number): number =>
  condition < MOST_CONDITIONS ? ((UNDER_CONDITION << (2 * END_BITS)) | condition) >>> 0 : UNMARKED;

export const kindOfMark = (mark: number): number => mark >>> (2 * END_BITS);
export const conditionOfMark = (mark: number): number => mark & (MOST_CONDITIONS - 1);
export const lowerOfMark = (mark: number): number => (mark >>> END_BITS) & END_MASK;
export const upperOfMark = (mark: number): number => mark & END_MASK;

/** The extremes of statements of a kind whose ends lie in certain buckets, to be read before others are asked for. */
export function extremesWithin(
  { flags, family, most }: Kind,
  reading: { readonly envelope: boolean; readonly split?: string },
  lowerFrom: number,
  lowerEnd: number,
  upperFrom: number,
  upperEnd: number,
): BinExtremes {
  const hasLower = (flags & BIN_LOWER) !== 0;
  const hasUpper = (flags & BIN_UPPER) !== 0;
  // In an envelope an end that is not stated is no bound; the upper end of a capacity alone is then not known.
  const anyLower = reading.envelope;
  const anyUpper = reading.envelope && reading.split !== 'CAPACITY';
  BIN.kind = flags;
  BIN.family = family;
  BIN.lowerMin = hasLower ? (EDGES[lowerFrom] as number) : anyLower ? -Infinity : Infinity;
  BIN.lowerMax = hasLower ? (EDGES[lowerEnd] as number) : -Infinity;
  BIN.upperMin = hasUpper ? (EDGES[upperFrom] as number) : Infinity;
  BIN.upperMax = hasUpper ? (EDGES[upperEnd] as number) : anyUpper ? Infinity : -Infinity;
  BIN.reachMin = BIN.upperMin * most;
  BIN.reachMax = BIN.upperMax * most;
  const spread = (flags & BIN_SOME_SPREAD) !== 0;
  BIN.spreadLowerMin = spread ? BIN.lowerMin : Infinity;
  BIN.spreadLowerMax = spread ? BIN.lowerMax : -Infinity;
  BIN.spreadUpperMin = spread ? BIN.upperMin : Infinity;
  BIN.spreadUpperMax = spread ? BIN.upperMax : -Infinity;
  return BIN;
}

/** Five zones for each end: below, about and above each of the two bounds that a demand sets. */
export const ZONES = 5;
/** Four edges between them. */
export const ZONE_EDGES = ZONES - 1;

/** Further from a bound than what is not told apart, so that the zones beside the one about it are told. */
const ABOUT = 4e-6;

/** The first buckets of the zones but the lowest, for two bounds. */
export function zoneEdges(one: number, other: number): Int32Array {
  const edges = new Int32Array(ZONE_EDGES);
  const [least, most] = one <= other ? [one, other] : [other, one];
  edges[0] = bucketOf(least * (1 - ABOUT));
  edges[1] = bucketOf(least * (1 + ABOUT)) + 1;
  edges[2] = Math.max(edges[1] as number, bucketOf(most * (1 - ABOUT)));
  edges[3] = Math.max(edges[2] as number, bucketOf(most * (1 + ABOUT)) + 1);
  return edges;
}

/** The buckets of a zone: from the first to before the last. */
export const zoneFrom = (edges: Int32Array, zone: number): number => (zone === 0 ? 0 : (edges[zone - 1] as number));
export const zoneEnd = (edges: Int32Array, zone: number): number =>
  zone === ZONES - 1 ? BUCKETS : (edges[zone] as number);
