import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  AccessTokens,
  Chance,
  Clock,
  DeadJobs,
  DeliveryRules,
  Digest,
  Indexing,
  ImportReads,
  JobSink,
  JobSource,
  type JobName,
  LinkSigner,
  RefreshChain,
  Mailbox,
  Mailer,
  type MailerStatus,
  KeepSearchWhole,
  MarketRules,
  MarketFollower,
  MarketIndex,
  PasswordHasher,
  Reads,
  RebuildSearch,
  SearchIndex,
  SecretBox,
  SearchWriter,
  Signals,
  StandingNeeds,
  Threads,
  WebhookSender,
  WatchedSearches,
  Work,
} from '@huanpei/app';
import { DEFAULT_CONFIRMATION, USUAL_QUIET_HOURS } from '@huanpei/domain';
import {
  Database,
  migrate,
  MigrationFault,
  PgChangeFeed,
  PgMailbox,
  PgSearchSource,
  PgSearchStates,
  PgImportReads,
  PgSignals,
  TypeormReads,
  TypeormWork,
} from '@huanpei/persistence';
import { createQueue, OutboxJobSink, prepareQueueDatabase, QueueFault, queueMigrations } from '@huanpei/queue';
import { matchingReference } from '@huanpei/reference';
import { createSearchIndex, searchMigrations } from '@huanpei/search';
import type { Provider } from '@nestjs/common';
import { Pool, type ClientBase } from 'pg';
import type { Config } from './config';
import { HttpWebhookSender } from './delivery/http-webhook-sender';
import { NoMailer } from './delivery/no-mailer';
import { isForThisMachineAlone } from './delivery/public-address';
import { SmtpMailer } from './delivery/smtp-mailer';
import { GivingWay, hasPostgres, runningPostgres, StartFault, startEmbeddedPostgres } from './embedded-postgres';
import { FileSnapshotStore } from './file-snapshot-store';
import { Health } from './health';
import type { IndexerProcess } from './indexer-process';
import type { Logger } from './logging';
import { SystemChance, SystemClock, Sha256Digest } from './platform';
import {
  AesSecretBox,
  Argon2Passwords,
  HmacLinkSigner,
  HmacRefreshChain,
  JwtAccessTokens,
  secretKeyIn,
} from './security';
import { NodeThreads } from './threads/node-threads';
import { SearchWriterThread } from './threads/search-writer-thread';
import type { Workers } from './workers';

/** Everything of the running product that has a connection or a secret, put together and opened. */
export interface Core {
  readonly databaseUrl: string;
  readonly source: JobSource;
  readonly health: Health;
  /** What gives way to others here, and catches up when the index is late. */
  readonly givingWay: GivingWay;
  /** Every port with its adapter. */
  readonly providers: readonly Provider[];
  /** How mail leaves this process. */
  readonly mail: MailerStatus['backend'];
  /** Says where the process listens, for the links of a demonstration that has no other address. */
  answersAt(origin: string): void;
  /** The workers this process carries, once they run. */
  carry(workers: Workers): void;
  /** The indexer that runs in a process of its own, which ends before everything else is let go. */
  carryApart(indexer: IndexerProcess): void;
  /**
   * Begins to hold the market in memory, as a process does at its start that matches or says what the market answers.
   * A small market is there when this is done; a large one goes on loading, and is said to.
   */
  followMarket(): Promise<void>;
  /** Finishes what was begun and lets go of everything; the built-in database last. */
  close(): Promise<void>;
}

/** What else a process does with the database and the queue than one that stands alone. */
export interface CoreOptions {
  /** The jobs that are moved to the queue here; all when not given. Others must be moved by another process. */
  readonly relays?: readonly JobName[];
  /**
   * Whether the connections that read and write rows give way too, as those that write the index do. Those of searches do
   * not, on which what is urgent is written, nor those of the queue, through which it has to come.
   */
  readonly givesWay?: boolean;
  /** Whether the database is the built-in one although its address is given: another process has it. */
  readonly builtIn?: boolean;
  /** Whether it answers no requests: a rebuild of the search index may then write many documents at once. */
  readonly worksOnly?: boolean;
}

