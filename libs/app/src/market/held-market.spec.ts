import { comparable, OfferIndex, type Domain, type Fact, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import fc from 'fast-check';
import type { MarketOffer } from '../ports/reads';
import { asListed, restOf } from './as-listed';
import { HeldMarket } from './held-market';
import { NotAMarket } from './market-snapshot';

const REFERENCE = matchingReference();

const fact = fc.record(
  {
    metric: fc.constantFrom('outlet', 'removal', 'inlet', 'capacity'),
    parameter: fc.constantFrom('cod', 'tn', 'ss'),
    op: fc.constantFrom('=', '<=', '>=', 'range'),
    value: fc.double({ min: 0, max: 100, noNaN: true }),
    valueMax: fc.double({ min: 100, max: 200, noNaN: true }),
    unit: fc.constantFrom('mg/L', '%', 'm3/d'),
    condition: fc.constantFrom(null, 'temperature >= 12 C'),
    basis: fc.constantFrom('TESTED', 'GUARANTEED', 'PLANNING'),
    note: fc.constantFrom('样本第 3 页', '\ud83d', 'as told', ''),
    attachmentId: fc.constant('report'),
  },
  { requiredKeys: ['metric', 'op', 'unit'] },
);
const content = fc.record(
  {
    supplier: fc.constantFrom('s1', 's2', '供应商'),
    name: fc.record({ zh: fc.string(), en: fc.string({ unit: 'binary' }) }, { requiredKeys: [] }),
    domain: fc.constantFrom('water', 'air'),
    technologies: fc.array(fc.constantFrom('w-mbr', 'w-uf', 'a-esp'), { maxLength: 2 }),
    facts: fc.array(fact, { maxLength: 8 }),
    modular: fc.boolean(),
    maxUnits: fc.integer({ min: 1, max: 4 }),
    certificates: fc.array(fc.record({ scheme: fc.constantFrom('cep-product', 'iso14001') }), { maxLength: 2 }),
    services: fc.array(fc.constant('operation'), { maxLength: 1 }),
    price: fc.record({ amount: fc.nat(1_000), currency: fc.constant('CNY') }),
    leadDays: fc.nat(100),
    confirmedOn: fc.constant('2026-06-01'),
    // What a later release may add to a listing.
    warranty: fc.record({ months: fc.nat(60) }),
  },
  { requiredKeys: ['name', 'domain', 'facts'] },
);
const offerAs = (id: string, of: unknown): Offer =>
  // As it comes from the database.
  JSON.parse(JSON.stringify({ id, ...(of as object) })) as Offer;

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ put: fc.nat(6), content }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat(6) }) },
);

const DOMAINS: readonly Domain[] = ['water', 'air'];
function expectHeld(market: HeldMarket, expected: ReadonlyMap<string, MarketOffer>): void {
  expect(market.size).toBe(expected.size);
  for (let number = 0; number <= 6; number += 1) {
    const id = `o${number}`;
    const given = expected.get(id);
    expect(market.offer(id)).toEqual(given);
    for (const domain of DOMAINS) {
      const view = market.view(domain, 1);
      const here = given?.offer.domain === domain ? given : undefined;
      expect(view.offer(id)).toEqual(here);
      expect(view.standing(id)).toEqual(here && { revision: here.revision, supplier: here.offer.supplier });
    }
  }
  for (const domain of DOMAINS) {
    const here = [...expected.values()].filter(({ offer }) => offer.domain === domain);
    const view = market.view(domain, 1);
    expect(view.size).toBe(here.length);
    const need = { id: 'n', name: {}, domain };
    const byId = (all: Iterable<MarketOffer>) => [...all].sort((a, b) => (a.offer.id < b.offer.id ? -1 : 1));
    expect(byId(view.offers())).toEqual(byId(here));
    const mbr = { ...need, technologies: ['w-mbr'] };
    expect(byId(view.offers(mbr))).toEqual(byId(here.filter(({ offer }) => comparable(mbr, offer, REFERENCE))));
    expect(view.suppliers(need)).toBe(new Set(here.map(({ offer }) => offer.supplier)).size);
  }
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));

