import {
  Clock,
  ConfirmListing,
  CreateListing,
  MarketRules,
  MoveListing,
  Reads,
  RecallListing,
  ReviewListing,
  SubmitListing,
  UpdateListing,
} from '@huanpei/app';
import { completenessOf, contentOf } from './listing.content';
import {
  confirmedUntil,
  isStale,
  shanghaiDay,
  type Language,
  type Listing,
  type Organisation,
  type ReviewDecision,
  type Viewer,
} from '@huanpei/domain';
import { labels } from '@huanpei/reference';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { NameObject } from '../graphql/common.objects';
import { connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Asking, Context, Loading, Signed, Speaking, type ApiContext } from '../graphql/context';
import { DomainEnum, ReviewDecisionEnum } from '../graphql/enums';
import type { Loaders } from '../graphql/loaders';
import { READ_VERSION } from '../graphql/described';
import { reply, resultOf } from '../graphql/refusal';
import { stated } from '../graphql/stated';
import { OrganisationObject } from '../organisation/organisation.objects';
import { CompletenessObject } from '../reference/reference.objects';
import { completenessView } from '../reference/reference.views';
import { ListingContentInput, listingContentOf, ListingFilterInput } from './listing.inputs';
import { ListingConnection, ListingContentObject, ListingObject, StagedRevisionObject } from './listing.objects';
import { contentView, stagedView } from './listing.views';
import { visibleListing } from './visible-listing';

const ListingResult = resultOf('Listing', ListingObject);

@Resolver(() => ListingObject)
export class ListingResolver {
  constructor(
    private readonly reads: Reads,
    private readonly create: CreateListing,
    private readonly update: UpdateListing,
    private readonly submit: SubmitListing,
    private readonly recall: RecallListing,
    private readonly review: ReviewListing,
    private readonly move: MoveListing,
    private readonly confirm: ConfirmListing,
    private readonly rules: MarketRules,
    private readonly clock: Clock,
  ) {}

  private today(): string {
    return shanghaiDay(this.clock.now());
  }

  @Query(() => ListingConnection, { description: 'What is on the market, newest first.' })
  listings(
    @Args() page: PageArgs,
    @Args('filter', { nullable: true, type: () => ListingFilterInput, description: 'Which of them.' })
    filter?: ListingFilterInput | null,
  ): Promise<Connection<Listing>> {
    return connected(this.reads.listings({ ...stated(filter ?? {}), onMarket: true }, pageOf(page)));
  }

  @Query(() => ListingObject, {
    nullable: true,
    description: 'One listing, when it is public, yours, or waits for your review.',
  })
  listing(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: ApiContext,
  ): Promise<Listing | undefined> {
    return visibleListing(id, context);
  }

  @Query(() => ListingConnection, { description: "Your own organisation's listings in every state." })
  myListings(@Args() page: PageArgs, @Signed() viewer: Viewer): Promise<Connection<Listing>> {
    return connected(this.reads.listings({ supplierId: viewer.organisationId }, pageOf(page)));
  }

  @Query(() => ListingConnection, { description: 'Listings whose staged revision waits for a decision, oldest first.' })
  listingsToReview(@Args() page: PageArgs): Promise<Connection<Listing>> {
    return connected(this.reads.listings({ toReview: true }, pageOf(page)));
  }

