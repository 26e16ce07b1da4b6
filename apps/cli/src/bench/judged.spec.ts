import { matchingReference } from '@huanpei/reference';
import type { Need, Offer } from '@huanpei/matching';
import { bm25 } from './bm25';
import { tryJudged, type JudgedNeed } from './judged';
import { judgedFigures } from './judged-figures';
import { wordsOf } from './words';

const offer = (id: string, technology: string, value: number, domain: Offer['domain'] = 'water'): Offer => ({
  id,
  name: {},
  domain,
  technologies: [technology],
  facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value, unit: 'mg/L' }],
});
const OFFERS = [
  offer('fits', 'water.mun.mbr', 30),
  offer('fails', 'water.mun.cas', 90),
  offer('wordy', 'water.mun.uv', 95),
  offer('dry', 'air.ule.scr', 10, 'air'),
];
const MARKET = {
  listings: [],
  offers: OFFERS,
  search: bm25([
    { id: 'fits', words: wordsOf('membrane') },
    { id: 'fails', words: wordsOf('sewage sludge') },
    { id: 'wordy', words: wordsOf('sewage sewage sewage') },
    { id: 'dry', words: wordsOf('sewage catalyst') },
  ]),
  reference: matchingReference(),
  today: '2026-01-01',
};
const NEED: Need = {
  id: 'n1',
  name: {},
  domain: 'water',
  requirements: [{ id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' }],
};
const judged = (grades: Record<string, number>, parts: Partial<JudgedNeed> = {}): JudgedNeed => ({
  need: NEED,
  text: { zh: '污泥', en: 'sewage' },
  grades: new Map(Object.entries(grades)),
  ...parts,
});

describe('a judged need', () => {
  const trial = tryJudged(judged({ fits: 3, fails: 1, dry: 0 }), MARKET)!;

  it('is ranked by what fits, then by near misses, and by words with and without filters', () => {
    expect(trial.rankings.ENGINE).toEqual(['fits', 'fails', 'wordy']);
    expect([...trial.rankings.BM25_EN_ALL].sort()).toEqual(['dry', 'fails', 'wordy']);
    expect(trial.rankings.BM25_EN_DOMAIN).not.toContain('dry');
    const category = tryJudged(judged({ fits: 3 }, { need: { ...NEED, technologies: ['water.mun.uv'] } }), MARKET)!;
    expect(category.rankings.BM25_EN_CATEGORY).toEqual(['wordy']);
    expect(category.goodNotShown).toEqual(['fits']);
  });

  it('gains as worked out by hand', () => {
    // 7/1 + 1/log2(3) is the best order, and the engine's.
    expect(trial.ndcg.ENGINE).toBeCloseTo(1, 12);
    // wordy (unjudged, 0), then fails: 1/log2(3) = 0.630929754 of 7.630929754; condensed, fails comes first: 1.
    expect(trial.rankings.BM25_EN_DOMAIN).toEqual(['wordy', 'fails']);
    expect(trial.ndcg.BM25_EN_DOMAIN).toBeCloseTo(0.630929754 / 7.630929754, 9);
    expect(trial.condensed.BM25_EN_DOMAIN).toBeCloseTo(1 / 7.630929754, 9);
    expect(trial.unjudged).toMatchObject({ ENGINE: 1, BM25_EN_DOMAIN: 1 });
  });

  it('says nothing when no listing is of use', () => {
    expect(tryJudged(judged({ fits: 0 }), MARKET)).toBeUndefined();
  });

  it('goes into the means against the better keyword search', () => {
    const other = tryJudged(judged({ wordy: 2, fits: 0 }, { need: { ...NEED, id: 'n2' } }), MARKET)!;
    const figures = judgedFigures([trial, other], 1);
    expect(figures.needs).toBe(2);
    expect(figures.ndcg10).toBeCloseTo((trial.ndcg.ENGINE + other.ndcg.ENGINE) / 2, 12);
    // Chinese finds nothing here and the title is empty; English within the domain serves the search best.
    expect(figures.against_baseline.baseline).toBe('BM25_EN_DOMAIN');
    expect(figures.baseline_ndcg10).toBeCloseTo((trial.ndcg.BM25_EN_DOMAIN + other.ndcg.BM25_EN_DOMAIN) / 2, 12);
    expect(figures.ways.BM25_TITLE_ALL.ndcg10.mean).toBe(0);
    expect(figures.against_baseline).toMatchObject({ wins: 1, ties: 0, losses: 1 });
    expect(figures.by_domain.water?.needs).toBe(2);
  });
});
