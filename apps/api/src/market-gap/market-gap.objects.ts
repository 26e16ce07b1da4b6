import type { GapKind, GapSource } from '@huanpei/domain';
import type { Domain } from '@huanpei/matching';
import { ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CodedObject, MoneyObject, NameObject } from '../graphql/common.objects';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { DomainEnum, GapKindEnum, GapSourceEnum } from '../graphql/enums';

@InputType('GapFilter', { description: 'Which gaps to give.' })
export class GapFilterInput {
  @Optional(() => DomainEnum, 'Of this medium.')
  readonly domain?: Domain | null;

  @Optional(() => String, 'Of this scenario of the catalogue, or anything beneath it.')
  readonly scenario?: string | null;

  @Optional(() => String, 'In this region, or anything inside it.')
  readonly region?: string | null;

  @Optional(() => GapKindEnum, 'For this reason.')
  readonly kind?: GapKind | null;
}

@ObjectType('Exclusion', { description: 'One requirement and the listings it keeps out.' })
export class ExclusionObject {
  @Described(() => String, 'What it is about.')
  readonly subject!: string;

  @Optional(() => String, 'What it asks; of several needs, what the first of them asks.')
  readonly limit!: string | null;

  @Described(() => Int, 'Listings for which it is the only one that fails.')
  readonly alone!: number;

  @Described(() => Int, 'All listings that fail it.')
  readonly total!: number;

  @Described(() => String, 'All of it in a sentence.')
  readonly says!: string;
}

@ObjectType('MarketGap', {
  description: 'A need that nothing listed meets: a lot of an open tender, or a real demand of the past.',
})
export class MarketGapObject {
  @Described(() => ID, 'Id within its list.')
  readonly id!: string;

  @Described(() => GapSourceEnum, 'Where the need comes from.')
  readonly source!: GapSource;

  @Described(() => GapKindEnum, 'Why nothing fits.')
  readonly kind!: GapKind;

  @Described(() => NameObject, 'Title of the tender, of its lot where it has several, or of the demand.')
  readonly title!: NameObject;

  @Optional(() => String, 'Id of its lot.')
  readonly lotId!: string | null;

  @Described(() => DomainEnum, 'The medium.')
  readonly domain!: Domain;

  @Optional(() => CodedObject, 'The scenario, named or of its technologies.')
  readonly scenario!: CodedObject | null;

  @Optional(() => CodedObject, 'The region.')
  readonly region!: CodedObject | null;

  @Optional(() => MoneyObject, 'Stated budget; of the whole tender.')
  readonly budget!: MoneyObject | null;

  @Described(() => Int, 'Listings that were compared.')
  readonly compared!: number;

  @Described(() => Int, 'Of these, how many need data.')
  readonly needsData!: number;

  @Described(() => Int, 'And how many are ruled out.')
  readonly ruledOut!: number;
}

@ObjectType('MarketGapGroup', { description: 'Gaps of one scenario in one province or country.' })
export class MarketGapGroupObject {
  @Described(() => ID, 'Id within its list.')
  readonly id!: string;

  @Optional(() => CodedObject, 'The scenario; none where none is named.')
  readonly scenario!: CodedObject | null;

  @Optional(() => CodedObject, 'The province or country; none where none is named.')
  readonly region!: CodedObject | null;

  @Described(() => Int, 'How many needs.')
  readonly gaps!: number;

  @Described(() => Int, 'Of these, for how many nothing of the kind is listed.')
  readonly nothingListed!: number;

  @Described(() => Int, 'For how many everything is ruled out.')
  readonly allRuledOut!: number;

  @Described(() => Int, 'For how many the data of some listings do not say.')
  readonly undecided!: number;

  @Described(() => [MoneyObject], 'Stated budgets, each tender’s once and for all its lots, one sum for each currency.')
  readonly worth!: readonly MoneyObject[];

  @Described(() => Int, 'Tenders or demands without a stated budget.')
  readonly withoutBudget!: number;
}

export const MarketGapConnection = connectionOf('MarketGap', () => MarketGapObject);
export const MarketGapGroupConnection = connectionOf('MarketGapGroup', () => MarketGapGroupObject);
