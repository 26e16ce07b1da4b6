import {
  AlreadyTaken,
  Work,
  type Change,
  type Clock,
  type Digest,
  type JobName,
  type Jobs,
  type JobSink,
  type JobToPut,
  type Tx,
} from '@huanpei/app';
import type { AuditAction, AuditEntry, Decision } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { SqlApiKeyStore } from './api-key/api-key.store';
import { SqlAttemptStore } from './attempt/attempt.store';
import { appendToChain } from './audit/audit-log';
import { AuditSchema } from './audit/audit.schema';
import { appendToLog } from './change/change-log';
import type { Database } from './database';
import { SqlDemandStore } from './demand/demand.store';
import { SqlImportStore } from './import/import.store';
import { SqlListingStore } from './listing/listing.store';
import { SqlMailStore } from './mail/mail.store';
import { SqlMatchRunStore } from './match-run/match-run.store';
import { SqlMemberStore } from './member/member.store';
import { SqlNotificationStore } from './notification/notification.store';
import { SqlOrganisationStore } from './organisation/organisation.store';
import { SqlSavedSearchStore, SqlWatchedThingStore } from './saved-search/saved-search.store';
import { SqlSessionStore } from './session/session.store';
import { sqlFault } from './sql-fault';
import { SqlTenderStore } from './tender/tender.store';
import { SqlWebhookStore } from './webhook/webhook.store';

/** A body that met another in a ring of locks is run again so often. */
const RETRIES = 3;

/** Serialization failure and deadlock: the database asks to try again. */
const TRY_AGAIN: readonly string[] = ['40001', '40P01'];

/** One transaction on Postgres for each body. */
export class TypeormWork extends Work {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobSink,
    private readonly clock: Clock,
    private readonly digest: Digest,
  ) {
    super();
  }

  async run<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tried = 0; ; tried += 1) {
      try {
        return await this.once(body);
      } catch (fault) {
        const { code, constraint } = sqlFault(fault);
        if (code !== undefined && TRY_AGAIN.includes(code) && tried < RETRIES) continue;
        throw (code === '23505' ? taken(constraint, fault) : undefined) ?? fault;
      }
    }
  }

  private once<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.source.transaction(async (manager) => {
      const tx = new TypeormTx(manager, this.jobs);
      const result = await body(tx);
      await tx.finish(this.clock, this.digest);
      return result;
    });
  }
}

class TypeormTx implements Tx {
  readonly organisations: SqlOrganisationStore;
  readonly members: SqlMemberStore;
  readonly sessions: SqlSessionStore;
  readonly attempts: SqlAttemptStore;
  readonly apiKeys: SqlApiKeyStore;
  readonly listings: SqlListingStore;
  readonly tenders: SqlTenderStore;
  readonly matchRuns: SqlMatchRunStore;
  readonly notifications: SqlNotificationStore;
  readonly mails: SqlMailStore;
  readonly webhooks: SqlWebhookStore;
  readonly savedSearches: SqlSavedSearchStore;
  readonly watchedThings: SqlWatchedThingStore;
  readonly imports: SqlImportStore;
  readonly demands: SqlDemandStore;
  private readonly decisions: Decision[] = [];
  private readonly changes: Change[] = [];
  private readonly sent: JobToPut[] = [];
  private finished = false;

  constructor(
    private readonly manager: EntityManager,
    private readonly jobs: JobSink,
  ) {
    this.organisations = new SqlOrganisationStore(manager);
    this.members = new SqlMemberStore(manager);
    this.sessions = new SqlSessionStore(manager);
    this.attempts = new SqlAttemptStore(manager);
    this.apiKeys = new SqlApiKeyStore(manager);
    this.listings = new SqlListingStore(manager);
    this.tenders = new SqlTenderStore(manager);
    this.matchRuns = new SqlMatchRunStore(manager);
    this.notifications = new SqlNotificationStore(manager, () => this.enqueue('hand-on-notifications', {}));
    this.mails = new SqlMailStore(manager);
    this.webhooks = new SqlWebhookStore(manager);
    this.savedSearches = new SqlSavedSearchStore(manager);
    this.watchedThings = new SqlWatchedThingStore(manager);
    this.imports = new SqlImportStore(manager);
    this.demands = new SqlDemandStore(manager);
  }

  async audit(decision: Decision): Promise<void> {
    this.mustBeOpen();
    this.decisions.push(decision);
  }

  decisionsAbout(action: AuditAction, subjectId: string): Promise<readonly AuditEntry[]> {
    return this.manager.find(AuditSchema, { where: { action, subjectId }, order: { position: 'DESC' } });
  }

  async change(change: Change): Promise<void> {
    this.mustBeOpen();
    this.changes.push(change);
  }

  async enqueue<N extends JobName>(job: N, payload: Jobs[N]): Promise<void> {
    this.mustBeOpen();
    this.sent.push({ job, payload } as JobToPut);
  }

  /**
   * Writes all jobs by one statement, and the two logs last, so that their locks, which all writers share, are held for
   * the commit and little more.
   */
  async finish(clock: Clock, digest: Digest): Promise<void> {
    this.finished = true;
    if (this.sent.length > 0) await this.jobs.putAll(this.manager, this.sent);
    await appendToChain(this.manager, this.decisions, clock, digest);
    await appendToLog(this.manager, this.changes);
  }

  /** What is said after the body has returned would be lost without a trace. */
  private mustBeOpen(): void {
    if (this.finished) throw new Error('the transaction is over');
  }
}

function taken(constraint: string | undefined, cause: unknown): AlreadyTaken | undefined {
  switch (constraint) {
    case 'member_email_key':
      return Object.assign(new AlreadyTaken('EMAIL'), { cause });
    case 'organisation_credit_code_key':
      return Object.assign(new AlreadyTaken('CREDIT_CODE'), { cause });
    default:
      return undefined;
  }
}
