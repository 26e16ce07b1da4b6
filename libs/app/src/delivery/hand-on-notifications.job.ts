import { Injectable } from '@nestjs/common';
import {
  completePreferences,
  GIVE_UP_MS,
  mailDueAt,
  type Member,
  type Notification,
  type Webhook,
  type WebhookDelivery,
} from '@huanpei/domain';
import { JobHandler } from '../job-handler';
import { Mailer } from '../ports/mailer';
import { Chance, Clock, DeliveryRules } from '../ports/platform';
import { Work, type MailItem, type Tx } from '../ports/work';

const BATCH = 200;

/**
 * Puts each new notification on its ways out of the product: to every member who wants to be mailed of its kind, at the
 * time that the member's preferences say, and to every endpoint of the organisation that hears of it. What is put
 * there, and that the notification is done with, commit together, so each is put there once.
 */
@Injectable()
export class HandOnNotifications extends JobHandler<'hand-on-notifications'> {
  readonly job = 'hand-on-notifications';

  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly mailer: Mailer,
    private readonly rules: DeliveryRules,
  ) {
    super();
  }

  async handle(): Promise<void> {
    while ((await this.handOn()) === BATCH);
  }

  private handOn(): Promise<number> {
    return this.work.run(async (tx) => {
      const notifications = await tx.notifications.takeToHandOn(BATCH);
      if (notifications.length === 0) return 0;
      const now = this.clock.now();
      const firms = [...new Set(notifications.map(({ organisationId }) => organisationId))];
      await this.toMembers(tx, notifications, firms, now);
      await this.toWebhooks(tx, notifications, firms, now);
      await tx.notifications.markHandedOn(
        notifications.map(({ id }) => id),
        now,
      );
      return notifications.length;
    });
  }

  private async toMembers(
    tx: Tx,
    notifications: readonly Notification[],
    firms: readonly string[],
    now: Date,
  ): Promise<void> {
    // Without a way to send mail none is kept for later: it would be old news by then.
    if (this.mailer.status().backend === 'NONE') return;
    const recipients = await tx.mails.recipients(firms);
    const items = notifications.flatMap((notification) =>
      recipients.flatMap(({ member, kept }): MailItem[] => {
        if (!isFor(notification, member)) return [];
        const preferences = completePreferences(kept, member.id, this.rules.quietHours);
        const dueAt = mailDueAt(preferences, notification.kind, notification.createdAt);
        return dueAt === null ? [] : [{ notificationId: notification.id, memberId: member.id, dueAt }];
      }),
    );
    await tx.mails.put(items);
    if (items.some(({ dueAt }) => dueAt <= now)) await tx.enqueue('send-mails', {});
  }

  private async toWebhooks(
    tx: Tx,
    notifications: readonly Notification[],
    firms: readonly string[],
    now: Date,
  ): Promise<void> {
    const webhooks = (await tx.webhooks.of(firms)).filter(({ state }) => state === 'ACTIVE');
    const deliveries = webhooks.flatMap((webhook) =>
      notifications
        .filter((notification) => hears(webhook, notification))
        .map(({ id }) => deliveryOf(webhook.id, id, this.chance.id(), id, now)),
    );
    await tx.webhooks.addDeliveries(deliveries);
    for (const webhookId of new Set(deliveries.map((delivery) => delivery.webhookId))) {
      await tx.enqueue('deliver-webhook', { webhookId });
    }
  }
}

/** One that names a member is for that member only. */
export function isFor(
  { organisationId, memberId = null }: Pick<Notification, 'organisationId' | 'memberId'>,
  member: Pick<Member, 'id' | 'organisationId'>,
): boolean {
  return member.organisationId === organisationId && (memberId === null || memberId === member.id);
}

/** What is for one member only is none of the firm's systems. */
function hears({ organisationId, kinds }: Webhook, notification: Notification): boolean {
  return (
    notification.organisationId === organisationId &&
    (notification.memberId ?? null) === null &&
    (kinds.length === 0 || kinds.includes(notification.kind))
  );
}

/** A delivery that may be tried at once. */
export function deliveryOf(
  webhookId: string,
  eventId: string,
  id: string,
  notificationId: string | null,
  now: Date,
): WebhookDelivery {
  return {
    id,
    webhookId,
    eventId,
    notificationId,
    state: 'PENDING',
    attempts: 0,
    tries: 0,
    nextTryAt: now,
    giveUpAt: new Date(now.getTime() + GIVE_UP_MS),
    leaseUntil: null,
    createdAt: now,
    doneAt: null,
  };
}
