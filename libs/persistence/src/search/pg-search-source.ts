import { SearchSource, type RowKind } from '@huanpei/app';
import type { Listing } from '@huanpei/domain';
import type { Database } from '../database';
import { ListingSchema } from '../listing/listing.schema';
import { fieldsOf, rows, toDomain, type Sql } from '../rows';

/** From where, of what is there that which anyone may find, and by which number its document is the later one. */
const FOUND: { readonly [K in RowKind]: { readonly from: string; readonly where: string; readonly revision: string } } =
  {
    LISTING: {
      from: 'listing t join organisation o on o.id = t.supplier_id',
      where: `t.state = 'PUBLISHED' and t.content is not null and o.state = 'VERIFIED'`,
      revision: 't.version + o.version',
    },
    TENDER: {
      from: 'tender t',
      where: `t.state <> 'DRAFT' and t.published_at is not null`,
      revision: 't.version',
    },
    SUPPLIER: {
      from: 'organisation t',
      where: `t.kind = 'SUPPLIER' and t.state = 'VERIFIED'`,
      revision: 't.version + coalesce((select sum(l.version) from listing l where l.supplier_id = t.id), 0)',
    },
  };

/** What the indexer reads beside whole rows, in plain SQL. */
export class PgSearchSource extends SearchSource {
  private readonly sql: Sql;

  constructor(database: Database) {
    super();
    this.sql = database.source;
  }

  async count(kind: RowKind): Promise<number> {
    const { from, where } = FOUND[kind];
    const [row] = await rows<{ count: number }>(this.sql, `select count(*)::int as count from ${from} where ${where}`);
    return row?.count ?? 0;
  }

  async idsAfter(kind: RowKind, after: string, limit: number): Promise<readonly string[]> {
    const { from, where } = FOUND[kind];
    const found = await rows<{ id: string }>(
      this.sql,
      `select t.id from ${from} where ${where} and t.id > $1 order by t.id limit $2`,
      [after, limit],
    );
    return found.map(({ id }) => id);
  }

  async revisions(kind: RowKind, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (ids.length === 0) return new Map();
    const { from, where, revision } = FOUND[kind];
    const found = await rows<{ id: string; revision: number }>(
      this.sql,
      `select t.id, (${revision})::float8 as revision from ${from} where ${where} and t.id = any($1)`,
      [ids],
    );
    return new Map(found.map((row) => [row.id, row.revision]));
  }

  async publishedOf(supplierIds: readonly string[]): Promise<ReadonlyMap<string, readonly Listing[]>> {
    if (supplierIds.length === 0) return new Map();
    const found = await rows<Record<string, unknown>>(
      this.sql,
      `select ${fieldsOf(ListingSchema, 't')} from listing t
       where t.supplier_id = any($1) and t.state = 'PUBLISHED' and t.content is not null order by t.id`,
      [supplierIds],
    );
    const bySupplier = new Map<string, Listing[]>();
    for (const row of found) {
      const listing = toDomain(ListingSchema, row);
      const others = bySupplier.get(listing.supplierId);
      if (others) others.push(listing);
      else bySupplier.set(listing.supplierId, [listing]);
    }
    return bySupplier;
  }
}
