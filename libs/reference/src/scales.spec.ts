import {
  DOMAINS,
  ENERGY_SCALES,
  PRICE_SCALES,
  convert,
  factorBetween,
  isEmpty,
  type Domain,
  type EnergyScale,
} from '@huanpei/matching';
import { demandsFile, equipmentFile } from './demo';

/** The fewest records that make a usual figure. */
const FEWEST = 2;

/** The unit of flow in which the demands of a domain could be compared. */
const FLOWS: Readonly<Record<Domain, string>> = {
  air: 'Nm3/h',
  water: 'm3/d',
  soil: 't/d',
  waste: 't/d',
  monitoring: 'm3/h',
  x: 'm3/d',
};

/** What a buyer plans to pay; an award is what one supplier took. */
const PLANNED: ReadonlySet<string> = new Set(['budget', 'ceiling price', 'investment', 'estimate']);

/** The specific energy that equipment of a domain states, with the unit of its parameter. */
const ENERGIES: Readonly<Partial<Record<Domain, readonly [metric: string, unit: string]>>> = {
  water: ['spec_energy_water', 'kWh/m3'],
  soil: ['spec_energy_soil', 'MJ/t'],
  waste: ['spec_energy_evap', 'kWh/kg'],
};

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

const threeDigits = (figure: number): number => Number(figure.toPrecision(3));

/** What the demands of a domain plan to pay for one unit of flow, by currency. */
function plannedPrices(domain: Domain): Readonly<Record<string, number>> {
  const prices = new Map<string, number[]>();
  for (const { domain: of, budget, budgetKind, need } of demandsFile().demands) {
    const [flow, ...others] = (need.duty ?? []).filter(({ metric }) => metric === 'capacity');
    if (of !== domain || !budget || !PLANNED.has(budgetKind ?? '') || !flow || others.length > 0) continue;
    const factor = factorBetween(flow.unit, FLOWS[domain], domain === 'water');
    const most = flow.op === 'range' ? flow.valueMax : flow.value;
    if (factor === undefined || most === undefined) continue;
    const { amountMinor, currency } = budget;
    prices.set(currency, [...(prices.get(currency) ?? []), amountMinor / 100 / (most * factor)]);
  }
  return Object.fromEntries(
    [...prices].filter(([, of]) => of.length >= FEWEST).map(([currency, of]) => [currency, threeDigits(median(of))]),
  );
}

/** The upper ends that the real records of a domain state without a condition. */
function statedEnergies(domain: Domain, metric: string, unit: string): readonly number[] {
  return equipmentFile()
    .listings.filter(({ content }) => content.domain === domain)
    .flatMap(({ content }) => content.facts)
    .filter((fact) => fact.metric === metric && isEmpty(fact.condition) && fact.op !== '>=' && fact.op !== '>')
    .flatMap(({ op, value, valueMax, unit: from }) => {
      const upper = op === 'range' ? valueMax : value;
      return upper === undefined ? [] : (convert(upper, from, unit) ?? []);
    });
}

describe('the usual figures of the score', () => {
  it.each(DOMAINS)('are what public demands of domain %s plan to pay', (domain) => {
    const planned = plannedPrices(domain);
    const expected = Object.keys(planned).length === 0 ? undefined : { unit: FLOWS[domain], planned };
    expect(PRICE_SCALES[domain]).toEqual(expected);
  });

  it.each(DOMAINS)('are what real equipment of domain %s states of its energy', (domain) => {
    const [metric, unit] = ENERGIES[domain] ?? [];
    const figures = metric && unit ? statedEnergies(domain, metric, unit) : [];
    const expected: EnergyScale | undefined =
      metric && unit && figures.length >= FEWEST ? { metric, unit, usual: threeDigits(median(figures)) } : undefined;
    expect(ENERGY_SCALES[domain]).toEqual(expected);
  });

  it('rest on as many records as their table says', () => {
    expect(statedEnergies('water', 'spec_energy_water', 'kWh/m3')).toHaveLength(26);
  });
});
