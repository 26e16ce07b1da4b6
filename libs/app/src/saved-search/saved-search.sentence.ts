import type { Closeness, FoundThing, Language, SavedSearchNotice, WordSearch } from '@huanpei/domain';
import { explain, type Name } from '@huanpei/matching';
import { catalogues, labels, type Labels } from '@huanpei/reference';
import { figureSays } from './figure-says';

/** So many names stand in the sentence; all that a message names are in its data. */
const NAMED_IN_SENTENCE = 5;

/**
 * What a saved search has found, in a sentence or two: the things, and why the first is one of them. That is how it
 * stands towards the need where one was asked, otherwise the words and filters it agrees with.
 */
export function savedSearchSays(notice: SavedSearchNotice, language: Language): string {
  const { name, found, further } = notice;
  const total = found.length + further;
  const [first] = found;
  if (first && total === 1)
    return `${oneSays(name, first, notice.asked, language)}${becauseOf(first, notice, language)}`;
  const shown = found.slice(0, NAMED_IN_SENTENCE).map((thing) => thingSays(thing, language));
  const rest = total - shown.length;
  const because = first ? becauseOf(first, notice, language) : '';
  if (language === 'zh') {
    const more = rest > 0 ? `等，另有 ${rest} 项` : '';
    return `检索“${name}”有 ${total} 项新结果：${shown.join('、')}${more}。${because}`;
  }
  const more = rest > 0 ? `, and ${rest} more` : '';
  return `Your search "${name}" has ${total} new results: ${shown.join(', ')}${more}.${because}`;
}

type Words = Readonly<Record<Language, string>>;
/** How close one thing comes; where one requirement fails, others may not be stated. */
const STANDS: Readonly<Record<Closeness, Words>> = {
  FITS: { zh: '，满足所需', en: ', which fits what you need' },
  ONE_FIGURE_MISSING: { zh: '，只缺一项数据', en: ', which lacks one figure to fit what you need' },
  NEAR_MISS: { zh: '，有一项不满足所需', en: ', which fails one requirement of yours' },
};
const OWN_STANDS: Readonly<Record<Closeness, Words>> = {
  FITS: { zh: '满足要求', en: 'fits' },
  ONE_FIGURE_MISSING: { zh: '只缺一项数据', en: 'lacks one figure to fit' },
  NEAR_MISS: { zh: '有一项不满足', en: 'fails one requirement of' },
};
const BRIEFLY: Readonly<Record<Closeness, Words>> = {
  FITS: { zh: '满足', en: 'fits' },
  ONE_FIGURE_MISSING: { zh: '只缺一项数据', en: 'lacks one figure' },
  NEAR_MISS: { zh: '有一项不满足', en: 'fails one requirement' },
};

function oneSays(name: string, thing: FoundThing, asked: SavedSearchNotice['asked'], language: Language): string {
  const title = titleOf(thing.title, language);
  const closeness = thing.match?.closeness;
  if (asked === 'TENDERS_FOR_ME') {
    const stands = OWN_STANDS[closeness ?? 'FITS'];
    if (language === 'zh') return `检索“${name}”有新结果：招标“${title}”，贵方设备${stands.zh}。`;
    return `Your search "${name}" has a new result: a listing of yours ${stands.en} the tender "${title}".`;
  }
  const stands = closeness === undefined ? { zh: '', en: '' } : STANDS[closeness];
  const noun = thing.kind === 'LISTING' ? { zh: '设备', en: 'the listing' } : { zh: '招标', en: 'the tender' };
  return language === 'zh'
    ? `检索“${name}”有新结果：${noun.zh}“${title}”${stands.zh}。`
    : `Your search "${name}" has a new result: ${noun.en} "${title}"${stands.en}.`;
}

function thingSays({ title, match }: FoundThing, language: Language): string {
  const zh = language === 'zh';
  const name = zh ? `“${titleOf(title, language)}”` : `"${titleOf(title, language)}"`;
  if (match === undefined) return name;
  const stands = BRIEFLY[match.closeness][language];
  return zh ? `${name}（${stands}）` : `${name} (${stands})`;
}

function becauseOf({ match }: FoundThing, { words }: SavedSearchNotice, language: Language): string {
  const finding = match?.obstacle ?? match?.tightest;
  const gap = language === 'zh' ? '' : ' ';
  const said = finding ? `${gap}${explain(finding, language, labels(language))}` : '';
  const asked = words === null ? [] : filtersSay(words, labels(language));
  if (asked.length === 0) return said;
  const because = language === 'zh' ? `符合：${asked.join('；')}。` : ` It agrees with ${asked.join('; ')}.`;
  return `${because}${said}`;
}

/** The words and filters of a search, each as people read it. */
export function filtersSay({ text, facets = [], figures = [] }: WordSearch, labels: Labels): readonly string[] {
  const zh = labels.language === 'zh';
  const words = text.trim();
  return [
    ...(words === '' ? [] : [zh ? `词“${words}”` : `the words "${words}"`]),
    ...facets.map(({ facet, anyOf }) => {
      const names = anyOf.map((value) => valueOf(facet, value, labels)).join(zh ? '、' : ' or ');
      return `${FACET_NAMES[facet]?.[labels.language] ?? facet}${zh ? '：' : ': '}${names}`;
    }),
    ...figures.map((figure) => figureSays(figure, labels)),
  ];
}

const FACET_NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  domain: { zh: '领域', en: 'medium' },
  scenario: { zh: '应用场景', en: 'scenario' },
  technology: { zh: '技术', en: 'technology' },
  parameter: { zh: '指标', en: 'parameter' },
  basis: { zh: '依据', en: 'evidence' },
  certificate: { zh: '认证', en: 'certificate' },
  honour: { zh: '荣誉', en: 'honour' },
  region: { zh: '地区', en: 'region' },
  catalogue: { zh: '目录', en: 'catalogue' },
};

function valueOf(facet: string, value: string, labels: Labels): string {
  switch (facet) {
    case 'domain':
      return labels.domain(value);
    case 'scenario':
    case 'technology':
      return labels.technology(value);
    case 'parameter':
      return labels.parameter(value);
    case 'basis':
      return labels.basis(value);
    case 'certificate':
    case 'honour':
      return labels.scheme(value);
    case 'region':
      return labels.region(value);
    case 'catalogue':
      return catalogues().byCode(value)?.[labels.language] ?? value;
    default:
      return value;
  }
}

function titleOf(name: Name, language: Language): string {
  return name[language] ?? name.zh ?? name.en ?? '';
}
