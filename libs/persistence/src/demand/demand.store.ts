import type { ArchivedDemand } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { RowStore } from '../row-store';
import { DemandSchema } from './demand.schema';

export class SqlDemandStore extends RowStore<ArchivedDemand> {
  constructor(manager: EntityManager) {
    super(manager, DemandSchema);
  }
}
