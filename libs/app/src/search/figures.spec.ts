import fc from 'fast-check';
import { matchNeed, type Fact, type Need, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { figureKey, figuresOf, keptFigure, type FigureSubject } from './figures';

const offer = (facts: readonly Fact[], more: Partial<Offer> = {}): Offer => ({
  id: 'o',
  name: { en: 'Offer' },
  domain: 'water',
  facts,
  ...more,
});
const capacity = (op: Fact['op'], value: number, unit: string, more: Partial<Fact> = {}): Fact => ({
  metric: 'capacity',
  op,
  value,
  unit,
  ...more,
});
const outlet = (parameter: string, op: Fact['op'], value: number, unit: string, more: Partial<Fact> = {}): Fact => ({
  metric: 'outlet',
  parameter,
  op,
  value,
  unit,
  ...more,
});

/** The figure of an offer under the subject's key, in the subject's unit, to nine digits. */
function figure(of: Offer, subject: FigureSubject): readonly [number, number] | undefined {
  const found = figuresOf(of).find(({ key }) => key === figureKey(subject));
  if (!found) return undefined;
  const factor = keptFigure(subject, 1);
  return [found.low, found.high].map((end) => Number((end / factor).toPrecision(9))) as unknown as [number, number];
}
const M3D: FigureSubject = { figure: 'capacity', unit: 'm3/d' };
const COD: FigureSubject = { figure: 'outlet', parameter: 'cod', unit: 'mg/L' };

describe('the figures of an offer', () => {
  it.each<[string, readonly Fact[], Partial<Offer>, readonly [number, number] | undefined]>([
    ['a bare figure as up to', [capacity('=', 5000, 'm3/d')], {}, [0, 5000]],
    ['a range as it is', [capacity('range', 100, 'm3/h', { valueMax: 200 })], {}, [2400, 4800]],
    ['modules together', [capacity('=', 5000, 'm3/d')], { modular: true, maxUnits: 4 }, [0, 20000]],
    ['tonnes of water as cubic metres', [capacity('<=', 300, 't/d')], {}, [0, 300]],
    ['no tonnes of anything else', [capacity('<=', 300, 't/d')], { domain: 'waste' }, undefined],
    ['the narrowest of several', [capacity('<=', 900, 'm3/d'), capacity('<=', 800, 'm3/d')], {}, [0, 800]],
    ['nothing without an upper end', [capacity('>=', 100, 'm3/d')], {}, undefined],
    [
      'nothing where the ends exclude each other',
      [capacity('<=', 100, 'm3/d'), capacity('>=', 200, 'm3/d')],
      {},
      undefined,
    ],
    ['nothing under a note', [capacity('=', 100, 'm3/d', { condition: 'per line' })], {}, undefined],
  ])('reads a capacity: %s', (_name, facts, more, expected) => {
    expect(figure(offer(facts, more), M3D)).toEqual(expected);
  });

  it('covers any flow where the number of modules is not limited', () => {
    const [{ low, high } = { low: 1, high: 0 }] = figuresOf(offer([capacity('=', 10, 'm3/d')], { modular: true }));
    expect(low).toBe(0);
    expect(Number.isFinite(high)).toBe(true);
    expect(high).toBeGreaterThan(keptFigure(M3D, 1e12));
  });

  it.each<[string, readonly Fact[], readonly [number, number] | undefined]>([
    ['the upper end', [outlet('cod', '<=', 50, 'mg/L')], [0, 50]],
    [
      'the worst of all conditions a duty can settle',
      [
        outlet('cod', '<=', 30, 'mg/L', { condition: 'water temperature > 12 degC' }),
        outlet('cod', '<=', 40, 'mg/L', { condition: 'water temperature <= 12 degC' }),
      ],
      [0, 40],
    ],
    ['what a gram per litre is', [outlet('cod', '=', 0.05, 'g/L')], [50, 50]],
    ['nothing of a lower end alone', [outlet('cod', '>=', 10, 'mg/L')], undefined],
    ['nothing at a reference state', [outlet('cod', '<=', 30, 'mg/L', { condition: 'at 11 % O2' })], undefined],
  ])('reads an outlet: %s', (_name, facts, expected) => {
    expect(figure(offer(facts), COD)).toEqual(expected);
  });

  it('keeps what is in a gas apart from what is in a liquid, also where the parameter occurs in both', () => {
    const gas = figureKey({ figure: 'outlet', parameter: 'hg', unit: 'ug/m3' });
    expect(gas).not.toBe(figureKey({ figure: 'outlet', parameter: 'hg', unit: 'ug/L' }));
    expect(gas).toBe(figureKey({ figure: 'outlet', parameter: 'hg', unit: 'mg/Nm3' }));
    expect(figureKey({ figure: 'outlet', parameter: 'cod', unit: 'g/m3' })).toBe(figureKey(COD));
    expect(figureKey({ figure: 'outlet', parameter: 'so2', unit: 'ppm' })).not.toBe(
      figureKey({ figure: 'outlet', parameter: 'so2', unit: 'mg/m3' }),
    );
  });

  it('takes a removal at its lowest end and sets one above 100 % aside', () => {
    const removal = (op: Fact['op'], value: number, valueMax?: number): Fact => ({
      metric: 'removal_pct',
      parameter: 'tp',
      op,
      value,
      unit: '%',
      ...(valueMax === undefined ? {} : { valueMax }),
    });
    const TP: FigureSubject = { figure: 'removal_pct', parameter: 'tp' };
    expect(figure(offer([removal('range', 80, 95)]), TP)).toEqual([80, 95]);
    expect(figure(offer([removal('>=', 90)]), TP)).toEqual([90, 100]);
    expect(figure(offer([removal('<=', 90)]), TP)).toBeUndefined();
    expect(figure(offer([removal('=', 120)]), TP)).toBeUndefined();
  });

  it('keeps energy by what it is for, prices by what they are per, and days', () => {
    const energy = (metric: string, value: number, unit: string): Fact => ({ metric, op: '<=', value, unit });
    const one = offer([energy('spec_energy_water', 0.6, 'kWh/m3'), energy('spec_energy_soil', 360, 'MJ/t')], {
      price: { amount: 2600, currency: 'CNY', per: 'm3/d' },
      leadDays: 45,
    });
    expect(figure(one, { figure: 'energy', metric: 'spec_energy_water', unit: 'kWh/m3' })).toEqual([0, 0.6]);
    expect(figure(one, { figure: 'energy', metric: 'spec_energy_soil', unit: 'kWh/t' })).toEqual([0, 100]);
    expect(figure(one, { figure: 'energy', metric: 'spec_energy', unit: 'kWh/t' })).toBeUndefined();
    expect(figure(one, { figure: 'price', currency: 'CNY', per: 'm3/h' })).toEqual([62400, 62400]);
    expect(figure(one, { figure: 'price', currency: 'CNY', per: 'unit' })).toBeUndefined();
    expect(figure(one, { figure: 'price', currency: 'USD', per: 'm3/d' })).toBeUndefined();
    expect(figure(one, { figure: 'lead_days' })).toEqual([45, 45]);
  });

  it('has safe keys for any unit, one for each', () => {
    const key = (unit: string) => figureKey({ figure: 'outlet', parameter: 'cod', unit });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (unit) => {
        expect(key(unit)).toMatch(/^outlet-cod-\w*$/u);
      }),
    );
    const units = ['mg_per_L', 'mg/L', 'a b', 'a_20_b', '个/L', '_', '', '-'];
    expect(new Set(units.map(key)).size).toBe(units.length);
  });

  it('is the same number whichever unit it was stated and asked in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (flow) => {
        const stated = figuresOf(offer([capacity('=', flow, 'm3/d')])).find(({ key }) => key === figureKey(M3D));
        expect(keptFigure({ figure: 'capacity', unit: 'MLD' }, flow / 1000)).toBe(stated?.high);
        expect(keptFigure({ figure: 'capacity', unit: 'm3/h' }, flow / 24)).toBe(stated?.high);
      }),
    );
  });
});

