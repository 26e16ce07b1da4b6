import type {
  ApiKey,
  ArchivedDemand,
  AttemptRecord,
  AuditAction,
  AuditEntry,
  Closeness,
  Decision,
  DeliveryPreferences,
  FoundThing,
  Listing,
  ListingContent,
  Mail,
  MatchRun,
  Member,
  Notification,
  Organisation,
  SavedSearch,
  Session,
  Tender,
  TenderContent,
  WatchedKind,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
} from '@huanpei/domain';
import type { Offer } from '@huanpei/matching';
import type { ImportStore } from '../import/import-store';
import type { JobName, Jobs } from './jobs';
import type { WatchedState } from './watched-state';

/**
 * Rows of one kind, inside a transaction. `take` locks the row until the transaction ends, so that two decisions on
 * one thing follow each other.
 */
export interface Store<T extends { readonly id: string }> {
  take(id: string): Promise<T | undefined>;
  /** Without a lock. */
  find(id: string): Promise<T | undefined>;
  add(row: T): Promise<void>;
  save(row: T): Promise<void>;
}

export interface OrganisationStore extends Store<Organisation> {
  /** The credit code is unique over the marketplace when there is one. */
  creditCodeTaken(creditCode: string): Promise<boolean>;
  /** Ids of the organisations that operate the marketplace. */
  operators(): Promise<readonly string[]>;
}

/** What is kept to check a password; never read by anything but sign-in. */
export interface Credential {
  readonly memberId: string;
  /** argon2id, PHC string. */
  readonly passwordHash: string;
}

export interface MemberStore extends Store<Member> {
  byEmail(email: string): Promise<Member | undefined>;
  /** Active owners (administrators) of the organisation besides this member; the organisation's row is locked. */
  otherHeads(organisationId: string, memberId: string): Promise<number>;
  /** Locks the row: a sign-in by the old password and a change of it follow each other. */
  credential(memberId: string): Promise<Credential | undefined>;
  saveCredential(credential: Credential): Promise<void>;
}

export interface SessionStore {
  /** Locks the row. */
  takeByTokenHash(tokenHash: string): Promise<Session | undefined>;
  add(session: Session): Promise<void>;
  save(session: Session): Promise<void>;
  /** Ends every live token of the family. */
  revokeFamily(family: string, at: Date): Promise<void>;
  revokeAllOf(memberId: string, at: Date): Promise<void>;
}

/** What is kept of attempts, by the hash of what they are at. */
export interface AttemptStore {
  /** The record, made where there is none, and locked: attempts at one thing are counted one after the other. */
  take(key: string, now: Date): Promise<AttemptRecord>;
  /** Saves a record that was taken. */
  save(key: string, record: AttemptRecord, forgettableAt: Date): Promise<void>;
  /** Removes the oldest of those that say nothing any more, at most so many. */
  forget(now: Date, most: number): Promise<void>;
}

export interface ApiKeyStore extends Store<ApiKey> {
  /** How many keys of the organisation hold now; one that was rotated counts no more. */
  holding(organisationId: string, now: Date): Promise<number>;
  /** Notes that it was used, unless it was noted after `before` already. Its version stays as it is. */
  noteUse(id: string, from: string | null, at: Date, before: Date): Promise<void>;
  /** Ids, after `after` and in order, of keys that hold, were not rotated, and end by `until`. */
  ending(now: Date, until: Date, after: string, limit: number): Promise<readonly string[]>;
}

/** A listing that must be looked at for what lapses by itself. */
export interface ExpiryDue {
  readonly id: string;
  /** The day on which it was last looked at; null when it never was. */
  readonly lookedOn: string | null;
}

/** When a listing was looked at, and when it must be looked at next. */
export interface ExpiryWatch {
  readonly id: string;
  /** Of the listing that was looked at; if it is another by now, nothing is kept. */
  readonly version: number;
  /** `YYYY-MM-DD`. */
  readonly lookedOn: string;
  /** Null when nothing will ever lapse. */
  readonly nextOn: string | null;
  /** The setting in force, as text; under another one it is looked at again. */
  readonly rule: string;
}

export interface ListingStore extends Store<Listing> {
  /** Keeps the content published under this revision for ever. */
  keepRevision(listingId: string, revision: number, content: ListingContent, at: Date): Promise<void>;
  /** Ids of the supplier's listings that are on the market. */
  publishedOf(supplierId: string): Promise<readonly string[]>;
  /** Published listings whose id comes after `after` and that must be looked at today or under another rule, in order. */
  expiryDue(today: string, rule: string, after: string, limit: number): Promise<readonly ExpiryDue[]>;
  /** The day on which the listing was last looked at; null when it never was. */
  expiryLookedOn(id: string): Promise<string | null>;
  saveExpiry(watches: readonly ExpiryWatch[]): Promise<void>;
  /** Has the listing looked at on the next occasion, because what it rests on has changed. */
  lookForExpiry(id: string): Promise<void>;
}

