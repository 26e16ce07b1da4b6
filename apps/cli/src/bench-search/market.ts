import {
  toNearestMinor,
  type Honour,
  type Listing,
  type ListingContent,
  type Organisation,
  type Tender,
} from '@huanpei/domain';
import type { Fact, Name } from '@huanpei/matching';
import { demo, heldThings, labels, regions } from '@huanpei/reference';
import { pinyin } from 'pinyin-pro';
import { Chance } from '../bench/chance';
import { BENCH_DAY, generator } from '../bench/generator';

/** Rows by number: the same seed and number give the same one, in any order. */
export interface SearchMarket {
  readonly firms: number;
  readonly listings: number;
  readonly tenders: number;
  firm(number: number): Organisation;
  listing(number: number): Listing;
  tender(number: number): Tender;
}

/** Whoever buys; tenders need one. */
export const BUYER = 'buyer';

const [FIRMS, LISTINGS, TENDERS] = [1, 2, 3];
const PER_FIRM = 10;
const PER_TENDER = 50;
/** The share of listings that are a real record with another name and other figures; the others are generated. */
const REAL = 0.4;
const NOW = new Date(`${BENCH_DAY}T04:00:00Z`);

/** What firms of this trade are called: brand, trade, form. */
const BRANDS = [
  ...['清源', '碧水', '蓝天', '绿洲', '净界', '环宇', '天泽', '瑞清', '华净', '江河', '泓源', '中环', '博瑞', '科净'],
  ...['润泽', '国清', '洁源', '金泽', '三川', '鼎盛', '恒清', '维尔', '新绿', '长清', '宏泰', '百川', '龙净', '光华'],
];
const SECOND = ['', '', '', '源', '达', '盛', '泰', '宁', '安', '嘉', '祥', '兴'];
const TRADES: readonly Name[] = [
  { zh: '环保科技', en: 'Environmental Technology' },
  { zh: '水处理设备', en: 'Water Treatment Equipment' },
  { zh: '环境工程', en: 'Environmental Engineering' },
  { zh: '膜技术', en: 'Membrane Technology' },
  { zh: '仪器仪表', en: 'Instruments' },
  { zh: '除尘设备', en: 'Dust Collection Equipment' },
];
const SERIES = ['HP', 'JX', 'QY', 'BW', 'LT', 'TZ', 'MBR', 'SCR', 'FGD', 'RO'];
const TRAITS: readonly Name[] = [
  { zh: '一体化', en: 'Packaged' },
  { zh: '模块化', en: 'Modular' },
  { zh: '智能型', en: 'Smart' },
  { zh: '低能耗', en: 'Low-energy' },
  { zh: '高效', en: 'High-efficiency' },
  { zh: '', en: '' },
];