/** Other writes of the index wait while so many are written: of three thousand two seconds were seen. */
const REBUILT_AT_ONCE = 500;

/** How long a start waits for the market before it goes on without. */
const START_PATIENCE_MS = 2_000;

/** In `DATA_DIR`. */
const MARKET_SNAPSHOT = 'market.snapshot';

/** Brings a database up to this program: its own tables, the queue's and the search index's. */
export async function migrateAll(databaseUrl: string): Promise<readonly string[]> {
  const ran = await migrate(databaseUrl, [...queueMigrations, ...searchMigrations]);
  await prepareQueueDatabase(databaseUrl);
  return ran;
}

/** The database to use: the one that is named, or the built-in one, started by this process. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: (line: string) => void,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, stop: async () => undefined };
  mkdirSync(config.dataDir, { recursive: true });
  return startEmbeddedPostgres({ dataDir: config.dataDir, log });
}

/** The same for a command, which may run beside the product and then uses the database that it has started. */
export async function reachDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: (line: string) => void,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  if (config.databaseUrl === null && !hasPostgres(config.dataDir)) {
    throw new StartFault(
      `${config.dataDir} 中没有环配的数据。请用 DATA_DIR 指定数据目录，或用 DATABASE_URL 指定数据库。`,
      `There are no Huanpei data in ${config.dataDir}. Name the data folder in DATA_DIR, or the database in DATABASE_URL.`,
    );
  }
  const running = config.databaseUrl === null ? runningPostgres(config.dataDir) : undefined;
  return running === undefined ? openDatabase(config, log) : { url: running, stop: async () => undefined };
}

/**
 * Opens everything, the database first. When one part cannot be opened those before it are closed again, and a
 * `StartFault` says what to do.
 *
 * @param migrateFirst bring the database up to date before anything reads it; a production process does not
 */
