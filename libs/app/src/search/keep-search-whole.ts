import type { RebuildOptions, RebuildSearch } from './rebuild-search';

/** Small pieces, where the same thread answers requests. */
const BATCH = 50;
const AGAIN_MS = 30_000;

export interface KeepSearchWholeOptions {
  /** The rebuild could not be done, and will be tried again. */
  readonly onFault: (fault: unknown) => void;
  /** A rebuild begins that nobody asked for. */
  readonly onBegin: () => void;
  /** Documents in one write; more where this process answers nobody, since many take less together. */
  readonly batch?: number;
  /** How long after a fault, or while another process rebuilds, it is looked again. */
  readonly againMs?: number;
}

/**
 * Rebuilds the search index by itself where it is not whole: at a first start, after a migration emptied it or a release
 * makes other documents, after an interruption. One process does; the others look again until it is done.
 */
export class KeepSearchWhole {
  private readonly stop = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly rebuild: Pick<RebuildSearch, 'execute' | 'needed'>,
    private readonly options: KeepSearchWholeOptions,
  ) {}

  /** Goes on in the background. */
  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when what was under way has stopped. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    const options: RebuildOptions = { batch: this.options.batch ?? BATCH, signal };
    while (!signal.aborted) {
      try {
        if (!(await this.rebuild.needed())) return;
        this.options.onBegin();
        const { outcome } = await this.rebuild.execute(options);
        if (outcome !== 'BUSY') return;
      } catch (fault) {
        this.options.onFault(fault);
      }
      await this.wait();
    }
  }

  private wait(): Promise<void> {
    const { signal } = this.stop;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.options.againMs ?? AGAIN_MS);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
