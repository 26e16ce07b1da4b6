import fc from 'fast-check';
import { agree, indexOf, oracle, REFERENCE, TODAY } from '../../test/need-oracle';
import type { Fact, Need, Offer, Requirement } from '../model';
import { DemandClasses } from './demand-class';
import { Lane, Lanes, NO_LANE } from './lanes';
import { NeedIndex } from './need-index';
import { PackedFigures } from './packed-figures';
import { count, countRun, entryOf, failedIn, isOpen, openIn, placeIn, rowOf } from './tally';
import { nearFigure, over, under } from './near';
import { FAIL, PASS, UNKNOWN } from './judge';
import { same } from '../interval';
import { inOrderOfIds, UNRANKED } from './ranks';
import { FULL, READING_BYTES, Workspace } from './workspace';
import { prepareNeed } from '../demand';

/** Each of these is wrong as soon as the shortcut it names is taken where it does not hold. */

type Asked = Omit<Requirement, 'id' | 'mandatory'> & { readonly mandatory?: boolean };

const need = (requirements: readonly object[], rest: Partial<Need> = {}): Need => ({
  id: 'n',
  name: {},
  domain: 'water',
  requirements: requirements.map((one, at) => ({ id: `r${at}`, mandatory: true, ...one }) as Requirement),
  ...rest,
});
const offer = (facts: readonly Fact[], rest: Partial<Offer> = {}): Offer => ({
  id: 'o',
  name: {},
  domain: 'water',
  facts,
  ...rest,
});
const outlet = (op: string, value: number, more: object = {}) =>
  ({ metric: 'outlet', parameter: 'cod', op, value, unit: 'mg/L', ...more }) as Fact & Asked;
const energy = (op: string, value: number, more: object = {}) =>
  ({ metric: 'spec_energy_water', op, value, unit: 'kWh/m3', ...more }) as Fact & Asked;
const removal = (op: string, value: number, more: object = {}) =>
  ({ metric: 'removal_pct', parameter: 'cod', op, value, unit: '%', ...more }) as Fact & Asked;
const inlet = (op: string, value: number, more: object = {}) =>
  ({ metric: 'inlet', parameter: 'cod', op, value, unit: 'mg/L', ...more }) as Fact & Asked;
const capacity = (op: string, value: number, more: object = {}) =>
  ({ metric: 'capacity', op, value, unit: 'm3/d', ...more }) as Fact & Asked;
const duty = (cod: number, flow: number): Need['duty'] => [inlet('=', cod), capacity('=', flow)];

const COPIES = 20;

/** Each need so often that its figures are put in order, and once more, so that they are not: all must have the engine's answer. */
function agreeOn(asked: readonly Need[], offered: readonly Offer[]): void {
  const named = asked.map((one, at) => ({ ...one, id: `n${at}` }));
  const index = new NeedIndex(REFERENCE);
  const put = (copy: number) => {
    for (const one of named) index.put({ ...one, id: `${one.id} ${copy}` });
  };
  const check = (copies: number) => {
    for (const one of offered) {
      const expected = oracle(one, named);
      const found = index.match(one, { today: TODAY, ruledOutByOne: true });
      for (const count of ['compared', 'fits', 'needsData', 'ruledOut'] as const)
        expect(found[count]).toBe(expected[count] * copies);
      expect(found.nearly.length).toBe(expected.nearly.length * copies);
      expect(found.ruledOutByOne?.length).toBe((expected.ruledOutByOne ?? []).length * copies);
      for (const copy of [0, copies - 1]) {
        const end = ` ${copy}`;
        const ids = (all: readonly string[]) =>
          all.filter((id) => id.endsWith(end)).map((id) => id.slice(0, -end.length));
        expect(ids(found.fitting)).toEqual(expected.fitting);
        expect(
          found.nearly
            .filter(({ needId }) => needId.endsWith(end))
            .map((near) => ({ ...near, needId: near.needId.slice(0, -end.length) })),
        ).toEqual(expected.nearly);
      }
    }
  };
  for (let copy = 0; copy < COPIES; copy += 1) put(copy);
  check(COPIES);
  put(COPIES);
  check(COPIES + 1);
}

/** How many findings keep a need from an offer, so that a case shows what it is meant to show. */
const nearly = (one: Offer, asked: Need) => oracle(one, [asked]).nearly.map(({ verdict }) => verdict);

