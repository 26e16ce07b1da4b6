import { Injectable } from '@nestjs/common';
import { elapse } from '@huanpei/domain';
import { decidedBySystem } from '../decisions';
import { JobHandler } from '../job-handler';
import { Clock } from '../ports/platform';
import { Work } from '../ports/work';

/** How many tenders one run closes; the next run goes on. */
const BATCH = 200;

/** Closes tenders whose deadline has passed. Lateness harms nothing: every rule compares with the clock itself. */
@Injectable()
export class CloseDueTenders extends JobHandler<'close-due-tenders'> {
  readonly job = 'close-due-tenders';

  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {
    super();
  }

  async handle(): Promise<void> {
    const now = this.clock.now();
    for (const id of await this.work.run((tx) => tx.tenders.due(now, BATCH))) {
      await this.work.run(async (tx) => {
        const tender = await tx.tenders.take(id);
        const closed = tender && elapse(tender, now);
        if (!closed || closed === tender) return;
        await tx.tenders.save(closed);
        await tx.enqueue('tell-watchers', { kind: 'TENDER', id });
        await tx.enqueue('index-tender', { tenderId: id, revision: closed.revision });
        await tx.audit(
          decidedBySystem('TENDER_CLOSED', { subjectKind: 'TENDER', subjectId: id }, { revision: closed.revision }),
        );
      });
    }
  }
}
