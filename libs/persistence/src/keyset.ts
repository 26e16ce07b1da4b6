import { InvalidCursor, type Page, type PageRequest } from '@huanpei/app';
import type { EntitySchema } from 'typeorm';
import { fieldsOf, rows, toDomain, type Sql } from './rows';

/** What a list is sorted by, before the id that breaks ties; both in one direction, so that one index serves. */
export interface Order {
  /** Marks the cursors of this list, so that those of another are not taken for its own. */
  readonly list: string;
  /** A column that is never null. */
  readonly column: string;
  readonly type: 'text' | 'bigint' | 'timestamptz';
  readonly direction: 'asc' | 'desc';
  /** The column that breaks ties; `id` when not given. */
  readonly tie?: string;
}

/** Conditions of a list, with their parameters in order. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly texts: string[] = [];

  /** `sql` names the parameter's place as `?`. */
  add(sql: string, parameter?: unknown): this {
    this.texts.push(parameter === undefined ? sql : sql.replace('?', () => this.place(parameter)));
    return this;
  }

  place(parameter: unknown): string {
    this.parameters.push(parameter);
    return `$${this.parameters.length}`;
  }

  get sql(): string {
    return this.texts.length === 0 ? 'true' : this.texts.map((text) => `(${text})`).join(' and ');
  }
}

/**
 * One page with the exact count of the whole list, in one statement and so of one moment. What is added while somebody
 * pages through is met or not, by its place; what was there is met exactly once.
 */
export async function page<T>(
  sql: Sql,
  schema: EntitySchema<T>,
  order: Order,
  conditions: Conditions,
  { first, after }: PageRequest,
): Promise<Page<T>> {
  if (!Number.isSafeInteger(first) || first < 0) throw new RangeError('first must be a whole number');
  const table = `${schema.options.name}`;
  const tie = `t.${order.tie ?? 'id'}`;
  const all = conditions.sql;
  if (after !== null) {
    const { key, id } = readCursor(after, order);
    const sign = order.direction === 'asc' ? '>' : '<';
    conditions.add(
      `(t.${order.column}, ${tie}) ${sign} (${conditions.place(key)}::${order.type}, ${conditions.place(id)})`,
    );
  }
  const found = await rows<{ $total: number; $key: string | null; $tie: string }>(
    sql,
    `select total."$total", shown.* from (select count(*)::int as "$total" from ${table} t where ${all}) total
     left join lateral (
       select ${fieldsOf(schema, 't')}, ${keyText(order)} as "$key", ${tie} as "$tie" from ${table} t where ${conditions.sql}
       order by t.${order.column} ${order.direction}, ${tie} ${order.direction} limit ${conditions.place(first + 1)}
     ) shown on true
     order by shown."$key"::${order.type} ${order.direction}, shown."$tie" ${order.direction}`,
    conditions.parameters,
  );
  const listed = found.filter((row) => row.$key !== null);
  return {
    items: listed.slice(0, first).map((row) => ({
      cursor: writeCursor(order, row.$key ?? '', row.$tie),
      node: toDomain(schema, row),
    })),
    hasNextPage: listed.length > first,
    totalCount: found[0]?.$total ?? 0,
  };
}

/** The key as text that reads back as exactly the same value, whatever the session's time zone. */
function keyText(order: Order): string {
  const column = `t.${order.column}`;
  return order.type === 'timestamptz'
    ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : `${column}::text`;
}

const KEY_FORM: Readonly<Record<Order['type'], RegExp>> = {
  text: /^[^\0]{0,200}$/u,
  bigint: /^-?[0-9]{1,18}$/,
  timestamptz: /^[0-9]{4,6}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$/,
};

function writeCursor(order: Order, key: string, id: string): string {
  return Buffer.from(JSON.stringify([order.list, key, String(id)])).toString('base64url');
}

function readCursor(cursor: string, order: Order): { readonly key: string; readonly id: string } {
  const parts = parsed(cursor);
  if (!Array.isArray(parts) || parts.length !== 3) throw new InvalidCursor('not a cursor');
  const [list, key, id] = parts as unknown[];
  if (list !== order.list) throw new InvalidCursor('a cursor of another list');
  if (typeof key !== 'string' || typeof id !== 'string' || !KEY_FORM[order.type].test(key) || id.length > 200) {
    throw new InvalidCursor('not a cursor of this list');
  }
  // The 31st of February looks like an instant, and would reach the database as a fault.
  if (order.type === 'timestamptz' && !isInstant(key)) throw new InvalidCursor('not a cursor of this list');
  if (order.tie === 'position' && !KEY_FORM.bigint.test(id)) throw new InvalidCursor('not a cursor of this list');
  return { key, id };
}

/** Days that a month does not have are carried over by Date; then the text does not come back. */
function isInstant(key: string): boolean {
  const ms = Date.parse(key);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 23) === key.slice(0, 23);
}

function parsed(cursor: string): unknown {
  if (cursor.length > 1_000) throw new InvalidCursor('not a cursor');
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursor('not a cursor');
  }
}
