import type { DeadJobs, Delivery, JobSink, JobSource, Jobs, PutOptions, SqlRunner } from '@huanpei/app';
import { eventually } from './eventually';

/** What one process has of the queue. */
export interface JobProcess {
  readonly source: JobSource;
  readonly deadJobs: DeadJobs;
  startRelay(): Promise<void>;
}

/** A worker in a process of its own, which takes one `match-tender` and never finishes it. */
export interface DoomedWorker {
  /** Resolves when it has taken the job. */
  readonly begun: Promise<void>;
  /** As the kernel does it, without a word. */
  kill(): Promise<void>;
}

/** Asked for anew by every test. Jobs are tried `attempts` times, first again after `backoffMs`. */
export interface JobEnv {
  readonly sink: JobSink;
  readonly attempts: number;
  readonly backoffMs: number;
  /** A pool, connections and all, as another process would have it. */
  open(): JobProcess;
  /** The same with its servers away. */
  openAbsent(): JobProcess;
  /** Commits when the work resolves, rolls back when it rejects. */
  transaction(work: (tx: SqlRunner) => Promise<void>): Promise<void>;
  startDoomedWorker(): DoomedWorker;
  /** Ends every connection of every process, as a server that goes away does. */
  breakConnections(): Promise<void>;
  /** Remembers what waits for the relay. */
  keepOutbox(): Promise<void>;
  /** Puts it back as a relay leaves it that died after handing it over. */
  restoreOutbox(): Promise<void>;
  /** Closes every process and removes everything. */
  close(): Promise<void>;
}

type Payload = Jobs['match-tender'];

