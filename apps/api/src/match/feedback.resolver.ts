import { GiveDraftFeedback } from '@huanpei/app';
import { accepted, isPublic, type Language, type Track, type Viewer } from '@huanpei/domain';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Asking, Context, Speaking, type ApiContext } from '../graphql/context';
import { TrackEnum } from '../graphql/enums';
import { inTurn } from '../graphql/in-turn';
import { reply, resultOf } from '../graphql/refusal';
import { LotObject } from '../tender/tender.objects';
import type { LotOfTender } from '../tender/tender.views';
import { DraftFeedbackObject } from './feedback.objects';
import { feedbackView } from './feedback.views';
import { NeedInput, needOf } from './need.inputs';

const FeedbackResult = resultOf('DraftFeedback', DraftFeedbackObject);

@Resolver(() => LotObject)
export class FeedbackResolver {
  constructor(private readonly give: GiveDraftFeedback) {}

  @Query(() => FeedbackResult, {
    description:
      'How the market answers a need while it is being drafted: counts, which requirement keeps out how many, what relaxing a number would bring, and a warning when one supplier alone meets it. Nothing is kept, nobody is told.',
  })
  async draftFeedback(
    @Args('need', { description: 'What is needed.' }) need: NeedInput,
    @Args('track', { type: () => TrackEnum, nullable: true, description: 'The law it will be under, to be cited.' })
    track: Track | null,
    @Speaking() language: Language,
    @Context() context: ApiContext,
  ) {
    const outcome = await inTurn(context, () => this.give.execute(needOf(need), context.abandoned));
    if (!outcome.ok) return reply(outcome, language);
    return reply(accepted(feedbackView(outcome.value, track ?? null, language)), language);
  }

  @ResolveField(() => DraftFeedbackObject, {
    nullable: true,
    description:
      'The same for this lot, as of now. Of a published tender only its buyer and the operators see a warning. None while the matching index is loading.',
  })
  async feedback(
    @Parent() { lot, tender }: LotOfTender,
    @Asking() viewer: Viewer | null,
    @Speaking() language: Language,
    @Context() context: ApiContext,
  ): Promise<DraftFeedbackObject | null> {
    const need = { ...lot.need, id: lot.id, name: lot.title };
    const outcome = await inTurn(context, () => this.give.execute(need, context.abandoned));
    if (!outcome.ok) return null;
    const warned =
      !tender || !isPublic(tender) || viewer?.kind === 'OPERATOR' || viewer?.organisationId === tender.buyerId;
    const { tailoring } = outcome.value;
    return feedbackView(
      { ...outcome.value, tailoring: warned ? tailoring : null },
      tender?.content.track ?? null,
      language,
    );
  }
}
