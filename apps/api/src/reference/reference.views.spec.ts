import { labels, standards } from '@huanpei/reference';
import { standardView } from './reference.views';

const view = (code: string, language: 'zh' | 'en') => {
  const standard = standards().byCode(code);
  if (!standard) throw new Error(`no standard ${code}`);
  return standardView(standard, labels(language));
};

describe('a standard as people read it', () => {
  it('says where it holds, of a province, the country, the Union', () => {
    expect(view('DB44/765-2019', 'zh').jurisdictionLabel).toBe('广东省');
    expect(view('GB 18918-2002', 'en').jurisdictionLabel).toBe('China');
    expect(view('91/271/EEC', 'zh').jurisdictionLabel).toBe('欧盟');
  });

  it('says by what it was replaced', () => {
    expect(view('GB 16889-2008', 'en')).toMatchObject({
      status: 'REPLACED',
      statusLabel: 'replaced by GB 16889-2024 (check)',
    });
  });

  it('gives its sources with their addresses, and none where there is none', () => {
    const { sources, sourceRecords } = view('40 CFR 133', 'zh');
    expect(sourceRecords.map(({ title }) => title)).toEqual(sources);
    expect(sourceRecords[0]?.url).toBe('https://www.ecfr.gov/current/title-40/part-133');
    expect(view('GB 18918-2002', 'zh').sourceRecords[0]).not.toHaveProperty('url');
  });

  it('says limits as people read them', () => {
    const figures = (code: string, level: string) => {
      const found = view(code, 'zh').levels.find((one) => one.code === level);
      return Object.fromEntries((found?.limits ?? []).map(({ parameter, figure }) => [parameter.code, figure]));
    };
    expect(figures('GB 18918-2002', '1A')).toMatchObject({ cod: '≤ 50 mg/L', ph: '6–9' });
    expect(figures('GB 18918-2002', 'class-1 metals')['alkyl_hg']).toBe('不得检出');
    for (const { code, levels } of standards().list)
      for (const level of levels)
        for (const figure of Object.values(figures(code, level.code))) expect(figure).not.toBe('');
  });

  it('names every medium and jurisdiction in both languages', () => {
    for (const { code } of standards().list)
      for (const language of ['zh', 'en'] as const) {
        const { medium, mediumLabel, jurisdiction, jurisdictionLabel } = view(code, language);
        expect(jurisdictionLabel).not.toBe(jurisdiction);
        if (language === 'zh') expect(mediumLabel).not.toBe(medium);
      }
  });
});
