import type { ImportItem, ImportStore, ItemResult, SheetImport } from '@huanpei/app';
import type { ImportKind } from '@huanpei/exchange';
import type { EntityManager } from 'typeorm';
import { RowStore } from '../row-store';
import { affected, fieldsOf, insertAll, rows, toDomain, type Sql } from '../rows';
import { storable } from '../storable';
import { ImportItemSchema, SheetImportSchema } from './import.schema';

const ENDED = ['DONE', 'UNREADABLE', 'STOPPED', 'CANCELLED'];

export class SqlImportStore extends RowStore<SheetImport> implements ImportStore {
  constructor(manager: EntityManager) {
    super(manager, SheetImportSchema);
  }

  async putFile(importId: string, bytes: Uint8Array): Promise<void> {
    await this.manager.query('insert into sheet_import_file (import_id, body) values ($1, $2)', [
      importId,
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    ]);
  }

  async dropFile(importId: string): Promise<void> {
    await affected(this.manager, 'delete from sheet_import_file where import_id = $1', [importId]);
  }

  async unfinished(organisationId: string): Promise<number> {
    const [found] = await rows<{ count: number }>(
      this.manager,
      'select count(*)::int as count from sheet_import where organisation_id = $1 and state <> all($2)',
      [organisationId, ENDED],
    );
    return found?.count ?? 0;
  }

  async prune(organisationId: string, keep: number): Promise<void> {
    await affected(
      this.manager,
      `delete from sheet_import where organisation_id = $1 and state = any($2) and id not in (
         select id from sheet_import where organisation_id = $1 order by created_at desc, id desc limit $3)`,
      [organisationId, ENDED, keep],
    );
  }

  async clearItems(importId: string): Promise<void> {
    await affected(this.manager, 'delete from sheet_import_item where import_id = $1', [importId]);
  }

  async countItems(importId: string): Promise<number> {
    const [found] = await rows<{ count: number }>(
      this.manager,
      'select count(*)::int as count from sheet_import_item where import_id = $1',
      [importId],
    );
    return found?.count ?? 0;
  }

  async addItems(items: readonly ImportItem[]): Promise<void> {
    await insertAll(this.manager, ImportItemSchema, items);
  }

  async nextItems(importId: string, after: number, limit: number): Promise<readonly ImportItem[]> {
    const found = await rows<Record<string, unknown>>(
      this.manager,
      `select ${fieldsOf(ImportItemSchema, 't')} from sheet_import_item t
       where t.import_id = $1 and t.number > $2 and t.plan <> 'REFUSED' and t.outcome is null
       order by t.number limit $3`,
      [importId, after, limit],
    );
    return found.map((row) => toDomain(ImportItemSchema, row));
  }

  async saveResults(importId: string, results: readonly ItemResult[]): Promise<void> {
    await affected(
      this.manager,
      `update sheet_import_item t set outcome = result.outcome, faults = result.faults, subject_id = result."subjectId"
       from jsonb_to_recordset($2::jsonb) as result(number int, outcome text, faults jsonb, "subjectId" text)
       where t.import_id = $1 and t.number = result.number`,
      [importId, JSON.stringify(storable(results))],
    );
  }

  retryFailed(importId: string): Promise<number> {
    return affected(
      this.manager,
      `update sheet_import_item set outcome = null, faults = '[]'::jsonb where import_id = $1 and outcome = 'FAILED'`,
      [importId],
    );
  }

  idsOfKeys(organisationId: string, kind: ImportKind, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return idsOfKeys(this.manager, organisationId, kind, keys);
  }

  async addKey(organisationId: string, kind: ImportKind, key: string, id: string): Promise<void> {
    await rows(
      this.manager,
      'insert into external_key (organisation_id, kind, key, subject_id) values ($1, $2, $3, $4)',
      [organisationId, kind, key, id],
    );
  }
}

/** A key given by the organisation goes before an id of its own that reads the same. */
export async function idsOfKeys(
  sql: Sql,
  organisationId: string,
  kind: ImportKind,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const own = kind === 'LISTINGS' ? 'listing where supplier_id' : 'tender where buyer_id';
  const [ids, given] = [
    await rows<{ key: string; id: string }>(sql, `select id as key, id from ${own} = $1 and id = any($2)`, [
      organisationId,
      keys,
    ]),
    await rows<{ key: string; id: string }>(
      sql,
      'select key, subject_id as id from external_key where organisation_id = $1 and kind = $2 and key = any($3)',
      [organisationId, kind, keys],
    ),
  ];
  return new Map([...ids, ...given].map(({ key, id }) => [key, id]));
}
