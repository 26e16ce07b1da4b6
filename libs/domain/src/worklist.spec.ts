import fc from 'fast-check';
import {
  evaluatePrepared,
  prepareNeed,
  type Fact,
  type MatchingReference,
  type Need,
  type Offer,
  type Requirement,
} from '@huanpei/matching';
import type { ListingContent } from './listing';
import { answeredContent, isAnswer, type ListingAnswer } from './listing-answer';
import type { MinorMoney } from './money';
import { opensMore, sumOf, worklistOf, type LotStanding, type WorkDemand } from './worklist';

const REFERENCE: MatchingReference = {
  edition: 'spec',
  parameterKind: (code) => (['cod', 'nh3n', 'tp'].includes(code) ? 'pollutant' : undefined),
  limits: () => [],
  taxonomyParent: () => undefined,
};
const TODAY = '2026-06-01';
const RUNS = Number(process.env['WORKLIST_RUNS'] ?? 400);

const fact = (metric: string, parameter: string | undefined, op: Fact['op'], value: number, unit: string): Fact => ({
  metric,
  ...(parameter === undefined ? {} : { parameter }),
  op,
  value,
  unit,
});
const limit = (parameter: string, value: number, more: Partial<Requirement> = {}): Requirement =>
  ({
    id: `${parameter}-${value}`,
    mandatory: true,
    ...fact('outlet', parameter, '<=', value, 'mg/L'),
    ...more,
  }) as never;

const offerWith = (facts: readonly Fact[], more: Partial<Offer> = {}): Offer => ({
  id: 'l',
  name: { zh: '甲' },
  domain: 'water',
  facts,
  ...more,
});

interface Asks {
  readonly tenderId: string;
  readonly lotId?: string;
  readonly need: Partial<Need>;
  readonly budget?: MinorMoney | null;
  readonly lotsOfTender?: number;
  readonly deadline?: string;
}

function standing(offer: Offer, asks: Asks): LotStanding {
  const { tenderId, lotId = '1', need, budget = null, lotsOfTender = 1, deadline } = asks;
  const prepared = prepareNeed({ id: tenderId, name: { zh: '招标' }, domain: 'water', ...need }, REFERENCE, TODAY);
  return {
    tenderId,
    lotId,
    deadline: deadline === undefined ? null : new Date(deadline),
    budget,
    lotsOfTender,
    offer,
    prepared,
    match: evaluatePrepared(prepared, offer),
  };
}

const yuan = (amount: number): MinorMoney => ({ amountMinor: amount * 100, currency: 'CNY' });

