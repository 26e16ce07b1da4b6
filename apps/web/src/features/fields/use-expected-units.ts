import { useMemo } from 'react';
import { useQuery } from 'urql';
import { ExpectedUnitsDocument } from '../../generated/fields';
import type { Reference } from './reference';

/**
 * The reference data with the units that offers of these technologies, else of this scenario, else of this domain are expected
 * to state their figures in.
 */
export function useExpectedUnits(
  reference: Reference,
  equipment:
    | {
        readonly technologies: readonly string[];
        readonly scenario?: string | undefined;
        readonly domain: string;
      }
    | undefined,
): Reference {
  const { technologies = [], scenario, domain } = equipment ?? {};
  const codes = technologies.length > 0 ? [...technologies] : [scenario ?? domain ?? ''];
  const [{ data }] = useQuery({ query: ExpectedUnitsDocument, variables: { codes }, pause: equipment === undefined });
  const facts = data?.factTemplate.facts;
  return useMemo(
    () => ({
      ...reference,
      expectedUnits: (metric, parameter) =>
        // What any parameter may be stated of stands in the parameter's own unit.
        facts?.find((fact) => !fact.anyParameter && fact.metric.code === metric && fact.parameter?.code === parameter)
          ?.units ?? [],
    }),
    [reference, facts],
  );
}
