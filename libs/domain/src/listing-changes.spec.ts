import { DOMAINS } from '@huanpei/matching';
import fc from 'fast-check';
import type { ListingContent, ListingFact } from './listing';
import {
  generalOf,
  listingChanges,
  LISTS,
  type Item,
  type ListingChange,
  type ListingSection,
} from './listing-changes';

const content = (given: Partial<ListingContent> = {}): ListingContent => ({
  kind: 'EQUIPMENT',
  name: { zh: '膜生物反应器' },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  facts: [],
  ...given,
});
const cod = (given: Partial<ListingFact> = {}): ListingFact => ({
  metric: 'outlet',
  parameter: 'cod',
  op: '<=',
  value: 30,
  unit: 'mg/L',
  ...given,
});
const nh3 = (given: Partial<ListingFact> = {}): ListingFact => cod({ parameter: 'nh3n', value: 1.5, ...given });

const told = (changes: readonly ListingChange[]) =>
  changes.map(({ kind, section, number, field, before, after }) => [kind, section, number, field, before, after]);

describe('what a revision changes', () => {
  it('is told by field, a figure with its unit', () => {
    const before = content({ facts: [cod(), nh3()], leadDays: 60 });
    const after = content({ facts: [nh3(), cod({ value: 20, basis: 'TESTED' })], modular: true, name: { zh: 'MBR' } });
    expect(told(listingChanges(before, after))).toEqual([
      ['CHANGED', 'GENERAL', null, 'name.zh', '膜生物反应器', 'MBR'],
      ['REMOVED', 'GENERAL', null, 'leadDays', 60, null],
      ['ADDED', 'GENERAL', null, 'modular', null, true],
      ['CHANGED', 'FACTS', 0, 'figure', { op: '<=', value: 30, unit: 'mg/L' }, { op: '<=', value: 20, unit: 'mg/L' }],
      ['CHANGED', 'FACTS', 0, 'basis', 'GUARANTEED', 'TESTED'],
    ]);
  });

  it('does not take a list in another order, or what says the same in other words, for a change', () => {
    const before = content({ facts: [cod({ condition: '' }), nh3()], services: ['a', 'b'], attachments: [] });
    const after = content({ facts: [nh3({ basis: 'GUARANTEED' }), cod()], services: ['b', 'a', 'a'], summary: {} });
    expect(listingChanges(before, after)).toEqual([]);
  });

  it('takes a figure under another condition, or of another parameter, for another figure', () => {
    const after = content({ facts: [cod({ condition: 'T >= 12' }), nh3()] });
    expect(told(listingChanges(content({ facts: [cod()] }), after)).map(([kind, , number]) => [kind, number])).toEqual([
      ['REMOVED', 0],
      ['ADDED', 0],
      ['ADDED', 1],
    ]);
  });

  it('pairs several figures of one thing by their basis, and tells those that stayed from the one that changed', () => {
    const [typical, promised] = [cod({ value: 10, basis: 'TYPICAL' }), cod({ value: 30 })];
    const after = content({ facts: [cod({ value: 25 }), typical] });
    expect(told(listingChanges(content({ facts: [typical, promised] }), after))).toEqual([
      ['CHANGED', 'FACTS', 1, 'figure', { op: '<=', value: 30, unit: 'mg/L' }, { op: '<=', value: 25, unit: 'mg/L' }],
    ]);
  });

  it('tells a list that says "none" from one that is not stated', () => {
    const [silent, none] = [content(), content({ services: [] })];
    expect(told(listingChanges(silent, none))).toEqual([['ADDED', 'SERVICES', null, 'STATED', false, true]]);
    expect(told(listingChanges(none, silent))).toEqual([['REMOVED', 'SERVICES', null, 'STATED', true, false]]);
  });
});

/** Puts changes to what was, and knows nothing but them. */
function applied(before: ListingContent, changes: readonly ListingChange[]): Said {
  const said = saidBy(before);
  const general: Record<string, unknown> = { ...said.general };
  const lists = new Map(said.lists.map(([section, items]) => [section, items && [...items]]));
  for (const section of lists.keys()) {
    const here = changes.filter((change) => change.section === section);
    const statedNow = here.find(({ field }) => field === 'STATED')?.after;
    const items: (Item | null)[] = [...(lists.get(section) ?? [])];
    const added: Item[] = [];
    for (const { kind, number, field, after } of here) {
      if (field === 'STATED') continue;
      if (field === null && kind === 'ADDED') added.push(after as Item);
      else if (field === null) items[number!] = null;
      else items[number!] = withField(items[number!]!, field, kind, after);
    }
    const now = [...items.filter((item) => item !== null), ...added];
    lists.set(section, (statedNow ?? lists.get(section) !== undefined) ? now : undefined);
  }
  for (const { section, kind, field, after } of changes) {
    if (section !== 'GENERAL' || field === null) continue;
    if (kind === 'REMOVED') delete general[field];
    else general[field] = after;
  }
  return sorted({ general, lists: [...lists] });
}

