import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessTokens, Clock, LoadDemo, PasswordHasher, Work, WORKER_ROLES } from '@huanpei/app';
import {
  type Asker,
  type Member,
  type Organisation,
  type OrganisationKind,
  type OrganisationState,
  type Role,
} from '@huanpei/domain';
import { migrateAll, openCore, type Config, type Core, type Logger } from '@huanpei/runtime';
import { freshDatabase, type FreshDatabase } from '@huanpei/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import pino from 'pino';
import { WebSocket } from 'ws';
import { createServer } from '../src/server';

export const PASSWORD = 'a long enough password 1';

/** The clock of the system, put forward by as much as a spec says. */
export class MovableClock extends Clock {
  private ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  advance(ms: number): void {
    this.ahead += ms;
  }
}

/** What an operation gave. Specs say what they expect of it, so that nothing more is known of its shape. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Data = Record<string, any>;

export interface Answer<T = Data> {
  readonly status: number;
  readonly data: T | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Asked {
  /** Access token; a visitor asks when there is none. */
  readonly as?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One person with a firm, already signed in. */
export interface Person {
  readonly memberId: string;
  readonly organisationId: string;
  readonly email: string;
  readonly token: string;
}

/** The API on a database of its own, as a client meets it. */
export class RunningApi {
  private readonly sockets: Client[] = [];
  private origin: string | undefined;
  private passwordHash: string | undefined;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly core: Core,
    readonly clock: MovableClock,
    readonly database: FreshDatabase,
    /** What was logged, a line of JSON each. */
    readonly logged: string[],
    private readonly folder: string,
  ) {}

  /**
   * @param demo the profile of a demonstration
   * @param data whether it has the demonstration's data too; it has when not given
   * @param roles workers it carries; all of them when not given
   * @param settings what else is set; requests are not limited unless said here
   */
  static async start({
    demo = false,
    data = demo,
    roles = WORKER_ROLES,
    settings = {},
  }: {
    demo?: boolean;
    data?: boolean;
    roles?: Config['roles'];
    settings?: Partial<Config>;
  } = {}): Promise<RunningApi> {
    const database = await freshDatabase((url) => migrateAll(url).then(() => undefined));
    const folder = mkdtempSync(join(tmpdir(), 'huanpei-api-'));
    const config: Config = {
      profile: demo ? 'demo' : 'production',
      host: '127.0.0.1',
      port: 0,
      dataDir: folder,
      databaseUrl: database.url,
      redisUrl: null,
      meiliUrl: null,
      meiliKey: null,
      meiliIndex: 'huanpei',
      meiliMaxLagSeconds: 60,
      meiliSearchMs: 2_000,
      secretKey: 'a secret of the tests, long enough to sign with',
      roles,
      logLevel: 'warn',
      trustedProxies: 0,
      confirmationMonths: 12,
      reviewTargetHours: 48,
      trainSeconds: 5,
      smtpUrl: null,
      mailFrom: '环配 <no-reply@example.com>',
      publicUrl: null,
      ratePerKey: 0,
      ratePerAddress: 0,
      ...settings,
    };
    const logged: string[] = [];
    const log = logInto(logged);
    const core = await openCore(config, log, false);
    const clock = new MovableClock();
    const moved = core.providers.map((provider) =>
      'provide' in (provider as object) && (provider as { provide: unknown }).provide === Clock
        ? { provide: Clock, useValue: clock }
        : provider,
    );
    const app = await createServer({ ...core, providers: moved }, config, log);
    if (data) await app.get(LoadDemo).execute();
    return new RunningApi(app, core, clock, database, logged, folder);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) await socket.dispose();
    await this.app.close();
    await this.core.close();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Sends one operation and gives what came back, whatever it is. */
  async send<T = Data>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    { as, headers = {} }: Asked = {},
  ): Promise<Answer<T>> {
    const response = await this.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'en',
        ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
        ...headers,
      },
      payload: JSON.stringify({ query, variables }),
    });
    const body = bodyOf(response.payload);
    return {
      status: response.statusCode,
      data: body.data as T | null | undefined,
      errors: body.errors ?? [],
      headers: response.headers,
      text: response.payload,
    };
  }

  /** Sends one operation that must answer without an error, and gives its data. */
  async ask<T = Data>(query: string, variables: Readonly<Record<string, unknown>> = {}, asked: Asked = {}): Promise<T> {
    const { data, errors, text } = await this.send<T>(query, variables, asked);
    if (errors.length > 0 || !data) throw new Error(`unexpected answer: ${text.slice(0, 2_000)}`);
    return data;
  }

  /** Sends a mutation of one field, and gives that field: the thing itself or the refusal. */
  async do(query: string, variables: Readonly<Record<string, unknown>> = {}, asked: Asked = {}): Promise<Data> {
    const data = await this.ask(query, variables, asked);
    return Object.values(data)[0] as Data;
  }

  /** Listens, once, and gives the origin to reach it at. */
  async listening(): Promise<string> {
    if (this.origin === undefined) {
      await this.app.listen(0, '127.0.0.1');
      this.origin = (await this.app.getUrl()).replace('[::1]', '127.0.0.1');
    }
    return this.origin;
  }

  /** Everything a subscription says, as it comes; `heard` grows. Answers once the server has taken it. */
  async subscribe(query: string, { as }: Asked = {}): Promise<{ heard: Heard[]; ended: Promise<unknown> }> {
    const url = `${(await this.listening()).replace('http', 'ws')}/graphql`;
    const client = createClient({
      url,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
      connectionParams: { 'Accept-Language': 'en', ...(as === undefined ? {} : { Authorization: `Bearer ${as}` }) },
      onNonLazyError: () => undefined,
    });
    this.sockets.push(client);
    const heard: Heard[] = [];
    const connected = new Promise((resolve) => client.on('connected', resolve));
    const ended = new Promise((resolve) => {
      client.subscribe(
        { query },
        {
          next: (result) => heard.push(result as Heard),
          error: (fault) => resolve(fault),
          complete: () => resolve(undefined),
        },
      );
    });
    await connected;
    // The server takes a subscription without saying so; a ping answered after it was sent follows it on the wire.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { heard, ended };
  }

  /** Whether a line with these words was logged. */
  hasLogged(...words: readonly string[]): boolean {
    return this.logged.some((line) => words.every((word) => line.includes(word)));
  }

  /** A firm with a member of this role, past registration and verification. */
  async person(
    kind: OrganisationKind,
    role: Role,
    { state = 'VERIFIED', organisationId }: { state?: OrganisationState; organisationId?: string } = {},
  ): Promise<Person> {
    this.passwordHash ??= await this.app.get(PasswordHasher).hash(PASSWORD);
    const passwordHash = this.passwordHash;
    const memberId = randomUUID();
    const firm = firmOf(organisationId ?? randomUUID(), kind, state);
    const member: Member = {
      id: memberId,
      organisationId: firm.id,
      email: `${memberId}@example.com`,
      name: `${kind} ${role}`,
      role,
      language: 'zh',
      active: true,
      createdAt: new Date(),
      version: 1,
    };
    await this.app.get(Work).run(async (tx) => {
      if (organisationId === undefined) await tx.organisations.add(firm);
      await tx.members.add(member);
      await tx.members.saveCredential({ memberId, passwordHash });
    });
    const family = randomUUID();
    await this.app.get(Work).run((tx) =>
      tx.sessions.add({
        id: randomUUID(),
        family,
        memberId,
        tokenHash: randomUUID(),
        createdAt: new Date(),
        expiresAt: new Date(Date.now() + 365 * 24 * 60 * 60_000),
        replacedAt: null,
        revokedAt: null,
      }),
    );
    const token = await this.app.get(AccessTokens).sign({ memberId, family }, new Date(Date.now() + 60 * 60_000));
    return { memberId, organisationId: firm.id, email: member.email, token };
  }

  /** The person behind each asker but the visitor. */
  async personFor(asker: Exclude<Asker, 'VISITOR'>, state: OrganisationState = 'VERIFIED'): Promise<Person> {
    const [kind, role] = asker.split('_') as [OrganisationKind, Role];
    return this.person(kind, role, { state });
  }
}

export interface Heard {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

function firmOf(id: string, kind: OrganisationKind, state: OrganisationState): Organisation {
  const now = new Date();
  return {
    id,
    kind,
    state,
    name: { zh: `测试单位 ${id.slice(0, 8)}`, en: `Test firm ${id.slice(0, 8)}` },
    creditCode: null,
    creditCodeCheck: 'ABSENT',
    region: 'CN',
    honours: [],
    demo: false,
    reason: null,
    createdAt: now,
    decidedAt: now,
    version: 1,
  };
}

/** A text that is no JSON stands for an answer outside GraphQL. */
function bodyOf(text: string): { data?: unknown; errors?: readonly GraphQLFormattedError[] } {
  try {
    return JSON.parse(text) as { data?: unknown; errors?: readonly GraphQLFormattedError[] };
  } catch {
    return {};
  }
}

function logInto(lines: string[]): Logger {
  return pino({ level: 'warn', base: null }, { write: (line: string) => void lines.push(line) });
}
