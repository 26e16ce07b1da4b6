import type { TenderStore } from '@huanpei/app';
import type { Tender, TenderContent } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { keepRevision } from '../kept-revision';
import { RowStore } from '../row-store';
import { rows } from '../rows';
import { TenderSchema } from './tender.schema';

export class SqlTenderStore extends RowStore<Tender> implements TenderStore {
  constructor(manager: EntityManager) {
    super(manager, TenderSchema);
  }

  keepRevision(tenderId: string, revision: number, content: TenderContent, at: Date): Promise<void> {
    return keepRevision(this.manager, 'tender', tenderId, revision, content, at);
  }

  async due(now: Date, limit: number): Promise<readonly string[]> {
    const found = await rows<{ id: string }>(
      this.manager,
      `select id from tender where state = 'PUBLISHED' and deadline <= $1 order by deadline, id limit $2`,
      [now, limit],
    );
    return found.map(({ id }) => id);
  }
}
