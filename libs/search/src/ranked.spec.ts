import { Bits, CHUNK } from './bits';
import { best } from './ranked';

describe('the best hits', () => {
  const some = (one: (ordinal: number) => boolean): Bits => {
    const bits = Bits.none(2);
    for (let ordinal = 0; ordinal < 2 * CHUNK; ordinal += 1) if (one(ordinal)) bits.add(ordinal);
    return bits;
  };
  const hits = some((ordinal) => ordinal % 7 < 3);
  const sets = [some((ordinal) => ordinal % 5 === 0), some((ordinal) => ordinal % 11 < 4), some(() => false)];
  // The second and none have the same score, so that groups fall together.
  const score = (ordinal: number): number => (sets[0]?.has(ordinal) ? 0.5 : 0.25) + (sets[2]?.has(ordinal) ? 0.25 : 0);
  const sorted = hits
    .ordinals()
    .map((ordinal) => ({ ordinal, score: score(ordinal) }))
    .sort((a, b) => b.score - a.score || b.ordinal - a.ordinal);

  it.each([
    ['parted by few sets', sets],
    ['scored one by one', [...sets, ...sets]],
  ])('come by score and then the newest first, page after page, when they are %s', (_, parted) => {
    const found = { hits, score, parted, corrected: [] };
    const pages = [];
    for (let from = undefined as (typeof sorted)[number] | undefined; pages.length < sorted.length;) {
      const page = best(hits, found, 1_000, from);
      expect(page.length).toBe(Math.min(1_000, sorted.length - pages.length));
      pages.push(...page);
      from = page.at(-1);
    }
    expect(pages).toEqual(sorted);
    expect(best(hits, found, 10, pages.at(-1))).toEqual([]);
  });

  it('are the newest where nothing is scored', () => {
    expect(best(hits, undefined, 2, { ordinal: 8, score: 0 })).toEqual([
      { ordinal: 7, score: 0 },
      { ordinal: 2, score: 0 },
    ]);
  });
});
