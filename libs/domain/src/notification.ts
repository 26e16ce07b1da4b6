import type { Finding } from '@huanpei/matching';
import type { ExpiryNotice } from './expiry';
import type { Closeness } from './match-run';
import type { SavedSearchNotice } from './saved-search';

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
  'SAVED_SEARCH_HITS',
  'API_KEY_EXPIRING',
  'ORGANISATION_VERIFIED',
  'ORGANISATION_REJECTED',
  'ORGANISATION_SUSPENDED',
  'ORGANISATION_REINSTATED',
  'WEBHOOK_DISABLED',
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
  /** When nothing does: the demand that is met with the least to spare, of those that count. */
  readonly tightest?: Finding;
}

/**
 * A message to an organisation, or to one of its members. Facts only; the sentence is made at the edge, in the reader's
 * language.
 */
export interface Notification {
  readonly id: string;
  readonly organisationId: string;
  /** The one member whom it is for; absent or null when it is for the whole organisation. */
  readonly memberId?: string | null;
  readonly kind: NotificationKind;
  readonly tenderId: string | null;
  readonly listingId: string | null;
  /** Of the tender or listing it speaks of. */
  readonly revision: number;
  readonly matches: readonly MatchNotice[];
  /** Given by whoever decided; the address, when a webhook was disabled. */
  readonly reason: string | null;
  /** What has lapsed or soon will, in messages about that. */
  readonly expiry?: ExpiryNotice | null;
  /** What a saved search has found, in messages about that. */
  readonly savedSearch?: SavedSearchNotice | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** Two notices with one key say the same thing; only the first is kept, so that a job run twice tells nobody twice. */
export function notificationKey(notification: Notification): string {
  const { organisationId, kind, tenderId, listingId, revision, matches, reason, expiry, memberId, savedSearch } =
    notification;
  // A listing may come closer without a new revision, as when its firm earns an honour.
  const closest = kind === 'NEW_LISTING_MATCHES' ? (matches[0]?.closeness ?? '') : '';
  // Of one revision several things may lapse, each on its day.
  const noticed = expiry ? [expiry.on] : [];
  // Of several addresses of one firm each is told of, to each of those who head it.
  const address = kind === 'WEBHOOK_DISABLED' ? [reason ?? '', memberId ?? ''] : [];
  // A member's search is told of a thing each time that it comes to satisfy it, and of each round once.
  const found = savedSearch ? [memberId ?? '', savedSearch.searchId, savedSearch.occasion] : [];
  // Of one organisation several keys may end, each with a message of its own.
  const ofKey = kind === 'API_KEY_EXPIRING' ? [expiry?.items[0]?.subject ?? ''] : [];
  const own = [...noticed, ...address, ...found, ...ofKey];
  return [organisationId, kind, tenderId ?? '', listingId ?? '', revision, closest, ...own].join('|');
}
