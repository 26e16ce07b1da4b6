import fc from 'fast-check';
import { matchingReference } from '@huanpei/reference';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchNeed } from '../match';
import type { Need, Offer } from '../model';
import { OfferIndex } from './offer-index';
import { NotASnapshot } from './snapshot';

const TODAY = '2026-11-26';
const REFERENCE = matchingReference();

/** What both must agree on, down to the last finding; the index keeps no names. */
function agree(need: Need, offers: readonly Offer[], index: OfferIndex, market = true): void {
  // With few shown, a score that is off in the columns shows the wrong ones.
  const options = { top: market ? 1 : 5, today: TODAY, market };
  const expected = matchNeed(need, offers, REFERENCE, options);
  expect(index.query(need, { ...options, relaxations: true })).toEqual(expected);
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
};

/** Cut so finely that a dozen offers have bins and bitmaps, as thousands would otherwise. */
const FINE = { fewestRows: 2, rowsPerBin: 1 };

const indexOf = (offers: readonly Offer[], cut?: typeof FINE): OfferIndex => {
  const index = new OfferIndex(REFERENCE, cut);
  for (const offer of offers) index.put(offer);
  return index;
};

describe('the offer index', () => {
  const folder = join(__dirname, '../../cases');
  const cases = readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { need: Need; offer: Offer });

  it('answers the worked examples as the engine does', () => {
    const offers = [...new Map(cases.map(({ offer }) => [offer.id, offer])).values()];
    for (const { need } of cases)
      for (const market of [false, true])
        for (const cut of [undefined, FINE]) agree(need, offers, indexOf(offers, cut), market);
  });

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
  );
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
  const present = <T extends object>(value: T): T =>
    Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
  const offerBody = fc
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
  const offers = fc
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
  const need = fc
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
      weights: fc.constantFrom(undefined, undefined, { price: 3, margin: 0 }),
    })
    .map((body) => ({ ...present(body), id: 'n', name: {}, domain: 'water' }) as unknown as Need);

  it('answers like the engine, whatever is stated and demanded', () => {
    fc.assert(
      fc.property(offers, need, fc.boolean(), fc.boolean(), (listed, asked, fine, market) =>
        agree(asked, listed, indexOf(listed, fine ? FINE : undefined), market),
      ),
      { numRuns: Number(process.env['INDEX_RUNS'] ?? 4_000), seed: 20261126 },
    );
  });

  it('answers like the engine where many offers share bins, bitmaps and dictionaries', () => {
    const crowd = fc
      .array(offerBody, { minLength: 40, maxLength: 120 })
      .map((list) =>
        list.map((body, at) => ({ ...body, domain: 'water', id: `o${at}`, name: {} }) as unknown as Offer),
      );
    const rowsPerBin = fc.constantFrom(1, 4, 16);
    fc.assert(
      fc.property(crowd, fc.array(need, { minLength: 3, maxLength: 3 }), rowsPerBin, (listed, asked, rows) => {
        const index = OfferIndex.build(REFERENCE, listed, { fewestRows: 8, rowsPerBin: rows });
        for (const one of asked) for (const market of [false, true]) agree(one, listed, index, market);
      }),
      { numRuns: Math.ceil(Number(process.env['INDEX_RUNS'] ?? 4_000) / 40), seed: 20261127 },
    );
  });

  it('is the same index after a snapshot, and goes on from there', () => {
    const crowd = fc.array(offerBody, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(crowd, crowd, need, (bodies, later, asked) => {
        const listed = new Map(bodies.map((body, at) => [`o${at}`, { ...body, id: `o${at}`, name: {} } as Offer]));
        const before = OfferIndex.build(REFERENCE, listed.values(), FINE);
        const index = OfferIndex.restore(REFERENCE, joined(before.snapshot()), FINE);
        expect(index.size).toBe(listed.size);
        agree(asked, [...listed.values()], index);
        later.forEach((body, at) => {
          const offer = { ...body, id: `o${at * 2}`, name: {} } as Offer;
          listed.set(offer.id, offer);
          index.put(offer);
        });
        agree(asked, [...listed.values()], index);
      }),
      { numRuns: 150, seed: 20261127 },
    );
  });

  it('keeps what people wrote apart from the layout of a snapshot', () => {
    const hostile = {
      id: 'o\ud800é界',
      name: {},
      domain: 'water',
      technologies: ['#'],
      services: ['#', 'u8', '0', '1'],
      regions: ['["#","f64",0,9]'],
      facts: [{ metric: '#', parameter: '["#","u8",0,1]', op: '<=', value: -0, unit: '["#"]', condition: '\u0001' }],
    } as Offer;
    const index = OfferIndex.restore(REFERENCE, joined(OfferIndex.build(REFERENCE, [hostile]).snapshot()));
    expect(index.get(hostile.id)).toEqual(hostile);
  });

  it('does not take other bytes for a snapshot', () => {
    const bytes = joined(OfferIndex.build(REFERENCE, [{ id: 'o', name: {}, domain: 'water', facts: [] }]).snapshot());
    const changed = bytes.slice();
    changed[4] = 99;
    for (const wrong of [bytes.slice(0, 8), bytes.slice(0, 40), bytes.slice(0, -1000), changed, new Uint8Array(100)])
      expect(() => OfferIndex.restore(REFERENCE, wrong)).toThrow(NotASnapshot);
  });

  it('answers for what is listed now, however it came to be', () => {
    const step = fc.tuple(fc.constantFrom('put', 'put', 'remove'), fc.integer({ min: 0, max: 6 }), offerBody);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), need, (steps, asked) => {
        const index = new OfferIndex(REFERENCE, FINE);
        const listed = new Map<string, Offer>();
        for (const [what, number, body] of steps) {
          const id = `o${number}`;
          if (what === 'remove') {
            expect(index.remove(id)).toBe(listed.delete(id));
            continue;
          }
          const offer = { ...body, id, name: {} } as Offer;
          listed.set(id, offer);
          index.put(offer);
        }
        expect(index.size).toBe(listed.size);
        agree(asked, [...listed.values()], index);
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });
});
