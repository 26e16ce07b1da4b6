const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How many attempts are looked at before the next ones have to wait, and for how long. */
export interface AttemptRule {
  readonly freeFailures: number;
  /** After so long without a failure they are forgotten; a lock's end begins it anew. */
  readonly windowMs: number;
  /** The first lock; each further failure makes it twice as long. */
  readonly lockMs: number;
  readonly longestLockMs: number;
}

/** Guessing at one account from one network. It locks that network alone, so it may last. */
export const FROM_ONE_NETWORK: AttemptRule = {
  freeFailures: 5,
  windowMs: 15 * MINUTE_MS,
  lockMs: 15 * MINUTE_MS,
  longestLockMs: DAY_MS,
};

/**
 * Guessing at one account from all networks together: no more than 100 tries an hour (OWASP ASVS 2.2.1), and hardly any
 * once it goes on. It meets whoever comes from a network that has not signed in to the account before, so it is short.
 */
export const FROM_ALL_NETWORKS: AttemptRule = {
  freeFailures: 50,
  windowMs: 60 * MINUTE_MS,
  lockMs: 15 * MINUTE_MS,
  longestLockMs: 60 * MINUTE_MS,
};

/** Registering from one network: each answer says whether an address is registered. */
export const REGISTRATIONS: AttemptRule = {
  freeFailures: 20,
  windowMs: 60 * MINUTE_MS,
  lockMs: 15 * MINUTE_MS,
  longestLockMs: DAY_MS,
};

/** How long a network from which somebody has signed in to an account counts as one of its owner's. */
const KNOWN_MS = 30 * DAY_MS;

/** What is kept of attempts at one thing. */
export interface AttemptRecord {
  readonly failures: number;
  readonly lastFailureAt: Date | null;
  readonly lockedUntil: Date | null;
  /** When an attempt has last succeeded. */
  readonly succeededAt: Date | null;
}

export const NO_ATTEMPTS: AttemptRecord = { failures: 0, lastFailureAt: null, lockedUntil: null, succeededAt: null };

/** Until when no attempt is looked at, or null. */
export function lockedUntil(record: AttemptRecord, now: Date): Date | null {
  return record.lockedUntil !== null && record.lockedUntil > now ? record.lockedUntil : null;
}

/** The record after one more failure: as many as are free lock what it stands for, each further one twice as long. */
export function afterFailure(record: AttemptRecord, now: Date, rule: AttemptRule): AttemptRecord {
  const isRecent =
    record.lastFailureAt !== null &&
    now.getTime() - Math.max(record.lastFailureAt.getTime(), record.lockedUntil?.getTime() ?? 0) < rule.windowMs;
  const failures = isRecent ? record.failures + 1 : 1;
  const over = failures - rule.freeFailures;
  const lockMs = over < 0 ? 0 : Math.min(rule.lockMs * 2 ** over, rule.longestLockMs);
  return {
    ...record,
    failures,
    lastFailureAt: now,
    lockedUntil: lockMs === 0 ? null : new Date(now.getTime() + lockMs),
  };
}

/** The record of a network after the right password came from it. */
export const afterSuccess = (now: Date): AttemptRecord => ({ ...NO_ATTEMPTS, succeededAt: now });

/** The record with a failure taken back that was none; those of others stay. */
export const withoutOne = (record: AttemptRecord): AttemptRecord => ({
  ...record,
  failures: Math.max(0, record.failures - 1),
  lockedUntil: null,
});

/** Whether the network has signed in to the account lately: what others do elsewhere does not lock it out. */
export const isKnownNetwork = ({ succeededAt }: AttemptRecord, now: Date): boolean =>
  succeededAt !== null && now.getTime() - succeededAt.getTime() < KNOWN_MS;

/** From when on the record says nothing any more. */
export function forgettableAt(
  { lastFailureAt, lockedUntil: until, succeededAt }: AttemptRecord,
  { windowMs }: AttemptRule,
): Date {
  const failed = Math.max(lastFailureAt?.getTime() ?? 0, until?.getTime() ?? 0);
  return new Date(Math.max(failed + windowMs, (succeededAt?.getTime() ?? 0) + KNOWN_MS));
}

/** How long an access token and a refresh token hold. */
export const ACCESS_TOKEN_MS = 15 * 60_000;
export const REFRESH_TOKEN_MS = 14 * 24 * 60 * 60_000;

/** One link of a chain of refresh tokens; only the hash of the token is kept. */
export interface Session {
  readonly id: string;
  /** All tokens that descend from one sign-in. */
  readonly family: string;
  readonly memberId: string;
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly replacedAt: Date | null;
  readonly revokedAt: Date | null;
}

/**
 * How long a token that a browser has just traded is answered again. Tabs share one jar of cookies: two that wake at the
 * same moment send the same token, and an answer that is lost on the way leaves the old one in the jar. Both are over
 * within seconds, so a token that comes back later was copied.
 */
export const REPEAT_GRACE_MS = 30_000;

/**
 * A token used twice was stolen: its whole family ends (OAuth 2.0 Security BCP, RFC 9700, 4.14.2).
 *
 * @param graceMs after it was traded, for which it may come back (`REPEAT`); none unless said
 */
export function judgeRefresh(
  { replacedAt, revokedAt, expiresAt }: Session,
  now: Date,
  graceMs = 0,
): 'ROTATE' | 'REPEAT' | 'EXPIRED' | 'STOLEN' {
  if (revokedAt !== null || expiresAt <= now) return 'EXPIRED';
  if (replacedAt === null) return 'ROTATE';
  // Another process' clock may be behind the one that traded it: then no time has passed, which is not a grace by itself.
  const sinceMs = Math.max(0, now.getTime() - replacedAt.getTime());
  return sinceMs < graceMs ? 'REPEAT' : 'STOLEN';
}
