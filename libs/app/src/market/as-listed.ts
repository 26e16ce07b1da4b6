import type { Fact, Offer } from '@huanpei/matching';

/**
 * What an offer says that the matching index does not give back: its texts, the order of its facts, members that no match
 * depends on. Its supplier is kept elsewhere.
 */
interface Rest {
  /** Members of the offer that are absent from the index's, or another value there. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Place of each fact among the index's, sorted; left out when they are in that order. */
  readonly order?: readonly number[];
  /** The same as `members`, by the place of the fact in the offer. */
  readonly facts?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Or all of it, where the index gives back something that was not listed so. */
interface Whole {
  readonly whole: Offer;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * What has to be kept beside an index to give back an offer as it was listed, as JSON.
 *
 * @param held the same offer as the index gives it back
 */
export function restOf(listed: Offer, held: Offer): string {
  const rest = differenceOf(listed, held);
  // What is put together again is compared with what was listed, so nothing hangs on how the index keeps an offer.
  const proven = rest !== undefined && isSame(joined(rest, listed.supplier, held), listed);
  return JSON.stringify(proven ? rest : ({ whole: listed } satisfies Whole));
}

/** The offer as it was listed. */
export function asListed(rest: string, supplier: string | undefined, held: Offer): Offer {
  const kept = JSON.parse(rest) as Rest | Whole;
  return 'whole' in kept ? kept.whole : joined(kept, supplier, held);
}

function joined({ members, order, facts }: Rest, supplier: string | undefined, held: Offer): Offer {
  const sorted = inOrder(held.facts);
  const placed = order ? order.map((place) => sorted[place] as Fact) : sorted;
  return {
    ...held,
    ...(supplier === undefined ? {} : { supplier }),
    ...members,
    facts: facts ? placed.map((fact, at) => ({ ...fact, ...facts[at] })) : placed,
  };
}

function differenceOf(listed: Offer, held: Offer): Rest | undefined {
  if (listed.facts.length !== held.facts.length) return undefined;
  const sorted = inOrder(held.facts);
  const order = placesIn(sorted, listed.facts);
  const facts: Record<string, Members> = {};
  listed.facts.forEach((fact, at) => {
    const more = membersBeyond(fact, sorted[order[at] as number] as Fact);
    if (more) facts[at] = more;
  });
  const members = membersBeyond(listed, held, ['facts', 'supplier']);
  return {
    ...(members ? { members } : {}),
    ...(order.every((place, at) => place === at) ? {} : { order }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

/** The facts in an order of their own, whatever order the index gives them in; those on one thing stay in theirs. */
function inOrder(facts: readonly Fact[]): readonly Fact[] {
  return [...facts].sort((a, b) => compared(a.metric, b.metric) || compared(a.parameter ?? '', b.parameter ?? ''));
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Where each of the listed facts lies among the sorted ones: the first, second … on its thing. */
function placesIn(sorted: readonly Fact[], listed: readonly Fact[]): readonly number[] {
  const next = new Map<string, number>();
  sorted.forEach((fact, place) => {
    const thing = thingOf(fact);
    if (!next.has(thing)) next.set(thing, place);
  });
  return listed.map((fact) => {
    const thing = thingOf(fact);
    const place = next.get(thing) ?? 0;
    next.set(thing, place + 1);
    return place;
  });
}

const thingOf = ({ metric, parameter }: Fact): string => `${metric} ${parameter ?? ''}`;

function membersBeyond(listed: object, held: object, besides: readonly string[] = []): Members | undefined {
  const beyond = Object.entries(listed).filter(
    ([name, value]) => value !== undefined && !besides.includes(name) && !isSame(value, (held as Members)[name]),
  );
  return beyond.length === 0 ? undefined : Object.fromEntries(beyond);
}

/** Whether two values of JSON are the same; a member that is undefined is absent. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => isSame(one, b[at] as unknown));
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const name of names) if (!isSame((a as Members)[name], (b as Members)[name])) return false;
  return true;
}
