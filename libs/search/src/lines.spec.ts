import { byLines, differing } from './lines';

describe('differing', () => {
  it('leaves what one of two lists has and the other has not, whatever they have in common', () => {
    // The same at each run: a linear congruential generator (Numerical Recipes).
    let seed = 11;
    const below = (most: number) => {
      seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
      return Math.floor(seed / 2 ** 8) % most;
    };
    const word = () => 'ab'.charAt(below(2)).repeat(1 + below(3)) + 'ab'.charAt(below(2));
    const list = (from: readonly string[]) => [...new Set(from)];
    let left = 0;
    for (let round = 0; round < 5_000; round += 1) {
      const one = list(Array.from({ length: below(9) }, word));
      const changed = one.flatMap((line) => (below(5) === 0 ? [] : below(5) === 0 ? [word(), line] : [line]));
      const other = list(below(4) === 0 ? Array.from({ length: below(9) }, word) : changed);
      const [then, now] = differing(one.join('\n'), other.join('\n')).map(byLines) as [string[], string[]];
      const without = (lines: readonly string[], others: readonly string[]) =>
        lines.filter((line) => !others.includes(line));
      expect([without(then, now), without(now, then)]).toEqual([without(one, other), without(other, one)]);
      left += one.length - then.length;
    }
    expect(left).toBeGreaterThan(5_000);
  });

  it('leaves nothing but the lines between', () => {
    expect(differing('a\nbc\nd\nef', 'a\nbcd\nx\nd\nef')).toEqual(['bc', 'bcd\nx']);
    expect(differing('a\nb', 'a\nb')).toEqual(['b', 'b']);
    expect(differing('', 'a')).toEqual(['', 'a']);
  });
});
