import { comparisonOf } from '@huanpei/matching';
import { resolveUnit } from '@huanpei/reference';
import { nearness, type Reference } from './reference';

const SIGNS: Readonly<Record<string, string>> = { '＞': '>', '＜': '<', '≥': '>=', '≤': '<=', '＝': '=' };
const COMPARED = /^([^<>=]+?)\s*(<=|>=|<|>|=)\s*([-+]?\d+(?:\.\d+)?)\s*(.*)$/u;
/** Names that are no parameter and stand for part of the duty. */
const DUTY_NAMES: Readonly<Record<string, string>> = { 处理能力: 'capacity', 规模: 'capacity', 流量: 'capacity' };

export interface ReadCondition {
  /** What is kept: in the form that the engine decides by the duty, where it was understood. */
  readonly condition: string;
  /** Whether a duty can decide it. A figure under any other text is never taken for a promise. */
  readonly decides: boolean;
}

/** Reads a condition as people write it: `水温 > 12 ℃`, `COD≤500mg/L`. What is not understood stays as it was typed. */
export function readCondition(
  typed: string,
  { parameters, units }: Pick<Reference, 'parameters' | 'units'>,
): ReadCondition {
  const text = typed.trim();
  if (text === '') return { condition: '', decides: true };
  const isParameter = (code: string) => parameters.some((one) => one.code === code);
  const stated = comparisonOf(text, isParameter);
  if (stated) return inKnownUnit(text, stated.unit, units);
  const [, name = '', sign = '', number = '', unit = ''] =
    COMPARED.exec(text.replace(/[＞＜≥≤＝]/gu, (one) => SIGNS[one] ?? one)) ?? [];
  const code =
    DUTY_NAMES[name.trim()] ??
    parameters.find((one) => nearness(name, [one.code, one.zh, one.en, ...one.aliases]) === 0)?.code;
  const known = unit.trim() === '' ? '' : resolveUnit(unit.trim(), units);
  if (code === undefined || known === undefined || sign === '') return { condition: text, decides: false };
  const condition = [code, sign, number, known].filter(Boolean).join(' ');
  return { condition, decides: comparisonOf(condition, isParameter) !== undefined };
}

/** A comparison with its unit in the spelling that converts: `°C` is no unit of the exchange format, `degC` is. */
function inKnownUnit(text: string, unit: string | undefined, units: Reference['units']): ReadCondition {
  if (unit === undefined) return { condition: text, decides: true };
  const known = resolveUnit(unit, units);
  if (known === undefined) return { condition: text, decides: false };
  return { condition: `${text.slice(0, text.lastIndexOf(unit))}${known}`, decides: true };
}
