import { comparisonOf, isEmpty } from '../conditions';
import { prepareNeed, type PreparedNeed } from '../demand';
import { byCodePoints, comparable } from '../match';
import type { MatchingReference, Need, Offer } from '../model';
import { compile } from './compile';
import { MOST_CHOICES, choices, contextOf, type TrainContext } from './context';
import { openCode, trainOf } from './evaluate';
import { helps, preselect } from './preselect';
import { even } from './progress';
import { singleTrains } from './single';
import { solve } from './solve';
import type { Train, TrainOptions, TrainSearch, Unreached } from './train';
import { unreached } from './unreached';

export const MOST_STAGES = 6;
export const USUAL_STAGES = 5;

/**
 * Composes treatment trains for a need from offers: ordered stages, each inside its own envelope and capacity, that bring
 * every limited figure to its limit. Trains that fit come before trains that need data. Pure and deterministic.
 *
 * @throws RangeError for a number of trains or stages that makes no sense
 */
export function composeTrains(
  need: Need,
  offers: readonly Offer[],
  reference: MatchingReference,
  options: TrainOptions,
): TrainSearch {
  const { top, maxStages = USUAL_STAGES, objective, today } = options;
  if (!Number.isInteger(top) || top < 1) throw new RangeError('top must be a whole number of at least 1');
  if (!Number.isInteger(maxStages) || maxStages < 1 || maxStages > MOST_STAGES)
    throw new RangeError(`maxStages must be a whole number from 1 to ${MOST_STAGES}`);
  const prepared = prepareNeed(need, reference, today);
  const compared = offers.filter((offer) => comparable(need, offer, reference));
  const mentioned = mentionedIn(compared, prepared);
  const treated = treatedBy(compared);
  const currency = options.electricity?.perKWh.currency ?? usualCurrency(compared);
  const ways = choices(prepared);
  const found: Train[] = [];
  const singles: Train[] = [];
  const askedOf: { readonly context: TrainContext; readonly offers: readonly Offer[] }[] = [];
  let complete = ways.length <= MOST_CHOICES;
  let considered = compared.length;
  const bounds: number[] = [];
  for (const way of ways) {
    const context = contextOf(need, prepared, reference, options, way, mentioned, treated, currency);
    const useful = compared.filter((offer) => helps(offer, context));
    const { chosen, whole } = preselect(useful, context);
    complete &&= whole;
    if (chosen.length < useful.length) considered = Math.min(considered, chosen.length);
    const certain = context.active.every((demand) => openCode(demand, context) === undefined)
      ? search(context, chosen, 'CERTAIN', maxStages, top)
      : undefined;
    const fitting = certain?.trains ?? [];
    found.push(...fitting);
    complete &&= certain?.complete ?? true;
    let possible: ReturnType<typeof search> | undefined;
    if (fitting.length < top && !(certain && !certain.complete)) {
      possible = search(context, chosen, 'POSSIBLE', maxStages, top + fitting.length);
      // An order that is not the usual one is looked for where the usual one gives nothing.
      if (possible.complete && fitting.length + possible.trains.length === 0)
        possible = search(context, chosen, 'POSSIBLE', maxStages, top, true);
      found.push(...possible.trains);
      complete &&= possible.complete;
      const single = singleTrains(context, chosen);
      singles.push(...single.trains);
      complete &&= single.whole;
    }
    askedOf.push({ context, offers: chosen });
    const deciding = fitting.length > 0 ? certain : possible;
    if (deciding) bounds.push(deciding.bound);
  }
  const trains = ranked(found, singles).slice(0, top);
  const bound = Math.min(Infinity, ...bounds);
  const best = trains[0]?.objective;
  const gap =
    best === undefined || !Number.isFinite(bound)
      ? undefined
      : best > 0
        ? Math.max(0, (best - Math.min(best, bound)) / best)
        : 0;
  return {
    needId: need.id,
    objective,
    trains,
    ...(found.length > 0 ? {} : { unreached: whyNothing(askedOf, maxStages) }),
    complete,
    ...(Number.isFinite(bound) && best !== undefined ? { bound: Math.min(best, bound) } : {}),
    ...(gap === undefined ? {} : { gap: complete ? 0 : gap }),
    ...(considered < compared.length ? { limited: { offers: compared.length, considered } } : {}),
  };
}

