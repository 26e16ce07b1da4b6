import * as fc from 'fast-check';
import { readDay, readFigure, readInstant, readNumber, writtenInstant } from './figure';

const UNITS = ['mg/L', '%', 'm3/d', '万m3/d', 'mg/m3', 'dB(A)', 'm3/h'];
const isUnit = (text: string) => UNITS.includes(text);
const brief = (text: string) => {
  const reading = readFigure(text, isUnit);
  if (!reading.ok) return reading.code;
  const { op, value, valueMax, unit } = reading;
  return [op ?? '', value ?? '', valueMax ?? '', unit ?? ''].join(' ').trim().replace(/ +/g, ' ');
};
const notes = (text: string) => {
  const reading = readFigure(text, isUnit);
  return reading.ok ? reading.notes.map(({ code }) => code) : [];
};

it.each([
  ['50', '50'],
  ['-3.5', '-3.5'],
  ['1e-5', '0.00001'],
  ['1.2×10⁴', '12000'],
  ['1.2 x 10^-3', '0.0012'],
  ['１２．５', '12.5'],
  ['1,234,567.8', '1234567.8'],
  ['约 50', '50'],
  ['5万', '50000'],
  ['1.1万', '11000'],
  ['5万m3/d', '5 万m3/d'],
  ['5 万 m3/d', '50000 m3/d'],
  ['≤50', '<= 50'],
  ['≦ 50 mg/L', '<= 50 mg/L'],
  ['＜0.5', '< 0.5'],
  ['>=95%', '>= 95 %'],
  ['不大于 10mg/m³', '<= 10 mg/m3'],
  ['at most 10', '<= 10'],
  ['50以下', '<= 50'],
  ['95% 以上', '>= 95 %'],
  ['50-80', 'range 50 80'],
  ['50 ~ 80 mg/L', 'range 50 80 mg/L'],
  ['50mg/L～80mg/L', 'range 50 80 mg/L'],
  ['-5—-1', 'range -5 -1'],
  ['50至80', 'range 50 80'],
  ['未检出', 'not_detectable'],
  ['ND', 'not_detectable'],
  ['未检出（检出限 0.5 mg/L）', 'not_detectable 0.5 mg/L'],
])('reads %s', (text, expected) => {
  expect(brief(text)).toBe(expected);
});

it.each([
  ['12,5', 'AMBIGUOUS_NUMBER'],
  ['1.234,5', 'AMBIGUOUS_NUMBER'],
  ['50±5', 'PLUS_MINUS'],
  ['80-50', 'RANGE_CONFLICT'],
  ['≤50-80', 'NOT_A_FIGURE'],
  ['≥50以下', 'NOT_A_FIGURE'],
  ['50 bananas', 'NOT_A_FIGURE'],
  ['5<x<10', 'NOT_A_FIGURE'],
  ['合格', 'NOT_A_FIGURE'],
  ['50mg/L-80%', 'NOT_A_FIGURE'],
  ['½', 'NOT_A_FIGURE'],
  ['9'.repeat(200), 'NOT_A_FIGURE'],
])('does not guess at %s', (text, fault) => {
  expect(brief(text)).toBe(fault);
});

it.each([
  ['12,5', '12.5'],
  ['≤ 12,5 mg/L', '12.5'],
  ['1.234,5', '1234.5'],
  ['1234,5678', '1234.5678'],
])('says what the comma of %s is as a decimal sign', (text, decimal) => {
  expect(readFigure(text, () => false)).toMatchObject({ code: 'AMBIGUOUS_NUMBER', facts: { decimal } });
});

it('says what it read into a text', () => {
  expect(notes('50')).toEqual([]);
  expect(notes('１２．５')).toEqual(['FULL_WIDTH']);
  expect(notes('≤1,000')).toEqual(['OPERATOR_IN_CELL', 'THOUSANDS']);
  expect(notes('约50-80')).toEqual(['APPROXIMATE', 'RANGE_IN_CELL']);
});

const SIGNS = {
  '<=': ['≤', '<=', '＜＝', '不高于', '至多'],
  '<': ['<', '＜', '低于'],
  '>=': ['≥', '>=', '不低于'],
  '>': ['>', '超过'],
};
const fullWidth = (text: string) => text.replace(/[0-9.]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const plain = fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((one) => Number(one.toFixed(6)) + 0);

it('reads every figure it writes, in every form, as the same figure', () => {
  fc.assert(
    fc.property(
      plain,
      fc.constantFrom(...Object.entries(SIGNS)),
      fc.nat(),
      fc.constantFrom('', 'mg/L', '%'),
      fc.boolean(),
      (value, [op, signs], which, unit, wide) => {
        const text = wide ? fullWidth(String(value)) : String(value);
        expect(readFigure(`${text} ${unit}`, isUnit)).toMatchObject({ ok: true, value, ...(unit ? { unit } : {}) });
        const sign = signs[which % signs.length] ?? '';
        expect(readFigure(`${sign} ${text}${unit}`, isUnit)).toMatchObject({ ok: true, op, value });
      },
    ),
  );
});

it('reads thousands as divided by commas, and a range by any of its signs', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 0, max: 1e9 }),
      fc.constantFrom('-', '~', '～', '—', '至', ' to '),
      (a, b, sign) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const grouped = low.toLocaleString('en-US');
        expect(readNumber(grouped)).toMatchObject({ ok: true, value: low });
        expect(readFigure(`${grouped}${sign}${high}`, isUnit)).toMatchObject({
          ok: true,
          op: 'range',
          value: low,
          valueMax: high,
        });
      },
    ),
  );
});

it('never throws, and takes nothing as a figure that has no digit in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const reading = readFigure(text, isUnit);
      if (reading.ok && reading.value !== undefined) {
        expect(Number.isFinite(reading.value) || /e|\^/i.test(text.normalize('NFKC'))).toBe(true);
        expect(text.normalize('NFKC')).toMatch(/\p{Nd}/u);
      }
    }),
    { numRuns: 500 },
  );
});

it('reads hostile texts in no time', () => {
  const from = performance.now();
  for (const text of [
    ' '.repeat(30_000),
    '1,'.repeat(15_000),
    `未检出(${' '.repeat(30_000)}`,
    '1-'.repeat(15_000),
    '约'.repeat(30_000),
  ])
    brief(text);
  expect(performance.now() - from).toBeLessThan(500);
});

it('reads days and times as people write them, and none that could be another', () => {
  for (const text of ['2027-12-31', '2027/12/31', '2027.12.31', '2027年12月31日', '20271231', '２０２７-12-31'])
    expect(readDay(text)).toBe('2027-12-31');
  for (const text of ['31/12/2027', '2027-02-30', '12-31', '2027', '明年']) expect(readDay(text)).toBeUndefined();
  expect(readInstant('2027-03-01 9:30')).toBe('2027-03-01T01:30:00.000Z');
  expect(readInstant('2027年3月1日 9时30分')).toBe('2027-03-01T01:30:00.000Z');
  expect(readInstant('2027-03-01T09:30:00Z')).toBe('2027-03-01T09:30:00.000Z');
  for (const text of ['2027-03-01', '2027-03-01 25:00', 'soon']) expect(readInstant(text)).toBeUndefined();
  fc.assert(
    fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
      expect(readInstant(writtenInstant(at.toISOString()))).toBe(at.toISOString());
    }),
  );
});
