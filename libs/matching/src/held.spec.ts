import { TODAY, brief, fact, match, need, offer, price, verdict } from '../test/make';
import type { Certificate, Money, Offer, Requirement } from './model';

const TERMS = { id: 'r', mandatory: true } as const;

const check = (
  requirement: Requirement,
  parts: Partial<Offer>,
  of: Parameters<typeof need>[0] = {},
  facts: Offer['facts'] = [],
) => {
  const found = match(need({ ...of, requirements: [requirement] }), offer(facts, parts));
  const [one] = found.findings.filter(({ id }) => id === 'r');
  if (!one) throw new Error('no finding');
  return verdict(one);
};

describe('held things', () => {
  const until = (validUntil?: string): Certificate => ({
    scheme: 'CCEP',
    ...(validUntil === undefined ? {} : { validUntil }),
  });
  it.each<[string, readonly Certificate[] | undefined, string]>([
    ['no list', undefined, 'UNKNOWN NOT_STATED'],
    ['an empty list', [], 'FAIL NOT_HELD'],
    ['another scheme', [{ scheme: 'ISO 9001' }], 'FAIL NOT_HELD'],
    ['held without a date', [until()], 'PASS OK'],
    ['in date', [until('2027-01-01')], 'PASS OK'],
    ['ending today', [until(TODAY)], 'PASS OK'],
    ['ended yesterday', [until('2026-06-29')], 'FAIL EXPIRED'],
    ['all ended', [until('2026-06-29'), until('2020-01-01')], 'FAIL EXPIRED'],
    ['one ended, one not', [until('2020-01-01'), until('2030-01-01')], 'PASS OK'],
    ['ended, and another scheme', [until('2020-01-01'), { scheme: 'ISO 9001' }], 'FAIL EXPIRED'],
  ])('a certificate: %s', (_title, certificates, expected) => {
    expect(check({ ...TERMS, certificate: 'CCEP' }, certificates ? { certificates } : {})).toBe(expected);
  });

  it('a certificate counts on the day the need names', () => {
    const held = { certificates: [until('2026-06-29')] };
    expect(check({ ...TERMS, certificate: 'CCEP' }, held, { asOf: '2026-06-29' })).toBe('PASS OK');
    expect(check({ ...TERMS, certificate: 'CCEP' }, held, { asOf: '2026-06-30' })).toBe('FAIL EXPIRED');
  });

  it.each(['honour', 'service'] as const)('a %s is listed, not listed or not stated', (kind) => {
    const requirement = { ...TERMS, [kind]: 'ONE' } as unknown as Requirement;
    const list = `${kind}s`;
    expect(check(requirement, {})).toBe('UNKNOWN NOT_STATED');
    expect(check(requirement, { [list]: [] })).toBe('FAIL NOT_HELD');
    expect(check(requirement, { [list]: ['TWO'] })).toBe('FAIL NOT_HELD');
    expect(check(requirement, { [list]: ['TWO', 'ONE'] })).toBe('PASS OK');
  });

  it.each([
    [undefined, 'CN-GD', 'UNKNOWN NOT_STATED'],
    [[], 'CN-GD', 'FAIL NOT_HELD'],
    [['*'], 'CN-GD', 'PASS OK'],
    [['CN'], 'CN-GD', 'PASS OK'],
    [['CN-GD'], 'CN-GD', 'PASS OK'],
    [['CN-GD-4401'], 'CN-GD', 'FAIL NOT_HELD'],
    [['CN-GD'], 'CN-GD-4401-440106', 'PASS OK'],
    [['CN-G'], 'CN-GD', 'FAIL NOT_HELD'],
    [['CN-GX', 'CN-GD'], 'CN-GD-4401', 'PASS OK'],
    [['CN'], 'CNX', 'FAIL NOT_HELD'],
  ])('regions %j cover %s: %s', (regions, region, expected) => {
    expect(check({ ...TERMS, region }, regions ? { regions } : {})).toBe(expected);
  });

  it('have no predicted, no margin and no evidence', () => {
    const found = match(
      need({ minimumBasis: 'VERIFIED', requirements: [{ ...TERMS, honour: 'ONE' }] }),
      offer([], { honours: ['ONE'] }),
    );
    expect(found.findings[0]).toMatchObject({ verdict: 'PASS', code: 'OK' });
    for (const key of ['predicted', 'margin', 'evidence']) expect(found.findings[0]).not.toHaveProperty(key);
  });

  it('the region and the scenario of a need demand nothing by themselves', () => {
    expect(
      brief(match(need({ region: 'CN-GD', scenario: 'water.ind' }), offer([], { regions: [], scenarios: [] }))),
    ).toEqual({});
  });
});

