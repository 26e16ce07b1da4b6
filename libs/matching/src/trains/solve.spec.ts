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

  it.each([
    ['looks again at a set that was cut off by a train which a cheaper subset replaced', 3662, 10, 3, 3],
    ['does not let a cleaner state stand for one that a later stage still accepts', 5183, 11, 4, 4],
    ['does not lose a train to the rounding of what stages add', 7591, 11, 4, 4],
  ])('%s', (_what, seed, offers, parameters, stages) => {
    const { problem } = trainInstance(seed, { offers, parameters, stages, features: 'FULL' });
    const expected = irredundantCosts(enumerateTrains(problem), 3);
    expect(expected.length).toBeGreaterThan(0);
    const found = solve(problem, { best: 3 }).trains.map(({ cost }) => cost);
    expect(found).toHaveLength(expected.length);
    found.forEach((cost, i) => expect(cost).toBeCloseTo(expected[i]!, 6));
  });
});
