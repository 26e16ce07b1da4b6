import type { MarketIndexStatus, ThreadStatus } from '@huanpei/app';
import { Health } from './health';

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

const health = (status: () => Promise<MarketIndexStatus>, thread: ThreadStatus = IDLE) =>
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
    },
    search: { name: 'postgres', ping: async () => undefined },
    market: { status },
    threads: { status: () => [thread] },
    mail: { status: () => ({ backend: 'NONE', sent: 0, failed: 0 }) },
    workers: () => ({ roles: [], started: false }),
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
});
