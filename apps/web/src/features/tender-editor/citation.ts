import type { DraftCitation } from './draft';
import type { Limit } from './use-limits';

export type Holds = 'OPEN' | 'YES' | 'NO';

/** The conditions and scopes under which limits hold, each once, with what it is called. */
export function conditionsOf(limits: readonly Limit[]): readonly { readonly text: string; readonly label: string }[] {
  const found = new Map<string, string>();
  for (const { condition, conditionLabel, scope, scopeLabel } of limits) {
    if (condition) found.set(condition, conditionLabel ?? condition);
    if (scope) found.set(scope, scopeLabel ?? scope);
  }
  return [...found].map(([text, label]) => ({ text, label }));
}

/** The citation for these parameters alone; for all of them when none are given. */
export function narrowed(
  { parameters: _parameters, ...citation }: DraftCitation,
  parameters: readonly string[] | undefined,
): DraftCitation {
  return parameters === undefined ? citation : { ...citation, parameters };
}

/** Takes a parameter in or out; all of them is the whole class again, and one stays at least. */
export function toggledParameter(citation: DraftCitation, code: string, all: readonly string[]): DraftCitation {
  const now = citation.parameters ?? all;
  const next = now.includes(code)
    ? now.filter((one) => one !== code)
    : all.filter((one) => one === code || now.includes(one));
  if (next.length === 0) return citation;
  return narrowed(citation, next.length === all.length ? undefined : next);
}
