import { isEmpty } from '../conditions';
import { thingKey, tonneIsCubicMetre } from '../duty';
import { endsOf } from '../interval';
import { basisRank, envelopeIn, figureIn, isSpread, type Reading, type Thing } from '../stated';
import { factorBetween } from '../units';
import type { Fact, Offer } from '../model';
import type { Asked, DemandClasses, LaneThing } from './demand-class';
import { dutyIn, SILENCE, thingsAtBetterEnd, weakestOf, type FigureThings } from './judge';

/**
 * Upper limits that fail: below `limit` and below `share` of what comes in, where that is known; below `bare` where it
 * is not. Infinity asks nothing more; minus infinity is kept by every limit.
 */
export interface Short {
  readonly limit: number;
  readonly share: number;
  readonly bare: number;
}

/**
 * What fails surely, and what may fail: the two differ where facts have conditions, which each need's own duty decides,
 * or where only an exact look tells.
 */
export interface Within<T> {
  readonly sure: T;
  readonly perhaps: T;
}

/** What an offer's facts on one thing come to for all limits on it. */
export interface LimitPlan {
  readonly lane: number;
  readonly most: Within<Short>;
  /** Lower limits above this fail. */
  readonly least: Within<number>;
  /** Of demands with both ends, the upper ones below this fail. */
  readonly rangeMost: Within<number>;
  /** Of demands with both ends, the lower ones above this fail. */
  readonly rangeLeast: Within<number>;
  readonly said: Said;
  /** None where conditions bear on the facts. */
  readonly plain?: PlainReading;
}

/** What they come to for design values: the highest above `high` fail, and the lowest below `low`. */
export interface SpanPlan {
  readonly lane: number;
  /** Whether each of the lane is a demand by itself; outside of the inlet's figures, limits at the outlet fail, too. */
  readonly counted: boolean;
  readonly high: Within<number>;
  readonly low: Within<number>;
  readonly said: Said;
  /** None where conditions bear on the facts. */
  readonly plain?: PlainReading;
  /** How many equal units may carry a capacity. */
  readonly mostUnits: number;
  /** Whether a design value at an end is inside: none of the ends is open. */
  readonly closed: boolean;
  /** Several equal units carry what one does not, and each must be given its least: the most and the least for one. */
  readonly units?: { readonly most: number; readonly least: number };
}

/** The strongest bases, by rank, of facts with such an end; Infinity where there is none. */
export interface Said {
  readonly upper: number;
  readonly lower: number;
}

/** What facts under no condition come to; NaN for what is not said. */
export interface PlainReading {
  readonly upper: number;
  readonly lower: number;
  /** The stated removal at the outlet, in per cent. */
  readonly removal: number;
  /** Whether some figures are spreads. */
  readonly isSpread: boolean;
  /** Whether some facts count, and whether some of them convert. */
  readonly counts: boolean;
  readonly converts: boolean;
  /** The weakest basis of all facts, by rank; -1 without facts. */
  readonly weakest: number;
  /** Whether none of the ends is open. */
  readonly closed: boolean;
}

/** With more conditions than this that bear on one thing, every demand on it is looked at for itself. */
const MOST_CONDITIONS = 4;

/** What fails a demand under one combination of conditions. */
interface Fails {
  readonly most: Short;
  readonly least: number;
  readonly rangeMost: number;
  readonly rangeLeast: number;
}

const NOTHING_SHORT: Short = { limit: -Infinity, share: -Infinity, bare: -Infinity };
const ALL_SHORT: Short = { limit: Infinity, share: Infinity, bare: Infinity };
const NEVER: Fails = { most: NOTHING_SHORT, least: Infinity, rangeMost: -Infinity, rangeLeast: Infinity };
const ALWAYS: Fails = { most: ALL_SHORT, least: -Infinity, rangeMost: Infinity, rangeLeast: -Infinity };

type Pick2 = (a: number, b: number) => number;

/** Of two, what fails by both (`few` picks the lesser) or may fail by either. */
const combined = (a: Fails, b: Fails, few: Pick2, many: Pick2): Fails => ({
  most: {
    limit: few(a.most.limit, b.most.limit),
    share: few(a.most.share, b.most.share),
    bare: few(a.most.bare, b.most.bare),
  },
  least: many(a.least, b.least),
  rangeMost: few(a.rangeMost, b.rangeMost),
  rangeLeast: many(a.rangeLeast, b.rangeLeast),
});
const both = (a: Fails, b: Fails): Fails => combined(a, b, Math.min, Math.max);
const either = (a: Fails, b: Fails): Fails => combined(a, b, Math.max, Math.min);

