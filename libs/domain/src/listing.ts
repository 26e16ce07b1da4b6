import type { Certificate, Domain, Fact, Name, Offer } from '@huanpei/matching';
import { laterDay } from './calendar-day';
import { basisOn } from './expiry';
import { shanghaiDay } from './legal-periods';
import { toMajor, type Price } from './money';
import type { Organisation } from './organisation';
import { accepted, refused, type Outcome } from './outcome';

export const LISTING_STATES = [
  'DRAFT',
  'SUBMITTED',
  'CHANGES_REQUESTED',
  'REJECTED',
  'PUBLISHED',
  'SUSPENDED',
  'ARCHIVED',
] as const;
export type ListingState = (typeof LISTING_STATES)[number];

/** Where a listing comes from. Only `SUPPLIER` ones were entered by a real member; the others are marked on every screen. */
export const LISTING_ORIGINS = ['SUPPLIER', 'REAL_RECORD', 'ILLUSTRATION'] as const;
export type ListingOrigin = (typeof LISTING_ORIGINS)[number];

export const LISTING_KINDS = ['EQUIPMENT', 'SERVICE', 'MATERIAL'] as const;
export type ListingKind = (typeof LISTING_KINDS)[number];

export const ATTACHMENT_KINDS = [
  'TEST_REPORT',
  'CERTIFICATE',
  'BROCHURE',
  'DRAWING',
  'REFERENCE_PROJECT',
  'OTHER',
] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** What is known of a supporting document; proof belongs to a product version. */
export interface Attachment {
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly title: string;
  readonly issuer?: string;
  readonly number?: string;
  readonly issuedOn?: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly validUntil?: string;
  readonly url?: string;
  /** Hex digest of the file, so that a later copy can be told from another. */
  readonly sha256?: string;
}

/** A performance fact with what stands behind it. */
export interface ListingFact extends Fact {
  /** The source's own words. */
  readonly note?: string;
  /** The attachment that proves it. */
  readonly attachmentId?: string;
}

export interface Source {
  readonly title: string;
  readonly url?: string;
}

/** What a supplier says of a piece of equipment. A list left out is not stated; an empty list says "none". */
export interface ListingContent {
  readonly kind: ListingKind;
  readonly name: Name;
  readonly summary?: Name;
  readonly domain: Domain;
  readonly technologies: readonly string[];
  readonly scenarios?: readonly string[];
  readonly facts: readonly ListingFact[];
  readonly modular?: boolean;
  readonly maxUnits?: number;
  readonly certificates?: readonly Certificate[];
  readonly services?: readonly string[];
  readonly regions?: readonly string[];
  readonly price?: Price;
  readonly leadDays?: number;
  readonly attachments?: readonly Attachment[];
  readonly sources?: readonly Source[];
}

export type StagedState = 'DRAFT' | 'SUBMITTED' | 'CHANGES_REQUESTED' | 'REJECTED';

/** A revision on its way to publication, while the published one stays up. */
export interface StagedRevision {
  readonly number: number;
  readonly content: ListingContent;
  readonly state: StagedState;
  readonly submittedAt: string | null;
  /** The operator's reason for the last decision. */
  readonly reason: string | null;
  /** What was handed in when the operators last sent it back, so that what was done about it can be seen. */
  readonly sentBack?: { readonly content: ListingContent; readonly at: string };
  /** What the supplier said to that reason on handing it in again. */
  readonly answer?: string;
}

export interface Listing {
  readonly id: string;
  readonly supplierId: string;
  readonly state: ListingState;
  /** Number of the published content; 0 before the first publication. Matching depends on it and on `state`. */
  readonly revision: number;
  readonly content: ListingContent | null;
  readonly staged: StagedRevision | null;
  readonly origin: ListingOrigin;
  /** Why it was suspended, rejected or archived. */
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  /**
   * The day on which the supplier last stood by what is published, `YYYY-MM-DD` in Asia/Shanghai; null when nobody has,
   * as with a draft or a public record.
   */
  readonly confirmedOn: string | null;
  readonly version: number;
}

