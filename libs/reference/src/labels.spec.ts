import { heldThings, labels, parameters, regions, standards, taxonomy, units } from './index';

const HAN = /\p{Script=Han}/u;

describe.each(['zh', 'en'] as const)('labels in %s', (language) => {
  const label = labels(language);
  /** Texts that fell back to the code, or are in the other language. */
  const wrong = (texts: readonly (readonly [code: string, text: string])[], mayEqual = false) =>
    texts.filter(
      ([code, text]) =>
        text.trim() === '' || (!mayEqual && text === code && HAN.test(code)) || (language === 'en' && HAN.test(text)),
    );

  it('name every code of the data', () => {
    expect(wrong(parameters().list.map(({ code }) => [code, label.parameter(code)]))).toEqual([]);
    expect(wrong(taxonomy().list.map(({ code }) => [code, label.technology(code)]))).toEqual([]);
    expect(
      wrong(
        units().list.map(({ unit }) => [unit, label.unit(unit)]),
        true,
      ),
    ).toEqual([]);
    expect(wrong(standards().list.map(({ code }) => [code, label.standard(code)]))).toEqual([]);
    expect(
      wrong(
        standards().list.flatMap(({ code, levels }) =>
          levels.map((one) => [one.code, label.level(code, one.code)] as const),
        ),
      ),
    ).toEqual([]);
    expect(
      wrong([...heldThings().certificates, ...heldThings().honours].map(({ code }) => [code, label.scheme(code)])),
    ).toEqual([]);
    expect(wrong(heldThings().services.map((code) => [code, label.service(code)]))).toEqual([]);
    expect(
      wrong(
        regions()
          .children('CN')
          .map(({ code }) => [code, label.region(code)]),
      ),
    ).toEqual([]);
  });

  it('say every text of every limit row', () => {
    const rows = standards().rows;
    const texts = (pick: (row: (typeof rows)[number]) => string | null, say: (text: string) => string) =>
      [...new Set(rows.map(pick))].flatMap((text) => (text === null ? [] : [[text, say(text)] as const]));
    const conditions = texts((row) => row.condition, label.condition);
    expect(conditions).toHaveLength(61);
    const all = [
      ...conditions,
      ...texts((row) => row.scope, label.scope),
      ...texts((row) => row.averaging, label.averaging),
      ...texts((row) => row.monitoringPoint, label.monitoringPoint),
      ...texts((row) => row.confidence, label.confidence),
    ];
    expect(wrong(all)).toEqual([]);
    if (language === 'zh') expect(all.filter(([text, said]) => text === said)).toEqual([]);
  });
});

describe('labels', () => {
  it('are what an engineer writes', () => {
    expect(labels('zh').level('GB 18918-2002', '1A')).toBe('一级A');
    expect(labels('en').level('GB 18918-2002', '1A')).toBe('Class 1A');
    expect(labels('zh').condition('plant built from 2006-01-01')).toBe('2006年1月1日起建设的');
    expect(labels('zh').basis('TESTED')).toBe('检测报告');
    expect(labels('zh').region('CN-GD-4401-440106')).toBe('广东省广州市天河区');
    expect(labels('zh').technology('x')).toBe('通用配套');
  });

  it('fall back to the code', () => {
    const label = labels('zh');
    expect([
      label.parameter('p'),
      label.unit('u'),
      label.standard('s'),
      label.level('s', 'l'),
      label.condition('c'),
      label.technology('t'),
      label.region('R'),
      label.scheme('h'),
      label.basis('b'),
    ]).toEqual(['p', 'u', 's', 'l', 'c', 't', 'R', 'h', 'b']);
    expect(label.condition('toString')).toBe('toString');
  });
});
