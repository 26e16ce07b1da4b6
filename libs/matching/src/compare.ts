import { isEmpty } from './conditions';
import { tonneIsCubicMetre } from './duty';
import { endsOf, same } from './interval';
import { basisRank } from './stated';
import { factorBetween } from './units';
import type { Basis, Fact, MatchingReference, Offer, Op } from './model';

/** What one row of a comparison is about. A figure is told from others by its condition too. */
export type ComparedSubject =
  | { readonly kind: 'FIGURE'; readonly metric: string; readonly parameter?: string; readonly condition: string | null }
  | { readonly kind: 'PRICE' }
  | { readonly kind: 'LEAD_DAYS' }
  | { readonly kind: 'PARALLEL_UNITS' }
  | { readonly kind: 'CERTIFICATE' | 'HONOUR' | 'SERVICE'; readonly code: string }
  | { readonly kind: 'TECHNOLOGIES' | 'SCENARIOS' | 'REGIONS' };

/** One statement of an offer in the unit of its row. */
export interface ComparedFigure {
  readonly op: Op;
  /** In `unit`, as is `valueMax`. */
  readonly value?: number;
  readonly valueMax?: number;
  readonly unit: string;
  /** Whether it stands in the unit of the row; otherwise it stands as it was stated. */
  readonly comparable: boolean;
  readonly basis: Basis | null;
  /** The fact it comes from; none for price, delivery and units. */
  readonly fact?: Fact;
}

/** `NOT_STATED` says nothing either way; `NOT_HELD` is said by a list that is given and does not name it. */
export type CellState = 'STATED' | 'HELD' | 'EXPIRED' | 'NOT_HELD' | 'NOT_STATED';

/**
 * `BEST`: no promised figure is better. `BEST_OF_TYPICAL`: the best, where nobody promises anything.
 * `BETTER_NOT_PROMISED`: a typical or planning figure that is better than the best promised one, and beats nothing.
 */
export type CellStanding = 'BEST' | 'BEST_OF_TYPICAL' | 'BETTER_NOT_PROMISED';

export interface ComparedCell {
  readonly offerId: string;
  readonly state: CellState;
  readonly figures: readonly ComparedFigure[];
  readonly codes: readonly string[];
  /** Last day on which a certificate holds, where one is given. */
  readonly validUntil: string | null;
  readonly standing: CellStanding | null;
}

/** `DIFFERENT`: two of those that state it differ. `SAME`: all state it alike. `SOME_STATE`: those that do agree. */
export type RowDifference = 'DIFFERENT' | 'SAME' | 'SOME_STATE';

export interface ComparedRow {
  /** The same for the same subject, whatever is compared. */
  readonly id: string;
  readonly subject: ComparedSubject;
  /** The unit in which all figures stand that convert to it; null where there are none. */
  readonly unit: string | null;
  /** Whether every figure of the row stands in its unit. */
  readonly comparable: boolean;
  readonly better: 'LOWER' | 'HIGHER' | null;
  readonly difference: RowDifference;
  /** One for each offer, in their order. */
  readonly cells: readonly ComparedCell[];
}

/** What a comparison needs of the reference data. */
export interface ComparingReference extends Pick<MatchingReference, 'parameterKind'> {
  /** The unit in which a thing is usually stated; undefined where none is. */
  usualUnit(metric: string, parameter?: string): string | undefined;
}

/**
 * Metrics of which less, or more, is better for whoever buys, all else being equal. What depends on the size of the
 * equipment (power, footprint, weight), what must suit the duty (capacity, inlet, temperature, flux) and what is a matter
 * of design has no direction.
 */