function withField(item: Item, field: string, kind: ListingChange['kind'], after: unknown): Item {
  const { [field]: _was, ...rest } = item;
  return kind === 'REMOVED' ? rest : { ...rest, [field]: after };
}

interface Said {
  readonly general: Item;
  readonly lists: readonly (readonly [ListingSection, readonly Item[] | undefined])[];
}

/** What a content says, without the order of its lists. */
function saidBy(of: ListingContent): Said {
  return {
    general: generalOf(of),
    lists: LISTS.map(({ section, of: listOf, mayBeUnstated }) => [
      section,
      listOf(of) ?? (mayBeUnstated ? undefined : []),
    ]),
  };
}

const sorted = ({ general, lists }: Said): Said => ({
  general,
  lists: lists.map(([section, items]) => [section, items && [...items].sort((a, b) => (text(a) < text(b) ? -1 : 1))]),
});
const text = (item: Item): string => JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));

const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const code = fc.constantFrom('a', 'b', 'c');
const fact: fc.Arbitrary<ListingFact> = fc.record(
  {
    metric: fc.constantFrom('outlet', 'inlet'),
    op: fc.constantFrom('<=', '=', 'range'),
    unit: fc.constantFrom('mg/L', 'g/L'),
    parameter: fc.constantFrom('cod', 'nh3n'),
    value: fc.constantFrom(1, 2),
    valueMax: fc.constantFrom(3, 4),
    condition: fc.constantFrom('', 'T >= 12'),
    basis: fc.constantFrom('GUARANTEED', 'TYPICAL'),
    note: fc.constantFrom('x', 'y'),
    attachmentId: code,
  },
  { requiredKeys: ['metric', 'op', 'unit'] },
);
const name = fc.record({ zh: code, en: code }, { requiredKeys: [] });
const contents: fc.Arbitrary<ListingContent> = fc
  .record({
    kind: fc.constantFrom('EQUIPMENT', 'SERVICE'),
    name,
    summary: some(name),
    domain: fc.constantFrom(...DOMAINS),
    technologies: fc.array(code, { maxLength: 3 }),
    scenarios: some(fc.array(code, { maxLength: 3 })),
    facts: fc.array(fact, { maxLength: 6 }),
    modular: some(fc.boolean()),
    maxUnits: some(fc.constantFrom(1, 2)),
    certificates: some(
      fc.array(fc.record({ scheme: code, validUntil: code }, { requiredKeys: ['scheme'] }), { maxLength: 3 }),
    ),
    services: some(fc.array(code, { maxLength: 3 })),
    regions: some(fc.array(code, { maxLength: 3 })),
    price: some(
      fc.record({ amountMinor: fc.constantFrom(100, 200), currency: fc.constant('CNY'), per: fc.constant('unit') }),
    ),
    leadDays: some(fc.constantFrom(30, 60)),
    attachments: some(
      fc.array(
        fc.record(
          { id: code, kind: fc.constantFrom('BROCHURE', 'OTHER'), title: code, issuer: code },
          { requiredKeys: ['id', 'kind', 'title'] },
        ),
        { maxLength: 3 },
      ),
    ),
    sources: some(fc.array(fc.record({ title: code, url: code }, { requiredKeys: ['title'] }), { maxLength: 3 })),
  })
  .map((given) => given as ListingContent);

describe('for any two contents', () => {
  it('what was, with the changes put to it, says what is staged', () => {
    fc.assert(
      fc.property(contents, contents, (before, after) => {
        expect(applied(before, listingChanges(before, after))).toEqual(sorted(saidBy(after)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('there are none exactly where both say the same', () => {
    fc.assert(
      fc.property(contents, contents, (before, after) => {
        expect(listingChanges(before, before)).toEqual([]);
        const isSame = JSON.stringify(sorted(saidBy(before))) === JSON.stringify(sorted(saidBy(after)));
        expect(listingChanges(before, after).length === 0).toBe(isSame);
      }),
    );
  });

  it('there are none where only the order of lists differs', () => {
    fc.assert(
      fc.property(contents, (before) => {
        const turned = {
          ...before,
          facts: [...before.facts].reverse(),
          technologies: [...before.technologies].reverse(),
        };
        expect(listingChanges(before, turned)).toEqual([]);
      }),
    );
  });

  it('and back again, each addition is a removal', () => {
    fc.assert(
      fc.property(contents, contents, (before, after) => {
        const count = (changes: readonly ListingChange[], kind: string) =>
          changes.filter((change) => change.kind === kind && change.field === null).length;
        const [there, back] = [listingChanges(before, after), listingChanges(after, before)];
        expect(count(there, 'ADDED')).toBe(count(back, 'REMOVED'));
      }),
    );
  });
});
