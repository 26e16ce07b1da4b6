import type { Listing, LotChange, RevisionEffect, Tender, WorkItem } from '@huanpei/domain';
import type { Basis, MatchOutcome } from '@huanpei/matching';
import { Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { CodedObject, MoneyObject } from '../graphql/common.objects';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { BasisEnum, MatchOutcomeEnum, WorkKindEnum } from '../graphql/enums';
import { ListingObject } from '../listing/listing.objects';
import { FindingObject } from '../match/match.objects';
import { CompletenessObject } from '../reference/reference.objects';
import { TenderObject } from '../tender/tender.objects';

@ObjectType('WorklistTender', { description: 'One lot of an open tender that asks for it.' })
export class WorklistTenderObject {
  @Optional(() => TenderObject, 'The tender.')
  readonly tender!: Tender | null;

  @Described(() => ID, 'Its id.')
  readonly tenderId!: string;

  @Described(() => String, 'Id of the lot.')
  readonly lotId!: string;

  @Optional(() => Date, 'Bid deadline.')
  readonly deadline!: Date | null;

  @Optional(() => String, 'How much this lot asks.')
  readonly limit!: string | null;

  @Described(() => Boolean, 'Whether nothing else stands in the way: with this the listing fits the lot.')
  readonly alone!: boolean;

  @Described(() => Int, 'How many other findings stand in the way.')
  readonly others!: number;

  @Described(() => Boolean, 'Whether another of your listings fits the lot already.')
  readonly fitsAlready!: boolean;

  @Described(() => FindingObject, 'What the match says now.')
  readonly finding!: FindingObject;
}

@ObjectType('WorklistItem', {
  description: 'One thing to do for one of your listings, and the open tenders it would open.',
})
export class WorklistItemObject implements Pick<
  WorkItem,
  'kind' | 'enough' | 'basis' | 'fittedAlready' | 'worthAtMost' | 'withoutBudget'
> {
  @Described(() => ID, 'Stable while the thing stands.')
  readonly id!: string;

  @Described(() => WorkKindEnum, 'What is to be done.')
  readonly kind!: WorkItem['kind'];

  @Optional(() => ListingObject, 'The listing.')
  readonly listing!: Listing | null;

  @Described(() => ID, 'Its id.')
  readonly listingId!: string;

  @Described(() => String, 'What it is about.')
  readonly subject!: string;

  @Optional(() => CodedObject, 'Metric of a figure.')
  readonly metric!: CodedObject | null;

  @Optional(() => CodedObject, 'Parameter of a figure.')
  readonly parameter!: CodedObject | null;

  @Optional(() => String, 'Unit of a figure.')
  readonly unit!: string | null;

  @Optional(() => CodedObject, 'The certificate, honour, service or region.')
  readonly held!: CodedObject | null;

  @Optional(() => String, 'How much the strictest of the tenders it unlocks asks.')
  readonly needed!: string | null;

  @Described(
    () => Boolean,
    'Whether `needed` is enough for all that it unlocks; when not, what is asked cannot be ranked: see each tender.',
  )
  readonly enough!: boolean;

  @Optional(() => BasisEnum, 'The least evidence that will do.')
  readonly basis!: Basis | null;

  @Described(() => Int, 'How many open tenders have a lot that lacks only this.')
  readonly unlocks!: number;

  @Described(() => Int, 'How many of them another of your listings fits already.')
  readonly fittedAlready!: number;

  @Described(
    () => [MoneyObject],
    'Stated budgets of those that none of your listings fits yet, each tender’s once, one sum for each currency.',
  )
  readonly worth!: readonly MoneyObject[];

  @Described(
    () => Boolean,
    'Whether `worth` is only an upper bound: a budget in it is also for lots it would not open.',
  )
  readonly worthAtMost!: boolean;

  @Described(() => Int, 'How many of those state no budget.')
  readonly withoutBudget!: number;

  @Described(() => Int, 'In how many more tenders it is one thing among several.')
  readonly amongOthers!: number;

  @Described(() => String, 'All of it in a sentence.')
  readonly says!: string;
}

export const WorklistConnection = connectionOf('WorklistItem', () => WorklistItemObject);

@ObjectType('EffectOnLot', { description: 'What another content of a listing would make of one lot.' })
export class EffectOnLotObject implements Pick<LotChange, 'tenderId' | 'lotId' | 'was' | 'willBe' | 'opens'> {
  @Optional(() => TenderObject, 'The tender.')
  readonly tender!: Tender | null;

  @Described(() => ID, 'Its id.')
  readonly tenderId!: string;

  @Described(() => String, 'Id of the lot.')
  readonly lotId!: string;

  @Optional(() => MatchOutcomeEnum, 'What the published content comes to; none when it is not compared.')
  readonly was!: MatchOutcome | null;

  @Optional(() => MatchOutcomeEnum, 'What the new one would come to.')
  readonly willBe!: MatchOutcome | null;

  @Described(() => Int, 'How many findings would stand in the way.')
  readonly opens!: number;

  @Described(() => Int, 'How many stand in the way now.')
  readonly openedBefore!: number;

  @Optional(() => FindingObject, 'The first that would.')
  readonly obstacle!: FindingObject | null;
}

@ObjectType('LotPreview', { description: 'How a listing under preparation would stand towards one lot.' })
export class LotPreviewObject {
  @Optional(() => TenderObject, 'The tender.')
  readonly tender!: Tender | null;

  @Described(() => ID, 'Its id.')
  readonly tenderId!: string;

  @Described(() => String, 'Id of the lot.')
  readonly lotId!: string;

  @Described(() => MatchOutcomeEnum, 'What the findings come to.')
  readonly outcome!: MatchOutcome;

  @Described(() => Float, 'Between 0 and 1 (docs/matching.md).')
  readonly score!: number;

  @Described(() => [FindingObject], 'Every finding.')
  readonly findings!: readonly FindingObject[];
}

@ObjectType('RevisionEffect', {
  description: 'What publishing another content would change of a listing’s standing towards the tenders open now.',
})
export class RevisionEffectObject implements Pick<
  RevisionEffect,
  'becomeFits' | 'becomeRuledOut' | 'unchanged' | 'worthAtMost' | 'withoutBudget'
> {
  @Described(() => Int, 'Lots that it would newly fit.')
  readonly becomeFits!: number;

  @Described(() => Int, 'Lots that it would newly be ruled out of.')
  readonly becomeRuledOut!: number;

  @Described(() => Int, 'Compared lots that stay as they are.')
  readonly unchanged!: number;

  @Described(() => [MoneyObject], 'Stated budgets of the tenders it would newly fit, one sum for each currency.')
  readonly worth!: readonly MoneyObject[];

  @Described(() => Boolean, 'Whether `worth` is only an upper bound: a budget in it is also for lots it would not fit.')
  readonly worthAtMost!: boolean;

  @Described(() => Int, 'How many of them state no budget.')
  readonly withoutBudget!: number;

  @Described(() => [EffectOnLotObject], 'Lots for which something changes, new fits first; at most 50.')
  readonly changes!: readonly EffectOnLotObject[];

  @Described(() => String, 'All of it in a sentence.')
  readonly says!: string;
}

@ObjectType('AnsweredListing', {
  description: 'A listing with an answer staged, and what its publication would change.',
})
export class AnsweredListingObject {
  @Described(() => ListingObject, 'The listing; what is published stays up until the answer is approved.')
  readonly listing!: Listing;

  @Described(() => RevisionEffectObject, 'What the publication would change.')
  readonly effect!: RevisionEffectObject;
}

@ObjectType('Unstated', { description: 'Something that tenders ask for and a listing does not state.' })
export class UnstatedObject {
  @Described(() => String, 'What it is about.')
  readonly subject!: string;

  @Optional(() => CodedObject, 'Metric of a figure.')
  readonly metric!: CodedObject | null;

  @Optional(() => CodedObject, 'Parameter of a figure.')
  readonly parameter!: CodedObject | null;

  @Described(() => Int, 'How many of the compared lots ask for it.')
  readonly lots!: number;
}

@ObjectType('ListingPreview', { description: 'How a listing under preparation would be matched. Nothing is kept.' })
export class ListingPreviewObject {
  @Described(() => CompletenessObject, 'How much it states of what is usually asked of its technologies.')
  readonly completeness!: CompletenessObject;

  @Described(() => RevisionEffectObject, 'What its publication would change.')
  readonly effect!: RevisionEffectObject;

  @Described(() => Int, 'With how many lots of the tenders open now it would be compared.')
  readonly compared!: number;

  @Described(() => [LotPreviewObject], 'Those it comes closest to, at most 20.')
  readonly lots!: readonly LotPreviewObject[];

  @Described(() => [UnstatedObject], 'What those lots ask for and it does not state, what most ask first, at most 10.')
  readonly unstated!: readonly UnstatedObject[];
}
