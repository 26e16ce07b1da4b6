import type { TrainProblem } from '@huanpei/matching';

/**
 * A train problem as a mixed-integer program in the LP format that HiGHS reads. Removals multiply, so in logarithms they add:
 * with y = ln(c / inlet) a stage gives y' >= y - removal, and a floor y' >= ln(floor / inlet) unless y' >= y. By-products,
 * losses and guarantees are not linear there, so problems with them are for plain enumeration; this throws on them.
 *
 * @param atMost a cost no train sought may exceed: with the cost of a known train the optimum stays the same and is found
 *   sooner; where the train is not one, or not the best, the answer tells
 */
export function highsModel(problem: TrainProblem, atMost = Infinity): string {
  const { candidates, stages, start, limit, groups, after } = problem;
  mustBeLogLinear(problem);
  const offers = [...candidates.keys()].filter((i) => {
    const { capacity, maxUnits } = at(candidates, i);
    return problem.flow <= capacity * maxUnits;
  });
  const figures = [...start.keys()];
  const rank = Array.from(
    { length: groups },
    (_, a) => [...Array(groups).keys()].filter((b) => after[a * groups + b] === 1).length,
  );
  const top = Math.max(...rank) + 1;
  const log = (value: number, p: number) => Math.log(value / at(start, p));
  const removal = (i: number, p: number) => -Math.log(at(at(candidates, i).keep, p));
  const floor = (i: number, p: number) => {
    const value = at(at(candidates, i).floor, p);
    return value > 0 && at(at(candidates, i).keep, p) < 1 ? Math.min(0, log(value, p)) : -Infinity;
  };
  // Lower than every limit that could matter need not be told apart.
  const lowest = figures.map((p) => {
    const limits = [at(limit, p), ...offers.map((i) => at(at(candidates, i).most, p))];
    return Math.min(0, ...limits.filter(Number.isFinite).map((value) => log(value, p)));
  });
  const lines: string[] = ['Minimize', ' obj:'];
  const term = (factor: number, name: string) =>
    `${factor < 0 ? '-' : '+'} ${Math.abs(factor).toPrecision(17)} ${name}`;
  const x = (s: number, i: number) => `x${s}_${i}`;
  const y = (s: number, p: number) => `y${s}_${p}`;
  const z = (s: number, p: number) => `z${s}_${p}`;
  const steps = Array.from({ length: stages }, (_, s) => s + 1);
  for (const s of steps) lines.push(` ${offers.map((i) => term(costOf(problem, i), x(s, i))).join('\n ')}`);
  lines.push('Subject To');
  let count = 0;
  const row = (terms: readonly string[], relation: string, right: number) => {
    count += 1;
    lines.push(` c${count}: ${terms.join('\n ')} ${relation} ${right.toPrecision(17)}`);
  };
  if (atMost < Infinity)
    row(
      steps.flatMap((s) => offers.map((i) => term(costOf(problem, i), x(s, i)))),
      '<=',
      atMost,
    );
  const floors: string[] = [];
  for (const s of steps) {
    row(
      offers.map((i) => term(1, x(s, i))),
      '<=',
      1,
    );
    if (s < stages) {
      // Stages are filled from the front, by rising rank.
      row([...offers.map((i) => term(1, x(s + 1, i))), ...offers.map((i) => term(-1, x(s, i)))], '<=', 0);
      const ranked = offers.filter((i) => at(rank, at(candidates, i).group) > 0);
      row(
        [
          ...ranked.map((i) => term(at(rank, at(candidates, i).group), x(s, i))),
          ...offers.map((i) => term(top - at(rank, at(candidates, i).group), x(s + 1, i))),
        ],
        '<=',
        top,
      );
    }
  }
  for (let g = 0; g < groups; g += 1) {
    const of = offers.filter((i) => at(candidates, i).group === g);
    if (of.length > 0)
      row(
        steps.flatMap((s) => of.map((i) => term(1, x(s, i)))),
        '<=',
        1,
      );
  }
  for (const s of steps) {
    for (const p of figures) {
      const low = at(lowest, p);
      const before = s === 1 ? [] : [term(-1, y(s - 1, p))];
      const removing = offers.filter((i) => removal(i, p) > 0);
      row([term(1, y(s, p)), ...before, ...removing.map((i) => term(removal(i, p), x(s, i)))], '>=', 0);
      const floored = offers.filter((i) => floor(i, p) > low + 1e-12);
      if (floored.length > 0) {
        floors.push(z(s, p));
        row(
          [term(1, y(s, p)), term(-low, z(s, p)), ...floored.map((i) => term(-(floor(i, p) - low), x(s, i)))],
          '>=',
          low,
        );
        row([term(1, y(s, p)), ...before, term(low, z(s, p))], '>=', low);
      }
      const strict = offers.filter((i) => at(at(candidates, i).most, p) < at(start, p));
      if (strict.length > 0) {
        const bound = strict.map((i) => term(-log(at(at(candidates, i).most, p), p), x(s, i)));
        row(s === 1 ? bound : [term(1, y(s - 1, p)), ...bound], '<=', 0);
      }
    }
  }
  lines.push('Bounds');
  for (const s of steps) {
    for (const p of figures) {
      const end = s === stages && at(limit, p) < at(start, p) ? log(at(limit, p), p) : 0;
      lines.push(` ${at(lowest, p).toPrecision(17)} <= ${y(s, p)} <= ${end.toPrecision(17)}`);
    }
  }
  lines.push(
    'Binary',
    ...steps.flatMap((s) => offers.map((i) => ` ${x(s, i)}`)),
    ...floors.map((name) => ` ${name}`),
    'End',
    '',
  );
  return lines.join('\n');
}

/** The price of an offer at the one flow there is, with the units it takes. */
function costOf({ candidates, flow }: TrainProblem, i: number): number {
  const { capacity, perStage, perUnit, perFlow } = at(candidates, i);
  const units = Math.max(1, Math.ceil(flow / capacity));
  return at(perStage, 0) + at(perUnit, 0) * units + at(perFlow, 0) * flow;
}

function mustBeLogLinear({ candidates, kinds, resourceLimit, apart, start }: TrainProblem): void {
  const none = (values: Float64Array, value: number) => values.every((one) => one === value);
  const linear =
    kinds.every((kind) => kind === 0) &&
    start.every(Number.isFinite) &&
    resourceLimit.length === 1 &&
    apart.every((one) => one === 0) &&
    candidates.every(
      ({ recovery, added, guarantee, least, position, capacityLeast }) =>
        recovery === 1 &&
        none(added, 0) &&
        none(guarantee, Infinity) &&
        none(least, -Infinity) &&
        position === 0 &&
        capacityLeast === 0,
    );
  if (!linear) throw new Error('this train problem is not linear in logarithms');
}

function at<T>(list: ArrayLike<T>, index: number): T {
  const one = list[index];
  if (one === undefined) throw new RangeError(`no element ${index}`);
  return one;
}