describe('the worklist of a supplier', () => {
  it('names the one figure that opens most, what it is worth, and what nobody has budgeted', () => {
    const offer = offerWith([fact('outlet', 'cod', '<=', 30, 'mg/L')]);
    const asks = (tenderId: string, requirements: readonly Requirement[], budget: MinorMoney | null = null) =>
      standing(offer, { tenderId, need: { requirements }, budget });
    const [first, ...rest] = worklistOf([
      asks('a', [limit('cod', 50), limit('nh3n', 5)], yuan(1_000_000)),
      asks('b', [limit('nh3n', 1.5)], yuan(2_000_000)),
      asks('c', [limit('nh3n', 8)]),
      asks('d', [limit('nh3n', 8)], { amountMinor: 500, currency: 'USD' }),
      asks('e', [limit('nh3n', 8), limit('tp', 0.5)], yuan(9_000_000)),
      asks('f', [limit('cod', 50)], yuan(9_000_000)),
    ]);
    expect(first).toMatchObject({
      kind: 'STATE',
      listingId: 'l',
      asked: { demand: { metric: 'outlet', parameter: 'nh3n', value: 1.5 } },
      enough: true,
      unlocks: ['a', 'b', 'c', 'd'],
      amongOthers: ['e'],
      worth: [
        { currency: 'CNY', amountMinor: 300_000_000 },
        { currency: 'USD', amountMinor: 500 },
      ],
      worthAtMost: false,
      withoutBudget: 1,
    });
    expect(rest).toMatchObject([
      { asked: { demand: { parameter: 'tp' } }, unlocks: [], amongOthers: ['e'], worth: [] },
    ]);
  });

  it('says how far a failing figure must go for all it would open, in one unit', () => {
    const offer = offerWith([fact('outlet', 'cod', '<=', 60, 'mg/L')]);
    const [item] = worklistOf([
      standing(offer, { tenderId: 'a', need: { requirements: [limit('cod', 50)] } }),
      standing(offer, {
        tenderId: 'b',
        need: { requirements: [{ id: 'g', mandatory: true, ...fact('outlet', 'cod', '<=', 0.04, 'g/L') }] },
      }),
    ]);
    expect(item).toMatchObject({ kind: 'IMPROVE', enough: true, asked: { demand: { value: 0.04, unit: 'g/L' } } });
    expect(item?.demands.map(({ finding }) => finding.predicted)).toEqual([60, 0.06]);
  });

  it('does not pretend that one figure is enough where demands cannot be ranked', () => {
    const range = (value: number, valueMax: number): Requirement =>
      ({ id: 'p', mandatory: true, metric: 'power', op: 'range', value, valueMax, unit: 'kW' }) as never;
    const [item] = worklistOf(
      [range(1, 2), range(3, 4)].map((requirement, index) =>
        standing(offerWith([]), { tenderId: String(index), need: { requirements: [requirement] } }),
      ),
    );
    expect(item).toMatchObject({ kind: 'STATE', enough: false });
  });

  it('tells apart what is missing, weak, failing and not held', () => {
    const offer = offerWith([fact('outlet', 'cod', '<=', 30, 'mg/L'), fact('outlet', 'tp', '<=', 1, 'mg/L')], {
      certificates: [{ scheme: 'ended', validUntil: '2026-01-01' }],
    });
    const items = worklistOf(
      (
        [
          limit('cod', 50, { minimumBasis: 'TESTED' }),
          limit('nh3n', 5),
          limit('tp', 0.5),
          { id: 'c', mandatory: true, certificate: 'ended' },
          { id: 'h', mandatory: true, honour: 'honoured' },
          { id: 's', mandatory: true, service: 'serviced' },
        ] as Requirement[]
      ).map((requirement, index) =>
        standing(offer, { tenderId: String(index), need: { requirements: [requirement] } }),
      ),
    );
    expect(items.map(({ kind, basis, demands: [one] }) => [one?.finding.id, kind, basis])).toEqual([
      ['c', 'HOLD', null],
      ['h', 'HOLD', null],
      ['tp-0.5', 'IMPROVE', null],
      ['cod-50', 'PROVE', 'TESTED'],
      ['nh3n-5', 'STATE', null],
      ['s', 'STATE', null],
    ]);
  });

  it('does not send the supplier after what only the buyer can say', () => {
    const offer = offerWith([fact('removal_pct', 'cod', '>=', 90, '%')]);
    expect(worklistOf([standing(offer, { tenderId: 'a', need: { requirements: [limit('cod', 50)] } })])).toEqual([]);
    // It stands in the way all the same.
    const [item] = worklistOf([
      standing(offer, { tenderId: 'a', need: { requirements: [limit('cod', 50), limit('tp', 1)] } }),
    ]);
    expect(item).toMatchObject({ unlocks: [], amongOthers: ['a'], demands: [{ alone: false, others: 1 }] });
    const undecided = limit('cod', 50, { condition: 'water temperature > 12 degC' } as never);
    expect(worklistOf([standing(offerWith([]), { tenderId: 'a', need: { requirements: [undecided] } })])).toEqual([]);
  });

  it('counts two limits on one figure as one thing, and alternatives each as enough', () => {
    const twice = standing(offerWith([]), {
      tenderId: 'a',
      need: { requirements: [limit('cod', 50), limit('cod', 40)] },
    });
    expect(worklistOf([twice])).toMatchObject([{ unlocks: ['a'], asked: { demand: { value: 40 } } }]);
    const either = standing(offerWith([]), {
      tenderId: 'a',
      need: { requirements: [limit('cod', 50, { group: 'g' }), limit('tp', 1, { group: 'g' })] },
    });
    expect(worklistOf([either]).map(({ unlocks, asked }) => [unlocks, asked])).toEqual([
      [['a'], expect.objectContaining({ demand: expect.objectContaining({ parameter: 'cod' }) })],
      [['a'], expect.objectContaining({ demand: expect.objectContaining({ parameter: 'tp' }) })],
    ]);
  });

  it('asks for the capacity, not the price, where only the number of units is open', () => {
    const offer = offerWith([], { modular: true, price: { amount: 100, currency: 'CNY' } });
    const [item, ...rest] = worklistOf([
      standing(offer, {
        tenderId: 'a',
        need: {
          duty: [fact('capacity', undefined, '=', 500, 'm3/d')],
          requirements: [{ id: 'p', mandatory: true, price: { amount: 1_000, currency: 'CNY' } }],
        },
      }),
    ]);
    expect(item).toMatchObject({ kind: 'STATE', asked: { demand: { metric: 'capacity' } }, unlocks: ['a'] });
    expect(rest).toEqual([]);
  });

  it('asks for a wider inlet where the guarantee does not reach', () => {
    const offer = offerWith([fact('inlet', 'cod', '<=', 300, 'mg/L'), fact('outlet', 'cod', '<=', 30, 'mg/L')]);
    const [item] = worklistOf([
      standing(offer, {
        tenderId: 'a',
        need: { duty: [fact('inlet', 'cod', '=', 450, 'mg/L')], requirements: [limit('cod', 50)] },
      }),
    ]);
    expect(item).toMatchObject({
      kind: 'IMPROVE',
      asked: { demand: { metric: 'inlet', parameter: 'cod', value: 450 } },
    });
  });

  it('marks lots that another listing of the firm fits already, and counts a tender of several lots once', () => {
    const [near, fits] = [offerWith([]), offerWith([fact('outlet', 'cod', '<=', 30, 'mg/L')], { id: 'm' })];
    const need = { requirements: [limit('cod', 50)] };
    const [item] = worklistOf([
      standing(near, { tenderId: 'a', lotId: '1', lotsOfTender: 2, need, budget: yuan(5) }),
      standing(near, { tenderId: 'a', lotId: '2', lotsOfTender: 2, need, budget: yuan(5) }),
      standing(fits, { tenderId: 'a', lotId: '2', lotsOfTender: 2, need, budget: yuan(5) }),
    ]);
    expect(item).toMatchObject({ unlocks: ['a'], fittedAlready: 0, worth: [yuan(5)] });
    // Of the two lots one can be had anyway, so that the budget is no more than a bound.
    expect(item).toMatchObject({ worthAtMost: true });
    expect(item?.demands.map(({ lotId, fitsAlready }) => [lotId, fitsAlready])).toEqual([
      ['1', false],
      ['2', true],
    ]);
  });

  it('takes the budget of a tender for a bound where other lots of it are not opened', () => {
    const asks = (tenderId: string, lotId: string, lotsOfTender: number, budget: MinorMoney | null) =>
      standing(offerWith([]), { tenderId, lotId, lotsOfTender, budget, need: { requirements: [limit('cod', 50)] } });
    const worthOf = (...standings: readonly LotStanding[]) => worklistOf(standings)[0];
    const both = [asks('a', '1', 2, yuan(5)), asks('a', '2', 2, yuan(5))];
    expect(worthOf(...both)).toMatchObject({ worth: [yuan(5)], worthAtMost: false });
    expect(worthOf(asks('a', '2', 2, yuan(5)))).toMatchObject({ worth: [yuan(5)], worthAtMost: true });
    expect(worthOf(...both, asks('b', '1', 3, yuan(7)))).toMatchObject({ worth: [yuan(12)], worthAtMost: true });
    // Where nothing is stated there is nothing to bound.
    expect(worthOf(asks('a', '2', 2, null))).toMatchObject({ worth: [], worthAtMost: false, withoutBudget: 1 });
  });

  it('puts first what opens tenders that no listing of the firm fits yet', () => {
    const [near, fits] = [offerWith([]), offerWith([fact('outlet', 'cod', '<=', 30, 'mg/L')], { id: 'm' })];
    const asks = (offer: Offer, tenderId: string, requirements: readonly Requirement[]) =>
      standing(offer, { tenderId, need: { requirements }, budget: yuan(5) });
    const cod = ['a', 'b'].flatMap((id) => [near, fits].map((offer) => asks(offer, id, [limit('cod', 50)])));
    const items = worklistOf([...cod, asks(near, 'c', [limit('tp', 1)])]);
    expect(items.map(opensMore)).toEqual([true, false]);
    // What the firm can have anyway is not at stake.
    expect(items.map(({ worth, withoutBudget }) => [worth, withoutBudget])).toEqual([
      [[yuan(5)], 0],
      [[], 0],
    ]);
    expect(items.map(({ asked, unlocks, fittedAlready }) => [asked, unlocks.length, fittedAlready])).toEqual([
      [expect.objectContaining({ demand: expect.objectContaining({ parameter: 'tp' }) }), 1, 0],
      [expect.objectContaining({ demand: expect.objectContaining({ parameter: 'cod' }) }), 2, 2],
    ]);
  });

  it('names the largest flow that is asked for: who treats much treats little', () => {
    const flows = [500, 2_000].map((flow) =>
      standing(offerWith([]), {
        tenderId: String(flow),
        need: { duty: [fact('capacity', undefined, '=', flow, 'm3/d')] },
      }),
    );
    expect(worklistOf(flows)).toMatchObject([
      { kind: 'STATE', enough: true, asked: { demand: { value: 2_000 } }, unlocks: ['2000', '500'] },
    ]);
  });

  it('adds budgets of one currency only, and never beyond what can be kept exactly', () => {
    expect(sumOf([{ amountMinor: 5, currency: 'USD' }, yuan(1), yuan(2)])).toEqual([
      { amountMinor: 300, currency: 'CNY' },
      { amountMinor: 5, currency: 'USD' },
    ]);
    const most = { amountMinor: Number.MAX_SAFE_INTEGER, currency: 'CNY' };
    expect(sumOf([most, most])).toEqual([most]);
  });
});

