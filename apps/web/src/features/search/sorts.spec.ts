import { canReverse, fits, isLargestFirst, readSort, sortInput, sortsFor, writeSort, type Sort } from './sorts';

const sort = (by: Sort['by'], of = '', reversed = false): Sort => ({ by, of, reversed });
const NOTHING = { flowUnit: null, domains: [], parameters: [] };

describe('the order in an address', () => {
  it.each<[string, Sort]>([
    ['newest', sort('NEWEST')],
    ['deadline', sort('DEADLINE')],
    ['price:unit', sort('PRICE', 'unit')],
    ['-price:m3/d', sort('PRICE', 'm3/d', true)],
    ['capacity:Nm3/h', sort('CAPACITY', 'Nm3/h')],
    ['-energy', sort('ENERGY', '', true)],
    ['outlet:cod', sort('OUTLET', 'cod')],
    ['removal:COD: total', sort('REMOVAL', 'COD: total')],
    ['days', sort('LEAD_DAYS')],
  ])('%s is read and written', (text, read) => {
    expect(readSort(text)).toEqual(read);
    expect(writeSort(read)).toBe(text);
  });

  it.each([null, '', 'relevance', 'outlet', 'capacity', 'capacity:buckets', 'newest:cod', '-newest', '-deadline', 'x'])(
    'is that of the words for %j',
    (text) => expect(readSort(text)).toBeNull(),
  );
});

describe('what the API is asked', () => {
  it('is the usual way round unless told otherwise', () => {
    expect(sortInput(null)).toBeUndefined();
    expect(sortInput(sort('CAPACITY', 't/d'))).toEqual({ by: 'CAPACITY', unit: 't/d' });
    expect(sortInput(sort('CAPACITY', 't/d', true))).toEqual({ by: 'CAPACITY', unit: 't/d', descending: false });
    expect(sortInput(sort('PRICE', 'm3/d', true))).toEqual({ by: 'PRICE', per: 'm3/d', descending: true });
    expect(sortInput(sort('REMOVAL', 'cod'))).toEqual({ by: 'REMOVAL', parameter: 'cod' });
  });

  it('is what the page says of it', () => {
    expect(isLargestFirst(sort('CAPACITY', 't/d'))).toBe(true);
    expect(isLargestFirst(sort('CAPACITY', 't/d', true))).toBe(false);
    expect(isLargestFirst(sort('PRICE', 'unit'))).toBe(false);
    expect(canReverse(sort('DEADLINE'))).toBe(false);
  });
});

describe('the orders to choose from', () => {
  const choices = (...asked: Parameters<typeof sortsFor>) => sortsFor(...asked).map(writeSort);

  it('are those of the kind', () => {
    expect(choices('TENDER', NOTHING)).toEqual(['newest', 'deadline']);
    expect(choices('LISTING', NOTHING)).not.toContain('deadline');
    expect(choices('STANDARD', NOTHING)).toEqual([]);
    expect(choices(null, NOTHING)).toEqual([...choices('LISTING', NOTHING), 'deadline']);
  });

  it('follow the domain, the flow and the parameters that are asked for', () => {
    expect(choices('LISTING', { ...NOTHING, domains: ['air'], parameters: ['so2'] })).toEqual([
      'newest',
      'price:unit',
      'price:Nm3/h',
      'capacity:Nm3/h',
      'capacity:MW',
      'energy',
      'outlet:so2',
      'removal:so2',
      'days',
    ]);
    expect(choices('LISTING', { ...NOTHING, domains: ['monitoring'] })).toContain('capacity:t/d');
    for (const [flowUnit, unit] of [
      ['m3/h', 'm3/d'],
      ['万m3/d', 'm3/d'],
      ['L/s', 'm3/d'],
      ['t/h', 't/d'],
      ['Nm3/h', 'Nm3/h'],
      ['kW', 'MW'],
    ] as const) {
      const capacities = choices('LISTING', { ...NOTHING, flowUnit }).filter((one) => one.startsWith('capacity'));
      expect(capacities).toEqual([`capacity:${unit}`]);
    }
  });

  it('fit a kind or not', () => {
    expect(fits(sort('NEWEST'), null)).toBe(true);
    expect(fits(sort('NEWEST'), 'STANDARD')).toBe(false);
    expect(fits(sort('PRICE', 'unit'), 'LISTING')).toBe(true);
    expect(fits(sort('PRICE', 'unit'), null)).toBe(false);
    expect(fits(sort('DEADLINE'), 'LISTING')).toBe(false);
  });
});
