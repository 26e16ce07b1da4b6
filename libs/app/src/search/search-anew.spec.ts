import { InvalidCursor, type PageRequest } from '../ports/reads';
import type { SearchAnswer, SearchIndex, SearchRequest } from '../ports/search-index';
import { searchAnew, withoutYears } from './search-anew';

describe('the year of a standard', () => {
  it.each([
    ['HJ212-2017', 'HJ212'],
    ['hj 212—2017 数采仪', 'hj 212 数采仪'],
    ['ＨＪ ２１２－２０１７', 'HJ 212'],
    ['GB/T 31962-2015 与 T/CAEPI 11-2017', 'GB/T 31962 与 T/CAEPI 11'],
    ['GB 5085.3-2007', 'GB 5085.3'],
  ])('is left out of %s', (text, bare) => expect(withoutYears(text)).toBe(bare));

  it.each(['GB 18918', 'MBR-500', '2019-2020', 'HJ 212-20171', 'PM2.5', ''])('is not seen in %j', (text) =>
    expect(withoutYears(text)).toBe(text),
  );
});

/** An index of titles, found by what they hold; a cursor is the text it was made for and a place. */
function indexOf(...titles: readonly string[]): Pick<SearchIndex, 'search'> & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    search: ({ text }: SearchRequest, { first, after }: PageRequest): Promise<SearchAnswer> => {
      asked.push(text);
      const [owner = text, place = '0'] = after?.split('|') ?? [];
      if (owner !== text) throw new InvalidCursor('Of another search.');
      const found = titles.filter((title) => title.includes(text));
      const from = Number(place);
      return Promise.resolve({
        items: found.slice(from, from + first).map((id, at) => ({
          cursor: `${text}|${from + at + 1}`,
          node: { kind: 'LISTING' as const, id, score: 1 },
        })),
        hasNextPage: found.length > from + first,
        totalCount: found.length,
        facets: [],
        kinds: found.length === 0 ? [] : [{ kind: 'LISTING' as const, count: found.length }],
        correction: null,
      });
    },
  };
}

describe('a search for an edition', () => {
  const ask = async (index: ReturnType<typeof indexOf>, text: string, page: Partial<PageRequest> = {}) => {
    const { items, ...answer } = await searchAnew(index, { text }, { first: 1, after: null, ...page });
    return { ...answer, ids: items.map(({ node }) => node.id), cursor: items.at(-1)?.cursor };
  };

  it('is for the number alone where nothing has the edition, and says so', async () => {
    const index = indexOf('logger HJ 212', 'other HJ 212', 'pump');
    const one = await ask(index, 'HJ 212-2017');
    expect(one).toMatchObject({ ids: ['logger HJ 212'], totalCount: 2, hasNextPage: true, correction: 'HJ 212' });
    const two = await ask(index, 'HJ 212-2017', { after: one.cursor ?? '' });
    expect(two).toMatchObject({ ids: ['other HJ 212'], hasNextPage: false, correction: 'HJ 212' });
  });

  it('keeps to the edition where something has it, on every page', async () => {
    const index = indexOf('a HJ 212-2017', 'b HJ 212', 'c HJ 212-2017');
    const one = await ask(index, 'HJ 212-2017');
    expect(one).toMatchObject({ ids: ['a HJ 212-2017'], totalCount: 2, correction: null });
    expect((await ask(index, 'HJ 212-2017', { after: one.cursor ?? '' })).ids).toEqual(['c HJ 212-2017']);
  });

  it('says nothing of what was not found either way', async () => {
    expect(await ask(indexOf('pump'), 'HJ 212-2017')).toMatchObject({ totalCount: 0, correction: null });
  });

  it('asks once where no edition is named', async () => {
    const index = indexOf('pump');
    await ask(index, 'pump');
    expect(index.asked).toEqual(['pump']);
  });

  it('refuses a cursor of another search', async () => {
    const index = indexOf('logger HJ 212');
    await expect(ask(index, 'HJ 212-2017', { after: 'pump|1' })).rejects.toThrow(InvalidCursor);
  });
});
