import type { Webhook, WebhookAttempt, WebhookDelivery } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { instant, instantOrNull, json, key, text, textOrNull, whole, wholeOrNull, type Columns } from '../columns';

export const WebhookSchema = new EntitySchema<Webhook>({
  name: 'webhook',
  columns: {
    id: key('id'),
    organisationId: text('organisation_id'),
    url: text('url'),
    description: textOrNull('description'),
    kinds: json('kinds'),
    state: text('state'),
    failures: whole('failures'),
    failingSince: instantOrNull('failing_since'),
    pausedUntil: instantOrNull('paused_until'),
    secret: text('secret'),
    previousSecret: textOrNull('previous_secret'),
    previousSecretUntil: instantOrNull('previous_secret_until'),
    createdAt: instant('created_at'),
    version: whole('version'),
  } satisfies Columns<Webhook>,
});

export const WebhookDeliverySchema = new EntitySchema<WebhookDelivery>({
  name: 'webhook_delivery',
  columns: {
    id: key('id'),
    webhookId: text('webhook_id'),
    eventId: text('event_id'),
    notificationId: textOrNull('notification_id'),
    state: text('state'),
    attempts: whole('attempts'),
    tries: whole('tries'),
    nextTryAt: instantOrNull('next_try_at'),
    giveUpAt: instant('give_up_at'),
    leaseUntil: instantOrNull('lease_until'),
    createdAt: instant('created_at'),
    doneAt: instantOrNull('done_at'),
  } satisfies Columns<WebhookDelivery>,
});

export const WebhookAttemptSchema = new EntitySchema<WebhookAttempt>({
  name: 'webhook_attempt',
  columns: {
    deliveryId: key('delivery_id'),
    number: { ...whole('number'), primary: true },
    at: instant('at'),
    fault: textOrNull('fault'),
    statusCode: wholeOrNull('status_code'),
    durationMs: whole('duration_ms'),
    answer: textOrNull('answer'),
  } satisfies Columns<WebhookAttempt>,
});
