import type { ListingAnswer, WorkKind } from '@huanpei/domain';
import { Float, ID, InputType } from '@nestjs/graphql';
import { Optional } from '../graphql/described';
import { WorkKindEnum } from '../graphql/enums';
import { stated } from '../graphql/stated';
import { AttachmentInput, CertificateInput, FactInput, PriceInput } from '../listing/listing.inputs';

@InputType('ListingAnswerInput', {
  description:
    'What is added to a listing. A figure takes the place of what was said of the same thing under the same condition, a certificate that of its scheme, an attachment that of its id. An empty list says "none" where nothing was said.',
})
export class ListingAnswerInput {
  @Optional(() => [FactInput], 'Figures.')
  readonly facts?: readonly FactInput[] | null;

  @Optional(() => [AttachmentInput], 'Documents that prove them.')
  readonly attachments?: readonly AttachmentInput[] | null;

  @Optional(() => [CertificateInput], 'Certificates.')
  readonly certificates?: readonly CertificateInput[] | null;

  @Optional(() => [String], 'Codes of services.')
  readonly services?: readonly string[] | null;

  @Optional(() => [String], 'Codes of regions served; `*` is everywhere.')
  readonly regions?: readonly string[] | null;

  @Optional(() => PriceInput, 'Price.')
  readonly price?: PriceInput | null;

  @Optional(() => Float, 'Days to delivery.')
  readonly leadDays?: number | null;
}

@InputType('WorklistFilter', { description: 'Which items to give.' })
export class WorklistFilterInput {
  @Optional(() => ID, 'Of this listing.')
  readonly listingId?: string | null;

  @Optional(() => [WorkKindEnum], 'Of these kinds.')
  readonly kinds?: readonly WorkKind[] | null;
}

/** The input as the domain's answer: what is not given is left out. */
export function answerOf(input: ListingAnswerInput): ListingAnswer {
  const { facts, attachments, certificates, price, ...rest } = stated(input);
  return {
    ...rest,
    ...(facts ? { facts: facts.map((fact) => stated(fact)) } : {}),
    ...(attachments ? { attachments: attachments.map((attachment) => stated(attachment)) } : {}),
    ...(certificates ? { certificates: certificates.map((certificate) => stated(certificate)) } : {}),
    ...(price ? { price: { ...price } } : {}),
  } as ListingAnswer;
}
