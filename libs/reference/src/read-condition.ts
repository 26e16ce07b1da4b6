import { comparisonOf } from '@huanpei/matching';
import { aliasIndex, type AliasIndex, type Named } from './alias-index';
import { resolveUnit, type NamedUnit } from './resolve-unit';
import { textKey } from './text-key';

export interface ReadCondition {
  /** What is kept: in the form that the engine decides by the duty, where it was understood. */
  readonly condition: string;
  /** Whether a duty can decide it. A figure under any other text is never taken for a promise. */
  readonly decides: boolean;
}

/** The names that a condition can be about. */
export interface ConditionNames {
  /** What is measured; metrics are not among them. */
  readonly parameters: readonly Named[];
  readonly units: readonly NamedUnit[];
}

const SIGNS: Readonly<Record<string, string>> = {
  '＞': '>',
  '＜': '<',
  '≥': '>=',
  '≧': '>=',
  '⩾': '>=',
  '≤': '<=',
  '≦': '<=',
  '⩽': '<=',
  '＝': '=',
};
const SIGN = /(<=|>=|<|>|=)/u;
const NUMBER = String.raw`[-+]?\d+(?:\.\d+)?`;
const ONLY_NUMBER = new RegExp(`^${NUMBER}$`, 'u');
const NUMBER_AND_UNIT = new RegExp(String.raw`^(${NUMBER})(?![\d.])(.*)$`, 'su');

/** Names that are no parameter and stand for part of the duty, as `textKey` leaves them. */
const DUTY_NAMES: ReadonlyMap<string, string> = new Map([
  ...['处理能力', '处理规模', '处理量', '设计规模', '规模', '流量', '水量', 'capacity', 'flow'].map(
    (name) => [name, 'capacity'] as const,
  ),
  ...['适用温度', '运行温度', 'operatingtemp', 'operatingtemperature'].map((name) => [name, 'operating_temp'] as const),
]);

/**
 * Reads a condition as people write it: `水温 > 12 ℃`, `COD≤500mg/L`, `10 ≤ 水温 ≤ 25 ℃`. What is not understood, and a
 * name that means several things, stays as it was typed. What it gives is read as itself. Reads no file, so that pages
 * read conditions as the server does.
 */
export function readCondition(typed: string, { parameters, units }: ConditionNames): ReadCondition {
  const text = typed.trim();
  if (text === '') return { condition: '', decides: true };
  const index = indexOf(parameters);
  const isParameter = (code: string) => index.codes.has(code);
  const parts = text
    .replace(/[＞＜≥≧⩾≤≦⩽＝]/gu, (sign) => SIGNS[sign] ?? sign)
    .split(SIGN)
    .map((part) => part.trim());
  const [low, lowSign] = parts.length === 5 ? parts : [];
  const [name = '', sign = '', figure = ''] = parts.length === 5 ? parts.slice(2) : parts;
  const stated = comparisonOf(text, isParameter);
  const asItIs = stated ? inKnownUnit(text, stated.unit, units) : { condition: text, decides: false };
  // The engine folds case: what is written in its own small letters means what it reads.
  if (stated && name === name.toLowerCase().replace(/\s+/gu, ' ')) return asItIs;
  if (parts.length !== 3 && (low === undefined || !ONLY_NUMBER.test(low))) return asItIs;
  const [, number, unit = ''] = NUMBER_AND_UNIT.exec(figure) ?? [];
  const code = codeOf(name, index);
  const known = unit.trim() === '' ? '' : resolveUnit(unit, units);
  if (number === undefined || code === undefined || known === undefined) return asItIs;
  const condition = [low, lowSign, code, sign, number, known].filter(Boolean).join(' ');
  return comparisonOf(condition, isParameter) ? { condition, decides: true } : asItIs;
}

/** A comparison with its unit in the spelling that converts: `°C` is no unit of the exchange format, `degC` is. */
function inKnownUnit(text: string, unit: string | undefined, units: readonly NamedUnit[]): ReadCondition {
  if (unit === undefined) return { condition: text, decides: true };
  const known = resolveUnit(unit, units);
  if (known === undefined) return { condition: text, decides: false };
  return { condition: `${text.slice(0, text.lastIndexOf(unit))}${known}`, decides: true };
}

interface NameIndex extends AliasIndex {
  readonly codes: ReadonlySet<string>;
}

/** Made once for a list, since files hold many rows and fields are read at every key. */
const INDEXES = new WeakMap<readonly Named[], NameIndex>();

function indexOf(list: readonly Named[]): NameIndex {
  const known = INDEXES.get(list);
  if (known) return known;
  const index = { ...aliasIndex(list), codes: new Set(list.map(({ code }) => code)) };
  INDEXES.set(list, index);
  return index;
}

/** `Co` and `CO` differ by case alone, so what is written exactly so comes first. */
function codeOf(name: string, { exact, folded }: NameIndex): string | undefined {
  const key = textKey(name);
  const duty = DUTY_NAMES.get(key);
  if (duty !== undefined) return duty;
  const found = exact.get(name.normalize('NFKC').trim()) ?? folded.get(key) ?? [];
  return found.length === 1 ? found[0] : undefined;
}
