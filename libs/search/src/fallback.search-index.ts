import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import {
  InvalidCursor,
  SEARCH_KINDS,
  type PageRequest,
  type SearchAnswer,
  type SearchDetour,
  type SearchDocument,
  SearchIndex,
  type SearchKind,
  type SearchRequest,
  type SearchStatus,
  type Suggestion,
  type SuggestRequest,
  type WriteOptions,
} from '@huanpei/app';
import { isCursorOf } from './cursor';
import type { MeilisearchSearchIndex, MeilisearchState } from './meilisearch.search-index';
import { holdsAll } from './holds-all';
import { codeOf } from './meilisearch/server';
import type { OwedWrite, OwedWrites } from './owed-writes';
import type { PostgresSearchIndex } from './postgres.search-index';

export interface FallbackOptions {
  /** A server whose oldest waiting task, or oldest owed write, is older than this is not asked. */
  readonly maxLagMs: number;
  /** The server is looked at when the last look is older than this; 5,000 when not given. */
  readonly checkMs?: number;
  /** So long it must have been well again before it is asked; 15,000 when not given. */
  readonly recoverMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Told when another index begins to answer, with the fault that brought it about, if one did. */
  readonly onSwitch?: (because: SearchDetour | null, fault?: unknown) => void;
  /** Owed writes could not be made up for; it is tried again at the next look. */
  readonly onFault?: (fault: unknown) => void;
}

/** So many searches in a row must fail before none is tried for a while. */
const FAILURES = 3;
const REST = { initialDelay: 5_000, maxDelay: 60_000 };

/** After these the server must have been well for a while; after the others a rebuild has just made it so. */
const SICK: ReadonlySet<SearchDetour> = new Set(['UNREACHABLE', 'LAGGING', 'OWED_WRITES', 'RECOVERING']);

/**
 * Meilisearch, and Postgres where it cannot answer or lags behind. Both are kept written: Postgres always and first; a
 * write that Meilisearch does not take is noted, and fails, so that its job is tried again; when the server is back what is
 * owed is written, also when the jobs have been given up.
 *
 * A search that fails on Meilisearch is answered by Postgres, the same call. The server is looked at now and then, not
 * for each search: while it does not answer, lags, owes writes, or holds an index of other settings or none that is full,
 * Postgres answers at once. It is asked again only after it has been well for a while, with half the lag that would be too
 * much, so that the answers do not go back and forth.
 *
 * A cursor goes on where it was made. Those of Postgres go on there, also when Meilisearch has come back; those of
 * Meilisearch throw `InvalidCursor` when it cannot go on, and whoever pages begins anew: the two order their hits
 * differently, and a page of the one after a page of the other would repeat some and hide others.
 */
export class FallbackSearchIndex extends SearchIndex {
  /** The one that was set up, whichever answers: what is kept by this name must not change with the weather. */
  readonly name = 'meilisearch';
  private readonly breaker: CircuitBreakerPolicy;
  private readonly now: () => number;
  private detour: SearchDetour | null = null;
  private state: MeilisearchState | undefined;
  private owedWrites = 0;
  private checkedAt = -Infinity;
  private wellSince: number | undefined;
  private checking: Promise<void> | undefined;
  private paying: Promise<void> | undefined;

  constructor(
    private readonly meilisearch: MeilisearchSearchIndex,
    private readonly postgres: PostgresSearchIndex,
    private readonly owed: OwedWrites,
    private readonly options: FallbackOptions,
  ) {
    super();
    this.now = options.now ?? Date.now;
    this.breaker = circuitBreaker(
      handleWhen((error) => !(error instanceof InvalidCursor)),
      { halfOpenAfter: new ExponentialBackoff(REST), breaker: new ConsecutiveBreaker(FAILURES) },
    );
  }

  async put(documents: readonly SearchDocument[], options?: WriteOptions): Promise<void> {
    await this.postgres.put(documents, options);
    await this.write(
      documents.map((document) => ({ kind: document.kind, id: document.id, document })),
      () => this.meilisearch.put(documents),
    );
  }

