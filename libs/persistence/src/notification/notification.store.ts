import type { NotificationStore } from '@huanpei/app';
import { notificationKey, type Closeness, type Notification } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { affected, fieldsOf, insertAll, rows, toDomain } from '../rows';
import { NotificationSchema } from './notification.schema';

/** The channel on which ids of new notifications are told when their transaction commits. */
export const NOTIFICATION_CHANNEL = 'notification';

export class SqlNotificationStore implements NotificationStore {
  /** @param handOn sends the job that hands new notifications on, on this transaction */
  constructor(
    private readonly manager: EntityManager,
    private readonly handOn: () => Promise<void>,
  ) {}

  async add(notifications: readonly Notification[]): Promise<readonly string[]> {
    // In the order of their keys, so that two transactions with the same keys wait for each other and never in a ring.
    const keyed = [...notifications].sort((a, b) => (notificationKey(a) < notificationKey(b) ? -1 : 1));
    const added = await insertAll<Notification, { id: string; organisation_id: string }>(
      this.manager,
      NotificationSchema,
      keyed,
      'on conflict (key) do nothing returning id, organisation_id',
      { key: ['text', notificationKey] },
    );
    if (added.length === 0) return [];
    await rows(this.manager, 'select pg_notify($1, id) from unnest($2::text[]) as id', [
      NOTIFICATION_CHANNEL,
      added.map(({ id }) => id),
    ]);
    await this.handOn();
    return added.map((row) => row.organisation_id);
  }

  async suppliersTold(tenderId: string): Promise<readonly string[]> {
    const told = await rows<{ id: string }>(
      this.manager,
      `select distinct n.organisation_id as id from notification n join organisation o on o.id = n.organisation_id
       where n.tender_id = $1 and n.member_id is null and o.kind = 'SUPPLIER' order by id`,
      [tenderId],
    );
    return told.map(({ id }) => id);
  }

  async lastCloseness(tenderId: string, listingId: string): Promise<Closeness | undefined> {
    const [last] = await rows<{ closeness: Closeness | null }>(
      this.manager,
      `select (select notice ->> 'closeness' from jsonb_array_elements(n.matches) notice
               where notice ->> 'listingId' = $2 limit 1) as closeness
       from notification n where n.tender_id = $1 and n.member_id is null and (
         jsonb_path_exists(n.matches, '$[*] ? (@.listingId == $id)', jsonb_build_object('id', $2::text))
         or n.kind = 'LISTING_LAPSED' and n.listing_id = $2)
       order by n.created_at desc, n.id desc limit 1`,
      [tenderId, listingId],
    );
    // A lapse may have ended what was told before.
    return last?.closeness ?? undefined;
  }

  markRead(
    organisationId: string,
    ids: readonly string[] | null,
    at: Date,
    memberId: string | null = null,
  ): Promise<number> {
    return affected(
      this.manager,
      `update notification set read_at = $2
       where organisation_id = $1 and read_at is null and ($3::text[] is null or id = any($3::text[]))
         and (member_id is null or member_id = $4)`,
      [organisationId, at, ids, memberId],
    );
  }

  async takeToHandOn(limit: number): Promise<readonly Notification[]> {
    const found = await rows<Record<string, unknown>>(
      this.manager,
      `select ${fieldsOf(NotificationSchema, 't')} from notification t where t.handed_on_at is null
       order by t.created_at, t.id limit $1 for no key update skip locked`,
      [limit],
    );
    return found.map((row) => toDomain(NotificationSchema, row));
  }

  async markHandedOn(ids: readonly string[], at: Date): Promise<void> {
    await affected(this.manager, 'update notification set handed_on_at = $2 where id = any($1)', [ids, at]);
  }
}