/** A new draft; nobody outside the supplier sees it. */
export function draftListing(id: string, supplierId: string, content: ListingContent, now: Date): Listing {
  return {
    id,
    supplierId,
    state: 'DRAFT',
    revision: 0,
    content: null,
    staged: { number: 1, content, state: 'DRAFT', submittedAt: null, reason: null },
    origin: 'SUPPLIER',
    reason: null,
    createdAt: now,
    publishedAt: null,
    confirmedOn: null,
    version: 1,
  };
}

/** Stages an edit. What is published stays up; what is under review must be taken back first. */
export function editListing(listing: Listing, content: ListingContent): Outcome<Listing> {
  if (listing.state === 'ARCHIVED' || listing.staged?.state === 'SUBMITTED') return wrongState(listing);
  return accepted(
    restage(listing, {
      ...(listing.staged ?? { number: listing.revision + 1, submittedAt: null, reason: null }),
      content,
      state: 'DRAFT',
    }),
  );
}

/** Hands the staged revision to the operators, with an answer to what they had asked for, where there is one. */
export function submitListing(listing: Listing, now: Date, answer: string | null = null): Outcome<Listing> {
  const staged = listing.staged;
  if (staged === null || listing.state === 'ARCHIVED' || staged.state === 'SUBMITTED') return wrongState(listing);
  const { content } = staged;
  if (!content.name.zh?.trim() && !content.name.en?.trim()) return refused({ code: 'REQUIRED', field: 'content.name' });
  if (content.technologies.length === 0) return refused({ code: 'REQUIRED', field: 'content.technologies' });
  // There is nothing to answer before it was sent back.
  const said = answer?.trim() ?? '';
  if (said !== '' && staged.reason === null)
    return refused({ code: 'INVALID', field: 'answer', facts: { staged: staged.state } });
  return accepted(
    restage(listing, {
      ...unanswered(staged),
      ...(said === '' ? {} : { answer: said }),
      state: 'SUBMITTED',
      submittedAt: now.toISOString(),
    }),
  );
}

/** Takes a submitted revision back to go on editing. */
export function recallListing(listing: Listing): Outcome<Listing> {
  if (listing.staged?.state !== 'SUBMITTED') return wrongState(listing);
  return accepted(restage(listing, { ...listing.staged, state: 'DRAFT', submittedAt: null }));
}

export type ReviewDecision = 'APPROVE' | 'REQUEST_CHANGES' | 'REJECT';

/** An operator's decision on the submitted revision; anything but approval needs a reason. */
export function reviewListing(
  listing: Listing,
  decision: ReviewDecision,
  reason: string | null,
  now: Date,
): Outcome<Listing> {
  const staged = listing.staged;
  if (staged?.state !== 'SUBMITTED') return wrongState(listing);
  const given = reason?.trim() ? reason.trim() : null;
  if (decision === 'APPROVE') {
    // The supplier stood by it on handing it in, however long the review took.
    const submittedOn = shanghaiDay(staged.submittedAt === null ? now : new Date(staged.submittedAt));
    return accepted({
      ...listing,
      state: listing.state === 'SUSPENDED' ? 'SUSPENDED' : 'PUBLISHED',
      revision: staged.number,
      content: staged.content,
      staged: null,
      publishedAt: now,
      confirmedOn: laterDay(listing.confirmedOn ?? '', submittedOn),
      version: listing.version + 1,
    });
  }
  if (given === null) return refused({ code: 'REASON_REQUIRED', field: 'reason' });
  const state = decision === 'REJECT' ? 'REJECTED' : 'CHANGES_REQUESTED';
  const sentBack = { content: staged.content, at: now.toISOString() };
  return accepted(restage(listing, { ...unanswered(staged), state, reason: given, sentBack }));
}

/** The supplier stands by what is published, as of today. Once a day is enough: a second time changes nothing. */
export function confirmListing(listing: Listing, today: string): Outcome<Listing> {
  if (listing.state !== 'PUBLISHED' || listing.content === null) return wrongState(listing);
  if (listing.confirmedOn !== null && listing.confirmedOn >= today) return accepted(listing);
  return accepted({ ...listing, confirmedOn: today, version: listing.version + 1 });
}

