import fc from 'fast-check';
import { offerBody } from '../../test/arbitrary-market';
import { asks, fact, need, offer, reference } from '../../test/make';
import { matchNeed } from '../match';
import type { Fact, Offer } from '../model';
import { CodeLists } from './code-lists';
import { Forms } from './forms';
import { OfferIndex } from './offer-index';
import { Sequences } from './sequences';
import { HANDLE, OfferLog } from './offer-log';
import { OfferReader } from './offer-reader';
import { Statements } from './statements';
import { Words } from './words';

/** A case for each thing that makes putting offers in quick: how they are read, and how what they say is numbered. */
const REFERENCE = reference([]);

/** What an index holds of an offer: all but its name and supplier, its facts in no order but that of one thing. */
const said = (one: Offer | undefined): unknown => {
  if (!one) return undefined;
  const thing = ({ metric, parameter }: Fact): string => `${metric} ${parameter ?? ''}`;
  const facts = [...one.facts].sort((a, b) => (thing(a) < thing(b) ? -1 : thing(a) > thing(b) ? 1 : 0));
  return { ...one, name: {}, facts };
};

describe('putting offers in', () => {
  it('reads everything that is said, in any order of fields, at once and one by one', () => {
    const shuffled = <T extends object>(value: T, by: number): T =>
      Object.fromEntries(
        Object.entries(value)
          .map((entry, at) => ({ entry, rank: (at * 7 + by) % 11 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ entry }) => entry),
      ) as T;
    fc.assert(
      fc.property(fc.array(offerBody, { minLength: 1, maxLength: 20 }), fc.integer({ min: 0, max: 10 }), (all, by) => {
        const offers = all.map((body, at) => {
          const facts = body.facts.map((one) => shuffled(one, by));
          return shuffled({ ...body, facts, id: `o${at}`, name: {}, supplier: 's' } as unknown as Offer, by);
        });
        const built = OfferIndex.build(REFERENCE, offers);
        const put = new OfferIndex(REFERENCE);
        for (const one of offers) put.put(one);
        for (const one of offers) {
          const { supplier: _, ...expected } = one;
          expect(said(built.get(one.id))).toEqual(said(expected));
          expect(said(put.get(one.id))).toEqual(said(expected));
        }
      }),
      { numRuns: 100, seed: 20261129 },
    );
  });

  it('takes nothing over from the offer before', () => {
    const index = new OfferIndex(REFERENCE);
    const full: Offer = {
      ...offer([
        fact('outlet:cod', '<= 30 mg/L', { basis: 'TESTED', condition: 'in winter' }),
        fact('capacity', '1..9 m3/d'),
      ]),
      id: 'full',
      technologies: ['water.mun.mbr'],
      scenarios: ['water.municipal'],
      modular: true,
      maxUnits: 3,
      certificates: [{ scheme: 'ccep', validUntil: '2027-01-01' }],
      honours: ['h1', 'h2'],
      services: ['s1'],
      regions: ['CN'],
      price: { amount: 5, currency: 'CNY', per: 'm3/d' },
      leadDays: 30,
      record: 4,
      confirmedOn: '2026-01-01',
    };
    const bare: Offer = { id: 'bare', name: {}, domain: 'air', facts: [{ metric: 'capacity', op: '=', unit: 'g/h' }] };
    for (const one of [full, bare, full]) index.put(one);
    expect(index.get('bare')).toEqual(bare);
    expect(said(index.get('full'))).toEqual(said(full));
  });

  it('answers for more offers than a piece holds statements of, with more figures than a table begins with', () => {
    const offers = Array.from({ length: 3_000 }, (_, at) =>
      offer([fact('outlet:cod', `<= ${1 + at / 100} mg/L`), fact('noise_level', `<= ${40 + (at % 50)} dB(A)`)], {
        id: `o${at}`,
      }),
    );
    const asked = need({
      requirements: [asks('outlet:cod', '<= 20 mg/L'), asks('noise_level', '<= 60 dB(A)', { id: 'n' })],
    });
    const options = { top: 10, today: '2026-06-30' };
    const expected = matchNeed(asked, offers, REFERENCE, options);
    const index = OfferIndex.build(REFERENCE, offers);
    expect(index.query(asked, { ...options, relaxations: true })).toEqual(expected);
    // And where each comes anew, more than once.
    for (let round = 0; round < 3; round += 1) for (const one of offers) index.put(one);
    expect(index.query(asked, { ...options, relaxations: true })).toEqual(expected);
  });
});