describe('what the need index leaves out', () => {
  it('does not count one finding twice that fails and rests on weak proof', () => {
    const asked = need([{ ...energy('<=', 1), minimumBasis: 'TESTED' }, removal('>=', 80)]);
    const one = offer([energy('<=', 2, { basis: 'TYPICAL' }), removal('>=', 90)]);
    expect(nearly(one, asked)).toEqual(['FAIL']);
    agreeOn([asked, need([{ ...energy('<=', 2), minimumBasis: 'TESTED' }])], [one]);
  });

  it('does not count one finding twice that fails by its wrong end', () => {
    const asked = need([energy('>=', 3)]);
    const one = offer([energy('<=', 2)]);
    expect(nearly(one, asked)).toEqual(['FAIL']);
    agreeOn([asked], [one]);
  });

  it('does not count a limit twice that fails by its inlet and by its figure', () => {
    const asked = need([outlet('<=', 50)], { duty: duty(500, 100) });
    const one = offer([outlet('<=', 60), inlet('<=', 400), capacity('<=', 100)]);
    expect(nearly(one, asked)).toEqual(['FAIL']);
    agreeOn([asked], [one, offer([inlet('<=', 400), capacity('<=', 100)])]);
  });

  it('does not count a range twice that fails at both ends', () => {
    const asked = need([energy('range', 1, { valueMax: 2 })]);
    const one = offer([energy('range', 0.5, { valueMax: 3 })]);
    expect(nearly(one, asked)).toEqual(['FAIL']);
    agreeOn([asked], [one, offer([energy('<=', 3)]), offer([energy('>=', 0.5)])]);
  });

  it('does not count a flow twice that is too high and too low', () => {
    const asked = need([], { duty: [capacity('range', 10, { valueMax: 1000 })] });
    const one = offer([capacity('range', 50, { valueMax: 500 })]);
    expect(nearly(one, asked)).toEqual(['FAIL']);
    agreeOn([asked], [one]);
  });

  it('counts two demands of one kind as two', () => {
    const asked = need([energy('<=', 1), energy('<=', 1.5), energy('>=', 1.9)]);
    agreeOn(
      [asked, need([energy('<=', 1), energy('<=', 3)])],
      [offer([energy('=', 1.8)]), offer([energy('=', 1.2)]), offer([energy('=', 1)])],
    );
  });

  it('counts as met what several demands of one need ask alike', () => {
    const asked = need([energy('<=', 3), energy('<=', 4), energy('<=', 5)]);
    agreeOn(
      [asked, need([energy('<=', 3), energy('<=', 4), energy('<=', 5), removal('>=', 80)])],
      [offer([energy('<=', 2)]), offer([energy('<=', 4.5)]), offer([removal('>=', 90)])],
    );
  });

  it('counts the open demands of a need by the hundred', () => {
    const many = (open: number) => need([...Array.from({ length: open }, () => outlet('<=', 50)), energy('<=', 1)]);
    const asked = [254, 255, 256, 257, 511, 512, 513].map(many);
    agreeOn(asked, [
      offer([]),
      offer([outlet('<=', 40)]),
      offer([outlet('<=', 40), energy('<=', 0.5)]),
      offer([outlet('<=', 60), energy('<=', 0.5)]),
      offer([outlet('>=', 40), energy('<=', 2)]),
    ]);
  });

  it('counts the alternatives of a group by the hundred, and names what is open in a need of many demands', () => {
    const energies = (count: number, value: (at: number) => number) =>
      Array.from({ length: count }, (_, at) => energy('<=', value(at)));
    const grouped = (count: number, value: (at: number) => number) =>
      energies(count, value).map((one) => ({ ...one, group: 'any' }));
    const asked = [255, 256, 257, 600].flatMap((count) => [
      need(grouped(count, () => 1)),
      need([...grouped(count, (at) => (at === count - 2 ? 5 : 1)), removal('>=', 80)]),
      need([...energies(count, (at) => (at === count - 1 ? 1 : 5)), removal('>=', 80)]),
      need([...energies(count, (at) => (at === 3 || at === count - 3 ? 1 : 5)), ...grouped(3, () => 5)]),
      need([...energies(count, () => 5), ...grouped(3, () => 1)]),
    ]);
    agreeOn(asked, [
      offer([]),
      offer([energy('<=', 2)]),
      offer([energy('<=', 2), removal('>=', 90)]),
      offer([energy('<=', 9)]),
      offer([removal('>=', 70)]),
    ]);
  });

  it('knows no end of what as many units carry as it takes', () => {
    const asked = [90, 110, 5000].map((flow) => need([], { duty: [capacity('=', flow)] }));
    const one = offer([capacity('<=', 100)], { modular: true });
    expect(asked.map((each) => oracle(one, [each]).fits)).toEqual([1, 1, 1]);
    agreeOn(asked, [one, offer([capacity('range', 80, { valueMax: 100 })], { modular: true })]);
  });

  it('puts figures of other units in order with those of the first, and judges them in their own', () => {
    const near = [1 - 1e-7, 1 - 5e-10, 1, 1 + 5e-10, 1 + 1e-7];
    const asked = near.flatMap((by) =>
      (['<=', '<'] as const).flatMap((op) => [
        need([outlet(op, 50 * by)], { duty: duty(500, 100) }),
        need([outlet(op, 0.05 * by, { unit: 'g/L' })], { duty: [inlet('=', 0.5, { unit: 'g/L' })] }),
        need([outlet(op, 50_000 * by, { unit: 'ug/L' })], { duty: [capacity('=', 100 / 24, { unit: 'm3/h' })] }),
      ]),
    );
    agreeOn(asked, [
      offer([outlet('<=', 50), capacity('<=', 100)]),
      offer([outlet('<=', 0.05, { unit: 'g/L' }), inlet('<=', 0.5, { unit: 'g/L' })]),
      offer([removal('>=', 90), inlet('range', 100, { valueMax: 500 })]),
      offer([removal('>=', 90), capacity('<', 100)]),
    ]);
  });

  it('finds a need beside others of which more is open', () => {
    const open = need([outlet('<=', 50), energy('<=', 1), capacity('>=', 5)]);
    const asked = [open, open, need([outlet('<=', 50), energy('<=', 1)]), open, open];
    agreeOn(asked, [
      offer([outlet('<=', 40)]),
      offer([outlet('<=', 60)]),
      offer([outlet('<=', 40), energy('<=', 0.5)]),
    ]);
  });

  it('does not count what is said, but would not do, as what nothing is said of', () => {
    // The failed demand is the one that rests on weak proof, so it is the only one.
    const asked = need([{ ...energy('<=', 1), minimumBasis: 'TESTED' }]);
    const one = offer([energy('<=', 2, { basis: 'TYPICAL' })]);
    expect(nearly(one, asked)).toEqual(['FAIL']);
    agreeOn([asked], [one]);
  });

  it('does not count a limit twice that an inlet under a condition fails, and of which nothing else is said', () => {
    const asked = need([outlet('<=', 50)], { duty: duty(500, 100) });
    const one = offer([inlet('<=', 400, { condition: 'capacity < 200 m3/d' }), capacity('<=', 100)]);
    expect(nearly(one, asked)).toEqual(['FAIL']);
    agreeOn([asked], [one]);
  });

  it('does not count a limit twice that its inlet fails, where what is said of it comes to nothing', () => {
    const asked = need([outlet('<=', 50)], { duty: duty(500, 100) });
    const capacities = [200, 300, 400, 500, 600];
    const one = offer([
      inlet('<=', 400, { condition: 'capacity < 200 m3/d' }),
      capacity('<=', 100),
      ...capacities.map((most) => outlet('<=', 40, { unit: 'ppm', condition: `capacity < ${most} m3/d` })),
    ]);
    expect(nearly(one, asked)).toEqual(['FAIL']);
    agreeOn([asked], [one]);
  });

  it('does not count a demand twice that its inlet fails, and of which nobody knows what is demanded', () => {
    const asked = need([outlet('<=', 50, { condition: 'water temperature > 12 degC' })], { duty: duty(500, 100) });
    const one = offer([inlet('<=', 400), outlet('<=', 40), capacity('<=', 100)]);
    expect(nearly(one, asked)).toEqual(['FAIL']);
    agreeOn([asked, need([outlet('<=', 50)], { duty: duty(500, 100) })], [one]);
  });

  it('counts what fails under a condition as one beside what nothing is said of', () => {
    const asked = need([energy('<=', 1), removal('>=', 80)], { duty: [capacity('=', 100)] });
    const condition = 'capacity < 200 m3/d';
    agreeOn(
      [asked, need([energy('<=', 1)], { duty: [capacity('=', 100)] })],
      [
        offer([energy('<=', 2, { condition }), capacity('<=', 100)]),
        offer([energy('<=', 2, { condition }), capacity('<=', 100), removal('>=', 90)]),
      ],
    );
  });

  it('does not take a group as failed of which one alternative is not spoken of', () => {
    const any = (...asked: object[]) => need(asked.map((one) => ({ ...one, group: 'any' })));
    agreeOn(
      [
        any(energy('<=', 1)),
        any(energy('<=', 1), removal('>=', 80)),
        any(removal('>=', 80), energy('<=', 1)),
        any(energy('<=', 1), outlet('<=', 5), removal('>=', 80)),
      ],
      [
        offer([energy('<=', 2)]),
        offer([energy('<=', 2), removal('>=', 70)]),
        offer([energy('<=', 2), removal('>=', 70), outlet('<=', 9)]),
        offer([energy('<=', 2), removal('>=', 90)]),
      ],
    );
  });

  it('asks of a certificate whether it holds on the day of each need', () => {
    const certificate = { certificate: 'ccep' };
    const asked = ['2025-12-31', '2026-06-30', '2026-07-01', undefined].map((asOf) =>
      need([certificate], asOf === undefined ? {} : { asOf }),
    );
    const held = (...until: (string | undefined)[]) =>
      until.map((validUntil) => ({ scheme: 'ccep', ...(validUntil === undefined ? {} : { validUntil }) }));
    agreeOn(
      [
        ...asked,
        ...asked.map((one) => ({ ...one, requirements: [{ id: 'r0', mandatory: true, certificate: 'iso' }] })),
      ],
      [held('2026-06-30'), held('2020-01-01', '2026-06-30'), held('2020-01-01', undefined), held()].map(
        (certificates) => offer([], { certificates }),
      ),
    );
  });

  it('gives what it finds in the order of the ids, also of those that came or were replaced later', () => {
    const id = fc.string({ unit: fc.constantFrom('a', 'b', '\u{1F600}', '\uFF5E', '0'), minLength: 1, maxLength: 5 });
    const one = offer([energy('<=', 2)]);
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { minLength: 40, maxLength: 60 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (ids, changed) => {
          const index = new NeedIndex(REFERENCE);
          const held = new Map<string, Need>();
          const put = (needId: string, most: number, domain: Need['domain'] = 'water') => {
            const asked = { ...need([energy('<=', most)]), id: needId, domain };
            held.set(needId, asked);
            index.put(asked);
          };
          const check = () =>
            expect(index.match(one, { today: TODAY, ruledOutByOne: true })).toEqual(oracle(one, held.values()));
          const first = ids.slice(0, 30);
          first.forEach((needId, at) => put(needId, at % 3));
          check();
          ids.slice(30).forEach((needId, at) => put(needId, at % 3));
          check();
          for (const place of changed) {
            const needId = ids[place % ids.length] as string;
            if (place % 3 === 0) {
              held.delete(needId);
              index.remove(needId);
            } else put(needId, place % 4);
          }
          check();
        },
      ),
      { numRuns: 60, seed: 20261128 },
    );
  });

  it('finds what is met by what comes in, whatever is said of the inlet', () => {
    const asked = [10, 50, 90].flatMap((cod) =>
      [outlet('<=', 50), outlet('>=', 50), outlet('range', 40, { valueMax: 60 })].map((one) =>
        need([one], { duty: [...(duty(cod, 100) ?? []), inlet('=', cod * 0.9)] }),
      ),
    );
    const basis = { basis: 'PLANNING' };
    agreeOn(
      [...asked, ...asked.map((one) => ({ ...one, minimumBasis: 'TESTED' as const }))],
      [
        offer([capacity('<=', 100)]),
        offer([capacity('<=', 100), inlet('<=', 60)]),
        offer([capacity('<=', 100), inlet('<=', 60, basis)]),
        offer([capacity('<=', 100), outlet('<=', 40, basis)]),
        offer([capacity('<=', 100), inlet('<=', 60, { unit: 'ppm' })]),
        offer([capacity('<=', 100), outlet('<=', 60, { unit: 'ppm' })]),
        offer([capacity('<=', 100), outlet('<=', 40, basis), inlet('<=', 60)]),
        offer([capacity('<=', 100), outlet('<=', 40), inlet('<=', 60, basis)]),
        offer([capacity('<=', 100), outlet('<=', 40, { condition: 'a note' })]),
        offer([capacity('<=', 100), outlet('<=', 40), inlet('<=', 60, { unit: 'ppm' })]),
        offer([capacity('<=', 100), outlet('<=', 40, basis), removal('>=', 10, { basis: 'TESTED' })]),
      ],
    );
  });

  it('looks at the figures of a demand that does not fail where it may still be unknown', () => {
    const flow = { duty: duty(90, 100) };
    const weak = { basis: 'PLANNING' };
    const proven = { minimumBasis: 'TESTED' };
    agreeOn(
      [
        need([outlet('<=', 50)], flow),
        need([outlet('<=', 50, proven)], flow),
        need([outlet('<=', 95)], flow),
        need([outlet('<=', 50, { condition: 'water temperature > 12 degC' })], flow),
        need([energy('<=', 1, proven), outlet('<=', 50)], flow),
        need([capacity('=', 100, proven)]),
        need([capacity('=', 100)]),
        need([outlet('<=', 50), energy('<=', 1)], flow),
      ],
      [
        offer([outlet('<=', 40)]),
        offer([outlet('<=', 40), inlet('<=', 100)]),
        offer([outlet('<=', 40), inlet('<=', 100, { unit: 'ppm' })]),
        offer([outlet('<=', 40, { unit: 'ppm' })]),
        offer([outlet('<=', 40, weak), inlet('<=', 100)]),
        offer([outlet('<=', 40, weak), removal('>=', 60, { basis: 'TESTED' })]),
        offer([outlet('range', 40, { valueMax: 60, basis: 'TYPICAL' })]),
        offer([inlet('<=', 100)]),
        offer([inlet('<=', 80)]),
        offer([outlet('<=', 40), energy('<=', 0.5, weak)]),
        offer([outlet('<=', 40), energy('<=', 2), capacity('<=', 100)]),
        offer([outlet('<=', 40), inlet('<=', 100, { unit: 'ppm' }), capacity('<=', 100)]),
        offer([capacity('range', 50, { valueMax: 200, ...weak })]),
        offer([capacity('<=', 200, { unit: 'piece' })]),
        offer([capacity('range', 50, { valueMax: 200 }), outlet('<=', 40)]),
      ],
    );
  });

  it('tells figures apart that have one key, and takes equal ones as equal', () => {
    const near = [1 - 1e-7, 1 - 3e-8, 1 - 4e-9, 1 - 4e-10, 1, 1 + 4e-10, 1 + 4e-9, 1 + 3e-8, 1 + 1e-7];
    const asked = near.flatMap((by) =>
      ['<=', '<', '>=', '>'].map((op) => need([outlet(op, 50 * by)], { duty: duty(500 * by, 1000 * by) })),
    );
    agreeOn(asked, [
      ...near.map((by) => offer([outlet('<=', 50 * by), capacity('<=', 1000 * by)])),
      ...near.map((by) => offer([outlet('>=', 50 * by), inlet('<=', 500 * by)])),
      offer([outlet('<', 50)]),
      offer([outlet('=', 0.05, { unit: 'g/L' })]),
      offer([removal('>=', 90), inlet('<=', 500), capacity('<', 1000)]),
      offer([removal('>', 90), inlet('<', 500), capacity('<=', 1000)]),
      offer([outlet('<=', 50), removal('>=', 90)]),
      offer([capacity('<', 500)], { modular: true, maxUnits: 2 }),
    ]);
  });

  it('looks at figures that do not round', () => {
    const figures = [0, -0, 1e-46, 2e-46, 1e-45, 1e-31, 1e-30, 1e30, 1e31, 1e39, 2e39, 1e300, -1e-31, -1e31, -5, 5];
    const asked = figures.flatMap((value) => [
      need([outlet('<=', value)], { duty: duty(5, 5) }),
      need([outlet('<=', 5)], { duty: duty(value, value) }),
      need([outlet('>=', value)], { duty: duty(value, 5) }),
    ]);
    agreeOn(
      asked,
      figures.flatMap((value) => [
        offer([outlet('<=', value), capacity('<=', 5)]),
        offer([removal('>=', 50), capacity('>=', -1e300)]),
        offer([removal('>=', 50), capacity('<=', value), inlet('range', 0, { valueMax: value })]),
        offer([outlet('>=', value), capacity('range', value, { valueMax: 5 })], { modular: true, maxUnits: 3 }),
      ]),
    );
  });

  it('gives each of several units its share of the flow', () => {
    const flows = [10, 99, 100, 101, 150, 199, 200, 201, 300, 301, 1000];
    const asked = flows.flatMap((flow) => [
      need([{ price: { amount: 250, currency: 'CNY' } }], { duty: duty(5, flow) }),
      need([{ price: { amount: 300, currency: 'CNY' } }], {
        duty: [capacity('range', flow / 3, { valueMax: flow, unit: 'm3/h' })],
      }),
      need([capacity('=', flow), { price: { amount: 250, currency: 'CNY' } }]),
      need([], { duty: [capacity('range', -8, { valueMax: flow })] }),
    ]);
    const price = { amount: 100, currency: 'CNY' };
    const shared = [
      { modular: true },
      { modular: true, maxUnits: 3 },
      { modular: true, maxUnits: 1 },
      { modular: true, maxUnits: 0.5 },
      { modular: true, maxUnits: 2.5 },
      { modular: false },
    ];
    const facts = [
      [capacity('<=', 100)],
      [capacity('<', 100)],
      [capacity('range', 70, { valueMax: 100 })],
      [capacity('>=', 70)],
      [capacity('range', -5, { valueMax: 100 })],
      [capacity('<=', 100), capacity('>=', 60, { condition: 'capacity > 120 m3/d' })],
      [],
    ];
    agreeOn(
      asked,
      facts.flatMap((stated) =>
        shared.flatMap((units) => [
          offer(stated, { ...units, price }),
          offer(stated, { ...units, price: { ...price, per: 'm3/d', amount: 2 } }),
        ]),
      ),
    );
  });

  it('decides conditions by the duty of each need, however many there are', () => {
    const asked = [50, 100, 150, 200, 250, 300, 350].flatMap((flow) =>
      [1, 2, 3].map((value) => need([energy('<=', value), outlet('<=', value * 10)], { duty: duty(200, flow) })),
    );
    const under = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        energy('<=', 0.5 + at * 0.6, { condition: `capacity > ${50 + 50 * at} m3/d` }),
      );
    agreeOn(asked, [
      offer([]),
      ...[1, 2, 4, 6].map((count) => offer(under(count))),
      ...[1, 6].map((count) => offer([energy('<=', 0.1), ...under(count)])),
      offer([outlet('<=', 15, { condition: 'capacity < 180 m3/d' }), removal('>=', 90)]),
      offer([removal('>=', 92, { condition: 'cod < 500 mg/L' }), energy('<=', 2, { condition: 'a note' })]),
      offer([inlet('<=', 100, { condition: 'capacity > 120 m3/d' }), outlet('<=', 15)]),
    ]);
  });

  it('decides each of a few conditions for itself, and very many', () => {
    const asked = [50, 100, 150, 200].flatMap((flow) =>
      [100, 200, 300].flatMap((cod) => [
        need([energy('<=', 1), outlet('<=', 30)], { duty: duty(cod, flow) }),
        need([energy('range', 0.2, { valueMax: 1 })], { duty: [capacity('=', flow)] }),
      ]),
    );
    const conditions = ['capacity > 70 m3/d', 'cod > 150 mg/L', 'capacity > 120 m3/d', 'cod > 250 mg/L'];
    const under = (count: number) =>
      conditions.slice(0, count).map((condition, at) => energy('<=', 0.6 + at * 0.3, { condition }));
    const veryMany = Array.from({ length: 40 }, (_, at) =>
      energy('<=', 0.3 + at * 0.1, { condition: `capacity > ${at * 5} m3/d` }),
    );
    agreeOn(asked, [
      ...[1, 2, 3, 4].map((count) => offer([...under(count), outlet('<=', 20)])),
      offer(veryMany),
      offer(veryMany.slice(0, 10)),
      offer([outlet('<=', 10, { condition: conditions[0] }), removal('>=', 85, { condition: conditions[1] })]),
      offer([inlet('<=', 220, { condition: conditions[0] }), inlet('>=', 50, { condition: conditions[3] })]),
    ]);
  });

  it('decides conditions that a duty is next to by the rules', () => {
    const asked = [1e-10, 5e-10, 2e-9, 1e-8, 1e-6].flatMap((by) =>
      [1 - by, 1, 1 + by].flatMap((part) => [
        need([energy('<=', 1)], { duty: duty(200, 100 * part) }),
        need([energy('<=', 1)], { duty: [capacity('range', 50, { valueMax: 100 * part })] }),
        need([energy('<=', 1)], { duty: [capacity('range', 100 * part, { valueMax: 1e6 / 3 })] }),
      ]),
    );
    const texts = ['capacity > 100 m3/d', 'capacity >= 100 m3/d', 'capacity < 100 m3/d', 'capacity <= 100 m3/d'];
    agreeOn(
      asked,
      [...texts, 'capacity = 100 m3/d', 'capacity <= 333333.333333333 m3/d', '50 <= capacity <= 100 m3/d'].map(
        (condition) => offer([energy('<=', 0.5, { condition })]),
      ),
    );
  });

  it('takes no need as ruled out that is gone, and no part of one', () => {
    const index = new NeedIndex(REFERENCE);
    const alternatives = [energy('<=', 1, { group: 'g' }), outlet('<=', 10, { group: 'g' })];
    const asked = Array.from({ length: 100 }, (_, at) => ({ ...need(alternatives), id: `n${at}` }));
    for (const one of asked) index.put(one);
    const bad = offer([energy('=', 2), outlet('=', 20)]);
    for (const [gone, left] of [
      ['n0', 99],
      ['n31', 98],
      ['n16', 97],
      ['n99', 96],
      ['n98', 95],
    ] as const) {
      index.remove(gone);
      expect(index.match(bad, { today: TODAY }).ruledOut).toBe(left);
      expect(index.match(bad, { today: TODAY }).compared).toBe(left);
    }
  });

  it('takes spreads at the better end only where one end is demanded', () => {
    const spread = { valueMax: 3, basis: 'TYPICAL' };
    agreeOn(
      [
        ...[0.5, 1, 2, 3, 4].flatMap((value) => [need([energy('<=', value)]), need([energy('>=', value)])]),
        need([energy('range', 1, { valueMax: 2 })]),
        ...[20, 60, 120].map((value) => need([outlet('<=', value)], { duty: duty(200, 100) })),
      ],
      [
        offer([energy('range', 1, spread)]),
        offer([energy('range', 1, spread), energy('<=', 2)]),
        offer([removal('range', 50, { valueMax: 80, basis: 'PLANNING' })]),
        offer([removal('range', 50, { valueMax: 80, basis: 'PLANNING' }), outlet('<=', 90)]),
      ],
    );
  });

  it('asks all alternatives of a group', () => {
    const group = { group: 'either' };
    agreeOn(
      [
        need([
          { ...energy('<=', 1), ...group },
          { ...removal('>=', 90), ...group },
        ]),
        need([{ ...energy('<=', 1), ...group }, { ...removal('>=', 90), ...group }, outlet('<=', 10)]),
        need([
          { ...energy('<=', 1), ...group },
          { certificate: 'ISO9001', ...group },
        ]),
      ],
      [
        offer([energy('<=', 2), removal('>=', 80)]),
        offer([energy('<=', 2)]),
        offer([energy('<=', 2), removal('>=', 95)]),
        offer([energy('<=', 2)], { certificates: [] }),
        offer([], { certificates: [{ scheme: 'ISO9001', validUntil: TODAY }] }),
      ],
    );
  });

  it('knows which regions cover which', () => {
    const regions = ['CN', 'CN-BJ', 'CN-BJ-0101', 'CN-B', 'CN-', '-CN', '*', ''];
    agreeOn(
      regions.map((region) => need([{ region }])),
      [...regions.map((region) => offer([], { regions: [region] })), offer([], { regions: [] }), offer([])],
    );
  });
});

