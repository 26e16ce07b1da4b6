import { ENGINE_VERSION, type Domain, type MatchingReference, type Offer } from '@huanpei/matching';
import type { ChangeFeed, PlacedChange, WrittenOffer } from '../ports/change-feed';
import { MarketIndex, MarketMoved, type MarketIndexStatus, type MarketView } from '../ports/market-index';
import type { Signals } from '../ports/signals';
import type { SnapshotStamp, SnapshotStore } from '../ports/snapshot-store';
import type { Threads } from '../ports/threads';
import { HeldMarket } from './held-market';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

export interface MarketFollowerOptions {
  /** How often the log is looked at though nothing was heard: a signal can get lost, a commit cannot. */
  readonly sweepMs?: number;
  /** How often a snapshot is written, when something has changed since the last one. */
  readonly saveMs?: number;
  /** So many changes are read and applied at a time. */
  readonly batch?: number;
  /** So many offers are read and built at a time. A market that is not larger is built without a thread. */
  readonly piece?: number;
  /** The market is built anew when so many offers were replaced or removed since it was built ... */
  readonly fewestDead?: number;
  /** ... and they are this share of all that it holds, alive or dead, of 1. */
  readonly deadShare?: number;
  /** How long a rebuild that failed is not tried again. */
  readonly rebuildPauseMs?: number;
  /** Told what went wrong; the follower goes on by itself. */
  readonly onFault?: (fault: Error) => void;
}

/** A market with the place in the log up to which it is held. */
interface Held {
  readonly market: HeldMarket;
  position: number;
}

/** A task is a few hundred offers, or writing out all of them. */
const TASK_LIMIT_MS = 120_000;

/** The log is not the one that was followed: the database was restored, or is another one. */
class OtherHistory extends Error {}

/**
 * Holds the market in memory and follows the change log in commit order: from a snapshot, or else from the database,
 * to a position, and from there change by change. It does not matter whether a signal is heard; every read begins at
 * the follower's own position.
 */
export class MarketFollower extends MarketIndex {
  private state: MarketIndexStatus['state'] = 'OFF';
  private held: Held;
  /** A place of the log that was seen, to notice when it has become another log. */
  private mark: { readonly position: number; readonly fingerprint: string; readonly database: string } | undefined;
  private from: MarketIndexStatus['from'] = null;
  private loadMs: number | null = null;
  private saved: number | null = null;
  private fault: string | undefined;
  private loading: Promise<void> | undefined;
  private pulling: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  private saving: Promise<void> | undefined;
  private rebuilding: Promise<void> | undefined;
  private builds = 0;
  /** When a rebuild may be tried again. */
  private rebuildAfter = 0;
  private closed = false;
  private readonly stops: (() => void)[] = [];
  private stopWaiting: () => void = () => undefined;

  constructor(
    private readonly feed: ChangeFeed,
    private readonly signals: Pick<Signals, 'onMarketChange'>,
    private readonly snapshots: SnapshotStore,
    private readonly threads: Pick<Threads, 'run'>,
    private readonly reference: MatchingReference,
    private readonly options: MarketFollowerOptions = {},
  ) {
    super();
    this.held = { market: new HeldMarket(reference), position: 0 };
  }

  /** Begins to load and to follow; done once, and at the latest when somebody asks. */
  start(): void {
    if (this.state !== 'OFF' || this.closed) return;
    this.state = 'LOADING';
    this.stops.push(this.signals.onMarketChange((why) => void this.heard(why)));
    const sweep = setInterval(() => void this.heard('CHANGED'), this.options.sweepMs ?? 2_000);
    const save = setInterval(() => void this.save(), this.options.saveMs ?? 5 * 60_000);
    for (const timer of [sweep, save]) {
      timer.unref();
      this.stops.push(() => clearInterval(timer));
    }
    this.reload(true);
  }

