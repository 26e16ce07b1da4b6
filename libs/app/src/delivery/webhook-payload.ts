import type { Notification } from '@huanpei/domain';

/** Raised when a receiver that reads this one could misread the next. Fields may be added without. */
export const WEBHOOK_API_VERSION = '1';

/** How many matches one payload carries; `matchCount` says how many there are. */
const MOST_MATCHES = 20;

/** The type of a test event. */
export const TEST_EVENT = 'webhook.test';

/** `notification.tender_matches`: hierarchical, as the Standard Webhooks specification asks; none is a test event. */
export const eventTypeOf = (notification: Pick<Notification, 'kind'> | null | undefined): string =>
  notification ? `notification.${notification.kind.toLowerCase()}` : TEST_EVENT;

/**
 * The body of an event: facts and codes, no sentences, which would be of one language. Made from the notification, which
 * never changes, so each attempt sends the same bytes.
 */
export function notificationPayload(notification: Notification): string {
  const { id, organisationId, kind, tenderId, listingId, revision, matches, reason, expiry, createdAt } = notification;
  return JSON.stringify({
    id,
    type: eventTypeOf(notification),
    timestamp: createdAt.toISOString(),
    apiVersion: WEBHOOK_API_VERSION,
    data: {
      organisationId,
      kind,
      tenderId,
      listingId,
      revision,
      reason,
      matchCount: matches.length,
      matches: matches.slice(0, MOST_MATCHES),
      expiry: expiry ?? null,
    },
  });
}

/** The body of a test event. */
export function testPayload(id: string, organisationId: string, at: Date): string {
  return JSON.stringify({
    id,
    type: TEST_EVENT,
    timestamp: at.toISOString(),
    apiVersion: WEBHOOK_API_VERSION,
    data: { organisationId },
  });
}