  @Mutation(() => ListingResult, { description: 'Begins a listing; nobody else sees it until it is approved.' })
  async createListing(
    @Args('content', { description: 'What is said of it.' }) content: ListingContentInput,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.create.execute(viewer, listingContentOf(content)), language);
  }

  @Mutation(() => ListingResult, {
    description: 'Stages an edit; what is published stays up until the edit is approved.',
  })
  async updateListing(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('content', { description: 'What is said of it now.' }) content: ListingContentInput,
    @Args('expectedVersion', { type: () => Int, description: 'The version you have read.' }) expectedVersion: number,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.update.execute(viewer, id, listingContentOf(content), expectedVersion), language);
  }

  @Mutation(() => ListingResult, { description: 'Hands the staged revision to the operators.' })
  async submitListing(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('answer', {
      nullable: true,
      type: () => String,
      description: 'What was done about the reason for which it was sent back; the operators read it.',
    })
    answer: string | null,
    @Args('expectedVersion', READ_VERSION) expectedVersion: number | null,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.submit.execute(viewer, id, answer ?? null, expectedVersion ?? null), language);
  }

  @Mutation(() => ListingResult, { description: 'Takes a submitted revision back to go on editing.' })
  async recallListing(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.recall.execute(viewer, id), language);
  }

  @Mutation(() => ListingResult, {
    description: 'Approves a submitted revision, asks for changes, or rejects it, with a reason.',
  })
  async reviewListing(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('revision', { type: () => Int, description: 'Number of the staged revision you have read.' })
    revision: number,
    @Args('decision', { type: () => ReviewDecisionEnum, description: 'The decision.' }) decision: ReviewDecision,
    @Args('reason', { nullable: true, type: () => String, description: 'Why; needed for all but an approval.' })
    reason: string | null,
    @Args('expectedVersion', READ_VERSION) expectedVersion: number | null,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(
      await this.review.execute(viewer, id, revision, decision, reason ?? null, expectedVersion ?? null),
      language,
    );
  }

  @Mutation(() => ListingResult, { description: 'Takes a published listing down, with a reason.' })
  async suspendListing(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('reason', { description: 'Why.' }) reason: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.move.execute(viewer, id, 'SUSPEND', reason), language);
  }

  @Mutation(() => ListingResult, { description: 'Puts a suspended listing up again.' })
  async reinstateListing(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.move.execute(viewer, id, 'REINSTATE', null), language);
  }

  @Mutation(() => ListingResult, { description: 'Ends a listing.' })
  async archiveListing(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('reason', { nullable: true, type: () => String, description: 'Why.' }) reason: string | null,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.move.execute(viewer, id, 'ARCHIVE', reason ?? null), language);
  }

  @Mutation(() => ListingResult, {
    description: 'Stands by what is published, as of today, so that it does not become stale.',
  })
  async confirmListing(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.confirm.execute(viewer, id), language);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Last day on which it counts as confirmed; none when nobody has confirmed it.',
  })
  confirmedUntil(@Parent() listing: Listing): string | null {
    return confirmedUntil(listing, this.rules.confirmation);
  }

  @ResolveField(() => Boolean, {
    description: 'Whether its supplier has let the period of confirmation pass. It stays on the market, and is marked.',
  })
  stale(@Parent() listing: Listing): boolean {
    return isStale(listing, this.rules.confirmation, this.today());
  }

  @ResolveField(() => NameObject, { description: 'Its name, published or staged.' })
  name(@Parent() listing: Listing) {
    return contentOf(listing).name;
  }

  @ResolveField(() => DomainEnum, { description: 'Its medium.' })
  domain(@Parent() listing: Listing) {
    return contentOf(listing).domain;
  }

  @ResolveField(() => ListingContentObject, {
    nullable: true,
    description: 'What is published; none before the first publication.',
  })
  content(@Parent() listing: Listing, @Speaking() language: Language): ListingContentObject | null {
    return listing.content && contentView(listing.content, this.today(), language);
  }

  @ResolveField(() => StagedRevisionObject, {
    nullable: true,
    description: 'The revision on its way; for its supplier and the operators.',
  })
  staged(
    @Parent() listing: Listing,
    @Asking() viewer: Viewer | null,
    @Speaking() language: Language,
  ): StagedRevisionObject | null {
    const own = viewer?.organisationId === listing.supplierId;
    const forReview = viewer?.kind === 'OPERATOR' && listing.staged?.state !== 'DRAFT';
    return listing.staged && (own || forReview)
      ? stagedView(listing.staged, listing.content, this.today(), language)
      : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why it was suspended, rejected or archived; for its supplier and the operators.',
  })
  reason(@Parent() listing: Listing, @Asking() viewer: Viewer | null): string | null {
    return viewer?.organisationId === listing.supplierId || viewer?.kind === 'OPERATOR' ? listing.reason : null;
  }

  @ResolveField(() => Date, {
    nullable: true,
    description: 'Since when its staged revision waits for a decision; for its supplier and the operators.',
  })
  waitingSince(@Parent() { staged, supplierId }: Listing, @Asking() viewer: Viewer | null): Date | null {
    const mayKnow = viewer?.organisationId === supplierId || viewer?.kind === 'OPERATOR';
    return mayKnow && staged?.state === 'SUBMITTED' && staged.submittedAt ? new Date(staged.submittedAt) : null;
  }

  @ResolveField(() => CompletenessObject, { description: 'How much of what its technologies should state it states.' })
  completeness(@Parent() listing: Listing, @Speaking() language: Language): CompletenessObject {
    return completenessView(completenessOf(contentOf(listing)), language, labels(language));
  }

  @ResolveField(() => OrganisationObject, { description: 'The firm that offers it.' })
  async supplier(@Parent() listing: Listing, @Loading() loaders: Loaders): Promise<Organisation> {
    const supplier = await loaders.organisation.load(listing.supplierId);
    if (!supplier) throw new Error(`listing ${listing.id} has no supplier`);
    return supplier;
  }
}
