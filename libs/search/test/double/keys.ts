import { createHmac, randomUUID } from 'node:crypto';
import { Fault, only, type Row } from './fault';

export interface Key {
  readonly uid: string;
  readonly key: string;
  name: string | null;
  description: string | null;
  readonly actions: readonly string[];
  readonly indexes: readonly string[];
  readonly expiresAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Who asks: the holder of the master key may do everything, the others what their key says. */
export interface Caller {
  readonly may: (action: string) => boolean;
  readonly sees: (indexUid: string) => boolean;
}

const ACTIONS = new Set(
  `* search documents.* documents.add documents.get documents.delete indexes.* indexes.create indexes.get indexes.update
   indexes.delete indexes.swap tasks.* tasks.cancel tasks.delete tasks.get settings.* settings.get settings.update stats.*
   stats.get metrics.* metrics.get dumps.* dumps.create snapshots.* snapshots.create version keys.create keys.get
   keys.update keys.delete experimental.get experimental.update network.get network.update`.split(/\s+/),
);
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** API keys: a key's value is the HMAC-SHA256 of its uid with the master key, so the same uid always has the same value. */
export class Keys {
  private readonly kept = new Map<string, Key>();

  constructor(private readonly master: string) {}

  caller(authorization: string | undefined): Caller {
    if (authorization === undefined) {
      throw new Fault(
        401,
        'missing_authorization_header',
        'The Authorization header is missing. It must use the bearer authorization method.',
        'auth',
      );
    }
    const given = /^Bearer (.+)$/.exec(authorization)?.[1] ?? '';
    if (given === this.master) return { may: () => true, sees: () => true };
    const known = [...this.kept.values()].find(({ key }) => key === given);
    if (!known || (known.expiresAt !== null && known.expiresAt <= new Date().toISOString())) throw refused();
    return {
      may: (action) =>
        known.actions.some(
          (one) => one === '*' || one === action || (one.endsWith('.*') && action.startsWith(one.slice(0, -1))),
        ),
      sees: (uid) => known.indexes.some((one) => (one.endsWith('*') ? uid.startsWith(one.slice(0, -1)) : one === uid)),
    };
  }

  create(body: Row): Key {
    only(body, ['uid', 'name', 'description', 'actions', 'indexes', 'expiresAt']);
    const {
      uid = randomUUID(),
      actions,
      indexes,
      expiresAt,
    } = body as { uid?: string; actions?: string[]; indexes?: string[]; expiresAt?: string | null };
    if (!UUID_V4.test(uid)) throw new Fault(400, 'invalid_api_key_uid', 'Invalid value at `.uid`');
    if (actions === undefined) throw new Fault(400, 'missing_api_key_actions', 'Missing field `actions`');
    if (indexes === undefined) throw new Fault(400, 'missing_api_key_indexes', 'Missing field `indexes`');
    if (expiresAt === undefined) throw new Fault(400, 'missing_api_key_expires_at', 'Missing field `expiresAt`');
    const unknown = actions.find((action) => !ACTIONS.has(action));
    if (unknown !== undefined) throw new Fault(400, 'invalid_api_key_actions', `Unknown value \`${unknown}\``);
    const pattern = indexes.find((index) => !/^(\*|[A-Za-z0-9_-]+\*?)$/.test(index));
    if (pattern !== undefined)
      throw new Fault(400, 'invalid_api_key_indexes', `\`${pattern}\` is not a valid index uid pattern`);
    if (this.kept.has(uid))
      throw new Fault(409, 'api_key_already_exists', `\`uid\` field value \`${uid}\` is already an existing API key.`);
    const now = new Date().toISOString();
    const key: Key = {
      uid,
      key: createHmac('sha256', this.master).update(uid).digest('hex'),
      name: (body['name'] as string | undefined) ?? null,
      description: (body['description'] as string | undefined) ?? null,
      actions,
      indexes,
      expiresAt,
      createdAt: now,
      updatedAt: now,
    };
    this.kept.set(uid, key);
    return key;
  }

  get(uidOrKey: string): Key {
    const found = this.kept.get(uidOrKey) ?? [...this.kept.values()].find(({ key }) => key === uidOrKey);
    if (!found) throw new Fault(404, 'api_key_not_found', `API key \`${uidOrKey}\` not found.`);
    return found;
  }

  delete(uidOrKey: string): void {
    this.kept.delete(this.get(uidOrKey).uid);
  }

  all(): readonly Key[] {
    return [...this.kept.values()];
  }
}

export function refused(): Fault {
  return new Fault(403, 'invalid_api_key', 'The provided API key is invalid.', 'auth');
}