export interface TenderStore extends Store<Tender> {
  keepRevision(tenderId: string, revision: number, content: TenderContent, at: Date): Promise<void>;
  /** Ids of published tenders whose deadline is at or before `now`. */
  due(now: Date, limit: number): Promise<readonly string[]>;
}

export interface MatchRunStore {
  /**
   * Keeps a run as the lot's latest. Of each lot and tender revision the first run, the latest, and every run that
   * told somebody are kept. Does nothing when the latest kept run of that revision says the same of the same market, or
   * read a later one; returns whether it was added.
   */
  add(run: MatchRun): Promise<boolean>;
}

export interface NotificationStore {
  /**
   * Adds those whose key is new, wakes the subscribers when the transaction commits, and sends the job that hands them
   * on to mail and webhooks. Returns the organisation of each that was new.
   */
  add(notifications: readonly Notification[]): Promise<readonly string[]>;
  /** Ids of the suppliers who were told of this tender at any revision; what one member alone was told does not count. */
  suppliersTold(tenderId: string): Promise<readonly string[]>;
  /** How the listing last stood towards the tender, as its supplier was told; what one member alone was told does not count. */
  lastCloseness(tenderId: string, listingId: string): Promise<Closeness | undefined>;
  /**
   * Marks notifications as read that are for the whole organisation, or for the member when one is named; all of them
   * when no ids are given. Returns how many changed.
   */
  markRead(organisationId: string, ids: readonly string[] | null, at: Date, memberId?: string | null): Promise<number>;
  /** Those not yet put on their ways out of the product, oldest first; locked, and without what another has locked. */
  takeToHandOn(limit: number): Promise<readonly Notification[]>;
  markHandedOn(ids: readonly string[], at: Date): Promise<void>;
}

/** Preferences as they were kept: groups that came later are not in them. */
export type KeptPreferences = Omit<DeliveryPreferences, 'groups'> & {
  readonly groups: Partial<DeliveryPreferences['groups']>;
};

/** A member with the own preferences, when there are some. */
export interface Recipient {
  readonly member: Member;
  readonly kept: KeptPreferences | undefined;
}

/** One notification that one member is to be mailed about. */
export interface MailItem {
  readonly notificationId: string;
  readonly memberId: string;
  readonly dueAt: Date;
}

export interface MailStore {
  /** Active members of these organisations. */
  recipients(organisationIds: readonly string[]): Promise<readonly Recipient[]>;
  /** Locks the member's row, so that two changes follow each other. */
  takePreferences(memberId: string): Promise<KeptPreferences | undefined>;
  savePreferences(preferences: DeliveryPreferences): Promise<void>;
  /** Those that were put before are left as they are. */
  put(items: readonly MailItem[]): Promise<void>;
  /**
   * Due and in no mail yet, of members who have not had `MOST_MAILS_AN_HOUR` of late; locked, and without what another
   * has locked.
   */
  takeDue(now: Date, limit: number): Promise<readonly MailItem[]>;
  /** Adds a mail that holds these notifications. */
  add(mail: Mail, notificationIds: readonly string[]): Promise<void>;
  /** Takes one mail to be sent in hand, counts the attempt, and keeps others from it until `leaseUntil`. */
  claim(now: Date, leaseUntil: Date): Promise<Mail | undefined>;
  /** What became of a mail in hand; nothing when another has taken it in hand since. */
  settle(mail: Mail): Promise<void>;
  /** Whether something is due, or in hand for too long. */
  anyDue(now: Date): Promise<boolean>;
  /** Forgets mails that were done with before. */
  forget(before: Date, limit: number): Promise<void>;
}

export interface WebhookStore extends Store<Webhook> {
  /** All of these organisations. */
  of(organisationIds: readonly string[]): Promise<readonly Webhook[]>;
  /** With its deliveries. */
  remove(id: string): Promise<void>;
  findDelivery(id: string): Promise<WebhookDelivery | undefined>;
  takeDelivery(id: string): Promise<WebhookDelivery | undefined>;
  saveDelivery(delivery: WebhookDelivery): Promise<void>;
  /** Those of a notification that the endpoint has already are left out. */
  addDeliveries(deliveries: readonly WebhookDelivery[]): Promise<void>;
  /**
   * Takes one that is due in hand, counts the attempt, and keeps others from it until `leaseUntil`. None while another of
   * the endpoint, or `MOST_POSTS_AT_A_TIME` of its organisation, are in hand. `cutOff`: it was in hand before, and
   * nothing came of that.
   */
  claimDelivery(
    webhookId: string,
    now: Date,
    leaseUntil: Date,
  ): Promise<{ readonly delivery: WebhookDelivery; readonly cutOff: boolean } | undefined>;
  /** An attempt that is in the log already is left as it is. */
  addAttempt(attempt: WebhookAttempt): Promise<void>;
  /** How many test events wait to be sent. */
  waitingTests(webhookId: string): Promise<number>;
  /** Active endpoints at which something is due. */
  due(now: Date, limit: number): Promise<readonly string[]>;
  /** Gives up what has waited too long; answers how many. */
  giveUp(now: Date): Promise<number>;
  /** Forgets deliveries that were done with before, with their attempts. */
  forget(before: Date, limit: number): Promise<void>;
}

