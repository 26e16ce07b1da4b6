import { tonneIsCubicMetre, type Duty } from './duty';
import { above, below, same } from './interval';
import { factorBetween, quantityOf } from './units';

/** `TRUE` and `FALSE` are decided by the duty; `UNDECIDED` is a comparison the duty does not settle; `NOTE` is any other text. */
export type Decided = 'TRUE' | 'FALSE' | 'UNDECIDED' | 'NOTE';

export interface ConditionBound {
  readonly value: number;
  /** `<` rather than `<=`. */
  readonly strict: boolean;
}

/** `low <|<= NAME <|<= high`, or one side of it; `=` has both sides at one value. */
export interface Comparison {
  readonly metric: string;
  readonly parameter?: string;
  readonly low?: ConditionBound;
  readonly high?: ConditionBound;
  readonly unit?: string;
}

/**
 * Each part ends where the next can begin, so that there is one way to read a text: a condition is written by whoever
 * lists or asks, and one that is read in many ways before it is found to be a note would hold up everybody.
 */
const NUMBER = String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?!\d)`;
const NAME = String.raw`[^<>=]*[^<>=\s]`;
const ONE_SIDED = new RegExp(String.raw`^(${NAME})\s*(<=|>=|<|>|=)\s*(${NUMBER})([^<>=]*)$`, 'u');
const TWO_SIDED = new RegExp(String.raw`^(${NUMBER})\s*(<=|<)\s*(${NAME})\s*(<=|<)\s*(${NUMBER})([^<>=]*)$`, 'u');

/** Whether a text asks nothing: null, absent or blank. */
export const isEmpty = (condition: string | null | undefined): boolean =>
  condition === null || condition === undefined || condition.trim() === '';

/**
 * Decides a condition by the duty. A name is `capacity`, `operating_temp`, a parameter code, `water temperature` or
 * `water`, in upper or lower case; anything else is a note.
 */
export function decide(condition: string, duty: Duty, isParameter: (code: string) => boolean): Decided {
  const comparison = comparisonOf(condition, isParameter);
  return comparison ? compare(comparison, duty) : 'NOTE';
}

/** What a condition compares; undefined for a note. */
export function comparisonOf(text: string, isParameter: (code: string) => boolean): Comparison | undefined {
  const condition = text.trim();
  const two = TWO_SIDED.exec(condition);
  if (two) {
    const [, low, lowOp, name, highOp, high, unit] = two as unknown as string[];
    const thing = thingOf(name ?? '', isParameter);
    const told = unitOf(unit ?? '');
    if (!thing || told === null) return undefined;
    return {
      ...thing,
      low: { value: Number(low), strict: lowOp === '<' },
      high: { value: Number(high), strict: highOp === '<' },
      ...(told === undefined ? {} : { unit: told }),
    };
  }
  const one = ONE_SIDED.exec(condition);
  if (!one) return undefined;
  const [, name, op, number, unit] = one as unknown as string[];
  const thing = thingOf(name ?? '', isParameter);
  const told = unitOf(unit ?? '');
  if (!thing || told === null) return undefined;
  const bound = { value: Number(number), strict: op === '<' || op === '>' };
  return {
    ...thing,
    ...(op === '>' || op === '>=' || op === '=' ? { low: bound } : {}),
    ...(op === '<' || op === '<=' || op === '=' ? { high: bound } : {}),
    ...(told === undefined ? {} : { unit: told }),
  };
}

function thingOf(
  name: string,
  isParameter: (code: string) => boolean,
): { readonly metric: string; readonly parameter?: string } | undefined {
  const code = name.trim().toLowerCase().replace(/\s+/g, ' ');
  if (code === 'capacity' || code === 'operating_temp') return { metric: code };
  if (code === 'water' || code === 'water temperature') return { metric: 'inlet', parameter: 'water_temp' };
  return isParameter(code) ? { metric: 'inlet', parameter: code } : undefined;
}

/** The unit written; undefined when there is none, null when the rest of the text is no unit. */
function unitOf(rest: string): string | undefined | null {
  const unit = rest.trim();
  if (unit === '') return undefined;
  return /^[^\s;,，；]+$/u.test(unit) || quantityOf(unit) !== undefined ? unit : null;
}

function compare({ metric, parameter, low, high, unit }: Comparison, duty: Duty): Decided {
  const value = duty.value(metric, parameter);
  if (value === undefined || value === 'MIXED_UNITS') return 'UNDECIDED';
  const factor = unit === undefined ? 1 : factorBetween(unit, value.unit, tonneIsCubicMetre(duty.domain, metric));
  if (factor === undefined) return 'UNDECIDED';
  const floor = low && { value: low.value * factor, strict: low.strict };
  const ceiling = high && { value: high.value * factor, strict: high.strict };
  const overFloor = (figure: number) =>
    !floor || above(figure, floor.value) || (!floor.strict && same(figure, floor.value));
  const underCeiling = (figure: number) =>
    !ceiling || below(figure, ceiling.value) || (!ceiling.strict && same(figure, ceiling.value));
  if (overFloor(value.low) && underCeiling(value.high)) return 'TRUE';
  const nothingBetween =
    floor !== undefined &&
    ceiling !== undefined &&
    (above(floor.value, ceiling.value) || (same(floor.value, ceiling.value) && (floor.strict || ceiling.strict)));
  if (nothingBetween || !overFloor(value.high) || !underCeiling(value.low)) return 'FALSE';
  return 'UNDECIDED';
}