/** What the figures say must be what the engine says, or search would hide what fits. */
describe('the figures and the matching engine', () => {
  const unitOf = fc.constantFrom('m3/d', 'm3/h', 't/d', 'MLD');
  const ops = fc.constantFrom<Fact['op']>('=', '<=', '>=', 'range');
  const anyCapacity = fc
    .tuple(ops, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 400 }), unitOf)
    .map(([op, value, more, unit]) => capacity(op, value, unit, op === 'range' ? { valueMax: value + more } : {}));
  const anyOutlet = fc
    .tuple(
      fc.constantFrom<Fact['op']>('=', '<=', '>=', 'range'),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 50 }),
    )
    .map(([op, value, more]) => outlet('cod', op, value, 'mg/L', op === 'range' ? { valueMax: value + more } : {}));
  const verdict = (need: Partial<Need>, of: Offer, id: string) =>
    matchNeed({ id: 'n', name: { en: 'Need' }, domain: 'water', ...need }, [of], matchingReference(), {
      top: 1,
      today: '2026-06-30',
    })
      .matches.flatMap(({ findings }) => findings)
      .find((finding) => finding.id === id)?.verdict;

  it('covers a flow exactly where one unit carries it', () => {
    fc.assert(
      fc.property(
        fc.array(anyCapacity, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 12_000 }),
        (facts, flow) => {
          const of = offer(facts);
          const found = figuresOf(of).find(({ key }) => key === figureKey(M3D));
          const asked = keptFigure(M3D, flow);
          const covers = found !== undefined && found.low <= asked && asked <= found.high;
          const says = verdict({ duty: [capacity('=', flow, 'm3/d')] }, of, 'capacity');
          expect(says === 'PASS').toBe(covers);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reaches every flow that modules carry', () => {
    fc.assert(
      fc.property(
        anyCapacity,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 12_000 }),
        (fact, maxUnits, flow) => {
          const of = offer([fact], { modular: true, maxUnits });
          if (verdict({ duty: [capacity('=', flow, 'm3/d')] }, of, 'capacity') !== 'PASS') return;
          const found = figuresOf(of).find(({ key }) => key === figureKey(M3D));
          const asked = keptFigure(M3D, flow);
          expect(found !== undefined && found.low <= asked && asked <= found.high).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps an outlet limit exactly where the engine passes it on its own', () => {
    fc.assert(
      fc.property(
        fc.array(anyOutlet, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 150 }),
        (facts, limit) => {
          const of = offer(facts);
          const found = figuresOf(of).find(({ key }) => key === figureKey(COD));
          const keeps = found !== undefined && found.high <= keptFigure(COD, limit);
          const says = verdict(
            { requirements: [{ id: 'r', mandatory: true, ...outlet('cod', '<=', limit, 'mg/L') }] },
            of,
            'r',
          );
          expect(says === 'PASS').toBe(keeps);
        },
      ),
      { numRuns: 500 },
    );
  });
});
