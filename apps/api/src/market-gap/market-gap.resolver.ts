import { Clock, MarketGaps, MarketRules, Reads } from '@huanpei/app';
import { freshSince, shanghaiDay, type GapSource, type Language, type Listing, type Tender } from '@huanpei/domain';
import type { Domain } from '@huanpei/matching';
import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { badInput, connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Loading, Speaking } from '../graphql/context';
import { DomainEnum, GapSourceEnum } from '../graphql/enums';
import type { Loaders } from '../graphql/loaders';
import { stated } from '../graphql/stated';
import { ListingConnection } from '../listing/listing.objects';
import { DemandObject } from '../market/demand.objects';
import { demandView } from '../market/demand.views';
import { TenderObject } from '../tender/tender.objects';
import {
  ExclusionObject,
  GapFilterInput,
  MarketGapConnection,
  MarketGapGroupConnection,
  MarketGapGroupObject,
  MarketGapObject,
} from './market-gap.objects';
import { exclusionView, gapView, groupView, type GapGroupView, type GapView } from './market-gap.views';

const SOURCE = {
  type: () => GapSourceEnum,
  defaultValue: 'OPEN_TENDERS',
  description: 'Tenders open now, or real demands of the past.',
} as const;
const FILTER = { nullable: true, type: () => GapFilterInput, description: 'Which of them.' } as const;
const FIRST = { type: () => Int, defaultValue: 5, description: 'How many, at most 50.' } as const;
const EXCLUDING = {
  description: 'Requirements that keep listings out as the market is now, the one that keeps out most first.',
} as const;

@Resolver(() => MarketGapObject)
export class MarketGapResolver {
  constructor(
    private readonly gaps: MarketGaps,
    private readonly reads: Reads,
    private readonly rules: MarketRules,
    private readonly clock: Clock,
  ) {}

  @Query(() => MarketGapConnection, { description: 'Needs that nothing listed meets, tenders by deadline.' })
  marketGaps(
    @Args('source', SOURCE) source: GapSource,
    @Args() page: PageArgs,
    @Speaking() language: Language,
    @Args('filter', FILTER) filter?: GapFilterInput | null,
  ): Promise<Connection<GapView>> {
    const markets = this.gaps.markets();
    const reading = this.gaps.gaps(source, stated(filter ?? {}), pageOf(page), markets);
    return connected(
      reading.then(({ items, ...rest }) => ({
        ...rest,
        items: items.map(({ cursor, node }) => ({ cursor, node: gapView(node, markets, language) })),
      })),
    );
  }

  @Query(() => MarketGapGroupConnection, {
    description: 'The same by scenario and province, the largest groups first.',
  })
  marketGapGroups(
    @Args('source', SOURCE) source: GapSource,
    @Args() page: PageArgs,
    @Speaking() language: Language,
    @Args('filter', FILTER) filter?: GapFilterInput | null,
  ): Promise<Connection<GapGroupView>> {
    const markets = this.gaps.markets();
    const reading = this.gaps.groups(source, stated(filter ?? {}), pageOf(page), markets);
    return connected(
      reading.then(({ items, ...rest }) => ({
        ...rest,
        items: items.map(({ cursor, node }) => ({ cursor, node: groupView(node, markets, language) })),
      })),
    );
  }

  @Query(() => ListingConnection, {
    description: 'Published listings whose supplier has let the period of confirmation pass, the longest ago first.',
  })
  staleListings(
    @Args() page: PageArgs,
    @Args('domain', { nullable: true, type: () => DomainEnum, description: 'Of this medium.' }) domain?: Domain | null,
    @Args('supplierId', { nullable: true, type: () => ID, description: 'Of this supplier.' })
    supplierId?: string | null,
  ): Promise<Connection<Listing>> {
    const confirmedBefore = freshSince(shanghaiDay(this.clock.now()), this.rules.confirmation);
    const filter = { confirmedBefore, ...(domain ? { domain } : {}), ...(supplierId ? { supplierId } : {}) };
    return connected(this.reads.listings(filter, pageOf(page)));
  }

  @ResolveField(() => TenderObject, { nullable: true, description: 'The tender.' })
  async tender(@Parent() { of: [gap] }: GapView, @Loading() loaders: Loaders): Promise<Tender | null> {
    return gap?.tenderId ? ((await loaders.tender.load(gap.tenderId)) ?? null) : null;
  }

  @ResolveField(() => DemandObject, { nullable: true, description: 'The archived demand.' })
  async demand(@Parent() { of: [gap] }: GapView, @Speaking() language: Language): Promise<DemandObject | null> {
    const demand = gap?.demandId ? await this.reads.demand(gap.demandId) : undefined;
    return demand ? demandView(demand, language) : null;
  }

  @ResolveField(() => [ExclusionObject], EXCLUDING)
  excluding(
    @Parent() gap: GapView,
    @Args('first', FIRST) first: number,
    @Speaking() language: Language,
  ): Promise<ExclusionObject[]> {
    return excluding(this.gaps, gap, first, language);
  }
}

@Resolver(() => MarketGapGroupObject)
export class MarketGapGroupResolver {
  constructor(private readonly gaps: MarketGaps) {}

  @ResolveField(() => [ExclusionObject], EXCLUDING)
  excluding(
    @Parent() group: GapGroupView,
    @Args('first', FIRST) first: number,
    @Speaking() language: Language,
  ): Promise<ExclusionObject[]> {
    return excluding(this.gaps, group, first, language);
  }
}

async function excluding(
  gaps: MarketGaps,
  { of, markets }: Pick<GapView, 'of' | 'markets'>,
  first: number,
  language: Language,
): Promise<ExclusionObject[]> {
  if (first < 1 || first > 50) throw badInput('first', 'first 应为 1 到 50 first must be from 1 to 50');
  return (await gaps.excluding(of, markets)).slice(0, first).map((exclusion) => exclusionView(exclusion, language));
}