describe('the market in memory', () => {
  it('gives back every offer as it was listed, whatever is put, replaced, moved and removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(40), (steps, cut) => {
        let market = new HeldMarket(REFERENCE);
        const expected = new Map<string, MarketOffer>();
        let [kept, keptExpected]: [Uint8Array | undefined, ReadonlyMap<string, MarketOffer>] = [undefined, new Map()];
        steps.forEach((one, at) => {
          if ('put' in one) {
            const given = { offer: offerAs(`o${one.put}`, one.content), revision: at + 1 };
            market.put(given);
            expected.set(given.offer.id, given);
          } else expect(market.remove(`o${one.remove}`)).toBe(expected.delete(`o${one.remove}`));
          if (at !== cut) return;
          const pieces = market.snapshot();
          [kept, keptExpected] = [joined(pieces), new Map(expected)];
          // Goes on from the snapshot, as after a start.
          market = HeldMarket.restore(REFERENCE, joined(pieces));
        });
        expectHeld(market, expected);
        // What was written is of its moment.
        if (kept) expectHeld(HeldMarket.restore(REFERENCE, kept), keptExpected);
      }),
      { numRuns: 150, seed: 20261127 },
    );
  });

  it('writes out what it holds at that moment, whatever is changed before the pieces are used', () => {
    const market = new HeldMarket(REFERENCE);
    const put = (id: string, revision: number, value: number) =>
      market.put({
        offer: offerAs(id, {
          name: { zh: id },
          domain: 'water',
          facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value, unit: 'mg/L' }],
        }),
        revision,
      });
    for (let number = 0; number < 300; number += 1) put(`o${number}`, 1, number);
    const pieces = market.snapshot();
    for (let number = 0; number < 300; number += 2) put(`o${number}`, 2, 1_000 + number);
    for (let number = 1; number < 300; number += 2) market.remove(`o${number}`);
    const restored = HeldMarket.restore(REFERENCE, joined(pieces));
    expect(restored.size).toBe(300);
    for (let number = 0; number < 300; number += 1)
      expect(restored.offer(`o${number}`)).toMatchObject({ revision: 1, offer: { facts: [{ value: number }] } });
  });

  it('keeps a text that is longer than a slab, and one after it', () => {
    const market = new HeldMarket(REFERENCE);
    const long = {
      offer: offerAs('long', { name: { zh: '长'.repeat(500_000) }, domain: 'water', facts: [] }),
      revision: 1,
    };
    const next = { offer: offerAs('next', { name: { zh: '短' }, domain: 'water', facts: [] }), revision: 2 };
    for (const one of [next, long, next]) market.put(one);
    const restored = HeldMarket.restore(REFERENCE, joined(market.snapshot()));
    for (const held of [market, restored]) {
      expect(held.offer('long')).toEqual(long);
      expect(held.offer('next')).toEqual(next);
    }
  });

  it('takes as much after a start from its snapshot as before, and as much more for what is put then', () => {
    const market = new HeldMarket(REFERENCE);
    const put = (into: HeldMarket, id: string, domain: Domain) =>
      into.put({
        offer: offerAs(id, {
          name: { zh: id },
          domain,
          facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L' }],
        }),
        revision: 1,
      });
    for (const domain of ['water', 'air', 'soil'] as const)
      for (let number = 0; number < 70; number += 1) put(market, `${domain}${number}`, domain);
    const restored = HeldMarket.restore(REFERENCE, joined(market.snapshot()));
    const near = () => expect(Math.abs(restored.bytes / market.bytes - 1)).toBeLessThan(0.1);
    near();
    for (const one of [market, restored]) put(one, 'later', 'water');
    near();
  });

  it('counts what was replaced or removed, also after a start', () => {
    const market = new HeldMarket(REFERENCE);
    const one = { offer: offerAs('o', { name: {}, domain: 'water', facts: [] }), revision: 1 };
    market.put(one);
    expect(market.replaced).toBe(0);
    market.put({ ...one, revision: 2 });
    market.put({ ...one, offer: { ...one.offer, domain: 'air' } });
    market.remove('o');
    expect(market.replaced).toBe(3);
    expect(HeldMarket.restore(REFERENCE, joined(market.snapshot())).replaced).toBe(3);
  });

  it('takes nothing for a market that is not one, or not all of one', () => {
    const market = new HeldMarket(REFERENCE);
    market.put({ offer: offerAs('o', { name: { zh: '一' }, domain: 'water', facts: [] }), revision: 1 });
    const whole = joined(market.snapshot());
    expect(() => HeldMarket.restore(REFERENCE, new Uint8Array(3))).toThrow(NotAMarket);
    expect(() => HeldMarket.restore(REFERENCE, new Uint8Array(64))).toThrow(NotAMarket);
    for (const length of [8, 40, whole.length - (1 << 10)])
      expect(() => HeldMarket.restore(REFERENCE, whole.slice(0, length))).toThrow(NotAMarket);
    // Wherever the bytes lie, they are read.
    const moved = new Uint8Array(whole.length + 3);
    moved.set(whole, 3);
    expect(HeldMarket.restore(REFERENCE, moved.subarray(3)).offer('o')?.offer.name).toEqual({ zh: '一' });
  });
});

describe('what is kept beside the index', () => {
  const base = offerAs('o', { name: { zh: '机' }, domain: 'water', facts: [{ metric: 'outlet', op: '=', unit: '%' }] });

  it('is little: the texts, and the order of the facts', () => {
    const facts: readonly Fact[] = [
      { metric: 'removal', parameter: 'tn', op: '>=', value: 80, unit: '%' },
      { metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L' },
    ];
    const listed = { ...base, facts };
    const index = OfferIndex.build(REFERENCE, [listed]);
    expect(JSON.parse(restOf(listed, index.get('o')!))).toEqual({ members: { name: { zh: '机' } }, order: [1, 0] });
  });

  it('is the whole offer where the index gives back something else', () => {
    for (const held of [
      { ...base, leadDays: 3 },
      { ...base, facts: [] },
      { ...base, facts: [{ ...base.facts[0]!, value: 3 }] },
    ]) {
      const rest = restOf(base, held);
      expect(JSON.parse(rest)).toEqual({ whole: base });
      expect(asListed(rest, undefined, held)).toEqual(base);
    }
  });
});
