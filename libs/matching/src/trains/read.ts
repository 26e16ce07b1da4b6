import { checkEnvelope, checkFigure, checkHeld, type Checked } from '../check';
import type { Demand, FigureDemand } from '../demand';
import { dutyOf, tonneIsCubicMetre, type Duty } from '../duty';
import { closed, keepsLower, keepsUpper } from '../interval';
import type { Fact, Offer } from '../model';
import { basisRank, envelopeIn, figureIn, noWeakerThan, statementsOf, type Statements, type Thing } from '../stated';
import { factorBetween } from '../units';
import { ENERGY_METRICS, bearingOf, isConstant, naming, rankOf, type TrainContext, type Tracked } from './context';
import { downTo, upTo } from './problem';
import type { MissingCode, MissingFact, Untested } from './train';

/** Something an offer leaves open. Taken at its best when assumed; otherwise it does nothing, or bars the stage. */
export interface Doubt {
  readonly key: string;
  /** Without the assumption the stage cannot be used at all. */
  readonly bars: boolean;
  readonly missing: Omit<MissingFact, 'offerId' | 'supplier' | 'stage'>;
}

/** What a stage does to one concentration, in the unit it is followed in. */
export interface Effect {
  readonly keep: number;
  readonly floor: number;
  readonly guarantee: number;
  readonly added: number;
  readonly most: number;
  readonly least: number;
  /** Whether the offer says anything of what leaves it. */
  readonly stated: boolean;
  /** The weakest basis of what was used. */
  readonly rank: number;
  /** A stated removal or guarantee that was not credited: why, and what it would come to. */
  readonly withheld?: {
    readonly code: MissingCode;
    /** What would have to be stated, or be better known. */
    readonly metric: string;
    readonly keep: number;
    readonly guarantee: number;
  };
}

/** An offer read as a stage at one inlet. */
export interface Reading {
  /** The stage can never stand here: an envelope, or a thing each stage must hold, fails. */
  readonly refused: boolean;
  /** A doubt that bars the stage was not assumed away. */
  readonly barred: boolean;
  readonly effects: readonly Effect[];
  /** By setting of the context; `NaN` leaves it. */
  readonly sets: readonly number[];
  readonly capacity: number;
  readonly capacityLeast: number;
  readonly maxUnits: number;
  readonly recovery: number;
  /** Demands of bearing `WHERE_STATED` this stage passes, by id. */
  readonly covers: ReadonlySet<string>;
  /** Demands on the first stage this offer cannot meet as one. */
  readonly notFirst: boolean;
  /** Parameters of which it states a removal or an outlet under conditions that count here. */
  readonly telling: ReadonlySet<string>;
  /** Stated of its inlet, and the need says nothing of it. */
  readonly untested: readonly Omit<Untested, 'stage' | 'offerId'>[];
  readonly doubts: readonly Doubt[];
}

export type Assume = (key: string) => boolean;
export const NOTHING: Assume = () => false;
export const EVERYTHING: Assume = () => true;

/** The duty a stage meets: what enters it, and what no stage changes. A concentration that is not known is left out. */
export function stageDuty(
  context: TrainContext,
  state: readonly (readonly [low: number, high: number] | undefined)[],
  flow: readonly [low: number, high: number] | undefined,
): Duty {
  const statement = (low: number, high: number) =>
    low === high ? ({ op: '=', value: high } as const) : ({ op: 'range', value: low, valueMax: high } as const);
  return dutyOf(context.need.domain, [
    ...(flow && context.flow ? [{ metric: 'capacity', ...statement(...flow), unit: context.flow.unit }] : []),
    ...context.tracked.flatMap(({ parameter, unit }, p) => {
      const figures = state[p];
      return figures && Number.isFinite(figures[1])
        ? [{ metric: 'inlet', parameter, ...statement(...figures), unit }]
        : [];
    }),
    ...context.constant,
  ]);
}

