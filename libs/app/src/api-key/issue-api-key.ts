import { Injectable } from '@nestjs/common';
import {
  accepted,
  API_SCOPES,
  apiKeyFaults,
  apiKeyText,
  keyEnd,
  KEYS_MAX,
  mayTouch,
  refused,
  replaceApiKey,
  revokeApiKey,
  scopesFor,
  validDaysFaults,
  type ApiKey,
  type ApiKeyRequest,
  type AuditDetails,
  type Operation,
  type Outcome,
  type Refusal,
  type Viewer,
} from '@huanpei/domain';
import { decidedBy } from '../decisions';
import { Chance, Clock, Digest } from '../ports/platform';
import { Work, type Tx } from '../ports/work';
import { isNetwork } from './addresses';

/** A new key with its secret, which is shown this once and kept nowhere. */
export interface IssuedApiKey {
  readonly key: ApiKey;
  /** The whole text to send as `Authorization: Bearer …`. */
  readonly secret: string;
}

/** Makes the secret of a key and the row that is kept of it. */
@Injectable()
export class ApiKeySecrets {
  constructor(
    private readonly chance: Chance,
    private readonly digest: Digest,
  ) {}

  issue(
    given: Pick<
      ApiKey,
      'organisationId' | 'makerId' | 'name' | 'kind' | 'scopes' | 'addresses' | 'createdAt' | 'expiresAt'
    >,
  ): IssuedApiKey {
    const id = this.chance.id();
    const secret = this.chance.secret();
    const key: ApiKey = {
      ...given,
      id,
      secretHash: this.digest.sha256(secret),
      revokedAt: null,
      replacedBy: null,
      lastUsedAt: null,
      lastUsedFrom: null,
      remindedOn: null,
      version: 1,
    };
    return { key, secret: apiKeyText(key.kind, id, secret, (text) => this.digest.sha256(text)) };
  }
}

/** The head of an organisation makes a key for a program of its own. */
@Injectable()
export class CreateApiKey {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly secrets: ApiKeySecrets,
  ) {}

  async execute(viewer: Viewer, request: ApiKeyRequest): Promise<Outcome<IssuedApiKey>> {
    const faults = [...apiKeyFaults(request), ...useless(viewer, request), ...addressFaults(request.addresses)];
    if (faults.length > 0) return refused(...faults);
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      // The firm's row is held, so that the keys that hold are counted one maker after the other.
      const organisation = await tx.organisations.take(viewer.organisationId);
      if (!organisation) return refused({ code: 'NOT_FOUND' });
      if ((await tx.apiKeys.holding(organisation.id, now)) >= KEYS_MAX)
        return refused({ code: 'TOO_MANY_KEYS', facts: { most: KEYS_MAX } });
      const issued = this.secrets.issue({
        organisationId: organisation.id,
        makerId: viewer.memberId,
        name: request.name.trim(),
        kind: organisation.demo ? 'DEMO' : 'LIVE',
        scopes: API_SCOPES.filter((scope) => request.scopes.includes(scope)),
        addresses: [...new Set(request.addresses.map((address) => address.trim()))],
        createdAt: now,
        expiresAt: keyEnd(now, request.validDays),
      });
      await tx.apiKeys.add(issued.key);
      await tx.audit(decidedBy(viewer, 'API_KEY_CREATED', subjectOf(issued.key.id), { data: toldOf(issued.key) }));
      return accepted(issued);
    });
  }
}

/** A head exchanges the secret of a key for a new one; the old one holds on while programs are told of it. */
@Injectable()
export class RotateApiKey {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly secrets: ApiKeySecrets,
  ) {}

  async execute(viewer: Viewer, id: string, overlapHours: number, validDays: number): Promise<Outcome<IssuedApiKey>> {
    const faults = validDaysFaults(validDays, 'validDays');
    if (faults.length > 0) return refused(...faults);
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      // As when one is made, though a rotation adds none for good: the old one ends.
      await tx.organisations.take(viewer.organisationId);
      const old = await own(tx, viewer, id, 'Mutation.rotateApiKey');
      if (!old) return refused({ code: 'NOT_FOUND', field: 'id' });
      const { organisationId, name, kind, scopes, addresses } = old;
      const issued = this.secrets.issue({
        organisationId,
        // Whoever rotates it answers for it from now on: so a key outlasts the person who made it.
        makerId: viewer.memberId,
        name,
        kind,
        scopes,
        addresses,
        createdAt: now,
        expiresAt: keyEnd(now, validDays),
      });
      const replaced = replaceApiKey(old, issued.key.id, overlapHours, now);
      if (!replaced.ok) return replaced;
      await tx.apiKeys.save(replaced.value);
      await tx.apiKeys.add(issued.key);
      await tx.audit(
        decidedBy(viewer, 'API_KEY_ROTATED', subjectOf(id), {
          data: { ...toldOf(issued.key), by: issued.key.id, oldUntil: replaced.value.expiresAt.toISOString() },
        }),
      );
      return accepted(issued);
    });
  }
}

/** A head ends a key at once. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute(viewer: Viewer, id: string): Promise<Outcome<ApiKey>> {
    return this.work.run(async (tx) => {
      const key = await own(tx, viewer, id, 'Mutation.revokeApiKey');
      if (!key) return refused({ code: 'NOT_FOUND', field: 'id' });
      const revoked = revokeApiKey(key, this.clock.now());
      if (!revoked.ok) return revoked;
      await tx.apiKeys.save(revoked.value);
      await tx.audit(decidedBy(viewer, 'API_KEY_REVOKED', subjectOf(id), { data: { name: key.name } }));
      return revoked;
    });
  }
}

const subjectOf = (id: string) => ({ subjectKind: 'API_KEY' as const, subjectId: id });

async function own(tx: Tx, viewer: Viewer, id: string, operation: Operation): Promise<ApiKey | undefined> {
  const key = await tx.apiKeys.take(id);
  const reached =
    key !== undefined &&
    mayTouch(operation, viewer, { organisationId: key.organisationId, published: false, moderated: false });
  return reached ? key : undefined;
}

const toldOf = ({ name, scopes, addresses, expiresAt }: ApiKey): AuditDetails => ({
  name,
  scopes: scopes.join(' '),
  addresses: addresses.join(' '),
  expiresAt: expiresAt.toISOString(),
});

/** A scope that opens nothing to an organisation of this kind is a mistake better told than kept. */
function useless({ kind }: Viewer, { scopes }: ApiKeyRequest): readonly Refusal[] {
  const known = scopesFor(kind);
  return scopes.flatMap((scope, at): readonly Refusal[] =>
    known.includes(scope)
      ? []
      : [{ code: 'INVALID', field: `key.scopes[${at}]`, facts: { given: scope, expected: known.join(', ') } }],
  );
}

const addressFaults = (addresses: readonly string[]): readonly Refusal[] =>
  addresses.flatMap((address, at): readonly Refusal[] =>
    isNetwork(address.trim())
      ? []
      : [
          {
            code: 'INVALID',
            field: `key.addresses[${at}]`,
            facts: { given: address.slice(0, 100), expected: '203.0.113.7, 203.0.113.0/24, 2001:db8::/48' },
          },
        ],
  );
