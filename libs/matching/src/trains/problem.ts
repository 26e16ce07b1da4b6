/**
 * A treatment train as numbers: what the exact search works on, and what is checked against enumeration and against an
 * integer-programming solver. Names, sentences and doubts live elsewhere (compile.ts); here are arrays alone.
 */

/** How a figure moves along a train. */
export const CONCENTRATION = 0;
/** A figure that a stage either sets or leaves alone; less is better (a demand for more is kept with its sign turned). */
export const SETTING = 1;

/** The position of a candidate that stands for the whole train: nothing comes before it, nothing follows. */
export const ALONE = 3;

/** One offer as a stage, under one set of conditions. Bounds already contain the engine's 1e-9 equality. */
export interface TrainCandidate {
  /** Index of the technology group; a train uses each group at most once. */
  readonly group: number;
  /** What is left of a concentration: 1 less the removal. */
  readonly keep: Float64Array;
  /** Concentration below which the stage removes nothing. */
  readonly floor: Float64Array;
  /** Guaranteed outlet; `Infinity` for none. */
  readonly guarantee: Float64Array;
  /** Concentration the stage itself adds. */
  readonly added: Float64Array;
  /** The inlet the stage accepts, both ends included. */
  readonly most: Float64Array;
  readonly least: Float64Array;
  /** For a `SETTING`: the figure it becomes; `NaN` leaves it. */
  readonly sets: Float64Array;
  /** Flow out per flow in. */
  readonly recovery: number;
  /** Flow one unit treats at most and at least; the least may not be undercut by the lowest flow. */
  readonly capacity: number;
  readonly capacityLeast: number;
  readonly maxUnits: number;
  /** The flow at which the candidate's conditions hold. */
  readonly flowMost: number;
  readonly flowLeast: number;
  /** What the stage uses of each resource: a share of its own, one per unit, one per flow. */
  readonly perStage: Float64Array;
  readonly perUnit: Float64Array;
  readonly perFlow: Float64Array;
  /** 0 anywhere, 1 only as first stage, 2 only later, `ALONE` only as the one stage of a train. */
  readonly position: 0 | 1 | 2 | typeof ALONE;
}

/** Find the cheapest trains that bring `start` to `limit` in at most `stages` stages. */
export interface TrainProblem {
  readonly stages: number;
  readonly kinds: Uint8Array;
  /** `Infinity`: not known, so that only a guarantee helps. */
  readonly start: Float64Array;
  /** Upper limits at the end (equality already added); `Infinity` for none. */
  readonly limit: Float64Array;
  /** The highest flow, and the lowest as a share of it. */
  readonly flow: number;
  readonly flowSpread: number;
  readonly groups: number;
  /** `after[a * groups + b]` is 1 when a must not come before b. */
  readonly after: Uint8Array;
  /** `apart[a * groups + b]` is 1 when a and b exclude each other. */
  readonly apart: Uint8Array;
  /** Limits of the resources; resource 0 is what is minimised and has none. */
  readonly resourceLimit: Float64Array;
  readonly candidates: readonly TrainCandidate[];
}

/** Numbers closer than this, relative to the larger, are the same (docs/exchange.md). */
const SAME = 1e-9;

/** The largest figure an upper end still keeps. */
export const upTo = (value: number, open: boolean): number =>
  value === Infinity ? Infinity : open ? value - SAME * Math.abs(value) : value + SAME * Math.abs(value);

/** The smallest figure a lower end still keeps. */
export const downTo = (value: number, open: boolean): number => -upTo(-value, open);

/** The least number of equal units that carry a flow; 0 when there is none. */
export function unitsFor({ capacity, maxUnits }: Pick<TrainCandidate, 'capacity' | 'maxUnits'>, flow: number): number {
  if (flow <= capacity) return 1;
  if (!(capacity > 0)) return 0;
  let units = Math.ceil(flow / capacity);
  if (units > 1 && flow / (units - 1) <= capacity) units -= 1;
  else if (flow / units > capacity) units += 1;
  return units <= maxUnits ? units : 0;
}

/** Whether the stage takes this flow at this place of the train: the units, or 0 when it does not. */
export function admits(problem: TrainProblem, candidate: TrainCandidate, flow: number, depth: number): number {
  if (depth === 0 ? candidate.position === 2 : candidate.position === 1 || candidate.position === ALONE) return 0;
  if (flow > candidate.flowMost || flow < candidate.flowLeast) return 0;
  const units = unitsFor(candidate, flow);
  return units > 0 && (flow * problem.flowSpread) / units >= candidate.capacityLeast ? units : 0;
}

