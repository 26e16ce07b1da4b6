import type { Reading, Unread, WhyUnread } from '@huanpei/app';
import { Int, ObjectType } from '@nestjs/graphql';
import { CodedObject } from '../graphql/common.objects';
import { Described } from '../graphql/described';
import { ReadingKindEnum, WhyUnreadEnum } from '../graphql/enums';
import { DraftedNeedObject } from './tender.objects';

@ObjectType('Reading', { description: 'A stretch of the text that was understood.' })
export class ReadingObject {
  @Described(() => Int, 'Where it begins in the text, in UTF-16 units.')
  readonly from!: number;

  @Described(() => Int, 'Where it ends.')
  readonly to!: number;

  @Described(() => String, 'As it was written.')
  readonly text!: string;

  @Described(() => ReadingKindEnum, 'What it became in the need.')
  readonly as!: Reading['as'];

  @Described(() => String, 'What it was understood as.')
  readonly says!: string;

  @Described(
    () => Boolean,
    'Settled by convention rather than said outright (a class without its standard, a limit without ≤): look at it twice.',
  )
  readonly inferred!: boolean;
}

@ObjectType('Unread', { description: 'A stretch of the text that looks like a demand and was left to the reader.' })
export class UnreadObject implements Omit<Unread, 'candidates'> {
  @Described(() => Int, 'Where it begins in the text, in UTF-16 units.')
  readonly from!: number;

  @Described(() => Int, 'Where it ends.')
  readonly to!: number;

  @Described(() => String, 'As it was written.')
  readonly text!: string;

  @Described(() => WhyUnreadEnum, 'Why.')
  readonly why!: WhyUnread;

  @Described(() => String, 'Why, and what to write instead.')
  readonly says!: string;

  @Described(() => [CodedObject], 'What it may mean, where that is known.')
  readonly candidates!: readonly CodedObject[];
}

@ObjectType('PassedOver', { description: 'A stretch of the text of which nothing was made.' })
export class PassedOverObject {
  @Described(() => Int, 'Where it begins in the text, in UTF-16 units.')
  readonly from!: number;

  @Described(() => Int, 'Where it ends.')
  readonly to!: number;

  @Described(() => String, 'As it was written.')
  readonly text!: string;
}

@ObjectType('StillOpen', {
  description: 'What a text says nothing of and a comparison would need, with what is likely; whoever asks chooses.',
})
export class StillOpenObject {
  @Described(() => Boolean, 'No scenario is named.')
  readonly scenario!: boolean;

  @Described(() => [CodedObject], 'Scenarios that the technologies or the standards named belong to.')
  readonly scenarios!: readonly CodedObject[];

  @Described(() => Boolean, 'No technology is named: everything in the medium is compared.')
  readonly technology!: boolean;

  @Described(() => [CodedObject], 'Technologies of the scenario that is named or likely.')
  readonly technologies!: readonly CodedObject[];

  @Described(() => [PassedOverObject], 'Sentences of which nothing was read, and clauses that look like a demand.')
  readonly passedOver!: readonly PassedOverObject[];
}

@ObjectType('RecognisedNeed', {
  description: 'A need read from a running text, to be confirmed or mended by whoever asks.',
})
export class RecognisedNeedObject {
  @Described(() => DraftedNeedObject, 'The need.')
  readonly draft!: DraftedNeedObject;

  @Described(() => [ReadingObject], 'What was understood, in the order of the text.')
  readonly readings!: readonly ReadingObject[];

  @Described(() => [UnreadObject], 'What was left, in the order of the text.')
  readonly unread!: readonly UnreadObject[];

  @Described(() => StillOpenObject, 'What it leaves open.')
  readonly open!: StillOpenObject;
}
