import {
  ImportReads,
  type ImportItem,
  type ItemFilter,
  type Page,
  type PageRequest,
  type SheetImport,
} from '@huanpei/app';
import type { ImportKind } from '@huanpei/exchange';
import type { Database } from '../database';
import { Conditions, page, type Order } from '../keyset';
import { fieldsOf, rows, toDomain, type Sql } from '../rows';
import { ListedItemSchema, SheetImportSchema } from './import.schema';
import { idsOfKeys } from './import.store';

const IMPORTS: Order = { list: 'imports', column: 'created_at', type: 'timestamptz', direction: 'desc' };
const ITEMS: Order = { list: 'import-items', column: 'number', type: 'bigint', direction: 'asc' };

/** Plain SQL on committed rows. */
export class PgImportReads extends ImportReads {
  private readonly sql: Sql;

  constructor(database: Database) {
    super();
    this.sql = database.source;
  }

  async record(id: string): Promise<SheetImport | undefined> {
    const [row] = await rows<Record<string, unknown>>(
      this.sql,
      `select ${fieldsOf(SheetImportSchema, 't')} from sheet_import t where t.id = $1`,
      [id],
    );
    return row && toDomain(SheetImportSchema, row);
  }

  records(organisationId: string, request: PageRequest): Promise<Page<SheetImport>> {
    const where = new Conditions().add('t.organisation_id = ?', organisationId);
    return page(this.sql, SheetImportSchema, IMPORTS, where, request);
  }

  async file(id: string): Promise<Uint8Array | undefined> {
    const [row] = await rows<{ body: Buffer }>(this.sql, 'select body from sheet_import_file where import_id = $1', [
      id,
    ]);
    return row && new Uint8Array(row.body);
  }

  items(
    importId: string,
    { plan, outcome, faulty, warned }: ItemFilter,
    request: PageRequest,
  ): Promise<Page<ImportItem & { readonly id: string }>> {
    const where = new Conditions().add('t.import_id = ?', importId);
    if (plan !== undefined) where.add('t.plan = ?', plan);
    if (outcome !== undefined) where.add('t.outcome = ?', outcome);
    if (faulty) where.add(`t.faults <> '[]'::jsonb`);
    if (warned) where.add(`t.warnings <> '[]'::jsonb`);
    return page(this.sql, ListedItemSchema, ITEMS, where, request);
  }

  idsOfKeys(organisationId: string, kind: ImportKind, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return idsOfKeys(this.sql, organisationId, kind, keys);
  }

  async keysOfIds(kind: ImportKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await rows<{ key: string; id: string }>(
      this.sql,
      'select key, subject_id as id from external_key where kind = $1 and subject_id = any($2)',
      [kind, ids],
    );
    return new Map(found.map(({ key, id }) => [id, key]));
  }
}
