import { Injectable } from '@nestjs/common';
import { JobHandler } from '../job-handler';
import { Clock } from '../ports/platform';
import { Work } from '../ports/work';

/** How many endpoints one run wakes; the next run goes on. */
const MOST_ENDPOINTS = 200;
/** How many rows of each kind one run forgets. */
const MOST_FORGOTTEN = 1_000;
/** How long what was delivered, or given up, can be looked at. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

/**
 * Sends the jobs for what has come due since: digests, the end of quiet hours, further attempts, and whatever a lost job
 * has left behind. The rows say what is due, so nothing hangs on a timer.
 */
@Injectable()
export class SweepDeliveries extends JobHandler<'sweep-deliveries'> {
  readonly job = 'sweep-deliveries';

  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {
    super();
  }

  handle(): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - KEPT_MS);
    return this.work.run(async (tx) => {
      if ((await tx.notifications.takeToHandOn(1)).length > 0) await tx.enqueue('hand-on-notifications', {});
      if (await tx.mails.anyDue(now)) await tx.enqueue('send-mails', {});
      await tx.webhooks.giveUp(now);
      for (const webhookId of await tx.webhooks.due(now, MOST_ENDPOINTS))
        await tx.enqueue('deliver-webhook', { webhookId });
      await tx.mails.forget(before, MOST_FORGOTTEN);
      await tx.webhooks.forget(before, MOST_FORGOTTEN);
    });
  }
}
