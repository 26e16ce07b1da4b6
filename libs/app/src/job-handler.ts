import type { JobName, Jobs } from './ports/jobs';

/**
 * Does one kind of job. Jobs carry ids and a revision; the handler reads again, returns when the revision is stale,
 * gives the same result when run twice, and throws when it could not do its work.
 */
export abstract class JobHandler<N extends JobName> {
  abstract readonly job: N;
  abstract handle(payload: Jobs[N]): Promise<void>;
}
