/** What a listing rests on and ends by itself: certificates, reports, honours, and the supplier's confirmation. */

import type { Basis, MatchOutcome } from '@huanpei/matching';
import { addDays, addMonths } from './calendar-day';
import type { Attachment, Listing, ListingFact } from './listing';
import type { Honour } from './organisation';

/** How long a listing counts as confirmed, and when its supplier is reminded. */
export interface ConfirmationRule {
  readonly months: number;
  /** Days before the last day on which something holds at which its supplier is reminded, the most first. */
  readonly remindDays: readonly number[];
}

/**
 * A year, which is also the rhythm in which certified firms are visited (ISO/IEC 17021-1:2015, 9.1.3: surveillance
 * audits at least once a calendar year): what is checked in the firm each year can be confirmed here each year. The
 * length is this marketplace's own choice, and a setting.
 */
export const DEFAULT_CONFIRMATION: ConfirmationRule = { months: 12, remindDays: [30, 7] };

export const EXPIRY_KINDS = ['CONFIRMATION', 'CERTIFICATE', 'REPORT', 'HONOUR', 'API_KEY'] as const;
export type ExpiryKind = (typeof EXPIRY_KINDS)[number];

/** One thing that ends: of a listing, or a key of the organisation. */
export interface Expiry {
  readonly kind: ExpiryKind;
  /** Code of the certificate or honour, id of the attachment or key; none for the confirmation. */
  readonly subject: string | null;
  /** Title of the report, name of the key. */
  readonly title: string | null;
  /** Last day on which it holds, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly lastDay: string;
}

type Confirmed = Pick<Listing, 'confirmedOn'>;

/** Last day on which the listing counts as confirmed; null where nobody has confirmed it, as with public records. */
export function confirmedUntil({ confirmedOn }: Confirmed, { months }: Pick<ConfirmationRule, 'months'>) {
  return confirmedOn === null ? null : addMonths(confirmedOn, months);
}

/** Whether the supplier has let the period pass. A stale listing stays on the market, and is marked. */
export function isStale(listing: Confirmed, rule: Pick<ConfirmationRule, 'months'>, today: string): boolean {
  const until = confirmedUntil(listing, rule);
  return until !== null && until < today;
}

/** The earliest day of confirmation that still counts today: what was confirmed before it is stale. */
export function freshSince(today: string, { months }: Pick<ConfirmationRule, 'months'>): string {
  // Months differ in length, so the day is looked for around the one that counting back gives.
  let day = addDays(addMonths(today, -months), -4);
  while (addMonths(day, months) < today) day = addDays(day, 1);
  return day;
}

/** Verified and tested figures rest on a document of somebody else; weaker ones are the supplier's own word. */
export const needsEvidence = (basis: Basis | undefined): boolean => basis === 'VERIFIED' || basis === 'TESTED';

/**
 * What a fact counts as on a day. `VERIFIED` and `TESTED` rest on a report; once the attached report has lapsed what
 * is left is the supplier's own word, `GUARANTEED`. Weaker bases never rested on a report. A rule of the marketplace,
 * applied before the engine sees the offer.
 */
export function basisOn(
  { basis, attachmentId }: Pick<ListingFact, 'basis' | 'attachmentId'>,
  attachments: readonly Attachment[] | undefined,
  today: string,
): Basis | undefined {
  if (!needsEvidence(basis) || attachmentId === undefined) return basis;
  const report = attachments?.find(({ id }) => id === attachmentId);
  return report?.validUntil !== undefined && report.validUntil < today ? 'GUARANTEED' : basis;
}

/** Everything of the published content, and of the firm, that ends by itself. */
export function expiriesOf(
  listing: Pick<Listing, 'content' | 'confirmedOn'>,
  honours: readonly Honour[],
  rule: ConfirmationRule,
): readonly Expiry[] {
  const { content } = listing;
  if (content === null) return [];
  const until = confirmedUntil(listing, rule);
  const certificates = lastDays((content.certificates ?? []).map(({ scheme, validUntil }) => [scheme, validUntil]));
  const held = lastDays(honours.filter(({ checked }) => checked).map(({ code, validUntil }) => [code, validUntil]));
  const proofs = new Set(
    content.facts.flatMap(({ basis, attachmentId }) => (needsEvidence(basis) ? [attachmentId] : [])),
  );
  return [
    ...(until === null ? [] : [{ kind: 'CONFIRMATION' as const, subject: null, title: null, lastDay: until }]),
    ...certificates.map(([subject, lastDay]) => ({ kind: 'CERTIFICATE' as const, subject, title: null, lastDay })),
    ...(content.attachments ?? []).flatMap(({ id, title, validUntil }): readonly Expiry[] =>
      validUntil !== undefined && proofs.has(id) ? [{ kind: 'REPORT', subject: id, title, lastDay: validUntil }] : [],
    ),
    ...held.map(([subject, lastDay]) => ({ kind: 'HONOUR' as const, subject, title: null, lastDay })),
  ];
}

/** Per code the day on which the last of its kind ends; a code of which one has no end never does. */
function lastDays(
  held: readonly (readonly [code: string, validUntil: string | undefined])[],
): readonly (readonly [code: string, lastDay: string])[] {
  const endless = new Set(held.filter(([, until]) => until === undefined).map(([code]) => code));
  const last = new Map<string, string>();
  for (const [code, until = ''] of held) if (until > (last.get(code) ?? '')) last.set(code, until);
  return [...last].filter(([code]) => !endless.has(code));
}

/** What still held on the day last looked at, and no longer holds today. */
export function lapsedBetween(expiries: readonly Expiry[], lookedOn: string, today: string): readonly Expiry[] {
  return expiries.filter(({ lastDay }) => lookedOn <= lastDay && lastDay < today);
}

/** What still holds today and of which a reminder fell due after the day last looked at; once, however many did. */
export function toRemindBetween(
  expiries: readonly Expiry[],
  lookedOn: string,
  today: string,
  { remindDays }: Pick<ConfirmationRule, 'remindDays'>,
): readonly Expiry[] {
  return expiries.filter(({ lastDay }) => {
    const days = remindDays.map((before) => addDays(lastDay, -before));
    return lastDay >= today && days.some((day) => lookedOn < day && day <= today);
  });
}

/** The first day after today on which something lapses or a reminder falls due; null when nothing ever will. */
export function nextExpiryDay(
  expiries: readonly Expiry[],
  today: string,
  { remindDays }: Pick<ConfirmationRule, 'remindDays'>,
): string | null {
  const days = expiries.flatMap(({ lastDay }) => [
    addDays(lastDay, 1),
    ...remindDays.map((before) => addDays(lastDay, -before)),
  ]);
  return days.filter((day) => day > today).sort()[0] ?? null;
}

/** How one listing stands towards one lot before something lapsed and after. */
export interface ChangedStanding {
  readonly tenderId: string;
  readonly lotId: string;
  /** None when the two were not compared. */
  readonly was: MatchOutcome | null;
  readonly now: MatchOutcome | null;
}

/** What a message about something that lapsed, or soon will, says. */
export interface ExpiryNotice {
  /** The day on which it was noticed. */
  readonly on: string;
  readonly items: readonly Expiry[];
  /** Lots of open tenders that the listing fits, or nearly fits, or did before. */
  readonly standings: readonly ChangedStanding[];
}
