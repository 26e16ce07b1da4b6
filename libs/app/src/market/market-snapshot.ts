import type { Domain } from '@huanpei/matching';
import type { ListedTextsData } from './listed-texts';

/** Every stretch begins at a multiple of this, as the widest numbers need. */
const ALIGNMENT = 8;

/** One domain: the index as it wrote itself, what is kept beside it, and what has become of it since it was built. */
export interface PartData {
  readonly domain: Domain;
  readonly index: readonly Uint8Array[];
  readonly texts: ListedTextsData;
  readonly replaced: number;
}

/** The same, read: the index is one stretch of bytes, in place. */
export type RestoredPart = Omit<PartData, 'index'> & { readonly index: Uint8Array };

/** The bytes are no snapshot of this layout, or not a whole one. */
export class NotAMarket extends Error {
  override readonly name = 'NotAMarket';
}

/** In the head: where a stretch begins after it, and its bytes. */
type Stretch = readonly [at: number, bytes: number];

interface Head {
  readonly parts: readonly {
    readonly domain: Domain;
    readonly index: Stretch;
    readonly revisions: Stretch;
    readonly suppliers: Stretch;
    readonly places: Stretch;
    readonly slabs: readonly Stretch[];
    readonly supplierIds: readonly string[];
    readonly replaced: number;
  }[];
}

/**
 * A market as bytes, in pieces that follow each other: the length of the head (eight bytes), the head as JSON, and after
 * it all stretches, each from a multiple of eight bytes. Like the indexes in it, it serves on the machine that wrote it.
 * The pieces of the index are copied, since it goes on changing; texts that are written stay as they are.
 */
export function snapshotOf(parts: readonly PartData[]): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let end = 0;
  const put = (of: readonly Uint8Array[]): Stretch => {
    const at = end;
    for (const piece of of) {
      pieces.push(piece);
      end += piece.byteLength;
    }
    const bytes = end - at;
    const gap = padded(end) - end;
    if (gap > 0) pieces.push(new Uint8Array(gap));
    end += gap;
    return [at, bytes];
  };
  const head: Head = {
    parts: parts.map(({ domain, index, texts, replaced }) => ({
      domain,
      index: put(index.map((piece) => piece.slice())),
      revisions: put([bytesOf(texts.revisions)]),
      suppliers: put([bytesOf(texts.suppliers)]),
      places: put([bytesOf(texts.places)]),
      slabs: texts.slabs.map((slab) => put([slab])),
      supplierIds: texts.supplierIds,
      replaced,
    })),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = new Uint8Array(padded(ALIGNMENT + text.length));
  new DataView(start.buffer).setFloat64(0, text.length, true);
  start.set(text, ALIGNMENT);
  return [start, ...pieces];
}

/**
 * Reads it again. Arrays are views of the bytes, which belong to what is made of them.
 *
 * @throws NotAMarket on what `snapshotOf` has not written
 */
export function restoreFrom(given: Uint8Array): readonly RestoredPart[] {
  // Numbers lie where the widest of them may begin.
  const body = given.byteOffset % ALIGNMENT === 0 ? given : given.slice();
  if (body.byteLength < ALIGNMENT) throw new NotAMarket('the snapshot is too short');
  const length = new DataView(body.buffer, body.byteOffset).getFloat64(0, true);
  if (!Number.isInteger(length) || length < 2 || ALIGNMENT + length > body.byteLength)
    throw new NotAMarket('the head of the snapshot is cut short');
  const start = padded(ALIGNMENT + length);
  const take = ([at, bytes]: Stretch): Uint8Array => {
    if (start + at + bytes > body.byteLength) throw new NotAMarket('the snapshot is cut short');
    return body.subarray(start + at, start + at + bytes);
  };
  const head = headIn(body.subarray(ALIGNMENT, ALIGNMENT + length));
  return head.parts.map(({ domain, index, revisions, suppliers, places, slabs, supplierIds, replaced }) => ({
    domain,
    index: take(index),
    texts: {
      revisions: viewed(Uint32Array, take(revisions)),
      suppliers: viewed(Uint32Array, take(suppliers)),
      places: viewed(Float64Array, take(places)),
      slabs: slabs.map(take),
      supplierIds,
    },
    replaced,
  }));
}

function headIn(bytes: Uint8Array): Head {
  try {
    const head = JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)) as Partial<Head> | null;
    if (Array.isArray(head?.parts)) return head as Head;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
  }
  throw new NotAMarket('the head of the snapshot cannot be read');
}

const padded = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

const bytesOf = (array: Uint32Array | Float64Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function viewed<A>(
  Kind: { new (buffer: ArrayBufferLike, at: number, length: number): A; readonly BYTES_PER_ELEMENT: number },
  bytes: Uint8Array,
): A {
  return new Kind(bytes.buffer, bytes.byteOffset, bytes.byteLength / Kind.BYTES_PER_ELEMENT);
}
