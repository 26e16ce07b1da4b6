import type { Closeness, Listing } from '@huanpei/domain';
import type { Basis, FindingCode, MatchOutcome, Verdict } from '@huanpei/matching';
import { Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Described, Optional } from '../graphql/described';
import { BasisEnum, ClosenessEnum, FindingCodeEnum, MatchOutcomeEnum, VerdictEnum } from '../graphql/enums';
import { Long } from '../graphql/scalars';
import { ListingObject } from '../listing/listing.objects';

@ObjectType('Finding', { description: 'One requirement checked against one offer.' })
export class FindingObject {
  @Described(() => String, 'Id of the requirement, or a reserved one such as `capacity` or `GB 18918-2002/1A/cod`.')
  readonly id!: string;

  @Described(() => VerdictEnum, 'Meets, fails, or not known.')
  readonly verdict!: Verdict;

  @Described(() => FindingCodeEnum, 'Why.')
  readonly code!: FindingCode;

  @Described(() => Boolean, '★ when true, ▲ (scored) when false.')
  readonly mandatory!: boolean;

  @Optional(() => String, 'The group of alternatives it belongs to.')
  readonly group!: string | null;

  @Described(() => Float, 'Weight in the score.')
  readonly weight!: number;

  @Described(() => String, 'What it is about.')
  readonly subject!: string;

  @Optional(() => String, 'What was asked.')
  readonly limit!: string | null;

  @Optional(() => Float, 'The figure that was compared, in the unit of the requirement.')
  readonly predicted!: number | null;

  @Optional(() => String, 'Unit of the requirement.')
  readonly unit!: string | null;

  @Optional(() => Float, 'Share of the limit left over; negative when it is broken.')
  readonly margin!: number | null;

  @Optional(() => BasisEnum, 'The best evidence on which it passes.')
  readonly evidence!: Basis | null;

  @Described(() => String, 'All of it in one sentence.')
  readonly says!: string;
}

@ObjectType('Match', { description: 'One listing checked against one need: every finding and what they come to.' })
export class MatchObject {
  @Described(() => ID, 'Id of the listing.')
  readonly listingId!: string;

  @Optional(() => ListingObject, 'The listing; none when it has left the market since.')
  readonly listing!: Listing | null;

  @Optional(() => Int, 'Revision of the listing that was checked.')
  readonly listingRevision!: number | null;

  @Described(() => MatchOutcomeEnum, 'What the findings come to.')
  readonly outcome!: MatchOutcome;

  @Described(() => Float, 'Between 0 and 1 (docs/matching.md).')
  readonly score!: number;

  @Optional(() => Int, 'How many equal units carry the capacity, where the duty names one.')
  readonly units!: number | null;

  @Described(() => [FindingObject], 'Every finding.')
  readonly findings!: readonly FindingObject[];
}

/** What relaxing one number would bring, on a run, a preview or a draft. */
@ObjectType({ isAbstract: true })
export abstract class RelaxationFigures {
  @Described(() => String, 'Id of the finding that stands in the way.')
  readonly requirement!: string;

  @Described(() => String, 'What it is about.')
  readonly label!: string;

  @Described(() => Float, 'The number now.')
  readonly from!: number;

  @Described(() => Float, 'The number that would do.')
  readonly to!: number;

  @Described(() => String, 'Unit of both.')
  readonly unit!: string;

  @Described(() => Int, 'How many listings would fit then.')
  readonly fits!: number;

  @Described(() => String, 'All of it in one sentence.')
  readonly says!: string;
}

@ObjectType('Relaxation', {
  description: 'The mildest change of one mandatory number that makes at least one more listing fit.',
})
export class RelaxationObject extends RelaxationFigures {}

/** By what an answer of the market was computed. */
@ObjectType({ isAbstract: true })
export abstract class MarketAnswer {
  @Described(() => String, 'Version of the matching engine.')
  readonly engine!: string;

