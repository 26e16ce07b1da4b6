import { FACETS, figureKey, keptFigure, type FigureFilter, type FigureSubject, type SearchRequest } from '@huanpei/app';
import { labels, parameters, standards } from '@huanpei/reference';
import { pinyin } from 'pinyin-pro';
import { Chance } from '../bench/chance';
import { vocabulary } from '../bench/vocabulary';
import type { SearchMarket } from './market';

/** How people write what they look for. */
export const WRITTEN = ['common', 'zh', 'en', 'rare', 'mixed', 'pinyin', 'typo', 'code'] as const;
export type Written = (typeof WRITTEN)[number];

export interface TextQuery {
  readonly written: Written;
  readonly text: string;
}

const [TEXTS, FILTERS, TYPED] = [11, 12, 13];

/** Words that very many things hold: the dearest to count and to rank. */
const COMMON = [
  '污水',
  '处理',
  '设备',
  '水',
  '一体化',
  '高效',
  '除尘',
  '脱硫',
  '膜',
  '监测',
  'treatment',
  'system',
  'COD',
  '有限公司',
];
const MIXED = ['MBR 膜', 'SCR脱硝', 'RO反渗透 浓水', 'COD 在线监测', 'VOCs 治理 RTO', 'UASB 厌氧', '污泥 dewatering'];

/** Queries by number, the kinds of writing in turn. */
export function textQueries(seed: number, market: SearchMarket, count: number): readonly TextQuery[] {
  const technologies = vocabulary().technologies;
  const zh = (chance: Chance) => labels('zh').technology(chance.pick(technologies).code);
  const en = (chance: Chance) => labels('en').technology(chance.pick(technologies).code);
  const write: { readonly [W in Written]: (chance: Chance) => string } = {
    common: (chance) => chance.pick(COMMON),
    zh,
    en,
    rare: (chance) => {
      const { content } = market.listing(chance.below(market.listings));
      return content?.name.zh?.split(' ').at(-1) ?? '';
    },
    mixed: (chance) => (chance.happens(0.5) ? chance.pick(MIXED) : `${zh(chance)} ${en(chance).split(' ')[0]}`),
    pinyin: (chance) => pinyin(zh(chance).slice(0, 4), { toneType: 'none', type: 'array' }).join(''),
    typo: (chance) => mistyped(en(chance), chance),
    code: (chance) => (chance.happens(0.5) ? chance.pick(standards().list).code : chance.pick(parameters().list).code),
  };
  return Array.from({ length: count }, (_, number) => {
    const written = WRITTEN[number % WRITTEN.length] ?? 'common';
    return { written, text: write[written](new Chance(seed, TEXTS, number)) };
  });
}

/** The same texts, and none at all, with two figures, every facet counted, and now and then one facet chosen. */
export function facetedQueries(seed: number, texts: readonly TextQuery[]): readonly SearchRequest[] {
  return texts.map(({ text }, number) => {
    const chance = new Chance(seed, FILTERS, number);
    const figures = chance.pick(FIGURES);
    return {
      text: chance.happens(0.2) ? '' : text,
      kinds: ['LISTING'],
      figures: figures.map((one) => one(chance)),
      ...(chance.happens(0.5) ? { facets: [{ facet: 'domain', anyOf: [chance.pick(['water', 'air'])] }] } : {}),
      count: FACETS,
    };
  });
}

/** What has been typed so far, at every length, in characters, pinyin, its initials, English and codes. */
export function typedBeginnings(seed: number, market: SearchMarket, count: number): readonly string[] {
  const technologies = vocabulary().technologies;
  return Array.from({ length: count }, (_, number) => {
    const chance = new Chance(seed, TYPED, number);
    const zh = chance.happens(0.5)
      ? labels('zh').technology(chance.pick(technologies).code)
      : (market.firm(chance.below(market.firms)).name.zh ?? '');
    const letters = (pattern: 'pinyin' | 'first') => pinyin(zh, { toneType: 'none', type: 'array', pattern }).join('');
    const whole = [
      zh,
      letters('pinyin'),
      letters('first'),
      labels('en').technology(chance.pick(technologies).code),
      chance.pick(standards().list).code,
    ][number % 5];
    return [...(whole ?? '')].slice(0, 1 + chance.below(6)).join('');
  });
}

type Filter = (chance: Chance) => FigureFilter;

const filter =
  (subject: FigureSubject, how: 'atMost' | 'atLeast' | 'covers', low: number, high: number): Filter =>
  (chance) => ({
    key: figureKey(subject),
    [how]: keptFigure(subject, low + chance.next() * (high - low)),
    ...(chance.happens(0.3) ? { orNotStated: true } : {}),
  });

const CAPACITY = filter({ figure: 'capacity', unit: 'm3/d' }, 'covers', 100, 20_000);
const PRICE = filter({ figure: 'price', currency: 'CNY', per: 'unit' }, 'atMost', 100_000, 5_000_000);
const LEAD = filter({ figure: 'lead_days' }, 'atMost', 30, 120);
const outlet = (parameter: string, unit: string, low: number, high: number) =>
  filter({ figure: 'outlet', parameter, unit }, 'atMost', low, high);
const removal = (parameter: string) => filter({ figure: 'removal_pct', parameter }, 'atLeast', 60, 95);

/** Two of a kind that somebody would ask together. */
const FIGURES: readonly (readonly Filter[])[] = [
  [outlet('cod', 'mg/L', 20, 60), CAPACITY],
  [outlet('nh3n', 'mg/L', 1, 8), removal('cod')],
  [outlet('so2', 'mg/m3', 20, 100), LEAD],
  [PRICE, LEAD],
  [CAPACITY, PRICE],
];

/** A letter left out, doubled or put before the one in front of it, not the first. */
function mistyped(text: string, chance: Chance): string {
  const letters = [...text];
  if (letters.length < 5) return text;
  const at = 1 + chance.below(letters.length - 2);
  const [one = '', next = ''] = letters.slice(at, at + 2);
  letters.splice(at, 2, chance.pick([next, `${one}${one}${next}`, `${next}${one}`]));
  return letters.join('');
}
