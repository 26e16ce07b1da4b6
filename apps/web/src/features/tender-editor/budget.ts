import { toMajor } from '@huanpei/domain';
import { money } from '@huanpei/matching';
import type { MoneyInput } from '../../generated/schema';
import type { Draft, DraftLot } from './draft';

/** Something allowed to cost more than the budget of the tender has for it. */
export interface OverBudget {
  /** The lot whose ceiling it is; undefined where only the lots together go beyond the budget. */
  readonly lot: string | undefined;
  readonly ceiling: MoneyInput;
  readonly budget: MoneyInput;
}

const CURRENCY = 'CNY';
const inCurrency = ({ currency }: MoneyInput): string => currency ?? CURRENCY;

/** As people write it: `¥540,000`. */
export const sayMoney = (amount: MoneyInput): string => {
  const { amount: major, currency } = toMajor({ amountMinor: amount.amountMinor, currency: inCurrency(amount) });
  return money(major, currency);
};

const ceilingsOf = (lot: DraftLot, budget: MoneyInput): readonly MoneyInput[] =>
  lot.requirements.flatMap(({ demand }) =>
    demand.kind === 'PRICE' && demand.price && inCurrency(demand.price) === inCurrency(budget) ? [demand.price] : [],
  );

const least = (amounts: readonly MoneyInput[]): MoneyInput | undefined =>
  amounts.reduce<MoneyInput | undefined>(
    (low, one) => (low === undefined || one.amountMinor < low.amountMinor ? one : low),
    undefined,
  );

/**
 * Price ceilings that the budget does not reach: each by itself, or, where none is, those of all lots together, of each
 * the lowest. It may be published so, since no rule forbids it; amounts in another currency are not compared.
 */
export function overBudget({ budget, lots }: Pick<Draft, 'budget' | 'lots'>): readonly OverBudget[] {
  if (!budget) return [];
  const alone = lots.flatMap((lot) =>
    ceilingsOf(lot, budget)
      .filter(({ amountMinor }) => amountMinor > budget.amountMinor)
      .map((ceiling): OverBudget => ({ lot: lot.id, ceiling, budget })),
  );
  if (alone.length > 0) return alone;
  const sum = lots.reduce((total, lot) => total + (least(ceilingsOf(lot, budget))?.amountMinor ?? 0), 0);
  return sum > budget.amountMinor
    ? [{ lot: undefined, ceiling: { amountMinor: sum, currency: inCurrency(budget) }, budget }]
    : [];
}
