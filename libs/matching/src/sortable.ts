const figure = new Float32Array(1);
const bits = new Int32Array(figure.buffer);

/** A whole number from 0 to 2^32 in the order of the figures, which are rounded to 32 bits; NaN comes last. */
export function keyOf(value: number): number {
  // Minus nothing is nothing.
  figure[0] = value + 0;
  const word = bits[0] ?? 0;
  return word >= 0 ? word + 2 ** 31 : 2 ** 31 - 1 - (word & 0x7fffffff);
}
