import { InvalidCursor, type SearchDocument, type SearchHit, type SearchIndex, type SearchRequest } from '@huanpei/app';

/** An empty index to try, and one of the same make whose server cannot be reached. */
export interface SearchUnderTest {
  readonly index: SearchIndex;
  readonly unreachable: SearchIndex;
  close(): Promise<void>;
}

const MBR = document('listing-mbr', {
  title: { zh: '一体化膜生物反应器', en: 'Packaged membrane bioreactor' },
  words: {
    zh: '氨氮 总磷 江苏清源环保 城镇污水处理厂污染物排放标准',
    en: 'MBR ammonia nitrogen NH3-N total phosphorus GB 18918-2002',
  },
  technologies: ['water', 'water.mbr'],
});
const SCRUBBER = document('listing-scrubber', {
  facets: { domain: ['air'] },
  title: { zh: '湿法脱硫塔', en: 'Wet scrubbing tower' },
  words: { zh: '二氧化硫 烟气', en: 'flue gas desulphurisation SO2 PM2.5' },
  technologies: ['air', 'air.fgd'],
});
const PLANT = document('tender-plant', {
  kind: 'TENDER',
  title: { zh: '城镇污水处理厂提标改造', en: 'Upgrade of a municipal plant' },
  words: { zh: '氨氮 执行一级A标准', en: 'GB 18918 class 1A ammonia nitrogen' },
  technologies: ['water'],
});

const HOSTILE: readonly string[] = [
  '\0',
  'MBR\0氨氮',
  "' or 1=1; drop table search_document --",
  `"unclosed`,
  "\\' \\\\",
  '& | ! <-> :* ( ) a:b',
  '!!! ,,, ...',
  '。，、！？',
  '\ud83d',
  'MBR \udc00\ud800 氨氮',
  '%_*?[]{}~^$#@',
  '-MBR "膜 生物"',
  '👩‍🔬🏭',
  'ﷺİßﬁ',
  'a'.repeat(100_000),
  '膜'.repeat(20_000),
  'a b '.repeat(20_000),
  '-./+'.repeat(5_000),
  'constructor __proto__ toString',
];

