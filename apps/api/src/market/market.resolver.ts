import { Clock, Reads, SearchIndex, type SearchDocument, type SearchHit } from '@huanpei/app';
import { isPublic, type Language, type Listing, type Tender } from '@huanpei/domain';
import { ENGINE_VERSION, type Domain } from '@huanpei/matching';
import { EDITION } from '@huanpei/reference';
import { Args, createUnionType, Float, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Inject } from '@nestjs/common';
import { connected, connectionOf, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Loading, Speaking } from '../graphql/context';
import { Described } from '../graphql/described';
import { DomainEnum, SearchKindEnum } from '../graphql/enums';
import type { Loaders } from '../graphql/loaders';
import { ListingObject } from '../listing/listing.objects';
import { visibleListing } from '../listing/visible-listing';
import { TenderObject } from '../tender/tender.objects';
import { DemandConnection, DemandObject } from './demand.objects';
import { demandView } from './demand.views';

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

const FoundThing = createUnionType({
  name: 'Found',
  description: 'What a search finds.',
  types: () => [ListingObject, TenderObject] as const,
  resolveType: (value: object) => ('supplierId' in value ? ListingObject : TenderObject),
});

@ObjectType('SearchHit', { description: 'One thing that was found.' })
export class SearchHitObject {
  @Described(() => ID, 'Its id.')
  readonly id!: string;

  @Described(() => Float, 'How well it agrees with the words; comparable within one answer only.')
  readonly score!: number;

  @Described(() => FoundThing, 'The thing.')
  readonly found!: Listing | Tender;
}

const SearchConnection = connectionOf('SearchHit', () => SearchHitObject);

@Resolver()
export class MarketResolver {
  constructor(
    private readonly reads: Reads,
    private readonly index: SearchIndex,
    private readonly clock: Clock,
    @Inject(IS_DEMO) private readonly demo: boolean,
  ) {}

  @Query(() => AboutObject, { description: 'What this marketplace holds and runs on.' })
  async about(): Promise<AboutObject> {
    const figures = await this.reads.figures(this.clock.now());
    return { demo: this.demo, ...figures, engine: ENGINE_VERSION, referenceEdition: EDITION };
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

  @Query(() => SearchConnection, {
    description: 'Listings and tenders by words, in Chinese or English. Search suggests; it decides no match.',
  })
  async search(
    @Args('text', { description: 'Words.' }) text: string,
    @Args() page: PageArgs,
    @Loading() loaders: Loaders,
    @Args('kind', { nullable: true, type: () => SearchKindEnum, description: 'Only these.' })
    kind?: SearchDocument['kind'] | null,
    @Args('domain', { nullable: true, type: () => DomainEnum, description: 'Of this medium.' }) domain?: Domain | null,
  ): Promise<Connection<SearchHitObject>> {
    const request = {
      text: text.slice(0, 500),
      ...(kind ? { kinds: [kind] } : {}),
      ...(domain ? { facets: [{ facet: 'domain' as const, anyOf: [domain] }] } : {}),
    };
    const found = await connected(this.index.search(request, pageOf(page)));
    // The index may lag behind; what has left the market since is not shown.
    const things = await Promise.all(found.edges.map(({ node }) => this.thing(node, loaders)));
    const edges = found.edges.flatMap(({ cursor, node }, at) => {
      const thing = things[at];
      return thing ? [{ cursor, node: { id: node.id, score: node.score, found: thing } }] : [];
    });
    return { ...found, edges };
  }

  private async thing({ kind, id }: SearchHit, loaders: Loaders): Promise<Listing | Tender | undefined> {
    if (kind !== 'LISTING' && kind !== 'TENDER') return undefined;
    if (kind === 'LISTING') {
      return visibleListing(id, { viewer: null, loaders });
    }
    const tender = await loaders.tender.load(id);
    return tender && isPublic(tender) ? tender : undefined;
  }
}
