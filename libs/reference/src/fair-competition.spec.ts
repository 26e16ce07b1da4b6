import { fairCompetition, referenceFiles, validate } from './index';

describe('the rules against tailoring', () => {
  it('name law, article and item for each track that is under a law', () => {
    expect(fairCompetition('GOVERNMENT_PROCUREMENT')).toMatchObject({
      citation: {
        zh: '中华人民共和国政府采购法实施条例（2015年）第20条第（三）项',
        en: 'Regulation implementing the Government Procurement Law (2015-01-30), art. 20 (3)',
      },
      text: { zh: expect.stringContaining('指向特定供应商、特定产品') },
    });
    expect(fairCompetition('TENDERING_LAW')?.citation.zh).toBe(
      '中华人民共和国招标投标法实施条例（2019年修订）第32条第（二）项',
    );
    expect(fairCompetition('PRIVATE')).toBeUndefined();
  });

  it('are refused without a law that is known, a text in both languages, or a track of their own', () => {
    const files = referenceFiles();
    const [first, second] = files.fairCompetition.rules;
    const rules = [
      { ...first!, law: 'nonsense', text: { zh: '文', en: ' ' } },
      { ...second!, track: first!.track },
    ];
    const problems = validate({ ...files, fairCompetition: { ...files.fairCompetition, rules } });
    expect(problems.map(({ file, path }) => `${file} ${path}`).sort()).toEqual([
      'fair-competition.json rules[0].law',
      'fair-competition.json rules[0].text.en',
      'fair-competition.json rules[1].track',
    ]);
  });
});
