import fc from 'fast-check';
import { betterOf, compareOffers, isSameCell, type ComparedRow, type ComparingReference } from './compare';
import { BASES, type Fact, type Offer, type Op } from './model';
import { factorBetween } from './units';

const REFERENCE: ComparingReference = {
  parameterKind: (code) => ({ cod: 'pollutant', nh3n: 'pollutant', ph: 'range', so2: 'pollutant' })[code],
  usualUnit: (metric, parameter) =>
    metric === 'capacity' ? 'm3/d' : metric === 'removal_pct' ? '%' : parameter === 'cod' ? 'mg/L' : undefined,
};
const TODAY = '2026-11-27';

const offer = (id: string, more: Partial<Offer> = {}): Offer => ({
  id,
  name: { en: id },
  domain: 'water',
  facts: [],
  ...more,
});
const outlet = (value: number, more: Partial<Fact> = {}): Fact => ({
  metric: 'outlet',
  parameter: 'cod',
  op: '<=',
  value,
  unit: 'mg/L',
  ...more,
});
const rows = (...offers: readonly Offer[]): readonly ComparedRow[] => compareOffers(offers, REFERENCE, TODAY);
const standings = (...offers: readonly Offer[]) => rows(...offers)[0]?.cells.map(({ standing }) => standing);

describe('what a comparison says', () => {
  it('brings figures of one thing into its usual unit, and says which is lowest', () => {
    const [row] = rows(offer('a', { facts: [outlet(50)] }), offer('b', { facts: [outlet(0.03, { unit: 'g/L' })] }));
    expect(row).toMatchObject({ unit: 'mg/L', comparable: true, better: 'LOWER', difference: 'DIFFERENT' });
    expect(row?.cells.map(({ figures, standing }) => [figures[0]?.value, standing])).toEqual([
      [50, null],
      [30, 'BEST'],
    ]);
  });

  it('leaves figures that do not convert as they were stated, and calls none of them the best', () => {
    const [row] = rows(
      offer('a', { facts: [outlet(50)] }),
      offer('b', { facts: [outlet(30)] }),
      offer('c', { facts: [outlet(2, { unit: 'ppm' })] }),
    );
    expect(row).toMatchObject({ unit: 'mg/L', comparable: false, difference: 'DIFFERENT' });
    expect(row?.cells.map(({ figures }) => figures[0]?.comparable)).toEqual([true, true, false]);
    expect(row?.cells[2]?.figures[0]).toMatchObject({ value: 2, unit: 'ppm' });
    expect(row?.cells.every(({ standing }) => standing === null)).toBe(true);
  });

  it('lets no typical figure beat a promised one without saying so', () => {
    const typical = (value: number) => offer(`t${value}`, { facts: [outlet(value, { basis: 'TYPICAL' })] });
    const promised = (value: number) => offer(`g${value}`, { facts: [outlet(value, { basis: 'GUARANTEED' })] });
    expect(standings(promised(30), typical(20))).toEqual(['BEST', 'BETTER_NOT_PROMISED']);
    expect(standings(promised(30), typical(40))).toEqual(['BEST', null]);
    expect(standings(typical(40), typical(20))).toEqual([null, 'BEST_OF_TYPICAL']);
    expect(standings(promised(30), promised(30), typical(20))).toEqual(['BEST', 'BEST', 'BETTER_NOT_PROMISED']);
    expect(standings(promised(30), promised(30))).toEqual([null, null]);
    expect(standings(promised(30), offer('none'))).toEqual([null, null]);
  });

  it('takes of what is stated the end that is worse for the buyer', () => {
    const range = (low: number, high: number) =>
      offer(`r${low}`, { facts: [outlet(low, { op: 'range', valueMax: high })] });
    expect(standings(range(10, 40), offer('b', { facts: [outlet(35)] }))).toEqual([null, 'BEST']);
    // At least 10 promises no upper end, so it cannot be told.
    expect(standings(offer('a', { facts: [outlet(10, { op: '>=' })] }), offer('b', { facts: [outlet(35)] }))).toEqual([
      null,
      null,
    ]);
    const removal = (value: number, op: Op): Offer =>
      offer(`x${value}`, { facts: [{ metric: 'removal_pct', parameter: 'cod', op, value, unit: '%' }] });
    expect(standings(removal(90, '>='), removal(95, '>='))).toEqual([null, 'BEST']);
  });

  it('keeps apart what is said under another condition', () => {
    const compared = rows(
      offer('a', { facts: [outlet(30), outlet(40, { condition: 'water  temperature < 12' })] }),
      offer('b', { facts: [outlet(35, { condition: ' water temperature < 12 ' })] }),
    );
    expect(
      compared.map(({ subject, difference }) => [subject.kind === 'FIGURE' && subject.condition, difference]),
    ).toEqual([
      ['water temperature < 12', 'DIFFERENT'],
      [null, 'SOME_STATE'],
    ]);
  });

  it('tells what is not held from what is not stated, and what has expired', () => {
    const compared = rows(
      offer('a', { certificates: [{ scheme: 'ccep', validUntil: '2026-01-01' }], honours: [] }),
      offer('b', { certificates: [{ scheme: 'ccep' }], honours: ['giant'] }),
      offer('c', { certificates: [] }),
      offer('d'),
    );
    const states = (id: string) => compared.find((row) => row.id === id)?.cells.map(({ state }) => state);
    expect(states('certificate:ccep')).toEqual(['EXPIRED', 'HELD', 'NOT_HELD', 'NOT_STATED']);
    expect(states('honour:giant')).toEqual(['NOT_HELD', 'HELD', 'NOT_STATED', 'NOT_STATED']);
  });

  it('compares prices of one currency and basis only', () => {
    const price = (amount: number, currency: string, per?: string) =>
      offer(`${amount}`, { price: { amount, currency, ...(per === undefined ? {} : { per }) } });
    expect(standings(price(100, 'CNY'), price(90, 'CNY', 'unit'))).toEqual([null, 'BEST']);
    expect(standings(price(100, 'CNY'), price(90, 'USD'))).toEqual([null, null]);
    expect(standings(price(100, 'CNY'), price(90, 'CNY', 'm3/d'))).toEqual([null, null]);
  });

  it('gives outlets a direction only where something is removed', () => {
    expect(betterOf('outlet', 'cod', REFERENCE)).toBe('LOWER');
    expect(betterOf('outlet', 'ph', REFERENCE)).toBeNull();
    expect(betterOf('removal_pct', 'cod', REFERENCE)).toBe('HIGHER');
    expect(betterOf('capacity', undefined, REFERENCE)).toBeNull();
  });
});