/** Why nothing was found, for each way to choose alternatives; what is the same of several is said once. */
function whyNothing(
  asked: readonly { readonly context: TrainContext; readonly offers: readonly Offer[] }[],
  stages: number,
): readonly Unreached[] {
  const reasons = asked.flatMap(({ context, offers }) => unreached(context, offers, stages));
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason] as const)).values()];
}

/**
 * All that fit, then all that need data; what states its objective first; then by it, by what is missing, by stages, by id.
 * Single listings that are silent on a limit come behind, in the same order.
 */
function ranked(trains: readonly Train[], singles: readonly Train[]): readonly Train[] {
  const key = (train: Train) => train.stages.map(({ offerId }) => offerId).join('\u0000');
  const sorted = [trains, singles].flatMap((list) =>
    [...list].sort(
      (a, b) =>
        Number(a.outcome !== 'FITS') - Number(b.outcome !== 'FITS') ||
        Number(a.objective === undefined) - Number(b.objective === undefined) ||
        (even(a.objective ?? 0, b.objective ?? 0) ? 0 : (a.objective ?? 0) - (b.objective ?? 0)) ||
        a.missing.length - b.missing.length ||
        a.stages.length - b.stages.length ||
        byCodePoints(key(a), key(b)),
    ),
  );
  const kept: { readonly train: Train; readonly technologies: ReadonlySet<string> }[] = [];
  for (const train of sorted) {
    const technologies = new Set(
      train.stages.map(({ technologies: of, offerId }) => (of.length > 0 ? [...of].sort().join('+') : offerId)),
    );
    // The same technologies again, or more of them than a better train needs, add nothing.
    const spare = kept.filter((better) => [...better.technologies].every((one) => technologies.has(one)));
    if (spare.every((better) => cheaperOnceTold(train, better.train))) kept.push({ train, technologies });
  }
  return kept.map(({ train }) => train);
}

/** Whether the buyer, by telling what comes in, may have it for less than a train that fits as it is. */
const cheaperOnceTold = ({ missing, objective }: Train, better: Train): boolean =>
  missing.length > 0 &&
  missing.every(({ code, from }) => code === 'INLET_NOT_STATED' && from === 'BUYER') &&
  better.outcome === 'FITS' &&
  objective !== undefined &&
  (better.objective === undefined || (objective < better.objective && !even(objective, better.objective)));

interface Searched {
  readonly trains: readonly Train[];
  readonly complete: boolean;
  readonly bound: number;
}

/** One pass over what is certain, or over what is possible. */
function search(
  context: TrainContext,
  offers: readonly Offer[],
  reading: 'CERTAIN' | 'POSSIBLE',
  stages: number,
  top: number,
  anyOrder = false,
): Searched {
  const { problem, origin, dear } = compile(context, offers, reading, stages, anyOrder);
  const stop = context.options.deadline;
  const { trains, complete, bound } = solve(problem, { best: top, ...(stop ? { stop } : {}) });
  return {
    trains: trains.flatMap(({ order }) => {
      if (order.length === 0) return [];
      const train = trainOf(
        context,
        order.map((index) => offers[origin[index] as number] as Offer),
      );
      return train ? [train] : [];
    }),
    complete,
    // A bound with a stage that does not state the objective says nothing in its unit.
    bound: bound < dear ? bound : Infinity,
  };
}

/** Parameters that offers state an inlet of or make a condition on. */
function mentionedIn(offers: readonly Offer[], prepared: PreparedNeed): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { facts } of offers) {
    for (const { metric, parameter, condition } of facts) {
      if (metric === 'inlet' && parameter !== undefined) named.add(parameter);
      const comparison = isEmpty(condition) ? undefined : comparisonOf(condition as string, prepared.isParameter);
      if (comparison?.metric === 'inlet' && comparison.parameter !== undefined) named.add(comparison.parameter);
    }
  }
  return named;
}

/** Parameters that some offer states a removal or an outlet of. */
function treatedBy(offers: readonly Offer[]): ReadonlySet<string> {
  const told = offers.flatMap(({ facts }) =>
    facts.filter(({ metric }) => metric === 'removal_pct' || metric === 'outlet'),
  );
  return new Set(told.flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter])));
}

/** The currency most offers are priced in; of equals the first by code. */
function usualCurrency(offers: readonly Offer[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { price } of offers) if (price) counts.set(price.currency, (counts.get(price.currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || byCodePoints(a[0], b[0]))[0]?.[0];
}
