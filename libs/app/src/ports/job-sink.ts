import type { JobName, Jobs } from './jobs';

/** The one thing a queue needs from whoever owns the transaction: `$1` placeholders, run on that transaction. */
export interface SqlRunner {
  query(sql: string, params?: unknown[]): Promise<unknown>;
}

/** When a job may first run; at once when nothing is said. `delayMs` counts from the commit's statement time. */
export type PutOptions =
  { readonly delayMs?: number; readonly runAt?: never } | { readonly runAt?: Date; readonly delayMs?: never };

/** Takes a job on a transaction: it exists if, and only if, the transaction commits. */
export abstract class JobSink {
  abstract put<N extends JobName>(tx: SqlRunner, job: N, payload: Jobs[N], options?: PutOptions): Promise<void>;
}
