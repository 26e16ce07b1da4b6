import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  JobSink,
  MarketFollower,
  type Change,
  type MarketFollowerOptions,
  type Signals,
  type SnapshotStamp,
  type Threads,
  type WrittenOffer,
} from '@huanpei/app';
import { DOMAINS, ENGINE_VERSION, matchNeed, type Domain, type Need, type Offer } from '@huanpei/matching';
import { Database, migrate, PgChangeFeed, PgSignals, TypeormReads, TypeormWork } from '@huanpei/persistence';
import { matchingReference } from '@huanpei/reference';
import { eventually, fixedClock, freshDatabase, InlineThreads, type FreshDatabase } from '@huanpei/testing';
import { FileSnapshotStore } from './file-snapshot-store';
import { Sha256Digest } from './platform';

const REFERENCE = matchingReference();
const TODAY = '2026-06-30';
const NEVER_MS = 3_600_000;

class NoJobs extends JobSink {
  async putAll(): Promise<void> {
    throw new Error('no job is sent here');
  }
}

let fresh: FreshDatabase;
let database: Database;
let work: TypeormWork;
let reads: TypeormReads;
let feed: PgChangeFeed;
let signals: PgSignals;
let folder: string;
let path: string;
let faults: string[];
let threads: InlineThreads;
const open: MarketFollower[] = [];

beforeAll(async () => {
  fresh = await freshDatabase(async (url) => void (await migrate(url)), 'market-follower');
  database = await Database.open({ connection: fresh.url, onFault: () => undefined });
  work = new TypeormWork(database, new NoJobs(), fixedClock(new Date()), new Sha256Digest());
  reads = new TypeormReads(database);
  feed = new PgChangeFeed(database);
  signals = new PgSignals(fresh.url);
  await signals.start();
});
beforeEach(async () => {
  await database.source.query('truncate change');
  folder = mkdtempSync(join(tmpdir(), 'huanpei-follower-'));
  path = join(folder, 'market.snapshot');
  faults = [];
  threads = new InlineThreads();
});
afterEach(async () => {
  for (const follower of open.splice(0)) await follower.close();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(async () => {
  await signals.close();
  await database.close();
  await fresh.drop();
});

const offer = (id: string, domain: Domain = 'water', cod = 30): Offer => ({
  id,
  supplier: `supplier of ${id}`,
  name: { zh: `设备 ${id}` },
  domain,
  facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value: cod, unit: 'mg/L', note: '样本第 3 页' } as never],
});
const listed = (id: string, revision: number, domain: Domain = 'water', cod = 30): Change => ({
  kind: 'LISTING',
  id,
  revision,
  offer: offer(id, domain, cod),
});
const gone = (id: string, revision: number): Change => ({ kind: 'LISTING', id, revision, offer: null });
const commit = (...changes: readonly Change[]) =>
  work.run(async (tx) => {
    for (const change of changes) await tx.change(change);
  });
