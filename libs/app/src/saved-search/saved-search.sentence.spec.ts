import type { FoundThing, SavedSearchNotice } from '@huanpei/domain';
import { labels } from '@huanpei/reference';
import { figureKey, keptFigure, type FigureSubject } from '../search/figures';
import { figureSays } from './figure-says';
import { filtersSay, savedSearchSays } from './saved-search.sentence';

const thing = (id: string, given: Partial<FoundThing> = {}): FoundThing => ({
  kind: 'LISTING',
  id,
  revision: 1,
  title: { zh: `设备${id}`, en: `Listing ${id}` },
  ...given,
});
const notice = (given: Partial<SavedSearchNotice>): SavedSearchNotice => ({
  searchId: 's',
  name: '膜法',
  occasion: '1',
  asked: 'THINGS',
  words: null,
  found: [thing('1')],
  further: 0,
  ...given,
});
const match = (closeness: 'FITS' | 'NEAR_MISS') => ({ listingId: '1', lotId: null, closeness, score: 1 });

describe('figures of a search', () => {
  it.each<[FigureSubject, number, 'atMost' | 'atLeast' | 'covers', string, string]>([
    [{ figure: 'capacity', unit: '万m3/d' }, 2, 'covers', '处理能力 覆盖 20000 m³/d', 'Capacity covering 20000 m³/d'],
    [
      { figure: 'outlet', parameter: 'cod', unit: 'g/L' },
      0.05,
      'atMost',
      '化学需氧量出口 ≤ 50 mg/L',
      'Chemical oxygen demand (CODCr) at the outlet ≤ 50 mg/L',
    ],
    [
      { figure: 'outlet', parameter: 'nh3n', unit: 'mg/L' },
      1.5,
      'atMost',
      '氨氮出口 ≤ 1.5 mg/L',
      'Ammonia nitrogen (as N) at the outlet ≤ 1.5 mg/L',
    ],
    [
      { figure: 'removal_pct', parameter: 'tp' },
      90,
      'atLeast',
      '总磷去除率 ≥ 90%',
      'removal of Total phosphorus (as P) ≥ 90%',
    ],
    [
      { figure: 'energy', metric: 'spec_energy_water', unit: 'kWh/m3' },
      0.35,
      'atMost',
      '吨水电耗 ≤ 0.35 kWh/m³',
      'Specific energy (water) ≤ 0.35 kWh/m³',
    ],
    [
      { figure: 'price', currency: 'CNY', per: 'unit' },
      120_000,
      'atMost',
      '每台价格（CNY） ≤ 120,000',
      'price of a unit (CNY) ≤ 120,000',
    ],
    [{ figure: 'lead_days' }, 60, 'atMost', '交货期（天） ≤ 60', 'days to delivery ≤ 60'],
  ])('%j are said in units that people read', (subject, value, bound, zh, en) => {
    const filter = { key: figureKey(subject), [bound]: keptFigure(subject, value) };
    expect([figureSays(filter, labels('zh')), figureSays(filter, labels('en'))]).toEqual([zh, en]);
  });

  it('say when what states none is kept, and a key of another make as it is', () => {
    expect(figureSays({ key: 'lead_days', atMost: 60, orNotStated: true }, labels('en'))).toBe(
      'days to delivery ≤ 60 (or not stated)',
    );
    expect(figureSays({ key: 'some-other-thing-1', atLeast: 1, atMost: 2 }, labels('zh'))).toBe(
      'some-other-thing-1 ≤ 2、≥ 1',
    );
  });
});

describe('what a saved search has found', () => {
  it('is said with the words and filters that it agrees with', () => {
    const words = {
      text: ' MBR ',
      facets: [
        { facet: 'domain', anyOf: ['water', 'air'] },
        { facet: 'region', anyOf: ['CN-GD'] },
      ],
    };
    expect(filtersSay(words, labels('zh'))).toEqual([
      '词“MBR”',
      expect.stringMatching(/^领域：.+、.+/),
      '地区：广东省',
    ]);
    expect(savedSearchSays(notice({ words }), 'zh')).toMatch(/^检索“膜法”有新结果：设备“设备1”。符合：词“MBR”；领域：/);
    expect(savedSearchSays(notice({ words }), 'en')).toMatch(
      /^Your search "膜法" has a new result: the listing "Listing 1"\. It agrees with the words "MBR"; medium: /,
    );
  });

  it('is said with how close it comes, for a need and for tenders', () => {
    const fits = notice({ found: [thing('1', { match: match('FITS') })] });
    expect(savedSearchSays(fits, 'zh')).toBe('检索“膜法”有新结果：设备“设备1”，满足所需。');
    const near = notice({ found: [thing('1', { match: match('NEAR_MISS') })] });
    expect(savedSearchSays(near, 'en')).toBe(
      'Your search "膜法" has a new result: the listing "Listing 1", which fails one requirement of yours.',
    );
    const tender = {
      ...near,
      asked: 'TENDERS_FOR_ME' as const,
      found: [thing('1', { kind: 'TENDER', match: match('NEAR_MISS') })],
    };
    expect(savedSearchSays(tender, 'zh')).toBe('检索“膜法”有新结果：招标“设备1”，贵方设备有一项不满足。');
    expect(savedSearchSays(tender, 'en')).toMatch(
      /a listing of yours fails one requirement of the tender "Listing 1"\.$/,
    );
  });

  it('is said of several by name, and of the rest by number', () => {
    const found = Array.from({ length: 7 }, (_, at) => thing(String(at), at === 0 ? { match: match('FITS') } : {}));
    expect(savedSearchSays(notice({ found, further: 3 }), 'zh')).toBe(
      '检索“膜法”有 10 项新结果：“设备0”（满足）、“设备1”、“设备2”、“设备3”、“设备4”等，另有 5 项。',
    );
    expect(savedSearchSays(notice({ found: found.slice(0, 2) }), 'en')).toBe(
      'Your search "膜法" has 2 new results: "Listing 0" (fits), "Listing 1".',
    );
  });

  it('is named in the other language where there is none in this one', () => {
    expect(savedSearchSays(notice({ found: [thing('1', { title: { zh: '只有中文' } })] }), 'en')).toContain(
      '"只有中文"',
    );
  });
});
