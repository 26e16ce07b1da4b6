import type { JobSource, Mailer, MarketIndex, SearchIndex, Threads, WorkerRole } from '@huanpei/app';

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

/** Asks every part at once and waits for none longer than three seconds. An outage is an answer, not a fault. */
export class Health {
  constructor(
    private readonly parts: {
      readonly database: { ping(): Promise<void> };
      readonly queue: Pick<JobSource, 'health'>;
      readonly search: Pick<SearchIndex, 'ping' | 'name'>;
      readonly market: Pick<MarketIndex, 'status'>;
      readonly threads: Pick<Threads, 'status'>;
      readonly mail: Pick<Mailer, 'status'>;
      /** Roles this process carries, and whether they are consuming. */
      readonly workers: () => { readonly roles: readonly WorkerRole[]; readonly started: boolean };
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
    const fault = await faultOf(() => this.parts.search.ping());
    const { name } = this.parts.search;
    return { part: 'search', ok: fault === null, detail: { backend: name, ...(fault === null ? {} : { fault }) } };
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
    const { roles, started } = this.parts.workers();
    // A process without roles carries no workers and is whole without them.
    return {
      part: 'workers',
      ok: started || roles.length === 0,
      detail: { roles: roles.join(',') || 'none', started },
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
