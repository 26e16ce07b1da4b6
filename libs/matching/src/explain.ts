import { basisRank } from './stated';
import type { Asked, Finding, Relaxation, Stated } from './model';
import {
  designText,
  figure,
  limitOf,
  money,
  number,
  predictedText,
  shareOf,
  statedText,
  subjectOf,
  type ExplainLabels,
  type Language,
} from './wording';

/** One sentence that says what was asked, what is stated, and why the verdict is what it is. */
export function explain(finding: Finding, language: Language, labels: ExplainLabels): string {
  const words = wordsOf(finding, language, labels);
  return language === 'zh'
    ? `${words.what}：${inChinese(finding, words)}。`
    : `${words.what}: ${inEnglish(finding, words)}.`;
}

/** The parts a sentence is made of; a part that is not there is empty. */
interface Words {
  readonly what: string;
  readonly limit: string;
  readonly predicted: string;
  readonly share: string;
  /** The name of the evidence a pass rests on. */
  readonly basis: string;
  /** The name of the weakest basis among the facts. */
  readonly weakest: string;
  readonly condition: string;
  readonly design: string;
  /** What the offer says of the thing demanded. */
  readonly stated: string;
  readonly inlet: string;
  readonly inletStated: string;
  readonly price: string;
}

function wordsOf(finding: Finding, language: Language, labels: ExplainLabels): Words {
  const { asked, evidence, stated } = finding;
  const metric = asked.kind === 'NUMERIC' ? asked.demand.metric : '';
  const weakest = [...(stated?.facts ?? [])].sort((a, b) => basisRank(b.basis) - basisRank(a.basis))[0];
  const { price } = stated ?? {};
  return {
    what: subjectOf(asked, language, labels),
    limit: limitOf(asked, language, labels),
    predicted: predictedText(finding, language, labels),
    share: shareOf(finding),
    basis: evidence === undefined ? '' : labels.basis(evidence),
    weakest: weakest ? labels.basis(weakest.basis ?? 'GUARANTEED') : '',
    condition: stated?.condition === undefined ? '' : labels.condition(stated.condition),
    design: asked.kind === 'NUMERIC' ? designText(asked.demand, language, labels) : '',
    stated: statedText(finding, metric, language, labels),
    inlet: (stated?.inlet ?? [])
      .map((fact) => designText(fact, language, labels))
      .join(language === 'zh' ? '，' : ', '),
    inletStated: statedText(finding, 'inlet', language, labels),
    price: price
      ? money(price.amount, price.currency) + (price.per && price.per !== 'unit' ? `/${labels.unit(price.per)}` : '')
      : '',
  };
}

const isEnvelope = (asked: Asked): boolean =>
  asked.kind === 'NUMERIC' && ['capacity', 'inlet', 'operating_temp'].includes(asked.demand.metric);

const isCapacity = (asked: Asked): boolean => asked.kind === 'NUMERIC' && asked.demand.metric === 'capacity';

const asksNothingDetectable = (asked: Asked): boolean =>
  asked.kind === 'NUMERIC' && asked.demand.op === 'not_detectable' && asked.demand.value === undefined;

/** How many units share the duty, as the words before what one of them treats; nothing for one alone. */
const inParallel = (stated: Stated | undefined, language: Language): string =>
  stated?.units === undefined
    ? ''
    : language === 'zh'
      ? `${number(stated.units)} 台（套）并联，`
      : `${number(stated.units)} in parallel; `;

/** A part of a sentence around a text, or nothing when there is no text. */
const around = (before: string, text: string, after = ''): string => (text === '' ? '' : `${before}${text}${after}`);

