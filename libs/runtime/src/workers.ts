import { JOB_NAMES, JOB_ROLES, type JobHandler, type JobName, type JobSource, type WorkerRole } from '@huanpei/app';
import type { Logger } from './logging';

/** How often tenders whose deadline has passed are looked for. Every guard also compares with the clock itself. */
const CLOSE_DUE_MS = 30_000;
/** How often it is asked what has lapsed: the answer changes with the day in Asia/Shanghai, and after a silence. */
const LAPSE_MS = 60_000;
/** How often it is asked what has come due to be mailed or posted; new notifications do not wait for it. */
const SWEEP_MS = 15_000;

/** What the log says at the start of a process that would send mail and cannot. */
export const NO_MAIL = 'SMTP_URL is not set: no mail is sent; notifications stay in the product';

/** How often it is asked which saved searches are to be told of what waits; hours are chosen as whole ones. */
const DIGESTS_MS = 60_000;
/** Keys are spoken of by the day; an hour is soon enough after one has begun. */
const REMIND_KEYS_MS = 60 * 60_000;

export interface Workers {
  readonly roles: readonly WorkerRole[];
  readonly started: boolean;
}

/** Begins to do the jobs of these roles. Fails when a job has no handler, so that none waits for ever. */
export async function startWorkers(
  roles: readonly WorkerRole[],
  source: JobSource,
  handlers: readonly JobHandler<JobName>[],
  log: Logger,
): Promise<Workers> {
  const byJob = new Map(handlers.map((handler) => [handler.job, handler]));
  const missing = JOB_NAMES.filter((job) => !byJob.has(job));
  if (missing.length > 0) throw new Error(`no handler for ${missing.join(', ')}`);
  for (const job of JOB_NAMES) {
    const handler = byJob.get(job);
    if (!handler || !roles.includes(JOB_ROLES[job])) continue;
    await source.consume(
      job,
      async (payload, delivery) => {
        const from = performance.now();
        await handler.handle(payload, delivery);
        log.debug({ job, payload, ms: Math.round(performance.now() - from) }, 'job done');
      },
      { concurrency: handler.concurrency },
    );
  }
  if (roles.includes(JOB_ROLES['close-due-tenders'])) await source.schedule('close-due-tenders', {}, CLOSE_DUE_MS);
  if (roles.includes(JOB_ROLES['lapse-listings'])) await source.schedule('lapse-listings', {}, LAPSE_MS);
  if (roles.includes(JOB_ROLES['sweep-deliveries'])) await source.schedule('sweep-deliveries', {}, SWEEP_MS);
  if (roles.includes(JOB_ROLES['send-digests'])) await source.schedule('send-digests', {}, DIGESTS_MS);
  if (roles.includes(JOB_ROLES['remind-api-keys'])) await source.schedule('remind-api-keys', {}, REMIND_KEYS_MS);
  return { roles, started: true };
}
