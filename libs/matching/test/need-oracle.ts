import { matchingReference } from '@huanpei/reference';
import { counts } from '../src/demand';
import { byCodePoints, evaluate, failures } from '../src/match';
import type { Need, Offer } from '../src/model';
import { NeedIndex, type ReverseResult } from '../src/need-index/need-index';

/** The day of the specs of the index over needs. */
export const TODAY = '2026-11-26';
export const REFERENCE = matchingReference();

/** What the engine says of each need, one by one. */
export function oracle(offer: Offer, needs: Iterable<Need>): ReverseResult {
  const found = [...needs].flatMap((need) => {
    const match = evaluate(need, offer, REFERENCE, { today: TODAY });
    return match ? [{ needId: need.id, match }] : [];
  });
  found.sort((a, b) => byCodePoints(a.needId, b.needId));
  const of = (outcome: string) => found.filter(({ match }) => match.outcome === outcome);
  const nearly = found.flatMap(({ needId, match }) => {
    const open = match.findings.filter((finding) => counts(finding) && finding.verdict !== 'PASS');
    const [only] = open;
    return only && open.length === 1
      ? [{ needId, findingId: only.id, verdict: only.verdict as 'FAIL' | 'UNKNOWN' }]
      : [];
  });
  return {
    compared: found.length,
    fits: of('FITS').length,
    needsData: of('NEEDS_DATA').length,
    ruledOut: of('RULED_OUT').length,
    fitting: of('FITS').map(({ needId }) => needId),
    nearly,
    ruledOutByOne: found.filter(({ match }) => failures(match) === 1).map(({ needId }) => needId),
  };
}

export const indexOf = (needs: readonly Need[]): NeedIndex => {
  const index = new NeedIndex(REFERENCE);
  for (const need of needs) index.put(need);
  return index;
};

export const agree = (offer: Offer, needs: readonly Need[], index: NeedIndex): void =>
  expect(index.match(offer, { today: TODAY, ruledOutByOne: true })).toEqual(oracle(offer, needs));
