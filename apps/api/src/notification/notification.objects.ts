import type { ChangedStanding, Expiry, Notification } from '@huanpei/domain';
import type { MatchOutcome } from '@huanpei/matching';
import { ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { ExpiryKindEnum, MatchOutcomeEnum, NotificationKindEnum } from '../graphql/enums';

@ObjectType('Expiry', { description: 'One thing that ends by itself: what a listing rests on, or a key.' })
export class ExpiryObject {
  @Described(() => ExpiryKindEnum, 'What it is.')
  readonly kind!: Expiry['kind'];

  @Optional(() => String, 'Code of the certificate or honour, id of the attachment or key.')
  readonly subject!: string | null;

  @Described(() => String, 'Its last day, `YYYY-MM-DD` in Asia/Shanghai.')
  readonly lastDay!: string;

  @Described(() => String, 'Its name.')
  readonly says!: string;
}

@ObjectType('ChangedStanding', { description: 'How a listing stood towards a lot before something lapsed, and after.' })
export class ChangedStandingObject implements ChangedStanding {
  @Described(() => ID, 'Id of the tender.')
  readonly tenderId!: string;

  @Described(() => String, 'Id of the lot.')
  readonly lotId!: string;

  @Optional(() => MatchOutcomeEnum, 'Before; none when the two were not compared.')
  readonly was!: MatchOutcome | null;

  @Optional(() => MatchOutcomeEnum, 'Now.')
  readonly now!: MatchOutcome | null;
}

@ObjectType('ExpiryNotice', { description: 'What has lapsed, or soon will, and which matches that changes.' })
export class ExpiryNoticeObject {
  @Described(() => String, 'The day on which it was noticed.')
  readonly on!: string;

  @Described(() => [ExpiryObject], 'What.')
  readonly items!: readonly ExpiryObject[];

  @Described(() => [ChangedStandingObject], 'Lots of open tenders that it concerns, at most 50.')
  readonly standings!: readonly ChangedStandingObject[];
}

@ObjectType('Notification', { description: 'A message to an organisation.' })
export class NotificationObject implements Pick<
  Notification,
  'id' | 'kind' | 'tenderId' | 'listingId' | 'revision' | 'reason' | 'createdAt' | 'readAt'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => NotificationKindEnum, 'What it is about.')
  readonly kind!: Notification['kind'];

  @Optional(() => ID, 'Id of the tender.')
  readonly tenderId!: string | null;

  @Optional(() => ID, 'Id of the listing.')
  readonly listingId!: string | null;

  @Described(() => Int, 'Of the tender or listing it speaks of.')
  readonly revision!: number;

  @Optional(() => String, 'The reason given by whoever decided.')
  readonly reason!: string | null;

  @Described(() => Date, 'When it was sent.')
  readonly createdAt!: Date;

  @Optional(() => Date, 'When it was read.')
  readonly readAt!: Date | null;
}

export const NotificationConnection = connectionOf('Notification', () => NotificationObject as never);