describe('the log of what many offers say', () => {
  it('tells of each segment, thing by thing, each as it came, across its pieces', () => {
    const words = new Words();
    const reader = new OfferReader(words, 1_000);
    const log = new OfferLog(words);
    const expected = new Map<number, Map<number, number[][]>>();
    const rowsOf = [0, 0, 0];
    for (let at = 0; at < 20_000; at += 1) {
      const segment = (at * 7) % 3;
      const facts = Array.from({ length: at === 9 ? 1_500 : at % 4 }, (_, place) =>
        fact(`m${(at * 31 + place) % 700}`, place === 1 ? `${at}..${at + 1} d` : `= ${at / 3} d`),
      );
      reader.read({ id: `o${at}`, name: {}, domain: 'water', facts, ...(at % 5 === 0 ? { record: at } : {}) });
      const row = log.add(reader, segment, at);
      expect(row).toBe(rowsOf[segment]);
      rowsOf[segment] = row + 1;
      const things = expected.get(segment) ?? new Map<number, number[][]>();
      expected.set(segment, things);
      for (const { metric, value, valueMax } of facts) {
        const thing = words.things.known(metric);
        const of = things.get(thing) ?? [];
        things.set(thing, of);
        of.push([row, value ?? NaN, valueMax ?? 0]);
      }
    }
    const told = new Map<number, Map<number, number[][]>>();
    log.bySegment((segment, batch) => {
      const things = new Map<number, number[][]>();
      told.set(segment, things);
      batch.byThing((thing, { rows, values, uppers }) =>
        things.set(
          thing,
          [...rows].map((row, at) => [row, values[at] as number, uppers[at] as number]),
        ),
      );
      const handles = batch.numbers(HANDLE, batch.count + 5);
      const all = Array.from({ length: 20_000 }, (_, at) => at).filter((at) => (at * 7) % 3 === segment);
      expect([...handles]).toEqual([...all, 0, 0, 0, 0, 0]);
      const records = batch.records(batch.count + 1);
      expect([...(records ?? [])]).toEqual(
        [...handles.subarray(0, batch.count)].map((at) => (at % 5 === 0 ? at : NaN)).concat(NaN),
      );
    });
    expect(told).toEqual(expected);
  });

  it('keeps the last of an id that comes more than once, and several facts on one thing in their order', () => {
    const of = (at: number, round: number): Offer =>
      offer(
        [
          fact('outlet:cod', `<= ${10 + ((at * 7 + round) % 50)} mg/L`),
          fact('outlet:cod', `<= ${20 + at} mg/L`, { condition: 'in winter', basis: 'TESTED' }),
          fact('noise_level', '<= 60 dB(A)'),
          fact('outlet:cod', `${at}..${at + 1} mg/L`),
        ],
        {
          id: `o${at}`,
          technologies: round === at % 3 ? ['water.mun.mbr'] : ['water.mun.mbr', 'water.mun.aao'],
          certificates: [{ scheme: 'ccep', validUntil: '2027-01-01' }, { scheme: `s${round}` }],
          honours: round === 0 ? [] : ['h'],
          confirmedOn: '2026-01-01',
        },
      );
    const offers = [0, 1, 2].flatMap((round) => Array.from({ length: 300 }, (_, at) => of(at, round)));
    const last = offers.slice(600);
    const index = OfferIndex.build(REFERENCE, offers);
    expect(index.size).toBe(300);
    for (const one of last) expect(said(index.get(one.id))).toEqual(said({ ...one, name: {} }));
    const asked = need({
      requirements: [asks('outlet:cod', '<= 40 mg/L'), asks('noise_level', '<= 60 dB(A)', { id: 'n' })],
    });
    const options = { top: 10, today: '2026-06-30', relaxations: true };
    expect(index.query(asked, options)).toEqual(matchNeed(asked, last, REFERENCE, options));
  });
});