  async remove(kind: SearchKind, ids: readonly string[], options?: WriteOptions): Promise<void> {
    await this.postgres.remove(kind, ids, options);
    await this.write(
      ids.map((id) => ({ kind, id, document: null })),
      () => this.meilisearch.remove(kind, ids),
    );
  }

  async search(request: SearchRequest, page: PageRequest): Promise<SearchAnswer> {
    const { after } = page;
    if (after !== null && isCursorOf(this.postgres.name, request, after)) return this.postgres.search(request, page);
    await this.looked();
    if (after !== null && isCursorOf(this.meilisearch.name, request, after)) {
      const lost = (): never => {
        throw new InvalidCursor('The search index that made the cursor does not answer now; begin at the first page.');
      };
      // One that only lags goes on as it began.
      const goesOn = this.detour === null || (SICK.has(this.detour) && this.detour !== 'UNREACHABLE');
      return goesOn ? this.guarded(() => this.meilisearch.search(request, page), lost) : lost();
    }
    return this.asked(
      () => this.meilisearch.search(request, page),
      () => this.postgres.search(request, page),
    );
  }

  async suggest(request: SuggestRequest): Promise<readonly Suggestion[]> {
    await this.looked();
    return this.asked(
      () => this.meilisearch.suggest(request),
      () => this.postgres.suggest(request),
    );
  }

  finds(documents: readonly SearchDocument[], texts: readonly string[]): Promise<readonly (readonly boolean[])[]> {
    return Promise.resolve(holdsAll(documents, texts));
  }

  /** Of the index in Postgres, which holds everything that was ever written: what it holds is also removed from the other. */
  idsHeld(kind: SearchKind, after: string | null, limit: number): Promise<readonly string[]> {
    return this.postgres.idsHeld(kind, after, limit);
  }

  override beginRebuild(): Promise<string> {
    return this.meilisearch.beginRebuild();
  }

  override async finishRebuild(rebuild: string): Promise<void> {
    await this.meilisearch.finishRebuild(rebuild);
    await this.look();
  }

  override abandonRebuild(rebuild: string): Promise<void> {
    return this.meilisearch.abandonRebuild(rebuild);
  }

  /** Postgres can always stand in; so it is the one that must be there. */
  async ping(): Promise<void> {
    await this.postgres.ping();
  }

  override async status(): Promise<SearchStatus> {
    await this.look();
    const because = this.because();
    return {
      answering: because === null ? this.meilisearch.name : this.postgres.name,
      because,
      backlog: this.state?.backlog ?? null,
      lagMs: this.state?.lagMs ?? null,
      owed: this.owedWrites,
      rebuilds: this.state?.rebuilds ?? 0,
    };
  }

  private because(): SearchDetour | null {
    return this.detour ?? (this.breaker.state === CircuitState.Open ? 'UNREACHABLE' : null);
  }

  /** Meilisearch where nothing speaks against it, else and on any fault Postgres. */
  private asked<T>(here: () => Promise<T>, there: () => Promise<T>): Promise<T> {
    return this.detour === null ? this.guarded(here, there) : there();
  }

  private async guarded<T>(here: () => Promise<T>, there: () => Promise<T>): Promise<T> {
    try {
      return await this.breaker.execute(here);
    } catch (error) {
      if (error instanceof InvalidCursor) throw error;
      if (!(error instanceof BrokenCircuitError)) void this.look(error);
      return there();
    }
  }

  private async write(
    writes: readonly { readonly kind: SearchKind; readonly id: string; readonly document: SearchDocument | null }[],
    work: () => Promise<void>,
  ): Promise<void> {
    if (writes.length === 0) return;
    await this.looked();
    try {
      // It would only take its ten seconds to say so again.
      if (this.detour === 'UNREACHABLE') throw new MeilisearchUnreachable();
      await work();
    } catch (error) {
      await this.owed.note(writes);
      throw error;
    }
    for (const kind of SEARCH_KINDS) {
      const ids = writes.filter((one) => one.kind === kind).map(({ id }) => id);
      if (ids.length > 0) await this.owed.settle(kind, ids);
    }
  }

