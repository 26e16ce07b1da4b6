import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  documentsOfReference,
  Indexing,
  KeepSearchWhole,
  RebuildOvertaken,
  RebuildSearch,
  SEARCH_FORM,
  SEARCH_KINDS,
  SearchIndex,
  SearchWriter,
  ThreadFault,
  Work,
  type RebuildPosition,
  type SearchDocument,
  type SearchKind,
} from '@huanpei/app';
import type { Listing, Organisation } from '@huanpei/domain';
import { eventually, freshDatabase, type FreshDatabase } from '@huanpei/testing';
import { Database, PgSearchSource, PgSearchStates, TypeormReads } from '@huanpei/persistence';
import { createSearchIndex } from '@huanpei/search';
import { Client, Pool } from 'pg';
import { readConfig } from './config';
import { migrateAll, openCore, type Core } from './core';
import { createLogger } from './logging';
import { SystemClock } from './platform';
import { SearchWriterThread } from './threads/search-writer-thread';

const NOW = new Date('2026-06-01T04:00:00Z');

let fresh: FreshDatabase;
let core: Core;
let sql: Client;
let folder: string;
let index: SearchIndex;
let work: Work;
let rebuild: RebuildSearch;
/** The writer of another process. */
let elsewhere: SearchWriter;
let database: Database;
let pool: Pool;
let rebuiltBeside: (beside: Pick<SearchWriter, 'bring'>) => RebuildSearch;

const port = <T>(token: abstract new (...args: never[]) => T): T => {
  const found = core.providers.find((one) => (one as { provide?: unknown }).provide === token);
  return (found as { useValue: T }).useValue;
};

beforeAll(async () => {
  fresh = await freshDatabase((url) => migrateAll(url).then(() => undefined));
  folder = mkdtempSync(join(tmpdir(), 'huanpei-indexing-'));
  const config = readConfig(
    { PROFILE: 'demo', DATA_DIR: folder, DATABASE_URL: fresh.url, ROLES: 'none', LOG_LEVEL: 'silent' },
    folder,
  );
  core = await openCore(config, createLogger(config), false);
  sql = new Client({ connectionString: fresh.url });
  await sql.connect();
  database = await Database.open({ connection: fresh.url, poolSize: 2 });
  pool = new Pool({ connectionString: fresh.url, max: 2 });
  [index, work] = [port(SearchIndex), port(Work)];
  const [reads, source, clock] = [new TypeormReads(database), new PgSearchSource(database), new SystemClock()];
  elsewhere = new SearchWriter(reads, source, createSearchIndex({ pool }), clock);
  const here = new SearchWriter(reads, source, index, clock);
  // All parameters would be most of what is written.
  const reference = documentsOfReference().filter(({ id }) => id === 'cod' || id === 'tn');
  const states = new PgSearchStates(database);
  rebuiltBeside = (beside) => new RebuildSearch(source, here, index, states, () => reference, beside);
  rebuild = new RebuildSearch(source, here, index, states, () => reference);
});
afterEach(async () => {
  // What a test has put in their place.
  for (const method of ['put', 'beginRebuild', 'finishRebuild', 'abandonRebuild'])
    Reflect.deleteProperty(index, method);
  for (const kind of SEARCH_KINDS) await index.remove(kind, await idsOf(kind));
  await sql.query('delete from search_state');
  await sql.query('delete from listing');
  await sql.query('delete from organisation');
});
afterAll(async () => {
  await sql.end();
  await pool.end();
  await database.close();
  await core.close();
  await fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});

const firm = (id: string): Organisation => ({
  id,
  kind: 'SUPPLIER',
  state: 'VERIFIED',
  name: { zh: `厂家 ${id}`, en: `Works ${id}` },
  creditCode: null,
  creditCodeCheck: 'ABSENT',
  region: 'CN-JS',
  honours: [],
  demo: false,
  reason: null,
  createdAt: NOW,
  decidedAt: NOW,
  version: 1,
});

const listed = (id: string, supplierId: string): Listing => ({
  id,
  supplierId,
  state: 'PUBLISHED',
  revision: 1,
  content: {
    kind: 'EQUIPMENT',
    name: { zh: `膜生物反应器 ${id}`, en: `Membrane bioreactor ${id}` },
    domain: 'water',
    technologies: ['water.mun.mbr'],
    facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L' }],
  },
  staged: null,
  origin: 'SUPPLIER',
  reason: null,
  createdAt: NOW,
  publishedAt: NOW,
  confirmedOn: '2026-05-01',
  version: 1,
});

