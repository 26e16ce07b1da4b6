import { parseNeedsFile, parseOffersFile } from '@huanpei/exchange';
import { comparable, matchNeed, prepareNeed, type Fact } from '@huanpei/matching';
import { demo, matchingReference, taxonomy } from '@huanpei/reference';
import { BENCH_DAY, generator } from './generator';
import { agree, scan } from './naive';
import { outcomesOf, shapeOf, significantDigits } from './shape';

const REFERENCE = matchingReference();
const made = generator(7);
const offers = Array.from({ length: 2_000 }, (_, number) => made.offer(number));
const needs = Array.from({ length: 500 }, (_, number) => made.need(number));
const shape = shapeOf(made, { offers: 2_000, needs: 500 }, REFERENCE, BENCH_DAY);
const bytes = (value: object) => Buffer.from(JSON.stringify(value));

describe('the generator', () => {
  it('makes the same offer and need for a seed and a number, in any order', () => {
    const again = generator(7);
    for (const number of [1999, 3, 700]) expect(again.offer(number)).toEqual(offers[number]);
    for (const number of [499, 0, 250]) expect(again.need(number)).toEqual(needs[number]);
    expect(generator(8).offer(3)).not.toEqual(offers[3]);
    expect(made.offer(3, 1)).not.toEqual(offers[3]);
    expect(made.offer(3, 1).id).toBe(offers[3]?.id);
  });

  it('makes what the exchange format accepts', () => {
    expect(parseOffersFile(bytes({ offers }))).toMatchObject({ ok: true });
    expect(parseNeedsFile(bytes({ needs }), REFERENCE)).toMatchObject({ ok: true });
  });

  it('uses codes of the reference data only', () => {
    const codes = new Set(
      offers.flatMap(({ facts }) => facts.flatMap(({ metric, parameter = metric }) => [metric, parameter])),
    );
    expect([...codes].filter((code) => REFERENCE.parameterKind(code) === undefined)).toEqual([]);
    const technologies = new Set(offers.flatMap((offer) => offer.technologies ?? []));
    expect([...technologies].filter((code) => taxonomy().byCode(code)?.level !== 'technology')).toEqual([]);
    for (const { standards } of needs)
      for (const { code, level } of standards ?? []) expect(REFERENCE.limits(code, level)).not.toHaveLength(0);
  });

  it('leaves at least half of the facts unsaid', () => {
    expect(shape.offers.facts_not_stated).toBeGreaterThanOrEqual(0.5);
    expect(shape.offers.facts_not_stated).toBeLessThan(0.65);
    for (const share of Object.values(shape.offers.held_stated)) expect(share).toBeLessThan(0.5);
  });

  it('makes needs of at least eight demands at the median, two in five of which cite a standard', () => {
    expect(shape.needs.requirements.p50).toBeGreaterThanOrEqual(8);
    expect(shape.needs.citing).toBeGreaterThan(0.3);
    expect(shape.needs.citing).toBeLessThan(0.5);
    expect(shape.needs.one_technology).toBeCloseTo(0.6, 1);
    expect(shape.needs.scenario).toBeCloseTo(0.25, 1);
    expect(shape.needs.whole_domain).toBeCloseTo(0.15, 1);
    const cited = needs.filter(({ standards }) => standards !== undefined);
    const settled = cited.filter((need) =>
      prepareNeed(need, REFERENCE, BENCH_DAY).demands.some(
        (demand) => demand.kind === 'FIGURE' && demand.id.includes('/') && !demand.open,
      ),
    );
    expect(settled.length / cited.length).toBeGreaterThan(0.8);
  });

  it('states figures as the real records do', () => {
    const real = demo().listings.flatMap(({ content }) => content.facts as readonly Fact[]);
    const drawn = offers.flatMap(({ facts }) => facts);
    const share = (facts: readonly Fact[], claim: (fact: Fact) => boolean) => facts.filter(claim).length / facts.length;
    const near = (claim: (fact: Fact) => boolean, within: number) =>
      expect(Math.abs(share(drawn, claim) - share(real, claim))).toBeLessThan(within);
    near(({ op }) => op === 'range', 0.1);
    near(({ op }) => op === '=', 0.2);
    near(({ op }) => op === '>=' || op === '>', 0.15);
    near(({ value }) => value !== undefined && value !== 0 && significantDigits(value) <= 2, 0.15);
    expect(share(drawn, ({ condition }) => condition !== undefined)).toBeGreaterThan(0.04);
    expect(share(drawn, ({ basis }) => basis === 'TYPICAL' || basis === 'PLANNING')).toBeGreaterThan(0.2);
  });

  it('makes a market in which few fit, many need data and many are ruled out', () => {
    const { outcomes, fits } = outcomesOf(
      needs.slice(0, 40).map((need) => scan(need, offers, REFERENCE, { top: 20, today: BENCH_DAY })),
    );
    expect(fits.max).toBeGreaterThan(0);
    expect(outcomes.fits).toBeLessThan(0.05);
    expect(outcomes.needs_data).toBeGreaterThan(0.25);
    expect(outcomes.ruled_out).toBeGreaterThan(0.25);
  });
});

describe('the naive scan', () => {
  it('answers as the engine does', () => {
    const few = offers.slice(0, 250);
    let compared = 0;
    for (const need of needs.slice(0, 30)) {
      const { nearMisses, matches, ...counted } = matchNeed(need, few, REFERENCE, { top: 5, today: BENCH_DAY });
      const answer = scan(need, few, REFERENCE, { top: 5, today: BENCH_DAY });
      expect(answer).toEqual({
        compared: counted.compared,
        fits: counted.fits,
        needsData: counted.needsData,
        ruledOut: counted.ruledOut,
        matches: matches.map(({ offerId, outcome, score }) => ({ offerId, outcome, score })),
        nearMisses: nearMisses.map(({ offerId, score }) => ({ offerId, score })),
      });
      compared += few.filter((offer) => comparable(need, offer, REFERENCE)).length;
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('tells answers apart by any count, order, score or near miss', () => {
    const answer = needs
      .slice(0, 20)
      .map((need) => scan(need, offers.slice(0, 500), REFERENCE, { top: 5, today: BENCH_DAY }))
      .find(({ matches, nearMisses }) => matches.length > 2 && nearMisses.length > 1)!;
    const [first, second, ...rest] = answer.matches;
    expect(agree(answer, answer)).toBe(true);
    expect(agree(answer, { ...answer, ruledOut: answer.ruledOut + 1 })).toBe(false);
    expect(agree(answer, { ...answer, matches: [second!, first!, ...rest] })).toBe(false);
    expect(agree(answer, { ...answer, matches: [{ ...first!, score: first!.score + 1e-6 }, second!, ...rest] })).toBe(
      false,
    );
    expect(agree(answer, { ...answer, nearMisses: answer.nearMisses.slice(1) })).toBe(false);
    expect(agree(answer, { ...answer, nearMisses: answer.nearMisses.slice(1) }, false)).toBe(true);
  });
});