function inChinese({ asked, code, stated: held }: Finding, words: Words): string {
  const { limit, predicted, share, design, stated } = words;
  const basis = around('；依据：', words.basis);
  const demanded = around('，要求 ', limit);
  switch (code) {
    case 'OK':
      if (asked.kind === 'GROUP') return '至少一项满足';
      if (isCapacity(asked)) return `设计值 ${design}，${inParallel(held, 'zh')}单台（套）${stated}，可以承担${basis}`;
      if (isEnvelope(asked)) return `设计值 ${design} 在适用范围${around('（', stated, '）')}之内${basis}`;
      if (asked.kind === 'REGION') return '已覆盖';
      if (predicted === '') return '具备';
      return `${predicted}，满足 ${limit}${around('，余量 ', share)}${basis}`;
    case 'INLET_ALREADY_MEETS':
      return `进口设计值 ${predicted} 已满足 ${limit}，无需去除`;
    case 'ABOVE_LIMIT':
      return `${predicted}，不满足 ${limit}，${share === '' ? '偏高' : `超出 ${share}`}`;
    case 'BELOW_LIMIT':
      return `${predicted}，不满足 ${limit}，${share === '' ? '偏低' : `低 ${share}`}`;
    case 'INLET_ABOVE_ENVELOPE':
    case 'INLET_BELOW_ENVELOPE':
      return `进口设计值 ${words.inlet} ${code === 'INLET_ABOVE_ENVELOPE' ? '高于' : '低于'}设备适用的进口范围${around('（', words.inletStated, '）')}，其性能保证不适用`;
    case 'ABOVE_ENVELOPE':
      return isCapacity(asked)
        ? `设计值 ${design} 超出设备的处理能力${around('（单台（套）', stated, '）')}`
        : `设计值 ${design} 高于设备的适用范围${around('（', stated, '）')}`;
    case 'BELOW_ENVELOPE':
      return `设计值 ${design} 低于设备的${isCapacity(asked) ? '最低负荷' : '适用范围'}${around(isCapacity(asked) ? `（${inParallel(held, 'zh')}单台（套）` : '（', stated, '）')}`;
    case 'NOT_STATED':
      if (asksNothingDetectable(asked)) return '要求不得检出，但未给出方法检出限，无法比较';
      if (asked.kind === 'PRICE' && words.price !== '')
        return `单台（套）报价 ${words.price}，所需台数未定，总价无法计算${demanded}`;
      return stated === ''
        ? `供应商未说明${demanded}；补充后即可判定`
        : `所述 ${stated} 不足以判定${demanded}；补充所需数值后即可判定`;
    case 'INLET_NOT_STATED':
      return `需求未给出进口设计值，无法判定${around('是否满足 ', limit)}；给出后即可判定`;
    case 'UNIT':
      return asked.kind === 'PRICE'
        ? `报价${around(' ', words.price)} 与需求的处理规模无法换算${demanded}`
        : `数据的单位之间无法换算${demanded}；请以相同的单位给出`;
    case 'CURRENCY':
      return `报价${around(' ', words.price)} 的币种与预算不同${demanded}`;
    case 'CONDITION_UNDECIDED':
      return `取决于条件${around('“', words.condition, '”')}是否成立，现有信息不足以判断${demanded}`;
    case 'LIMIT_UNCONFIRMED':
      return `限值${around(' ', limit)} 尚未核对原文，暂不判定`;
    case 'STANDARD_UNKNOWN':
      return '参考数据中没有该标准或该项目的限值';
    case 'WEAK_EVIDENCE':
      return `${predicted === '' ? `设计值 ${design} 在适用范围${around('（', stated, '）')}之内` : `${predicted}，数值上满足 ${limit}`}，但依据的等级低于要求${around('（现为', words.weakest, '）')}`;
    case 'TYPICAL_SPREAD':
      return `典型值或规划值的范围跨越 ${limit}（不利一端为 ${predicted}），暂不判定；需供应商给出保证值`;
    case 'NOT_HELD':
      return asked.kind === 'REGION' ? '未覆盖' : '不具备';
    case 'EXPIRED':
      return `已过期${around('（有效期至 ', held?.validUntil ?? '', '）')}`;
    case 'ALL_ALTERNATIVES_FAIL':
      return '各项均不满足';
    case 'NO_ALTERNATIVE_PASSES':
      return '没有一项可以确认满足';
  }
}

