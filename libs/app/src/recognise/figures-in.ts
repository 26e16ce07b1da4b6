import type { Op } from '@huanpei/matching';
import { CHINESE_NUMERALS, chineseNumber } from './chinese-number';
import type { Span, WrittenText } from './written-text';
import { multiplierAt, unitAt } from './written-units';

/** A figure or a range as it stands in a text, with its unit and the words that bound it. */
export interface WrittenFigure extends Span {
  /** Where the number itself begins; `from` may be at the words before it (不大于). */
  readonly at: number;
  readonly value: number;
  readonly valueMax?: number;
  /** In the spelling of the exchange format; undefined when none follows. */
  readonly unit?: string;
  /** What the words say; undefined where they say nothing. */
  readonly bound?: Exclude<Op, '=' | 'range' | 'not_detectable'>;
  /** `万元`, `元`, `million USD`: money, in major units already. */
  readonly currency?: string;
}

/** `50,000`, `900 000` in front of a unit, `0.5`. */
const NUMBER = String.raw`\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?![\d,，])|(?<![a-z\d.])\d{1,3}(?: \d{3})+(?=\s*[a-zμ%万立吨])|\d+(?:\.\d+)?`;
const FIGURE = new RegExp(`(${NUMBER})`, 'gu');
const SECOND = new RegExp(String.raw`\s*(?:-|~|–|至|到|to(?=\s))\s*(${NUMBER})`, 'uy');

const NUMERALS_BEFORE = `(?<![${CHINESE_NUMERALS}第])`;
const CHINESE_NUMBER = new RegExp(
  `${NUMERALS_BEFORE}([一二两三四五六七八九十]{1,3})(?=\\s*(?:万|千)\\s*(?:吨|立方|方|m3|t))`,
  'gu',
);
/** Money is written in words too, to the last 万 and 亿. */
const CHINESE_MONEY = new RegExp(`${NUMERALS_BEFORE}([${CHINESE_NUMERALS}点]{1,30})(?=\\s*(?:元|圆|人民币))`, 'gu');

/** Longer ones first: `不小于` holds `小于`. */
const BEFORE: readonly (readonly [words: string, bound: '<=' | '<' | '>=' | '>'])[] = [
  [
    '不得高于|不得大于|不得超过|不应大于|不应超过|不得超出|不高于|不大于|不超过|优于|不多于|小于等于|小于或等于|低于等于|最高|至多|上限为?|≤|<=|=<|(?:no|not)\\s+(?:more|greater|higher|larger)\\s+than|not\\s+exceed(?:ing)?|not\\s+above|at\\s+most|up\\s+to|maximum(?:\\s+of)?|max\\.?',
    '<=',
  ],
  [
    '不得低于|不得小于|不应低于|不应小于|不低于|不小于|不少于|大于等于|大于或等于|高于等于|最低|至少|下限为?|≥|>=|=>|(?:no|not)\\s+(?:less|lower|smaller|fewer)\\s+than|not\\s+below|at\\s+least|minimum(?:\\s+of)?|min\\.?(?=\\s*\\d)',
    '>=',
  ],
  ['小于|低于|少于|<|less\\s+than|below|under', '<'],
  ['大于|高于|超过|>|more\\s+than|greater\\s+than|above|over|exceed(?:ing|s)?', '>'],
];
const BEFORE_FORMS = BEFORE.map(([words, bound]) => ({
  form: new RegExp(`(?:${words})(?:\\s|:|：|为|到|至|to|be|±)*$`, 'u'),
  bound,
}));
const AFTER =
  /\s*(?:\(含\))?\s*(?:及|或)?\s*(以下|以内|之内|以上|or\s+(?:less|below|lower)|or\s+(?:more|above|higher))/uy;

const MONEY = /\s*(万|亿)?\s*(元|圆|人民币|rmb|cny|¥|usd|us\$|美元|eur|欧元|€)/uy;
const MONEY_WORDS = /\s*(million|thousand)?\s*(rmb|cny|yuan|usd|us\s?dollars?|eur|euros?)(?![a-z])/uy;
const MONEY_BEFORE = /(cny|rmb|usd|us\$|eur|¥|€|\$)\s*$/u;
const CURRENCIES: Readonly<Record<string, string>> = {
  元: 'CNY',
  圆: 'CNY',
  人民币: 'CNY',
  rmb: 'CNY',
  cny: 'CNY',
  yuan: 'CNY',
  '¥': 'CNY',
  usd: 'USD',
  us$: 'USD',
  $: 'USD',
  美元: 'USD',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  欧元: 'EUR',
  '€': 'EUR',
};
const MONEY_TIMES: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, million: 1e6, thousand: 1e3 };

