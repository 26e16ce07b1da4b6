import { BASES, DOMAINS } from '@huanpei/matching';
import fc from 'fast-check';
import { fits, sortsFor } from './sorts';
import {
  amountFault,
  asksFigures,
  conditionsOf,
  daysFault,
  FACETS,
  filterOf,
  FLOW_UNITS,
  hasFault,
  ignoredIn,
  KINDS,
  limitFault,
  namesFigure,
  NOTHING,
  numberOf,
  ofKind,
  OUTLET_UNITS,
  parametersOf,
  PRICE_UNITS,
  readSearch,
  searchAddress,
  toggled,
  withAsked,
  withoutUnknown,
  writeSearch,
  type SearchState,
} from './search-state';

const at = (address: string): SearchState => readSearch(new URLSearchParams(address));

const text = (most: number) => fc.string({ minLength: 1, maxLength: most, unit: 'grapheme' });
const codes = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9.-]{1,20}$/), { minLength: 1, maxLength: 4 });
const among = (values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 });
const value = fc.oneof(fc.constant(''), fc.stringMatching(/^[0-9.]{1,8}$/));
/** Any search that the form can make. */
const anySearch: fc.Arbitrary<SearchState> = fc.record({
  text: fc.oneof(fc.constant(''), text(50)),
  kind: fc.constantFrom(null, ...KINDS),
  facets: fc
    .record(
      Object.fromEntries(
        FACETS.map((facet) => [facet, facet === 'DOMAIN' ? among(DOMAINS) : facet === 'BASIS' ? among(BASES) : codes]),
      ),
      { requiredKeys: [] },
    )
    .map((chosen) => Object.fromEntries(FACETS.flatMap((facet) => (chosen[facet] ? [[facet, chosen[facet]]] : [])))),
  flow: fc.record({ value, unit: fc.constantFrom(...FLOW_UNITS) }).map(usualWhenEmpty('m3/d')),
  outlets: fc.array(
    fc.record({ parameter: fc.constantFrom('cod', 'a:b', '氨氮'), value, unit: fc.constantFrom(...OUTLET_UNITS) }),
    {
      maxLength: 3,
    },
  ),
  removals: fc.array(fc.record({ parameter: fc.constantFrom('cod', 'tp'), value, unit: fc.constant('%') }), {
    maxLength: 3,
  }),
  energy: fc.record({ value, unit: fc.constant('kWh/m3') }),
  price: fc.record({ value, unit: fc.constantFrom(...PRICE_UNITS) }).map(usualWhenEmpty('unit')),
  days: value,
  orNotStated: fc.boolean(),
  sort: fc.constant(null),
});
/** With an order that fits the kind. */
const sorted = anySearch.chain((search) =>
  fc
    .constantFrom(null, ...sortsFor(search.kind, { flowUnit: null, domains: [], parameters: ['cod', '氨氮'] }))
    .map((sort) => ({ ...search, sort: sort !== null && fits(sort, search.kind) ? sort : null })),
);

/** A unit without a figure says nothing, so no address keeps it. */
function usualWhenEmpty(unit: string) {
  return (amount: { readonly value: string; readonly unit: string }) =>
    amount.value === '' ? { value: '', unit } : amount;
}

describe('the address of a search', () => {
  it('holds the whole search', () => {
    fc.assert(
      fc.property(sorted, (search) => {
        const address = writeSearch(search);
        expect(readSearch(new URLSearchParams(address.toString()))).toEqual(search);
      }),
    );
  });

  it('is empty for a search of nothing', () => {
    expect(writeSearch(NOTHING).toString()).toBe('');
    expect(at('')).toEqual(NOTHING);
  });

  it('says nothing of what it does not understand', () => {
    expect(at('kind=PERSON&flow-unit=buckets&outlet=cod&outlet=::&removal=:&domain=&lang=en&__proto__=1')).toEqual(
      NOTHING,
    );
    expect(at(`q=${'x'.repeat(2000)}`).text).toHaveLength(500);
    expect(
      at(Array.from({ length: 99 }, (_, index) => `technology=t${index}`).join('&')).facets.TECHNOLOGY,
    ).toHaveLength(10);
  });
});

