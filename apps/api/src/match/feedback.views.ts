import type { DraftFeedback, MissingFigure, RequirementFeedback } from '@huanpei/app';
import type { Language, Tailoring, Track } from '@huanpei/domain';
import { limitOf, number, subjectOf, type Asked, type Relaxation } from '@huanpei/matching';
import { fairCompetition, labels } from '@huanpei/reference';
import type {
  DraftFeedbackObject,
  DraftRelaxationObject,
  MissingFigureObject,
  RequirementFeedbackObject,
  TailoringObject,
} from './feedback.objects';

/** @param track the law that is cited; none is when it is not known */
export function feedbackView(
  { result, asked, requirements, missing, tailoring, ...rest }: DraftFeedback,
  track: Track | null,
  language: Language,
): DraftFeedbackObject {
  const { compared, fits, needsData, ruledOut } = result;
  const { engine, referenceEdition, asOf, marketPosition, suppliers } = rest;
  return {
    engine,
    referenceEdition,
    asOf,
    marketPosition,
    suppliers,
    compared,
    fits,
    needsData,
    ruledOut,
    requirements: requirements?.map((one) => requirementView(one, fits, language)) ?? null,
    relaxations: result.relaxations.map((one) => relaxationView(one, asked.get(one.requirement), fits, language)),
    missing: missing && {
      among: missing.among,
      figures: missing.figures.map((one) => missingView(one, missing.among, language)),
    },
    tailoring: tailoring && tailoringView(tailoring, track, language),
  };
}

function requirementView(
  { requirement, asked, excludes, fitsWithout, emptiesMarket }: RequirementFeedback,
  fits: number,
  language: Language,
): RequirementFeedbackObject {
  const label = labels(language);
  const [subject, limit] = [subjectOf(asked, language, label), limitOf(asked, language, label)];
  const what = `${subject} ${limit}`.trim();
  const says =
    language === 'zh'
      ? `${what}：单独排除 ${excludes} 件${withoutInChinese(excludes, fits, fitsWithout)}${emptiesMarket ? '（此项使市场为空）' : ''}。`
      : `${what}: rules out ${excludes} by itself${withoutInEnglish(excludes, fits, fitsWithout)}${emptiesMarket ? ' (it empties the market)' : ''}.`;
  return { requirement, label: subject, limit: limit || null, excludes, fitsWithout, emptiesMarket, says };
}

function missingView(
  { requirement, asked, listings: count, inletWanted, conditionWanted: open }: MissingFigure,
  among: number,
  language: Language,
): MissingFigureObject {
  const label = labels(language);
  const [subject, limit] = [subjectOf(asked, language, label), limitOf(asked, language, label)];
  const what = `${subject} ${limit}`.trim();
  const conditionWanted = open === null ? null : label.condition(open);
  const settled =
    conditionWanted === null
      ? ''
      : language === 'zh'
        ? `；须先写明“${conditionWanted}”是否成立`
        : `; say first whether "${conditionWanted}" holds`;
  const says =
    language === 'zh'
      ? `${what}：需补充数据的 ${among} 件中有 ${count} 件未载明或不能判断${inletWanted > 0 ? `，其中 ${inletWanted} 件只待写明进口参数` : ''}${settled}。`
      : `${what}: of ${among} ${listings(among)} that need data, ${count} ${count === 1 ? 'does' : 'do'} not settle it${inletWanted > 0 ? `, ${inletWanted} only for want of what comes in` : ''}${settled}.`;
  return { requirement, label: subject, limit: limit || null, listings: count, inletWanted, conditionWanted, says };
}

/** What setting a requirement aside would bring. Where no more fit, those that it alone rules out still lack figures. */
function withoutInChinese(excludes: number, fits: number, fitsWithout: number): string {
  if (fitsWithout !== fits) return `；去掉此项后满足的装备 ${fits} → ${fitsWithout} 件`;
  return excludes === 0 ? '' : '；去掉此项后仍需补充数据';
}

