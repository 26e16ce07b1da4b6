import { closeness, needsOf, offerOf, tailoringOf } from '@huanpei/domain';
import {
  comparable,
  counts,
  evaluate,
  matchNeed,
  type Finding,
  type Match,
  type Need,
  type Offer,
} from '@huanpei/matching';
import { demo, demoListingContent, demoTenderContent, matchingReference } from '@huanpei/reference';
import { HeldMarket } from '../market/held-market';
import { fixedClock } from '@huanpei/testing';
import { MarketMoved, type MarketIndex } from '../ports/market-index';
import { feedbackOn, GiveDraftFeedback, type DraftFeedback } from './draft-feedback';

const REFERENCE = matchingReference();
const NOW = new Date('2026-11-26T02:00:00Z');
const TODAY = '2026-11-26';

const offers: readonly Offer[] = demo().listings.map((listing) =>
  offerOf(listing.id, demoListingContent(listing, NOW), { id: listing.supplier, honours: [] } as never, TODAY),
);
const market = new HeldMarket(REFERENCE);
for (const offer of offers) market.put({ offer, revision: 1 });
const given = new Map<Need, DraftFeedback>();
function feedback(need: Need): DraftFeedback {
  const known = given.get(need) ?? feedbackOn(need, market.view(need.domain, 7), TODAY);
  given.set(need, known);
  return known;
}

const needs = demo().tenders.flatMap((tender) =>
  needsOf({ id: tender.id, content: demoTenderContent(tender, NOW) }, TODAY),
);
/** The same with stricter limits, which hardly anything keeps. */
const bent = (need: Need, factor: number): Need => ({
  ...need,
  id: `${need.id} × ${factor}`,
  requirements: (need.requirements ?? []).map((one) =>
    'metric' in one && one.value !== undefined && one.op === '<=' ? { ...one, value: one.value * factor } : one,
  ),
});
const all = needs.flatMap((need) => [need, bent(need, 0.5)]);

/** Every offer that is compared, checked by the engine one by one. */
const checked = (need: Need): readonly { readonly offer: Offer; readonly match: Match; readonly open: string[] }[] =>
  offers
    .filter((offer) => comparable(need, offer, REFERENCE))
    .map((offer) => {
      const match = evaluate(need, offer, REFERENCE, { today: TODAY })!;
      const open = match.findings.filter((one) => counts(one) && one.verdict !== 'PASS').map(({ id }) => id);
      return { offer, match, open };
    });

