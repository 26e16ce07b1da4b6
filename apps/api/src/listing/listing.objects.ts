import type { Attachment, Listing, ListingContent, ListingFact, StagedRevision } from '@huanpei/domain';
import type { Basis, Certificate, Op } from '@huanpei/matching';
import { Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { CodedObject, MoneyObject, NameObject, SourceObject } from '../graphql/common.objects';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { CompletenessObject } from '../reference/reference.objects';
import { ListingChangeObject } from './listing-changes.objects';
import {
  AttachmentKindEnum,
  BasisEnum,
  DomainEnum,
  ListingKindEnum,
  ListingOriginEnum,
  ListingStateEnum,
  OpEnum,
  StagedStateEnum,
} from '../graphql/enums';

@ObjectType('Fact', { description: 'One performance figure and what stands behind it.' })
export class FactObject implements Pick<ListingFact, 'op' | 'value' | 'valueMax' | 'unit'> {
  @Described(() => CodedObject, 'What is said.')
  readonly metric!: CodedObject;

  @Optional(() => CodedObject, 'Of what it is said.')
  readonly parameter!: CodedObject | null;

  @Described(() => OpEnum, 'How the figure is stated.')
  readonly op!: Op;

  @Optional(() => Float, 'The figure, or the lower end of a range.')
  readonly value?: number;

  @Optional(() => Float, 'The upper end of a range.')
  readonly valueMax?: number;

  @Described(() => String, 'Unit.')
  readonly unit!: string;

  @Described(() => String, 'Unit, as people read it; empty for a bare number.')
  readonly unitLabel!: string;

  @Optional(() => String, 'When it holds.')
  readonly condition!: string | null;

  @Described(() => String, 'The figure with its operator and unit, as people read it.')
  readonly figure!: string;

  @Optional(() => String, 'When it holds, as people read it.')
  readonly conditionLabel!: string | null;

  @Described(() => BasisEnum, 'How sure it is; the guarantee of the supplier when nothing is said.')
  readonly basis!: Basis;

  @Described(
    () => BasisEnum,
    'What it counts as today: what was verified or tested counts as guaranteed once the attached report has lapsed.',
  )
  readonly basisToday!: Basis;

  @Optional(() => String, "The source's own words.")
  readonly note!: string | null;

  @Optional(() => ID, 'The attachment that proves it.')
  readonly attachmentId!: string | null;

  @Described(() => String, 'All of it as people read it.')
  readonly says!: string;
}

@ObjectType('HeldCertificate', { description: 'A certificate that is held, and until when.' })
export class HeldCertificateObject {
  @Described(() => CodedObject, 'The scheme.')
  readonly scheme!: CodedObject;

  @Optional(() => String, 'Last day on which it holds.')
  readonly validUntil!: Certificate['validUntil'] | null;
}

@ObjectType('Attachment', { description: 'What is known of a supporting document.' })
export class AttachmentObject implements Attachment {
  @Described(() => ID, 'Id within the listing.')
  readonly id!: string;

  @Described(() => AttachmentKindEnum, 'What it is.')
  readonly kind!: Attachment['kind'];

  @Described(() => String, 'Its title.')
  readonly title!: string;

  @Optional(() => String, 'Who issued it.')
  readonly issuer?: string;

  @Optional(() => String, 'Its number.')
  readonly number?: string;

  @Optional(() => String, 'Day of issue.')
  readonly issuedOn?: string;

  @Optional(() => String, 'Last day on which it holds.')
  readonly validUntil?: string;

  @Optional(() => String, 'Where it can be read.')
  readonly url?: string;

  @Optional(() => String, 'SHA-256 of the file.')
  readonly sha256?: string;
}

@ObjectType('Price', { description: 'A stated price.' })
export class PriceObject {
  @Described(() => MoneyObject, 'The amount.')
  readonly money!: MoneyObject;

  @Described(() => String, '`unit`, or the unit of flow it is for.')
  readonly per!: string;
}

@ObjectType('ListingContent', {
  description: 'What a supplier says of a piece of equipment. A list that is null is not stated.',
})
export class ListingContentObject implements Pick<
  ListingContent,
  'kind' | 'domain' | 'name' | 'summary' | 'modular' | 'maxUnits' | 'leadDays'
> {
  @Described(() => ListingKindEnum, 'What is offered.')
  readonly kind!: ListingContent['kind'];

  @Described(() => NameObject, 'Name.')
  readonly name!: NameObject;

  @Optional(() => NameObject, 'In some sentences.')
  readonly summary?: NameObject;

  @Described(() => DomainEnum, 'The medium.')
  readonly domain!: ListingContent['domain'];

  @Described(() => [CodedObject], 'Technologies.')
  readonly technologies!: readonly CodedObject[];

  @Optional(() => [CodedObject], 'Scenarios it is meant for.')
  readonly scenarios!: readonly CodedObject[] | null;

  @Described(() => [FactObject], 'Performance facts.')
  readonly facts!: readonly FactObject[];

  @Optional(() => Boolean, 'Whether equal units may share the duty.')
  readonly modular?: boolean;

  @Optional(() => Int, 'The most units that may.')
  readonly maxUnits?: number;

  @Optional(() => [HeldCertificateObject], 'Certificates.')
  readonly certificates!: readonly HeldCertificateObject[] | null;

  @Optional(() => [CodedObject], 'Services offered with it.')
  readonly services!: readonly CodedObject[] | null;

  @Optional(() => [CodedObject], 'Regions served; `*` is everywhere.')
  readonly regions!: readonly CodedObject[] | null;

  @Optional(() => PriceObject, 'Price.')
  readonly price!: PriceObject | null;

  @Optional(() => Float, 'Days to delivery.')
  readonly leadDays?: number;

  @Described(() => [AttachmentObject], 'Supporting documents.')
  readonly attachments!: readonly AttachmentObject[];

  @Described(() => [SourceObject], 'Where the record comes from.')
  readonly sources!: readonly SourceObject[];
}

@ObjectType('SentBack', { description: 'What was handed in when the operators asked for changes or rejected it.' })
export class SentBackObject {
  @Described(() => String, 'When they sent it back.')
  readonly at!: string;

  @Described(
    () => [ListingChangeObject],
    'What was changed since, as in `changes`; empty when it says the same as what was sent back.',
  )
  readonly changes!: readonly ListingChangeObject[];
}

@ObjectType('StagedRevision', {
  description: 'A revision on its way to publication, while the published one stays up.',
})
export class StagedRevisionObject implements Pick<StagedRevision, 'number' | 'state' | 'submittedAt' | 'reason'> {
  @Described(() => Int, 'Number it will have once published.')
  readonly number!: number;

  @Described(() => StagedStateEnum, 'Where it stands.')
  readonly state!: StagedRevision['state'];

  @Optional(() => String, 'When it was handed to the operators.')
  readonly submittedAt!: string | null;

  @Optional(() => String, 'The reason of the last decision.')
  readonly reason!: string | null;

  @Described(() => ListingContentObject, 'What it says.')
  readonly content!: ListingContentObject;

  @Optional(
    () => [ListingChangeObject],
    'What it changes in what is published; none before the first publication, empty when both say the same.',
  )
  readonly changes!: readonly ListingChangeObject[] | null;

  @Optional(() => SentBackObject, 'What the operators last sent back of it; none before they did.')
  readonly sentBack!: SentBackObject | null;

  @Optional(() => String, 'What its supplier answered to the reason for which it was sent back.')
  readonly answer!: string | null;

  @Described(() => CompletenessObject, 'How much of what its technologies should state it states.')
  readonly completeness!: CompletenessObject;
}

/** What is exposed of a listing as it is; the rest is resolved beside it. */
@ObjectType('Listing', { description: 'A piece of equipment (or a service, or a material) offered by a supplier.' })
export class ListingObject implements Pick<
  Listing,
  'id' | 'state' | 'origin' | 'revision' | 'version' | 'createdAt' | 'publishedAt' | 'confirmedOn'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => ListingStateEnum, 'Where it stands.')
  readonly state!: Listing['state'];

  @Described(() => ListingOriginEnum, 'Where it comes from; all but `SUPPLIER` belong to the demonstration.')
  readonly origin!: Listing['origin'];

  @Described(() => Int, 'Number of the published revision; 0 before the first.')
  readonly revision!: number;

  @Described(() => Int, 'Rises with every change; give it back when you change the listing.')
  readonly version!: number;

  @Described(() => Date, 'When it was begun.')
  readonly createdAt!: Date;

  @Optional(() => Date, 'When its present revision was published.')
  readonly publishedAt!: Date | null;

  @Optional(
    () => String,
    'The day on which its supplier last stood by it; none for public records nobody has confirmed.',
  )
  readonly confirmedOn!: string | null;
}

export const ListingConnection = connectionOf('Listing', () => ListingObject as never);
