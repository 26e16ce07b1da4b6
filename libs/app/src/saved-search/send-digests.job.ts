import { Injectable } from '@nestjs/common';
import {
  byCloseness,
  dueDigests,
  elapse,
  isPublic,
  lastRound,
  onMarket,
  SAVED_SEARCH_LIMITS,
  type DueDigest,
  type Notification,
  type SavedSearch,
} from '@huanpei/domain';
import { JobHandler } from '../job-handler';
import { Chance, Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work, type WaitingHit } from '../ports/work';

/** How many things that are older than the searches one run sends to be looked at; the next run goes on. */
const UNSEEN = 500;

/**
 * Tells the owners of saved searches what waits, each at the hour that was chosen: one message for each search, however
 * long nothing was sent. What has left the market meanwhile, or has closed, is left out.
 */
@Injectable()
export class SendDigests extends JobHandler<'send-digests'> {
  readonly job = 'send-digests';

  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {
    super();
  }

  async handle(): Promise<void> {
    const now = this.clock.now();
    const faults: unknown[] = [];
    for (const due of dueDigests(await this.reads.waiting(), now))
      await this.send(due, now).catch((fault: unknown) => faults.push(fault));
    await this.lookAtUnseen();
    // One search that cannot be told must not keep the others from being told, nor go unnoticed.
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} saved searches could not be told`);
  }

  private send({ searchId, at }: DueDigest, now: Date): Promise<void> {
    return this.work.run(async (tx) => {
      const search = await tx.savedSearches.take(searchId);
      // Its owner may have chosen another hour since, or have left.
      const round = search && lastRound(search.delivery, now);
      if (!search || !round || round < at) return;
      const waiting = await tx.savedSearches.takeWaiting(searchId);
      const [tellable] = await tx.savedSearches.toTell([searchId]);
      const hits = tellable ? await this.standing(waiting, search, now) : [];
      if (hits.length === 0) return;
      const told = await tx.notifications.add([this.message(search, hits, at, now)]);
      // Nothing that waits may be lost because another round bears the same name.
      if (told.length === 0) throw new Error(`search ${searchId} was told of this round already`);
    });
  }

  /** Those that everybody can still see, and of tenders that could be served those that are open; the closest first. */
  private async standing(
    waiting: readonly WaitingHit[],
    { query }: SavedSearch,
    now: Date,
  ): Promise<readonly WaitingHit[]> {
    const idsOf = (kind: WaitingHit['found']['kind']) =>
      waiting.filter(({ found }) => found.kind === kind).map(({ found }) => found.id);
    const listings = await this.reads.listingsByIds(idsOf('LISTING'));
    const firms = await this.reads.organisationsByIds([...listings.values()].map(({ supplierId }) => supplierId));
    const tenders = await this.reads.tendersByIds(idsOf('TENDER'));
    const stands = ({ kind, id }: WaitingHit['found']): boolean => {
      if (kind === 'LISTING') {
        const listing = listings.get(id);
        const firm = listing && firms.get(listing.supplierId);
        return listing !== undefined && firm !== undefined && onMarket(listing, firm);
      }
      const tender = tenders.get(id);
      if (!tender || !isPublic(tender)) return false;
      return query.kind === 'THINGS' || elapse(tender, now).state === 'PUBLISHED';
    };
    return waiting
      .filter(({ found }) => stands(found))
      .sort((a, b) => byCloseness(a.found.match?.closeness, b.found.match?.closeness));
  }

  private message(search: SavedSearch, hits: readonly WaitingHit[], at: Date, now: Date): Notification {
    const { query } = search;
    const first = hits.reduce((earliest, { foundAt }) => (foundAt < earliest ? foundAt : earliest), now);
    return {
      id: this.chance.id(),
      organisationId: search.organisationId,
      memberId: search.memberId,
      kind: 'SAVED_SEARCH_HITS',
      tenderId: null,
      listingId: null,
      revision: search.revision,
      matches: [],
      reason: null,
      savedSearch: {
        searchId: search.id,
        name: search.name,
        occasion: `${at.toISOString()} ${first.toISOString()}`,
        asked: query.kind,
        words: query.kind === 'THINGS' ? query.words : null,
        found: hits.slice(0, SAVED_SEARCH_LIMITS.named).map(({ found }) => found),
        further: Math.max(0, hits.length - SAVED_SEARCH_LIMITS.named),
      },
      createdAt: now,
      readAt: null,
    };
  }

  /** What was on the market before there were saved searches is looked at, without anybody being told. */
  private async lookAtUnseen(): Promise<void> {
    const unseen = await this.reads.unseenThings(UNSEEN);
    if (unseen.length === 0) return;
    await this.work.run(async (tx) => {
      for (const { kind, id } of unseen) await tx.enqueue('tell-watchers', { kind, id });
    });
  }
}
