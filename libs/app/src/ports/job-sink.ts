import type { JobName, Jobs } from './jobs';

/** The one thing a queue needs from whoever owns the transaction: `$1` placeholders, run on that transaction. */
export interface SqlRunner {
  query(sql: string, params?: unknown[]): Promise<unknown>;
}

/** When a job may first run; at once when nothing is said. `delayMs` counts from the commit's statement time. */
export type PutOptions =
  { readonly delayMs?: number; readonly runAt?: never } | { readonly runAt?: Date; readonly delayMs?: never };

/** A job with what it carries, and when it may first run. */
export type JobToPut = { readonly [N in JobName]: { readonly job: N; readonly payload: Jobs[N] } }[JobName] & {
  readonly options?: PutOptions;
};

/** Takes jobs on a transaction: they exist if, and only if, the transaction commits. */
export abstract class JobSink {
  put<N extends JobName>(tx: SqlRunner, job: N, payload: Jobs[N], options: PutOptions = {}): Promise<void> {
    return this.putAll(tx, [{ job, payload, options } as JobToPut]);
  }

  /** In this order, by one statement. */
  abstract putAll(tx: SqlRunner, jobs: readonly JobToPut[]): Promise<void>;
}
