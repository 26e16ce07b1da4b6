import type { SearchIndex, SearchKind } from '@huanpei/app';
import { document, eachAnew, type MakeSearch } from './subject';

/** What is asked of an index by whoever compares it with the rows. */
export function describeHeld(make: MakeSearch): void {
  describe('what it holds', () => {
    const subject = eachAnew(make);

    it('is named kind by kind, each once, whatever the pieces and whatever an id is made of', async () => {
      const ids = ['b', 'a', '甲-2', '甲-1', 'Ä', 'a/1', 'zz', '0'];
      await subject.index.put([
        ...ids.map((id) => document(id)),
        document('tender', { kind: 'TENDER' }),
        document('a', { revision: 2 }),
      ]);
      for (const limit of [1, 3, 8, 100]) {
        const held = await all(subject.index, 'LISTING', limit);
        expect([held.length, new Set(held)]).toEqual([ids.length, new Set(ids)]);
      }
      expect(await all(subject.index, 'TENDER', 10)).toEqual(['tender']);
      expect(await all(subject.index, 'SUPPLIER', 10)).toEqual([]);
    });

    it('can be removed while it is read', async () => {
      const ids = Array.from({ length: 7 }, (_, at) => `d${at}`);
      await subject.index.put(ids.map((id) => document(id)));
      const met: string[] = [];
      for (let after: string | null = null; ;) {
        const held: readonly string[] = await subject.index.idsHeld('LISTING', after, 2);
        const last = held.at(-1);
        if (last === undefined) break;
        met.push(...held);
        await subject.index.remove('LISTING', held);
        after = last;
      }
      expect(met.sort()).toEqual(ids);
      expect(await subject.index.idsHeld('LISTING', null, 2)).toEqual([]);
    });
  });
}

async function all(index: SearchIndex, kind: SearchKind, limit: number): Promise<readonly string[]> {
  const met: string[] = [];
  for (let after: string | null = null; ;) {
    const held: readonly string[] = await index.idsHeld(kind, after, limit);
    if (held.length > limit) throw new Error(`${held.length} ids where ${limit} were asked for`);
    met.push(...held);
    const last = held.at(-1);
    if (last === undefined) return met;
    after = last;
  }
}