const LOWER: ReadonlySet<string> = new Set([
  'pressure_drop',
  'air_leakage',
  'nh3_slip',
  'so2_so3_conv',
  'spec_energy',
  'spec_energy_water',
  'spec_energy_evap',
  'spec_energy_soil',
  'aux_power_pct',
  'noise_level',
  'capex_unit',
  'opex_unit',
  'delivery_days',
  'backwash_share',
  'added',
  'outlet_floor',
  'lod',
  'resolution',
  'zero_drift',
  'span_drift',
  'indication_error',
  'repeatability',
  'linearity_error',
  'response_time',
  'cycle_time',
  'parallelism',
]);
const HIGHER: ReadonlySet<string> = new Set([
  'removal_pct',
  'water_recovery',
  'salt_rejection',
  'heat_recovery',
  'insertion_loss',
  'sound_reduction',
  'availability',
  'service_life',
  'bag_life',
  'backwash_interval',
  'core_recovery',
  'data_capture',
  'corr_r',
  'mtbf',
  'mass_resolution',
  'sn_ratio',
]);

/** Whether less or more of it is better. An outlet value is better low only where it is of something to be removed. */
export function betterOf(
  metric: string,
  parameter: string | undefined,
  { parameterKind }: Pick<MatchingReference, 'parameterKind'>,
): 'LOWER' | 'HIGHER' | null {
  if (metric === 'outlet')
    return parameter !== undefined && ['pollutant', 'sum', 'group'].includes(parameterKind(parameter) ?? '')
      ? 'LOWER'
      : null;
  if (LOWER.has(metric)) return 'LOWER';
  return HIGHER.has(metric) ? 'HIGHER' : null;
}

/**
 * Everything that any of the offers states, side by side, with what differs first, then what is the same, then what only
 * some state. Within each, price and delivery come first, then figures by their codes, then what is held: the order of
 * the offers is that of the columns and of nothing else.
 *
 * @param today the day on which certificates must hold, `YYYY-MM-DD`
 */
