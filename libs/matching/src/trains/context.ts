import { BASES, type Basis, type DutyFact, type MatchingReference, type Need } from '../model';
import { type Demand, type FigureDemand, type PreparedNeed } from '../demand';
import { thingKey } from '../duty';
import type { End } from '../interval';
import { basisRank } from '../stated';
import { factorBetween } from '../units';
import { downTo, upTo } from './problem';
import type { MissingFact, TrainOptions } from './train';

/** What no stage changes: acidity and temperatures are taken to stay as they enter. */
const CONSTANT: ReadonlySet<string> = new Set(['ph', 'water_temp']);

/** Whether a stage meets of this what the train meets, in whatever place it stands. */
export const isConstant = (metric: string, parameter: string | undefined): boolean =>
  metric !== 'inlet' || (parameter !== undefined && CONSTANT.has(parameter));

/** A concentration that is followed from stage to stage. */
export interface Tracked {
  readonly parameter: string;
  /** The unit it is followed in: that of the inlet, else of the limit. */
  readonly unit: string;
  /** Design values at the inlet of the train; absent where the need states none. */
  readonly inlet?: { readonly low: number; readonly high: number };
  /** The weakest basis that counts: the strictest of the demands on it. */
  readonly rank: number;
  /** Upper limit with equality added, `Infinity` for none; by active demands. */
  readonly limit: number;
  /** Whether an active demand is made of it: its limit, or a removal. */
  readonly demanded: boolean;
  /** Whether a match tests the inlet by itself, and not with the limit on it (rule 2 of docs/exchange.md). */
  readonly testedByItself: boolean;
  /** No offer says anything of what leaves it, so no train can be shown to meet its limit. */
  readonly unanswered: boolean;
}

/** A figure only what a stage states decides: a lower limit, or a limit on what no removal acts on (pH). */
export interface Setting {
  readonly demand: FigureDemand;
  readonly parameter: string;
  readonly unit: string;
  readonly end: 'LOWER' | 'UPPER';
  /** As the search keeps it: less is better, so a lower end has its sign turned. */
  readonly start: number;
  readonly limit: number;
}

/** How a demand that is no outlet limit bears on a train. */
export type Bearing =
  /** Each stage, or each member of the consortium, by itself. */
  | 'EACH'
  /** Each stage that states it, and at least one does. */
  | 'WHERE_STATED'
  | 'PRICE'
  | 'ENERGY'
  | 'SUM'
  | 'RECOVERY'
  /** The first stage, which meets the water as it comes. */
  | 'FIRST'
  | 'OUTLET'
  | 'REMOVAL'
  | 'OPEN';

export interface TrainContext {
  readonly need: Need;
  readonly prepared: PreparedNeed;
  readonly reference: MatchingReference;
  readonly options: TrainOptions;
  readonly tracked: readonly Tracked[];
  readonly settings: readonly Setting[];
  /** Mandatory demands that must pass: the ungrouped, and one of each mandatory group. */
  readonly active: readonly Demand[];
  readonly needRank: number;
  /** The flow to treat, or undefined when the need states none (or in units that do not convert). */
  readonly flow?: { readonly low: number; readonly high: number; readonly unit: string };
  /** Facts of the duty that no stage changes. */
  readonly constant: readonly DutyFact[];
  /** What prices are counted in; absent where no offer has a price. */
  readonly currency?: string;
}

export const ENERGY_METRICS = ['spec_energy_water', 'spec_energy'] as const;

export function bearingOf(demand: Demand): Bearing {
  switch (demand.kind) {
    case 'STANDARD_UNKNOWN':
      return 'OPEN';
    case 'HELD':
      return demand.asked.kind === 'PRICE' ? 'PRICE' : 'EACH';
    case 'ENVELOPE':
      return demand.onlyIfStated || demand.id === 'capacity' || demand.metric === 'operating_temp' ? 'EACH' : 'FIRST';
    case 'FIGURE': {
      if (demand.open) return 'OPEN';
      const { metric } = demand.demand;
      if (metric === 'outlet') return demand.bound ? 'OUTLET' : 'OPEN';
      if (metric === 'removal_pct') return 'REMOVAL';
      const upper = demand.bound?.upper !== undefined && demand.bound.lower === undefined;
      const lower = demand.bound?.lower !== undefined && demand.bound.upper === undefined;
      if (upper && (ENERGY_METRICS as readonly string[]).includes(metric)) return 'ENERGY';
      if (upper && (metric === 'power' || metric === 'footprint')) return 'SUM';
      if (lower && metric === 'water_recovery') return 'RECOVERY';
      return 'WHERE_STATED';
    }
  }
}

/** A demand by its id, and by what can be said in words where its id cannot be read. */
export const naming = ({ id, asked }: Demand): Required<Pick<MissingFact, 'demand' | 'asked'>> => ({
  demand: id,
  asked,
});

/** The ways to choose one member of each mandatory group; one empty way when there is none. */
export function choices(prepared: PreparedNeed): readonly ReadonlyMap<string, string>[] {
  let ways: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const { name, mandatory, members } of prepared.groups) {
    if (!mandatory) continue;
    ways = ways.flatMap((way) => members.map((member) => new Map([...way, [name, member] as const])));
    if (ways.length > MOST_CHOICES) return ways.slice(0, MOST_CHOICES);
  }
  return ways;
}

/** More ways to choose alternatives than this are not all tried; the result then says that the search was limited. */
export const MOST_CHOICES = 16;

