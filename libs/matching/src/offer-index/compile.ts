import { decide } from '../conditions';
import type { Demand, EnvelopeDemand, FigureDemand, HeldDemand, PreparedNeed } from '../demand';
import { thingKey, tonneIsCubicMetre, type DesignValue } from '../duty';
import { closed, keepsLower, keepsUpper, type End } from '../interval';
import { basisRank, isRating } from '../stated';
import { factorBetween } from '../units';
import { scoreTermsOf, weightOf, type ScoreTerm } from '../terms';
import { LIFE, traitMetricsOf, traitTermsOf } from '../traits';
import { ENERGY_SCALES } from '../scales';
import type { ListName } from './list-column';
import { LEAD_DAYS, PRICE, priceKind, type Factors, type Measure, type ThingName, type Words } from './words';

/** No demand names a minimum: every fact may count. */
export const ANY_RANK = 99;

interface Coefficients {
  /** What a pass adds to the score by itself, and per unit of margin, proof and fit of the capacity. */
  readonly requirement: number;
  readonly kept: number;
  readonly proof: number;
  readonly fit: number;
}

interface CompiledBase extends Coefficients {
  readonly demand: Demand;
  readonly counts: boolean;
  readonly grouped: boolean;
  readonly minimumRank: number;
}

/** An outlet limit or another figure, with everything that does not depend on the offer worked out. */
export interface CompiledFigure extends CompiledBase {
  readonly kind: 'FIGURE';
  readonly isOutlet: boolean;
  readonly isRemoval: boolean;
  /** It is not known what is demanded. */
  readonly isOpen: boolean;
  readonly lower: End | undefined;
  readonly upper: End | undefined;
  readonly oneSided: boolean;
  /** Numbers of the things that bear on it; 0 where the index has none. */
  readonly figure: number;
  readonly removal: number;
  readonly inlet: number;
  /** A bare inlet figure is a rating. */
  readonly inletIsRating: boolean;
  /** Factors into the unit of the demand, into per cent, and into the unit of the duty, by number of the unit. */
  readonly toDemand: Factors;
  readonly toPercent: Factors;
  readonly toDuty: Factors | undefined;
  readonly measure: Measure;
  readonly percent: Measure;
  readonly dutyMeasure: Measure | undefined;
  readonly duty: DesignValue | undefined;
  /** The duty's figures in the unit of the demand; NaN when there are none. */
  readonly dutyLow: number;
  readonly dutyHigh: number;
  /** What comes in keeps the limit by itself, where nothing is said of the parameter. */
  readonly inletMeets: boolean;
  /** The delivery time: no evidence is asked of it. */
  readonly isDays: boolean;
}

export interface CompiledEnvelope extends CompiledBase {
  readonly kind: 'ENVELOPE';
  readonly isOpen: boolean;
  readonly onlyIfStated: boolean;
  /** How much one unit treats, whether as the duty or as a requirement. */
  readonly isCapacity: boolean;
  /** The duty's own capacity, whose units a price is reckoned by. */
  readonly isDuty: boolean;
  readonly rating: boolean;
  readonly thing: number;
  readonly design: DesignValue | undefined;
  /** Its figures in the first unit of their family. */
  readonly flow: Pick<DesignValue, 'low' | 'high'> | undefined;
  readonly toDesign: Factors | undefined;
  readonly measure: Measure | undefined;
}

/** A certificate that must hold on a day. */
export interface CompiledCertificate extends CompiledBase {
  readonly kind: 'CERTIFICATE';
  /** Number of the scheme; 0 where no offer of the index holds it. */
  readonly scheme: number;
  readonly day: string;
  /** By number of a date whether what ends then still holds on the day, as far as it was asked. */
  readonly stands: (boolean | undefined)[];
}

/** A list that must hold something: an honour, a service or a region. */
export interface CompiledList extends CompiledBase {
  readonly kind: 'LIST';
  readonly demand: HeldDemand;
  readonly list: ListName;
  /** Numbers of the codes of which the list must hold one. */
  readonly wanted: readonly number[];
}

export interface CompiledPrice extends CompiledBase {
  readonly kind: 'PRICE';
  readonly thing: number;
  readonly most: number;
  /** What a price of each kind (number of its unit) is multiplied by to be that of the whole duty. */
  readonly wholes: Wholes;
}

