import { parameters, standards } from './index';

describe('what people write for a parameter', () => {
  it.each([
    ['COD', 'cod'],
    ['CODCr', 'cod'],
    ['CODcr', 'cod'],
    ['化学需氧量', 'cod'],
    ['codmn', 'codmn'],
    ['CODMn', 'codmn'],
    ['高锰酸盐指数', 'codmn'],
    ['氨氮', 'nh3n'],
    ['NH3-N', 'nh3n'],
    ['NH₃-N', 'nh3n'],
    ['nh3n', 'nh3n'],
    ['ＢＯＤ5', 'bod5'],
    ['BOD₅', 'bod5'],
    ['SS', 'ss'],
    ['悬浮物', 'ss'],
    ['总磷', 'tp'],
    ['TN', 'tn'],
    ['PM2.5', 'pm25'],
    ['SO2', 'so2'],
    ['NOx', 'nox'],
    ['NMHC', 'nmhc'],
    ['TVOC', 'tvoc'],
    ['Co', 'co'],
    ['CO', 'co_gas'],
    ['Hg', 'hg'],
    ['1,1-二氯乙烷', '1_1_dichloroethane'],
    ['去除率', 'removal_pct'],
    ['六价铬', 'cr6'],
  ])('%s is %s', (text, code) => expect(parameters().resolveAlias(text)).toBe(code));

  it('does not choose between two meanings, unless told which kind is wanted', () => {
    expect(parameters().resolveAlias('氨逃逸')).toBeUndefined();
    expect(parameters().candidates('氨逃逸')).toEqual(['nh3', 'nh3_slip']);
    expect(parameters().resolveAlias('氨逃逸', { as: 'METRIC' })).toBe('nh3_slip');
    expect(parameters().resolveAlias('氨逃逸', { as: 'PARAMETER' })).toBe('nh3');
    expect(parameters().resolveAlias('氟化物', { medium: 'air' })).toBeUndefined();
  });

  it('answers nothing to what it does not know', () => {
    expect(parameters().resolveAlias('')).toBeUndefined();
    expect(parameters().resolveAlias('好水')).toBeUndefined();
    expect(parameters().resolveAlias('1,2-二氯')).toBeUndefined();
  });

  it('keeps apart what differs by figures alone', () => {
    expect(parameters().resolveAlias('1,1,1-三氯乙烷')).toBe('1_1_1_trichloroethane');
    expect(parameters().resolveAlias('1,1,2-三氯乙烷')).toBe('1_1_2_trichloroethane');
  });

  it('resolves every code and both names of every parameter to itself', () => {
    const strayed = parameters().list.filter(
      ({ code, zh, en }) =>
        parameters().resolveAlias(code) !== code ||
        [zh, en].some((text) => !parameters().candidates(text).includes(code)),
    );
    expect(strayed).toEqual([]);
  });
});

describe('what people write for a standard', () => {
  it.each([
    ['GB 18918-2002 一级A', 'GB 18918-2002', '1A'],
    ['GB18918-2002一级A', 'GB 18918-2002', '1A'],
    ['GB 18918—2002 一级A标准', 'GB 18918-2002', '1A'],
    ['《城镇污水处理厂污染物排放标准》（GB18918-2002）一级标准的A标准', 'GB 18918-2002', '1A'],
    ['一级A标准', 'GB 18918-2002', '1A'],
    ['一级 A', 'GB 18918-2002', '1A'],
    ['一级Ａ', 'GB 18918-2002', '1A'],
    ['达到一级A', 'GB 18918-2002', '1A'],
    ['class 1A', 'GB 18918-2002', '1A'],
    ['GB 18918 class 1B', 'GB 18918-2002', '1B'],
    ['GB 18918-2002 二级', 'GB 18918-2002', '2'],
    ['GB 18918-2002 一级A、', 'GB 18918-2002', '1A'],
    ['出水达到GB 18918-2002一级A标准', 'GB 18918-2002', '1A'],
    ['50000 m3/d, COD 120 → GB 18918-2002 一级A', 'GB 18918-2002', '1A'],
    ['地表水Ⅳ类', 'GB 3838-2002', 'IV'],
    ['地表水IV类标准', 'GB 3838-2002', 'IV'],
    ['GB 3838-2002 III类', 'GB 3838-2002', 'III'],
    ['GB 8978-1996 三级标准', 'GB 8978-1996', '3'],
    ['GB 13223-2011 特别排放限值', 'GB 13223-2011', 'Table2 special'],
    ['GB 37824-2019 表2', 'GB 37824-2019', 'Table2 special'],
    ['钢铁行业超低排放', '环大气〔2019〕35号', 'ULE'],
    ['环大气[2019]35号 超低排放', '环大气〔2019〕35号', 'ULE'],
    ['DB11/890-2012 B标准', 'DB11/890-2012', 'new B'],
    ['GB 36600-2018 第二类用地筛选值', 'GB 36600-2018', 'type-2 land screening'],
    ['GB 12348-2008 2类', 'GB 12348-2008', 'class 2'],
    ['(EU) 2024/3019 tertiary', '(EU) 2024/3019', 'tertiary'],
  ])('%s', (text, code, level) => expect(standards().resolveStandard(text)).toEqual({ code, level }));

  it('gives the standard alone when no class is named', () => {
    expect(standards().resolveStandard('GB 18918-2002')).toEqual({ code: 'GB 18918-2002' });
    expect(standards().resolveStandard('GB 18918-2002 特级')).toEqual({ code: 'GB 18918-2002' });
  });

  it('does not take one edition, or one number, for another', () => {
    expect(standards().resolveStandard('GB 16889-2024 表2')).toBeUndefined();
    expect(standards().resolveStandard('GB 1891')).toBeUndefined();
    expect(standards().resolveStandard('GB 189180')).toBeUndefined();
  });

  it('does not guess which standard a shared class belongs to', () => {
    expect(standards().resolveStandard('一级')).toBeUndefined();
    expect(standards().resolveStandard('A')).toBeUndefined();
    expect(standards().resolveStandard('表6')).toBeUndefined();
    expect(standards().resolveStandard('四类')).toBeUndefined();
    expect(standards().resolveStandard('超低排放')).toBeUndefined();
    expect(standards().resolveStandard('')).toBeUndefined();
  });

  it('finds every class by its code and by both its names', () => {
    const strayed = standards().list.flatMap((standard) =>
      standard.levels.flatMap((level) =>
        [level.code, level.zh, level.en, ...level.aliases]
          .map((text) => `${standard.code} ${text}`)
          .filter((text) => standards().resolveStandard(text)?.level !== level.code),
      ),
    );
    expect(strayed).toEqual([]);
  });
});