/**
 * Reads an offer as a stage under a duty; what is in doubt counts only where it is assumed.
 *
 * @param alone the one stage of a train is read as the match reads a single offer (rule 1 of docs/exchange.md): an inlet
 *   envelope that is not stated does not bound what it removes or guarantees. Among other stages, in whatever place, such a
 *   figure is in doubt, since nobody has quoted for an inlet. So too a stated inlet of a concentration the need says
 *   nothing of: the match does not test it (rule 2), but among others nobody knows what reaches the stage
 */
export function readStage(context: TrainContext, offer: Offer, duty: Duty, assume: Assume, alone = false): Reading {
  const { prepared, tracked, settings, flow, needRank } = context;
  const statements = statementsOf(offer, duty, prepared.isParameter);
  const doubts: Doubt[] = [];
  const untested: Reading['untested'][number][] = [];
  let refused = false;
  let barred = false;
  const doubt = (key: string, code: MissingCode, bars: boolean, more: Partial<Doubt['missing']> = {}): boolean => {
    const from = more.from ?? 'SUPPLIER';
    doubts.push({ key, bars, missing: { code, ...more, from } });
    const assumed = assume(key);
    if (bars && !assumed) barred = true;
    return assumed;
  };

  const effects = tracked.map((one) => {
    const { parameter, demanded } = one;
    // Followed for what the need only wishes, or for another alternative of it: no inlet of the need, no test.
    const tested = !alone || demanded || prepared.duty.value('inlet', parameter) !== undefined;
    const facts = tested ? [] : statements('inlet', parameter).counting;
    if (facts.length > 0) untested.push({ metric: 'inlet', parameter, facts });
    return effectOf(one, context, statements, duty, alone, tested, doubt);
  });
  const sets = settings.map(({ demand, parameter, unit, end }) => {
    const thing = statements('outlet', parameter);
    const reading = figureIn(noWeakerThan(thing, needRank), unit);
    const all = figureIn(thing, unit);
    const told = end === 'LOWER' ? reading.lower && all.lower : reading.upper && all.upper;
    if (told && end === 'LOWER') {
      // What is at least above the range cannot lie inside it.
      const ceiling = demand.bound?.upper;
      return ceiling && told.value > upTo(ceiling.value, ceiling.open) ? Infinity : -told.value;
    }
    if (told) return told.value;
    const said = thing.all.length > 0 || statements('removal_pct', parameter).all.length > 0;
    if (!said) return NaN;
    // What is said does not settle the end; what leaves the stage is then not known.
    const assumed = doubt(
      `outlet:${parameter}`,
      thing.undecided.length > 0 ? 'CONDITION_UNDECIDED' : 'NOT_STATED',
      false,
      { metric: 'outlet', parameter, ...conditionOf(thing) },
    );
    return assumed ? -Infinity : Infinity;
  });

  refused ||= constantsFail();
  const capacity = capacityOf();
  const recovery = recoveryOf(context, statements);
  const covers = new Set<string>();
  let notFirst = false;
  for (const demand of context.active) {
    const bearing = bearingOf(demand);
    if (demand.kind === 'HELD' && bearing === 'EACH') {
      const { verdict, code } = checkHeld(demand, prepared, offer, undefined);
      if (verdict === 'FAIL') refused = true;
      if (verdict === 'UNKNOWN') doubt(`demand:${demand.id}`, codeOf(code), true, naming(demand));
    } else if (demand.kind === 'FIGURE' && bearing === 'WHERE_STATED') {
      const checked = checkFigure(demand, { ...prepared, duty }, statements);
      const { verdict, code } = checked;
      const { metric, parameter } = demand.demand;
      const said = statements(metric, parameter).all.length > 0;
      if (verdict === 'FAIL') refused = true;
      if (verdict === 'PASS') covers.add(demand.id);
      if (verdict === 'UNKNOWN') {
        const more = { ...naming(demand), metric, ...parameterOf(parameter), ...decidedBy(checked) };
        if (doubt(`demand:${demand.id}`, codeOf(code), said, more)) covers.add(demand.id);
      }
    } else if (demand.kind === 'HELD' && demand.asked.kind === 'PRICE') {
      if (!priceOf(offer, context, demand.asked.price.currency))
        doubt(`demand:${demand.id}`, priceCode(offer, demand.asked.price.currency), true, naming(demand));
    } else if (demand.kind === 'FIGURE' && (bearing === 'ENERGY' || bearing === 'SUM')) {
      const { metric } = demand.demand;
      const code = openSum(demand, statements(metric), 'upper');
      if (code) doubt(`demand:${demand.id}`, code, true, { ...naming(demand), metric });
    } else if (demand.kind === 'FIGURE' && bearing === 'RECOVERY') {
      // Nothing stated counts as no loss, but where a share is demanded it has to be stated.
      const { metric } = demand.demand;
      const code = openSum(demand, statements(metric), 'lower');
      if (code) doubt(`demand:${demand.id}`, code, true, { ...naming(demand), metric });
    } else if (demand.kind === 'ENVELOPE' && bearing === 'FIRST') {
      const checked = checkEnvelope(demand, { ...prepared, duty }, offer, statements);
      // Among others another stage can come first; a single listing is asked.
      if (alone && checked?.verdict === 'UNKNOWN') {
        const { metric, parameter, open } = demand;
        const about = { ...naming(demand), metric, ...parameterOf(parameter), ...decidedBy(checked) };
        // Whether the demand's own condition holds only the buyer can say.
        doubt(`demand:${demand.id}`, codeOf(checked.code), true, open ? { ...about, from: 'BUYER' } : about);
      } else if (checked?.verdict !== 'PASS') notFirst = true;
    }
  }
  const telling = new Set(
    [...tracked, ...settings]
      .map(({ parameter }) => parameter)
      .filter((parameter) =>
        ['removal_pct', 'outlet'].some((metric) => statements(metric, parameter).counting.length > 0),
      ),
  );
  return { refused, barred, effects, sets, ...capacity, recovery, covers, notFirst, telling, untested, doubts };

  /** Envelopes on what no stage changes, or is not followed: pH, temperatures and the rest. */
  function constantsFail(): boolean {
    let fails = false;
    for (const [metric, parameter] of thingsWithEnvelope(offer)) {
      if (metric === 'inlet' && tracked.some((one) => one.parameter === parameter)) continue;
      const thing = statements(metric, parameter);
      if (thing.counting.length === 0) continue;
      const key = `${metric}${parameter === undefined ? '' : `:${parameter}`}`;
      const value = prepared.duty.value(metric, parameter);
      const about = { metric, ...parameterOf(parameter) };
      if (value === undefined) {
        // What is guaranteed of a thing holds only at a known inlet of it (rule 1), wherever it may not be tested else.
        const guaranteed = settings.some((one) => metric === 'inlet' && one.parameter === parameter);
        if (!guaranteed && (alone || isConstant(metric, parameter))) untested.push({ ...about, facts: thing.counting });
        else doubt(key, 'INLET_NOT_STATED', true, { ...about, from: 'BUYER' });
        continue;
      }
      if (value === 'MIXED_UNITS') {
        doubt(key, 'UNIT', true, { ...about, from: 'BUYER' });
        continue;
      }
      const envelope = envelopeIn(thing, metric, parameter, value.unit, prepared.duty);
      if (envelope.facts.length === 0) {
        doubt(key, 'UNIT', true, about);
        continue;
      }
      const outside =
        (envelope.upper && !keepsUpper(closed(value.high), envelope.upper)) ||
        (envelope.lower && !keepsLower(closed(value.low), envelope.lower));
      if (outside) fails = true;
      else if (noWeakerThan(thing, needRank).counting.length === 0) doubt(key, 'WEAK_EVIDENCE', true, about);
    }
    return fails;
  }

  function capacityOf(): Pick<Reading, 'capacity' | 'capacityLeast' | 'maxUnits'> {
    const maxUnits = offer.modular === true ? (offer.maxUnits ?? Infinity) : 1;
    if (!flow) return { capacity: Infinity, capacityLeast: 0, maxUnits };
    const thing = statements('capacity');
    const envelope = envelopeIn(thing, 'capacity', undefined, flow.unit, duty);
    const strong = envelopeIn(noWeakerThan(thing, needRank), 'capacity', undefined, flow.unit, duty);
    const least = envelope.lower ? downTo(envelope.lower.value, envelope.lower.open) : 0;
    if (envelope.upper && strong.upper) {
      return { capacity: upTo(envelope.upper.value, envelope.upper.open), capacityLeast: least, maxUnits };
    }
    const code = envelope.upper
      ? 'WEAK_EVIDENCE'
      : thing.undecided.length > 0
        ? 'CONDITION_UNDECIDED'
        : envelope.otherUnit
          ? 'UNIT'
          : 'NOT_STATED';
    doubt('capacity', code, true, { metric: 'capacity', ...conditionOf(thing) });
    const capacity = envelope.upper ? upTo(envelope.upper.value, envelope.upper.open) : Infinity;
    return { capacity, capacityLeast: least, maxUnits: envelope.upper ? maxUnits : 1 };
  }
}

