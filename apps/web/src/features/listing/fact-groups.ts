import type { FactRowFragment } from '../../generated/listing';

export interface FactGroup {
  /** Code of the metric; none for figures that are of the equipment as a whole. */
  readonly metric: string | undefined;
  readonly label: string;
  readonly facts: readonly FactRowFragment[];
}

/** What a reader looks for first: what comes out, then what may go in. */
const FIRST: readonly string[] = ['outlet', 'removal_pct', 'inlet'];

/**
 * The facts of a listing by what is said: a group for each metric that is said of parameters, those that are looked for
 * first in front, the others as they were stated; figures of the equipment as a whole stand together at the end.
 */
export function factGroups(facts: readonly FactRowFragment[]): readonly FactGroup[] {
  const ofParameters = new Map<string, FactRowFragment[]>();
  const whole: FactRowFragment[] = [];
  for (const fact of facts) {
    if (!fact.parameter) whole.push(fact);
    else ofParameters.set(fact.metric.code, [...(ofParameters.get(fact.metric.code) ?? []), fact]);
  }
  const place = (code: string) => (FIRST.indexOf(code) + 1 || FIRST.length + 1) - 1;
  return [
    ...[...ofParameters]
      .sort(([a], [b]) => place(a) - place(b))
      .map(([metric, of]) => ({ metric, label: of[0]?.metric.label ?? metric, facts: of })),
    ...(whole.length > 0 ? [{ metric: undefined, label: '', facts: whole }] : []),
  ];
}
