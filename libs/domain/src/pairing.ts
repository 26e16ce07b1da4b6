/**
 * Which of the later things each of the earlier ones is, by their places: things whose keys agree belong together, by the
 * first key as far as that goes, then by the next; of several with one key, in their order.
 *
 * @param keys the strictest first
 */
export function partnersOf<T>(
  was: readonly T[],
  is: readonly T[],
  keys: readonly ((item: T) => string)[],
): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const free = new Map(is.entries());
  for (const key of keys) {
    const waiting = new Map<string, number[]>();
    for (const [at, item] of free) {
      const of = key(item);
      waiting.set(of, [...(waiting.get(of) ?? []), at]);
    }
    for (const [at, item] of was.entries()) {
      const found = partners.has(at) ? undefined : waiting.get(key(item))?.shift();
      if (found === undefined) continue;
      partners.set(at, found);
      free.delete(found);
    }
  }
  return partners;
}