const UNITS = ['mg/L', 'g/m3', 'g/L', 'ug/L', 'ppm'] as const;
const facts: fc.Arbitrary<Fact> = fc
  .record({
    thing: fc.constantFrom(
      { metric: 'outlet', parameter: 'cod' },
      { metric: 'outlet', parameter: 'nh3n' },
      { metric: 'outlet', parameter: 'ph' },
      { metric: 'inlet', parameter: 'cod' },
    ),
    op: fc.constantFrom<Op>('=', '<=', '<', '>=', '>', 'range'),
    value: fc.integer({ min: 1, max: 6 }),
    unit: fc.constantFrom(...UNITS),
    basis: fc.option(fc.constantFrom(...BASES), { nil: undefined }),
    condition: fc.option(fc.constant('capacity >= 100 m3/d'), { nil: undefined }),
  })
  .map(({ thing, op, value, unit, basis, condition }) => ({
    ...thing,
    op,
    value,
    ...(op === 'range' ? { valueMax: value + 2 } : {}),
    unit,
    ...(basis === undefined ? {} : { basis }),
    ...(condition === undefined ? {} : { condition }),
  }));
const list = fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }), { nil: undefined });
const offers: fc.Arbitrary<readonly Offer[]> = fc
  .array(
    fc.record(
      {
        facts: fc.array(facts, { maxLength: 6 }),
        honours: list,
        services: list,
        regions: list,
        price: fc.record({ amount: fc.integer({ min: 1, max: 3 }), currency: fc.constantFrom('CNY', 'USD') }),
        leadDays: fc.integer({ min: 1, max: 3 }),
        certificates: fc.array(
          fc.record({ scheme: fc.constantFrom('s', 't'), validUntil: fc.constantFrom('2026-01-01', '2027-01-01') }),
          { maxLength: 2 },
        ),
      },
      { requiredKeys: ['facts'] },
    ),
    { minLength: 2, maxLength: 6 },
  )
  .map((contents) =>
    contents.map((content, at) =>
      offer(String(at), Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined))),
    ),
  );