const UNSAID: Thing = { all: [], counting: [], undecided: [] };

type Doubter = (key: string, code: MissingCode, bars: boolean, more?: Partial<Doubt['missing']>) => boolean;

/** Removal, guarantee, floor and by-product of one concentration. */
function effectOf(
  { parameter, unit, rank, limit, testedByItself }: Tracked,
  context: TrainContext,
  statements: Statements,
  duty: Duty,
  alone: boolean,
  tested: boolean,
  doubt: Doubter,
): Effect {
  const removal = statements('removal_pct', parameter);
  const outlet = statements('outlet', parameter);
  const inlet = tested ? statements('inlet', parameter) : UNSAID;
  const floors = statements('outlet_floor', parameter);
  const byProduct = statements('added', parameter);
  let weakest = 0;
  const lean = (facts: readonly Fact[]) => {
    for (const { basis } of facts) weakest = Math.max(weakest, basisRank(basis));
  };

  // The worse of all that is stated, where facts strong enough state it at all.
  const strongRemoval = figureIn(noWeakerThan(removal, rank), '%', true);
  const certain = strongRemoval.lower ? figureIn(removal, '%', true) : undefined;
  let share = Math.min(100, Math.max(0, certain?.lower?.value ?? 0));
  if (share > 0) lean(strongRemoval.facts);
  const strongOutlet = figureIn(noWeakerThan(outlet, rank), unit);
  const allOutlet = figureIn(outlet, unit);
  let guarantee = strongOutlet.upper && allOutlet.upper ? allOutlet.upper.value : Infinity;
  if (guarantee < Infinity) lean(strongOutlet.facts);

  const bestShare = Math.min(
    100,
    bestOf(removal, (thing) => figureIn(thing, '%', true).lower?.value, Math.max, 0),
  );
  let withheld: Effect['withheld'];
  const withhold = (code: MissingCode, metric: string, most: number, least: number) => {
    withheld ??= { code, metric, keep: 1 - Math.max(most, share) / 100, guarantee: Math.min(least, guarantee) };
  };
  if (bestShare > share) {
    const code = codeOfDoubt(removal, strongRemoval.lower !== undefined);
    if (doubt(`removal_pct:${parameter}`, code, false, { metric: 'removal_pct', parameter, ...conditionOf(removal) })) {
      share = bestShare;
      lean(removal.all);
    } else withhold(code, 'removal_pct', bestShare, Infinity);
  }
  let bestGuarantee = bestOf(outlet, (thing) => figureIn(thing, unit).upper?.value, Math.min, Infinity);
  const otherUnit = allOutlet.otherUnit && allOutlet.facts.length === 0;
  if (otherUnit) bestGuarantee = Math.min(bestGuarantee, limit);
  if (bestGuarantee < guarantee) {
    const code = otherUnit ? 'UNIT' : codeOfDoubt(outlet, strongOutlet.upper !== undefined);
    if (doubt(`outlet:${parameter}`, code, false, { metric: 'outlet', parameter, ...conditionOf(outlet) })) {
      guarantee = bestGuarantee;
      lean(outlet.all);
    } else withhold(code, 'outlet', 0, bestGuarantee);
  }

  const envelope = envelopeIn(inlet, 'inlet', parameter, unit, duty);
  const most = envelope.upper ? upTo(envelope.upper.value, envelope.upper.open) : Infinity;
  const least = envelope.lower ? downTo(envelope.lower.value, envelope.lower.open) : -Infinity;
  const wanted = { metric: 'inlet', parameter, ...conditionOf(inlet) };
  const strongInlet = noWeakerThan(inlet, context.needRank);
  if (inlet.counting.length > 0 && envelope.facts.length === 0) doubt(`inlet:${parameter}`, 'UNIT', true, wanted);
  else if (inlet.counting.length > 0 && strongInlet.counting.length === 0 && (testedByItself || !alone))
    doubt(`inlet:${parameter}`, 'WEAK_EVIDENCE', true, wanted);
  else if (
    (share > 0 || guarantee < Infinity) &&
    !alone &&
    context.options.unstatedEnvelope !== 'UNBOUNDED' &&
    envelopeIn(strongInlet, 'inlet', parameter, unit, duty).upper === undefined
  ) {
    // Nobody says up to what inlet the figure holds, so it does not count.
    const code = inlet.undecided.length > 0 ? 'CONDITION_UNDECIDED' : 'NOT_STATED';
    if (!doubt(`inlet:${parameter}`, code, false, wanted)) {
      withhold(code, 'inlet', share, guarantee);
      share = 0;
      guarantee = Infinity;
      weakest = 0;
    }
  }

  return {
    keep: 1 - share / 100,
    guarantee,
    floor: harmOf(floors, 'outlet_floor', unit, parameter, doubt),
    added: harmOf(byProduct, 'added', unit, parameter, doubt),
    most,
    least,
    stated: [removal, outlet, floors, byProduct].some(({ all }) => all.length > 0),
    rank: weakest,
    ...(withheld ? { withheld } : {}),
  };
}

