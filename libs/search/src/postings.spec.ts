import { Bits } from './bits';
import { isWhole, MOST_LISTED, placesIn, STRETCH, withPlaces } from './postings';

describe('withPlaces', () => {
  // The same at each run: a linear congruential generator (Numerical Recipes).
  let seed = 1;
  const below = (most: number) => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
    // Its lower digits come again too soon.
    return Math.floor(seed / 2 ** 8) % most;
  };
  const places = (most: number) => Array.from({ length: below(most) }, () => below(STRETCH));
  const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);

  it('keeps what has come, without what has gone, however many there are', () => {
    let [lists, bits] = [0, 0];
    for (let course = 0; course < 20; course += 1) {
      const due = new Set<number>();
      let kept: Buffer | undefined;
      for (let change = 0; change < 30; change += 1) {
        const more = places([3, 20, 200][course % 3] ?? 3);
        const gone = new Set([...places(20), ...[...due].filter(() => below(10) < change % 9)]);
        const less = [...gone].filter((place) => !more.includes(place));
        const docs: Buffer = withPlaces(kept, [...new Set(more), ...less.map((place) => ~place)]);
        for (const place of less) due.delete(place);
        for (const place of more) due.add(place);
        expect(placesIn(docs)).toEqual(sorted(due));
        const found = Bits.none(1);
        if (isWhole(docs)) found.addFrom(STRETCH, docs);
        else found.addListed(STRETCH, docs);
        expect(found.oldest(STRETCH)).toEqual(sorted(due).map((place) => STRETCH + place));
        expect(isWhole(docs)).toBe(due.size > MOST_LISTED);
        if (isWhole(docs)) bits += 1;
        else lists += 1;
        kept = docs.length === 0 ? undefined : docs;
      }
    }
    expect(Math.min(lists, bits)).toBeGreaterThan(50);
  });

  it('leaves what it was given as it is', () => {
    const many = Array.from({ length: 2_000 }, (_, place) => place);
    const kept = withPlaces(undefined, many);
    const before = Buffer.from(kept);
    withPlaces(kept, [3_000, ~1]);
    expect(kept.equals(before)).toBe(true);
  });
});
