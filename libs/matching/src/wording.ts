import type { Asked, Finding, NumericStatement } from './model';

export type Language = 'zh' | 'en';

/** The names of codes in one language; what has no name is answered with the code itself. */
export interface ExplainLabels {
  parameter(code: string): string;
  metric(code: string): string;
  unit(unit: string): string;
  standard(code: string): string;
  level(code: string, level: string): string;
  basis(code: string): string;
  condition(text: string): string;
  scheme(code: string): string;
  technology(code: string): string;
  region(code: string): string;
}

type UnitLabels = Pick<ExplainLabels, 'unit'>;

/** What a demand is about, without its limit: "Chemical oxygen demand at the outlet". */
export function subjectOf(asked: Asked, language: Language, labels: ExplainLabels): string {
  const zh = language === 'zh';
  switch (asked.kind) {
    case 'NUMERIC':
      return figureName(asked.demand, language, labels);
    case 'CERTIFICATE':
      return `${zh ? '认证' : 'Certificate'} · ${labels.scheme(asked.code)}`;
    case 'HONOUR':
      return `${zh ? '荣誉' : 'Honour'} · ${labels.scheme(asked.code)}`;
    case 'SERVICE':
      return `${zh ? '服务' : 'Service'} · ${labels.technology(asked.code)}`;
    case 'REGION':
      return `${zh ? '服务地区' : 'Region served'} · ${labels.region(asked.code)}`;
    case 'LEAD_DAYS':
      return zh ? '交货期' : 'Delivery time';
    case 'PRICE':
      return zh ? '总价' : 'Price for the whole duty';
    case 'STANDARD':
      return asked.parameter === undefined
        ? standardName(asked, labels)
        : `${standardName(asked, labels)} · ${labels.parameter(asked.parameter)}`;
    case 'GROUP':
      return zh ? `任选其一（${asked.group}）` : `Alternatives (${asked.group})`;
  }
}

/** What a gas leaves in is a concentration per volume of gas; such a figure is an emission, not an effluent. */
const GAS_UNIT = /^(m|u|n)g( I?-?TEQ)?\/N?m3$/;
const CONCENTRATION_UNIT = /\/(L|m3|Nm3|kg)$/;

/** What a figure is of: "Chemical oxygen demand at the outlet"; its unit tells an emission from an effluent. */
export function figureName(
  { metric, parameter, unit }: Pick<NumericStatement, 'metric' | 'parameter' | 'unit'>,
  language: Language,
  labels: Pick<ExplainLabels, 'metric' | 'parameter'>,
): string {
  const zh = language === 'zh';
  if (parameter === undefined) return labels.metric(metric);
  const name = labels.parameter(parameter);
  const word = CONCENTRATION_UNIT.test(unit) ? '浓度' : '值';
  switch (metric) {
    case 'outlet':
      if (GAS_UNIT.test(unit)) return zh ? `${name}排放浓度` : `${name}, emission`;
      return zh ? `${name}出口${parameter === 'ph' ? '' : word}` : `${name} at the outlet`;
    case 'inlet':
      return zh ? `${name}进口${parameter === 'ph' ? '' : word}` : `${name} at the inlet`;
    case 'removal_pct':
      return zh ? `${name}去除率` : `${name}, removal`;
    default:
      return `${name} · ${labels.metric(metric)}`;
  }
}

/** The limit a demand sets, with the standard it comes from: "≤ 50 mg/L (GB 18918-2002 Class 1A)"; empty when it sets none. */
export function limitOf(asked: Asked, language: Language, labels: ExplainLabels): string {
  const zh = language === 'zh';
  switch (asked.kind) {
    case 'NUMERIC': {
      const limit = statement(asked.demand, language, labels);
      if (!asked.citation || limit === '') return limit;
      const source = standardName(asked.citation, labels);
      return zh ? `${limit}（${source}）` : `${limit} (${source})`;
    }
    case 'LEAD_DAYS':
      return `≤ ${days(asked.days, language)}`;
    case 'PRICE':
      return `≤ ${money(asked.price.amount, asked.price.currency)}`;
    default:
      return '';
  }
}

