import { StaleRow, type Store } from '@huanpei/app';
import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { columnOf, fieldsOf, rows, toDomain } from './rows';

/**
 * Rows of one schema inside a transaction. Rows that carry a `version` are saved only over the version they were
 * decided on: it rises by one with each save.
 */
export class RowStore<T extends ObjectLiteral & { readonly id: string }> implements Store<T> {
  constructor(
    protected readonly manager: EntityManager,
    private readonly schema: EntitySchema<T>,
  ) {}

  /** `for no key update`: two takers follow each other, while a new row that refers to this one does not have to wait. */
  take(id: string): Promise<T | undefined> {
    return this.takeWhere({ id } as Partial<T>);
  }

  async find(id: string): Promise<T | undefined> {
    return this.findWhere({ id } as Partial<T>);
  }

  async add(row: T): Promise<void> {
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(this.schema)
      .values(writable(row))
      .updateEntity(false)
      .execute();
  }

  async save(row: T): Promise<void> {
    const versioned = 'version' in row;
    const update = this.manager.createQueryBuilder().update(this.schema).set(writable(row)).where({ id: row.id });
    if (versioned) update.andWhere({ version: Number(row['version']) - 1 });
    const { affected } = await update.execute();
    if (affected === 1) return;
    const name = this.schema.options.name;
    throw new StaleRow(
      versioned
        ? `${name} ${row.id} is not at version ${Number(row['version']) - 1}`
        : `${name} ${row.id} does not exist`,
    );
  }

  protected takeWhere(where: Partial<T>): Promise<T | undefined> {
    return this.first(where, 'for no key update');
  }

  protected findWhere(where: Partial<T>): Promise<T | undefined> {
    return this.first(where, '');
  }

  /** In plain SQL: to put a statement together anew each time takes TypeORM as long as all else that is done for it here. */
  private async first(where: Partial<T>, lock: string): Promise<T | undefined> {
    const { schema } = this;
    const wanted = Object.entries(where);
    const condition = wanted.map(([field], at) => `t.${columnOf(schema, field)} = $${at + 1}`).join(' and ');
    const [row] = await rows<Record<string, unknown>>(
      this.manager,
      `select ${fieldsOf(schema, 't')} from ${schema.options.name} t where ${condition} limit 1 ${lock}`,
      wanted.map(([, value]) => value),
    );
    return row && toDomain(schema, row);
  }
}

/** TypeORM types what it writes as mutable partials; the domain's readonly rows are only read here. */
function writable<T>(row: T): QueryDeepPartialEntity<T> {
  return row as unknown as QueryDeepPartialEntity<T>;
}
