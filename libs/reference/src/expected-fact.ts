import { betterOf, type MatchingReference, type Op } from '@huanpei/matching';

/** As much of an expected fact as says what states it. */
export interface Expectation {
  readonly metric: string;
  /** Metrics that say as much: a removal may stand in for an outlet. */
  readonly or?: readonly string[];
  readonly parameter?: string | undefined;
  /** Any parameter will do, because the technology serves many. */
  readonly anyParameter?: boolean;
}

/** As much of a fact as completeness looks at. */
export interface StatedFact {
  readonly metric: string;
  readonly parameter?: string | null | undefined;
}

/** Whether one of the facts states what is expected. */
export function isStated(
  { metric, or = [], parameter, anyParameter }: Expectation,
  facts: readonly StatedFact[],
): boolean {
  const metrics = [metric, ...or];
  const isAny = anyParameter === true || parameter === undefined;
  return facts.some((fact) => metrics.includes(fact.metric) && (isAny || fact.parameter === parameter));
}

/** Below this share of what equipment of its kind states, a listing answers few tenders. */
const LITTLE = 0.5;

/** Whether a listing says so little of what its kind states that whoever puts it up should hear it. */
export const saysLittle = ({ share }: { readonly share: number }): boolean => share < LITTLE;

/** Stated with two ends: what may come in, and how warm it may be. */
const RANGES: readonly string[] = ['inlet', 'operating_temp'];

/**
 * The sign with which equipment usually states a figure: at most where less is better, at least where more is. An outlet
 * of what is not to be removed, such as the pH, is to lie between two ends.
 */
export function usualOp(
  metric: string,
  parameter: string | undefined,
  reference: Pick<MatchingReference, 'parameterKind'>,
): Op {
  if (RANGES.includes(metric)) return 'range';
  switch (betterOf(metric, parameter, reference)) {
    case 'LOWER':
      return '<=';
    case 'HIGHER':
      return '>=';
    case null:
      return metric === 'outlet' && parameter !== undefined ? 'range' : '=';
  }
}
