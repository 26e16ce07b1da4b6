import { ComposeTrains, ownershipOfTender, reachable, Reads, type TrainWishes } from '@huanpei/app';
import { accepted, refused, type Viewer } from '@huanpei/domain';
import type { Need } from '@huanpei/matching';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Context, Signed, type ApiContext } from '../graphql/context';
import { reply, resultOf } from '../graphql/refusal';
import { NeedInput, needOf } from './need.inputs';
import { TrainOptionsInput, USUAL_OPTIONS, wishesOf } from './trains.inputs';
import { TrainSearchObject } from './trains.objects';
import { trainSearchView } from './trains.views';

const TrainsResult = resultOf('TrainSearch', TrainSearchObject);

const OPTIONS = {
  type: () => TrainOptionsInput,
  defaultValue: USUAL_OPTIONS,
  description: 'Which trains to look for.',
} as const;

@Resolver()
export class TrainsResolver {
  constructor(
    private readonly trains: ComposeTrains,
    private readonly reads: Reads,
  ) {}

  @Query(() => TrainsResult, {
    description:
      "Treatment trains from the market for a need that nobody has published: ordered stages of listings that meet it together. A screening result that needs an engineer's review. Nothing is kept, nobody is told.",
  })
  async previewTrains(
    @Args('need', { description: 'What is needed.' }) need: NeedInput,
    @Args('options', OPTIONS) options: TrainOptionsInput,
    @Signed() viewer: Viewer,
    @Context() context: ApiContext,
  ) {
    return this.answer(viewer, needOf(need), wishesOf(options), context);
  }

  @Query(() => TrainsResult, {
    description:
      "Treatment trains from the market for a lot of a tender, your own drafts included, as of now. A screening result that needs an engineer's review. Nothing is kept, nobody is told.",
  })
  async lotTrains(
    @Args('tenderId', { type: () => ID, description: 'Id of the tender.' }) tenderId: string,
    @Args('lotId', { type: () => ID, description: 'Id of the lot within the tender.' }) lotId: string,
    @Args('options', OPTIONS) options: TrainOptionsInput,
    @Signed() viewer: Viewer,
    @Context() context: ApiContext,
  ) {
    const tender = reachable('Query.lotTrains', viewer, await this.reads.tender(tenderId), ownershipOfTender);
    if (!tender) return reply(refused({ code: 'NOT_FOUND', field: 'tenderId' }), context.language);
    const lot = tender.content.lots.find(({ id }) => id === lotId);
    if (!lot) return reply(refused({ code: 'NOT_FOUND', field: 'lotId' }), context.language);
    return this.answer(viewer, { ...lot.need, id: lot.id, name: lot.title }, wishesOf(options), context);
  }

  private async answer(viewer: Viewer, need: Need, wishes: TrainWishes, context: ApiContext) {
    const outcome = await this.trains.execute(viewer, need, wishes, context.abandoned);
    if (!outcome.ok) return reply(outcome, context.language);
    return reply(accepted(await trainSearchView(outcome.value, context)), context.language);
  }
}
