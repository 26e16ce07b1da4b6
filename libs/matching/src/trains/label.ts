import type { TrainProblem } from './problem';

/** A train under way within one set of groups: what the search keeps of it. */
export interface Label {
  readonly cost: number;
  readonly used: Float64Array;
  readonly state: Float64Array;
  readonly flow: number;
  readonly previous: Label | undefined;
  readonly candidate: number;
  readonly members: number;
  readonly depth: number;
  readonly made: number;
  bound: number;
  repriced: boolean;
  dead: boolean;
}

/** The train before its first stage. */
export function firstLabel(problem: TrainProblem, resources: number): Label {
  return {
    cost: 0,
    used: new Float64Array(resources),
    state: problem.start,
    flow: problem.flow,
    previous: undefined,
    candidate: -1,
    members: 0,
    depth: 0,
    made: 0,
    bound: 0,
    repriced: false,
    dead: false,
  };
}

/** The candidates of a train in the order of its stages. */
export function stagesOf(label: Label): readonly number[] {
  const order: number[] = [];
  for (let step: Label | undefined = label; step?.previous !== undefined; step = step.previous)
    order.push(step.candidate);
  return order.reverse();
}
