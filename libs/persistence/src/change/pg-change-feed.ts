import { ChangeFeed, type PlacedChange, type WrittenOffer } from '@huanpei/app';
import type { Offer } from '@huanpei/matching';
import type { Database } from '../database';
import { rows, type Sql } from '../rows';

/** So many changes before a position tell two histories apart. */
const COMPARED = 64;

interface Row {
  readonly head: string;
  readonly position: string | null;
  readonly kind: PlacedChange['kind'];
  readonly id: string;
  readonly revision: number;
  readonly offer: Offer | null;
}

/** The change log on Postgres, as its followers read it. */
export class PgChangeFeed extends ChangeFeed {
  private readonly sql: Sql;

  constructor(database: Database) {
    super();
    this.sql = database.source;
  }

  /** A copy has another oid; a database made anew was migrated at another moment. */
  async identity(): Promise<string> {
    const [row] = await rows<{ identity: string }>(
      this.sql,
      `select d.oid || '/' || coalesce(extract(epoch from (select min(applied_at) from schema_migration))::text, '') as identity
       from pg_database d where d.datname = current_database()`,
    );
    if (!row) throw new Error('the database does not say who it is');
    return row.identity;
  }

  async head(): Promise<number> {
    const [row] = await rows<{ head: string }>(this.sql, 'select coalesce(max(position), 0) as head from change');
    return Number(row?.head ?? 0);
  }

  /** The head and the changes in one statement, so that both are of one moment. */
  async after(
    position: number,
    limit: number,
  ): Promise<{ readonly head: number; readonly changes: readonly PlacedChange[] }> {
    const found = await rows<Row>(
      this.sql,
      `select head.head, next.* from (select coalesce(max(position), 0) as head from change) head
       left join lateral (
         select position, kind, subject_id as id, revision, offer from change
         where position > $1 order by position limit $2
       ) next on true
       order by next.position`,
      [position, limit],
    );
    const changes = found.flatMap(({ head: _head, position: placed, ...change }): PlacedChange[] =>
      placed === null ? [] : [{ ...change, position: Number(placed) }],
    );
    return { head: Number(found[0]?.head ?? 0), changes };
  }

  standing(after: string, limit: number): Promise<readonly WrittenOffer[]> {
    return rows<WrittenOffer>(
      this.sql,
      `select subject_id as id, revision, offer::text as offer from change
       where kind = 'LISTING' and replaced_by is null and offer is not null and subject_id > $1
       order by subject_id limit $2`,
      [after, limit],
    );
  }

  async ownersAfter(position: number): Promise<{
    readonly head: number;
    readonly tenders: readonly string[];
    readonly searches: readonly string[];
  }> {
    const changed = (kind: PlacedChange['kind']) =>
      `array(select distinct subject_id from change where position > $1 and kind = '${kind}' order by 1)`;
    const [row] = await rows<{ head: string; tenders: readonly string[]; searches: readonly string[] }>(
      this.sql,
      `select (select coalesce(max(position), 0) from change) as head,
         ${changed('TENDER')} as tenders, ${changed('SAVED_SEARCH')} as searches`,
      [position],
    );
    return { head: Number(row?.head ?? 0), tenders: row?.tenders ?? [], searches: row?.searches ?? [] };
  }

  /** Of what a change said when it was written; what replaced it came later. */
  async fingerprint(position: number): Promise<string> {
    const [row] = await rows<{ print: string }>(
      this.sql,
      `select md5(coalesce(string_agg(
          position || ' ' || kind || ' ' || subject_id || ' ' || revision || ' ' || coalesce(offer::text, ''), E'\\n'
          order by position), '')) as print
       from (select * from change where position <= $1 order by position desc limit ${COMPARED}) last`,
      [position],
    );
    return row?.print ?? '';
  }
}
