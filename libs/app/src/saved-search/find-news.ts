import { Injectable } from '@nestjs/common';
import {
  canonicalJson,
  isNews,
  type FoundThing,
  type MatchNotice,
  type SavedSearch,
  type WatchedKind,
  type WatchStanding,
} from '@huanpei/domain';
import type { Name, Offer } from '@huanpei/matching';
import { StandingNeeds } from '../market/standing-needs';
import { untilCaughtUp, viewsOf } from '../match/markets';
import { noticeOf } from '../match/match-lots';
import { openAmong } from '../match/open-among';
import { MarketIndex } from '../ports/market-index';
import { Reads } from '../ports/reads';
import { SearchIndex } from '../ports/search-index';
import type { WatchedState } from '../ports/watched-state';
import type { WatchedThing } from '../ports/work';
import {
  closestFirst,
  forThings,
  foundIn,
  isWanted,
  lotNeed,
  noticesFor,
  served,
  type FoundBy,
  type OpenTender,
  type TendersQuery,
} from './found-in';

/** A thing of the market as it is now. */
export interface ThingNow {
  readonly kind: WatchedKind;
  readonly id: string;
  readonly revision: number;
  readonly title: Name;
  /** The firm whose listing it is, or the buyer whose tender. */
  readonly ownerId: string;
  /** Null when nobody sees it any more. */
  readonly state: WatchedState | null;
}

/** Something that a search did not find before, or not as close. */
export interface News {
  readonly search: SavedSearch;
  readonly found: FoundThing;
}

export interface Findings {
  readonly news: readonly News[];
  /** Searches that find the thing itself, whether or not that is news. */
  readonly still: readonly string[];
  /** Of each search for tenders that the listing could serve: those that it does. */
  readonly stillServed: ReadonlyMap<string, readonly string[]>;
}

interface ForTenders {
  readonly search: SavedSearch;
  readonly query: TendersQuery;
}

/**
 * Puts a thing of the market, as it is and as it last was put, to saved searches. What is news follows from the two
 * alone: nothing is kept for each search, and a search that was saved in between takes what it would have found then as
 * known. Nobody is told of what is their own.
 */
@Injectable()
export class FindNews {
  constructor(
    private readonly reads: Reads,
    private readonly index: SearchIndex,
    private readonly needs: StandingNeeds,
    private readonly market: MarketIndex,
  ) {}

  /** @param before undefined when the thing is new; of turn 0 when it is older than the searches, and so no news to any */
  async execute(
    searches: readonly SavedSearch[],
    before: WatchedThing | undefined,
    thing: ThingNow,
    now: Date,
  ): Promise<Findings> {
    const things = await this.forThings(searches, before, thing);
    const forTenders = searches.flatMap((search) =>
      search.query.kind === 'TENDERS_FOR_ME' ? [{ search, query: search.query }] : [],
    );
    if (thing.kind === 'TENDER') {
      const tenders = await this.tenderFor(forTenders, before, thing);
      return {
        news: [...things.news, ...tenders.news],
        still: [...things.still, ...tenders.still],
        stillServed: new Map(),
      };
    }
    const own = forTenders.filter(({ search }) => search.organisationId === thing.ownerId);
    const tenders = await this.tendersServed(own, before, thing, now);
    return { news: [...things.news, ...tenders.news], still: things.still, stillServed: tenders.stillServed };
  }

  private async forThings(
    searches: readonly SavedSearch[],
    before: WatchedThing | undefined,
    thing: ThingNow,
  ): Promise<Pick<Findings, 'news' | 'still'>> {
    const others = forThings(searches).filter(({ search }) => search.organisationId !== thing.ownerId);
    const found = await foundIn(others, thing.state, this.index, this.needs);
    const finding = others.filter(({ search }) => found.has(search.id));
    const was = before?.turn === 0 ? found : await foundIn(finding, before?.state ?? null, this.index);
    const news = finding.flatMap(({ search }): readonly News[] => {
      const by = found.get(search.id);
      if (!by || !isNews(standing(was.get(search.id)), standing(by))) return [];
      return [{ search, found: foundThing(thing, by) }];
    });
    return { news, still: finding.map(({ search }) => search.id) };
  }

