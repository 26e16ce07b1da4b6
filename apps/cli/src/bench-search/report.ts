import type { SearchKind } from '@huanpei/app';
import type { Times } from '../bench/percentiles';
import type { Written } from './queries';

/** The kinds of question that are measured. */
export const QUESTIONS = ['text', 'faceted', 'autocomplete'] as const;
export type Question = (typeof QUESTIONS)[number];

export interface QuestionTimes extends Times {
  readonly count: number;
}

/** What one search index was measured at (docs/benchmarks.md says what each figure means). */
export interface AdapterReport {
  readonly name: 'postgres' | 'meilisearch';
  /** Listings; `held` says what there is in all. */
  readonly docs: number;
  readonly held: { readonly [K in SearchKind]: number };
  readonly index_per_s: number;
  readonly rebuild_s: number;
  /** Processor time of the process that rebuilds; the database's is not in it. */
  readonly rebuild_cpu_s: number;
  readonly lag_p50_ms: number;
  readonly lag_p95_ms: number;
  readonly stream: {
    readonly per_s: number;
    readonly seconds: number;
    readonly changes: number;
    /** Changes that could not be found within the patience of the bench; must be 0. */
    readonly lost: number;
    /** Documents written for these changes, and in how many writes. */
    readonly documents: number;
    readonly writes: number;
    /** Of this process, with its questions, and of the indexer: what else runs on the machine makes times longer, and this little. */
    readonly cpu_s: number;
  };
  readonly queries: { readonly [Q in Question]: QuestionTimes };
  /** The same questions while the stream runs. */
  readonly queries_in_stream: { readonly [Q in Question]: QuestionTimes };
  /** In the stream over quiet. */
  readonly ratio: { readonly [Q in Question]: { readonly p50: number; readonly p95: number } };
  /** Text queries by how they are written. */
  readonly written: { readonly [W in Written]: QuestionTimes & { readonly without_hits: number } };
}

/** The one object on standard output. */
export interface Report {
  readonly seed: number;
  readonly machine: {
    readonly cpus: number;
    readonly model: string;
    readonly memory_gb: number;
    readonly node: string;
  };
  readonly adapters: readonly AdapterReport[];
  readonly missed: readonly string[];
  readonly took_s: number;
}

interface Target {
  readonly name: string;
  readonly of: (report: AdapterReport) => number;
  readonly most: number;
  readonly unit: string;
}

/** What must hold on Postgres at 100,000 listings on two cores. */
const TARGETS: readonly Target[] = [
  { name: 'queries.faceted.p95_ms', of: ({ queries }) => queries.faceted.p95_ms, most: 50, unit: 'ms' },
  { name: 'queries.autocomplete.p95_ms', of: ({ queries }) => queries.autocomplete.p95_ms, most: 20, unit: 'ms' },
  { name: 'rebuild_s', of: ({ rebuild_s }) => rebuild_s, most: 120, unit: 's' },
  { name: 'lag_p95_ms', of: ({ lag_p95_ms }) => lag_p95_ms, most: 1_000, unit: 'ms' },
  { name: 'stream.lost', of: ({ stream }) => stream.lost, most: 0, unit: 'changes' },
  ...QUESTIONS.map((question) => ({
    name: `ratio.${question}.p95`,
    of: ({ ratio }: AdapterReport) => ratio[question].p95,
    most: 1.5,
    unit: 'x',
  })),
];

/** The targets that an adapter misses, each as a line that says by how much. */
export function missed(report: AdapterReport): readonly string[] {
  return TARGETS.flatMap(({ name, of, most, unit }) => {
    const value = of(report);
    return value <= most ? [] : [`${report.name} ${name}: ${value} ${unit}, must be ≤ ${most} ${unit}`];
  });
}
