import type { SearchDocument } from '@huanpei/app';
import type { JudgedQuery } from '@huanpei/reference';
import { against, keywordSearch, relevanceOf } from './relevance';

const query = (id: string, relevant: JudgedQuery['relevant'], more: Partial<JudgedQuery> = {}): JudgedQuery => ({
  id,
  set: 'test',
  kind: 'technology',
  language: 'zh',
  text: id,
  relevant,
  ...more,
});

describe('the relevance of answers', () => {
  const one = query('one', { 3: ['LISTING:a'], 1: ['LISTING:b'] });
  const two = query('two', { 2: ['PARAMETER:cod'] }, { kind: 'parameter', language: 'en' });

  it('is nDCG with gain 2^grade − 1 against the best order, a thing nobody graded counting 0', () => {
    const { ndcg10 } = relevanceOf('x', [{ query: one, found: ['LISTING:c', 'LISTING:b', 'LISTING:a'] }], 1);
    const gained = 1 / Math.log2(3) + 7 / Math.log2(4);
    const best = 7 + 1 / Math.log2(3);
    expect(ndcg10).toBeCloseTo(gained / best, 12);
  });

  it('is 1 in the best order, 0 where nothing is found, and their mean', () => {
    const figures = relevanceOf(
      'x',
      [
        { query: one, found: ['LISTING:a', 'LISTING:b'] },
        { query: two, found: [] },
      ],
      1,
    );
    expect(figures.ndcg10).toBeCloseTo(0.5, 12);
    expect(figures.per_query).toEqual({ one: 1, two: 0 });
    expect(figures.by_kind).toEqual({
      technology: { queries: 1, ndcg10: 1 },
      parameter: { queries: 1, ndcg10: 0 },
    });
    expect(figures.by_language).toEqual({ zh: { queries: 1, ndcg10: 1 }, en: { queries: 1, ndcg10: 0 } });
    expect(figures.nothing_found).toEqual(['two']);
    expect(figures.worst.map(({ id }) => id)).toEqual(['two', 'one']);
    expect(figures.worst[0]).toMatchObject({ first: [], meant: [] });
  });

  it('counts nothing below the tenth place', () => {
    const found = [...Array.from({ length: 10 }, (_, at) => `LISTING:${at}`), 'LISTING:a'];
    expect(relevanceOf('x', [{ query: one, found }], 1).ndcg10).toBe(0);
  });

  it('does not let a document be found twice', () => {
    expect(() => relevanceOf('x', [{ query: one, found: ['LISTING:a', 'LISTING:a'] }], 1)).toThrow(/found twice/);
  });

  it('is compared query by query', () => {
    const good = relevanceOf('good', [{ query: one, found: ['LISTING:a'] }], 1);
    const bad = relevanceOf('bad', [{ query: one, found: ['LISTING:b'] }], 1);
    const compared = against(good, bad, 1);
    expect(compared).toMatchObject({ name: 'bad', wins: 1, ties: 0, losses: 0 });
    expect(compared.difference.mean).toBeCloseTo(good.ndcg10 - bad.ndcg10, 12);
  });
});

describe('keyword search over the documents of an index', () => {
  const document = (id: string, zh: string, en: string, codes: readonly string[] = []): SearchDocument => ({
    kind: 'LISTING',
    id,
    revision: 1,
    title: { zh, en },
    words: { zh: '', en: '' },
    technologies: [],
    codes,
    facets: {},
    figures: [],
  });
  const search = keywordSearch([
    document('uv', '紫外消毒装置', 'UV disinfection unit'),
    document('ro', '反渗透装置', 'Reverse osmosis unit', ['HJ 212-2017']),
    ...Array.from({ length: 12 }, (_, at) => document(`pump-${at}`, '水泵', 'Pump')),
  ]);

  it('finds titles in both languages and codes, named as the judged queries name them', () => {
    expect(search('紫外')).toEqual(['LISTING:uv']);
    expect(search('reverse osmosis')).toEqual(['LISTING:ro']);
    expect(search('HJ212')).toEqual(['LISTING:ro']);
  });

  it('answers with ten at most, and with none where no word is known', () => {
    expect(search('pump')).toHaveLength(10);
    expect(search('xyzzy')).toEqual([]);
  });
});
