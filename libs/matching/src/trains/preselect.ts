import { byCodePoints } from '../match';
import type { Offer } from '../model';
import { bearingOf, type TrainContext } from './context';
import { dutyState } from './evaluate';
import { NOTHING, objectiveOf, readStage, stageDuty, used, type Reading } from './read';

/** So many offers are read before it is asked again whether the time is over. */
const READ_BETWEEN = 50;
/** More offers than this are reduced before the search; the result says so. */
const MOST_OFFERS = 200;

/** Whether an offer could do anything for the train: it treats something followed, or states what is demanded. */
export function helps(offer: Offer, context: TrainContext): boolean {
  const treated = new Set([...context.tracked, ...context.settings].map(({ parameter }) => parameter));
  const told = context.active.flatMap((demand): readonly { readonly metric: string; readonly parameter?: string }[] => {
    const bearing = bearingOf(demand);
    if (demand.kind === 'FIGURE' && bearing === 'WHERE_STATED') return [demand.demand];
    return demand.kind === 'ENVELOPE' && bearing === 'FIRST' ? [demand] : [];
  });
  return offer.facts.some(
    ({ metric, parameter }) =>
      told.some((one) => one.metric === metric && one.parameter === parameter) ||
      (parameter !== undefined && (metric === 'removal_pct' || metric === 'outlet') && treated.has(parameter)),
  );
}

/**
 * At most `MOST_OFFERS` offers: of each set of technologies in turn the cheapest and the one that removes most, until there
 * are enough. A heuristic, so the result tells that not every offer took part. Of very many not all may be read before
 * the time is over; then the choice is not `whole`.
 */
export function preselect(
  offers: readonly Offer[],
  context: TrainContext,
): { readonly chosen: readonly Offer[]; readonly whole: boolean } {
  if (offers.length <= MOST_OFFERS) return { chosen: offers, whole: true };
  const state = dutyState(
    context,
    context.tracked.map(({ inlet }) => inlet?.high ?? Infinity),
    0,
  );
  const duty = stageDuty(context, state, context.flow && [context.flow.low, context.flow.high]);
  const groups = new Map<string, { readonly offer: Offer; readonly cost: number; readonly strength: number }[]>();
  let [read, whole] = [0, true];
  for (const offer of offers) {
    if (read % READ_BETWEEN === 0 && context.options.deadline?.()) {
      whole = false;
      break;
    }
    read += 1;
    const key = [...(offer.technologies ?? [])].sort().join('+');
    const objective = objectiveOf(offer, duty, context);
    const certain = readStage(context, offer, duty, NOTHING);
    const strength = certain.effects.reduce((sum, { keep, guarantee }, p) => {
      const inlet = context.tracked[p]?.inlet?.high;
      const left = Math.max(1e-6, inlet ? Math.min(keep, guarantee / inlet) : keep);
      return sum - Math.log(Math.min(1, left));
    }, 0);
    // What could stand alone is worth its price, also where it could not stand among others.
    const stands = (of: Reading) => !of.refused && !of.barred;
    const cost =
      objective && (stands(certain) || stands(readStage(context, offer, duty, NOTHING, true)))
        ? used(objective, 1, context.flow?.high ?? 1)
        : Infinity;
    const group = groups.get(key);
    if (group) group.push({ offer, cost, strength });
    else groups.set(key, [{ offer, cost, strength }]);
  }
  const queues = [...groups.values()].map((list) => ({
    cheap: [...list].sort((a, b) => a.cost - b.cost || b.strength - a.strength || byCodePoints(a.offer.id, b.offer.id)),
    strong: [...list].sort(
      (a, b) => b.strength - a.strength || a.cost - b.cost || byCodePoints(a.offer.id, b.offer.id),
    ),
  }));
  const chosen = new Set<Offer>();
  for (let turn = 0; chosen.size < Math.min(read, MOST_OFFERS); turn += 1) {
    for (const { cheap, strong } of queues) {
      for (const one of [cheap[turn], strong[turn]]) if (one && chosen.size < MOST_OFFERS) chosen.add(one.offer);
    }
  }
  return { chosen: offers.filter((offer) => chosen.has(offer)), whole };
}
