import { HOSTILE } from './catalogue';
import { document, eachAnew, type MakeSearch } from './subject';

const MBR = document('mbr', {
  title: { zh: '一体化膜生物反应器', en: 'Packaged membrane bioreactor' },
  words: { zh: '氨氮', en: 'MBR' },
});

/** Texts, ids, codes and keys that were made to break something. */
export function describeHostile(make: MakeSearch): void {
  describe('hostile text', () => {
    const subject = eachAnew(make);
    const { idsOf } = subject;

    it('never throws for what is asked, and the index stays whole', async () => {
      const { index } = subject;
      await index.put([MBR]);
      for (const text of HOSTILE) {
        const short = text.slice(0, 50);
        const page = await index.search(
          { text, facets: [{ facet: 'domain', anyOf: [short] }], count: ['domain', 'region'] },
          { first: 5, after: null },
        );
        expect(page.items).toEqual([]);
        await index.search({ text }, { first: 5, after: null });
        await index.search({ text, kinds: ['TENDER'] }, { first: 5, after: null });
        expect(await idsOf({ text: '', figures: [{ key: short, atMost: 1 }] })).toEqual([]);
        expect(await idsOf({ text: '', figures: [{ key: short, covers: 1, orNotStated: true }] })).toEqual([MBR.id]);
      }
      expect(await idsOf('MBR')).toEqual([MBR.id]);
    });

    it('holds any text and any id, and still finds the words in it', async () => {
      const { index } = subject;
      for (const [at, text] of HOSTILE.entries()) {
        const id = `${at}${text.slice(0, 20)}`;
        const short = text.slice(0, 50);
        await index.put([
          document(id, {
            title: { zh: text, en: `${text} anchorage` },
            words: { zh: text, en: text },
            technologies: [short],
            codes: [short],
            facets: { region: [short] },
            figures: [{ key: short, low: 1, high: 2 }],
          }),
        ]);
        await index.remove('TENDER', [id]);
        if (text.length < 1000) expect(await idsOf('anchorage')).toEqual([id]);
        await index.remove('LISTING', [id]);
      }
      expect(await idsOf('')).toEqual([]);
    });

    it('counts and keeps by values as they were given', async () => {
      const { index } = subject;
      const values = [...new Set(HOSTILE.map((text) => text.slice(0, 30)))];
      await index.put(
        values.map((value, at) =>
          document(`h${at}`, { facets: { region: [value] }, figures: [{ key: value, low: 1, high: 1 }] }),
        ),
      );
      const { facets } = await subject.answer({ text: '', count: ['region'] });
      expect(new Map(facets[0]?.values.map(({ value, count }) => [value, count]))).toEqual(
        new Map(values.map((value) => [value, 1])),
      );
      for (const [at, value] of values.entries()) {
        expect(await idsOf({ text: '', facets: [{ facet: 'region', anyOf: [value] }] })).toEqual([`h${at}`]);
        expect(await idsOf({ text: '', figures: [{ key: value, covers: 1 }] })).toEqual([`h${at}`]);
      }
    });

    it('finds words around U+0000', async () => {
      const { index } = subject;
      await index.put([document('nul', { title: { zh: '膜\0池', en: 'Sand\0filter' } })]);
      expect(await idsOf('filter')).toEqual(['nul']);
      expect(await idsOf('sand\0filter')).toEqual(['nul']);
    });
  });
}