interface CompiledUnknown extends CompiledBase {
  readonly kind: 'STANDARD_UNKNOWN';
}

export type Compiled =
  CompiledFigure | CompiledEnvelope | CompiledCertificate | CompiledList | CompiledPrice | CompiledUnknown;

/** What each condition comes to under the duty of one need. */
export class Decisions {
  private readonly decided: number[] = [];

  constructor(
    private readonly prepared: PreparedNeed,
    private readonly words: Words,
  ) {}

  /** 1 counts, 0 does not, 2 is undecided. */
  of(condition: number): number {
    if (condition === 0) return 1;
    const known = this.decided[condition];
    if (known !== undefined) return known;
    return (this.decided[condition] = this.decide(condition));
  }

  private decide(condition: number): number {
    if (this.words.isNote(condition)) return 2;
    const said = decide(this.words.conditions.value(condition), this.prepared.duty, this.prepared.isParameter);
    return said === 'TRUE' ? 1 : said === 'FALSE' ? 0 : 2;
  }
}

/** A need made ready for many offers whose words an index holds by number. */
export interface CompiledNeed {
  readonly prepared: PreparedNeed;
  readonly demands: readonly Compiled[];
  readonly decisions: Decisions;
  readonly groups: readonly CompiledGroup[];
  /** The demands that add to the score by themselves, no members of groups: those that can add most first. */
  readonly weighed: readonly number[];
  /** Those that weigh nothing are left out. */
  readonly traits: readonly CompiledTrait[];
  /** Numbers of the things that traits are read from; 0 where the index has none. */
  readonly life: number;
  readonly energy: number;
  readonly price: number;
}

/** A term that is measured by the offer itself, and what its value is multiplied by. */
interface CompiledTrait {
  readonly term: ScoreTerm;
  readonly weight: number;
}

export function compileNeed(prepared: PreparedNeed, words: Words): CompiledNeed {
  const { alternatives, traits } = measuredBy(prepared);
  const energy = ENERGY_SCALES[prepared.need.domain]?.metric;
  const coefficients = coefficientsOf(alternatives, prepared.demands);
  const demands = prepared.demands.map((demand, index) =>
    compile(demand, prepared, words, coefficients[index] ?? NOTHING),
  );
  return {
    prepared,
    demands,
    weighed: byWeight(demands),
    decisions: new Decisions(prepared, words),
    groups: groupsOf(prepared, alternatives),
    traits: traits.filter(({ weight }) => weight > 0),
    life: prepared.traits.lifeDemanded ? 0 : known(words, LIFE),
    energy: energy === undefined ? 0 : known(words, energy),
    price: words.things.known(PRICE.metric),
  };
}

/** The most that passing a demand can add, by its weight alone. */
export const mostByWeight = ({ requirement, kept, proof, fit }: Coefficients): number =>
  requirement + kept + proof + fit;

function byWeight(demands: readonly Compiled[]): readonly number[] {
  const weights = demands.map((demand) => (demand.grouped ? 0 : mostByWeight(demand)));
  const weighed: number[] = [];
  for (let index = 0; index < weights.length; index += 1) if ((weights[index] as number) > 0) weighed.push(index);
  return weighed.sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b);
}

const NOTHING: Coefficients = { requirement: 0, kept: 0, proof: 0, fit: 0 };

/** One alternative that is measured: an ungrouped demand, or a group, of which each term takes its best. */
export interface Alternatives {
  readonly members: readonly number[];
  readonly weights: Readonly<Partial<Record<ScoreTerm, number>>>;
}

