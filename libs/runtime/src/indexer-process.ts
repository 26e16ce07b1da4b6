import { fork, type ChildProcess } from 'node:child_process';
import { JOB_NAMES, jobsOf } from '@huanpei/app';
import type { Config } from './config';
import type { CoreOptions } from './core';
import type { GivingWay } from './embedded-postgres';
import type { Logger } from './logging';

/** In the environment of a forked indexer: there is a channel to the process that has the database, and its end is ours. */
const FORKED = 'HUANPEI_FORKED';
/** What a forked indexer says once it does jobs. */
const READY = 'READY';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
/** One that ran for so long has not ended for what the one before ended for. */
const LONG_MS = 60_000;
/** How long it may take to finish what it began. */
const END_MS = 10_000;

/** Whether a process starts the indexer beside it: the built-in database is its own, so nobody else can. */
export function hasIndexerApart({ databaseUrl, roles }: Pick<Config, 'databaseUrl' | 'roles'>): boolean {
  return databaseUrl === null && roles.includes('indexer');
}

/** For the process that has an indexer beside it: it would hand over what it does not do itself with its own time. */
export const BESIDE_INDEXER: CoreOptions = {
  relays: JOB_NAMES.filter((job) => !jobsOf('indexer').includes(job)),
};

/** For that indexer. */
export const AS_INDEXER_APART: CoreOptions = { relays: jobsOf('indexer'), givesWay: true, worksOnly: true };

/** How the indexer beside this process is. */
export interface IndexerStatus {
  readonly state: 'STARTING' | 'RUNNING' | 'ENDED';
  readonly pid: number | null;
  /** How often it ended without being asked. */
  readonly ended: number;
  /** Why it does not run. */
  readonly fault?: string;
}

export interface IndexerProcessOptions {
  /** What it runs, as built: a program that calls `runWorker('indexer')`. */
  readonly program: string;
  /** Settings over those of this process; one that is undefined is not set. */
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Told of what it says besides. */
  readonly onMessage?: (message: unknown) => void;
  /** Before it is started again for the first time; doubled for each time after. */
  readonly firstWaitMs?: number;
  /** How long it may take to end when it is asked to; then it is killed. */
  readonly endMs?: number;
}

/**
 * The indexer as a process beside this one, so that writing what changed holds up no answer: it has a thread and a share of
 * the machine of its own, and gives way with both. It is started again when it ends, ends when it is asked to with what it
 * began, and by itself at once when this process is gone. What it is to do waits in the outbox meanwhile.
 */
export class IndexerProcess {
  private child: ChildProcess | undefined;
  private state: IndexerStatus['state'] = 'STARTING';
  private ended = 0;
  private fault: string | undefined;
  private waitMs: number;
  private timer: NodeJS.Timeout | undefined;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: IndexerProcessOptions) {
    this.waitMs = options.firstWaitMs ?? FIRST_WAIT_MS;
    this.start();
  }

  status(): IndexerStatus {
    const { state, ended, fault } = this;
    const pid = this.child?.pid ?? null;
    return { state, pid, ended, ...(state === 'RUNNING' || fault === undefined ? {} : { fault }) };
  }

  /** To the program, if it runs. */
  send(message: string): void {
    if (this.child?.connected) this.child.send(message);
  }

  /** Resolves when it has ended. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private start(): void {
    const { program, settings, onMessage } = this.options;
    const startedAt = performance.now();
    this.state = 'STARTING';
    let child: ChildProcess;
    try {
      child = fork(program, [], {
        env: { ...process.env, ...settings, HUANPEI_LAUNCHED: undefined, [FORKED]: '1' },
        // No others of this process: a debugger's port is taken, and what is measured here is not measured there.
        execArgv: process.execArgv.filter((flag) => flag.startsWith('--v8-pool-size=')),
        // A session of its own: Ctrl-C reaches this process alone, which ends the other in its turn.
        detached: process.platform !== 'win32',
        // Standard output is for results of this process.
        stdio: ['ignore', 2, 2, 'ipc'],
      });
    } catch (fault) {
      // Some faults are thrown and others told later: without memory for it, for one, this process goes on alone.
      return this.onEnd(fault instanceof Error ? fault.message : String(fault), startedAt);
    }
    this.child = child;
    child.on('message', (message) => {
      if (message === READY) this.state = 'RUNNING';
      else onMessage?.(message);
    });
    // Both when it cannot be started and when it cannot be told something; in the first case nothing else follows.
    child.on('error', (fault) => {
      if (child.pid === undefined) this.onEnd(fault.message, startedAt);
      else this.options.log.warn({ err: fault }, 'the indexer');
    });
    child.on('exit', (code, signal) => this.onEnd(signal ?? `exit ${code}`, startedAt));
  }

  private onEnd(why: string, startedAt: number): void {
    this.child = undefined;
    this.state = 'ENDED';
    if (this.closing) return;
    this.ended += 1;
    this.fault = why;
    const { firstWaitMs = FIRST_WAIT_MS, log } = this.options;
    if (performance.now() - startedAt >= LONG_MS) this.waitMs = firstWaitMs;
    log.error({ why, againMs: this.waitMs }, 'the indexer ended and is started again');
    this.timer = setTimeout(() => this.start(), this.waitMs);
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
  }

  private async end(): Promise<void> {
    clearTimeout(this.timer);
    const { child } = this;
    if (child === undefined) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const late = setTimeout(() => {
      this.options.log.warn({}, 'the indexer did not end in time and is killed');
      child.kill('SIGKILL');
    }, this.options.endMs ?? END_MS);
    await ended;
    clearTimeout(late);
  }
}

/**
 * For the program: whether another process started it. If so, this one ends at once when the other is gone, since the
 * database is going too; what was begun is begun again at the next start. Must be called before its first await.
 */
export function endsWithParent(): boolean {
  if (process.env[FORKED] !== '1') return false;
  const end = (): never => process.exit(1);
  process.once('disconnect', end);
  if (!process.connected) end();
  // Listening on it must not keep a process alive that has nothing more to do.
  process.channel?.unref();
  return true;
}

/** The program does jobs now, and gives way from here on: beside others at work its start would take ten times as long. */
export function sayReady(givingWay: GivingWay): void {
  givingWay.process(process.pid);
  process.send?.(READY);
}
