import type { Domain } from './model';

/**
 * What is usual, where public records say so: the figure that earns half of a term. A domain or currency that is not
 * here has too few records, and is not measured. libs/reference/src/scales.spec.ts works every figure out again from
 * the records and fails when one differs, or when the records would support another.
 */

/** What buyers plan to pay for a unit of flow. */
export interface PriceScale {
  readonly unit: string;
  /** In major units of the currency for one `unit` of capacity, by currency. */
  readonly planned: Readonly<Record<string, number>>;
}

/**
 * The median of what public demands plan to pay (budget, ceiling price, investment or estimate, never an award) over
 * the one flow they state; at least two demands, three significant digits. Water in yuan: 77.64 million for 200,000 m3/d
 * (388.2) and 533 million for 900,000 t/d (592.2). Both are whole upgrades of a works, so the scale is a coarse one.
 */
export const PRICE_SCALES: Readonly<Partial<Record<Domain, PriceScale>>> = {
  water: { unit: 'm3/d', planned: { CNY: 490 } },
};

/** Specific energy as equipment of a domain states it. */
export interface EnergyScale {
  readonly metric: string;
  readonly unit: string;
  /** In `unit`. */
  readonly usual: number;
}

/**
 * The median, over the real equipment records of the domain, of the upper ends stated without a condition; at least two
 * records, three significant digits. Water: 26 records from 0.00005 to 66 kWh/m3.
 */
export const ENERGY_SCALES: Readonly<Partial<Record<Domain, EnergyScale>>> = {
  water: { metric: 'spec_energy_water', unit: 'kWh/m3', usual: 0.16 },
};

/**
 * Years over which a price is spread when no longer life is stated: the shortest over which machinery is written off for
 * tax, 10 years under article 60 (2) of the implementing regulations of China's enterprise income tax law
 * (企业所得税法实施条例第六十条: 飞机、火车、轮船、机器、机械和其他生产设备，为10年).
 */
export const USUAL_YEARS = 10;
