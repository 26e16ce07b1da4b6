import type { BackendFactory, ConnectionOptions, IQueueBackend, Queue } from 'bullmq';

/** A BullMQ queue on any backend; BullMQ's own default names Redis. */
export type AnyQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend>;

/** What BullMQ runs on. One for a process: its queues and workers share it. */
export interface Backend {
  readonly name: 'postgres' | 'redis';
  /** For BullMQ's `Queue`: fails soon when the backend is away. */
  readonly producer: ConnectionOptions;
  /** For BullMQ's `Worker`: waits as long as the backend is away. */
  readonly consumer: ConnectionOptions;
  readonly factory: BackendFactory;
  /** Key prefix on Redis; Postgres has a schema instead. */
  readonly prefix: string;
  /** Throws when the backend cannot be used: away, or set up so that it could lose jobs. */
  prepare(): Promise<void>;
  ping(): Promise<void>;
  /** From now on nothing waits for an absent backend: a close must end. */
  stopWaiting(): void;
  close(): Promise<void>;
}
