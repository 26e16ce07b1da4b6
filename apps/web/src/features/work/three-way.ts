import { canonicalJson } from '@huanpei/domain';

/** What an editor holds, each thing that is changed by itself at a path of its own. */
export type Flat = ReadonlyMap<string, unknown>;

/** Changed here and by somebody else, and not to the same; what is undefined was taken away. */
export interface Clash {
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}
export type Side = 'MINE' | 'THEIRS';

export interface Merge {
  /** With everything that only one side has changed, and mine where both have. */
  readonly merged: Flat;
  readonly clashes: readonly Clash[];
  /** What only the others have changed. */
  readonly taken: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
}

const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one ?? null) === canonicalJson(other ?? null);

/**
 * Brings together what was typed here and what somebody else saved meanwhile; nothing of either is lost, since whatever
 * both have changed is told.
 *
 * @param base what both began with
 */
export function merge(base: Flat, mine: Flat, theirs: Flat): Merge {
  const merged = new Map<string, unknown>();
  const clashes: Clash[] = [];
  const taken: { path: string; before: unknown; after: unknown }[] = [];
  const keep = (path: string, value: unknown) => void (value !== undefined && merged.set(path, value));
  for (const path of new Set([...mine.keys(), ...theirs.keys(), ...base.keys()])) {
    const [was, own, other] = [base.get(path), mine.get(path), theirs.get(path)];
    if (isSame(other, was) || isSame(own, other)) {
      keep(path, own);
      continue;
    }
    if (isSame(own, was)) {
      keep(path, other);
      taken.push({ path, before: was, after: other });
      continue;
    }
    keep(path, own);
    clashes.push({ path, mine: own, theirs: other });
  }
  return { merged, clashes, taken };
}

/** The merge with the sides that were chosen where both had changed the same. */
export function decided({ merged, clashes }: Merge, chosen: ReadonlyMap<string, Side>): Flat {
  const whole = new Map(merged);
  for (const { path, theirs } of clashes) {
    if (chosen.get(path) !== 'THEIRS') continue;
    if (theirs === undefined) whole.delete(path);
    else whole.set(path, theirs);
  }
  return whole;
}

/** A list by what its members are called; of equal names the second is another. */
export function byName<T>(under: string, list: readonly T[], nameOf: (one: T) => string): (readonly [string, T])[] {
  const seen = new Map<string, number>();
  return list.map((one) => {
    const name = nameOf(one);
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return [`${under}/${name}${times === 0 ? '' : `#${times + 1}`}`, one] as const;
  });
}

/** The members of a list, in the order in which they stand. */
export const listUnder = (flat: Flat, under: string): readonly unknown[] =>
  [...flat].flatMap(([path, value]) => (path.startsWith(`${under}/`) ? [value] : []));
