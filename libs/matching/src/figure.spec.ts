import { asks, brief, fact, finding, match, need, offer, verdict } from '../test/make';
import type { Basis, Fact } from './model';

const limit = (text: string) => [asks('outlet:cod', text)];
const inlet = (text: string) => [fact('inlet:cod', text)];

/** Facts on COD: `out`, `rem`, `in` with the statement. */
function cod(...texts: readonly string[]): readonly Fact[] {
  const metrics: Readonly<Record<string, string>> = { out: 'outlet', rem: 'removal_pct', in: 'inlet' };
  return texts.map((text) => {
    const [short = '', ...rest] = text.split(' ');
    return fact(`${metrics[short]}:cod`, rest.join(' '));
  });
}

describe('an outlet limit', () => {
  it.each([
    // duty's inlet, facts, limit, expected
    ['', ['out <= 40 mg/L'], '<= 50 mg/L', 'PASS OK 40'],
    ['', ['out <= 50 mg/L'], '<= 50 mg/L', 'PASS OK 50'],
    ['', ['out <= 50.00000001 mg/L'], '<= 50 mg/L', 'PASS OK 50'],
    ['', ['out <= 50.1 mg/L'], '<= 50 mg/L', 'FAIL ABOVE_LIMIT 50.1'],
    ['', ['out <= 50 mg/L'], '< 50 mg/L', 'FAIL ABOVE_LIMIT 50'],
    ['', ['out < 50 mg/L'], '< 50 mg/L', 'PASS OK 50'],
    ['', ['out < 50 mg/L'], '<= 50 mg/L', 'PASS OK 50'],
    // a removal: what is left of the upper end of the inlet
    ['= 500 mg/L', ['rem >= 90 %'], '<= 50 mg/L', 'PASS OK 50'],
    ['= 500 mg/L', ['rem > 90 %'], '< 50 mg/L', 'PASS OK 50'],
    ['= 500 mg/L', ['rem >= 90 %'], '< 50 mg/L', 'FAIL ABOVE_LIMIT 50'],
    ['200..500 mg/L', ['rem >= 90 %'], '<= 40 mg/L', 'FAIL ABOVE_LIMIT 50'],
    ['= 0.5 g/L', ['rem 0.9..0.95 1'], '<= 50 mg/L', 'PASS OK 50'],
    ['<= 500 mg/L', ['rem = 95 %'], '<= 50 mg/L', 'PASS OK 25'],
    ['>= 500 mg/L', ['rem = 95 %'], '<= 50 mg/L', 'PASS OK 25'],
    ['= 500 mg/L', ['rem = 100 %'], '<= 50 mg/L', 'PASS OK 0'],
    ['= 500 mg/L', ['rem <= 95 %'], '<= 50 mg/L', 'UNKNOWN NOT_STATED'],
    ['', ['rem >= 90 %'], '<= 50 mg/L', 'UNKNOWN INLET_NOT_STATED'],
    ['= 500 ppm', ['rem >= 90 %'], '<= 50 mg/L', 'UNKNOWN UNIT'],
    ['= 500 mg/L', ['rem >= 90 mg/L'], '<= 50 mg/L', 'UNKNOWN UNIT'],
    // both: the smaller counts
    ['= 500 mg/L', ['rem >= 90 %', 'out <= 60 mg/L'], '<= 50 mg/L', 'PASS OK 50'],
    ['= 500 mg/L', ['rem >= 80 %', 'out <= 60 mg/L'], '<= 50 mg/L', 'FAIL ABOVE_LIMIT 60'],
    ['= 500 mg/L', ['rem > 90 %', 'out <= 50 mg/L'], '< 50 mg/L', 'PASS OK 50'],
    ['', ['rem >= 90 %', 'out <= 60 mg/L'], '<= 50 mg/L', 'FAIL ABOVE_LIMIT 60'],
    // the other end breaks the limit already
    ['', ['out >= 60 mg/L'], '<= 50 mg/L', 'FAIL ABOVE_LIMIT 60'],
    ['', ['out > 50 mg/L'], '<= 50 mg/L', 'UNKNOWN NOT_STATED'],
    ['', ['out >= 50 mg/L'], '< 50 mg/L', 'FAIL ABOVE_LIMIT 50'],
    ['', ['out >= 40 mg/L'], '<= 50 mg/L', 'UNKNOWN NOT_STATED'],
    ['', ['out <= 4 mg/L'], '>= 5 mg/L', 'FAIL BELOW_LIMIT 4'],
    ['', ['out <= 5 mg/L'], '> 5 mg/L', 'FAIL BELOW_LIMIT 5'],
    // an open end at a closed bound keeps it
    ['', ['out < 5 mg/L'], '>= 5 mg/L', 'UNKNOWN NOT_STATED'],
    ['', ['out <= 5 mg/L'], '>= 5 mg/L', 'UNKNOWN NOT_STATED'],
    // a lower limit
    ['', ['out >= 6 mg/L'], '>= 5 mg/L', 'PASS OK 6'],
    ['', ['out 4..6 mg/L'], '>= 5 mg/L', 'FAIL BELOW_LIMIT 4'],
    ['', ['out > 5 mg/L'], '> 5 mg/L', 'PASS OK 5'],
    ['', ['out >= 5 mg/L'], '> 5 mg/L', 'FAIL BELOW_LIMIT 5'],
    // nothing known
    ['', [], '<= 50 mg/L', 'UNKNOWN NOT_STATED'],
    ['= 40 mg/L', [], '<= 50 mg/L', 'PASS INLET_ALREADY_MEETS 40'],
    ['30..50 mg/L', [], '<= 50 mg/L', 'PASS INLET_ALREADY_MEETS 50'],
    ['30..50 mg/L', [], '>= 20 mg/L', 'PASS INLET_ALREADY_MEETS 30'],
    ['= 50 mg/L', [], '< 50 mg/L', 'UNKNOWN NOT_STATED'],
    ['= 60 mg/L', [], '<= 50 mg/L', 'UNKNOWN NOT_STATED'],
    ['= 40 ppm', [], '<= 50 mg/L', 'UNKNOWN UNIT'],
    ['= 40 mg/L', ['out >= 1 mg/L'], '<= 50 mg/L', 'UNKNOWN NOT_STATED'],
    ['= 40 mg/L', ['rem <= 90 %'], '<= 50 mg/L', 'UNKNOWN NOT_STATED'],
    ['= 40 mg/L', ['out <= 5 ppm'], '<= 50 mg/L', 'UNKNOWN UNIT'],
    // the inlet envelope
    ['= 500 mg/L', ['in <= 400 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'FAIL INLET_ABOVE_ENVELOPE'],
    ['= 500 mg/L', ['in = 400 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'FAIL INLET_ABOVE_ENVELOPE'],
    ['= 500 mg/L', ['in <= 0.4 g/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'FAIL INLET_ABOVE_ENVELOPE'],
    ['= 500 mg/L', ['in = 500 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'PASS OK 40'],
    ['= 500 mg/L', ['in < 500 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'FAIL INLET_ABOVE_ENVELOPE'],
    ['= 300 mg/L', ['in = 400 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'PASS OK 40'],
    ['= 100 mg/L', ['in 200..400 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'FAIL INLET_BELOW_ENVELOPE'],
    ['100..500 mg/L', ['in 200..400 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'FAIL INLET_ABOVE_ENVELOPE'],
    ['= 350 mg/L', ['in <= 400 mg/L', 'in <= 300 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'FAIL INLET_ABOVE_ENVELOPE'],
    ['= 40 mg/L', ['in >= 100 mg/L'], '<= 50 mg/L', 'FAIL INLET_BELOW_ENVELOPE'],
    ['= 500 mg/L', ['in <= 400 mg/L'], '<= 50 mg/L', 'FAIL INLET_ABOVE_ENVELOPE'],
    ['= 500 mg/L', ['in <= 400 mg/L'], 'not_detectable mg/L', 'FAIL INLET_ABOVE_ENVELOPE'],
    ['', ['in <= 400 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'UNKNOWN INLET_NOT_STATED'],
    ['', ['in <= 400 mg/L', 'out <= 60 mg/L'], '<= 50 mg/L', 'FAIL ABOVE_LIMIT 60'],
    ['= 300 mg/L', ['in <= 400 ppm', 'out <= 40 mg/L'], '<= 50 mg/L', 'UNKNOWN UNIT'],
    ['= 300 mg/L', ['in <= 400 ppm', 'in <= 350 mg/L', 'out <= 40 mg/L'], '<= 50 mg/L', 'PASS OK 40'],
    ['= 300 ppm', ['in <= 400 ppm', 'out <= 40 mg/L'], '<= 50 mg/L', 'PASS OK 40'],
    ['= 40 mg/L', ['in <= 400 mg/L'], '<= 50 mg/L', 'PASS INLET_ALREADY_MEETS 40'],
    ['= 40 mg/L', ['in <= 400 ppm'], '<= 50 mg/L', 'UNKNOWN UNIT'],
    // both ends demanded
    ['', ['out 6..9 mg/L'], '6..9 mg/L', 'PASS OK 9'],
    ['', ['out 7..8 mg/L'], '6..9 mg/L', 'PASS OK 8'],
    ['', ['out 6.5..8 mg/L'], '6..9 mg/L', 'PASS OK 6.5'],
    ['', ['out 5..8 mg/L'], '6..9 mg/L', 'FAIL BELOW_LIMIT 5'],
    ['', ['out 7..10 mg/L'], '6..9 mg/L', 'FAIL ABOVE_LIMIT 10'],
    ['', ['out 3..10 mg/L'], '6..9 mg/L', 'FAIL BELOW_LIMIT 3'],
    ['', ['out <= 10 mg/L'], '6..9 mg/L', 'FAIL ABOVE_LIMIT 10'],
    ['', ['out <= 5 mg/L'], '6..9 mg/L', 'FAIL BELOW_LIMIT 5'],
    ['', ['out <= 8 mg/L'], '6..9 mg/L', 'UNKNOWN NOT_STATED'],
    ['', ['out >= 7 mg/L'], '6..9 mg/L', 'UNKNOWN NOT_STATED'],
    ['', ['out >= 10 mg/L'], '6..9 mg/L', 'FAIL ABOVE_LIMIT 10'],
    ['7..8 mg/L', [], '6..9 mg/L', 'PASS INLET_ALREADY_MEETS 8'],
  ] as const)('duty %j, stated %j, limit %s: %s', (duty, facts, text, expected) => {
    const of = need({ duty: duty === '' ? [] : inlet(duty), requirements: limit(text) });
    expect(verdict(finding(of, offer(cod(...facts))))).toBe(expected);
  });

  it('takes a duty of several figures from the lowest to the highest', () => {
    const of = need({
      duty: [...inlet('= 100 mg/L'), ...inlet('= 0.6 g/L'), ...inlet('= 300 mg/L')],
      requirements: limit('<= 50 mg/L'),
    });
    expect(verdict(finding(of, offer(cod('rem >= 90 %'))))).toBe('FAIL ABOVE_LIMIT 60');
    expect(verdict(finding(of, offer(cod('in >= 150 mg/L', 'rem >= 90 %'))))).toBe('FAIL INLET_BELOW_ENVELOPE');
  });

  it('does not know an inlet given in units that do not convert', () => {
    const of = need({ duty: [...inlet('= 100 mg/L'), ...inlet('= 5 ppm')], requirements: limit('<= 50 mg/L') });
    expect(verdict(finding(of, offer(cod('rem >= 90 %'))))).toBe('UNKNOWN UNIT');
    expect(verdict(finding(of, offer()))).toBe('UNKNOWN UNIT');
    expect(verdict(finding(of, offer(cod('in <= 400 mg/L', 'out <= 40 mg/L'))))).toBe('UNKNOWN UNIT');
    expect(verdict(finding(of, offer(cod('out <= 40 mg/L'))))).toBe('PASS OK 40');
  });

  it('compares pH with its envelope as it is: = is no rating', () => {
    const of = (ph: number) => need({ duty: [fact('inlet:ph', `= ${ph}`)], requirements: [asks('outlet:ph', '6..9')] });
    const facts = [fact('inlet:ph', '= 7'), fact('outlet:ph', '7..8')];
    expect(verdict(finding(of(7), offer(facts)))).toBe('PASS OK 8');
    expect(verdict(finding(of(6), offer(facts)))).toBe('FAIL INLET_BELOW_ENVELOPE');
  });
});

describe('a direct figure', () => {
  it.each([
    [['<= 70 dB(A)'], '<= 75 dB(A)', 'PASS OK 70'],
    [['<= 80 dB(A)'], '<= 75 dB(A)', 'FAIL ABOVE_LIMIT 80'],
    [['= 75 dB(A)'], '= 75 dB(A)', 'PASS OK 75'],
    [['= 74 dB(A)'], '= 75 dB(A)', 'FAIL BELOW_LIMIT 74'],
    [['= 76 dB(A)'], '= 75 dB(A)', 'FAIL ABOVE_LIMIT 76'],
    [['74..76 dB(A)'], '= 75 dB(A)', 'FAIL ABOVE_LIMIT 76'],
    [['<= 75 dB(A)'], '= 75 dB(A)', 'UNKNOWN NOT_STATED'],
    [['60..70 dB(A)'], '60..75 dB(A)', 'PASS OK 60'],
    [['60..70 dB(A)'], '>= 60 dB(A)', 'PASS OK 60'],
    [['60..70 dB(A)'], '> 60 dB(A)', 'FAIL BELOW_LIMIT 60'],
    [[], '<= 75 dB(A)', 'UNKNOWN NOT_STATED'],
    [['<= 70 dB'], '<= 75 dB(A)', 'UNKNOWN UNIT'],
  ])('stated %j, demanded %s: %s', (facts, text, expected) => {
    const stated = facts.map((fact_) => fact('noise', fact_));
    expect(verdict(finding(need({ requirements: [asks('noise', text)] }), offer(stated)))).toBe(expected);
  });

  it('has no inlet and no envelope', () => {
    const of = need({ duty: inlet('= 500 mg/L'), requirements: [asks('removal_pct:cod', '>= 90 %')] });
    const found = match(of, offer(cod('in <= 400 mg/L', 'rem >= 95 %')));
    expect(brief(found)).toEqual({ r: ['PASS OK', 95], 'envelope:inlet:cod': 'FAIL ABOVE_ENVELOPE' });
  });

  it('demands a measuring range as two figures', () => {
    const requirements = [
      asks('range_min', '<= 0 mg/L', { id: 'from' }),
      asks('range_max', '>= 500 mg/L', { id: 'to' }),
    ];
    const stated = offer([fact('range_min', '= 0 mg/L'), fact('range_max', '= 1 g/L')]);
    expect(brief(match(need({ requirements }), stated))).toEqual({ from: ['PASS OK', 0], to: ['PASS OK', 1000] });
  });
});

describe('predicted and margin', () => {
  it.each([
    ['noise', '<= 80 m', '<= 60 m', 0.25],
    ['noise', '<= 50 m', '<= 60 m', -0.2],
    ['noise', '>= 50 m', '>= 60 m', 0.2],
    ['noise', '>= 50 m', '>= 40 m', -0.2],
    ['noise', '<= -10 m', '<= -15 m', 0.5],
    ['noise', '<= 0 m', '<= -3 m', 3],
    ['noise', '>= 0 m', '>= 3 m', 3],
    ['noise', '6..10 m', '7..9 m', 0.25],
    ['noise', '6..10 m', '7..8 m', 0.25],
    ['noise', '6..10 m', '4..8 m', -0.5],
    ['noise', '= 6 m', '4..8 m', -2],
    ['noise', '= 6 m', '= 6 m', 0],
    ['noise', '<= 80 m', '<= 80 m', 0],
  ])('%s %s, stated %s: margin %d', (thing, asked, stated, margin) => {
    const found = finding(need({ requirements: [asks(thing, asked)] }), offer([fact(thing, stated)]));
    expect(found.margin).toBeCloseTo(margin, 12);
  });

  it('is in the unit of the requirement', () => {
    const found = finding(need({ requirements: limit('<= 0.05 g/L') }), offer(cod('out <= 40 mg/L')));
    expect(found.predicted).toBeCloseTo(0.04, 12);
    expect(found.margin).toBeCloseTo(0.2, 12);
  });
});

describe('evidence', () => {
  const stated = (...facts: readonly (readonly [string, Basis | undefined])[]) =>
    offer(facts.map(([text, basis]) => fact('noise', text, basis === undefined ? {} : { basis })));
  const check = (asked: string, minimumBasis: Basis | undefined, against: ReturnType<typeof stated>) => {
    const found = finding(
      need({ requirements: [asks('noise', asked, minimumBasis === undefined ? {} : { minimumBasis })] }),
      against,
    );
    return [verdict(found), found.evidence];
  };

  it.each([
    [[['<= 5 m', undefined]], undefined, 'PASS OK 5', 'GUARANTEED'],
    [[['<= 5 m', 'VERIFIED']], undefined, 'PASS OK 5', 'VERIFIED'],
    [[['<= 5 m', 'PLANNING']], undefined, 'PASS OK 5', 'PLANNING'],
    [
      [
        ['<= 5 m', 'PLANNING'],
        ['<= 4 m', 'TESTED'],
      ],
      undefined,
      'PASS OK 5',
      'TESTED',
    ],
    [[['<= 5 m', undefined]], 'GUARANTEED', 'PASS OK 5', 'GUARANTEED'],
    [[['<= 5 m', 'TYPICAL']], 'GUARANTEED', 'UNKNOWN WEAK_EVIDENCE 5', undefined],
    [[['<= 5 m', 'TYPICAL']], 'TYPICAL', 'PASS OK 5', 'TYPICAL'],
    [
      [
        ['<= 5 m', 'TYPICAL'],
        ['<= 6 m', 'VERIFIED'],
      ],
      'GUARANTEED',
      'PASS OK 6',
      'VERIFIED',
    ],
    [
      [
        ['<= 8 m', 'TYPICAL'],
        ['<= 5 m', 'VERIFIED'],
      ],
      'GUARANTEED',
      'PASS OK 8',
      'VERIFIED',
    ],
    // the strong fact alone does not state the end needed
    [
      [
        ['<= 8 m', 'TYPICAL'],
        ['>= 1 m', 'VERIFIED'],
      ],
      'GUARANTEED',
      'UNKNOWN WEAK_EVIDENCE 8',
      undefined,
    ],
    // a fail stays a fail, however weak
    [[['<= 12 m', 'PLANNING']], 'GUARANTEED', 'FAIL ABOVE_LIMIT 12', undefined],
    [
      [
        ['<= 12 m', 'PLANNING'],
        ['<= 5 m', 'VERIFIED'],
      ],
      'GUARANTEED',
      'FAIL ABOVE_LIMIT 12',
      undefined,
    ],
  ] as const)('%j, at least %s: %s by %s', (facts, minimum, expected, evidence) => {
    expect(check('<= 10 m', minimum, stated(...facts))).toEqual([expected, evidence]);
  });

  it("takes the requirement's minimum before the need's", () => {
    const of = (minimumBasis?: Basis) =>
      need({
        minimumBasis: 'VERIFIED',
        requirements: [asks('noise', '<= 10 m', minimumBasis === undefined ? {} : { minimumBasis })],
      });
    expect(verdict(finding(of(), stated(['<= 5 m', 'TESTED'])))).toBe('UNKNOWN WEAK_EVIDENCE 5');
    expect(verdict(finding(of('TYPICAL'), stated(['<= 5 m', 'TESTED'])))).toBe('PASS OK 5');
  });

  it('is that of the weaker of two facts when both are needed', () => {
    const of = need({ requirements: [asks('noise', '2..9 m')] });
    const found = finding(of, stated(['<= 5 m', 'VERIFIED'], ['>= 3 m', 'TYPICAL']));
    expect([verdict(found), found.evidence]).toEqual(['PASS OK 3', 'TYPICAL']);
  });

  it('is absent when the inlet alone meets the limit', () => {
    const of = need({
      minimumBasis: 'VERIFIED',
      duty: inlet('= 40 mg/L'),
      requirements: limit('<= 50 mg/L'),
    });
    const found = finding(of, offer(cod('in <= 400 mg/L')));
    expect(verdict(found)).toBe('PASS INLET_ALREADY_MEETS 40');
    expect(found).not.toHaveProperty('evidence');
  });

  it('keeps the margin of weak evidence', () => {
    const found = finding(
      need({ minimumBasis: 'TESTED', requirements: [asks('noise', '<= 10 m')] }),
      stated(['<= 5 m', undefined]),
    );
    expect(found).toMatchObject({ code: 'WEAK_EVIDENCE', predicted: 5, margin: 0.5 });
  });

  it('holds for the duty too', () => {
    const of = need({ minimumBasis: 'TESTED', duty: [fact('capacity', '= 5 m3/d'), fact('inlet:cod', '= 5 mg/L')] });
    const found = match(
      of,
      offer([fact('capacity', '<= 10 m3/d'), fact('inlet:cod', '<= 10 mg/L', { basis: 'TESTED' })]),
    );
    expect(brief(found)).toEqual({ capacity: 'UNKNOWN WEAK_EVIDENCE', 'envelope:inlet:cod': 'PASS OK' });
    expect(found.units).toBe(1);
  });
});

describe('a typical or planning range', () => {
  it.each([
    [[['40..60 mg/L', 'TYPICAL']], 'UNKNOWN TYPICAL_SPREAD 60'],
    [[['40..60 mg/L', 'PLANNING']], 'UNKNOWN TYPICAL_SPREAD 60'],
    [[['50..60 mg/L', 'TYPICAL']], 'UNKNOWN TYPICAL_SPREAD 60'],
    [[['51..60 mg/L', 'TYPICAL']], 'FAIL ABOVE_LIMIT 60'],
    [[['40..60 mg/L', undefined]], 'FAIL ABOVE_LIMIT 60'],
    [[['40..60 mg/L', 'TESTED']], 'FAIL ABOVE_LIMIT 60'],
    [[['= 60 mg/L', 'TYPICAL']], 'FAIL ABOVE_LIMIT 60'],
    [[['<= 60 mg/L', 'TYPICAL']], 'FAIL ABOVE_LIMIT 60'],
    [
      [
        ['40..60 mg/L', 'TYPICAL'],
        ['<= 55 mg/L', undefined],
      ],
      'FAIL ABOVE_LIMIT 60',
    ],
    [
      [
        ['40..60 mg/L', 'TYPICAL'],
        ['<= 45 mg/L', undefined],
      ],
      'UNKNOWN TYPICAL_SPREAD 60',
    ],
    [
      [
        ['40..60 mg/L', 'TYPICAL'],
        ['30..70 mg/L', 'PLANNING'],
      ],
      'UNKNOWN TYPICAL_SPREAD 70',
    ],
    [[['40..50 mg/L', 'TYPICAL']], 'PASS OK 50'],
  ] as const)('%j against <= 50 mg/L: %s', (facts, expected) => {
    const stated = facts.map(([text, basis]) => fact('outlet:cod', text, basis === undefined ? {} : { basis }));
    expect(verdict(finding(need({ requirements: limit('<= 50 mg/L') }), offer(stated)))).toBe(expected);
  });

  it('of a removal decides nothing about the outlet, nor about the removal', () => {
    const stated = offer([fact('removal_pct:cod', '70..95 %', { basis: 'TYPICAL' })]);
    const of = need({
      duty: inlet('= 500 mg/L'),
      requirements: [...limit('<= 50 mg/L'), asks('removal_pct:cod', '>= 90 %', { id: 'removal' })],
    });
    expect(verdict(finding(of, stated))).toBe('UNKNOWN TYPICAL_SPREAD 150');
    expect(verdict(finding(of, stated, [], 'removal'))).toBe('UNKNOWN TYPICAL_SPREAD 70');
  });

  it('decides a demand with two ends', () => {
    const stated = offer([fact('outlet:cod', '5..10 mg/L', { basis: 'TYPICAL' })]);
    expect(verdict(finding(need({ requirements: limit('6..11 mg/L') }), stated))).toBe('FAIL BELOW_LIMIT 5');
  });

  it('keeps its margin', () => {
    const stated = offer([fact('outlet:cod', '40..60 mg/L', { basis: 'TYPICAL' })]);
    expect(finding(need({ requirements: limit('<= 50 mg/L') }), stated).margin).toBeCloseTo(-0.2, 12);
  });

  it('does not excuse an envelope', () => {
    const of = need({ duty: inlet('= 500 mg/L') });
    const stated = offer([fact('inlet:cod', '100..400 mg/L', { basis: 'TYPICAL' })]);
    expect(brief(match(of, stated))).toEqual({ 'envelope:inlet:cod': 'FAIL ABOVE_ENVELOPE' });
  });
});
