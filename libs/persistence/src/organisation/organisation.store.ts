import type { OrganisationStore } from '@huanpei/app';
import type { Organisation } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { RowStore } from '../row-store';
import { rows } from '../rows';
import { OrganisationSchema } from './organisation.schema';

export class SqlOrganisationStore extends RowStore<Organisation> implements OrganisationStore {
  constructor(manager: EntityManager) {
    super(manager, OrganisationSchema);
  }

  async creditCodeTaken(creditCode: string): Promise<boolean> {
    return (await rows(this.manager, 'select 1 from organisation where credit_code = $1', [creditCode])).length > 0;
  }

  async operators(): Promise<readonly string[]> {
    const found = await rows<{ id: string }>(
      this.manager,
      `select id from organisation where kind = 'OPERATOR' and state = 'VERIFIED' order by id`,
    );
    return found.map(({ id }) => id);
  }
}
