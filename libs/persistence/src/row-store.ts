import { StaleRow, type Store } from '@huanpei/app';
import type { EntityManager, EntitySchema, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';

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
    return this.takeWhere({ id } as FindOptionsWhere<T>);
  }

  async find(id: string): Promise<T | undefined> {
    return this.findWhere({ id } as FindOptionsWhere<T>);
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

  protected async takeWhere(where: FindOptionsWhere<T>): Promise<T | undefined> {
    const row = await this.manager.findOne(this.schema, { where, lock: { mode: 'for_no_key_update' } });
    return row ?? undefined;
  }

  protected async findWhere(where: FindOptionsWhere<T>): Promise<T | undefined> {
    return (await this.manager.findOne(this.schema, { where })) ?? undefined;
  }
}

/** TypeORM types what it writes as mutable partials; the domain's readonly rows are only read here. */
function writable<T>(row: T): QueryDeepPartialEntity<T> {
  return row as unknown as QueryDeepPartialEntity<T>;
}
