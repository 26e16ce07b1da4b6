import { Injectable } from '@nestjs/common';
import {
  elapse,
  isPublic,
  offerOf,
  onMarket,
  shanghaiDay,
  type FoundThing,
  type Notification,
  type SavedSearch,
} from '@huanpei/domain';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Chance, Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work, type Tx, type WaitingHit } from '../ports/work';
import { documentOfListing, documentOfTender } from '../search/search-document';
import { FindNews, type Findings, type ThingNow } from './find-news';
import { WatchedSearches } from './watched-searches';

/** So often another job may be first at the same thing before this one is tried again later. */
const TRIES = 3;

/**
 * A thing of the market came, changed or went: it is put to all saved searches at once, and those that did not find it
 * before are told, or told later. What was put is written down in the same transaction, so that a second run finds
 * nothing new and a run that was cut off is done again.
 */
@Injectable()
export class TellWatchers extends JobHandler<'tell-watchers'> {
  readonly job = 'tell-watchers';

  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly watched: WatchedSearches,
    private readonly news: FindNews,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {
    super();
  }

  async handle({ kind, id }: Jobs['tell-watchers']): Promise<void> {
    for (let tried = 0; tried < TRIES; tried += 1) {
      // Before the thing itself is read: whoever writes down more than is read here is noticed below.
      const before = await this.reads.watchedThing(kind, id);
      const now = this.clock.now();
      const thing = kind === 'LISTING' ? await this.listing(id, now) : await this.tender(id, now);
      // What was never public, and still is not, concerns nobody.
      if (!thing || (thing.state === null && before === undefined)) return;
      const findings = await this.news.execute(await this.watched.all(), before, thing, now);
      const turn = before?.turn ?? null;
      const done = await this.work.run(async (tx) => {
        if (!(await tx.watchedThings.advance({ kind, id }, turn, thing.state))) return false;
        await this.tell(tx, thing, findings, (turn ?? 0) + 1);
        return true;
      });
      if (done) return;
    }
    throw new Error(`others are at ${kind} ${id} all the time`);
  }

  private async tell(tx: Tx, thing: ThingNow, { news, still, stillServed }: Findings, turn: number): Promise<void> {
    await tx.savedSearches.dropWaiting(thing, still);
    for (const [searchId, tenders] of stillServed) await tx.savedSearches.dropTendersOf(thing.id, [searchId], tenders);
    const tellable = new Map(
      (await tx.savedSearches.toTell([...new Set(news.map(({ search }) => search.id))])).map((one) => [one.id, one]),
    );
    const notifications: Notification[] = [];
    const waiting: WaitingHit[] = [];
    const at = this.clock.now();
    for (const { search: asked, found } of news) {
      const search = tellable.get(asked.id);
      // Another question by now: what it finds already is no news to it.
      if (search?.revision !== asked.revision) continue;
      if (search.delivery.every !== 'INSTANT') waiting.push({ searchId: search.id, foundAt: at, found });
      else notifications.push(this.message(search, found, `${thing.kind} ${thing.id} ${turn}`, at));
    }
    await tx.savedSearches.wait(waiting);
    await tx.notifications.add(notifications);
  }

  private message(search: SavedSearch, found: FoundThing, occasion: string, at: Date): Notification {
    const { query } = search;
    return {
      id: this.chance.id(),
      organisationId: search.organisationId,
      memberId: search.memberId,
      kind: 'SAVED_SEARCH_HITS',
      tenderId: found.kind === 'TENDER' ? found.id : null,
      listingId: found.kind === 'LISTING' ? found.id : (found.match?.listingId ?? null),
      revision: found.revision,
      matches: [],
      reason: null,
      savedSearch: {
        searchId: search.id,
        name: search.name,
        occasion,
        asked: query.kind,
        words: query.kind === 'THINGS' ? query.words : null,
        found: [found],
        further: 0,
      },
      createdAt: at,
      readAt: null,
    };
  }

  private async listing(id: string, now: Date): Promise<ThingNow | undefined> {
    const listing = await this.reads.listing(id);
    const supplier = listing && (await this.reads.organisation(listing.supplierId));
    if (!listing || !supplier) return undefined;
    const { content, revision, supplierId: ownerId } = listing;
    const of = { kind: 'LISTING', id, revision, ownerId } as const;
    if (content === null || !onMarket(listing, supplier)) return { ...of, title: {}, state: null };
    const day = shanghaiDay(now);
    const document = documentOfListing(listing, content, supplier, day);
    const offer = offerOf(id, content, supplier, day, listing.confirmedOn);
    return { ...of, title: content.name, state: { day, document, offer, open: null } };
  }

  private async tender(id: string, now: Date): Promise<ThingNow | undefined> {
    const tender = await this.reads.tender(id);
    if (!tender) return undefined;
    const { content, revision, buyerId: ownerId } = tender;
    const of = { kind: 'TENDER', id, revision, ownerId, title: content.title } as const;
    if (!isPublic(tender)) return { ...of, state: null };
    const isOpen = elapse(tender, now).state === 'PUBLISHED';
    const open = isOpen ? { region: content.region, lots: content.lots } : null;
    return { ...of, state: { day: shanghaiDay(now), document: documentOfTender(tender), offer: null, open } };
  }
}
