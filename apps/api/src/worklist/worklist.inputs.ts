import type { ListingAnswer, WorkKind } from '@huanpei/domain';
import { ID, InputType } from '@nestjs/graphql';
import { Optional } from '../graphql/described';
import { WorkKindEnum } from '../graphql/enums';
import { FactInput, statementsOf, StatementsInput } from '../listing/listing.inputs';

@InputType('ListingAnswerInput', {
  description:
    'What is added to a listing. A figure takes the place of what was said of the same thing under the same condition, a certificate that of its scheme, an attachment that of its id. An empty list says "none" where nothing was said.',
})
export class ListingAnswerInput extends StatementsInput {
  @Optional(() => [FactInput], 'Figures.')
  readonly facts?: readonly FactInput[] | null;
}

@InputType('WorklistFilter', { description: 'Which items to give.' })
export class WorklistFilterInput {
  @Optional(() => ID, 'Of this listing.')
  readonly listingId?: string | null;

  @Optional(() => [WorkKindEnum], 'Of these kinds.')
  readonly kinds?: readonly WorkKind[] | null;

  @Optional(() => Boolean, 'Only what opens a tender that none of your listings fits yet (true), or what opens none.')
  readonly opensMore?: boolean | null;
}

/** The input as the domain's answer: what is not given is left out. */
export const answerOf = (input: ListingAnswerInput): ListingAnswer => statementsOf(input) as ListingAnswer;
