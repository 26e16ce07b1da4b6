import { readFigure } from '@huanpei/exchange';
import { factorBetween, quantityOf, type Op as Sign } from '@huanpei/matching';
import { resolveUnit } from '@huanpei/reference';
import type { Op } from '../../generated/schema';
import { opOf } from '../../graphql/statement';
import { metIn, type Reference, type Unit } from './reference';

/** A figure while it is being typed: what is still missing is left out. */
export interface Figure {
  readonly op: Op;
  readonly value?: number | undefined;
  readonly valueMax?: number | undefined;
  readonly unit: string;
  /** What was typed and could not be read, and why; then there is no value, and nothing may be kept without a word. */
  readonly unread?: Unread | undefined;
}

export interface Unread {
  readonly typed: string;
  readonly fault: FigureFault;
}

/** What the figure says, as far as its units depend on it. */
export interface Stated {
  readonly metric: string;
  readonly parameter?: string | undefined;
  readonly domain?: string | undefined;
}

export interface UnitChoice {
  /** Units in which it is usually stated, the first of them first. */
  readonly usual: readonly string[];
  /** Others that are offered beside them; what is typed may be in any that converts. */
  readonly also: readonly string[];
}

/** Why a figure in one unit cannot be one in another. */
export type UnitFault =
  /** Needs the molar mass and the state of the gas: ppm and mg/m3. */
  | 'MOLAR_MASS'
  /** Needs the temperature, the pressure and the moisture: Nm3/h and m3/h. */
  | 'GAS_STATE'
  /** Needs the density: t/d and m3/d of anything but water. */
  | 'DENSITY'
  /** What one kilowatt-hour is spent on differs. */
  | 'OTHER_QUANTITY';

export type FigureFault =
  | {
      readonly code: 'MISSING' | 'APPROXIMATE' | 'NOT_A_FIGURE' | 'PLUS_MINUS' | 'RANGE_CONFLICT' | 'UNIT_MISSING';
    }
  /** The number as it was typed, and what it is if its comma is a decimal sign. */
  | { readonly code: 'AMBIGUOUS'; readonly given: string; readonly decimal: string }
  | { readonly code: 'UNKNOWN_UNIT'; readonly unit: string }
  | { readonly code: 'OPERATOR'; readonly op: Op }
  | { readonly code: UnitFault; readonly unit: string; readonly asked: string };

export type Read = { readonly ok: true; readonly figure: Figure } | { readonly ok: false; readonly fault: FigureFault };

export const OP_SIGNS: Readonly<Record<Op, string>> = {
  EQ: '=',
  LE: '≤',
  LT: '<',
  GE: '≥',
  GT: '>',
  RANGE: '–',
  NOT_DETECTABLE: 'ND',
};

/** A tonne of water is a cubic metre, for its capacity alone. */
const waterIsOneTonne = ({ metric, domain }: Stated): boolean => metric === 'capacity' && domain === 'water';

/** Units further apart than this are a slip rather than a choice: pores are not given in metres. */
const FURTHEST = 10_000;

/**
 * The units in which something may be stated: those its technologies are expected to state it in, else those of the metric or
 * of what is measured, as far as they are met in the medium; and beside them what converts and people do state instead. None
 * while it takes what is measured to tell.
 */
export function unitsFor(
  reference: Pick<Reference, 'parameter' | 'units' | 'expectedUnits'>,
  stated: Stated,
): UnitChoice {
  const met = reference.units.filter(({ media }) => media.length === 0 || metIn(stated.domain, media));
  const isMet = (code: string): boolean => met.some(({ unit }) => unit === code);
  const expected = reference.expectedUnits?.(stated.metric, stated.parameter) ?? [];
  const own = reference.parameter(stated.metric)?.units ?? [];
  const given =
    own.length > 0 || stated.parameter === undefined ? own : (reference.parameter(stated.parameter)?.units ?? []);
  const fitting = given.filter(isMet);
  const usual = expected.length > 0 ? expected : fitting.length > 0 ? fitting : given;
  const usualUnits = reference.units.filter(({ unit }) => usual.includes(unit));
  const also = met.filter(
    ({ unit, group }) =>
      !usual.includes(unit) &&
      usualUnits.some((one) => {
        const factor = one.group === group ? factorBetween(unit, one.unit) : undefined;
        return factor !== undefined && factor <= FURTHEST && factor >= 1 / FURTHEST;
      }),
  );
  return { usual, also: also.map(({ unit }) => unit) };
}

/** Why one unit does not convert to the other; undefined where it does. */
export function unitFault(from: string, to: string, stated: Stated): UnitFault | undefined {
  if (factorBetween(from, to, waterIsOneTonne(stated)) !== undefined) return undefined;
  const pair = [quantityOf(from), quantityOf(to)].sort().join(' / ');
  if (pair === 'concentration / mixing ratio') return 'MOLAR_MASS';
  if (pair === 'gas flow at standard state / volume flow') return 'GAS_STATE';
  if (pair === 'mass flow / volume flow' || pair === 'concentration / share') return 'DENSITY';
  return 'OTHER_QUANTITY';
}

