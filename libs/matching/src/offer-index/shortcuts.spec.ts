import { asks, fact, need, offer, price, reference } from '../../test/make';
import { matchNeed } from '../match';
import type { Basis, Fact, Need, Offer } from '../model';
import { startedKernel } from './kernel';
import { OfferIndex } from './offer-index';
import { RowCheck } from './row-check';
import { sharedScratch } from './scratch';

/**
 * One case for each shortcut of the index, among enough other offers that bitmaps are used: a shortcut that
 * answers for rows it must not answer for is caught here, whatever chance brings elsewhere.
 */
const REFERENCE = reference([]);
const CUT = { fewestRows: 8 };

/** Offers that state plain figures from 1 to 64, so that the usual bitmaps are there. */
const crowd = (make: (figure: number) => readonly Fact[], parts: Partial<Offer> = {}): readonly Offer[] =>
  Array.from({ length: 64 }, (_, at) => offer(make(at + 1), { id: `crowd ${at + 1}`, ...parts }));

function agree(asked: Need, offers: readonly Offer[], top = 200): void {
  const options = { top, today: '2026-06-30' };
  const index = OfferIndex.build(REFERENCE, offers, CUT);
  const expected = matchNeed(asked, offers, REFERENCE, options);
  expect(index.query(asked, { ...options, relaxations: true })).toEqual(expected);
  const { compared, fits, needsData, ruledOut, matches } = expected;
  expect(index.search(asked, { ...options, nearMisses: false })).toEqual({
    compared,
    fits,
    needsData,
    ruledOut,
    matches: matches.map(({ offerId, outcome, score }) => ({ offerId, outcome, score })),
    nearMisses: [],
  });
}

const outlet = (text: string, more = {}): Fact => fact('outlet:cod', text, more);
const removal = (text: string, more = {}): Fact => fact('removal_pct:cod', text, more);
const inlet = (text: string, more = {}): Fact => fact('inlet:cod', text, more);
const limit = (more: Partial<Need> = {}): Need =>
  need({ duty: [inlet('= 100 mg/L')], requirements: [asks('outlet:cod', '<= 30 mg/L')], ...more });
const CROWD = crowd((figure) => [outlet(`<= ${figure} mg/L`)]);

