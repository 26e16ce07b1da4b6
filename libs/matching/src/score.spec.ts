import { matchingReference } from '@huanpei/reference';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TODAY, asks, fact, match, need, offer, price, reference } from '../test/make';
import { prepareNeed } from './demand';
import { contributionsOf, evaluatePrepared } from './match';
import type { Domain, Need, Offer, Requirement } from './model';
import { SCORE_TERMS, SCORE_WEIGHTS, type ScoreTerm } from './terms';
import { traitMetricsOf, traitTermsOf } from './traits';

const score = (of: Partial<Need>, against: Offer, market = false) => match(need(of), against, [], market).score;
const noise = (text: string, more = {}) => offer([fact('noise', text, more)]);
const limit = (more: Parameters<typeof asks>[2] = {}) => asks('noise', '<= 50 m', more);

/** The weighted mean of the terms measured, written out. */
const mean = (values: Partial<Record<ScoreTerm, number>>, domain: Domain = 'water') => {
  const terms = SCORE_TERMS.filter((term) => values[term] !== undefined);
  const weights = terms.reduce((sum, term) => sum + SCORE_WEIGHTS[domain][term], 0);
  return terms.reduce((sum, term) => sum + SCORE_WEIGHTS[domain][term] * (values[term] ?? 0), 0) / weights;
};

/** What one term is worth, however it weighs; undefined when it is not measured. */
const valueOf = (term: ScoreTerm, of: Partial<Need>, against: Offer, market = false): number | undefined =>
  contributionsOf(prepareNeed(need(of), reference(), TODAY, market), against).find((one) => one.term === term)?.value;

/** Every domain without a scale measures neither price nor energy by the offer. */
const AIR = { domain: 'air' } as const;

describe('the worked example of docs/matching.md', () => {
  const text = readFileSync(join(__dirname, '../../../docs/matching.md'), 'utf8');
  const [, section = ''] = text.split('### A worked example');
  const [, json = '{}'] = /```json\n([\s\S]+?)```/.exec(section) ?? [];
  const example = JSON.parse(json) as { readonly need: Need; readonly offer: Offer };
  const prepared = prepareNeed(example.need, matchingReference(), '2026-06-30', true);
  const rows = [...section.matchAll(/^\| `(\w+)` \| ([\d.]+) \| .+ \| ([\d.]+) \| ([\d.]+) \|$/gm)];
  const nine = (figure: number) => Math.round(figure * 1e9) / 1e9;

  it('comes to the score it says', () => {
    const [, said] = /is their sum: \*\*([\d.]+)\*\*/.exec(section) ?? [];
    const found = evaluatePrepared(prepared, example.offer);
    expect([found.outcome, found.score, found.units]).toEqual(['FITS', Number(said), 4]);
  });

  it('says what each term is worth and contributes', () => {
    expect(rows.map(([, term, ...figures]) => [term, ...figures.map(Number)])).toEqual(
      contributionsOf(prepared, example.offer).map(({ term, weight, value, contribution }) => [
        term,
        weight,
        nine(value),
        nine(contribution),
      ]),
    );
    expect(rows.map(([, term]) => term)).toEqual(SCORE_TERMS);
  });

  it('says how far other kinds are suitable', () => {
    const at = (technology?: string) => {
      const { technologies: _, ...bare } = example.offer;
      const other = technology === undefined ? bare : { ...bare, technologies: [technology] };
      return nine(contributionsOf(prepared, other).find(({ term }) => term === 'suitability')?.value ?? NaN);
    };
    const [, uv, p, none] =
      /disinfection \(.+?\) has a `suitability` of (\d), .+? ([\d.]+), and a listing that names no technology ([\d.]+)\./.exec(
        section,
      ) ?? [];
    expect([at('water.mun.uv'), at('water.mun.p-removal'), at()]).toEqual([uv, p, none].map(Number));
  });

  it('stands beside a table of the usual weights', () => {
    const [, table = ''] = text.split('### Usual weights');
    const [, ...titles] = (/^\| domain \|.+$/m.exec(table)?.[0] ?? '').split('|').map((cell) => cell.trim());
    const terms = titles.slice(1, 1 + SCORE_TERMS.length).map((title) => title.replaceAll('`', ''));
    expect(terms).toEqual(SCORE_TERMS);
    for (const [domain, weights] of Object.entries(SCORE_WEIGHTS)) {
      const row = new RegExp(`^\\| \`${domain}\` \\|(.+)$`, 'm').exec(table)?.[1]?.split('|') ?? [];
      const said = Object.fromEntries(terms.map((term, at) => [term, Number(row[at])]));
      expect([domain, said]).toEqual([domain, weights]);
    }
  });
});

