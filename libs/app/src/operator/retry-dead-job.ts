import { Injectable } from '@nestjs/common';
import type { Viewer } from '@huanpei/domain';
import { decidedBy } from '../decisions';
import { DeadJobs } from '../ports/dead-jobs';
import { Work } from '../ports/work';

/** How far back a dead job is looked for before it is sent again. */
const LISTED = 10_000;

/**
 * An operator sends a dead job again. The decision is written down first: should the process die in between, the job is
 * still dead and can be sent again, and nothing was done that nobody decided.
 */
@Injectable()
export class RetryDeadJob {
  constructor(
    private readonly deadJobs: DeadJobs,
    private readonly work: Work,
  ) {}

  /** False when there is no such dead job. */
  async execute(viewer: Viewer, id: string): Promise<boolean> {
    const job = (await this.deadJobs.list(LISTED)).find((dead) => dead.id === id);
    if (!job) return false;
    const subject = { subjectKind: 'SYSTEM' as const, subjectId: `dead-job/${id}` };
    await this.work.run((tx) => tx.audit(decidedBy(viewer, 'DEAD_JOB_RETRIED', subject, { data: { job: job.job } })));
    return this.deadJobs.retry(id);
  }
}
