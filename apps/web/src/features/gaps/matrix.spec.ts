import { matrixOf, NONE, shadeOf, showWorth, worthOf, type Group } from './matrix';

const group = (scenario: string | null, region: string | null, gaps: number, ...worth: [string, number][]): Group => ({
  id: `${scenario} ${region}`,
  gaps,
  scenario: scenario === null ? null : { code: scenario, label: scenario },
  region: region === null ? null : { code: region, label: region },
  worth: worth.map(([currency, amountMinor]) => ({ currency, amountMinor })),
});
const GROUPS = [
  group('mun', 'FJ', 3, ['CNY', 100]),
  group('mun', 'GD', 1, ['CNY', 50], ['USD', 900]),
  group('air', 'FJ', 2),
  group(null, null, 9),
];

describe('gaps by scenario and region', () => {
  it('stand in rows and columns with the most needs first', () => {
    const matrix = matrixOf(GROUPS);
    expect(matrix.scenarios.map(({ code, gaps }) => [code, gaps])).toEqual([
      [NONE, 9],
      ['mun', 4],
      ['air', 2],
    ]);
    expect(matrix.regions.map(({ code, gaps }) => [code, gaps])).toEqual([
      [NONE, 9],
      ['FJ', 5],
      ['GD', 1],
    ]);
    expect(matrix.at('mun', 'GD')?.gaps).toBe(1);
    expect(matrix.at('air', 'GD')).toBeUndefined();
    expect([matrix.most, matrix.gaps]).toEqual([9, 15]);
  });

  it('are shaded by how many they are, and one is never shaded as none', () => {
    expect([0, 1, 9, 36, 100].map((gaps) => shadeOf(gaps, 100))).toEqual([0, 1, 2, 3, 4]);
    expect(shadeOf(1, 1_000_000)).toBe(1);
    expect(shadeOf(0, 0)).toBe(0);
    expect([1, 2, 3].map((gaps) => shadeOf(gaps, 3))).toEqual([1, 2, 3]);
  });

  it('sum what is at stake for each currency, never across', () => {
    expect(worthOf(GROUPS)).toEqual([
      { currency: 'USD', amountMinor: 900 },
      { currency: 'CNY', amountMinor: 150 },
    ]);
    expect(showWorth({ currency: 'CNY', amountMinor: 12_345_678_900 }, 'zh')).toBe('¥1.2亿');
    expect(showWorth({ currency: 'CNY', amountMinor: 12_000_000_000 }, 'en')).toMatch(/^¥120(\.0)?m$/iu);
    // Yen have no minor unit; how a thousand is written differs between editions of the language data.
    expect(showWorth({ currency: 'JPY', amountMinor: 1000 }, 'en')).toMatch(/^JP¥1k$/iu);
  });
});
