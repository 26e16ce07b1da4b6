import { keyOf } from '../sortable';

/** Positions take the lower 21 bits beside 32 bits of a key, which is all that a double holds exactly. */
const POSITIONS = 2 ** 21;
/** So few are put in order one by one. */
const FEW = 24;

let places = new Float64Array(FEW);

/**
 * Codes in the order of their keys, rounded to 32 bits; those whose keys round to the same in the order given. As plain
 * numbers of key and place they are put in order far quicker than by asking about each two of them.
 */
export function inOrderOf(codes: readonly number[], keys: Float64Array): number[] {
  const { length } = codes;
  if (length < FEW) return fewInOrderOf(codes, keys);
  if (length > POSITIONS) return [...codes].sort((a, b) => keyOf(keys[a] as number) - keyOf(keys[b] as number));
  if (places.length < length) places = new Float64Array(length + (length >> 1));
  const order = places.subarray(0, length);
  for (let at = 0; at < length; at += 1) order[at] = keyOf(keys[codes[at] as number] as number) * POSITIONS + at;
  order.sort();
  const sorted: number[] = [];
  for (let at = 0; at < length; at += 1) {
    const place = order[at] as number;
    sorted.push(codes[place - Math.floor(place / POSITIONS) * POSITIONS] as number);
  }
  return sorted;
}

function fewInOrderOf(codes: readonly number[], keys: Float64Array): number[] {
  const sorted: number[] = [];
  for (const code of codes) {
    const key = keyOf(keys[code] as number);
    let at = sorted.length;
    sorted.push(code);
    for (; at > 0 && keyOf(keys[sorted[at - 1] as number] as number) > key; at -= 1)
      sorted[at] = sorted[at - 1] as number;
    sorted[at] = code;
  }
  return sorted;
}
