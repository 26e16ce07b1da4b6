import type { Waiters } from './reads';

/** A job that failed as often as it may, kept for an operator. */
export interface DeadJob {
  readonly id: string;
  readonly job: string;
  readonly payload: Readonly<Record<string, string | number>>;
  readonly error: string;
  readonly attempts: number;
  readonly failedAt: Date;
}

export abstract class DeadJobs {
  /** Those that wait to be sent again. */
  abstract waiting(overdueSince: Date): Promise<Waiters>;
  abstract list(first: number): Promise<readonly DeadJob[]>;
  /** Sends it again; false when there is no such dead job. */
  abstract retry(id: string): Promise<boolean>;
}