/** Checks that a figure's unit is one of those, or converts to one, offered or not. */
function unitFaultOf(unit: string, { usual }: UnitChoice, stated: Stated): FigureFault | undefined {
  const [first] = usual;
  if (first === undefined || usual.some((one) => unitFault(unit, one, stated) === undefined)) return undefined;
  return { code: unitFault(unit, first, stated) ?? 'OTHER_QUANTITY', unit, asked: first };
}

/** A number with something behind it that is no number. */
const WITH_A_UNIT = /^\s*[≤≥<>=]?\s*[\d,.]*\d\s*([^\d\s.,±~–-][^±~]*)$/u;

/**
 * Reads what was typed over a figure: `50`, `≤50 mg/L`, `5万吨/天`, `6-9`, `未检出`. A sign or a unit that was not typed stays as
 * it was.
 */
export function readTyped(
  typed: string,
  before: Figure,
  choice: UnitChoice,
  stated: Stated,
  units: readonly Unit[],
  ops: readonly Op[],
): Read {
  const no = (fault: FigureFault): Read => ({ ok: false, fault });
  if (typed.trim() === '') return no({ code: 'MISSING' });
  // A name that two units share means the one that is offered here.
  const offered = units.filter(({ unit }) => choice.usual.includes(unit) || choice.also.includes(unit));
  const unitOf = (text: string): string | undefined => resolveUnit(text, offered) ?? resolveUnit(text, units);
  const reading = readFigure(typed, (text) => unitOf(text) !== undefined);
  if (!reading.ok) {
    switch (reading.code) {
      case 'PLUS_MINUS':
        return no({ code: 'PLUS_MINUS' });
      case 'RANGE_CONFLICT':
        return no({ code: 'RANGE_CONFLICT' });
      case 'AMBIGUOUS_NUMBER':
        return no({
          code: 'AMBIGUOUS',
          given: String(reading.facts['given']),
          decimal: String(reading.facts['decimal']),
        });
      default: {
        const unknown = WITH_A_UNIT.exec(typed)?.[1]?.trim();
        return no(unknown === undefined ? { code: 'NOT_A_FIGURE' } : { code: 'UNKNOWN_UNIT', unit: unknown });
      }
    }
  }
  // What is said to be about so much is no limit that anybody keeps.
  if (reading.notes.some(({ code }) => code === 'APPROXIMATE')) return no({ code: 'APPROXIMATE' });
  const unit = reading.unit === undefined ? before.unit : unitOf(reading.unit);
  if (unit === undefined) return no({ code: 'UNKNOWN_UNIT', unit: reading.unit ?? '' });
  if (unit === '') return no({ code: 'UNIT_MISSING' });
  const wrong = unitFaultOf(unit, choice, stated);
  if (wrong) return no(wrong);
  // A single figure typed over a range is no range any more.
  const usual =
    before.op === 'RANGE' || before.op === 'NOT_DETECTABLE' ? (ops.find((op) => op !== before.op) ?? 'EQ') : before.op;
  const op = reading.op === undefined ? usual : opOf(reading.op as Sign);
  if (!ops.includes(op)) return no({ code: 'OPERATOR', op });
  return {
    ok: true,
    figure: {
      op,
      unit,
      ...(reading.value === undefined ? {} : { value: reading.value }),
      ...(reading.valueMax === undefined ? {} : { valueMax: reading.valueMax }),
    },
  };
}

/** What is wrong with a figure as it stands. */
export function figureFault(
  { op, value, valueMax, unit }: Figure,
  choice: UnitChoice,
  stated: Stated,
): FigureFault | undefined {
  if (op !== 'NOT_DETECTABLE') {
    if (value === undefined || !Number.isFinite(value)) return { code: 'MISSING' };
    if (op === 'RANGE' && (valueMax === undefined || !Number.isFinite(valueMax))) return { code: 'MISSING' };
    if (op === 'RANGE' && valueMax !== undefined && valueMax < value) return { code: 'RANGE_CONFLICT' };
  }
  return unit === '' ? { code: 'UNIT_MISSING' } : unitFaultOf(unit, choice, stated);
}

/** Twelve digits say all that a unit's factor can. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/** The figure in the usual unit, to be shown beside it; undefined where it is in that unit or does not convert. */
export function inUsualUnit(figure: Figure, { usual }: UnitChoice, stated: Stated): Figure | undefined {
  const [asked] = usual;
  if (asked === undefined || usual.includes(figure.unit) || figure.value === undefined) return undefined;
  return inUnit(figure, asked, stated);
}

/** The same figure in another unit; undefined where that needs more than a factor. */
export function inUnit(figure: Figure, unit: string, stated: Stated): Figure | undefined {
  const { value, valueMax } = figure;
  if (value === undefined) return { ...figure, unit };
  const factor = factorBetween(figure.unit, unit, waterIsOneTonne(stated));
  if (factor === undefined) return undefined;
  return {
    ...figure,
    unit,
    value: rounded(value * factor),
    ...(valueMax === undefined ? {} : { valueMax: rounded(valueMax * factor) }),
  };
}

/** A figure's numbers as they are typed: `50`, or `6-9` for a range. */
export function typedOf({ op, value, valueMax }: Figure): string {
  if (op === 'NOT_DETECTABLE') return value === undefined ? 'ND' : `ND (${value})`;
  if (value === undefined) return '';
  return op === 'RANGE' ? `${value}-${valueMax ?? ''}` : String(value);
}
