import { ALONE, CONCENTRATION, SETTING, follow, type TrainCandidate, type TrainProblem } from './problem';

/**
 * What the search is checked with: seeded train problems, the same for a seed on every machine, and plain enumeration. The
 * product itself uses none of this.
 */

/** Mulberry32: a small generator whose sequence is fixed by its seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface InstanceShape {
  readonly offers: number;
  readonly parameters: number;
  readonly stages: number;
  /** `LOG_LINEAR`: what an integer program can say in logarithms; `FULL`: by-products, losses, guarantees, units and more. */
  readonly features: 'LOG_LINEAR' | 'FULL';
}

export interface TrainInstance {
  readonly problem: TrainProblem;
  /** A train that solves it, where the limits were drawn from one. */
  readonly witness?: readonly number[];
}

/** A problem of the shape, with technologies in ranks, offers scattered around their technology, and limits worth a train. */
export function trainInstance(seed: number, { offers, parameters, stages, features }: InstanceShape): TrainInstance {
  const next = random(seed * 2654435761 + offers * 7919 + parameters * 104729 + stages);
  const between = (low: number, high: number) => low + (high - low) * next();
  const chance = (share: number) => next() < share;
  const full = features === 'FULL';
  const groups = Math.min(24, Math.max(stages + 1, Math.round(offers / 5)));
  const flow = between(2000, 20000);
  const rank = Array.from({ length: groups }, () => Math.floor(next() * 5));
  const start = Float64Array.from({ length: parameters }, () => 10 ** between(0.5, 3));
  const hard = between(0.8, 2.2);
  const limit = start.map((c) => (chance(0.15) ? Infinity : c * 10 ** -between(0, hard)));
  const setting = full && chance(0.3) ? 1 : 0;
  const kinds = new Uint8Array(parameters + setting).fill(CONCENTRATION);
  if (setting) kinds[parameters] = SETTING;
  const size = parameters + setting;
  const profile = Array.from({ length: groups }, () => ({
    removal: Float64Array.from({ length: parameters }, () => (chance(0.45) ? between(0.2, 0.98) : 0)),
    price: 10 ** between(0, 1.6),
    envelope: Float64Array.from({ length: parameters }, () => (chance(0.12) ? 10 ** between(-1.2, 0.3) : Infinity)),
    losses: full && chance(0.3),
  }));
  const least = full && chance(0.35);
  const turndown = full && chance(0.35);
  const flowBound = full && chance(0.2);
  const positions = full && chance(0.15);
  const resources = full && chance(0.4) ? 2 : 1;
  const candidates: TrainCandidate[] = [];
  for (let i = 0; i < offers; i += 1) {
    const group = i < groups ? i : Math.floor(next() * groups);
    const of = profile[group] as (typeof profile)[number];
    const quality = between(-1, 1);
    const each = (figure: (p: number) => number, setting: number) =>
      Float64Array.from({ length: size }, (_, p) => (p < parameters ? figure(p) : setting));
    const keep = each((p) => {
      const r = of.removal[p] as number;
      if (r === 0) return 1;
      return Math.max(0.002, Math.min(1, (1 - r) * 10 ** (-0.25 * quality + between(-0.2, 0.2))));
    }, 1);
    const removes = (p: number) => (keep[p] as number) < 1;
    const floor = each((p) => (removes(p) && chance(0.3) ? (start[p] as number) * 10 ** -between(0.5, 2.5) : 0), 0);
    const guarantee = each(
      (p) => (full && chance(0.06) ? (start[p] as number) * 10 ** -between(0.3, 2.2) : Infinity),
      Infinity,
    );
    const added = each(
      (p) => (full && !removes(p) && chance(0.12) ? (start[p] as number) * 10 ** -between(1, 2.5) : 0),
      0,
    );
    const most = each(
      (p) =>
        (of.envelope[p] as number) < Infinity
          ? (start[p] as number) * (of.envelope[p] as number) * between(0.8, 1.6)
          : Infinity,
      Infinity,
    );
    const low = each(
      (p) => (least && chance(0.3) ? (start[p] as number) * 10 ** -between(0.1, 1.5) : -Infinity),
      -Infinity,
    );
    const capacity = full ? flow * between(0.15, 1.6) : Infinity;
    const price = of.price * 10 ** (0.2 * quality + between(-0.15, 0.15));
    const energy = between(0, 0.0004);
    candidates.push({
      group,
      keep,
      floor,
      guarantee,
      added,
      most,
      least: low,
      sets: Float64Array.from({ length: size }, (_, p) =>
        p >= parameters && chance(0.3) ? (chance(0.7) ? 0 : 1) : NaN,
      ),
      recovery: of.losses && chance(0.7) ? between(0.6, 0.99) : 1,
      capacity,
      capacityLeast: turndown && chance(0.5) ? capacity * between(0.2, 0.7) : 0,
      maxUnits: full ? Math.ceil(between(0.5, 6)) : 1,
      flowMost: flowBound && chance(0.2) ? flow * between(0.7, 1.1) : Infinity,
      flowLeast: flowBound && chance(0.2) ? flow * between(0.4, 0.95) : 0,
      perStage: Float64Array.from({ length: resources }, (_, r) =>
        r === 0 ? (full ? price * 0.2 : price) : between(0, 3),
      ),
      perUnit: Float64Array.from({ length: resources }, (_, r) => (r === 0 ? (full ? price * 0.4 : 0) : between(0, 1))),
      perFlow: Float64Array.from({ length: resources }, (_, r) => (r === 0 && full ? energy : 0)),
      position: positions && chance(0.2) ? somePosition(next()) : 0,
    });
  }
  const after = new Uint8Array(groups * groups);
  const apart = new Uint8Array(groups * groups);
  for (let a = 0; a < groups; a += 1) {
    for (let b = 0; b < groups; b += 1) {
      if ((rank[a] as number) > (rank[b] as number)) after[a * groups + b] = 1;
      if (a < b && full && chance(0.04)) apart[a * groups + b] = apart[b * groups + a] = 1;
    }
  }
  const problem: TrainProblem = {
    stages,
    kinds,
    start: Float64Array.from({ length: size }, (_, p) =>
      p < parameters ? (full && chance(0.03) ? Infinity : (start[p] as number)) : 1,
    ),
    limit: Float64Array.from({ length: size }, (_, p) => (p < parameters ? (limit[p] as number) : 0)),
    flow,
    flowSpread: full && chance(0.3) ? between(0.6, 1) : 1,
    groups,
    after,
    apart,
    resourceLimit: Float64Array.from({ length: resources }, (_, r) => (r === 0 ? Infinity : between(6, 14))),
    candidates,
  };
  return withWitness(problem, parameters, next);
}

