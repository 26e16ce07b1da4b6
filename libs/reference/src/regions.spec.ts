import { covers, regions } from './index';

describe('regions', () => {
  it('are keyed as the exchange format says', () => {
    expect(regions().byCode('CN-GD-4401-440106')).toEqual({
      code: 'CN-GD-4401-440106',
      parent: 'CN-GD-4401',
      level: 'COUNTY',
      zh: '天河区',
    });
    expect(regions().byCode('CN-GD-4401')).toMatchObject({ zh: '广州市', parent: 'CN-GD' });
    expect(regions().byCode('CN-BJ-1101-110119')?.zh).toBe('延庆区');
    expect(regions().byCode('CN-HN')).toMatchObject({ zh: '湖南省', en: 'Hunan', parent: 'CN' });
    expect(regions().byCode('CN-HK')?.zh).toBe('香港特别行政区');
    expect(regions().byCode('CN-GD-440106')).toBeUndefined();
  });

  it('list what is inside, down to the county', () => {
    expect(
      regions()
        .children('CN')
        .map(({ code }) => code),
    ).toContain('CN-XJ');
    expect(regions().children('CN-GD')).toHaveLength(21);
    expect(
      regions()
        .children('CN-GD-4401')
        .every(({ level }) => level === 'COUNTY'),
    ).toBe(true);
    expect(regions().children('CN-GD-4419')).toEqual([]);
    expect(
      regions()
        .children()
        .map(({ code }) => code),
    ).toContain('CN');
  });

  it('cover themselves and what continues them', () => {
    expect(covers('CN', 'CN-GD')).toBe(true);
    expect(covers('CN-GD', 'CN-GD-4401-440106')).toBe(true);
    expect(covers('CN-GD', 'CN')).toBe(false);
    expect(covers('CN-G', 'CN-GD')).toBe(false);
    expect(covers('*', 'FR')).toBe(true);
  });

  it('have no invented English below the province', () => {
    expect(
      regions().list.filter((region) => ['CITY', 'COUNTY'].includes(region.level) && region.en !== undefined),
    ).toEqual([]);
    expect(regions().regionPath('CN-GD-4401', 'en')).toBe('广州市, Guangdong');
    expect(regions().regionName('XX', 'zh')).toBe('XX');
  });
});
