import type { Demand } from '../demand';
import { outcomeOf } from '../match';
import type { Money, Offer } from '../model';
import { factorBetween } from '../units';
import { bearingOf, naming, type Tracked, type TrainContext } from './context';
import { findingsOf } from './findings';
import { relation } from './order';
import { leaving, unitsFor } from './problem';
import {
  budgetsOf,
  energyOf,
  footprintOf,
  objectiveOf,
  priceOf,
  readStage,
  stageDuty,
  used,
  type Assume,
  type Doubt,
  type Effect,
  type Reading,
} from './read';
import type { MissingFact, NotCredited, Train, TrainFigure, TrainStage } from './train';

/** A train followed with the engine's own reading of each stage at its own inlet, under a set of assumptions. */
export interface Walk {
  readonly stages: readonly Walked[];
  /** Upper figures by tracked parameter; `Infinity` where not known. */
  readonly end: readonly number[];
  readonly sets: readonly number[];
  /** Doubts by key `N|…` (stage, from 0) or `need|…`. */
  readonly doubts: ReadonlyMap<string, MissingFact>;
}

export interface Walked {
  readonly offer: Offer;
  readonly reading: Reading;
  readonly duty: ReturnType<typeof stageDuty>;
  readonly units: number;
  readonly inlet: readonly number[];
  readonly outlet: readonly number[];
  readonly flow: readonly [number, number] | undefined;
}

type Assumed = ReadonlySet<string>;

/** Follows a train; undefined where it breaks a rule, an envelope or a limit under what is assumed. */
export function walk(context: TrainContext, offers: readonly Offer[], assumed: Assumed | 'ALL'): Walk | undefined {
  const { tracked, settings, flow, options } = context;
  const holds = (key: string) => assumed === 'ALL' || assumed.has(key);
  const doubts = new Map<string, MissingFact>();
  const start = tracked.map(({ inlet, parameter }) => {
    if (inlet) return inlet.high;
    const key = `need|inlet:${parameter}`;
    doubts.set(key, { code: 'INLET_NOT_STATED', from: 'BUYER', metric: 'inlet', parameter });
    return holds(key) ? ASSUMED_LOW : Infinity;
  });
  let state = start;
  let sets = settings.map(({ start: given, parameter }) => {
    if (given !== Infinity) return given;
    const key = `need|inlet:${parameter}`;
    doubts.set(key, { code: 'INLET_NOT_STATED', from: 'BUYER', metric: 'inlet', parameter });
    return holds(key) ? -Infinity : Infinity;
  });
  let water: readonly [number, number] | undefined = flow ? [flow.low, flow.high] : undefined;
  const stages: Walked[] = [];
  const covered = new Set<string>();
  for (const [index, offer] of offers.entries()) {
    const relations = offers.slice(0, index).map((before) => relation(before, offer, options.rules));
    if (relations.some(({ apart, wrongWay }) => apart || wrongWay)) return undefined;
    const unusual = relations.some((one) => one.unusual);
    const duty = stageDuty(context, dutyState(context, state, index), water);
    const assume: Assume = (key) => holds(`${index}|${key}`);
    const reading = readStage(context, offer, duty, assume, offers.length === 1);
    for (const one of reading.doubts) doubts.set(`${index}|${one.key}`, missingOf(one, offer, index));
    if (unusual || (offers.length > 1 && !placeKnown(offer, context))) {
      doubts.set(`${index}|order`, missingOf(ORDER_DOUBT, offer, index));
      if (!assume('order')) return undefined;
    }
    if (reading.refused || reading.barred || (index === 0 && reading.notFirst)) return undefined;
    for (const id of reading.covers) covered.add(id);
    const units = water ? unitsOf(reading, water) : 1;
    if (units === 0) return undefined;
    const outlet: number[] = [];
    for (const [p, { keep, floor, guarantee, added, most, least }] of reading.effects.entries()) {
      const c = state[p] as number;
      if (c === ASSUMED_LOW) {
        outlet.push(c);
        continue;
      }
      const low = index === 0 ? (tracked[p]?.inlet?.low ?? c) : c;
      if (c > most || low < least) return undefined;
      outlet.push(leaving(c, keep, floor, guarantee) + added);
    }
    stages.push({ offer, reading, duty, units, inlet: state, outlet, flow: water });
    sets = sets.map((value, s) => {
      const set = reading.sets[s] as number;
      return Number.isNaN(set) ? value : set;
    });
    state = outlet;
    if (water) water = [water[0] * reading.recovery, water[1] * reading.recovery];
  }
  // Of what it says nothing of, a single listing may yet be asked, as in the match.
  const [single] = offers;
  const alone = offers.length === 1;
  const silent = (parameter: string) => alone && stages[0]?.reading.telling.has(parameter) === false;
  // Every one is looked at, so that every open question is told.
  const kept =
    tracked.filter((one, p) => {
      const { limit, unanswered, parameter } = one;
      const treated = stages.some(({ reading }) => treats(reading, p) || (alone && reading.telling.has(parameter)));
      const untreated = mustBeTreated(one) && !treated;
      if (!untreated && (state[p] as number) <= limit) return true;
      if (!unanswered && !silent(parameter)) return false;
      const key = `need|removal_pct:${parameter}`;
      if (unanswered) {
        const anyOf = offers.map(({ id }) => id);
        doubts.set(key, { code: 'NOT_STATED', from: 'SUPPLIER', metric: 'removal_pct', parameter, anyOf });
      } else if (single) doubts.set(key, missingOf(silence(key, 'removal_pct', parameter), single, 0));
      return holds(key);
    }).length === tracked.length;
  const within =
    settings.filter(({ limit, parameter }, s) => {
      if ((sets[s] as number) <= limit) return true;
      if (!single || !silent(parameter)) return false;
      const key = `need|outlet:${parameter}`;
      doubts.set(key, missingOf(silence(key, 'outlet', parameter), single, 0));
      return holds(key);
    }).length === settings.length;
  if (!kept || !within || !withinBudgets(context, stages)) return undefined;
  for (const demand of context.active) {
    const code = openCode(demand, context);
    if (code !== undefined) {
      const key = `need|demand:${demand.id}`;
      const condition = demand.kind === 'FIGURE' ? demand.open?.condition : undefined;
      doubts.set(key, { code, from: 'BUYER', ...naming(demand), ...(condition === undefined ? {} : { condition }) });
      if (!holds(key)) return undefined;
    }
    if (bearingOf(demand) === 'WHERE_STATED' && !covered.has(demand.id)) return undefined;
  }
  return { stages, end: state, sets, doubts };
}

