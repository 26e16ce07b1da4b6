import { TODAY, asks, cites, fact, need, offer, price, reference, row } from '../test/make';
import { matchNeed } from './match';
import type { LimitRow, Need, Offer, Relaxation } from './model';

const relax = (of: Need, offers: readonly Offer[], rows: readonly LimitRow[] = []): readonly Relaxation[] =>
  matchNeed(of, offers, reference(rows), { top: 1, today: TODAY }).relaxations;

/** Offers that state these figures of one thing. */
const stating = (thing: string, ...texts: readonly string[]) =>
  texts.map((text, at) => offer([fact(thing, text)], { id: `o${at}` }));

describe('relaxations', () => {
  it.each<[string, string, readonly string[], readonly [number, number, number] | undefined]>([
    // demanded, stated by the offers, [from, to, fits]
    ['the nearest offer is let in', '<= 50 m', ['<= 60 m', '<= 80 m'], [50, 60, 1]],
    ['those that fit are counted too', '<= 50 m', ['<= 40 m', '<= 60 m', '<= 80 m'], [50, 60, 2]],
    ['two at one figure', '<= 50 m', ['<= 60 m', '= 60 m'], [50, 60, 2]],
    ['a lower limit goes down', '>= 50 m', ['>= 40 m', '>= 30 m'], [50, 40, 1]],
    ['an upper end of a range', '20..50 m', ['30..60 m'], [50, 60, 1]],
    ['a lower end of a range', '20..50 m', ['10..40 m'], [20, 10, 1]],
    ['not both ends of a range at once', '20..50 m', ['10..60 m'], undefined],
    ['in the unit of the demand', '<= 50 m', ['<= 60000 mm'], [50, 60, 1]],
    ['an exact figure has nothing milder', '= 50 m', ['= 60 m'], undefined],
    ['nothing is kept out', '<= 50 m', ['<= 40 m'], undefined],
    ['nothing is known', '<= 50 m', ['>= 40 m'], undefined],
    ['a stated lower end promises no figure', '<= 50 m', ['>= 60 m'], undefined],
    ['there are no offers', '<= 50 m', [], undefined],
  ])('%s', (_title, asked, texts, expected) => {
    const found = relax(need({ requirements: [asks('noise', asked)] }), stating('noise', ...texts));
    expect(found).toEqual(
      expected ? [{ requirement: 'r', from: expected[0], to: expected[1], unit: 'm', fits: expected[2] }] : [],
    );
  });

  it('goes just past the figure when the limit is open', () => {
    const [found] = relax(need({ requirements: [asks('noise', '< 50 m')] }), stating('noise', '<= 60 m'));
    expect(found?.to).toBeGreaterThan(60);
    expect(found?.to).toBeLessThan(60.000001);
    const [open] = relax(need({ requirements: [asks('noise', '< 50 m')] }), stating('noise', '< 60 m'));
    expect(open?.to).toBe(60);
    const [zero] = relax(need({ requirements: [asks('noise', '< -5 m')] }), stating('noise', '<= 0 m'));
    expect(zero?.to).toBeGreaterThan(0);
  });

  it('only counts what that demand alone keeps out', () => {
    const of = need({ requirements: [asks('noise', '<= 50 m'), asks('dust', '<= 5 m', { id: 'd' })] });
    const both = (id: string, noise: string, dust: string) => offer([fact('noise', noise), fact('dust', dust)], { id });
    expect(relax(of, [both('a', '<= 60 m', '<= 9 m')])).toEqual([]);
    expect(
      relax(of, [both('a', '<= 60 m', '<= 9 m'), both('b', '<= 70 m', '<= 4 m'), both('c', '<= 40 m', '<= 8 m')]),
    ).toEqual([
      { requirement: 'r', from: 50, to: 70, unit: 'm', fits: 1 },
      { requirement: 'd', from: 5, to: 8, unit: 'm', fits: 1 },
    ]);
    // What else is unknown keeps it from fitting.
    expect(relax(of, [offer([fact('noise', '<= 60 m')])])).toEqual([]);
  });

  it('leaves alone what is scored, what has alternatives and the duty itself', () => {
    expect(
      relax(need({ requirements: [asks('noise', '<= 50 m', { mandatory: false })] }), stating('noise', '<= 60 m')),
    ).toEqual([]);
    expect(
      relax(need({ requirements: [asks('noise', '<= 50 m', { group: 'g' })] }), stating('noise', '<= 60 m')),
    ).toEqual([]);
    const duty = need({ duty: [fact('capacity', '= 50 m3/d'), fact('inlet:cod', '= 50 mg/L')] });
    const full = offer([fact('capacity', '<= 40 m3/d'), fact('inlet:cod', '<= 60 mg/L')]);
    const lean = offer([fact('capacity', '<= 60 m3/d'), fact('inlet:cod', '<= 40 mg/L')]);
    expect(relax(duty, [full, lean])).toEqual([]);
  });

  it('relaxes a cited limit, a price and a delivery time', () => {
    const rows = [row('cod', '<= 50 mg/L')];
    expect(relax(need({ standards: [cites()] }), stating('outlet:cod', '<= 60 mg/L'), rows)).toEqual([
      { requirement: 'S/A/cod', from: 50, to: 60, unit: 'mg/L', fits: 1 },
    ]);
    const of = need({ requirements: [{ id: 'p', mandatory: true, price: price(100) }] });
    expect(relax(of, [offer([], { price: price(130.5) })])).toEqual([
      { requirement: 'p', from: 100, to: 130.5, unit: 'CNY', fits: 1 },
    ]);
    const soon = need({ requirements: [{ id: 't', mandatory: true, leadDays: 30 }] });
    expect(relax(soon, [offer([], { leadDays: 45 }), offer([], { id: 'late', leadDays: 90 })])).toEqual([
      { requirement: 't', from: 30, to: 45, unit: 'd', fits: 1 },
    ]);
  });

  it('takes the price of the whole duty', () => {
    const of = need({
      duty: [fact('capacity', '= 100 m3/d')],
      requirements: [{ id: 'p', mandatory: true, price: price(100) }],
    });
    const modular = offer([fact('capacity', '<= 30 m3/d')], { modular: true, price: price(40) });
    expect(relax(of, [modular])).toEqual([{ requirement: 'p', from: 100, to: 160, unit: 'CNY', fits: 1 }]);
  });

  it('does not relax what an envelope breaks', () => {
    const of = need({ duty: [fact('inlet:cod', '= 500 mg/L')], requirements: [asks('outlet:cod', '<= 50 mg/L')] });
    expect(relax(of, [offer([fact('inlet:cod', '<= 400 mg/L'), fact('outlet:cod', '<= 60 mg/L')])])).toEqual([]);
  });

  it('moves the figure of a requirement into the envelope, from either side', () => {
    const of = (text: string) => need({ requirements: [asks('inlet:cod', text)] });
    expect(relax(of('= 500 mg/L'), stating('inlet:cod', '<= 400 mg/L'))).toEqual([
      { requirement: 'r', from: 500, to: 400, unit: 'mg/L', fits: 1 },
    ]);
    expect(relax(of('= 50 mg/L'), stating('inlet:cod', '100..400 mg/L'))).toEqual([
      { requirement: 'r', from: 50, to: 100, unit: 'mg/L', fits: 1 },
    ]);
    expect(relax(of('50..300 mg/L'), stating('inlet:cod', '100..400 mg/L'))).toEqual([
      { requirement: 'r', from: 50, to: 100, unit: 'mg/L', fits: 1 },
    ]);
  });

  it('does not promise more when as many are let out as in', () => {
    const of = need({ requirements: [asks('capacity', '= 100 m3/d')] });
    expect(relax(of, stating('capacity', '80..120 m3/d', '<= 50 m3/d'))).toEqual([]);
    expect(relax(of, stating('capacity', '80..120 m3/d', '<= 90 m3/d'))).toEqual([
      { requirement: 'r', from: 100, to: 90, unit: 'm3/d', fits: 2 },
    ]);
  });

  it('reaches an offer that says nothing of the parameter when its inlet is enough', () => {
    const of = need({ duty: [fact('inlet:cod', '= 60 mg/L')], requirements: [asks('outlet:cod', '<= 50 mg/L')] });
    expect(relax(of, [offer([], { id: 'silent' }), ...stating('outlet:cod', '<= 70 mg/L')])).toEqual([
      { requirement: 'r', from: 50, to: 60, unit: 'mg/L', fits: 1 },
    ]);
  });

  it('lets in a spread at its worse end', () => {
    const unsure = offer([fact('noise', '40..60 m', { basis: 'TYPICAL' })], { id: 'unsure' });
    const of = need({ requirements: [asks('noise', '<= 50 m')] });
    expect(relax(of, [unsure, ...stating('noise', '<= 90 m')])).toEqual([
      { requirement: 'r', from: 50, to: 60, unit: 'm', fits: 1 },
    ]);
  });

  it('lets in weak evidence where the strong holds', () => {
    const of = need({
      minimumBasis: 'GUARANTEED',
      duty: [fact('inlet:cod', '= 500 mg/L')],
      requirements: [asks('outlet:cod', '<= 50 mg/L')],
    });
    // 500 mg/L x 10 % would do, but only 65 mg/L is guaranteed.
    const weak = offer([fact('removal_pct:cod', '>= 90 %', { basis: 'TYPICAL' }), fact('outlet:cod', '<= 65 mg/L')], {
      id: 'weak',
    });
    expect(relax(of, [weak, ...stating('outlet:cod', '<= 90 mg/L')])).toEqual([
      { requirement: 'r', from: 50, to: 65, unit: 'mg/L', fits: 1 },
    ]);
  });
});