describe('the terms that demands measure', () => {
  it.each([
    ['PASS', '<= 50 m', mean({ completeness: 1, margin: 0, evidence: 0.6 }, 'air')],
    ['PASS with half to spare', '<= 25 m', mean({ completeness: 1, margin: 0.5, evidence: 0.6 }, 'air')],
    ['FAIL', '<= 60 m', 0],
    ['UNKNOWN', '>= 1 m', 0],
  ])('of a figure: %s', (_title, text, expected) => {
    const against = { ...noise(text), ...AIR };
    expect(score({ ...AIR, requirements: [limit()] }, against)).toBeCloseTo(expected, 8);
  });

  it('measure price, energy, capacity and what is held each in its own term', () => {
    const requirements: readonly Requirement[] = [
      { id: 'p', mandatory: true, price: price(100) },
      { id: 'h', mandatory: true, honour: 'H' },
      asks('spec_energy', '<= 2 kWh/m3', { id: 'e' }),
    ];
    const against = offer(
      [fact('capacity', '<= 100 m3/d'), fact('spec_energy', '<= 1 kWh/m3', { basis: 'VERIFIED' })],
      {
        price: price(50),
        honours: [],
      },
    );
    expect(score({ duty: [fact('capacity', '= 80 m3/d')], requirements }, against)).toBeCloseTo(
      // three of four pass; capacity is guaranteed, energy verified
      mean({ completeness: 0.75, evidence: 0.8, price: 0.5, energy: 0.5, capacity: 0.7 * 0.8 }),
      8,
    );
  });

  it('weigh requirements', () => {
    const requirements = [limit({ weight: 3 }), asks('dust', '<= 5 m', { id: 'd', weight: 1 })];
    expect(score({ ...AIR, requirements }, { ...noise('<= 50 m'), ...AIR })).toBeCloseTo(
      mean({ completeness: 0.75, margin: 0, evidence: 0.45 }, 'air'),
      8,
    );
    expect(score({ requirements: [limit({ weight: 0 })] }, noise('<= 5 m'))).toBe(0);
  });

  it("weigh as a need's weights say", () => {
    const only = (term: string) => Object.fromEntries(SCORE_TERMS.map((one) => [one, one === term ? 5 : 0]));
    const at = (term: string) => score({ requirements: [limit()], weights: only(term) }, noise('<= 25 m'));
    expect([at('completeness'), at('margin'), at('evidence'), at('price')]).toEqual([1, 0.5, 0.6, 0]);
  });

  it('take the best of alternatives once', () => {
    const requirements = [{ ...limit({ group: 'g' }), id: 'a' }, asks('dust', '<= 5 m', { id: 'b', group: 'g' })];
    expect(score({ ...AIR, requirements }, { ...noise('<= 25 m'), ...AIR })).toBeCloseTo(
      mean({ completeness: 1, margin: 0.5, evidence: 0.6 }, 'air'),
      8,
    );
  });

  it('do not hold a stated envelope against an offer', () => {
    const of = { duty: [fact('inlet:cod', '= 300 mg/L')], requirements: [limit()] };
    const more = offer([fact('noise', '<= 25 m'), fact('inlet:cod', '<= 400 mg/L', { basis: 'PLANNING' })]);
    expect(score(of, more)).toBe(score(of, noise('<= 25 m')));
  });

  it('know no share of a limit of 0, and so no unit of it', () => {
    const at = (demand: string, text: string) =>
      valueOf('margin', { requirements: [asks('noise', demand)] }, offer([fact('noise', text)]));
    expect([at('>= 0 m', '>= 2 m'), at('>= 0 mm', '>= 2 m'), at('>= 0 m', '>= 0 mm')]).toEqual([1, 1, 0]);
    expect(at('= 5 m', '= 5.000000001 m')).toBe(0);
  });
});

describe('the capacity term', () => {
  const at = (facts: string, duty = '= 80 m3/d', more: Partial<Offer> = {}) =>
    valueOf('capacity', { duty: [fact('capacity', duty)] }, offer([fact('capacity', facts)], more));

  it('grows with use', () => {
    expect(at('<= 80 m3/d')).toBeCloseTo(0.7, 12);
    expect(at('<= 160 m3/d')).toBeCloseTo(0.35, 12);
    expect(at('<= 40 m3/d')).toBe(0);
  });

  it('grows as the stated minimum falls, and stating one never costs', () => {
    expect(at('80..80 m3/d')).toBeCloseTo(0.7, 12);
    expect(at('20..80 m3/d')).toBeCloseTo(0.7 + 0.3 * 0.75, 12);
    expect(at('0..80 m3/d')).toBeCloseTo(1, 12);
  });

  it('takes the lowest flow for the minimum and all units for both', () => {
    // Two units: 80 of 100 used, 20 of the 40 that come at least.
    expect(at('10..50 m3/d', '40..80 m3/d', { modular: true })).toBeCloseTo(0.7 * 0.8 + 0.3 * 0.5, 12);
  });
});