  /** A tender opened, changed or ended: the firms whose listings could serve it, closer than they could before. */
  private async tenderFor(
    searches: readonly ForTenders[],
    before: WatchedThing | undefined,
    thing: ThingNow,
  ): Promise<Pick<Findings, 'news' | 'still'>> {
    const asked = thing.state?.open ?? null;
    if (asked === null || thing.state === null || searches.length === 0) return { news: [], still: [] };
    const all = searches.map(({ search }) => search.id);
    const former = before?.state?.open ?? null;
    if (former !== null && canonicalJson(former) === canonicalJson(asked)) return { news: [], still: all };

    const { day } = thing.state;
    const tender: OpenTender = { id: thing.id, ...asked };
    const notices = await this.noticesBySupplier(tender, searches, day);
    const news: News[] = [];
    const still: string[] = [];
    for (const { search, query } of searches) {
      const hit = served(query, tender, notices.get(search.organisationId) ?? []);
      if (!hit) continue;
      still.push(search.id);
      if (before?.turn === 0) continue;
      const was = former && (await this.servedBefore(search, query, { id: thing.id, ...former }, day));
      if (isNews(was?.closeness ?? 'NOT_FOUND', hit.closeness))
        news.push({ search, found: foundThing(thing, { match: hit }) });
    }
    return { news, still };
  }

  private async servedBefore(
    { organisationId }: SavedSearch,
    query: TendersQuery,
    former: OpenTender,
    day: string,
  ): Promise<MatchNotice | undefined> {
    return served(query, former, noticesFor(former, await this.reads.offersOf(organisationId), day));
  }

  /** By supplier, closest first: one question to the market for each lot that somebody asks for. */
  private async noticesBySupplier(
    tender: OpenTender,
    searches: readonly ForTenders[],
    day: string,
  ): Promise<ReadonlyMap<string, readonly MatchNotice[]>> {
    const suppliers = new Set(searches.map(({ search }) => search.organisationId));
    const lots = tender.lots.filter((lot) => searches.some(({ query }) => isWanted(query, tender, lot)));
    const found = new Map<string, MatchNotice[]>();
    if (lots.length === 0) return found;
    await untilCaughtUp(this.market);
    const views = viewsOf(
      this.market,
      lots.map(({ need }) => need.domain),
    );
    for (const lot of lots) {
      const view = views.get(lot.need.domain);
      if (!view) continue;
      const { matches, nearMisses } = view.query(lotNeed(tender.id, lot), { top: Math.max(1, view.size), today: day });
      for (const match of [...matches, ...nearMisses]) {
        const supplier = view.standing(match.offerId)?.supplier;
        const notice = supplier !== undefined && suppliers.has(supplier) ? noticeOf(match, lot.id) : undefined;
        if (supplier === undefined || !notice) continue;
        const notices = found.get(supplier);
        if (notices) notices.push(notice);
        else found.set(supplier, [notice]);
      }
    }
    for (const notices of found.values()) notices.sort(closestFirst);
    return found;
  }

  /** A listing came or changed: the open tenders that its firm could not serve before, or not as closely. */
  private async tendersServed(
    searches: readonly ForTenders[],
    before: WatchedThing | undefined,
    { id, ownerId, state }: ThingNow,
    now: Date,
  ): Promise<Pick<Findings, 'news' | 'stillServed'>> {
    const stillServed = new Map(searches.map(({ search }): [string, string[]] => [search.id, []]));
    const offer = state?.offer ?? null;
    if (offer === null || state === null || searches.length === 0) return { news: [], stillServed };
    const [reached = []] = await this.needs.reachedBy([offer], state.day);
    const tenders = await openAmong(
      this.reads,
      reached.map(({ owner }) => owner.id),
      now,
    );
    const formerly = before?.state ?? null;
    let others: readonly Offer[] | undefined;
    const news: News[] = [];
    for (const { id: tenderId, revision, content } of tenders) {
      const tender: OpenTender = { id: tenderId, region: content.region, lots: content.lots };
      const notices = noticesFor(tender, [offer], state.day);
      for (const { search, query } of searches) {
        const hit = served(query, tender, notices);
        if (!hit) continue;
        stillServed.get(search.id)?.push(tenderId);
        if (before?.turn === 0) continue;
        others ??= (await this.reads.offersOf(ownerId)).filter((other) => other.id !== id);
        const was = [
          ...(formerly?.offer ? noticesFor(tender, [formerly.offer], formerly.day) : []),
          ...noticesFor(tender, others, state.day),
        ].sort(closestFirst);
        if (!isNews(served(query, tender, was)?.closeness ?? 'NOT_FOUND', hit.closeness)) continue;
        const thing = { kind: 'TENDER', id: tenderId, revision, title: content.title } as const;
        news.push({ search, found: foundThing(thing, { match: hit }) });
      }
    }
    return { news, stillServed };
  }
}

const standing = (by: FoundBy | undefined): WatchStanding =>
  by === undefined ? 'NOT_FOUND' : (by.match?.closeness ?? 'FOUND');

const foundThing = (
  { kind, id, revision, title }: Pick<ThingNow, 'kind' | 'id' | 'revision' | 'title'>,
  { match }: FoundBy,
): FoundThing => ({ kind, id, revision, title, ...(match ? { match } : {}) });
