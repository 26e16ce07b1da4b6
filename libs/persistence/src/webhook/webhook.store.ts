import type { WebhookStore } from '@huanpei/app';
import { MOST_POSTS_AT_A_TIME, type Webhook, type WebhookAttempt, type WebhookDelivery } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { RowStore } from '../row-store';
import { affected, fieldsOf, insertAll, rows, toDomain } from '../rows';
import { WebhookAttemptSchema, WebhookDeliverySchema, WebhookSchema } from './webhook.schema';

export class SqlWebhookStore extends RowStore<Webhook> implements WebhookStore {
  private readonly deliveries: RowStore<WebhookDelivery>;

  constructor(manager: EntityManager) {
    super(manager, WebhookSchema);
    this.deliveries = new RowStore(manager, WebhookDeliverySchema);
  }

  async of(organisationIds: readonly string[]): Promise<readonly Webhook[]> {
    const found = await rows<Record<string, unknown>>(
      this.manager,
      `select ${fieldsOf(WebhookSchema, 't')} from webhook t where t.organisation_id = any($1)
       order by t.organisation_id, t.created_at, t.id`,
      [organisationIds],
    );
    return found.map((row) => toDomain(WebhookSchema, row));
  }

  async remove(id: string): Promise<void> {
    await affected(this.manager, 'delete from webhook where id = $1', [id]);
  }

  findDelivery(id: string): Promise<WebhookDelivery | undefined> {
    return this.deliveries.find(id);
  }

  takeDelivery(id: string): Promise<WebhookDelivery | undefined> {
    return this.deliveries.take(id);
  }

  saveDelivery(delivery: WebhookDelivery): Promise<void> {
    return this.deliveries.save(delivery);
  }

  async addDeliveries(deliveries: readonly WebhookDelivery[]): Promise<void> {
    await insertAll(
      this.manager,
      WebhookDeliverySchema,
      deliveries,
      'on conflict on constraint webhook_delivery_once do nothing',
    );
  }

  async claimDelivery(
    webhookId: string,
    now: Date,
    leaseUntil: Date,
  ): Promise<{ readonly delivery: WebhookDelivery; readonly cutOff: boolean } | undefined> {
    const [row] = await rows<Record<string, unknown> & { $lease: Date | null }>(
      this.manager,
      `with claimed as (
         select id as claimed_id, lease_until as lease_before from webhook_delivery
         where webhook_id = $1 and state = 'PENDING' and next_try_at <= $2 and (lease_until is null or lease_until <= $2)
           and not exists (
             select 1 from webhook_delivery o where o.webhook_id = $1 and o.state = 'PENDING' and o.lease_until > $2)
           and (
             select count(*) from webhook_delivery o join webhook w on w.id = o.webhook_id
             where w.organisation_id = (select organisation_id from webhook where id = $1)
               and o.state = 'PENDING' and o.lease_until > $2
           ) < ${MOST_POSTS_AT_A_TIME}
         order by next_try_at, id limit 1 for update skip locked
       ), taken as (
         update webhook_delivery set lease_until = $3, attempts = attempts + 1, tries = tries + 1 from claimed
         where id = claimed_id returning webhook_delivery.*, lease_before
       )
       select ${fieldsOf(WebhookDeliverySchema, 't')}, t.lease_before as "$lease" from taken t`,
      [webhookId, now, leaseUntil],
    );
    return row && { delivery: toDomain(WebhookDeliverySchema, row), cutOff: row.$lease !== null };
  }

  async addAttempt(attempt: WebhookAttempt): Promise<void> {
    await insertAll(this.manager, WebhookAttemptSchema, [attempt], 'on conflict do nothing');
  }

  async waitingTests(webhookId: string): Promise<number> {
    const [row] = await rows<{ count: number }>(
      this.manager,
      `select count(*)::int as count from webhook_delivery
       where webhook_id = $1 and state = 'PENDING' and notification_id is null and attempts = 0`,
      [webhookId],
    );
    return row?.count ?? 0;
  }

  async due(now: Date, limit: number): Promise<readonly string[]> {
    const found = await rows<{ id: string }>(
      this.manager,
      `select w.id from webhook w where w.state = 'ACTIVE' and (w.paused_until is null or w.paused_until <= $1)
         and exists (select 1 from webhook_delivery d where d.webhook_id = w.id and d.state = 'PENDING'
           and d.next_try_at <= $1 and (d.lease_until is null or d.lease_until <= $1))
       order by w.id limit $2`,
      [now, limit],
    );
    return found.map(({ id }) => id);
  }

  giveUp(now: Date): Promise<number> {
    return affected(
      this.manager,
      `update webhook_delivery set state = 'FAILED', next_try_at = null, lease_until = null, done_at = $1
       where state = 'PENDING' and give_up_at <= $1 and (lease_until is null or lease_until <= $1)`,
      [now],
    );
  }

  async forget(before: Date, limit: number): Promise<void> {
    await affected(
      this.manager,
      `delete from webhook_delivery where id in (
         select id from webhook_delivery where state <> 'PENDING' and done_at < $1 order by done_at limit $2)`,
      [before, limit],
    );
  }
}
