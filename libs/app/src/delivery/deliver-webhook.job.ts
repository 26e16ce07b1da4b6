import { Injectable } from '@nestjs/common';
import {
  afterDelivery,
  afterFailedAttempt,
  isHead,
  nextDeliveryTry,
  type Notification,
  type Webhook,
  type WebhookAttempt,
  type WebhookDelivery,
} from '@huanpei/domain';
import { decidedBySystem } from '../decisions';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Chance, Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { SecretBox } from '../ports/security';
import { WebhookSender, type PostOutcome } from '../ports/webhook-sender';
import { Work, type Tx } from '../ports/work';
import { chanceOf } from './chance-of';
import { notificationPayload, testPayload } from './webhook-payload';

/** Longer than an attempt can take: one in hand for longer was lost with its worker. */
const LEASE_MS = 60_000;
/** How long a job stays with one endpoint, so that others get their turn; what is left is found by the sweep. */
const BUDGET_MS = 20_000;
const GONE = 410;

const NO_SECRET: PostOutcome = {
  fault: 'SECRET_UNREADABLE',
  statusCode: null,
  durationMs: 0,
  answer: null,
  retryAfterMs: null,
};

interface InHand {
  readonly webhook: Webhook;
  readonly delivery: WebhookDelivery;
}

/**
 * Posts what is due at one endpoint, one after the other, and never two at a time. Every attempt is counted before it is made and written down
 * after; how the endpoint fares is kept in the database, so that all processes leave a failing one alone. A worker that
 * dies in between sends the event again under the same `webhook-id`.
 */
@Injectable()
export class DeliverWebhook extends JobHandler<'deliver-webhook'> {
  readonly job = 'deliver-webhook';
  /** Most of it is waiting for others. */
  override readonly concurrency = 8;

  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly sender: WebhookSender,
    private readonly secrets: SecretBox,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {
    super();
  }

  async handle({ webhookId }: Jobs['deliver-webhook']): Promise<void> {
    const until = performance.now() + BUDGET_MS;
    while (performance.now() < until) {
      const inHand = await this.claim(webhookId);
      if (inHand === undefined) return;
      const at = this.clock.now();
      const outcome = await this.attempt(inHand, at);
      await this.settle(inHand.delivery, at, outcome);
    }
  }

  private claim(webhookId: string): Promise<InHand | undefined> {
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const asked = await tx.webhooks.find(webhookId);
      // The firm's row stands for "what is in hand of its endpoints", so that two workers cannot both find that little is.
      if (asked) await tx.organisations.take(asked.organisationId);
      const webhook = asked && (await tx.webhooks.find(webhookId));
      if (webhook?.state !== 'ACTIVE' || (webhook.pausedUntil !== null && webhook.pausedUntil > now)) return undefined;
      const claimed = await tx.webhooks.claimDelivery(webhookId, now, new Date(now.getTime() + LEASE_MS));
      if (claimed === undefined) return undefined;
      const { delivery, cutOff } = claimed;
      const lost = { deliveryId: delivery.id, number: delivery.attempts - 1, at: now, fault: 'CUT_OFF' } as const;
      if (cutOff) await tx.webhooks.addAttempt({ ...lost, statusCode: null, durationMs: 0, answer: null });
      return { webhook, delivery };
    });
  }

  private async attempt({ webhook, delivery }: InHand, at: Date): Promise<PostOutcome> {
    const { eventId, notificationId, createdAt } = delivery;
    const notification = notificationId === null ? undefined : await this.reads.notification(notificationId);
    if (notificationId !== null && !notification) throw new Error(`no notification ${notificationId}`);
    const body = notification
      ? notificationPayload(notification)
      : testPayload(eventId, webhook.organisationId, createdAt);
    const overlapping = webhook.previousSecretUntil !== null && webhook.previousSecretUntil > at;
    const sealed = [webhook.secret, ...(overlapping && webhook.previousSecret ? [webhook.previousSecret] : [])];
    const secrets = sealed.flatMap((secret) => this.secrets.open(secret) ?? []);
    if (secrets.length === 0) return NO_SECRET;
    return this.sender.post({ url: webhook.url, eventId, at, body, secrets });
  }

  private settle(claimed: WebhookDelivery, at: Date, outcome: PostOutcome): Promise<void> {
    const { fault, statusCode, durationMs, answer } = outcome;
    const attempt: WebhookAttempt = {
      deliveryId: claimed.id,
      number: claimed.attempts,
      at,
      fault,
      statusCode,
      durationMs,
      answer,
    };
    return this.work.run(async (tx) => {
      // The endpoint may have been deleted meanwhile, and its deliveries with it.
      const webhook = await tx.webhooks.take(claimed.webhookId);
      const delivery = webhook && (await tx.webhooks.takeDelivery(claimed.id));
      if (!webhook || !delivery) return;
      await tx.webhooks.addAttempt(attempt);
      const now = this.clock.now();
      // One that was in hand for too long is in other hands by now, or was put in anew.
      if (delivery.attempts === claimed.attempts && delivery.state === 'PENDING')
        await tx.webhooks.saveDelivery(this.settled(delivery, now, outcome));
      await this.keepHealth(tx, webhook, now, outcome);
    });
  }

  private settled(delivery: WebhookDelivery, now: Date, { fault, retryAfterMs }: PostOutcome): WebhookDelivery {
    const done = { ...delivery, leaseUntil: null, nextTryAt: null, doneAt: now };
    if (fault === null) return { ...done, state: 'DELIVERED' };
    const again = nextDeliveryTry(Math.max(delivery.tries, 1), now, retryAfterMs, chanceOf(this.chance));
    return again === null || again > delivery.giveUpAt
      ? { ...done, state: 'FAILED' }
      : { ...delivery, leaseUntil: null, nextTryAt: again };
  }

  private async keepHealth(tx: Tx, webhook: Webhook, now: Date, outcome: PostOutcome): Promise<void> {
    const { fault, statusCode } = outcome;
    if (fault === null && webhook.failures === 0) return;
    const after = fault === null ? afterDelivery(webhook) : afterFailedAttempt(webhook, now, statusCode === GONE);
    await tx.webhooks.save({ ...after, version: webhook.version + 1 });
    if (after.state === webhook.state) return;
    await tx.audit(
      decidedBySystem(
        'WEBHOOK_DISABLED',
        { subjectKind: 'WEBHOOK', subjectId: webhook.id },
        { data: { failures: after.failures, gone: statusCode === GONE } },
      ),
    );
    await this.tellHeads(tx, { ...after, version: webhook.version + 1 }, now);
  }

  private async tellHeads(tx: Tx, webhook: Webhook, now: Date): Promise<void> {
    const members = await tx.mails.recipients([webhook.organisationId]);
    const heads = members.filter(({ member }) => isHead(member.role));
    await tx.notifications.add(
      heads.map(({ member }): Notification => ({
        id: this.chance.id(),
        organisationId: webhook.organisationId,
        memberId: member.id,
        kind: 'WEBHOOK_DISABLED',
        tenderId: null,
        listingId: null,
        revision: webhook.version,
        matches: [],
        reason: withoutSecrets(webhook.url),
        createdAt: now,
        readAt: null,
      })),
    );
  }
}

/** The address without its query, which may hold a token. */
function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
