import { KNOWN_UNITS } from '@huanpei/matching';
import { figureKeyOf, readFigureKey } from './figure-key';

describe('the key of a figure', () => {
  it('says what the figure is of, and its unit', () => {
    expect(figureKeyOf({ figure: 'outlet', codes: ['cod'], unit: 'mg/L' })).toBe('outlet-cod-mg_per_L');
    expect(figureKeyOf({ figure: 'price', codes: ['CNY', 'per'], unit: 'm3/s' })).toBe('price-CNY-per-m3_per_s');
    expect(figureKeyOf({ figure: 'lead_days', codes: [] })).toBe('lead_days');
  });

  it.each([...KNOWN_UNITS.map(({ unit }) => unit), '%', 'ng TEQ/m3', '万m3/d', '°C', 'a_b'])(
    'is read back in the unit %s',
    (unit) => {
      for (const one of [
        { figure: 'capacity', codes: [], unit },
        { figure: 'outlet', codes: ['indeno_1_2_3_cd_pyrene'], unit },
        { figure: 'price', codes: ['CNY', 'per'], unit },
      ])
        expect(readFigureKey(figureKeyOf(one))).toEqual(one);
    },
  );

  it('is read back without a unit', () => {
    for (const one of [
      { figure: 'removal_pct', codes: ['cas_58_89_9'] },
      { figure: 'price', codes: ['CNY', 'unit'] },
      { figure: 'lead_days', codes: [] },
    ])
      expect(readFigureKey(figureKeyOf(one))).toEqual(one);
  });

  it('of another make is not read', () => {
    for (const key of ['', 'some-other-thing-1', 'outlet-cod', 'lead_days-d', 'price-CNY', 'price-CNY-per', 'toString'])
      expect(readFigureKey(key)).toBeUndefined();
  });
});
