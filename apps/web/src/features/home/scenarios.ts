import type { Domain } from '../../generated/schema';

/** Codes of the catalogue begin with their medium; that of monitoring is shortened. */
const SHORTENED: Readonly<Record<string, Domain>> = { mon: 'monitoring' };

/** The scenarios of a medium, in the order given. */
export const scenariosOf = <S extends { readonly code: string }>(
  scenarios: readonly S[],
  domain: Domain,
): readonly S[] =>
  scenarios.filter(({ code }) => {
    const beginning = code.split('.')[0] ?? '';
    return (SHORTENED[beginning] ?? beginning) === domain;
  });
