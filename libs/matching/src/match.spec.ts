import fc from 'fast-check';
import { TAXONOMY, TODAY, asks, cites, fact, need, offer, price, reference, row } from '../test/make';
import { byCodePoints, comparable, evaluate, matchNeed, reverseMatch, tightestOf, type Weighed } from './match';
import type { Need, Offer, Requirement } from './model';

const options = { top: 20, today: TODAY };
const run = (of: Need, offers: readonly Offer[], top = 20) => matchNeed(of, offers, reference(), { ...options, top });

describe('what is compared at all', () => {
  const compares = (a: Partial<Need>, b: Partial<Offer>) => comparable(need(a), offer([], b), reference());
  it.each([
    [undefined, ['water.mun'], true],
    [['water.mun'], undefined, true],
    [[], ['water.mun'], true],
    [['water.mun'], ['water.mun'], true],
    [['water.mun'], ['water.ind'], false],
    [['water.mun', 'water.ind'], ['water.ind'], true],
    // by the tree, not by the spelling
    [['water.mun'], ['odd-name'], true],
    [['odd-name'], ['water.mun'], true],
    [['water.mun'], ['water.mun.mbr'], true],
    [['water'], ['water.mun.mbr'], true],
    [['water.mun.mbr'], ['water.ind'], false],
    [['water.m'], ['water.mun'], false],
    [['new'], ['new'], true],
    [['new'], ['new.part'], false],
  ] as const)('technologies %j and %j: %s', (wanted, given, expected) => {
    expect(compares(wanted ? { technologies: wanted } : {}, given ? { technologies: given } : {})).toBe(expected);
    expect(compares(given ? { technologies: given } : {}, wanted ? { technologies: wanted } : {})).toBe(expected);
  });

  it('takes the spelling of a code for nothing', () => {
    expect(TAXONOMY['water.mun.mbr']).toBe('odd-name');
    expect(compares({ technologies: ['odd-name'] }, { technologies: ['water.mun.mbr'] })).toBe(true);
  });

  it.each([
    ['water', 'air', false],
    ['x', 'x', true],
    ['x', 'water', false],
    ['water', 'x', false],
  ] as const)('domain %s and %s: %s', (wanted, given, expected) => {
    expect(compares({ domain: wanted }, { domain: given })).toBe(expected);
    expect(evaluate(need({ domain: wanted }), offer([], { domain: given }), reference(), options) !== undefined).toBe(
      expected,
    );
  });
});

describe('the result', () => {
  const noise = (id: string, text: string) => offer([fact('noise', text)], { id });
  const of = need({ requirements: [asks('noise', '<= 100 m'), asks('dust', '<= 9 m', { id: 'd', mandatory: false })] });

  it('counts what it compared, before the cut', () => {
    const offers = [
      noise('a', '<= 50 m'),
      noise('b', '<= 60 m'),
      noise('c', '>= 1 m'),
      noise('d', '<= 200 m'),
      noise('e', '<= 300 m'),
      offer([], { id: 'f', domain: 'air' }),
    ];
    const result = run(of, offers, 1);
    expect(result).toMatchObject({ id: 'n', compared: 5, fits: 2, needsData: 1, ruledOut: 2 });
    expect(result.matches.map(({ offerId }) => offerId)).toEqual(['a']);
    expect(result.nearMisses).toHaveLength(1);
  });

  it('gives what fits before what needs data, then the higher score, then the id by code points', () => {
    const offers = [
      noise('z', '<= 50 m'),
      noise('\u{1F600}', '<= 50 m'),
      noise('￮', '<= 50 m'),
      noise('unknown', '>= 1 m'),
      noise('better', '<= 10 m'),
      noise('a', '<= 50 m'),
      noise('A', '<= 50 m'),
    ];
    const ids = run(of, offers).matches.map(({ offerId }) => offerId);
    expect(ids).toEqual(['better', 'A', 'a', 'z', '￮', '\u{1F600}', 'unknown']);
    expect(run(of, [...offers].reverse()).matches.map(({ offerId }) => offerId)).toEqual(ids);
  });

  it('orders ids by code points, not by UTF-16 units', () => {
    expect(['b', 'ab', 'a', '', '￮', '\u{1F600}'].sort(byCodePoints)).toEqual(['', 'a', 'ab', 'b', '￮', '\u{1F600}']);
    expect(byCodePoints('same', 'same')).toBe(0);
    const units = ['a', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}', '\ud83d', '\ude00', '环'];
    const text = fc.array(fc.constantFrom(...units), { maxLength: 4 }).map((list) => list.join(''));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [a, b].map((one) => Array.from(one, (character) => character.codePointAt(0) ?? 0));
        const at = (x ?? []).findIndex((point, place) => point !== y?.[place]);
        const expected = at >= 0 ? (x?.[at] ?? 0) - (y?.[at] ?? -1) : (x?.length ?? 0) - (y?.length ?? 0);
        expect(Math.sign(byCodePoints(a, b))).toBe(Math.sign(expected));
      }),
      { numRuns: 2_000, seed: 20261126 },
    );
  });

  it('gives as near misses what exactly one mandatory finding rules out', () => {
    const two = need({
      requirements: [
        asks('noise', '<= 100 m'),
        asks('dust', '<= 9 m', { id: 'd' }),
        asks('smell', '<= 9 m', { id: 's', mandatory: false }),
        { id: 'y', mandatory: true, group: 'g', honour: 'Y' },
        { id: 'x', mandatory: true, group: 'g', honour: 'X' },
      ],
    });
    const make = (id: string, texts: Readonly<Record<string, string>>, honours: readonly string[]) =>
      offer(
        Object.entries(texts).map(([thing, text]) => fact(thing, text)),
        { id, honours },
      );
    const result = run(two, [
      make('one', { noise: '<= 200 m', dust: '<= 5 m' }, ['Y']),
      make('one and unknown', { noise: '<= 200 m' }, ['Y']),
      make('one and scored', { noise: '<= 200 m', dust: '<= 5 m', smell: '<= 20 m' }, ['Y']),
      make('two', { noise: '<= 200 m', dust: '<= 50 m' }, ['Y']),
      // two members fail, but they are one finding that counts
      make('group', { noise: '<= 20 m', dust: '<= 5 m' }, []),
      make('one and group', { noise: '<= 200 m', dust: '<= 5 m' }, []),
      make('fits', { noise: '<= 20 m', dust: '<= 5 m' }, ['X']),
    ]);
    expect(result.ruledOut).toBe(6);
    expect(result.nearMisses.map(({ offerId }) => offerId).sort()).toEqual([
      'group',
      'one',
      'one and scored',
      'one and unknown',
    ]);
    expect([...result.nearMisses].sort((a, b) => b.score - a.score)).toEqual(result.nearMisses);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a cut of %s', (top) => {
    expect(() => run(of, [], top)).toThrow(RangeError);
  });

  it('is the same whichever way one asks', () => {
    const needs = [of, need({ id: 'air', domain: 'air' }), need({ id: 'none' })];
    const one = noise('a', '<= 50 m');
    expect(reverseMatch(one, needs, reference(), options)).toEqual([
      { needId: 'n', match: run(of, [one]).matches[0] },
      { needId: 'none', match: run(need({ id: 'none' }), [one]).matches[0] },
    ]);
  });

  it('answers a need that demands nothing', () => {
    expect(run(need(), [offer()]).matches).toEqual([{ offerId: 'o', outcome: 'FITS', score: 0, findings: [] }]);
    expect(run(need(), [])).toEqual({
      id: 'n',
      compared: 0,
      fits: 0,
      needsData: 0,
      ruledOut: 0,
      matches: [],
      nearMisses: [],
      relaxations: [],
    });
  });
});

