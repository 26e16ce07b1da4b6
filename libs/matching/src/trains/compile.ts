import { comparisonOf, isEmpty } from '../conditions';
import { tonneIsCubicMetre } from '../duty';
import type { Offer } from '../model';
import { factorBetween } from '../units';
import { bearingOf, type TrainContext } from './context';
import { dutyState, mustBeTreated, placeKnown, treats } from './evaluate';
import { relation } from './order';
import { ALONE, CONCENTRATION, SETTING, downTo, upTo, type TrainCandidate, type TrainProblem } from './problem';
import {
  EVERYTHING,
  NOTHING,
  budgetsOf,
  objectiveOf,
  readStage,
  stageDuty,
  used,
  type Budget,
  type Reading,
} from './read';

/** An offer whose conditions cut its inlets into more cases than this is read with the rest undecided. */
const MOST_CASES = 96;

interface Compiled {
  readonly problem: TrainProblem;
  /** Index of the offer each candidate was made of. */
  readonly origin: readonly number[];
  /** Costs from here on hold a stage whose objective is not stated. */
  readonly dear: number;
  /** What the limited resources behind the first, and the last figures of the state, stand for. */
  readonly budgets: readonly Budget[];
  readonly tasks: readonly Task[];
}

/** Something that some stage of a train must do, whatever the figures. */
interface Task {
  readonly names: { readonly demand?: string; readonly metric?: string; readonly parameter?: string };
  done(read: Reading): boolean;
}

/**
 * The train problem of a need and its offers: what is certain alone, or with every doubt taken at its best.
 *
 * @param anyOrder whether stages may stand in an order that is possible but not the usual one
 */
export function compile(
  context: TrainContext,
  offers: readonly Offer[],
  reading: 'CERTAIN' | 'POSSIBLE',
  stages: number,
  anyOrder = false,
): Compiled {
  const { tracked, settings, flow } = context;
  const hopeful = reading === 'POSSIBLE';
  const budgets = budgetsOf(context);
  const covers = context.active.filter((demand) => bearingOf(demand) === 'WHERE_STATED');
  // Each of these some stage of the train must do, whatever the figures: it starts undone at 1 and is done at 0.
  const tasks: readonly Task[] = [
    ...covers.map(({ id }): Task => ({ names: { demand: id }, done: (read) => read.covers.has(id) })),
    ...tracked.flatMap((one, p): readonly Task[] =>
      mustBeTreated(one)
        ? [{ names: { metric: 'removal_pct', parameter: one.parameter }, done: (read) => treats(read, p) }]
        : [],
    ),
  ];
  const size = tracked.length + settings.length + tasks.length;
  const start = Float64Array.from([
    ...tracked.map(({ inlet }) => inlet?.high ?? (hopeful ? 0 : Infinity)),
    ...settings.map((setting) => (hopeful && setting.start === Infinity ? -Infinity : setting.start)),
    ...tasks.map(() => 1),
  ]);
  const limit = Float64Array.from([
    ...tracked.map((one) => (hopeful && one.unanswered ? Infinity : one.limit)),
    ...settings.map((setting) => setting.limit),
    ...tasks.map(() => 0),
  ]);
  const kinds = Uint8Array.from({ length: size }, (_, p) => (p < tracked.length ? CONCENTRATION : SETTING));
  const groupKeys: string[] = [];
  const sample: Offer[] = [];
  const candidates: (TrainCandidate & { readonly weight: Weight })[] = [];
  const origin: number[] = [];
  offers.forEach((offer, index) => {
    const placed = placeKnown(offer, context);
    const key = placed ? [...(offer.technologies ?? [])].sort().join('+') : `\u0000${offer.id}`;
    for (const { read, duty, low, high, flowLow, flowHigh, position, assumed } of cases(context, offer, hopeful)) {
      let group = groupKeys.indexOf(key);
      if (group < 0) {
        group = groupKeys.length;
        groupKeys.push(key);
        sample.push(offer);
      }
      const objective = objectiveOf(offer, duty, context);
      const uses = budgets.map((budget) => budget.use(offer, duty, read.recovery));
      const column = (figure: (use: NonNullable<ReturnType<Budget['use']>>) => number) =>
        Float64Array.from([objective ? figure(objective) : 0, ...uses.map((use) => (use ? figure(use) : 0))]);
      const each = (figure: (p: number) => number, other: number) =>
        Float64Array.from({ length: size }, (_, p) => (p < tracked.length ? figure(p) : other));
      // With everything at its best, an inlet that is not known is low enough and stays so.
      const effect = (p: number) =>
        hopeful && !tracked[p]?.inlet ? UNTOUCHED : (read.effects[p] as Reading['effects'][number]);
      candidates.push({
        group,
        keep: each((p) => effect(p).keep, 1),
        floor: each((p) => effect(p).floor, 0),
        guarantee: each((p) => effect(p).guarantee, Infinity),
        added: each((p) => effect(p).added, 0),
        most: each((p) => Math.min(effect(p).most, high[p] as number), Infinity),
        least: each((p) => Math.max(effect(p).least, low[p] as number), -Infinity),
        sets: Float64Array.from({ length: size }, (_, p) => {
          if (p < tracked.length) return NaN;
          if (p < tracked.length + settings.length) return read.sets[p - tracked.length] as number;
          return tasks[p - tracked.length - settings.length]?.done(read) === true ? 0 : NaN;
        }),
        recovery: flow ? read.recovery : 1,
        capacity: read.capacity,
        capacityLeast: read.capacityLeast,
        maxUnits: read.maxUnits,
        flowMost: flowHigh,
        flowLeast: flowLow,
        perStage: column((use) => use.perStage),
        perUnit: column((use) => use.perUnit),
        perFlow: column((use) => use.perFlow),
        position,
        weight: { unknown: objective === undefined, doubts: assumed },
      });
      origin.push(index);
    }
  });
  const dear = weigh(candidates, flow?.high ?? 1, stages);
  const groups = groupKeys.length;
  const after = new Uint8Array(groups * groups);
  const apart = new Uint8Array(groups * groups);
  for (let a = 0; a < groups; a += 1) {
    for (let b = 0; b < groups; b += 1) {
      if (a === b) continue;
      const [first, second] = [sample[a] as Offer, sample[b] as Offer];
      const { apart: excluded, wrongWay, unusual } = relation(first, second, context.options.rules);
      if (wrongWay || (unusual && !anyOrder)) after[a * groups + b] = 1;
      // Where it is not known what comes first, only a single stage is certain.
      const unplaced = !hopeful && (!placeKnown(first, context) || !placeKnown(second, context));
      if (excluded || unplaced) apart[a * groups + b] = apart[b * groups + a] = 1;
    }
  }
  return {
    problem: {
      stages,
      kinds,
      start,
      limit,
      flow: flow?.high ?? 1,
      flowSpread: flow && flow.high > 0 ? flow.low / flow.high : 1,
      groups,
      after,
      apart,
      resourceLimit: Float64Array.from([Infinity, ...budgets.map((budget) => budget.limit)]),
      candidates,
    },
    origin,
    dear,
    budgets,
    tasks,
  };
}

