import { API_SCOPES, type ApiScope } from './api-scopes';
import type { Role, Viewer } from './member';
import type { OrganisationKind } from './organisation';
import { accepted, refused, type Outcome, type Refusal } from './outcome';

const DAY_MS = 24 * 60 * 60_000;

/** How long a key holds when nothing is said, and at most. */
export const KEY_DAYS = 365;
export const KEY_DAYS_MAX = 730;
/** Hours for which the old secret stays valid after a rotation: unless said, and at most. */
export const OVERLAP_HOURS = 24;
export const OVERLAP_HOURS_MAX = 720;
/** Keys of one organisation that hold at a time. */
export const KEYS_MAX = 50;
/** Entries of an allow-list. */
export const KEY_ADDRESSES_MAX = 50;
export const KEY_NAME_MAX = 100;
/** Days before its end at which the organisation is reminded of a key, the most first. */
export const KEY_REMIND_DAYS: readonly number[] = [30, 7];
/** The use of a key is noted at most so often. */
export const KEY_USE_NOTED_MS = 60_000;

/** `DEMO` keys belong to organisations of the demonstration, so that one that is found in a public place is told apart. */
export type ApiKeyKind = 'LIVE' | 'DEMO';

/** A secret with which a program acts for an organisation. Only the hash of the secret is kept. */
export interface ApiKey {
  readonly id: string;
  readonly organisationId: string;
  /** Member who made it, or who rotated it last; it can never do more than this person may. */
  readonly makerId: string;
  readonly name: string;
  readonly kind: ApiKeyKind;
  readonly scopes: readonly ApiScope[];
  /** Addresses from which it may be used, as CIDR; from anywhere when there is none. */
  readonly addresses: readonly string[];
  /** Hex SHA-256 of the secret, which is 256 bits of chance: nothing slower is needed to keep it from being guessed. */
  readonly secretHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** The key that takes its place. */
  readonly replacedBy: string | null;
  /** Noted once a minute at most. */
  readonly lastUsedAt: Date | null;
  readonly lastUsedFrom: string | null;
  /** The day on which the organisation was last reminded of its end, `YYYY-MM-DD`. */
  readonly remindedOn: string | null;
  readonly version: number;
}

export type ApiKeyState = 'ACTIVE' | 'EXPIRED' | 'REVOKED';

export function apiKeyState({ revokedAt, expiresAt }: ApiKey, now: Date): ApiKeyState {
  if (revokedAt !== null) return 'REVOKED';
  return expiresAt <= now ? 'EXPIRED' : 'ACTIVE';
}

/** What a head asks for. */
export interface ApiKeyRequest {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly validDays: number;
  readonly addresses: readonly string[];
}

/** Everything that is wrong with a request; the form of addresses is judged where networks are known. */
export function apiKeyFaults({ name, scopes, validDays, addresses }: ApiKeyRequest): readonly Refusal[] {
  const faults: Refusal[] = [];
  if (!name.trim()) faults.push({ code: 'REQUIRED', field: 'key.name' });
  if ([...name].length > KEY_NAME_MAX)
    faults.push({ code: 'TOO_LONG', field: 'key.name', facts: { most: KEY_NAME_MAX } });
  if (scopes.length === 0)
    faults.push({ code: 'REQUIRED', field: 'key.scopes', facts: { expected: API_SCOPES.join(', ') } });
  faults.push(...validDaysFaults(validDays, 'key.validDays'));
  if (addresses.length > KEY_ADDRESSES_MAX)
    faults.push({ code: 'TOO_LONG', field: 'key.addresses', facts: { most: KEY_ADDRESSES_MAX } });
  return faults;
}

export function validDaysFaults(days: number, field: string): readonly Refusal[] {
  return Number.isInteger(days) && days >= 1 && days <= KEY_DAYS_MAX
    ? []
    : [{ code: 'INVALID', field, facts: { given: days, expected: `1–${KEY_DAYS_MAX}` } }];
}

export const keyEnd = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS);

/** Ends a key at once. One that has ended stays in the list. */
export function revokeApiKey(key: ApiKey, now: Date): Outcome<ApiKey> {
  const state = apiKeyState(key, now);
  if (state === 'REVOKED') return refused({ code: 'WRONG_STATE', field: 'id', facts: { state } });
  return accepted({ ...key, revokedAt: now, version: key.version + 1 });
}

