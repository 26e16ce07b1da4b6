import type { Figure, ListingChange } from '@huanpei/domain';
import type { Op } from '@huanpei/matching';
import { Float, ObjectType } from '@nestjs/graphql';
import { CodedObject } from '../graphql/common.objects';
import { Described, Optional } from '../graphql/described';
import { ChangeKindEnum, ListingSectionEnum, OpEnum } from '../graphql/enums';

@ObjectType('Figure', { description: 'A stated figure with its unit.' })
export class FigureObject implements Figure {
  @Described(() => OpEnum, 'How it is stated.')
  readonly op!: Op;

  @Optional(() => Float, 'The figure, or the lower end of a range.')
  readonly value?: number;

  @Optional(() => Float, 'The upper end of a range.')
  readonly valueMax?: number;

  @Described(() => String, 'Unit.')
  readonly unit!: string;
}

@ObjectType('ListingChange', {
  description:
    'One thing that a staged revision changes. Figures are paired by what they say (metric, parameter, condition), other things by what they are; the order of a list is no change.',
})
export class ListingChangeObject implements Pick<ListingChange, 'kind' | 'section' | 'field'> {
  @Described(() => ChangeKindEnum, 'Added, removed or changed.')
  readonly kind!: ListingChange['kind'];

  @Described(() => ListingSectionEnum, 'The part of the content.')
  readonly section!: ListingChange['section'];

  @Described(() => String, 'Its name.')
  readonly sectionLabel!: string;

  @Optional(() => String, 'Which thing of the list, such as a figure or a document; none for the listing itself.')
  readonly subject!: string | null;

  @Optional(() => CodedObject, 'Of a figure: what is said.')
  readonly metric!: CodedObject | null;

  @Optional(() => CodedObject, 'Of a figure: of what it is said.')
  readonly parameter!: CodedObject | null;

  @Optional(() => String, 'Of a figure: when it holds.')
  readonly condition!: string | null;

  @Optional(
    () => String,
    'What of it: `figure` is the value with its unit, `STATED` whether a list is stated at all; none when all of it was added or removed.',
  )
  readonly field!: string | null;

  @Optional(() => String, 'The name of the field.')
  readonly fieldLabel!: string | null;

  @Optional(() => String, 'As it is published; none when it is not stated there.')
  readonly before!: string | null;

  @Optional(() => String, 'As it is staged; none when it is not stated there.')
  readonly after!: string | null;

  @Optional(() => FigureObject, 'The figure as it is published, where it is about one.')
  readonly figureBefore!: FigureObject | null;

  @Optional(() => FigureObject, 'The figure as it is staged.')
  readonly figureAfter!: FigureObject | null;
}
