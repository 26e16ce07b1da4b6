import type { OrganisationDecision } from '../../generated/schema';
import type { Template } from '../operator/reason-form';
import { texts } from './texts';

type Key = keyof (typeof texts)['zh']['templates'];
const of = (...keys: readonly Key[]): readonly Template[] =>
  keys.map((key) => ({ zh: texts.zh.templates[key], en: texts.en.templates[key] }));

/** What operators write most, by what they decide. */
export const TEMPLATES: Readonly<Record<OrganisationDecision, readonly Template[]>> = {
  VERIFY: of('override', 'checked'),
  REJECT: of('nameMismatch', 'notFound', 'revoked', 'notSupplier'),
  SUSPEND: of('complaint', 'falseData', 'revoked'),
  REINSTATE: of('resolved'),
};