/** Reads the facts of one offer for all lanes of an index. Figures are in the unit of the lane. */
export class Planner {
  constructor(
    private readonly offer: Offer,
    private readonly facts: ReadonlyMap<string, readonly Fact[]>,
    private readonly classes: DemandClasses,
    /** Whether a condition may be true for some duty. */
    private readonly canHold: (condition: string) => boolean,
  ) {}

  limits(): readonly LimitPlan[] {
    const { domain } = this.offer;
    const plans: LimitPlan[] = [];
    for (const [thing, [first]] of this.facts) {
      for (const lane of this.classes.figureLanesOn(domain, thing)) plans.push(this.limitPlan(lane));
      if (first?.metric !== 'removal_pct') continue;
      const outlet = thingKey('outlet', first.parameter);
      if (this.facts.has(outlet)) continue;
      for (const lane of this.classes.figureLanesOn(domain, outlet)) plans.push(this.limitPlan(lane));
    }
    return plans;
  }

  spans(): readonly SpanPlan[] {
    const { domain } = this.offer;
    const plans: SpanPlan[] = [];
    for (const thing of this.facts.keys())
      for (const lane of this.classes.envelopeLanesOn(domain, thing)) plans.push(this.spanPlan(lane));
    return plans;
  }

  /** What one unit carries at most; NaN where nothing says so, undefined where conditions decide. */
  capacityOfOne(unit: string): number | undefined {
    const facts = this.factsOn('capacity', undefined);
    if (this.conditionsOf(facts).length > 0) return undefined;
    const lane = { domain: this.offer.domain, metric: 'capacity', unit };
    return this.envelope(lane, this.counting(facts, [])).upper?.value ?? NaN;
  }

  private limitPlan(lane: LaneThing): LimitPlan {
    const { metric, parameter } = lane;
    const figure = this.factsOn(metric, parameter);
    const removal = metric === 'outlet' ? this.factsOn('removal_pct', parameter) : [];
    const all = removal.length === 0 ? figure : [...figure, ...removal];
    const plain = this.conditionsOf(all).length > 0 ? undefined : this.plainLimits(lane, figure, removal);
    const [sure, perhaps] =
      plain && !plain.isSpread
        ? failsOf(plain)
        : this.overConditions(all, NEVER, ALWAYS, both, either, (held) =>
            this.fails(lane, {
              figure: this.counting(figure, held),
              removal: this.counting(removal, held),
              inlet: SILENCE,
            }),
          );
    return {
      lane: lane.number,
      most: { sure: sure.most, perhaps: perhaps.most },
      least: { sure: sure.least, perhaps: perhaps.least },
      rangeMost: { sure: sure.rangeMost, perhaps: perhaps.rangeMost },
      rangeLeast: { sure: sure.rangeLeast, perhaps: perhaps.rangeLeast },
      said: {
        upper: Math.min(this.said(figure, lane, 'upper'), this.said(removal, { ...lane, unit: '%' }, 'lower')),
        lower: this.said(figure, lane, 'lower'),
      },
      ...(plain ? { plain } : {}),
    };
  }

  private plainLimits(lane: LaneThing, figure: readonly Fact[], removal: readonly Fact[]): PlainReading {
    const [said, removed] = [this.counting(figure, NO_CONDITIONS), this.counting(removal, NO_CONDITIONS)];
    const { upper, lower, facts } = figureIn(said, lane.unit, lane.metric === 'removal_pct');
    return {
      upper: upper?.value ?? NaN,
      lower: lower?.value ?? NaN,
      removal: removed.counting.length > 0 ? (figureIn(removed, '%', true).lower?.value ?? NaN) : NaN,
      isSpread: said.counting.some(isSpread) || removed.counting.some(isSpread),
      counts: said.counting.length + removed.counting.length > 0,
      converts: facts.length > 0,
      weakest: Math.max(weakestOf(figure), weakestOf(removal)),
      closed: isClosed(figure),
    };
  }

  /** The strongest basis, by rank, of facts that may count and convert and have an end. */
  private said(facts: readonly Fact[], { domain, metric, unit }: LaneThing, end: 'upper' | 'lower' | 'any'): number {
    let strongest = Infinity;
    for (const fact of facts) {
      const { condition } = fact;
      if (!isEmpty(condition) && !this.canHold(condition as string)) continue;
      if (factorBetween(fact.unit, unit, tonneIsCubicMetre(domain, metric)) === undefined) continue;
      if (end !== 'any' && !endsOf(fact)[end]) continue;
      strongest = Math.min(strongest, basisRank(fact.basis));
    }
    return strongest;
  }

