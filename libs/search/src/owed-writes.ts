import type { Pool } from 'pg';
import type { SearchDocument, SearchKind } from '@huanpei/app';
import { idOf, storableId } from './storable-id';

/** The last write of a thing that the search server has not taken. */
export interface OwedWrite {
  readonly kind: SearchKind;
  readonly id: string;
  /** Null where it is to be removed. */
  readonly document: SearchDocument | null;
  /** Rises each time; a newer one for the same thing takes the place of the older. */
  readonly noted: string;
}

const AT_ONCE = 200;

/** The table of what is owed. */
export const owedMigration = {
  name: '0003-search-owed',
  sql: `
    create table search_owed (
      kind text not null,
      id text not null,
      document text,
      noted bigint generated always as identity,
      since timestamptz not null default now(),
      primary key (kind, id)
    );
    create index search_owed_since on search_owed (since, noted);
  `,
} as const;

/**
 * Writes that the search server did not take, kept in Postgres until it has them. The job that wrote fails and is tried
 * again, but not for ever: without this, what changed during a long outage would be missing from the server afterwards,
 * and what was taken off the market would still be in it.
 *
 * What Postgres holds decides, since it is written first: what it does not hold any more is removed, whatever was noted.
 */
export class OwedWrites {
  constructor(private readonly pool: Pool) {}

  async note(writes: readonly Pick<OwedWrite, 'kind' | 'id' | 'document'>[]): Promise<void> {
    const last = [...new Map(writes.map((one) => [`${one.kind} ${one.id}`, one])).values()];
    await this.pool.query(
      `insert into search_owed (kind, id, document)
       select * from unnest($1::text[], $2::text[], $3::text[]) order by 1, 2
       on conflict (kind, id) do update set document = excluded.document, noted = excluded.noted`,
      [
        last.map(({ kind }) => kind),
        last.map(({ id }) => storableId(id)),
        last.map(({ document }) => (document === null ? null : JSON.stringify(document))),
      ],
    );
  }

  /** The server has taken a later write of these. */
  async settle(kind: SearchKind, ids: readonly string[]): Promise<void> {
    await this.pool.query('delete from search_owed where kind = $1 and id = any($2::text[])', [kind, ids.map(storableId)]);
  }

  /** How many there are, and for how many milliseconds the oldest. */
  async waiting(): Promise<{ readonly writes: number; readonly oldestMs: number }> {
    const { rows } = await this.pool.query<{ writes: number; oldest: number | null }>(
      `select count(*)::int as writes, extract(epoch from now() - min(since))::float8 * 1000 as oldest from search_owed`,
    );
    return { writes: rows[0]?.writes ?? 0, oldestMs: Math.max(0, rows[0]?.oldest ?? 0) };
  }

  /** The oldest of them, as they are to be written now; those for which nothing is left to do have no `write`. */
  async next(): Promise<readonly (OwedWrite & { readonly held: boolean })[]> {
    const { rows } = await this.pool.query<{ kind: SearchKind; id: string; document: string | null; noted: string; held: boolean }>(
      `select kind, id, document, noted, exists (
         select from search_document held where held.kind = owed.kind and held.id = owed.id
       ) as held
       from search_owed owed order by since, noted limit $1`,
      [AT_ONCE],
    );
    return rows.map(({ kind, id, document, noted, held }) => ({
      kind,
      id: idOf(id),
      document: document === null ? null : (JSON.parse(document) as SearchDocument),
      noted,
      held,
    }));
  }

  /** They are written; one that was noted anew meanwhile stays. */
  async done(writes: readonly Pick<OwedWrite, 'kind' | 'id' | 'noted'>[]): Promise<void> {
    await this.pool.query(
      `delete from search_owed owed using unnest($1::text[], $2::text[], $3::bigint[]) written (kind, id, noted)
       where owed.kind = written.kind and owed.id = written.id and owed.noted = written.noted`,
      [
        writes.map(({ kind }) => kind),
        writes.map(({ id }) => storableId(id)),
        writes.map(({ noted }) => noted),
      ],
    );
  }
}
