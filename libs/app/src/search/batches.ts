/** The things that are done together, and the one promise of all who asked for one of them. */
interface Batch {
  readonly ids: Set<string>;
  /** When the first of what is asked for was changed, in milliseconds since the epoch. */
  since: number;
  readonly done: Promise<void>;
  readonly settle: (work: Promise<void>) => void;
  /** Its time has come: it begins as soon as the one before it is done. */
  ripe: boolean;
  readonly timer: NodeJS.Timeout;
}

export interface BatchesOptions {
  /** How long after its first id a batch goes on collecting, in milliseconds. */
  readonly collectMs: number;
  /** A batch of so many ids waits no longer. */
  readonly most: number;
  /** After a batch, the next waits for so many times as long as that one took. */
  readonly rest?: number;
}

/**
 * Collects ids that are asked for one by one and has them done together, one batch at a time: what is asked for ten times
 * while a batch collects is done once. Whoever asks while a batch is under way gets into the next one, since that batch may
 * have read before what it is asked for was committed.
 */
export class Batches {
  private collecting: Batch | undefined;
  private busy = false;

  constructor(
    private readonly work: (ids: readonly string[], since: number) => Promise<void>,
    private readonly options: BatchesOptions,
  ) {}

  /**
   * Resolves when the batch with this id is done, rejects when it failed, as for everyone in it.
   *
   * @param since when it was changed, in milliseconds since the epoch
   */
  add(id: string, since: number): Promise<void> {
    const batch = this.collecting ?? this.open();
    batch.ids.add(id);
    batch.since = Math.min(batch.since, since);
    if (batch.ids.size >= this.options.most) this.ripen(batch);
    return batch.done;
  }

  private open(): Batch {
    let settle: Batch['settle'] = () => undefined;
    const done = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const timer = setTimeout(() => this.ripen(batch), this.options.collectMs);
    const batch: Batch = { ids: new Set(), since: Infinity, done, settle, ripe: false, timer };
    this.collecting = batch;
    return batch;
  }

  private ripen(batch: Batch): void {
    batch.ripe = true;
    if (!this.busy && this.collecting === batch) this.begin(batch);
  }

  private begin(batch: Batch): void {
    clearTimeout(batch.timer);
    this.collecting = undefined;
    this.busy = true;
    const from = performance.now();
    const work = this.work([...batch.ids], batch.since);
    batch.settle(work);
    const next = (): void => {
      this.busy = false;
      if (this.collecting?.ripe) this.begin(this.collecting);
    };
    const rest = (): void => {
      if (this.options.rest === undefined) next();
      else setTimeout(next, (performance.now() - from) * this.options.rest);
    };
    void work.then(rest, rest);
  }
}
