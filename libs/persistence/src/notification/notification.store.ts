import type { NotificationStore } from '@huanpei/app';
import { notificationKey, type Notification } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { insertAll, affected, rows } from '../rows';
import { NotificationSchema } from './notification.schema';

/** The channel on which ids of new notifications are told when their transaction commits. */
export const NOTIFICATION_CHANNEL = 'notification';

export class SqlNotificationStore implements NotificationStore {
  constructor(private readonly manager: EntityManager) {}

  async add(notifications: readonly Notification[]): Promise<number> {
    // In the order of their keys, so that two transactions with the same keys wait for each other and never in a ring.
    const keyed = [...notifications].sort((a, b) => (notificationKey(a) < notificationKey(b) ? -1 : 1));
    const added = await insertAll<Notification, { id: string }>(
      this.manager,
      NotificationSchema,
      keyed,
      'on conflict (key) do nothing returning id',
      { key: ['text', notificationKey] },
    );
    if (added.length === 0) return 0;
    await rows(this.manager, 'select pg_notify($1, id) from unnest($2::text[]) as id', [
      NOTIFICATION_CHANNEL,
      added.map(({ id }) => id),
    ]);
    return added.length;
  }

  markRead(organisationId: string, ids: readonly string[] | null, at: Date): Promise<number> {
    return affected(
      this.manager,
      `update notification set read_at = $2
       where organisation_id = $1 and read_at is null and ($3::text[] is null or id = any($3::text[]))`,
      [organisationId, at, ids],
    );
  }
}
