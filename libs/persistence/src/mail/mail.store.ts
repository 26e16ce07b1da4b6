import type { KeptPreferences, MailItem, MailStore, Recipient } from '@huanpei/app';
import { MOST_MAILS_AN_HOUR, type DeliveryPreferences, type Mail } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { MemberSchema } from '../member/member.schema';
import { affected, fieldsOf, insertAll, rows, toDomain } from '../rows';
import { MailSchema, PreferencesSchema } from './mail.schema';

/** What may go into a mail at `$1`. */
const DUE = `i.mail_id is null and i.due_at <= $1 and (
  select count(*) from mail m where m.member_id = i.member_id and m.created_at > $1::timestamptz - interval '1 hour'
) < ${MOST_MAILS_AN_HOUR}`;

export class SqlMailStore implements MailStore {
  constructor(private readonly manager: EntityManager) {}

  async recipients(organisationIds: readonly string[]): Promise<readonly Recipient[]> {
    const members = await rows<Record<string, unknown>>(
      this.manager,
      `select ${fieldsOf(MemberSchema, 't')} from member t where t.organisation_id = any($1) and t.active
       order by t.organisation_id, t.created_at, t.id`,
      [organisationIds],
    );
    const recipients = members.map((row) => toDomain(MemberSchema, row));
    const kept = await rows<Record<string, unknown>>(
      this.manager,
      `select ${fieldsOf(PreferencesSchema, 't')} from delivery_preferences t where t.member_id = any($1)`,
      [recipients.map(({ id }) => id)],
    );
    const byMember = new Map(
      kept.map((row) => toDomain(PreferencesSchema, row)).map((preferences) => [preferences.memberId, preferences]),
    );
    return recipients.map((member) => ({ member, kept: byMember.get(member.id) }));
  }

  async takePreferences(memberId: string): Promise<KeptPreferences | undefined> {
    // The member's row stands for the preferences, which may not have been kept yet.
    await rows(this.manager, 'select 1 from member where id = $1 for no key update', [memberId]);
    const [row] = await rows<Record<string, unknown>>(
      this.manager,
      `select ${fieldsOf(PreferencesSchema, 't')} from delivery_preferences t where t.member_id = $1`,
      [memberId],
    );
    return row && toDomain(PreferencesSchema, row);
  }

  async savePreferences(preferences: DeliveryPreferences): Promise<void> {
    await insertAll(
      this.manager,
      PreferencesSchema,
      [preferences],
      `on conflict (member_id) do update set language = excluded.language, groups = excluded.groups,
         digest_hour = excluded.digest_hour, digest_weekday = excluded.digest_weekday,
         quiet_hours = excluded.quiet_hours, urgent_in_quiet_hours = excluded.urgent_in_quiet_hours`,
    );
  }

  async put(items: readonly MailItem[]): Promise<void> {
    if (items.length === 0) return;
    await rows(
      this.manager,
      `insert into mail_item (notification_id, member_id, due_at)
       select * from unnest($1::text[], $2::text[], $3::timestamptz[]) on conflict do nothing`,
      [
        items.map(({ notificationId }) => notificationId),
        items.map(({ memberId }) => memberId),
        items.map(({ dueAt }) => dueAt.toISOString()),
      ],
    );
  }

  takeDue(now: Date, limit: number): Promise<readonly MailItem[]> {
    return rows<MailItem>(
      this.manager,
      `select i.notification_id as "notificationId", i.member_id as "memberId", i.due_at as "dueAt" from mail_item i
       where ${DUE} order by i.due_at, i.notification_id, i.member_id limit $2 for update of i skip locked`,
      [now, limit],
    );
  }

  async add(mail: Mail, notificationIds: readonly string[]): Promise<void> {
    await insertAll(this.manager, MailSchema, [mail]);
    await affected(
      this.manager,
      'update mail_item set mail_id = $1 where member_id = $2 and notification_id = any($3) and mail_id is null',
      [mail.id, mail.memberId, notificationIds],
    );
  }

  async claim(now: Date, leaseUntil: Date): Promise<Mail | undefined> {
    const [row] = await rows<Record<string, unknown>>(
      this.manager,
      `with claimed as (
         select id as claimed_id from mail
         where state = 'QUEUED' and next_try_at <= $1 and (lease_until is null or lease_until <= $1)
         order by next_try_at, id limit 1 for update skip locked
       ), taken as (
         update mail set lease_until = $2, attempts = attempts + 1 from claimed where id = claimed_id returning mail.*
       )
       select ${fieldsOf(MailSchema, 't')} from taken t`,
      [now, leaseUntil],
    );
    return row && toDomain(MailSchema, row);
  }

  async settle({ id, attempts, state, nextTryAt, leaseUntil, fault, doneAt }: Mail): Promise<void> {
    await affected(
      this.manager,
      `update mail set state = $3, next_try_at = $4, lease_until = $5, fault = $6, done_at = $7
       where id = $1 and attempts = $2 and state = 'QUEUED'`,
      [id, attempts, state, nextTryAt, leaseUntil, fault, doneAt],
    );
  }

  async anyDue(now: Date): Promise<boolean> {
    const found = await rows(
      this.manager,
      `(select 1 from mail_item i where ${DUE} limit 1) union all
       (select 1 from mail where state = 'QUEUED' and next_try_at <= $1 and (lease_until is null or lease_until <= $1)
        limit 1)`,
      [now],
    );
    return found.length > 0;
  }

  async forget(before: Date, limit: number): Promise<void> {
    await affected(
      this.manager,
      `delete from mail where id in (
         select id from mail where state <> 'QUEUED' and done_at < $1 order by done_at limit $2)`,
      [before, limit],
    );
  }
}
