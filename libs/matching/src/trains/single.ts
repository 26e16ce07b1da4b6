import type { Offer } from '../model';
import type { TrainContext } from './context';
import { trainOf, walk } from './evaluate';
import type { Train } from './train';

/**
 * Listings that the match calls `NEEDS_DATA`, as trains of one stage: what such a listing says nothing of may yet be told. The
 * search counts a limit as open only where nobody at all states anything of it; otherwise every cheap stage that is silent
 * on most limits would stand for a train.
 */
export function singleTrains(
  context: TrainContext,
  offers: readonly Offer[],
): { readonly trains: readonly Train[]; readonly whole: boolean } {
  const trains: Train[] = [];
  for (const offer of offers) {
    if (context.options.deadline?.()) return { trains, whole: false };
    if (!walk(context, [offer], 'ALL')) continue;
    const train = trainOf(context, [offer]);
    if (train) trains.push(train);
  }
  return { trains, whole: true };
}