describe('feedback on a draft', () => {
  it.each(all.map((need) => [need.id, need] as const))('%s: says what the engine finds one by one', (_id, need) => {
    const { result, requirements, suppliers, missing, tailoring, marketPosition } = feedback(need);
    const list = checked(need);
    const ofOutcome = (outcome: Match['outcome']) => list.filter(({ match }) => match.outcome === outcome);
    expect(marketPosition).toBe(7);
    expect(result).toMatchObject({
      compared: list.length,
      fits: ofOutcome('FITS').length,
      needsData: ofOutcome('NEEDS_DATA').length,
      ruledOut: ofOutcome('RULED_OUT').length,
    });
    const inDomain = offers.filter(({ domain }) => domain === need.domain);
    expect(result.relaxations).toEqual(matchNeed(need, inDomain, REFERENCE, { top: 1, today: TODAY }).relaxations);
    expect(suppliers).toBe(new Set(ofOutcome('FITS').map(({ offer }) => offer.supplier)).size);

    const failing = ({ match }: (typeof list)[number]) =>
      match.findings.filter((one) => counts(one) && one.verdict === 'FAIL').map(({ id }) => id);
    for (const { requirement, excludes, fitsWithout, emptiesMarket } of requirements!) {
      const alone = list.filter((one) => failing(one).length === 1 && failing(one)[0] === requirement);
      const without = list.filter(({ open }) => open.every((id) => id === requirement));
      expect([requirement, excludes, fitsWithout]).toEqual([requirement, alone.length, without.length]);
      expect(emptiesMarket).toBe(result.fits === 0 && without.length > 0);
    }
    const open = list.filter(({ match }) => match.outcome === 'NEEDS_DATA');
    if (result.fits > 0 || open.length === 0) expect(missing).toBeNull();
    else {
      const lacking = (id: string) => open.filter((one) => one.open.includes(id)).length;
      const ids = [...new Set(open.flatMap((one) => one.open))];
      expect(missing!.among).toBe(open.length);
      expect(new Map(missing!.figures.map((one) => [one.requirement, one.listings]))).toEqual(
        new Map(ids.map((id) => [id, lacking(id)])),
      );
      const counted = missing!.figures.map(({ listings }) => listings);
      expect(counted).toEqual([...counted].sort((a, b) => b - a));
    }
    for (const { requirement, inletWanted, conditionWanted } of missing?.figures ?? []) {
      const wanting = open.filter(({ match }) =>
        match.findings.some(({ id, code }) => id === requirement && code === 'INLET_NOT_STATED'),
      );
      expect(inletWanted).toBe(wanting.length);
      // What the need itself leaves open is open for every listing; what is a listing's own is not asked of the buyer.
      if (conditionWanted !== null)
        for (const { match } of open)
          expect(match.findings.find(({ id }) => id === requirement)).toMatchObject({
            code: 'CONDITION_UNDECIDED',
            condition: conditionWanted,
          });
    }
    // Every finding that kept something out by itself is among them.
    const listed = new Set(requirements!.map(({ requirement }) => requirement));
    for (const { open } of list) if (open.length === 1) expect(listed).toContain(open[0]);

    const suppliersOf = (wanted: string) =>
      list.filter(({ match }) => closeness(match)?.closeness === wanted).map(({ offer }) => offer.supplier);
    expect(tailoring).toEqual(
      tailoringOf(
        suppliersOf('FITS'),
        suppliersOf('ONE_FIGURE_MISSING'),
        () => new Set(list.map(({ offer }) => offer.supplier)).size,
      ),
    );
  });

  it('has met every kind of answer', () => {
    const answers = all.map(feedback);
    expect(answers.filter(({ tailoring }) => tailoring?.kind === 'ONE_SUPPLIER_FITS').length).toBeGreaterThan(2);
    expect(answers.filter(({ tailoring }) => tailoring === null).length).toBeGreaterThan(2);
    expect(answers.flatMap(({ requirements }) => requirements!).some(({ emptiesMarket }) => emptiesMarket)).toBe(true);
    expect(answers.some(({ result }) => result.relaxations.length > 0)).toBe(true);
  });

  it('puts first what keeps out the most', () => {
    for (const need of all) {
      const without = feedback(need).requirements!.map(({ fitsWithout }) => fitsWithout);
      expect(without).toEqual([...without].sort((a, b) => b - a));
    }
  });

  it('looks once through what each listing was found to lack, however much is asked', () => {
    const levels = ['type-1 land screening', 'type-1 land intervention', 'type-2 land screening'];
    const many = new HeldMarket(REFERENCE);
    for (const copy of [1, 2, 3])
      for (const offer of offers) many.put({ offer: { ...offer, id: `${offer.id} ${copy}` }, revision: 1 });
    const lookedThrough = (classes: number): number => {
      const need: Need = {
        id: 'many',
        name: { zh: '多' },
        domain: 'water',
        standards: levels.slice(0, classes).map((level) => ({ code: 'GB 36600-2018', level })),
      };
      const view = many.view('water', 1);
      const looks: jest.SpyInstance[] = [];
      const query: typeof view.query = (...asked) => {
        const result = view.query(...asked);
        looks.push(...result.matches.map(({ findings }) => jest.spyOn(findings as Finding[], 'filter')));
        return result;
      };
      const { missing } = feedbackOn(need, { ...view, query }, TODAY);
      expect(missing?.figures.length).toBeGreaterThan(50 * classes);
      return looks.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    };
    expect(lookedThrough(3)).toBe(lookedThrough(1));
  });

  it('names the condition of a limit that only the buyer can settle, until it is settled', () => {
    const need = (duty: Need['duty'], where?: readonly string[]): Need => ({
      id: 'open',
      name: { zh: '提标' },
      domain: 'water',
      duty: [{ metric: 'inlet', parameter: 'nh3n', op: '=', value: 30, unit: 'mg/L' }, ...(duty ?? [])],
      standards: [{ code: 'GB 18918-2002', level: '1A', parameters: ['nh3n', 'tp'], ...(where ? { where } : {}) }],
    });
    const wanted = (of: Need) =>
      Object.fromEntries(
        (feedback(of).missing?.figures ?? []).map(({ requirement, conditionWanted }) => [requirement, conditionWanted]),
      );
    expect(wanted(need([]))).toEqual({
      'GB 18918-2002/1A/nh3n': 'water temperature > 12 degC',
      'GB 18918-2002/1A/tp': 'plant built before 2006-01-01',
    });
    // Nor is it a figure that some supplier lacks.
    for (const parameter of ['nh3n', 'tp']) {
      const one = need([{ metric: 'inlet', parameter: 'tp', op: '=', value: 4, unit: 'mg/L' }]);
      const { requirements, tailoring } = feedback({
        ...one,
        standards: [{ code: 'GB 18918-2002', level: '1A', parameters: [parameter] }],
      });
      expect(requirements!.some(({ fitsWithout }) => fitsWithout > 0)).toBe(true);
      expect(tailoring).toBeNull();
    }
    const warm = { metric: 'inlet', parameter: 'water_temp', op: '=', value: 15, unit: 'degC' } as const;
    const settled = wanted(need([warm], ['plant built from 2006-01-01']));
    expect(Object.values(settled).filter((condition) => condition !== null)).toEqual([]);
  });

  it('does not set aside more requirements one by one than it may', () => {
    const many: Need = {
      ...needs[0]!,
      requirements: Array.from({ length: 61 }, (_, at) => ({ id: `r${at}`, mandatory: true, leadDays: 100 + at })),
    };
    const { requirements, tailoring } = feedback(many);
    expect(requirements).toBeNull();
    expect(tailoring?.oneFigureAway ?? null).toBeNull();
  });
});

