import {
  EVERYTHING,
  filtered,
  levelOf,
  mediaOf,
  readStandards,
  standardsAddress,
  type StandardsState,
} from './standards-state';

const standard = (code: string, zh: string, en: string, rest: object = {}) => ({
  code,
  zh,
  en,
  jurisdiction: 'CN',
  medium: 'water',
  status: 'IN_FORCE',
  ...rest,
});
const LIST = [
  standard('GB 18918-2002', '城镇污水处理厂污染物排放标准', 'Discharge standard for municipal plants'),
  standard('DB44/765-2019', '锅炉大气污染物排放标准', 'Boilers', { jurisdiction: 'CN-GD', medium: 'air' }),
  standard('GB 31571-2015', '石油化学工业污染物排放标准', 'Petrochemical industry', { medium: 'water+air' }),
  standard('GB 16889-2008', '生活垃圾填埋场污染控制标准', 'Landfills', { status: 'REPLACED' }),
  standard('GB 3838-2002', '地表水环境质量标准', 'Surface water', { medium: 'water (ambient)' }),
];
const codes = (state: Partial<StandardsState>) => filtered(LIST, { ...EVERYTHING, ...state }).map(({ code }) => code);

describe('the library of standards', () => {
  it('finds a code however it is written, and words of the title in any order', () => {
    expect(codes({ text: 'gb18918' })).toEqual(['GB 18918-2002']);
    expect(codes({ text: 'DB44 765' })).toEqual(['DB44/765-2019']);
    expect(codes({ text: '污水 城镇' })).toEqual(['GB 18918-2002']);
    expect(codes({ text: 'INDUSTRY petro' })).toEqual(['GB 31571-2015']);
    expect(codes({ text: '不存在' })).toEqual([]);
  });

  it('counts a standard for each medium it limits', () => {
    expect(codes({ medium: 'air' })).toEqual(['DB44/765-2019', 'GB 31571-2015']);
    expect(codes({ medium: 'water' })).toEqual(['GB 18918-2002', 'GB 31571-2015', 'GB 16889-2008', 'GB 3838-2002']);
    expect(mediaOf('air+waste')).toEqual(['air', 'waste']);
  });

  it('narrows by place and status', () => {
    expect(codes({ place: 'CN-GD' })).toEqual(['DB44/765-2019']);
    expect(codes({ status: 'REPLACED' })).toEqual(['GB 16889-2008']);
  });

  it('keeps in its address what is shown, and takes what it does not know for nothing', () => {
    const state: StandardsState = { text: 'a b/c', medium: 'noise', place: 'CN-GD', status: 'POLICY' };
    expect(readStandards(new URL(standardsAddress(state), 'http://page').searchParams)).toEqual(state);
    expect(standardsAddress(EVERYTHING)).toBe('/standards');
    expect(readStandards(new URLSearchParams('medium=fire&place=x&status=old'))).toEqual(EVERYTHING);
  });
});

describe('the level shown', () => {
  const levels = [
    { code: 'a', limits: [] },
    { code: 'b', limits: [1] },
  ];
  it('is the one asked for, also without limits; else the first that has some', () => {
    expect(levelOf(levels, 'a')?.code).toBe('a');
    expect(levelOf(levels, null)?.code).toBe('b');
    expect(levelOf(levels, 'none')?.code).toBe('b');
    expect(levelOf(levels.slice(0, 1), null)?.code).toBe('a');
    expect(levelOf([], null)).toBeUndefined();
  });
});
