import {
  chanceOfHit,
  compared,
  condensed,
  dcg,
  estimate,
  expectedHit,
  expectedNdcg,
  meanOf,
  ndcg,
  seeded,
} from './measures';

const GRADES = new Map([
  ['a', 3],
  ['b', 2],
  ['c', 0],
]);

describe('the gain of a ranking', () => {
  it('discounts 2^grade − 1 by the logarithm of the place', () => {
    // 7/log2(2) + 0/log2(3) + 3/log2(4) = 7 + 0 + 1.5
    expect(dcg([3, 0, 2], 10)).toBeCloseTo(8.5, 12);
    expect(dcg([3, 0, 2], 2)).toBeCloseTo(7, 12);
  });

  it('is a share of the best order of what was judged', () => {
    // Best: 7 + 3/log2(3) = 8.892789261.
    expect(ndcg(['a', 'c', 'b'], GRADES, 10)).toBeCloseTo(8.5 / 8.892789261, 9);
    expect(ndcg(['a', 'b', 'c'], GRADES, 10)).toBe(1);
    expect(ndcg(['c'], GRADES, 10)).toBe(0);
  });

  it('counts what nobody judged as nothing, and leaves it out of the condensed list', () => {
    const ranking = ['new', 'a', 'b'];
    // 7/log2(3) + 3/log2(4) = 5.916508275
    expect(ndcg(ranking, GRADES, 10)).toBeCloseTo(5.916508275 / 8.892789261, 9);
    expect(condensed(ranking, GRADES)).toEqual(['a', 'b']);
  });

  it('is the mean of all orders where listings are equal', () => {
    // Either order of a (7) and new (0) before b: 3.5 + 3.5/log2(3) + 3/2 = 7.208254138
    expect(expectedNdcg([['a', 'new'], ['b']], GRADES, 10)).toBeCloseTo(7.208254138 / 8.892789261, 9);
    const both = [ndcg(['a', 'new', 'b'], GRADES, 10) ?? 0, ndcg(['new', 'a', 'b'], GRADES, 10) ?? 0];
    expect(expectedNdcg([['a', 'new'], ['b']], GRADES, 10)).toBeCloseTo(meanOf(both), 12);
    expect(expectedNdcg([['a']], new Map([['a', 0]]), 10)).toBeUndefined();
  });

  it('says nothing where no listing is of any use', () => {
    expect(ndcg(['a'], new Map([['a', 0]]), 10)).toBeUndefined();
  });
});

describe('chance', () => {
  it('is the hypergeometric chance of a hit', () => {
    expect(chanceOfHit(4, 1, 2)).toBeCloseTo(0.5, 12);
    // 1 − (3/5 · 2/4) = 0.7
    expect(chanceOfHit(5, 2, 2)).toBeCloseTo(0.7, 12);
    expect(chanceOfHit(5, 0, 2)).toBe(0);
    expect(chanceOfHit(3, 1, 10)).toBe(1);
  });

  it('of equals is taken within their tier', () => {
    const right = new Set(['c']);
    expect(
      expectedHit(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        right,
        3,
      ),
    ).toBeCloseTo(0.5, 12);
    expect(
      expectedHit(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        right,
        4,
      ),
    ).toBe(1);
    expect(
      expectedHit(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        right,
        2,
      ),
    ).toBe(0);
  });
});

describe('the bootstrap', () => {
  it('is the same for the same seed and wide for few values', () => {
    expect(estimate([0, 1], 7)).toEqual(estimate([0, 1], 7));
    // Of two values a quarter of the resamples are all 0 and a quarter all 1.
    expect(estimate([0, 1], 7)).toEqual({ mean: 0.5, ci95: [0, 1] });
  });

  it('has no width where all values agree, and holds the mean otherwise', () => {
    expect(estimate([0.25, 0.25, 0.25], 1)).toEqual({ mean: 0.25, ci95: [0.25, 0.25] });
    const values = Array.from({ length: 100 }, (_, index) => index % 10);
    const { mean, ci95 } = estimate(values, 1);
    // The standard error is 2.872/10, so about ± 0.56.
    expect(mean).toBeCloseTo(4.5, 12);
    expect(ci95[0]).toBeGreaterThan(3.8);
    expect(ci95[0]).toBeLessThan(4.1);
    expect(ci95[1]).toBeGreaterThan(4.9);
    expect(ci95[1]).toBeLessThan(5.2);
  });

  it('draws evenly', () => {
    const chance = seeded(42);
    expect(meanOf(Array.from({ length: 20_000 }, chance))).toBeCloseTo(0.5, 1);
    expect(seeded(1)()).not.toBe(seeded(2)());
  });
});

it('counts wins, ties and losses', () => {
  expect(
    compared([
      [1, 0],
      [0.5, 0.5 + 1e-12],
      [0, 1],
      [0, 1],
    ]),
  ).toEqual({ wins: 1, ties: 1, losses: 2 });
});
