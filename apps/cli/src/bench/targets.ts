import type { Report, SizeReport } from './report';

/** One figure with the least or the most it may be. */
interface Target {
  readonly name: string;
  readonly unit: string;
  readonly of: (last: SizeReport, report: Report) => number | null;
  readonly most?: number;
  readonly least?: number;
}

/** What must hold at the largest size: 1,000,000 offers and 100,000 needs on two cores. */
const TARGETS: readonly Target[] = [
  { name: 'topk.p50_ms', unit: 'ms', of: ({ topk }) => topk.p50_ms, most: 2 },
  { name: 'topk.p95_ms', unit: 'ms', of: ({ topk }) => topk.p95_ms, most: 10 },
  { name: 'ratio_to_postgres', unit: 'x', of: (last) => last.ratio_to_postgres, least: 50 },
  { name: 'near.p95_ms', unit: 'ms', of: ({ near }) => near.p95_ms, most: 15 },
  { name: 'reverse.p95_ms', unit: 'ms', of: ({ reverse }) => reverse.p95_ms, most: 0.5 },
  { name: 'bytes_per_offer', unit: 'B', of: (last) => last.bytes_per_offer, most: 500 },
  { name: 'build_s', unit: 's', of: (last) => last.build_s, most: 12 },
  { name: 'snapshot_load_s', unit: 's', of: (last) => last.snapshot_load_s, most: 1 },
  { name: 'update_us', unit: 'µs', of: (last) => last.update_us, most: 100 },
  { name: 'explain20_ms', unit: 'ms', of: (last) => last.explain20_ms, most: 1 },
  { name: 'growth.topk_p50', unit: 'exponent', of: (_, { growth }) => growth.topk_p50, most: 0.999 },
  { name: 'growth.topk_p95', unit: 'exponent', of: (_, { growth }) => growth.topk_p95, most: 0.999 },
];

/** The targets that a report misses, each as a line that says by how much. What was not measured is missed. */
export function missed(report: Report): readonly string[] {
  const last = report.sizes.at(-1);
  if (!last) return ['nothing was measured'];
  const lines = TARGETS.flatMap(({ name, unit, of, most, least }) => {
    const value = of(last, report);
    const bound = most === undefined ? `≥ ${least}` : `≤ ${most}`;
    if (value === null || !Number.isFinite(value)) return [`${name}: not measured, must be ${bound} ${unit}`];
    const kept = most === undefined ? value >= (least ?? 0) : value <= most;
    return kept ? [] : [`${name}: ${value} ${unit}, must be ${bound} ${unit}`];
  });
  const wrong = report.sizes.flatMap(({ offers, disagreements, postgres }) => [
    ...(disagreements === 0 ? [] : [`disagreements at ${offers} offers: ${disagreements}, must be 0`]),
    ...(postgres && postgres.disagreements > 0
      ? [`disagreements of Postgres at ${offers} offers: ${postgres.disagreements}, must be 0`]
      : []),
  ]);
  return [...lines, ...wrong];
}