export function compareOffers(
  offers: readonly Offer[],
  reference: ComparingReference,
  today: string,
): readonly ComparedRow[] {
  const rows = [
    ...priceRow(offers),
    ...leadDaysRow(offers),
    ...figureRows(offers, reference),
    ...unitsRow(offers),
    ...(['TECHNOLOGIES', 'SCENARIOS', 'REGIONS'] as const).flatMap((kind) => listRow(kind, offers)),
    ...heldRows('CERTIFICATE', offers, today),
    ...heldRows('SERVICE', offers, today),
    ...heldRows('HONOUR', offers, today),
  ];
  return (['DIFFERENT', 'SAME', 'SOME_STATE'] as const).flatMap((difference) =>
    rows.filter((row) => row.difference === difference),
  );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort(byText);

const conditionOf = ({ condition }: Fact): string | null =>
  isEmpty(condition) ? null : (condition ?? '').trim().replace(/\s+/g, ' ');

const thingOf = (fact: Fact): string => JSON.stringify([fact.metric, fact.parameter ?? null, conditionOf(fact)]);

function figureRows(offers: readonly Offer[], reference: ComparingReference): readonly ComparedRow[] {
  const things = new Map<string, Fact>();
  for (const { facts } of offers) for (const fact of facts) things.set(thingOf(fact), fact);
  const sorted = [...things].sort(
    ([, a], [, b]) =>
      // Capacity is what everybody looks for first.
      Number(b.metric === 'capacity') - Number(a.metric === 'capacity') ||
      byText(a.metric, b.metric) ||
      byText(a.parameter ?? '', b.parameter ?? '') ||
      byText(conditionOf(a) ?? '', conditionOf(b) ?? ''),
  );
  return sorted.map(([thing, first]) => {
    const stated = offers.map(({ facts }) => facts.filter((fact) => thingOf(fact) === thing));
    const { metric, parameter } = first;
    const tonnes = offers.every(({ domain }, at) => stated[at]?.length === 0 || tonneIsCubicMetre(domain, metric));
    const unit = rowUnit(stated.flat(), reference.usualUnit(metric, parameter), tonnes);
    const cells = offers.map(({ id }, at) =>
      figureCell(
        id,
        (stated[at] ?? []).map((fact) => figureOf(fact, unit, tonnes)),
      ),
    );
    const subject: ComparedSubject = {
      kind: 'FIGURE',
      metric,
      ...(parameter === undefined ? {} : { parameter }),
      condition: conditionOf(first),
    };
    return rowOf(`figure:${thing}`, subject, unit, betterOf(metric, parameter, reference), cells);
  });
}

/**
 * The unit of a row: the usual one, where the units of the most statements convert to it; else of the family to which the
 * most belong the one that is stated most often. Ties are broken by the texts, never by who states what first.
 */
function rowUnit(facts: readonly Fact[], usual: string | undefined, tonnes: boolean): string {
  const units = distinct(facts.map(({ unit }) => unit));
  const converts = (to: string) => facts.filter(({ unit }) => factorBetween(unit, to, tonnes) !== undefined).length;
  const most = Math.max(...units.map(converts));
  if (usual !== undefined && converts(usual) === most) return usual;
  const family = units.filter((unit) => converts(unit) === most);
  const stated = (of: string) => facts.filter(({ unit }) => unit === of).length;
  return [...family].sort((a, b) => stated(b) - stated(a) || byText(a, b))[0] ?? '';
}

function figureOf(fact: Fact, unit: string, tonnes: boolean): ComparedFigure {
  const factor = factorBetween(fact.unit, unit, tonnes);
  const { op, value, valueMax } = fact;
  const times = factor ?? 1;
  return {
    op,
    ...(value === undefined ? {} : { value: scaled(value, times) }),
    ...(valueMax === undefined ? {} : { valueMax: scaled(valueMax, times) }),
    unit: factor === undefined ? fact.unit : unit,
    comparable: factor !== undefined,
    basis: fact.basis ?? 'GUARANTEED',
    fact,
  };
}

/** Without the noise of the last digits that a conversion leaves. */
const scaled = (value: number, factor: number): number =>
  factor === 1 ? value : Number((value * factor).toPrecision(12));

/** In an order of their own, so that the order in which an offer states things says nothing. */
function figureCell(offerId: string, figures: readonly ComparedFigure[]): ComparedCell {
  const sorted = [...figures].sort(
    (a, b) =>
      byText(a.unit, b.unit) ||
      basisRank(a.basis ?? undefined) - basisRank(b.basis ?? undefined) ||
      byText(a.op, b.op) ||
      (a.value ?? 0) - (b.value ?? 0) ||
      (a.valueMax ?? 0) - (b.valueMax ?? 0) ||
      byText(JSON.stringify(a.fact ?? null), JSON.stringify(b.fact ?? null)),
  );
  return cellOf(offerId, figures.length === 0 ? 'NOT_STATED' : 'STATED', { figures: sorted });
}

function cellOf(offerId: string, state: CellState, more: Partial<ComparedCell> = {}): ComparedCell {
  return { offerId, state, figures: [], codes: [], validUntil: null, standing: null, ...more };
}

/** A bare figure on no fact: what an offer says of itself is its supplier's word. */
const bare = (value: number, unit: string, comparable = true, op: Op = '='): ComparedFigure => ({
  op,
  value,
  unit,
  comparable,
  basis: null,
});

function priceRow(offers: readonly Offer[]): readonly ComparedRow[] {
  const prices = offers.flatMap(({ price }) => (price ? [price] : []));
  if (prices.length === 0) return [];
  const unitOf = ({ currency, per }: (typeof prices)[number]) =>
    per === undefined || per === 'unit' ? currency : `${currency}/${per}`;
  const units = prices.map(unitOf);
  const stated = (of: string) => units.filter((unit) => unit === of).length;
  // What is asked for one unit and for a unit of flow do not convert into each other, nor do currencies.
  const unit = [...distinct(units)].sort((a, b) => stated(b) - stated(a) || byText(a, b))[0] ?? '';
  const cells = offers.map(({ id, price }) =>
    figureCell(id, price ? [bare(price.amount, unitOf(price), unitOf(price) === unit)] : []),
  );
  return [rowOf('price', { kind: 'PRICE' }, unit, 'LOWER', cells)];
}

function leadDaysRow(offers: readonly Offer[]): readonly ComparedRow[] {
  if (offers.every(({ leadDays }) => leadDays === undefined)) return [];
  const cells = offers.map(({ id, leadDays }) => figureCell(id, leadDays === undefined ? [] : [bare(leadDays, 'd')]));
  return [rowOf('lead-days', { kind: 'LEAD_DAYS' }, 'd', 'LOWER', cells)];
}

/** How many equal units may share a duty: one where it is said that they may not, any number where no most is given. */
function unitsRow(offers: readonly Offer[]): readonly ComparedRow[] {
  if (offers.every(({ modular }) => modular === undefined)) return [];
  const unitsOf = ({ modular, maxUnits }: Offer): readonly ComparedFigure[] => {
    if (modular === undefined) return [];
    if (!modular) return [bare(1, '1')];
    return [maxUnits === undefined ? bare(1, '1', true, '>=') : bare(maxUnits, '1', true, '<=')];
  };
  const cells = offers.map((offer) => figureCell(offer.id, unitsOf(offer)));
  return [rowOf('parallel-units', { kind: 'PARALLEL_UNITS' }, '1', null, cells)];
}

function listRow(kind: 'TECHNOLOGIES' | 'SCENARIOS' | 'REGIONS', offers: readonly Offer[]): readonly ComparedRow[] {
  const field = ({ TECHNOLOGIES: 'technologies', SCENARIOS: 'scenarios', REGIONS: 'regions' } as const)[kind];
  if (offers.every((offer) => offer[field] === undefined)) return [];
  const cells = offers.map((offer) => {
    const codes = offer[field];
    return cellOf(offer.id, codes === undefined ? 'NOT_STATED' : 'STATED', { codes: distinct(codes ?? []) });
  });
  return [rowOf(kind.toLowerCase(), { kind }, null, null, cells)];
}

/** What is held: a row for each code that any of them names. */
function heldRows(
  kind: 'CERTIFICATE' | 'HONOUR' | 'SERVICE',
  offers: readonly Offer[],
  today: string,
): readonly ComparedRow[] {
  const heldBy = ({ certificates, honours, services }: Offer) => {
    if (kind === 'CERTIFICATE') return certificates?.map(({ scheme, validUntil }) => ({ code: scheme, validUntil }));
    return (kind === 'HONOUR' ? honours : services)?.map((code) => ({ code, validUntil: undefined }));
  };
  const codes = distinct(offers.flatMap((offer) => (heldBy(offer) ?? []).map(({ code }) => code)));
  return codes.map((code) => {
    const cells = offers.map((offer) => {
      const list = heldBy(offer);
      const held = list?.filter((one) => one.code === code) ?? [];
      if (!list) return cellOf(offer.id, 'NOT_STATED');
      if (held.length === 0) return cellOf(offer.id, 'NOT_HELD');
      // Of several of one kind the one that holds longest counts.
      const endless = held.some(({ validUntil }) => validUntil === undefined);
      const validUntil = endless ? null : (distinct(held.map(({ validUntil: day }) => day ?? '')).at(-1) ?? null);
      return cellOf(offer.id, validUntil !== null && validUntil < today ? 'EXPIRED' : 'HELD', { validUntil });
    });
    return rowOf(`${kind.toLowerCase()}:${code}`, { kind, code }, null, null, cells);
  });
}

function rowOf(
  id: string,
  subject: ComparedSubject,
  unit: string | null,
  better: 'LOWER' | 'HIGHER' | null,
  cells: readonly ComparedCell[],
): ComparedRow {
  const comparable = cells.every(({ figures }) => figures.every((figure) => figure.comparable));
  const standings = better !== null && comparable ? standingsOf(cells, better) : cells.map(() => null);
  return {
    id,
    subject,
    unit,
    comparable,
    better,
    difference: differenceOf(cells),
    cells: cells.map((cell, at) => ({ ...cell, standing: standings[at] ?? null })),
  };
}

function differenceOf(cells: readonly ComparedCell[]): RowDifference {
  const stated = cells.filter(({ state }) => state !== 'NOT_STATED');
  const [first] = stated;
  if (first && stated.some((cell) => !isSameCell(first, cell))) return 'DIFFERENT';
  return stated.length === cells.length ? 'SAME' : 'SOME_STATE';
}

/** Whether two cells say the same. Evidence that differs is a difference, a report that proves it is none. */
export function isSameCell(a: ComparedCell, b: ComparedCell): boolean {
  return (
    a.state === b.state &&
    a.validUntil === b.validUntil &&
    a.codes.length === b.codes.length &&
    a.codes.every((code, at) => code === b.codes[at]) &&
    a.figures.length === b.figures.length &&
    a.figures.every((figure, at) => isSameFigure(figure, b.figures[at] as ComparedFigure))
  );
}

const isSameFigure = (a: ComparedFigure, b: ComparedFigure): boolean =>
  a.op === b.op &&
  a.unit === b.unit &&
  a.basis === b.basis &&
  isSameNumber(a.value, b.value) &&
  isSameNumber(a.valueMax, b.valueMax);

const isSameNumber = (a: number | undefined, b: number | undefined): boolean =>
  a === undefined || b === undefined ? a === b : same(a, b);

const PROMISED = basisRank('GUARANTEED');

/** The end of each statement that is worse for the buyer, and of several statements the worst; undefined where open. */
function worstEnd(figures: readonly ComparedFigure[], better: 'LOWER' | 'HIGHER'): number | undefined {
  const ends = figures.map(({ op, value, valueMax, unit }) => {
    const { lower, upper } = endsOf({
      metric: '',
      op,
      unit,
      ...(value === undefined ? {} : { value }),
      ...(valueMax === undefined ? {} : { valueMax }),
    });
    return (better === 'LOWER' ? upper : lower)?.value;
  });
  const known = ends.filter((end) => end !== undefined);
  if (known.length === 0) return undefined;
  return better === 'LOWER' ? Math.max(...known) : Math.min(...known);
}

/**
 * Which is best. Only what is promised (guaranteed or better) competes with what is promised; a typical figure that would
 * win is marked, and wins only where nobody promises anything. Where all are alike, or only one can be told, none is.
 */
function standingsOf(cells: readonly ComparedCell[], better: 'LOWER' | 'HIGHER'): readonly (CellStanding | null)[] {
  const isPromised = ({ basis }: ComparedFigure) => basis === null || basisRank(basis) <= PROMISED;
  const promised = cells.map(({ figures }) => worstEnd(figures.filter(isPromised), better));
  const typical = cells.map(({ figures }) =>
    worstEnd(
      figures.filter((figure) => !isPromised(figure)),
      better,
    ),
  );
  const told = cells.map((_cell, at) => promised[at] ?? typical[at]);
  const known = told.filter((end) => end !== undefined);
  const [first] = known;
  if (first === undefined || known.length < 2 || known.every((end) => same(end, first))) return cells.map(() => null);
  const beats = (a: number, b: number) => !same(a, b) && (better === 'LOWER' ? a < b : a > b);
  const bestOf = (ends: readonly (number | undefined)[]) =>
    ends.reduce((best, end) => (end !== undefined && (best === undefined || beats(end, best)) ? end : best), undefined);
  const bar = bestOf(promised);
  if (bar === undefined) {
    const best = bestOf(typical);
    return typical.map((end) =>
      end !== undefined && best !== undefined && same(end, best) ? 'BEST_OF_TYPICAL' : null,
    );
  }
  return cells.map((_cell, at) => {
    const [own, usual] = [promised[at], typical[at]];
    if (own !== undefined && same(own, bar)) return 'BEST';
    return usual !== undefined && beats(usual, bar) ? 'BETTER_NOT_PROMISED' : null;
  });
}