describe('what the kernel judges', () => {
  /** How far apart two figures are that are compared: by nothing, by what counts as the same, by roundings to 32 bits, or more. */
  const by = fc.oneof(
    fc.constantFrom(0, 5e-10, -5e-10, 2e-9, -2e-9, 1e-8, -1e-8, 6e-8, -6e-8),
    fc.double({ min: -2e-6, max: 2e-6, noNaN: true }),
  );
  const part = fc.double({ min: 0.01, max: 99.9, noNaN: true });
  const size = fc
    .tuple(fc.double({ min: 1, max: 10, noNaN: true }), fc.integer({ min: -12, max: 12 }))
    .map(([digits, power]) => digits * 10 ** power);

  it('is left to the rules where the figures are too near for 32 bits', () => {
    const one = fc.record({
      size,
      part,
      by: fc.array(by, { minLength: 6, maxLength: 6 }),
      units: fc.integer({ min: 1, max: 4000 }),
    });
    fc.assert(
      fc.property(one, ({ size: high, part: removed, by: apart, units }) => {
        const near = (value: number, at: number) => value * (1 + (apart[at] as number));
        const left = high * (1 - removed / 100);
        const lower = high * 0.3;
        const asked = [
          need([outlet('<=', near(left, 0))], { duty: duty(high, high) }),
          need([outlet('<=', near(-left, 2))], { duty: duty(-high, high) }),
          need([outlet('<', near(left, 1))], { duty: [inlet('range', lower, { valueMax: high })] }),
          need([outlet('<=', near(lower, 2))], { duty: duty(high * 0.9, high) }),
          need([outlet('<=', near(high, 2))], { duty: duty(near(high, 3), near(high, 3)) }),
          need([outlet('range', near(lower, 4), { valueMax: near(high, 5) })], {
            duty: duty(near(high, 1), near(lower, 0)),
          }),
          need([], { duty: [capacity('range', near(lower, 2), { valueMax: near(high * units, 3) })] }),
          need([], { duty: [capacity('range', near(lower * units, 4), { valueMax: near(high * units, 5) })] }),
        ].map((each, at) => ({ ...each, id: `n${at}` }));
        const stated = [
          [removal('>=', removed), capacity('<=', high)],
          [removal('>=', removed), inlet('<=', near(high, 4)), inlet('>=', near(lower, 5))],
          [outlet('range', lower, { valueMax: high, basis: 'TYPICAL' }), inlet('<=', high)],
          [outlet('range', lower, { valueMax: high }), removal('>=', removed, { basis: 'MEASURED' })],
          [capacity('range', lower, { valueMax: high })],
        ];
        const index = indexOf(asked);
        for (const facts of stated)
          for (const modular of [{}, { modular: true }, { modular: true, maxUnits: units }])
            agree(offer(facts, modular), asked, index);
      }),
      { numRuns: Math.ceil(Number(process.env['INDEX_RUNS'] ?? 4_000) / 10), seed: 20261129 },
    );
  });

  it('is counted in parts where a lane or a segment is long', () => {
    const asked = Array.from({ length: 17_000 }, (_, at) => ({
      ...need(at < 6_000 ? [outlet('<=', 5 + (at % 40))] : [], { duty: duty(100 + (at % 7) * 50, 10 + (at % 90)) }),
      id: `n${at}`,
    }));
    const index = indexOf(asked);
    for (const facts of [
      [removal('>=', 90), inlet('<=', 330), capacity('range', 20, { valueMax: 80 })],
      [removal('>=', 90, { condition: 'capacity > 50 m3/d' }), capacity('range', 20, { valueMax: 80 })],
    ])
      for (const modular of [false, true]) agree(offer(facts, { modular }), asked, index);
  });

  it('is left to the rules where there is no room for more readings', () => {
    const asked = [10, 20, 40].flatMap((value) => [
      need([outlet('<=', value)], { duty: duty(200, 50) }),
      need([outlet('range', value, { valueMax: 30 })], { duty: duty(300, 90) }),
    ]);
    const offered = offer([removal('>=', 90), inlet('<=', 250), capacity('range', 40, { valueMax: 80 })]);
    let [left, full] = [0, 0];
    const { take } = Workspace.prototype;
    const some = jest.spyOn(Workspace.prototype, 'take').mockImplementation(function (this: Workspace, count) {
      left -= 1;
      if (left >= 0) return take.call(this, count);
      full += 1;
      return FULL;
    });
    try {
      for (const room of [0, 1, 2, 3]) {
        left = room;
        agreeOn(asked.slice(0, 2 + room), [offered]);
      }
    } finally {
      some.mockRestore();
    }
    expect(full).toBeGreaterThan(10);
    const workspace = new Workspace();
    workspace.begin(1);
    const places = Array.from({ length: 5_000 }, () => workspace.take(2));
    const given = places.filter((place) => place !== FULL);
    expect(new Set(given).size).toBe(given.length);
    expect(given.length).toBeLessThan(places.length);
    expect(Math.max(...given) + 2 * READING_BYTES).toBeLessThanOrEqual(workspace.keysAt);
  });

  it('has room for as many rows as a segment has', () => {
    const workspace = new Workspace();
    for (const rows of [10, 70_000, 300_000]) {
      workspace.begin(rows);
      for (const { length } of [workspace.keys, workspace.tally]) expect(length).toBeGreaterThanOrEqual(rows);
      workspace.keys.fill(255, 0, rows);
      workspace.tally.fill(-1, 0, rows);
      expect([workspace.keys[rows - 1], workspace.tally[0], workspace.tally[rows - 1]]).toEqual([255, -1, -1]);
      expect(workspace.take(1)).not.toBe(FULL);
    }
  });
});