const UNTOUCHED: Reading['effects'][number] = {
  keep: 1,
  floor: 0,
  guarantee: Infinity,
  added: 0,
  most: Infinity,
  least: -Infinity,
  stated: false,
  rank: 0,
};

interface Weight {
  readonly unknown: boolean;
  readonly doubts: number;
}

/**
 * Makes what is not stated dearer than anything stated, and each doubt a trifle dear, so that of equal trains the one with
 * fewer open questions comes first. Answers the cost from which on something is not stated.
 */
function weigh(
  candidates: readonly (TrainCandidate & { readonly weight: Weight })[],
  flow: number,
  stages: number,
): number {
  const most = candidates.reduce((high, one) => {
    const units = Number.isFinite(one.capacity) && one.capacity > 0 ? Math.ceil(flow / one.capacity) + 1 : 1;
    const [perStage, perUnit, perFlow] = [one.perStage[0] ?? 0, one.perUnit[0] ?? 0, one.perFlow[0] ?? 0];
    const cost = used({ perStage, perUnit, perFlow }, Math.min(units, one.maxUnits), flow);
    return Math.max(high, Number.isFinite(cost) ? cost : 0);
  }, 0);
  const scale = most > 0 ? most : 1;
  const dear = scale * stages * 10;
  for (const { perStage, weight } of candidates) {
    perStage[0] = (perStage[0] as number) + (weight.unknown ? dear : 0) + weight.doubts * scale * 1e-7;
  }
  return dear;
}

interface Case {
  readonly read: Reading;
  readonly duty: ReturnType<typeof stageDuty>;
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly flowLow: number;
  readonly flowHigh: number;
  readonly position: TrainCandidate['position'];
  readonly assumed: number;
}

