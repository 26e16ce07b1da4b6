import fc from 'fast-check';
import { matchingReference } from '@huanpei/reference';
import { need as someNeed, offerBody } from '../../test/arbitrary-market';
import { prepareNeed } from '../demand';
import type { Fact, Need, NumericStatement, Offer, Requirement } from '../model';
import { SCORE_TERMS } from '../terms';
import { wordsFor } from './coded-column';
import { compileNeed } from './compile';
import { OfferIndex } from './offer-index';
import { RowCheck } from './row-check';
import { countedDemands, scoreBounds } from './score-bounds';
import { Scratch } from './scratch';
import { SegmentFilter } from './segment-filter';
import type { Segment } from './segment';
import type { Words } from './words';

const REFERENCE = matchingReference();
const TODAY = '2026-11-26';

/** What is demanded, with a fact that keeps it by as much as it can be kept. */
const METS: readonly (readonly [NumericStatement, Fact])[] = [
  [
    { metric: 'noise_level', op: 'range', value: 40, valueMax: 80, unit: 'dB(A)' },
    { metric: 'noise_level', op: '=', value: 60, unit: 'dB(A)' },
  ],
  [
    { metric: 'removal_pct', parameter: 'cod', op: '>=', value: 80, unit: '%' },
    { metric: 'removal_pct', parameter: 'cod', op: '=', value: 100, unit: '%', basis: 'VERIFIED' },
  ],
  [
    { metric: 'outlet', parameter: 'tn', op: '<=', value: 15, unit: 'mg/L' },
    { metric: 'outlet', parameter: 'tn', op: '=', value: 0, unit: 'mg/L', basis: 'TYPICAL' },
  ],
  [
    { metric: 'hrt', op: '>=', value: 1, unit: 'h' },
    { metric: 'hrt', op: '=', value: 1e6, unit: 'h', basis: 'TESTED' },
  ],
];

/** Every row of an index that can be ranked: its score before rounding, and the most it was thought to reach. */
function scoresOf(need: Need, offers: readonly Offer[], market: boolean) {
  const index = OfferIndex.build(REFERENCE, offers, { fewestRows: 4 });
  const { segments, words } = index as unknown as { readonly segments: readonly Segment[]; readonly words: Words };
  const compiled = compileNeed(prepareNeed(need, REFERENCE, TODAY, market), words);
  const counted = countedDemands(compiled);
  const rows = new RowCheck(compiled, words);
  return segments.flatMap((segment) => {
    rows.on(segment, rows.columnsOf(segment));
    const scratch = new Scratch();
    scratch.start(wordsFor(segment.rows));
    const depth = { nearMisses: true, relaxations: false };
    const filter = new SegmentFilter(compiled, rows, scratch, counted, depth);
    const { planes, failedTwice, passing } = filter.run(segment, segment.live, !segment.indexed);
    const bounds = scoreBounds(compiled, segment, counted, rows.traits);
    const bitOf = (bits: Int32Array, row: number) => ((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1;
    return Array.from({ length: segment.rows }, (_, row) => row)
      .filter((row) => segment.isLive(row) && bitOf(failedTwice, row) === 0)
      .map((row) => {
        const count = planes.reduce((sum, plane, at) => sum + (bitOf(plane, row) << at), 0);
        const score = rows.score(row, passing, bounds);
        const byWhatItPasses = rows.mostAt(row, passing, bounds);
        const closer = rows.closerMost(row, passing, bounds, byWhatItPasses, -Infinity);
        const most = Math.min(bounds.byCount[count] ?? NaN, byWhatItPasses, closer);
        return { score, most, indexed: segment.indexed };
      });
  });
}

describe('the most that a row can score', () => {
  it('is never below what it scores, by the number of counted demands it passes', () => {
    let reached = 0;
    let [withBitmaps, all] = [0, 0];
    const crowd = fc.array(fc.tuple(offerBody, fc.subarray([...METS])), { minLength: 1, maxLength: 30 }).map((list) =>
      list.map(([body, mets], at) => {
        const facts = [...body.facts, ...mets.map(([, fact]) => fact)];
        return { ...body, domain: 'water', id: `o${at}`, name: {}, facts } as unknown as Offer;
      }),
    );
    // Weighed alone, a term cannot hide behind the room that the others leave.
    const weights = fc.constantFrom(
      undefined,
      ...SCORE_TERMS.map((alone) => Object.fromEntries(SCORE_TERMS.map((term) => [term, term === alone ? 1 : 0]))),
    );
    const need = fc
      .tuple(someNeed, weights, fc.subarray([...METS]), fc.boolean())
      .map(([one, by, mets, alone]): Need => {
        const further = mets.map(([asked], at): Requirement => ({ id: `m${at}`, mandatory: true, ...asked }));
        // Of total nitrogen so little comes in that its limit is met without proof.
        const duty = [{ metric: 'inlet', parameter: 'tn', op: '=', value: 10, unit: 'mg/L' }] as const;
        const weighed = by ? { weights: by } : {};
        // Nor can one demand behind the others.
        if (alone) return { id: 'n', name: {}, domain: 'water', duty, requirements: further.slice(0, 1), ...weighed };
        return { ...one, requirements: [...(one.requirements ?? []), ...further], ...weighed };
      });
    fc.assert(
      fc.property(crowd, need, fc.boolean(), (offers, asked, market) => {
        for (const { score, most, indexed } of scoresOf(asked, offers, market)) {
          if (!(score <= most + 1e-12)) throw new Error(`scores ${score}, at most ${most}`);
          all += 1;
          withBitmaps += Number(indexed);
          reached += Number(score > 0.01 && most - score < 1e-9);
        }
      }),
      { numRuns: Number(process.env['INDEX_RUNS'] ?? 1_000), seed: 20261127 },
    );
    // A bound far above every score would hold of anything.
    expect(reached).toBeGreaterThan(100);
    expect([withBitmaps, all - withBitmaps].every((rows) => rows > 1_000)).toBe(true);
  });
});