/** A figure that makes things worse: whatever may hold counts, unless it is assumed away. */
function harmOf(thing: Thing, metric: string, unit: string, parameter: string, doubt: Doubter): number {
  if (thing.all.length === 0) return 0;
  const worst = (of: Thing) => {
    const { upper, lower } = figureIn(of, unit);
    return Math.max(0, upper?.value ?? lower?.value ?? 0);
  };
  const counting = worst(thing);
  const possible = worst({ ...thing, counting: [...thing.counting, ...thing.undecided] });
  const about = { metric, parameter, ...conditionOf(thing) };
  if (figureIn(thing, unit).otherUnit) doubt(`${metric}:${parameter}`, 'UNIT', true, about);
  else if (possible > counting && doubt(`${metric}:${parameter}`, 'CONDITION_UNDECIDED', false, about)) return counting;
  return possible;
}

/** The best a thing can come to: a typical range at its better end, and whichever undecided fact helps most. */
function bestOf(
  thing: Thing,
  figure: (of: Thing) => number | undefined,
  better: (a: number, b: number) => number,
  none: number,
): number {
  const low = better === Math.min;
  const eased = (facts: readonly Fact[]) => facts.map((fact) => easedFact(fact, low));
  let best = figure({ ...thing, counting: eased(thing.counting) }) ?? none;
  for (const fact of thing.undecided) {
    best = better(best, figure({ ...thing, counting: eased([fact]) }) ?? none);
  }
  return best;
}

