import { InvalidCursor } from './ports/reads';
import { pageOfList } from './paged';

const LETTERS = [...'abcdefg'];
const page = (items: readonly string[], first: number, after: string | null = null) =>
  pageOfList('letters', items, (letter) => letter, { first, after });

describe('a page of a computed list', () => {
  it('goes through the whole list, each row once', () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { items, hasNextPage, totalCount } = page(LETTERS, 3, after);
      expect(totalCount).toBe(7);
      seen.push(...items.map(({ node }) => node));
      after = items.at(-1)?.cursor ?? null;
      more = hasNextPage;
    }
    expect(seen).toEqual(LETTERS);
  });

  it('goes on behind the row it stopped at, wherever that is now, and at its place when it is gone', () => {
    const { items } = page(LETTERS, 3);
    const after = items.at(-1)?.cursor ?? null;
    const next = (list: readonly string[]) => page(list, 2, after).items.map(({ node }) => node);
    expect(next(['new', ...LETTERS])).toEqual(['d', 'e']);
    expect(next(LETTERS.filter((letter) => letter !== 'c'))).toEqual(['d', 'e']);
    expect(next(['a'])).toEqual([]);
  });

  it.each(['', 'x', 'e30', Buffer.from('["other",1,"a"]').toString('base64url'), 'a'.repeat(3_000)])(
    'refuses %s as a cursor',
    (after) => {
      expect(() => page(LETTERS, 2, after)).toThrow(InvalidCursor);
    },
  );
});
