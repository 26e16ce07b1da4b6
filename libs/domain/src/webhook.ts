import { jittered } from './delivery';
import type { NotificationKind } from './notification';

export const WEBHOOK_STATES = ['ACTIVE', 'OFF', 'DISABLED'] as const;
/** `OFF` by the organisation; `DISABLED` by the platform, because nothing could be delivered or the endpoint said so. */
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** How an endpoint has answered lately. */
export interface WebhookHealth {
  readonly state: WebhookState;
  /** Failed attempts since the last that succeeded. */
  readonly failures: number;
  readonly failingSince: Date | null;
  /** Nothing is sent before this. */
  readonly pausedUntil: Date | null;
}

/** An address of an organisation to which its notifications are posted. */
export interface Webhook extends WebhookHealth {
  readonly id: string;
  readonly organisationId: string;
  readonly url: string;
  readonly description: string | null;
  /** Which kinds it hears of; none named is all. */
  readonly kinds: readonly NotificationKind[];
  /** Sealed with the key of the marketplace; never shown after it was made. */
  readonly secret: string;
  /** The secret before it, which signs beside it for a while. */
  readonly previousSecret: string | null;
  readonly previousSecretUntil: Date | null;
  readonly createdAt: Date;
  readonly version: number;
}

/** How long the secret before a rotation goes on signing: time to put the new one everywhere. */
export const SECRET_OVERLAP_MS = 24 * 60 * 60_000;

/** How many endpoints one organisation may have. */
export const MOST_WEBHOOKS = 10;

/** How many events may be on their way to the endpoints of one organisation, so that slow ones hold up nobody else. */
export const MOST_POSTS_AT_A_TIME = 3;

export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One event on its way to one endpoint. */
export interface WebhookDelivery {
  readonly id: string;
  readonly webhookId: string;
  /** The `webhook-id` header: the same for each attempt and each endpoint. */
  readonly eventId: string;
  /** Null for a test event. */
  readonly notificationId: string | null;
  readonly state: DeliveryState;
  /** Attempts ever made; each has its number. */
  readonly attempts: number;
  /** Attempts since it was put in, or put in again by hand. */
  readonly tries: number;
  readonly nextTryAt: Date | null;
  /** After this it is given up, whether tried or not. */
  readonly giveUpAt: Date;
  readonly leaseUntil: Date | null;
  readonly createdAt: Date;
  readonly doneAt: Date | null;
}

export const ATTEMPT_FAULTS = [
  'ADDRESS_REFUSED',
  'NAME_NOT_FOUND',
  'CONNECTION',
  'TLS',
  'TIMEOUT',
  'REDIRECT',
  'STATUS',
  'SECRET_UNREADABLE',
  'CUT_OFF',
] as const;
/** Why an attempt failed; `CUT_OFF`: the worker ended before it had the answer. */
export type AttemptFault = (typeof ATTEMPT_FAULTS)[number];

/** One attempt as the delivery log keeps it. */
export interface WebhookAttempt {
  readonly deliveryId: string;
  readonly number: number;
  readonly at: Date;
  /** Null when it was delivered. */
  readonly fault: AttemptFault | null;
  /** Null when there was no answer. */
  readonly statusCode: number | null;
  readonly durationMs: number;
  /** The first characters of the answer's body. */
  readonly answer: string | null;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits after the first, second … attempt; with the least jitter a little over a day together. */
const WAITS_MS = [
  15 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  7 * HOUR_MS,
  10 * HOUR_MS,
];
const LONGEST_RETRY_AFTER_MS = 2 * HOUR_MS;

/** How long a delivery may wait in all, pauses of its endpoint included. */
export const GIVE_UP_MS = 48 * HOUR_MS;

/**
 * When a delivery is tried again after so many tries; null when no more.
 *
 * @param retryAfterMs what the endpoint asked for (`Retry-After`); it lengthens the wait, by two hours at the most
 * @param chance 0 ≤ chance < 1
 */
export function nextDeliveryTry(
  tries: number,
  failedAt: Date,
  retryAfterMs: number | null,
  chance: number,
): Date | null {
  const wait = WAITS_MS[tries - 1];
  if (wait === undefined) return null;
  const asked = Math.min(Math.max(retryAfterMs ?? 0, 0), LONGEST_RETRY_AFTER_MS);
  return new Date(failedAt.getTime() + Math.max(jittered(wait, chance), asked));
}

/** From so many failures in a row on the endpoint is left alone for a while. */
const FAILURES_TO_PAUSE = 5;
const LONGEST_PAUSE_MS = HOUR_MS;
/** An endpoint that has failed for so long is disabled. */
export const DAYS_TO_DISABLE = 5;

/** The endpoint after one that was delivered: all is forgiven. One that was switched off meanwhile stays so. */
export function afterDelivery<T extends WebhookHealth>(webhook: T): T {
  return { ...webhook, failures: 0, failingSince: null, pausedUntil: null };
}

/**
 * The endpoint after a failed attempt. Five in a row pause it, for twice as long each further time, up to an hour; then
 * one attempt decides. After five days without a success, or when it answers that it is gone, it is disabled.
 *
 * @param gone whether it answered 410
 */
export function afterFailedAttempt<T extends WebhookHealth>(webhook: T, at: Date, gone: boolean): T {
  const failures = webhook.failures + 1;
  const failingSince = webhook.failingSince ?? at;
  const over = failures - FAILURES_TO_PAUSE;
  const pauseMs = Math.min(MINUTE_MS * 2 ** Math.min(Math.max(over, 0), 10), LONGEST_PAUSE_MS);
  const pausedUntil = over < 0 ? webhook.pausedUntil : new Date(at.getTime() + pauseMs);
  const worn = at.getTime() - failingSince.getTime() >= DAYS_TO_DISABLE * 24 * HOUR_MS;
  const state = webhook.state === 'ACTIVE' && (gone || worn) ? 'DISABLED' : webhook.state;
  return { ...webhook, failures, failingSince, pausedUntil, state };
}
