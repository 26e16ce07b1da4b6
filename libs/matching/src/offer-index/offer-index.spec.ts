import fc from 'fast-check';
import { matchingReference } from '@huanpei/reference';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { need, offerBody, offers } from '../../test/arbitrary-market';
import { comparable, matchNeed } from '../match';
import type { Need, Offer } from '../model';
import { OfferIndex } from './offer-index';
import { NotASnapshot } from './snapshot';

const TODAY = '2026-11-26';
const REFERENCE = matchingReference();

/** What both must agree on, down to the last finding; the index keeps no names. */
function agree(need: Need, offers: readonly Offer[], index: OfferIndex, market = true): void {
  // With few shown, a score that is off in the columns shows the wrong ones.
  const options = { top: market ? 1 : 5, today: TODAY, market };
  const expected = matchNeed(need, offers, REFERENCE, options);
  expect(index.query(need, { ...options, relaxations: true })).toEqual(expected);
  // Without near misses rows are dropped as soon as they are ruled out; the rest of the answer is the same.
  const { matches, ...counts } = index.search(need, { ...options, nearMisses: false });
  const { compared, fits, needsData, ruledOut } = expected;
  expect(counts).toEqual({ compared, fits, needsData, ruledOut, nearMisses: [] });
  expect(matches).toEqual(expected.matches.map(({ offerId, outcome, score }) => ({ offerId, outcome, score })));
  // What is shown is explained from the columns, as the engine explains it.
  const ids = expected.matches.map(({ offerId }) => offerId);
  expect(index.explain(need, ids, options)).toEqual(expected.matches);
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
};

/** So early that a dozen offers have bitmaps, as hundreds would otherwise. */
const FINE = { fewestRows: 2 };

const indexOf = (offers: readonly Offer[], cut?: typeof FINE): OfferIndex => {
  const index = new OfferIndex(REFERENCE, cut);
  for (const offer of offers) index.put(offer);
  return index;
};

describe('the offer index', () => {
  const folder = join(__dirname, '../../cases');
  const cases = readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { need: Need; offer: Offer });

  it('answers the worked examples as the engine does', () => {
    const offers = [...new Map(cases.map(({ offer }) => [offer.id, offer])).values()];
    for (const { need } of cases)
      for (const market of [false, true])
        for (const cut of [undefined, FINE]) agree(need, offers, indexOf(offers, cut), market);
  });

  it('answers like the engine, whatever is stated and demanded', () => {
    fc.assert(
      fc.property(offers, need, fc.boolean(), fc.boolean(), (listed, asked, fine, market) =>
        agree(asked, listed, indexOf(listed, fine ? FINE : undefined), market),
      ),
      { numRuns: Number(process.env['INDEX_RUNS'] ?? 4_000), seed: 20261126 },
    );
  });

  it('names every offer that a need is compared with, by a number that stays', () => {
    fc.assert(
      fc.property(offers, need, (listed, asked) => {
        const index = indexOf(listed, FINE);
        const held = new Map(listed.map((offer) => [offer.id, offer]));
        const number = new Map([...held.keys()].map((id) => [index.numberOf(id), id]));
        expect(number.size).toBe(held.size);
        const compared = [...index.compared(asked)].map((one) => number.get(one));
        const expected = [...held.values()].filter((offer) => comparable(asked, offer, REFERENCE)).map(({ id }) => id);
        expect(compared.sort()).toEqual(expected.sort());
        const restored = OfferIndex.restore(REFERENCE, joined(index.snapshot()), FINE);
        for (const [one, id] of number) {
          index.put({ ...(held.get(id) as Offer), leadDays: 1 });
          expect([index.idOf(one), restored.idOf(one)]).toEqual([id, id]);
          expect([index.numberOf(id), restored.numberOf(id)]).toEqual([one, one]);
          index.remove(id);
          expect(index.numberOf(id)).toBe(0);
        }
        expect(index.numberOf('never')).toBe(0);
        expect(index.knownIds).toBe(held.size);
      }),
      { numRuns: 200, seed: 20261128 },
    );
  });

  it('answers like the engine where many offers share bitmaps and dictionaries', () => {
    const crowd = fc
      .array(offerBody, { minLength: 40, maxLength: 120 })
      .map((list) =>
        list.map((body, at) => ({ ...body, domain: 'water', id: `o${at}`, name: {} }) as unknown as Offer),
      );
    fc.assert(
      fc.property(crowd, fc.array(need, { minLength: 3, maxLength: 3 }), (listed, asked) => {
        const index = OfferIndex.build(REFERENCE, listed, { fewestRows: 8 });
        for (const one of asked) for (const market of [false, true]) agree(one, listed, index, market);
      }),
      { numRuns: Math.ceil(Number(process.env['INDEX_RUNS'] ?? 4_000) / 40), seed: 20261127 },
    );
  });

  it('is the same index after a snapshot, and goes on from there', () => {
    const crowd = fc.array(offerBody, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(crowd, crowd, need, (bodies, later, asked) => {
        const listed = new Map(bodies.map((body, at) => [`o${at}`, { ...body, id: `o${at}`, name: {} } as Offer]));
        const before = OfferIndex.build(REFERENCE, listed.values(), FINE);
        const index = OfferIndex.restore(REFERENCE, joined(before.snapshot()), FINE);
        expect(index.size).toBe(listed.size);
        agree(asked, [...listed.values()], index);
        later.forEach((body, at) => {
          const offer = { ...body, id: `o${at * 2}`, name: {} } as Offer;
          listed.set(offer.id, offer);
          index.put(offer);
        });
        agree(asked, [...listed.values()], index);
      }),
      { numRuns: 150, seed: 20261127 },
    );
  });

  it('keeps what people wrote apart from the layout of a snapshot', () => {
    const hostile = {
      id: 'o\ud800é界',
      name: {},
      domain: 'water',
      technologies: ['#'],
      services: ['#', 'u8', '0', '1'],
      regions: ['["#","f64",0,9]'],
      facts: [{ metric: '#', parameter: '["#","u8",0,1]', op: '<=', value: -0, unit: '["#"]', condition: '\u0001' }],
    } as Offer;
    const index = OfferIndex.restore(REFERENCE, joined(OfferIndex.build(REFERENCE, [hostile]).snapshot()));
    expect(index.get(hostile.id)).toEqual(hostile);
  });

  it('does not take other bytes for a snapshot', () => {
    const bytes = joined(OfferIndex.build(REFERENCE, [{ id: 'o', name: {}, domain: 'water', facts: [] }]).snapshot());
    const changed = bytes.slice();
    changed[4] = 99;
    for (const wrong of [bytes.slice(0, 8), bytes.slice(0, 40), bytes.slice(0, -1000), changed, new Uint8Array(100)])
      expect(() => OfferIndex.restore(REFERENCE, wrong)).toThrow(NotASnapshot);
  });

  it('answers for what is listed now, however it came to be', () => {
    const step = fc.tuple(fc.constantFrom('put', 'put', 'remove'), fc.integer({ min: 0, max: 6 }), offerBody);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), need, (steps, asked) => {
        const index = new OfferIndex(REFERENCE, FINE);
        const listed = new Map<string, Offer>();
        for (const [what, number, body] of steps) {
          const id = `o${number}`;
          if (what === 'remove') {
            expect(index.remove(id)).toBe(listed.delete(id));
            continue;
          }
          const offer = { ...body, id, name: {} } as Offer;
          listed.set(id, offer);
          index.put(offer);
        }
        expect(index.size).toBe(listed.size);
        agree(asked, [...listed.values()], index);
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });
});
