import { admits, downTo, follow, leaving, unitsFor, upTo, type TrainCandidate, type TrainProblem } from './problem';
import { costOf, solve } from './solve';

const candidate = (more: Partial<TrainCandidate> = {}): TrainCandidate => ({
  group: 0,
  keep: Float64Array.of(1),
  floor: Float64Array.of(0),
  guarantee: Float64Array.of(Infinity),
  added: Float64Array.of(0),
  most: Float64Array.of(Infinity),
  least: Float64Array.of(-Infinity),
  sets: Float64Array.of(NaN),
  recovery: 1,
  capacity: Infinity,
  capacityLeast: 0,
  maxUnits: 1,
  flowMost: Infinity,
  flowLeast: 0,
  perStage: Float64Array.of(1),
  perUnit: Float64Array.of(0),
  perFlow: Float64Array.of(0),
  position: 0,
  ...more,
});

const problem = (candidates: readonly TrainCandidate[], more: Partial<TrainProblem> = {}): TrainProblem => {
  const groups = Math.max(0, ...candidates.map(({ group }) => group)) + 1;
  return {
    stages: 3,
    kinds: Uint8Array.of(0),
    start: Float64Array.of(100),
    limit: Float64Array.of(10),
    flow: 1000,
    flowSpread: 1,
    groups,
    after: new Uint8Array(groups * groups),
    apart: new Uint8Array(groups * groups),
    resourceLimit: Float64Array.of(Infinity),
    candidates,
    ...more,
  };
};

describe('what leaves a stage', () => {
  const cases: readonly (readonly [
    what: string,
    c: number,
    keep: number,
    floor: number,
    guarantee: number,
    expected: number,
  ])[] = [
    ['a removal', 100, 0.2, 0, Infinity, 20],
    ['nothing stated', 100, 1, 0, Infinity, 100],
    ['a removal down to the floor', 100, 0.2, 30, Infinity, 30],
    ['a floor above the inlet removes nothing and adds nothing', 20, 0.2, 30, Infinity, 20],
    ['the better of removal and guarantee', 100, 0.2, 0, 5, 5],
    ['a guarantee below the floor', 100, 0.2, 30, 25, 25],
    ['a guarantee above the inlet', 4, 1, 0, 5, 4],
    ['all of it', 100, 0, 0, Infinity, 0],
    ['an unknown inlet and no guarantee', Infinity, 0, 0, Infinity, Infinity],
    ['an unknown inlet under a guarantee', Infinity, 0.1, 0, 5, 5],
  ];
  it.each(cases)('%s', (_what, c, keep, floor, guarantee, expected) => {
    expect(leaving(c, keep, floor, guarantee)).toBeCloseTo(expected, 12);
  });
});

describe('units and capacity', () => {
  const cases: readonly (readonly [flow: number, capacity: number, maxUnits: number, expected: number])[] = [
    [1000, 1000, 1, 1],
    [1001, 1000, 1, 0],
    [1001, 1000, 2, 2],
    [3000, 1000, 3, 3],
    [3000, 1000, 2, 0],
    [0.3, 0.1, 5, 3],
    [10, 0, 5, 0],
  ];
  it.each(cases)('a flow of %d with units of %d, at most %d', (flow, capacity, maxUnits, expected) => {
    expect(unitsFor({ capacity: upTo(capacity, false), maxUnits }, flow)).toBe(expected);
  });

  it('a varying flow must keep the least load at its lowest', () => {
    const one = candidate({ capacity: 500, maxUnits: 4, capacityLeast: 200 });
    expect(admits(problem([one]), one, 1000, 0)).toBe(2);
    expect(admits(problem([one], { flowSpread: 0.3 }), one, 1000, 0)).toBe(0);
  });

  it('equal but for rounding is equal, and an open end is not reached', () => {
    expect(50 * (1 + 5e-10) <= upTo(50, false)).toBe(true);
    expect(50 <= upTo(50, true)).toBe(false);
    expect(50 * (1 - 5e-10) >= downTo(50, false)).toBe(true);
    expect(50 >= downTo(50, true)).toBe(false);
  });
});

describe('the search', () => {
  const strong = candidate({ keep: Float64Array.of(0.1), perStage: Float64Array.of(5) });
  const weak = candidate({ group: 1, keep: Float64Array.of(0.4), perStage: Float64Array.of(1) });
  const fair = candidate({ group: 2, keep: Float64Array.of(0.25), perStage: Float64Array.of(2) });

  it('takes two cheap stages where one dear one would do, and names other technologies next', () => {
    const { trains, complete, bound } = solve(problem([strong, weak, fair]), { best: 3 });
    expect(trains.map(({ cost, order }) => [cost, [...order].sort()])).toEqual([
      [3, [1, 2]],
      [5, [0]],
    ]);
    expect([complete, bound]).toEqual([true, 3]);
  });

  it('keeps the order of the rules', () => {
    const after = new Uint8Array(9);
    after[1 * 3 + 2] = 1;
    const [train] = solve(problem([strong, weak, fair], { after }), { best: 1 }).trains;
    expect(train?.order).toEqual([2, 1]);
    expect(follow(problem([strong, weak, fair], { after }), [1, 2])).toBeUndefined();
  });

  it('keeps alternatives apart, and each group to one stage', () => {
    const apart = new Uint8Array(9);
    apart[1 * 3 + 2] = apart[2 * 3 + 1] = 1;
    expect(solve(problem([strong, weak, fair], { apart }), { best: 1 }).trains[0]?.cost).toBe(5);
    const twice = [candidate({ keep: Float64Array.of(0.3) }), candidate({ keep: Float64Array.of(0.3) })];
    expect(solve(problem(twice), { best: 1 }).trains).toEqual([]);
  });

  it('does not forget that a clean inlet can be too clean', () => {
    // The fair stage wants at least 50; behind the weak one it gets 40.
    const hungry = { ...fair, least: Float64Array.of(50) };
    const { trains } = solve(problem([weak, hungry]), { best: 1 });
    expect(trains[0]?.order).toEqual([1, 0]);
  });

  it('counts what a stage adds', () => {
    const adding = { ...weak, added: Float64Array.of(30) };
    const [train] = solve(problem([strong, adding, fair]), { best: 1 }).trains;
    expect(train?.cost).toBe(5);
  });

  it('lets lost water make the next stage smaller', () => {
    const losing = { ...weak, recovery: 0.5 };
    const small = { ...fair, capacity: 500 };
    expect(costOf(problem([losing, small]), [0, 1])).toBe(3);
    expect(costOf(problem([losing, small]), [1, 0])).toBeUndefined();
  });

  it('gives a bound when it is stopped', () => {
    const { complete, bound } = solve(problem([strong, weak, fair]), { best: 1, stop: () => true });
    expect(complete).toBe(false);
    expect(bound).toBeLessThanOrEqual(3);
  });

  it('has nothing to do where the limits are met', () => {
    const { trains } = solve(problem([strong], { start: Float64Array.of(10) }), { best: 1 });
    expect(trains).toEqual([{ order: [], cost: 0 }]);
  });
});
