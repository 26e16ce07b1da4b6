/**
 * Seeded chance with random access: the draws of one number of one stream depend on nothing but seed, stream and number,
 * so the millionth offer can be made without the others.
 */
export class Chance {
  private state: number;

  constructor(seed: number, stream: number, number: number) {
    this.state = mix(mix(mix(seed | 0) ^ (stream | 0)) ^ (number | 0));
  }

  /** In [0, 1), with 32 bits. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Standard normal, cut at three deviations so that no figure is absurd. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return Math.max(-3, Math.min(3, radius * Math.cos(2 * Math.PI * this.next())));
  }

  /** True with this probability. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  pick<T>(of: readonly T[]): T {
    const one = of[this.below(of.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  }

  /** One of the values, each as likely as its weight says. */
  weighted<T>(of: Weighted<T>): T {
    const at = this.next() * of.total;
    let [low, high] = [0, of.upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((of.upTo[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return of.values[low] as T;
  }
}

/** Values with the running sum of their weights. */
export interface Weighted<T> {
  readonly values: readonly T[];
  readonly upTo: readonly number[];
  readonly total: number;
}

export function weighted<T>(pairs: readonly (readonly [T, number])[]): Weighted<T> {
  let total = 0;
  const upTo = pairs.map(([, weight]) => (total += weight));
  return { values: pairs.map(([value]) => value), upTo, total };
}

/** Every bit of the answer depends on every bit of the number. */
function mix(number: number): number {
  let x = number ^ 0x9e3779b9;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0;
}