/** A concentration at the inlet that nobody stated and that is assumed to be low enough for whatever meets it. */
const ASSUMED_LOW = -Infinity;

const ORDER_DOUBT: Doubt = { key: 'order', bars: true, missing: { code: 'ORDER_UNKNOWN', from: 'ENGINEER' } };

const silence = (key: string, metric: string, parameter: string): Doubt => ({
  key,
  bars: true,
  missing: { code: 'NOT_STATED', from: 'SUPPLIER', metric, parameter },
});

/** Whether a stage lowers a concentration at all. */
export const treats = ({ effects }: Reading, p: number): boolean => {
  const effect = effects[p];
  return effect !== undefined && (effect.keep < 1 || effect.guarantee < Infinity);
};

/** A limit on an inlet that is not known: what treats it may do, what does not treat it may not. */
export const mustBeTreated = ({ inlet, limit, unanswered }: Tracked): boolean =>
  !inlet && limit < Infinity && !unanswered;

/** Whether the rules know where in a train every technology of the offer belongs. */
export function placeKnown({ technologies = [] }: Offer, { options }: TrainContext): boolean {
  return technologies.length > 0 && technologies.every((code) => options.rules.known(code));
}

/** Why a demand of the need cannot be settled by any train. */
export function openCode(demand: Demand, { prepared, tracked }: TrainContext): MissingFact['code'] | undefined {
  if (demand.kind === 'STANDARD_UNKNOWN') return 'STANDARD_UNKNOWN';
  if (demand.kind !== 'FIGURE') return undefined;
  if (demand.open) return demand.open.code;
  const { metric, parameter, unit } = demand.demand;
  if (metric !== 'outlet' && metric !== 'removal_pct') return undefined;
  if (!demand.bound) return 'NOT_STATED';
  const duty = prepared.duty.value('inlet', parameter);
  if (duty === 'MIXED_UNITS') return 'UNIT';
  const one = tracked.find((of) => of.parameter === parameter);
  if (metric === 'removal_pct') return demand.bound.upper ? 'NOT_STATED' : one?.inlet ? undefined : 'INLET_NOT_STATED';
  return one && factorBetween(unit, one.unit) === undefined ? 'UNIT' : undefined;
}