/** So many listings of two firms, on the market, and nothing sent to the index. */
async function market(count: number): Promise<void> {
  await work.run(async (tx) => {
    for (const id of ['f1', 'f2']) await tx.organisations.add(firm(id));
    for (let at = 0; at < count; at += 1) {
      await tx.listings.add(listed(`l${String(at).padStart(3, '0')}`, at % 2 === 0 ? 'f1' : 'f2'));
    }
  });
}

const idsOf = async (kind: SearchKind): Promise<readonly string[]> =>
  [...(await index.idsHeld(kind, null, 10_000))].sort();
const found = async (text: string, kind: SearchKind = 'LISTING') =>
  (await index.search({ text, kinds: [kind] }, { first: 50, after: null })).items.map(({ node }) => node.id).sort();

/** Does something once, before the first write of a listing. */
function beforeFirstPut(body: () => Promise<void>): { readonly put: SearchDocument[] } {
  const kept: SearchDocument[] = [];
  const put = index.put.bind(index);
  let first = true;
  index.put = async (documents) => {
    if (first && documents.some(({ kind }) => kind === 'LISTING')) {
      first = false;
      await body();
    }
    kept.push(...documents);
    await put(documents);
  };
  return { put: kept };
}

describe('a rebuild', () => {
  it('puts everything that anyone may find, and removes what the index holds and nobody may', async () => {
    await market(7);
    await sql.query(`update listing set state = 'SUSPENDED', version = 2 where id = 'l003'`);
    const stale = { revision: 9, title: { zh: '旧', en: 'old' }, words: { zh: '', en: '' } };
    const old = { ...stale, technologies: [], codes: [], facets: {}, figures: [] };
    await index.put([
      { ...old, kind: 'LISTING', id: 'l003' },
      { ...old, kind: 'SUPPLIER', id: 'gone' },
      { ...old, kind: 'PARAMETER', id: 'no-longer' },
    ]);
    const shown: RebuildPosition[] = [];
    const done = await rebuild.execute({ batch: 2, onProgress: (position) => void shown.push(position) });
    expect(done).toMatchObject({ outcome: 'DONE', removed: 3, resumedFrom: 0 });
    expect(await idsOf('LISTING')).toEqual(['l000', 'l001', 'l002', 'l004', 'l005', 'l006']);
    expect(await idsOf('SUPPLIER')).toEqual(['f1', 'f2']);
    expect(await idsOf('PARAMETER')).toContain('cod');
    expect(await idsOf('PARAMETER')).not.toContain('no-longer');
    expect(await found('膜生物反应器')).toHaveLength(6);
    const [first, last] = [shown[0]!, shown.at(-1)!];
    expect([first.processed, last.processed]).toEqual([0, first.total]);
    expect(done.processed).toBe(first.total);
    expect(await rebuild.needed()).toBe(false);
  });

  it('goes on where it was interrupted, and begins anew only when it is told to', async () => {
    await market(9);
    const stop = new AbortController();
    const { put } = beforeFirstPut(async () => stop.abort());
    expect(await rebuild.execute({ batch: 2, signal: stop.signal })).toMatchObject({ outcome: 'INTERRUPTED' });
    const before = put.filter(({ kind }) => kind === 'LISTING').map(({ id }) => id);
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(9);
    expect(await rebuild.needed()).toBe(true);
    put.length = 0;
    const done = await rebuild.execute({ batch: 2 });
    expect(done.outcome).toBe('DONE');
    expect(done.resumedFrom).toBeGreaterThanOrEqual(before.length);
    const after = put.filter(({ kind }) => kind === 'LISTING').map(({ id }) => id);
    expect([...before, ...after].sort()).toEqual(await idsOf('LISTING'));
    expect(put.some(({ kind }) => kind === 'PARAMETER')).toBe(false);

    // Stopped between two steps, nothing is counted twice.
    const again = new AbortController();
    const { processed } = done;
    const stopped = await rebuild.execute({
      signal: again.signal,
      onProgress: ({ step }) => step === 'TENDER' && again.abort(),
    });
    expect(stopped.outcome).toBe('INTERRUPTED');
    expect(await rebuild.execute()).toMatchObject({ outcome: 'DONE', resumedFrom: stopped.processed, processed });
    again.abort();
    await rebuild.execute({ signal: again.signal });
    expect(await rebuild.execute({ fromStart: true })).toMatchObject({ outcome: 'DONE', resumedFrom: 0, processed });
  });

  it('is shared with a writer in a thread of its own, and whole at the end', async () => {
    await market(11);
    const thread = new SearchWriterThread({ databaseUrl: fresh.url, givesWay: false });
    const handed: string[] = [];
    const beside: Pick<SearchWriter, 'bring'> = {
      bring: (kind, ids, options) => {
        handed.push(...ids);
        return thread.bring(kind, ids, options);
      },
    };
    try {
      const { put } = beforeFirstPut(async () => undefined);
      const shown: number[] = [];
      const onProgress = ({ processed }: RebuildPosition): void => void shown.push(processed);
      expect(await rebuiltBeside(beside).execute({ batch: 2, onProgress })).toMatchObject({ outcome: 'DONE' });
      const here = put.filter(({ kind }) => kind === 'LISTING').map(({ id }) => id);
      // The first piece is done here, the second there, and each by one of the two.
      expect([here.slice(0, 2), handed.slice(0, 2)]).toEqual([
        ['l000', 'l001'],
        ['l002', 'l003'],
      ]);
      const all = [...here, ...handed.filter((id) => id.startsWith('l'))].sort();
      expect(all).toEqual(await idsOf('LISTING'));
      expect(all).toHaveLength(11);
      expect(await found('膜生物反应器')).toEqual(all);
      expect(await idsOf('SUPPLIER')).toEqual(['f1', 'f2']);
      expect(shown).toEqual([...shown].sort((a, b) => a - b));
    } finally {
      await thread.close();
    }
    await expect(thread.bring('LISTING', ['l001'], { piece: 1 })).rejects.toThrow(ThreadFault);
  });

  it('goes on before the piece that another writer failed at, though later ones were done', async () => {
    await market(11);
    const { put } = beforeFirstPut(async () => undefined);
    let doneBefore = 0;
    const beside: Pick<SearchWriter, 'bring'> = {
      bring: async () => {
        // By then those here have done all that they may before it.
        await new Promise((resolve) => setTimeout(resolve, 500));
        doneBefore = put.filter(({ kind }) => kind === 'LISTING').length;
        throw new Error('the thread ended');
      },
    };
    await expect(rebuiltBeside(beside).execute({ batch: 2 })).rejects.toThrow('the thread ended');
    expect(doneBefore).toBeGreaterThan(2);
    const reference = 2;
    expect(await rebuild.execute({ batch: 2 })).toMatchObject({ outcome: 'DONE', resumedFrom: reference + 2 });
    expect(await idsOf('LISTING')).toHaveLength(11);
  });

  it('is done here alone once the thread of the other writer has ended, and not at all by it where one piece is all', async () => {
    await market(11);
    let asked = 0;
    const beside: Pick<SearchWriter, 'bring'> = {
      bring: async () => {
        asked += 1;
        throw new ThreadFault('CRASHED', 'the thread ended');
      },
    };
    expect(await rebuiltBeside(beside).execute({ batch: 2 })).toMatchObject({ outcome: 'DONE' });
    expect(asked).toBe(1);
    expect(await idsOf('LISTING')).toHaveLength(11);
    expect(await rebuiltBeside(beside).execute()).toMatchObject({ outcome: 'DONE' });
    expect(asked).toBe(1);
  });

  it('ends soon where its position cannot be kept', async () => {
    await market(60);
    const { put } = beforeFirstPut(async () => undefined);
    const onProgress = ({ step, processed }: RebuildPosition): void => {
      if (step === 'LISTING' && processed > 5) throw new Error('no room');
    };
    await expect(rebuild.execute({ batch: 1, onProgress })).rejects.toThrow('no room');
    const listings = () => put.filter(({ kind }) => kind === 'LISTING').length;
    expect(listings()).toBeLessThan(30);
    // Nothing of it goes on.
    const ended = listings();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(listings()).toBe(ended);
    expect(await rebuild.execute()).toMatchObject({ outcome: 'DONE' });
    expect(await idsOf('LISTING')).toHaveLength(60);
  });

  it('brings nothing back that was removed meanwhile, and nothing old over what is newer', async () => {
    await market(4);
    beforeFirstPut(async () => {
      // After the rebuild has read the rows, others change them, and the indexer is done before the rebuild writes.
      await sql.query(`update listing set state = 'SUSPENDED', version = version + 1 where id = 'l001'`);
      await sql.query(
        `update listing set content = jsonb_set(content, '{name,en}', '"Sludge thickener"'), version = version + 1 where id = 'l002'`,
      );
      await sql.query(
        `update organisation set name = '{"zh":"新名","en":"Renamed"}', version = version + 1 where id = 'f1'`,
      );
      await elsewhere.bring('LISTING', ['l001', 'l002', 'l000']);
    });
    expect(await rebuild.execute()).toMatchObject({ outcome: 'DONE' });
    expect(await idsOf('LISTING')).toEqual(['l000', 'l002', 'l003']);
    expect(await found('thickener')).toEqual(['l002']);
    expect(await found('Renamed')).toEqual(['l000', 'l002']);
    expect(await found('Renamed', 'SUPPLIER')).toEqual(['f1']);
  });

  it('is done by one process at a time', async () => {
    await market(1);
    let second: unknown;
    beforeFirstPut(async () => {
      second = await rebuild.execute();
    });
    expect(await rebuild.execute()).toMatchObject({ outcome: 'DONE' });
    expect(second).toMatchObject({ outcome: 'BUSY' });
  });

  it('fills the index that was begun for it, also after an interruption, and lets it answer at the end', async () => {
    await market(1);
    const said: string[] = [];
    let begun = 0;
    index.beginRebuild = async () => `made-${(begun += 1)}`;
    index.abandonRebuild = async (name) => void said.push(`abandoned ${name}`);
    index.finishRebuild = async (name) => void said.push(`finished ${name}`);
    const stopped = new AbortController();
    stopped.abort();
    await rebuild.execute({ signal: stopped.signal });
    await rebuild.execute();
    await rebuild.execute({ signal: stopped.signal });
    await rebuild.execute({ fromStart: true });
    expect(said).toEqual(['finished made-1', 'abandoned made-2', 'finished made-3']);

    index.finishRebuild = async () => {
      throw new RebuildOvertaken();
    };
    await expect(rebuild.execute()).rejects.toThrow(RebuildOvertaken);
    index.finishRebuild = async (name) => void said.push(`finished ${name}`);
    // Nothing is left of it: the next begins anew.
    expect(await rebuild.execute()).toMatchObject({ resumedFrom: 0 });
    expect(said.at(-1)).toBe('finished made-5');
  });

  it('is begun by the product itself where the index is empty or of another form, and not otherwise', async () => {
    await market(2);
    let begun = 0;
    const faults: unknown[] = [];
    const look = async (): Promise<void> => {
      const whole = new KeepSearchWhole(rebuild, {
        onBegin: () => (begun += 1),
        onFault: (fault) => faults.push(fault),
      });
      whole.start();
      await eventually(async () => !(await rebuild.needed()));
      await whole.close();
    };
    await look();
    await look();
    expect(begun).toBe(1);
    await index.remove('LISTING', ['l000', 'l001']);
    await look();
    expect([begun, await idsOf('LISTING')]).toEqual([2, ['l000', 'l001']]);
    await sql.query(`update search_state set form = '1/older'`);
    await look();
    const { rows } = await sql.query('select form, rebuild from search_state');
    expect([begun, rows]).toEqual([3, [{ form: SEARCH_FORM, rebuild: null }]]);
    expect(faults).toEqual([]);
  });
});

