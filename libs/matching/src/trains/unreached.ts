import type { Offer } from '../model';
import { compile } from './compile';
import { naming, type TrainContext } from './context';
import { walk } from './evaluate';
import { follow, type TrainProblem } from './problem';
import { solve } from './solve';
import type { Unreached } from './train';

/** So often a figure is pressed further down before the last one found is given as it is. */
const MOST_STEPS = 40;
/** Each step asks for a figure lower by at least this share. */
const STEP = 1e-6;

/** Without what was added so that equal but for rounding is equal. */
const shownLimit = (limit: number): number => Number(limit.toPrecision(8));

/**
 * Why no train was found: the demands that no train of these offers meets even by itself and with every doubt at its best,
 * each with the best figure one reaches; else the sums that rule out the rest; else that they cannot be had together.
 */
export function unreached(context: TrainContext, offers: readonly Offer[], stages: number): readonly Unreached[] {
  const deadline = context.options.deadline;
  if (deadline?.()) return [{ code: 'STOPPED' }];
  if (walk(context, [], new Set())) return [{ code: 'NOTHING_TO_DO' }];
  const { problem, origin, budgets, tasks } = compile(context, offers, 'POSSIBLE', stages, true);
  if (problem.candidates.length === 0) return [{ code: 'NO_STAGE' }];
  if (walk(context, [], 'ALL')) {
    const silent = context.tracked.filter(
      ({ unanswered, limit, inlet }) => unanswered && !((inlet?.high ?? 0) <= limit),
    );
    return silent.length === 0
      ? [{ code: 'NOTHING_TO_DO' }]
      : silent.map(({ parameter, unit, limit }) => ({
          code: 'NOBODY_STATES',
          parameter,
          unit,
          limit: shownLimit(limit),
        }));
  }
  let stopped = false;
  const solved = (of: TrainProblem): readonly number[] | undefined => {
    const { trains, complete } = solve(of, { best: 1, ...(deadline ? { stop: deadline } : {}) });
    if (!complete && trains.length === 0) stopped = true;
    return trains[0]?.order;
  };
  const unbounded = problem.resourceLimit.map(() => Infinity);
  const only = (p: number, limit = problem.limit[p] as number): TrainProblem => ({
    ...problem,
    limit: problem.limit.map((_, other) => (other === p ? limit : Infinity)),
    resourceLimit: unbounded,
  });
  const { tracked, settings } = context;
  const reasons: Unreached[] = [];
  for (let p = 0; p < problem.limit.length && !stopped; p += 1) {
    if (problem.limit[p] === Infinity || solved(only(p)) || stopped) continue;
    const one = tracked[p];
    if (!one) {
      const setting = settings[p - tracked.length];
      const names = setting
        ? { metric: 'outlet', parameter: setting.parameter, ...naming(setting.demand) }
        : tasks[p - tracked.length - settings.length]?.names;
      reasons.push({ code: 'OUT_OF_REACH', ...names });
      continue;
    }
    const { parameter, unit } = one;
    const limit = shownLimit(one.limit);
    const best = lowest(p);
    if (!stopped) reasons.push({ code: 'OUT_OF_REACH', parameter, unit, limit, ...best });
  }
  if (!stopped && reasons.length === 0) {
    budgets.forEach(({ demand }, index) => {
      const resourceLimit = unbounded.map((_, r) =>
        r === index + 1 ? (problem.resourceLimit[r] as number) : Infinity,
      );
      if (!solved({ ...problem, resourceLimit })) reasons.push({ code: 'SUM_EXCEEDED', ...naming(demand) });
    });
    if (reasons.length > 0 && !solved({ ...problem, resourceLimit: unbounded })) reasons.length = 0;
    if (reasons.length === 0) reasons.push({ code: 'NOT_TOGETHER' });
  }
  return stopped ? [{ code: 'STOPPED' }] : reasons;

  /** The lowest figure a train comes to when nothing else is asked of it, and by which offers. */
  function lowest(p: number): { readonly best?: number; readonly offerIds?: readonly string[] } {
    let best = problem.start[p] as number;
    let by: readonly number[] = [];
    for (let turn = 0; turn < MOST_STEPS && Number.isFinite(best) && !stopped; turn += 1) {
      const order = solved(only(p, best * (1 - STEP)));
      const end = order && follow(problem, order)?.states[order.length]?.[p];
      if (order === undefined || end === undefined) break;
      [best, by] = [end, order];
    }
    if (!Number.isFinite(best)) return {};
    return { best, ...(by.length > 0 ? { offerIds: by.map((index) => offerOf(index).id) } : {}) };
  }

  function offerOf(candidate: number): Offer {
    return offers[origin[candidate] as number] as Offer;
  }
}
