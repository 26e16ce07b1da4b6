import type { ArchivedDemand } from '@huanpei/domain';
import { ID, ObjectType } from '@nestjs/graphql';
import { CodedObject, MoneyObject, NameObject, SourceObject } from '../graphql/common.objects';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { DomainEnum } from '../graphql/enums';
import { LotObject } from '../tender/tender.objects';

@ObjectType('Lack', { description: 'What an archived demand leaves unsaid.' })
export class LackObject {
  @Described(() => String, 'Code.')
  readonly code!: string;

  @Described(() => String, 'In the language asked for.')
  readonly says!: string;
}

@ObjectType('ArchivedDemand', {
  description:
    'A real public demand of the past, as its sources state it. Anyone can read it as a need and see what the market of today would answer; a buyer can begin a tender from it.',
})
export class DemandObject implements Pick<
  ArchivedDemand,
  'id' | 'title' | 'buyer' | 'country' | 'domain' | 'stage' | 'publishedOn' | 'deadline'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => NameObject, 'Title.')
  readonly title!: NameObject;

  @Described(() => String, 'Who bought.')
  readonly buyer!: string;

  @Described(() => String, 'Country.')
  readonly country!: string;

  @Optional(() => String, 'Place, as the source names it.')
  readonly regionText!: string | null;

  @Described(() => DomainEnum, 'The medium.')
  readonly domain!: ArchivedDemand['domain'];

  @Described(() => [CodedObject], 'Technologies.')
  readonly technologies!: readonly CodedObject[];

  @Described(() => String, 'At which stage it was recorded.')
  readonly stage!: string;

  @Optional(() => String, 'Day of publication.')
  readonly publishedOn!: string | null;

  @Optional(() => String, 'Deadline it had.')
  readonly deadline!: string | null;

  @Optional(() => MoneyObject, 'Budget.')
  readonly budget!: MoneyObject | null;

  @Described(() => LotObject, 'What the record states, as a need; nothing is added to it.')
  readonly need!: LotObject;

  @Described(() => [LackObject], 'What a match would still have to be told.')
  readonly lacks!: readonly LackObject[];

  @Described(() => [SourceObject], 'Where it was read.')
  readonly sources!: readonly SourceObject[];
}

export const DemandConnection = connectionOf('ArchivedDemand', () => DemandObject);
