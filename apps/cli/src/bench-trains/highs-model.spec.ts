import { solveTrainProblem, trainInstance, type TrainInstanceShape } from '@huanpei/matching';
import { highsModel } from './highs-model';
import { Highs } from './highs-solver';

describe('the exact search for trains and HiGHS', () => {
  const shapes: readonly (readonly [count: number, shape: TrainInstanceShape])[] = [
    [30, { offers: 10, parameters: 3, stages: 3, features: 'LOG_LINEAR' }],
    [20, { offers: 20, parameters: 6, stages: 4, features: 'LOG_LINEAR' }],
  ];

  it.each(shapes)('find the same optimum of %d problems %j', async (count, shape) => {
    const highs = await Highs.start();
    let solvable = 0;
    for (let seed = 0; seed < count; seed += 1) {
      const { problem } = trainInstance(seed, shape);
      const ours = solveTrainProblem(problem, { best: 1 });
      const theirs = highs.solve(highsModel(problem), 30);
      expect(ours.complete).toBe(true);
      expect(theirs.status).toBe(ours.trains.length > 0 ? 'OPTIMAL' : 'INFEASIBLE');
      if (theirs.status !== 'OPTIMAL') continue;
      solvable += 1;
      const cost = ours.trains[0]?.cost ?? NaN;
      expect(Math.abs(cost - theirs.cost)).toBeLessThanOrEqual(1e-5 * Math.max(1, cost));
    }
    expect(solvable).toBeGreaterThan(count / 3);
  });

  it('tells a cost that is not the lowest from one that is, and one that no train has', async () => {
    const highs = await Highs.start();
    const { problem } = trainInstance(2, { offers: 20, parameters: 6, stages: 4, features: 'LOG_LINEAR' });
    const cost = solveTrainProblem(problem, { best: 1 }).trains[0]?.cost ?? NaN;
    for (const atMost of [cost * (1 + 5e-6), cost * 1.5]) {
      const answer = highs.solve(highsModel(problem, atMost), 30);
      expect(answer.status).toBe('OPTIMAL');
      if (answer.status === 'OPTIMAL') expect(Math.abs(answer.cost - cost)).toBeLessThanOrEqual(1e-5 * cost);
    }
    expect(highs.solve(highsModel(problem, cost * 0.99), 30).status).toBe('INFEASIBLE');
  });

  it('refuses what is not linear in logarithms', () => {
    const { problem } = trainInstance(1, { offers: 10, parameters: 3, stages: 3, features: 'FULL' });
    expect(() => highsModel(problem)).toThrow(/not linear/);
  });
});
