import type {
  ArchivedDemand,
  Closeness,
  Decision,
  Listing,
  ListingContent,
  MatchRun,
  Member,
  Notification,
  Organisation,
  Session,
  SignInRecord,
  Tender,
  TenderContent,
} from '@huanpei/domain';
import type { Offer } from '@huanpei/matching';
import type { ImportStore } from '../import/import-store';
import type { JobName, Jobs } from './jobs';

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
export interface Credential extends SignInRecord {
  readonly memberId: string;
  /** argon2id, PHC string. */
  readonly passwordHash: string;
}

export interface MemberStore extends Store<Member> {
  byEmail(email: string): Promise<Member | undefined>;
  /** Active owners (administrators) of the organisation besides this member; the organisation's row is locked. */
  otherHeads(organisationId: string, memberId: string): Promise<number>;
  /** Locks the row, so that attempts on one account are counted one after the other. */
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
   * Adds those whose key is new and wakes the subscribers when the transaction commits. Returns the organisation of each that was new.
   */
  add(notifications: readonly Notification[]): Promise<readonly string[]>;
  /** Ids of the suppliers who were told of this tender at any revision. */
  suppliersTold(tenderId: string): Promise<readonly string[]>;
  /** How the listing last stood towards the tender, as its supplier was told. */
  lastCloseness(tenderId: string, listingId: string): Promise<Closeness | undefined>;
  /** Marks the organisation's notifications as read; all of them when no ids are given. Returns how many changed. */
  markRead(organisationId: string, ids: readonly string[] | null, at: Date): Promise<number>;
}

/**
 * What can change the answer of a match. A listing's change carries the offer as the engine reads it, honours of the
 * firm included, or null when it has left the market: so the market can be read as it stood at any position.
 */
export type Change =
  | { readonly kind: 'LISTING'; readonly id: string; readonly revision: number; readonly offer: Offer | null }
  | { readonly kind: 'TENDER'; readonly id: string; readonly revision: number };

/** Stores and the job outbox, reachable only inside a transaction. */
export interface Tx {
  readonly organisations: OrganisationStore;
  readonly members: MemberStore;
  readonly sessions: SessionStore;
  readonly listings: ListingStore;
  readonly tenders: TenderStore;
  readonly matchRuns: MatchRunStore;
  readonly notifications: NotificationStore;
  readonly imports: ImportStore;
  readonly demands: {
    add(demand: ArchivedDemand): Promise<void>;
    find(id: string): Promise<ArchivedDemand | undefined>;
  };
  /** Appends a decision to the audit chain. */
  audit(decision: Decision): Promise<void>;
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
