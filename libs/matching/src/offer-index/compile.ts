import type { Demand, EnvelopeDemand, FigureDemand, PreparedNeed } from '../demand';
import { decide } from '../conditions';
import { tonneIsCubicMetre, type DesignValue } from '../duty';
import type { End } from '../interval';
import { basisRank } from '../stated';
import { factorBetween } from '../units';
import { scoreTermsOf, weightOf, type ScoreTerm } from '../terms';
import { traitMetricsOf, traitTermsOf } from '../traits';
import type { Words } from './segment';

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
  readonly minimumRank: number;
}

/** An outlet limit or another figure, with everything that does not depend on the offer worked out. */
export interface CompiledFigure extends CompiledBase {
  readonly kind: 'FIGURE';
  readonly demand: FigureDemand;
  readonly isOutlet: boolean;
  readonly isRemoval: boolean;
  readonly isRating: boolean;
  readonly lower: End | undefined;
  readonly upper: End | undefined;
  readonly oneSided: boolean;
  readonly figure: number;
  readonly removal: number;
  readonly inlet: number;
  /** Factors into the unit of the demand, into per cent, and into the unit of the duty, by number of the unit. */
  readonly toDemand: Factors;
  readonly toPercent: Factors;
  readonly toDuty: Factors | undefined;
  readonly duty: DesignValue | undefined;
  /** The duty's figures in the unit of the demand; NaN when there are none. */
  readonly dutyLow: number;
  readonly dutyHigh: number;
}

export interface CompiledEnvelope extends CompiledBase {
  readonly kind: 'ENVELOPE';
  readonly demand: EnvelopeDemand;
  readonly isCapacity: boolean;
  readonly isRating: boolean;
  readonly thing: number;
  readonly design: DesignValue | undefined;
  readonly toDesign: Factors | undefined;
}

export interface CompiledHeld extends CompiledBase {
  readonly kind: 'HELD';
  /** Verdicts by number of the list or price, filled as they are met; 255 where not yet known. */
  readonly known: Map<number, number>;
}

export interface CompiledUnknown extends CompiledBase {
  readonly kind: 'STANDARD_UNKNOWN';
}

export type Compiled = CompiledFigure | CompiledEnvelope | CompiledHeld | CompiledUnknown;

/** Factors from every unit into one, worked out when first asked for; NaN where units do not convert. */
export class Factors {
  private readonly factors: number[] = [];

  constructor(
    private readonly words: Words,
    private readonly to: string,
    private readonly tonne = false,
  ) {}

  of(unit: number): number {
    const known = this.factors[unit];
    if (known !== undefined) return known;
    const factor = factorBetween(this.words.units.value(unit), this.to, this.tonne) ?? NaN;
    this.factors[unit] = factor;
    return factor;
  }
}

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
    const said = decide(this.words.conditions.value(condition), this.prepared.duty, this.prepared.isParameter);
    const result = said === 'TRUE' ? 1 : said === 'FALSE' ? 0 : 2;
    this.decided[condition] = result;
    return result;
  }
}

/** A need made ready for many offers whose words an index holds by number. */
export interface CompiledNeed {
  readonly prepared: PreparedNeed;
  readonly demands: readonly Compiled[];
  readonly decisions: Decisions;
  readonly groups: readonly CompiledGroup[];
  readonly traits: readonly CompiledTrait[];
  /** The things whose facts the traits are read from. */
  readonly traitThings: readonly number[];
}

/** A term that is measured by the offer itself, and what its value is multiplied by. */
export interface CompiledTrait {
  readonly term: ScoreTerm;
  readonly weight: number;
}

export function compileNeed(prepared: PreparedNeed, words: Words): CompiledNeed {
  const { alternatives, traits } = measuredBy(prepared);
  const coefficients = coefficientsOf(alternatives, prepared.demands);
  return {
    prepared,
    demands: prepared.demands.map((demand, index) => compile(demand, prepared, words, coefficients[index] ?? NOTHING)),
    decisions: new Decisions(prepared, words),
    groups: groupsOf(prepared, alternatives),
    traits,
    traitThings: traitMetricsOf(prepared)
      .map((metric) => words.things.known({ metric }))
      .filter((thing) => thing !== 0),
  };
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

function compile(demand: Demand, prepared: PreparedNeed, words: Words, coefficients: Coefficients): Compiled {
  const base = {
    ...coefficients,
    counts: demand.mandatory && demand.group === undefined,
    minimumRank: demand.minimumBasis === undefined ? ANY_RANK : basisRank(demand.minimumBasis),
  };
  const number = (metric: string, parameter?: string) =>
    words.things.known(parameter === undefined ? { metric } : { metric, parameter });
  const isRating = (metric: string, parameter?: string) =>
    metric === 'capacity' || (metric === 'inlet' && parameter !== 'ph' && parameter !== 'water_temp');
  switch (demand.kind) {
    case 'FIGURE': {
      const { metric, parameter, unit } = demand.demand;
      const isOutlet = metric === 'outlet';
      const value = isOutlet ? prepared.duty.value('inlet', parameter) : undefined;
      const duty = value === undefined || value === 'MIXED_UNITS' ? undefined : value;
      const factor = duty ? (factorBetween(duty.unit, unit) ?? NaN) : NaN;
      return {
        ...base,
        kind: 'FIGURE',
        demand,
        isOutlet,
        isRemoval: metric === 'removal_pct',
        isRating: isRating('inlet', parameter),
        lower: demand.bound?.lower,
        upper: demand.bound?.upper,
        oneSided: (demand.bound?.lower === undefined) !== (demand.bound?.upper === undefined),
        figure: number(metric, parameter),
        removal: isOutlet ? number('removal_pct', parameter) : 0,
        inlet: isOutlet ? number('inlet', parameter) : 0,
        toDemand: new Factors(words, unit),
        toPercent: new Factors(words, '%'),
        toDuty: duty && new Factors(words, duty.unit),
        duty,
        dutyLow: duty ? duty.low * factor : NaN,
        dutyHigh: duty ? duty.high * factor : NaN,
      };
    }
    case 'ENVELOPE': {
      const { metric, parameter, design } = demand;
      const figures = design === undefined || design === 'MIXED_UNITS' ? undefined : design;
      return {
        ...base,
        kind: 'ENVELOPE',
        demand,
        isCapacity: metric === 'capacity' && parameter === undefined,
        isRating: isRating(metric, parameter),
        thing: number(metric, parameter),
        design: figures,
        toDesign: figures && new Factors(words, figures.unit, tonneIsCubicMetre(prepared.need.domain, metric)),
      };
    }
    case 'HELD':
      return { ...base, kind: 'HELD', demand, known: new Map() };
    case 'STANDARD_UNKNOWN':
      return { ...base, kind: 'STANDARD_UNKNOWN', demand };
  }
}
