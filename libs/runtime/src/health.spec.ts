import {
  SEARCH_FORM,
  type MarketIndexStatus,
  type SearchIndex,
  type SearchState,
  type SearchStatus,
  type ThreadStatus,
} from '@huanpei/app';
import { Health } from './health';
import type { IndexerStatus } from './indexer-process';

const READY: MarketIndexStatus = {
  state: 'READY',
  position: 12,
  lag: 0,
  offers: 3,
  dead: 0,
  bytes: 900,
  from: 'DATABASE',
  loadMs: 5,
  snapshot: null,
  rebuilding: false,
};

const IDLE: ThreadStatus = {
  thread: 'trains',
  state: 'IDLE',
  task: null,
  runningMs: null,
  waiting: 0,
  done: 4,
  failed: 1,
  crashes: 1,
};

const WHOLE: SearchState = {
  form: SEARCH_FORM,
  rebuild: null,
  lag: { p50Ms: 90, p95Ms: 170, maxMs: 300, changes: 12 },
};

const POSTGRES: Pick<SearchIndex, 'name' | 'ping' | 'status'> = {
  name: 'postgres',
  ping: async () => undefined,
  status: async () => ({ answering: 'postgres', because: null, backlog: 0, lagMs: 0, owed: 0, rebuilds: 0 }),
};

const health = (
  status: () => Promise<MarketIndexStatus>,
  thread: ThreadStatus = IDLE,
  state: SearchState = WHOLE,
  search = POSTGRES,
  indexer?: IndexerStatus,
) =>
  new Health({
    database: { ping: async () => undefined },
    queue: {
      health: async () => ({
        backend: 'postgres',
        reachable: true,
        backlog: 0,
        outbox: 0,
        oldestOutboxMs: 0,
        dead: 0,
        active: 0,
      }),
      waiting: async () => 3,
    },
    search,
    indexing: { measured: () => null },
    states: { read: async () => state },
    market: { status },
    threads: { status: () => [thread] },
    mail: { status: () => ({ backend: 'NONE', sent: 0, failed: 0 }) },
    workers: () => ({ roles: [], started: false }),
    indexer: () => indexer,
  });

describe('the indexer in a process of its own', () => {
  const beside = async (indexer: IndexerStatus) => {
    const { ok, parts } = await health(async () => READY, IDLE, WHOLE, POSTGRES, indexer).ready();
    return { ok, workers: parts.find(({ part }) => part === 'workers') };
  };

  it('is named among what is done, with its number, and is not spoken of where there is none', async () => {
    const { ok, workers } = await beside({ state: 'RUNNING', pid: 12, ended: 1 });
    expect(ok).toBe(true);
    expect(workers).toEqual({
      part: 'workers',
      ok: true,
      detail: {
        roles: 'indexer',
        started: false,
        'indexer.process': 12,
        'indexer.state': 'RUNNING',
        'indexer.ended': 1,
      },
    });
    const { parts } = await health(async () => READY).ready();
    expect(parts.find(({ part }) => part === 'workers')?.detail).toEqual({ roles: 'none', started: false });
  });

  it('makes the product unready until it runs, and says why it ended', async () => {
    expect((await beside({ state: 'STARTING', pid: 12, ended: 0 })).ok).toBe(false);
    const { ok, workers } = await beside({ state: 'ENDED', pid: null, ended: 2, fault: 'SIGKILL' });
    expect(ok).toBe(false);
    expect(workers).toMatchObject({ ok: false, detail: { 'indexer.ended': 2, fault: 'SIGKILL' } });
  });
});

describe('readiness', () => {
  it('is given when the market is held, with how much of it and how far', async () => {
    const { ok, parts } = await health(async () => READY).ready();
    expect(ok).toBe(true);
    expect(parts.find(({ part }) => part === 'market')).toEqual({ part: 'market', ok: true, detail: READY });
  });

  it('is not given while the market is being loaded', async () => {
    const { ok, parts } = await health(async () => ({ ...READY, state: 'LOADING', fault: '57P03' })).ready();
    expect(ok).toBe(false);
    expect(parts.find(({ part }) => part === 'market')).toMatchObject({ ok: false, detail: { fault: '57P03' } });
  });

  it('needs no market in a process that holds none', async () => {
    expect((await health(async () => ({ ...READY, state: 'OFF' })).ready()).ok).toBe(true);
  });

  it('tells of each thread how it stands, and is given though one crashed: it is replaced', async () => {
    const { ok, parts } = await health(async () => READY).ready();
    expect(ok).toBe(true);
    expect(parts.find(({ part }) => part === 'threads')).toMatchObject({
      ok: true,
      detail: { 'trains.state': 'IDLE', 'trains.done': 4, 'trains.crashes': 1 },
    });
  });

  it('is not given while a thread cannot even begin', async () => {
    const { ok } = await health(async () => READY, { ...IDLE, state: 'OFF', fault: 'no such module' }).ready();
    expect(ok).toBe(false);
  });

  it('tells how whole the search index is, what it waits for, and how long changes took to get there', async () => {
    const search = async (state: SearchState) =>
      (await health(async () => READY, IDLE, state).ready()).parts.find(({ part }) => part === 'search');
    const lag = { waiting: 3, lagP50Ms: 90, lagP95Ms: 170, lagMaxMs: 300, lagOf: 12 };
    expect(await search(WHOLE)).toEqual({
      part: 'search',
      ok: true,
      detail: { backend: 'postgres', state: 'WHOLE', ...lag },
    });
    const rebuild = {
      form: SEARCH_FORM,
      name: '',
      step: 'LISTING' as const,
      after: 'x',
      processed: 4_000,
      total: 9_000,
      startedAt: '2026-11-27T00:00:00.000Z',
    };
    expect(await search({ ...WHOLE, rebuild })).toMatchObject({
      ok: true,
      detail: { state: 'REBUILDING', rebuilt: 4_000, rebuiltOf: 9_000 },
    });
    expect(await search({ form: 'older', rebuild: null, lag: null })).toMatchObject({
      detail: { state: 'INCOMPLETE', lagP95Ms: null, lagOf: 0 },
    });
  });

  it('tells which index answers, why, and how far behind the server is, and is given while Postgres stands in', async () => {
    const behind: SearchStatus = {
      answering: 'postgres',
      because: 'LAGGING',
      backlog: 7,
      lagMs: 90_000,
      owed: 2,
      rebuilds: 1,
    };
    const search = { ...POSTGRES, name: 'meilisearch' as const, status: async () => behind };
    const { ok, parts } = await health(async () => READY, IDLE, WHOLE, search).ready();
    expect(ok).toBe(true);
    expect(parts.find(({ part }) => part === 'search')).toMatchObject({
      ok: true,
      detail: {
        backend: 'meilisearch',
        answering: 'postgres',
        because: 'LAGGING',
        serverBacklog: 7,
        serverLagMs: 90_000,
        owed: 2,
        rebuilds: 1,
      },
    });
  });
});