describe('what cannot be looked for', () => {
  it('is left out and told of', () => {
    const address = new URLSearchParams(
      'q=MBR&kind=PERSON&domain=bar&domain=water&basis=HEARSAY&sort=beauty&flow-unit=m3/h',
    );
    expect(ignoredIn(address)).toEqual(['kind=PERSON', 'domain=bar', 'basis=HEARSAY', 'sort=beauty']);
    expect(readSearch(address).facets).toEqual({ DOMAIN: ['water'] });
    expect(ignoredIn(writeSearch(at('q=MBR&domain=air&kind=LISTING&sort=price:unit&flow=5&flow-unit=m3/h')))).toEqual(
      [],
    );
  });

  it('is let go of where only the server knows the list', () => {
    const state = at('kind=LISTING&domain=water&technology=water.bio.mbr&technology=zz&scenario=yy&sort=outlet:qq');
    const fields = ['filter.technologies[1]', 'filter.scenarios[0]', 'sort.parameter'];
    expect(withoutUnknown(state, fields)).toEqual({
      state: at('kind=LISTING&domain=water&technology=water.bio.mbr'),
      ignored: ['scenario=yy', 'technology=zz', 'sort=outlet:qq'],
    });
    expect(withoutUnknown(state, ['filter.outletAtMost[0].parameter'])).toBeUndefined();
  });
});

describe('what is asked', () => {
  it('is what was typed, in the units chosen', () => {
    expect(
      filterOf(
        at('domain=water&flow=5,000&outlet=COD:50:mg/L&removal=tp:80:%25&energy=0.6&price=180000&days=90&unstated=1'),
      ),
    ).toEqual({
      domains: ['water'],
      capacityForFlow: { value: 5000, unit: 'm3/d', orNotStated: true },
      outletAtMost: [{ parameter: 'COD', value: 50, unit: 'mg/L', orNotStated: true }],
      removalAtLeast: [{ parameter: 'tp', percent: 80, orNotStated: true }],
      energyAtMost: { value: 0.6, unit: 'kWh/m3', orNotStated: true },
      priceAtMost: { amountMinor: 18_000_000, currency: 'CNY', per: 'unit', orNotStated: true },
      leadDaysAtMost: { days: 90, orNotStated: true },
    });
    expect(filterOf(NOTHING)).toEqual({});
  });

  it('leaves out what cannot be read, and says what is wrong with it', () => {
    const search = at('flow=many&outlet=COD:x:mg/L&outlet=:5:mg/L&removal=tp::%25&price=-1&days=1.5&energy=1e9');
    expect(filterOf(search)).toEqual({});
    expect([search.flow, search.energy, search.price].map(({ value: typed }) => amountFault(typed))).toEqual([
      'NUMBER',
      'NUMBER',
      'NUMBER',
    ]);
    expect(search.outlets.map(limitFault)).toEqual(['NUMBER', 'NO_PARAMETER']);
    expect(search.removals.map(limitFault)).toEqual(['NO_VALUE']);
    expect(['1.5', 'x', '-1', '30', ''].map(daysFault)).toEqual(['WHOLE', 'NUMBER', 'NUMBER', undefined, undefined]);
    expect(hasFault(search)).toBe(true);
    expect(hasFault(at('flow=5000&outlet=COD:50:mg/L&days=30'))).toBe(false);
    for (const one of ['flow=many', 'outlet=COD::mg/L', 'removal=:5:%25', 'price=-1', 'days=1.5'])
      expect([one, hasFault(at(one))]).toEqual([one, true]);
  });

  it.each([
    ['5000', 5000],
    ['5,000', 5000],
    ['5 000', 5000],
    ['1,234,567.5', 1234567.5],
    ['５０００', 5000],
    [' 0.5 ', 0.5],
    ['1,5', undefined],
    ['5,0000', undefined],
    ['', undefined],
    ['-5', undefined],
    ['Infinity', undefined],
  ])('reads %j as %s', (typed, expected) => {
    expect(numberOf(typed)).toBe(expected);
  });
});

