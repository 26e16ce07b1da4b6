import { Injectable } from '@nestjs/common';
import type { Viewer } from '@huanpei/domain';
import { Clock } from '../ports/platform';
import { Work } from '../ports/work';

/**
 * Marks the own organisation's notifications as read, and those to the member alone; all of them when no ids are given.
 * Ids of others change nothing.
 */
@Injectable()
export class MarkNotificationsRead {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute({ organisationId, memberId }: Viewer, ids: readonly string[] | null): Promise<number> {
    return this.work.run((tx) => tx.notifications.markRead(organisationId, ids, this.clock.now(), memberId));
  }
}
