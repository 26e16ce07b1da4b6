import { byCodePoints } from '../match';

/** In place of a rank: the id came after all were ranked. */
export const UNRANKED = 0;

/** Positions take the lower 21 bits beside 32 bits of a rank, which is all that a double holds exactly. */
const POSITIONS = 2 ** 21;

/**
 * What was found, in the order of the ids by code points: by the ranks of the ids, which are numbers, where they have one.
 *
 * @param ranks of each its id's rank
 */
export function inOrderOfIds<T>(found: readonly T[], ranks: readonly number[], idOf: (one: T) => string): readonly T[] {
  const byId = (a: T, b: T): number => byCodePoints(idOf(a), idOf(b));
  if (found.length > POSITIONS) return [...found].sort(byId);
  const keys = new Float64Array(found.length);
  const late: T[] = [];
  let ranked = 0;
  for (let at = 0; at < found.length; at += 1) {
    const rank = ranks[at] as number;
    if (rank === UNRANKED) late.push(found[at] as T);
    else keys[ranked++] = rank * POSITIONS + at;
  }
  const order = keys.subarray(0, ranked).sort();
  const sorted: T[] = [];
  late.sort(byId);
  let next = 0;
  for (let at = 0; at < ranked; at += 1) {
    const one = found[(order[at] as number) % POSITIONS] as T;
    while (next < late.length && byId(late[next] as T, one) < 0) sorted.push(late[next++] as T);
    sorted.push(one);
  }
  while (next < late.length) sorted.push(late[next++] as T);
  return sorted;
}
