/**
 * Ordinals in one row of the index of words. A row is written anew with each change of it, and a document that comes or
 * goes changes hundreds of them, so they are smaller than those of facets; of a common word there are more to be read.
 */
export const STRETCH = 4_096;
/** As long as the bits of a stretch; places that are listed take less. */
export const WHOLE_BYTES = STRETCH / 8;
export const MOST_LISTED = 250;

/**
 * Which documents of a stretch hold a lexeme, by their places in it (ordinal modulo 4,096): two bytes for each place in
 * ascending order where they are at most 250, otherwise a bit for each place of the stretch.
 *
 * @param kept as it was; undefined where none held it
 * @param changed places that hold it now, and those that do not any more turned over (`~place`); each place once
 * @returns empty where none is left
 */
export function withPlaces(kept: Buffer | undefined, changed: readonly number[]): Buffer {
  if (kept !== undefined && isWhole(kept)) {
    const bits = Buffer.from(kept);
    mark(bits, changed);
    return countOf(bits) > MOST_LISTED ? bits : listed(placesIn(bits));
  }
  // Mostly: documents that come are later than all that are there.
  const before = kept === undefined ? -1 : lastIn(kept);
  const few = (kept?.length ?? 0) / 2 + changed.length <= MOST_LISTED;
  if (few && isAscending(changed, before)) {
    return kept === undefined ? listed(changed) : Buffer.concat([kept, listed(changed)]);
  }
  const bits = Buffer.alloc(WHOLE_BYTES);
  if (kept !== undefined) mark(bits, placesIn(kept));
  mark(bits, changed);
  return countOf(bits) > MOST_LISTED ? bits : listed(placesIn(bits));
}

/** The places, in ascending order. */
export function placesIn(kept: Buffer): number[] {
  const places: number[] = [];
  if (!isWhole(kept)) {
    for (let at = 0; at < kept.length; at += 2) places.push(kept.readUInt16BE(at));
    return places;
  }
  for (const [at, byte] of kept.entries()) {
    for (let bit = 0; byte !== 0 && bit < 8; bit += 1) if ((byte & (0x80 >> bit)) !== 0) places.push(at * 8 + bit);
  }
  return places;
}

/** Whether it has a bit for each place. */
export const isWhole = (kept: Buffer): boolean => kept.length === WHOLE_BYTES;

function countOf(bits: Buffer): number {
  let count = 0;
  for (const byte of bits) count += ONES[byte] ?? 0;
  return count;
}

/** How many bits of a byte are set. */
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

function listed(places: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(places.length * 2);
  for (const [at, place] of places.entries()) bytes.writeUInt16BE(place, at * 2);
  return bytes;
}

const lastIn = (kept: Buffer): number => (kept.length === 0 ? -1 : kept.readUInt16BE(kept.length - 2));

function isAscending(places: readonly number[], after: number): boolean {
  let before = after;
  for (const place of places) {
    if (place <= before) return false;
    before = place;
  }
  return true;
}

function mark(bits: Buffer, changed: readonly number[]): void {
  for (const change of changed) {
    const place = change < 0 ? ~change : change;
    const at = place >> 3;
    const bit = 0x80 >> (place & 7);
    bits[at] = change < 0 ? (bits[at] ?? 0) & ~bit : (bits[at] ?? 0) | bit;
  }
}
