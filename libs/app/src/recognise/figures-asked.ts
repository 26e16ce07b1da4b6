import { factorBetween, quantityOf } from '@huanpei/matching';
import { figuresIn, type WrittenFigure } from './figures-in';
import { recogniseNeed } from './recognise-need';
import type { Reading } from './reading';
import { writtenText } from './written-text';

/** What a figure in the words of a search can be held against: the filters of {@link AskedFigures}. */
export const ASKED_FIGURE_KINDS = [
  'CAPACITY_FOR_FLOW',
  'OUTLET_AT_MOST',
  'REMOVAL_AT_LEAST',
  'ENERGY_AT_MOST',
  'PRICE_AT_MOST',
] as const;
export type AskedFigureKind = (typeof ASKED_FIGURE_KINDS)[number];

/** A figure that stands in the words of a search, read as a filter that can be chosen in its place. */
export interface AskedFigure {
  readonly kind: AskedFigureKind;
  /** As it was written. */
  readonly text: string;
  /** The words without it. */
  readonly rest: string;
  readonly parameter?: string;
  readonly value: number;
  /** Of a price its currency. */
  readonly unit: string;
}

/** Words that say nothing more once their figure is gone: 处理规模 5000 m3/d. */
const LEADING =
  /(?:每?日处理|处理能力|处理规模|处理水量|处理量|设计规模|建设规模|规模|水量|流量|烟气量|废气量|风量|气量|处理|出水|出口|电耗|能耗|价格|预算|限价|capacity(?:\s+of)?|flow(?:\s+of)?|treat(?:ing)?|outlet|effluent|for)\s*[:：为约]?\s*$/iu;
const SIDE =
  /进|原水|入口|出|排|去除|脱除|效率|inlet|influent|raw|feed|outlet|effluent|discharge|emission|removal|efficiency/iu;
/** What says that a content is one that comes out; it is put before words that say nothing of the side. */
const OUTLET = '出口';

/**
 * The figures in the words of a search. A content of something is one that comes out, unless the words say otherwise:
 * equipment is looked for by what it achieves. A flow keeps the unit it was written in, since a tonne of waste is no cubic
 * metre; figures of which it is not certain what they are of are left as words.
 */
export function figuresAsked(original: string): readonly AskedFigure[] {
  if (!/\p{N}/u.test(original)) return [];
  const shift = SIDE.test(original) ? '' : OUTLET;
  const need = recogniseNeed(`${shift}${original}`);
  const text = writtenText(original);
  const written = figuresIn(text, []);
  const found = need.readings.flatMap((reading): readonly AskedFigure[] => {
    const from = Math.max(0, reading.from - shift.length);
    const to = reading.to - shift.length;
    const figure = written.find(({ at }) => (text.places[at] ?? 0) >= from && (text.places[at] ?? 0) < to);
    const read = readingAsked(reading, figure);
    return read === undefined ? [] : [{ ...inUsualUnit(read), ...cut(original, from, to) }];
  });
  const isRead = ({ at }: WrittenFigure): boolean =>
    need.readings.some(
      ({ from, to }) => (text.places[at] ?? 0) >= from - shift.length && (text.places[at] ?? 0) < to - shift.length,
    );
  const others = written.flatMap((figure): readonly AskedFigure[] => {
    const read = isRead(figure) ? undefined : figureAsked(figure);
    const [from, to] = [text.places[figure.from] ?? 0, text.places[figure.to] ?? original.length];
    return read === undefined ? [] : [{ ...inUsualUnit(read), ...cut(original, from, to) }];
  });
  return [...found, ...others];
}

type Read = Omit<AskedFigure, 'text' | 'rest'>;

function readingAsked(reading: Reading, figure: WrittenFigure | undefined): Read | undefined {
  const fact = reading.as === 'DUTY' ? reading.fact : reading.as === 'REQUIREMENT' ? reading.requirement : undefined;
  if (fact === undefined || !('metric' in fact) || typeof fact.value !== 'number' || fact.unit === undefined)
    return undefined;
  const { metric, parameter, value, unit, op } = fact;
  if (metric === 'capacity' && parameter === undefined) {
    const isFlow = figure?.unit !== undefined && FLOWS.includes(quantityOf(figure.unit) ?? '');
    return isFlow && figure.valueMax === undefined
      ? { kind: 'CAPACITY_FOR_FLOW', value: figure.value, unit: figure.unit ?? unit }
      : { kind: 'CAPACITY_FOR_FLOW', value, unit };
  }
  if (reading.as !== 'REQUIREMENT' || parameter === undefined) return undefined;
  if (metric === 'outlet' && (op === '<=' || op === '<')) return { kind: 'OUTLET_AT_MOST', parameter, value, unit };
  if (metric === 'removal_pct' && (op === '>=' || op === '>') && unit === '%')
    return { kind: 'REMOVAL_AT_LEAST', parameter, value, unit };
  return undefined;
}

/** The units that a search is mostly asked in; a figure in another is said in the first that it converts to. */
const USUAL: Partial<Record<AskedFigureKind, readonly string[]>> = {
  CAPACITY_FOR_FLOW: ['m3/d', 'm3/h', 'L/s', 'Nm3/h', 't/d', 't/h', 'kg/h', 'MW'],
  OUTLET_AT_MOST: ['mg/L', 'ug/L', 'mg/m3', 'ug/m3', 'mg/Nm3', 'ng TEQ/m3', 'CFU/L', '%'],
  ENERGY_AT_MOST: ['kWh/m3'],
};

function inUsualUnit(read: Read): Read {
  const units = USUAL[read.kind] ?? [];
  if (units.includes(read.unit)) return read;
  for (const unit of units) {
    const factor = factorBetween(read.unit, unit);
    if (factor !== undefined) return { ...read, value: Number((read.value * factor).toPrecision(12)), unit };
  }
  return read;
}

const FLOWS: readonly string[] = ['volume flow', 'gas flow at standard state', 'mass flow', 'power'];

/** What is no demand of a need by itself, but says by its unit what it is of. */
function figureAsked({ value, valueMax, unit, currency, bound }: WrittenFigure): Read | undefined {
  if (valueMax !== undefined || bound === '>=' || bound === '>') return undefined;
  if (currency !== undefined) return { kind: 'PRICE_AT_MOST', value, unit: currency };
  if (unit === undefined) return undefined;
  const quantity = quantityOf(unit) ?? '';
  if (quantity === 'energy per volume') return { kind: 'ENERGY_AT_MOST', value, unit };
  // By kilowatts motors are told, by megawatts what a boiler or a station does.
  return FLOWS.includes(quantity) && bound === undefined && unit !== 'kW'
    ? { kind: 'CAPACITY_FOR_FLOW', value, unit }
    : undefined;
}

function cut(text: string, from: number, to: number): { readonly text: string; readonly rest: string } {
  const before = text.slice(0, from).replace(LEADING, '');
  const rest = `${before} ${text.slice(to)}`.replace(/\s+/gu, ' ').replace(/^[\s,，;；、。]+|[\s,，;；、。]+$/gu, '');
  return { text: text.slice(from, to).trim(), rest };
}