describe('the indexer', () => {
  it('writes a stream of changes in few batches, and says how long they took', async () => {
    await market(30);
    let [puts, reads] = [0, 0];
    const put = index.put.bind(index);
    index.put = async (documents) => {
      puts += 1;
      reads += documents.length;
      await put(documents);
    };
    const indexing = port(Indexing);
    const sentAt = new Date();
    await Promise.all(
      Array.from({ length: 90 }, (_, at) =>
        indexing.index('LISTING', `l${String(at % 30).padStart(3, '0')}`, { sentAt, attempt: 1 }),
      ),
    );
    expect(puts).toBeLessThanOrEqual(2);
    expect(reads).toBeLessThanOrEqual(60);
    expect(await idsOf('LISTING')).toHaveLength(30);
    const measured = indexing.measured()!;
    expect(measured.changes).toBeGreaterThanOrEqual(90);
    expect((await core.health.ready()).parts.find(({ part }) => part === 'search')).toMatchObject({
      ok: true,
      detail: { lagOf: measured.changes, lagP95Ms: measured.p95Ms, waiting: 0 },
    });
  });

  it('fails every job of a batch that could not be written, and does each by itself when it comes again', async () => {
    await market(3);
    const put = index.put.bind(index);
    index.put = async (documents) => {
      if (documents.some(({ id }) => id === 'l001')) throw new Error('cannot be written');
      await put(documents);
    };
    const indexing = port(Indexing);
    const all = (attempt: number) =>
      Promise.allSettled(['l000', 'l001', 'l002'].map((id) => indexing.index('LISTING', id, { sentAt: NOW, attempt })));
    expect((await all(1)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await all(2)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await idsOf('LISTING')).toEqual(['l000', 'l002']);
  });
});
