import { matchingReference } from '@huanpei/reference';
import { TODAY, asks, cites, fact, need, offer, reference, row } from '../test/make';
import { prepareNeed } from './demand';
import { contributionsOf, matchNeed } from './match';
import type { KindReference, LimitRow, MatchingReference, Need, Offer, Requirement } from './model';

/** Made-up kinds: a reactor for COD and nitrogen, a lamp that is made for nothing of it, a press for moisture. */
const MADE_FOR: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'water.mun.mbr': { cod: 1, nh3n: 1, tn: 0.5, range_max: 0.5 },
  'water.mun.lamp': { colour: 1 },
  'water.mun.press': { moisture: 1, cod: 0.5 },
};
const KINDS: KindReference = {
  subjects: (metric, parameter) => {
    if (metric === 'noise' || metric === 'capacity' || metric === 'inlet') return [];
    return parameter === undefined ? [metric] : metric === 'recovery' ? [metric, parameter] : [parameter];
  },
  madeFor: (technology) => {
    const found = MADE_FOR[technology];
    return found && new Map(Object.entries(found));
  },
};

const withKinds = (rows: readonly LimitRow[] = []): MatchingReference => ({ ...reference(rows), kinds: KINDS });

/** What the term is worth for offers of these technologies; undefined where it is not measured. */
function at(of: Partial<Need>, technologies: readonly string[] | undefined, rows: readonly LimitRow[] = []) {
  const listed = offer([], technologies ? { technologies } : {});
  const prepared = prepareNeed(need(of), withKinds(rows), TODAY);
  return contributionsOf(prepared, listed).find(({ term }) => term === 'suitability')?.value;
}
const MBR = ['water.mun.mbr'];
const limit = (parameter: string, more: Parameters<typeof asks>[2] = {}) =>
  asks(`outlet:${parameter}`, '<= 5 mg/L', { id: parameter, ...more });

describe('suitability', () => {
  it('is the share of what is asked that the technology is made for, by weight', () => {
    const requirements = [limit('cod'), limit('nh3n', { weight: 2 }), limit('colour')];
    expect(at({ requirements }, MBR)).toBeCloseTo(3 / 4, 12);
    expect(at({ requirements }, ['water.mun.lamp'])).toBeCloseTo(1 / 4, 12);
    expect(at({ requirements }, ['water.mun.press'])).toBeCloseTo(1 / 8, 12);
    expect(at({ requirements: [limit('tn', { weight: 0 }), limit('cod')] }, MBR)).toBe(1);
  });

  it('takes the best of several technologies and not their union', () => {
    const requirements = [limit('cod'), limit('colour')];
    expect(at({ requirements }, ['water.mun.press', 'water.mun.lamp', 'water.mun.mbr'])).toBe(0.5);
    // One of which nothing is known adds nothing.
    expect(at({ requirements }, ['water.mun.press', 'nothing'])).toBe(0.25);
  });

  it('is not known of an offer without a technology, or with an unknown one', () => {
    const requirements = [limit('cod')];
    expect([at({ requirements }, undefined), at({ requirements }, []), at({ requirements }, ['nothing'])]).toEqual([
      0.5, 0.5, 0.5,
    ]);
  });

  it('counts metrics half, and the two sides of a recovery by half each', () => {
    expect(at({ requirements: [limit('cod'), asks('range_max', '>= 5 m', { id: 'm' })] }, MBR)).toBeCloseTo(
      (1 + 0.5 * 0.5) / 1.5,
      12,
    );
    expect(at({ requirements: [asks('recovery:cod', '>= 5 %')] }, MBR)).toBe(0.5);
  });

  it('counts a thing asked about twice once, with the highest weight', () => {
    const twice = [
      limit('cod'),
      asks('removal_pct:cod', '>= 90 %', { id: 'more', weight: 3 }),
      limit('colour', { weight: 1 }),
    ];
    expect(at({ requirements: twice }, MBR)).toBeCloseTo(3 / 4, 12);
    const rows = [
      row('tn', '<= 15 mg/L', { condition: 'water temperature > 12 degC' }),
      row('tn', '<= 20 mg/L', { condition: 'water temperature <= 12 degC' }),
      row('colour', '<= 30 m'),
    ];
    expect(at({ standards: [cites()] }, MBR, rows)).toBeCloseTo(0.25, 12);
  });

  it('knows a cited parameter that has no row', () => {
    const rows = [row('colour', '<= 30 m')];
    expect(at({ standards: [cites({ parameters: ['cod'] })] }, MBR, rows)).toBe(1);
    expect(at({ standards: [cites({ parameters: ['colour'] })] }, MBR, rows)).toBe(0);
    expect(at({ standards: [cites({ level: 'none' })] }, MBR)).toBeUndefined();
  });

  it('takes the best alternative of a group', () => {
    const requirements = [limit('colour', { group: 'g', weight: 3 }), limit('cod', { group: 'g' }), limit('tn')];
    expect(at({ requirements }, MBR)).toBeCloseTo((3 * 1 + 0.5) / 4, 12);
  });

  it('is not measured where nothing tells of the kind, or the reference knows no kinds', () => {
    const requirements: readonly Requirement[] = [asks('noise', '<= 5 m'), { id: 's', mandatory: true, service: 'S' }];
    const duty = [fact('capacity', '= 5 m3/d'), fact('inlet:cod', '= 500 mg/L')];
    expect(at({ requirements, duty }, MBR)).toBeUndefined();
    const bare = prepareNeed(need({ requirements: [limit('cod')], technologies: MBR }), reference(), TODAY);
    expect(contributionsOf(bare, offer()).map(({ term }) => term)).not.toContain('suitability');
  });

  it('is already half for one of the technologies that the need names, and then passes silence', () => {
    const requirements = [limit('colour')];
    const technologies = ['water.mun'];
    expect(at({ requirements, technologies }, MBR)).toBe(0.5);
    expect(at({ requirements, technologies }, ['water.mun.lamp'])).toBe(1);
    expect(at({ requirements, technologies }, undefined)).toBe(0.5);
    expect([at({ technologies }, MBR), at({ technologies }, undefined)]).toEqual([1, 0.5]);
  });
});

