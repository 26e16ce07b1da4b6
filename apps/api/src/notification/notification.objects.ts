import type { Notification } from '@huanpei/domain';
import { ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { NotificationKindEnum } from '../graphql/enums';

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