/** What the supplier would have to say for one demand, exactly as much as is asked. */
function answerTo({ asked, harder, kind }: WorkDemand): ListingAnswer {
  switch (asked.kind) {
    case 'NUMERIC': {
      const { op, value, valueMax, ...demand } = asked.demand;
      const envelope = ['inlet', 'capacity'].includes(demand.metric);
      const end = envelope && harder >= 0 ? (valueMax ?? value) : value;
      const how = envelope ? (harder < 0 ? '>=' : '<=') : op;
      const figures = op === 'range' && !envelope ? { value, valueMax } : { value: end };
      return { facts: [{ ...demand, op: how, ...figures, basis: 'VERIFIED' } as never] };
    }
    case 'CERTIFICATE':
      return { certificates: [{ scheme: asked.code }] };
    case 'SERVICE':
      return { services: [asked.code] };
    case 'LEAD_DAYS':
      return { leadDays: asked.days };
    default:
      throw new Error(`no answer to ${kind} ${asked.kind}`);
  }
}

describe('what the worklist promises', () => {
  const parameter = fc.constantFrom('cod', 'nh3n');
  const figure = fc.integer({ min: 1, max: 9 }).map((tens) => tens * 10);
  const basis = fc.constantFrom('VERIFIED', 'TESTED', 'GUARANTEED', 'TYPICAL');
  const factArb: fc.Arbitrary<Fact> = fc.oneof(
    fc
      .record({ parameter, value: figure, op: fc.constantFrom('<=', '='), basis })
      .map((given) => ({ metric: 'outlet', unit: 'mg/L', ...given })),
    fc
      .record({ parameter, value: figure, basis })
      .map((given) => ({ metric: 'outlet', op: 'range', valueMax: given.value + 30, unit: 'mg/L', ...given })),
    fc
      .record({ parameter, value: figure, basis })
      .map((given) => ({ metric: 'removal_pct', op: '>=', unit: '%', ...given })),
    fc
      .record({ parameter, value: figure, basis })
      .map((given) => ({ metric: 'inlet', op: '<=', unit: 'mg/L', ...given })),
    fc
      .record({ value: figure, op: fc.constantFrom('=', '<=') })
      .map((given) => ({ metric: 'capacity', unit: 'm3/d', ...given })),
    fc.record({ value: figure }).map((given) => ({ metric: 'power', op: '=', unit: 'kW', ...given })),
  ) as fc.Arbitrary<Fact>;
  const requirement = fc.oneof(
    fc.record({ parameter, value: figure }).map((given) => ({ metric: 'outlet', op: '<=', unit: 'mg/L', ...given })),
    fc.record({ value: figure }).map((given) => ({ metric: 'power', op: '<=', unit: 'kW', ...given })),
    fc.constant({ certificate: 'c' }),
    fc.constant({ service: 's' }),
    fc.integer({ min: 1, max: 9 }).map((leadDays) => ({ leadDays })),
  );
  const needArb: fc.Arbitrary<Partial<Need>> = fc.record(
    {
      duty: fc
        .record({ cod: fc.option(figure), nh3n: fc.option(figure), capacity: fc.option(figure) })
        .map(({ cod, nh3n, capacity }) => [
          ...(cod === null ? [] : [fact('inlet', 'cod', '=', cod, 'mg/L')]),
          ...(nh3n === null ? [] : [fact('inlet', 'nh3n', '=', nh3n, 'mg/L')]),
          ...(capacity === null ? [] : [fact('capacity', undefined, '=', capacity, 'm3/d')]),
        ]),
      requirements: fc
        .array(fc.record({ asks: requirement, group: fc.option(fc.constantFrom('g', 'h')), mandatory: fc.boolean() }), {
          minLength: 1,
          maxLength: 4,
        })
        .map((list) =>
          list.map(({ asks, group, mandatory }, index) => ({
            id: `r${index}`,
            mandatory: mandatory || index === 0,
            ...(group === null ? {} : { group }),
            ...asks,
          })),
        ) as fc.Arbitrary<readonly Requirement[]>,
      minimumBasis: fc.constantFrom('TESTED', 'GUARANTEED'),
    },
    { requiredKeys: ['requirements'] },
  ) as never;
  const offerArb: fc.Arbitrary<Offer> = fc
    .record(
      {
        facts: fc.array(factArb, { maxLength: 5 }),
        certificates: fc.constantFrom([], [{ scheme: 'c', validUntil: '2026-01-01' }]),
        services: fc.constantFrom<string[]>([], ['s']),
        leadDays: fc.integer({ min: 1, max: 9 }),
      },
      { requiredKeys: ['facts'] },
    )
    .map(({ facts, ...more }) => offerWith(facts, more)) as never;

  it('holds: the answer that is asked for makes the listing fit where nothing else stands in the way, and only there', () => {
    let tried = 0;
    fc.assert(
      fc.property(offerArb, needArb, (offer, need) => {
        for (const { demands } of worklistOf([standing(offer, { tenderId: 'a', need })])) {
          // Limits on one figure that cannot be ranked would need two answers.
          if (demands.length > 1) continue;
          for (const demand of demands) {
            const answered = answeredContent(offer as unknown as ListingContent, answerTo(demand));
            const after = standing({ ...offer, ...(answered as unknown as Offer) }, { tenderId: 'a', need });
            expect(after.match.outcome === 'FITS').toBe(demand.alone);
            tried += 1;
          }
        }
      }),
      { numRuns: RUNS },
    );
    expect(tried).toBeGreaterThan(RUNS);
  });
});

