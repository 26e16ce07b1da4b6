import type { AuditEntry } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { instant, json, position, text, textOrNull, wholeOrNull, type Columns } from '../columns';

export const AuditSchema = new EntitySchema<AuditEntry>({
  name: 'audit_entry',
  columns: {
    position: { ...position('position'), primary: true },
    at: instant('at'),
    actor: text('actor'),
    organisationId: textOrNull('organisation_id'),
    action: text('action'),
    subjectKind: text('subject_kind'),
    subjectId: text('subject_id'),
    revision: wholeOrNull('revision'),
    reason: textOrNull('reason'),
    data: json('data'),
    previousHash: text('previous_hash'),
    hash: text('hash'),
  } satisfies Columns<AuditEntry>,
});