describe('predicted and margin', () => {
  const money: Requirement = { id: 'p', mandatory: true, price: price(100) };
  it('are given with the codes of a comparison, and with no other', () => {
    const of = need({
      duty: [fact('capacity', '= 50 m3/d'), fact('inlet:cod', '= 30 mg/L'), fact('inlet:tn', '= 30 mg/L')],
      requirements: [
        asks('outlet:cod', '<= 50 mg/L', { id: 'meets' }),
        asks('outlet:tn', '<= 5 mg/L', { id: 'breach' }),
        asks('noise', '<= 5 m', { id: 'weak', minimumBasis: 'VERIFIED' }),
        asks('smell', '<= 5 m', { id: 'spread' }),
        asks('dust', '<= 5 m', { id: 'missing' }),
        money,
        { id: 'days', mandatory: true, leadDays: 5 },
      ],
      standards: [cites()],
    });
    const against = offer(
      [
        fact('capacity', '<= 80 m3/d'),
        fact('inlet:tn', '<= 20 mg/L'),
        fact('outlet:tn', '<= 3 mg/L'),
        fact('noise', '<= 4 m'),
        fact('smell', '3..8 m', { basis: 'TYPICAL' }),
      ],
      { price: price(150), leadDays: 5 },
    );
    const rows = [row('cod', '<= 20 mg/L', { confidence: 'known' })];
    const found = evaluate(of, against, reference(rows), options);
    expect(
      Object.fromEntries(
        (found?.findings ?? []).map(({ id, code, predicted, margin }) => [id, [code, predicted, margin]]),
      ),
    ).toEqual({
      capacity: ['OK', undefined, undefined],
      'S/A/cod': ['LIMIT_UNCONFIRMED', undefined, undefined],
      meets: ['INLET_ALREADY_MEETS', 30, 0.4],
      breach: ['INLET_ABOVE_ENVELOPE', undefined, undefined],
      weak: ['WEAK_EVIDENCE', 4, 0.2],
      spread: ['TYPICAL_SPREAD', 8, -0.6],
      missing: ['NOT_STATED', undefined, undefined],
      p: ['ABOVE_LIMIT', 150, -0.5],
      days: ['OK', 5, 0],
    });
  });
});

describe('the tightest requirement', () => {
  const finding = (id: string, margin?: number | null, more: Partial<Weighed> = {}) => ({
    id,
    verdict: 'PASS' as const,
    mandatory: true,
    ...(margin === undefined ? {} : { margin }),
    ...more,
  });

  it('is met with the least to spare; the first of equals', () => {
    expect(tightestOf([finding('cod', 0.3), finding('nh3n', 0.05), finding('tn', 0.05)])?.id).toBe('nh3n');
    expect(tightestOf([finding('cod', 0.2), finding('price', 0)])?.id).toBe('price');
  });

  it('is one that counts: not what is only scored, one alternative, or not met', () => {
    expect(
      tightestOf([
        finding('noise', 0.01, { mandatory: false }),
        finding('a', 0.02, { group: 'g' }),
        finding('b', 0.03, { verdict: 'UNKNOWN' }),
        finding('cod', 0.3, { group: null }),
      ])?.id,
    ).toBe('cod');
  });

  it('is none where nothing has a margin', () => {
    expect(tightestOf([finding('held'), finding('listed', null)])).toBeUndefined();
  });
});