/**
 * What leaves a stage: c' = min(c, G, max(min(c, f), c (1 - removal))) + a for a concentration, or what the stage sets.
 * False when the inlet is outside what the stage accepts.
 */
export function treat(
  kinds: Uint8Array,
  candidate: TrainCandidate,
  inlet: Float64Array,
  outlet: Float64Array,
): boolean {
  const { keep, floor, guarantee, added, most, least, sets } = candidate;
  for (let p = 0; p < inlet.length; p += 1) {
    const c = inlet[p] as number;
    if (c > (most[p] as number) || c < (least[p] as number)) return false;
    if (kinds[p] === SETTING) {
      const set = sets[p] as number;
      outlet[p] = set === set ? set : c;
      continue;
    }
    outlet[p] = leaving(c, keep[p] as number, floor[p] as number, guarantee[p] as number) + (added[p] as number);
  }
  return true;
}

/** c' = min(c, G, max(min(c, f), c (1 - removal))), also where the inlet is not known (`Infinity`). */
export function leaving(c: number, keep: number, floor: number, guarantee: number): number {
  if (c === Infinity) return guarantee;
  const removed = c * keep;
  const held = c < floor ? c : floor;
  const left = removed > held ? removed : held;
  const treated = left < c ? left : c;
  return guarantee < treated ? guarantee : treated;
}

/** What a stage uses of a resource at a flow carried by so many units. */
export const useOf = (candidate: TrainCandidate, resource: number, flow: number, units: number): number =>
  (candidate.perStage[resource] as number) +
  (candidate.perUnit[resource] as number) * units +
  (candidate.perFlow[resource] as number) * flow;

/** What a candidate uses of a resource at least at a flow; `Infinity` where it cannot carry it. */
export function leastOf(candidate: TrainCandidate, resource: number, flow: number): number {
  const units = unitsFor(candidate, flow);
  return units === 0 ? Infinity : useOf(candidate, resource, flow, units);
}

export const at = (candidates: readonly TrainCandidate[], index: number): TrainCandidate =>
  candidates[index] as TrainCandidate;

/** A train followed stage by stage, or undefined where it breaks a rule, an inlet or a capacity. */
export interface Followed {
  readonly states: readonly Float64Array[];
  readonly flows: readonly number[];
  readonly units: readonly number[];
  readonly used: Float64Array;
  /** Whether every limit is met at the end. */
  readonly reached: boolean;
}

/** Follows a given order of candidates; shared by the search (for its results) and by whoever checks one. */
export function follow(problem: TrainProblem, order: readonly number[]): Followed | undefined {
  const { kinds, groups, after, apart, resourceLimit } = problem;
  const states = [problem.start];
  const flows = [problem.flow];
  const units: number[] = [];
  const used = new Float64Array(resourceLimit.length);
  const before: number[] = [];
  for (const index of order) {
    const candidate = problem.candidates[index] as TrainCandidate;
    const depth = units.length;
    const flow = flows[depth] as number;
    for (const group of before) {
      if (group === candidate.group) return undefined;
      if (after[group * groups + candidate.group] === 1 || apart[group * groups + candidate.group] === 1)
        return undefined;
    }
    const count = admits(problem, candidate, flow, depth);
    if (count === 0 || (candidate.position === ALONE && order.length > 1)) return undefined;
    const outlet = new Float64Array(problem.start.length);
    if (!treat(kinds, candidate, states[depth] as Float64Array, outlet)) return undefined;
    for (let r = 0; r < used.length; r += 1) used[r] = (used[r] as number) + useOf(candidate, r, flow, count);
    states.push(outlet);
    flows.push(flow * candidate.recovery);
    units.push(count);
    before.push(candidate.group);
  }
  return { states, flows, units, used, reached: reached(problem, states[units.length] as Float64Array, used) };
}

/** Whether every limit is kept, of the state as of the resources. */
export function reached(problem: TrainProblem, state: Float64Array, used: Float64Array): boolean {
  for (let p = 0; p < state.length; p += 1) if ((state[p] as number) > (problem.limit[p] as number)) return false;
  for (let r = 1; r < used.length; r += 1) if ((used[r] as number) > (problem.resourceLimit[r] as number)) return false;
  return true;
}