describe('the order of figures', () => {
  const prepared = prepareNeed(need([energy('<=', 1)]), REFERENCE, TODAY);
  const figure = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -1000, max: 1000 }).map((value) => value / 100),
  );
  /** Minus nothing is nothing. */
  const one = figure.map((value) => value + 0);

  it('keeps the words of a demand together, whatever is put in, taken out and put in order', () => {
    fc.assert(
      fc.property(fc.array(one, { minLength: 20, maxLength: 200 }), fc.array(fc.nat(7)), (values, gone) => {
        const [classes, figures] = [new DemandClasses(), new PackedFigures()];
        const [demand] = prepared.demands;
        if (!demand) throw new Error('no demand');
        const lanes = new Lanes(classes, figures);
        const of = classes.of(demand, prepared);
        values.forEach((value, row) => lanes.push(of, entryOf(row, row % 9, row % 2 === 0), [figures.pack(value)]));
        lanes.order(lanes.first(of.subject));
        const rows = new Int32Array(values.length);
        let next = 0;
        values.forEach((_, row) => (rows[row] = gone.includes(row % 8) ? -1 : next++));
        lanes.renumber(rows);
        const number = lanes.first(of.subject);
        const lane = new Lane();
        if (number === NO_LANE) {
          expect([...rows].every((row) => row < 0)).toBe(true);
          return;
        }
        lanes.find(number, lane);
        const found = Array.from({ length: lane.length }, (_, at) => ({
          entry: lane.words[lane.from + at] ?? 0,
          value: figures.unpack(lane.words[lane.figuresFrom + at] ?? 0),
        }));
        const kept = values.flatMap((value, row) =>
          (rows[row] ?? 0) < 0 ? [] : [{ entry: entryOf(rows[row] ?? 0, row % 9, row % 2 === 0), value }],
        );
        const isNear = ({ value }: { value: number }) => !Number.isNaN(nearFigure(value));
        const inOrder = kept.filter(isNear);
        expect(found.slice(0, inOrder.length).map(({ value }) => value)).toEqual(
          inOrder.map(({ value }) => value).sort((a, b) => a - b),
        );
        expect(found.slice(inOrder.length).some(isNear)).toBe(false);
        found.forEach(({ value }, at) => expect(lane.near[lane.nearFrom + at]).toBe(nearFigure(value)));
        const byRow = (all: typeof kept) => [...all].sort((a, b) => rowOf(a.entry) - rowOf(b.entry));
        expect(byRow(found)).toEqual(kept);
        expect(lane.sorted).toBe(inOrder.length);
        for (const threshold of [...values, 0, -Infinity, Infinity])
          for (const from of [0, inOrder.length >> 1]) {
            const below = inOrder.filter(({ value }) => nearFigure(value) < threshold).length;
            expect(lane.before(from, threshold)).toBe(Math.max(from, below));
          }
        expect(lane.open).toBe(kept.filter(({ entry }) => isOpen(entry)).length);
      }),
      { numRuns: 300, seed: 20261128 },
    );
  });

  it('keeps little of the room that lanes have left', () => {
    const [classes, figures] = [new DemandClasses(), new PackedFigures()];
    const [demand] = prepared.demands;
    if (!demand) throw new Error('no demand');
    const lanes = new Lanes(classes, figures);
    const of = classes.of(demand, prepared);
    const one = { ...of, subject: classes.subject('another') };
    for (let row = 0; row < 20_000; row += 1)
      lanes.push(row % 2 === 0 ? of : one, entryOf(row, 0, true), [figures.pack(row)]);
    const needed = 20_000 * 4 * Uint32Array.BYTES_PER_ELEMENT;
    expect(lanes.bytes).toBeLessThan(needed * 2.9);
    lanes.settle();
    expect(lanes.bytes).toBeLessThan(needed * 1.01);
  });

  it('guards on both sides whatever the engine may take as equal, also when it is no more than near', () => {
    fc.assert(
      fc.property(figure, fc.double({ min: -4e-7, max: 4e-7, noNaN: true }), (threshold, by) => {
        const value = threshold * (1 + by);
        const [near, nearThreshold] = [nearFigure(value), nearFigure(threshold)];
        for (const end of [threshold, nearThreshold]) {
          if (near < under(end)) expect(value < threshold && !same(value, threshold)).toBe(true);
          if (near > over(end)) expect(value > threshold && !same(value, threshold)).toBe(true);
        }
        if (value < under(threshold)) expect(value < threshold && !same(value, threshold)).toBe(true);
        if (value > over(threshold)) expect(value > threshold && !same(value, threshold)).toBe(true);
        expect(under(threshold)).toBeLessThanOrEqual(threshold);
        expect(over(threshold)).toBeGreaterThanOrEqual(threshold);
      }),
      { numRuns: 2_000, seed: 20261128 },
    );
    for (const end of [Infinity, -Infinity]) expect([under(end), over(end)]).toEqual([end, end]);
  });
});