describe('price over flow and years', () => {
  const duty = [fact('capacity', '= 100 m3/d')];
  const at = (parts: Partial<Offer>, facts = ['<= 50 m3/d'], of: Partial<Need> = {}) =>
    valueOf(
      'price',
      { duty, ...of },
      offer(
        facts.map((text) => fact('capacity', text)),
        { modular: true, ...parts },
      ),
    );

  it('is worth a half at what is usual, per unit or per flow', () => {
    expect(at({ price: price(24500) })).toBeCloseTo(0.5, 12);
    expect(at({ price: price(490, 'CNY', 'm3/d') })).toBeCloseTo(0.5, 12);
    expect(at({ price: price(490 * 24, 'CNY', 't/h') })).toBeCloseTo(0.5, 12);
    expect(at({ price: price(980, 'CNY', 'm3/d') })).toBeCloseTo(1 / 3, 12);
  });

  it('is worth nothing when it is not known', () => {
    expect([
      at({}),
      at({ price: price(1, 'USD') }),
      at({ price: price(1, 'CNY', 'kW') }),
      at({ price: price(1) }, []),
      at({ price: price(1), maxUnits: 1 }),
    ]).toEqual([0, 0, 0, 0, 0]);
  });

  it('counts a longer life, and never a shorter one against who states it', () => {
    const life = (...texts: string[]) =>
      valueOf(
        'price',
        { duty },
        offer(
          texts.map((text) => fact('service_life', text)),
          { price: price(490, 'CNY', 'm3/d') },
        ),
      );
    expect(life('>= 20 a')).toBeCloseTo(2 / 3, 12);
    expect(life('= 240 month')).toBeCloseTo(490 / (490 + 490 / ((240 * 30.4375) / 365.25 / 10)), 12);
    expect(life('>= 5 a')).toBeCloseTo(0.5, 12);
    expect(life('>= 20 a', '= 12 a')).toBeCloseTo(490 / (490 + 490 / 1.2), 12);
    expect(life('<= 20 a')).toBeCloseTo(0.5, 12);
  });

  it('is not measured without a flow, a scale, or when the need says what it may cost', () => {
    const cheap = { price: price(1, 'CNY', 'm3/d') };
    expect(at(cheap, [], { duty: [] })).toBeUndefined();
    expect(at(cheap, [], { duty: [fact('capacity', '= 0 m3/d')] })).toBeUndefined();
    expect(at(cheap, [], { duty: [fact('capacity', '= 5 户')] })).toBeUndefined();
    expect(valueOf('price', { ...AIR, duty }, offer([], { ...cheap, ...AIR }))).toBeUndefined();
    const requirements: readonly Requirement[] = [{ id: 'p', mandatory: true, price: price(100) }];
    expect(at(cheap, [], { requirements })).toBeCloseTo(0, 12);
  });
});

describe('energy that is not demanded', () => {
  const at = (facts: readonly ReturnType<typeof fact>[], of: Partial<Need> = {}) => valueOf('energy', of, offer(facts));

  it('is worth a half at what is usual, and its worse end counts', () => {
    expect(at([fact('spec_energy_water', '<= 0.16 kWh/m3')])).toBeCloseTo(0.5, 12);
    expect(at([fact('spec_energy_water', '= 0.576 MJ/m3')])).toBeCloseTo(0.5, 12);
    expect(at([fact('spec_energy_water', '0.01..0.48 kWh/m3')])).toBeCloseTo(0.25, 12);
    expect(at([])).toBe(0);
  });

  it('is not known from facts with a condition, in another unit, or weaker than the need wants', () => {
    expect(at([fact('spec_energy_water', '<= 0.1 kWh/m3', { condition: 'in winter' })])).toBe(0);
    expect(at([fact('spec_energy_water', '<= 0.1 kWh/t')])).toBe(0);
    const facts = [fact('spec_energy_water', '<= 0.16 kWh/m3', { basis: 'TYPICAL' })];
    expect(at(facts, { minimumBasis: 'GUARANTEED' })).toBe(0);
    expect(at([...facts, fact('spec_energy_water', '<= 0.1 kWh/m3')], { minimumBasis: 'GUARANTEED' })).toBeCloseTo(
      0.5,
      12,
    );
  });

  it('is left to the demand where there is one', () => {
    const requirements = [asks('spec_energy_water', '<= 1 kWh/m3')];
    expect(at([fact('spec_energy_water', '<= 0.5 kWh/m3')], { requirements })).toBeCloseTo(0.5, 12);
    expect(valueOf('energy', AIR, offer([], AIR))).toBeUndefined();
  });
});

