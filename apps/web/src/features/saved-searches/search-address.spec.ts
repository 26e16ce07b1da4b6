import { filterOf, readSearch } from '../search/search-state';
import { searchPageOf, type Words } from './search-address';

const words = (changes: Partial<Words> = {}): Words => ({
  text: '',
  kinds: [],
  says: [],
  facets: [],
  figures: [],
  ...changes,
});
const figure = (key: string, bounds: Partial<Words['figures'][number]> = {}): Words['figures'][number] => ({
  key,
  atMost: null,
  atLeast: null,
  covers: null,
  orNotStated: false,
  ...bounds,
});
const stateOf = (saved: Words) => readSearch(new URL(searchPageOf(saved) ?? 'none:', 'http://x').searchParams);

it('asks the search page for the words, the kind and the facets', () => {
  expect(searchPageOf(words())).toBe('/search');
  const state = stateOf(
    words({ text: 'MBR 膜', kinds: ['LISTING'], facets: [{ facet: 'technology', anyOf: ['a.b', 'c'] }] }),
  );
  expect(state).toMatchObject({ text: 'MBR 膜', kind: 'LISTING', facets: { TECHNOLOGY: ['a.b', 'c'] } });
});

it('turns figures into the units people type', () => {
  const asked = filterOf(
    stateOf(
      words({
        figures: [
          figure('capacity-m3_per_s', { covers: 0.0578703703704 }),
          figure('outlet-cod-mg_per_L', { atMost: 50 }),
          figure('removal_pct-tp', { atLeast: 95.5 }),
          figure('energy-spec_energy_water-MJ_per_m3', { atMost: 1.8 }),
          figure('price-CNY-per-m3_per_s', { atMost: 259_200_000 }),
          figure('lead_days', { atMost: 90 }),
        ],
      }),
    ),
  );
  expect(asked).toEqual({
    capacityForFlow: { value: 5_000, unit: 'm3/d', orNotStated: false },
    outletAtMost: [{ parameter: 'cod', value: 50, unit: 'mg/L', orNotStated: false }],
    removalAtLeast: [{ parameter: 'tp', percent: 95.5, orNotStated: false }],
    energyAtMost: { value: 0.5, unit: 'kWh/m3', orNotStated: false },
    priceAtMost: { amountMinor: 300_000, currency: 'CNY', per: 'm3/d', orNotStated: false },
    leadDaysAtMost: { days: 90, orNotStated: false },
  });
});

it('asks for a parameter whose code looks as if signs were spelt out in it', () => {
  expect(stateOf(words({ figures: [figure('outlet-cas_58_89_9-mg_per_L', { atMost: 1 })] })).outlets).toEqual([
    { parameter: 'cas_58_89_9', value: '1', unit: 'mg/L' },
  ]);
});

it('leads nowhere rather than to another search', () => {
  const cannot: readonly Partial<Words>[] = [
    { kinds: ['LISTING', 'TENDER'] },
    { kinds: ['SOMETHING'] },
    { facets: [{ facet: 'colour', anyOf: ['red'] }] },
    { facets: [{ facet: 'region', anyOf: Array.from({ length: 11 }, (_, at) => `CN-${at}`) }] },
    { figures: [figure('energy-spec_energy_soil-MJ_per_kg', { atMost: 1 })] },
    { figures: [figure('price-USD-unit', { atMost: 1 })] },
    { figures: [figure('outlet-cod-furlong', { atMost: 1 })] },
    { figures: [figure('outlet-cod-mg_per_L', { atMost: 1e-9 })] },
    { figures: [figure('outlet-cod-mg_per_L', { atLeast: 1 })] },
    { figures: [figure('lead_days', { atMost: 9, orNotStated: true }), figure('removal_pct-tp', { atLeast: 9 })] },
  ];
  for (const one of cannot) expect(searchPageOf(words(one))).toBeUndefined();
});

it('keeps what states no figure where the search did', () => {
  expect(stateOf(words({ figures: [figure('lead_days', { atMost: 9, orNotStated: true })] })).orNotStated).toBe(true);
});
