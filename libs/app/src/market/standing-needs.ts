import { elapse, isWatched, lotKeyOf, savedNeedOf, type SavedSearch, type Tender } from '@huanpei/domain';
import { comparable, type Need, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import type { ChangeFeed } from '../ports/change-feed';
import type { Clock } from '../ports/platform';
import type { Reads } from '../ports/reads';
import { ThreadFault, type Threads } from '../ports/threads';
import { LOST } from '../threads/need-tasks';

/** Whose need it is: a tender has one for each lot, a saved search of a member at most one. */
export interface NeedOwner {
  readonly kind: 'TENDER' | 'SAVED_SEARCH';
  readonly id: string;
}

/** Needs that are compared with the same offers. */
interface Kind {
  readonly of: Pick<Need, 'domain' | 'technologies'>;
  readonly owners: Set<string>;
}

/** An owner of needs that are compared with an offer. */
export interface Compared {
  readonly owner: NeedOwner;
  /** Of the tender or search whose needs were asked. */
  readonly revision: number;
}

/** An owner that an offer reaches, with the needs in question. */
export interface Reached extends Compared {
  /** Needs that the offer fits, or that one missing figure or one failure keeps it from. */
  readonly needIds: readonly string[];
}

/** What is known here of an owner; its needs themselves lie in the thread. */
interface Held extends Compared {
  /** Null where the need has no end of its own. */
  readonly until: Date | null;
  readonly needIds: readonly string[];
  readonly kinds: readonly string[];
}

/** An owner with all it asks now. */
interface Asked extends Pick<Held, 'owner' | 'revision' | 'until'> {
  readonly needs: readonly Need[];
}

/** So many needs are handed to the thread at a time. */
const AT_ONCE = 500;
/** A question takes milliseconds, and so does handing over a few hundred needs; this is for a machine that stands still. */
const LIMIT_MS = 30_000;

/**
 * Every need that stays: the lots of all open tenders and the needs of all saved searches that tell something, held in an
 * index in a thread of its own and kept up with the change log as they come, change and go. An offer that comes, changes or is asked about is put to all of them at once.
 * The answer is that of evaluating need by need.
 */
export class StandingNeeds {
  private readonly held = new Map<string, Held>();
  private readonly ownerOf = new Map<string, string>();
  private readonly kinds = new Map<string, Kind>();
  /** Needs that the index does not hold: they count as reached by whatever is compared with them. */
  private readonly refused = new Set<string>();
  /** What the thread holds; 0 before it was given anything. */
  private version = 0;
  /** Up to where the log was looked at, and its fingerprint there; undefined before anything was read. */
  private seen: { readonly position: number; readonly fingerprint: string } | undefined;
  /** The latest time by which tenders were left out because their deadline had passed. */
  private looked = new Date(0);
  /** One after the other: each step builds on the one before. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly feed: Pick<ChangeFeed, 'head' | 'ownersAfter' | 'fingerprint'>,
    private readonly reads: Pick<Reads, 'openTenders' | 'tendersByIds' | 'watchedSearches' | 'savedSearchesByIds'>,
    private readonly threads: Pick<Threads, 'run'>,
    private readonly clock: Clock,
  ) {}

  /** How many needs are held. */
  get size(): number {
    return this.ownerOf.size;
  }

  /** Tenders with a lot that is compared with any of these, as of everything committed before the call. */
  comparedWith(kinds: readonly Pick<Offer, 'domain' | 'technologies'>[]): Promise<readonly Compared[]> {
    return this.inTurn(async () => {
      await this.catchUp();
      return this.ownersComparedWith(kinds).filter(({ owner }) => owner.kind === 'TENDER');
    });
  }

  /**
   * By offer: whom it reaches, as of everything committed before the call.
   *
   * @param today the day on which certificates must hold, `YYYY-MM-DD` in Asia/Shanghai
   * @param kind of the owners that are asked for
   */
  reachedBy(
    offers: readonly Offer[],
    today: string,
    kind: NeedOwner['kind'] = 'TENDER',
  ): Promise<readonly (readonly Reached[])[]> {
    return this.inTurn(async () => {
      if (offers.length === 0) return [];
      await this.catchUp();
      const found = await this.inThread(() =>
        this.threads.run('needs', 'reach', { at: this.version, offers, today }, { limitMs: LIMIT_MS }),
      );
      return offers.map((offer, at) => this.reachedIn([...(found[at] ?? []), ...this.refusedFor(offer)], kind));
    });
  }

  private reachedIn(needIds: readonly string[], kind: NeedOwner['kind']): readonly Reached[] {
    const byOwner = new Map<string, string[]>();
    for (const needId of needIds) {
      const owner = this.ownerOf.get(needId);
      if (owner === undefined) continue;
      const ids = byOwner.get(owner);
      if (ids) ids.push(needId);
      else byOwner.set(owner, [needId]);
    }
    return [...byOwner].flatMap(([key, ids]) => {
      const held = this.held.get(key);
      return held?.owner.kind === kind ? [{ owner: held.owner, revision: held.revision, needIds: ids }] : [];
    });
  }

  private refusedFor(offer: Offer): readonly string[] {
    if (this.refused.size === 0) return [];
    const owners = new Set(this.ownersComparedWith([offer]).map(({ owner }) => keyOf(owner)));
    return [...this.refused].filter((needId) => owners.has(this.ownerOf.get(needId) ?? ''));
  }

  private ownersComparedWith(kinds: readonly Pick<Offer, 'domain' | 'technologies'>[]): readonly Compared[] {
    const reference = matchingReference();
    const found = new Set<string>();
    for (const { of, owners } of this.kinds.values()) {
      if (!kinds.some((kind) => comparable(of, kind, reference))) continue;
      for (const owner of owners) found.add(owner);
    }
    return [...found].flatMap((key) => this.held.get(key) ?? []);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    // Whoever is next does not fail with this one.
    this.turn = done.catch(() => undefined);
    return done;
  }

  // --- Keeping up with the log ---

  private async catchUp(): Promise<void> {
    const now = this.clock.now();
    const { seen, looked } = this;
    // A clock that was ahead has closed tenders here that are open, and nothing in the log says so.
    if (now < looked) return this.load(now);
    if (!seen || (await this.feed.fingerprint(seen.position)) !== seen.fingerprint) return this.load(now);
    const changed = await this.feed.ownersAfter(seen.position);
    if (changed.head < seen.position) return this.load(now);
    const over = [...this.held.values()].filter(({ until }) => until !== null && until <= now);
    if (over.length > 0) this.looked = now;
    // Read after the log was: what they are now is what the log said, or newer.
    const asked = [
      ...tendersAsking(await this.read(changed.tenders, (ids) => this.reads.tendersByIds(ids)), now),
      ...searchesAsking(await this.read(changed.searches, (ids) => this.reads.savedSearchesByIds(ids))),
    ];
    const gone = [
      ...over.map(({ owner }) => keyOf(owner)),
      ...changed.tenders.map((id) => keyOf({ kind: 'TENDER', id })),
      ...changed.searches.map((id) => keyOf({ kind: 'SAVED_SEARCH', id })),
    ];
    const remove = [...new Set(gone)].flatMap((key) => this.forget(key));
    const put = asked.flatMap((one) => this.hold(one));
    if (put.length + remove.length > 0 && !(await this.hand(put, remove))) return this.load(now);
    await this.see(changed.head);
  }

  private async read<T>(
    ids: readonly string[],
    read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<readonly T[]> {
    return ids.length === 0 ? [] : [...(await read(ids)).values()];
  }

  /** Everything, from the database. */
  private async load(now: Date): Promise<void> {
    this.seen = undefined;
    this.looked = now;
    // Before they are read: what changes meanwhile is read again.
    const head = await this.feed.head();
    for (const key of [...this.held.keys()]) this.forget(key);
    this.version = 0;
    const asked = [
      ...tendersAsking(await this.reads.openTenders(now), now),
      ...searchesAsking(await this.reads.watchedSearches()),
    ];
    const needs = asked.flatMap((one) => this.hold(one));
    // A thread may be lost while it is given everything, but not for ever.
    if (!(await this.hand(needs, [])) && !(await this.handAll(needs)))
      throw new ThreadFault('CRASHED', 'the thread that holds the needs that stay does not last');
    await this.see(head);
  }

  private handAll(needs: readonly Need[]): Promise<boolean> {
    this.version = 0;
    return this.hand(needs, []);
  }

  private async see(position: number): Promise<void> {
    if (this.seen?.position === position) return;
    this.seen = { position, fingerprint: await this.feed.fingerprint(position) };
  }

  /** Whether the thread took it; false when it had lost what this builds on. */
  private async hand(put: readonly Need[], remove: readonly string[]): Promise<boolean> {
    for (let at = 0; at === 0 || at < put.length; at += AT_ONCE) {
      const step = {
        from: this.version,
        to: this.version + 1,
        put: put.slice(at, at + AT_ONCE),
        remove: at === 0 ? remove : [],
      };
      // Until it is known that the step was taken, nothing is built on it.
      this.seen = undefined;
      const refused = await this.threads
        .run('needs', 'step', step, { limitMs: LIMIT_MS })
        .catch((fault: unknown) => lostWith(fault));
      if (refused === LOST) return false;
      for (const needId of refused) this.refused.add(needId);
      this.version = step.to;
    }
    return true;
  }

  /** Asks the thread; one that has lost what it held is given everything and asked once more. */
  private async inThread<T>(ask: () => Promise<T | typeof LOST>): Promise<T> {
    const first = await ask().catch((fault: unknown) => lostWith(fault));
    if (first !== LOST) return first;
    await this.load(this.clock.now());
    const second = await ask();
    if (second === LOST) throw new ThreadFault('CRASHED', 'the thread that holds the needs that stay does not last');
    return second;
  }

  private hold({ owner, revision, until, needs }: Asked): readonly Need[] {
    const key = keyOf(owner);
    const kinds = needs.map((need) => this.kindOf(need));
    for (const kind of kinds) this.kinds.get(kind)?.owners.add(key);
    const needIds = needs.map((need) => need.id);
    for (const needId of needIds) this.ownerOf.set(needId, key);
    this.held.set(key, { owner, revision, until, needIds, kinds });
    return needs;
  }

  /** The ids of the needs that were held. */
  private forget(key: string): readonly string[] {
    const held = this.held.get(key);
    if (!held) return [];
    this.held.delete(key);
    for (const needId of held.needIds) {
      this.ownerOf.delete(needId);
      this.refused.delete(needId);
    }
    for (const name of held.kinds) {
      const kind = this.kinds.get(name);
      kind?.owners.delete(key);
      if (kind?.owners.size === 0) this.kinds.delete(name);
    }
    return held.needIds;
  }

  private kindOf({ domain, technologies }: Need): string {
    const name = JSON.stringify([domain, technologies ?? []]);
    if (!this.kinds.has(name))
      this.kinds.set(name, {
        of: technologies === undefined ? { domain } : { domain, technologies },
        owners: new Set(),
      });
    return name;
  }
}

/** Those that are open, each with its lots: without a day, which is that of the question, and without a name, since nothing is shown from here. */
function tendersAsking(tenders: readonly Tender[], now: Date): readonly Asked[] {
  return tenders.flatMap((tender) => {
    const { id, revision, deadline, content } = tender;
    if (deadline === null || elapse(tender, now).state !== 'PUBLISHED') return [];
    const needs = content.lots.map(({ id: lotId, need }): Need => ({
      ...need,
      id: lotKeyOf({ tenderId: id, lotId }),
      name: {},
    }));
    return [{ owner: { kind: 'TENDER', id }, revision, until: deadline, needs }];
  });
}

/** Those of which something is to be told and that name a need. */
function searchesAsking(searches: readonly SavedSearch[]): readonly Asked[] {
  return searches.flatMap((search) => {
    const need = savedNeedOf(search);
    if (need === undefined || !isWatched(search)) return [];
    return [{ owner: { kind: 'SAVED_SEARCH', id: search.id }, revision: search.revision, until: null, needs: [need] }];
  });
}

const keyOf = ({ kind, id }: NeedOwner): string => `${kind} ${id}`;

/** A thread that ended has lost what it held; anything else is a fault. */
function lostWith(fault: unknown): typeof LOST {
  if (fault instanceof ThreadFault && (fault.code === 'CRASHED' || fault.code === 'OVERRAN')) return LOST;
  throw fault;
}
