import { asks, brief, cites, fact, finding, match, need, offer, row, verdict } from '../test/make';
import { decide, isEmpty } from './conditions';
import { dutyOf } from './duty';

const PARAMETERS = new Set(['cod', 'water_temp', 'ph', 'so2']);
const isParameter = (code: string) => PARAMETERS.has(code);

const duty = dutyOf('water', [
  fact('capacity', '= 100 m3/d'),
  fact('inlet:cod', '100..200 mg/L'),
  fact('inlet:ph', '= 7 1'),
  fact('inlet:water_temp', '= 12 degC'),
  fact('operating_temp', '= 30 degC'),
]);

describe('conditions', () => {
  it.each([
    // a figure
    ['capacity >= 100', 'TRUE'],
    ['capacity > 100', 'FALSE'],
    ['capacity <= 100', 'TRUE'],
    ['capacity < 100', 'FALSE'],
    ['capacity = 100', 'TRUE'],
    ['capacity = 100.1', 'FALSE'],
    ['capacity = 100.00000001', 'TRUE'],
    ['capacity < 100.00000001', 'FALSE'],
    ['capacity>=100m3/d', 'TRUE'],
    ['  CAPACITY >=  100   m3/d ', 'TRUE'],
    ['Capacity >= 4.2 m3/h', 'FALSE'],
    ['capacity >= 4.1 m3/h', 'TRUE'],
    ['capacity >= 100 t/d', 'TRUE'],
    ['capacity >= 1 kW', 'UNDECIDED'],
    ['capacity >= 1 thing', 'UNDECIDED'],
    ['capacity < 0.05 MGD (US)', 'TRUE'],
    ['operating_temp >= 20', 'TRUE'],
    ['operating_temp >= 20 degC', 'TRUE'],
    ['operating_temp >= 20 K', 'UNDECIDED'],
    // an interval from 100 to 200
    ['cod >= 100', 'TRUE'],
    ['COD >= 100 mg/L', 'TRUE'],
    ['cod > 100', 'UNDECIDED'],
    ['cod >= 150', 'UNDECIDED'],
    ['cod >= 200', 'UNDECIDED'],
    ['cod > 200', 'FALSE'],
    ['cod <= 200', 'TRUE'],
    ['cod < 200', 'UNDECIDED'],
    ['cod < 100', 'FALSE'],
    ['cod <= 100', 'UNDECIDED'],
    ['cod = 150', 'UNDECIDED'],
    ['cod = 99', 'FALSE'],
    ['cod > 0.2 g/L', 'FALSE'],
    // two bounds
    ['100 <= cod <= 200', 'TRUE'],
    ['100 < cod <= 200', 'UNDECIDED'],
    ['100 <= cod < 200', 'UNDECIDED'],
    ['120 <= cod <= 150', 'UNDECIDED'],
    ['200 < cod < 300', 'FALSE'],
    ['50 < cod < 100', 'FALSE'],
    ['0.1 <= COD <= 0.2 g/L', 'TRUE'],
    ['6 <= pH <= 9', 'TRUE'],
    ['7 < ph < 7', 'FALSE'],
    ['7 <= ph <= 7', 'TRUE'],
    // names
    ['water temperature > 12 degC', 'FALSE'],
    ['Water Temperature <= 12 degC', 'TRUE'],
    ['water > 5 degC', 'TRUE'],
    ['water_temp >= 12', 'TRUE'],
    // no such duty
    ['so2 >= 1', 'UNDECIDED'],
    // any other text
    ['cod', 'NOTE'],
    ['plant built from 2006-01-01', 'NOTE'],
    ['flow >= 100', 'NOTE'],
    ['cod >= high', 'NOTE'],
    ['cod >= 100 mg/L and tn >= 5', 'NOTE'],
    ['cod >= 100 mg/L dry', 'NOTE'],
    ['cod > > 5', 'NOTE'],
    ['5 > cod > 1', 'NOTE'],
    ['100 = cod', 'NOTE'],
  ] as const)('%s is %s', (condition, expected) => {
    expect(decide(condition, duty, isParameter)).toBe(expected);
  });

  it.each([
    ['digits before a sign too many', `cod < ${'1'.repeat(494)} <`],
    ['digits between two signs and more', `1 < cod < ${'1'.repeat(480)} <`],
    ['blanks where a sign should be', `1 <= cod${' '.repeat(490)}x`],
    ['blanks and digits', `1 < cod${' '.repeat(240)}< ${'1'.repeat(240)}<`],
    ['a fraction that never ends', `cod >= ${'1'.repeat(240)}.${'1'.repeat(240)}=`],
  ])('takes no time over %s', (_what, condition) => {
    const { user } = process.cpuUsage();
    for (let times = 0; times < 100; times += 1) expect(decide(condition, duty, isParameter)).toBe('NOTE');
    // A part that can be read in several ways costs seconds here.
    expect((process.cpuUsage().user - user) / 1_000).toBeLessThan(500);
  });

  // Texts are read before anybody has looked at how long they are.
  it.each([
    ['digits', `cod < ${'1'.repeat(100_000)} <`],
    ['decimals', `cod < 1.${'1'.repeat(100_000)} <`],
    ['decimals alone', `1 < cod < .${'1'.repeat(100_000)} <`],
    ['an exponent', `cod < 1e${'1'.repeat(100_000)} <`],
    ['blanks', `cod${' '.repeat(100_000)}x < 1 <`],
  ])('takes no time over %s that go on and on', (_what, condition) => {
    const { user } = process.cpuUsage();
    expect(decide(condition, duty, isParameter)).toBe('NOTE');
    // Each part read anew at each of its ends costs seconds here.
    expect((process.cpuUsage().user - user) / 1_000).toBeLessThan(500);
  });

  it('is undecided when the duty gives figures whose units do not convert', () => {
    const mixed = dutyOf('water', [fact('inlet:cod', '= 5 mg/L'), fact('inlet:cod', '= 5 ppm')]);
    expect(decide('cod >= 1 mg/L', mixed, isParameter)).toBe('UNDECIDED');
  });

  it.each([
    [null, true],
    [undefined, true],
    ['', true],
    [' \t', true],
    ['x', false],
  ])('takes %j for empty: %s', (condition, expected) => {
    expect(isEmpty(condition)).toBe(expected);
  });

  const of = need({
    duty: [fact('inlet:tn', '= 40 mg/L', { condition: 'in the rainy season' })],
    requirements: [asks('outlet:cod', '<= 50 mg/L')],
  });

  it.each([
    ['', 'PASS OK 40'],
    ['   ', 'PASS OK 40'],
    [null, 'PASS OK 40'],
    ['tn <= 50', 'PASS OK 40'],
    ['tn > 50', 'UNKNOWN NOT_STATED'],
    ['bod5 > 50', 'UNKNOWN CONDITION_UNDECIDED'],
    ['when well kept', 'UNKNOWN CONDITION_UNDECIDED'],
  ])("counts an offer's fact under condition %j: %s", (condition, expected) => {
    expect(verdict(finding(of, offer([fact('outlet:cod', '<= 40 mg/L', { condition })])))).toBe(expected);
  });

  it.each([
    ['tn <= 50', ['UNKNOWN NOT_STATED']],
    ['tn > 50', []],
    ['bod5 > 50', ['UNKNOWN CONDITION_UNDECIDED']],
    ['cod <= 50', ['UNKNOWN CONDITION_UNDECIDED']],
    ['as a daily mean', ['UNKNOWN NOT_STATED']],
    ['', ['UNKNOWN NOT_STATED']],
  ])('reads the condition %j of a requirement: %j', (condition, expected) => {
    const asked = need({ ...of, requirements: [asks('outlet:cod', '<= 50 mg/L', { condition })] });
    expect(
      match(asked, offer())
        .findings.filter(({ id }) => id === 'r')
        .map(verdict),
    ).toEqual(expected);
  });

  it('looks at the inlet envelope before an undecided condition', () => {
    const asked = need({
      duty: [fact('inlet:cod', '= 500 mg/L')],
      requirements: [asks('outlet:cod', '<= 50 mg/L', { condition: 'bod5 > 50' })],
    });
    expect(verdict(finding(asked, offer([fact('inlet:cod', '<= 400 mg/L')])))).toBe('FAIL INLET_ABOVE_ENVELOPE');
  });

  it('checks an inlet by its own when the outlet requirement is left out', () => {
    const asked = need({
      duty: [fact('inlet:cod', '= 300 mg/L')],
      requirements: [asks('outlet:cod', '<= 50 mg/L', { condition: 'cod > 400' })],
    });
    expect(brief(match(asked, offer([fact('inlet:cod', '<= 400 mg/L')])))).toEqual({ 'envelope:inlet:cod': 'PASS OK' });
  });

  it('decides the conditions of standard rows by the duty', () => {
    const rows = [
      row('nh3n', '<= 5 mg/L', { condition: 'water temperature > 12 degC' }),
      row('nh3n', '<= 8 mg/L', { condition: 'water temperature <= 12 degC' }),
    ];
    const at = (temperature: number) =>
      need({ duty: [fact('inlet:water_temp', `= ${temperature} degC`)], standards: [cites()] });
    const stated = offer([fact('outlet:nh3n', '<= 6 mg/L')]);
    expect(brief(match(at(12), stated, rows))).toEqual({ 'S/A/nh3n': ['PASS OK', 6] });
    expect(brief(match(at(12.1), stated, rows))).toEqual({ 'S/A/nh3n': ['FAIL ABOVE_LIMIT', 6] });
    expect(brief(match(need({ standards: [cites()] }), stated, rows))).toEqual({
      'S/A/nh3n': 'UNKNOWN CONDITION_UNDECIDED',
    });
  });
});