/** What each alternative adds to the score per term: the term's weight over what it is shared by. Traits share theirs with nothing. */
function measuredBy(prepared: PreparedNeed): {
  readonly alternatives: readonly Alternatives[];
  readonly traits: readonly CompiledTrait[];
} {
  const { demands, need } = prepared;
  const groups = new Map<string, number[]>();
  const lists: number[][] = [];
  demands.forEach(({ group }, index) => {
    const list = group === undefined ? undefined : groups.get(group);
    if (list) list.push(index);
    else {
      const one = [index];
      lists.push(one);
      if (group !== undefined) groups.set(group, one);
    }
  });
  const measured = lists
    .map((members) => ({
      members,
      terms: [...new Set(members.flatMap((index) => scoreTermsOf(demands[index] as Demand)))],
      weight: Math.max(...members.map((index) => demands[index]?.weight ?? 0)),
    }))
    .filter(({ terms }) => terms.length > 0);
  const shared = new Map<ScoreTerm, number>();
  for (const { terms, weight } of measured)
    for (const term of terms) shared.set(term, (shared.get(term) ?? 0) + weight);
  for (const term of traitTermsOf(prepared)) shared.set(term, 1);
  const weight = (term: ScoreTerm) => ((shared.get(term) ?? 0) > 0 ? weightOf(term, need) : 0);
  const all = [...shared.keys()].reduce((sum, term) => sum + weight(term), 0);
  const part = (term: ScoreTerm) => (all > 0 && weight(term) > 0 ? weight(term) / (shared.get(term) ?? 1) / all : 0);
  const alternatives = measured.map(({ members, terms, weight: own }) => ({
    members,
    weights: Object.fromEntries(terms.map((term) => [term, own * part(term)])),
  }));
  return { alternatives, traits: traitTermsOf(prepared).map((term) => ({ term, weight: part(term) })) };
}

/** The coefficients of an ungrouped demand; those of a group's members are worked out together. */
function coefficientsOf(alternatives: readonly Alternatives[], demands: readonly Demand[]): readonly Coefficients[] {
  const found: Coefficients[] = demands.map(() => NOTHING);
  for (const { members, weights } of alternatives) {
    const [index] = members;
    if (index === undefined || demands[index]?.group !== undefined) continue;
    found[index] = {
      requirement: weights.completeness ?? 0,
      kept: (weights.margin ?? 0) + (weights.price ?? 0) + (weights.energy ?? 0),
      proof: weights.evidence ?? 0,
      fit: weights.capacity ?? 0,
    };
  }
  return found;
}

/** A group with the places of its members, as the evaluator needs it. */
export interface CompiledGroup {
  readonly mandatory: boolean;
  readonly members: readonly number[];
  readonly weights: Alternatives['weights'];
  /** Which of its terms each member's kept margin feeds. */
  readonly keptTerms: readonly (ScoreTerm | undefined)[];
}

function groupsOf(prepared: PreparedNeed, alternatives: readonly Alternatives[]): readonly CompiledGroup[] {
  return prepared.groups.map(({ name, mandatory }) => {
    const members = prepared.demands.flatMap(({ group }, index) => (group === name ? [index] : []));
    const of = alternatives.find((one) => one.members[0] === members[0]);
    const keptTerms = members.map((index) =>
      scoreTermsOf(prepared.demands[index] as Demand).find(
        (term) => term === 'margin' || term === 'price' || term === 'energy',
      ),
    );
    return { mandatory, members, weights: of?.weights ?? {}, keptTerms };
  });
}

/** In place of a factor: the price is paid for each unit. */
export const PER_UNIT = Infinity;

/** What a price is multiplied by, by its kind: per unit times the units, or per flow times the flow's upper end. */
export class Wholes {
  private readonly factors: (number | undefined)[] = [];

  constructor(
    private readonly words: Words,
    private readonly prepared: PreparedNeed,
    private readonly currency: string,
  ) {}

  /** A factor; PER_UNIT when it is the number of units; NaN when the price cannot be compared. */
  of(unit: number): number {
    const known = this.factors[unit];
    if (known !== undefined) return known;
    const factor = this.reckon(unit);
    this.factors[unit] = factor;
    return factor;
  }

  private reckon(unit: number): number {
    const { currency, per = 'unit' } = priceKind(this.words.units.value(unit));
    if (currency !== this.currency) return NaN;
    if (per === 'unit') return PER_UNIT;
    const flow = this.prepared.duty.value('capacity');
    if (flow === undefined || flow === 'MIXED_UNITS') return NaN;
    return flow.high * (factorBetween(flow.unit, per, tonneIsCubicMetre(this.prepared.need.domain, 'capacity')) ?? NaN);
  }

  /** Whether units must be found before a price per unit can be compared. */
  get needsUnits(): boolean {
    return this.prepared.duty.value('capacity') !== undefined;
  }
}