  async caughtUp(patienceMs: number): Promise<boolean> {
    this.start();
    const end = performance.now() + patienceMs;
    for (;;) {
      const { loading } = this;
      if (!this.isReady() && (!loading || !(await within(loading, end - performance.now())))) return false;
      if (this.closed) return false;
      await this.pull();
      // What was read may have shown that the log is another one, which is being loaded now.
      if (this.isReady()) return true;
    }
  }

  view(domain: Domain): MarketView | undefined {
    if (!this.isReady()) return undefined;
    const { held } = this;
    const { market, position } = held;
    return market.view(domain, position, () => {
      if (held !== this.held || position !== held.position) throw new MarketMoved();
    });
  }

  async status(): Promise<MarketIndexStatus> {
    const { state, from, loadMs, saved: snapshot } = this;
    const { market, position } = this.held;
    const rebuilding = this.rebuilding !== undefined;
    let [lag, fault]: [number | null, string | undefined] = [null, this.fault];
    if (state !== 'OFF') {
      try {
        lag = Math.max(0, (await this.feed.head()) - position);
      } catch (failed) {
        fault = kindOf(failed);
      }
    }
    const told = fault === undefined ? {} : { fault };
    const { size: offers, replaced: dead, bytes } = market;
    return { state, position, lag, offers, dead, bytes, from, loadMs, snapshot, rebuilding, ...told };
  }

  /** Writes a snapshot unless the last one says the same. A failure is told and changes nothing. */
  save(): Promise<void> {
    this.saving ??= this.write()
      .catch((fault: unknown) => this.report(fault))
      .finally(() => {
        this.saving = undefined;
      });
    return this.saving;
  }

