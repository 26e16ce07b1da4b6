import { grown } from './statements';

/** Before a UTF-16 unit that is no ASCII character, which takes two bytes. */
const WIDE = 0xff;

/** An id as bytes: whatever string it is, it comes back as it was, lone surrogates too. */
function encode(id: string): Uint8Array {
  let wide = 0;
  for (let at = 0; at < id.length; at += 1) if (id.charCodeAt(at) >= 0x80) wide += 1;
  const bytes = new Uint8Array(id.length + wide * 2);
  let end = 0;
  for (let at = 0; at < id.length; at += 1) {
    const unit = id.charCodeAt(at);
    if (unit >= 0x80) {
      bytes[end++] = WIDE;
      bytes[end++] = unit >>> 8;
      bytes[end++] = unit & 0xff;
    } else bytes[end++] = unit;
  }
  return bytes;
}

function decode(bytes: Uint8Array, from: number, to: number): string {
  let id = '';
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte === WIDE) {
      id += String.fromCharCode(((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number));
      at += 2;
    } else id += String.fromCharCode(byte);
  }
  return id;
}

export interface IdTableData {
  readonly count: number;
  readonly ends: Uint32Array;
  readonly bytes: Uint8Array;
  readonly segment: Uint32Array;
  readonly row: Uint32Array;
}

/** Ids of offers by number, in one stretch of memory, and where each offer lies: strings and maps would cost more than the offers. */
export class IdTable {
  /** Numbers given out, from 1. */
  private count = 1;
  private ends: Uint32Array = new Uint32Array(64);
  private bytes: Uint8Array = new Uint8Array(1024);
  private segments: Uint32Array = new Uint32Array(64);
  private rows: Uint32Array = new Uint32Array(64);
  private table: Int32Array | undefined;

  static from(data: IdTableData): IdTable {
    const table = new IdTable();
    table.count = data.count;
    table.ends = data.ends;
    table.bytes = data.bytes;
    table.segments = data.segment;
    table.rows = data.row;
    return table;
  }

  data(): IdTableData {
    const { count, ends } = this;
    return {
      count,
      ends: ends.slice(0, count),
      bytes: this.bytes.slice(0, ends[count - 1] ?? 0),
      segment: this.segments.slice(0, count),
      row: this.rows.slice(0, count),
    };
  }

  get byteLength(): number {
    return [this.ends, this.bytes, this.segments, this.rows, this.table].reduce(
      (sum, array) => sum + (array?.byteLength ?? 0),
      0,
    );
  }

  /** The number of an id; 0 when it was never put. */
  find(id: string): number {
    return this.look(encode(id)).number;
  }

  /** The number of an id, new when it was never put. It keeps its number when it is taken off and put again. */
  numberOf(id: string): number {
    const bytes = encode(id);
    const { number: known, slot } = this.look(bytes);
    if (known !== 0) return known;
    const number = this.count;
    const start = this.ends[number - 1] ?? 0;
    if (number >= this.ends.length) {
      const size = this.ends.length + (this.ends.length >> 1);
      this.ends = grown(this.ends, size);
      this.segments = grown(this.segments, size);
      this.rows = grown(this.rows, size);
    }
    if (start + bytes.length > this.bytes.length)
      this.bytes = grown(this.bytes, Math.max(start + bytes.length, this.bytes.length + (this.bytes.length >> 1)));
    this.bytes.set(bytes, start);
    this.ends[number] = start + bytes.length;
    this.segments[number] = 0;
    this.count += 1;
    (this.table as Int32Array)[slot] = number;
    return number;
  }

  id(number: number): string {
    return decode(this.bytes, this.ends[number - 1] ?? 0, this.ends[number] ?? 0);
  }

  /** The segment (from 0) of an offer; -1 when it is not in the index. */
  segmentOf(number: number): number {
    return (this.segments[number] ?? 0) - 1;
  }

  rowOf(number: number): number {
    return this.rows[number] ?? 0;
  }

  place(number: number, segment: number, row: number): void {
    this.segments[number] = segment + 1;
    this.rows[number] = row;
  }

  takeOff(number: number): void {
    this.segments[number] = 0;
  }

  private look(bytes: Uint8Array): { readonly number: number; readonly slot: number } {
    const table = this.room();
    const mask = table.length - 1;
    for (let slot = hash(bytes, 0, bytes.length) & mask; ; slot = (slot + 1) & mask) {
      const number = table[slot] as number;
      if (number === 0 || this.equals(number, bytes)) return { number, slot };
    }
  }

  private equals(number: number, bytes: Uint8Array): boolean {
    const start = this.ends[number - 1] ?? 0;
    if ((this.ends[number] ?? 0) - start !== bytes.length) return false;
    for (let at = 0; at < bytes.length; at += 1) if (this.bytes[start + at] !== bytes[at]) return false;
    return true;
  }

  private room(): Int32Array {
    const { table, count } = this;
    if (table && count * 3 < table.length * 2) return table;
    let size = 128;
    while (size < count * 2) size *= 2;
    const wider = new Int32Array(size);
    for (let number = 1; number < count; number += 1) {
      let slot = hash(this.bytes, this.ends[number - 1] ?? 0, this.ends[number] ?? 0) & (size - 1);
      while (wider[slot] !== 0) slot = (slot + 1) & (size - 1);
      wider[slot] = number;
    }
    this.table = wider;
    return wider;
  }
}

/** FNV-1a with a finish that spreads the high bits. */
function hash(bytes: Uint8Array, from: number, to: number): number {
  let value = 0x811c9dc5;
  for (let at = from; at < to; at += 1) value = Math.imul(value ^ (bytes[at] as number), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  return value ^ (value >>> 13);
}
