import type { ClientBase, ClientConfig } from 'pg';
import { DataSource } from 'typeorm';
import { ApiKeySchema } from './api-key/api-key.schema';
import { AuditSchema } from './audit/audit.schema';
import { DemandSchema } from './demand/demand.schema';
import { SheetImportSchema } from './import/import.schema';
import { ListingSchema } from './listing/listing.schema';
import { KeptMailSchema, MailSchema, PreferencesSchema } from './mail/mail.schema';
import { MatchRunSchema } from './match-run/match-run.schema';
import { CredentialSchema, MemberSchema } from './member/member.schema';
import { NotificationSchema } from './notification/notification.schema';
import { OrganisationSchema } from './organisation/organisation.schema';
import { SavedSearchSchema } from './saved-search/saved-search.schema';
import { SessionSchema } from './session/session.schema';
import { TenderSchema } from './tender/tender.schema';
import { WebhookAttemptSchema, WebhookDeliverySchema, WebhookSchema } from './webhook/webhook.schema';

/** Every domain type that has a table. */
export const ENTITIES = [
  AuditSchema,
  CredentialSchema,
  DemandSchema,
  KeptMailSchema,
  ListingSchema,
  MailSchema,
  MatchRunSchema,
  MemberSchema,
  NotificationSchema,
  OrganisationSchema,
  PreferencesSchema,
  SavedSearchSchema,
  SessionSchema,
  ApiKeySchema,
  SheetImportSchema,
  TenderSchema,
  WebhookAttemptSchema,
  WebhookDeliverySchema,
  WebhookSchema,
] as const;

/** A `postgres://` URL, or the parts of one (a socket folder as `host`). */
export type Connection = string | ClientConfig;

export function clientConfig(connection: Connection): ClientConfig {
  return typeof connection === 'string' ? { connectionString: connection } : connection;
}

export interface DatabaseOptions {
  readonly connection: Connection;
  /** Connections this process may hold at once. */
  readonly poolSize?: number;
  /** A statement that takes longer is ended by the server. */
  readonly statementTimeoutMs?: number;
  /** How long to wait for a connection, free or new. */
  readonly connectTimeoutMs?: number;
  readonly applicationName?: string;
  /** Done with each new connection before it is used. */
  readonly onConnect?: (client: ClientBase) => Promise<void>;
  /** Told of faults on connections nobody is using, as when the server goes away. The pool mends itself. */
  readonly onFault?: (fault: Error) => void;
}

/** The pool of connections that `TypeormWork` and `TypeormReads` share. */
export class Database {
  private constructor(readonly source: DataSource) {}

  /** Opens the pool with one connection, so that a wrong address is noticed here. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      entities: [...ENTITIES],
      logging: false,
      installExtensions: false,
      poolSize: options.poolSize ?? 10,
      poolErrorHandler: (fault: Error) => options.onFault?.(fault),
      extra: {
        ...clientConfig(options.connection),
        application_name: options.applicationName ?? 'huanpei',
        connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
        statement_timeout: options.statementTimeoutMs ?? 30_000,
        idle_in_transaction_session_timeout: 60_000,
        keepAlive: true,
        ...(options.onConnect && { onConnect: options.onConnect }),
      },
    });
    await source.initialize();
    return new Database(source);
  }

  /** Throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.source.query('select 1');
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}
