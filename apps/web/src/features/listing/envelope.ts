import { endsOf, isRating } from '@huanpei/matching';
import type { FactRowFragment } from '../../generated/listing';
import { statementOf } from '../../graphql/statement';

/** One bar of the operating envelope: inside which figures the equipment is said to work. */
export interface EnvelopeBar {
  readonly fact: FactRowFragment;
  /** Ends of what one unit is stated for; an end that is not stated is absent. */
  readonly low?: number;
  readonly high?: number;
  /** Up to where equal units side by side reach; `Infinity` where their number is not limited. */
  readonly reach?: number;
  /** Highest over lowest, where both are stated: how far it can be turned down. */
  readonly turndown?: number;
  readonly axis: Axis;
}

export interface Axis {
  readonly log: boolean;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** What equipment must be kept inside: what comes in, how much of it, and how warm it is. */
const METRICS: ReadonlySet<string> = new Set(['capacity', 'inlet', 'operating_temp']);
const ACIDITY: Axis = { log: false, from: 0, to: 14, ticks: [0, 7, 14] };
/** From which ratio on a linear axis would leave nothing to see of the lower end. */
const WIDE = 15;

/** The bars of a listing, in the order in which its facts were stated, flows first. */
export function envelopeOf(
  facts: readonly FactRowFragment[],
  { modular, maxUnits }: { readonly modular?: boolean | null; readonly maxUnits?: number | null },
): readonly EnvelopeBar[] {
  const bars = facts
    .filter(({ metric, value }) => METRICS.has(metric.code) && typeof value === 'number')
    .map((fact): EnvelopeBar => {
      const { low, high } = endsOfFact(fact);
      const capacity = fact.metric.code === 'capacity' && !fact.parameter;
      const units = capacity && modular === true ? (maxUnits ?? Infinity) : 1;
      const reach = high !== undefined && units > 1 ? high * units : undefined;
      return {
        fact,
        ...(low === undefined ? {} : { low }),
        ...(high === undefined ? {} : { high }),
        ...(reach === undefined ? {} : { reach }),
        ...(capacity && low !== undefined && high !== undefined && low > 0 && high > low
          ? { turndown: high / low }
          : {}),
        axis: fact.parameter?.code === 'ph' ? ACIDITY : axisFor(low, high, reach),
      };
    });
  return bars.sort((a, b) => place(a) - place(b));
}

const place = ({ fact }: EnvelopeBar): number => (fact.metric.code === 'capacity' ? 0 : fact.parameter ? 1 : 2);

/** As the engine reads it: a bare capacity or inlet is a rating, "up to". */
function endsOfFact({ metric, parameter, ...figure }: FactRowFragment) {
  const rating = figure.op === 'EQ' && isRating(metric.code, parameter?.code);
  const { lower, upper } = endsOf(statementOf(metric.code, null, rating ? { ...figure, op: 'LE' } : figure));
  return { low: lower?.value, high: upper?.value };
}

/** An axis on which all that is stated has its place, with room beyond an end that is not stated. */
export function axisFor(low: number | undefined, high: number | undefined, reach?: number): Axis {
  const top = Math.max(high ?? low ?? 0, reach !== undefined && Number.isFinite(reach) ? reach : 0);
  const bottom = Math.min(low ?? 0, top);
  if (bottom > 0 && top / bottom >= WIDE) return logAxis(bottom, top);
  // Nothing is stated below, so that zero is where it begins; nothing above, so that twice as much is shown.
  const room = high === undefined ? Math.abs(top) : (top - Math.min(bottom, 0)) * 0.15;
  const from =
    bottom < 0 ? -niceAbove(-bottom * 1.15) : farFromZero(bottom, top) ? niceBelow(bottom - (top - bottom)) : 0;
  const to = niceAbove(top + (room || 1));
  return { log: false, from, to, ticks: [from, (from + to) / 2, to] };
}

/** A range like 760–850 °C would be a sliver on an axis that begins at zero. */
const farFromZero = (bottom: number, top: number): boolean => bottom > 0 && top > bottom && (top - bottom) / top < 0.2;

function logAxis(bottom: number, top: number): Axis {
  const from = 10 ** Math.floor(Math.log10(bottom) + 1e-9);
  const to = 10 ** Math.ceil(Math.log10(top) - 1e-9);
  const decades = Math.round(Math.log10(to / from));
  const step = Math.ceil(decades / 3);
  const ticks = Array.from({ length: decades + 1 }, (_, at) => from * 10 ** at).filter(
    (_, at) => at % step === 0 || at === decades,
  );
  return { log: true, from, to, ticks };
}

const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
/** The least round number that is not below a positive one. */
function niceAbove(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = NICE.find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  return round(step * power);
}
function niceBelow(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [...NICE].reverse().find((one) => one * power <= value * (1 + 1e-9)) ?? 1;
  return round(step * power);
}
const round = (value: number): number => Number(value.toPrecision(6));

/** Where a figure stands on the axis, from 0 to 100; what lies beyond it stands at its end. */
export function placeOn({ log, from, to }: Axis, value: number): number {
  const share = log
    ? (Math.log10(Math.max(value, from)) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
    : (value - from) / (to - from);
  return Number((Math.min(1, Math.max(0, share)) * 100).toFixed(2));
}
