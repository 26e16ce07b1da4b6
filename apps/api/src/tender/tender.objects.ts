import type { Lot, Tender, TenderContent } from '@huanpei/domain';
import type { Basis, Domain, Op } from '@huanpei/matching';
import { Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { CodedObject, MoneyObject, NameObject } from '../graphql/common.objects';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import {
  BasisEnum,
  DomainEnum,
  OpEnum,
  ProcurementMethodEnum,
  ScoreTermEnum,
  TenderOriginEnum,
  TenderStateEnum,
  TrackEnum,
} from '../graphql/enums';
import { MatchNoticeObject } from '../match/match.objects';

@ObjectType('DutyFact', { description: 'What the equipment will face.' })
export class DutyFactObject {
  @Described(() => CodedObject, '`capacity`, `inlet` or `operating_temp`.')
  readonly metric!: CodedObject;

  @Optional(() => CodedObject, 'The parameter of an inlet.')
  readonly parameter!: CodedObject | null;

  @Described(() => OpEnum, 'A figure or a range.')
  readonly op!: Op;

  @Optional(() => Float, 'The figure, or the lower end of a range.')
  readonly value!: number | null;

  @Optional(() => Float, 'The upper end of a range.')
  readonly valueMax!: number | null;

  @Described(() => String, 'Unit.')
  readonly unit!: string;

  @Described(() => String, 'The figure with its unit, as people read it: `3000 mg/L`.')
  readonly figure!: string;

  @Described(() => String, 'All of it as people read it.')
  readonly says!: string;
}

@ObjectType('Requirement', { description: 'One demand of a lot.' })
export class RequirementObject {
  @Described(() => String, 'Id within the lot.')
  readonly id!: string;

  @Described(() => Boolean, '★ when true, ▲ (scored) when false.')
  readonly mandatory!: boolean;

  @Described(() => Float, 'Weight in the score.')
  readonly weight!: number;

  @Optional(() => String, 'Requirements that share a group are alternatives.')
  readonly group!: string | null;

  @Optional(() => BasisEnum, 'The least evidence on which it may pass.')
  readonly minimumBasis!: Basis | null;

  @Optional(() => String, 'When it applies.')
  readonly condition!: string | null;

  @Optional(() => CodedObject, 'The metric of a numeric demand.')
  readonly metric!: CodedObject | null;

  @Optional(() => CodedObject, 'The parameter of a numeric demand.')
  readonly parameter!: CodedObject | null;

  @Optional(() => OpEnum, 'How the figure limits.')
  readonly op!: Op | null;

  @Optional(() => Float, 'The figure, or the lower end of a range.')
  readonly value!: number | null;

  @Optional(() => Float, 'The upper end of a range.')
  readonly valueMax!: number | null;

  @Optional(() => String, 'Unit of the figure.')
  readonly unit!: string | null;

  @Optional(() => CodedObject, 'The certificate that must be held.')
  readonly certificate!: CodedObject | null;

  @Optional(() => CodedObject, 'The honour that the firm must hold.')
  readonly honour!: CodedObject | null;

  @Optional(() => CodedObject, 'The service that must be offered.')
  readonly service!: CodedObject | null;

  @Optional(() => CodedObject, 'The region that must be served.')
  readonly region!: CodedObject | null;

  @Optional(() => Float, 'The most days to delivery.')
  readonly leadDays!: number | null;

  @Optional(() => MoneyObject, 'The most for the whole duty.')
  readonly price!: MoneyObject | null;

  @Optional(() => String, 'The same in the language asked for.')
  readonly conditionLabel!: string | null;

  @Described(() => String, 'What it is about.')
  readonly subject!: string;

  @Optional(() => String, 'The limit it sets; none where something must be held.')
  readonly limit!: string | null;

  @Described(() => String, 'All of it as people read it.')
  readonly says!: string;
}

@ObjectType('ScoreWeight', { description: 'The weight of one term of the score.' })
export class ScoreWeightObject {
  @Described(() => ScoreTermEnum, 'The term.')
  readonly term!: string;

  @Described(() => Float, 'Its weight.')
  readonly weight!: number;
}

@ObjectType('Citation', { description: 'A cited standard and class.' })
export class CitationObject {
  @Described(() => String, 'Code of the standard.')
  readonly code!: string;

  @Described(() => String, 'Code of the class.')
  readonly level!: string;

  @Optional(() => [CodedObject], 'Only these parameters.')
  readonly parameters!: readonly CodedObject[] | null;

  @Described(() => [String], 'Conditions and scopes that hold.')
  readonly where!: readonly string[];

  @Described(() => [String], 'Conditions and scopes that do not hold.')
  readonly whereNot!: readonly string[];

  @Described(() => [String], 'What holds, in the language asked for.')
  readonly whereLabels!: readonly string[];

  @Described(() => [String], 'What does not hold, in the language asked for.')
  readonly whereNotLabels!: readonly string[];

  @Described(() => String, 'All of it as people read it.')
  readonly says!: string;
}

@ObjectType('Lot', { description: 'A part of a tender that is awarded by itself.' })
export class LotObject implements Pick<Lot, 'id' | 'title'> {
  @Described(() => String, 'Id within the tender.')
  readonly id!: string;

  @Described(() => NameObject, 'Title.')
  readonly title!: NameObject;

  @Described(() => DomainEnum, 'The medium.')
  readonly domain!: Domain;

  @Described(() => [CodedObject], 'Technologies; listings that share none are not compared.')
  readonly technologies!: readonly CodedObject[];

  @Optional(() => CodedObject, 'The scenario; demands nothing by itself.')
  readonly scenario!: CodedObject | null;

  @Optional(() => CodedObject, 'The region; demands nothing by itself.')
  readonly region!: CodedObject | null;

  @Described(() => [ScoreWeightObject], 'Weights of the score, where the usual ones were not taken.')
  readonly weights!: readonly ScoreWeightObject[];

  @Optional(() => BasisEnum, 'The least evidence on which any demand may pass.')
  readonly minimumBasis!: Basis | null;

  @Described(() => [DutyFactObject], 'What the equipment will face.')
  readonly duty!: readonly DutyFactObject[];

  @Described(() => [RequirementObject], 'What is demanded.')
  readonly requirements!: readonly RequirementObject[];

  @Described(() => [CitationObject], 'Standards to be kept.')
  readonly standards!: readonly CitationObject[];
}

@ObjectType('Tender', { description: 'What a buyer asks the market for.' })
export class TenderObject implements Pick<
  Tender,
  'id' | 'state' | 'origin' | 'revision' | 'version' | 'deadline' | 'createdAt' | 'publishedAt' | 'reason'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => TenderStateEnum, 'Where it stands.')
  readonly state!: Tender['state'];

  @Described(() => TenderOriginEnum, 'Where it comes from; all but `BUYER` belong to the demonstration.')
  readonly origin!: Tender['origin'];

  @Described(() => Int, 'Rises with every amendment; 0 before publication.')
  readonly revision!: number;

  @Described(() => Int, 'Rises with every change; give it back when you change the tender.')
  readonly version!: number;

  @Optional(() => Date, 'Bid deadline.')
  readonly deadline!: Date | null;

  @Described(() => Date, 'When it was begun.')
  readonly createdAt!: Date;

  @Optional(() => Date, 'When it was published.')
  readonly publishedAt!: Date | null;

  @Optional(() => String, 'Why it was last amended or cancelled.')
  readonly reason!: string | null;
}