  /** Looks at the server when it was never looked at; when the last look is old, one begins and nobody waits for it. */
  private async looked(): Promise<void> {
    if (this.checkedAt === -Infinity) return this.look();
    if (this.now() - this.checkedAt > (this.options.checkMs ?? 5_000)) void this.look();
  }

  private look(fault?: unknown): Promise<void> {
    this.checking ??= this.check(fault).finally(() => {
      this.checking = undefined;
    });
    return this.checking;
  }

  /** Never throws: that the server cannot be asked is an answer. */
  private async check(fault?: unknown): Promise<void> {
    let seen = fault;
    let found: SearchDetour | null;
    let well = false;
    try {
      this.state = await this.meilisearch.state();
      const owed = await this.waiting();
      const { maxLagMs } = this.options;
      found =
        this.state.unfit ??
        (this.state.lagMs > maxLagMs ? 'LAGGING' : owed.writes > 0 && owed.oldestMs > maxLagMs ? 'OWED_WRITES' : null);
      well = found === null && this.state.lagMs <= maxLagMs / 2 && owed.writes === 0;
    } catch (error) {
      seen ??= error;
      this.state = undefined;
      found = 'UNREACHABLE';
    }
    const first = this.checkedAt === -Infinity;
    this.checkedAt = this.now();
    this.turn(this.settled(found, well, first), seen);
    if (this.state && this.owedWrites > 0) this.makeUp();
  }

  /** That Postgres cannot be asked says nothing of Meilisearch. */
  private async waiting(): Promise<{ readonly writes: number; readonly oldestMs: number }> {
    try {
      const owed = await this.owed.waiting();
      this.owedWrites = owed.writes;
      return owed;
    } catch (error) {
      this.options.onFault?.(error);
      return { writes: this.owedWrites, oldestMs: 0 };
    }
  }

  /** What to do now, given what was found and what was done until now. */
  private settled(found: SearchDetour | null, well: boolean, first: boolean): SearchDetour | null {
    if (found !== null) {
      this.wellSince = undefined;
      return found;
    }
    if (first || this.detour === null || !SICK.has(this.detour)) return null;
    this.wellSince = well ? (this.wellSince ?? this.now()) : undefined;
    if (this.wellSince === undefined) return 'RECOVERING';
    return this.now() - this.wellSince >= (this.options.recoverMs ?? 15_000) ? null : 'RECOVERING';
  }

  private turn(next: SearchDetour | null, fault: unknown): void {
    const before = this.detour;
    this.detour = next;
    if (before === next) return;
    if (next === null) this.options.onSwitch?.(null);
    else if (next !== 'RECOVERING') this.options.onSwitch?.(next, fault);
  }

  /** Writes what is owed, while others look and search. */
  private makeUp(): void {
    this.paying ??= this.payAll()
      .catch((error: unknown) => this.options.onFault?.(error))
      .finally(() => {
        this.paying = undefined;
      });
  }

  /** Until nothing is owed, or nothing more is taken. */
  private async payAll(): Promise<void> {
    for (let next = await this.owed.next(); next.length > 0; next = await this.owed.next()) {
      try {
        await this.pay(next);
      } catch (error) {
        // One document that the server will not have must not keep the others for ever.
        if (codeOf(error) === undefined) throw error;
        for (const one of next) await this.pay([one]).catch((fault: unknown) => this.options.onFault?.(fault));
        return;
      }
    }
  }

  private async pay(writes: readonly (OwedWrite & { readonly held: boolean })[]): Promise<void> {
    const documents = writes.flatMap(({ held, document }) => (held && document !== null ? [document] : []));
    if (documents.length > 0) await this.meilisearch.put(documents);
    for (const kind of SEARCH_KINDS) {
      const gone = writes.filter((one) => one.kind === kind && !one.held).map(({ id }) => id);
      if (gone.length > 0) await this.meilisearch.remove(kind, gone);
    }
    await this.owed.done(writes);
  }
}

/** The server was found not to answer a moment ago. */
export class MeilisearchUnreachable extends Error {
  readonly code = 'MEILI_UNREACHABLE';

  constructor() {
    super('Meilisearch does not answer; the write is noted and will be made up for.');
    this.name = 'MeilisearchUnreachable';
  }
}
