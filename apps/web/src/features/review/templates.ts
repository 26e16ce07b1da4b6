import type { ReviewDecision } from '../../generated/schema';
import type { Template } from '../operator/reason-form';
import { texts } from './texts';

type Key = keyof (typeof texts)['zh']['templates'];
const of = (...keys: readonly Key[]): readonly Template[] =>
  keys.map((key) => ({ zh: texts.zh.templates[key], en: texts.en.templates[key] }));

/** What operators write most, by what they decide; approving needs no reason. */
export const TEMPLATES: Readonly<Record<ReviewDecision | 'SUSPEND', readonly Template[]>> = {
  APPROVE: [],
  REQUEST_CHANGES: of(
    'reportNumber',
    'reportMissing',
    'reportLapsed',
    'unit',
    'envelope',
    'condition',
    'name',
    'source',
  ),
  REJECT: of('duplicate', 'notEquipment', 'implausible', 'misleading'),
  SUSPEND: of('lapsedCertificate', 'complaint', 'supplierAsked'),
};