export const TenderConnection = connectionOf('Tender', () => TenderObject as never);

/** Enum fields of a tender's content that resolvers answer. */
export const CONTENT_ENUMS = { track: TrackEnum, method: ProcurementMethodEnum } satisfies Partial<
  Record<keyof TenderContent, object>
>;

@ObjectType('TenderForSupplier', { description: 'An open tender with how your listings stand towards it.' })
export class TenderForSupplierObject {
  @Described(() => TenderObject, 'The tender.')
  readonly tender!: Tender;

  @Described(() => [MatchNoticeObject], 'Your listings that fit, or nearly fit, closest first.')
  readonly matches!: readonly MatchNoticeObject[];
}

@ObjectType('DraftedNeed', { description: 'A need read from what a buyer writes.' })
export class DraftedNeedObject {
  @Described(() => LotObject, 'The need as a lot.')
  readonly lot!: LotObject;

  @Described(
    () => [CodedObject],
    'Limits of the class on parameters the duty does not name; add them to the citation if they are wanted.',
  )
  readonly otherParameters!: readonly CodedObject[];

  @Described(
    () => [CodedObject],
    'Conditions and scopes of the cited limits; name those that hold in `where` and those that do not in `whereNot`.',
  )
  readonly toSettle!: readonly CodedObject[];

  @Described(() => String, 'The need in the exchange format (docs/exchange.md), as JSON.')
  readonly exchange!: string;
}
