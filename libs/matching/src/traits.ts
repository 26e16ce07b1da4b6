import { isEmpty } from './conditions';
import { flowPrice } from './check';
import type { PreparedNeed } from './demand';
import { tonneIsCubicMetre } from './duty';
import { ENERGY_SCALES, PRICE_SCALES, USUAL_YEARS } from './scales';
import { basisRank, figureIn, noWeakerThan, statementsOf, type Reading, type Statements, type Thing } from './stated';
import { kindDemandsOf, suitabilityOf, type KindDemand } from './suitability';
import { related, within } from './taxonomy';
import { scoreTermsOf, type ScoreTerm } from './terms';
import { factorBetween } from './units';
import type { Offer } from './model';

/** The metric of how long the equipment lasts. */
export const LIFE = 'service_life';

/** What an offer is measured by beside the demands; which terms, and how, follows from the need alone. */
export interface Traits {
  readonly terms: readonly ScoreTerm[];
  /** The flow to treat in the unit of the domain's price scale, at its upper end; where price is such a term. */
  readonly flow?: number;
  /** The need demands a service life, so it has its own finding and is not read here. */
  readonly lifeDemanded: boolean;
  /** The need demands an honour, so honours have their own findings and are not counted here. */
  readonly honourDemanded: boolean;
  /** What the need asks of the kind of equipment. */
  readonly kind: readonly KindDemand[];
}

type Unmeasured = Omit<PreparedNeed, 'traits'>;

/** Works out once for a need what {@link traitTermsOf} and {@link traitValue} go by. */
export function traitsOf(prepared: Unmeasured): Traits {
  const { need, demands } = prepared;
  const demanded = new Set(demands.flatMap(scoreTermsOf));
  const flow = demanded.has('price') ? undefined : scaledFlow(prepared);
  const kind = kindDemandsOf(prepared);
  const namesKind = prepared.reference.kinds !== undefined && (need.technologies ?? []).length > 0;
  return {
    terms: [
      ...(flow === undefined ? [] : (['price'] as const)),
      ...(demanded.has('energy') || !ENERGY_SCALES[need.domain] ? [] : (['energy'] as const)),
      ...(kind.length > 0 || namesKind ? (['suitability'] as const) : []),
      ...(need.scenario === undefined ? [] : (['scenario'] as const)),
      ...(prepared.market ? (['record', 'freshness'] as const) : []),
    ],
    ...(flow === undefined ? {} : { flow }),
    lifeDemanded: demands.some((demand) => demand.kind === 'FIGURE' && demand.demand.metric === LIFE),
    honourDemanded: demands.some((demand) => demand.kind === 'HELD' && demand.asked.kind === 'HONOUR'),
    kind,
  };
}

function scaledFlow({ need, duty }: Unmeasured): number | undefined {
  const scale = PRICE_SCALES[need.domain];
  const flow = duty.value('capacity');
  if (!scale || flow === undefined || flow === 'MIXED_UNITS') return undefined;
  const factor = factorBetween(flow.unit, scale.unit, tonneIsCubicMetre(need.domain, 'capacity'));
  return factor === undefined || flow.high <= 0 ? undefined : flow.high * factor;
}

/**
 * The terms that a need measures by the offer itself and not by its demands. Each is the only measure of its term, with
 * weight 1: price and energy are either demanded or measured here, never both.
 */
export const traitTermsOf = (prepared: PreparedNeed): readonly ScoreTerm[] => prepared.traits.terms;

/** The metrics whose facts {@link traitValue} reads for a need, all without a parameter. */
export function traitMetricsOf({ traits, need }: PreparedNeed): readonly string[] {
  const energy = traits.terms.includes('energy') ? ENERGY_SCALES[need.domain]?.metric : undefined;
  return [
    ...(traits.flow === undefined || traits.lifeDemanded ? [] : [LIFE]),
    ...(energy === undefined ? [] : [energy]),
  ];
}

/**
 * What an offer is worth in one of {@link traitTermsOf}, in [0, 1]; what it does not state is worth 0, but for its kind
 * and scenario. It reads price, technologies, scenarios, honours, record, confirmedOn and the facts of
 * {@link traitMetricsOf}, and nothing else of the offer; `suitability` reads the technologies alone, and `scenario` them
 * and the scenarios.
 *
 * @param units how many units carry the duty; only when the finding on its capacity passes
 */
export function traitValue(
  term: ScoreTerm,
  prepared: PreparedNeed,
  offer: Offer,
  units: number | undefined,
  statements = statementsOf(offer, prepared.duty, prepared.isParameter),
): number {
  switch (term) {
    case 'price':
      return priceValue(prepared, offer, units, statements);
    case 'energy':
      return energyValue(prepared, statements);
    case 'suitability':
      return suitabilityOf(prepared, offer.technologies ?? []);
    case 'scenario':
      return scenarioValue(prepared, offer);
    case 'record':
      return recordValue(prepared, offer);
    case 'freshness':
      return freshnessValue(prepared, offer);
    case 'completeness':
    case 'margin':
    case 'evidence':
    case 'capacity':
      throw new Error(`measured by demands only: ${term}`);
  }
}

