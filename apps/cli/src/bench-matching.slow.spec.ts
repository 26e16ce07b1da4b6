import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(__dirname, '../run.mjs'), 'bench-matching', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });

describe('bench:matching', () => {
  it('measures three sizes and prints one object with what is promised', () => {
    const { status, stdout, stderr } = run('--offers', '3000', '--needs', '1000', '--json', '--check');
    const report = JSON.parse(stdout);
    expect(report.sizes.map(({ offers }: { offers: number }) => offers)).toEqual([30, 300, 3000]);
    const times = { p50_ms: expect.any(Number), p95_ms: expect.any(Number) };
    for (const size of report.sizes) {
      expect(size).toMatchObject({
        topk: times,
        near: times,
        explain20_ms: expect.any(Number),
        naive: { p50_ms: expect.any(Number) },
        postgres: { ...times, plan: expect.any(String), disagreements: 0 },
        reverse: { needs: expect.any(Number), ...times },
        bytes_per_offer: expect.any(Number),
        build_s: expect.any(Number),
        update_us: expect.any(Number),
        disagreements: 0,
      });
      expect(size).toHaveProperty('snapshot_load_s');
      expect(size.checked).toBeGreaterThan(0);
      expect(size.postgres.checked).toBeGreaterThan(0);
    }
    expect(report).toMatchObject({
      engine: expect.any(String),
      generator: { offers: { facts_not_stated: expect.any(Number) }, needs: { citing: expect.any(Number) } },
    });
    expect(report.generator.outcomes.at(-1)).toMatchObject({ offers: 3000, selectivity: expect.any(Object) });
    // --check says which targets are missed, and only then fails.
    expect(status).toBe(report.missed.length === 0 ? 0 : 1);
    for (const line of report.missed) expect(stderr).toContain(line);
  }, 600_000);

  it('refuses what it cannot measure', () => {
    expect(run('--offers', '5').status).toBe(2);
    expect(run('--offer', '5000').status).toBe(2);
  });
});
