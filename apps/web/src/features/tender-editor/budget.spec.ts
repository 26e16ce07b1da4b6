import type { Draft, DraftLot, DraftRequirement } from './draft';
import { emptyLot } from './draft';
import { overBudget, sayMoney } from './budget';

const ceiling = (yuan: number, currency?: string): DraftRequirement => ({
  id: `price ${yuan}`,
  mandatory: true,
  weight: 1,
  demand: { kind: 'PRICE', price: { amountMinor: yuan * 100, ...(currency ? { currency } : {}) } },
});
const lot = (id: string, ...requirements: readonly DraftRequirement[]): DraftLot => ({
  ...emptyLot(id, 'water'),
  requirements,
});
const over = (budget: number | undefined, ...lots: readonly DraftLot[]) =>
  overBudget({
    lots,
    ...(budget === undefined ? {} : { budget: { amountMinor: budget * 100, currency: 'CNY' } }),
  } satisfies Pick<Draft, 'budget' | 'lots'>).map(({ lot: of, ceiling: most }) => [of, sayMoney(most)]);

it('names a ceiling above the budget, and none that the budget reaches', () => {
  expect(over(100, lot('1', ceiling(120)))).toEqual([['1', '¥120']]);
  expect(over(100, lot('1', ceiling(100)))).toEqual([]);
  expect(over(undefined, lot('1', ceiling(120)))).toEqual([]);
});

it('adds up what all lots may cost, of each the lowest', () => {
  expect(over(100, lot('1', ceiling(60), ceiling(90)), lot('2', ceiling(50)))).toEqual([[undefined, '¥110']]);
  expect(over(110, lot('1', ceiling(60), ceiling(90)), lot('2', ceiling(50)))).toEqual([]);
  // What is said of one lot is not said of all again.
  expect(over(100, lot('1', ceiling(160)), lot('2', ceiling(50)))).toEqual([['1', '¥160']]);
});

it('compares no amounts in different currencies, and none that is not there yet', () => {
  expect(over(100, lot('1', ceiling(120, 'EUR')))).toEqual([]);
  expect(over(100, lot('1', { ...ceiling(1), demand: { kind: 'PRICE', unread: '一亿多' } }))).toEqual([]);
});
