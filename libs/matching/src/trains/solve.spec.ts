import { enumerateTrains, irredundantCosts, trainInstance } from './instances';
import { costOf, solve } from './solve';

/** Long runs: TRAIN_RUNS=5000 npx jest libs/matching/src/trains/solve */
const RUNS = Number(process.env['TRAIN_RUNS'] ?? 300);

describe('the exact search for trains', () => {
  it(`agrees with plain enumeration on ${RUNS} problems with every feature`, () => {
    let solvable = 0;
    for (let seed = 0; seed < RUNS; seed += 1) {
      const { problem } = trainInstance(seed, {
        offers: 5 + (seed % 5),
        parameters: 1 + (seed % 4),
        stages: 2 + (seed % 3),
        features: seed % 3 === 0 ? 'LOG_LINEAR' : 'FULL',
      });
      const expected = irredundantCosts(enumerateTrains(problem), 3);
      const found = solve(problem, { best: 3 });
      expect(found.complete).toBe(true);
      if (expected.length > 0) solvable += 1;
      const costs = found.trains.map(({ cost }) => cost);
      if (
        costs.length !== expected.length ||
        costs.some((cost, i) => Math.abs(cost - expected[i]!) > 1e-7 * Math.max(1, cost))
      )
        throw new Error(`seed ${seed}: ${costs.join()} but enumeration finds ${expected.join()}`);
      for (const { order, cost } of found.trains) {
        const recomputed = costOf(problem, order);
        expect(recomputed).toBeDefined();
        expect(Math.abs(recomputed! - cost)).toBeLessThanOrEqual(1e-9 * Math.max(1, cost));
      }
    }
    expect(solvable).toBeGreaterThan(RUNS / 4);
  });

  it('looks again at a set that was cut off by a train which a cheaper subset replaced', () => {
    const { problem } = trainInstance(3662, { offers: 10, parameters: 3, stages: 3, features: 'FULL' });
    const expected = irredundantCosts(enumerateTrains(problem), 3);
    expect(expected).toHaveLength(3);
    const found = solve(problem, { best: 3 }).trains.map(({ cost }) => cost);
    expect(found).toHaveLength(3);
    found.forEach((cost, i) => expect(cost).toBeCloseTo(expected[i]!, 6));
  });
});
