import { MOST_LOOKED_AT } from '@huanpei/app';
import type { TailoringKind } from '@huanpei/domain';
import { Int, ObjectType } from '@nestjs/graphql';
import { Described, Optional } from '../graphql/described';
import { TailoringKindEnum } from '../graphql/enums';
import { MatchFigures, RelaxationFigures } from './match.objects';

@ObjectType('RequirementFeedback', {
  description: 'What one requirement does to the market, all others staying as they are.',
})
export class RequirementFeedbackObject {
  @Described(() => String, 'Id of its finding.')
  readonly requirement!: string;

  @Described(() => String, 'What it is about.')
  readonly label!: string;

  @Optional(() => String, 'What is asked.')
  readonly limit!: string | null;

  @Described(() => Int, 'How many listings it alone rules out.')
  readonly excludes!: number;

  @Described(() => Int, 'How many would fit without it.')
  readonly fitsWithout!: number;

  @Described(() => Boolean, 'Nothing fits, and without it something would.')
  readonly emptiesMarket!: boolean;

  @Described(() => String, 'All of it in one sentence.')
  readonly says!: string;
}

@ObjectType('MissingFigure', {
  description: 'A figure on which listings that may fit are not settled: not stated, or not in a way that decides.',
})
export class MissingFigureObject {
  @Described(() => String, 'Id of its finding.')
  readonly requirement!: string;

  @Described(() => String, 'What it is about.')
  readonly label!: string;

  @Optional(() => String, 'What is asked.')
  readonly limit!: string | null;

  @Described(() => Int, 'For how many of the listings that were looked at.')
  readonly listings!: number;

  @Described(() => Int, 'For how many of these it is what comes in that the need does not say.')
  readonly inletWanted!: number;

  @Optional(
    () => String,
    "A condition of the limit, in the reader's words, that the need leaves open: until it is said whether it holds, no listing can meet this.",
  )
  readonly conditionWanted!: string | null;

  @Described(() => String, 'All of it in one sentence.')
  readonly says!: string;
}

@ObjectType('MissingFigures', { description: 'What keeps listings from fitting that nothing rules out.' })
export class MissingFiguresObject {
  @Described(() => Int, `Of how many listings that need data: all, or the first ${MOST_LOOKED_AT} by rank.`)
  readonly among!: number;

  @Described(() => [MissingFigureObject], 'Those that most lack first.')
  readonly figures!: readonly MissingFigureObject[];
}

@ObjectType('DraftRelaxation', {
  description: 'The mildest change of one mandatory number that makes at least one more listing fit.',
})
export class DraftRelaxationObject extends RelaxationFigures {
  @Described(() => Int, 'How many listings fit now.')
  readonly fitsNow!: number;
}

@ObjectType('Tailoring', {
  description:
    'A sign that requirements were written for one supplier: others were compared, and it alone meets them. It proves nothing.',
})
export class TailoringObject {
  @Described(() => TailoringKindEnum, 'What kind of sign.')
  readonly kind!: TailoringKind;

  @Described(() => Int, 'How many listings of that supplier fit, or may fit.')
  readonly listings!: number;

  @Optional(() => Int, 'How many other suppliers are one missing figure away; none when that was not looked at.')
  readonly oneFigureAway!: number | null;

  @Described(() => Int, 'How many suppliers were compared.')
  readonly suppliersCompared!: number;

  @Optional(() => String, 'The article that speaks of it, for a track that is under a law.')
  readonly law!: string | null;

  @Optional(() => String, 'What the article says.')
  readonly lawText!: string | null;

  @Described(() => String, 'All of it in a sentence or two.')
  readonly says!: string;
}

@ObjectType('DraftFeedback', {
  description: 'How the market answers a need while it is being drafted. Nothing is kept.',
})
export class DraftFeedbackObject extends MatchFigures {
  @Described(() => Int, 'How many suppliers have something that fits.')
  readonly suppliers!: number;

  @Optional(
    () => [RequirementFeedbackObject],
    'Every requirement that counts, those without which most would fit first; none when there are more than 60.',
  )
  readonly requirements!: readonly RequirementFeedbackObject[] | null;

  @Described(() => [DraftRelaxationObject], 'What relaxing one number would bring.')
  readonly relaxations!: readonly DraftRelaxationObject[];

  @Optional(
    () => MissingFiguresObject,
    'Where nothing fits and something needs data: which figures those lack, and how many listings each.',
  )
  readonly missing!: MissingFiguresObject | null;

  @Optional(() => TailoringObject, 'A warning, when one supplier alone meets what is required.')
  readonly tailoring!: TailoringObject | null;
}
