import type { Demand, PreparedNeed } from './demand';
import type { MatchingReference } from './model';

/** What a need asks of the kind of equipment: a demand, or alternatives of which the best counts. */
export interface KindDemand {
  readonly weight: number;
  /** The subjects of each alternative, which count alike. */
  readonly alternatives: readonly (readonly string[])[];
}

/** What is said about a thing counts half of the thing itself: a metric such as the residence time serves many kinds. */
const METRIC = 0.5;
/** Of a listing without a technology, or with one of which nothing is known, it cannot be said. */
const UNKNOWN = 0.5;

/**
 * What a need asks of the kind, from its outlet limits, removals, cited rows, measured things and other figures, each by
 * the requirement's weight. A thing asked about twice (a limit and a removal, two limits under conditions, range and
 * drift of an instrument) is one thing, with the highest of the weights. Empty where nothing tells of the kind, or the
 * reference knows no kinds.
 */
export function kindDemandsOf({
  demands,
  reference,
}: Pick<PreparedNeed, 'demands' | 'reference'>): readonly KindDemand[] {
  const found = new Map<string, { weight: number; readonly alternatives: (readonly string[])[] }>();
  for (const demand of demands) {
    const subjects = subjectsOf(demand, reference);
    if (subjects.length === 0) continue;
    const weight = demand.weight * meanOf(subjects, (subject) => (isMetric(subject, reference) ? METRIC : 1));
    if (weight <= 0) continue;
    const key = demand.group === undefined ? `s ${subjects.join(' ')}` : `g ${demand.group}`;
    const known = found.get(key);
    if (!known) found.set(key, { weight, alternatives: [subjects] });
    else {
      known.weight = Math.max(known.weight, weight);
      if (demand.group !== undefined) known.alternatives.push(subjects);
    }
  }
  return [...found.values()];
}

function subjectsOf({ kind, asked }: Demand, { kinds }: MatchingReference): readonly string[] {
  if (!kinds || kind === 'ENVELOPE') return [];
  if (asked.kind === 'NUMERIC') return kinds.subjects(asked.demand.metric, asked.demand.parameter);
  return asked.kind === 'STANDARD' && asked.parameter !== undefined ? kinds.subjects('outlet', asked.parameter) : [];
}

const isMetric = (code: string, reference: MatchingReference): boolean =>
  reference.parameterKind(code)?.endsWith('-metric') ?? false;

function meanOf(subjects: readonly string[], value: (subject: string) => number): number {
  let sum = 0;
  for (const subject of subjects) sum += value(subject);
  return sum / subjects.length;
}

/**
 * How far the best of an offer's technologies is made for what the need asks about, in [0, 1]: the weighted share of it.
 * Where the need names technologies itself, being one of them is already half. It hangs on need and technologies alone,
 * so no figure and no finding moves it.
 */
export function suitabilityOf({ need, traits, reference }: PreparedNeed, technologies: readonly string[]): number {
  if (technologies.length === 0) return UNKNOWN;
  let best: number | undefined;
  for (const technology of technologies) {
    const madeFor = reference.kinds?.madeFor(technology);
    if (madeFor) best = Math.max(best ?? 0, shareOf(traits.kind, madeFor));
  }
  const share = best ?? UNKNOWN;
  // Only offers that share a technology with such a need are compared with it.
  return (need.technologies ?? []).length > 0 ? (1 + share) / 2 : share;
}

function shareOf(demands: readonly KindDemand[], madeFor: ReadonlyMap<string, number>): number {
  let sum = 0;
  let all = 0;
  const value = (subject: string): number => madeFor.get(subject) ?? 0;
  for (const { weight, alternatives } of demands) {
    let best = -Infinity;
    for (const subjects of alternatives) best = Math.max(best, meanOf(subjects, value));
    sum += weight * best;
    all += weight;
  }
  return all > 0 ? sum / all : 1;
}
