import fc from 'fast-check';
import { matchingReference } from '@huanpei/reference';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { need as needArbitrary, offerBody, present } from '../../test/arbitraries';
import { counts } from '../demand';
import { byCodePoints, evaluate } from '../match';
import type { Need, Offer } from '../model';
import { NeedIndex, type ReverseResult } from './need-index';

const TODAY = '2026-11-26';
const REFERENCE = matchingReference();

/** What the engine says of each need, one by one. */
function oracle(offer: Offer, needs: Iterable<Need>): ReverseResult {
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
  };
}

const indexOf = (needs: readonly Need[]): NeedIndex => {
  const index = new NeedIndex(REFERENCE);
  for (const need of needs) index.put(need);
  return index;
};

const agree = (offer: Offer, needs: readonly Need[], index: NeedIndex): void =>
  expect(index.match(offer, { today: TODAY })).toEqual(oracle(offer, needs));

describe('the need index', () => {
  const folder = join(__dirname, '../../cases');
  const cases = readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { need: Need; offer: Offer });

  it('answers the worked examples as the engine does', () => {
    const needs = cases.map(({ need }, at) => ({ ...need, id: `${need.id} ${at}` }));
    const index = indexOf(needs);
    expect(index.size).toBe(needs.length);
    for (const { offer } of cases) agree(offer, needs, index);
  });

  const oneNeed = fc
    .record({
      need: needArbitrary,
      asOf: fc.constantFrom(undefined, undefined, undefined, '2024-12-31', '2026-12-01'),
      few: fc.boolean(),
      domain: fc.constantFrom('water', 'water', 'water', 'air'),
    })
    .map(({ need, asOf, few, domain }) => {
      const { standards, ...rest } = need;
      const requirements = (need.requirements ?? []).slice(0, few ? 2 : 5);
      return present({ ...(few ? rest : need), requirements, asOf, domain }) as unknown as Need;
    });
  const needs = fc
    .array(oneNeed, { minLength: 1, maxLength: 12 })
    .map((list) => list.map((need, at) => ({ ...need, id: `n${at}` })));
  const offer = offerBody.map((body) => ({ ...body, id: 'o', name: {} }) as Offer);

  it('answers like the engine, whatever is stated and demanded', () => {
    let pairs = 0;
    const outcomes = { fits: 0, needsData: 0, ruledOut: 0, nearly: 0 };
    fc.assert(
      fc.property(needs, fc.array(offer, { minLength: 1, maxLength: 4 }), (asked, offered) => {
        const index = indexOf(asked);
        for (const one of offered) {
          agree(one, asked, index);
          const { compared, fits, needsData, ruledOut, nearly } = index.match(one, { today: TODAY });
          pairs += compared;
          outcomes.fits += fits;
          outcomes.needsData += needsData;
          outcomes.ruledOut += ruledOut;
          outcomes.nearly += nearly.length;
        }
      }),
      { numRuns: Number(process.env['INDEX_RUNS'] ?? 700), seed: 20261126 },
    );
    // A comparison that is never made, or an outcome that never comes up, would prove nothing.
    expect(Math.min(outcomes.fits, outcomes.needsData, outcomes.ruledOut, outcomes.nearly)).toBeGreaterThan(pairs / 100);
    console.log(pairs, outcomes);
  });
});
