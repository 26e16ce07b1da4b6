import { Sequences, type SequencesData } from './sequences';
import { grown } from './statements';

/** Before a UTF-16 unit that is no ASCII character, which takes two bytes. */
const WIDE = 0xff;

/** The bytes of the id that was encoded last. */
let encoded = new Uint8Array(256);

/** An id as bytes in `encoded`, and how many: whatever string it is, it comes back as it was, lone surrogates too. */
function encode(id: string): number {
  if (id.length * 3 > encoded.length) encoded = new Uint8Array(id.length * 3);
  let end = 0;
  for (let at = 0; at < id.length; at += 1) {
    const unit = id.charCodeAt(at);
    if (unit >= 0x80) {
      encoded[end++] = WIDE;
      encoded[end++] = unit >>> 8;
      encoded[end++] = unit & 0xff;
    } else encoded[end++] = unit;
  }
  return end;
}

function decode(bytes: Sequences<Uint8Array>, from: number, to: number): string {
  let id = '';
  for (let at = from; at < to; at += 1) {
    const byte = bytes.at(at);
    if (byte === WIDE) {
      id += String.fromCharCode((bytes.at(at + 1) << 8) | bytes.at(at + 2));
      at += 2;
    } else id += String.fromCharCode(byte);
  }
  return id;
}

export interface IdTableData {
  readonly ids: SequencesData<Uint8Array>;
  readonly segments: Uint32Array;
  readonly rows: Uint32Array;
}

/**
 * Ids of offers by number, and where each offer lies: strings and maps would cost more than the offers. An id keeps its
 * number when it is taken off; building the index anew drops those that are gone.
 */
export class IdTable {
  private ids = new Sequences<Uint8Array>(new Uint8Array(256));
  /** One more than the number of the segment; 0 when the offer is not in the index. */
  private segments: Uint32Array = new Uint32Array(16);
  private rows: Uint32Array = new Uint32Array(16);

  static from(data: IdTableData): IdTable {
    const table = new IdTable();
    table.ids = Sequences.from(data.ids);
    table.segments = data.segments;
    table.rows = data.rows;
    return table;
  }

  data(): IdTableData {
    const { count } = this.ids;
    return { ids: this.ids.dataWithTable(), segments: this.segments.slice(0, count), rows: this.rows.slice(0, count) };
  }

  get byteLength(): number {
    return this.ids.byteLength + this.segments.byteLength + this.rows.byteLength;
  }

  /** How many different ids were ever put. */
  get count(): number {
    return this.ids.count - 1;
  }

  /** The number of an id; 0 when it was never put. */
  find(id: string): number {
    const length = encode(id);
    return this.ids.find(encoded, length);
  }

  /** The number of an id, new when it was never put. */
  numberOf(id: string): number {
    const length = encode(id);
    const number = this.ids.add(encoded, length);
    if (number >= this.segments.length) {
      const size = number + (number >> 2) + 16;
      this.segments = grown(this.segments, size);
      this.rows = grown(this.rows, size);
    }
    return number;
  }

  id(number: number): string {
    return decode(this.ids, this.ids.start(number), this.ids.end(number));
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
}