  /** Ends the following and writes a last snapshot. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const stop of this.stops.splice(0)) stop();
    this.stopWaiting();
    await Promise.allSettled([this.loading, this.pulling, this.next, this.saving, this.rebuilding]);
    await this.save();
  }

  // Asked anew after every await, since it may change meanwhile.
  private isReady(): boolean {
    return this.state === 'READY';
  }

  private async heard(why: 'CHANGED' | 'RECONNECTED'): Promise<void> {
    if (!this.isReady() || this.closed) return;
    try {
      // After an outage the database may be another one than before.
      if (why === 'RECONNECTED' && !(await this.isSameHistory()))
        throw new OtherHistory('the database has another past');
      await this.pull();
    } catch (fault) {
      if (fault instanceof OtherHistory) this.startOver(fault);
      else this.report(fault);
    }
  }

  // --- Loading ---

  private reload(maySnapshot: boolean): void {
    this.state = 'LOADING';
    this.loading = this.load(maySnapshot);
  }

  /** Tries until it succeeds, waiting a little longer each time. */
  private async load(maySnapshot: boolean): Promise<void> {
    const from = performance.now();
    for (let waitMs = FIRST_WAIT_MS; !this.closed; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        await this.loadOnce(maySnapshot);
        this.loadMs = Math.round(performance.now() - from);
        return;
      } catch (fault) {
        this.report(fault);
        // What could not be followed from a snapshot is read from the database.
        maySnapshot = false;
        await new Promise<void>((resolve) => {
          this.stopWaiting = resolve;
          setTimeout(resolve, waitMs).unref();
        });
      }
    }
  }

  private async loadOnce(maySnapshot: boolean): Promise<void> {
    const database = await this.feed.identity();
    const restored = maySnapshot ? await this.restored(database) : undefined;
    this.held = restored ?? (await this.build());
    this.from = restored ? 'SNAPSHOT' : 'DATABASE';
    if (restored) this.saved = restored.position;
    await this.drain();
    this.mark = await this.markAt(this.held.position, database);
    this.fault = undefined;
    this.state = 'READY';
  }

  /**
   * What stands on the market, from a position that all of it has reached: it is read piece by piece while the market goes
   * on, so what came after the position is in it already or not, and is applied again.
   */
  private async build(): Promise<Held> {
    const position = await this.feed.head();
    const size = this.options.piece ?? 500;
    const first = await this.feed.standing('', size);
    const market = first.length < size ? this.builtHere(first) : await this.builtInThread(first, size);
    return { market, position };
  }

  /** A thread would take longer to start. */
  private builtHere(offers: readonly WrittenOffer[]): HeldMarket {
    const market = new HeldMarket(this.reference);
    for (const { offer, revision } of offers) market.put({ offer: JSON.parse(offer) as Offer, revision });
    return market;
  }

  /** Built in a thread, and handed over as bytes: meanwhile this process answers others. */
  private async builtInThread(first: readonly WrittenOffer[], size: number): Promise<HeldMarket> {
    const limit = { limitMs: TASK_LIMIT_MS };
    const build = (this.builds += 1);
    await this.threads.run('market', 'begin', { build }, limit);
    for (let offers = first; offers.length > 0;) {
      if (this.closed) throw new Error('closed while the market was built');
      const added = this.threads.run('market', 'add', { build, offers }, limit);
      // Read while the thread builds with what was read before.
      const after = offers.at(-1)?.id ?? '';
      const [next] = await Promise.all([offers.length < size ? [] : this.feed.standing(after, size), added]);
      offers = next;
    }
    return HeldMarket.restore(this.reference, await this.threads.run('market', 'finish', { build }, limit));
  }

  private async markAt(position: number, database: string): Promise<NonNullable<typeof this.mark>> {
    return { position, fingerprint: await this.feed.fingerprint(position), database };
  }

  /** The market of the last snapshot, when it is of this engine, reference data and database, and of its past. */
  private async restored(database: string): Promise<Held | undefined> {
    const snapshot = await this.snapshots.read();
    if (!snapshot) return undefined;
    const { stamp, body } = snapshot;
    const misfit = await this.misfit(stamp, database);
    if (misfit === undefined) {
      const market = HeldMarket.restore(this.reference, body);
      if (market.size === stamp.offers) return { market, position: stamp.position };
    }
    this.report(new Error(`the snapshot is not used: ${misfit ?? 'it holds another number of offers than it says'}`));
    return undefined;
  }

  private async misfit(stamp: SnapshotStamp, database: string): Promise<string | undefined> {
    if (stamp.engine !== ENGINE_VERSION) return `it was made by engine ${stamp.engine}`;
    if (stamp.referenceEdition !== this.reference.edition) return `it was made on edition ${stamp.referenceEdition}`;
    if (stamp.database !== database) return 'it was made from another database';
    if (stamp.position > (await this.feed.head())) return 'it is ahead of the database';
    return (await this.feed.fingerprint(stamp.position)) === stamp.fingerprint
      ? undefined
      : 'the database has another past';
  }

  private async isSameHistory(): Promise<boolean> {
    const { mark } = this;
    if (!mark) return true;
    return (
      (await this.feed.identity()) === mark.database &&
      (await this.feed.fingerprint(mark.position)) === mark.fingerprint
    );
  }

  private startOver(fault: unknown): void {
    if (!this.isReady()) return;
    this.report(fault);
    this.saved = null;
    this.reload(false);
  }

  // --- Following ---

  /** Applies everything that was committed before the call: a read that had begun before it may have missed something. */
  private pull(): Promise<void> {
    if (!this.pulling) return this.beginPull();
    this.next ??= this.pulling
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.beginPull();
      });
    return this.next;
  }

  private beginPull(): Promise<void> {
    // What is being loaded will be whole before anybody is answered from it.
    if (!this.isReady()) return Promise.resolve();
    this.pulling = this.drain()
      .then(() => {
        this.fault = undefined;
        this.rebuildIfWorn();
      })
      .catch((fault: unknown) => {
        // The database cannot be asked: the market stays as it is and the caller hears of it.
        if (!(fault instanceof OtherHistory)) throw fault;
        this.startOver(fault);
      })
      .finally(() => {
        this.pulling = undefined;
      });
    return this.pulling;
  }

  private async drain(): Promise<void> {
    const batch = this.options.batch ?? 500;
    for (;;) {
      const { held } = this;
      const { position } = held;
      const { head, changes } = await this.feed.after(position, batch);
      if (held !== this.held) {
        // Built anew meanwhile, and to be brought up to here as well; or being loaded, which ends in reading all there is.
        if (this.isReady()) continue;
        return;
      }
      // Another read has been applied while this was read.
      if (position !== held.position) continue;
      if (head < position) throw new OtherHistory('the change log is shorter than it was');
      for (const change of changes) apply(change, held);
      if (changes.length < batch) return;
    }
  }

  // --- Building anew ---

  /** Whether so much of what the market holds is dead that it is worth to build it anew. */
  private get isWorn(): boolean {
    const { replaced, size } = this.held.market;
    const { fewestDead = 10_000, deadShare = 0.5 } = this.options;
    return replaced >= fewestDead && replaced >= deadShare * (replaced + size);
  }

  private rebuildIfWorn(): void {
    if (this.rebuilding || this.closed || performance.now() < this.rebuildAfter || !this.isReady() || !this.isWorn)
      return;
    this.rebuilding = this.rebuild()
      .catch((fault: unknown) => {
        this.rebuildAfter = performance.now() + (this.options.rebuildPauseMs ?? 10 * 60_000);
        this.report(fault);
      })
      .finally(() => {
        this.rebuilding = undefined;
      });
  }

  /** Builds the market from the database while this one answers, and puts it in its place once it is as far. */
  private async rebuild(): Promise<void> {
    const { held: old } = this;
    const fresh = await this.build();
    // It was read up to here at the latest.
    const reached = await this.feed.head();
    while (fresh.position < Math.max(reached, old.position)) {
      const { changes } = await this.feed.after(fresh.position, this.options.batch ?? 500);
      if (this.closed || old !== this.held || changes.length === 0) return;
      for (const change of changes) apply(change, fresh);
    }
    // Nothing is awaited between the comparison and this: whoever asks sees all of the one or all of the other.
    if (old !== this.held || !this.isReady()) return;
    this.held = fresh;
    this.from = 'DATABASE';
    this.saved = null;
  }

  // --- Snapshots ---

  private async write(): Promise<void> {
    const { held } = this;
    const { market, position } = held;
    if (!this.isReady() || this.saved === position) return;
    // Taken at once: what is applied from here on is not in it.
    const [offers, body] = [market.size, market.snapshot()];
    const [database, fingerprint] = await Promise.all([this.feed.identity(), this.feed.fingerprint(position)]);
    if (held !== this.held || database !== this.mark?.database) return;
    const stamp: SnapshotStamp = {
      engine: ENGINE_VERSION,
      referenceEdition: this.reference.edition,
      database,
      position,
      fingerprint,
      offers,
    };
    await this.snapshots.write(stamp, body);
    this.mark = { position, fingerprint, database };
    this.saved = position;
  }

  private report(fault: unknown): void {
    this.fault = kindOf(fault);
    if (!this.closed) this.options.onFault?.(fault instanceof Error ? fault : new Error(String(fault)));
  }
}

function apply({ position, kind, id, revision, offer }: PlacedChange, held: Held): void {
  if (position !== held.position + 1)
    throw new OtherHistory(`change ${position} does not follow ${held.position} in the log`);
  try {
    if (kind === 'LISTING' && offer) held.market.put({ offer, revision });
    if (kind === 'LISTING' && !offer) held.market.remove(id);
  } catch (fault) {
    // Whether half of it was applied is not known, so nobody is answered from it.
    throw new OtherHistory(`change ${position} could not be applied`, { cause: fault });
  }
  held.position = position;
}

/** The kind of fault, without a driver's message, which may quote an address. */
function kindOf(fault: unknown): string {
  const { code } = fault as { code?: unknown };
  if (typeof code === 'string') return code;
  if (!(fault instanceof Error)) return 'unknown';
  return fault.constructor === Error || fault instanceof OtherHistory ? fault.message : fault.name;
}

/** Whether it was settled in time. */
async function within(promise: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