/** What a search has found and its owner is told later. */
export interface WaitingHit {
  readonly searchId: string;
  readonly foundAt: Date;
  readonly found: FoundThing;
}

export interface SavedSearchStore extends Store<SavedSearch> {
  /** With all that waits. */
  remove(id: string): Promise<void>;
  /** How many the member has, and the organisation with all its members. */
  count(owner: Pick<SavedSearch, 'memberId' | 'organisationId'>): Promise<{
    readonly member: number;
    readonly organisation: number;
  }>;
  /** Of these, those of which something is to be told: neither off nor paused, of a member in office of a verified organisation. */
  toTell(ids: readonly string[]): Promise<readonly SavedSearch[]>;
  /** Keeps what is told later; of a thing that waits already it keeps what is said now, since when it was found first. */
  wait(hits: readonly WaitingHit[]): Promise<void>;
  /** Takes all that waits, first found first. */
  takeWaiting(searchId: string): Promise<readonly WaitingHit[]>;
  /** Drops what waits of a thing, except for the searches that find it still. */
  dropWaiting(thing: Pick<FoundThing, 'kind' | 'id'>, except: readonly string[]): Promise<void>;
  /** Drops the tenders that wait in these searches because of this listing, except those that it still comes close to. */
  dropTendersOf(listingId: string, searchIds: readonly string[], exceptTenders: readonly string[]): Promise<void>;
}

/** What was last put to all saved searches. */
export interface WatchedThingStore {
  /** A thing that is on the market from the beginning, and so no news to anybody. */
  addUnseen(thing: Pick<FoundThing, 'kind' | 'id'>): Promise<void>;
  /**
   * Writes down what is put to them now, and keeps others from doing so until the transaction ends. False when somebody
   * else has done so since `turn` was read.
   *
   * @param turn of what it follows; null when there was nothing
   * @param state null when nobody sees it any more
   */
  advance(thing: Pick<FoundThing, 'kind' | 'id'>, turn: number | null, state: WatchedState | null): Promise<boolean>;
}

/** A thing of the market and what of it was last put to all saved searches; turn 0 is one nobody has looked at yet. */
export interface WatchedThing {
  readonly kind: WatchedKind;
  readonly id: string;
  readonly turn: number;
  readonly state: WatchedState | null;
}

/**
 * What can change the answer of a match, and the needs that stay. A listing's change carries the offer as the engine reads it, honours of the
 * firm included, or null when it has left the market: so the market can be read as it stood at any position.
 */
export type Change =
  | { readonly kind: 'LISTING'; readonly id: string; readonly revision: number; readonly offer: Offer | null }
  | { readonly kind: 'TENDER'; readonly id: string; readonly revision: number }
  | { readonly kind: 'SAVED_SEARCH'; readonly id: string; readonly revision: number };

/** Stores and the job outbox, reachable only inside a transaction. */
export interface Tx {
  readonly organisations: OrganisationStore;
  readonly members: MemberStore;
  readonly sessions: SessionStore;
  readonly attempts: AttemptStore;
  readonly apiKeys: ApiKeyStore;
  readonly listings: ListingStore;
  readonly tenders: TenderStore;
  readonly matchRuns: MatchRunStore;
  readonly notifications: NotificationStore;
  readonly mails: MailStore;
  readonly webhooks: WebhookStore;
  readonly savedSearches: SavedSearchStore;
  readonly watchedThings: WatchedThingStore;
  readonly imports: ImportStore;
  readonly demands: {
    add(demand: ArchivedDemand): Promise<void>;
    find(id: string): Promise<ArchivedDemand | undefined>;
  };
  /** Appends a decision to the audit chain. */
  audit(decision: Decision): Promise<void>;
  /** Every decision of this kind about the thing that has committed, newest first. Take the thing before you ask. */
  decisionsAbout(action: AuditAction, subjectId: string): Promise<readonly AuditEntry[]>;
  /**
   * Appends to the change log that every holder of a matching index follows. Positions are in commit order.
   */
  change(change: Change): Promise<void>;
  /** Sends a job if, and only if, the transaction commits. */
  enqueue<N extends JobName>(job: N, payload: Jobs[N]): Promise<void>;
}

/** A value that must be unique over the marketplace is held by another row; thrown on commit or before. */
export class AlreadyTaken extends Error {
  constructor(readonly what: 'EMAIL' | 'CREDIT_CODE') {
    super(`${what} is taken`);
  }
}

/** The row was saved by someone else since it was read without a lock. */
export class StaleRow extends Error {}

/** Runs a body in one transaction; a throw rolls everything back. */
export abstract class Work {
  abstract run<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
}