/** What every pair of sink and source must do. */
export function describeJobContract(name: string, makeEnv: () => Promise<JobEnv>): void {
  describe(name, () => {
    let env: JobEnv;

    beforeEach(async () => {
      env = await makeEnv();
    });

    afterEach(async () => {
      await env.close();
    });

    const put = (payloads: readonly Payload[], options?: PutOptions) =>
      env.transaction(async (tx) => {
        for (const payload of payloads) await env.sink.put(tx, 'match-tender', payload, options);
      });

    /** A process that relays and does `match-tender`. */
    const startWorker = async (handle: (payload: Payload) => Promise<void>, concurrency = 1): Promise<JobProcess> => {
      const started = env.open();
      await started.source.consume('match-tender', handle, { concurrency });
      await started.startRelay();
      return started;
    };

    /** Resolves when a job put now was done: whatever was sent before it has arrived too. */
    const flush = async (seen: readonly Payload[]): Promise<void> => {
      await put([job('flush')]);
      await eventually(() => seen.some(({ tenderId }) => tenderId === 'flush'));
    };

    it('sends what was committed, with what it carries, and nothing before the commit', async () => {
      const seen: Payload[] = [];
      await startWorker(async (payload) => void seen.push(payload));
      await env.transaction(async (tx) => {
        await env.sink.put(tx, 'match-tender', { tenderId: '标-1', revision: 7 });
        await sleep(1_300);
        expect(seen).toEqual([]);
      });
      await eventually(() => seen.length > 0);
      expect(seen).toEqual([{ tenderId: '标-1', revision: 7 }]);
    });

    it('sends nothing of a transaction that was rolled back', async () => {
      const seen: Payload[] = [];
      await startWorker(async (payload) => void seen.push(payload));
      const undone = env.transaction(async (tx) => {
        await env.sink.put(tx, 'match-tender', job('undone'));
        throw new Error('changed my mind');
      });
      await expect(undone).rejects.toThrow('changed my mind');
      await flush(seen);
      expect(ids(seen)).toEqual(['flush']);
    });

    it('keeps what was committed while nobody relayed', async () => {
      await put([job('early')]);
      const seen: Payload[] = [];
      await startWorker(async (payload) => void seen.push(payload));
      await eventually(() => seen.length > 0);
      expect(ids(seen)).toEqual(['early']);
    });

    it('does every one of many jobs, shared among workers, with several relays at once', async () => {
      const seen: [Payload[], Payload[]] = [[], []];
      await Promise.all(
        seen.map((mine) =>
          startWorker(async (payload) => {
            mine.push(payload);
            await sleep(2);
          }, 4),
        ),
      );
      const jobs = Array.from({ length: 250 }, (_, index) => job(`many-${index}`));
      await put(jobs);
      await eventually(() => new Set(ids(seen.flat())).size === jobs.length, 20_000);
      expect(seen.flat()).toHaveLength(jobs.length);
      expect(seen[0].length).toBeGreaterThan(0);
      expect(seen[1].length).toBeGreaterThan(0);
    });

    it('wakes an idle worker at once instead of asking now and then', async () => {
      const done = new Map<string, number>();
      await startWorker(async ({ tenderId }) => void done.set(tenderId, performance.now()));
      const tookMs: number[] = [];
      for (let round = 0; round < 11; round += 1) {
        // Long enough to be idle again, and never the same part of a second.
        await sleep(60);
        const id = `round-${round}`;
        await put([job(id)]);
        const committed = performance.now();
        await eventually(() => done.has(id), 5_000, 1);
        tookMs.push(done.get(id)! - committed);
      }
      const median = tookMs.sort((a, b) => a - b)[5]!;
      expect(median).toBeLessThan(100);
    });

    it('drops a job that is handed over twice', async () => {
      await put([job('once'), job('too')]);
      await env.keepOutbox();
      const seen: Payload[] = [];
      await startWorker(async (payload) => void seen.push(payload));
      await eventually(() => seen.length === 2);
      await env.restoreOutbox();
      await flush(seen);
      await sleep(200);
      expect(ids(seen)).toEqual(['flush', 'once', 'too']);
    });

    it('lets a handler return quietly when a later revision has come', async () => {
      const current = 3;
      const matched: number[] = [];
      const seen: Payload[] = [];
      const { source, deadJobs } = await startWorker(async (payload) => {
        seen.push(payload);
        if (payload.revision === current) matched.push(payload.revision);
      });
      await put([1, 2, 3].map((revision) => ({ tenderId: 'amended', revision })));
      await eventually(() => seen.length === 3);
      expect(matched).toEqual([current]);
      expect(await deadJobs.list(10)).toEqual([]);
      expect((await source.health()).dead).toBe(0);
    });

    it('tries a failed job again, later each time', async () => {
      const at: number[] = [];
      const { deadJobs } = await startWorker(async () => {
        at.push(performance.now());
        if (at.length < env.attempts) throw new Error('not yet');
      });
      await put([job('flaky')]);
      await eventually(() => at.length === env.attempts);
      const waits = at.slice(1).map((time, index) => time - at[index]!);
      // Chance takes at most half off each wait.
      waits.forEach((wait, index) => expect(wait).toBeGreaterThanOrEqual((env.backoffMs / 2) * 2 ** index - 2));
      await sleep(200);
      expect(at).toHaveLength(env.attempts);
      expect(await deadJobs.list(10)).toEqual([]);
    });

    it('says when a job was sent, however late it is handed over, and which attempt it is', async () => {
      const { source, startRelay } = env.open();
      const deliveries: Delivery[] = [];
      await source.consume('match-tender', async (_payload, delivery) => {
        deliveries.push(delivery);
        if (delivery.attempt === 1) throw new Error('not yet');
      });
      const sent = Date.now();
      await put([job('waits')]);
      // Its age is asked of the database, so that an answer which comes late makes it seem younger.
      await sleep(3_000);
      const handedOver = Date.now();
      await startRelay();
      await eventually(() => deliveries.length === 2);
      expect(deliveries.map(({ attempt }) => attempt)).toEqual([1, 2]);
      for (const { sentAt } of deliveries) {
        // A few milliseconds for clocks that round.
        expect(sentAt.getTime()).toBeGreaterThanOrEqual(sent - 5);
        expect(sentAt.getTime()).toBeLessThan(handedOver);
      }
    });

    it('counts what is committed and not done, wherever it is', async () => {
      const { source, startRelay } = env.open();
      await put([job('a'), job('b')]);
      expect(await source.waiting(['match-tender'])).toBe(2);
      expect(await source.waiting(['match-listing'])).toBe(0);
      await startRelay();
      await eventually(async () => (await source.health()).outbox === 0);
      expect(await source.waiting(['match-tender', 'match-listing'])).toBe(2);
      let letGo = (): void => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      await source.consume('match-tender', () => held, { concurrency: 2 });
      await eventually(async () => (await source.health()).active === 2);
      expect(await source.waiting(['match-tender'])).toBe(2);
      letGo();
      await eventually(async () => (await source.waiting(['match-tender'])) === 0);
    });

    it('keeps an exhausted job once for the operator, who can send it again', async () => {
      let broken = true;
      const done: Payload[] = [];
      const tried: Payload[] = [];
      const work = async (payload: Payload): Promise<void> => {
        tried.push(payload);
        if (broken) throw new Error('nothing works');
        done.push(payload);
      };
      const began = Date.now();
      const [one, other] = await Promise.all([startWorker(work), startWorker(work)]);
      await put([job('doomed')]);

      const dead = await eventually(async () => (await one.deadJobs.list(10))[0] ?? false);
      if (!dead) throw new Error('eventually answers only what is true');
      expect(dead).toMatchObject({ job: 'match-tender', payload: job('doomed'), attempts: env.attempts });
      const counted = (await one.source.queues()).find(({ job: name }) => name === 'match-tender');
      expect(counted).toMatchObject({ outbox: 0, waiting: 0, active: 0, failed: 1, oldestWaitingAt: null });
      const { failedAt: oldest } = dead;
      expect(await one.deadJobs.waiting(oldest)).toEqual({ count: 1, oldest, overdue: 1 });
      const before = new Date(oldest.getTime() - 1);
      expect(await one.deadJobs.waiting(before)).toEqual({ count: 1, oldest, overdue: 0 });
      expect(dead.error).toContain('nothing works');
      expect(dead.failedAt.getTime()).toBeGreaterThanOrEqual(began - 1_000);
      expect(tried).toHaveLength(env.attempts);
      await sleep(300);
      expect(await other.deadJobs.list(10)).toHaveLength(1);
      expect((await one.source.health()).dead).toBe(1);

      broken = false;
      expect(await other.deadJobs.retry(dead.id)).toBe(true);
      await eventually(() => done.length > 0);
      expect(done).toEqual([job('doomed')]);
      expect(await one.deadJobs.list(10)).toEqual([]);
      expect(await one.deadJobs.retry(dead.id)).toBe(false);
      expect(await one.deadJobs.retry('no such')).toBe(false);
    });

    it('shows the latest dead jobs first, and no more than asked for', async () => {
      const { deadJobs } = await startWorker(async () => {
        throw new Error('nothing works');
      });
      for (const id of ['first', 'second', 'third']) {
        await put([job(id)]);
        await eventually(async () => (await deadJobs.list(1))[0]?.payload['tenderId'] === id);
      }
      const listed = await deadJobs.list(2);
      expect(listed.map(({ payload }) => payload['tenderId'])).toEqual(['third', 'second']);
    });

    it('holds a delayed job back until its time', async () => {
      const at = new Map<string, number>();
      await startWorker(async ({ tenderId }) => void at.set(tenderId, Date.now()));
      const asked = Date.now();
      await put([job('delayed')], { delayMs: 700 });
      await put([job('timed')], { runAt: new Date(asked + 900) });
      await put([job('past')], { runAt: new Date(asked - 60_000) });
      await eventually(() => at.size === 3);
      // A few milliseconds for clocks that round.
      expect(at.get('delayed')! - asked).toBeGreaterThanOrEqual(690);
      expect(at.get('timed')! - asked).toBeGreaterThanOrEqual(890);
      expect(at.get('past')! - asked).toBeLessThan(600);
      expect(Math.max(...at.values()) - asked).toBeLessThan(3_000);
    });

    it('runs a schedule once for all processes, until it is replaced', async () => {
      let runs = 0;
      const processes = [env.open(), env.open(), env.open()];
      for (const { source } of processes) await source.consume('close-due-tenders', async () => void (runs += 1));
      const { source } = processes[0]!;
      const began = Date.now();
      await Promise.all(processes.map((each) => each.source.schedule('close-due-tenders', {}, 300)));
      // However long a busy machine takes for them; three processes on their own would make three in each 300 ms.
      await eventually(() => runs >= 8, 40_000);
      expect(runs).toBeLessThanOrEqual((Date.now() - began) / 300 + 3);
      await source.schedule('close-due-tenders', {}, 3_600_000);
      // What was due before may come late, and then no more.
      const known = { runs: -1, since: 0 };
      await eventually(() => {
        if (runs !== known.runs) Object.assign(known, { runs, since: Date.now() });
        return Date.now() - known.since > 1_200;
      }, 30_000);
    });

    it('runs a job again whose worker was killed', async () => {
      const doomed = env.startDoomedWorker();
      await put([job('orphan')]);
      await doomed.begun;
      const seen: Payload[] = [];
      await startWorker(async (payload) => void seen.push(payload));
      await doomed.kill();
      await eventually(() => seen.length > 0, 15_000);
      expect(seen).toEqual([job('orphan')]);
    });

    it('goes on by itself after every connection was broken', async () => {
      const seen: Payload[] = [];
      const { source } = await startWorker(async (payload) => {
        if (payload.tenderId === 'during') await sleep(500);
        seen.push(payload);
      });
      await put([job('during')]);
      await eventually(async () => (await source.health()).active === 1);
      await env.breakConnections();
      await put([job('after')]);
      await eventually(() => ids(seen).includes('after') && ids(seen).includes('during'), 15_000);
      expect(await eventually(async () => (await source.health()).reachable)).toBe(true);
    });

    it('finishes what it has begun when it closes, and begins nothing more', async () => {
      const seen: string[] = [];
      const { source } = await startWorker(async ({ tenderId }) => {
        seen.push(`${tenderId} begun`);
        await sleep(400);
        seen.push(`${tenderId} done`);
      });
      await put([job('last')]);
      await eventually(() => seen.length > 0);
      await put([job('next')]);
      await source.close();
      expect(seen).toEqual(['last begun', 'last done']);
      await source.close();

      const later: Payload[] = [];
      await startWorker(async (payload) => void later.push(payload));
      await eventually(() => later.length > 0);
      await sleep(200);
      expect(ids(later)).toEqual(['next']);
    });

    it('says how it is', async () => {
      const { source, startRelay } = env.open();
      await put([job('a'), job('b'), job('c')]);
      await sleep(20);
      const before = await source.health();
      expect(before).toMatchObject({ reachable: true, backlog: 0, outbox: 3, dead: 0, active: 0 });
      expect(before.oldestOutboxMs).toBeGreaterThanOrEqual(15);
      expect(before.fault).toBeUndefined();
      await startRelay();
      await eventually(async () => (await source.health()).backlog === 3);
      expect(await source.health()).toMatchObject({ outbox: 0, oldestOutboxMs: 0 });
      let letGo = (): void => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      await source.consume('match-tender', () => held);
      await eventually(async () => (await source.health()).active === 1);
      letGo();
      await eventually(async () => {
        const { backlog, active } = await source.health();
        return backlog === 0 && active === 0;
      });
    });

    it('answers, refuses and closes when its servers are away', async () => {
      const absent = env.openAbsent();
      const health = await absent.source.health();
      expect(health).toMatchObject({ reachable: false, backlog: null, outbox: null, oldestOutboxMs: null, dead: null });
      expect(health.fault).toMatch(/^(postgres|redis|database): \S/);
      await expect(absent.source.consume('match-tender', async () => undefined)).rejects.toThrow();
      await expect(absent.startRelay()).rejects.toThrow();
      await absent.source.close();
    });

    it('takes one handler for a job, and none after closing', async () => {
      const { source } = env.open();
      await source.consume('match-tender', async () => undefined);
      await expect(source.consume('match-tender', async () => undefined)).rejects.toThrow('already');
      await source.close();
      await expect(source.consume('match-listing', async () => undefined)).rejects.toThrow('closed');
    });
  });
}

const job = (tenderId: string): Payload => ({ tenderId, revision: 1 });

const ids = (payloads: readonly Payload[]): string[] => payloads.map(({ tenderId }) => tenderId).sort();

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
