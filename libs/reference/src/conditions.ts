import { once } from './data-file';
import { parameters } from './parameters';
import { readCondition, type ReadCondition } from './read-condition';
import { sayCondition } from './say-condition';
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
    say: (condition, language) =>
      sayCondition(condition, {
        parameter: (code) => parameters().byCode(code)?.[language],
        unit: (code) => units().byCode(code)?.[language],
      }),
  };
});
