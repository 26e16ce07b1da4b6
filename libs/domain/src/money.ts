import type { Money } from '@huanpei/matching';

/** Money as the product keeps it: whole minor units (fen for CNY), never a fraction. */
export interface MinorMoney {
  readonly amountMinor: number;
  readonly currency: string;
}

/** A stated price: for one unit, or for each unit of flow named by `per`. */
export interface Price extends MinorMoney {
  /** `unit` or a flow unit such as `m3/d`. */
  readonly per: string;
}

/** Decimals of a currency's minor unit where it is not two (ISO 4217). */
const DECIMALS: Readonly<Record<string, number>> = {
  BHD: 3,
  CLP: 0,
  ISK: 0,
  JPY: 0,
  JOD: 3,
  KRW: 0,
  KWD: 3,
  OMR: 3,
  PYG: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** How many decimals the currency's minor unit has. */
export function decimalsOf(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

/** Major units as the exchange format writes them; exact, because minor units are whole. */
export function toMajor(money: MinorMoney): Money {
  return { amount: Number(`${money.amountMinor}e-${decimalsOf(money.currency)}`), currency: money.currency };
}

/** The nearest whole minor units of an amount that was computed, such as electricity over years. */
export function toNearestMinor({ amount, currency }: Pick<Money, 'amount' | 'currency'>): MinorMoney {
  return { amountMinor: Math.round(amount * 10 ** decimalsOf(currency)), currency };
}

/** Whole minor units, or undefined when the amount is not a whole number of them or is too large to keep exactly. */
export function toMinor(amount: number, currency: string): MinorMoney | undefined {
  const amountMinor = Number(`${amount}e${decimalsOf(currency)}`);
  return Number.isSafeInteger(amountMinor) ? { amountMinor, currency } : undefined;
}
