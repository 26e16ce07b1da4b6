import type { Report, SizeReport } from './report';
import { missed } from './targets';

const size = {
  offers: 1_000_000,
  topk: { p50_ms: 1, p95_ms: 5 },
  near: { p50_ms: 2, p95_ms: 9 },
  explain20_ms: 0.5,
  reverse: { p95_ms: 0.2 },
  bytes_per_offer: 400,
  build_s: 9,
  snapshot_load_s: 0.8,
  update_us: 60,
  ratio_to_postgres: 80,
  disagreements: 0,
  postgres: { disagreements: 0 },
} as unknown as SizeReport;
const report = (last: Partial<SizeReport>, growth = { topk_p50: 0.7, topk_p95: 0.8 }) =>
  ({ sizes: [{ ...size, ...last }], growth }) as unknown as Report;

describe('the targets', () => {
  it('are met by a report that keeps every one of them', () => {
    expect(missed(report({}))).toEqual([]);
  });

  it.each<[string, Partial<SizeReport>]>([
    ['topk.p95_ms', { topk: { p50_ms: 1, p95_ms: 10.1 } }],
    ['ratio_to_postgres', { ratio_to_postgres: 49 }],
    ['bytes_per_offer', { bytes_per_offer: 501 }],
    ['snapshot_load_s', { snapshot_load_s: null }],
    ['update_us', { update_us: 101 }],
    ['disagreements', { disagreements: 1 }],
  ])('name %s when it is missed', (name, last) => {
    const lines = missed(report(last));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(name);
  });

  it('hold growth below linear', () => {
    expect(missed(report({}, { topk_p50: 1, topk_p95: 0.5 }))).toHaveLength(1);
    expect(missed(report({}, { topk_p50: NaN, topk_p95: 0.5 }))).toHaveLength(1);
  });
});