/** The first stage meets the design values as the need gives them, later ones the figure predicted for them. */
export function dutyState(
  { tracked }: TrainContext,
  state: readonly number[],
  index: number,
): readonly (readonly [number, number] | undefined)[] {
  return tracked.map(({ inlet }, p) => {
    const value = state[p] as number;
    // Without an inlet a figure is known only after a guarantee.
    if (!Number.isFinite(value)) return undefined;
    return index === 0 && inlet ? [inlet.low, inlet.high] : [value, value];
  });
}

function unitsOf({ capacity, capacityLeast, maxUnits }: Reading, [low, high]: readonly [number, number]): number {
  const units = unitsFor({ capacity, maxUnits }, high);
  return units > 0 && low / units >= capacityLeast ? units : 0;
}

function withinBudgets(context: TrainContext, stages: readonly Walked[]): boolean {
  return budgetsOf(context).every(({ limit, use }) => {
    const sum = stages.reduce((total, { offer, duty, units, flow, reading }) => {
      const of = use(offer, duty, reading.recovery);
      return total + (of ? used(of, units, flow?.[1] ?? 1) : 0);
    }, 0);
    return sum <= limit;
  });
}

function missingOf({ missing }: Doubt, { id, supplier }: Offer, index: number): MissingFact {
  if (missing.from !== 'SUPPLIER') return { ...missing, offerId: id, stage: index + 1 };
  return { ...missing, offerId: id, ...(supplier === undefined ? {} : { supplier }), stage: index + 1 };
}

/** The doubts a train needs settled: none can be left out of them without breaking it. Empty when it fits as stated. */
export function needed(context: TrainContext, offers: readonly Offer[]): ReadonlyMap<string, MissingFact> | undefined {
  if (walk(context, offers, new Set())) return new Map();
  const all = walk(context, offers, 'ALL');
  if (!all) return undefined;
  const assumed = new Set(all.doubts.keys());
  for (const key of all.doubts.keys()) {
    assumed.delete(key);
    if (!walk(context, offers, assumed)) assumed.add(key);
  }
  const settled = walk(context, offers, assumed);
  if (!settled) return undefined;
  return new Map([...assumed].map((key) => [key, (settled.doubts.get(key) ?? all.doubts.get(key)) as MissingFact]));
}

/** A train as it is shown, with its findings; undefined where it does not hold even with everything assumed. */
export function trainOf(context: TrainContext, offers: readonly Offer[]): Train | undefined {
  const missing = needed(context, offers);
  if (!missing) return undefined;
  const walked = walk(context, offers, new Set(missing.keys()));
  if (!walked) return undefined;
  const { stages } = walked;
  const energy = sumOf(stages, ({ offer, duty, flow }) => {
    const each = energyOf(offer, duty, context);
    const entering = context.flow?.high;
    return each === undefined
      ? undefined
      : each * (flow && entering !== undefined && entering > 0 ? flow[1] / entering : 1);
  });
  const objective = sumOf(stages, ({ offer, duty, units, flow }) => {
    const of = objectiveOf(offer, duty, context);
    return of && used(of, units, flow?.[1] ?? 1);
  });
  const footprint = sumOf(stages, (stage) => footprintStage(stage, context));
  const cost = costOf(stages, context);
  const findings = findingsOf(context, walked, missing);
  const blocking = [...missing.values()];
  const outlet = Object.fromEntries(
    context.tracked.flatMap(({ parameter }, p) => {
      const value = walked.end[p] as number;
      return Number.isFinite(value) ? [[parameter, value] as const] : [];
    }),
  );
  return {
    outcome: blocking.length === 0 && outcomeOf(findings) === 'FITS' ? 'FITS' : 'NEEDS_DATA',
    stages: shownStages(stages, context),
    outlet,
    ...(cost === undefined ? {} : { cost }),
    ...(energy === undefined ? {} : { energy }),
    ...(footprint === undefined ? {} : { footprint }),
    suppliers: [...new Set(stages.flatMap(({ offer: { supplier } }) => (supplier === undefined ? [] : [supplier])))],
    findings,
    missing: blocking,
    untested: stages.flatMap(({ offer, reading }, index) =>
      reading.untested.map((one) => ({ stage: index + 1, offerId: offer.id, ...one })),
    ),
    ...(objective === undefined ? {} : { objective }),
  };
}

