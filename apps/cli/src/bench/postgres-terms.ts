import {
  prepareNeed,
  SCORE_TERMS,
  SCORE_WEIGHTS,
  scoreTermsOf,
  type Demand,
  type MatchingReference,
  type Need,
  type PreparedNeed,
  type ScoreTerm,
} from '@huanpei/matching';

/** The terms of the score that the SQL can work out: those that demands measure. */
export type SqlTerm = Exclude<ScoreTerm, 'scenario' | 'record' | 'freshness'>;

/**
 * The need with every term switched off that is measured by the offer itself, so that both sides answer the same
 * question; the engine's own times are those of the need as it is.
 */
export function forSql(need: Need, reference: MatchingReference, today: string): Need {
  const measured = new Set(prepareNeed(need, reference, today).demands.flatMap(scoreTermsOf));
  const others = SCORE_TERMS.filter((term) => !measured.has(term));
  return { ...need, weights: { ...need.weights, ...Object.fromEntries(others.map((term) => [term, 0])) } };
}

/** What a pass of one demand adds to the score, per unit of what each term measures. */
export type Coefficients = Readonly<Partial<Record<SqlTerm, number>>>;

/** One alternative that is measured: an ungrouped demand, or all members of a group. */
export interface Alternatives {
  readonly members: readonly number[];
  readonly coefficients: Coefficients;
}

/** Which terms a demand measures. */
export const sqlTermsOf = (demand: Demand): readonly SqlTerm[] => scoreTermsOf(demand) as readonly SqlTerm[];

/** The score taken apart into what each alternative adds: the term's weight over the weights that share it. */
export function alternativesOf({ demands, need }: PreparedNeed): readonly Alternatives[] {
  const lists = new Map<string, number[]>();
  demands.forEach((demand, index) => {
    const key = demand.group === undefined ? `demand ${index}` : `group ${demand.group}`;
    lists.set(key, [...(lists.get(key) ?? []), index]);
  });
  const measured = [...lists.values()]
    .map((members) => ({
      members,
      terms: [...new Set(members.flatMap((index) => sqlTermsOf(demands[index] as Demand)))],
      weight: Math.max(...members.map((index) => demands[index]?.weight ?? 0)),
    }))
    .filter(({ terms }) => terms.length > 0);
  const shared = new Map<SqlTerm, number>();
  for (const { terms, weight } of measured)
    for (const term of terms) shared.set(term, (shared.get(term) ?? 0) + weight);
  const weightOf = (term: SqlTerm) =>
    (shared.get(term) ?? 0) > 0 ? (need.weights?.[term] ?? SCORE_WEIGHTS[need.domain][term]) : 0;
  const all = [...shared.keys()].reduce((sum, term) => sum + weightOf(term), 0);
  return measured.map(({ members, terms, weight }) => ({
    members,
    coefficients: Object.fromEntries(
      terms.map((term) => [
        term,
        all > 0 && weightOf(term) > 0 ? (weightOf(term) * weight) / (shared.get(term) ?? 1) / all : 0,
      ]),
    ),
  }));
}