describe('delivery', () => {
  it.each([
    [undefined, 'UNKNOWN NOT_STATED'],
    [89, 'PASS OK 89'],
    [90, 'PASS OK 90'],
    [91, 'FAIL ABOVE_LIMIT 91'],
    [0, 'PASS OK 0'],
  ])('%s days of 90: %s', (leadDays, expected) => {
    expect(check({ ...TERMS, leadDays: 90 }, leadDays === undefined ? {} : { leadDays })).toBe(expected);
  });

  it('needs no evidence', () => {
    expect(check({ ...TERMS, leadDays: 90 }, { leadDays: 9 }, { minimumBasis: 'VERIFIED' })).toBe('PASS OK 9');
  });
});

describe('the price of the whole duty', () => {
  const flow = fact('capacity', '80..100 m3/d');
  const budget: Requirement = { ...TERMS, price: price(1000) };
  const modular = { modular: true } as const;
  const unit = fact('capacity', '<= 30 m3/d');
  it.each<[string, Money | undefined, Partial<Offer>, readonly ReturnType<typeof fact>[], Offer['facts'], string]>([
    ['absent', undefined, {}, [flow], [unit], 'UNKNOWN NOT_STATED'],
    ['per unit is the default', price(1000), {}, [], [], 'PASS OK 1000'],
    ['above', price(1000.01), {}, [], [], 'FAIL ABOVE_LIMIT 1000.01'],
    ['in another currency', price(1, 'USD'), {}, [], [], 'UNKNOWN CURRENCY'],
    ['not modular: one unit, even if too small', price(900), {}, [flow], [unit], 'PASS OK 900'],
    ['not modular, capacity not stated', price(900), {}, [flow], [], 'PASS OK 900'],
    ['modular: times the units', price(250), modular, [flow], [unit], 'PASS OK 1000'],
    ['modular: too many units', price(251), modular, [flow], [unit], 'FAIL ABOVE_LIMIT 1004'],
    ['modular, units not found', price(250), modular, [flow], [], 'UNKNOWN NOT_STATED'],
    [
      'modular, more units than there are',
      price(250),
      { ...modular, maxUnits: 3 },
      [flow],
      [unit],
      'UNKNOWN NOT_STATED',
    ],
    ['modular, no capacity in the duty', price(250), modular, [], [unit], 'PASS OK 250'],
    ['per flow: times the upper end', price(10, 'CNY', 'm3/d'), {}, [flow], [], 'PASS OK 1000'],
    ['per flow in another unit', price(240, 'CNY', 'm3/h'), {}, [flow], [], 'PASS OK 1000'],
    ['per tonne of water', price(10, 'CNY', 't/d'), {}, [flow], [], 'PASS OK 1000'],
    ['per flow, modular all the same', price(10, 'CNY', 'm3/d'), modular, [flow], [unit], 'PASS OK 1000'],
    ['per flow without a flow', price(10, 'CNY', 'm3/d'), {}, [], [], 'UNKNOWN UNIT'],
    ['per something else', price(10, 'CNY', 'kW'), {}, [flow], [], 'UNKNOWN UNIT'],
    [
      'per flow, duty in units that do not convert',
      price(10, 'CNY', 'm3/d'),
      {},
      [flow, fact('capacity', '= 5 kW')],
      [],
      'UNKNOWN UNIT',
    ],
    ['another currency before an inconvertible unit', price(10, 'USD', 'kW'), {}, [flow], [], 'UNKNOWN CURRENCY'],
  ])('%s', (_title, money, parts, duty, facts, expected) => {
    expect(check(budget, { ...parts, ...(money ? { price: money } : {}) }, { duty }, facts)).toBe(expected);
  });

  it('per tonne is not per cubic metre outside water', () => {
    const parts = { price: price(10, 'CNY', 't/d'), domain: 'waste' } as const;
    expect(check(budget, parts, { domain: 'waste', duty: [flow] })).toBe('UNKNOWN UNIT');
  });

  it('is known when the units are, whether or not the least load is kept', () => {
    expect(
      check(budget, { ...modular, price: price(250) }, { duty: [fact('capacity', '= 40 m3/d')] }, [
        fact('capacity', '25..30 m3/d'),
      ]),
    ).toBe('PASS OK 500');
  });

  it('keeps its margin', () => {
    const found = match(need({ requirements: [budget] }), offer([], { price: price(750) }));
    expect(found.findings[0]).toMatchObject({ predicted: 750, margin: 0.25 });
  });
});