function easedFact(fact: Fact, low: boolean): Fact {
  if (fact.op !== 'range' || (fact.basis !== 'TYPICAL' && fact.basis !== 'PLANNING')) return fact;
  const value = low ? fact.value : fact.valueMax;
  return { ...fact, op: '=', ...(value === undefined ? {} : { value }) };
}

function codeOfDoubt(thing: Thing, strong: boolean): MissingCode {
  if (thing.undecided.length > 0) return 'CONDITION_UNDECIDED';
  return strong ? 'TYPICAL_SPREAD' : 'WEAK_EVIDENCE';
}

const conditionOf = ({ undecided }: Thing): { readonly condition?: string } => {
  const condition = undecided[0]?.condition;
  return condition === null || condition === undefined ? {} : { condition };
};

const decidedBy = ({ code, stated }: Checked): { readonly condition?: string } =>
  code === 'CONDITION_UNDECIDED' && stated?.condition !== undefined ? { condition: stated.condition } : {};

const priceCode = ({ price }: Offer, currency: string): MissingCode =>
  !price ? 'NOT_STATED' : price.currency === currency ? 'UNIT' : 'CURRENCY';

const parameterOf = (parameter: string | undefined) => (parameter === undefined ? {} : { parameter });

function codeOf(code: Checked['code']): MissingCode {
  switch (code) {
    case 'CONDITION_UNDECIDED':
    case 'WEAK_EVIDENCE':
    case 'TYPICAL_SPREAD':
    case 'UNIT':
    case 'CURRENCY':
    case 'INLET_NOT_STATED':
    case 'LIMIT_UNCONFIRMED':
    case 'STANDARD_UNKNOWN':
      return code;
    default:
      return 'NOT_STATED';
  }
}

