import { asks, fact, finding, match, brief, need, offer, verdict } from '../test/make';
import { KNOWN_UNITS, convert, factorBetween, quantityOf } from './units';

describe('units', () => {
  it.each([
    // figure, from, to, expected: by the table of the exchange format
    [1, 'g/m3', 'mg/L', 1],
    [2, 'g/L', 'mg/L', 2000],
    [50, 'ug/L', 'mg/L', 0.05],
    [7, 'ng/L', 'ug/L', 0.007],
    [35, 'mg/Nm3', 'mg/m3', 35],
    [35, 'mg/m3', 'mg/L', 0.035],
    [35, 'ug/Nm3', 'mg/Nm3', 0.035],
    [100, 'ng/m3', 'ug/m3', 0.1],
    [0.5, '1', '%', 50],
    [15, 'g/kg', '%', 1.5],
    [300, 'mg/kg', '%', 0.03],
    [5, 'ug/kg', 'mg/kg', 0.005],
    [5, 'ng/kg', 'ug/kg', 0.005],
    [3, 'ppm', 'umol/mol', 3],
    [3, 'ppb', 'ppm', 0.003],
    [3, 'nmol/mol', 'ppb', 3],
    [100, 'm3/h', 'm3/d', 2400],
    [1, 'm3/min', 'm3/h', 60],
    [1, 'm3/s', 'm3/d', 86400],
    [10, 'L/s', 'm3/h', 36],
    [365, 'm3/a', 'm3/d', 1],
    [2, '万m3/d', 'm3/d', 20000],
    [1, '万m3/h', 'm3/h', 10000],
    [1, 'MLD', 'm3/d', 1000],
    [1, 'MGD (US)', 'm3/d', 3785.412],
    [1, 'gpm (US)', 'm3/d', 5.45099],
    [1, 'Nm3/s', 'Nm3/h', 3600],
    [1, '万Nm3/h', 'Nm3/h', 10000],
    [1, 't/h', 't/d', 24],
    [1000, 'kg/h', 't/h', 1],
    [1000, 'kg/d', 't/d', 1],
    [365, 't/a', 't/d', 1],
    [1, '万t/a', 't/a', 10000],
    [1, '万吨/日', 't/d', 10000],
    [1, 'MW', 'kW', 1000],
    [500, 'W', 'kW', 0.5],
    [3.6, 'MJ/m3', 'kWh/m3', 1],
    [1, 'kWh/kg', 'kWh/t', 1000],
    [3.6, 'MJ/t', 'kWh/t', 1],
    [3.6, 'kJ/kg', 'kWh/t', 1],
    [3.6, 'GJ/t', 'kWh/t', 1000],
    [3.6, 'MJ/kg', 'kWh/t', 1000],
    [1, 'kcal/kg', 'kJ/kg', 4.1868],
    [30, '日历天', 'd', 30],
    [36, 'h', 'd', 1.5],
    [90, 'min', 'h', 1.5],
    [90, 's', 'min', 1.5],
    [12, 'month', 'a', 1],
    [1, 'a', 'd', 365.25],
    [1, 'MPa', 'kPa', 1000],
    [1000, 'Pa', 'kPa', 1],
    [1500, 'mm', 'm', 1.5],
    [1, 'mm', 'um', 1000],
    [3, '亩', 'm2', 2000.001],
    [1, 'km2', 'ha', 100],
  ])('%d %s in %s is %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBeCloseTo(expected, 9);
    expect(convert(expected, to, from)).toBeCloseTo(value, 9);
  });

  it.each([
    ['ppm', 'mg/m3'],
    ['Nm3/h', 'm3/h'],
    ['m3/d', 't/d'],
    ['kWh/m3', 'kWh/t'],
    ['Pa', 'm'],
    ['m', 'm2'],
    ['mg/l', 'mg/L'],
    ['degC', 'K'],
    ['%', 'mg/L'],
  ])('%s does not convert to %s', (from, to) => {
    expect(convert(1, from, to)).toBeUndefined();
    expect(convert(1, to, from)).toBeUndefined();
  });

  it('lets any other unit equal only itself', () => {
    expect(convert(5, 'NTU', 'NTU')).toBe(5);
    expect(convert(5, 'NTU', 'FNU')).toBeUndefined();
    expect(quantityOf('NTU')).toBeUndefined();
  });

  it('takes a tonne of water for a cubic metre only when told', () => {
    expect(factorBetween('t/d', 'm3/d', true)).toBe(1);
    expect(factorBetween('m3/h', 'kg/h', true)).toBeCloseTo(1000, 9);
    expect(factorBetween('Nm3/h', 't/h', true)).toBeUndefined();
  });

  it('names every unit once', () => {
    expect(new Set(KNOWN_UNITS.map(({ unit }) => unit)).size).toBe(KNOWN_UNITS.length);
    expect(KNOWN_UNITS.every(({ factor }) => factor > 0 && Number.isFinite(factor))).toBe(true);
  });

  it.each([
    ['water', 'PASS OK'],
    ['waste', 'UNKNOWN UNIT'],
  ] as const)('compares a capacity in t/d with a duty in m3/d in domain %s: %s', (domain, expected) => {
    const found = match(
      need({ domain, duty: [fact('capacity', '= 100 m3/d')] }),
      offer([fact('capacity', '<= 120 t/d')], { domain }),
    );
    expect(brief(found)).toEqual({ capacity: expected });
  });

  it('does not take tonnes for cubic metres anywhere but in a capacity', () => {
    const of = need({ requirements: [asks('sludge', '<= 5 m3/d')] });
    expect(verdict(finding(of, offer([fact('sludge', '<= 4 t/d')])))).toBe('UNKNOWN UNIT');
  });

  it('reads the same figure in other words the same way', () => {
    const of = need({ requirements: [asks('outlet:cod', '<= 50 mg/L')] });
    for (const text of ['<= 0.05 g/L', '<= 50 g/m3', '<= 50000 ug/L', '<= 50000 mg/m3']) {
      expect(verdict(finding(of, offer([fact('outlet:cod', text)])))).toBe('PASS OK 50');
    }
  });
});