/** Forms 1 and 2, of two operators. */
const formsOfFacts = (): Forms => {
  const forms = new Forms();
  for (const packed of [2, 6]) forms.number(packed, 1, 0, 0);
  return forms;
};

describe('a dictionary of statements', () => {
  it('keeps what is said twice once, when it is put in order', () => {
    const statements = new Statements(formsOfFacts());
    const figures = [3, 5, 3, -0, 0, 5, 3];
    const codes = figures.map((figure) => statements.add(1, figure, 0));
    const ranges = [1, 2, 1].map((upper) => statements.add(2, 3, upper));
    const renumbered = statements.reorder([...codes, ...ranges]);
    expect([...codes, ...ranges].map((code) => renumbered[code])).toEqual([1, 2, 1, 3, 4, 2, 1, 5, 6, 5]);
    expect([1, 2, 3, 4, 5, 6].map((code) => statements.valueOf(code))).toEqual([3, 5, -0, 0, 3, 3]);
    expect(statements.count).toBe(7);
  });

  it('keeps several facts on one thing together, whatever else says the same', () => {
    const statements = new Statements(formsOfFacts());
    const one = { form: 1, value: 3, upper: 0 };
    const other = { form: 1, value: 4, upper: 9 };
    const several = statements.addSeveral([one, other, one], 0);
    const alone = [statements.add(1, 4, 9), statements.add(1, 3, 0), statements.add(1, 8, 0)];
    const again = statements.addSeveral([other, one], 0);
    const renumbered = statements.reorder([alone[1] as number, again, several]);
    const figuresOf = (code: number): readonly number[] =>
      statements.membersOf(renumbered[code] as number).map((member) => statements.valueOf(member));
    expect(figuresOf(several)).toEqual([3, 4, 3]);
    expect(figuresOf(again)).toEqual([4, 3]);
    expect(figuresOf(alone[1] as number)).toEqual([3]);
    // Nobody says it.
    expect(renumbered[alone[2] as number]).toBe(0);
  });
});

describe('numbers', () => {
  it('of forms: one for all that are made of the same, whatever came between', () => {
    const forms = new Forms();
    const made: (readonly [number, number, number, number])[] = [];
    for (const packed of [1, 9, 66, 130])
      for (const unit of [0, 1, 40, 5_000])
        for (const condition of [0, 1, 300, 70_000])
          for (const modularity of [0, 2, 90]) made.push([packed, unit, condition, modularity]);
    const numbers = made.map((one) => forms.number(...one));
    expect(numbers).toEqual(made.map((_, at) => at + 1));
    const restored = Forms.from(forms.data());
    for (const [at, one] of made.entries())
      expect([forms.number(...one), restored.number(...one)]).toEqual([at + 1, at + 1]);
  });

  it('of lists: one for the same list, also after it was kept', () => {
    const lists = new CodeLists();
    const all = [['a'], [], ['b'], ['a', 'b'], ['b', 'a'], ['a', 'a']];
    expect(all.map((list) => lists.number(list))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(all.map((list) => lists.number(list))).toEqual([1, 2, 3, 4, 5, 6]);
    const restored = CodeLists.from(lists.data());
    expect(all.map((list) => restored.number(list))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(restored.value(4)).toEqual(['a', 'b']);
  });

  it('of ids: one for each, however many share a place in the table, also after they were kept', () => {
    const sequences = new Sequences<Uint8Array>(new Uint8Array(16));
    const id = (at: number): readonly number[] => [at & 0xff, at >> 8, (at * 7) & 0xff];
    const [many, kept] = [20_000, 15_000];
    const ids = Array.from({ length: many }, (_, at) => id(at));
    const numbers = ids.map((_, at) => at + 1);
    expect(ids.slice(0, kept).map((one) => sequences.add(one))).toEqual(numbers.slice(0, kept));
    const restored = Sequences.from(sequences.dataWithTable());
    for (const table of [sequences, restored]) {
      expect(ids.map((one) => table.find(one))).toEqual(numbers.map((number) => (number > kept ? 0 : number)));
      expect(ids.map((one) => table.add(one))).toEqual(numbers);
    }
  });
});
