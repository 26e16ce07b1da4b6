import { useCallback } from 'react';
import { useClient } from 'urql';
import { TemplateOfDocument } from '../../generated/tender-editor';
import type { Reference } from '../fields/reference';
import type { Parts } from './draft-state';
import { partsOfTemplate } from './template';

/** Reads the lines that a scenario and technologies bring; nothing while the server cannot be asked. */
export function useTemplate(
  reference: Reference,
): (scenario: string | undefined, technologies: readonly string[]) => Promise<Parts | undefined> {
  const client = useClient();
  return useCallback(
    async (scenario, technologies) => {
      const all = [...(scenario === undefined ? [] : [scenario]), ...technologies];
      const { data } = await client
        .query(TemplateOfDocument, { technologies: all, scenario: scenario ?? '' })
        .toPromise();
      if (!data) return undefined;
      const inlets = data.technologyGuide?.usualInlets ?? [];
      return partsOfTemplate(data.factTemplate.facts, inlets, (code) => reference.parameter(code)?.kind);
    },
    [client, reference],
  );
}