  @Described(() => String, 'Edition of the reference data.')
  readonly referenceEdition!: string;

  @Described(() => String, 'The day on which certificates had to hold.')
  readonly asOf!: string;

  @Described(() => Long, 'Position in the log of changes up to which the market was read.')
  readonly marketPosition!: number;

  @Described(() => Int, 'Listings of the same domain that share a technology.')
  readonly compared!: number;
}

/** What a preview, a kept run and the feedback on a draft have in common. */
@ObjectType({ isAbstract: true })
export abstract class MatchFigures extends MarketAnswer {
  @Described(() => Int, 'How many fit.')
  readonly fits!: number;

  @Described(() => Int, 'How many cannot be decided for want of data.')
  readonly needsData!: number;

  @Described(() => Int, 'How many are ruled out.')
  readonly ruledOut!: number;
}

@ObjectType('MatchPreview', {
  description: 'What the market answers to a need that nobody has published. Nothing is kept.',
})
export class MatchPreviewObject extends MatchFigures {
  @Described(() => [MatchObject], 'The best, those that fit first.')
  readonly top!: readonly MatchObject[];

  @Described(() => [MatchObject], 'Ruled out by exactly one finding, best first.')
  readonly nearMisses!: readonly MatchObject[];

  @Described(() => [RelaxationObject], 'What relaxing one number would bring.')
  readonly relaxations!: readonly RelaxationObject[];
}

@ObjectType('MatchRun', {
  description: 'A lot checked against the whole market, kept so that it can be computed again byte for byte.',
})
export class MatchRunObject extends MatchFigures {
  @Described(() => ID, 'Id of the run.')
  readonly id!: string;

  @Described(() => Int, 'Revision of the tender that was checked.')
  readonly tenderRevision!: number;

  @Described(() => Boolean, 'Whether the tender has changed since.')
  readonly stale!: boolean;

  @Described(() => Int, 'How many suppliers were told because of this run.')
  readonly notified!: number;

  @Described(() => String, 'SHA-256 over what the engine said.')
  readonly digest!: string;

  @Described(() => Date, 'When it was computed.')
  readonly computedAt!: Date;
}

@ObjectType('Reproduction', { description: 'A kept run computed again.' })
export class ReproductionObject {
  @Described(() => ID, 'Id of the run.')
  readonly runId!: string;

  @Described(() => String, 'Digest that was kept.')
  readonly kept!: string;

  @Described(() => String, 'Digest that came out now.')
  readonly digest!: string;

  @Described(() => Boolean, 'Whether the two are the same.')
  readonly identical!: boolean;

  @Described(() => String, 'Version of the engine then.')
  readonly engine!: string;

  @Described(() => String, 'Version of the engine now.')
  readonly engineNow!: string;

  @Described(() => String, 'Edition of the reference data then.')
  readonly referenceEdition!: string;

  @Described(() => String, 'Edition of the reference data now.')
  readonly referenceEditionNow!: string;
}

/** How close one listing comes to one need. */
@ObjectType({ isAbstract: true })
export abstract class CloseMatch {
  @Described(() => ID, 'Id of the listing.')
  readonly listingId!: string;

  @Described(() => ClosenessEnum, 'How near it is to fitting.')
  readonly closeness!: Closeness;

  @Described(() => Float, 'Between 0 and 1.')
  readonly score!: number;

  @Optional(() => FindingObject, 'What stands in the way, when something does.')
  readonly obstacle!: FindingObject | null;

  @Optional(() => FindingObject, 'When nothing does: what has the least margin.')
  readonly tightest!: FindingObject | null;
}

@ObjectType('MatchNotice', {
  description: 'How one listing stands towards one lot, as told to its supplier or to the buyer.',
})
export class MatchNoticeObject extends CloseMatch {
  @Optional(() => ListingObject, 'The listing; none when it has left the market.')
  readonly listing!: Listing | null;

  @Described(() => String, 'Id of the lot.')
  readonly lotId!: string;
}
