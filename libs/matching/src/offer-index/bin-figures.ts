/** What the codes of a bin have in common: all of them state the end. */
export const BIN_LOWER = 1;
export const BIN_UPPER = 2;
/** Some of them are ranges of typical or planning figures; all of them are. */
export const BIN_SOME_SPREAD = 4;
export const BIN_ALL_SPREAD = 8;
/** Of a price: the offers may be split into units. */
export const BIN_MODULAR = 16;
/** Every code carries a condition. */
export const BIN_CONDITIONAL = 32;
/** Nothing in common. */
export const BIN_MIXED = 64;
/** Every code carries a note in place of a condition: no duty makes it count. */
export const BIN_NOTES = 128;

/**
 * The extremes of what the codes of a bin say, in the first unit of their family. Of an end that none states they are
 * infinite the wrong way round; in an envelope an end that is not stated is infinite and counts.
 */
export interface BinExtremes {
  readonly kind: number;
  readonly family: number;
  readonly lowerMin: number;
  readonly lowerMax: number;
  readonly upperMin: number;
  readonly upperMax: number;
  /** Of a capacity: the upper end times the most units. */
  readonly reachMin: number;
  readonly reachMax: number;
  /** Of the spreads alone. */
  readonly spreadLowerMin: number;
  readonly spreadLowerMax: number;
  readonly spreadUpperMin: number;
  readonly spreadUpperMax: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
/** With the group of its statements, and the highest figure by which they were put in order. */
export type Bin = Writable<BinExtremes> & { group: number; keyMax: number };

/** Of a bin without a statement. */
const NOBODY = {
  kind: 0,
  family: 0,
  lowerMin: Infinity,
  lowerMax: -Infinity,
  upperMin: Infinity,
  upperMax: -Infinity,
  reachMin: Infinity,
  reachMax: -Infinity,
  spreadLowerMin: Infinity,
  spreadLowerMax: -Infinity,
  spreadUpperMin: Infinity,
  spreadUpperMax: -Infinity,
  group: 0,
  keyMax: -Infinity,
};
/** The names of the figures, in the order in which they are kept. */
export const FIGURES = Object.keys(NOBODY) as readonly (keyof typeof NOBODY)[];
/** The bin that is looked at, read from its column's figures and written back: objects for all of them would be many. */
export const BIN: Bin = { ...NOBODY };

/** Whether the figures of a bin can hold it without its becoming nothing or infinite. */
export function keepsItsSize(figure: number): boolean {
  const size = Math.abs(figure);
  return size !== size || size === 0 || size === Infinity || (size > 1e-30 && size < 1e30);
}

/** The figures of a bin, to be read before another is asked for. */
export function readBin(figures: Float32Array, bin: number): Bin {
  const at = bin * FIGURES.length;
  BIN.kind = figures[at] as number;
  BIN.family = figures[at + 1] as number;
  BIN.lowerMin = figures[at + 2] as number;
  BIN.lowerMax = figures[at + 3] as number;
  BIN.upperMin = figures[at + 4] as number;
  BIN.upperMax = figures[at + 5] as number;
  BIN.reachMin = figures[at + 6] as number;
  BIN.reachMax = figures[at + 7] as number;
  BIN.spreadLowerMin = figures[at + 8] as number;
  BIN.spreadLowerMax = figures[at + 9] as number;
  BIN.spreadUpperMin = figures[at + 10] as number;
  BIN.spreadUpperMax = figures[at + 11] as number;
  BIN.group = figures[at + 12] as number;
  BIN.keyMax = figures[at + 13] as number;
  return BIN;
}

/** Those of one statement; an end that is NaN is not stated. To be read before another is asked for. */
export function extremesOf(
  family: number,
  lower: number,
  upper: number,
  reach: number,
  spread: boolean,
  modular: boolean,
): BinExtremes {
  const [hasLower, hasUpper] = [lower === lower, upper === upper];
  BIN.kind =
    (hasLower ? BIN_LOWER : 0) |
    (hasUpper ? BIN_UPPER : 0) |
    (spread ? BIN_SOME_SPREAD | BIN_ALL_SPREAD : 0) |
    (modular ? BIN_MODULAR : 0);
  BIN.family = family;
  BIN.lowerMin = hasLower ? lower : Infinity;
  BIN.lowerMax = hasLower ? lower : -Infinity;
  BIN.upperMin = hasUpper ? upper : Infinity;
  BIN.upperMax = hasUpper ? upper : -Infinity;
  BIN.reachMin = hasUpper ? reach : Infinity;
  BIN.reachMax = hasUpper ? reach : -Infinity;
  BIN.spreadLowerMin = spread ? lower : Infinity;
  BIN.spreadLowerMax = spread ? lower : -Infinity;
  BIN.spreadUpperMin = spread ? upper : Infinity;
  BIN.spreadUpperMax = spread ? upper : -Infinity;
  return BIN;
}

export function writeBin(figures: Float32Array, bin: number, of: Bin): void {
  const at = bin * FIGURES.length;
  figures[at] = of.kind;
  figures[at + 1] = of.family;
  figures[at + 2] = of.lowerMin;
  figures[at + 3] = of.lowerMax;
  figures[at + 4] = of.upperMin;
  figures[at + 5] = of.upperMax;
  figures[at + 6] = of.reachMin;
  figures[at + 7] = of.reachMax;
  figures[at + 8] = of.spreadLowerMin;
  figures[at + 9] = of.spreadLowerMax;
  figures[at + 10] = of.spreadUpperMin;
  figures[at + 11] = of.spreadUpperMax;
  figures[at + 12] = of.group;
  figures[at + 13] = of.keyMax;
}

/** The group of a bin, and the highest figure by which its statements were put in order. */
export const groupOf = (figures: Float32Array, bin: number): number => figures[bin * FIGURES.length + 12] as number;
export const keyMaxOf = (figures: Float32Array, bin: number): number => figures[bin * FIGURES.length + 13] as number;

/** Makes `BIN` one without a statement. */
export function openBin(group: number, kind: number): Bin {
  BIN.kind = kind;
  BIN.family = NOBODY.family;
  BIN.lowerMin = NOBODY.lowerMin;
  BIN.lowerMax = NOBODY.lowerMax;
  BIN.upperMin = NOBODY.upperMin;
  BIN.upperMax = NOBODY.upperMax;
  BIN.reachMin = NOBODY.reachMin;
  BIN.reachMax = NOBODY.reachMax;
  BIN.spreadLowerMin = NOBODY.spreadLowerMin;
  BIN.spreadLowerMax = NOBODY.spreadLowerMax;
  BIN.spreadUpperMin = NOBODY.spreadUpperMin;
  BIN.spreadUpperMax = NOBODY.spreadUpperMax;
  BIN.group = group;
  BIN.keyMax = NOBODY.keyMax;
  return BIN;
}
