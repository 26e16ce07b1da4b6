import { Held } from './lists';

/** Figures are written in decimals: 26 bits of digits with their sign, and 5 that say where the point is. */
const MOST_DIGITS = 2 ** 26;
const EXPONENT_BITS = 5;
/** Up to here the exponent says by which power of ten the digits are divided; above, by which they are multiplied. */
const FRACTIONS = 15;
const WIDE = 31;
const POWERS = Array.from({ length: FRACTIONS + 1 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * Figures as whole numbers of 32 bits that give back exactly the same double. A decimal of few digits is its digits over a
 * power of ten, both exact, so that the quotient is the double the decimal stands for. What is no such decimal is kept
 * beside, by number.
 */
export class PackedFigures {
  private readonly wide = new Held<number>();

  pack(figure: number): number {
    for (let exponent = 0; exponent <= FRACTIONS; exponent += 1) {
      const power = POWERS[exponent] ?? 1;
      const digits = Math.round(figure * power);
      if (Math.abs(digits) >= MOST_DIGITS) break;
      if (digits / power === figure) return ((digits << EXPONENT_BITS) | exponent) >>> 0;
    }
    for (let exponent = 1; FRACTIONS + exponent < WIDE; exponent += 1) {
      const power = POWERS[exponent] ?? 1;
      const digits = Math.round(figure / power);
      if (Math.abs(digits) < MOST_DIGITS && digits * power === figure)
        return ((digits << EXPONENT_BITS) | (FRACTIONS + exponent)) >>> 0;
    }
    return ((this.wide.hold(figure) << EXPONENT_BITS) | WIDE) >>> 0;
  }

  unpack(word: number): number {
    const exponent = word & WIDE;
    const digits = word >> EXPONENT_BITS;
    if (exponent === 0) return digits;
    if (exponent <= FRACTIONS) return digits / (POWERS[exponent] ?? 1);
    if (exponent < WIDE) return digits * (POWERS[exponent - FRACTIONS] ?? 1);
    return this.wide.at(word >>> EXPONENT_BITS);
  }

  /** The word is not used any more. */
  release(word: number): void {
    if ((word & WIDE) === WIDE) this.wide.release(word >>> EXPONENT_BITS);
  }

  /** How many figures are kept beside. */
  get wideFigures(): number {
    return this.wide.size;
  }
}
