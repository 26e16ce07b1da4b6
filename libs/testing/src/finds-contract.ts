import type { SearchDocument } from '@huanpei/app';
import type { SearchUnderTest } from './search-contract';

const ZH = ['膜', '生物', '反应器', '膜生物反应器', '脱硫塔', '氨氮', '污水处理', '反渗透', '污泥干化', '一体化设备'];
const EN = [
  'membrane',
  'bioreactor',
  'scrubber',
  'ammonia',
  'PM2.5',
  'MBR',
  'GB 18918-2002',
  'sludge',
  'dryer',
  'tower',
];
/** As people type: whole words, several, the beginning of one, with errors, in other forms, and what is no word. */
const TEXTS = [
  ...ZH,
  ...EN,
  '',
  '   ',
  '!!! ，。',
  'membr',
  'bioreac',
  'membrnae',
  'scruber',
  'ammonai',
  'ＭＢＲ',
  'pm2.5 tower',
  '膜 氨氮',
  '污泥 dryer',
  '生物反应',
  'sludge scrubber zzz',
  'zzzzqqqq',
  '离心风机',
  '18918',
  "' | '膜",
  '\0膜',
];

/**
 * Whether a text finds a document is said before the document is put as the search says it afterwards: what is told of
 * saved searches is what running them would find. `make` gives an empty index.
 */
export function describeFindsContract(name: string, make: () => Promise<SearchUnderTest>): void {
  describe(`what would be found: ${name}`, () => {
    let made: SearchUnderTest;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(() => made.close());

    it('is what is found once it is there, whatever else is there', async () => {
      const { index } = made;
      const next = numbers(20_261_127);
      const some = (from: readonly string[], most: number) =>
        Array.from({ length: next(most + 1) }, () => from[next(from.length)]!).join(' ');
      const documents = Array.from({ length: 24 }, (_, at): SearchDocument => ({
        kind: at % 3 === 0 ? 'TENDER' : 'LISTING',
        id: `thing-${at}`,
        revision: 1,
        codes: [],
        facets: { domain: ['water'] },
        figures: [],
        title: { zh: some(ZH, 2), en: some(EN, 2) },
        words: { zh: some(ZH, 3), en: some(EN, 3) },
        technologies: [],
      }));
      let found = 0;
      // What is there grows, and with it the words that are known.
      for (let at = 0; at < documents.length; at += 8) {
        const coming = documents.slice(at, at + 8);
        const said = await index.finds(coming, TEXTS);
        for (const { kind, id } of coming) {
          const { items } = await index.search({ text: '', kinds: [kind] }, { first: 100, after: null });
          expect(items.map(({ node }) => node.id)).not.toContain(id);
        }
        await index.put(coming);
        for (const [place, text] of TEXTS.entries()) {
          const { items } = await index.search({ text }, { first: 100, after: null });
          const ids = new Set(items.map(({ node }) => node.id));
          expect([text, coming.map((_, which) => said[which]?.[place])]).toEqual([
            text,
            coming.map(({ id }) => ids.has(id)),
          ]);
          found += coming.filter(({ id }) => ids.has(id)).length;
        }
      }
      expect(found).toBeGreaterThan(100);
      expect(found).toBeLessThan((documents.length * TEXTS.length) / 2);
    });

    it('of a document that is there, as it was or will be, changes nothing there', async () => {
      const { index } = made;
      const before = await index.search({ text: 'scrubber' }, { first: 100, after: null });
      const other: SearchDocument = {
        kind: 'LISTING',
        id: 'thing-1',
        revision: 9,
        codes: [],
        facets: {},
        figures: [],
        title: { zh: '', en: 'Scrubber' },
        words: { zh: '', en: '' },
        technologies: [],
      };
      expect(await index.finds([other, { ...other, title: { zh: '', en: 'Pump' } }], ['scrubber', 'pump'])).toEqual([
        [true, false],
        [false, true],
      ]);
      expect((await index.search({ text: 'scrubber' }, { first: 100, after: null })).items).toEqual(before.items);
      expect(await index.finds([], ['pump'])).toEqual([]);
      expect(await index.finds([other], [])).toEqual([[]]);
    });

    it('is not guessed when the server cannot be asked', async () => {
      const [document] = [{ title: { zh: '', en: 'Pump' }, words: { zh: '', en: '' } }];
      const asked = {
        kind: 'LISTING',
        id: 'x',
        revision: 1,
        codes: [],
        facets: {},
        figures: [],
        technologies: [],
      } as const;
      await expect(made.unreachable.finds([{ ...asked, ...document! }], ['pump'])).rejects.toThrow();
    });
  });
}

/** Whole numbers below a bound, the same for the same seed (the generator mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