/** Every figure of a text outside the spans given, from left to right. */
export function figuresIn(text: WrittenText, taken: readonly Span[]): readonly WrittenFigure[] {
  const { lower } = text;
  const found: WrittenFigure[] = [];
  const isTaken = (at: number): boolean => taken.some(({ from, to }) => at >= from && at < to);
  let done = 0;
  for (const match of lower.matchAll(FIGURE)) {
    const at = match.index;
    if (at < done || isTaken(at) || (!taken.some(({ to }) => to === at) && isInWord(lower, at, match[0].length)))
      continue;
    const figure = figureFrom(lower, at, match[0]);
    done = figure.to;
    found.push(figure);
  }
  for (const match of [...lower.matchAll(CHINESE_NUMBER), ...lower.matchAll(CHINESE_MONEY)]) {
    // 3500万元 was read from its digits on.
    if (isTaken(match.index) || found.some(({ at, to }) => match.index >= at && match.index < to)) continue;
    const value = chineseNumber(match[1] ?? '');
    if (value !== undefined) found.push(figureFrom(lower, match.index, match[1] ?? '', value));
  }
  return found.sort((a, b) => a.at - b.at);
}

/** A digit of a name (`PM2.5`, `A2O`), a code, a date or a power is no figure. `COD120` is one, since names are taken out before. */
function isInWord(lower: string, at: number, length: number): boolean {
  const before = lower[at - 1] ?? '';
  const after = lower.slice(at + length, at + length + 6);
  return /[a-z_.^]/u.test(before) && !/[)\]]/u.test(before)
    ? !/(?:(?:^|[^a-z])(?:to|ph|max|min)|\d\s*x)$/u.test(lower.slice(Math.max(0, at - 4), at))
    : /^\s*(?:年\d{1,2}月|月\d|号|#|\^|x10)/u.test(after) ||
        (/^\s*年/u.test(after) && /^(?:19|20)\d\d$/.test(lower.slice(at, at + length))) ||
        /^-\d{1,2}-\d/u.test(after);
}

function figureFrom(lower: string, at: number, written: string, spoken?: number): WrittenFigure {
  const value = spoken ?? Number(written.replace(/[,， ]/gu, ''));
  let to = at + written.length;
  const first = unitAt(lower, to);
  SECOND.lastIndex = first ? to + first.length : to;
  let second = SECOND.exec(lower);
  // `表3-4`, `2006-01-01`: only the smaller comes first in a range.
  if (second && !(Number((second[1] ?? '').replace(/[,， ]/gu, '')) > value)) second = null;
  let valueMax: number | undefined;
  if (second) {
    valueMax = Number((second[1] ?? '').replace(/[,， ]/gu, ''));
    to = SECOND.lastIndex;
  }
  const money = moneyAt(lower, at, to);
  if (money) {
    const bound = boundBefore(lower, at) ?? {};
    return {
      at,
      from: at,
      to: money.to,
      value: value * money.times,
      ...(valueMax === undefined ? {} : { valueMax: valueMax * money.times }),
      currency: money.currency,
      ...bound,
    };
  }
  const unit = second ? (unitAt(lower, to) ?? first) : first;
  const bare = unit ? undefined : multiplierAt(lower, to);
  if (second ? unitAt(lower, to) : first) to += (unit as { length: number }).length;
  else if (bare) to += bare.length;
  const times = unit?.times ?? bare?.times ?? 1;
  AFTER.lastIndex = to;
  const after = AFTER.exec(lower);
  if (after) to = AFTER.lastIndex;
  const before = boundBefore(lower, at);
  const bound =
    before?.bound ?? (after ? (/以下|以内|之内|less|below|lower/u.test(after[1] ?? '') ? '<=' : '>=') : undefined);
  return {
    at,
    from: before?.from ?? at,
    to,
    value: value * times,
    ...(valueMax === undefined ? {} : { valueMax: valueMax * times }),
    ...(unit === undefined ? {} : { unit: unit.unit }),
    ...(bound === undefined ? {} : { bound }),
  };
}

function boundBefore(lower: string, at: number): { bound: '<=' | '<' | '>=' | '>'; from: number } | undefined {
  const start = Math.max(0, at - 24);
  const before = lower.slice(start, at);
  for (const { form, bound } of BEFORE_FORMS) {
    const match = form.exec(before);
    if (match) return { bound, from: start + match.index };
  }
  return undefined;
}

function moneyAt(lower: string, at: number, to: number): { currency: string; times: number; to: number } | undefined {
  for (const form of [MONEY, MONEY_WORDS]) {
    form.lastIndex = to;
    const match = form.exec(lower);
    const currency =
      CURRENCIES[(match?.[2] ?? '').replace(/\s/g, '')] ?? (match && /dollar/.test(match[0]) ? 'USD' : undefined);
    if (match && currency !== undefined) {
      // `元/吨` is a price of something else than the whole.
      if (/^\s*(?:\/|每|per\s)/u.test(lower.slice(form.lastIndex, form.lastIndex + 5))) return undefined;
      return { currency, times: MONEY_TIMES[match[1] ?? ''] ?? 1, to: form.lastIndex };
    }
  }
  const before = MONEY_BEFORE.exec(lower.slice(Math.max(0, at - 6), at));
  const currency = CURRENCIES[before?.[1] ?? ''];
  if (currency === undefined) return undefined;
  const times = /^\s*(million|thousand|万|亿)/u.exec(lower.slice(to, to + 12));
  return { currency, times: MONEY_TIMES[times?.[1] ?? ''] ?? 1, to: to + (times?.[0].length ?? 0) };
}
