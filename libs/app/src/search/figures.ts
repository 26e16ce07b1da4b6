import { figureKeyOf } from '@huanpei/domain';
import { factorBetween, quantityOf, statedCapacity, statedRange, type Domain, type Offer } from '@huanpei/matching';
import { isMetric, parameters } from '@huanpei/reference';
import type { SearchFigure } from '../ports/search-index';

/**
 * What a document can be searched by as a number, and in which unit it is said. What does not compare has a key of its
 * own: another unit that does not convert, another currency, a price for a flow and one for a unit.
 */
export type FigureSubject =
  | { readonly figure: 'capacity'; readonly unit: string }
  | { readonly figure: 'outlet'; readonly parameter: string; readonly unit: string }
  | { readonly figure: 'removal_pct'; readonly parameter: string }
  /** `metric` is one of {@link ENERGY_METRICS}: energy for water, for what is evaporated, for soil, or for anything else. */
  | { readonly figure: 'energy'; readonly metric: string; readonly unit: string }
  /** `per` is `unit` or a flow unit. */
  | { readonly figure: 'price'; readonly currency: string; readonly per: string }
  | { readonly figure: 'lead_days' }
  /** When it was published, and until when a tender is open: for the order alone, in seconds since 1970. */
  | { readonly figure: 'published' }
  | { readonly figure: 'deadline' };

/** The metrics that say how much energy something takes, each for its own thing. */
export const ENERGY_METRICS: readonly string[] = [
  'spec_energy_water',
  'spec_energy_evap',
  'spec_energy_soil',
  'spec_energy',
];

/** The unit in which a quantity is kept: SI, or in use with it where the engine's table has no SI unit. */
const KEPT: Readonly<Record<string, string>> = {
  'volume flow': 'm3/s',
  'gas flow at standard state': 'Nm3/s',
  'mass flow': 'kg/h',
  power: 'W',
  share: '%',
  'mixing ratio': 'umol/mol',
  'energy per volume': 'MJ/m3',
  'energy per mass': 'MJ/kg',
  time: 's',
  pressure: 'Pa',
  length: 'm',
  area: 'm2',
};

/** What is in a liquid and what is in a gas are kept apart, though a gram per cubic metre of either converts by the table. */
const [IN_LIQUID, IN_GAS] = ['mg/L', 'mg/m3'];

/** The unit a figure is kept in; a unit that equals only itself is kept as it is. */
function keptUnit(unit: string, parameter?: string): string {
  const quantity = quantityOf(unit);
  if (quantity === undefined) return unit;
  if (quantity !== 'concentration') return KEPT[quantity] ?? unit;
  return isInGas(unit, parameter) ? IN_GAS : IN_LIQUID;
}

/** By the media of the parameter; where it occurs in both, by the way the unit is written. */
function isInGas(unit: string, parameter: string | undefined): boolean {
  const media = (parameter === undefined ? undefined : parameters().byCode(parameter)?.media) ?? [];
  if (media.includes('air') !== media.includes('water')) return media.includes('air');
  return !unit.endsWith('/L');
}

interface Kept {
  readonly key: string;
  /** What a figure in the subject's unit is multiplied by. */
  readonly factor: number;
}

function kept(subject: FigureSubject): Kept {
  switch (subject.figure) {
    case 'capacity':
      return inUnit(['capacity'], subject.unit, keptUnit(subject.unit));
    case 'outlet':
      return inUnit(['outlet', subject.parameter], subject.unit, keptUnit(subject.unit, subject.parameter));
    case 'removal_pct':
      return { key: keyOf(['removal_pct', subject.parameter]), factor: 1 };
    case 'energy':
      return inUnit(['energy', subject.metric], subject.unit, keptUnit(subject.unit));
    case 'price': {
      if (subject.per === 'unit') return { key: keyOf(['price', subject.currency, 'unit']), factor: 1 };
      const flow = keptUnit(subject.per);
      return {
        key: keyOf(['price', subject.currency, 'per'], flow),
        factor: factorBetween(flow, subject.per) ?? 1,
      };
    }
    case 'lead_days':
    case 'published':
    case 'deadline':
      return { key: subject.figure, factor: 1 };
  }
}

const inUnit = (parts: readonly string[], unit: string, to: string): Kept => ({
  key: keyOf(parts, to),
  factor: factorBetween(unit, to) ?? 1,
});

const keyOf = ([figure = '', ...codes]: readonly string[], unit?: string): string =>
  figureKeyOf({ figure, codes, ...(unit === undefined ? {} : { unit }) });

/** The key of a figure: `outlet-cod-mg_per_L`, `capacity-m3_per_s`, `removal_pct-tp`, `price-CNY-unit`, `lead_days`, `published`. */
export const figureKey = (subject: FigureSubject): string => kept(subject).key;