const somePosition = (share: number): 1 | 2 | typeof ALONE => (share < 0.35 ? 1 : share < 0.7 ? 2 : ALONE);

/**
 * Limits that some train just meets, in four problems of five, so that most have an answer and few an easy one. The rest
 * keep limits drawn blindly and are mostly out of reach.
 */
function withWitness(problem: TrainProblem, parameters: number, next: () => number): TrainInstance {
  if (next() < 0.2) return { problem };
  const { stages, candidates, start } = problem;
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const order = Array.from({ length: stages - (next() < 0.3 ? 1 : 0) }, () => Math.floor(next() * candidates.length));
    const rank = (i: number) => (candidates[i] as TrainCandidate).group;
    order.sort(
      (a, b) =>
        (problem.after[rank(a) * problem.groups + rank(b)] as number) -
        (problem.after[rank(b) * problem.groups + rank(a)] as number),
    );
    const followed = follow(problem, order);
    if (!followed) continue;
    const end = followed.states[order.length] as Float64Array;
    const limit = problem.limit.map((old, p) => {
      if (p >= parameters || old === Infinity || end[p] === Infinity) return p >= parameters ? old : Infinity;
      return Math.min(
        (end[p] as number) * 10 ** (0.02 + 0.4 * next()),
        Math.max(start[p] === Infinity ? 0 : (start[p] as number), end[p] as number),
      );
    });
    const solved = { ...problem, limit };
    const kept = follow(solved, order);
    if (kept?.reached) return { problem: solved, witness: order };
  }
  return { problem };
}

