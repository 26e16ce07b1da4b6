import type { Attachment, Listing, ListingContent } from '@huanpei/domain';
import type { Basis, Domain, Op } from '@huanpei/matching';
import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { NameInput, SourceInput } from '../graphql/common.objects';
import { Described, Optional } from '../graphql/described';
import {
  AttachmentKindEnum,
  BasisEnum,
  DomainEnum,
  ListingKindEnum,
  ListingOriginEnum,
  OpEnum,
} from '../graphql/enums';
import { Long } from '../graphql/scalars';
import { stated, withReadCondition } from '../graphql/stated';

@InputType('FactInput', { description: 'One performance figure.' })
export class FactInput {
  @Described(() => String, 'Code of the metric.')
  readonly metric!: string;

  @Optional(() => String, 'Code of the parameter.')
  readonly parameter?: string | null;

  @Described(() => OpEnum, 'How the figure is stated.')
  readonly op!: Op;

  @Optional(() => Float, 'The figure, or the lower end of a range.')
  readonly value?: number | null;

  @Optional(() => Float, 'The upper end of a range.')
  readonly valueMax?: number | null;

  @Described(() => String, 'Unit, as written in the exchange format.')
  readonly unit!: string;

  @Optional(
    () => String,
    'When it holds, such as `water temperature > 12 °C` or `水温 > 12 ℃`; kept in the form that a duty decides (`water_temp > 12 degC`). Any other text is kept as it is and decides nothing.',
  )
  readonly condition?: string | null;

  @Optional(() => BasisEnum, 'How sure it is; your guarantee when nothing is said.')
  readonly basis?: Basis | null;

  @Optional(() => String, 'Remarks.')
  readonly note?: string | null;

  @Optional(() => ID, 'The attachment that proves it.')
  readonly attachmentId?: string | null;
}

@InputType('CertificateInput', { description: 'A certificate that is held.' })
export class CertificateInput {
  @Described(() => String, 'Code of the scheme.')
  readonly scheme!: string;

  @Optional(() => String, 'Last day on which it holds, `YYYY-MM-DD`.')
  readonly validUntil?: string | null;
}

@InputType('AttachmentInput', { description: 'What is known of a supporting document.' })
export class AttachmentInput {
  @Described(() => ID, 'Id within the listing, to which facts refer.')
  readonly id!: string;

  @Described(() => AttachmentKindEnum, 'What it is.')
  readonly kind!: Attachment['kind'];

  @Described(() => String, 'Its title.')
  readonly title!: string;

  @Optional(() => String, 'Who issued it.')
  readonly issuer?: string | null;

  @Optional(() => String, 'Its number.')
  readonly number?: string | null;

  @Optional(() => String, 'Day of issue, `YYYY-MM-DD`.')
  readonly issuedOn?: string | null;

  @Optional(() => String, 'Last day on which it holds, `YYYY-MM-DD`.')
  readonly validUntil?: string | null;

  @Optional(() => String, 'Where it can be read.')
  readonly url?: string | null;

  @Optional(() => String, 'SHA-256 of the file, in hexadecimal.')
  readonly sha256?: string | null;
}

@InputType('PriceInput', { description: 'A price in whole minor units (fen for CNY).' })
export class PriceInput {
  @Described(() => Long, 'Minor units.')
  readonly amountMinor!: number;

  @Field(() => String, { description: 'ISO 4217 code.', defaultValue: 'CNY' })
  readonly currency!: string;

  @Field(() => String, { description: '`unit`, or the unit of flow it is for, such as `m3/d`.', defaultValue: 'unit' })
  readonly per!: string;
}

/** What a whole listing may say, and an answer that adds to one. */
@InputType({ isAbstract: true })
export abstract class StatementsInput {
  @Optional(() => [CertificateInput], 'Certificates.')
  readonly certificates?: readonly CertificateInput[] | null;

  @Optional(() => [String], 'Codes of services offered with it.')
  readonly services?: readonly string[] | null;

  @Optional(() => [String], 'Codes of regions served; `*` is everywhere.')
  readonly regions?: readonly string[] | null;

  @Optional(() => PriceInput, 'Price.')
  readonly price?: PriceInput | null;

  @Optional(() => Float, 'Days to delivery.')
  readonly leadDays?: number | null;

  @Optional(() => [AttachmentInput], 'Documents that prove the figures.')
  readonly attachments?: readonly AttachmentInput[] | null;
}

@InputType('ListingContentInput', {
  description: 'What is said of a piece of equipment. A list left out is not stated; an empty one says "none".',
})
export class ListingContentInput extends StatementsInput {
  @Field(() => ListingKindEnum, { description: 'What is offered.', defaultValue: 'EQUIPMENT' })
  readonly kind!: ListingContent['kind'];

  @Described(() => NameInput, 'Name.')
  readonly name!: NameInput;

  @Optional(() => NameInput, 'In some sentences.')
  readonly summary?: NameInput | null;

  @Described(() => DomainEnum, 'The medium.')
  readonly domain!: Domain;

  @Described(() => [String], 'Codes of the catalogue.')
  readonly technologies!: readonly string[];

  @Optional(() => [String], 'Codes of scenarios it is meant for.')
  readonly scenarios?: readonly string[] | null;

  @Described(() => [FactInput], 'Performance facts.')
  readonly facts!: readonly FactInput[];

  @Optional(() => Boolean, 'Whether equal units may share the duty.')
  readonly modular?: boolean | null;

  @Optional(() => Int, 'The most units that may.')
  readonly maxUnits?: number | null;

  @Optional(() => [SourceInput], 'Where the record comes from.')
  readonly sources?: readonly SourceInput[] | null;
}

@InputType('ListingFilter', { description: 'Which listings to give.' })
export class ListingFilterInput {
  @Optional(() => ID, 'Of this supplier.')
  readonly supplierId?: string | null;

  @Optional(() => DomainEnum, 'Of this medium.')
  readonly domain?: Domain | null;

  @Optional(() => String, 'Of this technology or anything beneath it.')
  readonly technology?: string | null;

  @Optional(() => ListingOriginEnum, 'Of this origin.')
  readonly origin?: Listing['origin'] | null;
}

/** The input as the domain's content: what is not given is left out. */
export function listingContentOf(input: ListingContentInput): ListingContent {
  const { name, summary, sources, ...rest } = statementsOf(input);
  return {
    ...rest,
    name: stated(name),
    ...(summary ? { summary: stated(summary) } : {}),
    ...(sources ? { sources: sources.map((source) => stated(source)) } : {}),
  } as ListingContent;
}

/** The same of whatever states figures and what belongs to them: what is not given is left out, inside of them too. */
export function statementsOf<T extends StatementsInput & { readonly facts?: readonly FactInput[] | null }>(input: T) {
  const { facts, certificates, attachments, price, ...rest } = stated(input);
  return {
    ...rest,
    ...(facts ? { facts: facts.map((fact) => withReadCondition(stated(fact))) } : {}),
    ...(certificates ? { certificates: certificates.map((certificate) => stated(certificate)) } : {}),
    ...(attachments ? { attachments: attachments.map((attachment) => stated(attachment)) } : {}),
    ...(price ? { price: { ...price } } : {}),
  };
}
