import { comparisonOf, type ConditionBound } from '@huanpei/matching';

/** How the parts of a comparison are called in the language of the reader; an unknown code has no name. */
export interface ComparisonNames {
  parameter(code: string): string | undefined;
  unit(code: string): string | undefined;
}

/** A comparison as people write it (`水温 > 12 ℃`); undefined for any other text. Reads no file, so that pages say it too. */
export function sayCondition(condition: string, names: ComparisonNames): string | undefined {
  const comparison = comparisonOf(condition, (code) => names.parameter(code) !== undefined);
  if (!comparison) return undefined;
  const { metric, parameter = metric, low, high, unit } = comparison;
  const name = names.parameter(parameter) ?? parameter;
  const inUnit = unit === undefined ? '' : ` ${names.unit(unit) ?? unit}`;
  if (low && high && low.value === high.value && !low.strict && !high.strict) return `${name} = ${low.value}${inUnit}`;
  if (low && high) return `${low.value} ${sign('<', low)} ${name} ${sign('<', high)} ${high.value}${inUnit}`;
  if (low) return `${name} ${sign('>', low)} ${low.value}${inUnit}`;
  return high && `${name} ${sign('<', high)} ${high.value}${inUnit}`;
}

function sign(side: '<' | '>', { strict }: ConditionBound): string {
  if (strict) return side;
  return side === '<' ? '≤' : '≥';
}