/**
 * Every train of a problem, by plain enumeration written from the statement of the model and not from the search. A train
 * ends where the limits are met. Answers the cheapest cost of each set of groups.
 */
export function enumerateTrains(problem: TrainProblem): ReadonlyMap<string, number> {
  const cheapest = new Map<string, number>();
  const { candidates, groups } = problem;
  const carries = (flow: number, capacity: number, most: number): number => {
    for (let n = 1; n <= most; n += 1) if (flow / n <= capacity) return n;
    return 0;
  };
  const walk = (state: readonly number[], flow: number, used: readonly number[], order: readonly number[]): void => {
    const met =
      state.every((c, p) => c <= (problem.limit[p] as number)) &&
      used.every((u, r) => r === 0 || u <= (problem.resourceLimit[r] as number));
    if (met) {
      const key = order
        .map((i) => (candidates[i] as TrainCandidate).group)
        .sort((a, b) => a - b)
        .join();
      cheapest.set(key, Math.min(cheapest.get(key) ?? Infinity, used[0] as number));
      return;
    }
    if (order.length === problem.stages) return;
    candidates.forEach((one, index) => {
      if (order.some((i) => (candidates[i] as TrainCandidate).group === one.group)) return;
      if (order.some((i) => problem.after[(candidates[i] as TrainCandidate).group * groups + one.group] === 1)) return;
      if (order.some((i) => problem.apart[(candidates[i] as TrainCandidate).group * groups + one.group] === 1)) return;
      if (order.length === 0 ? one.position === 2 : one.position === 1 || one.position === ALONE) return;
      if (order.some((i) => (candidates[i] as TrainCandidate).position === ALONE)) return;
      if (flow > one.flowMost || flow < one.flowLeast) return;
      if (state.some((c, p) => c > (one.most[p] as number) || c < (one.least[p] as number))) return;
      const units = carries(flow, one.capacity, Number.isFinite(one.maxUnits) ? one.maxUnits : 1000);
      if (units === 0 || (flow * problem.flowSpread) / units < one.capacityLeast) return;
      const after = state.map((c, p) => {
        if (problem.kinds[p] === SETTING) return Number.isNaN(one.sets[p] as number) ? c : (one.sets[p] as number);
        const removed = c === Infinity ? Infinity : c * (one.keep[p] as number);
        return (
          Math.min(c, one.guarantee[p] as number, Math.max(Math.min(c, one.floor[p] as number), removed)) +
          (one.added[p] as number)
        );
      });
      walk(
        after,
        flow * one.recovery,
        used.map(
          (u, r) =>
            u + (one.perStage[r] as number) + (one.perUnit[r] as number) * units + (one.perFlow[r] as number) * flow,
        ),
        [...order, index],
      );
    });
  };
  walk([...problem.start], problem.flow, new Array<number>(problem.resourceLimit.length).fill(0), []);
  return cheapest;
}

/** The cheapest sets in order, leaving out every set that contains a set at most as dear. */
export function irredundantCosts(cheapest: ReadonlyMap<string, number>, most: number): readonly number[] {
  const sets = [...cheapest]
    .map(([key, cost]) => ({ groups: key === '' ? [] : key.split(','), cost }))
    .sort((a, b) => a.cost - b.cost || a.groups.length - b.groups.length);
  const kept: typeof sets = [];
  for (const one of sets) {
    const same = (cost: number) => cost <= one.cost + 1e-9 * Math.max(1, one.cost);
    if (!kept.some((other) => same(other.cost) && other.groups.every((g) => one.groups.includes(g)))) kept.push(one);
  }
  return kept.slice(0, most).map(({ cost }) => cost);
}
