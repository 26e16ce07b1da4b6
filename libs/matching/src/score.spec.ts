import { asks, fact, match, need, offer, price } from '../test/make';
import type { Need, Offer, Requirement } from './model';
import { SCORE_TERMS, SCORE_WEIGHTS } from './score';

const score = (of: Partial<Need>, against: Offer) => match(need(of), against).score;
const noise = (text: string, more = {}) => offer([fact('noise', text, more)]);
const limit = (more: Parameters<typeof asks>[2] = {}) => asks('noise', '<= 50 m', more);

/** The weighted mean of the terms measured, written out. */
const mean = (values: Partial<Record<keyof typeof SCORE_WEIGHTS, number>>) => {
  const terms = SCORE_TERMS.filter((term) => values[term] !== undefined);
  const weights = terms.reduce((sum, term) => sum + SCORE_WEIGHTS[term], 0);
  return terms.reduce((sum, term) => sum + SCORE_WEIGHTS[term] * (values[term] ?? 0), 0) / weights;
};

describe('the score', () => {
  it('is the example of the documentation', () => {
    expect(score({ requirements: [limit()] }, noise('<= 30 m', { basis: 'TESTED' }))).toBe(0.811851852);
  });

  it('has weights that add up to one', () => {
    expect(SCORE_TERMS.reduce((sum, term) => sum + SCORE_WEIGHTS[term], 0)).toBeCloseTo(1, 12);
  });

  it.each([
    ['PASS', '<= 50 m', mean({ requirements: 1, margin: 0, evidence: 0.6 })],
    ['PASS with half to spare', '<= 25 m', mean({ requirements: 1, margin: 0.5, evidence: 0.6 })],
    ['FAIL', '<= 60 m', 0],
    ['UNKNOWN', '>= 1 m', 0],
  ])('of a figure: %s', (_title, text, expected) => {
    expect(score({ requirements: [limit()] }, noise(text))).toBeCloseTo(expected, 8);
  });

  it('measures price, energy, capacity and what is held each in its own term', () => {
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
      mean({ requirements: 0.75, evidence: 0.8, price: 0.5, energy: 0.5, capacity: 0.8 }),
      8,
    );
  });

  it('weighs requirements', () => {
    const requirements = [limit({ weight: 3 }), asks('dust', '<= 5 m', { id: 'd', weight: 1 })];
    expect(score({ requirements }, noise('<= 50 m'))).toBeCloseTo(
      mean({ requirements: 0.75, margin: 0, evidence: 0.45 }),
      8,
    );
    expect(score({ requirements: [limit({ weight: 0 })] }, noise('<= 5 m'))).toBe(0);
  });

  it("takes a need's weights for its terms", () => {
    const only = (term: string) => Object.fromEntries(SCORE_TERMS.map((one) => [one, one === term ? 5 : 0]));
    const at = (term: string) => score({ requirements: [limit()], weights: only(term) }, noise('<= 25 m'));
    expect([at('requirements'), at('margin'), at('evidence'), at('price')]).toEqual([1, 0.5, 0.6, 0]);
  });

  it('takes the best of alternatives once', () => {
    const requirements = [{ ...limit({ group: 'g' }), id: 'a' }, asks('dust', '<= 5 m', { id: 'b', group: 'g' })];
    expect(score({ requirements }, noise('<= 25 m'))).toBeCloseTo(
      mean({ requirements: 1, margin: 0.5, evidence: 0.6 }),
      8,
    );
  });

  it('does not hold a stated envelope against an offer', () => {
    const of = { duty: [fact('inlet:cod', '= 300 mg/L')], requirements: [limit()] };
    const more = offer([fact('noise', '<= 25 m'), fact('inlet:cod', '<= 400 mg/L', { basis: 'PLANNING' })]);
    expect(score(of, more)).toBe(score(of, noise('<= 25 m')));
  });
});
