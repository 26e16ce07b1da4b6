import type { InboxRow } from '@huanpei/app';
import { Float, Int, ObjectType } from '@nestjs/graphql';
import { Described, Optional } from '../graphql/described';
import { InboxKindEnum } from '../graphql/enums';

@ObjectType('InboxRow', { description: 'One kind of work that waits for operators.' })
export class InboxRowObject implements Pick<InboxRow, 'kind' | 'count' | 'overdue'> {
  @Described(() => InboxKindEnum, 'What kind.')
  readonly kind!: InboxRow['kind'];

  @Described(() => Int, 'How much of it waits.')
  readonly count!: number;

  @Optional(() => Date, 'Since when the oldest waits; none when nothing does.')
  readonly oldestSince!: Date | null;

  @Optional(() => Float, 'How many hours that are by the clock.')
  readonly oldestHours!: number | null;

  @Optional(() => Int, 'How many are past the target; none where nobody waits for a decision.')
  readonly overdue!: number | null;
}

@ObjectType('ReviewInbox', { description: 'What waits for operators, and how much of it is past the target.' })
export class ReviewInboxObject {
  @Described(() => Date, 'As of when.')
  readonly asOf!: Date;

  @Described(
    () => Int,
    'The target: hours of working days (each with all of its 24, in Asia/Shanghai) in which the platform means to decide. Its own promise, set by REVIEW_TARGET_HOURS, and no period of the law.',
  )
  readonly targetHours!: number;

  @Described(() => Date, 'What has waited since this instant or longer is past the target.')
  readonly overdueSince!: Date;

  @Described(() => [InboxRowObject], 'By kind, each once; dead jobs only for administrators.')
  readonly rows!: readonly InboxRowObject[];
}
