import type { AttemptStore } from '@huanpei/app';
import type { AttemptRecord } from '@huanpei/domain';
import { EntitySchema, type EntityManager } from 'typeorm';
import { instantOrNull, whole, type Columns } from '../columns';
import { affected, fieldsOf, rows, toDomain } from '../rows';

export const AttemptSchema = new EntitySchema<AttemptRecord>({
  name: 'attempt',
  columns: {
    failures: whole('failures'),
    lastFailureAt: instantOrNull('last_failure_at'),
    lockedUntil: instantOrNull('locked_until'),
    succeededAt: instantOrNull('succeeded_at'),
  } satisfies Columns<AttemptRecord>,
});

export class SqlAttemptStore implements AttemptStore {
  constructor(private readonly manager: EntityManager) {}

  /** In one statement, which locks what it finds too: a record cannot be forgotten between being made and being read. */
  async take(key: string, now: Date): Promise<AttemptRecord> {
    const [row] = await rows<Record<string, unknown>>(
      this.manager,
      `insert into attempt as a (key, failures, forgettable_at) values ($1, 0, $2)
       on conflict (key) do update set key = excluded.key returning ${fieldsOf(AttemptSchema, 'a')}`,
      [key, now],
    );
    if (!row) throw new Error('a record of attempts was neither found nor made');
    return toDomain(AttemptSchema, row);
  }

  async save(
    key: string,
    { failures, lastFailureAt, lockedUntil, succeededAt }: AttemptRecord,
    forgettableAt: Date,
  ): Promise<void> {
    await affected(
      this.manager,
      `update attempt set failures = $2, last_failure_at = $3, locked_until = $4, succeeded_at = $5, forgettable_at = $6
       where key = $1`,
      [key, failures, lastFailureAt, lockedUntil, succeededAt, forgettableAt],
    );
  }

  async forget(now: Date, most: number): Promise<void> {
    await affected(
      this.manager,
      `delete from attempt where key in (
         select key from attempt where forgettable_at <= $1 order by forgettable_at limit $2 for update skip locked)`,
      [now, most],
    );
  }
}