/** The inlets and operating temperatures an offer speaks of. */
function thingsWithEnvelope({ facts }: Offer): readonly (readonly [string, string | undefined])[] {
  const things = new Map<string, readonly [string, string | undefined]>();
  for (const { metric, parameter } of facts) {
    if (metric === 'inlet' || metric === 'operating_temp')
      things.set(`${metric}:${parameter ?? ''}`, [metric, parameter]);
  }
  return [...things.values()];
}

/** Why what a stage states does not settle its share of a sum: the end that is needed, on evidence that counts. */
function openSum(
  { demand: { unit }, minimumBasis }: FigureDemand,
  thing: Thing,
  end: 'lower' | 'upper',
): MissingCode | undefined {
  if (figureIn(thing, unit)[end] === undefined) return 'NOT_STATED';
  return figureIn(noWeakerThan(thing, rankOf(minimumBasis)), unit)[end] === undefined ? 'WEAK_EVIDENCE' : undefined;
}

/** Share of the water that goes on; 1 where nothing is stated. */
function recoveryOf({ need }: TrainContext, statements: Statements): number {
  if (need.domain !== 'water') return 1;
  const share = statedRecovery(statements) ?? 1;
  return share > 0 && share <= 1 ? share : 1;
}

function statedRecovery(statements: Statements): number | undefined {
  const { lower, upper } = figureIn(statements('water_recovery'), '%');
  const stated = lower?.value ?? upper?.value;
  return stated === undefined ? undefined : stated / 100;
}

/** kWh per m3 as stated, at the worse end; undefined where it is not stated in such a unit. */
export function energyOf(offer: Offer, duty: Duty, context: TrainContext): number | undefined {
  return figureOf(offer, duty, context, ENERGY_METRICS, 'kWh/m3');
}

/** Square metres of one unit. */
export function footprintOf(offer: Offer, duty: Duty, context: TrainContext): number | undefined {
  return figureOf(offer, duty, context, ['footprint'], 'm2');
}

export function figureOf(
  offer: Offer,
  duty: Duty,
  { prepared }: TrainContext,
  metrics: readonly string[],
  unit: string,
): number | undefined {
  const statements = statementsOf(offer, duty, prepared.isParameter);
  for (const metric of metrics) {
    const { upper } = figureIn(statements(metric), unit);
    if (upper && upper.value >= 0) return upper.value;
  }
  return undefined;
}

/** What a stage uses of something: by itself, per unit and per flow of its own inlet. */
export interface Use {
  readonly perStage: number;
  readonly perUnit: number;
  readonly perFlow: number;
}

export const used = ({ perStage, perUnit, perFlow }: Use, units: number, flow: number): number =>
  perStage + perUnit * units + perFlow * flow;

/** The price of a stage in a currency; undefined where it is not stated so. */
export function priceOf(offer: Offer, { flow, need }: TrainContext, currency: string | undefined): Use | undefined {
  const { price } = offer;
  if (!price || price.currency !== currency) return undefined;
  const per = price.per ?? 'unit';
  if (per === 'unit') return { perStage: 0, perUnit: price.amount, perFlow: 0 };
  const factor = flow && factorBetween(flow.unit, per, tonneIsCubicMetre(need.domain, 'capacity'));
  return factor === undefined ? undefined : { perStage: 0, perUnit: 0, perFlow: price.amount * factor };
}

