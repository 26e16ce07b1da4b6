import { type BackendFactory, type ConnectionOptions, createRedisBackend } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { Backend } from './backend';
import { type FaultLog, QueueFault } from './log';

const COMMAND_MS = 5_000;

/**
 * Disconnected while it waits to connect again, ioredis says neither 'end' nor what became of its commands, and BullMQ
 * waits for both for ever. Here such a client makes its next attempt, finds that it may not wait any more, and ends.
 */
class ConsumingRedis extends Redis {
  private readonly copies: ConsumingRedis[] = [];

  constructor(
    private readonly patience: { lasts: boolean },
    ...where: [options: RedisOptions] | [url: string, options: RedisOptions]
  ) {
    super(...(where as [string, RedisOptions]));
  }

  /** BullMQ waits for jobs on a copy for each worker. */
  override duplicate(override?: Partial<RedisOptions>): Redis {
    const copy = new ConsumingRedis(this.patience, { ...this.options, ...override });
    this.copies.push(copy);
    return copy;
  }

  override disconnect(reconnect = false): void {
    if (!reconnect && !this.patience.lasts && this.status === 'reconnecting') {
      this.once('ready', () => super.disconnect());
      return;
    }
    super.disconnect(reconnect);
  }

  disconnectAll(): void {
    for (const client of [this, ...this.copies]) client.disconnect();
  }
}

/** BullMQ on Redis or Valkey. */
export class RedisBackend implements Backend {
  readonly name = 'redis';
  readonly factory: BackendFactory = createRedisBackend;
  private readonly producing: Redis;
  private readonly consuming: ConsumingRedis;
  private readonly patience = { lasts: true };

  constructor(
    url: string,
    readonly prefix: string,
    private readonly faults: FaultLog,
  ) {
    const shared: RedisOptions = {
      lazyConnect: true,
      connectTimeout: COMMAND_MS,
      // Otherwise a close while Redis is away keeps the process for two seconds more.
      disconnectTimeout: 200,
      retryStrategy: (times) => (this.patience.lasts ? Math.min(times * 100, 1_000) : null),
    };
    // The relay holds rows locked while it adds: it must hear soon that Redis is away.
    this.producing = new Redis(url, { ...shared, maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS });
    // A worker's finished job must be reported whenever Redis comes back. BullMQ insists on null.
    this.consuming = new ConsumingRedis(this.patience, url, { ...shared, maxRetriesPerRequest: null });
    for (const client of [this.producing, this.consuming]) {
      client.setMaxListeners(0);
      client.on('error', (fault) => faults.report('redis', fault));
    }
  }

  get producer(): ConnectionOptions {
    return this.producing as unknown as ConnectionOptions;
  }

  get consumer(): ConnectionOptions {
    return this.consuming as unknown as ConnectionOptions;
  }

  /** An evicting Redis drops jobs without a word, so it is refused; one that will not say is used, with a warning. */
  async prepare(): Promise<void> {
    const memory = await this.producing.info('memory');
    const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
    if (policy === undefined) {
      this.faults.report('redis', new QueueFault('Redis does not say its maxmemory-policy; it must be noeviction'));
      return;
    }
    if (policy !== 'noeviction') {
      throw new QueueFault(
        `Redis must run with maxmemory-policy noeviction, not ${policy}: it would drop jobs without a word`,
      );
    }
  }

  async ping(): Promise<void> {
    await this.producing.ping();
  }

  stopWaiting(): void {
    this.patience.lasts = false;
  }

  async close(): Promise<void> {
    this.producing.disconnect();
    this.consuming.disconnectAll();
  }
}
