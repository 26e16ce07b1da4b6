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
 * @param kept as it was; null where none held it
 * @param more places that hold it now, whether they did or not
 * @param less places that do not any more
 * @returns empty where none is left
 */
export function withPlaces(kept: Buffer | null, more: readonly number[], less: readonly number[]): Buffer {
  if (kept !== null && isWhole(kept)) {
    const bits = Buffer.from(kept);
    for (const place of less) bits[place >> 3] = (bits[place >> 3] ?? 0) & ~(0x80 >> (place & 7));
    for (const place of more) bits[place >> 3] = (bits[place >> 3] ?? 0) | (0x80 >> (place & 7));
    return less.length === 0 || countOf(bits) > MOST_LISTED ? bits : listed(placesIn(bits));
  }
  const gone = new Set(less);
  const places = new Set(kept === null ? [] : placesIn(kept).filter((place) => !gone.has(place)));
  for (const place of more) places.add(place);
  const all = [...places];
  return all.length > MOST_LISTED ? whole(all) : listed(all.sort((a, b) => a - b));
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

function whole(places: readonly number[]): Buffer {
  const bits = Buffer.alloc(WHOLE_BYTES);
  for (const place of places) bits[place >> 3] = (bits[place >> 3] ?? 0) | (0x80 >> (place & 7));
  return bits;
}