/** A demand on the sum over all stages, as the search counts it: what each stage uses, and how much there may be. */
export interface Budget {
  readonly demand: Demand;
  readonly limit: number;
  use(offer: Offer, duty: Duty, recovery: number): Use | undefined;
}

/** Price, energy, installed power, footprint and recovery demanded of the whole. */
export function budgetsOf(context: TrainContext): readonly Budget[] {
  const flow = context.flow?.high ?? 1;
  return context.active.flatMap((demand): readonly Budget[] => {
    const bearing = bearingOf(demand);
    if (demand.kind === 'HELD' && demand.asked.kind === 'PRICE') {
      const { amount, currency } = demand.asked.price;
      return [{ demand, limit: upTo(amount, false), use: (offer) => priceOf(offer, context, currency) }];
    }
    if (demand.kind !== 'FIGURE' || !demand.bound) return [];
    const { metric, unit } = demand.demand;
    const { upper, lower } = demand.bound;
    const figure = (offer: Offer, duty: Duty) => figureOf(offer, duty, context, [metric], unit);
    if (bearing === 'ENERGY' && upper) {
      const use: Budget['use'] = (offer, duty) => {
        const each = figure(offer, duty);
        return each === undefined ? undefined : { perStage: 0, perUnit: 0, perFlow: each / flow };
      };
      return [{ demand, limit: upTo(upper.value, upper.open), use }];
    }
    if (bearing === 'SUM' && upper) {
      const use: Budget['use'] = (offer, duty) => {
        const each = figure(offer, duty);
        return each === undefined ? undefined : { perStage: 0, perUnit: each, perFlow: 0 };
      };
      return [{ demand, limit: upTo(upper.value, upper.open), use }];
    }
    if (bearing === 'RECOVERY' && lower) {
      const least = (lower.value * (factorBetween(unit, '%') ?? NaN)) / 100;
      const limit = least > 0 ? -Math.log(downTo(least, lower.open)) : Infinity;
      return [
        {
          demand,
          limit,
          use: (_offer, _duty, recovery) => ({ perStage: -Math.log(recovery), perUnit: 0, perFlow: 0 }),
        },
      ];
    }
    return [];
  });
}

/** What the buyer wants least of, per stage; undefined where the offer does not state it. */
export function objectiveOf(offer: Offer, duty: Duty, context: TrainContext): Use | undefined {
  const { objective, electricity } = context.options;
  const flow = context.flow?.high ?? 1;
  switch (objective) {
    case 'STAGES':
      return { perStage: 1, perUnit: 0, perFlow: 0 };
    case 'FOOTPRINT': {
      const each = footprintOf(offer, duty, context);
      return each === undefined ? undefined : { perStage: 0, perUnit: each, perFlow: 0 };
    }
    case 'ENERGY': {
      const each = energyOf(offer, duty, context);
      return each === undefined ? undefined : { perStage: 0, perUnit: 0, perFlow: each / flow };
    }
    case 'LIFE_CYCLE_COST': {
      const price = priceOf(offer, context, context.currency);
      if (!price || !electricity) return price;
      const perFlow = electricityPerFlow(offer, duty, context);
      return perFlow === undefined ? undefined : { ...price, perFlow: price.perFlow + perFlow };
    }
  }
}

const DAYS_A_YEAR = 365.25;

/** What the electricity of a stage costs over the years asked, per flow of its inlet. */
function electricityPerFlow(offer: Offer, duty: Duty, context: TrainContext): number | undefined {
  const { electricity } = context.options;
  const each = energyOf(offer, duty, context);
  const daily = context.flow && factorBetween(context.flow.unit, 'm3/d');
  if (!electricity || each === undefined || daily === undefined) return undefined;
  if (electricity.perKWh.currency !== context.currency) return undefined;
  return each * daily * DAYS_A_YEAR * electricity.years * electricity.perKWh.amount;
}