it('lets an order go that says nothing of another kind', () => {
  const cheapest = at('kind=LISTING&sort=price:unit');
  expect(cheapest.sort).not.toBeNull();
  expect(ofKind(cheapest, 'TENDER')).toEqual(at('kind=TENDER'));
  expect(ofKind(at('sort=newest'), 'TENDER').sort?.by).toBe('NEWEST');
  expect(at('sort=price:unit').sort).toBeNull();
});

describe('a figure of the words', () => {
  const asked = { rest: 'MBR', parameter: null } as const;
  it('takes the place of the words as a filter', () => {
    const flow = withAsked(at('q=MBR 5000 m3/h&domain=water'), {
      ...asked,
      kind: 'CAPACITY_FOR_FLOW',
      value: 5000,
      unit: 'm3/h',
    });
    expect(flow && writeSearch(flow).toString()).toBe('q=MBR&domain=water&flow=5000&flow-unit=m3%2Fh');
    const outlet = withAsked(at('outlet=TP:0.3:mg/L'), {
      kind: 'OUTLET_AT_MOST',
      rest: '',
      parameter: 'COD',
      value: 50,
      unit: 'mg/L',
    });
    expect(outlet?.outlets.map(({ parameter }) => parameter)).toEqual(['TP', 'COD']);
    expect(withAsked(NOTHING, { ...asked, kind: 'PRICE_AT_MOST', value: 1e6, unit: 'CNY' })?.price.value).toBe(
      '1000000',
    );
  });

  it('stays where the form cannot hold it', () => {
    for (const one of [
      { kind: 'CAPACITY_FOR_FLOW', value: 5, unit: 'buckets' },
      { kind: 'OUTLET_AT_MOST', value: 5, unit: 'mg/L' },
      { kind: 'PRICE_AT_MOST', value: 5, unit: 'USD' },
      { kind: 'CAPACITY_FOR_FLOW', value: 1e21, unit: 'm3/d' },
    ] as const)
      expect(withAsked(NOTHING, { ...asked, ...one })).toBeUndefined();
  });
});

it('names each parameter that is asked about once', () => {
  expect(parametersOf(at('parameter=cod&outlet=cod:30:mg/L&removal= tp :80:%25&outlet=:5:mg/L'))).toEqual([
    'cod',
    'tp',
  ]);
});

it('chooses a value and lets it go again', () => {
  const chosen = toggled(NOTHING, 'REGION', 'CN-JS');
  expect(chosen.facets).toEqual({ REGION: ['CN-JS'] });
  expect(conditionsOf(chosen)).toBe(1);
  expect(toggled(chosen, 'REGION', 'CN-JS')).toEqual(NOTHING);
});

describe('words that name a figure', () => {
  it.each(['5000 m3/d', '日处理5万吨 一级A', 'MBR 5,000 m³/d', '≤50mg/L', '１０ t/h', '12℃', '600MW', '45 µg/m3'])(
    'are told from the rest: %s',
    (words) => expect(namesFigure(words)).toBe(true),
  );

  it.each(['GB 18918-2002 一级A', 'PM2.5', 'NH3-N', 'MBR', 'w01018', 'HJ 212 数采仪', ''])(
    'are not seen in codes and names: %s',
    (words) => expect(namesFigure(words)).toBe(false),
  );
});

describe('where a search is shown', () => {
  it('says only what is asked for', () => {
    expect(searchAddress({})).toBe('/search');
    expect(searchAddress({ text: 'MBR', kind: 'LISTING' })).toBe('/search?q=MBR&kind=LISTING');
    expect(searchAddress({ facets: { DOMAIN: ['water'] } })).toBe('/search?domain=water');
  });

  it('knows whether figures are asked for', () => {
    expect(asksFigures(at('q=MBR&domain=water'))).toBe(false);
    for (const figure of [
      'flow=5000',
      'outlet=cod:30:mg/L',
      'removal=cod:90:%25',
      'energy=0.5',
      'price=100',
      'days=30',
    ])
      expect(asksFigures(at(figure))).toBe(true);
  });
});
