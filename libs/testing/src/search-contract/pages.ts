import { InvalidCursor, type SearchRequest } from '@huanpei/app';
import { document, eachAnew, type MakeSearch } from './subject';

/** Walking through the hits. */
export function describePages(make: MakeSearch): void {
  describe('pages', () => {
    const subject = eachAnew(make);
    const { idsOf } = subject;
    const all = Array.from({ length: 11 }, (_, at) =>
      document(`pump-${at}`, {
        title: { zh: '水泵', en: at % 3 === 0 ? 'Pump pump' : 'Pump' },
        facets: { domain: [at % 2 === 0 ? 'water' : 'air'] },
        figures: at === 10 ? [] : [{ key: 'capacity', low: at, high: at }],
      }),
    );
    const walk = async (request: SearchRequest, first: number, total = all.length) => {
      const ids: string[] = [];
      let after: string | null = null;
      for (let turn = 0; turn < 20; turn += 1) {
        const page = await subject.index.search(request, { first, after });
        ids.push(...page.items.map(({ node }) => node.id));
        expect(page.totalCount).toBe(total);
        expect(page.items.length).toBeLessThanOrEqual(first);
        if (!page.hasNextPage) return ids;
        after = page.items.at(-1)!.cursor;
      }
      throw new Error('The pages never end.');
    };

    beforeEach(async () => {
      for (const one of all) await subject.index.put([one]);
    });

    it.each([1, 3, 4, 11, 50])('walks through every hit once, %d at a time', async (first) => {
      const ids = await walk({ text: 'pump' }, first);
      expect(ids).toEqual(await idsOf('pump'));
      expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort());
    });

    it('walks through what facets and figures keep', async () => {
      const facets = [{ facet: 'domain' as const, anyOf: ['water'] }];
      const figures = [{ key: 'capacity', atLeast: 4 }];
      expect((await walk({ text: 'pump', facets }, 2, 6)).sort()).toEqual(
        [0, 10, 2, 4, 6, 8].map((at) => `pump-${at}`).sort(),
      );
      expect(await walk({ text: '', facets, figures, count: ['domain'] }, 1, 3)).toEqual([
        'pump-8',
        'pump-6',
        'pump-4',
      ]);
    });

    it('lists everything newest first when asked for no words', async () => {
      const newestFirst = all.map(({ id }) => id).reverse();
      expect(await walk({ text: '' }, 4)).toEqual(newestFirst);
      expect(await idsOf(' \t\0')).toEqual(newestFirst);
      expect(await idsOf('\u3000')).toEqual(newestFirst);
      expect((await subject.hits('')).every(({ score }) => score === 0)).toBe(true);
    });

    it('keeps its place in the list when a document changes', async () => {
      await subject.index.put([{ ...all[0]!, revision: 2 }]);
      expect((await idsOf('')).at(-1)).toBe(all[0]!.id);
    });

    it('refuses a cursor it did not make for this search', async () => {
      const { index } = subject;
      const page = await index.search({ text: 'pump' }, { first: 2, after: null });
      const own = page.items[0]!.cursor;
      for (const after of ['', 'x', 'bm90LWEtY3Vyc29y', 'W10', 'bnVsbA', '1', `${own.slice(0, 8)}AAAA`, '\0', '膜']) {
        await expect(index.search({ text: 'pump' }, { first: 2, after })).rejects.toThrow(InvalidCursor);
      }
      const others: readonly SearchRequest[] = [
        { text: 'other' },
        { text: 'pump', kinds: ['LISTING'] },
        { text: 'pump', facets: [{ facet: 'domain', anyOf: ['water'] }] },
        { text: 'pump', figures: [{ key: 'capacity', atLeast: 4 }] },
      ];
      for (const other of others) {
        await expect(index.search(other, { first: 2, after: own })).rejects.toThrow(InvalidCursor);
      }
      await expect(index.search({ text: 'pump', count: ['domain'] }, { first: 2, after: own })).resolves.toBeDefined();
    });

    it('says how many there are when asked for none', async () => {
      const { index } = subject;
      expect(await index.search({ text: 'pump', count: ['domain'] }, { first: 0, after: null })).toMatchObject({
        items: [],
        hasNextPage: true,
        totalCount: all.length,
        facets: [
          {
            facet: 'domain',
            values: [
              { value: 'water', count: 6 },
              { value: 'air', count: 5 },
            ],
          },
        ],
      });
    });

    it('has no next page after exactly as many as there are', async () => {
      const page = await subject.index.search({ text: 'pump' }, { first: all.length, after: null });
      expect(page.hasNextPage).toBe(false);
      const past = await subject.index.search({ text: 'pump' }, { first: 3, after: page.items.at(-1)!.cursor });
      expect(past).toMatchObject({ items: [], hasNextPage: false, totalCount: all.length });
    });
  });
}
