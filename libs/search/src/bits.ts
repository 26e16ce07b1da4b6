/** Ordinals of documents in one chunk of a bit string; the columns of the database are as wide. */
export const CHUNK = 16_384;
const BYTES = CHUNK / 8;

/** A set of documents by ordinal, bit by bit, the first one in the highest bit of the first byte, as Postgres has it. */
export class Bits {
  /** The same memory, four bytes at a time. */
  private readonly words: Uint32Array;

  private constructor(private readonly bytes: Buffer) {
    this.words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  }

  /** Room for so many chunks, none of them set. */
  static none(chunks: number): Bits {
    return new Bits(Buffer.from(new ArrayBuffer(chunks * BYTES)));
  }

  /** The numbers of an int4 array as `array_send` gives it: a head of 20 bytes, then each with its length before it. */
  static ofOrdinals(chunks: number, sent: Buffer | null): Bits {
    const bits = Bits.none(chunks);
    for (let at = 24; at < (sent?.length ?? 0); at += 8) bits.add(sent?.readInt32BE(at) ?? 0);
    return bits;
  }

  get chunks(): number {
    return this.bytes.length / BYTES;
  }

  add(ordinal: number): void {
    const at = ordinal >> 3;
    this.bytes[at] = (this.bytes[at] ?? 0) | (0x80 >> (ordinal & 7));
  }

  has(ordinal: number): boolean {
    return ((this.bytes[ordinal >> 3] ?? 0) & (0x80 >> (ordinal & 7))) !== 0;
  }

  /** One chunk, as Postgres holds it. */
  addChunk(chunk: number, bytes: Buffer): void {
    this.addFrom(chunk * CHUNK, bytes);
  }

  /** Bits from an ordinal on, which is a multiple of 8. */
  addFrom(ordinal: number, bytes: Buffer): void {
    const from = ordinal >> 3;
    for (let at = 0; at < bytes.length; at += 1)
      this.bytes[from + at] = (this.bytes[from + at] ?? 0) | (bytes[at] ?? 0);
  }

  /** Places from an ordinal on, two bytes for each, in any order. */
  addListed(from: number, places: Buffer): void {
    for (let at = 0; at < places.length; at += 2) this.add(from + places.readUInt16BE(at));
  }

  /** Takes out of this very set what the other holds. */
  takeOut(other: Bits): void {
    for (let at = 0; at < this.words.length; at += 1) this.words[at] = (this.words[at] ?? 0) & ~(other.words[at] ?? 0);
  }

  /** The chunk as a bit string literal, or undefined when nothing in it is set. */
  chunk(chunk: number): string | undefined {
    const bytes = this.bytes.subarray(chunk * BYTES, (chunk + 1) * BYTES);
    return bytes.every((byte) => byte === 0) ? undefined : `x${bytes.toString('hex')}`;
  }

  or(other: Bits): Bits {
    const made = Bits.none(this.chunks);
    for (let at = 0; at < made.words.length; at += 1) made.words[at] = (this.words[at] ?? 0) | (other.words[at] ?? 0);
    return made;
  }

  and(other: Bits): Bits {
    const made = Bits.none(this.chunks);
    for (let at = 0; at < made.words.length; at += 1) made.words[at] = (this.words[at] ?? 0) & (other.words[at] ?? 0);
    return made;
  }

  without(other: Bits): Bits {
    const made = Bits.none(this.chunks);
    for (let at = 0; at < made.words.length; at += 1) made.words[at] = (this.words[at] ?? 0) & ~(other.words[at] ?? 0);
    return made;
  }

  count(): number {
    let count = 0;
    for (const word of this.words) count += onesIn(word);
    return count;
  }

  isEmpty(): boolean {
    return this.words.every((word) => word === 0);
  }

  ordinals(): readonly number[] {
    return [...this.newestFirst()];
  }

  /** So many of the lowest, the oldest. */
  oldest(most: number): readonly number[] {
    const found: number[] = [];
    for (let at = 0; at < this.bytes.length && found.length < most; at += 1) {
      const byte = this.bytes[at] ?? 0;
      for (let bit = 0; byte !== 0 && bit < 8; bit += 1) if ((byte & (0x80 >> bit)) !== 0) found.push(at * 8 + bit);
    }
    return found.slice(0, most);
  }

  /** From the highest ordinal down: the newest first. */
  *newestFirst(): Generator<number> {
    for (let at = this.bytes.length - 1; at >= 0; at -= 1) {
      const byte = this.bytes[at] ?? 0;
      if (byte === 0) continue;
      for (let bit = 7; bit >= 0; bit -= 1) if ((byte & (0x80 >> bit)) !== 0) yield at * 8 + bit;
    }
  }
}

/** How many bits of 32 are set, added up pair by pair. */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
