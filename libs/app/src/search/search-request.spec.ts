import type { Refusal } from '@huanpei/domain';
import type { SearchOrder } from '../ports/search-index';
import { figureKey, keptFigure } from './figures';
import { isAskedAbout, searchRequest, type AskedSort, type SearchFilter } from './search-request';

const faultsOf = (filter: SearchFilter): readonly Refusal[] => {
  const outcome = searchRequest({ text: '', filter });
  return outcome.ok ? [] : outcome.refusals;
};

describe('a search that is asked', () => {
  it('asks for nothing more than was given', () => {
    expect(searchRequest({ text: 'mbr' })).toEqual({ ok: true, value: { text: 'mbr' } });
    expect(searchRequest({ text: 'x'.repeat(900) })).toEqual({ ok: true, value: { text: 'x'.repeat(500) } });
  });

  it('takes codes, what people write for a parameter, and a place by its province', () => {
    const outcome = searchRequest({
      text: '',
      kinds: ['LISTING', 'LISTING'],
      filter: {
        domains: ['water'],
        technologies: ['water.mun.mbr'],
        parameters: ['CODCr', 'cod', '氨氮'],
        honours: ['LITTLE-GIANT'],
        regions: ['CN-GD-4401-440106', 'CN'],
        catalogues: ['KEL-2021'],
      },
      count: ['technology', 'technology'],
    });
    expect(outcome).toEqual({
      ok: true,
      value: {
        text: '',
        kinds: ['LISTING'],
        facets: [
          { facet: 'domain', anyOf: ['water'] },
          { facet: 'technology', anyOf: ['water.mun.mbr'] },
          { facet: 'parameter', anyOf: ['cod', 'nh3n'] },
          { facet: 'honour', anyOf: ['LITTLE-GIANT'] },
          { facet: 'region', anyOf: ['CN-GD', 'CN'] },
          { facet: 'catalogue', anyOf: ['KEL-2021'] },
        ],
        count: ['technology'],
      },
    });
  });

  it('turns figures into the units they are kept in', () => {
    const outcome = searchRequest({
      text: '',
      filter: {
        capacityForFlow: { value: 5000, unit: 'm3/d', orNotStated: true },
        outletAtMost: [{ parameter: 'CODCr', value: 50, unit: 'mg/L' }],
        removalAtLeast: [{ parameter: 'tp', percent: 80 }],
        energyAtMost: { metric: 'spec_energy_water', value: 0.6, unit: 'kWh/m3' },
        priceAtMost: { amountMinor: 18_000_000, currency: 'CNY', per: 'unit' },
        leadDaysAtMost: { days: 90 },
      },
    });
    expect(outcome.ok && outcome.value.figures).toEqual([
      {
        key: figureKey({ figure: 'capacity', unit: 'm3/s' }),
        covers: keptFigure({ figure: 'capacity', unit: 'm3/d' }, 5000),
        orNotStated: true,
      },
      { key: figureKey({ figure: 'outlet', parameter: 'cod', unit: 'mg/L' }), atMost: 50 },
      { key: figureKey({ figure: 'removal_pct', parameter: 'tp' }), atLeast: 80 },
      { key: figureKey({ figure: 'energy', metric: 'spec_energy_water', unit: 'MJ/m3' }), atMost: 2.16 },
      { key: figureKey({ figure: 'price', currency: 'CNY', per: 'unit' }), atMost: 180_000 },
      { key: figureKey({ figure: 'lead_days' }), atMost: 90 },
    ]);
  });

  it.each<[string, SearchFilter, readonly [Refusal['code'], string][]]>([
    [
      'an unknown technology',
      { technologies: ['water.mun.mbr', 'fire'] },
      [['UNKNOWN_CODE', 'filter.technologies[1]']],
    ],
    ['a technology as a scenario', { scenarios: ['water.mun.mbr'] }, [['UNKNOWN_CODE', 'filter.scenarios[0]']]],
    ['a metric as a parameter', { parameters: ['removal_pct'] }, [['UNKNOWN_CODE', 'filter.parameters[0]']]],
    ['a certificate as an honour', { honours: ['ISO9001'] }, [['UNKNOWN_CODE', 'filter.honours[0]']]],
    ['an unknown region', { regions: ['ZZ'] }, [['UNKNOWN_CODE', 'filter.regions[0]']]],
    ['an unknown catalogue', { catalogues: ['x'] }, [['UNKNOWN_CODE', 'filter.catalogues[0]']]],
    [
      'an unknown unit',
      { capacityForFlow: { value: 1, unit: 'buckets' } },
      [['UNKNOWN_CODE', 'filter.capacityForFlow.unit']],
    ],
    [
      'a unit of something else',
      { outletAtMost: [{ parameter: 'cod', value: 1, unit: 'm3/d' }] },
      [['UNKNOWN_CODE', 'filter.outletAtMost[0].unit']],
    ],
    [
      'a figure below zero',
      { capacityForFlow: { value: -1, unit: 'm3/d' } },
      [['INVALID', 'filter.capacityForFlow.value']],
    ],
    [
      'a figure beyond all',
      { outletAtMost: [{ parameter: 'cod', value: 1e308, unit: 'g/L' }] },
      [['INVALID', 'filter.outletAtMost[0].value']],
    ],
    [
      'more than all removed',
      { removalAtLeast: [{ parameter: 'tp', percent: 101 }] },
      [['INVALID', 'filter.removalAtLeast[0].percent']],
    ],
    [
      'no energy',
      { energyAtMost: { metric: 'removal_pct', value: 1, unit: 'kWh/m3' } },
      [['UNKNOWN_CODE', 'filter.energyAtMost.metric']],
    ],
    [
      'no currency',
      { priceAtMost: { amountMinor: 1, currency: '元', per: 'unit' } },
      [['INVALID', 'filter.priceAtMost.currency']],
    ],
    [
      'several faults at once',
      { regions: ['ZZ'], leadDaysAtMost: { days: -1 } },
      [
        ['UNKNOWN_CODE', 'filter.regions[0]'],
        ['INVALID', 'filter.leadDaysAtMost.days'],
      ],
    ],
    [
      'too many values',
      { technologies: Array.from({ length: 51 }, () => 'fire') },
      [['TOO_LONG', 'filter.technologies']],
    ],
  ])('names the field at fault: %s', (_name, filter, expected) => {
    expect(faultsOf(filter).map(({ code, field }) => [code, field])).toEqual(expected);
  });

  it.each<[string, AskedSort, SearchOrder | undefined]>([
    ['by relevance', { by: 'RELEVANCE' }, undefined],
    ['by relevance, whatever else is said', { by: 'RELEVANCE', unit: 'buckets' }, undefined],
    ['the newest first', { by: 'NEWEST' }, { key: 'published', by: 'low', descending: true }],
    ['the oldest first', { by: 'NEWEST', descending: false }, { key: 'published', by: 'low', descending: false }],
    ['the next deadline first', { by: 'DEADLINE' }, { key: 'deadline', by: 'low', descending: false }],
    ['the shortest lead time first', { by: 'LEAD_DAYS' }, { key: 'lead_days', by: 'high', descending: false }],
    ['the most water', { by: 'CAPACITY' }, { key: 'capacity-m3_per_s', by: 'high', descending: true }],
    [
      'the least gas',
      { by: 'CAPACITY', unit: 'Nm3/h', descending: false },
      { key: 'capacity-Nm3_per_s', by: 'high', descending: false },
    ],
    [
      'the least energy',
      { by: 'ENERGY' },
      { key: 'energy-spec_energy_water-MJ_per_m3', by: 'high', descending: false },
    ],
    [
      'of energy for something else',
      { by: 'ENERGY', metric: 'spec_energy_evap', unit: 'kWh/t' },
      { key: 'energy-spec_energy_evap-MJ_per_kg', by: 'high', descending: false },
    ],
    [
      'the lowest outlet',
      { by: 'OUTLET', parameter: '氨氮' },
      { key: 'outlet-nh3n-mg_per_L', by: 'high', descending: false },
    ],
    [
      'an outlet in a gas by its own unit',
      { by: 'OUTLET', parameter: 'so2' },
      { key: 'outlet-so2-mg_per_m3', by: 'high', descending: false },
    ],
    [
      'the highest removal by its lower end',
      { by: 'REMOVAL', parameter: 'CODCr' },
      { key: 'removal_pct-cod', by: 'low', descending: true },
    ],
    ['the lowest price', { by: 'PRICE' }, { key: 'price-CNY-unit', by: 'high', descending: false }],
    [
      'the lowest price for a flow',
      { by: 'PRICE', per: 'm3/d', currency: 'USD' },
      { key: 'price-USD-per-m3_per_s', by: 'high', descending: false },
    ],
  ])('puts in order %s', (_name, sort, order) => {
    expect(searchRequest({ text: '', sort })).toEqual({ ok: true, value: { text: '', ...(order ? { order } : {}) } });
  });

  it.each<[AskedSort, readonly string[]]>([
    [{ by: 'OUTLET' }, ['sort.parameter']],
    [{ by: 'REMOVAL', parameter: 'outlet' }, ['sort.parameter']],
    [{ by: 'OUTLET', parameter: 'cod', unit: 'm3/d' }, ['sort.unit']],
    [{ by: 'CAPACITY', unit: 'mg/L' }, ['sort.unit']],
    [{ by: 'ENERGY', metric: 'capacity', unit: 'd' }, ['sort.metric', 'sort.unit']],
    [{ by: 'PRICE', currency: 'yuan', per: 'mg/L' }, ['sort.currency', 'sort.per']],
  ])('names what of an order is at fault: %j', (sort, fields) => {
    const outcome = searchRequest({ text: '', sort });
    expect(outcome.ok ? [] : outcome.refusals.map(({ field }) => field)).toEqual(fields);
  });

  it('says which codes and units there are', () => {
    const [unit] = faultsOf({ capacityForFlow: { value: 1, unit: 'mg/L' } });
    expect(unit?.facts?.['known']).toContain('m3/d');
    const [honour] = faultsOf({ honours: ['x'] });
    expect(honour?.facts?.['known']).toContain('LITTLE-GIANT');
  });

  it('knows which facts speak of what is asked', () => {
    const fact = (metric: string, parameter?: string, unit = 'mg/L') => ({
      metric,
      unit,
      ...(parameter === undefined ? {} : { parameter }),
    });
    const asked: SearchFilter = { outletAtMost: [{ parameter: 'CODCr', value: 50, unit: 'mg/L' }], parameters: ['tp'] };
    expect(isAskedAbout(fact('outlet', 'cod'), asked)).toBe(true);
    expect(isAskedAbout(fact('outlet', 'nh3n'), asked)).toBe(false);
    expect(isAskedAbout(fact('removal_pct', 'tp', '%'), asked)).toBe(true);
    expect(isAskedAbout(fact('capacity', undefined, 'm3/d'), asked)).toBe(false);
    expect(isAskedAbout(fact('capacity', undefined, 'm3/d'), asked, { by: 'CAPACITY' })).toBe(true);
    expect(isAskedAbout(fact('outlet', 'nh3n'), {}, { by: 'OUTLET', parameter: '氨氮' })).toBe(true);
    expect(isAskedAbout(fact('outlet', 'tp'), {}, { by: 'OUTLET', parameter: '氨氮' })).toBe(false);
    expect(isAskedAbout(fact('removal_pct', 'tp', '%'), {}, { by: 'REMOVAL', parameter: 'tp' })).toBe(true);
    expect(isAskedAbout(fact('spec_energy_water', undefined, 'kWh/m3'), {}, { by: 'ENERGY' })).toBe(true);
    expect(isAskedAbout(fact('spec_energy_water', undefined, 'kWh/m3'), {}, { by: 'PRICE' })).toBe(false);
  });
});
