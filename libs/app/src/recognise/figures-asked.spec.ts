import { figuresAsked, type AskedFigure } from './figures-asked';

const readings = (text: string): readonly Omit<AskedFigure, 'text'>[] =>
  figuresAsked(text).map(({ text: _written, ...read }) => read);
const flow = (value: number, unit: string, rest = '') => ({ kind: 'CAPACITY_FOR_FLOW', value, unit, rest });
const outlet = (parameter: string, value: number, unit: string, rest = '') => ({
  kind: 'OUTLET_AT_MOST',
  parameter,
  value,
  unit,
  rest,
});

describe('a figure in the words of a search', () => {
  it.each([
    ['5000 m3/d', flow(5000, 'm3/d')],
    ['日处理5万吨', flow(50_000, 'm3/d')],
    ['MBR 5,000 m³/d', flow(5000, 'm3/d', 'MBR')],
    ['capacity of 2000 m3/d MBR', flow(2000, 'm3/d', 'MBR')],
    ['风量 20000 m3/h 除尘', flow(20_000, 'm3/h', '除尘')],
    ['20000 Nm3/h', flow(20_000, 'Nm3/h')],
    ['600MW', flow(600, 'MW')],
    ['100 m3/min', flow(144_000, 'm3/d')],
    ['2 MLD', flow(2000, 'm3/d')],
  ])('is a flow: %s', (text, read) => expect(readings(text)).toEqual([read]));

  it.each([
    ['10 t/h', flow(10, 't/h')],
    ['２万吨/日', flow(20_000, 't/d')],
    ['30 t/d 污泥干化', flow(30, 't/d', '污泥干化')],
  ])('stays in tonnes where it was written so: %s', (text, read) => expect(readings(text)).toEqual([read]));

  it.each([
    ['COD≤50mg/L', outlet('cod', 50, 'mg/L')],
    ['COD 50 mg/L', outlet('cod', 50, 'mg/L')],
    ['出水COD 30mg/L', outlet('cod', 30, 'mg/L')],
    ['SO2 35mg/m3', outlet('so2', 35, 'mg/m3')],
    ['COD removal 90%', { kind: 'REMOVAL_AT_LEAST', parameter: 'cod', value: 90, unit: '%', rest: '' }],
    ['0.5 kWh/m3', { kind: 'ENERGY_AT_MOST', value: 0.5, unit: 'kWh/m3', rest: '' }],
    ['MBR 100万元', { kind: 'PRICE_AT_MOST', value: 1_000_000, unit: 'CNY', rest: 'MBR' }],
  ])('is what equipment achieves, takes or costs: %s', (text, read) => expect(readings(text)).toEqual([read]));

  it('is one of several, each with what is left of the words without it', () => {
    expect(figuresAsked('MBR 5000 m3/d COD 50mg/L')).toEqual([
      { ...flow(5000, 'm3/d', 'MBR COD 50mg/L'), text: '5000 m3/d' },
      { ...outlet('cod', 50, 'mg/L', 'MBR 5000 m3/d'), text: 'COD 50mg/L' },
    ]);
    expect(readings('日处理5万吨 一级A MBR')).toEqual([flow(50_000, 'm3/d', '一级A MBR')]);
  });

  it.each([
    'MBR',
    'PM2.5',
    'NH3-N',
    'A2O',
    'HJ212-2017',
    'GB 18918-2002 一级A',
    'DN300',
    // What comes in is no limit, and of these nobody says what they are of.
    '进水COD 350',
    '去除率95%',
    '45 µg/m3',
    '5万吨',
    '50 kW pump',
    '90天',
    '',
  ])('is not seen in %s', (text) => expect(figuresAsked(text)).toEqual([]));
});
