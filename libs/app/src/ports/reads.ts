import type {
  ApiKey,
  ArchivedDemand,
  AuditAction,
  AuditEntry,
  InboxKind,
  Listing,
  ListingOrigin,
  ListingState,
  MatchRun,
  Member,
  Notification,
  OpenLot,
  Organisation,
  OrganisationKind,
  OrganisationState,
  SavedSearch,
  Tender,
  TenderContent,
  TenderOrigin,
  TenderState,
  Viewer,
  Waiting,
  WatchedKind,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
} from '@huanpei/domain';
import type { Domain, Offer } from '@huanpei/matching';
import type { KeptPreferences, WatchedThing } from './work';

/** The cursor was not made by this list. */
export class InvalidCursor extends Error {}

/** Asked of a list: how many, after which cursor. Cursors are opaque to everyone but the adapter. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

export interface Page<T> {
  readonly items: readonly { readonly cursor: string; readonly node: T }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export interface ListingFilter {
  readonly supplierId?: string;
  readonly states?: readonly ListingState[];
  readonly domain?: Domain;
  /** A taxonomy code: itself or anything beneath it. */
  readonly technology?: string;
  readonly origin?: ListingOrigin;
  /** Only those whose staged revision waits for a decision, oldest first. */
  readonly toReview?: boolean;
  readonly ids?: readonly string[];
  /** Only what buyers see: published, by a firm that is admitted. */
  readonly onMarket?: boolean;
  /** Only published ones last confirmed before this day, the longest ago first. */
  readonly confirmedBefore?: string;
}

export interface TenderFilter {
  readonly buyerId?: string;
  readonly states?: readonly TenderState[];
  readonly domain?: Domain;
  readonly origin?: TenderOrigin;
  /** Only those that were published once: a cancelled draft was never public. */
  readonly published?: boolean;
  /** Where it is: this region or one inside it. */
  readonly region?: string;
  /** `DEADLINE` when nothing is said. */
  readonly order?: TenderOrder;
}

/** Open ones by deadline and then the others, newest first; or all that were published, the latest first. */
export const TENDER_ORDERS = ['DEADLINE', 'PUBLICATION'] as const;
export type TenderOrder = (typeof TENDER_ORDERS)[number];

export interface OrganisationFilter {
  readonly kind?: OrganisationKind;
  readonly states?: readonly OrganisationState[];
}

/** Everything that is given must hold. */
export interface AuditFilter {
  readonly subjectKind?: AuditEntry['subjectKind'];
  readonly subjectId?: string;
  readonly actions?: readonly AuditAction[];
  readonly actor?: string;
  readonly organisationId?: string;
  /** From this instant on. */
  readonly from?: Date;
  /** Until before this instant. */
  readonly until?: Date;
  readonly oldestFirst?: boolean;
}

/** What is on its way out of the product. */
export interface DeliveryBacklog {
  /** Composed and not sent. */
  readonly mails: number;
  readonly oldestMailAt: Date | null;
  /** Due to be mailed, and in no mail yet. */
  readonly dueItems: number;
  readonly webhookDeliveries: number;
  readonly oldestDeliveryAt: Date | null;
  /** Endpoints that were disabled because they failed for too long. */
  readonly disabledWebhooks: number;
}

/** How many wait, since when the oldest does, and how many have waited since an instant or longer. */
export interface Waiters {
  readonly count: number;
  readonly oldest: Date | null;
  readonly overdue: number;
}

/** One offer as it stood on the market, with the listing revision it came from. */
export interface MarketOffer {
  readonly offer: Offer;
  readonly revision: number;
}

/** What the latest kept run of a lot counted. */
export interface RunCounts {
  readonly tenderId: string;
  readonly lotId: string;
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
}

/** The market as it stood at a position of the change log. */
export interface Market {
  readonly position: number;
  readonly offers: readonly MarketOffer[];
}

