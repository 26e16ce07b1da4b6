import { document, eachAnew, type MakeSearch } from './subject';

const MBR = document('mbr', {
  title: { zh: '一体化膜生物反应器', en: 'Packaged membrane bioreactor' },
  words: { zh: '氨氮', en: 'MBR' },
  technologies: ['water', 'water.mun.mbr'],
});
const SCRUBBER = document('scrubber', {
  title: { zh: '湿法脱硫塔', en: 'Wet scrubbing tower' },
  facets: { domain: ['air'] },
});
const PLANT = document('plant', {
  kind: 'TENDER',
  title: { zh: '城镇污水处理厂提标改造', en: 'Upgrade of a municipal plant' },
  words: { zh: '氨氮', en: '' },
});

/** Documents that are put, replaced and removed. */
export function describeChanges(make: MakeSearch): void {
  describe('changes', () => {
    const subject = eachAnew(make);
    const { idsOf, hits } = subject;

    it('replaces a document by a higher revision, and by the same one', async () => {
      const { index } = subject;
      await index.put([MBR]);
      await index.put([{ ...MBR, revision: 2, title: { zh: '曝气生物滤池', en: 'Aerated filter' } }]);
      expect(await idsOf('bioreactor')).toEqual([]);
      expect(await idsOf('曝气生物滤池')).toEqual([MBR.id]);
      await index.put([{ ...MBR, revision: 2, title: { zh: '叠螺机', en: 'Screw press' } }]);
      expect(await idsOf('aerated')).toEqual([]);
      expect(await idsOf('screw press')).toEqual([MBR.id]);
    });

    it('replaces everything a document says: words, codes, facets, technologies', async () => {
      const { index } = subject;
      await index.put([
        { ...MBR, codes: ['QY-100'], facets: { domain: ['water'], honour: ['A', 'B'] } },
        { ...SCRUBBER, facets: { domain: ['air'], honour: ['B'] } },
      ]);
      await index.put([
        { ...MBR, revision: 2, codes: ['QY-200'], technologies: [], facets: { domain: ['soil'], honour: ['C'] } },
      ]);
      expect(await idsOf('QY-100')).not.toContain(MBR.id);
      expect(await idsOf('QY-200')).toEqual([MBR.id]);
      expect(await idsOf({ text: '', facets: [{ facet: 'honour', anyOf: ['A'] }] })).toEqual([]);
      const answer = await subject.answer({ text: '', count: ['honour', 'domain'] });
      expect(answer.facets).toEqual([
        {
          facet: 'honour',
          values: [
            { value: 'B', count: 1 },
            { value: 'C', count: 1 },
          ],
        },
        {
          facet: 'domain',
          values: [
            { value: 'air', count: 1 },
            { value: 'soil', count: 1 },
          ],
        },
      ]);
    });

    it('never lets a lower revision overwrite a higher one', async () => {
      const { index } = subject;
      await index.put([
        { ...MBR, revision: 10, title: { zh: '曝气生物滤池', en: 'Aerated filter' }, facets: { domain: ['soil'] } },
      ]);
      await index.put([{ ...MBR, revision: 9 }]);
      expect(await idsOf('bioreactor')).toEqual([]);
      expect(await idsOf('aerated filter')).toEqual([MBR.id]);
      expect(await idsOf({ text: '', facets: [{ facet: 'domain', anyOf: ['water'] }] })).toEqual([]);
    });

    it('keeps the highest of several revisions put at once, in any order', async () => {
      const { index } = subject;
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
      const { index } = subject;
      await index.put([MBR, PLANT]);
      const once = await subject.answer({ text: '', count: ['domain'] });
      await index.put([MBR, PLANT]);
      await index.put([PLANT, MBR, PLANT]);
      const again = await subject.answer({ text: '', count: ['domain'] });
      expect(again.totalCount).toBe(2);
      expect(again.facets).toEqual(once.facets);
      expect(again.kinds).toEqual(once.kinds);
    });

    it('tells things of one id and several kinds apart', async () => {
      const { index } = subject;
      await index.put([MBR, { ...PLANT, id: MBR.id }, { ...PLANT, kind: 'SUPPLIER', id: MBR.id }]);
      expect(await hits('氨氮')).toHaveLength(3);
      await index.remove('TENDER', [MBR.id]);
      expect((await hits('氨氮')).map(({ kind }) => kind).sort()).toEqual(['LISTING', 'SUPPLIER']);
    });

    it('removes what it is told to, and may be told of what it never held', async () => {
      const { index } = subject;
      await index.put([MBR, SCRUBBER]);
      await index.remove('LISTING', [MBR.id, 'never-there', MBR.id]);
      expect(await idsOf('')).toEqual([SCRUBBER.id]);
      await index.remove('LISTING', []);
      await index.remove('TENDER', [SCRUBBER.id]);
      expect(await idsOf('')).toEqual([SCRUBBER.id]);
      expect((await subject.answer({ text: '', count: ['domain'] })).facets).toEqual([
        { facet: 'domain', values: [{ value: 'air', count: 1 }] },
      ]);
    });

    it('takes a removed document back at the revision it had', async () => {
      const { index } = subject;
      await index.put([MBR]);
      await index.remove('LISTING', [MBR.id]);
      await index.put([MBR]);
      expect(await idsOf('bioreactor')).toEqual([MBR.id]);
      expect((await subject.answer({ text: '', count: ['domain'] })).totalCount).toBe(1);
    });

    it('takes no documents as nothing to do', async () => {
      await subject.index.put([]);
      expect(await idsOf('')).toEqual([]);
      expect((await subject.answer({ text: '', count: ['domain'] })).facets).toEqual([{ facet: 'domain', values: [] }]);
    });

    it('forgets a corrected spelling with the last document that had it', async () => {
      const { index } = subject;
      await index.put([MBR, SCRUBBER]);
      expect((await subject.answer('bioreactr')).correction).toBe('bioreactor');
      await index.remove('LISTING', [MBR.id]);
      expect(await subject.answer('bioreactr')).toMatchObject({ items: [], totalCount: 0, correction: null });
    });

    it('stays whole while many write at once', async () => {
      const { index } = subject;
      const pumps = Array.from({ length: 24 }, (_, at) =>
        document(`pump-${at}`, { title: { zh: '水泵', en: 'Pump' }, facets: { domain: [at % 2 ? 'water' : 'air'] } }),
      );
      await Promise.all([
        ...[0, 1, 2].map((part) => index.put(pumps.slice(part * 8, part * 8 + 8))),
        index.put(pumps),
        index.put([...pumps].reverse()),
      ]);
      await Promise.all(pumps.slice(0, 12).map(({ id }) => index.remove('LISTING', [id])));
      const answer = await subject.answer({ text: 'pump', count: ['domain'] });
      expect(answer.totalCount).toBe(12);
      expect(answer.facets).toEqual([
        {
          facet: 'domain',
          values: [
            { value: 'air', count: 6 },
            { value: 'water', count: 6 },
          ],
        },
      ]);
    });
  });
}
