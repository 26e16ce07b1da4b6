/**
 * Figures further from a threshold than this, relative to it, compare with it as they are, also when they were converted
 * and all is kept and reckoned in 32 bits: the engine takes as equal only what differs by less than a billionth, and one
 * rounding to 32 bits changes a figure by less than a sixteen-millionth. There are four at the most: of the figure, of what
 * it is compared with, and where that is a product, of the other factor and of the product itself.
 */
const GUARD = 5e-7;
export const under = (threshold: number): number => threshold * (threshold > 0 ? 1 - GUARD : 1 + GUARD);
export const over = (threshold: number): number => threshold * (threshold > 0 ? 1 + GUARD : 1 - GUARD);

/** Far within what 32 bits hold with full precision. */
const LARGEST = 1e30;
const SMALLEST = 1e-30;

/** The figure, good enough to be compared with a threshold by {@link under} and {@link over}; NaN, on no side of any, if it is out of range. */
export function nearFigure(figure: number): number {
  const size = Math.abs(figure);
  return size === 0 || (size >= SMALLEST && size <= LARGEST) ? Math.fround(figure) : NaN;
}
