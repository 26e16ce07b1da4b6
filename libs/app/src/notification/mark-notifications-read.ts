import { Injectable } from '@nestjs/common';
import { selfOf, type Viewer } from '@huanpei/domain';
import { Clock } from '../ports/platform';
import { Work } from '../ports/work';

/**
 * Marks the own organisation's notifications as read, and those to the member alone; all of them when no ids are given.
 * Ids of others change nothing. A key marks only what is its organisation's.
 */
@Injectable()
export class MarkNotificationsRead {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute(viewer: Viewer, ids: readonly string[] | null): Promise<number> {
    return this.work.run((tx) =>
      tx.notifications.markRead(viewer.organisationId, ids, this.clock.now(), selfOf(viewer)),
    );
  }
}
