import { byCodePoints } from '../match';

/** In place of a rank: the id came after all were ranked. */
export const UNRANKED = 0;

/**
 * What was found, in the order of the ids by code points: by the ranks of the ids, which are numbers, where they have one.
 *
 * @param ranks of each its id's rank
 */
export function inOrderOfIds<T>(found: readonly T[], ranks: readonly number[], idOf: (one: T) => string): readonly T[] {
  const byId = (a: T, b: T): number => byCodePoints(idOf(a), idOf(b));
  // A rank and a position in one number, which is sorted fastest where it has no more than 32 bits.
  const positions = found.length;
  const highest = ranks.reduce((most, rank) => Math.max(most, rank), 0);
  const keys = (highest + 1) * positions <= 2 ** 32 ? new Uint32Array(positions) : new Float64Array(positions);
  const late: T[] = [];
  let ranked = 0;
  for (let at = 0; at < found.length; at += 1) {
    const rank = ranks[at] as number;
    if (rank === UNRANKED) late.push(found[at] as T);
    else keys[ranked++] = rank * positions + at;
  }
  const order = keys.subarray(0, ranked).sort();
  const sorted: T[] = [];
  late.sort(byId);
  let next = 0;
  for (let at = 0; at < ranked; at += 1) {
    const one = found[(order[at] as number) % positions] as T;
    while (next < late.length && byId(late[next] as T, one) < 0) sorted.push(late[next++] as T);
    sorted.push(one);
  }
  while (next < late.length) sorted.push(late[next++] as T);
  return sorted;
}