export async function openCore(
  config: Config,
  log: Logger,
  migrateFirst: boolean,
  { relays, givesWay = false, builtIn = config.databaseUrl === null, worksOnly = false }: CoreOptions = {},
): Promise<Core> {
  const closers: (() => Promise<void>)[] = [];
  let closing = false;
  const close = async (): Promise<void> => {
    closing = true;
    for (const closer of closers.splice(0).reverse()) {
      await closer().catch((fault: unknown) => log.error({ err: fault }, 'could not close'));
    }
  };
  try {
    return await open();
  } catch (fault) {
    await close();
    throw told(fault, config);
  }

  async function open(): Promise<Core> {
    const server = await openDatabase(config, (line) => process.stderr.write(`${line}\n`));
    closers.push(() => server.stop());
    if (migrateFirst) {
      const ran = await migrateAll(server.url);
      if (ran.length > 0) log.info({ ran }, 'migrated');
    }
    // Connections that are still saying goodbye when the built-in database ends are no news.
    const onFault = (fault: Error): void => {
      if (!closing) log.warn({ err: fault }, 'database connection lost');
    };
    const givingWay = new GivingWay((fault) =>
      log.warn({ err: fault }, 'searches do not go before writes of the search index'),
    );
    const onConnect = (client: ClientBase): Promise<void> => givingWay.connection(client);
    const database = await Database.open({
      connection: server.url,
      onFault,
      ...(givesWay && { onConnect }),
    });
    closers.push(() => database.close());
    const queue = createQueue({
      database: server.url,
      ...(config.redisUrl === null ? {} : { redisUrl: config.redisUrl }),
      log: {
        warn: (fields, message) => log.warn(fields, message),
        error: (fields, message) => log.error(fields, message),
      },
      ...(relays && { relays }),
    });
    const pool = new Pool({ connectionString: server.url, max: 5, application_name: 'huanpei search', pipeline: true });
    pool.on('error', onFault);
    closers.push(() => pool.end());
    const writePool = new Pool({
      connectionString: server.url,
      max: 2,
      idleTimeoutMillis: 60_000,
      application_name: 'huanpei search writes',
      pipeline: true,
      // How a database of its own machine shares its time is not for us to say.
      ...((givesWay || builtIn) && { onConnect }),
    });
    writePool.on('error', onFault);
    closers.push(() => writePool.end());
    const search = createSearchIndex({
      pool,
      writePool,
      ...(config.meiliUrl === null ? {} : { meiliUrl: config.meiliUrl }),
      ...(config.meiliKey === null ? {} : { meiliKey: config.meiliKey }),
      meiliIndex: config.meiliIndex,
      meiliMaxLagMs: config.meiliMaxLagSeconds * 1_000,
      meiliSearchMs: config.meiliSearchMs,
      onSwitch: (because, fault) => {
        if (because === null) log.info({}, 'Meilisearch answers searches again');
        else log.warn({ because, ...(fault === undefined ? {} : { err: fault }) }, 'Postgres answers searches');
      },
      onFault: (fault) => log.warn({ err: fault }, 'writes that Meilisearch has missed are still owed'),
      onSweepFault: (fault) => log.warn({ err: fault }, 'the search index still holds words of what has gone'),
    });
    const signals = new PgSignals(server.url, { onFault });
    closers.push(() => signals.close());
    const reads = new TypeormReads(database);
    const threads = new NodeThreads((fault) => log.error({ err: fault }, 'a thread ended'));
    closers.push(() => threads.close());
    const feed = new PgChangeFeed(database);
    const market = new MarketFollower(
      feed,
      signals,
      new FileSnapshotStore(join(config.dataDir, MARKET_SNAPSHOT), (why) =>
        log.warn({ why }, 'the market snapshot is not used'),
      ),
      threads,
      matchingReference(),
      { onFault: (fault) => log.warn({ err: fault }, 'the matching index') },
    );
    closers.push(() => market.close());
    const clock = new SystemClock();
    const mailbox = new PgMailbox(database, config.mailFrom, () => clock.now());
    const mailer =
      config.smtpUrl !== null
        ? new SmtpMailer({ url: config.smtpUrl, from: config.mailFrom })
        : config.profile === 'demo'
          ? mailbox
          : new NoMailer();
    closers.push(() => mailer.close());
    const states = new PgSearchStates(database);
    const source = new PgSearchSource(database);
    const writer = new SearchWriter(reads, source, search, clock);
    const beside = new SearchWriterThread({
      databaseUrl: server.url,
      givesWay: givesWay || builtIn,
      onCrash: (fault) => log.error({ err: fault }, 'a thread ended'),
    });
    closers.push(() => beside.close());
    // Somebody waits for this one, with nothing else to do; the other goes on beside answers.
    const rebuild = new RebuildSearch(
      source,
      writer,
      search,
      states,
      undefined,
      search.name === 'postgres' && availableParallelism() > 1 ? beside : undefined,
    );
    const indexing = new Indexing(writer, states, search.name, {
      onLate: (late) => givingWay.catchUp(late),
      onFault: (fault) => log.warn({ err: fault }, 'the lag of the search index could not be kept'),
    });
    closers.push(() => indexing.close());
    const whole = new KeepSearchWhole(new RebuildSearch(source, writer, search, states), {
      ...(worksOnly && { batch: REBUILT_AT_ONCE }),
      onBegin: () => log.info({ index: search.name }, 'the search index is being rebuilt'),
      onFault: (fault) => log.warn({ err: fault }, 'the search index could not be rebuilt, will be tried again'),
    });
    closers.push(() => whole.close());
    // Closed first: jobs that were begun still need everything else.
    closers.push(() => queue.close());
    await Promise.all([signals.start(), queue.startRelay()]);

    const [chance, digest, jobs] = [new SystemChance(), new Sha256Digest(), new OutboxJobSink()];
    const delivery = {
      publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
      // A newcomer tries things out in the evening too.
      quietHours: config.profile === 'demo' ? null : USUAL_QUIET_HOURS,
    };
    const loopback = isForThisMachineAlone(config);
    let workers: Workers = { roles: config.roles, started: false };
    let apart: IndexerProcess | undefined;
    const secret = config.secretKey ?? secretKeyIn(config.dataDir);
    const adapters: readonly (readonly [abstract: object, adapter: object])[] = [
      [Clock, clock],
      [Chance, chance],
      [Digest, digest],
      [JobSink, jobs],
      [
        MarketRules,
        {
          confirmation: { ...DEFAULT_CONFIRMATION, months: config.confirmationMonths },
          trainSeconds: config.trainSeconds,
          reviewHours: config.reviewTargetHours,
        } satisfies MarketRules,
      ],
      [JobSource, queue.source],
      [DeadJobs, queue.deadJobs],
      [SearchIndex, search],
      [Indexing, indexing],
      [RebuildSearch, rebuild],
      [Signals, signals],
      [PasswordHasher, new Argon2Passwords()],
      [AccessTokens, new JwtAccessTokens(secret)],
      [RefreshChain, new HmacRefreshChain(secret)],
      [SecretBox, new AesSecretBox(secret)],
      [LinkSigner, new HmacLinkSigner(secret)],
      [Mailer, mailer],
      [Mailbox, mailbox],
      [WebhookSender, new HttpWebhookSender({ loopback })],
      [DeliveryRules, delivery satisfies DeliveryRules],
      [Reads, reads],
      [ImportReads, new PgImportReads(database)],
      [MarketIndex, market],
      [Threads, threads],
      [StandingNeeds, new StandingNeeds(feed, reads, threads, clock)],
      [WatchedSearches, new WatchedSearches(feed, reads)],
      [Work, new TypeormWork(database, jobs, clock, digest)],
    ];
    return {
      databaseUrl: server.url,
      source: queue.source,
      health: new Health({
        database,
        queue: queue.source,
        search,
        indexing,
        states,
        market,
        threads,
        mail: mailer,
        workers: () => workers,
        indexer: () => apart?.status(),
      }),
      providers: adapters.map(([token, adapter]) => ({ provide: token as never, useValue: adapter })),
      givingWay,
      mail: mailer.status().backend,
      answersAt: (origin) => {
        if (config.publicUrl === null) delivery.publicUrl = origin;
      },
      carry: (carried) => {
        workers = carried;
        if (carried.started && carried.roles.includes('indexer')) whole.start();
      },
      carryApart: (indexer) => {
        apart = indexer;
        closers.push(() => indexer.close());
      },
      followMarket: async () => {
        try {
          await market.caughtUp(START_PATIENCE_MS);
        } catch (fault) {
          log.warn({ err: fault }, 'the matching index');
        }
      },
      close,
    };
  }
}

