import { conditions } from './conditions';
import { labels } from './labels';
import { parameters } from './parameters';
import { readCondition } from './read-condition';
import { units } from './units';

const { read, kept, say } = conditions();

describe('a condition under which a figure holds', () => {
  it.each([
    ['水温 > 12 ℃', 'water_temp > 12 degC'],
    ['水温＞12℃', 'water_temp > 12 degC'],
    ['水温≧12摄氏度', 'water_temp >= 12 degC'],
    ['COD≤500mg/L', 'cod <= 500 mg/L'],
    ['化学需氧量 >= 100', 'cod >= 100'],
    ['处理能力 < 5000 m3/d', 'capacity < 5000 m3/d'],
    ['流量 <= 800 m³/h', 'capacity <= 800 m3/h'],
    ['适用温度 > 5 ℃', 'operating_temp > 5 degC'],
    ['water temperature > 12 °C', 'water temperature > 12 degC'],
    ['water temperature ＞ 12 °C', 'water_temp > 12 degC'],
    ['Water Temperature > 12 °C', 'water_temp > 12 degC'],
    ['COD > 5', 'cod > 5'],
    ['10 <= water_temp <= 25 ℃', '10 <= water_temp <= 25 degC'],
    ['10≤水温＜25 ℃', '10 <= water_temp < 25 degC'],
  ])('is kept in the form that a duty decides: %s', (typed, condition) => {
    expect(read(typed)).toEqual({ condition, decides: true });
    // What it gives is read as itself.
    expect(read(condition)).toEqual({ condition, decides: true });
    expect(kept(typed)).toBe(condition);
  });

  it.each(['water temperature > 12 degC', '10 <= cod <= 500', ''])('stays where it has it already: %s', (typed) =>
    expect(read(typed)).toEqual({ condition: typed, decides: true }),
  );

  it.each([
    '冬季除外',
    '水温 > 12 furlong',
    'water temperature > 12 furlong',
    '风帆 > 3 m/s',
    '水温 > 高',
    '水温 > 1.2.3',
    '水温 > 12 > 5',
    '高 < 水温 < 25 ℃',
    '25 > 水温 > 10 ℃',
    '> 12 ℃',
    '水温 >',
  ])('stays a remark where it has not: %s', (typed) =>
    expect(read(typed)).toEqual({ condition: typed, decides: false }),
  );

  it('is never guessed where a name means several things', () => {
    const names = [
      { code: 'co', zh: '一氧化碳', en: 'Carbon monoxide', aliases: ['CO'] },
      { code: 'cobalt', zh: '钴', en: 'Cobalt', aliases: ['Co'] },
    ];
    const reader = { parameters: names, units: units().list };
    expect(readCondition('Co > 1 mg/L', reader)).toEqual({ condition: 'cobalt > 1 mg/L', decides: true });
    expect(readCondition('ＣＯ ≤ 1 mg/L', reader)).toEqual({ condition: 'co <= 1 mg/L', decides: true });
    expect(readCondition('c-o > 1 mg/L', reader)).toEqual({ condition: 'c-o > 1 mg/L', decides: false });
  });

  it('stays exactly as it was written where nothing decides it', () =>
    expect([' 冬季除外 ', ' '].map(kept)).toEqual([' 冬季除外 ', ' ']));

  it('of any length is read at once', () => {
    const before = process.cpuUsage().user;
    for (const long of [' '.repeat(1e5), `a${' '.repeat(1e5)}b`, '<'.repeat(1e5), `水温 > ${'1'.repeat(1e5)}x`])
      read(long);
    expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
  });
});

describe('a comparison', () => {
  it.each([
    ['water_temp > 12 degC', '水温 > 12 ℃', 'Water temperature > 12 °C'],
    ['10 <= cod < 500 mg/L', '10 ≤ 化学需氧量 < 500 mg/L', '10 ≤ Chemical oxygen demand (CODCr) < 500 mg/L'],
    ['capacity = 5000 m3/d', '处理能力 = 5000 m³/d', 'Capacity = 5000 m³/d'],
    ['cod >= 100', '化学需氧量 ≥ 100', 'Chemical oxygen demand (CODCr) ≥ 100'],
  ])('is said in people’s words: %s', (condition, zh, en) => {
    expect([say(condition, 'zh'), say(condition, 'en')]).toEqual([zh, en]);
    expect([labels('zh').condition(condition), labels('en').condition(condition)]).toEqual([zh, en]);
    expect([zh, en].map((one) => read(one).condition)).toEqual([condition, condition]);
  });

  it('of the data keeps the words that the data have for it', () =>
    expect(labels('zh').condition('water > 12 degC')).toBe('水温＞12℃'));

  it.each(parameters().measured.map(({ code }) => code))('of %s is never read as one of something else', (code) => {
    for (const language of ['zh', 'en'] as const) {
      const said = say(`${code} > 1`, language) ?? '';
      expect([`${code} > 1`, said]).toContain(read(said).condition);
    }
  });
});