describe('feedback that somebody waits for', () => {
  const draft: Need = {
    id: 'draft',
    name: { zh: '需求' },
    domain: 'water',
    requirements: Array.from({ length: 20 }, (_, at) => ({
      id: `r${at}`,
      mandatory: true,
      metric: 'outlet',
      parameter: 'cod',
      op: '<=' as const,
      value: 30 + at,
      unit: 'mg/L',
    })),
  };

  /** A market that moves on, so many times, whenever others are answered. */
  function asked(times: number, abandoned?: AbortSignal) {
    const held = new HeldMarket(REFERENCE);
    for (const offer of offers) held.put({ offer, revision: 1 });
    const state = { position: 1, turns: 0, left: times };
    const turn = () => {
      state.turns += 1;
      if (state.left > 0) {
        state.left -= 1;
        state.position += 1;
        held.put({ offer: { ...offers[0]!, id: `later ${state.position}`, domain: 'water' }, revision: 1 });
      }
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    const index = {
      caughtUp: async () => true,
      view: () => {
        const at = state.position;
        return held.view('water', at, () => {
          if (at !== state.position) throw new MarketMoved();
        });
      },
    } as unknown as MarketIndex;
    const answer = new GiveDraftFeedback(index, fixedClock(NOW))
      .execute(draft, abandoned)
      .finally(() => clearImmediate(next));
    return { state, answer, held };
  }

  it.each([
    ['stands', 0],
    ['moves on once', 1],
    ['moves on all the time', 1_000],
  ])('is of one position of a market that %s, with others answered in between', async (_what, times) => {
    const { state, answer, held } = asked(times);
    const found = await answer;
    expect(found).toEqual({
      ok: true,
      value: feedbackOn({ ...draft, asOf: TODAY }, held.view('water', state.position), TODAY),
    });
    expect(state.turns).toBeGreaterThan(times === 1_000 ? 2 : 20);
  });

  it('ends when nobody waits for it any more', async () => {
    const leaving = new AbortController();
    const { state, answer } = asked(0, leaving.signal);
    setImmediate(() => leaving.abort(new Error('gone')));
    await expect(answer).rejects.toThrow('gone');
    expect(state.turns).toBeLessThan(5);
  });
});