/** A key whose secret is exchanged for the one of a new key, and which holds on for as long as the two overlap. */
export function replaceApiKey(key: ApiKey, by: string, overlapHours: number, now: Date): Outcome<ApiKey> {
  const state = apiKeyState(key, now);
  if (state !== 'ACTIVE' || key.replacedBy !== null)
    return refused({ code: 'WRONG_STATE', field: 'id', facts: { state: state === 'ACTIVE' ? 'REPLACED' : state } });
  if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > OVERLAP_HOURS_MAX)
    return refused({
      code: 'INVALID',
      field: 'overlapHours',
      facts: { given: overlapHours, expected: `0–${OVERLAP_HOURS_MAX}` },
    });
  const until = new Date(now.getTime() + overlapHours * 60 * 60_000);
  return accepted({
    ...key,
    replacedBy: by,
    expiresAt: until < key.expiresAt ? until : key.expiresAt,
    ...(overlapHours === 0 ? { revokedAt: now } : {}),
    version: key.version + 1,
  });
}

/**
 * The role with which a key acts: that of an editor of its kind, and never more than its maker has now. Owners and
 * administrators lend an editor's rights; a maker who may only look lends no more than that.
 */
export function roleOfKey(kind: OrganisationKind, maker: Role): Role {
  if (kind === 'OPERATOR') return 'MODERATOR';
  return maker === 'VIEWER' ? 'VIEWER' : 'EDITOR';
}

/** Why a key is not accepted. */
export type KeyFault =
  'UNKNOWN' | 'EXPIRED' | 'REVOKED' | 'MAKER_LEFT' | 'ORGANISATION_NOT_ACTIVE' | 'ADDRESS_NOT_ALLOWED';

const KEY_ACTOR = 'API_KEY:';

/** How an audit entry names who acted: a key by its own id, a member by theirs. */
export const actorOf = ({ memberId, apiKey }: Viewer): string => (apiKey ? `${KEY_ACTOR}${apiKey.id}` : memberId);

/** The id of the key that acted; undefined when it was none. */
export const keyOfActor = (actor: string): string | undefined =>
  actor.startsWith(KEY_ACTOR) ? actor.slice(KEY_ACTOR.length) : undefined;

/** The member whose own things are shown beside the organisation's: nobody's to a key, which others may hold, too. */
export const selfOf = ({ memberId, apiKey }: Viewer): string | null => (apiKey ? null : memberId);

/** How the text of a key begins. */
export const PREFIX_OF_KEY: Readonly<Record<ApiKeyKind, string>> = { LIVE: 'hp_live', DEMO: 'hp_demo' };
const FORM = /^(hp_(?:live|demo))_([0-9a-f]{32})_([A-Za-z0-9_-]{43})_([0-9a-f]{8})$/;

/** Whether a bearer token claims to be a key at all, well-formed or not. */
export const looksLikeApiKey = (token: string): boolean => /^hp_(live|demo)_/.test(token);

/**
 * The key as it is handed over: `hp_live_`, the id of the key, the secret, and a checksum, the first eight hex digits of
 * the SHA-256 of all before it, so that a scanner knows a key from a text that looks like one without asking anybody.
 *
 * @param id a UUID
 * @param secret 32 random bytes in base64url
 */
export function apiKeyText(kind: ApiKeyKind, id: string, secret: string, sha256: (text: string) => string): string {
  const text = `${PREFIX_OF_KEY[kind]}_${id.replaceAll('-', '')}_${secret}`;
  return `${text}_${sha256(text).slice(0, 8)}`;
}

/** The parts of a key; undefined when it has not the form of one, or its checksum is wrong. */
export function parseApiKey(
  text: string,
  sha256: (text: string) => string,
): { readonly id: string; readonly kind: ApiKeyKind; readonly secret: string } | undefined {
  const [, prefix, id = '', secret = '', checksum] = FORM.exec(text) ?? [];
  if (prefix === undefined || sha256(text.slice(0, -9)).slice(0, 8) !== checksum) return undefined;
  return {
    id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    kind: prefix === PREFIX_OF_KEY.DEMO ? 'DEMO' : 'LIVE',
    secret,
  };
}