/** The ways an offer can be read as a stage: by what its conditions come to at the inlets it may meet. */
function cases(context: TrainContext, offer: Offer, hopeful: boolean): readonly Case[] {
  const { tracked, flow } = context;
  const open = tracked.map(() => -Infinity);
  const wide = tracked.map(() => Infinity);
  const comparisons = offer.facts.flatMap(({ condition }) => {
    const comparison = isEmpty(condition) ? undefined : comparisonOf(condition as string, context.prepared.isParameter);
    return comparison ? [comparison] : [];
  });
  const axes = new Map<number, number[]>();
  for (const { metric, parameter, low, high, unit } of comparisons) {
    const p = metric === 'inlet' ? tracked.findIndex((one) => one.parameter === parameter) : -1;
    const own = p >= 0 ? tracked[p]?.unit : metric === 'capacity' ? flow?.unit : undefined;
    if (own === undefined) continue;
    // With everything at its best, an inlet that is not known stays so.
    if (p >= 0 && hopeful && !tracked[p]?.inlet) continue;
    const factor = unit === undefined ? 1 : factorBetween(unit, own, tonneIsCubicMetre(context.need.domain, metric));
    if (factor === undefined) continue;
    const marks = axes.get(p) ?? [];
    for (const bound of [low, high]) {
      if (!bound) continue;
      const at = bound.value * factor;
      marks.push(at);
      // A flow that varies satisfies a bound with its lowest or with its highest figure.
      if (p < 0 && flow && flow.low < flow.high && flow.low > 0) marks.push((at * flow.high) / flow.low);
    }
    axes.set(p, marks);
  }
  let cells: readonly { readonly at: ReadonlyMap<number, Cell> }[] = [{ at: new Map() }];
  const left = new Set<number>();
  for (const [p, marks] of axes) {
    const regions = regionsOf(marks, p < 0 || tracked[p]?.inlet !== undefined);
    if (cells.length * regions.length > MOST_CASES) {
      left.add(p);
      continue;
    }
    cells = cells.flatMap(({ at }) => regions.map((region) => ({ at: new Map([...at, [p, region] as const]) })));
  }

  const initial = tracked.map(({ inlet }) => inlet?.high ?? Infinity);
  const asFirst = stageDuty(context, dutyState(context, initial, 0), flow && [flow.low, flow.high]);
  const alone = readStage(context, offer, asFirst, NOTHING, true);
  const strict = readStage(context, offer, asFirst, NOTHING);
  // The first stage meets the duty itself, whose inlets may be ranges.
  const ranged = tracked.some(
    ({ inlet, parameter }, p) =>
      inlet !== undefined &&
      inlet.low < inlet.high &&
      (axes.has(p) || offer.facts.some((fact) => fact.metric === 'inlet' && fact.parameter === parameter)),
  );
  const found: Case[] = [];
  const add = (duty: Case['duty'], range: Omit<Case, 'read' | 'duty' | 'assumed'>): void => {
    const single = range.position === ALONE;
    const certain = readStage(context, offer, duty, NOTHING, single);
    if (certain.refused) return;
    const position = certain.notFirst ? 2 : range.position;
    if (certain.notFirst && (single || range.position === 1)) return;
    if (!certain.barred) found.push({ ...range, position, read: certain, duty, assumed: 0 });
    if (!hopeful) return;
    const unplaced = placeKnown(offer, context) ? 0 : 1;
    if (certain.doubts.length === 0 && unplaced === 0) return;
    const best = readStage(context, offer, duty, EVERYTHING);
    found.push({ ...range, position, read: best, duty, assumed: best.doubts.length + unplaced });
  };
  const inside = alone.effects.every(({ least }, p) => (tracked[p]?.inlet?.low ?? Infinity) >= least);
  const anyFlow = { low: open, high: wide, flowLow: 0, flowHigh: Infinity };
  // As the one stage of a train it is read as the match reads it. With everything at its best that is no other reading.
  const freer =
    alone.doubts.length !== strict.doubts.length ||
    alone.effects.some(({ most, least }, p) => most !== strict.effects[p]?.most || least !== strict.effects[p]?.least);
  if (inside && !hopeful && freer) add(asFirst, { ...anyFlow, position: ALONE });
  if (inside && ranged) add(asFirst, { ...anyFlow, position: 1 });
  for (const { at } of cells) {
    const state = tracked.map(({ inlet }, p): readonly [number, number] | undefined => {
      const cell = at.get(p);
      if (cell) return cell.sample === undefined ? undefined : [cell.sample, cell.sample];
      return inlet && !left.has(p) ? [inlet.high, inlet.high] : undefined;
    });
    const flowing = at.get(-1);
    const spread = flow && flow.high > 0 ? flow.low / flow.high : 1;
    const high = left.has(-1) ? undefined : (flowing?.sample ?? flow?.high);
    const duty = stageDuty(context, state, high === undefined ? undefined : [high * spread, high]);
    add(duty, {
      low: tracked.map((_, p) => at.get(p)?.low ?? -Infinity),
      high: tracked.map((_, p) => at.get(p)?.high ?? Infinity),
      flowLow: flowing?.low ?? 0,
      flowHigh: flowing?.high ?? Infinity,
      position: ranged ? 2 : 0,
    });
  }
  return found;
}

/** A stretch of an axis on which every condition comes to the same, with a figure inside; none for "not known". */
interface Cell {
  readonly low: number;
  readonly high: number;
  readonly sample?: number;
}

/** Below, at and above each mark. At a mark means equal in the engine's sense. */
function regionsOf(marks: readonly number[], known: boolean): readonly Cell[] {
  const sorted = [...new Set(marks)].sort((a, b) => a - b);
  const cells: Cell[] = [];
  let from = -Infinity;
  for (const mark of sorted) {
    const below = downTo(mark, false);
    if (from < below) {
      const sample = from !== -Infinity ? (from + below) / 2 : below > 0 ? below / 2 : below - Math.max(1, -below);
      cells.push({ low: from, high: below, sample });
    }
    cells.push({ low: below, high: upTo(mark, false), sample: mark });
    from = upTo(mark, false);
  }
  const last = from === -Infinity ? 1 : from + Math.max(1, Math.abs(from));
  cells.push({ low: from, high: known ? Infinity : Number.MAX_VALUE, sample: last });
  return known ? cells : [...cells, { low: Infinity, high: Infinity }];
}
