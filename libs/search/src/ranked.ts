import type { Bits } from './bits';
import type { Found } from './postgres-text';

export interface Placed {
  readonly ordinal: number;
  readonly score: number;
}

/** The place that a cursor holds. */
export function placeAmongRanked([ordinal, score]: readonly number[] = []): Placed | undefined {
  return ordinal === undefined || score === undefined ? undefined : { ordinal, score };
}

/** More sets than these part the hits into more groups than it takes to score each hit. */
const FEW_SETS = 5;

/** The best so many hits after a place, by score and then the newest first. */
export function best(
  hits: Bits,
  found: Found | undefined,
  wanted: number,
  from: Placed | undefined,
): readonly Placed[] {
  const after = ({ ordinal, score }: Placed): boolean =>
    from === undefined || score < from.score || (score === from.score && ordinal < from.ordinal);
  if (found !== undefined && found.parted.length > FEW_SETS) return bestOneByOne(hits, found, wanted, after);
  const page: Placed[] = [];
  for (const [score, alike] of [...byScore(hits, found)].sort(([a], [b]) => b - a)) {
    for (const ordinal of alike.newestFirst()) {
      if (page.length >= wanted) return page;
      if (after({ ordinal, score })) page.push({ ordinal, score });
    }
  }
  return page;
}

function byScore(hits: Bits, found: Found | undefined): ReadonlyMap<number, Bits> {
  const parts = (found?.parted ?? []).reduce<readonly Bits[]>(
    (before, set) => before.flatMap((part) => [part.and(set), part.without(set)]).filter((part) => !part.isEmpty()),
    [hits],
  );
  const groups = new Map<number, Bits>();
  for (const part of parts) {
    const [one] = part.newestFirst();
    if (one === undefined) continue;
    const score = found?.score(one) ?? 0;
    groups.set(score, groups.get(score)?.or(part) ?? part);
  }
  return groups;
}

function bestOneByOne(hits: Bits, found: Found, wanted: number, after: (one: Placed) => boolean): readonly Placed[] {
  const groups = new Map<number, Placed[]>();
  for (const ordinal of hits.newestFirst()) {
    const one = { ordinal, score: found.score(ordinal) };
    if (!after(one)) continue;
    const alike = groups.get(one.score);
    if (alike === undefined) groups.set(one.score, [one]);
    else if (alike.length < wanted) alike.push(one);
  }
  return [...groups]
    .sort(([a], [b]) => b - a)
    .flatMap(([, alike]) => alike)
    .slice(0, wanted);
}
