import { grown } from './statements';

export interface SequencesData<A extends Uint8Array | Uint32Array> {
  readonly count: number;
  readonly ends: Uint32Array;
  readonly pool: A;
  /** Left out where it is quicker made anew than kept. */
  readonly table?: Uint32Array;
}

/** Sequences of small numbers, each distinct one held once, one after the other in one stretch of memory. Number 0 is none. */
export class Sequences<A extends Uint8Array | Uint32Array> {
  count = 1;
  /** Where each sequence ends; it begins where the one before it ends. */
  private ends: Uint32Array = new Uint32Array(16);
  private table: Uint32Array | undefined;

  constructor(private pool: A) {}

  static from<A extends Uint8Array | Uint32Array>({ count, ends, pool, table }: SequencesData<A>): Sequences<A> {
    const sequences = new Sequences(pool);
    sequences.count = count;
    sequences.ends = ends;
    sequences.table = table;
    return sequences;
  }

  data(): SequencesData<A> {
    const { count, ends } = this;
    return { count, ends: ends.slice(0, count), pool: this.pool.slice(0, ends[count - 1] ?? 0) as A };
  }

  /** With the table by which sequences are found. */
  dataWithTable(): SequencesData<A> {
    return { ...this.data(), table: this.room() };
  }

  get byteLength(): number {
    return this.ends.byteLength + this.pool.byteLength + (this.table?.byteLength ?? 0);
  }

  start(number: number): number {
    return number === 0 ? 0 : (this.ends[number - 1] as number);
  }

  end(number: number): number {
    return this.ends[number] as number;
  }

  at(place: number): number {
    return this.pool[place] as number;
  }

  /** The number of a sequence; 0 when it was never added. */
  find(sequence: ArrayLike<number>, length = sequence.length): number {
    return ((this.room()[this.slot(sequence, length, hash(sequence, 0, length))] as number) & NUMBER) >>> 0;
  }

  /** The number of a sequence, or of its first so many numbers, new when it was never added. */
  add(sequence: ArrayLike<number>, length = sequence.length): number {
    const table = this.room();
    const spread = hash(sequence, 0, length);
    const slot = this.slot(sequence, length, spread);
    const known = (table[slot] as number) & NUMBER;
    if (known !== 0) return known;
    const number = this.count;
    if (number > NUMBER) throw new RangeError(`more than ${NUMBER} sequences`);
    const start = this.start(number);
    const end = start + length;
    if (number >= this.ends.length) this.ends = grown(this.ends, more(this.ends.length));
    if (end > this.pool.length) this.pool = grown(this.pool, Math.max(end, more(this.pool.length)));
    for (let at = 0; at < length; at += 1) this.pool[start + at] = sequence[at] as number;
    this.ends[number] = end;
    this.count += 1;
    table[slot] = number | (spread & TAG);
    return number;
  }

  /** Where the sequence is in the table, or would be. */
  private slot(sequence: ArrayLike<number>, length: number, spread: number): number {
    const table = this.table as Uint32Array;
    const mask = table.length - 1;
    for (let slot = spread & mask; ; slot = (slot + 1) & mask) {
      const entry = table[slot] as number;
      if (entry === 0) return slot;
      if (((entry ^ spread) & TAG) === 0 && this.equals(entry & NUMBER, sequence, length)) return slot;
    }
  }

  private equals(number: number, sequence: ArrayLike<number>, length: number): boolean {
    const start = this.start(number);
    if (this.end(number) - start !== length) return false;
    for (let at = 0; at < length; at += 1) if (this.pool[start + at] !== sequence[at]) return false;
    return true;
  }

  /** The table, with room for one more. */
  private room(): Uint32Array {
    const { table, count } = this;
    if (table && count * 4 < table.length * 3) return table;
    let size = 16;
    while (size * 3 <= count * 4) size *= 2;
    const wider = new Uint32Array(size);
    for (let number = 1; number < count; number += 1) {
      const spread = hash(this.pool, this.start(number), this.end(number));
      let slot = spread & (size - 1);
      while (wider[slot] !== 0) slot = (slot + 1) & (size - 1);
      wider[slot] = number | (spread & TAG);
    }
    this.table = wider;
    return wider;
  }
}

/**
 * An entry of the table is the number of a sequence with the highest bits of its hash: most that only share a place are told
 * apart without a look at the sequences, which lie anywhere in memory.
 */
const NUMBER = 2 ** 26 - 1;
const TAG = ~NUMBER;

const more = (length: number): number => length + (length >> 2) + 16;

/** FNV-1a over the numbers, with a finish that spreads the high bits. */
function hash(numbers: ArrayLike<number>, from: number, to: number): number {
  let value = 0x811c9dc5;
  for (let at = from; at < to; at += 1) value = Math.imul(value ^ (numbers[at] as number), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  return value ^ (value >>> 13);
}
