import { AnswerUnknown, ImprovementWorklist, PreviewListing } from '@huanpei/app';
import { accepted, type Viewer } from '@huanpei/domain';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { badInput, connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Context, Signed, type ApiContext } from '../graphql/context';
import { reply, resultOf } from '../graphql/refusal';
import { stated } from '../graphql/stated';
import { ListingContentInput, listingContentOf } from '../listing/listing.inputs';
import { answerOf, ListingAnswerInput, WorklistFilterInput } from './worklist.inputs';
import {
  AnsweredListingObject,
  ListingPreviewObject,
  RevisionEffectObject,
  WorklistConnection,
  WorklistItemObject,
  WorklistTenderObject,
} from './worklist.objects';
import { demandView, effectView, itemView, previewView, type ItemOfWorklist } from './worklist.views';

const PreviewAnswerResult = resultOf('PreviewAnswer', RevisionEffectObject);
const PreviewListingResult = resultOf('PreviewListing', ListingPreviewObject);
const AnswerUnknownResult = resultOf('AnswerUnknown', AnsweredListingObject);

@Resolver(() => WorklistItemObject)
export class WorklistResolver {
  constructor(
    private readonly worklist: ImprovementWorklist,
    private readonly answers: AnswerUnknown,
    private readonly previews: PreviewListing,
  ) {}

  @Query(() => WorklistConnection, {
    description:
      'What you could state, improve, prove or hold so that more of the tenders open now are open to your published listings: what opens most first.',
  })
  async improvementWorklist(
    @Args() page: PageArgs,
    @Signed() viewer: Viewer,
    @Context() context: ApiContext,
    @Args('filter', { nullable: true, type: () => WorklistFilterInput, description: 'Which of them.' })
    filter?: WorklistFilterInput | null,
  ): Promise<Connection<ItemOfWorklist>> {
    const found = await connected(this.worklist.execute(viewer, stated(filter ?? {}), pageOf(page)));
    const edges = await Promise.all(
      found.edges.map(async ({ cursor, node }) => ({ cursor, node: await itemView(node, context) })),
    );
    return { ...found, edges };
  }

  @ResolveField(() => [WorklistTenderObject], { description: 'Lots that ask for it, those it unlocks first.' })
  tenders(
    @Parent() { item }: ItemOfWorklist,
    @Args('first', { type: () => Int, defaultValue: 10, description: 'How many, at most 50.' }) first: number,
    @Context() context: ApiContext,
  ): Promise<WorklistTenderObject[]> {
    if (first < 1 || first > 50) throw badInput('first', 'first 应为 1 到 50 first must be from 1 to 50');
    return Promise.all(item.demands.slice(0, first).map((demand) => demandView(demand, context)));
  }

  @Query(() => PreviewAnswerResult, {
    description: 'What an answer would change of a listing of yours once it is published. Nothing is kept.',
  })
  async previewAnswer(
    @Args('id', { type: () => ID, description: 'Id of the listing.' }) id: string,
    @Args('answer', { description: 'What you would say.' }) answer: ListingAnswerInput,
    @Signed() viewer: Viewer,
    @Context() context: ApiContext,
  ) {
    const outcome = await this.answers.preview(viewer, id, answerOf(answer));
    return reply(outcome.ok ? accepted(await effectView(outcome.value, context)) : outcome, context.language);
  }

  @Query(() => PreviewListingResult, {
    description:
      'How a listing would be matched as it stands in your editor: how complete it is, which open tenders it would fit or nearly fit and why, and what its publication would change. Nothing is kept.',
  })
  async previewListing(
    @Args('id', {
      type: () => ID,
      nullable: true,
      description: 'Id of the listing that is edited; none for one that does not exist yet.',
    })
    id: string | null,
    @Args('content', { description: 'What it would say.' }) content: ListingContentInput,
    @Signed() viewer: Viewer,
    @Context() context: ApiContext,
  ) {
    const outcome = await this.previews.execute(viewer, id ?? null, listingContentOf(content));
    return reply(outcome.ok ? accepted(await previewView(outcome.value, context)) : outcome, context.language);
  }

  @Mutation(() => AnswerUnknownResult, {
    description:
      'Says what a tender asks of a listing: the answer goes into its staged revision, which is reviewed like any other edit. Once it is published the matches are computed again.',
  })
  async answerUnknown(
    @Args('id', { type: () => ID, description: 'Id of the listing.' }) id: string,
    @Args('answer', { description: 'What you say.' }) answer: ListingAnswerInput,
    @Args('expectedVersion', { type: () => Int, description: 'The version you have read.' }) expectedVersion: number,
    @Args('submit', {
      nullable: true,
      type: () => Boolean,
      description:
        'Whether to hand it to the operators at once, with all that is staged; when not given: unless another edit was under way.',
    })
    submit: boolean | null,
    @Signed() viewer: Viewer,
    @Context() context: ApiContext,
  ) {
    const outcome = await this.answers.execute(viewer, id, answerOf(answer), expectedVersion, submit ?? null);
    if (!outcome.ok) return reply(outcome, context.language);
    const { listing, effect } = outcome.value;
    return reply(accepted({ listing, effect: await effectView(effect, context) }), context.language);
  }
}