/** One amendment of a published tender. */
export interface TenderAmendment {
  /** The revision it made; the first amendment makes revision 2. */
  readonly revision: number;
  readonly at: Date;
  readonly reason: string | null;
  readonly before: TenderContent;
  readonly after: TenderContent;
}

/** Reads that decide nothing; they may be plain SQL and see committed rows only. */
export abstract class Reads {
  abstract organisation(id: string): Promise<Organisation | undefined>;
  abstract organisationsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Organisation>>;
  abstract organisations(filter: OrganisationFilter, page: PageRequest): Promise<Page<Organisation>>;
  abstract member(id: string): Promise<Member | undefined>;
  abstract membersByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Member>>;
  /** Whether a sign-in still holds: it was not ended, and its last refresh token has not run out. */
  abstract sessionLives(family: string, now: Date): Promise<boolean>;
  abstract members(organisationId: string): Promise<readonly Member[]>;
  abstract apiKey(id: string): Promise<ApiKey | undefined>;
  abstract apiKeysByIds(ids: readonly string[]): Promise<ReadonlyMap<string, ApiKey>>;
  /** Every key of the organisation, those that have ended too, newest first. */
  abstract apiKeys(organisationId: string, page: PageRequest): Promise<Page<ApiKey>>;
  abstract listing(id: string): Promise<Listing | undefined>;
  abstract listingsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Listing>>;
  abstract listings(filter: ListingFilter, page: PageRequest): Promise<Page<Listing>>;
  abstract tender(id: string): Promise<Tender | undefined>;
  abstract tendersByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Tender>>;
  abstract tenders(filter: TenderFilter, page: PageRequest): Promise<Page<Tender>>;
  /** Ids of tenders, at their present revision, whose latest kept runs name the listing. */
  abstract tendersNaming(listingId: string): Promise<readonly string[]>;
  /** Published tenders still open at `now`, oldest first. */
  abstract openTenders(now: Date): Promise<readonly Tender[]>;
  abstract tenderRevision(tenderId: string, revision: number): Promise<TenderContent | undefined>;
  /**
   * The latest amendments of a tender, newest first, each with what it said before and after. The reason is that of the
   * audit chain; null where the chain has none.
   */
  abstract tenderAmendments(tenderId: string, first: number): Promise<readonly TenderAmendment[]>;
  /** Published offers of the domain, now. One consistent snapshot with its position in the change log. */
  abstract market(domain: Domain): Promise<Market>;
  /** The same as it stood at an earlier position. */
  abstract marketAt(domain: Domain, position: number): Promise<Market>;
  /** The domains and technologies under which the listing is, or ever was, on the market; each once. */
  abstract kindsOffered(listingId: string): Promise<readonly Pick<Offer, 'domain' | 'technologies'>[]>;
  /** The supplier's own offers that are on the market now. */
  abstract offersOf(supplierId: string): Promise<readonly Offer[]>;
  /** The latest run of each lot at this revision, or before it while that is still being computed, in the order of lot ids. */
  abstract matchRuns(tenderId: string, revision: number): Promise<readonly MatchRun[]>;
  /** What the latest kept runs of every lot of the tenders open at `now` counted, at their present revision. */
  abstract openRunCounts(now: Date): Promise<readonly RunCounts[]>;
  abstract matchRun(id: string): Promise<MatchRun | undefined>;
  abstract notification(id: string): Promise<Notification | undefined>;
  /** What is for the whole organisation, and what is for the member alone when one is named. */
  abstract notifications(
    organisationId: string,
    unreadOnly: boolean,
    page: PageRequest,
    memberId?: string | null,
  ): Promise<Page<Notification>>;
  /** Of the same. */
  abstract unreadCount(organisationId: string, memberId?: string | null): Promise<number>;
  abstract savedSearch(id: string): Promise<SavedSearch | undefined>;
  abstract savedSearchesByIds(ids: readonly string[]): Promise<ReadonlyMap<string, SavedSearch>>;
  /** The member's own and those that colleagues share, newest first. */
  abstract savedSearches(
    viewer: Pick<Viewer, 'memberId' | 'organisationId'>,
    page: PageRequest,
  ): Promise<Page<SavedSearch>>;
  /** All that are neither off nor paused. */
  abstract watchedSearches(): Promise<readonly SavedSearch[]>;
  /** Searches of which something waits to be told. */
  abstract waiting(): Promise<readonly Waiting[]>;
  /** What of a thing was last put to all saved searches; undefined when nothing ever was. */
  abstract watchedThing(kind: WatchedKind, id: string): Promise<WatchedThing | undefined>;
  /** Things of the market that nobody has put to any search yet, being older than the searches. */
  abstract unseenThings(limit: number): Promise<readonly Pick<WatchedThing, 'kind' | 'id'>[]>;
  /** Notifications that a mail holds, oldest first. */
  abstract notificationsOfMail(mailId: string): Promise<readonly Notification[]>;
  /** Undefined when the member has never said anything. */
  abstract deliveryPreferences(memberId: string): Promise<KeptPreferences | undefined>;
  /** Of one organisation, oldest first. */
  abstract webhooks(organisationId: string): Promise<readonly Webhook[]>;
  abstract webhook(id: string): Promise<Webhook | undefined>;
  /** To one endpoint, newest first. */
  abstract webhookDeliveries(webhookId: string, page: PageRequest): Promise<Page<WebhookDelivery>>;
  /** In the order in which they were made. */
  abstract webhookAttempts(deliveryIds: readonly string[]): Promise<readonly WebhookAttempt[]>;
  abstract notificationsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Notification>>;
  abstract demands(domain: Domain | null, page: PageRequest): Promise<Page<ArchivedDemand>>;
  abstract demand(id: string): Promise<ArchivedDemand | undefined>;
  /** Decisions, newest first unless said. */
  abstract auditTrail(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
  /** By subject: the newest decision of this kind about each. */
  abstract lastDecisions(action: AuditAction, subjectIds: readonly string[]): Promise<ReadonlyMap<string, AuditEntry>>;
  /** Every decision of this kind about any of these, newest first; for kinds of which a thing has few. */
  abstract decisionsAbout(action: AuditAction, subjectIds: readonly string[]): Promise<readonly AuditEntry[]>;
  /** Position of the newest entry; 0 while there is none. */
  abstract auditHead(): Promise<number>;
  /**
   * What waits for operators; a kind of which nothing does may be left out. Of stale listings the oldest is the day of
   * its last confirmation, at its beginning.
   */
  abstract waitingForOperators(
    now: Date,
    overdueSince: Date,
    confirmedBefore: string,
  ): Promise<ReadonlyMap<Exclude<InboxKind, 'DEAD_JOB'>, Waiters>>;
  /** What is on its way out of the product. */
  abstract deliveryBacklog(now: Date): Promise<DeliveryBacklog>;
  /** Entries after a position, in order, for proving the chain. */
  abstract auditEntries(after: number, limit: number): Promise<readonly AuditEntry[]>;
  /** Every lot of the tenders open at `now`, with its latest check of the present revision. */
  abstract openLots(now: Date): Promise<readonly OpenLot[]>;
  /** How many offers of each medium are on the market. */
  abstract listedByDomain(): Promise<ReadonlyMap<Domain, number>>;
  /** How many listings on the market name each of these technologies; one that none names may be left out. */
  abstract listedByTechnology(codes: readonly string[]): Promise<ReadonlyMap<string, number>>;
  abstract tendersPublishedSince(since: Date): Promise<number>;
  abstract verifiedSuppliers(): Promise<number>;
  abstract demandCount(): Promise<number>;
  /** Counts for the front page. */
  abstract figures(now: Date): Promise<{
    readonly openTenders: number;
    readonly listings: number;
    readonly suppliers: number;
    readonly demands: number;
  }>;
}
