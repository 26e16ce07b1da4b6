/** Every reason for an expected "no". The sentence for each is made at the edge, per language. */
export const REFUSAL_CODES = [
  'NOT_FOUND',
  'FORBIDDEN',
  'NOT_VERIFIED',
  'STALE_VERSION',
  'WRONG_STATE',
  'ALREADY_LOOKED_AT',
  'REQUIRED',
  'INVALID',
  'TOO_LONG',
  'DUPLICATE',
  'UNKNOWN_CODE',
  'REASON_REQUIRED',
  'DEADLINE_MISSING',
  'DEADLINE_PASSED',
  'DEADLINE_TOO_SOON',
  'DOCUMENTS_PERIOD_TOO_SHORT',
  'NOTHING_DEMANDED',
  'METHOD_NOT_OF_LAW',
  'CREDIT_CODE_CHECK_FAILED',
  'EMAIL_TAKEN',
  'WEAK_PASSWORD',
  'SIGN_IN_FAILED',
  'LOCKED_OUT',
  'SESSION_EXPIRED',
  'LAST_OWNER',
  'ORGANISATION_NOT_ACTIVE',
  'MARKET_LOADING',
  'BUSY',
  'LIMIT_REACHED',
  'ADDRESS_REFUSED',
  'TOO_MANY_KEYS',
  'TOO_MANY_IMPORTS',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An expected "no": which field, and the facts with which the person can act on it. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Path of the input at fault, as in `content.facts[2].unit`. */
  readonly field?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: readonly Refusal[] };

export function accepted<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(...refusals: readonly Refusal[]): {
  readonly ok: false;
  readonly refusals: readonly Refusal[];
} {
  return { ok: false, refusals };
}
