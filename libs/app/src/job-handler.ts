import type { JobName, Jobs } from './ports/jobs';
import type { Delivery } from './ports/job-source';

/**
 * Does one kind of job. Jobs carry ids and a revision; the handler reads again, returns when the revision is stale,
 * gives the same result when run twice, and throws when it could not do its work.
 */
export abstract class JobHandler<N extends JobName> {
  abstract readonly job: N;
  /** How many of them a process gives it at a time. More than one only where it does many together. */
  readonly concurrency: number = 1;
  abstract handle(payload: Jobs[N], delivery: Delivery): Promise<void>;
}