  /** What surely fails and what may, over all combinations of conditions that bear on the facts. */
  private overConditions<T>(
    facts: readonly Fact[],
    never: T,
    always: T,
    and: (a: T, b: T) => T,
    or: (a: T, b: T) => T,
    read: (held: readonly string[]) => readonly [sure: T, perhaps: T],
  ): readonly [sure: T, perhaps: T] {
    const conditions = this.conditionsOf(facts);
    if (conditions.length > MOST_CONDITIONS) return [never, always];
    let [sure, perhaps] = read([]);
    for (let chosen = 1; chosen < 1 << conditions.length; chosen += 1) {
      const one = read(conditions.filter((_, place) => ((chosen >>> place) & 1) === 1));
      [sure, perhaps] = [and(sure, one[0]), or(perhaps, one[1])];
    }
    return [sure, perhaps];
  }

  private fails(lane: LaneThing, things: FigureThings): readonly [sure: Fails, perhaps: Fails] {
    const plain = this.failsBy(lane, things);
    if (!things.figure.counting.some(isSpread) && !things.removal.counting.some(isSpread)) return plain;
    // One limit alone fails only if it does at both ends of a spread; both ends are judged by the worse one.
    const mostBy = this.failsBy(lane, thingsAtBetterEnd(things, 'LOW'));
    const leastBy = this.failsBy(lane, thingsAtBetterEnd(things, 'HIGH'));
    const at = (place: 0 | 1): Fails => ({
      ...plain[place],
      most: both(plain[place], mostBy[place]).most,
      least: both(plain[place], leastBy[place]).least,
    });
    return [at(0), at(1)];
  }

  private failsBy(lane: LaneThing, { figure, removal }: FigureThings): readonly [sure: Fails, perhaps: Fails] {
    const { lower, upper } = figureIn(figure, lane.unit, lane.metric === 'removal_pct');
    const removed = removal.counting.length > 0 ? figureIn(removal, '%', true).lower : undefined;
    return failsOf({
      upper: upper?.value ?? NaN,
      lower: lower?.value ?? NaN,
      removal: removed?.value ?? NaN,
    });
  }

  private spanPlan(lane: LaneThing): SpanPlan {
    const facts = this.factsOn(lane.metric, lane.parameter);
    const conditional = this.conditionsOf(facts).length > 0;
    const isModular = lane.metric === 'capacity' && lane.parameter === undefined && this.offer.modular === true;
    const most = isModular ? (this.offer.maxUnits ?? Infinity) : 1;
    const [never, always] = [
      { high: Infinity, low: -Infinity },
      { high: -Infinity, low: Infinity },
    ];
    type Out = typeof never;
    const of = (a: Out, b: Out, few: Pick2, many: Pick2): Out => ({
      high: many(a.high, b.high),
      low: few(a.low, b.low),
    });
    const [sure, perhaps] = this.overConditions<Out>(
      facts,
      never,
      always,
      (a, b) => of(a, b, Math.min, Math.max),
      (a, b) => of(a, b, Math.max, Math.min),
      (held) => {
        const { upper, lower } = this.envelope(lane, this.counting(facts, held));
        const low = lower?.value ?? -Infinity;
        if (!isModular || !upper) {
          const out = { high: upper?.value ?? Infinity, low };
          return [out, out];
        }
        if (!(most >= 1)) return [never, always];
        const reach = upper.value > 0 ? upper.value * most : upper.value;
        if (!lower)
          return [
            { high: reach, low },
            { high: reach, low },
          ];
        // Each of several units is given its share of the lowest flow.
        return [
          { high: reach, low: low > 0 ? low : -Infinity },
          { high: conditional || !(upper.value > 0) ? -Infinity : reach, low },
        ];
      },
    );
    const plain = conditional ? undefined : this.counting(facts, NO_CONDITIONS);
    const reading = plain && this.envelope(lane, plain);
    const plan = {
      lane: lane.number,
      ...(reading
        ? {
            plain: {
              upper: reading.upper?.value ?? NaN,
              lower: reading.lower?.value ?? NaN,
              removal: NaN,
              isSpread: false,
              counts: plain.counting.length > 0,
              converts: reading.facts.length > 0,
              weakest: weakestOf(facts),
              closed: isClosed(facts),
            },
          }
        : {}),
      mostUnits: most,
      counted: lane.metric !== 'inlet',
      closed: isClosed(facts),
      high: { sure: sure.high, perhaps: perhaps.high },
      low: { sure: sure.low, perhaps: perhaps.low },
      said: { upper: this.said(facts, lane, 'upper'), lower: this.said(facts, lane, 'any') },
    };
    if (!isModular || !reading || !(most > 1)) return plan;
    const { upper, lower } = reading;
    return upper && lower && upper.value > 0 ? { ...plan, units: { most: upper.value, least: lower.value } } : plan;
  }

