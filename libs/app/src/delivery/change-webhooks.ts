import { Injectable } from '@nestjs/common';
import {
  accepted,
  GIVE_UP_MS,
  mayTouch,
  MOST_WEBHOOKS,
  refused,
  SECRET_OVERLAP_MS,
  type AuditAction,
  type NotificationKind,
  type Operation,
  type Outcome,
  type Refusal,
  type Viewer,
  type Webhook,
  type WebhookDelivery,
} from '@huanpei/domain';
import { decidedBy } from '../decisions';
import { Chance, Clock } from '../ports/platform';
import { SecretBox } from '../ports/security';
import { WebhookSender, type AddressFault } from '../ports/webhook-sender';
import { Work, type Tx } from '../ports/work';
import { tooLong } from '../text-faults';
import { deliveryOf } from './hand-on-notifications.job';

const MOST_URL = 1_000;
const MOST_DESCRIPTION = 200;
/** A test event is delivered, or failed for the first time, by then. */
const TEST_PATIENCE_S = 15;

export interface WebhookContent {
  readonly url: string;
  readonly description: string | null;
  /** None named is all. */
  readonly kinds: readonly NotificationKind[];
}

export interface WebhookChanges extends Partial<WebhookContent> {
  /** False switches it off, true on, also after the platform disabled it. */
  readonly active?: boolean;
}

/** An endpoint with the secret that is shown this once. */
export interface WebhookWithSecret {
  readonly webhook: Webhook;
  /** `whsec_…` */
  readonly secret: string;
}

const ADDRESS_FAULTS: Readonly<Record<AddressFault, { readonly zh: string; readonly en: string }>> = {
  UNREADABLE: {
    zh: '地址无法识别，应为 https://… 的完整地址',
    en: 'the address cannot be read; give a whole one, https://…',
  },
  NOT_HTTPS: { zh: '地址应以 https:// 开头', en: 'the address must begin with https://' },
  CREDENTIALS: { zh: '地址中不能含用户名或密码', en: 'the address may hold no user name or password' },
  PORT: { zh: '端口应为 443 或不小于 1024', en: 'the port must be 443 or at least 1024' },
  NOT_PUBLIC: { zh: '只能推送到公网地址', en: 'only addresses of the public internet are posted to' },
};

function contentFaults(sender: WebhookSender, { url, description }: Partial<WebhookContent>): readonly Refusal[] {
  const long = [...tooLong(url, MOST_URL, 'url'), ...tooLong(description, MOST_DESCRIPTION, 'description')];
  const fault = url === undefined || long.length > 0 ? undefined : sender.addressFault(url);
  return fault === undefined
    ? long
    : [...long, { code: 'ADDRESS_REFUSED', field: 'url', facts: ADDRESS_FAULTS[fault] }];
}

/** A line of text, or none. */
const lineOf = (text: string | null): string | null => (text?.trim() ? text.trim() : null);

/** The endpoint under its lock, when it is the viewer's own; otherwise as if it did not exist. */
async function takeOwn(tx: Tx, viewer: Viewer, operation: Operation, id: string): Promise<Webhook | undefined> {
  const webhook = await tx.webhooks.take(id);
  return webhook && mayTouch(operation, viewer, ownershipOfWebhook(webhook)) ? webhook : undefined;
}

/** What the permission table needs to know of an endpoint: nobody else sees it, operators neither. */
export const ownershipOfWebhook = ({ organisationId }: Pick<Webhook, 'organisationId'>) => ({
  organisationId,
  published: false,
  moderated: false,
});

const audited = (tx: Tx, viewer: Viewer, action: AuditAction, webhook: Webhook): Promise<void> =>
  tx.audit(
    decidedBy(
      viewer,
      action,
      { subjectKind: 'WEBHOOK', subjectId: webhook.id },
      // The host alone: the rest of an address may hold a token, and the chain forgets nothing.
      { data: { host: new URL(webhook.url).host, state: webhook.state } },
    ),
  );

const NOT_FOUND = refused({ code: 'NOT_FOUND', field: 'id' });

/** `whsec_` and 32 random bytes in base64, as the Standard Webhooks specification writes secrets. */
const newSecret = (chance: Chance): string => `whsec_${Buffer.from(chance.secret(), 'base64url').toString('base64')}`;

/** A head of an organisation gives an address to which its notifications are posted. */
@Injectable()
export class CreateWebhook {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly sender: WebhookSender,
    private readonly box: SecretBox,
  ) {}

  async execute(viewer: Viewer, { url, description, kinds }: WebhookContent): Promise<Outcome<WebhookWithSecret>> {
    const faults = contentFaults(this.sender, { url, description });
    if (faults.length > 0) return refused(...faults);
    const secret = newSecret(this.chance);
    const webhook: Webhook = {
      id: this.chance.id(),
      organisationId: viewer.organisationId,
      url,
      description: lineOf(description),
      kinds: [...new Set(kinds)],
      state: 'ACTIVE',
      failures: 0,
      failingSince: null,
      pausedUntil: null,
      secret: this.box.seal(secret),
      previousSecret: null,
      previousSecretUntil: null,
      createdAt: this.clock.now(),
      version: 1,
    };
    return this.work.run(async (tx) => {
      // The firm's row stands for "how many it has", so that two at once cannot both be the last.
      await tx.organisations.take(viewer.organisationId);
      if ((await tx.webhooks.of([viewer.organisationId])).length >= MOST_WEBHOOKS)
        return refused({ code: 'LIMIT_REACHED', facts: { most: MOST_WEBHOOKS } });
      await tx.webhooks.add(webhook);
      await audited(tx, viewer, 'WEBHOOK_CREATED', webhook);
      return accepted({ webhook, secret });
    });
  }
}

