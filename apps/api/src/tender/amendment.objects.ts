import type { TenderChange } from '@huanpei/domain';
import { Int, ObjectType } from '@nestjs/graphql';
import { Described, Optional } from '../graphql/described';
import { ChangeKindEnum, TenderPartEnum } from '../graphql/enums';

@ObjectType('TenderChange', {
  description:
    'One thing that an amendment changed. Lots and requirements are paired by their ids, duties by what they speak of, standards by their codes; the order of a list is no change.',
})
export class TenderChangeObject implements Pick<TenderChange, 'kind' | 'part' | 'lotId'> {
  @Described(() => ChangeKindEnum, 'Added, removed or changed.')
  readonly kind!: TenderChange['kind'];

  @Described(() => TenderPartEnum, 'What of the tender.')
  readonly part!: TenderChange['part'];

  @Described(() => String, 'Its name.')
  readonly partLabel!: string;

  @Optional(() => String, 'Of which lot; none for what the tender says of itself.')
  readonly lotId!: string | null;

  @Optional(() => String, 'As it was, in words; times are those of Asia/Shanghai. None when it was added.')
  readonly before!: string | null;

  @Optional(() => String, 'As it is since. None when it was removed.')
  readonly after!: string | null;
}

@ObjectType('TenderAmendment', { description: 'A change of a published tender that everybody was told of.' })
export class TenderAmendmentObject {
  @Described(() => Int, 'The revision it made; the first amendment makes revision 2.')
  readonly revision!: number;

  @Described(() => Date, 'When.')
  readonly at!: Date;

  @Optional(() => String, 'Why, in the words of the buyer.')
  readonly reason!: string | null;

  @Described(() => [TenderChangeObject], 'What it changed.')
  readonly changes!: readonly TenderChangeObject[];
}
