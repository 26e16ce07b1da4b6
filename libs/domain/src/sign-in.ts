/** Guessing passwords is made slow for one account; the numbers follow OWASP ASVS 2.2.1 (no more than 100 tries an hour). */
const FREE_FAILURES = 5;
const WINDOW_MS = 15 * 60_000;
const LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 24 * 60 * 60_000;

/** What is kept of failed sign-ins for one account. */
export interface SignInRecord {
  readonly failures: number;
  readonly lastFailureAt: Date | null;
  readonly lockedUntil: Date | null;
}

export const NO_FAILURES: SignInRecord = { failures: 0, lastFailureAt: null, lockedUntil: null };

/** Until when no attempt is looked at, or null. */
export function lockedUntil(record: SignInRecord, now: Date): Date | null {
  return record.lockedUntil !== null && record.lockedUntil > now ? record.lockedUntil : null;
}

/** The record after one more failure: five in a quarter of an hour lock the account, each further one twice as long. */
export function afterFailure(record: SignInRecord, now: Date): SignInRecord {
  const recent =
    record.lastFailureAt !== null &&
    now.getTime() - Math.max(record.lastFailureAt.getTime(), record.lockedUntil?.getTime() ?? 0) < WINDOW_MS;
  const failures = recent ? record.failures + 1 : 1;
  const over = failures - FREE_FAILURES;
  const lockMs = over < 0 ? 0 : Math.min(LOCK_MS * 2 ** over, LONGEST_LOCK_MS);
  return { failures, lastFailureAt: now, lockedUntil: lockMs === 0 ? null : new Date(now.getTime() + lockMs) };
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
