import type { MatchRun, Tender } from '@huanpei/domain';
import { matchingReference } from '@huanpei/reference';
import type { Chance, Digest } from '../ports/platform';
import type { Tx } from '../ports/work';
import { runOf, type KeptResult } from './match-lots';

/** Keeps the run of every lot; whether any of them said something new. */
export async function keepRuns(
  tx: Tx,
  results: readonly KeptResult[],
  tender: Tender,
  stamp: Pick<MatchRun, 'asOf' | 'computedAt' | 'notified'>,
  chance: Chance,
  digest: Digest,
): Promise<boolean> {
  const { edition: referenceEdition } = matchingReference();
  let kept = false;
  for (const result of results) {
    const run = runOf(result, tender, { ...stamp, id: chance.id(), referenceEdition }, (text) => digest.sha256(text));
    kept = (await tx.matchRuns.add(run)) || kept;
  }
  return kept;
}