function sumOf(stages: readonly Walked[], figure: (stage: Walked) => number | undefined): number | undefined {
  let sum = 0;
  for (const stage of stages) {
    const value = figure(stage);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

/** Price of the whole, with the electricity where it is asked for. */
function costOf(stages: readonly Walked[], context: TrainContext): Money | undefined {
  const { currency } = context;
  if (currency === undefined) return undefined;
  const lifeCycle: TrainContext = { ...context, options: { ...context.options, objective: 'LIFE_CYCLE_COST' } };
  const amount = sumOf(stages, ({ offer, duty, units, flow }) => {
    const of = objectiveOf(offer, duty, lifeCycle);
    return of && used(of, units, flow?.[1] ?? 1);
  });
  return amount === undefined ? undefined : { amount, currency };
}

function footprintStage({ offer, duty, units }: Walked, context: TrainContext): number | undefined {
  const each = footprintOf(offer, duty, context);
  return each === undefined ? undefined : each * units;
}

/** The stages as they are shown, each with what of its figures, or of those before it, could not be credited. */
function shownStages(stages: readonly Walked[], context: TrainContext): readonly TrainStage[] {
  let doubtful: readonly (NotCredited | undefined)[] = context.tracked.map(() => undefined);
  return stages.map((stage, index) => {
    const before = doubtful;
    doubtful = context.tracked.map((_, p) => notCredited(stage, p, index + 1) ?? stillDoubtful(stage, p, before[p]));
    return shown(stage, context, before, doubtful);
  });
}

/** Set where what the stage states would lower the figure if it were credited. */
function notCredited({ reading, inlet, outlet }: Walked, p: number, stage: number): NotCredited | undefined {
  const { withheld, floor, added } = reading.effects[p] as Effect;
  if (!withheld) return undefined;
  const { code, metric, keep, guarantee } = withheld;
  const credited = leaving(inlet[p] as number, keep, floor, guarantee) + added;
  return credited < (outlet[p] as number) ? { code, metric, stage } : undefined;
}

/** A figure that was too high stays so, unless a guarantee of this stage decides it. */
function stillDoubtful({ reading, outlet }: Walked, p: number, before: NotCredited | undefined) {
  const { guarantee, added } = reading.effects[p] as Effect;
  return outlet[p] === guarantee + added ? undefined : before;
}

function shown(
  stage: Walked,
  context: TrainContext,
  before: readonly (NotCredited | undefined)[],
  behind: readonly (NotCredited | undefined)[],
): TrainStage {
  const { offer, duty, units, flow, inlet, outlet, reading } = stage;
  const figures = (values: readonly number[], doubts: typeof before): readonly TrainFigure[] =>
    context.tracked.map(({ parameter, unit }, p) => {
      const value = values[p] as number;
      const doubt = doubts[p];
      return {
        parameter,
        unit,
        ...(Number.isFinite(value) ? { value } : {}),
        ...(doubt ? { notCredited: doubt } : {}),
      };
    });
  const price = priceOf(offer, context, context.currency);
  const energy = energyOf(offer, duty, context);
  const footprint = footprintStage(stage, context);
  return {
    offerId: offer.id,
    ...(offer.supplier === undefined ? {} : { supplier: offer.supplier }),
    technologies: offer.technologies ?? [],
    units,
    ...(flow && context.flow
      ? { flow: { in: flow[1], out: flow[1] * reading.recovery, unit: context.flow.unit } }
      : {}),
    inlet: figures(inlet, before),
    outlet: figures(outlet, behind),
    ...(price && context.currency !== undefined
      ? { cost: { amount: used(price, units, flow?.[1] ?? 1), currency: context.currency } }
      : {}),
    ...(energy === undefined ? {} : { energy }),
    ...(footprint === undefined ? {} : { footprint }),
  };
}
