import type { Need, Offer } from '@huanpei/matching';
import { matchingReference, type DemoDemand, type DemoListing } from '@huanpei/reference';
import { bm25 } from './bm25';
import { hit, recallOf, share, sortDemands, standings, tiersOf, tryDemand, type Market } from './recall';
import { textOfListing } from './texts';
import { wordsOf } from './words';

const TODAY = '2026-01-01';

function listing(id: string, technology: string, value: number | undefined, zh: string): DemoListing {
  const facts: Offer['facts'] =
    value === undefined ? [] : [{ metric: 'outlet', parameter: 'cod', op: '<=', value, unit: 'mg/L' }];
  return {
    id,
    supplier: 's',
    origin: id.startsWith('ill') ? 'ILLUSTRATION' : 'REAL_RECORD',
    confidence: 'made up',
    content: {
      kind: 'EQUIPMENT',
      name: { zh, en: id },
      summary: { zh: '', en: '' },
      domain: 'water',
      technologies: [technology],
      facts,
      sources: [],
    } as unknown as DemoListing['content'],
  };
}

const LISTINGS = [
  listing('a-screen', 'water.mun.screen', 200, '机械格栅'),
  listing('b-cas', 'water.mun.cas', 40, '活性污泥'),
  listing('c-cas', 'water.mun.cas', undefined, '曝气池'),
  listing('d-uv', 'water.mun.uv', undefined, '紫外消毒'),
  listing('ill-cas', 'water.mun.cas', 10, '示例·活性污泥'),
];
const MARKET: Market = {
  listings: LISTINGS,
  offers: LISTINGS.map(({ id, content: { name, domain, technologies, facts } }) => ({
    id,
    name,
    domain,
    technologies,
    facts,
  })),
  search: bm25(LISTINGS.map((one) => ({ id: one.id, words: wordsOf(textOfListing(one)) }))),
  reference: matchingReference(),
  today: TODAY,
};

function demand(id: string, technology: string, need: Partial<Need>): DemoDemand {
  return {
    id,
    title: { zh: '紫外消毒设备采购', en: '' },
    buyer: '',
    country: 'CN',
    regionText: null,
    region: null,
    domain: 'water',
    technologies: [technology],
    stage: 'tender',
    publishedOn: null,
    deadline: null,
    budget: null,
    need: { id: `demand-${id}`, name: {}, domain: 'water', technologies: [technology], ...need },
    lacks: [],
    sources: [],
    confidence: 'made up',
    record: {},
  };
}

const COD = {
  requirements: [{ id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' }],
} as const;

describe('a real demand with its technology hidden', () => {
  const trial = tryDemand(demand('one', 'water.mun.cas', COD), MARKET);

  it('is ranked against every real listing of its domain and no illustration', () => {
    // b fits; c and d state nothing, and c is the kind of equipment that is asked for; a is ruled out by one finding.
    expect(trial.hidden).toMatchObject({ compared: 4, fits: 1, needsData: 2, ruledOut: 1 });
    expect(trial.rankings.ENGINE).toEqual(['b-cas', 'c-cas', 'd-uv', 'a-screen']);
    expect(tiersOf(trial.hidden)).toEqual([['b-cas'], ['c-cas'], ['d-uv'], ['a-screen']]);
    // Listings of one outcome with one score tie, whatever their order.
    const level = { ...trial.hidden, matches: trial.hidden.matches.map((match) => ({ ...match, score: 0.5 })) };
    expect(tiersOf(level)).toEqual([['b-cas'], ['c-cas', 'd-uv'], ['a-screen']]);
    expect([...trial.right]).toEqual(['b-cas', 'c-cas']);
    expect(Object.values(trial.rankings).flat()).not.toContain('ill-cas');
  });

  it('is compared only with its technology when that is stated', () => {
    expect(trial.asStated).toMatchObject({ compared: 2, fits: 1, needsData: 1, ruledOut: 0 });
    expect(
      standings(
        [trial],
        ({ hidden }) => hidden,
        () => 'water',
      ).all,
    ).toMatchObject({ FITS: 1, NEEDS_DATA: 1 });
  });

  it('gives keyword search its title, with and without the words of the technology', () => {
    const uv = tryDemand(demand('two', 'water.mun.uv', {}), MARKET);
    expect(uv.rankings.PUBLISHED[0]).toBe('d-uv');
    expect(uv.rankings.NAMELESS).not.toContain('d-uv');
  });

  it('counts hits and shares among the first ten', () => {
    const right = new Set(['k', 'l']);
    const ten = [...'abcdefghij'];
    expect(hit([...ten, 'k'], right)).toBe(0);
    expect(hit(['k', ...ten], right)).toBe(1);
    expect(share(['k', ...ten, 'l'], right)).toBe(0.5);
  });

  it('goes into the figures only when it states something and its technology is listed', () => {
    const sorted = sortDemands([
      trial,
      tryDemand(demand('silent', 'water.mun.cas', {}), MARKET),
      tryDemand(demand('unlisted', 'water.salt.ro', COD), MARKET),
    ]);
    expect(sorted.counted.map(({ demand: { id } }) => id)).toEqual(['one']);
    expect(sorted.excluded.map(({ id, code }) => [id, code])).toEqual([
      ['silent', 'NO_NUMERIC_REQUIREMENT_OR_STANDARD'],
      ['unlisted', 'TECHNOLOGY_NOT_LISTED'],
    ]);
    expect(recallOf(sorted.counted, 1)).toMatchObject({
      tenders: 1,
      recall10: { mean: 1 },
      listing_recall10: 1,
      chance_recall10: 1,
    });
  });
});
