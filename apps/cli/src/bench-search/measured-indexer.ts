import { join } from 'node:path';
import { IndexerProcess, type Config, type Core, type Logger } from '@huanpei/runtime';
import { CPU, type Spent, type Written } from './written';

/** As built, since a process compiles nothing. */
const PROGRAM = join(__dirname, '../../dist/bench-search/indexer.js');
const PATIENCE_MS = 60_000;

/** The indexer beside the bench, as the product has one, and what it says of itself. */
export class MeasuredIndexer {
  /** Documents written, and in how many writes. */
  documents = 0;
  writes = 0;
  private readonly process: IndexerProcess;
  private asked: ((spent: Spent) => void)[] = [];

  private constructor(
    core: Core,
    config: Config,
    log: Logger,
    private readonly onWritten: (written: Written) => void,
  ) {
    this.process = new IndexerProcess({
      program: PROGRAM,
      settings: settingsOf(config, core),
      log,
      onMessage: (message) => this.hear(message as Written | Spent),
    });
    core.carryApart(this.process);
  }

  /** Resolves when it does jobs. It ends with the core. */
  static async start(
    core: Core,
    config: Config,
    log: Logger,
    onWritten: (written: Written) => void,
  ): Promise<MeasuredIndexer> {
    const indexer = new MeasuredIndexer(core, config, log, onWritten);
    const end = performance.now() + PATIENCE_MS;
    while (indexer.process.status().state !== 'RUNNING') {
      const { fault } = indexer.process.status();
      if (fault !== undefined) throw new Error(`the indexer ended: ${fault}`);
      if (performance.now() > end) throw new Error('the indexer does not start');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return indexer;
  }

  /** Resolves when it has written nothing for so long; throws when it goes on for longer than its patience. */
  async still(forMs: number, patienceMs: number): Promise<void> {
    const end = performance.now() + patienceMs;
    for (let [writes, since] = [this.writes, performance.now()]; performance.now() - since < forMs;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (performance.now() > end) throw new Error('the indexer goes on writing');
      if (writes !== this.writes) [writes, since] = [this.writes, performance.now()];
    }
  }

  /** Processor seconds since it was started. */
  async cpuSeconds(): Promise<number> {
    const { state, fault } = this.process.status();
    if (state !== 'RUNNING') throw new Error(`the indexer ended: ${fault}`);
    const spent = new Promise<Spent>((resolve) => this.asked.push(resolve));
    this.process.send(CPU);
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('the indexer does not say what it took')), PATIENCE_MS).unref();
    });
    return (await Promise.race([spent, late])).cpuS;
  }

  private hear(message: Written | Spent): void {
    if ('cpuS' in message) {
      for (const resolve of this.asked.splice(0)) resolve(message);
      return;
    }
    if ('put' in message) {
      this.documents += message.put.length;
      this.writes += 1;
    }
    this.onWritten(message);
  }
}

/** The settings that say where the index and the queue are, for another process: those in its environment may be others. */
export function settingsOf(
  config: Config,
  { databaseUrl }: Pick<Core, 'databaseUrl'>,
): Readonly<Record<string, string | undefined>> {
  return {
    DATABASE_URL: databaseUrl,
    PROFILE: config.profile,
    DATA_DIR: config.dataDir,
    LOG_LEVEL: config.logLevel,
    REDIS_URL: config.redisUrl ?? undefined,
    MEILI_URL: config.meiliUrl ?? undefined,
    MEILI_KEY: config.meiliKey ?? undefined,
    MEILI_INDEX: config.meiliIndex,
  };
}
