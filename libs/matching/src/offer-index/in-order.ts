import { keyOf } from '../sortable';

/** Positions take the lower 21 bits beside 32 bits of a key, which is all that a double holds exactly. */
const POSITIONS = 2 ** 21;
/** So few are put in order one by one. */
const FEW = 24;

let places = new Float64Array(FEW);
let given = new Uint32Array(FEW);

/**
 * Puts codes in the order of their keys, rounded to 32 bits; those whose keys round to the same stay in the order given.
 * As plain numbers of key and place they are put in order far quicker than by asking about each two of them.
 *
 * @param keys by code
 */
export function putInOrder(codes: Uint32Array, keys: Float64Array): void {
  const { length } = codes;
  if (length < FEW) return putFewInOrder(codes, keys);
  if (length > POSITIONS) {
    codes.set([...codes].sort((a, b) => keyOf(keys[a] as number) - keyOf(keys[b] as number)));
    return;
  }
  if (places.length < length) {
    places = new Float64Array(length + (length >> 1));
    given = new Uint32Array(places.length);
  }
  given.set(codes);
  const order = places.subarray(0, length);
  for (let at = 0; at < length; at += 1) order[at] = keyOf(keys[given[at] as number] as number) * POSITIONS + at;
  order.sort();
  for (let at = 0; at < length; at += 1) {
    const place = order[at] as number;
    codes[at] = given[place - Math.floor(place / POSITIONS) * POSITIONS] as number;
  }
}

function putFewInOrder(codes: Uint32Array, keys: Float64Array): void {
  for (let next = 1; next < codes.length; next += 1) {
    const code = codes[next] as number;
    const key = keyOf(keys[code] as number);
    let at = next;
    for (; at > 0 && keyOf(keys[codes[at - 1] as number] as number) > key; at -= 1) codes[at] = codes[at - 1] as number;
    codes[at] = code;
  }
}
