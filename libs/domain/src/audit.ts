/** The chain of decisions: each entry holds the hash of the one before, so that none can be changed or taken out unseen. */

export const AUDIT_ACTIONS = [
  'ORGANISATION_REGISTERED',
  'ORGANISATION_VERIFY',
  'ORGANISATION_REJECT',
  'ORGANISATION_SUSPEND',
  'ORGANISATION_REINSTATE',
  'HONOURS_RECORDED',
  'MEMBER_ADDED',
  'MEMBER_ROLE_CHANGED',
  'MEMBER_DEACTIVATED',
  'PASSWORD_CHANGED',
  'SESSION_FAMILY_REVOKED',
  'ACCOUNT_LOCKED',
  'LISTING_DRAFTED',
  'LISTING_SUBMITTED',
  'LISTING_RECALLED',
  'LISTING_APPROVE',
  'LISTING_REQUEST_CHANGES',
  'LISTING_REJECT',
  'LISTING_SUSPEND',
  'LISTING_REINSTATE',
  'LISTING_ARCHIVE',
  'LISTING_CONFIRMED',
  'LISTING_LAPSED',
  'TENDER_DRAFTED',
  'TENDER_PUBLISHED',
  'TENDER_AMENDED',
  'TENDER_CANCELLED',
  'TENDER_CLOSED',
  'TENDER_MATCHED',
  'TAILORING_SUSPECTED',
  'TAILORING_CLOSED',
  'API_KEY_CREATED',
  'API_KEY_ROTATED',
  'API_KEY_REVOKED',
  'DEMO_DATA_LOADED',
  'DEAD_JOB_RETRIED',
  'WEBHOOK_CREATED',
  'WEBHOOK_CHANGED',
  'WEBHOOK_SECRET_ROTATED',
  'WEBHOOK_DELETED',
  'WEBHOOK_DISABLED',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What may be kept of a decision beside its reason. A new one needs its words in both languages, where the log is read. */
export const AUDIT_DETAILS = [
  'addresses',
  'administrator',
  'answer',
  'before',
  'by',
  'compared',
  'confirmedOn',
  'creditCode',
  'creditCodeCheck',
  'deadline',
  'demands',
  'expiresAt',
  'failures',
  'family',
  'fits',
  'from',
  'fromDemandId',
  'gone',
  'honours',
  'host',
  'importId',
  'job',
  'kind',
  'lapsed',
  'listingId',
  'listings',
  'lotId',
  'marketPosition',
  'name',
  'oldUntil',
  'on',
  'oneFigureAway',
  'role',
  'scopes',
  'state',
  'supplierId',
  'suppliersCompared',
  'tenders',
  'to',
  'told',
  'until',
] as const;
export type AuditDetail = (typeof AUDIT_DETAILS)[number];
type DetailValue = string | number | boolean | null;
export type AuditDetails = Readonly<Partial<Record<AuditDetail, DetailValue>>>;

/** A decision before it has its place in the chain. */
export interface Decision {
  /** Member id, `API_KEY:` and the id of the key with which a program acted, or `SYSTEM` for what a job or the clock decided. */
  readonly actor: string;
  readonly organisationId: string | null;
  readonly action: AuditAction;
  readonly subjectKind: 'ORGANISATION' | 'MEMBER' | 'API_KEY' | 'LISTING' | 'TENDER' | 'WEBHOOK' | 'SYSTEM';
  readonly subjectId: string;
  readonly revision: number | null;
  readonly reason: string | null;
  readonly data: AuditDetails;
}

export interface AuditEntry extends Omit<Decision, 'data'> {
  /** As it was kept; an old entry may hold what is no longer kept. */
  readonly data: Readonly<Record<string, DetailValue>>;
  /** 1, 2, 3 … without a gap. */
  readonly position: number;
  readonly at: Date;
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first entry has in place of a previous hash. */
export const CHAIN_START = '0'.repeat(64);

/** Hex SHA-256 of a UTF-8 text; it arrives as an argument to keep this library free of the platform. */
export type Sha256 = (text: string) => string;

/** JSON with the keys of every object in code-point order and without absent values: one value, one text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The next link of the chain. */
export function chain(
  decision: Decision,
  previous: Pick<AuditEntry, 'position' | 'hash'> | null,
  at: Date,
  sha256: Sha256,
): AuditEntry {
  const entry = {
    ...decision,
    position: (previous?.position ?? 0) + 1,
    at,
    previousHash: previous?.hash ?? CHAIN_START,
  };
  return { ...entry, hash: hashOf(entry, sha256) };
}

export const AUDIT_FAULTS = ['GAP', 'PREVIOUS_HASH', 'HASH'] as const;

export interface BrokenLink {
  readonly position: number;
  readonly fault: (typeof AUDIT_FAULTS)[number];
}

/** Proves a run of entries that follows `previous`, or names the first broken link. */
export function firstBrokenLink(
  entries: readonly AuditEntry[],
  previous: Pick<AuditEntry, 'position' | 'hash'> | null,
  sha256: Sha256,
): BrokenLink | undefined {
  let before = previous;
  for (const entry of entries) {
    const position = (before?.position ?? 0) + 1;
    if (entry.position !== position) return { position, fault: 'GAP' };
    if (entry.previousHash !== (before?.hash ?? CHAIN_START)) return { position, fault: 'PREVIOUS_HASH' };
    if (entry.hash !== hashOf(entry, sha256)) return { position, fault: 'HASH' };
    before = entry;
  }
  return undefined;
}

function hashOf(entry: Omit<AuditEntry, 'hash'>, sha256: Sha256): string {
  const { position, at, actor, organisationId, action, subjectKind, subjectId, revision, reason, data, previousHash } =
    entry;
  return sha256(
    canonicalJson({
      position,
      at: at.toISOString(),
      actor,
      organisationId,
      action,
      subjectKind,
      subjectId,
      revision,
      reason,
      data,
      previousHash,
    }),
  );
}
