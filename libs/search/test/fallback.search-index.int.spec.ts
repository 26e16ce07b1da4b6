import { Pool } from 'pg';
import { InvalidCursor, type SearchDetour, type SearchDocument } from '@huanpei/app';
import { eventually, freshDatabase, searchDocument } from '@huanpei/testing';
import { FallbackSearchIndex, type FallbackOptions } from '../src/fallback.search-index';
import { MeilisearchSearchIndex } from '../src/meilisearch.search-index';
import { MeilisearchTaskFault } from '../src/meilisearch/server';
import { OwedWrites } from '../src/owed-writes';
import { PostgresSearchIndex } from '../src/postgres.search-index';
import { searchMigrations } from '../src/search-migrations';
import { type MeilisearchDouble, startMeilisearchDouble } from './meilisearch-double';

async function migrate(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  for (const { sql } of searchMigrations) await pool.query(sql);
  await pool.end();
}

describe('FallbackSearchIndex', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let pool: Pool;
  let double: MeilisearchDouble;
  let index: FallbackSearchIndex;
  let meilisearch: MeilisearchSearchIndex;
  let postgres: PostgresSearchIndex;
  let now: number;
  let switches: (SearchDetour | null)[];
  let faults: unknown[];

  const open = (given: Partial<FallbackOptions> = {}) =>
    new FallbackSearchIndex(meilisearch, postgres, new OwedWrites(pool), {
      maxLagMs: 60_000,
      checkMs: 1_000,
      recoverMs: 10_000,
      now: () => now,
      onSwitch: (because) => switches.push(because),
      onFault: (fault) => faults.push(fault),
      ...given,
    });

  beforeEach(async () => {
    [now, switches, faults] = [1_000_000, [], []];
    database = await freshDatabase(migrate, 'search');
    pool = new Pool({ connectionString: database.url, max: 4 });
    double = await startMeilisearchDouble();
    meilisearch = new MeilisearchSearchIndex({ url: double.url, key: double.key, searchMs: 5_000 });
    postgres = new PostgresSearchIndex(pool);
    index = open();
    await index.finishRebuild(await index.beginRebuild());
    await index.put([pump('pump')]);
  });
  afterEach(async () => {
    await double.close();
    await pool.end();
    await database.drop();
  });

  const idsOf = async (text = 'pump') =>
    (await index.search({ text }, { first: 50, after: null })).items.map(({ node }) => node.id);
  const heldBy = async (made: Pick<PostgresSearchIndex, 'search'>) =>
    (await made.search({ text: '' }, { first: 50, after: null })).items.map(({ node }) => node.id).sort();
  /** A look at the server, after so many milliseconds. */
  const look = async (ms: number) => {
    now += ms;
    return index.status();
  };
  const searchesSent = () => double.requests.filter((request) => request === 'POST /multi-search').length;
  const settledDebts = async () => {
    await eventually(async () => expect((await index.status()).owed).toBe(0));
  };

  it('writes both, and lets Meilisearch answer', async () => {
    expect(await heldBy(postgres)).toEqual(['pump']);
    expect(await heldBy(meilisearch)).toEqual(['pump']);
    const before = searchesSent();
    expect(await idsOf()).toEqual(['pump']);
    expect(searchesSent()).toBeGreaterThan(before);
    expect(await index.status()).toEqual({
      answering: 'meilisearch',
      because: null,
      backlog: 0,
      lagMs: 0,
      owed: 0,
      rebuilds: 0,
    });
    await index.remove('LISTING', ['pump']);
    expect([await heldBy(postgres), await heldBy(meilisearch)]).toEqual([[], []]);
  });

  it('answers from Postgres until a rebuild has filled the server, and from the server at once after', async () => {
    await double.close();
    double = await startMeilisearchDouble();
    meilisearch = new MeilisearchSearchIndex({ url: double.url, key: double.key, searchMs: 5_000 });
    index = open();
    expect(await idsOf()).toEqual(['pump']);
    expect(await index.status()).toMatchObject({ answering: 'postgres', because: 'NO_INDEX' });
    await index.put([pump('late')]);
    expect(await look(2_000)).toMatchObject({ answering: 'postgres', because: 'NEVER_FILLED' });
    const rebuild = await index.beginRebuild();
    await index.put([pump('pump')]);
    expect(await look(2_000)).toMatchObject({ because: 'NEVER_FILLED', rebuilds: 1 });
    await index.finishRebuild(rebuild);
    expect(await index.status()).toMatchObject({ answering: 'meilisearch', because: null, rebuilds: 0 });
    expect(await idsOf()).toEqual(['pump']);
    expect((await idsOf('')).sort()).toEqual(['pump']);
  });

  describe('a server that is down', () => {
    it('costs one search its patience and the others nothing, however silently it fell', async () => {
      meilisearch = new MeilisearchSearchIndex({ url: double.url, key: double.key, searchMs: 200, writeMs: 500 });
      index = open({ checkMs: 1_000_000 });
      await index.status();
      double.fall(true);
      expect(await idsOf()).toEqual(['pump']);
      await index.status();
      const before = double.requests.length;
      for (let turn = 0; turn < 10; turn += 1) expect(await idsOf()).toEqual(['pump']);
      expect(double.requests.length).toBe(before);
      expect((await index.suggest({ text: 'pump', language: 'en', first: 3 })).map(({ text }) => text)).toEqual([
        'Pump',
      ]);
      expect(await look(2_000)).toMatchObject({
        answering: 'postgres',
        because: 'UNREACHABLE',
        backlog: null,
        lagMs: null,
      });
      await expect(index.ping()).resolves.toBeUndefined();
    });

    it('is asked again only after it has been well for a while', async () => {
      double.fall();
      expect(await idsOf()).toEqual(['pump']);
      expect(await look(0)).toMatchObject({ because: 'UNREACHABLE' });
      double.rise();
      expect(await look(2_000)).toMatchObject({ answering: 'postgres', because: 'RECOVERING' });
      expect(await look(5_000)).toMatchObject({ because: 'RECOVERING' });
      double.fall();
      expect(await look(2_000)).toMatchObject({ because: 'UNREACHABLE' });
      double.rise();
      expect(await look(6_000)).toMatchObject({ because: 'RECOVERING' });
      expect(await look(9_000)).toMatchObject({ because: 'RECOVERING' });
      expect(await look(2_000)).toMatchObject({ answering: 'meilisearch', because: null });
      expect(switches).toEqual(['UNREACHABLE', 'UNREACHABLE', null]);
      const before = searchesSent();
      expect(await idsOf()).toEqual(['pump']);
      expect(searchesSent()).toBeGreaterThan(before);
    });

    it('is not tried by searches that keep failing, even while looks find nothing wrong', async () => {
      jest.spyOn(meilisearch, 'search').mockRejectedValue(new Error('broken'));
      for (let turn = 0; turn < 8; turn += 1) expect(await idsOf()).toEqual(['pump']);
      expect(meilisearch.search).toHaveBeenCalledTimes(3);
      expect(await index.status()).toMatchObject({ answering: 'postgres', because: 'UNREACHABLE' });
    });
  });

  it('answers from Postgres while the server lags, and until it lags half as much as would be too much', async () => {
    double.pause();
    const late = index.put([pump('late')]);
    await eventually(async () => expect((await look(2_000)).backlog).toBe(1));
    expect(await index.status()).toMatchObject({ answering: 'meilisearch', because: null });
    double.backdate(70_000);
    expect(await look(2_000)).toMatchObject({ answering: 'postgres', because: 'LAGGING', backlog: 1 });
    expect((await idsOf()).sort()).toEqual(['late', 'pump']);
    double.backdate(-25_000);
    expect(await look(2_000)).toMatchObject({ because: 'RECOVERING', backlog: 1 });
    expect(await look(50_000)).toMatchObject({ because: 'RECOVERING', backlog: 1 });
    double.resume();
    await late;
    expect(await look(2_000)).toMatchObject({ because: 'RECOVERING', backlog: 0 });
    expect(await look(10_000)).toMatchObject({ answering: 'meilisearch' });
    expect((await idsOf()).sort()).toEqual(['late', 'pump']);
  });

  describe('writes that the server does not take', () => {
    it('fail, are in Postgres all the same, and are made up for without being tried again', async () => {
      double.fall();
      await expect(index.put([pump('late'), pump('pump', { revision: 2 })])).rejects.toThrow();
      await expect(index.remove('LISTING', ['pump'])).rejects.toThrow();
      expect(await heldBy(postgres)).toEqual(['late']);
      expect(await look(2_000)).toMatchObject({ because: 'UNREACHABLE' });
      double.rise();
      expect(await look(2_000)).toMatchObject({ because: 'RECOVERING', owed: 2 });
      await settledDebts();
      expect(await heldBy(meilisearch)).toEqual(['late']);
      expect(faults).toEqual([]);
    });

    it('are not owed any more once they are tried again with success', async () => {
      double.failNext('documentAdditionOrUpdate');
      await expect(index.put([pump('late')])).rejects.toThrow('failed');
      expect((await new OwedWrites(pool).waiting()).writes).toBe(1);
      await index.put([pump('late')]);
      expect((await new OwedWrites(pool).waiting()).writes).toBe(0);
      double.failNext('documentDeletion');
      await expect(index.remove('LISTING', ['late'])).rejects.toThrow('failed');
      await index.put([pump('late')]);
      expect((await new OwedWrites(pool).waiting()).writes).toBe(0);
      expect(await heldBy(meilisearch)).toEqual(['late', 'pump']);
    });

    it('do not keep one another back when the server will not have one of them', async () => {
      const owed = new OwedWrites(pool);
      const all = Array.from({ length: 5 }, (_, at) => pump(`p${at}`));
      await postgres.put(all);
      await owed.note(all.map((document) => ({ kind: 'LISTING' as const, id: document.id, document })));
      const put = meilisearch.put.bind(meilisearch);
      jest.spyOn(meilisearch, 'put').mockImplementation(async (documents) => {
        if (documents.some(({ id }) => id === 'p0')) throw new MeilisearchTaskFault('payload_too_large', 'too large');
        await put(documents);
      });
      await look(2_000);
      await eventually(async () => expect((await owed.waiting()).writes).toBe(1));
      expect(await heldBy(meilisearch)).toEqual(['p1', 'p2', 'p3', 'p4', 'pump']);
      expect(faults).not.toEqual([]);
    });

    it('bring nothing back that was removed meanwhile', async () => {
      double.failNext('documentAdditionOrUpdate');
      await expect(index.put([pump('gone')])).rejects.toThrow('failed');
      // As by a process that ended before it could say so.
      await postgres.remove('LISTING', ['gone']);
      await look(2_000);
      await settledDebts();
      expect(await heldBy(meilisearch)).toEqual(['pump']);
    });

    it('make Postgres answer when they are owed for too long', async () => {
      await new OwedWrites(pool).note([{ kind: 'LISTING', id: 'pump', document: pump('pump') }]);
      await pool.query(`update search_owed set since = now() - interval '2 minutes'`);
      jest.spyOn(meilisearch, 'put').mockRejectedValue(new Error('no'));
      expect(await look(2_000)).toMatchObject({ answering: 'postgres', because: 'OWED_WRITES', owed: 1 });
    });

    it('hold any text and id', async () => {
      const id = '\0\ud83d膜';
      double.fall();
      await expect(index.put([pump(id, { title: { zh: '\0\ud83d', en: 'Odd pump' } })])).rejects.toThrow();
      double.rise();
      await look(2_000);
      await settledDebts();
      expect(
        (await meilisearch.search({ text: 'odd' }, { first: 5, after: null })).items.map(({ node }) => node.id),
      ).toEqual([id]);
    });
  });

  describe('cursors', () => {
    beforeEach(() => index.put(['a', 'b', 'c', 'd'].map((id) => pump(id))));
    const page = (after: string | null) => index.search({ text: 'pump' }, { first: 2, after });

    it('of Postgres go on there when Meilisearch is back', async () => {
      double.fall();
      await index.status();
      const first = await page(null);
      double.rise();
      await look(2_000);
      expect(await look(20_000)).toMatchObject({ answering: 'meilisearch' });
      const before = searchesSent();
      const second = await page(first.items.at(-1)!.cursor);
      const third = await page(second.items.at(-1)!.cursor);
      expect(searchesSent()).toBe(before);
      const ids = [first, second, third].flatMap(({ items }) => items.map(({ node }) => node.id));
      expect([...ids].sort()).toEqual(['a', 'b', 'c', 'd', 'pump']);
      expect(third.hasNextPage).toBe(false);
    });

    it('of Meilisearch are refused when it cannot go on, also in the first moment', async () => {
      const first = await page(null);
      const { cursor } = first.items.at(-1)!;
      double.fall();
      await expect(page(cursor)).rejects.toThrow(InvalidCursor);
      await index.status();
      await expect(page(cursor)).rejects.toThrow(InvalidCursor);
      expect((await page(null)).items).toHaveLength(2);
    });

    it('of neither are refused', async () => {
      await expect(page('x')).rejects.toThrow(InvalidCursor);
      const own = (await page(null)).items[0]!.cursor;
      await expect(index.search({ text: 'other' }, { first: 1, after: own })).rejects.toThrow(InvalidCursor);
    });
  });
});

function pump(id: string, given: Partial<SearchDocument> = {}): SearchDocument {
  return searchDocument(id, { title: { zh: '水泵', en: 'Pump' }, ...given });
}
