import type { Times } from './percentiles';
import type { Outcomes, Shape } from './shape';

/** The one object on standard output (docs/benchmarks.md says what each figure means). */
export interface Report {
  readonly engine: string;
  readonly machine: {
    readonly cpus: number;
    readonly model: string;
    readonly memory_gb: number;
    readonly node: string;
  };
  readonly seed: number;
  readonly sizes: readonly SizeReport[];
  /** Exponent of growth from the smallest to the largest size; 1 is linear. */
  readonly growth: {
    readonly topk_p50: number;
    readonly topk_p95: number;
    readonly naive_p50: number;
    readonly postgres_p50: number | null;
    readonly reverse_p95: number;
  };
  readonly generator: Shape & { readonly outcomes: readonly ({ readonly offers: number } & Outcomes)[] };
  readonly missed: readonly string[];
  readonly took_s: number;
}

export interface SizeReport {
  readonly offers: number;
  readonly needs: number;
  readonly topk: Times;
  readonly near: Times;
  readonly explain20_ms: number;
  readonly explain20_p95_ms: number;
  readonly naive: Times & { readonly needs: number };
  readonly postgres: PostgresReport | null;
  readonly reverse: Times & {
    readonly needs: number;
    readonly offers_tried: number;
    readonly naive_p50_ms: number | null;
    readonly bytes_per_need: number;
    readonly build_s: number;
    readonly disagreements: number;
    readonly checked: number;
  };
  /** Growth of the process by the index, garbage collected before and after. */
  readonly bytes_per_offer: number;
  /** What the index itself counts; null when it does not. */
  readonly bytes_per_offer_said: number | null;
  readonly build_s: number;
  readonly snapshot_load_s: number | null;
  readonly snapshot_bytes_per_offer: number | null;
  /** The 95th percentile of one change. */
  readonly update_us: number;
  readonly update_p50_us: number;
  /** Medians over the same needs. */
  readonly ratio_to_naive: number;
  readonly ratio_to_postgres: number | null;
  /** Sampled answers that differ from the naive evaluator's: searches, explanations, and the other way round. */
  readonly disagreements: number;
  readonly checked: number;
}

export interface PostgresReport extends Times {
  readonly plan: string;
  readonly needs: number;
  readonly disagreements: number;
  readonly checked: number;
  readonly load_s: number;
  readonly bytes_per_offer: number;
  readonly shared_buffers: string;
  readonly tried: readonly (Times & {
    readonly plan: string;
    readonly needs: number;
    readonly disagreements: number;
  })[];
}
