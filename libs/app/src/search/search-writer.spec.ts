import type { Tender } from '@huanpei/domain';
import * as fc from 'fast-check';
import type { Reads } from '../ports/reads';
import type { SearchDocument, SearchIndex } from '../ports/search-index';
import type { SearchSource } from '../ports/search-source';
import { SearchWriter } from './search-writer';

const tender = (id: string, version: number, published: boolean): Tender => ({
  id,
  buyerId: 'buyer',
  state: published ? 'PUBLISHED' : 'DRAFT',
  revision: version,
  content: {
    title: { zh: `招标 ${version}` },
    track: 'GOVERNMENT_PROCUREMENT',
    method: 'OPEN',
    region: null,
    budget: null,
    documentsUntil: null,
    deadline: null,
    lots: [],
  },
  deadline: null,
  origin: 'BUYER',
  fromDemandId: null,
  workingCopy: null,
  createdAt: new Date(0),
  publishedAt: published ? new Date(0) : null,
  reason: null,
  version,
});

/** Rows and an index that answer when they are told to: `turn` is awaited before each of them does anything. */
function world(turn: (what: string) => Promise<unknown>) {
  const rows = new Map<string, Tender>();
  const held = new Map<string, SearchDocument>();
  let [puts, reads] = [0, 0];
  const writer = () =>
    new SearchWriter(
      {
        tendersByIds: async (ids: readonly string[]) => {
          await turn('read');
          reads += 1;
          return new Map(ids.flatMap((id) => (rows.has(id) ? [[id, rows.get(id)!] as const] : [])));
        },
      } as unknown as Reads,
      {
        revisions: async (_kind: string, ids: readonly string[]) => {
          await turn('look again');
          return new Map(
            ids.flatMap((id) => {
              const row = rows.get(id);
              return row && row.state !== 'DRAFT' ? [[id, row.version] as const] : [];
            }),
          );
        },
      } as unknown as SearchSource,
      {
        put: async (documents: readonly SearchDocument[]) => {
          await turn('put');
          puts += 1;
          for (const document of documents)
            if ((held.get(document.id)?.revision ?? 0) <= document.revision) held.set(document.id, document);
        },
        remove: async (_kind: string, ids: readonly string[]) => {
          await turn('remove');
          for (const id of ids) held.delete(id);
        },
      } as unknown as SearchIndex,
      { now: () => new Date(0) },
    );
  return { rows, held, writer, counts: () => ({ puts, reads }) };
}

describe('writing to the search index', () => {
  it('ends with what the rows say, however many processes write one thing and whatever they overtake', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.boolean()), { minLength: 1, maxLength: 6 }),
        async (scheduler, changes) => {
          const { rows, held, writer } = world((what) => scheduler.schedule(Promise.resolve(), what));
          const jobs = changes.map(async ([id, published], at) => {
            await scheduler.schedule(Promise.resolve(), 'commit');
            rows.set(id, tender(id, (rows.get(id)?.version ?? 0) + 1, published));
            // Each in a process of its own, and none knows of the others. One brings both, as a batch or a rebuild does.
            await writer().bring('TENDER', at % 2 === 0 ? [id] : ['a', 'b']);
          });
          const done = Promise.all(jobs);
          await scheduler.waitFor(done);
          const found = [...held.values()].map(({ id, revision }) => [id, revision]).sort();
          const said = [...rows.values()]
            .filter(({ state }) => state !== 'DRAFT')
            .map(({ id, version }) => [id, version]);
          expect(found).toEqual(said.sort());
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads and writes once what is asked for twice', async () => {
    const { rows, writer, counts } = world(async () => undefined);
    for (const id of ['a', 'b']) rows.set(id, tender(id, 1, true));
    expect(await writer().bring('TENDER', ['a', 'b', 'a', 'c'])).toEqual({ put: 2, removed: 1 });
    expect(counts()).toEqual({ puts: 1, reads: 1 });
  });

  it('reads and writes many in pieces, and all at once where nobody waits for the thread', async () => {
    const ids = Array.from({ length: 45 }, (_, at) => `t-${at}`);
    const { rows, held, writer, counts } = world(async () => undefined);
    for (const id of ids) rows.set(id, tender(id, 1, id !== 't-30'));
    held.set('t-30', {} as SearchDocument);
    expect(await writer().bring('TENDER', ids)).toEqual({ put: 44, removed: 1 });
    expect(counts()).toEqual({ puts: 3, reads: 3 });
    expect([...held.keys()].sort()).toEqual(ids.filter((id) => id !== 't-30').sort());
    expect(await writer().bring('TENDER', ids, { piece: 1_000 })).toEqual({ put: 44, removed: 1 });
    expect(counts()).toEqual({ puts: 4, reads: 4 });
    // What is urgent is one write, and read in small pieces still.
    expect(await writer().bring('TENDER', ids, { urgent: () => true })).toEqual({ put: 44, removed: 1 });
    expect(counts()).toEqual({ puts: 5, reads: 7 });
  });

  it('does not go on for ever after a thing that always changes', async () => {
    const { rows, writer } = world(async (what) => {
      if (what === 'look again') rows.set('a', tender('a', rows.get('a')!.version + 1, true));
    });
    rows.set('a', tender('a', 1, true));
    await expect(writer().bring('TENDER', ['a'])).rejects.toThrow('change faster');
  });
});