describe('the scenario', () => {
  const at = (scenarios?: readonly string[]) =>
    valueOf('scenario', { scenario: 'water.mun' }, offer([], scenarios ? { scenarios } : {}));

  it('is that of the technology where none is named', () => {
    const of = (technologies: readonly string[], scenarios?: readonly string[]) =>
      valueOf('scenario', { scenario: 'water.mun' }, offer([], { technologies, ...(scenarios ? { scenarios } : {}) }));
    expect([of(['water.mun.mbr']), of(['water.ind', 'water.mun.mbr'], []), of(['water.mun'])]).toEqual([1, 1, 1]);
    expect([of(['water.ind']), of(['water']), of([])]).toEqual([0.5, 0.5, 0.5]);
    // What the listing names itself counts first.
    expect([of(['water.mun.mbr'], ['water.ind']), of(['water.ind'], ['water.mun'])]).toEqual([0, 1]);
  });

  it('fits, may fit, or does not', () => {
    expect([at(['water.mun']), at(['water.ind', 'odd-name']), at(['water'])]).toEqual([1, 1, 1]);
    expect([at(), at([])]).toEqual([0.5, 0.5]);
    expect(at(['water.ind'])).toBe(0);
    expect(valueOf('scenario', {}, offer([], { scenarios: ['water.mun'] }))).toBeUndefined();
  });
});

describe('what only a marketplace knows', () => {
  const at = (term: ScoreTerm, parts: Partial<Offer>, of: Partial<Need> = {}) =>
    valueOf(term, of, offer([], parts), true);

  it('counts honours once each, and contracts', () => {
    expect(at('record', {})).toBe(0);
    expect(at('record', { honours: ['A', 'B', 'A'] })).toBeCloseTo(0.25, 12);
    expect(at('record', { honours: ['A', 'B'], record: 5 })).toBeCloseTo(0.5, 12);
    const requirements: readonly Requirement[] = [{ id: 'h', mandatory: true, honour: 'H' }];
    expect(at('record', { honours: ['A', 'B'], record: 5 }, { requirements })).toBeCloseTo(0.5, 12);
    expect(at('record', { honours: ['A', 'B'] }, { requirements })).toBe(0);
  });

  it('counts the days since a listing was confirmed', () => {
    expect(at('freshness', { confirmedOn: TODAY })).toBe(1);
    expect(at('freshness', { confirmedOn: '2025-06-30' })).toBeCloseTo(0.5, 12);
    expect(at('freshness', { confirmedOn: '2025-06-30' }, { asOf: '2025-06-30' })).toBe(1);
    expect(at('freshness', { confirmedOn: '2027-01-01' })).toBe(1);
    expect([at('freshness', {}), at('freshness', { confirmedOn: 'soon' })]).toEqual([0, 0]);
  });

  it('is neutral for files', () => {
    const bare = noise('<= 25 m');
    const of = { requirements: [limit()] };
    expect(score(of, { ...bare, honours: ['A'], record: 9, confirmedOn: TODAY })).toBe(score(of, bare));
    expect(score(of, { ...bare, record: 9 }, true)).toBeGreaterThan(score(of, bare, true));
  });
});

it('what a need reads of an offer beside its demands is named', () => {
  const prepared = (of: Partial<Need>, market = false) => prepareNeed(need(of), reference(), TODAY, market);
  const duty = [fact('capacity', '= 100 m3/d')];
  const all = prepared({ duty, scenario: 'water' }, true);
  expect(traitTermsOf(all)).toEqual(['price', 'energy', 'scenario', 'record', 'freshness']);
  expect(traitMetricsOf(all)).toEqual(['service_life', 'spec_energy_water']);
  const lasting = prepared({ duty, requirements: [asks('service_life', '>= 15 a')] });
  expect(traitTermsOf(lasting)).toEqual(['price', 'energy']);
  expect(traitMetricsOf(lasting)).toEqual(['spec_energy_water']);
  expect(traitTermsOf(prepared(AIR))).toEqual([]);
});
