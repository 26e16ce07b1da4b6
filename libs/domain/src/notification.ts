import type { Finding } from '@huanpei/matching';
import type { ExpiryNotice } from './expiry';
import type { Closeness } from './match-run';

export const NOTIFICATION_KINDS = [
  'TENDER_MATCHES',
  'TENDER_AMENDED',
  'TENDER_CANCELLED',
  'TAILORING_SUSPECTED',
  'NEW_LISTING_MATCHES',
  'LISTING_APPROVED',
  'LISTING_CHANGES_REQUESTED',
  'LISTING_REJECTED',
  'LISTING_SUSPENDED',
  'LISTING_REINSTATED',
  'LISTING_EXPIRING',
  'LISTING_LAPSED',
  'LISTING_CONFIRMED',
  'API_KEY_EXPIRING',
  'ORGANISATION_VERIFIED',
  'ORGANISATION_REJECTED',
  'ORGANISATION_SUSPENDED',
  'ORGANISATION_REINSTATED',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** One listing's standing towards one lot, as told to its supplier or to the buyer. */
export interface MatchNotice {
  readonly listingId: string;
  readonly lotId: string;
  readonly closeness: Closeness;
  readonly score: number;
  /** What stands in the way, when something does. */
  readonly obstacle?: Finding;
  /** When nothing does: the finding with the least margin. */
  readonly tightest?: Finding;
}

/** A message to an organisation. Facts only; the sentence is made at the edge, in the reader's language. */
export interface Notification {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: NotificationKind;
  readonly tenderId: string | null;
  readonly listingId: string | null;
  /** Of the tender or listing it speaks of. */
  readonly revision: number;
  readonly matches: readonly MatchNotice[];
  readonly reason: string | null;
  /** What has lapsed or soon will, in messages about that. */
  readonly expiry?: ExpiryNotice | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** Two notices with one key say the same thing; only the first is kept, so that a job run twice tells nobody twice. */
export function notificationKey(notification: Notification): string {
  const { organisationId, kind, tenderId, listingId, revision, matches, expiry } = notification;
  // A listing may come closer without a new revision, as when its firm earns an honour.
  const closest = kind === 'NEW_LISTING_MATCHES' ? (matches[0]?.closeness ?? '') : '';
  // Of one revision several things may lapse, each on its day.
  const noticed = expiry ? [expiry.on] : [];
  // Of one organisation several keys may end, each with a message of its own.
  const ofKey = kind === 'API_KEY_EXPIRING' ? [expiry?.items[0]?.subject ?? ''] : [];
  return [organisationId, kind, tenderId ?? '', listingId ?? '', revision, closest, ...noticed, ...ofKey].join('|');
}
