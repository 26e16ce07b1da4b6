import type { Organisation } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { flag, instant, instantOrNull, json, key, text, textOrNull, whole, type Columns } from '../columns';

export const OrganisationSchema = new EntitySchema<Organisation>({
  name: 'organisation',
  columns: {
    id: key('id'),
    kind: text('kind'),
    state: text('state'),
    name: json('name'),
    creditCode: textOrNull('credit_code'),
    creditCodeCheck: text('credit_code_check'),
    region: textOrNull('region'),
    honours: json('honours'),
    demo: flag('demo'),
    reason: textOrNull('reason'),
    createdAt: instant('created_at'),
    decidedAt: instantOrNull('decided_at'),
    version: whole('version'),
  } satisfies Columns<Organisation>,
});
