import { ReviewInbox } from '@huanpei/app';
import type { Viewer } from '@huanpei/domain';
import { Query, Resolver } from '@nestjs/graphql';
import { Signed } from '../graphql/context';
import { ReviewInboxObject } from './inbox.objects';

@Resolver()
export class InboxResolver {
  constructor(private readonly inbox: ReviewInbox) {}

  @Query(() => ReviewInboxObject, { description: 'What waits for operators, by kind, with the age of the oldest.' })
  async reviewInbox(@Signed() viewer: Viewer): Promise<ReviewInboxObject> {
    const { rows, ...inbox } = await this.inbox.execute(viewer);
    return {
      ...inbox,
      rows: rows.map(({ oldest, ...row }) => ({
        ...row,
        oldestSince: oldest,
        oldestHours: oldest && Math.max(0, Math.round((inbox.asOf.getTime() - oldest.getTime()) / 360_000) / 10),
      })),
    };
  }
}