describe('with the real reference', () => {
  const order = (of: Partial<Need>, offers: readonly (readonly [id: string, parts: Partial<Offer>])[]) => {
    const asked = need(of);
    const listed = offers.map(([id, parts]) => offer([], { id, domain: asked.domain, ...parts }));
    return matchNeed(asked, listed, matchingReference(), { top: 9, today: TODAY }).matches.map(
      ({ offerId }) => offerId,
    );
  };

  it('orders listings that state nothing by their kind, and only then by id', () => {
    const requirements = [
      asks('outlet:cod', '<= 50 mg/L', { id: 'cod' }),
      asks('outlet:nh3n', '<= 5 mg/L', { id: 'n' }),
      asks('noise_level', '<= 85 dB(A)', { id: 'noise' }),
    ];
    const offers = [
      ['a', { technologies: ['water.mun.uv'] }],
      ['b', { technologies: ['water.mun.p-removal'] }],
      ['c', {}],
      ['d', { technologies: ['water.mun.mbr'] }],
      ['e', { technologies: ['water.mun.cas'] }],
    ] as const;
    expect(order({ requirements }, offers)).toEqual(['d', 'e', 'c', 'b', 'a']);
  });

  it('does not let a figure that any machine states lift the wrong kind over the right one', () => {
    const requirements = [
      asks('outlet:nox', '<= 50 mg/m3', { id: 'nox' }),
      asks('nh3_slip:nh3', '<= 2.5 mg/m3', { id: 'slip' }),
      asks('removal_pct:nox', '>= 80 %', { id: 'removal' }),
      asks('pressure_drop', '<= 800 Pa', { id: 'drop' }),
      asks('noise_level', '<= 85 dB(A)', { id: 'noise' }),
    ];
    const filter = { technologies: ['air.ule.fabric-filter'], facts: [fact('noise_level', '<= 80 dB(A)')] };
    const offers = [
      ['a-filter', filter],
      ['b-scr', { technologies: ['air.ule.scr'] }],
    ] as const;
    expect(order({ domain: 'air', requirements }, offers)).toEqual(['b-scr', 'a-filter']);
  });
});