function compile(demand: Demand, prepared: PreparedNeed, words: Words, coefficients: Coefficients): Compiled {
  const { requirement, kept, proof, fit } = coefficients;
  const base: CompiledBase = {
    requirement,
    kept,
    proof,
    fit,
    demand,
    counts: demand.mandatory && demand.group === undefined,
    grouped: demand.group !== undefined,
    minimumRank: demand.minimumBasis === undefined ? ANY_RANK : basisRank(demand.minimumBasis),
  };
  switch (demand.kind) {
    case 'FIGURE':
      return figureOf(demand, base, prepared, words);
    case 'ENVELOPE':
      return envelopeOf(demand, base, prepared, words);
    case 'HELD': {
      const { asked } = demand;
      if (asked.kind === 'LEAD_DAYS') return daysOf(asked.days, base, words);
      if (asked.kind === 'PRICE') {
        const { amount, currency } = asked.price;
        const wholes = new Wholes(words, prepared, currency);
        return { ...base, kind: 'PRICE', thing: words.things.known(PRICE.metric), most: amount, wholes };
      }
      if (asked.kind === 'CERTIFICATE')
        return {
          ...base,
          kind: 'CERTIFICATE',
          scheme: words.schemes.known(asked.code),
          day: prepared.asOf,
          stands: [],
        };
      return { ...base, demand, kind: 'LIST', list: listOf(asked.kind), wanted: words.lists.known(codesFor(asked)) };
    }
    case 'STANDARD_UNKNOWN':
      return { ...base, kind: 'STANDARD_UNKNOWN' };
  }
}

function listOf(kind: HeldDemand['asked']['kind']): ListName {
  switch (kind) {
    case 'HONOUR':
      return 'honours';
    case 'SERVICE':
      return 'services';
    case 'REGION':
      return 'regions';
    default:
      throw new Error(`not a list: ${kind}`);
  }
}

/** The codes any of which will do: a region is covered by itself, by those it continues, and by `*` (rule 4). */
function codesFor(asked: HeldDemand['asked']): readonly string[] {
  if (asked.kind !== 'REGION') return 'code' in asked ? [asked.code as string] : [];
  const { code } = asked;
  const wider = [...code].flatMap((sign, at) => (sign === '-' ? [[...code].slice(0, at).join('')] : []));
  return ['*', code, ...wider];
}

const known = (words: Words, metric: string, parameter?: string): number => words.things.known(metric, parameter);

// Each is made whole at once: put together from parts it would cost several times as much, for every demand of a query.
function figureOf(demand: FigureDemand, base: CompiledBase, { duty: of }: PreparedNeed, words: Words): CompiledFigure {
  const { metric, parameter, unit } = demand.demand;
  const isOutlet = metric === 'outlet';
  const value = isOutlet ? of.value('inlet', parameter) : undefined;
  const duty = value === undefined || value === 'MIXED_UNITS' ? undefined : value;
  const factor = duty ? (factorBetween(duty.unit, unit) ?? NaN) : NaN;
  return {
    requirement: base.requirement,
    kept: base.kept,
    proof: base.proof,
    fit: base.fit,
    demand: base.demand,
    counts: base.counts,
    grouped: base.grouped,
    minimumRank: base.minimumRank,
    kind: 'FIGURE',
    isOutlet,
    isRemoval: metric === 'removal_pct',
    isOpen: demand.open !== undefined || demand.bound === undefined,
    lower: demand.bound?.lower,
    upper: demand.bound?.upper,
    oneSided: (demand.bound?.lower === undefined) !== (demand.bound?.upper === undefined),
    figure: known(words, metric, parameter),
    removal: isOutlet ? known(words, 'removal_pct', parameter) : 0,
    inlet: isOutlet ? known(words, 'inlet', parameter) : 0,
    inletIsRating: isRating('inlet', parameter),
    toDemand: words.factorsInto(unit),
    toPercent: words.factorsInto('%'),
    toDuty: duty && words.factorsInto(duty.unit),
    measure: words.measureOf(unit),
    percent: words.measureOf('%'),
    dutyMeasure: duty && words.measureOf(duty.unit),
    duty,
    dutyLow: duty ? duty.low * factor : NaN,
    dutyHigh: duty ? duty.high * factor : NaN,
    inletMeets: duty !== undefined && keeps(demand, duty.low * factor, duty.high * factor),
    isDays: false,
  };
}

