import { checkEnvelope, checkFigure, checkHeld, type Checked } from '../check';
import { prepareNeed, type Demand, type FigureDemand } from '../demand';
import { above } from '../interval';
import { detailOf, outcomeOf, withGroups } from '../match';
import { BASES, type DutyFact, type Fact, type Money, type Offer } from '../model';
import { statementsOf, type Statements, type Thing } from '../stated';
import type { Judged } from '../score';
import { factorBetween } from '../units';
import { bearingOf, type Tracked, type TrainContext } from './context';
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
  type Reading,
} from './read';
import type { Assumption, MissingFact, Train, TrainFigure, TrainFinding, TrainStage } from './train';
import { relation } from './order';

/** A train followed with the engine's own reading of each stage at its own inlet, under a set of assumptions. */
export interface Walk {
  readonly stages: readonly Walked[];
  /** Upper figures by tracked parameter; `Infinity` where not known. */
  readonly end: readonly number[];
  readonly sets: readonly number[];
  /** Doubts by key `N|…` (stage, from 0) or `need|…`. */
  readonly doubts: ReadonlyMap<string, MissingFact>;
}

interface Walked {
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
    const duty = stageDuty(context, dutyState(context, state, index), water);
    const assume: Assume = (key) => holds(`${index}|${key}`);
    const reading = readStage(context, offer, duty, assume, index === 0);
    for (const one of reading.doubts) doubts.set(`${index}|${one.key}`, missingOf(one, offer, index));
    if (offers.length > 1 && !placeKnown(offer, context)) {
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
  // Every one is looked at, so that every open question is told.
  const kept =
    tracked.filter(({ limit, unanswered, parameter }, p) => {
      if (mustBeTreated(tracked[p] as Tracked) && !stages.some(({ reading }) => treats(reading, p))) return false;
      if ((state[p] as number) <= limit) return true;
      if (!unanswered) return false;
      const key = `need|removal_pct:${parameter}`;
      const anyOf = offers.map(({ id }) => id);
      doubts.set(key, { code: 'NOT_STATED', from: 'SUPPLIER', metric: 'removal_pct', parameter, anyOf });
      return holds(key);
    }).length === tracked.length;
  const within = settings.every(({ limit }, s) => (sets[s] as number) <= limit);
  if (!kept || !within || !withinBudgets(context, stages)) return undefined;
  for (const demand of context.active) {
    const code = openCode(demand, context);
    if (code !== undefined) {
      const key = `need|demand:${demand.id}`;
      const condition = demand.kind === 'FIGURE' ? demand.open?.condition : undefined;
      doubts.set(key, { code, from: 'BUYER', demand: demand.id, ...(condition === undefined ? {} : { condition }) });
      if (!holds(key)) return undefined;
    }
    if (bearingOf(demand) === 'WHERE_STATED' && !covered.has(demand.id)) return undefined;
  }
  return { stages, end: state, sets, doubts };
}

/** A concentration at the inlet that nobody stated and that is assumed to be low enough for whatever meets it. */
const ASSUMED_LOW = -Infinity;

const ORDER_DOUBT: Doubt = { key: 'order', bars: true, missing: { code: 'ORDER_UNKNOWN', from: 'ENGINEER' } };

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
    stages: stages.map((stage) => shown(stage, context)),
    outlet,
    ...(cost === undefined ? {} : { cost }),
    ...(energy === undefined ? {} : { energy }),
    ...(footprint === undefined ? {} : { footprint }),
    suppliers: [...new Set(stages.flatMap(({ offer: { supplier } }) => (supplier === undefined ? [] : [supplier])))],
    findings,
    missing: blocking,
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

function shown(stage: Walked, context: TrainContext): TrainStage {
  const { offer, duty, units, flow, inlet, outlet, reading } = stage;
  const figures = (values: readonly number[]): readonly TrainFigure[] =>
    context.tracked.map(({ parameter, unit }, p) => {
      const value = values[p] as number;
      return { parameter, unit, ...(Number.isFinite(value) ? { value } : {}) };
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
    inlet: figures(inlet),
    outlet: figures(outlet),
    ...(price && context.currency !== undefined
      ? { cost: { amount: used(price, units, flow?.[1] ?? 1), currency: context.currency } }
      : {}),
    ...(energy === undefined ? {} : { energy }),
    ...(footprint === undefined ? {} : { footprint }),
  };
}

// ---- findings

const UNKNOWN = (code: Checked['code']): Checked => ({ verdict: 'UNKNOWN', code });

/** Every demand of the need checked against the whole train, then each stage at its own inlet. */
function findingsOf(
  context: TrainContext,
  { stages, end, sets }: Walk,
  missing: ReadonlyMap<string, MissingFact>,
): readonly TrainFinding[] {
  const { prepared, tracked } = context;
  const judged: Judged[] = [];
  const assumptions = new Map<string, readonly Assumption[]>();
  for (const demand of prepared.demands) {
    if (demand.kind === 'ENVELOPE' && (demand.onlyIfStated || demand.id === 'capacity')) continue;
    const checked = wholeCheck(demand);
    if (!checked) continue;
    judged.push({ demand, checked });
    if (demand.kind !== 'FIGURE' || demand.demand.parameter === undefined) continue;
    const p = tracked.findIndex(({ parameter }) => parameter === demand.demand.parameter);
    if (p < 0 || (demand.demand.metric !== 'outlet' && demand.demand.metric !== 'removal_pct')) continue;
    const silent = stages.flatMap(({ offer, reading }, index) =>
      reading.effects[p]?.stated ? [] : [{ code: 'ASSUMED_UNCHANGED' as const, stage: index + 1, offerId: offer.id }],
    );
    if (silent.length > 0) assumptions.set(demand.id, silent);
  }
  const whole = withGroups(judged, prepared.groups).map((finding): TrainFinding => {
    const of = assumptions.get(finding.id);
    return of ? { ...finding, assumptions: of } : finding;
  });
  return [...whole, ...stages.flatMap(stageFindings)];

  function wholeCheck(demand: Demand): Checked | undefined {
    switch (bearingOf(demand)) {
      case 'OPEN':
        return demand.kind === 'FIGURE' ? openFigure(demand) : UNKNOWN('STANDARD_UNKNOWN');
      case 'OUTLET':
        return outletCheck(demand as FigureDemand);
      case 'REMOVAL':
        return removalCheck(demand as FigureDemand);
      case 'PRICE':
        return priceCheck(demand);
      case 'ENERGY':
      case 'SUM':
      case 'RECOVERY':
        return sumCheck(demand as FigureDemand);
      case 'FIRST':
        return eachCheck(demand, stages.slice(0, 1));
      case 'WHERE_STATED': {
        const { metric, parameter } = (demand as FigureDemand).demand;
        const telling = stages.filter(
          ({ offer, duty }) => statementsOf(offer, duty, prepared.isParameter)(metric, parameter).all.length > 0,
        );
        return telling.length === 0 ? UNKNOWN('NOT_STATED') : eachCheck(demand, telling);
      }
      case 'EACH':
        return eachCheck(demand, stages);
    }
  }

  function openFigure(demand: FigureDemand): Checked {
    return checkFigure(demand, prepared, () => EMPTY);
  }

  /** The doubts that the figure of a parameter rests on. */
  function doubtOn(parameter: string): MissingFact | undefined {
    const keys = ['removal_pct', 'outlet', 'inlet', 'added', 'outlet_floor'].map((metric) => `${metric}:${parameter}`);
    return [...missing].find(([key]) => keys.includes(key.slice(key.indexOf('|') + 1)))?.[1];
  }

  function outletCheck(demand: FigureDemand): Checked {
    const { parameter = '', unit } = demand.demand;
    const p = tracked.findIndex((one) => one.parameter === parameter);
    const doubt = doubtOn(parameter);
    const facts: Fact[] = [];
    let touched = false;
    if (p >= 0 && demand.bound?.lower === undefined) {
      const { unit: own } = tracked[p] as (typeof tracked)[number];
      touched = stages.some(({ inlet, outlet }) => inlet[p] !== outlet[p]);
      const value = end[p] as number;
      const factor = factorBetween(own, unit);
      if (factor === undefined) return UNKNOWN('UNIT');
      if (!Number.isFinite(value)) return UNKNOWN('INLET_NOT_STATED');
      const rank = Math.max(0, ...stages.map(({ reading }) => reading.effects[p]?.rank ?? 0));
      facts.push({
        metric: 'outlet',
        parameter,
        op: '<=',
        value: value * factor,
        unit,
        basis: BASES[rank] ?? 'GUARANTEED',
      });
    } else {
      const own = context.settings.flatMap((setting, s) =>
        setting.demand === demand ? [{ setting, value: sets[s] as number }] : [],
      );
      touched = stages.some(({ reading }) =>
        context.settings.some((one, s) => one.demand === demand && !Number.isNaN(reading.sets[s])),
      );
      for (const { setting, value } of own) {
        if (!Number.isFinite(value)) return UNKNOWN(doubt ? codeOfMissing(doubt) : 'NOT_STATED');
        const figure = setting.end === 'LOWER' ? -value : value;
        facts.push({ metric: 'outlet', parameter, op: setting.end === 'LOWER' ? '>=' : '<=', value: figure, unit });
      }
      // The upper end of a range on a concentration is followed like any other limit.
      if (p >= 0 && demand.bound?.upper) {
        const factor = factorBetween((tracked[p] as (typeof tracked)[number]).unit, unit);
        const value = end[p] as number;
        if (factor !== undefined && Number.isFinite(value))
          facts.push({ metric: 'outlet', parameter, op: '<=', value: value * factor, unit });
      }
    }
    const thing = { all: facts, counting: facts, undecided: [] };
    const checked = checkFigure(demand, prepared, touched ? only('outlet', parameter, thing) : () => EMPTY);
    return settle(checked, doubt);
  }

  function removalCheck(demand: FigureDemand): Checked {
    const { parameter = '' } = demand.demand;
    const p = tracked.findIndex((one) => one.parameter === parameter);
    const begin = tracked[p]?.inlet?.high;
    const value = end[p] as number;
    if (begin === undefined || !(begin > 0) || !Number.isFinite(value)) return UNKNOWN('INLET_NOT_STATED');
    const rank = Math.max(0, ...stages.map(({ reading }) => reading.effects[p]?.rank ?? 0));
    const fact: Fact = {
      metric: 'removal_pct',
      parameter,
      op: '>=',
      value: (1 - value / begin) * 100,
      unit: '%',
      basis: BASES[rank] ?? 'GUARANTEED',
    };
    const thing = { all: [fact], counting: [fact], undecided: [] };
    return settle(checkFigure(demand, prepared, only('removal_pct', parameter, thing)), doubtOn(parameter));
  }

  /** A pass that rests on a doubt is none; nor is it a failure where no supplier has said what is removed. */
  function settle(checked: Checked, doubt: MissingFact | undefined): Checked {
    if (!doubt || (checked.verdict !== 'PASS' && doubt.anyOf === undefined)) return checked;
    const { predicted, stated } = checked;
    return {
      verdict: 'UNKNOWN',
      code: codeOfMissing(doubt),
      ...(predicted === undefined ? {} : { predicted }),
      stated: { ...stated, ...(doubt.condition === undefined ? {} : { condition: doubt.condition }) },
    };
  }

  function sumCheck(demand: FigureDemand): Checked {
    const budget = budgetsOf({ ...context, active: [demand] })[0];
    const amounts = stages.map(({ offer, duty, units, flow, reading }) => {
      const of = budget?.use(offer, duty, reading.recovery);
      return of && used(of, units, flow?.[1] ?? 1);
    });
    if (!budget || amounts.includes(undefined)) return UNKNOWN('NOT_STATED');
    const sum = amounts.reduce<number>((total, one) => total + (one ?? 0), 0);
    const recovery = bearingOf(demand) === 'RECOVERY';
    const value = recovery ? Math.exp(-sum) * 100 * (factorBetween('%', demand.demand.unit) ?? 1) : sum;
    const { metric, parameter, unit } = demand.demand;
    const fact: Fact = {
      metric,
      ...(parameter === undefined ? {} : { parameter }),
      op: recovery ? '>=' : '<=',
      value,
      unit,
    };
    return checkFigure(demand, prepared, only(metric, parameter, { all: [fact], counting: [fact], undecided: [] }));
  }

  function priceCheck(demand: Demand): Checked {
    if (demand.kind !== 'HELD' || demand.asked.kind !== 'PRICE') return UNKNOWN('NOT_STATED');
    const { currency } = demand.asked.price;
    const prices = stages.map(({ offer, units, flow }) => {
      const of = priceOf(offer, context, currency);
      return of && used(of, units, flow?.[1] ?? 1);
    });
    const other = stages.find(({ offer }) => offer.price && offer.price.currency !== currency)?.offer.price;
    if (other) return { ...UNKNOWN('CURRENCY'), stated: { price: other } };
    if (prices.includes(undefined)) return UNKNOWN('NOT_STATED');
    const amount = prices.reduce<number>((total, one) => total + (one ?? 0), 0);
    // The whole is one thing with one price; units and flows are in it already.
    const { modular: _modular, ...whole } = (stages[0] as Walked).offer;
    return checkHeld(demand, prepared, { ...whole, price: { amount, currency } }, 1);
  }

  /** The worst of several stages; of equals the first. Days are those of the slowest. */
  function eachCheck(demand: Demand, of: readonly Walked[]): Checked | undefined {
    const checks = of.flatMap(({ offer, duty }) => {
      const at = { ...prepared, duty };
      const statements = statementsOf(offer, duty, prepared.isParameter);
      if (demand.kind === 'HELD') return [checkHeld(demand, prepared, offer, undefined)];
      if (demand.kind === 'FIGURE') return [checkFigure(demand, at, statements)];
      if (demand.kind === 'ENVELOPE') {
        const checked = checkEnvelope(demand, at, offer, statements);
        return checked ? [checked] : [];
      }
      return [];
    });
    const badness = ({ verdict }: Checked) => (verdict === 'FAIL' ? 2 : verdict === 'UNKNOWN' ? 1 : 0);
    return checks.reduce<Checked | undefined>((worst, one) => {
      if (!worst) return one;
      const more = badness(one) - badness(worst);
      return more > 0 || (more === 0 && above(worst.margin ?? Infinity, one.margin ?? Infinity)) ? one : worst;
    }, undefined);
  }

  /** Capacity and envelopes of one stage: the engine's own findings for its own inlet. */
  function stageFindings({ offer, duty }: Walked, index: number): readonly TrainFinding[] {
    const { need, reference, options } = context;
    const facts = duty.things.flatMap(({ metric, parameter }): readonly DutyFact[] => {
      const value = duty.value(metric, parameter);
      if (value === undefined || value === 'MIXED_UNITS') return [];
      const { low, high, unit } = value;
      const thing = parameter === undefined ? { metric } : { metric, parameter };
      return low === high
        ? [{ ...thing, op: '=' as const, value: high, unit }]
        : [{ ...thing, op: 'range' as const, value: low, valueMax: high, unit }];
    });
    const { requirements: _r, standards: _s, ...bare } = need;
    const prepared = prepareNeed({ ...bare, duty: facts }, reference, options.today);
    return detailOf(prepared, offer).match.findings.map((finding) => ({
      ...finding,
      id: `stage:${index + 1}:${finding.id}`,
    }));
  }
}

const EMPTY: Thing = { all: [], counting: [], undecided: [] };

const only =
  (metric: string, parameter: string | undefined, thing: Thing): Statements =>
  (m, p) =>
    m === metric && p === parameter ? thing : EMPTY;

function codeOfMissing({ code }: MissingFact): Checked['code'] {
  return code === 'ORDER_UNKNOWN' ? 'NOT_STATED' : code;
}
