/** How many bins a key is cut into; figures that many share get one of their own beside these. */
const BINS = 8;

/**
 * A number per demand, cut into bins: for each bin edge the set of rows below it, so that "all up to a threshold" is one
 * set, whatever it leaves out. Only the rows of a bin in which both answers occur must be looked at one by one.
 */
export class Bins {
  /** Least and greatest key of each bin. */
  private readonly least: Float64Array;
  private readonly greatest: Float64Array;
  /** For each number of bins from none to all, the rows in the first so many: `words` words each. */
  readonly below: Int32Array;

  /** @param keys one per place, whose row is at the same place of `rows`; NaN is in no bin */
  constructor(
    keys: Float64Array,
    rows: Uint32Array,
    private readonly words: number,
  ) {
    const starts = startsOf(keys.filter((key) => key === key).sort());
    this.least = new Float64Array(starts.length).fill(Infinity);
    this.greatest = new Float64Array(starts.length).fill(-Infinity);
    this.below = new Int32Array((starts.length + 1) * words);
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? NaN;
      if (key !== key) continue;
      const bin = lastUpTo(starts, key);
      if (key < (this.least[bin] ?? 0)) this.least[bin] = key;
      if (key > (this.greatest[bin] ?? 0)) this.greatest[bin] = key;
      const row = rows[at] ?? 0;
      const word = (bin + 1) * words + (row >>> 5);
      this.below[word] = (this.below[word] ?? 0) | (1 << (row & 31));
    }
    // So far each set holds its own bin; now also those before it.
    for (let word = 2 * words; word < this.below.length; word += 1)
      this.below[word] = (this.below[word] ?? 0) | (this.below[word - words] ?? 0);
  }

  /** Where in `below` the set of rows begins whose bins are surely below: `isBelow` of their greatest key is true. */
  surelyBelow(isBelow: (key: number) => boolean): number {
    let bins = 0;
    while (bins < this.greatest.length && isBelow(this.greatest[bins] ?? NaN)) bins += 1;
    return bins * this.words;
  }

  /** Where the set begins beyond which no row is below: `isBelow` of their least key is false. */
  perhapsBelow(isBelow: (key: number) => boolean): number {
    let bins = this.least.length;
    while (bins > 0 && !isBelow(this.least[bins - 1] ?? NaN)) bins -= 1;
    return bins * this.words;
  }

  get bytes(): number {
    return this.least.byteLength + this.greatest.byteLength + this.below.byteLength;
  }
}

/** First keys of the bins: quantiles, and what follows a figure that many share. Equal keys are never parted. */
function startsOf(sorted: Float64Array): Float64Array {
  const { length } = sorted;
  if (length === 0) return new Float64Array(0);
  const starts = new Set<number>([sorted[0] ?? 0]);
  let run = 0;
  for (let at = 1; at <= length; at += 1) {
    if (at < length && sorted[at] === sorted[run]) continue;
    // A run of equal keys ends here.
    const holdsQuantile = Math.floor(((run - 1) * BINS) / length) !== Math.floor(((at - 1) * BINS) / length);
    if (holdsQuantile) starts.add(sorted[run] ?? 0);
    const isLong = (at - run) * 2 * BINS >= length;
    if (isLong) starts.add(sorted[run] ?? 0);
    if (isLong && at < length) starts.add(sorted[at] ?? 0);
    run = at;
  }
  return Float64Array.from([...starts].sort((a, b) => a - b));
}

/** The last start that is not above a key. */
function lastUpTo(starts: Float64Array, key: number): number {
  let [from, to] = [0, starts.length];
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if ((starts[middle] ?? 0) <= key) from = middle;
    else to = middle;
  }
  return from;
}