/** What every search index does. `make` is called for each test and gives an empty index. */
export function describeSearchContract(name: string, make: () => Promise<SearchUnderTest>): void {
  describe(`search index: ${name}`, () => {
    let made: SearchUnderTest;
    let index: SearchIndex;

    beforeEach(async () => {
      made = await make();
      index = made.index;
    });
    afterEach(() => made.close());

    const idsOf = async (request: string | SearchRequest) => (await hits(request)).map(({ id }) => id);
    const hits = async (request: string | SearchRequest): Promise<readonly SearchHit[]> => {
      const page = await index.search(typeof request === 'string' ? { text: request } : request, {
        first: 50,
        after: null,
      });
      return page.items.map(({ node }) => node);
    };

    describe('words', () => {
      beforeEach(() => index.put([MBR, SCRUBBER, PLANT]));

      it.each([
        ['膜生物反应器', 'listing-mbr'],
        ['MBR', 'listing-mbr'],
        ['mbr', 'listing-mbr'],
        ['membrane', 'listing-mbr'],
        ['membrane bioreac', 'listing-mbr'],
        ['一体化膜生物反应器 MBR', 'listing-mbr'],
        ['脱硫', 'listing-scrubber'],
        ['scrubbing tower', 'listing-scrubber'],
        ['PM2.5', 'listing-scrubber'],
        ['ＰＭ２．５', 'listing-scrubber'],
        ['提标改造', 'tender-plant'],
      ])('finds by %s first', async (text, id) => {
        expect((await idsOf(text))[0]).toBe(id);
      });

      it.each(['氨氮', 'GB 18918', 'ammonia'])('finds everything that speaks of %s and nothing else', async (text) => {
        expect([...(await idsOf(text))].sort()).toEqual(['listing-mbr', 'tender-plant']);
      });

      it('says of each hit what it is, best first', async () => {
        const found = await hits('氨氮');
        expect(new Map(found.map(({ id, kind }) => [id, kind]))).toEqual(
          new Map([
            ['listing-mbr', 'LISTING'],
            ['tender-plant', 'TENDER'],
          ]),
        );
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(scores.every((score) => score > 0)).toBe(true);
      });

      it('finds nothing by words that no document holds', async () => {
        expect(await idsOf('离心风机')).toEqual([]);
        expect(await idsOf('zzzzqqqq')).toEqual([]);
      });

      it('finds nothing by punctuation alone', async () => {
        expect(await idsOf('!!! 。，')).toEqual([]);
      });

      it('forgives a typing error in a longer English word', async () => {
        expect(await idsOf('bioreactr')).toEqual(['listing-mbr']);
      });

      it('keeps to the kind and the domain asked for', async () => {
        expect(await idsOf({ text: '氨氮', kinds: ['TENDER'] })).toEqual(['tender-plant']);
        expect(await idsOf({ text: '氨氮', kinds: ['LISTING'] })).toEqual(['listing-mbr']);
        expect(await idsOf({ text: '', facets: [{ facet: 'domain', anyOf: ['air'] }] })).toEqual(['listing-scrubber']);
        expect(await idsOf({ text: '氨氮', facets: [{ facet: 'domain', anyOf: ['air'] }] })).toEqual([]);
        expect(
          await idsOf({ text: '氨氮', kinds: ['LISTING'], facets: [{ facet: 'domain', anyOf: ['water'] }] }),
        ).toEqual(['listing-mbr']);
      });
    });

    describe('ranking', () => {
      it('puts a word of the title before the same word elsewhere', async () => {
        await index.put([
          document('elsewhere', { title: { zh: '设备', en: 'Equipment' }, words: { zh: '', en: 'clarifier' } }),
          document('title', { title: { zh: '设备', en: 'Clarifier' }, words: { zh: '', en: 'equipment' } }),
        ]);
        expect(await idsOf('clarifier')).toEqual(['title', 'elsewhere']);
      });

      it('puts what holds every word before what holds one', async () => {
        await index.put([
          document('both', { words: { zh: '', en: 'sludge dryer' } }),
          document('one', { title: { zh: '', en: 'Sludge' }, words: { zh: '', en: 'sludge pump' } }),
        ]);
        expect((await idsOf('sludge dryer'))[0]).toBe('both');
      });
    });

    describe('changes', () => {
      it('replaces a document by a higher revision, and by the same one', async () => {
        await index.put([MBR]);
        await index.put([{ ...MBR, revision: 2, title: { zh: '曝气生物滤池', en: 'Aerated filter' } }]);
        expect(await idsOf('bioreactor')).toEqual([]);
        expect(await idsOf('曝气生物滤池')).toEqual([MBR.id]);
        await index.put([{ ...MBR, revision: 2, title: { zh: '叠螺机', en: 'Screw press' } }]);
        expect(await idsOf('aerated')).toEqual([]);
        expect(await idsOf('screw press')).toEqual([MBR.id]);
      });

      it('never lets a lower revision overwrite a higher one', async () => {
        await index.put([{ ...MBR, revision: 10, title: { zh: '曝气生物滤池', en: 'Aerated filter' } }]);
        await index.put([{ ...MBR, revision: 9 }]);
        expect(await idsOf('bioreactor')).toEqual([]);
        expect(await idsOf('aerated filter')).toEqual([MBR.id]);
      });

      it('keeps the highest of several revisions put at once, in any order', async () => {
        const revisions = [3, 1, 4, 2].map((revision) => ({
          ...MBR,
          revision,
          title: { zh: '', en: `Edition e${revision}e` },
        }));
        await index.put(revisions);
        expect(await idsOf('e4e')).toEqual([MBR.id]);
        await Promise.all(
          [7, 5, 8, 6].map((revision) =>
            index.put([{ ...MBR, revision, title: { zh: '', en: `Release r${revision}r` } }]),
          ),
        );
        expect(await hits('release')).toHaveLength(1);
        expect(await idsOf('r8r')).toEqual([MBR.id]);
      });

      it('gives the same result when the same put runs twice', async () => {
        await index.put([MBR, PLANT]);
        await index.put([MBR, PLANT]);
        expect((await index.search({ text: '' }, { first: 10, after: null })).totalCount).toBe(2);
      });

      it('tells a listing and a tender of one id apart', async () => {
        await index.put([MBR, { ...PLANT, id: MBR.id }]);
        expect(await hits('氨氮')).toHaveLength(2);
        await index.remove('TENDER', [MBR.id]);
        expect((await hits('氨氮')).map(({ kind }) => kind)).toEqual(['LISTING']);
      });

      it('removes what it is told to, and may be told of what it never held', async () => {
        await index.put([MBR, SCRUBBER]);
        await index.remove('LISTING', [MBR.id, 'never-there']);
        expect(await idsOf('')).toEqual([SCRUBBER.id]);
        await index.remove('LISTING', []);
        expect(await idsOf('')).toEqual([SCRUBBER.id]);
      });

      it('takes a removed document back at the revision it had', async () => {
        await index.put([MBR]);
        await index.remove('LISTING', [MBR.id]);
        await index.put([MBR]);
        expect(await idsOf('bioreactor')).toEqual([MBR.id]);
      });

      it('takes no documents as nothing to do', async () => {
        await index.put([]);
        expect(await idsOf('')).toEqual([]);
      });
    });

    describe('pages', () => {
      const all = Array.from({ length: 11 }, (_, at) =>
        document(`pump-${at}`, { title: { zh: '水泵', en: at % 3 === 0 ? 'Pump pump' : 'Pump' } }),
      );
      const walk = async (request: SearchRequest, first: number) => {
        const ids: string[] = [];
        let after: string | null = null;
        for (let turn = 0; turn < 20; turn += 1) {
          const page = await index.search(request, { first, after });
          ids.push(...page.items.map(({ node }) => node.id));
          expect(page.totalCount).toBe(all.length);
          if (!page.hasNextPage) return ids;
          after = page.items.at(-1)!.cursor;
        }
        throw new Error('The pages never end.');
      };

      beforeEach(async () => {
        for (const one of all) await index.put([one]);
      });

      it.each([1, 3, 4, 11, 50])('walks through every hit once, %d at a time', async (first) => {
        const ids = await walk({ text: 'pump' }, first);
        expect(ids).toEqual(await idsOf('pump'));
        expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort());
      });

      it('lists everything newest first when asked for no words', async () => {
        const newestFirst = all.map(({ id }) => id).reverse();
        expect(await walk({ text: '' }, 4)).toEqual(newestFirst);
        expect(await idsOf(' \t\0')).toEqual(newestFirst);
      });

      it('keeps its place in the list when a document changes', async () => {
        await index.put([{ ...all[0]!, revision: 2 }]);
        expect((await idsOf('')).at(-1)).toBe(all[0]!.id);
      });

      it('refuses a cursor it did not make for this search', async () => {
        const page = await index.search({ text: 'pump' }, { first: 2, after: null });
        const own = page.items[0]!.cursor;
        for (const after of ['', 'x', 'bm90LWEtY3Vyc29y', 'W10', 'bnVsbA', '1', `${own.slice(0, 8)}AAAA`, '\0', '膜']) {
          await expect(index.search({ text: 'pump' }, { first: 2, after })).rejects.toThrow(InvalidCursor);
        }
        await expect(index.search({ text: 'other' }, { first: 2, after: own })).rejects.toThrow(InvalidCursor);
        await expect(index.search({ text: 'pump', kinds: ['LISTING'] }, { first: 2, after: own })).rejects.toThrow(
          InvalidCursor,
        );
      });

      it('says how many there are when asked for none', async () => {
        expect(await index.search({ text: 'pump' }, { first: 0, after: null })).toMatchObject({
          items: [],
          hasNextPage: true,
          totalCount: all.length,
        });
      });
    });

    describe('hostile text', () => {
      it('never throws for what is asked, and the index stays whole', async () => {
        await index.put([MBR]);
        for (const text of HOSTILE) {
          const page = await index.search(
            { text, facets: [{ facet: 'domain', anyOf: [text.slice(0, 50)] }] },
            { first: 5, after: null },
          );
          expect(page.items).toEqual([]);
          await index.search({ text }, { first: 5, after: null });
        }
        expect(await idsOf('MBR')).toEqual([MBR.id]);
      });

      it('holds any text and any id, and still finds the words in it', async () => {
        for (const [at, text] of HOSTILE.entries()) {
          const id = `${at}${text.slice(0, 20)}`;
          await index.put([
            document(id, {
              title: { zh: text, en: `${text} anchorage` },
              words: { zh: text, en: text },
              technologies: [text.slice(0, 50)],
            }),
          ]);
          await index.remove('TENDER', [id]);
          if (text.length < 1000) expect(await idsOf('anchorage')).toEqual([id]);
          await index.remove('LISTING', [id]);
        }
        expect(await idsOf('')).toEqual([]);
      });

      it('finds words around U+0000', async () => {
        await index.put([document('nul', { title: { zh: '膜\0池', en: 'Sand\0filter' } })]);
        expect(await idsOf('filter')).toEqual(['nul']);
        expect(await idsOf('sand\0filter')).toEqual(['nul']);
      });
    });

    it('answers a ping, and throws when its server is down', async () => {
      await expect(index.ping()).resolves.toBeUndefined();
      await expect(made.unreachable.ping()).rejects.toThrow();
      await expect(made.unreachable.search({ text: 'pump' }, { first: 1, after: null })).rejects.toThrow();
      await expect(made.unreachable.put([MBR])).rejects.toThrow();
    });
  });
}

function document(id: string, given: Partial<SearchDocument>): SearchDocument {
  return {
    kind: 'LISTING',
    id,
    revision: 1,
    codes: [],
    facets: { domain: ['water'] },
    figures: [],
    title: { zh: '', en: '' },
    words: { zh: '', en: '' },
    technologies: [],
    ...given,
  };
}
