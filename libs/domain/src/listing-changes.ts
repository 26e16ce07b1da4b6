import { isEmpty, type Certificate } from '@huanpei/matching';
import { canonicalJson } from './audit';
import { partnersOf } from './pairing';
import type { Attachment, ListingContent, ListingFact, Source } from './listing';

/** The parts of what a listing says, in the order in which they are read. */
export const LISTING_SECTIONS = [
  'GENERAL',
  'TECHNOLOGIES',
  'SCENARIOS',
  'FACTS',
  'CERTIFICATES',
  'SERVICES',
  'REGIONS',
  'ATTACHMENTS',
  'SOURCES',
] as const;
export type ListingSection = (typeof LISTING_SECTIONS)[number];

export const CHANGE_KINDS = ['ADDED', 'REMOVED', 'CHANGED'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A figure is one thing with its unit: a value alone says nothing. */
export type Figure = Pick<ListingFact, 'op' | 'value' | 'valueMax' | 'unit'>;

/**
 * One difference. `number` is the place of the thing in its list as it was, or as it is when it was added, and tells
 * equal ones apart; null for what the listing says of itself. Without a field the whole thing was added or removed, and
 * `before` or `after` is all of it. `STATED` of a section says whether its list is stated at all: none is not empty.
 */
export interface ListingChange {
  readonly kind: ChangeKind;
  readonly section: ListingSection;
  readonly number: number | null;
  /** The thing as it was, or as it is when it was added. */
  readonly item: Item | null;
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** Things of a list as fields by name. What is not stated is left out. */
export type Item = Readonly<Record<string, unknown>>;

/**
 * What a staged revision changes in what is published. Things of lists are paired by what they are, not by place, so
 * that a list in another order is the same list.
 */
export function listingChanges(before: ListingContent, after: ListingContent): readonly ListingChange[] {
  return [
    ...ofFields({ section: 'GENERAL', number: null, item: null }, generalOf(before), generalOf(after)),
    ...LISTS.flatMap((list) => ofList(list, before, after)),
  ];
}

/** What a listing says of itself, by field. */
export function generalOf(content: ListingContent): Item {
  const { kind, domain, name, summary, modular, maxUnits, leadDays, price } = content;
  return stated({
    kind,
    domain,
    'name.zh': name.zh,
    'name.en': name.en,
    'summary.zh': summary?.zh,
    'summary.en': summary?.en,
    modular,
    maxUnits,
    price,
    leadDays,
  });
}

export interface ListOf {
  readonly section: ListingSection;
  readonly of: (content: ListingContent) => readonly Item[] | undefined;
  /** What it is: things that are the same in these fields are one thing, unless there are several. */
  readonly identity: readonly string[];
  /** Of several that are, which belong together: those that agree in these, then in the first of them, and so on. */
  readonly closest: readonly string[];
  /** Whether a list left out says something else than an empty one. */
  readonly mayBeUnstated: boolean;
}

const codes = (list: readonly string[] | undefined): readonly Item[] | undefined =>
  list && [...new Set(list)].map((code) => ({ code }));
const ofCode = { identity: ['code'], closest: [] } as const;

export const LISTS: readonly ListOf[] = [
  { section: 'TECHNOLOGIES', of: ({ technologies }) => codes(technologies), ...ofCode, mayBeUnstated: false },
  { section: 'SCENARIOS', of: ({ scenarios }) => codes(scenarios), ...ofCode, mayBeUnstated: true },
  {
    section: 'FACTS',
    of: ({ facts }) => facts.map(factItem),
    identity: ['metric', 'parameter', 'condition'],
    closest: ['basis', 'figure'],
    mayBeUnstated: false,
  },
  {
    section: 'CERTIFICATES',
    of: ({ certificates }) => certificates?.map((one: Certificate) => stated({ ...one })),
    identity: ['scheme'],
    closest: [],
    mayBeUnstated: true,
  },
  { section: 'SERVICES', of: ({ services }) => codes(services), ...ofCode, mayBeUnstated: true },
  { section: 'REGIONS', of: ({ regions }) => codes(regions), ...ofCode, mayBeUnstated: true },
  {
    section: 'ATTACHMENTS',
    of: ({ attachments }) => attachments?.map((one: Attachment) => stated({ ...one })),
    identity: ['id'],
    closest: [],
    mayBeUnstated: false,
  },
  {
    section: 'SOURCES',
    of: ({ sources }) => sources?.map((one: Source) => stated({ ...one })),
    identity: ['title'],
    closest: ['url'],
    mayBeUnstated: false,
  },
];

/** Says the same as the engine reads: no basis is the supplier's guarantee, an empty condition is none. */
function factItem({ metric, parameter, condition, basis, note, attachmentId, ...figure }: ListingFact): Item {
  return stated({
    metric,
    parameter,
    condition: isEmpty(condition) ? undefined : condition,
    figure: stated({ op: figure.op, value: figure.value, valueMax: figure.valueMax, unit: figure.unit }),
    basis: basis ?? 'GUARANTEED',
    note,
    attachmentId,
  });
}

function ofList(list: ListOf, before: ListingContent, after: ListingContent): readonly ListingChange[] {
  const { section, of, mayBeUnstated } = list;
  const [was, is] = [of(before), of(after)];
  const changes: ListingChange[] = [];
  if (mayBeUnstated && (was === undefined) !== (is === undefined)) {
    const [kind, said] = is === undefined ? (['REMOVED', false] as const) : (['ADDED', true] as const);
    changes.push({ kind, section, number: null, item: null, field: 'STATED', before: !said, after: said });
  }
  const partner = pair(list, was ?? [], is ?? []);
  for (const [number, item] of (was ?? []).entries()) {
    const other = partner.get(number);
    const now = other === undefined ? undefined : is?.[other];
    if (now) changes.push(...ofFields({ section, number, item }, item, now));
    else changes.push({ kind: 'REMOVED', section, number, item, field: null, before: item, after: null });
  }
  const paired = new Set(partner.values());
  for (const [number, item] of (is ?? []).entries()) {
    if (!paired.has(number))
      changes.push({ kind: 'ADDED', section, number, item, field: null, before: null, after: item });
  }
  return changes;
}

/** Which of the later things each of the earlier ones is, by their numbers. */
function pair({ identity, closest }: ListOf, was: readonly Item[], is: readonly Item[]): ReadonlyMap<number, number> {
  // The nearest first: equal in everything, then in what they are and all of `closest`, then in less and less of it.
  const levels: ((item: Item) => string)[] = [
    canonicalJson,
    ...closest.map((_, at) => (item: Item) => keyOf(item, [...identity, ...closest.slice(0, closest.length - at)])),
    (item) => keyOf(item, identity),
  ];
  return partnersOf(was, is, levels);
}

function ofFields(
  where: Pick<ListingChange, 'section' | 'number' | 'item'>,
  was: Item,
  is: Item,
): readonly ListingChange[] {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return fields.flatMap((field): readonly ListingChange[] => {
    const [before, after] = [was[field], is[field]];
    if (canonicalJson(before) === canonicalJson(after)) return [];
    const kind = before === undefined ? 'ADDED' : after === undefined ? 'REMOVED' : 'CHANGED';
    return [{ kind, ...where, field, before: before ?? null, after: after ?? null }];
  });
}

const keyOf = (item: Item, fields: readonly string[]): string =>
  canonicalJson(fields.map((field) => item[field] ?? null));

function stated(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
