import type { ImportItem, SheetImport } from '@huanpei/app';
import { EntitySchema } from 'typeorm';
import { flag, instant, instantOrNull, json, jsonOrNull, key, text, textOrNull, whole, type Columns } from '../columns';

export const SheetImportSchema = new EntitySchema<SheetImport>({
  name: 'sheet_import',
  columns: {
    id: key('id'),
    organisationId: text('organisation_id'),
    memberId: text('member_id'),
    role: text('role'),
    kind: text('kind'),
    format: text('format'),
    fileName: text('file_name'),
    size: whole('size'),
    language: text('language'),
    withoutKey: flag('without_key'),
    submit: flag('submit'),
    state: text('state'),
    fault: jsonOrNull('fault'),
    sheets: json('sheets'),
    columns: json('columns'),
    encoding: textOrNull('encoding'),
    counts: json('counts'),
    position: whole('position'),
    run: whole('run'),
    createdAt: instant('created_at'),
    checkedAt: instantOrNull('checked_at'),
    startedAt: instantOrNull('started_at'),
    endedAt: instantOrNull('ended_at'),
    version: whole('version'),
  } satisfies Columns<SheetImport>,
});

/** Read and written by SQL alone: no repository of it is needed. */
export const ImportItemSchema = new EntitySchema<ImportItem>({
  name: 'sheet_import_item',
  columns: {
    importId: key('import_id'),
    number: { ...whole('number'), primary: true },
    key: textOrNull('key'),
    read: json('read'),
    faults: json('faults'),
    warnings: json('warnings'),
    plan: text('plan'),
    fields: json('fields'),
    outcome: textOrNull('outcome'),
    subjectId: textOrNull('subject_id'),
  } satisfies Columns<ImportItem>,
});

/** The same with the id by which a list goes on. */
export const ListedItemSchema = new EntitySchema<ImportItem & { readonly id: string }>({
  name: 'sheet_import_item',
  columns: { ...ImportItemSchema.options.columns, id: text('id') } as Columns<ImportItem & { readonly id: string }>,
});
