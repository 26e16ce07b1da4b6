import { isAlike, isUnder } from './classifier';

/** Where the figures of a column, from the least to the greatest, lie to a bound. */
export interface Cut {
  /** Places before this one lie under it for certain; places from `above` on above it; those between are about it. */
  readonly about: number;
  readonly above: number;
  /** Nothing lies about it but figures that are the same. */
  readonly isSharp: boolean;
}

export function cutAt(figures: Float64Array, bound: number): Cut {
  const about = firstNotUnder(figures, bound);
  const above = firstAbove(figures, bound, about);
  const isSharp =
    above === about || (isAlike(figures[about] as number, bound) && isAlike(figures[above - 1] as number, bound));
  return { about, above, isSharp };
}

/** The place of the first figure that does not lie under a bound for certain. */
export function firstNotUnder(figures: Float64Array, bound: number): number {
  let low = 1;
  let high = figures.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isUnder(figures[middle] as number, bound)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the first figure that lies above a bound for certain. @param from one that it does not lie before */
export function firstAbove(figures: Float64Array, bound: number, from = firstNotUnder(figures, bound)): number {
  let place = from;
  while (place < figures.length && !isUnder(bound, figures[place] as number)) place += 1;
  return place;
}