/** Whether figures from low to high keep a limit; NaN keeps none. */
function keeps({ open, bound }: FigureDemand, low: number, high: number): boolean {
  if (open || !bound || (!bound.lower && !bound.upper)) return false;
  return (
    (!bound.upper || keepsUpper(closed(high), bound.upper)) && (!bound.lower || keepsLower(closed(low), bound.lower))
  );
}

function daysOf(most: number, base: CompiledBase, words: Words): CompiledFigure {
  return {
    requirement: base.requirement,
    kept: base.kept,
    proof: base.proof,
    fit: base.fit,
    demand: base.demand,
    counts: base.counts,
    grouped: base.grouped,
    minimumRank: ANY_RANK,
    kind: 'FIGURE',
    isOutlet: false,
    isRemoval: false,
    isOpen: false,
    lower: undefined,
    upper: closed(most),
    oneSided: true,
    figure: words.things.known(LEAD_DAYS.metric),
    removal: 0,
    inlet: 0,
    inletIsRating: false,
    toDemand: words.factorsInto('d'),
    toPercent: words.factorsInto('%'),
    toDuty: undefined,
    measure: words.measureOf('d'),
    percent: words.measureOf('%'),
    dutyMeasure: undefined,
    duty: undefined,
    dutyLow: NaN,
    dutyHigh: NaN,
    inletMeets: false,
    isDays: true,
  };
}

function envelopeOf(
  demand: EnvelopeDemand,
  base: CompiledBase,
  { need }: PreparedNeed,
  words: Words,
): CompiledEnvelope {
  const { metric, parameter, design } = demand;
  const figures = design === undefined || design === 'MIXED_UNITS' ? undefined : design;
  const tonne = tonneIsCubicMetre(need.domain, metric);
  const measure = figures && words.measureOf(figures.unit, tonne);
  return {
    requirement: base.requirement,
    kept: base.kept,
    proof: base.proof,
    fit: base.fit,
    demand: base.demand,
    counts: base.counts,
    grouped: base.grouped,
    minimumRank: base.minimumRank,
    kind: 'ENVELOPE',
    isOpen: demand.open !== undefined || figures === undefined,
    onlyIfStated: demand.onlyIfStated,
    isCapacity: metric === 'capacity' && parameter === undefined,
    isDuty: demand.id === 'capacity',
    rating: isRating(metric, parameter),
    thing: known(words, metric, parameter),
    design: figures,
    toDesign: figures && words.factorsInto(figures.unit, tonne),
    measure,
    flow: figures && measure && { low: figures.low * measure.scale, high: figures.high * measure.scale },
  };
}

/** The things a demand is judged by, so that offers which say the same of them get the same verdict. */
export function thingsOf(demand: Compiled): readonly number[] {
  switch (demand.kind) {
    case 'FIGURE':
      return [demand.figure, demand.removal, demand.inlet].filter((thing) => thing !== 0);
    case 'ENVELOPE':
    case 'PRICE':
      return demand.thing === 0 ? [] : [demand.thing];
    case 'CERTIFICATE':
    case 'LIST':
    case 'STANDARD_UNKNOWN':
      return [];
  }
}

/** Every thing that a need is judged by, facts alone: what is held is read apart. */
export function factsJudged(prepared: PreparedNeed): readonly ThingName[] {
  const found = new Map<string, ThingName>();
  const add = (metric: string, parameter?: string): void => {
    found.set(thingKey(metric, parameter), parameter === undefined ? { metric } : { metric, parameter });
  };
  for (const demand of prepared.demands) {
    if (demand.kind === 'FIGURE') {
      const { metric, parameter } = demand.demand;
      add(metric, parameter);
      if (metric === 'outlet') {
        add('removal_pct', parameter);
        add('inlet', parameter);
      }
    } else if (demand.kind === 'ENVELOPE') add(demand.metric, demand.parameter);
  }
  for (const metric of traitMetricsOf(prepared)) add(metric);
  return [...found.values()];
}