function withoutInEnglish(excludes: number, fits: number, fitsWithout: number): string {
  if (fitsWithout !== fits) return `; without it ${fits} → ${fitsWithout} ${listings(fitsWithout)} fit`;
  return excludes === 0 ? '' : `; without it ${excludes === 1 ? 'that one' : 'they'} would still need data`;
}

function relaxationView(
  { requirement, from, to, unit, fits }: Relaxation,
  asked: Asked | undefined,
  fitsNow: number,
  language: Language,
): DraftRelaxationObject {
  const label = labels(language);
  const subject = asked ? subjectOf(asked, language, label) : requirement;
  const change = changeOf(from, to, unit, asked?.kind === 'PRICE' ? unit : label.unit(unit));
  const says =
    language === 'zh'
      ? `${subject} ${change}：满足的装备 ${fitsNow} → ${fits} 件`
      : `${subject} ${change}: ${fitsNow} → ${fits} ${listings(fits)}`;
  return { requirement, label: subject, from, to, unit, fitsNow, fits, says };
}

/** `1 → 1.5 mg/L`. The unit `1` is a bare number. */
function changeOf(from: number, to: number, unit: string, name: string): string {
  const numbers = `${number(from)} → ${number(to)}`;
  if (unit === '1' || unit === '') return numbers;
  return unit === '%' ? `${number(from)}% → ${number(to)}%` : `${numbers} ${name}`;
}

const listings = (count: number): string => (count === 1 ? 'listing' : 'listings');

export function tailoringView(
  { kind, listings: count, oneFigureAway, suppliersCompared }: Tailoring,
  track: Track | null,
  language: Language,
): TailoringObject {
  const rule = track === null ? undefined : fairCompetition(track);
  const [law, lawText] = [rule?.citation[language] ?? null, rule?.text[language] ?? null];
  const facts = { kind, listings: count, oneFigureAway, suppliersCompared };
  return {
    ...facts,
    law,
    lawText,
    says: language === 'zh' ? inChinese(facts, law, lawText) : inEnglish(facts, law, lawText),
  };
}

type Facts = Pick<Tailoring, 'kind' | 'listings' | 'oneFigureAway' | 'suppliersCompared'>;

function inChinese(
  { kind, listings: count, oneFigureAway, suppliersCompared }: Facts,
  law: string | null,
  text: string | null,
): string {
  const found =
    kind === 'ONE_SUPPLIER_FITS'
      ? `参与比较的 ${suppliersCompared} 家供应商中，只有 1 家（${count} 件装备）满足全部要求`
      : `没有装备满足全部要求；参与比较的 ${suppliersCompared} 家供应商中，只有 1 家（${count} 件装备）仅差一项未载明的数据`;
  const away = kind === 'ONE_SUPPLIER_FITS' && oneFigureAway ? `；另有 ${oneFigureAway} 家仅差一项未载明的数据` : '';
  const basis = law === null ? '' : `（参见${law}：${text ?? ''}）`;
  return `${found}${away}。请确认各项要求与项目的实际需要相适应${basis}。`;
}

function inEnglish(
  { kind, listings: count, oneFigureAway, suppliersCompared }: Facts,
  law: string | null,
  text: string | null,
): string {
  const found =
    kind === 'ONE_SUPPLIER_FITS'
      ? `Of ${suppliersCompared} suppliers compared, one alone (${count} ${listings(count)}) meets every requirement`
      : `Nothing meets every requirement; of ${suppliersCompared} suppliers compared, one alone (${count} ${listings(count)}) lacks a single figure`;
  const away =
    kind === 'ONE_SUPPLIER_FITS' && oneFigureAway
      ? `; ${oneFigureAway} more ${oneFigureAway === 1 ? 'lacks' : 'lack'} a single figure`
      : '';
  const basis = law === null ? '' : ` (see ${law}: ${text ?? ''})`;
  return `${found}${away}. Make sure that each requirement suits the real needs of the project${basis}.`;
}