/** Enough to meet every kind of row; a comparison has many. */
const RUNS = { numRuns: 40 };

describe('properties of every comparison', () => {
  it('the order of the offers is that of the columns, and of nothing else', () => {
    fc.assert(
      fc.property(
        offers.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length }))),
        ([all, shuffled]) => {
          const order = shuffled.map(({ id }) => all.findIndex((one) => one.id === id));
          const permuted = rows(...all).map((row) => ({ ...row, cells: order.map((at) => row.cells[at]) }));
          expect(rows(...shuffled)).toEqual(permuted);
        },
      ),
      RUNS,
    );
  });

  it('the order in which an offer states things changes nothing', () => {
    fc.assert(
      fc.property(offers, (all) => {
        const reversed = all.map((one) => ({ ...one, facts: [...one.facts].reverse() }));
        const bare = (compared: readonly ComparedRow[]) => JSON.stringify(compared);
        expect(bare(rows(...reversed))).toBe(bare(rows(...all)));
      }),
      RUNS,
    );
  });

  it('a figure stated in another unit is the same figure', () => {
    fc.assert(
      fc.property(offers, fc.constantFrom('mg/L', 'g/L', 'ug/L'), (all, to) => {
        const restated = all.map((one) => ({
          ...one,
          facts: one.facts.map((fact): Fact => {
            const factor = factorBetween(fact.unit, to);
            if (factor === undefined || fact.value === undefined) return fact;
            return {
              ...fact,
              unit: to,
              value: fact.value * factor,
              ...(fact.valueMax === undefined ? {} : { valueMax: fact.valueMax * factor }),
            };
          }),
        }));
        const said = (compared: readonly ComparedRow[]) =>
          compared.map(({ id, difference, comparable, cells }) => [
            id,
            difference,
            comparable,
            cells.map(({ state, standing, figures }) => [state, standing, figures.length]),
          ]);
        expect(said(rows(...restated))).toEqual(said(rows(...all)));
      }),
      RUNS,
    );
  });

  it('a difference is found if, and only if, two cells that state something differ', () => {
    fc.assert(
      fc.property(offers, (all) => {
        for (const { difference, cells } of rows(...all)) {
          const stated = cells.filter(({ state }) => state !== 'NOT_STATED');
          const differ = stated.some((a) => stated.some((b) => !isSameCell(a, b)));
          const allState = stated.length === cells.length;
          expect(difference).toBe(differ ? 'DIFFERENT' : allState ? 'SAME' : 'SOME_STATE');
        }
      }),
      RUNS,
    );
  });

  it('leaves nothing out that any of them states, and no cell empty', () => {
    fc.assert(
      fc.property(offers, (all) => {
        const compared = rows(...all);
        all.forEach((one, at) => {
          const shown = compared.flatMap(({ cells }) => cells[at]?.figures.flatMap(({ fact }) => fact ?? []) ?? []);
          expect(new Set(shown)).toEqual(new Set(one.facts));
        });
        for (const { cells } of compared) {
          expect(cells.map(({ offerId }) => offerId)).toEqual(all.map(({ id }) => id));
          expect(cells.some(({ state }) => state !== 'NOT_STATED')).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('the best is never beaten by a promised figure of another', () => {
    fc.assert(
      fc.property(offers, (all) => {
        for (const { better, cells, comparable } of rows(...all)) {
          if (better === null || !comparable) expect(cells.every(({ standing }) => standing === null)).toBe(true);
          const best = cells.filter(({ standing }) => standing === 'BEST');
          if (cells.some(({ standing }) => standing === 'BETTER_NOT_PROMISED')) expect(best.length).toBeGreaterThan(0);
          if (best.length > 0) expect(cells.some(({ standing }) => standing === 'BEST_OF_TYPICAL')).toBe(false);
        }
      }),
      RUNS,
    );
  });
});
