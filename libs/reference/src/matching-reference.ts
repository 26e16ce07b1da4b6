import type { MatchingReference } from '@huanpei/matching';
import { once } from './data-file';
import { EDITION } from './edition';
import { kinds } from './kinds';
import { parameters } from './parameters';
import { standards } from './standards';
import { taxonomy } from './taxonomy';

/** The reference data as the matching engine reads them. */
export const matchingReference: () => MatchingReference = once(() => ({
  edition: EDITION,
  parameterKind: (code) => parameters().byCode(code)?.kind,
  limits: (code, level) => standards().limits(code, level),
  taxonomyParent: (code) => taxonomy().byCode(code)?.parent ?? undefined,
  kinds,
}));
