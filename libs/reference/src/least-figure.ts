import type { MatchingReference } from '@huanpei/matching';

/** Metrics by which a content of something is stated. */
const CONTENTS: readonly string[] = ['inlet', 'outlet', 'outlet_floor', 'added'];
/** Kinds of parameters that are amounts of something; a temperature or a potential may lie below zero. */
const AMOUNTS: readonly string[] = ['pollutant', 'sum', 'group', 'lower-bound', 'capacity'];

/**
 * The least that a figure can be, in its own unit: nothing holds less than none of a substance, and nothing treats less
 * than no flow. Undefined where figures below zero make sense, as of temperatures.
 */
export function leastFigure(
  {
    metric,
    parameter,
    unit,
  }: { readonly metric: string; readonly parameter?: string | undefined; readonly unit: string },
  { parameterKind }: Pick<MatchingReference, 'parameterKind'>,
): number | undefined {
  if (metric === 'capacity' || metric === 'removal_pct') return 0;
  const isAmount = parameter !== undefined && AMOUNTS.includes(parameterKind(parameter) ?? '');
  return CONTENTS.includes(metric) && isAmount && unit !== 'degC' ? 0 : undefined;
}
