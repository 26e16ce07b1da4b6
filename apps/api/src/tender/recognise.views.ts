import type { DraftedNeed, Reading, RecognisedNeed, Unread, WhyUnread } from '@huanpei/app';
import type { Language } from '@huanpei/domain';
import { labels, type Labels } from '@huanpei/reference';
import { coded } from '../reference/reference.views';
import type { ReadingObject, RecognisedNeedObject, UnreadObject } from './recognise.objects';
import type { DraftedNeedObject } from './tender.objects';
import { citationView, dutyView, lotView, requirementView } from './tender.views';

const DRAFT = { zh: '草稿', en: 'Draft' };

/** A drafted need as the API shows it. */
export function draftView({ need, otherParameters, toSettle }: DraftedNeed, language: Language): DraftedNeedObject {
  const label = labels(language);
  return {
    lot: lotView({ id: '1', title: DRAFT, need }, null, language),
    otherParameters: otherParameters.map((code) => coded(code, label.parameter)),
    toSettle: toSettle.map((text) =>
      coded(text, (one) => (label.condition(one) === one ? label.scope(one) : label.condition(one))),
    ),
    exchange: JSON.stringify({ id: 'draft', name: DRAFT, ...need }),
  };
}

export function recognisedView(recognised: RecognisedNeed, language: Language): RecognisedNeedObject {
  const label = labels(language);
  return {
    draft: draftView(recognised, language),
    readings: recognised.readings.map((reading) => readingView(reading, language, label)),
    unread: recognised.unread.map((one) => unreadView(one, language, label)),
    open: {
      ...recognised.open,
      scenarios: recognised.open.scenarios.map((code) => coded(code, label.technology)),
      technologies: recognised.open.technologies.map((code) => coded(code, label.technology)),
    },
  };
}

function readingView(reading: Reading, language: Language, label: Labels): ReadingObject {
  const { from, to, text, as, inferred } = reading;
  return { from, to, text, as, inferred, says: saying(reading, language, label) };
}

function saying(reading: Reading, language: Language, label: Labels): string {
  switch (reading.as) {
    case 'DUTY':
      return dutyView(reading.fact, language, label).says;
    case 'REQUIREMENT':
      return requirementView(reading.requirement, language, label).says;
    case 'STANDARD':
      return citationView(reading.citation, language, label).says;
    case 'REGION':
      return label.region(reading.code);
    case 'TECHNOLOGY':
    case 'SCENARIO':
      return label.technology(reading.code);
  }
}

const WHY: Readonly<Record<WhyUnread, { readonly zh: string; readonly en: string }>> = {
  NOTHING_NAMED: {
    zh: '未写明是哪一项的数值；请在数值前写出参数或指标名称。',
    en: 'Nothing says what this is a figure of; write the parameter or the metric before it.',
  },
  WHICH_SIDE: {
    zh: '未写明是进水（进口）还是出水（排放）；请补写。',
    en: 'Nothing says whether this comes in or goes out; write inlet or outlet before it.',
  },
  WHICH_BOUND: {
    zh: '未写明是上限还是下限；请写“不大于”或“不小于”。',
    en: 'Nothing says whether this is the least or the most; write ≤ or ≥.',
  },
  WHICH_CLASS: {
    zh: '只写了标准，未写执行哪一级（表）；请选择。',
    en: 'The standard is named without its class; choose one.',
  },
  UNKNOWN_STANDARD: {
    zh: '标准库中没有这项标准；请改用具体限值。',
    en: 'The library of standards does not have it; write its limits as figures.',
  },
  NOT_THE_CLASS: {
    zh: '“准”某类不等于该类；请写出具体限值。',
    en: 'Near a class is not that class; write the limits as figures.',
  },
  EXCLUDED: { zh: '文中排除了它。', en: 'The text excludes it.' },
  PRESENT_STATE: {
    zh: '读作现状，不作为要求。',
    en: 'Read as what is met today, not as what is asked for.',
  },
  SECOND_FIGURE: {
    zh: '同一项已读到另一个数值；请确认以哪个为准。',
    en: 'Another figure of the same was read before; say which one holds.',
  },
  AMBIGUOUS: { zh: '可指多项；请写明。', en: 'It may mean several things; write which.' },
};

function unreadView(unread: Unread, language: Language, label: Labels): UnreadObject {
  const { from, to, text, why, candidates } = unread;
  const name = (code: string): string => candidateName(unread, code, label);
  return { from, to, text, why, says: WHY[why][language], candidates: candidates.map((code) => coded(code, name)) };
}

function candidateName({ why, standard }: Unread, code: string, label: Labels): string {
  if (standard !== undefined) return label.level(standard, code);
  if (why === 'NOT_THE_CLASS' || why === 'PRESENT_STATE') return label.standard(code);
  const named = [label.parameter, label.technology, label.region].map((name) => name(code));
  return named.find((name) => name !== code) ?? code;
}