/**
 * @param mentioned parameters that offers state an inlet of or make a condition on
 * @param treated parameters that some offer states a removal or an outlet of
 */
export function contextOf(
  need: Need,
  prepared: PreparedNeed,
  reference: MatchingReference,
  options: TrainOptions,
  choice: ReadonlyMap<string, string>,
  mentioned: ReadonlySet<string>,
  treated: ReadonlySet<string>,
  currency: string | undefined,
): TrainContext {
  const active = prepared.demands.filter(
    (demand) =>
      demand.mandatory &&
      !(demand.kind === 'ENVELOPE' && demand.onlyIfStated) &&
      (demand.group === undefined || choice.get(demand.group) === demand.id),
  );
  const outlets = prepared.demands.filter(
    (demand): demand is FigureDemand =>
      demand.kind === 'FIGURE' && (demand.demand.metric === 'outlet' || demand.demand.metric === 'removal_pct'),
  );
  const limited = new Set(outlets.flatMap(({ demand: { parameter } }) => (parameter === undefined ? [] : [parameter])));
  const given = prepared.duty.things.flatMap(({ metric, parameter }) =>
    metric === 'inlet' && parameter !== undefined && (limited.has(parameter) || mentioned.has(parameter))
      ? [parameter]
      : [],
  );
  const needRank = rankOf(need.minimumBasis);
  const tracked = [...new Set([...limited, ...given])]
    .filter((parameter) => !CONSTANT.has(parameter))
    .map((parameter): Tracked => {
      const duty = prepared.duty.value('inlet', parameter);
      const of = outlets.filter(({ demand }) => demand.parameter === parameter);
      const stated = duty === undefined || duty === 'MIXED_UNITS' ? undefined : duty;
      const unit = stated?.unit ?? of.find(({ demand }) => demand.metric === 'outlet')?.demand.unit ?? 'mg/L';
      const mine = active.filter((demand): demand is FigureDemand => demand.kind === 'FIGURE' && of.includes(demand));
      return {
        parameter,
        unit,
        ...(stated ? { inlet: { low: stated.low, high: stated.high } } : {}),
        rank: Math.min(needRank, ...mine.map(({ minimumBasis }) => rankOf(minimumBasis))),
        limit: Math.min(Infinity, ...mine.map((demand) => upperLimit(demand, unit, stated?.high))),
        demanded: mine.length > 0,
        testedByItself: prepared.demands.some(
          (demand) =>
            demand.kind === 'ENVELOPE' &&
            demand.onlyIfStated &&
            demand.metric === 'inlet' &&
            demand.parameter === parameter,
        ),
        unanswered: !treated.has(parameter),
      };
    });
  const settings = active.flatMap((demand) =>
    demand.kind === 'FIGURE' && bearingOf(demand) === 'OUTLET' ? settingsOf(demand, prepared) : [],
  );
  const flow = prepared.duty.value('capacity');
  const followed = new Set(tracked.map(({ parameter }) => thingKey('inlet', parameter)));
  return {
    need,
    prepared,
    reference,
    options,
    tracked,
    settings,
    active,
    needRank,
    ...(flow === undefined || flow === 'MIXED_UNITS'
      ? {}
      : { flow: { low: flow.low, high: flow.high, unit: flow.unit } }),
    constant: (need.duty ?? []).filter(
      ({ metric, parameter }) =>
        !followed.has(thingKey(metric, parameter)) && !(metric === 'capacity' && parameter === undefined),
    ),
    ...(currency === undefined ? {} : { currency }),
  };
}

export const rankOf = (basis: Basis | undefined): number => (basis === undefined ? BASES.length - 1 : basisRank(basis));

/** What a demand allows at most, in the unit the parameter is followed in. */
function upperLimit(demand: FigureDemand, unit: string, inlet: number | undefined): number {
  const { bound } = demand;
  if (!bound || demand.open) return Infinity;
  if (demand.demand.metric === 'removal_pct') {
    if (bound.lower === undefined) return Infinity;
    if (inlet === undefined) return Infinity;
    return upTo(inlet * (1 - bound.lower.value / 100), bound.lower.open);
  }
  const factor = factorBetween(demand.demand.unit, unit);
  return bound.upper === undefined || factor === undefined
    ? Infinity
    : upTo(bound.upper.value * factor, bound.upper.open);
}

function settingsOf(demand: FigureDemand, prepared: PreparedNeed): readonly Setting[] {
  const { parameter, unit } = demand.demand;
  if (parameter === undefined || !demand.bound) return [];
  const duty = prepared.duty.value('inlet', parameter);
  const factor = duty === undefined || duty === 'MIXED_UNITS' ? undefined : factorBetween(duty.unit, unit);
  const known = duty === undefined || duty === 'MIXED_UNITS' || factor === undefined ? undefined : duty;
  const make = (end: Setting['end'], bound: End): Setting => {
    const sign = end === 'LOWER' ? -1 : 1;
    const figure = end === 'LOWER' ? known?.low : known?.high;
    return {
      demand,
      parameter,
      unit,
      end,
      start: figure === undefined ? Infinity : sign * figure * (factor as number),
      limit: end === 'LOWER' ? -downTo(bound.value, bound.open) : upTo(bound.value, bound.open),
    };
  };
  return [
    ...(demand.bound.lower ? [make('LOWER', demand.bound.lower)] : []),
    ...(demand.bound.upper && CONSTANT.has(parameter) ? [make('UPPER', demand.bound.upper)] : []),
  ];
}
