import { FirstTrains } from './first-trains';
import { enumerateTrains, irredundantCosts, trainInstance } from './instances';
import type { TrainProblem } from './problem';
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

  describe('the dives', () => {
    const shapes = [
      { offers: 8, parameters: 3, stages: 3 },
      { offers: 30, parameters: 5, stages: 4 },
    ];
    const problems = Array.from({ length: 60 }, (_, seed) =>
      shapes.map((shape) => trainInstance(seed, { ...shape, features: seed % 3 ? 'FULL' : 'LOG_LINEAR' }).problem),
    ).flat();

    afterEach(() => jest.restoreAllMocks());

    it('change nothing of a finished search, whichever of many equal trains it gives', () => {
      const even = problems.map((problem, i) => (i % 2 ? problem : withEqualCosts(problem)));
      const found = even.map((problem) => solve(problem, { best: 3 }).trains);
      expect(found.filter((trains) => trains.length > 0).length).toBeGreaterThan(40);
      jest.spyOn(FirstTrains.prototype, 'first').mockReturnValue();
      jest.spyOn(FirstTrains.prototype, 'more').mockReturnValue();
      expect(even.map((problem) => solve(problem, { best: 3 }).trains)).toEqual(found);
    });

    it('find a train before the search has begun', () => {
      let [answers, early] = [0, 0];
      for (const problem of problems) {
        const whole = solve(problem, { best: 1 });
        if (whole.trains.length === 0) continue;
        answers += 1;
        // The search itself asks first when it takes its first set; a dive asks once per train under way.
        let asked = 0;
        const stopped = solve(problem, { best: 1, stop: () => (asked += 1) > 40 });
        for (const { order, cost } of stopped.trains) expect(costOf(problem, order)).toBeCloseTo(cost, 9);
        expect(stopped.bound).toBeLessThanOrEqual((whole.trains[0]?.cost ?? NaN) * (1 + 1e-9));
        if (stopped.trains.length > 0) early += 1;
      }
      expect(early).toBeGreaterThan(0.9 * answers);
    });
  });
});

/** The same problem with every stage at the same cost, so that many trains are equal. */
const withEqualCosts = (problem: TrainProblem): TrainProblem => {
  const only = (values: Float64Array, cost: number) => values.map((value, r) => (r === 0 ? cost : value));
  const candidates = problem.candidates.map((one) => ({
    ...one,
    perStage: only(one.perStage, 1),
    perUnit: only(one.perUnit, 0),
    perFlow: only(one.perFlow, 0),
  }));
  return { ...problem, candidates };
};
