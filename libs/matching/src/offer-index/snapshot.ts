/** Layout of a snapshot; raised with every change to it. */
const FORMAT = 13;
/** "HPIX", so that another file is not taken for a snapshot. */
const MAGIC = 0x48504958;
/** Every array begins at a multiple of this, as the widest numbers need. */
const ALIGNMENT = 8;

/** The bytes are no snapshot of this layout, or not a whole one. */
export class NotASnapshot extends Error {}

const KINDS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type Kind = keyof typeof KINDS;
type AnyArray = InstanceType<(typeof KINDS)[Kind]>;

const isArray = (value: unknown): value is AnyArray => ArrayBuffer.isView(value);
const kindOf = (array: AnyArray): Kind =>
  (Object.keys(KINDS) as Kind[]).find((kind) => array instanceof KINDS[kind]) as Kind;

/** Of every platform this runs on; the library asks for no types of one of them. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** In the place of an array in the head: its kind, where it begins among the arrays, and how many numbers it has. */
type Reference = readonly ['#', Kind, number, number];

const isReference = (value: unknown): value is Reference => Array.isArray(value) && value[0] === '#';

/**
 * A plain value as bytes, in pieces that follow each other: twelve bytes (magic, format, length of the head), the head as
 * JSON in UTF-8, then every typed array as it lies in memory. Reading it again copies nothing. The byte order is the
 * machine's own: a snapshot is for the machine that wrote it.
 */
export function toSnapshot(value: object): readonly Uint8Array[] {
  const arrays: AnyArray[] = [];
  let end = 0;
  const head = JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Set) throw new TypeError('a snapshot holds no sets');
    if (!isArray(part)) return part;
    arrays.push(part);
    const reference: Reference = ['#', kindOf(part), end, part.length];
    end += padded(part.byteLength);
    return reference;
  });
  // JSON escapes lone surrogates, so nothing is lost in UTF-8.
  const text = new TextEncoder().encode(head);
  const start = new Uint8Array(padded(12 + text.byteLength));
  start.set(new Uint8Array(Uint32Array.of(MAGIC, FORMAT, text.byteLength).buffer));
  start.set(text, 12);
  return [
    start,
    ...arrays.flatMap((array) => {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      const gap = padded(array.byteLength) - array.byteLength;
      return gap === 0 ? [bytes] : [bytes, new Uint8Array(gap)];
    }),
  ];
}

/** The value again; its arrays are views of the bytes, which must not be used for anything else. */
export function fromSnapshot(given: Uint8Array): unknown {
  // Arrays are views of the bytes, which must begin where the widest numbers may.
  const bytes = given.byteOffset % ALIGNMENT === 0 ? given : given.slice();
  if (bytes.byteLength < 12) throw new NotASnapshot('too short');
  const [magic, format, length] = new Uint32Array(bytes.buffer, bytes.byteOffset, 3) as unknown as [
    number,
    number,
    number,
  ];
  if (magic !== MAGIC || format !== FORMAT) throw new NotASnapshot(`not a snapshot of format ${FORMAT}`);
  const first = padded(12 + length);
  if (first > bytes.byteLength) throw new NotASnapshot('the head is cut short');
  return revived(JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length))));

  /** The value with each reference replaced by its array: quicker than a reviver, which would be asked of every number. */
  function revived(part: unknown): unknown {
    if (typeof part !== 'object' || part === null) return part;
    if (isReference(part)) {
      const [, kind, at, count] = part;
      const make = KINDS[kind];
      if (first + at + count * make.BYTES_PER_ELEMENT > bytes.byteLength)
        throw new NotASnapshot('the arrays are cut short');
      return new make(bytes.buffer as ArrayBuffer, bytes.byteOffset + first + at, count);
    }
    if (Array.isArray(part)) return part.map(revived);
    const object = part as Record<string, unknown>;
    for (const key in object) object[key] = revived(object[key]);
    return object;
  }
}

const padded = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
