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
/** As people type: whole words, several, the beginning of one, with errors, in other forms, codes, and what is no word. */
const TEXTS = [
  ...ZH,
  ...EN,
  '',
  '   ',
  '!!! ，。',
  'membr',
  'membrnae',
  'scrubbers',
  'HJ212',
  'gb18918',
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
 * What is told of saved searches is what running them finds. A document that is said to hold all words of a text is found
 * by it once it is put.
 *
 * @param make gives an empty index
 * @param exact whether nothing else is found where something holds all the words; other indexes also show what holds some
 */
export function describeFindsContract(name: string, make: () => Promise<SearchUnderTest>, exact: boolean): void {
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
        codes: at % 5 === 0 ? ['HJ 212-2017'] : [],
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
        const held = await index.finds(documents.slice(0, at + 8), TEXTS);
        expect(held.slice(at)).toEqual(said);
        for (const [place, text] of TEXTS.entries()) {
          const { items } = await index.search({ text }, { first: 100, after: null });
          const ids = items.map(({ node }) => node.id);
          const holding = documents.filter((_, which) => held[which]?.[place] === true).map(({ id }) => id);
          found += holding.length;
          expect([text, holding.filter((id) => !ids.includes(id))]).toEqual([text, []]);
          if (exact && holding.length > 0) expect([text, [...ids].sort()]).toEqual([text, [...holding].sort()]);
        }
      }
      expect(found).toBeGreaterThan(100);
      expect(found).toBeLessThan((2 * documents.length * TEXTS.length) / 2);
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
