import { bm25 } from './bm25';

const SEARCH = bm25([
  { id: 'x', words: ['a', 'b'] },
  { id: 'y', words: ['a', 'a', 'c', 'd'] },
  { id: 'z', words: ['c'] },
]);

describe('keyword search', () => {
  it('scores as worked out by hand', () => {
    // ln(1 + 1.5/2.5) = 0.470003629; mean length 7/3.
    // y: 2 · 2.2 / (2 + 1.2 · (0.25 + 0.75 · 4/(7/3))) = 1.144981413; x: 2.2 / (1 + 1.2 · 0.892857143) = 1.062068966
    const [first, second, ...rest] = SEARCH(['a']);
    expect(first).toEqual({ id: 'y', score: expect.closeTo(0.470003629 * 1.144981413, 8) as number });
    expect(second).toEqual({ id: 'x', score: expect.closeTo(0.470003629 * 1.062068966, 8) as number });
    expect(rest).toEqual([]);
  });

  it('prefers rare words and adds up', () => {
    expect(SEARCH(['a', 'b']).map(({ id }) => id)).toEqual(['x', 'y']);
    expect(SEARCH(['b', 'b'])[0]?.score).toBeCloseTo(2 * (SEARCH(['b'])[0]?.score ?? 0), 12);
  });

  it('filters without changing the scores, and finds nothing for unknown words', () => {
    expect(SEARCH(['a'], (id) => id === 'x')).toEqual(SEARCH(['a']).slice(1));
    expect(SEARCH(['e'])).toEqual([]);
  });

  it('orders equals by id', () => {
    const search = bm25([
      { id: 'b', words: ['w'] },
      { id: 'a', words: ['w'] },
    ]);
    expect(search(['w']).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
