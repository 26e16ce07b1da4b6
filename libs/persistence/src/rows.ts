import type { EntityManager, EntitySchema, EntitySchemaColumnOptions, ObjectLiteral, ValueTransformer } from 'typeorm';
import { storable } from './storable';

/** Anything that runs a statement: the data source for reads, the entity manager inside a transaction. */
export interface Sql {
  query<R = unknown>(text: string, parameters?: unknown[]): Promise<R>;
}

/** Runs a statement whose parameters may come from outside, and returns its rows. */
export async function rows<R>(sql: Sql, text: string, parameters: readonly unknown[] = []): Promise<R[]> {
  return sql.query<R[]>(text, parameters.map(storable));
}

/** The same for `update` and `delete`, which TypeORM answers with `[rows, count]`. */
export async function affected(sql: Sql, text: string, parameters: readonly unknown[] = []): Promise<number> {
  const [, count] = await sql.query<[unknown, number]>(text, parameters.map(storable));
  return count;
}

type Mapped = readonly (readonly [field: string, column: EntitySchemaColumnOptions])[];

function columnsOf(schema: EntitySchema<never>): Mapped {
  return Object.entries(schema.options.columns).map(
    ([field, column]) => [field, column as EntitySchemaColumnOptions] as const,
  );
}

/** `alias.column as "field", …` for every field of the schema. */
export function fieldsOf<T>(schema: EntitySchema<T>, alias: string): string {
  return columnsOf(schema as EntitySchema<never>)
    .map(([field, column]) => `${alias}.${column.name} as "${field}"`)
    .join(', ');
}

/** The column of a field. */
export function columnOf<T>(schema: EntitySchema<T>, field: string): string {
  const [, column] = columnsOf(schema as EntitySchema<never>).find(([name]) => name === field) ?? [];
  if (column?.name === undefined) throw new Error(`${schema.options.name} has no field ${field}`);
  return column.name;
}

/** A row selected with `fieldsOf`, as its domain type; what else the row carries is left out. */
export function toDomain<T>(schema: EntitySchema<T>, row: Readonly<Record<string, unknown>>): T {
  const fields = columnsOf(schema as EntitySchema<never>).map(([field, column]) => {
    const transformer = column.transformer as ValueTransformer | undefined;
    return [field, transformer ? transformer.from(row[field]) : row[field]];
  });
  return Object.fromEntries(fields) as T;
}

/**
 * Inserts any number of rows in one statement with one parameter. `extra` adds columns that the domain type has not,
 * as `{ column: [type, value of row] }`. `tail` is what follows the select (`on conflict …`, `returning …`).
 */
export async function insertAll<T extends ObjectLiteral, R = unknown>(
  manager: EntityManager,
  schema: EntitySchema<T>,
  items: readonly T[],
  tail = '',
  extra: Readonly<Record<string, readonly [type: string, value: (item: T) => unknown]>> = {},
): Promise<R[]> {
  if (items.length === 0) return [];
  const mapped = columnsOf(schema as unknown as EntitySchema<never>);
  const records = items.map((item) =>
    Object.fromEntries([
      ...mapped.map(([field, column]) => [column.name, item[field]]),
      ...Object.entries(extra).map(([column, [, value]]) => [column, value(item)]),
    ]),
  );
  const typed = [
    ...mapped.map(([, column]) => [String(column.name), String(column.type)] as const),
    ...Object.entries(extra).map(([column, [type]]) => [column, type] as const),
  ];
  const names = typed.map(([name]) => name).join(', ');
  const types = typed.map(([name, type]) => `${name} ${type}`).join(', ');
  return rows<R>(
    manager,
    `insert into ${schema.options.name} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as given(${types}) ${tail}`,
    [JSON.stringify(storable(records))],
  );
}
