import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { need as needArbitrary, offerBody, present } from '../../test/arbitrary-market';
import { agree, indexOf, oracle, REFERENCE, TODAY } from '../../test/need-oracle';
import type { Need, Offer } from '../model';
import { NeedIndex } from './need-index';

describe('the need index', () => {
  const folder = join(__dirname, '../../cases');
  const cases = readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { need: Need; offer: Offer });

  it('answers the worked examples as the engine does', () => {
    const needs = cases.map(({ need }, at) => ({ ...need, id: `${need.id} ${at}` }));
    const index = indexOf(needs);
    expect(index.size).toBe(needs.length);
    for (const { offer } of cases) agree(offer, needs, index);
  });

  const oneNeed = fc
    .record({
      need: needArbitrary,
      asOf: fc.constantFrom(undefined, undefined, undefined, '2024-12-31', '2026-12-01'),
      few: fc.boolean(),
      domain: fc.constantFrom('water', 'water', 'water', 'air'),
    })
    .map(({ need, asOf, few, domain }) => {
      const standards = few ? undefined : need.standards;
      const requirements = (need.requirements ?? []).slice(0, few ? 2 : 5);
      return present({ ...need, standards, requirements, asOf, domain }) as unknown as Need;
    });
  const needs = fc
    .array(oneNeed, { minLength: 1, maxLength: 12 })
    .map((list) => list.map((need, at) => ({ ...need, id: `n${at}` })));
  const offer = offerBody.map((body) => ({ ...body, id: 'o', name: {} }) as Offer);

  const runs = (usual: number): number => Math.ceil((usual * Number(process.env['INDEX_RUNS'] ?? 1_000)) / 1_000);

  /** Compares every offer with every need, and counts what came up: an outcome that never does would prove nothing. */
  function agreeOften(times: number, populations: fc.Arbitrary<readonly Need[]>, offersEach: number): void {
    let pairs = 0;
    const seen = { fits: 0, needsData: 0, ruledOut: 0, nearly: 0 };
    fc.assert(
      fc.property(populations, fc.array(offer, { minLength: 1, maxLength: offersEach }), (asked, offered) => {
        const index = indexOf(asked);
        for (const one of offered) {
          const found = index.match(one, { today: TODAY, ruledOutByOne: true });
          expect(found).toEqual(oracle(one, asked));
          pairs += found.compared;
          seen.fits += found.fits;
          seen.needsData += found.needsData;
          seen.ruledOut += found.ruledOut;
          seen.nearly += found.nearly.length;
        }
      }),
      { numRuns: times, seed: 20261126 },
    );
    expect(pairs).toBeGreaterThan(times);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(pairs / 200);
  }

  it('answers like the engine, whatever is stated and demanded', () => {
    agreeOften(runs(150), needs, 4);
  });

  // Many needs that demand the same few things, so that their figures are put in order.
  const value = fc.oneof(
    fc.constantFrom(0, 5, 10, 10, 20, 50, 50, 50, 50 * (1 + 5e-10), 60, 100, -3),
    fc.integer({ min: 1, max: 120 }),
  );
  const limit = (metric: string, parameter: string | undefined, unit: string, ops: readonly string[]) =>
    fc.record({ op: fc.constantFrom(...ops), value }).map((said) => present({ metric, parameter, unit, ...said }));
  const usual = fc.record({
    cod: limit('outlet', 'cod', 'mg/L', ['<=', '<=', '<=', '<']),
    nh3n: limit('outlet', 'nh3n', 'mg/L', ['<=', '>=']),
    removal: limit('removal_pct', 'cod', '%', ['>=', '>=', '>']),
    energy: limit('spec_energy_water', undefined, 'kWh/m3', ['<=']),
    inlet: limit('inlet', 'cod', 'mg/L', ['=', '<=']),
    again: limit('outlet', 'cod', 'mg/L', ['<=']),
  });
  const usualDuty = fc.record({
    capacity: fc.constantFrom(10, 50, 100, 1_000, 20_000).map((flow) => ({ value: flow, valueMax: flow * 2 })),
    range: fc.boolean(),
    cod: value,
    nh3n: value,
  });
  const leaveOut = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 });
  const manyNeeds = fc
    .array(fc.tuple(usual, usualDuty, leaveOut, fc.constantFrom(undefined, undefined, 'TESTED', 'GUARANTEED')), {
      minLength: 70,
      maxLength: 140,
    })
    .map((list) =>
      list.map(([asked, { capacity, range, cod, nh3n }, out, minimumBasis], at) => {
        const kept = Object.values(asked).filter((_, place) => out[place] || at % 7 === place);
        const duty = [
          { metric: 'capacity', op: range ? 'range' : '=', unit: 'm3/d', ...capacity },
          { metric: 'inlet', parameter: 'cod', op: '=', unit: 'mg/L', value: cod },
          { metric: 'inlet', parameter: 'nh3n', op: '=', unit: out[9] ? 'mg/L' : 'g/m3', value: nh3n },
          { metric: 'inlet', parameter: 'water_temp', op: '=', unit: 'degC', value: cod },
        ].filter((_, place) => out[place + 5]);
        const requirements = kept.map((one, place) => ({ ...one, id: `r${place}`, mandatory: at % 9 !== place }));
        return present({
          id: `n${at}`,
          name: {},
          domain: 'water',
          duty,
          requirements,
          minimumBasis,
        }) as unknown as Need;
      }),
    );

  it('answers like the engine for many needs alike, which it keeps in order', () => {
    agreeOften(runs(16), manyNeeds, 5);
  });

  it.each(['<=', '<'] as const)('agrees with the engine next to every threshold, for limits with %s', (op) => {
    const near = [1 - 1e-5, 1 - 5e-7, 1 - 2e-9, 1 - 5e-10, 1, 1 + 5e-10, 1 + 2e-9, 1 + 5e-7, 1 + 1e-5];
    const asked = near.flatMap((limitFactor, i) =>
      near.map((inletFactor, j): Need => ({
        id: `n${i} ${j}`,
        name: {},
        domain: 'water',
        duty: [
          { metric: 'inlet', parameter: 'cod', op: '=', value: 100 * inletFactor, unit: 'mg/L' },
          { metric: 'capacity', op: '=', value: 1000 * inletFactor, unit: 'm3/d' },
        ],
        requirements: [
          { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op, value: 5 * limitFactor, unit: 'mg/L' },
        ],
      })),
    );
    const index = indexOf(asked);
    const outlet = (how: '<=' | '<', value: number) => ({
      metric: 'outlet',
      parameter: 'cod',
      op: how,
      value,
      unit: 'mg/L',
    });
    const removal = (how: '>=' | '>', value: number) => ({
      metric: 'removal_pct',
      parameter: 'cod',
      op: how,
      value,
      unit: '%',
    });
    const inlet = (how: '<=' | '<' | '>=' | '>') => ({
      metric: 'inlet',
      parameter: 'cod',
      op: how,
      value: 100,
      unit: 'mg/L',
    });
    const capacity = (value: number) => ({ metric: 'capacity', op: '<=' as const, value, unit: 'm3/d' });
    const facts: readonly Offer['facts'][] = [
      [outlet('<=', 5)],
      [outlet('<', 5)],
      [removal('>=', 95)],
      [removal('>', 95)],
      [outlet('<=', 5 * (1 + 8e-10)), removal('>=', 95)],
      [outlet('<', 5), removal('>=', 95)],
      [removal('>=', 95), inlet('<=')],
      [outlet('<=', 5), inlet('<')],
      [outlet('<=', 4), inlet('>=')],
      [outlet('<=', 4), inlet('>')],
      [inlet('<=')],
      [outlet('<=', 4), capacity(1000)],
      [outlet('<=', 4), capacity(250)],
      [{ metric: 'outlet', parameter: 'cod', op: 'range', value: 4, valueMax: 6, unit: 'mg/L', basis: 'TYPICAL' }],
      [outlet('<=', 4), { ...inlet('<='), unit: 'ppm' }],
      // All rows fail by their capacity; whether another finding fails too decides if they are near.
      [removal('>=', 95), capacity(900)],
    ];
    for (const stated of facts)
      for (const modular of [true, false])
        agree({ id: 'o', name: {}, domain: 'water', facts: stated, modular, maxUnits: 4 }, asked, index);
  });

  it('answers for the needs there are now, however they came to be', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 160 }), fc.nat());
    fc.assert(
      fc.property(
        manyNeeds,
        manyNeeds,
        needs,
        fc.array(step, { minLength: 50, maxLength: 150 }),
        offer,
        offer,
        (first, others, unlike, steps, one, two) => {
          const index = indexOf(first);
          const there = new Map(first.map((need) => [need.id, need]));
          const check = (against: Offer) =>
            expect(index.match(against, { today: TODAY, ruledOutByOne: true })).toEqual(
              oracle(against, there.values()),
            );
          check(one);
          steps.forEach(([what, number, which], at) => {
            const id = `n${number}`;
            if (what < 4) {
              expect(index.remove(id)).toBe(there.delete(id));
            } else {
              const from = what < 8 ? others : unlike;
              const need = { ...(from[which % from.length] as Need), id };
              index.put(need);
              there.set(id, need);
            }
            if (at % 40 === 0) check(at % 80 === 0 ? two : one);
          });
          expect(index.size).toBe(there.size);
          check(one);
          check(two);
        },
      ),
      { numRuns: runs(8), seed: 20261126 },
    );
  });

  it('gives back what needs took that are gone', () => {
    const [asked] = fc.sample(manyNeeds, { numRuns: 1, seed: 1 });
    const index = new NeedIndex(REFERENCE);
    const fill = () => {
      for (let copy = 0; copy < 10; copy += 1)
        for (const need of asked ?? []) index.put({ ...need, id: `${need.id} ${copy}` });
    };
    fill();
    const { bytes } = index;
    for (let time = 0; time < 5; time += 1) fill();
    expect(index.bytes).toBeLessThan(bytes * 2);
    for (let copy = 0; copy < 10; copy += 1)
      for (const need of asked ?? []) expect(index.remove(`${need.id} ${copy}`)).toBe(true);
    expect(index.size).toBe(0);
    expect(index.bytes).toBeLessThan(bytes / 10);
  });
});