function inEnglish({ asked, code, stated: held }: Finding, words: Words): string {
  const { limit, predicted, share, design, stated } = words;
  const basis = around('; basis: ', words.basis);
  const demanded = around('; asked: ', limit);
  switch (code) {
    case 'OK':
      if (asked.kind === 'GROUP') return 'at least one is met';
      if (isCapacity(asked))
        return held?.units === undefined
          ? `the design value ${design} is covered, one unit treating ${stated}${basis}`
          : `the design value ${design} is covered by ${number(held.units)} units of ${stated} in parallel${basis}`;
      if (isEnvelope(asked))
        return `the design value ${design} lies inside what is stated${around(' (', stated, ')')}${basis}`;
      if (asked.kind === 'REGION') return 'covered';
      if (predicted === '') return 'held';
      return `${predicted} meets ${limit}${around(' with a margin of ', share)}${basis}`;
    case 'INLET_ALREADY_MEETS':
      return `the inlet of ${predicted} meets ${limit} already; nothing has to be removed`;
    case 'ABOVE_LIMIT':
      return `${predicted} does not meet ${limit}${share === '' ? ', being too high' : `, ${share} above it`}`;
    case 'BELOW_LIMIT':
      return `${predicted} does not meet ${limit}${share === '' ? ', being too low' : `, ${share} below it`}`;
    case 'INLET_ABOVE_ENVELOPE':
    case 'INLET_BELOW_ENVELOPE':
      return `the inlet of ${words.inlet} is ${code === 'INLET_ABOVE_ENVELOPE' ? 'above' : 'below'} what the equipment accepts${around(' (', words.inletStated, ')')}, where its guarantees do not hold`;
    case 'ABOVE_ENVELOPE':
    case 'BELOW_ENVELOPE': {
      const side = code === 'ABOVE_ENVELOPE' ? 'above' : 'below';
      return isCapacity(asked)
        ? `the design value ${design} is ${side} what the equipment treats${around(` (${inParallel(held, 'en')}one unit: `, stated, ')')}`
        : `the design value ${design} is ${side} what is stated${around(' (', stated, ')')}`;
    }
    case 'NOT_STATED':
      if (asksNothingDetectable(asked))
        return 'must not be detectable, but no detection limit is given to compare with';
      if (asked.kind === 'PRICE' && words.price !== '') {
        return `${words.price} a unit, but how many units are needed is not known${demanded}`;
      }
      return stated === ''
        ? `not stated by the supplier${demanded}; the figure would settle it`
        : `what is stated (${stated}) does not settle it${demanded}`;
    case 'INLET_NOT_STATED':
      return `the need gives no inlet value${around(', so ', limit, ' cannot be checked')}; the design inlet would settle it`;
    case 'UNIT':
      return asked.kind === 'PRICE'
        ? `the price${around(' of ', words.price)} does not convert to the flow of the duty${demanded}`
        : `the units of the figures do not convert into each other${demanded}; figures in one unit would settle it`;
    case 'CURRENCY':
      return `the price${around(' of ', words.price)} is in another currency${demanded}`;
    case 'CONDITION_UNDECIDED':
      return `depends on ${words.condition === '' ? 'a condition' : `the condition "${words.condition}"`}, which what is known does not settle${demanded}`;
    case 'LIMIT_UNCONFIRMED':
      return `the limit${around(' ', limit)} has not been confirmed in the original text and decides nothing until it is`;
    case 'STANDARD_UNKNOWN':
      return 'the reference data have no limit for this standard or parameter';
    case 'WEAK_EVIDENCE':
      return `${predicted === '' ? `the design value ${design} lies inside what is stated${around(' (', stated, ')')}` : `${predicted} would meet ${limit}`}, but the evidence is weaker than demanded${around(' (', words.weakest, ')')}`;
    case 'TYPICAL_SPREAD':
      return `a typical or planning range straddles ${limit} (its worse end gives ${predicted}) and decides nothing; a guaranteed figure would`;
    case 'NOT_HELD':
      return asked.kind === 'REGION' ? 'not covered' : 'not held';
    case 'EXPIRED':
      return `expired${around(' (valid until ', held?.validUntil ?? '', ')')}`;
    case 'ALL_ALTERNATIVES_FAIL':
      return 'none is met';
    case 'NO_ALTERNATIVE_PASSES':
      return 'none can be shown to be met';
  }
}

/** What relaxing one demand would bring, as a sentence. */
export function explainRelaxation(
  { from, to, unit, fits }: Relaxation,
  asked: Asked,
  language: Language,
  labels: ExplainLabels,
): string {
  const what = subjectOf(asked, language, labels);
  const say = (value: number) => (asked.kind === 'PRICE' ? money(value, unit) : figure(value, unit, labels));
  return language === 'zh'
    ? `${what}由 ${say(from)} 放宽到 ${say(to)} 后，满足全部要求的设备有 ${fits} 项。`
    : `${what}: relaxed from ${say(from)} to ${say(to)}, ${fits} would fit.`;
}
