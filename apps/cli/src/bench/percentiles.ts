/** The nearest-rank percentile; 0 of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** A figure with so many significant digits, so that a result does not claim more than it measured. */
export function rounded(value: number, digits = 4): number {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}

export interface Times {
  readonly p50_ms: number;
  readonly p95_ms: number;
}

export const timesOf = (ms: readonly number[]): Times => ({
  p50_ms: rounded(percentile(ms, 0.5)),
  p95_ms: rounded(percentile(ms, 0.95)),
});

/**
 * How a time grows with size: the slope of its logarithm over that of the size, from the first to the last. 1 is linear.
 */
export function growthExponent(points: readonly { readonly size: number; readonly value: number }[]): number {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first.size === last.size || first.value <= 0 || last.value <= 0) return NaN;
  return rounded(Math.log(last.value / first.value) / Math.log(last.size / first.size), 3);
}