describe('an answer', () => {
  const content: ListingContent = {
    kind: 'EQUIPMENT',
    name: { zh: '甲' },
    domain: 'water',
    technologies: ['water.mun.mbr'],
    facts: [
      fact('outlet', 'cod', '=', 60, 'mg/L'),
      { ...fact('outlet', 'cod', '<=', 80, 'mg/L'), condition: 'winter' },
      fact('inlet', 'ph', '>=', 6, '1'),
      fact('inlet', 'ph', '<=', 9, '1'),
    ],
    certificates: [{ scheme: 'c', validUntil: '2026-01-01' }],
    attachments: [{ id: 'a', kind: 'OTHER', title: '旧' }],
  };

  it('takes the place of what was said of the same thing under the same condition at the same end', () => {
    const facts = [fact('outlet', 'cod', '<=', 40, 'mg/L'), fact('inlet', 'ph', '>=', 5, '1')];
    expect(answeredContent(content, { facts }).facts).toEqual([content.facts[1], content.facts[3], ...facts]);
  });

  it('renews a certificate and an attachment, adds codes once, and states "none" where nothing was said', () => {
    const answered = answeredContent(content, {
      certificates: [{ scheme: 'c', validUntil: '2029-01-01' }],
      attachments: [{ id: 'a', kind: 'TEST_REPORT', title: '新' }],
      services: [],
      regions: ['CN-GD', 'CN-GD'].slice(0, 1),
    });
    expect(answered).toMatchObject({
      certificates: [{ scheme: 'c', validUntil: '2029-01-01' }],
      attachments: [{ id: 'a', title: '新' }],
      services: [],
      regions: ['CN-GD'],
    });
    expect(answered.facts).toEqual(content.facts);
    expect([isAnswer({}), isAnswer({ facts: [] }), isAnswer({ services: [] })]).toEqual([false, false, true]);
  });
});
