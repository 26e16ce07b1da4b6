import type { Asked, Basis, Fact, Finding, NumericStatement, Relaxation } from './model';

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

/** One sentence that says what was asked, what is stated, and why the verdict is what it is. */
export function explain(finding: Finding, language: Language, labels: ExplainLabels): string {
  return language === 'zh' ? inChinese(finding, labels) : inEnglish(finding, labels);
}

/** What a demand is about, without its limit: "Outlet COD". */
export function subjectOf(asked: Asked, language: Language, labels: ExplainLabels): string {
  const zh = language === 'zh';
  switch (asked.kind) {
    case 'NUMERIC': {
      const { metric, parameter } = asked.demand;
      const name = labels.metric(metric);
      return parameter === undefined
        ? name
        : zh
          ? `${labels.parameter(parameter)}（${name}）`
          : `${labels.parameter(parameter)} (${name})`;
    }
    case 'CERTIFICATE':
      return `${zh ? '认证：' : 'Certificate: '}${labels.scheme(asked.code)}`;
    case 'HONOUR':
      return `${zh ? '荣誉：' : 'Honour: '}${labels.scheme(asked.code)}`;
    case 'SERVICE':
      return `${zh ? '服务：' : 'Service: '}${labels.technology(asked.code)}`;
    case 'REGION':
      return `${zh ? '服务地区：' : 'Region served: '}${labels.region(asked.code)}`;
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

/** The limit a demand sets, with the standard it comes from: "≤ 50 mg/L (GB 18918-2002 1A)". */
export function limitOf(asked: Asked, language: Language, labels: ExplainLabels): string {
  const zh = language === 'zh';
  switch (asked.kind) {
    case 'NUMERIC': {
      const limit = statement(asked.demand, language, labels);
      if (!asked.citation) return limit;
      const { code, level } = asked.citation;
      return zh
        ? `${limit}（${code} ${labels.level(code, level)}）`
        : `${limit} (${code} ${labels.level(code, level)})`;
    }
    case 'LEAD_DAYS':
      return zh ? `≤ ${number(asked.days)} 天` : `≤ ${number(asked.days)} days`;
    case 'PRICE':
      return `≤ ${money(asked.price.amount, asked.price.currency)}`;
    default:
      return '';
  }
}

/** "≤ 50 mg/L", "6–9", "not detectable". */
export function statement(
  { op, value, valueMax, unit }: NumericStatement,
  language: Language,
  labels: Pick<ExplainLabels, 'unit'>,
): string {
  if (op === 'not_detectable') {
    const word = language === 'zh' ? '不得检出' : 'not detectable';
    return value === undefined ? word : `${word} (< ${figure(value, unit, labels)})`;
  }
  if (op === 'range') return `${number(value ?? 0)}–${figure(valueMax ?? value ?? 0, unit, labels)}`;
  const sign = { '=': '', '<=': '≤ ', '<': '< ', '>=': '≥ ', '>': '> ' }[op];
  return `${sign}${value === undefined ? '?' : figure(value, unit, labels)}`;
}

/** A number as people read it: at most six significant digits, no exponent. */
export function number(value: number): string {
  const rounded = Number(value.toPrecision(6));
  return rounded.toLocaleString('en-US', { useGrouping: Math.abs(rounded) >= 100_000, maximumFractionDigits: 12 });
}

function figure(value: number, unit: string, labels: Pick<ExplainLabels, 'unit'>): string {
  // The unit `1` is a bare number.
  if (unit === '1' || unit === '') return number(value);
  if (unit === '%') return `${number(value)}%`;
  return `${number(value)} ${labels.unit(unit)}`;
}

function money(amount: number, currency: string): string {
  return `${currency === 'CNY' ? '¥' : `${currency} `}${amount.toLocaleString('en-US', { maximumFractionDigits: 4 })}`;
}

const standardName = (
  { code, level }: { readonly code: string; readonly level: string },
  labels: ExplainLabels,
): string => `${code} ${labels.level(code, level)}`;

function percent(margin: number | undefined): string | undefined {
  return margin === undefined ? undefined : `${number(Number((Math.abs(margin) * 100).toPrecision(3)))}%`;
}

function predictedText({ predicted, asked }: Finding, language: Language, labels: ExplainLabels): string {
  if (predicted === undefined) return '';
  if (asked.kind === 'NUMERIC') return figure(predicted, asked.demand.unit, labels);
  if (asked.kind === 'PRICE') return money(predicted, asked.price.currency);
  return language === 'zh' ? `${number(predicted)} 天` : `${number(predicted)} days`;
}

/** The facts that an envelope is made of: "100–500 mg/L". */
function statedText(finding: Finding, metric: string, language: Language, labels: ExplainLabels): string {
  const facts = (finding.stated?.facts ?? []).filter((fact: Fact) => fact.metric === metric);
  return facts.map((fact) => statement(fact, language, labels)).join(language === 'zh' ? '，' : ', ');
}

const designText = (finding: Finding, language: Language, labels: ExplainLabels): string =>
  (finding.stated?.inlet ?? [])
    .map((fact) => statement({ ...fact, op: fact.op === 'range' ? 'range' : '=' }, language, labels))
    .join(', ');

function inChinese(finding: Finding, labels: ExplainLabels): string {
  const { asked, code, evidence } = finding;
  const what = subjectOf(asked, 'zh', labels);
  const limit = limitOf(asked, 'zh', labels);
  const predicted = predictedText(finding, 'zh', labels);
  const share = percent(finding.margin);
  const basis = evidence === undefined ? '' : `；依据：${labels.basis(evidence)}`;
  const metric = asked.kind === 'NUMERIC' ? asked.demand.metric : '';
  const isEnvelope = ['capacity', 'inlet', 'operating_temp'].includes(metric);
  const demanded = limit === '' ? '' : `，要求 ${limit}`;
  switch (code) {
    case 'OK':
      if (asked.kind === 'GROUP') return `${what}：至少一项满足。`;
      if (isEnvelope) {
        const stated = statedText(finding, metric, 'zh', labels);
        return `${what}：设计值 ${designFigure(asked, 'zh', labels)} 在所述范围${stated ? `（${stated}）` : ''}之内${basis}。`;
      }
      if (predicted === '') return `${what}：具备。`;
      return `${what}：${predicted}，满足 ${limit}${share ? `，余量 ${share}` : ''}${basis}。`;
    case 'INLET_ALREADY_MEETS':
      return `${what}：进口 ${predicted} 已满足 ${limit}，无需处理。`;
    case 'ABOVE_LIMIT':
      return `${what}：${predicted}，超过要求 ${limit}${share ? `，超出 ${share}` : ''}。`;
    case 'BELOW_LIMIT':
      return `${what}：${predicted}，低于要求 ${limit}${share ? `，相差 ${share}` : ''}。`;
    case 'INLET_ABOVE_ENVELOPE':
    case 'INLET_BELOW_ENVELOPE': {
      const side = code === 'INLET_ABOVE_ENVELOPE' ? '高于' : '低于';
      return `${what}：进口设计值 ${designText(finding, 'zh', labels)} ${side}设备允许的进口范围 ${statedText(finding, 'inlet', 'zh', labels)}，其保证不再成立。`;
    }
    case 'ABOVE_ENVELOPE':
    case 'BELOW_ENVELOPE': {
      const side = code === 'ABOVE_ENVELOPE' ? '超出' : '低于';
      return `${what}：设计值 ${designFigure(asked, 'zh', labels)} ${side}设备所述范围 ${statedText(finding, metric, 'zh', labels)}。`;
    }
    case 'NOT_STATED':
      return asked.kind === 'NUMERIC' && asked.demand.op === 'not_detectable' && asked.demand.value === undefined
        ? `${what}：要求不得检出，但没有给出方法检出限，无法比较。`
        : `${what}：未说明${demanded}；补充该数据即可判定。`;
    case 'INLET_NOT_STATED':
      return `${what}：需求未给出进口值，无法判定${limit ? `是否满足 ${limit}` : ''}；给出进口设计值即可判定。`;
    case 'UNIT':
      return `${what}：所给数据的单位与要求无法换算${demanded}；请以要求的单位给出。`;
    case 'CURRENCY':
      return `${what}：报价币种与预算不同${demanded}。`;
    case 'CONDITION_UNDECIDED':
      return `${what}：取决于条件“${labels.condition(finding.stated?.condition ?? '')}”，需求未能说明该条件是否成立${demanded}。`;
    case 'LIMIT_UNCONFIRMED':
      return `${what}：限值 ${limit} 尚未经核实，不作判定；由平台核对原文后即可判定。`;
    case 'STANDARD_UNKNOWN':
      return `${what}：参考数据中没有该标准或该项目的限值。`;
    case 'WEAK_EVIDENCE':
      return `${what}：${predicted === '' ? '数据满足' : `${predicted}，数值上满足 ${limit}`}，但依据弱于所要求的等级${weakest(finding, labels, '，现为')}。`;
    case 'TYPICAL_SPREAD':
      return `${what}：典型值或规划值的范围跨越限值 ${limit}（不利一端为 ${predicted}），不作判定；需要保证值。`;
    case 'NOT_HELD':
      return `${what}：不具备。`;
    case 'EXPIRED':
      return `${what}：已过期${finding.stated?.validUntil ? `（有效期至 ${finding.stated.validUntil}）` : ''}。`;
    case 'ALL_ALTERNATIVES_FAIL':
      return `${what}：各项均不满足。`;
    case 'NO_ALTERNATIVE_PASSES':
      return `${what}：没有一项可以确认满足。`;
  }
}

function inEnglish(finding: Finding, labels: ExplainLabels): string {
  const { asked, code, evidence } = finding;
  const what = subjectOf(asked, 'en', labels);
  const limit = limitOf(asked, 'en', labels);
  const predicted = predictedText(finding, 'en', labels);
  const share = percent(finding.margin);
  const basis = evidence === undefined ? '' : `; basis: ${labels.basis(evidence)}`;
  const metric = asked.kind === 'NUMERIC' ? asked.demand.metric : '';
  const isEnvelope = ['capacity', 'inlet', 'operating_temp'].includes(metric);
  const demanded = limit === '' ? '' : ` (asked: ${limit})`;
  switch (code) {
    case 'OK':
      if (asked.kind === 'GROUP') return `${what}: at least one is met.`;
      if (isEnvelope) {
        const stated = statedText(finding, metric, 'en', labels);
        return `${what}: the design value ${designFigure(asked, 'en', labels)} lies inside what is stated${stated ? ` (${stated})` : ''}${basis}.`;
      }
      if (predicted === '') return `${what}: held.`;
      return `${what}: ${predicted} meets ${limit}${share ? ` with a margin of ${share}` : ''}${basis}.`;
    case 'INLET_ALREADY_MEETS':
      return `${what}: the inlet of ${predicted} meets ${limit} already; nothing has to be removed.`;
    case 'ABOVE_LIMIT':
      return `${what}: ${predicted} is above the demanded ${limit}${share ? `, by ${share}` : ''}.`;
    case 'BELOW_LIMIT':
      return `${what}: ${predicted} is below the demanded ${limit}${share ? `, by ${share}` : ''}.`;
    case 'INLET_ABOVE_ENVELOPE':
    case 'INLET_BELOW_ENVELOPE': {
      const side = code === 'INLET_ABOVE_ENVELOPE' ? 'above' : 'below';
      return `${what}: the inlet of ${designText(finding, 'en', labels)} is ${side} the inlet the equipment accepts, ${statedText(finding, 'inlet', 'en', labels)}; its guarantee does not hold there.`;
    }
    case 'ABOVE_ENVELOPE':
    case 'BELOW_ENVELOPE': {
      const side = code === 'ABOVE_ENVELOPE' ? 'above' : 'below';
      return `${what}: the design value ${designFigure(asked, 'en', labels)} is ${side} what the equipment states, ${statedText(finding, metric, 'en', labels)}.`;
    }
    case 'NOT_STATED':
      return asked.kind === 'NUMERIC' && asked.demand.op === 'not_detectable' && asked.demand.value === undefined
        ? `${what}: must not be detectable, but no detection limit is given to compare with.`
        : `${what}: not stated${demanded}; this figure would settle it.`;
    case 'INLET_NOT_STATED':
      return `${what}: the need gives no inlet value${limit ? `, so ${limit} cannot be checked` : ''}; the design inlet would settle it.`;
    case 'UNIT':
      return `${what}: the unit does not convert to the one asked for${demanded}; a figure in that unit would settle it.`;
    case 'CURRENCY':
      return `${what}: the price is in another currency${demanded}.`;
    case 'CONDITION_UNDECIDED':
      return `${what}: depends on the condition "${labels.condition(finding.stated?.condition ?? '')}", which the need does not settle${demanded}.`;
    case 'LIMIT_UNCONFIRMED':
      return `${what}: the limit ${limit} has not been confirmed and decides nothing until it is.`;
    case 'STANDARD_UNKNOWN':
      return `${what}: the reference data have no limit for this standard or parameter.`;
    case 'WEAK_EVIDENCE':
      return `${what}: ${predicted === '' ? 'the figures would do' : `${predicted} would meet ${limit}`}, but the evidence is weaker than demanded${weakest(finding, labels, ', being ')}.`;
    case 'TYPICAL_SPREAD':
      return `${what}: a typical or planning range straddles ${limit} (its worse end gives ${predicted}) and decides nothing; a guaranteed figure would.`;
    case 'NOT_HELD':
      return `${what}: not held.`;
    case 'EXPIRED':
      return `${what}: expired${finding.stated?.validUntil ? ` (valid until ${finding.stated.validUntil})` : ''}.`;
    case 'ALL_ALTERNATIVES_FAIL':
      return `${what}: none is met.`;
    case 'NO_ALTERNATIVE_PASSES':
      return `${what}: none can be shown to be met.`;
  }
}

/** The design value of an envelope, without the operator it was written with. */
function designFigure(asked: Asked, language: Language, labels: ExplainLabels): string {
  if (asked.kind !== 'NUMERIC') return '';
  return statement({ ...asked.demand, op: asked.demand.op === 'range' ? 'range' : '=' }, language, labels);
}

const ORDER: readonly Basis[] = ['VERIFIED', 'TESTED', 'GUARANTEED', 'TYPICAL', 'PLANNING'];

function weakest(finding: Finding, labels: ExplainLabels, lead: string): string {
  const bases = (finding.stated?.facts ?? []).map((fact) => fact.basis ?? 'GUARANTEED');
  const [last] = [...bases].sort((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a));
  return last === undefined ? '' : `${lead}${labels.basis(last)}`;
}

/** What relaxing one demand would bring, as a sentence. */
export function explainRelaxation(
  { from, to, unit, fits }: Relaxation,
  asked: Asked,
  language: Language,
  labels: ExplainLabels,
): string {
  const what = subjectOf(asked, language, labels);
  const [a, b] =
    asked.kind === 'PRICE'
      ? [money(from, unit), money(to, unit)]
      : [figure(from, unit, labels), figure(to, unit, labels)];
  return language === 'zh'
    ? `${what}由 ${a} 放宽到 ${b}，满足的设备将为 ${fits} 个。`
    : `${what}: relaxed from ${a} to ${b}, ${fits} would fit.`;
}
