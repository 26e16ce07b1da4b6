import { comparisonOf, type ConditionBound } from '@huanpei/matching';
import { once } from './data-file';
import { parameters } from './parameters';
import { readCondition, type ReadCondition } from './read-condition';
import type { Language } from './source';
import { units } from './units';

export interface Conditions {
  /** A condition as people write it, in the form that the engine decides by. */
  read(typed: string): ReadCondition;
  /** The same where something is kept of it: what no duty decides stays exactly as it was written. */
  kept(typed: string): string;
  /** A comparison as people write it (`水温 > 12 ℃`); undefined for any other text. */
  say(condition: string, language: Language): string | undefined;
}

/** Conditions by the names and units of the reference data. */
export const conditions: () => Conditions = once(() => {
  const names = { parameters: parameters().measured, units: units().list };
  return {
    read: (typed) => readCondition(typed, names),
    kept(typed) {
      const { condition, decides } = readCondition(typed, names);
      return decides && condition !== '' ? condition : typed;
    },
    say(condition, language) {
      const comparison = comparisonOf(condition, (code) => parameters().byCode(code) !== undefined);
      if (!comparison) return undefined;
      const { metric, parameter = metric, low, high, unit } = comparison;
      const name = parameters().byCode(parameter)?.[language] ?? parameter;
      const inUnit = unit === undefined ? '' : ` ${units().byCode(unit)?.[language] ?? unit}`;
      if (low && high && low.value === high.value && !low.strict && !high.strict)
        return `${name} = ${low.value}${inUnit}`;
      if (low && high) return `${low.value} ${sign('<', low)} ${name} ${sign('<', high)} ${high.value}${inUnit}`;
      if (low) return `${name} ${sign('>', low)} ${low.value}${inUnit}`;
      return high && `${name} ${sign('<', high)} ${high.value}${inUnit}`;
    },
  };
});

function sign(side: '<' | '>', { strict }: ConditionBound): string {
  if (strict) return side;
  return side === '<' ? '≤' : '≥';
}
