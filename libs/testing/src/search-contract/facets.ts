import { FACETS, type SearchDocument } from '@huanpei/app';
import { CATALOGUE } from './catalogue';
import { allWith, countsOf, document, kindsOf, type MakeSearch } from './subject';

/** Counts beside the hits, and what narrows them. */
export function describeFacets(make: MakeSearch): void {
  describe('facets', () => {
    const pump = (at: number, given: Partial<SearchDocument>): SearchDocument =>
      document(`p${at}`, { title: { zh: '水泵', en: 'Pump' }, ...given });
    const subject = allWith(make, [
      pump(1, { facets: { domain: ['water'], parameter: ['cod', 'nh3n'], region: ['CN', 'CN-JS'] } }),
      pump(2, { facets: { domain: ['water'], parameter: ['cod'], region: ['CN', 'CN-GD'] } }),
      pump(3, { facets: { domain: ['air'], parameter: ['so2'], region: ['CN', 'CN-GD'] } }),
      pump(4, { facets: { domain: ['air'], parameter: ['cod', 'so2'], region: ['CN'] } }),
      pump(5, { facets: { domain: ['soil'] }, kind: 'TENDER' }),
      pump(6, { facets: {}, kind: 'SUPPLIER' }),
      document('valve', { title: { zh: '阀门', en: 'Valve' }, facets: { domain: ['water'], parameter: ['tp'] } }),
    ]);

    it('counts the values of the hits, most first, then by value', async () => {
      const answer = await subject.answer({ text: 'pump', count: ['parameter', 'domain', 'region', 'honour'] });
      expect(answer.facets).toEqual([
        {
          facet: 'parameter',
          values: [
            { value: 'cod', count: 3 },
            { value: 'so2', count: 2 },
            { value: 'nh3n', count: 1 },
          ],
        },
        {
          facet: 'domain',
          values: [
            { value: 'air', count: 2 },
            { value: 'water', count: 2 },
            { value: 'soil', count: 1 },
          ],
        },
        {
          facet: 'region',
          values: [
            { value: 'CN', count: 4 },
            { value: 'CN-GD', count: 2 },
            { value: 'CN-JS', count: 1 },
          ],
        },
        { facet: 'honour', values: [] },
      ]);
    });

    it('counts only what it is asked to, and everything when no words are given', async () => {
      expect((await subject.answer('pump')).facets).toEqual([]);
      const answer = await subject.answer({ text: '', count: ['domain'] });
      expect(countsOf(answer, 'domain')).toEqual(['water:3', 'air:2', 'soil:1']);
    });

    it('counts all nine at once', async () => {
      const { facets } = await subject.answer({ text: '', count: FACETS });
      expect(facets.map(({ facet }) => facet)).toEqual(FACETS);
    });

    it('keeps what states one of the values of each filter', async () => {
      expect(await subject.setOf({ text: 'pump', facets: [{ facet: 'parameter', anyOf: ['so2', 'nh3n'] }] })).toEqual([
        'p1',
        'p3',
        'p4',
      ]);
      expect(
        await subject.setOf({
          text: 'pump',
          facets: [
            { facet: 'parameter', anyOf: ['so2', 'nh3n'] },
            { facet: 'region', anyOf: ['CN-GD', 'CN-JS'] },
          ],
        }),
      ).toEqual(['p1', 'p3']);
      expect(
        await subject.setOf({
          text: 'pump',
          facets: [
            { facet: 'parameter', anyOf: ['so2'] },
            { facet: 'parameter', anyOf: ['cod'] },
          ],
        }),
      ).toEqual(['p4']);
    });

    it.each([
      ['no value', []],
      ['a value nothing states', ['nowhere']],
      ['a value of another facet', ['cod']],
      ['a value in another case', ['WATER']],
      ['the beginning of a value', ['wat']],
    ])('keeps nothing by %s', async (_, anyOf) => {
      const answer = await subject.answer({
        text: '',
        facets: [{ facet: 'domain', anyOf }],
        count: ['domain', 'parameter'],
      });
      expect(answer).toMatchObject({ items: [], totalCount: 0, hasNextPage: false });
      expect(countsOf(answer, 'parameter')).toEqual([]);
      expect(countsOf(answer, 'domain')).toEqual(['water:3', 'air:2', 'soil:1']);
    });

    it('does not narrow the counts of a facet by its own filter, and those of the others by every other', async () => {
      const answer = await subject.answer({
        text: 'pump',
        facets: [
          { facet: 'domain', anyOf: ['water'] },
          { facet: 'parameter', anyOf: ['cod'] },
        ],
        count: ['domain', 'parameter', 'region'],
      });
      expect(answer.items.map(({ node }) => node.id).sort()).toEqual(['p1', 'p2']);
      expect(answer.totalCount).toBe(2);
      expect(countsOf(answer, 'domain')).toEqual(['water:2', 'air:1']);
      expect(countsOf(answer, 'parameter')).toEqual(['cod:2', 'nh3n:1']);
      expect(countsOf(answer, 'region')).toEqual(['CN:2', 'CN-GD:1', 'CN-JS:1']);
    });

    it('frees a facet of all its filters when it is counted', async () => {
      const answer = await subject.answer({
        text: 'pump',
        facets: [
          { facet: 'parameter', anyOf: ['so2'] },
          { facet: 'parameter', anyOf: ['cod'] },
        ],
        count: ['parameter', 'domain'],
      });
      expect(countsOf(answer, 'parameter')).toEqual(['cod:3', 'so2:2', 'nh3n:1']);
      expect(countsOf(answer, 'domain')).toEqual(['air:1']);
    });

    it('says how many there are of each kind, whatever kinds were asked for', async () => {
      const all = { LISTING: 4, TENDER: 1, SUPPLIER: 1 };
      expect(kindsOf(await subject.answer('pump'))).toEqual(all);
      const tenders = await subject.answer({ text: 'pump', kinds: ['TENDER'], count: ['domain'] });
      expect(kindsOf(tenders)).toEqual(all);
      expect(tenders.totalCount).toBe(1);
      expect(countsOf(tenders, 'domain')).toEqual(['soil:1']);
      const water = await subject.answer({
        text: 'pump',
        kinds: ['TENDER'],
        facets: [{ facet: 'domain', anyOf: ['water'] }],
      });
      expect(kindsOf(water)).toEqual({ LISTING: 2 });
    });

    it('keeps to the kinds asked for, all when none is', async () => {
      expect(await subject.setOf({ text: 'pump', kinds: ['TENDER', 'SUPPLIER'] })).toEqual(['p5', 'p6']);
      expect(await subject.setOf({ text: 'pump', kinds: [] })).toHaveLength(6);
      expect(await subject.setOf({ text: 'pump', kinds: ['STANDARD'] })).toEqual([]);
    });

    it('counts beyond the page', async () => {
      const answer = await subject.index.search({ text: 'pump', count: ['domain'] }, { first: 1, after: null });
      expect(answer.items).toHaveLength(1);
      expect(countsOf(answer, 'domain')).toEqual(['air:2', 'water:2', 'soil:1']);
      const next = await subject.index.search(
        { text: 'pump', count: ['domain'] },
        { first: 1, after: answer.items[0]!.cursor },
      );
      expect(next.facets).toEqual(answer.facets);
      expect(next.kinds).toEqual(answer.kinds);
      expect(next.totalCount).toBe(answer.totalCount);
    });
  });

  describe('facets of a larger catalogue', () => {
    const values = Array.from({ length: 230 }, (_, at) => `code-${String(at).padStart(3, '0')}`);
    const subject = allWith(
      make,
      values.map((value, at) =>
        document(`n${at}`, {
          title: { zh: '', en: 'Nozzle' },
          facets: { technology: [value], domain: at < 130 ? ['water'] : ['air'] },
        }),
      ),
    );

    it('lists every value, however many', async () => {
      const answer = await subject.answer({ text: 'nozzle', count: ['technology'] });
      expect(countsOf(answer, 'technology')).toEqual(values.map((value) => `${value}:1`));
    });

    it('counts exactly, and is told of every kind', async () => {
      const answer = await subject.answer({ text: '', count: ['domain'] });
      expect(answer.totalCount).toBe(230);
      expect(countsOf(answer, 'domain')).toEqual(['water:130', 'air:100']);
      expect(kindsOf(answer)).toEqual({ LISTING: 230 });
    });
  });

  describe('facets and words', () => {
    const subject = allWith(make, CATALOGUE);

    it('narrows what the words found', async () => {
      expect(await subject.setOf({ text: '氨氮', kinds: ['TENDER'] })).toEqual(['plant']);
      expect(await subject.setOf({ text: '氨氮', kinds: ['LISTING'] })).toEqual(['mbr']);
      expect(await subject.setOf({ text: '', facets: [{ facet: 'domain', anyOf: ['air'] }] })).toEqual([
        'bag',
        'fgd',
        'scr',
      ]);
      expect(await subject.setOf({ text: '氨氮', facets: [{ facet: 'domain', anyOf: ['air'] }] })).toEqual([]);
      expect(
        await subject.setOf({ text: '氨氮', kinds: ['LISTING'], facets: [{ facet: 'basis', anyOf: ['GUARANTEED'] }] }),
      ).toEqual(['mbr']);
    });

    it('counts what a corrected word, a synonym and a sound find', async () => {
      expect(countsOf(await subject.answer({ text: 'bioreactr', count: ['domain'] }), 'domain')).toEqual(['water:1']);
      expect(countsOf(await subject.answer({ text: '化学需氧量', count: ['domain'] }), 'domain')).toEqual([
        'water:3',
        'monitoring:1',
      ]);
      expect(countsOf(await subject.answer({ text: 'tuoliu', count: ['domain'] }), 'domain')).toEqual(['air:1']);
    });
  });
}
