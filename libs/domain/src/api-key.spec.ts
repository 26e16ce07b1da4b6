import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  apiKeyFaults,
  apiKeyState,
  apiKeyText,
  looksLikeApiKey,
  parseApiKey,
  replaceApiKey,
  revokeApiKey,
  roleOfKey,
  type ApiKey,
} from './api-key';
import { API_SCOPES, KEY_SCOPES } from './api-scopes';
import { ROLES_OF_KIND, type Viewer } from './member';
import { ORGANISATION_KINDS } from './organisation';
import { mayCall, RULES, scopesFor, type Operation, type Rule } from './permissions';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const ID = '01a214b2-fa06-7abc-8def-0123456789ab';
const NOW = new Date('2026-11-27T00:00:00Z');
const DAY_MS = 86_400_000;

const key = (more: Partial<ApiKey> = {}): ApiKey => ({
  id: ID,
  organisationId: 'o',
  makerId: 'm',
  name: 'ERP',
  kind: 'LIVE',
  scopes: ['LISTINGS_READ'],
  addresses: [],
  secretHash: '',
  createdAt: NOW,
  expiresAt: new Date(NOW.getTime() + 365 * DAY_MS),
  revokedAt: null,
  replacedBy: null,
  lastUsedAt: null,
  lastUsedFrom: null,
  remindedOn: null,
  version: 1,
  ...more,
});

const secrets = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));

describe('the text of a key', () => {
  it('is read back as it was made, and begins as a scanner expects', () => {
    fc.assert(
      fc.property(fc.uuid(), secrets, fc.constantFrom('LIVE' as const, 'DEMO' as const), (id, secret, kind) => {
        const text = apiKeyText(kind, id, secret, sha256);
        expect(text).toMatch(/^hp_(live|demo)_[0-9a-f]{32}_[\w-]{43}_[0-9a-f]{8}$/);
        expect(text.startsWith(kind === 'LIVE' ? 'hp_live_' : 'hp_demo_')).toBe(true);
        expect(looksLikeApiKey(text)).toBe(true);
        expect(parseApiKey(text, sha256)).toEqual({ id, kind, secret });
      }),
      { numRuns: 50 },
    );
  });

  it('is not read when any one sign of it is another', () => {
    const text = apiKeyText('LIVE', ID, 'A'.repeat(43), sha256);
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'b' ? 'c' : 'b';
      expect(parseApiKey(`${text.slice(0, at)}${other}${text.slice(at + 1)}`, sha256)).toBeUndefined();
    }
    expect(parseApiKey(`${text}0`, sha256)).toBeUndefined();
    expect(parseApiKey('', sha256)).toBeUndefined();
  });
});

describe('the life of a key', () => {
  it('ends by its time or when it is revoked, and is revoked once', () => {
    expect(apiKeyState(key(), NOW)).toBe('ACTIVE');
    expect(apiKeyState(key({ expiresAt: NOW }), NOW)).toBe('EXPIRED');
    const revoked = revokeApiKey(key(), NOW);
    if (!revoked.ok) throw new Error('not revoked');
    expect(apiKeyState(revoked.value, NOW)).toBe('REVOKED');
    expect(revokeApiKey(revoked.value, NOW)).toMatchObject({ ok: false, refusals: [{ code: 'WRONG_STATE' }] });
  });

  it('overlaps with the one that replaces it for as long as is said, and never gains time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 720 }), fc.integer({ min: 1, max: 800 }), (hours, holdsHours) => {
        const old = key({ expiresAt: new Date(NOW.getTime() + holdsHours * 3_600_000) });
        const replaced = replaceApiKey(old, 'new', hours, NOW);
        if (!replaced.ok) throw new Error('not replaced');
        expect(replaced.value.expiresAt.getTime()).toBe(NOW.getTime() + Math.min(hours, holdsHours) * 3_600_000);
        expect(apiKeyState(replaced.value, NOW)).toBe(hours === 0 ? 'REVOKED' : 'ACTIVE');
        expect(replaceApiKey(replaced.value, 'again', hours, NOW).ok).toBe(false);
      }),
    );
    for (const hours of [-1, 721, 0.5, NaN]) expect(replaceApiKey(key(), 'new', hours, NOW).ok).toBe(false);
    expect(replaceApiKey(key({ expiresAt: NOW }), 'new', 1, NOW).ok).toBe(false);
  });

  it('is asked for with a name, a scope and at most two years', () => {
    const asked = { name: 'ERP', scopes: ['LISTINGS_READ'] as const, validDays: 365, addresses: [] };
    expect(apiKeyFaults(asked)).toEqual([]);
    const fields = (more: object) => apiKeyFaults({ ...asked, ...more }).map(({ field }) => field);
    expect(fields({ name: ' ' })).toEqual(['key.name']);
    expect(fields({ name: 'x'.repeat(101) })).toEqual(['key.name']);
    expect(fields({ scopes: [] })).toEqual(['key.scopes']);
    for (const validDays of [0, 731, 1.5, NaN]) expect(fields({ validDays })).toEqual(['key.validDays']);
    expect(fields({ addresses: Array.from({ length: 51 }, () => '192.0.2.1') })).toEqual(['key.addresses']);
  });
});

describe('what a key may', () => {
  const operations = Object.keys(RULES) as Operation[];

  it('is said once for every operation, and every scope opens something', () => {
    expect(Object.keys(KEY_SCOPES).sort()).toEqual([...operations].sort());
    for (const scope of API_SCOPES) expect(Object.values(KEY_SCOPES)).toContain(scope);
    for (const kind of ORGANISATION_KINDS) expect(scopesFor(kind)).toContain('REFERENCE_READ');
    expect(scopesFor('SUPPLIER')).not.toContain('TENDERS_WRITE');
    expect(scopesFor('BUYER')).not.toContain('LISTINGS_WRITE');
    expect(scopesFor('BUYER')).not.toContain('OPERATIONS_READ');
  });

  it('is never more than an editor of its kind may, nor more than its maker may', () => {
    for (const kind of ORGANISATION_KINDS)
      for (const maker of ROLES_OF_KIND[kind]) {
        const role = roleOfKey(kind, maker);
        const person: Viewer = { memberId: 'm', organisationId: 'o', kind, organisationState: 'VERIFIED', role: maker };
        const viewer: Viewer = { ...person, role, apiKey: { id: ID, scopes: API_SCOPES } };
        for (const operation of operations) {
          if (mayCall(operation, viewer) !== 'ALLOWED') continue;
          expect([operation, maker, mayCall(operation, person)]).toEqual([operation, maker, 'ALLOWED']);
          expect((RULES[operation] as Rule).who).toContain(
            kind === 'OPERATOR' ? 'OPERATOR_MODERATOR' : `${kind}_EDITOR`,
          );
        }
      }
  });
});