/** Changes address, kinds or description, or switches it off or on; switching on forgives what failed before. */
@Injectable()
export class UpdateWebhook {
  constructor(
    private readonly work: Work,
    private readonly sender: WebhookSender,
  ) {}

  async execute(viewer: Viewer, id: string, changes: WebhookChanges): Promise<Outcome<Webhook>> {
    return this.work.run(async (tx) => {
      const webhook = await takeOwn(tx, viewer, 'Mutation.updateWebhook', id);
      if (!webhook) return NOT_FOUND;
      const faults = contentFaults(this.sender, changes);
      if (faults.length > 0) return refused(...faults);
      const { active, url = webhook.url, kinds = webhook.kinds, description = webhook.description } = changes;
      const afresh = active === true || url !== webhook.url;
      const changed: Webhook = {
        ...webhook,
        url,
        kinds: [...new Set(kinds)],
        description: lineOf(description),
        state: active === undefined ? webhook.state : active ? 'ACTIVE' : 'OFF',
        ...(afresh ? { failures: 0, failingSince: null, pausedUntil: null } : {}),
        version: webhook.version + 1,
      };
      await tx.webhooks.save(changed);
      await audited(tx, viewer, 'WEBHOOK_CHANGED', changed);
      return accepted(changed);
    });
  }
}

/** A new secret; the one before it goes on signing beside it for a day. */
@Injectable()
export class RotateWebhookSecret {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly box: SecretBox,
  ) {}

  execute(viewer: Viewer, id: string): Promise<Outcome<WebhookWithSecret>> {
    return this.work.run(async (tx) => {
      const webhook = await takeOwn(tx, viewer, 'Mutation.rotateWebhookSecret', id);
      if (!webhook) return NOT_FOUND;
      const secret = newSecret(this.chance);
      const rotated: Webhook = {
        ...webhook,
        secret: this.box.seal(secret),
        previousSecret: webhook.secret,
        previousSecretUntil: new Date(this.clock.now().getTime() + SECRET_OVERLAP_MS),
        version: webhook.version + 1,
      };
      await tx.webhooks.save(rotated);
      await audited(tx, viewer, 'WEBHOOK_SECRET_ROTATED', rotated);
      return accepted({ webhook: rotated, secret });
    });
  }
}

/** Removes an endpoint with its deliveries; what is on its way is not sent again. */
@Injectable()
export class DeleteWebhook {
  constructor(private readonly work: Work) {}

  execute(viewer: Viewer, id: string): Promise<Outcome<{ readonly id: string }>> {
    return this.work.run(async (tx) => {
      const webhook = await takeOwn(tx, viewer, 'Mutation.deleteWebhook', id);
      if (!webhook) return NOT_FOUND;
      await tx.webhooks.remove(id);
      await audited(tx, viewer, 'WEBHOOK_DELETED', webhook);
      return accepted({ id });
    });
  }
}

/** Sends an event that says nothing, so that a receiver can be tried out. */
@Injectable()
export class SendTestWebhook {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  execute(viewer: Viewer, id: string): Promise<Outcome<WebhookDelivery>> {
    return this.work.run(async (tx) => {
      const webhook = await takeOwn(tx, viewer, 'Mutation.sendTestWebhook', id);
      if (!webhook) return NOT_FOUND;
      if (webhook.state !== 'ACTIVE') return refused({ code: 'WRONG_STATE', facts: { state: webhook.state } });
      if ((await tx.webhooks.waitingTests(id)) > 0)
        return refused({ code: 'BUSY', facts: { retrySeconds: TEST_PATIENCE_S } });
      const delivery = deliveryOf(id, this.chance.id(), this.chance.id(), null, this.clock.now());
      await tx.webhooks.addDeliveries([delivery]);
      await tx.enqueue('deliver-webhook', { webhookId: id });
      return accepted(delivery);
    });
  }
}

/** Puts a delivery in again that was delivered or given up, or hurries one that waits; its `webhook-id` stays. */
@Injectable()
export class RedeliverWebhook {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute(viewer: Viewer, deliveryId: string): Promise<Outcome<WebhookDelivery>> {
    return this.work.run(async (tx) => {
      // The endpoint before the delivery, in the order in which the worker locks them.
      const found = await tx.webhooks.findDelivery(deliveryId);
      const webhook = found && (await takeOwn(tx, viewer, 'Mutation.redeliverWebhook', found.webhookId));
      const delivery = webhook && (await tx.webhooks.takeDelivery(deliveryId));
      if (!webhook || !delivery) return NOT_FOUND;
      if (webhook.state !== 'ACTIVE') return refused({ code: 'WRONG_STATE', facts: { state: webhook.state } });
      const now = this.clock.now();
      const again: WebhookDelivery = {
        ...delivery,
        state: 'PENDING',
        tries: 0,
        nextTryAt: now,
        giveUpAt: new Date(now.getTime() + GIVE_UP_MS),
        doneAt: null,
      };
      await tx.webhooks.saveDelivery(again);
      await tx.enqueue('deliver-webhook', { webhookId: webhook.id });
      return accepted(again);
    });
  }
}
