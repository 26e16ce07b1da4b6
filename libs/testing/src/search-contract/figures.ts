import type { FigureFilter, SearchFigure } from '@huanpei/app';
import { allWith, countsOf, document, kindsOf, type MakeSearch } from './subject';

/** What is stated as a number, and searched by. */
export function describeFigures(make: MakeSearch): void {
  describe('figures', () => {
    const stating = (id: string, figures: readonly SearchFigure[], domain = 'water') =>
      document(id, { title: { zh: '', en: 'Hopper' }, figures, facets: { domain: [domain] } });
    const subject = allWith(make, [
      stating('one', [{ key: 'outlet nh3n kg/m3', low: 0.001, high: 0.001 }]),
      stating('five', [
        { key: 'outlet nh3n kg/m3', low: 0.003, high: 0.005 },
        { key: 'capacity m3/s', low: 0.1, high: 2 },
      ]),
      stating('eight', [{ key: 'outlet nh3n kg/m3', low: 0.0005, high: 0.008 }], 'air'),
      stating('large', [{ key: 'capacity m3/s', low: 2, high: 1e12 }], 'air'),
      stating('cold', [{ key: 'temperature K', low: -40, high: 0 }]),
      stating('other', [{ key: 'outlet cod kg/m3', low: 0.001, high: 0.001 }]),
      stating('silent', []),
    ]);
    const kept = (...figures: readonly FigureFilter[]) => subject.setOf({ text: 'hopper', figures });
    const key = 'outlet nh3n kg/m3';

    it.each<[string, FigureFilter, readonly string[]]>([
      ['at most: the worse end is the high one', { key, atMost: 0.005 }, ['five', 'one']],
      ['at most, beneath all', { key, atMost: 0.0009 }, []],
      ['at most, at the very end', { key, atMost: 0.008 }, ['eight', 'five', 'one']],
      ['at least: the worse end is the low one', { key, atLeast: 0.001 }, ['five', 'one']],
      ['at least, above all', { key, atLeast: 0.004 }, []],
      ['covers', { key, covers: 0.004 }, ['eight', 'five']],
      ['covers, at both ends', { key, covers: 0.001 }, ['eight', 'one']],
      ['covers, outside', { key, covers: 0.1 }, []],
      ['two conditions on one interval', { key, atLeast: 0.001, atMost: 0.004 }, ['one']],
      ['all three', { key, atLeast: 0.001, atMost: 0.005, covers: 0.003 }, ['five']],
      ['no condition: what states one at all', { key }, ['eight', 'five', 'one']],
      ['another key', { key: 'outlet cod kg/m3', atMost: 1 }, ['other']],
      ['a key nobody states', { key: 'outlet tp kg/m3', atMost: 1 }, []],
      ['below zero', { key: 'temperature K', covers: -40 }, ['cold']],
      ['below zero, outside', { key: 'temperature K', covers: -41 }, []],
      ['at most nought', { key: 'temperature K', atMost: 0 }, ['cold']],
      ['very large', { key: 'capacity m3/s', covers: 1e12 }, ['large']],
      ['shared by two', { key: 'capacity m3/s', covers: 2 }, ['five', 'large']],
    ])('keeps by %s', async (_, filter, ids) => {
      expect(await kept(filter)).toEqual(ids);
    });

    it('keeps what states nothing only when told to', async () => {
      expect(await kept({ key, atMost: 0.001, orNotStated: true })).toEqual([
        'cold',
        'large',
        'one',
        'other',
        'silent',
      ]);
      expect(await kept({ key, atMost: 0.001, orNotStated: false })).toEqual(['one']);
      expect(await kept({ key: 'outlet tp kg/m3', atMost: 1, orNotStated: true })).toHaveLength(7);
    });

    it('wants all of several to hold', async () => {
      expect(await kept({ key, atMost: 0.005 }, { key: 'capacity m3/s', covers: 1 })).toEqual(['five']);
      expect(await kept({ key, atMost: 0.005 }, { key: 'capacity m3/s', covers: 1, orNotStated: true })).toEqual([
        'five',
        'one',
      ]);
      expect(await kept({ key, atMost: 0.005 }, { key, atLeast: 0.002 })).toEqual(['five']);
    });

    it('narrows counts of facets and of kinds, also without words', async () => {
      const answer = await subject.answer({ text: '', figures: [{ key, atMost: 0.008 }], count: ['domain'] });
      expect(countsOf(answer, 'domain')).toEqual(['water:2', 'air:1']);
      expect(kindsOf(answer)).toEqual({ LISTING: 3 });
      expect(answer.totalCount).toBe(3);
      const both = await subject.answer({
        text: 'hopper',
        figures: [{ key, atMost: 0.008 }],
        facets: [{ facet: 'domain', anyOf: ['air'] }],
        count: ['domain'],
      });
      expect(both.items.map(({ node }) => node.id)).toEqual(['eight']);
      expect(countsOf(both, 'domain')).toEqual(['water:2', 'air:1']);
    });
  });

  describe('figures as they change', () => {
    const subject = allWith(make, []);

    it('keeps to the figures of the highest revision', async () => {
      const { index } = subject;
      const key = 'outlet tp kg/m3';
      await index.put([document('filter', { revision: 1, figures: [{ key, low: 1, high: 1 }] })]);
      await index.put([document('filter', { revision: 2, figures: [{ key, low: 3, high: 3 }] })]);
      expect(await subject.idsOf({ text: '', figures: [{ key, atMost: 2 }] })).toEqual([]);
      expect(await subject.idsOf({ text: '', figures: [{ key, covers: 3 }] })).toEqual(['filter']);
      await index.put([document('filter', { revision: 3, facets: { domain: ['air'] } })]);
      const answer = await subject.answer({ text: '', figures: [{ key, orNotStated: true }], count: ['domain'] });
      expect(countsOf(answer, 'domain')).toEqual(['air:1']);
      expect(await subject.idsOf({ text: '', figures: [{ key }] })).toEqual([]);
    });
  });
}
