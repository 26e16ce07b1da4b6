import { readCondition } from './condition';

const reference = {
  parameters: [
    { code: 'water_temp', zh: '水温', en: 'Water temperature', aliases: [] },
    { code: 'cod', zh: '化学需氧量', en: 'Chemical oxygen demand', aliases: ['COD', 'CODCr'] },
  ],
  units: [
    { unit: 'degC', zh: '℃', en: '°C', quantity: 'temperature' },
    { unit: 'mg/L', zh: '毫克每升', en: 'mg/L', quantity: 'concentration' },
    { unit: 'm3/d', zh: '立方米每天', en: 'm3/d', quantity: 'volume flow' },
  ],
} as never;

describe('a condition under which a figure holds', () => {
  it.each([
    ['水温 > 12 ℃', 'water_temp > 12 degC'],
    ['水温＞12℃', 'water_temp > 12 degC'],
    ['COD≤500mg/L', 'cod <= 500 mg/L'],
    ['化学需氧量 >= 100', 'cod >= 100'],
    ['处理能力 < 5000 m3/d', 'capacity < 5000 m3/d'],
    ['water temperature > 12 °C', 'water temperature > 12 degC'],
    ['10 <= water_temp <= 25 ℃', '10 <= water_temp <= 25 degC'],
  ])('is kept in the form that a duty decides: %s', (typed, condition) =>
    expect(readCondition(typed, reference)).toEqual({ condition, decides: true }),
  );

  it.each(['water temperature > 12 degC', '10 <= cod <= 500', ''])('stays where it has it already: %s', (typed) =>
    expect(readCondition(typed, reference)).toEqual({ condition: typed, decides: true }),
  );

  it.each(['冬季除外', '水温 > 12 furlong', 'water temperature > 12 furlong', '风速 > 3 m/s', '水温 > 高'])(
    'stays a remark where it has not: %s',
    (typed) => expect(readCondition(typed, reference)).toEqual({ condition: typed, decides: false }),
  );
});
