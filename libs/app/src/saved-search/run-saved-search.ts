import { Injectable } from '@nestjs/common';
import {
  accepted,
  maySeeSearch,
  onMarket,
  refused,
  shanghaiDay,
  type FoundMatch,
  type Outcome,
  type SavedSearch,
  type Viewer,
} from '@huanpei/domain';
import { savedNeedOf } from '@huanpei/domain';
import { askMarket } from '../match/markets';
import { noticeOf } from '../match/match-lots';
import { TendersForSupplier } from '../match/tenders-for-supplier';
import { pageOfList } from '../paged';
import { MarketIndex } from '../ports/market-index';
import { Clock } from '../ports/platform';
import { Reads, type Page, type PageRequest } from '../ports/reads';
import { SearchIndex, type SearchKind } from '../ports/search-index';
import { satisfiesFilters } from '../search/satisfies';
import { documentOfListing } from '../search/search-document';
import { closestFirst, isAsked, served, textOf, type TendersQuery, type ThingsQuery } from './found-in';
import { requestOf } from './saved-search-query';

/** What a saved search finds now. */
export interface FoundNow {
  readonly kind: SearchKind;
  readonly id: string;
  /** How well it agrees with the words, or how well it fits; null where nothing ranks it. */
  readonly score: number | null;
  readonly match: FoundMatch | null;
}

/** Where a need and words are asked together, so many of the closest listings are looked at for the words. */
const LOOKED_AT = 500;
const NOTHING: Page<FoundNow> = { items: [], hasNextPage: false, totalCount: 0 };

/** What a saved search finds now, for its owner and for colleagues it is shared with. Nothing is kept, nobody told. */
@Injectable()
export class RunSavedSearch {
  constructor(
    private readonly reads: Reads,
    private readonly index: SearchIndex,
    private readonly market: MarketIndex,
    private readonly tenders: TendersForSupplier,
    private readonly clock: Clock,
  ) {}

  async execute(viewer: Viewer, id: string, page: PageRequest): Promise<Outcome<Page<FoundNow>>> {
    const search = await this.reads.savedSearch(id);
    if (!search || !maySeeSearch(search, viewer)) return refused({ code: 'NOT_FOUND', field: 'id' });
    const { query } = search;
    if (query.kind === 'TENDERS_FOR_ME') return accepted(await this.tendersFor(viewer, search, query, page));
    if (query.need !== null) return this.listingsFor(search, query, page);
    const request = query.words && requestOf(query.words);
    if (!request) return accepted(NOTHING);
    const { items, hasNextPage, totalCount } = await this.index.search(request, page);
    const found = items.map(({ cursor, node: { kind, id: thing, score } }) => ({
      cursor,
      node: { kind, id: thing, score, match: null },
    }));
    return accepted({ items: found, hasNextPage, totalCount });
  }

  private async listingsFor(
    search: SavedSearch,
    query: ThingsQuery,
    page: PageRequest,
  ): Promise<Outcome<Page<FoundNow>>> {
    const need = savedNeedOf(search);
    if (need === undefined) return accepted(NOTHING);
    const today = shanghaiDay(this.clock.now());
    const asked = await askMarket(this.market, need.domain, (market) => {
      const { matches, nearMisses } = market.query({ ...need, asOf: today }, { top: Math.max(1, market.size), today });
      return [...matches, ...nearMisses].flatMap((match) => {
        const notice = noticeOf(match, '');
        return notice && isAsked(query, notice) ? [notice] : [];
      });
    });
    if (!asked.ok) return asked;
    const close = [...asked.value].sort(closestFirst);
    const spoken = query.words === null ? undefined : await this.agreeing(close.slice(0, LOOKED_AT), query, today);
    const found = close
      .filter(({ listingId }) => spoken === undefined || spoken.has(listingId))
      .map((notice): FoundNow => ({
        kind: 'LISTING',
        id: notice.listingId,
        score: notice.score,
        match: { ...notice, lotId: null },
      }));
    return accepted(pageOfList(listOf(search), found, ({ id }) => id, page));
  }

  /** Of these, the listings that also agree with the words and filters. */
  private async agreeing(
    close: readonly { readonly listingId: string }[],
    query: ThingsQuery,
    today: string,
  ): Promise<ReadonlySet<string>> {
    const listings = await this.reads.listingsByIds(close.map(({ listingId }) => listingId));
    const firms = await this.reads.organisationsByIds([...listings.values()].map(({ supplierId }) => supplierId));
    const documents = [...listings.values()].flatMap((listing) => {
      const firm = firms.get(listing.supplierId);
      if (!firm || listing.content === null || !onMarket(listing, firm)) return [];
      const document = documentOfListing(listing, listing.content, firm, today);
      return query.words === null || satisfiesFilters(document, query.words) ? [document] : [];
    });
    const text = textOf(query);
    const spoken = text === undefined ? undefined : await this.index.finds(documents, [text]);
    return new Set(documents.filter((_, at) => spoken === undefined || spoken[at]?.[0] === true).map(({ id }) => id));
  }

  private async tendersFor(
    viewer: Viewer,
    search: SavedSearch,
    query: TendersQuery,
    page: PageRequest,
  ): Promise<Page<FoundNow>> {
    const found = (await this.tenders.execute(viewer)).flatMap(({ tender: { id, content }, matches }) => {
      const tender = { id, region: content.region, lots: content.lots };
      const match = served(query, tender, [...matches].sort(closestFirst));
      return match ? [{ kind: 'TENDER' as const, id, score: match.score, match }] : [];
    });
    found.sort((a, b) => closestFirst(a.match, b.match));
    return pageOfList(listOf(search), found, ({ id }) => id, page);
  }
}

const listOf = ({ id, revision }: SavedSearch): string => `saved-search ${id} ${revision}`;