describe('a tally', () => {
  it('tells how many fail, how many do not pass, and of a single one its place', () => {
    const demands = fc.array(fc.tuple(fc.boolean(), fc.constantFrom(PASS, UNKNOWN, FAIL), fc.boolean()), {
      minLength: 1,
      maxLength: 255,
    });
    fc.assert(
      fc.property(demands, (all) => {
        const tally = new Int32Array(2);
        const entries = all.map(([open], place) => entryOf(1, place, open));
        // From an offer that says nothing.
        for (const entry of entries) if (isOpen(entry)) count(tally, entry - 1, UNKNOWN);
        all.forEach(([, verdict, inRun], place) => {
          const entry = entries[place] as number;
          const run = { words: Uint32Array.of(entry), from: 0, length: 1, open: isOpen(entry) ? 1 : 0 };
          if (inRun) countRun(tally, run, 0, 1, verdict);
          else count(tally, entry, verdict);
        });
        const places = all.flatMap(([, verdict], place) => (verdict === PASS ? [] : [place]));
        const counts = tally[1] as number;
        expect(failedIn(counts)).toBe(all.filter(([, verdict]) => verdict === FAIL).length);
        expect(openIn(counts)).toBe(places.length);
        if (places.length === 1) expect(placeIn(counts)).toBe(places[0]);
        expect(tally[0]).toBe(0);
      }),
      { numRuns: 500, seed: 20261128 },
    );
  });
});