  private envelope({ domain, metric, parameter, unit }: Omit<LaneThing, 'number'>, thing: Thing): Reading {
    return envelopeIn(thing, metric, parameter, unit, dutyIn(domain));
  }

  private factsOn(metric: string, parameter: string | undefined): readonly Fact[] {
    return this.facts.get(thingKey(metric, parameter)) ?? [];
  }

  private conditionsOf(facts: readonly Fact[]): readonly string[] {
    if (facts.every(({ condition }) => isEmpty(condition))) return NO_CONDITIONS;
    return [
      ...new Set(
        facts.flatMap(({ condition }) =>
          isEmpty(condition) || !this.canHold(condition as string) ? [] : [condition as string],
        ),
      ),
    ];
  }

  private counting(all: readonly Fact[], held: readonly string[]): Thing {
    if (all.length === 0) return SILENCE;
    const counting = all.filter(({ condition }) => isEmpty(condition) || held.includes(condition as string));
    return { all, counting, undecided: [] };
  }
}

/** What fails by one reading; where a removal is stated, what comes in decides for some. */
function failsOf({
  upper,
  lower,
  removal,
}: Pick<PlainReading, 'upper' | 'lower' | 'removal'>): readonly [sure: Fails, perhaps: Fails] {
  const [hasUpper, hasLower] = [upper === upper, lower === lower];
  const shown = hasUpper ? upper : hasLower ? lower : -Infinity;
  const least = hasLower ? lower : hasUpper ? upper : Infinity;
  const bare = { limit: shown, share: shown === -Infinity ? -Infinity : Infinity, bare: shown };
  const fails: Fails = { most: bare, least, rangeMost: shown, rangeLeast: least };
  if (removal !== removal) return [fails, fails];
  const most = { limit: hasUpper ? upper : Infinity, share: 1 - removal / 100, bare: shown };
  // What is left of the inlet is an upper end that differs from need to need.
  return [
    { ...NEVER, most, least: hasLower ? lower : Infinity },
    { ...ALWAYS, most, least: hasLower ? lower : -Infinity },
  ];
}

const NO_CONDITIONS: readonly string[] = [];

const isClosed = (facts: readonly Fact[]): boolean =>
  facts.every(({ op }) => op !== '<' && op !== '>' && op !== 'not_detectable');

/** Whether facts of which so much is said can let a demand pass. */
export function canPass({ upper, lower }: Said, { end, minimumRank }: Omit<Asked, 'number'>): boolean {
  switch (end) {
    case 'MOST':
      return upper <= minimumRank;
    case 'LEAST':
      return lower <= minimumRank;
    case 'BOTH':
      return upper <= minimumRank && lower <= minimumRank;
    case 'ANY':
      return upper <= minimumRank || lower <= minimumRank;
  }
}

export const isSaid = ({ upper, lower }: Said): boolean => Math.min(upper, lower) < Infinity;

/** What prices of an offer come to for budgets in one lane; undefined where they come to nothing. */
export function pricePlan(
  { price, modular, domain }: Offer,
  flow: 'NONE' | 'MIXED_UNITS' | 'FIGURES',
  laneUnit: string,
): { readonly plan: Within<Short>; readonly perUnits: boolean } | undefined {
  if (!price) return undefined;
  const per = price.per ?? 'unit';
  if (per !== 'unit') {
    const factor = flow === 'FIGURES' ? factorBetween(laneUnit, per, tonneIsCubicMetre(domain, 'capacity')) : undefined;
    if (factor === undefined) return undefined;
    const short = { limit: Infinity, share: price.amount * factor, bare: -Infinity };
    return { plan: { sure: short, perhaps: short }, perUnits: false };
  }
  const perUnits = modular === true && flow !== 'NONE';
  if (perUnits && flow === 'MIXED_UNITS') return undefined;
  const short = { limit: price.amount, share: Infinity, bare: price.amount };
  return { plan: { sure: short, perhaps: short }, perUnits };
}