/** A fault of the surroundings as words for the person at the terminal; one of ours is thrown as it is. */
function told(fault: unknown, config: Config): unknown {
  if (fault instanceof StartFault) return fault;
  if (fault instanceof MigrationFault || fault instanceof QueueFault)
    return new StartFault(fault.message, '', { cause: fault });
  const code = codeOf(fault);
  if (
    config.databaseUrl !== null &&
    (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT' || code === 'ENOENT')
  ) {
    return new StartFault(
      `无法连接 DATABASE_URL 指定的数据库（${code}）。请检查地址以及数据库是否已启动。`,
      `The database named in DATABASE_URL cannot be reached (${code}). Check the address, and that the database runs.`,
      { cause: fault },
    );
  }
  if (code === '28P01' || code === '28000' || code === '3D000') {
    return new StartFault(
      `数据库拒绝了 DATABASE_URL 中的用户、密码或库名（${code}）。`,
      `The database refused the user, the password or the database name in DATABASE_URL (${code}).`,
      { cause: fault },
    );
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartFault(
      `无法使用数据目录 ${config.dataDir}（${code}）。请用 DATA_DIR 指定一个可写的目录。`,
      `The data folder ${config.dataDir} cannot be used (${code}). Name a writable folder in DATA_DIR.`,
      { cause: fault },
    );
  }
  return fault;
}

function codeOf(fault: unknown): string | undefined {
  const { code, errors } = fault as { code?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  return errors?.[0] === undefined ? undefined : codeOf(errors[0]);
}