/** "≤ 50 mg/L", "6–9", "not detectable"; empty when there is no figure. */
export function statement(
  { op, value, valueMax, unit }: NumericStatement,
  language: Language,
  labels: UnitLabels,
): string {
  if (op === 'not_detectable') {
    const word = language === 'zh' ? '不得检出' : 'not detectable';
    if (value === undefined) return word;
    return language === 'zh'
      ? `${word}（< ${figure(value, unit, labels)}）`
      : `${word} (< ${figure(value, unit, labels)})`;
  }
  if (value === undefined) return '';
  if (op === 'range') return `${number(value)}–${figure(valueMax ?? value, unit, labels)}`;
  const sign = { '=': '', '<=': '≤ ', '<': '< ', '>=': '≥ ', '>': '> ' }[op];
  return `${sign}${figure(value, unit, labels)}`;
}

/** A number as people read it: at most six significant digits, no exponent. */
export function number(value: number): string {
  const rounded = Number(value.toPrecision(6));
  return rounded.toLocaleString('en-US', { useGrouping: Math.abs(rounded) >= 100_000, maximumFractionDigits: 12 });
}

export function figure(value: number, unit: string, labels: UnitLabels): string {
  // The unit `1` is a bare number.
  if (unit === '1' || unit === '') return number(value);
  if (unit === '%') return `${number(value)}%`;
  return `${number(value)} ${labels.unit(unit)}`;
}

export function money(amount: number, currency: string): string {
  return `${currency === 'CNY' ? '¥' : `${currency} `}${amount.toLocaleString('en-US', { maximumFractionDigits: 4 })}`;
}

export const days = (count: number, language: Language): string =>
  language === 'zh' ? `${number(count)} 天` : `${number(count)} ${count === 1 ? 'day' : 'days'}`;

/** People cite a standard by its number; a plan of action has none and goes by its name. */
function standardName(
  { code, level }: { readonly code: string; readonly level: string },
  labels: ExplainLabels,
): string {
  const name = /\d/.test(code) ? code : (labels.standard(code).split(/[（(]/)[0] ?? code).trim();
  const ofLevel = labels.level(code, level);
  return name.toLowerCase().includes(ofLevel.toLowerCase()) ? name : `${name} ${ofLevel}`;
}

/** How far inside or outside a one-sided limit, as a share of it; empty where there is no such share. */
export function shareOf({ asked, margin }: Finding): string {
  if (margin === undefined || !hasShare(asked)) return '';
  const share = Number((Math.abs(margin) * 100).toPrecision(3));
  return share === 0 ? '' : `${number(share)}%`;
}

function hasShare(asked: Asked): boolean {
  if (asked.kind === 'PRICE') return asked.price.amount !== 0;
  if (asked.kind === 'LEAD_DAYS') return asked.days !== 0;
  if (asked.kind !== 'NUMERIC') return false;
  const { op, value } = asked.demand;
  return op !== 'range' && op !== '=' && value !== undefined && value !== 0;
}

/** The figure a verdict rests on; empty when there is none. */
export function predictedText({ predicted, asked }: Finding, language: Language, labels: ExplainLabels): string {
  if (predicted === undefined) return '';
  if (asked.kind === 'NUMERIC') return figure(predicted, asked.demand.unit, labels);
  return asked.kind === 'PRICE' ? money(predicted, asked.price.currency) : days(predicted, language);
}

/** What the facts on one metric say: "100–500 mg/L". A bare inlet is a rating and reads "≤ 500 mg/L". */
export function statedText(
  { stated }: Pick<Finding, 'stated'>,
  metric: string,
  language: Language,
  labels: ExplainLabels,
): string {
  const facts = (stated?.facts ?? []).filter((fact) => fact.metric === metric);
  const texts = facts.map((fact) => {
    const rating = metric === 'inlet' && fact.op === '=' && fact.parameter !== 'ph' && fact.parameter !== 'water_temp';
    return statement(rating ? { ...fact, op: '<=' } : fact, language, labels);
  });
  return [...new Set(texts)].filter((text) => text !== '').join(language === 'zh' ? '，' : ', ');
}

/** A design value, without the operator it was written with. */
export function designText(fact: NumericStatement, language: Language, labels: ExplainLabels): string {
  return statement({ ...fact, op: fact.op === 'range' ? 'range' : '=' }, language, labels);
}
