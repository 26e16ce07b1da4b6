import { Signals } from '@huanpei/app';
import { Client } from 'pg';
import { MARKET_CHANGE_CHANNEL } from './change/change-log';
import { clientConfig, type Connection } from './database';
import { NOTIFICATION_CHANNEL } from './notification/notification.store';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

export interface SignalsOptions {
  /** Told when the connection was lost or could not be made (it is tried again by itself), and when a hearer failed. */
  readonly onFault?: (fault: Error) => void;
}

/**
 * LISTEN on one connection of its own. When the database goes away it comes back by itself, waiting a little longer
 * each time; what was committed meanwhile is not heard, and the rows stay.
 */
export class PgSignals extends Signals {
  private readonly hearers = new Set<(notificationId: string) => void>();
  private readonly marketHearers = new Set<(why: 'CHANGED' | 'RECONNECTED') => void>();
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private waitMs = FIRST_WAIT_MS;

  constructor(
    private readonly connection: Connection,
    private readonly options: SignalsOptions = {},
  ) {
    super();
  }

  /** Resolves when the database is heard; throws when it cannot be reached now. */
  async start(): Promise<void> {
    await this.connect();
  }

  onNotification(hear: (notificationId: string) => void): () => void {
    // Wrapped, so that one function registered twice is heard twice and stopped one by one.
    const hearer = (id: string): void => hear(id);
    this.hearers.add(hearer);
    return () => void this.hearers.delete(hearer);
  }

  onMarketChange(hear: (why: 'CHANGED' | 'RECONNECTED') => void): () => void {
    const hearer = (why: 'CHANGED' | 'RECONNECTED'): void => hear(why);
    this.marketHearers.add(hearer);
    return () => void this.marketHearers.delete(hearer);
  }

  /** Whether commits are heard at this moment. */
  get listening(): boolean {
    return this.client !== undefined;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    await client?.end();
  }

  private async connect(): Promise<void> {
    const client = new Client({
      ...clientConfig(this.connection),
      application_name: 'huanpei signals',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    let lost = false;
    const lose = (fault?: Error): void => {
      if (lost) return;
      lost = true;
      const wasHeard = this.client === client;
      if (wasHeard) this.client = undefined;
      if (fault) this.options.onFault?.(fault);
      if (wasHeard) this.connectLater();
    };
    client.on('error', lose);
    client.on('end', () => lose());
    client.on('notification', ({ channel, payload }) => {
      if (channel === NOTIFICATION_CHANNEL && payload) this.tell(this.hearers, payload);
      if (channel === MARKET_CHANGE_CHANNEL) this.tell(this.marketHearers, 'CHANGED');
    });
    try {
      await client.connect();
      await client.query(`listen ${NOTIFICATION_CHANNEL}; listen ${MARKET_CHANGE_CHANNEL}`);
    } catch (fault) {
      await client.end().catch((second: unknown) => this.report(second));
      throw fault;
    }
    if (this.closed || lost) {
      await client.end();
      if (!this.closed) throw new Error('the connection was lost at once');
      return;
    }
    this.client = client;
    this.waitMs = FIRST_WAIT_MS;
  }

  private connectLater(): void {
    if (this.closed) return;
    this.timer = setTimeout(() => {
      this.connect().then(
        () => {
          if (this.listening) this.tell(this.marketHearers, 'RECONNECTED');
        },
        (fault: unknown) => {
          this.report(fault);
          this.connectLater();
        },
      );
    }, this.waitMs);
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
  }

  /** A hearer that fails is reported, and keeps nobody else from hearing. */
  private tell<T>(hearers: ReadonlySet<(what: T) => void>, what: T): void {
    for (const hear of [...hearers]) {
      try {
        hear(what);
      } catch (fault) {
        this.report(fault);
      }
    }
  }

  private report(fault: unknown): void {
    this.options.onFault?.(fault instanceof Error ? fault : new Error(String(fault)));
  }
}