export type ListingMove = 'SUSPEND' | 'REINSTATE' | 'ARCHIVE';

/** Takes a published listing down, puts it up again, or ends it. */
export function moveListing(listing: Listing, move: ListingMove, reason: string | null): Outcome<Listing> {
  const given = reason?.trim() ? reason.trim() : null;
  const next = { ...listing, reason: given, version: listing.version + 1 };
  switch (move) {
    case 'SUSPEND':
      if (listing.state !== 'PUBLISHED') return wrongState(listing);
      return given === null
        ? refused({ code: 'REASON_REQUIRED', field: 'reason' })
        : accepted({ ...next, state: 'SUSPENDED' });
    case 'REINSTATE':
      return listing.state === 'SUSPENDED' ? accepted({ ...next, state: 'PUBLISHED' }) : wrongState(listing);
    case 'ARCHIVE': {
      if (listing.state === 'ARCHIVED') return wrongState(listing);
      // A listing that was never published has no other words than the staged ones; they stay to be read.
      const unpublished = listing.content === null && listing.staged !== null;
      return accepted({
        ...next,
        state: 'ARCHIVED',
        staged: unpublished ? { ...listing.staged, state: 'DRAFT' } : null,
      });
    }
  }
}

/** Whether buyers see it and tenders are checked against it: it is published, and its firm is admitted. */
export function onMarket(listing: Listing, supplier: Pick<Organisation, 'state'>): boolean {
  return listing.state === 'PUBLISHED' && listing.content !== null && supplier.state === 'VERIFIED';
}

/**
 * The listing as the matching engine reads it on a day. Honours are the firm's and are read from the firm. A figure
 * whose report has lapsed counts as the supplier's word. How many contracts the firm has carried to acceptance is left
 * out: no tender comes as far as that yet.
 */
export function offerOf(
  id: string,
  content: ListingContent,
  supplier: Organisation,
  today: string,
  confirmedOn: string | null = null,
): Offer {
  const { price } = content;
  return {
    id,
    supplier: supplier.id,
    name: content.name,
    domain: content.domain,
    technologies: content.technologies,
    facts: content.facts.map((fact) => {
      const basis = basisOn(fact, content.attachments, today);
      return basis === undefined || basis === fact.basis ? fact : { ...fact, basis };
    }),
    // The firm's record of honours is complete as far as the platform knows only once one is on it. What nobody has
    // checked, or what has ended, is not held.
    ...(supplier.honours.length > 0 ? { honours: honoursHeld(supplier, today) } : {}),
    ...(content.scenarios ? { scenarios: content.scenarios } : {}),
    ...(content.modular === undefined ? {} : { modular: content.modular }),
    ...(content.maxUnits === undefined ? {} : { maxUnits: content.maxUnits }),
    ...(content.certificates ? { certificates: content.certificates } : {}),
    ...(content.services ? { services: content.services } : {}),
    ...(content.regions ? { regions: content.regions } : {}),
    ...(content.leadDays === undefined ? {} : { leadDays: content.leadDays }),
    ...(price ? { price: { ...toMajor(price), per: price.per } } : {}),
    ...(confirmedOn === null ? {} : { confirmedOn }),
  };
}

/** What a firm holds on a day: checked by an operator and in date. */
export const honoursHeld = ({ honours }: Pick<Organisation, 'honours'>, today: string): readonly string[] =>
  honours
    .filter(({ checked, validUntil }) => checked && (validUntil === undefined || validUntil >= today))
    .map(({ code }) => code);

/** An answer is to one reason, and goes with it. */
function unanswered({ answer: _, ...staged }: StagedRevision): StagedRevision {
  return staged;
}

/** Until it is first published a listing is in the state of its staged revision. */
function restage(listing: Listing, staged: StagedRevision): Listing {
  return {
    ...listing,
    state: listing.content === null ? staged.state : listing.state,
    staged,
    version: listing.version + 1,
  };
}

function wrongState(listing: Listing) {
  return refused({ code: 'WRONG_STATE', facts: { state: listing.state, staged: listing.staged?.state ?? 'NONE' } });
}