describe('a shortcut of the offer index', () => {
  it('does not tell apart figures that are equal to 1e-9, nor takes an open end for a closed one', () => {
    const near = [30 * (1 + 5e-10), 30 * (1 - 5e-10), 30 * (1 + 5e-9), 30].flatMap((figure, at) => [
      offer([outlet(`<= ${figure} mg/L`)], { id: `at most ${at}` }),
      offer([outlet(`< ${figure} mg/L`)], { id: `below ${at}` }),
      offer([outlet(`<= ${figure / 1000} g/L`)], { id: `in grams ${at}` }),
    ]);
    agree(limit(), [...CROWD, ...near]);
    agree(limit({ requirements: [asks('outlet:cod', '< 30 mg/L')] }), [...CROWD, ...near]);
    const ends = [20, 30].flatMap((figure) => [1 - 5e-9, 1 + 5e-9].map((by) => figure * by));
    const ranges = ends.flatMap((end, at) => [
      offer([outlet(`= ${end} mg/L`), inlet(`${end}..200 mg/L`)], { id: `is ${at}` }),
      offer([outlet(end < 25 ? `${end}..25 mg/L` : `25..${end} mg/L`), inlet(`1..${end} mg/L`)], { id: `to ${at}` }),
    ]);
    agree(limit({ requirements: [asks('outlet:cod', '20..30 mg/L')] }), [...CROWD, ...ranges]);
    const takes = crowd((figure) => [outlet('= 9 mg/L'), inlet(`${figure}..100 mg/L`)]);
    for (const duty of ['= 20 mg/L', '= 30 mg/L', '20..30 mg/L'])
      agree(limit({ duty: [inlet(duty)] }), [...takes, ...ranges.map((one) => ({ ...one, id: `in ${one.id}` }))]);
  });

  it('takes a figure that is the very bound for one that keeps it, unless an end is open', () => {
    const taken = ['<= 30 m3/d', '< 30 m3/d', '10..30 m3/d', '30..60 m3/d', '> 30 m3/d', '<= 720 m3/h', '<= 1.25 m3/h'];
    const sizes = crowd((figure) => [fact('capacity', `<= ${figure} m3/d`)]);
    const offers = taken.map((text, at) => offer([fact('capacity', text)], { id: `takes ${at}` }));
    agree(need({ duty: [fact('capacity', '= 30 m3/d')] }), [...sizes, ...offers]);
    agree(need({ duty: [fact('capacity', `= ${30 * (1 + 5e-9)} m3/d`)] }), [...sizes, ...offers]);
    const inlets = crowd((figure) => [outlet('<= 10 mg/L'), inlet(`${figure}..${figure + 100} mg/L`)]);
    const close = ['100..200 mg/L', '> 100 mg/L', '50..100 mg/L', '< 100 mg/L', `<= ${100 * (1 - 5e-9)} mg/L`];
    agree(limit(), [
      ...inlets,
      ...close.map((text, at) => offer([outlet('= 9 mg/L'), inlet(text)], { id: `in ${at}` })),
    ]);
    const removals = crowd((figure) => [removal(`>= ${figure} %`)]);
    for (const op of ['>=', '>'])
      agree(need({ requirements: [asks('removal_pct:cod', `${op} 60 %`)] }), [
        ...removals,
        ...['> 60 %', '60..70 %', '50..60 %'].map((text, at) => offer([removal(text)], { id: `removes ${at}` })),
      ]);
    const both = { requirements: [asks('outlet:cod', '20..30 mg/L')] };
    agree(need(both), [
      ...CROWD,
      ...['20..30 mg/L', '= 30 mg/L'].map((text, at) => offer([outlet(text)], { id: `both ${at}` })),
    ]);
    // Of several facts one open end is enough to leave it to the check of the row.
    agree(limit({ requirements: [asks('outlet:cod', '< 30 mg/L')] }), [
      ...CROWD,
      offer([outlet('<= 30 mg/L'), outlet('< 30 mg/L')], { id: 'closed and open' }),
      offer([outlet('< 30 mg/L'), outlet('<= 29 mg/L')], { id: 'open and less' }),
    ]);
    agree(need({ duty: [fact('capacity', '= 30 m3/d')] }), [
      ...sizes,
      offer([fact('capacity', '<= 60 m3/d'), fact('capacity', '< 30 m3/d')], { id: 'two, one open' }),
      offer([fact('capacity', '20..40 m3/d'), fact('capacity', '<= 16 m3/d')], {
        id: 'two units',
        modular: true,
        maxUnits: 2,
      }),
      offer([fact('capacity', '10..40 m3/d'), fact('capacity', '<= 16 m3/d')], {
        id: 'two with enough',
        modular: true,
      }),
    ]);
  });

  it('tells the smallest and the largest figures apart', () => {
    for (const size of [1e-45, 1e200]) {
      const extreme = crowd((figure) => [outlet(`<= ${figure * size} mg/L`)]);
      agree(limit({ requirements: [asks('outlet:cod', `<= ${30 * size} mg/L`)] }), extreme);
    }
  });

  it('keeps what the rows of one technology pass while those of the next are told', () => {
    const of = (technology: string, make: (figure: number) => readonly Fact[]) =>
      crowd(make).map((one) => ({ ...one, id: `${technology} ${one.id}`, technologies: [technology] }));
    const noise = (figure: number) => fact('noise_level', `<= ${figure} dB(A)`, { basis: 'TESTED' });
    const offers = [
      ...of('water.mun.mbr', (figure) => [outlet(`<= ${figure} mg/L`), noise(65 - figure)]),
      ...of('water.mun.as', (figure) => [outlet(`<= ${65 - figure} mg/L`), noise(figure)]),
      ...of('water.ind', (figure) => [outlet(`<= ${figure} mg/L`)]),
    ];
    const asked = [asks('outlet:cod', '<= 30 mg/L'), asks('noise_level', '<= 40 dB(A)', { id: 'n' })];
    for (const top of [3, 200]) agree(limit({ requirements: asked }), offers, top);
    for (const top of [3, 200]) agree(limit({ requirements: [...asked].reverse() }), [...offers].reverse(), top);
  });

  it('takes several facts for one where only their ends count', () => {
    const two = crowd((figure) => [outlet(`<= ${figure} mg/L`), outlet(`<= ${figure / 2} mg/L`)], { id: 'several' });
    const both = crowd((figure) => [outlet(`>= ${figure / 3} mg/L`, { basis: 'TESTED' }), outlet(`<= ${figure} mg/L`)]);
    const more = [
      offer([outlet('<= 10 mg/L'), outlet('<= 80 mg/L', { condition: 'cod > 500 mg/L' })], { id: 'one counts' }),
      offer([outlet('<= 10 mg/L', { condition: 'cod > 500 mg/L' }), outlet('<= 9 mg/L', { condition: 'in winter' })], {
        id: 'none counts',
      }),
      offer([outlet('<= 10 mg/L'), outlet('20..60 mg/L', { basis: 'TYPICAL' })], { id: 'a spread' }),
      offer([removal('>= 95 %'), removal('= 120 %')], { id: 'one impossible' }),
      offer([removal('<= 20 %'), removal('= 120 %')], { id: 'an upper end and one impossible' }),
      offer([outlet('= 60 mg/L'), inlet('<= 500 mg/L'), inlet('<= 90 mg/L')], { id: 'a narrower inlet' }),
      offer([outlet('= 6 mg/L'), inlet('<= 500 mg/L'), inlet('>= 90 mg/L')], { id: 'inside' }),
    ];
    const numbered = two.map((one, at) => ({ ...one, id: `two ${at}` }));
    const removals = crowd((figure) => [removal(`= ${figure} %`)]).map((one) => ({ ...one, id: `removal ${one.id}` }));
    const all = [...CROWD, ...removals, ...numbered, ...both.map((one) => ({ ...one, id: `both ${one.id}` })), ...more];
    for (const minimumBasis of [undefined, 'TESTED'] as const) agree(limit(minimumBasis ? { minimumBasis } : {}), all);
    agree(need({ requirements: [asks('removal_pct:cod', '>= 50 %')] }), all);
  });

  it('looks at offers with several facts on one thing, and at facts without a figure', () => {
    const several = [
      offer([outlet('<= 10 mg/L'), outlet('<= 50 mg/L')], { id: 'both' }),
      offer([outlet('<= 10 mg/L'), outlet('<= 50 ppm')], { id: 'another unit' }),
      offer([fact('outlet:cod', 'not_detectable mg/L')], { id: 'not detectable' }),
    ];
    agree(limit(), [...CROWD, ...several]);
  });

  it('counts a conditional fact where the duty makes its condition true, and only there', () => {
    const conditional = ['cod <= 100 mg/L', 'cod > 100 mg/L', 'ph > 6', 'in winter'].map((condition, at) =>
      offer([outlet('<= 10 mg/L', { condition })], { id: `when ${at}` }),
    );
    agree(limit(), [...CROWD, ...conditional]);
    // Of an inlet that meets the limit already: a fact that does not count still says something of the parameter.
    const clean = limit({ duty: [inlet('= 20 mg/L')] });
    agree(clean, [...CROWD, ...conditional, offer([], { id: 'silent' })]);
  });

  it('takes a note for a condition that never comes true, and no comparison for a note', () => {
    const notes = ['in winter', 'after commissioning', '10 < x'];
    const told = [...notes, 'cod <= 100 mg/L', 'COD >= 50 mg/L', '50 <= cod < 200 mg/L', 'ph > 6', 'phosphorus > 1'];
    const conditional = (figure: number, condition: string, id: string): Offer =>
      offer([outlet(`<= ${figure} mg/L`, { condition })], { id });
    const several = (conditions: readonly string[], id: string): Offer =>
      offer(
        conditions.map((condition, at) => outlet(`<= ${20 + 20 * at} mg/L`, { condition })),
        { id },
      );
    const many = told.flatMap((condition, kind) =>
      [10, 20, 29, 31, 60].map((figure) => conditional(figure, condition, `${kind} ${figure}`)),
    );
    const both = [
      several(['in winter', 'after commissioning'], 'two notes'),
      several(['in winter', 'cod <= 100 mg/L'], 'a note and a comparison'),
      several(['cod <= 100 mg/L', 'in winter'], 'a comparison and a note'),
    ];
    for (const duty of [100, 20])
      agree(limit({ duty: [inlet(`= ${duty} mg/L`), fact('inlet:ph', '= 7 1')] }), [...CROWD, ...many, ...both]);
    // And where they come when the bins are there: of notes, of comparisons, of both, or of neither.
    const options = { top: 200, today: '2026-06-30' };
    for (const first of [[], many.slice(0, 15), many.slice(15), many]) {
      const index = OfferIndex.build(REFERENCE, [...CROWD, ...first], CUT);
      const late = [...many, ...both].map((one) => ({ ...one, id: `late ${one.id}` }));
      for (const one of late) index.put(one);
      const all = [...CROWD, ...first, ...late];
      expect(index.query(limit(), { ...options, relaxations: true })).toEqual(
        matchNeed(limit(), all, REFERENCE, options),
      );
    }
  });

  it('lets a spread of typical figures keep a failure of the other fact open', () => {
    const typical = { basis: 'TYPICAL' } as const;
    const spreads = [
      offer([outlet('20..60 mg/L', typical)], { id: 'straddles' }),
      offer([outlet('40..60 mg/L', typical)], { id: 'fails at both ends' }),
      offer([outlet('20..60 mg/L', typical), removal('= 50 %')], { id: 'straddles, removal fails' }),
      offer([outlet('= 60 mg/L'), removal('50..90 %', typical)], { id: 'fails, removal straddles' }),
      offer([outlet('= 60 mg/L'), removal('50..60 %', typical)], { id: 'fails, removal fails at both ends' }),
    ];
    const others = crowd((figure) => [outlet('= 60 mg/L'), removal(`= ${figure} %`)]);
    // Bins of spreads alone, whose better ends keep the limit for all while the other fact misses it.
    const open = crowd((figure) => [outlet(`${figure / 10}..${40 + figure} mg/L`, typical), removal('= 10 %')]);
    const openRemoval = crowd((figure) => [outlet('= 60 mg/L'), removal(`${figure / 10}..90 %`, typical)]);
    for (const all of [open, openRemoval]) agree(limit(), [...all, ...spreads]);
    agree(limit(), [...others, ...CROWD.slice(32).map((one) => ({ ...one, id: `more ${one.id}` })), ...spreads]);
  });

  it('counts the units of a capacity as the check of it does, where rounding makes one more or less', () => {
    const sizes = crowd((figure) => [fact('capacity', `${figure / 8}..${figure} m3/h`)], {
      modular: true,
      maxUnits: 5,
    });
    for (const flow of [20, 20 * (1 + 5e-10), 20 * (1 - 5e-10), 20 * (1 + 5e-8)]) {
      // Two units of 10 have enough to do, three have not.
      const close = [8, 9.999, 6.7].map((least, at) =>
        offer([fact('capacity', `${least}..10 m3/h`)], { id: `close ${at}`, modular: true, maxUnits: 5 }),
      );
      agree(need({ duty: [fact('capacity', `= ${flow} m3/h`)] }), [...sizes, ...close]);
    }
  });

  it('gives enough to do to units that may run at half of what they take, and to no others', () => {
    const range = (text: string, at: string | number, more: Partial<Offer> = {}): Offer =>
      offer([fact('capacity', text)], { id: `range ${at}`, modular: true, ...more });
    // Some take just less than their share, so that one unit more shares the flow.
    const uppers = [1, 2.5, 3.33, 4, 4.99, 5, 6, 7.9, 9, 9.99, 10 * (1 - 5e-7), 10 * (1 - 5e-10), 10];
    const shares = [0.1, 0.49, 0.5 * (1 - 5e-9), 0.5, 0.5 * (1 + 5e-9), 0.51, 0.6, 0.75, 0.9];
    const ranges = uppers.flatMap((upper, a) =>
      shares.flatMap((share, b) =>
        [undefined, 2, 3].map((maxUnits, c) =>
          range(`${upper * share}..${upper} m3/h`, `${a} ${b} ${c}`, maxUnits === undefined ? {} : { maxUnits }),
        ),
      ),
    );
    const two = (one: string, other: string, id: string): Offer =>
      offer([fact('capacity', `${one} m3/h`), fact('capacity', `${other} m3/h`)], { id, modular: true });
    const several = [
      two('< 10', '> 5', 'open'),
      two('<= 9', '> 4.5', 'half open'),
      two('1..9', '4..8', 'the narrower'),
    ];
    const single = range('5..10 m3/h', 'alone', { modular: false });
    const below = offer(
      [fact('capacity', '5 m3/h')].map((one) => ({ ...one, op: 'range', value: -5, valueMax: 9 })),
      {
        id: 'below 0',
        modular: true,
      },
    );
    for (const flow of [
      '= 10',
      `= ${10 * (1 + 5e-9)}`,
      '9..10',
      '7.5..10',
      '7.4..10',
      '6.6..10',
      '5..10',
      '= 23',
      '18..23',
    ])
      agree(need({ duty: [fact('capacity', `${flow} m3/h`)] }), [...ranges, ...several, single, below], 500);
  });

  it('counts more units than figures can be told apart as the check of a capacity does', () => {
    const sizes = crowd((figure) => [fact('capacity', `<= ${figure} m3/d`)]);
    const tiny = ['<', '<='].flatMap((op) =>
      [1e-9, 2.9e-8, 3.1e-8, 1e-7, 2.9e-7, 3.1e-7, 1e-6].map((size) =>
        offer([fact('capacity', `${op} ${size} m3/d`)], { id: `${op} ${size}`, modular: true }),
      ),
    );
    for (const duty of ['= 30 m3/d', '10..30 m3/d'])
      agree(need({ duty: [fact('capacity', duty)] }), [...sizes, ...tiny]);
  });

  it('does not let one fact fail while the other is still open', () => {
    const others = crowd((figure) => [outlet(`= ${60 + figure} mg/L`), removal(`= ${figure + 30} %`)]);
    // Around the limit the bins of the removal differ, while those of the outlet all fail.
    agree(limit(), [
      ...others,
      ...crowd((figure) => [outlet(`= ${figure} mg/L`), removal('= 1 %')], { id: 'x' }).map((one, at) => ({
        ...one,
        id: `other ${at}`,
      })),
    ]);
    // And the other way round.
    const failing = crowd((figure) => [outlet(`= ${figure} mg/L`), removal(`= ${figure / 2} %`)]);
    agree(limit(), failing);
  });

  it('asks evidence of what passes, and of nothing where what comes in does', () => {
    const bases = (['VERIFIED', 'TESTED', 'TYPICAL'] as const).flatMap((basis) => [
      offer([outlet('<= 10 mg/L', { basis })], { id: `outlet ${basis}` }),
      offer([removal('>= 95 %', { basis })], { id: `removal ${basis}` }),
      offer([outlet('<= 10 mg/L', { basis: 'TYPICAL' }), removal('= 10 %', { basis })], { id: `both ${basis}` }),
    ]);
    const strict = { minimumBasis: 'TESTED' } as const;
    const others = crowd((figure) => [outlet(`<= ${figure} mg/L`), removal(`>= ${figure} %`)]);
    for (const duty of [100, 20]) agree(limit({ duty: [inlet(`= ${duty} mg/L`)], ...strict }), [...others, ...bases]);
  });

  it('holds a guarantee to its inlet envelope, and leaves it open where the two do not compare', () => {
    const enveloped = ['<= 50 mg/L', '<= 200 mg/L', '<= 200 ppm', '>= 150 mg/L'].map((text, at) =>
      offer([outlet('<= 10 mg/L'), inlet(text)], { id: `envelope ${at}` }),
    );
    const others = crowd((figure) => [outlet('<= 10 mg/L'), inlet(`<= ${figure * 4} mg/L`)]);
    agree(limit(), [...others, ...enveloped]);
    agree(limit({ duty: [] }), [...others, ...enveloped]);
    // As a requirement on the inlet it is an envelope of its own.
    agree(need({ requirements: [asks('inlet:cod', '= 100 mg/L')] }), [...others, ...enveloped]);
  });

  it('holds an envelope of the duty only to facts that count', () => {
    const conditions = [undefined, 'in winter', 'cod > 500 mg/L', 'cod > 50 mg/L'];
    const offers = crowd((figure) => {
      const condition = conditions[figure % 4];
      return [
        outlet('<= 10 mg/L'),
        fact('inlet:ph', `${figure / 10}..${figure / 5} 1`, condition ? { condition } : {}),
      ];
    });
    const silent = offer([outlet('<= 10 mg/L')], { id: 'silent' });
    for (const minimumBasis of [undefined, 'TESTED'] as const)
      agree(
        limit({
          duty: [inlet('= 100 mg/L'), fact('inlet:ph', '= 7 1')],
          ...(minimumBasis ? { minimumBasis } : {}),
        }),
        [...offers, silent],
      );
  });

  it('sets aside a removal above 100 %', () => {
    const others = crowd((figure) => [removal(`= ${figure + 36} %`)]);
    const impossible = [offer([removal('= 101 %')], { id: '101' }), offer([removal('95..120 %')], { id: 'to 120' })];
    agree(limit(), [...others, ...impossible]);
    agree(need({ requirements: [asks('removal_pct:cod', '>= 90 %')] }), [...others, ...impossible]);
  });

  it('takes the upper end of a removal for no failure of an outlet limit, and for one of a removal', () => {
    const most = ['<= 50 %', '< 70 %', '<= 70 %', '<= 90 %'].map((text, at) =>
      offer([removal(text)], { id: `most ${at}` }),
    );
    const others = crowd((figure) => [removal(`>= ${figure + 35} %`)]);
    agree(limit(), [...others, ...most]);
    agree(need({ requirements: [asks('removal_pct:cod', '>= 70 %')] }), [...others, ...most]);
  });

  it('finds the units of a modular offer for its capacity and its price', () => {
    const flow = fact('capacity', '= 100 m3/d');
    const modular = [2, 3, undefined].flatMap((maxUnits, at) =>
      ['= 40 m3/d', '30..40 m3/d', '60..80 m3/d', '>= 10 m3/d'].map((text, kind) =>
        offer([fact('capacity', text)], {
          id: `modular ${at} ${kind}`,
          modular: true,
          ...(maxUnits === undefined ? {} : { maxUnits }),
          price: price(90),
        }),
      ),
    );
    const others = crowd((figure) => [fact('capacity', `<= ${figure * 3} m3/d`)], { price: price(90, 'CNY') });
    const asked = (most: number) =>
      need({ duty: [flow], requirements: [{ id: 'p', mandatory: true, price: price(most) }] });
    for (const most of [80, 100, 200, 300]) agree(asked(most), [...others, ...modular]);
    // A range of what is taken in is no spread, whatever its basis.
    const ranges = crowd((figure) => [fact('capacity', `${figure / 4}..${figure} m3/d`, { basis: 'TYPICAL' })], {
      modular: true,
    });
    const inlets = crowd((figure) => [
      outlet('= 9 mg/L'),
      inlet(`${figure}..${figure * 3} mg/L`, { basis: 'PLANNING' }),
    ]);
    agree(need({ duty: [flow] }), [...ranges, ...modular]);
    agree(limit(), inlets);
    agree(need({ duty: [fact('capacity', '= 100 m3/h')] }), [...others, ...modular]);
  });

  it('lets the lower end of an envelope decide alone only where the upper end is enough', () => {
    const flow = (least: number, most: number, unit = 'm3/d'): Fact => fact('capacity', `${least}..${most} ${unit}`);
    const spread = (at: number): number => 1 + ((at * 37) % 60);
    const crowded = [40, 90, 400].flatMap((most) =>
      crowd((at) => [flow(Math.min(spread(at), most), most + at)]).map((one, at) => ({
        ...one,
        id: `${most} ${at}`,
        // Of an offer of several units each has only its share to do.
        ...(at % 4 === 0 ? { modular: true, ...(at % 8 === 0 ? { maxUnits: 3 } : {}) } : {}),
      })),
    );
    const others = [
      ...[
        '= 100 m3/d',
        '<= 100 m3/d',
        '>= 5 m3/d',
        '>= 20 m3/d',
        '>= 70 m3/d',
        '20..30 t/d',
        '100..900 t/a',
        '3..9 1',
      ].map((text, at) => offer([fact('capacity', text)], { id: `other ${at}` })),
      ...[19.99, 20, 20 * (1 + 5e-10), 20 * (1 - 5e-10), 20.01].map((least, at) =>
        offer([flow(least, 500)], { id: `at the bound ${at}` }),
      ),
      offer([flow(70, 500)], { id: 'one unit is enough', modular: true }),
      offer([fact('capacity', '70..500 m3/d', { condition: 'in winter' })], { id: 'a note' }),
      offer([fact('capacity', '70..500 m3/d', { condition: 'cod > 10 mg/L' })], { id: 'when it counts' }),
      offer([flow(1, 500), flow(70, 600)], { id: 'the narrower of two' }),
      offer([flow(1, 500), fact('capacity', '70..600 m3/d', { basis: 'PLANNING' })], { id: 'of which one is planned' }),
    ];
    // More than there is room for, but not so many that the bitmaps are laid out anew.
    const more = Array.from({ length: 100 }, (_, at) => offer([flow(1 + (at % 60), 500 + at)], { id: `more ${at}` }));
    const options = { top: 200, today: '2026-06-30' };
    for (const duty of [
      '20..80 m3/d',
      '= 20 m3/d',
      '20..300 m3/d',
      '1..2 m3/d',
      '= 0 m3/d',
      '20..80 t/d',
      '1e-9..2e-9 1',
    ])
      for (const minimumBasis of [undefined, 'TESTED'] as const) {
        const asked = need({
          duty: [fact('capacity', duty), inlet('= 100 mg/L')],
          ...(minimumBasis === undefined ? {} : { minimumBasis }),
        });
        agree(asked, [...crowded, ...others]);
        // What comes when the bitmaps are there, and what goes.
        const index = OfferIndex.build(REFERENCE, crowded, CUT);
        for (const one of [...others, ...more]) index.put(one);
        for (const one of crowded.slice(0, 60)) index.remove(one.id);
        for (const one of crowded.slice(0, 30)) index.put({ ...one, facts: [flow(70, 500)] });
        const all = [
          ...crowded.slice(60),
          ...others,
          ...more,
          ...crowded.slice(0, 30).map((one) => ({ ...one, facts: [flow(70, 500)] })),
        ];
        expect(index.query(asked, { ...options, relaxations: true })).toEqual(
          matchNeed(asked, all, REFERENCE, options),
        );
      }
    const inlets = crowd((at) => [outlet('= 9 mg/L'), inlet(`${spread(at) * 2}..${60 + at * 3} mg/L`)]);
    for (const duty of ['= 100 mg/L', '50..100 mg/L', '= 1 mg/L']) {
      agree(limit({ duty: [inlet(duty)] }), inlets);
      agree(need({ requirements: [asks('inlet:cod', duty)] }), inlets);
    }
  });

  it('does not take a figure for the rounded one of its mark', () => {
    // All in one bin and one bucket, on both sides of the limit.
    const close = crowd((at) => [outlet(`<= ${30 * (1 + (at - 32) * 1e-5)} mg/L`)]);
    const spreads = crowd((at) => [outlet(`${30 * (1 + (at - 32) * 1e-5)}..60 mg/L`, { basis: 'TYPICAL' })]);
    const both = crowd((at) => [outlet(`${20 * (1 + (at - 32) * 1e-5)}..${30 * (1 + (32 - at) * 1e-5)} mg/L`)]);
    const removals = crowd((at) => [removal(`>= ${70 * (1 + (at - 32) * 1e-5)} %`)]);
    for (const all of [close, spreads, both, removals]) {
      agree(limit(), all);
      agree(limit({ requirements: [asks('outlet:cod', '20..30 mg/L')] }), all);
      agree(limit({ requirements: [asks('outlet:cod', '>= 20 mg/L')] }), all);
    }
    const prices = crowd(() => [], {}).map((one, at) => ({ ...one, price: price(100 * (1 + (at - 32) * 1e-5)) }));
    agree(need({ requirements: [{ id: 'p', mandatory: true, price: price(100) }] }), prices);
    const units = crowd(
      (at) => [fact('capacity', `${10 * (1 + (at - 32) * 1e-5)}..${25 * (1 + (at % 7) * 1e-5)} m3/d`)],
      {
        modular: true,
      },
    );
    for (const duty of ['20..50 m3/d', '30..50.001 m3/d', '= 75 m3/d'])
      agree(need({ duty: [fact('capacity', duty)] }), units);
  });

  it('does not take the kinds of one technology for those of the next', () => {
    // Of fewer kinds each, so that the numbers by which marks name them differ.
    const texts = (figure: number): readonly string[] => [`<= ${figure} mg/L`, `>= ${figure} mg/L`, `<= ${figure} ppm`];
    const of = (technology: string, kinds: readonly number[]): readonly Offer[] =>
      kinds.flatMap((kind) =>
        crowd((figure) => [outlet(texts(figure)[kind] as string)], { technologies: [technology] }).map((one) => ({
          ...one,
          id: `${technology} ${kind} ${one.id}`,
        })),
      );
    const offers = [...of('water.mun.mbr', [0, 1, 2]), ...of('water.mun.as', [1, 2]), ...of('water.ind', [2, 0])];
    for (const bound of ['<= 28.5 mg/L', '<= 33.5 mg/L', '>= 28.5 mg/L', '10.5..33.5 mg/L'])
      agree(limit({ requirements: [asks('outlet:cod', bound)] }), offers, 600);
  });

  it('does not take what one column says for what the next says under the same number', () => {
    const alike = crowd((figure) => [outlet(`<= ${figure} mg/L`), fact('outlet:bod5', `<= ${figure} mg/L`)]);
    const open = asks('outlet:bod5', '< 30 mg/L', { id: 'b' });
    const closed = asks('outlet:cod', '<= 30 mg/L');
    agree(need({ requirements: [closed, open] }), alike);
    agree(need({ requirements: [open, closed] }), alike);
  });

  it('keeps apart more kinds of statements than a mark can name', () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      offer([fact('capacity', `${1 + (at % 9)}..${10 + (at % 20)} m3/d`)], {
        id: `split ${at}`,
        modular: true,
        maxUnits: 2 + (at % 100),
      }),
    );
    for (const duty of ['20..60 m3/d', '= 300 m3/d']) agree(need({ duty: [fact('capacity', duty)] }), many, 300);
  });

  it('compares each of the common families of units by bitmaps, and looks at the others', () => {
    const kinds = [
      ['CNY', undefined],
      ['CNY', 'm3/d'],
      ['USD', undefined],
      ['CNY', 'kg/h'],
      ['CNY', 'm3/h'],
      ['EUR', 'm3/d'],
      ['JPY', undefined],
      ['CNY', 'kW'],
    ] as const;
    // The first ones are said by more; of each kind the same amounts, so that only the kind tells them apart.
    const priced = kinds.flatMap(([currency, per], kind) =>
      crowd((figure) => [fact('capacity', `<= ${figure * 2} m3/d`)]).flatMap((one, at) =>
        at % (kind + 1) === 0
          ? [
              {
                ...one,
                id: `${kind} ${at}`,
                ...(at % 5 === 0 ? { modular: true, maxUnits: 2 } : {}),
                price: price(at + 1, currency, per),
              },
            ]
          : [],
      ),
    );
    for (const currency of ['CNY', 'USD', 'EUR', 'JPY'])
      for (const most of [20, 1000])
        for (const duty of [[], [fact('capacity', '= 50 m3/d')]])
          agree(need({ duty, requirements: [{ id: 'p', mandatory: true, price: price(most, currency) }] }), priced);
    const said = ['mg/L', 'ppm', 'kg/h', 'dB(A)', '%', 'mg/L', 'NTU'];
    const stated = said.flatMap((unit, kind) =>
      crowd((figure) => [outlet(`<= ${figure} ${unit}`), inlet(`${figure}..${figure * 3} ${unit}`)]).flatMap(
        (one, at) => (at % (kind + 1) === 0 ? [{ ...one, id: `${kind} ${at}` }] : []),
      ),
    );
    for (const unit of said)
      for (const bound of ['<= 30', '>= 30', '20..40'])
        agree(
          need({ duty: [inlet(`= 50 ${unit}`)], requirements: [asks('outlet:cod', `${bound} ${unit}`)] }),
          stated,
          300,
        );
  });

  it('looks at several facts in a family of units that is not the commonest', () => {
    const pairs = [
      [outlet('<= 20 kg/h', { basis: 'TYPICAL' }), outlet('<= 50 kg/h', { basis: 'TESTED' })],
      [outlet('<= 50 kg/h', { basis: 'TYPICAL' }), outlet('<= 20 kg/h', { basis: 'TESTED' })],
      [outlet('<= 20 kg/h'), outlet('<= 50 kg/h', { condition: 'capacity <= 100 m3/d' })],
      [outlet('<= 20 kg/h'), outlet('<= 50 mg/L', { condition: 'capacity <= 100 m3/d' })],
      [outlet('<= 50 kg/h'), outlet('<= 20 mg/L', { condition: 'capacity <= 100 m3/d' })],
      [outlet('>= 5 kg/h', { basis: 'TESTED' }), outlet('<= 20 kg/h')],
    ].map((facts, at) => offer(facts, { id: `pair ${at}` }));
    const others = crowd((figure) => [outlet(`<= ${figure} kg/h`)]).slice(0, 20);
    const all = [...CROWD, ...others.map((one) => ({ ...one, id: `kg/h ${one.id}` })), ...pairs];
    for (const unit of ['kg/h', 'mg/L'])
      for (const flow of [50, 500])
        for (const minimumBasis of [undefined, 'TESTED'] as const)
          agree(
            need({
              duty: [fact('capacity', `= ${flow} m3/d`)],
              requirements: [asks('outlet:cod', `<= 30 ${unit}`)],
              ...(minimumBasis ? { minimumBasis } : {}),
            }),
            all,
          );
  });

  it('counts what came later in a family of units that has no bitmap, and in one that nobody knew', () => {
    const index = OfferIndex.build(REFERENCE, [...CROWD], CUT);
    const later = ['kg/h', 'ppm', 'mg/L'].flatMap((unit, kind) =>
      [29, 31].map((figure) => offer([outlet(`<= ${figure} ${unit}`)], { id: `later ${kind} ${figure}` })),
    );
    for (const one of later) index.put(one);
    for (const unit of ['mg/L', 'kg/h', 'ppm']) {
      const asked = need({ requirements: [asks('outlet:cod', `<= 30 ${unit}`)] });
      const options = { top: 100, today: '2026-06-30' };
      expect(index.query(asked, { ...options, relaxations: true })).toEqual(
        matchNeed(asked, [...CROWD, ...later], REFERENCE, options),
      );
    }
  });

  it('counts under the commonest conditions by bitmaps, and under the others by looking', () => {
    // More conditions than have bitmaps, the first of them the commonest, some in another family of units.
    const under = (at: number): string => `capacity <= ${100 + (at % 12) * 50} m3/d`;
    const offers = Array.from({ length: 300 }, (_, at) =>
      offer([outlet(`<= ${1 + (at % 60)} ${at % 17 === 0 ? 'ppm' : 'mg/L'}`, { condition: under(at * (at % 3)) })], {
        id: `under ${at}`,
      }),
    );
    for (const flow of [50, 120, 420, 660, 900])
      for (const bound of ['<= 30 mg/L', '< 30 mg/L', '>= 30 mg/L', '20..40 mg/L', '<= 30 ppm'])
        agree(
          need({ duty: [fact('capacity', `= ${flow} m3/d`)], requirements: [asks('outlet:cod', bound)] }),
          offers,
          400,
        );
  });

  it('looks at several facts of which some count under a condition, in whatever units', () => {
    const pairs = [
      ['<= 50 mg/L', '<= 20 mg/L'],
      ['<= 20 mg/L', '<= 50 mg/L'],
      ['<= 50 ppm', '<= 20 mg/L'],
      ['<= 20 mg/L', '<= 50 ppm'],
      ['>= 5 mg/L', '< 30 mg/L'],
      ['<= 30 mg/L', '< 30 mg/L'],
      ['10..60 mg/L', '<= 20 mg/L'],
    ] as const;
    const conditions = [undefined, 'capacity <= 100 m3/d', 'in winter'];
    const mixed = pairs.flatMap(([one, other], pair) =>
      conditions.flatMap((first, a) =>
        conditions.map((second, b) =>
          offer(
            [
              outlet(one, { ...(first ? { condition: first } : {}), basis: pair === 6 ? 'TYPICAL' : 'TESTED' }),
              outlet(other, second ? { condition: second } : {}),
            ],
            { id: `pair ${pair} ${a} ${b}` },
          ),
        ),
      ),
    );
    for (const flow of [50, 500])
      for (const bound of ['<= 30 mg/L', '< 30 mg/L', '<= 40 ppm'])
        for (const minimumBasis of [undefined, 'TESTED'] as const)
          agree(
            need({
              duty: [fact('capacity', `= ${flow} m3/d`)],
              requirements: [asks('outlet:cod', bound)],
              ...(minimumBasis ? { minimumBasis } : {}),
            }),
            [...CROWD, ...mixed],
            400,
          );
  });

  it('knows under which conditions several facts say something else, whether these have bitmaps or not', () => {
    const under = (at: number): string => `capacity <= ${100 + at * 50} m3/d`;
    // More conditions than have bitmaps; the first ones are the commonest.
    const single = Array.from({ length: 200 }, (_, at) =>
      offer([outlet(`<= ${1 + (at % 60)} mg/L`, { condition: under((at % 14) * (at % 3)) })], { id: `one ${at}` }),
    );
    const texts = ['<= 20 mg/L', '<= 50 mg/L', '>= 40 mg/L', '<= 20 ppm'];
    const several = texts.flatMap((text, a) =>
      texts.flatMap((other, b) =>
        Array.from({ length: 14 }, (_, at) => [
          offer([outlet(text), outlet(other, { condition: under(at) })], { id: `${a} ${b} ${at}` }),
          offer([outlet(text, { condition: under(13 - at) }), outlet(other, { condition: under(at) })], {
            id: `${a} ${b} ${at} twice`,
          }),
        ]).flat(),
      ),
    );
    const asked = (flow: number, bound: string) =>
      need({ duty: [fact('capacity', `= ${flow} m3/d`)], requirements: [asks('outlet:cod', bound)] });
    for (const flow of [50, 120, 420, 660, 900])
      for (const bound of ['<= 30 mg/L', '>= 30 mg/L', '20..40 mg/L'])
        agree(asked(flow, bound), [...single, ...several], 1_000);
    // Of several facts alone, and of those that came when the bitmaps were there.
    const options = { top: 1_000, today: '2026-06-30' };
    for (const first of [several, [...CROWD, ...several.slice(0, 40)]]) {
      const index = OfferIndex.build(REFERENCE, first, CUT);
      for (const one of several) index.put(one);
      const all = [...new Map([...first, ...several].map((one) => [one.id, one])).values()];
      for (const flow of [50, 420, 900])
        expect(index.query(asked(flow, '<= 30 mg/L'), { ...options, relaxations: true })).toEqual(
          matchNeed(asked(flow, '<= 30 mg/L'), all, REFERENCE, options),
        );
    }
  });

  it('takes a price per unit for unknown only where no units were found', () => {
    const taken = [
      ['= 40 m3/d'],
      [],
      ['30..40 m3/d'],
      ['39.9..40 m3/d'],
      ['60..80 m3/d'],
      ['>= 10 m3/d'],
      ['>= 200 m3/d'],
      ['= 40 dB(A)'],
      ['= 200 m3/d', '> 3 m3/d'],
    ];
    const bases = [undefined, 'TYPICAL', 'TESTED'] as const;
    const offers = taken.flatMap((texts, kind) =>
      bases.flatMap((basis, a) =>
        [undefined, 'in winter', 'capacity >= 50 m3/d'].flatMap((condition, b) =>
          [90, 110, 250].map((amount) =>
            offer(
              texts.map((text) =>
                fact('capacity', text, { ...(basis ? { basis } : {}), ...(condition ? { condition } : {}) }),
              ),
              {
                id: `${kind} ${a} ${b} ${amount}`,
                modular: true,
                ...(kind % 3 === 0 ? { maxUnits: 2 } : {}),
                price: price(amount),
              },
            ),
          ),
        ),
      ),
    );
    // Too few of a technology for bitmaps, after one that has them.
    const few = [90, 310].map((amount) =>
      offer([], { id: `few ${amount}`, technologies: ['water.ind'], price: price(amount) }),
    );
    for (const duty of [[fact('capacity', '= 100 m3/d')], [fact('capacity', '= 20 m3/d')], []])
      for (const minimumBasis of [undefined, 'TESTED'] as const)
        for (const most of [100, 300])
          for (const mandatory of [true, false])
            agree(
              need({
                duty,
                requirements: [{ id: 'p', mandatory, price: price(most) }],
                ...(minimumBasis ? { minimumBasis } : {}),
              }),
              [...offers, ...few],
              1_000,
            );
  });

  it('takes figures for the very bound only where all of those about it are', () => {
    const others = crowd((figure) => (figure === 30 ? [] : [outlet(`<= ${figure} mg/L`)]));
    const inlets = crowd((figure) => (figure === 30 ? [] : [outlet('= 9 mg/L'), inlet(`<= ${figure} mg/L`)]));
    // Two figures about the bound: the same as it, and one that is not or hardly is.
    for (const other of [1 + 5e-9, 1 - 5e-9, 1 + 5e-11, 1 - 5e-11])
      for (const op of ['<=', '<', '=', '>=', '>']) {
        const texts = [30, 30 * other].map((figure) => `${op} ${figure} mg/L`);
        const close = texts.map((text) => offer([outlet(text)], { id: text }));
        for (const bound of ['<= 30 mg/L', '< 30 mg/L', '>= 30 mg/L', '20..30 mg/L', '30..40 mg/L'])
          agree(limit({ requirements: [asks('outlet:cod', bound)] }), [...others, ...close]);
        const taken = texts.map((text) => offer([outlet('= 9 mg/L'), inlet(text)], { id: text }));
        agree(limit({ duty: [inlet('= 30 mg/L')] }), [...inlets, ...taken]);
      }
  });

  it('compares with limits that lie between, at and beyond all figures, at whichever bit', () => {
    const both = Array.from({ length: 200 }, (_, at) =>
      offer(
        [
          outlet(
            at % 4 === 0
              ? `>= ${at} mg/L`
              : at % 4 === 1
                ? `${at}..${at + 9} mg/L`
                : `${at % 4 === 2 ? '<' : '<='} ${at} mg/L`,
          ),
        ],
        {
          id: `o${at}`,
        },
      ),
    );
    for (const bound of [0.5, 1, 7, 8, 15.5, 16, 63, 64, 100, 127, 128, 199, 208, 209, 300])
      for (const op of ['<=', '<', '>=', '>'])
        agree(need({ requirements: [asks('outlet:cod', `${op} ${bound} mg/L`)] }), both, 300);
    for (const range of ['0..300 mg/L', '64..128 mg/L', '64.5..64.6 mg/L', '300..400 mg/L'])
      agree(need({ requirements: [asks('outlet:cod', range)] }), both, 300);
  });

  it('keeps its bitmaps when there are more rows than it had room for', () => {
    const make = (at: number): Offer =>
      offer([outlet(`<= ${1 + (at % 60)} mg/L`), fact('capacity', `${at % 9}..${10 + (at % 50)} m3/d`)], {
        id: `o${at}`,
        ...(at % 3 === 0 ? { modular: true, maxUnits: 1 + (at % 4) } : {}),
      });
    const first = Array.from({ length: 1_200 }, (_, at) => make(at));
    const index = OfferIndex.build(REFERENCE, first, CUT);
    const asked = limit({ duty: [fact('capacity', '6..120 m3/d')] });
    const options = { top: 50, today: '2026-06-30' };
    // Not twice as many, after which the columns are laid out anew.
    for (const count of [1_300, 1_700, 2_300]) {
      const all = Array.from({ length: count }, (_, at) => make(at));
      for (const one of all.slice(index.size)) index.put(one);
      expect(index.query(asked, { ...options, relaxations: true })).toEqual(matchNeed(asked, all, REFERENCE, options));
    }
  });

  it('goes through more rows than the kernel looks at in one go, after smaller ones and before', () => {
    const make = (at: number): Offer =>
      offer(
        [
          outlet(`${at % 7 === 0 ? '<' : '<='} ${1 + ((at * 7919) % 997) / 10} mg/L`),
          inlet(`<= ${50 + ((at * 104_729) % 211)} mg/L`),
        ],
        { id: `o${at}`, technologies: [at % 11 === 0 ? 'water.ind' : 'water.mun.mbr'] },
      );
    const all = Array.from({ length: 20_000 }, (_, at) => make(at));
    const asked = limit({
      requirements: [asks('outlet:cod', '<= 1.3 mg/L'), asks('outlet:cod', '>= 0.5 mg/L', { id: 'l' })],
    });
    agree(asked, all.slice(0, 100));
    agree(asked, all);
    agree(asked, all.slice(0, 1_000));
  });

  it('begins anew with more memory where a query finds too little', () => {
    // As after a query of an index with sixteen million offers of one technology.
    sharedScratch().start(2 ** 19);
    const grow = jest.spyOn(startedKernel(), 'grow');
    try {
      agree(limit(), CROWD);
      expect(grow).toHaveBeenCalled();
      const times = grow.mock.calls.length;
      agree(limit(), CROWD);
      expect(grow).toHaveBeenCalledTimes(times);
    } finally {
      grow.mockRestore();
    }
  });

  it('finds a code of a list by its bitmap, and one that has none by looking', () => {
    const code = (at: number): string => `CN-${100 + at}`;
    // Far more codes than there are bitmaps, so that most are rare, some beside a common one.
    const offers = Array.from({ length: 400 }, (_, at) =>
      offer([outlet(`<= ${1 + (at % 60)} mg/L`)], {
        id: `o${at}`,
        ...(at % 5 === 0 ? {} : { regions: at % 11 === 0 ? [] : [code(at % 7), ...(at % 3 === 0 ? [code(at)] : [])] }),
      }),
    );
    const asked = (region: string): Need => limit({ requirements: [{ id: 'g', mandatory: true, region }] });
    const late = [
      offer([], { id: 'late common', regions: [code(1)] }),
      offer([], { id: 'late rare', regions: [code(900)] }),
      offer([], { id: 'late everywhere', regions: ['*'] }),
    ];
    const options = { top: 400, today: '2026-06-30' };
    for (const region of [code(1), code(33), code(333), code(399), code(900), `${code(2)}-07`, 'CN-999']) {
      agree(asked(region), offers, 400);
      const index = OfferIndex.build(REFERENCE, offers, CUT);
      for (const one of late) index.put(one);
      for (const one of offers.slice(0, 100)) index.remove(one.id);
      for (const one of offers.slice(0, 50)) index.put({ ...one, regions: [code(2)] });
      const all = [
        ...offers.slice(100),
        ...late,
        ...offers.slice(0, 50).map((one) => ({ ...one, regions: [code(2)] })),
      ];
      expect(index.query(asked(region), { ...options, relaxations: true })).toEqual(
        matchNeed(asked(region), all, REFERENCE, options),
      );
    }
  });

  it('reads a column that few rows state, and one that becomes common', () => {
    const noise = (at: number) => offer([fact('noise_level', `<= ${at} dB(A)`)], { id: `noise ${at}` });
    const asked = need({
      requirements: [asks('noise_level', '<= 3 dB(A)'), asks('outlet:cod', '<= 30 mg/L', { id: 'c' })],
    });
    const offers = [...CROWD];
    const index = OfferIndex.build(REFERENCE, offers, CUT);
    for (let at = 1; at <= 40; at += 1) {
      offers.push(noise(at));
      index.put(noise(at));
      if (at % 13 !== 1) continue;
      const options = { top: 200, today: '2026-06-30' };
      const { relaxations, ...rest } = matchNeed(asked, offers, REFERENCE, options);
      expect(index.query(asked, { ...options, relaxations: true })).toEqual({ ...rest, relaxations });
    }
  });

  it('answers for figures that come later and lie among none of those known', () => {
    const index = OfferIndex.build(REFERENCE, CROWD, CUT);
    const late = [offer([outlet('<= 0.001 mg/L')], { id: 'low' }), offer([outlet('<= 900 mg/L')], { id: 'high' })];
    for (const one of late) index.put(one);
    for (const most of ['0.01', '30', '64.5', '800']) {
      const asked = limit({ requirements: [asks('outlet:cod', `<= ${most} mg/L`)] });
      const options = { top: 200, today: '2026-06-30' };
      expect(index.search(asked, options)).toMatchObject({
        fits: matchNeed(asked, [...CROWD, ...late], REFERENCE, options).fits,
      });
    }
  });

  it('makes one of statements put in at once only where they say the same', () => {
    const texts = ['= 10 mg/L', '<= 10 mg/L', '< 10 mg/L', '= 0.01 g/L', '10..20 mg/L', '10..21 mg/L', '>= 10 mg/L'];
    const bases = ['VERIFIED', 'TYPICAL', undefined] as const;
    const offers = texts.flatMap((text, at) =>
      bases.flatMap((basis, place) =>
        [undefined, 'water temperature > 12 degC'].map((condition, last) =>
          offer(
            [
              outlet(text, { ...(basis ? { basis } : {}), ...(condition === undefined ? {} : { condition }) }),
              fact('capacity', '<= 100 m3/d'),
            ],
            { id: `o${at} ${place} ${last}`, ...(last === 0 ? {} : { modular: true, maxUnits: 2 + place }) },
          ),
        ),
      ),
    );
    for (const most of ['9', '10', '15', '20.5', '30'])
      for (const flow of [100, 250, 350])
        agree(
          need({
            duty: [inlet('= 100 mg/L'), fact('capacity', `= ${flow} m3/d`)],
            requirements: [asks('outlet:cod', `<= ${most} mg/L`, { minimumBasis: 'GUARANTEED' })],
          }),
          [...offers, ...CROWD],
        );
  });

  it('holds the last of several offers of one id that are put in at once', () => {
    const again = crowd((figure) => [outlet(`<= ${100 - figure} mg/L`), fact('noise_level', '<= 50 dB(A)')]);
    const listed = [...CROWD, ...again.slice(20, 40)];
    const offers = [...new Map(listed.map((one) => [one.id, one])).values()];
    const index = OfferIndex.build(REFERENCE, listed, CUT);
    expect(index.size).toBe(64);
    for (let round = 0; round < 2; round += 1) {
      const options = { top: 200, today: '2026-06-30' };
      expect(index.query(limit(), { ...options, relaxations: true })).toEqual(
        matchNeed(limit(), offers, REFERENCE, options),
      );
      for (const one of again.slice(20, 60)) index.put(one);
      offers.splice(0, 64, ...CROWD.slice(0, 20), ...again.slice(20, 60), ...CROWD.slice(60));
    }
  });

  it('does not keep the bounds of statements that were dropped', () => {
    // One offer alone states its noise, weakly; nothing of that is left when the columns are laid out again.
    const noisy = (basis: 'PLANNING' | 'VERIFIED') =>
      offer([outlet('<= 10 mg/L'), fact('noise_level', '<= 50 dB(A)', { basis })], { id: 'o0' });
    // Meets more demands, so that it is looked at first, but with less proof.
    const weak = { basis: 'PLANNING' } as const;
    const more = [fact('service_life', '>= 9 a', weak), fact('removal_pct:nh3n', '>= 90 %', weak)];
    const plain = (at: number) =>
      at === 5
        ? offer([outlet('<= 10 mg/L', { basis: 'VERIFIED' }), ...more], { id: 'o5' })
        : offer([outlet('<= 10 mg/L')], { id: `o${at}` });
    const index = new OfferIndex(REFERENCE, CUT);
    index.put(noisy('PLANNING'));
    for (let at = 1; at < 80; at += 1) index.put(plain(at));
    index.remove('o0');
    for (let at = 80; at < 300; at += 1) index.put(plain(at));
    index.put(noisy('VERIFIED'));
    const asked = limit({
      requirements: [
        asks('outlet:cod', '<= 30 mg/L'),
        asks('noise_level', '<= 60 dB(A)', { id: 'n', mandatory: false }),
        asks('service_life', '>= 5 a', { id: 's', mandatory: false }),
        asks('removal_pct:nh3n', '>= 80 %', { id: 'r', mandatory: false }),
      ],
      weights: { evidence: 5, margin: 0 },
    });
    const offers = [noisy('VERIFIED'), ...Array.from({ length: 299 }, (_, at) => plain(at + 1))];
    const options = { top: 1, today: '2026-06-30' };
    expect(matchNeed(asked, offers, REFERENCE, options).matches.map(({ offerId }) => offerId)).toEqual(['o0']);
    expect(index.search(asked, options).matches.map(({ offerId }) => offerId)).toEqual(['o0']);
  });

  it('scores by single statements only what they alone tell', () => {
    const bases = ['VERIFIED', 'TYPICAL', 'TESTED', 'PLANNING'] as const;
    const basis = (at: number) => ({ basis: bases[at % bases.length] as Basis });
    const when = (condition: string) => ({ basis: 'VERIFIED', condition }) as const;
    const figures = [
      ...[[], ['= 10'], ['<= 29.9999999999'], ['= 30'], ['= 31'], ['>= 5'], ['<= 0.02 g/L']],
      ...[['10..60'], ['20..25'], ['= 9', '= 20']],
    ].map((texts) => texts.map((text) => (text.endsWith('L') ? text : `${text} mg/L`)));
    const removals = [[], ['= 65 %'], ['= 70 %'], ['>= 95 %'], ['60..90 %'], ['90..120 %'], ['= 80 %', '= 120 %']];
    const inlets = [
      [],
      ['<= 200 mg/L'],
      ['<= 200 mg/L', '<= 300 ppm'],
      ['<= 50 mg/L'],
      ['<= 90 ppm'],
      [`<= ${100 * (1 - 5e-9)} mg/L`],
    ];
    const offers = figures.flatMap((figure, a) =>
      removals.flatMap((removed, b) =>
        inlets.flatMap((taken, c) =>
          [0, 1].map((more) =>
            offer(
              [
                ...figure.map((text, at) => outlet(text, basis(a + b + at + more))),
                ...removed.map((text, at) => removal(text, basis(a + 2 * c + at))),
                ...taken.map((text, at) => inlet(text, basis(3 * b + c + at + more))),
                fact('noise_level', `= ${1 + ((a + b + c) % 80)} dB(A)`, basis(a + c)),
              ],
              { id: `${a} ${b} ${c} ${more}` },
            ),
          ),
        ),
      ),
    );
    const conditional = ['cod <= 100 mg/L', 'cod > 100 mg/L', 'in winter'].map((condition, at) =>
      offer([outlet('= 12 mg/L', when(condition)), removal('= 90 %', when(condition))], { id: `when ${at}` }),
    );
    const tanks = ['= 120 m3/d', '60..200 m3/d', '= 100 m3/d', '= 40 m3/d', '> 50 m3/d'].flatMap((text, at) =>
      [false, true].map((modular) =>
        offer([outlet('= 9 mg/L'), fact('capacity', text, basis(at))], {
          id: `tank ${at} ${modular}`,
          modular,
          price: price(100, 'CNY'),
        }),
      ),
    );
    const all = [...offers, ...conditional, ...tanks];
    const weighed: readonly Readonly<Record<string, number>>[] = [{}, { evidence: 9 }, { capacity: 9, price: 5 }];
    for (const weights of weighed)
      for (const mandatory of [true, false])
        for (const part of [{}, { minimumBasis: 'TESTED' as const }])
          for (const incoming of [100, 20])
            agree(
              need({
                duty: [inlet(`= ${incoming} mg/L`), fact('capacity', '= 100 m3/d')],
                requirements: [
                  asks('outlet:cod', '<= 30 mg/L', { mandatory, ...part }),
                  asks('noise_level', '<= 60 dB(A)', { id: 'n', mandatory: !mandatory, ...part }),
                  asks('removal_pct:cod', '>= 65 %', { id: 'r', mandatory: false, ...part }),
                ],
                weights,
              }),
              all,
              1_000,
            );
  });

  it('checks no row whose single statements tell its score, nor one that they keep below the best', () => {
    const asked = need({
      requirements: [asks('outlet:cod', '<= 30 mg/L'), asks('noise_level', '<= 60 dB(A)', { id: 'n' })],
    });
    const rows = (noise: readonly string[]): readonly Offer[] =>
      Array.from({ length: 600 }, (_, at) =>
        offer([outlet(`= ${1 + (at % 29)} mg/L`), ...noise.map((text) => fact('noise_level', text))], { id: `o${at}` }),
      );
    const checks = (offers: readonly Offer[]): number => {
      agree(asked, offers, 5);
      const index = OfferIndex.build(REFERENCE, offers, CUT);
      const check = jest.spyOn(RowCheck.prototype, 'check');
      try {
        index.search(asked, { top: 5, today: '2026-06-30', nearMisses: false });
        return check.mock.calls.length;
      } finally {
        check.mockRestore();
      }
    };
    expect(checks(rows(['= 50 dB(A)']))).toBe(0);
    // Of several facts each row would have to be checked: those with the better outlet are enough.
    const several = checks(rows(['= 1 dB(A)', '<= 1 dB(A)']));
    expect(several).toBeGreaterThanOrEqual(5);
    expect(several).toBeLessThan(150);
  });

  it('does not take what lies far within two limits for the middle of them, where facts contradict each other', () => {
    const between = asks('noise_level', '40..80 dB(A)', { id: 'n' });
    const noise = (text: string): Fact => fact('noise_level', text);
    // These have something more, which is worth less.
    const held = { certificates: [{ scheme: 'X' }] };
    const plain = Array.from({ length: 300 }, (_, at) =>
      offer([noise(`= ${41 + (at % 39)} dB(A)`)], { id: `o${at}`, ...held }),
    );
    const wanted = { id: 'c', mandatory: false, certificate: 'X' };
    const crossed = [
      offer([noise('>= 1000 dB(A)'), noise('<= 0 dB(A)')], { id: 'several' }),
      offer([{ ...noise('0..1000 dB(A)'), value: 1000, valueMax: 0 }], { id: 'empty range' }),
    ];
    for (const one of crossed)
      for (const top of [1, 5])
        agree(need({ requirements: [between, wanted], weights: { margin: 9 } }), [...plain, one], top);
  });

  it('counts all of many demands that a row passes', () => {
    const parameters = Array.from({ length: 20 }, (_, at) => `p${at}`);
    const offers = Array.from({ length: 300 }, (_, at) =>
      offer(
        parameters.slice(0, (at * 7) % 21).map((parameter) => fact(`outlet:${parameter}`, `= ${1 + (at % 5)} mg/L`)),
        { id: `o${at}` },
      ),
    );
    for (const count of [1, 3, 7, 8, 15, 16, 20]) {
      const requirements = parameters
        .slice(0, count)
        .map((parameter) => asks(`outlet:${parameter}`, '<= 30 mg/L', { id: parameter, mandatory: false }));
      for (const top of [1, 5, 40]) agree(need({ requirements }), offers, top);
    }
  });

  it('does not stop before the best score is found', () => {
    // The few that meet more demands score less than some that meet fewer, but better.
    const offers = Array.from({ length: 300 }, (_, at) =>
      offer(
        at % 3 === 0
          ? [outlet('= 29.9 mg/L', { basis: 'PLANNING' }), fact('noise_level', '= 59.9 dB(A)', { basis: 'PLANNING' })]
          : [outlet(`= ${1 + (at % 20)} mg/L`, { basis: 'VERIFIED' })],
        { id: `o${at}` },
      ),
    );
    const asked = need({
      requirements: [
        asks('outlet:cod', '<= 30 mg/L'),
        asks('noise_level', '<= 60 dB(A)', { id: 'n', mandatory: false }),
      ],
    });
    const weighed: readonly Readonly<Record<string, number>>[] = [{}, { margin: 5 }, { evidence: 5 }];
    for (const weights of weighed) {
      for (const top of [1, 5, 40]) agree({ ...asked, weights }, offers, top);
    }
  });

  it('compares an offer by any of its technologies, also one that nobody named before', () => {
    const index = OfferIndex.build(
      REFERENCE,
      crowd((figure) => [outlet(`<= ${figure} mg/L`)], { technologies: ['water.ind'] }),
      CUT,
    );
    const asked = limit({ technologies: ['water.mun.mbr'] });
    const options = { top: 10, today: '2026-06-30' };
    expect(index.search(asked, options).compared).toBe(0);
    index.put(offer([outlet('<= 10 mg/L')], { id: 'both', technologies: ['water.ind', 'water.mun.mbr'] }));
    expect(index.search(asked, options)).toMatchObject({ compared: 1, fits: 1 });
    index.remove('both');
    expect(index.search(asked, options).compared).toBe(0);
  });

  it('compares an offer without a technology with every need, beside others of several', () => {
    const several = [
      offer([outlet('<= 10 mg/L')], { id: 'none' }),
      offer([outlet('<= 10 mg/L')], { id: 'empty', technologies: [] }),
      offer([outlet('<= 10 mg/L')], { id: 'others', technologies: ['water.ind', 'water.mun.as'] }),
      offer([outlet('<= 10 mg/L')], { id: 'one of two', technologies: ['water.ind', 'water.mun.mbr'] }),
    ];
    agree(limit({ technologies: ['water.mun.mbr'] }), [
      ...several,
      ...crowd((figure) => [outlet(`<= ${figure} mg/L`)], { technologies: ['water.ind', 'water.mun.as'] }),
    ]);
  });

  it('classes what few rows state code by code, by what the duty and the evidence asked for make of it', () => {
    // Of 64 offers two state it: too few for bins.
    const few = (make: (at: number) => readonly Fact[]): readonly Offer[] =>
      [1, 2].map((at) => offer([...make(at), outlet('<= 9 mg/L')], { id: `few ${at}` }));
    for (const basis of ['VERIFIED', 'TYPICAL'] as const)
      for (const text of ['<= 3 dB(A)', '2..4 dB(A)', '>= 9 dB(A)', '> 2 dB(A)'])
        for (const minimumBasis of [undefined, 'TESTED'] as const) {
          const asked = asks('noise_level', '<= 3 dB(A)', { id: 'n' });
          const rare = few((at) => [
            fact('noise_level', text, at === 1 ? { basis } : { basis, condition: 'in winter' }),
          ]);
          agree(limit({ requirements: [asked], ...(minimumBasis ? { minimumBasis } : {}) }), [...CROWD, ...rare]);
        }
    const rareRemoval = few((at) => [removal(`>= ${at * 40} %`), inlet(`<= ${at * 80} mg/L`)]);
    agree(limit({ minimumBasis: 'TESTED' }), [...CROWD, ...rareRemoval]);
    agree(limit(), [...CROWD, ...rareRemoval]);
    const honoured = few(() => []).map((one, at) => ({ ...one, honours: at === 0 ? ['LITTLE-GIANT'] : ['OTHER'] }));
    agree(need({ requirements: [{ id: 'h', mandatory: true, honour: 'LITTLE-GIANT' }] }), [...CROWD, ...honoured]);
    const certified = few(() => []).map((one, at) => ({
      ...one,
      certificates: [{ scheme: at === 0 ? 'ccep' : 'iso' }],
    }));
    agree(need({ requirements: [{ id: 'c', mandatory: true, certificate: 'ccep' }] }), [...CROWD, ...certified]);
  });

  it('knows which certificates have ended by the day', () => {
    const held = (validUntil?: string) => [{ scheme: 'ccep', ...(validUntil === undefined ? {} : { validUntil }) }];
    const offers = [
      ...Array.from({ length: 40 }, (_, at) =>
        offer([], { id: `c${at}`, certificates: held(`2026-0${1 + (at % 9)}-15`) }),
      ),
      offer([], { id: 'endless', certificates: held() }),
      offer([], { id: 'two', certificates: [...held('2020-01-01'), ...held('2030-01-01'), { scheme: 'iso' }] }),
      offer([], { id: 'none', certificates: [] }),
      ...Array.from({ length: 20 }, (_, at) => offer([], { id: `s${at}` })),
    ];
    for (const asOf of ['2026-04-15', '2026-04-16', '2031-01-01', '2019-01-01'])
      agree(need({ asOf, requirements: [{ id: 'c', mandatory: true, certificate: 'ccep' }] }), offers);
    agree(need({ requirements: [{ id: 'c', mandatory: true, certificate: 'never met' }] }), offers);
  });
});
