import {
  jobsOf,
  SEARCH_FORM,
  type Indexing,
  type JobSource,
  type Mailer,
  type MarketIndex,
  type SearchIndex,
  type SearchStates,
  type Threads,
  type WorkerRole,
} from '@huanpei/app';
import type { IndexerStatus } from './indexer-process';

/** One part of the product and whether it can do its work now. */
export interface PartHealth {
  readonly part: 'database' | 'queue' | 'search' | 'market' | 'threads' | 'mail' | 'workers';
  readonly ok: boolean;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Readiness {
  readonly ok: boolean;
  readonly parts: readonly PartHealth[];
}

const PATIENCE_MS = 3_000;
const INDEX_JOBS = jobsOf('indexer');

/** Asks every part at once and waits for none longer than three seconds. An outage is an answer, not a fault. */
export class Health {
  constructor(
    private readonly parts: {
      readonly database: { ping(): Promise<void> };
      readonly queue: Pick<JobSource, 'health' | 'waiting'>;
      readonly search: Pick<SearchIndex, 'ping' | 'name' | 'status'>;
      readonly indexing: Pick<Indexing, 'measured'>;
      readonly states: Pick<SearchStates, 'read'>;
      readonly market: Pick<MarketIndex, 'status'>;
      readonly threads: Pick<Threads, 'status'>;
      readonly mail: Pick<Mailer, 'status'>;
      /** Roles this process carries, and whether they are consuming. */
      readonly workers: () => { readonly roles: readonly WorkerRole[]; readonly started: boolean };
      /** The indexer in a process of its own; undefined where there is none. */
      readonly indexer: () => IndexerStatus | undefined;
    },
  ) {}

  async ready(): Promise<Readiness> {
    const parts = await Promise.all([
      this.database(),
      this.queue(),
      this.search(),
      this.market(),
      this.threads(),
      this.mail(),
      this.workers(),
    ]);
    return { ok: parts.every(({ ok }) => ok), parts };
  }

  private async database(): Promise<PartHealth> {
    const fault = await faultOf(() => this.parts.database.ping());
    return { part: 'database', ok: fault === null, detail: fault === null ? {} : { fault } };
  }

  private async queue(): Promise<PartHealth> {
    const { backend, reachable, backlog, outbox, oldestOutboxMs, dead, active, fault } =
      await this.parts.queue.health();
    const detail = {
      backend,
      backlog,
      outbox,
      oldestOutboxMs,
      dead,
      active,
      ...(fault === undefined ? {} : { fault }),
    };
    return { part: 'queue', ok: reachable, detail };
  }

  private async search(): Promise<PartHealth> {
    const { name } = this.parts.search;
    let told: PartHealth['detail'] = {};
    let server: PartHealth['detail'] = {};
    const [fault, noFigures, noServer] = await Promise.all([
      faultOf(() => this.parts.search.ping()),
      faultOf(async () => {
        told = await this.searchFigures();
      }),
      faultOf(async () => {
        if (name !== 'postgres') server = await this.searchServer();
      }),
    ]);
    const faults = {
      ...(noFigures === null ? {} : { figures: noFigures }),
      ...(noServer === null ? {} : { server: noServer }),
      ...(fault === null ? {} : { fault }),
    };
    return { part: 'search', ok: fault === null, detail: { backend: name, ...server, ...told, ...faults } };
  }

  /** Which index answers, why not the one that was set up, and how far behind its server is. */
  private async searchServer(): Promise<PartHealth['detail']> {
    const { answering, because, backlog, lagMs, owed, rebuilds } = await this.parts.search.status();
    return { answering, because, serverBacklog: backlog, serverLagMs: lagMs, owed, rebuilds };
  }

  /**
   * How whole the index is, how many changes it waits for, and how long they took: as this process measured it, or else
   * the indexer that last said so. An index that is being rebuilt goes on answering, with what it has.
   */
  private async searchFigures(): Promise<PartHealth['detail']> {
    const { indexing, states, queue, search } = this.parts;
    const [{ form, rebuild, lag: kept }, waiting] = await Promise.all([
      states.read(search.name),
      queue.waiting(INDEX_JOBS),
    ]);
    const lag = indexing.measured() ?? kept;
    return {
      state: rebuild !== null ? 'REBUILDING' : form === SEARCH_FORM ? 'WHOLE' : 'INCOMPLETE',
      ...(rebuild === null ? {} : { rebuilt: rebuild.processed, rebuiltOf: rebuild.total }),
      waiting,
      lagP50Ms: lag?.p50Ms ?? null,
      lagP95Ms: lag?.p95Ms ?? null,
      lagMaxMs: lag?.maxMs ?? null,
      lagOf: lag?.changes ?? 0,
    };
  }

  private async market(): Promise<PartHealth> {
    const status = await inTime(this.parts.market.status());
    if (status === undefined) return { part: 'market', ok: false, detail: { fault: 'timeout' } };
    // A process that holds no market needs none.
    return { part: 'market', ok: status.state !== 'LOADING', detail: { ...status } };
  }

  private async threads(): Promise<PartHealth> {
    const threads = this.parts.threads.status();
    const detail = threads.flatMap(({ thread, ...status }) =>
      Object.entries(status).map(([name, value]) => [`${thread}.${name}`, value] as const),
    );
    // One that crashed is replaced; one that cannot even begin is not.
    return {
      part: 'threads',
      ok: threads.every(({ fault }) => fault === undefined),
      detail: Object.fromEntries(detail),
    };
  }

  /** Mails wait for a mail server that is away, and a product without one is whole: this never makes it unready. */
  private async mail(): Promise<PartHealth> {
    const { fault, ...status } = this.parts.mail.status();
    const silent = status.backend === 'NONE' ? 'SMTP_URL is not set: no mail is sent' : undefined;
    const why = fault ?? silent;
    return { part: 'mail', ok: true, detail: { ...status, ...(why === undefined ? {} : { fault: why }) } };
  }

  private async workers(): Promise<PartHealth> {
    const { roles: here, started } = this.parts.workers();
    const indexer = this.parts.indexer();
    const roles = new Set([...here, ...(indexer ? ['indexer'] : [])]);
    const apart = indexer && {
      'indexer.process': indexer.pid,
      'indexer.state': indexer.state,
      'indexer.ended': indexer.ended,
      ...(indexer.fault === undefined ? {} : { fault: indexer.fault }),
    };
    // A process without roles carries no workers and is whole without them.
    return {
      part: 'workers',
      ok: (started || here.length === 0) && (indexer === undefined || indexer.state === 'RUNNING'),
      detail: { roles: [...roles].join(',') || 'none', started, ...apart },
    };
  }
}

/** The kind of fault, without a driver's message, which may quote an address. */
async function faultOf(ask: () => Promise<void>): Promise<string | null> {
  try {
    return (await inTime(ask().then(() => null))) === undefined ? 'timeout' : null;
  } catch (error) {
    const { code } = error as { code?: unknown };
    return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
  }
}

/** What it gives, or undefined when that takes too long. */
async function inTime<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([asked, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