describe('the order of ids', () => {
  it('is that of their ranks, however high these are, with those that have none among them', () => {
    const ids = Array.from({ length: 40 }, (_, at) => `n${10 + ((at * 7) % 40)}`);
    for (const step of [1, 1_000, 50_000_000, 100_000_000]) {
      const ranks = ids.map((id, at) => (at % 9 === 4 ? UNRANKED : (Number(id.slice(1)) - 9) * step));
      expect(inOrderOfIds(ids, ranks, (id) => id)).toEqual([...ids].sort());
    }
  });
});

describe('settling', () => {
  const needs = Array.from({ length: 60 }, (_, at) => ({
    ...need([outlet('<=', 10 + ((at * 37) % 60)), capacity('>=', 5)], { duty: duty(100, 50 + at) }),
    id: `n${at}`,
  }));
  const offered = offer([outlet('<=', 40), capacity('<=', 80)]);
  /** How often a lane is put in order by the first question. */
  function sortsInQuestion(settled: boolean): number {
    const index = new NeedIndex(REFERENCE);
    for (const one of needs) index.put(one);
    if (settled) index.settle();
    const sort = jest.spyOn(Lanes.prototype as unknown as { sort(): void }, 'sort');
    try {
      expect(index.match(offered, { today: TODAY, ruledOutByOne: true })).toEqual(oracle(offered, needs));
      return sort.mock.calls.length;
    } finally {
      sort.mockRestore();
    }
  }

  it('leaves nothing to put in order to the first question, and answers the same', () => {
    expect(sortsInQuestion(false)).toBeGreaterThan(1);
    expect(sortsInQuestion(true)).toBe(0);
  });
});

describe('packed figures', () => {
  it('come back as they were', () => {
    const figures = new PackedFigures();
    const value = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.integer({ min: -(2 ** 27), max: 2 ** 27 }),
      fc
        .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: -20, max: 20 }))
        .map(([digits, power]) => Number(`${digits}e${power}`)),
    );
    fc.assert(
      fc.property(value, (one) => {
        const word = figures.pack(one);
        expect(Number.isInteger(word) && word >= 0 && word < 2 ** 32).toBe(true);
        expect(figures.unpack(word) === one || (Number.isNaN(one) && Number.isNaN(figures.unpack(word)))).toBe(true);
        figures.release(word);
      }),
      { numRuns: 5_000, seed: 20261126 },
    );
    expect(figures.wideFigures).toBe(0);
  });

  it('take a decimal of few digits into the word itself', () => {
    const figures = new PackedFigures();
    for (const one of [0, 50, 0.5, 0.05, 99.95, 1234567, 1.5e9, 0.000123, -3.2]) figures.pack(one);
    expect(figures.wideFigures).toBe(0);
  });
});