/** 1 for nothing, a half at what is usual, towards 0 beyond: less is always better. */
export const lessIsBetter = (figure: number, usual: number): number => usual / (usual + Math.max(0, figure));

/** The whole price over flow and years, against what buyers plan to pay over {@link USUAL_YEARS}. */
function priceValue(prepared: PreparedNeed, offer: Offer, units: number | undefined, statements: Statements): number {
  const { price } = offer;
  const { flow } = prepared.traits;
  const planned = price && PRICE_SCALES[prepared.need.domain]?.planned[price.currency];
  if (!price || planned === undefined || flow === undefined) return 0;
  const per = price.per ?? 'unit';
  const whole =
    per === 'unit' ? units && price.amount * units : flowPrice(price.amount, per, prepared.duty, prepared.need.domain);
  if (whole === undefined) return 0;
  return priceWorth(whole, flow, Math.max(USUAL_YEARS, lifeOf(prepared, statements)), planned);
}

/** What a price of the whole duty is worth, spread over the flow and the years it serves. */
export const priceWorth = (whole: number, flow: number, years: number, planned: number): number =>
  lessIsBetter(((whole / flow) * USUAL_YEARS) / years, planned);

/**
 * A stated life counts where it is longer than the usual years. A shorter one is in the records that of a part (a lamp,
 * a membrane, a catalyst), and stating it must not cost more than silence.
 */
function lifeOf(prepared: PreparedNeed, statements: Statements): number {
  return prepared.traits.lifeDemanded ? 0 : (unconditional(LIFE, 'a', 'lower', prepared, statements) ?? 0);
}

function energyValue(prepared: PreparedNeed, statements: Statements): number {
  const scale = ENERGY_SCALES[prepared.need.domain];
  const energy = scale && unconditional(scale.metric, scale.unit, 'upper', prepared, statements);
  return energy === undefined ? 0 : lessIsBetter(energy, scale?.usual ?? 0);
}

/**
 * The worse for the buyer of what is stated without a condition. As with a finding, nothing is known of it when nothing
 * is left without the facts weaker than the need's minimum basis.
 */
function unconditional(
  metric: string,
  unit: string,
  end: 'lower' | 'upper',
  { need }: PreparedNeed,
  statements: Statements,
): number | undefined {
  const { all } = statements(metric);
  if (all.length === 0) return undefined;
  const counting = all.filter((fact) => isEmpty(fact.condition));
  const thing: Thing = { all: counting, counting, undecided: [] };
  const read = (of: Thing): Reading[typeof end] => figureIn(of, unit)[end];
  if (need.minimumBasis !== undefined && !read(noWeakerThan(thing, basisRank(need.minimumBasis)))) return undefined;
  return read(thing)?.value;
}

/**
 * 1 for a scenario that is, contains or is part of the need's; 0 where only others are named. Where none is, a technology
 * that lies under the need's scenario is made for it; of any other it is not known, for the tree gives each technology
 * one place though it may serve several scenarios.
 */
function scenarioValue({ need, reference }: PreparedNeed, { scenarios = [], technologies = [] }: Offer): number {
  const { scenario } = need;
  if (scenario === undefined) return 0;
  if (scenarios.length === 0) return technologies.some((one) => within(one, scenario, reference)) ? 1 : 0.5;
  return scenarios.some((one) => related(one, scenario, reference)) ? 1 : 0;
}

/** How many earn half: of honours there are few, of accepted contracts a capable firm soon has some. */
const HALF_HONOURS = 2;
const HALF_CONTRACTS = 5;

const moreIsBetter = (count: number, half: number): number => Math.max(0, count) / (Math.max(0, count) + half);

function recordValue({ traits }: PreparedNeed, { honours = [], record = 0 }: Offer): number {
  const contracts = moreIsBetter(record, HALF_CONTRACTS);
  return traits.honourDemanded ? contracts : (moreIsBetter(new Set(honours).size, HALF_HONOURS) + contracts) / 2;
}

const DAY_MS = 24 * 60 * 60_000;
/** An age at which a confirmation is worth half of a new one. */
const HALF_DAYS = 365;

function freshnessValue({ asOf }: PreparedNeed, { confirmedOn }: Offer): number {
  if (confirmedOn === undefined) return 0;
  const days = (Date.parse(asOf) - Date.parse(confirmedOn)) / DAY_MS;
  return Number.isNaN(days) ? 0 : lessIsBetter(days, HALF_DAYS);
}
