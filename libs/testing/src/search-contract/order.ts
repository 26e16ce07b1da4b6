import { InvalidCursor, type SearchOrder, type SearchRequest } from '@huanpei/app';
import { allWith, document, eachAnew, type MakeSearch } from './subject';

const PRICE = 'price-CNY-unit';
const FLOW = 'capacity-m3_per_s';

/** Hits in the order of what they state. */
export function describeOrder(make: MakeSearch): void {
  describe('in the order of a figure', () => {
    const pump = (id: string, low?: number, high = low, en = 'Pump') =>
      document(id, {
        title: { zh: '', en },
        facets: { domain: [id.length % 2 === 0 ? 'water' : 'air'] },
        figures: low === undefined || high === undefined ? [] : [{ key: PRICE, low, high }],
      });
    const all = [
      pump('dear', 900),
      pump('silent'),
      pump('cheap', 3),
      pump('free', 0),
      pump('owed', -5, 2),
      pump('alike', 20),
      pump('alike-later', 20),
      pump('wide', 4, 1_000),
      pump('endless', 5, Number.MAX_VALUE),
      pump('half', 3.25),
      document('other', { title: { zh: '', en: 'Pump' }, figures: [{ key: FLOW, low: 1, high: 1 }] }),
      document('firm', { kind: 'SUPPLIER', title: { zh: '', en: 'Pump' } }),
      pump('filter', 1, 1, 'Filter'),
    ];
    const subject = allWith(make, all);
    const rising: SearchOrder = { key: PRICE, by: 'high' };
    // What states nothing is newest first whichever way the order goes.
    const unstated = ['firm', 'other', 'silent'];
    const byHigh = ['free', 'owed', 'cheap', 'half', 'alike-later', 'alike', 'dear', 'wide', 'endless'];

    it.each<[string, SearchOrder, readonly string[]]>([
      ['the smallest first', rising, byHigh],
      [
        'the largest first, equal ones newest first all the same',
        { ...rising, descending: true },
        ['endless', 'wide', 'dear', 'alike-later', 'alike', 'half', 'cheap', 'owed', 'free'],
      ],
      [
        'the other end',
        { key: PRICE, by: 'low' },
        ['owed', 'free', 'cheap', 'half', 'wide', 'endless', 'alike-later', 'alike', 'dear'],
      ],
      [
        'the other end, the largest first',
        { key: PRICE, by: 'low', descending: true },
        ['dear', 'alike-later', 'alike', 'endless', 'wide', 'half', 'cheap', 'free', 'owed'],
      ],
    ])('gives %s, and then what states none', async (_, order, stated) => {
      expect(await subject.idsOf({ text: 'pump', order })).toEqual([...stated, ...unstated]);
    });

    it('gives what no hit states newest first', async () => {
      const newestFirst = all.map(({ id }) => id).reverse();
      expect(await subject.idsOf({ text: '', order: { key: 'unheard of', by: 'low' } })).toEqual(newestFirst);
    });

    it('says what each states, and null where it states none', async () => {
      const hits = await subject.hits({ text: 'pump', order: rising });
      expect(hits.map(({ figure }) => figure)).toEqual([
        0,
        2,
        3,
        3.25,
        20,
        20,
        900,
        1_000,
        Number.MAX_VALUE,
        null,
        null,
        null,
      ]);
      expect((await subject.hits('pump')).every(({ figure }) => figure === undefined)).toBe(true);
    });

    it('keeps, counts and finds the same as in any other order', async () => {
      const request: SearchRequest = {
        text: 'pump',
        facets: [{ facet: 'domain', anyOf: ['water'] }],
        figures: [{ key: PRICE, atMost: 900, orNotStated: true }],
        count: ['domain'],
      };
      const { items: ranked, ...plainly } = await subject.answer(request);
      const { items, ...ordered } = await subject.answer({ ...request, order: rising });
      expect(ordered).toEqual(plainly);
      expect(items.map(({ node }) => node.id)).toEqual(['free', 'owed', 'half', 'dear', 'firm', 'other', 'silent']);
      expect(ranked).toHaveLength(items.length);
    });

    it.each([1, 2, 5, 12, 40])('walks through every hit once, %d at a time', async (first) => {
      for (const order of [rising, { ...rising, descending: true }, { key: FLOW, by: 'low' as const }]) {
        const request = { text: 'pump', order };
        const ids: string[] = [];
        let after: string | null = null;
        for (let turn = 0; turn < 20; turn += 1) {
          const page = await subject.index.search(request, { first, after });
          ids.push(...page.items.map(({ node }) => node.id));
          expect(page.totalCount).toBe(12);
          after = page.items.at(-1)?.cursor ?? null;
          if (!page.hasNextPage) break;
        }
        expect(ids).toEqual(await subject.idsOf(request));
      }
    });

    it('refuses a cursor of another order', async () => {
      const { index } = subject;
      const requests: readonly SearchRequest[] = [
        { text: 'pump' },
        { text: 'pump', order: rising },
        { text: 'pump', order: { ...rising, descending: true } },
        { text: 'pump', order: { key: PRICE, by: 'low' } },
        { text: 'pump', order: { key: FLOW, by: 'high' } },
      ];
      for (const own of requests) {
        const after = (await index.search(own, { first: 2, after: null })).items[0]!.cursor;
        await expect(index.search(own, { first: 2, after })).resolves.toBeDefined();
        for (const other of requests.filter((one) => one !== own)) {
          await expect(index.search(other, { first: 2, after })).rejects.toThrow(InvalidCursor);
        }
      }
      const same = { text: 'pump', order: { ...rising, descending: false } };
      const after = (await index.search(requests[1]!, { first: 2, after: null })).items[0]!.cursor;
      await expect(index.search(same, { first: 2, after })).resolves.toBeDefined();
    });
  });

  describe('the order as figures change', () => {
    const subject = eachAnew(make);
    const order: SearchOrder = { key: PRICE, by: 'high' };
    const priced = (id: string, revision: number, price?: number) =>
      document(id, { revision, figures: price === undefined ? [] : [{ key: PRICE, low: price, high: price }] });

    it('is that of the highest revision, and of what is still there', async () => {
      const { index } = subject;
      await index.put([priced('a', 1, 1), priced('b', 1, 2), priced('c', 1, 3), priced('d', 1)]);
      expect(await subject.idsOf({ text: '', order })).toEqual(['a', 'b', 'c', 'd']);
      await index.put([priced('a', 2, 9), priced('d', 2, 0)]);
      await index.put([priced('c', 2)]);
      await index.remove('LISTING', ['b']);
      expect(await subject.idsOf({ text: '', order })).toEqual(['d', 'a', 'c']);
    });
  });
}
