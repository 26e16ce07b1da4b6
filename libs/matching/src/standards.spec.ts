import { asks, brief, cites, fact, match, need, offer, row } from '../test/make';
import type { Citation, LimitRow } from './model';

const cod = [fact('outlet:cod', '<= 40 mg/L')];
const says = (
  rows: readonly LimitRow[],
  citation: Partial<Citation> = {},
  facts = cod,
  duty: ReturnType<typeof fact>[] = [],
) => brief(match(need({ duty, standards: [cites(citation)] }), offer(facts), rows));

describe('a cited standard', () => {
  it('gives one mandatory finding per parameter', () => {
    const rows = [row('cod', '<= 50 mg/L'), row('bod5', '<= 10 mg/L'), row('cod', '<= 60 mg/L')];
    expect(says(rows)).toEqual({ 'S/A/cod': ['PASS OK', 40], 'S/A/bod5': 'UNKNOWN NOT_STATED' });
    expect(match(need({ standards: [cites()] }), offer(), rows).findings.every(({ mandatory }) => mandatory)).toBe(
      true,
    );
  });

  it.each<[string, Partial<Citation>, Record<string, string>]>([
    ['no such standard', { code: 'T' }, { 'T/A': 'UNKNOWN STANDARD_UNKNOWN' }],
    ['no such level', { level: 'B' }, { 'S/B': 'UNKNOWN STANDARD_UNKNOWN' }],
    ['no such standard, with parameters', { code: 'T', parameters: ['cod'] }, { 'T/A': 'UNKNOWN STANDARD_UNKNOWN' }],
    ['one parameter of two', { parameters: ['bod5'] }, { 'S/A/bod5': 'UNKNOWN NOT_STATED' }],
    [
      'a parameter it does not have',
      { parameters: ['bod5', 'tn'] },
      { 'S/A/bod5': 'UNKNOWN NOT_STATED', 'S/A/tn': 'UNKNOWN STANDARD_UNKNOWN' },
    ],
  ])('%s', (_title, citation, expected) => {
    expect(says([row('cod', '<= 50 mg/L'), row('bod5', '<= 10 mg/L')], citation)).toEqual(expected);
  });

  it('rules an offer neither in nor out when unknown', () => {
    expect(match(need({ standards: [cites({ code: 'T' })] }), offer()).outcome).toBe('NEEDS_DATA');
  });

  describe('conditions and scopes', () => {
    const other = row('bod5', '<= 10 mg/L', { scope: 'other', condition: 'other' });
    const only = { parameters: ['cod'] };
    it.each<[string, Partial<LimitRow>, Partial<Citation>, Record<string, unknown>]>([
      ['none', {}, {}, { 'S/A/cod': ['PASS OK', 40] }],
      ['all', { scope: 'all' }, {}, { 'S/A/cod': ['PASS OK', 40] }],
      ['blank', { condition: ' ' }, {}, { 'S/A/cod': ['PASS OK', 40] }],
      ['how the figure is expressed', { condition: 'reference O2 6 %' }, {}, { 'S/A/cod': ['PASS OK', 40] }],
      ['how the figure is expressed, as a scope', { scope: 'reference O2 11 %' }, {}, { 'S/A/cod': ['PASS OK', 40] }],
      ['a scope', { scope: 'new plants' }, {}, { 'S/A/cod': 'UNKNOWN CONDITION_UNDECIDED' }],
      ['a scope in where', { scope: 'new plants' }, { where: ['new plants'] }, { 'S/A/cod': ['PASS OK', 40] }],
      ['a scope in whereNot', { scope: 'new plants' }, { whereNot: ['new plants'] }, {}],
      ['a text condition', { condition: 'new plants' }, {}, { 'S/A/cod': 'UNKNOWN CONDITION_UNDECIDED' }],
      [
        'a text condition in where',
        { condition: 'new plants' },
        { where: ['new plants'] },
        { 'S/A/cod': ['PASS OK', 40] },
      ],
      ['a text condition in whereNot', { condition: 'new plants' }, { whereNot: ['new plants'] }, {}],
      ['a true comparison', { condition: 'cod >= 5' }, {}, { 'S/A/cod': ['PASS OK', 40] }],
      ['a false comparison', { condition: 'cod > 400' }, {}, {}],
      ['an undecided comparison', { condition: 'tn > 5' }, {}, { 'S/A/cod': 'UNKNOWN CONDITION_UNDECIDED' }],
      [
        'a false comparison in where',
        { condition: 'cod > 400' },
        { where: ['cod > 400'] },
        { 'S/A/cod': ['PASS OK', 40] },
      ],
      ['a true comparison in whereNot', { condition: 'cod >= 5' }, { whereNot: ['cod >= 5'] }, {}],
      // a comparison decides a condition only
      ['a scope that reads like a comparison', { scope: 'cod >= 5' }, {}, { 'S/A/cod': 'UNKNOWN CONDITION_UNDECIDED' }],
      ['one true, one open', { condition: 'cod >= 5', scope: 'x' }, {}, { 'S/A/cod': 'UNKNOWN CONDITION_UNDECIDED' }],
      ['one false, one open', { condition: 'cod > 400', scope: 'x' }, {}, {}],
    ])('%s', (_title, more, citation, expected) => {
      const duty = [fact('inlet:cod', '= 300 mg/L')];
      expect(says([row('cod', '<= 50 mg/L', more), other], { ...only, ...citation }, cod, duty)).toEqual(expected);
    });

    it('are empty when every row of the level has the same', () => {
      const shared = { condition: 'sewage plants', scope: 'new plants' };
      const rows = [row('cod', '<= 50 mg/L', shared), row('bod5', '<= 10 mg/L', shared)];
      expect(says(rows, only)).toEqual({ 'S/A/cod': ['PASS OK', 40] });
      // The rows of the level count, not only those of the parameters cited.
      expect(says([...rows, row('tn', '<= 15 mg/L')], only)).toEqual({ 'S/A/cod': 'UNKNOWN CONDITION_UNDECIDED' });
    });

    it('are named when they decide', () => {
      const found = match(need({ standards: [cites(only)] }), offer(cod), [
        row('cod', '<= 50 mg/L', { scope: 'new plants' }),
        other,
      ]);
      expect(found.findings[0]?.stated?.condition).toBe('new plants');
    });
  });

  describe('several rows on one parameter', () => {
    it.each<[string, readonly LimitRow[], string | [string, number] | undefined]>([
      ['the strictest decides', [row('cod', '<= 50 mg/L'), row('cod', '<= 30 mg/L')], ['FAIL ABOVE_LIMIT', 40]],
      ['an open one is stricter', [row('cod', '<= 40 mg/L'), row('cod', '< 40 mg/L')], ['FAIL ABOVE_LIMIT', 40]],
      ['compared in one unit', [row('cod', '<= 0.05 g/L'), row('cod', '<= 30 mg/L')], ['FAIL ABOVE_LIMIT', 40]],
      ['the strictest lower limit', [row('cod', '>= 5 mg/L'), row('cod', '>= 60 mg/L')], ['FAIL BELOW_LIMIT', 40]],
      [
        'not detectable is strictest',
        [row('cod', '<= 50 mg/L'), row('cod', 'not_detectable mg/L')],
        'UNKNOWN NOT_STATED',
      ],
      [
        'an unconfirmed one is set aside',
        [row('cod', '<= 50 mg/L'), row('cod', '<= 30 mg/L', { confidence: 'known' })],
        ['PASS OK', 40],
      ],
      [
        'recalled too',
        [row('cod', '<= 50 mg/L'), row('cod', '<= 30 mg/L', { confidence: 'recalled from use' })],
        ['PASS OK', 40],
      ],
      ['only unconfirmed ones', [row('cod', '<= 50 mg/L', { confidence: 'known' })], 'UNKNOWN LIMIT_UNCONFIRMED'],
      [
        'an unconfirmed one and an undecided one',
        [row('cod', '<= 50 mg/L', { confidence: 'known' }), row('cod', '<= 30 mg/L', { scope: 'x' })],
        'UNKNOWN LIMIT_UNCONFIRMED',
      ],
      [
        'an undecided one beside one that applies',
        [row('cod', '<= 50 mg/L'), row('cod', '<= 30 mg/L', { scope: 'x' })],
        ['PASS OK', 40],
      ],
      [
        'an undecided, unconfirmed one',
        [row('cod', '<= 30 mg/L', { scope: 'x', confidence: 'known' }), row('bod5', '<= 1 mg/L')],
        'UNKNOWN CONDITION_UNDECIDED',
      ],
      [
        'a dropped one beside an undecided one',
        [row('cod', '<= 50 mg/L', { condition: 'capacity > 5' }), row('cod', '<= 30 mg/L', { scope: 'x' })],
        'UNKNOWN CONDITION_UNDECIDED',
      ],
      ['all dropped', [row('cod', '<= 50 mg/L', { condition: 'capacity > 5' }), row('bod5', '<= 1 mg/L')], undefined],
      ['the upper end of a BAT range', [row('cod', '20..50 mg/L', { op: 'bat_ael_range' })], ['PASS OK', 40]],
      ['not detectable', [row('cod', 'not_detectable mg/L')], 'UNKNOWN NOT_STATED'],
      ['a range', [row('cod', '20..50 mg/L')], 'UNKNOWN NOT_STATED'],
    ])('%s', (_title, rows, expected) => {
      expect(says(rows, { parameters: ['cod'] }, cod, [fact('capacity', '= 1 m3/d')])['S/A/cod']).toEqual(expected);
    });
  });

  it('gives a removal its own finding', () => {
    const rows = [row('cod', '<= 50 mg/L'), row('cod', '>= 90 % removal'), row('cod', '>= 95 % removal')];
    const facts = [...cod, fact('removal_pct:cod', '>= 92 %')];
    expect(says(rows, {}, facts)).toEqual({
      'S/A/cod': ['PASS OK', 40],
      'S/A/cod/removal_pct': ['FAIL BELOW_LIMIT', 92],
    });
  });

  it.each([
    ['furnace_temp', 'degC'],
    ['spec_energy', 'kWh/t'],
    ['range_max', 'mg/L'],
    ['moisture', '%'],
    ['burn_loss', '%'],
  ])('demands %s directly', (code, unit) => {
    const rows = [row(code, `>= 5 ${unit}`)];
    expect(says(rows, {}, [fact(code, `= 6 ${unit}`)])).toEqual({ [`S/A/${code}`]: ['PASS OK', 6] });
    expect(says(rows, {}, [fact(`outlet:${code}`, `= 6 ${unit}`)])).toEqual({ [`S/A/${code}`]: 'UNKNOWN NOT_STATED' });
  });

  it.each(['cod', 'ph', 'water_temp', 'unheard_of'])('reads %s as a limit at the outlet', (code) => {
    expect(says([row(code, '<= 9 1')], {}, [fact(`outlet:${code}`, '= 6 1')])).toEqual({
      [`S/A/${code}`]: ['PASS OK', 6],
    });
  });

  it("holds the need's minimum basis", () => {
    const of = need({ minimumBasis: 'TESTED', standards: [cites()] });
    expect(brief(match(of, offer(cod), [row('cod', '<= 50 mg/L')]))).toEqual({
      'S/A/cod': ['UNKNOWN WEAK_EVIDENCE', 40],
    });
  });

  it('stands beside a requirement on the same figure', () => {
    const of = need({ standards: [cites()], requirements: [asks('outlet:cod', '<= 30 mg/L')] });
    expect(brief(match(of, offer(cod), [row('cod', '<= 50 mg/L')]))).toEqual({
      'S/A/cod': ['PASS OK', 40],
      r: ['FAIL ABOVE_LIMIT', 40],
    });
  });
});