/**
 * A figure in the subject's unit as it is kept under its key. Twelve significant digits, so that what was asked in one
 * unit and stated in another is the same number; infinite or absurd figures come out infinite.
 */
export const keptFigure = (subject: FigureSubject, figure: number): number => rounded(figure * kept(subject).factor);

/** An instant as a figure; none where it is not known. */
export function instantFigure(figure: 'published' | 'deadline', at: Date | string | null): readonly SearchFigure[] {
  if (at === null) return [];
  const seconds = new Date(at).getTime() / 1_000;
  return [{ key: figureKey({ figure }), low: seconds, high: seconds }];
}

const rounded = (figure: number): number => (Number.isFinite(figure) ? Number(figure.toPrecision(12)) : figure);

/** Above every flow that can be asked: the number of units is not limited. */
const NO_LIMIT = Number.MAX_VALUE;

const isParameter = (code: string): boolean => {
  const parameter = parameters().byCode(code);
  return parameter !== undefined && !isMetric(parameter);
};

/**
 * The figures of an offer, each key once. Read as the matching engine reads them before any duty is known
 * (`statedRange`, `statedCapacity`): the worse end for the buyer; facts under a condition that a duty settles count like
 * the others, facts under a note do not. Where the end that a filter asks for is not stated there is no figure, and the
 * offer counts as not stating it: an outlet needs an upper end, a removal a lower one, energy and capacity an upper one.
 * What an outlet comes to through removal and inlet is not here; only a match knows the inlet.
 *
 * A capacity of water in tonnes is found as cubic metres too, and the other way round.
 */
export function figuresOf(offer: Offer): readonly SearchFigure[] {
  const found = new Map<string, SearchFigure>();
  const note = (key: string, low: number, high: number) => {
    const figure = { key, low: rounded(low), high: Math.min(rounded(high), NO_LIMIT) };
    if (Number.isFinite(figure.low) && figure.low <= figure.high) found.set(key, figure);
  };
  for (const unit of capacityUnits(offer)) {
    const stated = statedCapacity(offer, unit, isParameter);
    // No lower end is stated: it also carries less.
    if (stated?.high !== undefined) note(figureKey({ figure: 'capacity', unit }), stated.low ?? 0, stated.high);
  }
  const seen = new Set<string>();
  for (const { metric, parameter, unit } of offer.facts) {
    const subject = subjectOf(metric, parameter, unit);
    if (!subject) continue;
    const key = figureKey(subject);
    if (seen.has(key)) continue;
    seen.add(key);
    const to = subject.figure === 'removal_pct' ? '%' : keptUnit(unit, parameter);
    const stated = statedRange(offer, metric, parameter, to, isParameter);
    if (subject.figure === 'removal_pct') {
      if (stated?.low !== undefined) note(key, stated.low, Math.max(stated.low, stated.high ?? 100));
      continue;
    }
    // Where two facts contradict each other the end that is answered for decides, as it does in a check.
    if (stated?.high !== undefined) note(key, Math.min(stated.low ?? 0, stated.high), stated.high);
  }
  if (offer.leadDays !== undefined) note(figureKey({ figure: 'lead_days' }), offer.leadDays, offer.leadDays);
  if (offer.price) {
    const { amount, currency, per = 'unit' } = offer.price;
    const subject: FigureSubject = { figure: 'price', currency, per };
    note(figureKey(subject), keptFigure(subject, amount), keptFigure(subject, amount));
  }
  return [...found.values()];
}

function subjectOf(metric: string, parameter: string | undefined, unit: string): FigureSubject | undefined {
  if (metric === 'outlet' && parameter !== undefined) return { figure: 'outlet', parameter, unit };
  if (metric === 'removal_pct' && parameter !== undefined) return { figure: 'removal_pct', parameter };
  if (ENERGY_METRICS.includes(metric) && parameter === undefined) return { figure: 'energy', metric, unit };
  return undefined;
}

/** The kept units in which an offer states a capacity, with cubic metre and tonne of water standing for each other. */
function capacityUnits({ domain, facts }: Offer): readonly string[] {
  const stated = facts.flatMap(({ metric, parameter, unit }) =>
    metric === 'capacity' && parameter === undefined ? [keptUnit(unit)] : [],
  );
  const asWater = isWater(domain) ? stated.flatMap((unit) => (FLOWS.includes(unit) ? FLOWS : [])) : [];
  return [...new Set([...stated, ...asWater])];
}

const isWater = (domain: Domain): boolean => domain === 'water';
const FLOWS: readonly string[] = ['m3/s', 'kg/h'];