/** @param listings how many listings; firms and tenders follow from it */
export function searchMarket(seed: number, listings: number): SearchMarket {
  const made = generator(seed);
  const provinces = regions().list.filter(({ code }) => /^CN-[A-Z]{2}$/.test(code));
  const { honours } = heldThings();
  const { listings: records, demands } = demo();
  const [firms, tenders] = [
    Math.max(1, Math.round(listings / PER_FIRM)),
    Math.max(1, Math.round(listings / PER_TENDER)),
  ];

  const brandOf = (firm: number): string => {
    const chance = new Chance(seed, FIRMS, firm);
    return `${chance.pick(BRANDS)}${chance.pick(SECOND)}`;
  };

  const named = (number: number, zh: string, en: string, chance: Chance): Name => {
    const brand = brandOf(number % firms);
    const trait = chance.pick(TRAITS);
    const model = `${chance.pick(SERIES)}-${100 + chance.below(900)}${chance.pick(['', '', 'A', 'B', 'X'])}`;
    return {
      zh: `${brand}${trait.zh}${zh} ${model}`,
      en: `${english(brand)} ${trait.en} ${en} ${model}`.replace(/\s+/g, ' '),
    };
  };

  const ofRecord = (number: number, chance: Chance): ListingContent => {
    const { content } = chance.pick(records);
    return {
      ...content,
      name: named(number, content.name.zh, content.name.en, chance),
      facts: content.facts.map((fact) => varied(fact, chance)),
      ...(chance.happens(0.3) ? { leadDays: 15 * (1 + chance.below(12)) } : {}),
    };
  };

  const generated = (number: number, chance: Chance): ListingContent => {
    const {
      name: _name,
      id: _id,
      supplier: _supplier,
      price,
      honours: _honours,
      record: _record,
      ...offer
    } = made.offer(number);
    const { zh, en } = nameOf(offer.technologies ?? []);
    const { confirmedOn: _confirmedOn, technologies, ...content } = offer;
    return {
      ...content,
      technologies: technologies ?? [],
      kind: 'EQUIPMENT',
      name: named(number, zh, en, chance),
      ...(price ? { price: { ...toNearestMinor(price), per: price.per ?? 'unit' } } : {}),
    };
  };

  return {
    firms,
    listings,
    tenders,
    firm: (number) => {
      const chance = new Chance(seed, FIRMS, number);
      const brand = brandOf(number);
      const [place, trade] = [chance.pick(provinces), chance.pick(TRADES)];
      const held: readonly Honour[] = chance.happens(0.2) ? [{ code: chance.pick(honours).code, checked: true }] : [];
      return {
        id: idOf('s', number),
        kind: 'SUPPLIER',
        state: 'VERIFIED',
        name: {
          zh: `${place.zh.replace(/[省市]$/, '')}${brand}${trade.zh}有限公司`,
          en: `${english(brand)} ${trade.en} Co., Ltd.`,
        },
        creditCode: null,
        creditCodeCheck: 'ABSENT',
        region: place.code,
        honours: held,
        demo: false,
        reason: null,
        createdAt: NOW,
        decidedAt: NOW,
        version: 1,
      };
    },
    listing: (number) => {
      const chance = new Chance(seed, LISTINGS, number);
      return {
        id: idOf('l', number),
        supplierId: idOf('s', number % firms),
        state: 'PUBLISHED',
        revision: 1,
        content: chance.happens(REAL) ? ofRecord(number, chance) : generated(number, chance),
        staged: null,
        origin: 'SUPPLIER',
        reason: null,
        createdAt: NOW,
        publishedAt: NOW,
        confirmedOn: BENCH_DAY,
        version: 1,
      };
    },
    tender: (number) => {
      const chance = new Chance(seed, TENDERS, number);
      const demand = chance.pick(demands);
      const { id: _id, name: _name, asOf: _asOf, ...need } = demand.need;
      const place = chance.pick(provinces);
      const title: Name = {
        zh: `${place.zh}${demand.title.zh}（${1 + number}期）`,
        en: `${place.en} ${demand.title.en}, phase ${1 + number}`,
      };
      return {
        id: idOf('t', number),
        buyerId: BUYER,
        state: 'PUBLISHED',
        revision: 1,
        content: {
          title,
          track: 'GOVERNMENT_PROCUREMENT',
          method: 'OPEN',
          region: place.code,
          budget: null,
          documentsUntil: null,
          deadline: '2099-12-31T00:00:00.000Z',
          lots: [{ id: '1', title, need }],
        },
        deadline: new Date('2099-12-31T00:00:00.000Z'),
        origin: 'BUYER',
        fromDemandId: null,
        workingCopy: null,
        createdAt: NOW,
        publishedAt: NOW,
        reason: null,
        version: 1,
      };
    },
  };
}

const idOf = (letter: string, number: number): string => `${letter}${String(number).padStart(7, '0')}`;

/** As a firm writes its name in Latin letters. */
const english = (zh: string): string => {
  const syllables = pinyin(zh, { toneType: 'none', type: 'array', v: true }).join('');
  return syllables.charAt(0).toUpperCase() + syllables.slice(1);
};

function nameOf(technologies: readonly string[]): { readonly zh: string; readonly en: string } {
  const [code = ''] = technologies;
  return { zh: labels('zh').technology(code), en: labels('en').technology(code) };
}

/** The same statement with another figure: two significant digits, ends in the same order. */
function varied<F extends Fact>(fact: F, chance: Chance): F {
  const factor = Math.exp(0.35 * chance.normal());
  const { value, valueMax } = fact;
  if (typeof value !== 'number') return fact;
  // Shares stay shares.
  const scaled = (figure: number) =>
    fact.unit === '%'
      ? Math.min(99.9, Number((figure * Math.min(1, factor)).toPrecision(3)))
      : Number((figure * factor).toPrecision(2));
  return { ...fact, value: scaled(value), ...(typeof valueMax === 'number' ? { valueMax: scaled(valueMax) } : {}) };
}
