import { Clock, Reads, SummariseMarket, type MarketSummary } from '@huanpei/app';
import type { Language } from '@huanpei/domain';
import { ENGINE_VERSION, type Domain } from '@huanpei/matching';
import { EDITION } from '@huanpei/reference';
import { Args, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Inject } from '@nestjs/common';
import { connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Speaking } from '../graphql/context';
import { Described } from '../graphql/described';
import { DomainEnum } from '../graphql/enums';
import { DemandConnection, DemandObject } from './demand.objects';
import { demandView } from './demand.views';
import { MarketSummaryObject } from './market-summary.objects';

/** Whether the demonstration data are loaded. */
export const IS_DEMO = Symbol('IS_DEMO');

@ObjectType('About', { description: 'What this marketplace holds and runs on.' })
export class AboutObject {
  @Described(() => Boolean, 'Whether it is a demonstration.')
  readonly demo!: boolean;

  @Described(() => Int, 'Tenders open now.')
  readonly openTenders!: number;

  @Described(() => Int, 'Listings on the market.')
  readonly listings!: number;

  @Described(() => Int, 'Verified suppliers.')
  readonly suppliers!: number;

  @Described(() => Int, 'Archived real demands.')
  readonly demands!: number;

  @Described(() => String, 'Version of the matching engine.')
  readonly engine!: string;

  @Described(() => String, 'Edition of the reference data.')
  readonly referenceEdition!: string;
}

@Resolver()
export class MarketResolver {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
    private readonly summarise: SummariseMarket,
    @Inject(IS_DEMO) private readonly demo: boolean,
  ) {}

  @Query(() => AboutObject, { description: 'What this marketplace holds and runs on.' })
  async about(): Promise<AboutObject> {
    const figures = await this.reads.figures(this.clock.now());
    return { demo: this.demo, ...figures, engine: ENGINE_VERSION, referenceEdition: EDITION };
  }

  @Query(() => MarketSummaryObject, {
    description: 'The figures of the front page: demand, offer and gaps, in all and by medium.',
  })
  marketSummary(): Promise<MarketSummary> {
    return this.summarise.execute();
  }

  @Query(() => DemandConnection, { description: 'Real public demands of the past, newest first.' })
  archivedDemands(
    @Args() page: PageArgs,
    @Speaking() language: Language,
    @Args('domain', { nullable: true, type: () => DomainEnum, description: 'Of this medium.' }) domain?: Domain | null,
  ): Promise<Connection<DemandObject>> {
    const reading = this.reads.demands(domain ?? null, pageOf(page));
    return connected(
      reading.then(({ items, ...rest }) => ({
        ...rest,
        items: items.map(({ cursor, node }) => ({ cursor, node: demandView(node, language) })),
      })),
    );
  }

  @Query(() => DemandObject, { nullable: true, description: 'One archived demand.' })
  async archivedDemand(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Speaking() language: Language,
  ): Promise<DemandObject | undefined> {
    const demand = await this.reads.demand(id);
    return demand && demandView(demand, language);
  }
}
