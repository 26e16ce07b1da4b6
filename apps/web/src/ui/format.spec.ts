import { showCountry, showDay, showInstant, showUnit } from './format';

describe('how things are written', () => {
  it('names a country in the language of the reader, and keeps what is no country code', () => {
    expect([showCountry('CN', 'zh'), showCountry('CN', 'en')]).toEqual(['中国', 'China']);
    expect([showCountry('GB', 'zh'), showCountry('GB', 'en')]).toEqual(['英国', 'United Kingdom']);
    expect(showCountry('全国', 'zh')).toBe('全国');
  });

  it('shows instants in the time of Shanghai', () => {
    expect(showInstant('2026-03-01T18:30:00Z', 'en')).toBe('2 Mar 2026, 02:30');
  });

  it('shows a calendar day as it is, and an instant as the day it is in Shanghai', () => {
    expect(showDay('2026-03-01', 'en')).toBe('1 Mar 2026');
    expect(showDay('2026-03-01', 'zh')).toBe('2026年3月1日');
    expect(showDay('2026-03-01T18:30:00Z', 'en')).toBe('2 Mar 2026');
  });

  it.each([
    ['m3/d', 'm³/d'],
    ['mg/Nm3', 'mg/Nm³'],
    ['ug/L', 'µg/L'],
    ['L/(m2*h)', 'L/(m²*h)'],
    ['um', 'µm'],
    ['degC', '°C'],
    ['1', '–'],
    ['unit', 'unit'],
  ])('raises the metres of %s', (unit, shown) => {
    expect(showUnit(unit)).toBe(shown);
  });
});