const NEED: Need = {
  id: 'n',
  name: {},
  domain: 'water',
  requirements: [{ id: 'r', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' }],
};

interface Made extends MarketFollowerOptions {
  readonly feed?: PgChangeFeed;
  readonly threads?: Pick<Threads, 'run'>;
  readonly signals?: Pick<Signals, 'onMarketChange'>;
  readonly edition?: string;
  readonly snapshots?: FileSnapshotStore;
}

/** A process that follows, with its own snapshot store on the spec's file. Nothing but what a spec says wakes it. */
function follower(made: Made = {}): MarketFollower {
  const one = new MarketFollower(
    made.feed ?? feed,
    made.signals ?? signals,
    made.snapshots ?? new FileSnapshotStore(path, (why) => faults.push(why)),
    made.threads ?? threads,
    made.edition === undefined ? REFERENCE : { ...REFERENCE, edition: made.edition },
    { sweepMs: NEVER_MS, saveMs: NEVER_MS, onFault: (fault) => faults.push(fault.message), ...made },
  );
  open.push(one);
  one.start();
  return one;
}
const deaf = { onMarketChange: () => () => undefined };

/** A feed that does something of its own where it reads what stands. */
function feedThat(
  standing: (
    after: string,
    limit: number,
    read: (after: string, limit: number) => Promise<readonly WrittenOffer[]>,
  ) => Promise<readonly WrittenOffer[]>,
): PgChangeFeed {
  return new (class extends PgChangeFeed {
    override standing(after: string, limit: number): Promise<readonly WrittenOffer[]> {
      return standing(after, limit, (from, most) => super.standing(from, most));
    }
  })(database);
}

/** Takes it from the list of those that are closed in order, as a kill does. */
async function kill(one: MarketFollower): Promise<void> {
  open.splice(open.indexOf(one), 1);
  jest.spyOn(one, 'save').mockResolvedValue(undefined);
  await one.close();
}

/** What it holds, as far as a match depends on it. */
const heldBy = (one: MarketFollower, domain: Domain) => {
  const view = one.view(domain);
  if (!view) return undefined;
  const result = view.query({ ...NEED, domain, requirements: [] }, { top: 1_000, today: TODAY });
  const ids = result.matches.map(({ offerId }) => offerId).sort();
  return { position: view.position, offers: ids.map((id) => view.offer(id)) };
};

/** It holds what the database says at its position, in every domain, and answers like the engine from it. */
async function expectWhole(one: MarketFollower): Promise<void> {
  for (const domain of DOMAINS) {
    const held = heldBy(one, domain)!;
    expect(held).toEqual(await reads.marketAt(domain, held.position));
  }
  const view = one.view('water')!;
  const offers = (await reads.marketAt('water', view.position)).offers.map((standing) => standing.offer);
  const options = { top: 50, today: TODAY, market: true };
  expect(one.view('water')!.query(NEED, { ...options, relaxations: true })).toEqual(
    matchNeed(NEED, offers, REFERENCE, options),
  );
  const all = matchNeed(NEED, offers, REFERENCE, { ...options, top: 1_000 });
  expect([...one.view('water')!.fitting(NEED, TODAY, all.fits)].sort()).toEqual(
    all.matches
      .filter(({ outcome }) => outcome === 'FITS')
      .map(({ offerId }) => offerId)
      .sort(),
  );
}

describe('a process that follows the market', () => {
  it('holds what is listed, changed, moved and withdrawn, as soon as it is committed', async () => {
    const one = follower();
    expect(await one.caughtUp(5_000)).toBe(true);
    expect(one.view('water')).toMatchObject({ position: 0, size: 0 });
    const steps: readonly (readonly Change[])[] = [
      [listed('a', 1), listed('b', 1, 'water', 70)],
      [{ kind: 'TENDER', id: 't', revision: 1 }],
      [listed('a', 2, 'water', 45)],
      [listed('b', 2, 'air')],
      [gone('a', 2), listed('c', 1), gone('c', 1), listed('c', 2, 'water', 55)],
      [gone('never', 1)],
    ];
    let position = 0;
    for (const step of steps) {
      await commit(...step);
      position += step.length;
      expect(await one.caughtUp(5_000)).toBe(true);
      expect(one.view('water')?.position).toBe(position);
      await expectWhole(one);
    }
    const status = await one.status();
    expect(status).toMatchObject({ state: 'READY', position, lag: 0, offers: 2, from: 'DATABASE', snapshot: null });
    expect(status.bytes).toBeGreaterThan(0);
  });

  it('hears of commits, without anybody asking', async () => {
    const one = follower();
    await one.caughtUp(5_000);
    await commit(listed('a', 1));
    await eventually(() => one.view('water')?.position === 1, 10_000, 5);
  });

  it('catches up on what it did not hear, by looking from time to time', async () => {
    const one = follower({ signals: deaf, sweepMs: 20 });
    await one.caughtUp(5_000);
    await commit(listed('a', 1));
    await eventually(() => one.view('water')?.position === 1, 10_000, 5);
    await expectWhole(one);
  });

  it('catches up at once when it is asked, having heard nothing', async () => {
    const one = follower({ signals: deaf });
    await one.caughtUp(5_000);
    await commit(listed('a', 1));
    expect(one.view('water')?.position).toBe(0);
    expect((await one.status()).lag).toBe(1);
    await one.caughtUp(5_000);
    expect(one.view('water')?.position).toBe(1);
  });

  it('catches up when its connection to the signals was cut and came back', async () => {
    const own = new PgSignals(fresh.url);
    await own.start();
    const one = follower({ signals: own });
    await one.caughtUp(5_000);
    await database.source.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'huanpei signals'`,
    );
    await eventually(() => !own.listening);
    await commit(listed('a', 1));
    await eventually(() => one.view('water')?.position === 1);
    await own.close();
  });

  it('never shows half of a change, or one before another that was committed first, under eight writers', async () => {
    const one = follower({ batch: 3 });
    await one.caughtUp(5_000);
    const seen = new Map<number, unknown>();
    const look = () => {
      const held = heldBy(one, 'water')!;
      seen.set(held.position, held);
    };
    let writing = true;
    const looking = (async () => {
      while (writing) {
        look();
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const writer = async (number: number) => {
      for (let turn = 1; turn <= 6; turn += 1) {
        const id = `w${number}`;
        // Who begins first does not commit first.
        await work.run(async (tx) => {
          await tx.change(turn % 3 === 0 ? gone(id, turn) : listed(id, turn, turn % 3 === 1 ? 'water' : 'air', turn));
          await tx.change({ kind: 'TENDER', id: `t${number}`, revision: turn });
          await new Promise((resolve) => setTimeout(resolve, (8 - number) * 2));
        });
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, number) => writer(number)));
    await one.caughtUp(5_000);
    look();
    writing = false;
    await looking;
    expect(one.view('water')?.position).toBe(8 * 6 * 2);
    expect(seen.size).toBeGreaterThan(5);
    for (const [position, held] of seen) expect(held).toEqual(await reads.marketAt('water', position));
    await expectWhole(one);
    expect(faults).toEqual([]);
  });

  it('takes what was begun first and committed last for the later one', async () => {
    const one = follower({ signals: deaf });
    await one.caughtUp(5_000);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = work.run(async (tx) => {
      await tx.change(listed('a', 1, 'water', 10));
      await held;
    });
    await commit(listed('a', 2, 'water', 20));
    await one.caughtUp(5_000);
    expect(one.view('water')?.offer('a')).toMatchObject({ revision: 2 });
    release();
    await slow;
    await one.caughtUp(5_000);
    expect(one.view('water')?.offer('a')).toMatchObject({ revision: 1 });
    await expectWhole(one);
  });

  it('refuses to answer from a view that the market has left behind', async () => {
    const one = follower();
    await one.caughtUp(5_000);
    const view = one.view('water')!;
    expect(view.query(NEED, { top: 1, today: TODAY }).compared).toBe(0);
    await commit(listed('a', 1));
    await one.caughtUp(5_000);
    expect(() => view.query(NEED, { top: 1, today: TODAY })).toThrow('moved on');
    expect(() => view.offer('a')).toThrow('moved on');
  });

  it('says that it is loading, and answers nothing, until it has read everything', async () => {
    await commit(listed('a', 1));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = feedThat((after, limit, read) => held.then(() => read(after, limit)));
    const one = follower({ feed: slow });
    expect(await one.caughtUp(20)).toBe(false);
    expect(one.view('water')).toBeUndefined();
    expect(await one.status()).toMatchObject({ state: 'LOADING', position: 0, lag: 1, from: null });
    // A write that comes while the market is read is in it or not, and is applied again.
    const waiting = one.caughtUp(5_000);
    await commit(listed('b', 1), listed('c', 1, 'air'));
    release();
    expect(await waiting).toBe(true);
    await expectWhole(one);
  });

  it('holds everything at one position, though it is read piece by piece while the market changes', async () => {
    await commit(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => listed(id, 1)));
    let reading = 0;
    const busy = feedThat(async (after, limit, read) => {
      const piece = await read(after, limit);
      reading += 1;
      // Behind what was read, within it, and before it.
      if (reading === 2) await commit(listed('a', 2, 'soil'), gone('d', 1), listed('f', 2, 'air', 70), listed('aa', 1));
      return piece;
    });
    const one = follower({ feed: busy, piece: 2 });
    expect(await one.caughtUp(5_000)).toBe(true);
    expect(one.view('water')?.position).toBe(10);
    expect(reading).toBe(4);
    expect(threads.ran).toEqual({ begin: 1, add: 3, finish: 1 });
    await expectWhole(one);
    expect(faults).toEqual([]);
  });

  it('begins again when the thread ends while it builds', async () => {
    await commit(...['a', 'b', 'c', 'd', 'e'].map((id) => listed(id, 1)));
    let reading = 0;
    const lossy = feedThat(async (after, limit, read) => {
      reading += 1;
      if (reading === 2) threads.lose();
      return read(after, limit);
    });
    const one = follower({ feed: lossy, piece: 2 });
    expect(await one.caughtUp(5_000)).toBe(true);
    expect(faults).toEqual([expect.stringContaining('no longer holds')]);
    await expectWhole(one);
  });

  it('goes on when the database was out of reach for a while', async () => {
    let broken = true;
    const flaky = new (class extends PgChangeFeed {
      override identity(): Promise<string> {
        return broken ? Promise.reject(new Error('out of reach')) : super.identity();
      }
    })(database);
    await commit(listed('a', 1));
    const one = follower({ feed: flaky });
    expect(await one.caughtUp(50)).toBe(false);
    expect(await one.status()).toMatchObject({ state: 'LOADING', fault: 'out of reach' });
    broken = false;
    expect(await one.caughtUp(5_000)).toBe(true);
    expect((await one.status()).fault).toBeUndefined();
  });

  it('begins again when the database it follows is replaced by an earlier or another one', async () => {
    await commit(listed('a', 1), listed('b', 1));
    const one = follower();
    await one.caughtUp(5_000);
    await database.source.query('truncate change');
    await commit(listed('c', 1));
    expect(await one.caughtUp(5_000)).toBe(true);
    expect(one.view('water')).toMatchObject({ position: 1, size: 1 });
    await expectWhole(one);
    expect(faults).toEqual([expect.stringContaining('shorter')]);
  });

  it('notices another past after an outage, though the log is as long as before', async () => {
    const own = new PgSignals(fresh.url);
    await own.start();
    await commit(listed('a', 1), listed('b', 1));
    const one = follower({ signals: own });
    await one.caughtUp(5_000);
    await database.source.query('truncate change');
    await commit(listed('x', 1), listed('y', 1));
    await database.source.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'huanpei signals'`,
    );
    await eventually(() => one.view('water')?.offer('x') !== undefined);
    await one.caughtUp(5_000);
    await expectWhole(one);
    await own.close();
  });

  it('begins again when the log has a gap', async () => {
    const one = follower({ signals: deaf });
    await one.caughtUp(5_000);
    await commit(listed('a', 1), listed('b', 1));
    await database.source.query('delete from change where position = 1');
    await one.caughtUp(5_000);
    expect(faults).toEqual(expect.arrayContaining([expect.stringContaining('does not follow')]));
  });
});

describe('a market in which much was replaced', () => {
  const often = { fewestDead: 6, deadShare: 0.5, piece: 2, rebuildPauseMs: 0 };
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const replaceAll = (revision: number) => commit(...ids.map((id) => listed(id, revision, 'water', 20 + revision)));

  it('is built anew in a thread, and only then', async () => {
    await commit(...ids.map((id) => listed(id, 1)));
    const one = follower({ ...often, signals: deaf });
    await one.caughtUp(5_000);
    await replaceAll(2);
    await one.caughtUp(5_000);
    expect(await one.status()).toMatchObject({ offers: 5, dead: 5, rebuilding: false });
    const before = { ...threads.ran };
    await commit(gone('e', 2));
    await one.caughtUp(5_000);
    expect((await one.status()).rebuilding).toBe(true);
    await eventually(async () => !(await one.status()).rebuilding);
    expect(await one.status()).toMatchObject({ offers: 4, dead: 0, from: 'DATABASE', snapshot: null });
    expect(threads.ran['finish']).toBe((before['finish'] ?? 0) + 1);
    await expectWhole(one);
    expect(faults).toEqual([]);
  });

  it('goes on answering and following while it is built, and nobody sees half', async () => {
    await commit(...ids.map((id) => listed(id, 1)));
    let release: () => void = () => undefined;
    let reached: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const building = new Promise<void>((resolve) => (reached = resolve));
    let pieces = 0;
    let hold = false;
    const slow = feedThat(async (after, limit, read) => {
      const piece = await read(after, limit);
      pieces += 1;
      if (hold && after !== '') {
        reached();
        await held;
      }
      return piece;
    });
    const one = follower({ ...often, feed: slow, signals: deaf });
    await one.caughtUp(5_000);
    hold = true;
    await replaceAll(2);
    await commit(gone('a', 2));
    await one.caughtUp(5_000);
    await building;
    // Of a piece that was read already, of one that was not, and of none.
    await commit(listed('b', 3, 'air'), gone('e', 2), listed('a', 3), listed('zz', 1));
    await one.caughtUp(5_000);
    expect(await one.status()).toMatchObject({ state: 'READY', rebuilding: true, position: 15 });
    await expectWhole(one);
    const seen = new Map<number, unknown>();
    let watching = true;
    const watched = (async () => {
      while (watching) {
        const now = heldBy(one, 'water')!;
        seen.set(now.position, now);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    // More is committed while the new one is brought up to here.
    release();
    for (let turn = 0; turn < 5; turn += 1) {
      await commit(listed('c', 3 + turn, turn % 2 === 0 ? 'air' : 'water', 40 + turn));
      await one.caughtUp(5_000);
    }
    await eventually(async () => !(await one.status()).rebuilding);
    watching = false;
    await watched;
    expect((await one.status()).dead).toBeLessThan(10);
    expect(one.view('water')?.position).toBe(20);
    expect(seen.size).toBeGreaterThan(1);
    for (const [position, now] of seen) expect(now).toEqual(await reads.marketAt('water', position));
    await expectWhole(one);
    expect(faults).toEqual([]);
    expect(pieces).toBeGreaterThan(4);
  });

  it('stays as it is when it cannot be built anew, and is tried again', async () => {
    await commit(...ids.map((id) => listed(id, 1)));
    const one = follower({ ...often, signals: deaf });
    await one.caughtUp(5_000);
    threads.crash();
    await replaceAll(2);
    await commit(gone('a', 2));
    await one.caughtUp(5_000);
    await eventually(async () => faults.length > 0 && !(await one.status()).rebuilding);
    expect(faults).toEqual([expect.stringContaining('ended')]);
    expect(await one.status()).toMatchObject({ state: 'READY', dead: 6 });
    await expectWhole(one);
    await one.caughtUp(5_000);
    await eventually(async () => (await one.status()).dead === 0);
    await expectWhole(one);
  });

  // Built on the spot, and in the thread, whose building it then takes over.
  it.each([[['x']], [['x', 'y', 'z']]])(
    'is not put in the place of one that was loaded meanwhile from another database: %j',
    async (others) => {
      await commit(...ids.map((id) => listed(id, 1)));
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let hold = false;
      const slow = feedThat(async (after, limit, read) => {
        const piece = await read(after, limit);
        if (hold && after !== '') await held;
        return piece;
      });
      const one = follower({ ...often, feed: slow, signals: deaf });
      await one.caughtUp(5_000);
      hold = true;
      await replaceAll(2);
      await commit(gone('a', 2));
      await one.caughtUp(5_000);
      expect((await one.status()).rebuilding).toBe(true);
      hold = false;
      await database.source.query('truncate change');
      await commit(...others.map((id) => listed(id, 1)));
      expect(await one.caughtUp(5_000)).toBe(true);
      expect(one.view('water')).toMatchObject({ position: others.length, size: others.length });
      release();
      await eventually(async () => !(await one.status()).rebuilding);
      expect(one.view('water')).toMatchObject({ position: others.length, size: others.length });
      await expectWhole(one);
    },
  );

  it('leaves nobody behind who was catching up when it took its place', async () => {
    await commit(...ids.map((id) => listed(id, 1)));
    let [watch, heads, hold] = [false, 0, false];
    const held: (() => void)[] = [];
    const wait = () => new Promise<void>((resolve) => held.push(resolve));
    const slow = new (class extends PgChangeFeed {
      override async head(): Promise<number> {
        const head = await super.head();
        // The first is that of the beginning, the second says how far it was read at the latest.
        if (watch && (heads += 1) === 2) {
          hold = true;
          await wait();
        }
        return head;
      }
      override async after(position: number, limit: number): ReturnType<PgChangeFeed['after']> {
        const found = await super.after(position, limit);
        if (hold) await wait();
        return found;
      }
    })(database);
    const one = follower({ ...often, feed: slow, signals: deaf });
    await one.caughtUp(5_000);
    await replaceAll(2);
    await commit(gone('e', 2));
    watch = true;
    await one.caughtUp(5_000);
    await eventually(() => held.length === 1);
    await commit(listed('late', 1));
    const waiting = one.caughtUp(5_000);
    await eventually(() => held.length === 2);
    [watch, hold] = [false, false];
    held[0]!();
    await eventually(async () => (await one.status()).dead === 0);
    held[1]!();
    expect(await waiting).toBe(true);
    expect(one.view('water')?.offer('late')).toBeDefined();
    await expectWhole(one);
  });
});

describe('a snapshot of the market', () => {
  const unread = () => feedThat(() => Promise.reject(new Error('the database was read')));
  const stampIn = () => JSON.parse(readFileSync(path, 'utf8').split('\n')[1]!) as SnapshotStamp;

  /** Three offers, a snapshot of them, and one change after it. */
  async function snapshotTaken(): Promise<void> {
    await commit(listed('a', 1), listed('b', 1, 'air'), listed('c', 1, 'water', 70));
    const one = follower();
    await one.caughtUp(5_000);
    open.splice(0);
    await one.close();
    expect(stampIn()).toMatchObject({ engine: ENGINE_VERSION, position: 3, offers: 3 });
    await commit(listed('a', 2, 'water', 40));
  }

  it('is written on an orderly stop, and from it the next start needs only what came after', async () => {
    await snapshotTaken();
    const one = follower({ feed: unread() });
    expect(await one.caughtUp(5_000)).toBe(true);
    expect(await one.status()).toMatchObject({ from: 'SNAPSHOT', position: 4, snapshot: 3, offers: 3 });
    await expectWhole(one);
    expect(faults).toEqual([]);
  });

  it('is written from time to time while the market changes, and not while it does not', async () => {
    await commit(listed('a', 1));
    const one = follower({ saveMs: 15 });
    await one.caughtUp(5_000);
    await eventually(() => stampIn().position === 1);
    await commit(listed('b', 1));
    await eventually(() => stampIn().position === 2);
    const before = readFileSync(path);
    rmSync(path);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(() => readFileSync(path)).toThrow();
    writeFileSync(path, before);
  });

  it('serves a process that was killed and starts again, with all that was committed since', async () => {
    await snapshotTaken();
    const killed = follower();
    await killed.caughtUp(5_000);
    await commit(gone('c', 1), listed('d', 1, 'soil'));
    await killed.caughtUp(5_000);
    writeFileSync(`${path}.${process.pid}.0.part`, readFileSync(path).subarray(0, 100));
    await kill(killed);
    const one = follower({ feed: unread() });
    expect(await one.caughtUp(5_000)).toBe(true);
    expect(await one.status()).toMatchObject({ from: 'SNAPSHOT', position: 6, snapshot: 3 });
    await expectWhole(one);
  });

  const flip = (at: (bytes: Buffer) => number) => () => {
    const bytes = readFileSync(path);
    const place = at(bytes);
    bytes[place] = (bytes[place] ?? 0) ^ 4;
    writeFileSync(path, bytes);
  };
  const restamp = (change: Partial<SnapshotStamp>) => async () => {
    const store = new FileSnapshotStore(path);
    const { stamp, body } = (await store.read())!;
    await store.write({ ...stamp, ...change }, [body]);
  };
  const damages: readonly (readonly [what: string, damage: () => void | Promise<void>, why: string])[] = [
    ['was cut off', () => truncateSync(path, readFileSync(path).length - 70), 'checksum'],
    ['is empty', () => writeFileSync(path, ''), 'checksum'],
    ['has a flipped bit in an offer', flip((bytes) => bytes.indexOf('设备')), 'checksum'],
    ['has a flipped bit in its stamp', flip((bytes) => bytes.indexOf('"position"')), 'checksum'],
    ['was made by another engine', restamp({ engine: '0.0.0' }), 'engine 0.0.0'],
    ['was made on another edition', restamp({ referenceEdition: 'old' }), 'edition old'],
    ['was made from another database', restamp({ database: '1/elsewhere' }), 'another database'],
    ['is ahead of the database', restamp({ position: 99 }), 'ahead of the database'],
    ['says another number of offers', restamp({ offers: 2 }), 'another number of offers'],
    [
      'is of a past that the database has not, as after a restore',
      async () => {
        await database.source.query('truncate change');
        await commit(listed('x', 1), listed('y', 1), listed('z', 1), listed('a', 3));
      },
      'another past',
    ],
  ];

  it.each(damages)('that %s is not used: the database is read', async (_what, damage, why) => {
    await snapshotTaken();
    await damage();
    const one = follower();
    expect(await one.caughtUp(5_000)).toBe(true);
    expect(await one.status()).toMatchObject({ from: 'DATABASE', position: 4 });
    await expectWhole(one);
    expect(faults).toEqual([expect.stringContaining(why)]);
  });

  it('that is whole and cannot be read as a market is not used either', async () => {
    await snapshotTaken();
    const store = new FileSnapshotStore(path);
    await store.write(stampIn(), [Buffer.from('no market\n')]);
    const one = follower();
    expect(await one.caughtUp(5_000)).toBe(true);
    expect(await one.status()).toMatchObject({ from: 'DATABASE' });
    await expectWhole(one);
    expect(faults).toEqual([expect.stringContaining('snapshot')]);
  });

  it('of the form of an earlier release is not used either', async () => {
    await snapshotTaken();
    const earlier = Buffer.from(
      `huanpei market snapshot 1\n${JSON.stringify(stampIn())}\n${JSON.stringify({ offer: offer('a'), revision: 1 })}\n`,
    );
    writeFileSync(
      path,
      Buffer.concat([earlier, Buffer.from(`${createHash('sha256').update(earlier).digest('hex')}\n`)]),
    );
    const one = follower();
    expect(await one.caughtUp(5_000)).toBe(true);
    expect(await one.status()).toMatchObject({ from: 'DATABASE', position: 4 });
    await expectWhole(one);
    expect(faults).toEqual([expect.stringContaining('another form')]);
  });

  it('holds the market of its position, whatever is applied while it is written', async () => {
    await commit(listed('a', 1), listed('b', 1));
    const store = new FileSnapshotStore(path);
    let held: Uint8Array[] = [];
    const slow = new (class extends FileSnapshotStore {
      override async write(stamp: SnapshotStamp, body: Iterable<Uint8Array>): Promise<number> {
        held = [...body];
        await commit(listed('a', 2, 'water', 45), gone('b', 1), listed('c', 1));
        await one.caughtUp(5_000);
        return store.write(stamp, held);
      }
    })(path);
    const one: MarketFollower = follower({ snapshots: slow });
    await one.caughtUp(5_000);
    await one.save();
    expect(one.view('water')?.position).toBe(5);
    expect(stampIn()).toMatchObject({ position: 2, offers: 2 });
    await kill(one);
    const two = follower({ feed: unread() });
    expect(await two.caughtUp(5_000)).toBe(true);
    expect(await two.status()).toMatchObject({ from: 'SNAPSHOT', position: 5, offers: 2 });
    await expectWhole(two);
  });
});
