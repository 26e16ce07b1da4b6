import fc from 'fast-check';
import type { Need, Offer } from '../src';

/** Offers and needs over so few things that they meet: for what must hold of an index whatever it holds. */

// Few things, few figures that meet exactly, every operator, basis, unit and condition.
const figure = fc.constantFrom(0, 1, 5, 10, 20, 50, 50 * (1 + 5e-10), 60, 80, 90, 95, 100, 101, 1000, 20000, -3);
const op = fc.constantFrom('=', '<=', '<', '>=', '>', 'range', 'not_detectable');
const basis = fc.constantFrom(undefined, undefined, 'VERIFIED', 'TESTED', 'GUARANTEED', 'TYPICAL', 'PLANNING');
const condition = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  undefined,
  'water temperature > 12 degC',
  'capacity <= 10000 m3/d',
  'cod < 100 mg/L',
  'in winter',
);
const thing = fc.constantFrom(
  { metric: 'outlet', parameter: 'cod', unit: 'mg/L' },
  { metric: 'outlet', parameter: 'cod', unit: 'g/L' },
  { metric: 'outlet', parameter: 'cod', unit: 'ppm' },
  { metric: 'outlet', parameter: 'nh3n', unit: 'mg/L' },
  { metric: 'removal_pct', parameter: 'cod', unit: '%' },
  { metric: 'removal_pct', parameter: 'cod', unit: '1' },
  { metric: 'removal_pct', parameter: 'nh3n', unit: '%' },
  { metric: 'inlet', parameter: 'cod', unit: 'mg/L' },
  { metric: 'inlet', parameter: 'nh3n', unit: 'g/m3' },
  { metric: 'inlet', parameter: 'ph', unit: '1' },
  { metric: 'inlet', parameter: 'water_temp', unit: 'degC' },
  { metric: 'capacity', unit: 'm3/d' },
  { metric: 'capacity', unit: 't/h' },
  { metric: 'operating_temp', unit: 'degC' },
  { metric: 'spec_energy_water', unit: 'kWh/m3' },
  { metric: 'service_life', unit: 'a' },
  { metric: 'service_life', unit: 'month' },
  { metric: 'noise_level', unit: 'dB(A)' },
  { metric: 'outlet', parameter: 'fecal_coliform', unit: '1/L' },
  { metric: 'recovery_rate', parameter: 'ni', unit: '%' },
  { metric: 'hrt', unit: 'h' },
);
const statement = fc.tuple(thing, op, figure, figure).map(([what, how, a, b]) => {
  const named = how === 'not_detectable' && what.metric !== 'outlet' ? '<=' : how;
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  return { ...what, op: named, value: named === 'range' ? low : a, ...(named === 'range' ? { valueMax: high } : {}) };
});
const fact = fc.tuple(statement, basis, condition).map(([said, how, when]) => ({
  ...said,
  ...(how === undefined ? {} : { basis: how }),
  ...(when === undefined ? {} : { condition: when }),
}));
const technologies = fc.constantFrom(
  undefined,
  [],
  ['water.mun.mbr'],
  ['water.mun.uv'],
  ['water.municipal'],
  ['water.mun.mbr', 'water.mun.uv'],
  ['water.mun.uv', 'water.ind.daf', 'no-such-technology'],
  ['water.ind.heavy-metal'],
  ['no-such-technology'],
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
export const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
export const offerBody = fc
  .record({
    technologies,
    facts: fc.array(fact, { maxLength: 9 }),
    modular: fc.constantFrom(undefined, true, false),
    maxUnits: fc.constantFrom(undefined, 2, 5),
    certificates: maybe(fc.constantFrom([], [{ scheme: 'ccep' }], [{ scheme: 'ccep', validUntil: '2025-01-01' }])),
    honours: maybe(fc.constantFrom([], ['h1'], ['h2', 'h3'])),
    scenarios: maybe(fc.constantFrom([], ['water.municipal'], ['water.industrial', 'air'])),
    record: maybe(fc.constantFrom(0, 3)),
    confirmedOn: maybe(fc.constantFrom('2024-02-29', '2026-11-26', '2027-01-01')),
    services: maybe(fc.constantFrom([], ['s1'])),
    regions: maybe(fc.constantFrom(['*'], ['CN'], ['CN-GD'], [])),
    price: maybe(
      fc.constantFrom(
        { amount: 100, currency: 'CNY' },
        { amount: 1e6, currency: 'CNY' },
        { amount: 2, currency: 'CNY', per: 'm3/d' },
        { amount: 2, currency: 'USD' },
        { amount: 3, currency: 'CNY', per: 'kW' },
      ),
    ),
    leadDays: maybe(fc.constantFrom(30, 60)),
    domain: fc.constantFrom('water', 'water', 'water', 'air'),
  })
  .map(present);
export const offers = fc
  .array(offerBody, { minLength: 1, maxLength: 12 })
  .map((list) => list.map((body, at) => ({ ...body, id: `o${at}`, name: {} }) as Offer));
const group = fc.constantFrom(undefined, undefined, undefined, 'a');
const numeric = fc
  .tuple(statement, condition)
  .map(([said, when]) => ({ ...said, ...(when === undefined ? {} : { condition: when }) }));
const held = fc.constantFrom<object>(
  { certificate: 'ccep' },
  { honour: 'h1' },
  { service: 's1' },
  { region: 'CN-GD-4401' },
  { leadDays: 45 },
  { price: { amount: 300, currency: 'CNY' } },
);
const requirement = fc
  .record({
    what: fc.oneof({ weight: 4, arbitrary: numeric }, { weight: 2, arbitrary: held }),
    group,
    mandatory: fc.boolean(),
    weight: fc.constantFrom(undefined, 0, 2),
    minimumBasis: fc.constantFrom(undefined, undefined, 'TESTED'),
  })
  .map(({ what, ...rest }) => present({ ...what, ...rest }));
const duty = fc.constantFrom(
  { metric: 'capacity', op: '=', value: 20000, unit: 'm3/d' },
  { metric: 'capacity', op: 'range', value: 50, valueMax: 100, unit: 'm3/d' },
  { metric: 'inlet', parameter: 'cod', op: '=', value: 100, unit: 'mg/L' },
  { metric: 'inlet', parameter: 'cod', op: '=', value: 50, unit: 'ppm' },
  { metric: 'inlet', parameter: 'nh3n', op: 'range', value: 5, valueMax: 10, unit: 'mg/L' },
  { metric: 'inlet', parameter: 'ph', op: 'range', value: 6, valueMax: 9, unit: '1' },
  { metric: 'inlet', parameter: 'water_temp', op: '=', value: 10, unit: 'degC' },
  { metric: 'operating_temp', op: '=', value: 20, unit: 'degC' },
);
export const need = fc
  .record({
    technologies,
    duty: fc.array(duty, { maxLength: 5 }),
    requirements: fc
      .array(requirement, { maxLength: 5 })
      .map((list) => list.map((one, at) => ({ ...one, id: `r${at}` }))),
    standards: fc.constantFrom(
      undefined,
      undefined,
      [{ code: 'GB 18918-2002', level: '1A', parameters: ['cod', 'nh3n'], where: ['plant built from 2006-01-01'] }],
      [{ code: 'GB 18918-2002', level: '1A' }],
      [{ code: 'nonsense', level: '1' }],
    ),
    minimumBasis: fc.constantFrom(undefined, undefined, 'GUARANTEED', 'TESTED'),
    scenario: fc.constantFrom(undefined, 'water.municipal', 'water.industrial'),
    weights: fc.constantFrom(undefined, undefined, { price: 3, margin: 0 }, { suitability: 2 }, { suitability: 0 }),
  })
  .map((body) => ({ ...present(body), id: 'n', name: {}, domain: 'water' }) as unknown as Need);
