import { PreviewMatches } from '@huanpei/app';
import type { Language, MatchRun } from '@huanpei/domain';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { badInput } from '../graphql/connection';
import { Context, Loading, Speaking, type ApiContext } from '../graphql/context';
import { inTurn } from '../graphql/in-turn';
import type { Loaders } from '../graphql/loaders';
import { MatchObject, MatchPreviewObject, MatchRunObject, RelaxationObject } from '../match/match.objects';
import { matchViews, relaxationViews, resultView, runView } from '../match/match.views';
import { LotObject } from './tender.objects';
import type { LotOfTender } from './tender.views';

type Run = ReturnType<typeof runView> & { readonly run: MatchRun };

@Resolver(() => LotObject)
export class LotResolver {
  constructor(private readonly previews: PreviewMatches) {}

  @ResolveField(() => MatchRunObject, {
    nullable: true,
    description: 'The latest kept check of a published tender against the market; none until it is done.',
  })
  async matches(@Parent() { tender, id }: LotOfTender, @Loading() loaders: Loaders): Promise<Run | null> {
    if (!tender || tender.revision === 0) return null;
    const runs = await loaders.matchRuns.load(tender);
    const run = runs.find(({ lotId }) => lotId === id);
    return run ? { ...runView(run, tender.revision), run } : null;
  }

  @ResolveField(() => MatchPreviewObject, {
    nullable: true,
    description: 'What the market answers now, computed for this question and not kept.',
  })
  async preview(
    @Parent() { lot }: LotOfTender,
    @Args('top', {
      type: () => Int,
      defaultValue: 10,
      description: 'How many matches, and how many near misses, at most 50.',
    })
    top: number,
    @Context() context: ApiContext,
  ): Promise<MatchPreviewObject | null> {
    if (top < 1 || top > 50) throw badInput('top', 'top 应为 1 到 50 top must be from 1 to 50');
    const need = { ...lot.need, id: lot.id, name: { zh: lot.title.zh ?? lot.title.en ?? lot.id } };
    return inTurn(context, async () => {
      const outcome = await this.previews.execute(need, top);
      if (!outcome.ok) return null;
      const { result, ...stamp } = outcome.value;
      return resultView(result, stamp, {}, context);
    });
  }
}

const FIRST = { type: () => Int, defaultValue: 10, description: 'How many, at most the 50 that are kept.' } as const;

@Resolver(() => MatchRunObject)
export class MatchRunResolver {
  @ResolveField(() => [MatchObject], { description: 'The best, those that fit first.' })
  top(@Parent() { run }: Run, @Args('first', FIRST) first: number, @Context() context: ApiContext) {
    return matchViews(run.matches.slice(0, Math.max(0, first)), run.listingRevisions, context);
  }

  @ResolveField(() => [MatchObject], { description: 'Ruled out by exactly one finding, best first.' })
  nearMisses(@Parent() { run }: Run, @Args('first', FIRST) first: number, @Context() context: ApiContext) {
    return matchViews(run.nearMisses.slice(0, Math.max(0, first)), run.listingRevisions, context);
  }

  @ResolveField(() => [RelaxationObject], { description: 'What relaxing one number would bring.' })
  relaxations(@Parent() { run }: Run, @Speaking() language: Language) {
    return relaxationViews(run, language);
  }
}
