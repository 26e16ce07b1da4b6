import { asks, fact, finding, need, offer, verdict } from '../test/make';
import type { Fact } from './model';

/** What the facts come to, seen through one demand that needs the upper and one that needs the lower end. */
function ends(thing: string, unit: string, facts: readonly Fact[]): readonly [string, string] {
  const seen = (text: string) =>
    verdict(finding(need({ requirements: [asks(thing, text)] }), offer(facts))).replace(/^(PASS|FAIL) \w+ /, '');
  return [seen(`<= 1e9 ${unit}`), seen(`>= -1e9 ${unit}`)];
}

describe('what the facts on one thing come to', () => {
  it.each([
    ['an exact figure states both ends', ['= 5 m'], ['5', '5']],
    ['a range states both ends', ['2..7 m'], ['7', '2']],
    ['<= states the upper end', ['<= 5 m'], ['5', 'UNKNOWN NOT_STATED']],
    ['>= states the lower end', ['>= 5 m'], ['UNKNOWN NOT_STATED', '5']],
    ['the highest upper end counts', ['<= 5 m', '<= 8 m', '<= 7 m'], ['8', 'UNKNOWN NOT_STATED']],
    ['the lowest lower end counts', ['>= 5 m', '>= 2 m', '>= 7 m'], ['UNKNOWN NOT_STATED', '2']],
    ['each end counts by itself', ['<= 5 m', '2..4 m', '>= 3 m', '= 6 m'], ['6', '2']],
    ['figures are compared in one unit', ['<= 5 m', '<= 5100 mm'], ['5.1', 'UNKNOWN NOT_STATED']],
    ['a figure in another unit is set aside', ['<= 5 m', '<= 9 kg'], ['5', 'UNKNOWN UNIT']],
    ['only a figure in another unit', ['<= 9 kg'], ['UNKNOWN UNIT', 'UNKNOWN UNIT']],
    ['the other end in another unit', ['<= 5 m', '>= 1 kg'], ['5', 'UNKNOWN UNIT']],
    ['nothing', [], ['UNKNOWN NOT_STATED', 'UNKNOWN NOT_STATED']],
  ] as const)('%s', (_title, facts, expected) => {
    expect(
      ends(
        'reach',
        'm',
        facts.map((text) => fact('reach', text)),
      ),
    ).toEqual(expected);
  });

  it.each([
    // two facts at one figure, one of them open; a strict limit tells the two ends apart
    ['<= 5 m', '< 5 m', '< 5 m', 'FAIL ABOVE_LIMIT 5'],
    ['< 5 m', '< 5 m', '< 5 m', 'PASS OK 5'],
    ['>= 5 m', '> 5 m', '> 5 m', 'FAIL BELOW_LIMIT 5'],
    ['> 5 m', '> 5 m', '> 5 m', 'PASS OK 5'],
  ])('of %s and %s the closed end is the worse: %s is %s', (a, b, asked, expected) => {
    const of = need({ requirements: [asks('reach', asked)] });
    expect(verdict(finding(of, offer([fact('reach', a), fact('reach', b)])))).toBe(expected);
    expect(verdict(finding(of, offer([fact('reach', b), fact('reach', a)])))).toBe(expected);
  });

  it.each([
    ['outlet:cod', 'outlet:tn'],
    ['outlet:cod', 'outlet'],
    ['noise', 'noise:cod'],
    ['outlet:cod', 'OUTLET:cod'],
    ['outlet:cod', 'outlet:COD'],
  ])('does not read a fact on %s for a demand on %s', (stated, asked) => {
    const of = need({ requirements: [asks(asked, '<= 50 mg/L')] });
    expect(verdict(finding(of, offer([fact(stated, '<= 5 mg/L')])))).toBe('UNKNOWN NOT_STATED');
  });

  it.each([
    ['a fact that is not in force and nothing else', [['<= 5 m', 'capacity > 9']], 'UNKNOWN NOT_STATED'],
    ['an undecided one', [['<= 5 m', 'indoors']], 'UNKNOWN CONDITION_UNDECIDED'],
    [
      'an undecided one before one in another unit',
      [
        ['<= 5 m', 'indoors'],
        ['<= 5 kg', ''],
      ],
      'UNKNOWN CONDITION_UNDECIDED',
    ],
    [
      'an undecided one beside the wrong end',
      [
        ['<= 5 m', 'indoors'],
        ['>= 1 m', ''],
      ],
      'UNKNOWN CONDITION_UNDECIDED',
    ],
    [
      'an undecided one beside one that is enough',
      [
        ['<= 8 m', 'indoors'],
        ['<= 5 m', ''],
      ],
      'PASS OK 5',
    ],
    ['one in another unit that is not in force', [['<= 5 kg', 'capacity > 9']], 'UNKNOWN NOT_STATED'],
  ] as const)('%s', (_title, facts, expected) => {
    const of = need({ duty: [fact('capacity', '= 5 m3/d')], requirements: [asks('reach', '<= 6 m')] });
    const stated = facts.map(([text, condition]) => fact('reach', text, { condition }));
    expect(verdict(finding(of, offer(stated)))).toBe(expected);
  });

  describe('a removal above 100 %', () => {
    it.each([
      [['= 120 %'], 'UNKNOWN NOT_STATED'],
      [['= 1.2 1'], 'UNKNOWN NOT_STATED'],
      [['80..120 %'], 'UNKNOWN NOT_STATED'],
      [['>= 101 %'], 'UNKNOWN NOT_STATED'],
      [['= 120 %', '>= 90 %'], 'PASS OK 90'],
      [['= 100 %'], 'PASS OK 100'],
      [['= 1 1'], 'PASS OK 100'],
    ])('%j is set aside: %s', (facts, expected) => {
      const of = need({ requirements: [asks('removal_pct:cod', '>= 90 %')] });
      const stated = facts.map((text) => fact('removal_pct:cod', text));
      expect(verdict(finding(of, offer(stated)))).toBe(expected);
    });

    it('is still something said of the parameter, so the inlet alone does not pass', () => {
      const of = need({ duty: [fact('inlet:cod', '= 30 mg/L')], requirements: [asks('outlet:cod', '<= 50 mg/L')] });
      expect(verdict(finding(of, offer()))).toBe('PASS INLET_ALREADY_MEETS 30');
      expect(verdict(finding(of, offer([fact('removal_pct:cod', '= 120 %')])))).toBe('UNKNOWN NOT_STATED');
    });

    it('says nothing of other figures above 100 %', () => {
      const of = need({ requirements: [asks('overload', '>= 110 %')] });
      expect(verdict(finding(of, offer([fact('overload', '= 120 %')])))).toBe('PASS OK 120');
    });
  });

  describe('not detectable', () => {
    it.each([
      // offered, demanded, expected
      ['not_detectable 2 mg/L', '<= 5 mg/L', 'PASS OK 2'],
      ['not_detectable 2 mg/L', '< 2 mg/L', 'PASS OK 2'],
      ['not_detectable 2 mg/L', '<= 1 mg/L', 'FAIL ABOVE_LIMIT 2'],
      ['not_detectable 2 mg/L', '>= 2.1 mg/L', 'FAIL BELOW_LIMIT 2'],
      ['not_detectable mg/L', '<= 5 mg/L', 'UNKNOWN NOT_STATED'],
      ['not_detectable 2 mg/L', 'not_detectable 2 mg/L', 'PASS OK 2'],
      ['not_detectable 3 mg/L', 'not_detectable 2 mg/L', 'FAIL ABOVE_LIMIT 3'],
      ['<= 2 mg/L', 'not_detectable 2 mg/L', 'FAIL ABOVE_LIMIT 2'],
      ['< 2 mg/L', 'not_detectable 2 mg/L', 'PASS OK 2'],
      ['<= 1 mg/L', 'not_detectable mg/L', 'UNKNOWN NOT_STATED'],
      ['not_detectable mg/L', 'not_detectable mg/L', 'UNKNOWN NOT_STATED'],
      ['not_detectable mg/L', 'not_detectable 2 mg/L', 'UNKNOWN NOT_STATED'],
    ])('%s offered, %s demanded: %s', (stated, asked, expected) => {
      const of = need({ requirements: [asks('outlet:cod', asked)] });
      expect(verdict(finding(of, offer([fact('outlet:cod', stated)])))).toBe(expected);
    });
  });

  it('takes the worse of not detectable and a figure', () => {
    const of = need({ requirements: [asks('outlet:cod', '<= 5 mg/L')] });
    const both = [fact('outlet:cod', 'not_detectable 2 mg/L'), fact('outlet:cod', '<= 4 mg/L')];
    expect(verdict(finding(of, offer(both)))).toBe('PASS OK 4');
  });
});
