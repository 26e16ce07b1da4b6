import { gradesOf, judgedQueries, QUERY_KINDS, type JudgedQuery } from '../judged-queries';
import { known, referenceFiles } from './files';
import { validateJudgedQueries } from './validate-judged-queries';

/** Problems when the first query is changed so. */
function problemsWith(change: object, more: readonly JudgedQuery[] = []): string {
  const files = referenceFiles();
  const [first, ...others] = files.judgedQueries.queries;
  const queries = [{ ...first, ...change } as JudgedQuery, ...others, ...more];
  const problems: string[] = [];
  validateJudgedQueries(known({ ...files, judgedQueries: { about: 'a test', queries } }), (path, problem) =>
    problems.push(`${path} ${problem}`),
  );
  return problems.join('\n');
}

describe('the judged queries', () => {
  const all = judgedQueries();

  it('are of every kind in the test, and a part is set aside to tune on', () => {
    const test = all.filter(({ set }) => set === 'test');
    expect(test.length).toBeGreaterThanOrEqual(100);
    expect(all.filter(({ set }) => set === 'tune')).toHaveLength(30);
    expect([...new Set(test.map(({ kind }) => kind))].sort()).toEqual([...QUERY_KINDS].sort());
    for (const [language, least] of [
      ['zh', 75],
      ['en', 40],
      ['mixed', 15],
    ] as const)
      expect(all.filter((query) => query.language === language).length).toBeGreaterThanOrEqual(least);
  });

  it('mean documents of every kind', () => {
    const kinds = all.flatMap(({ relevant }) => (relevant['3'] ?? []).map((document) => document.split(':')[0]));
    expect([...new Set(kinds)].sort()).toEqual(['LISTING', 'PARAMETER', 'STANDARD', 'SUPPLIER', 'TENDER']);
  });

  it('give every document its grade', () => {
    const [first] = all;
    const grades = gradesOf(first!);
    expect(grades.size).toBe(Object.values(first!.relevant).flat().length);
    for (const document of first!.relevant['2'] ?? []) expect(grades.get(document)).toBe(2);
  });
});

describe('the validator finds', () => {
  const broken: readonly (readonly [what: string, change: object, expected: RegExp])[] = [
    ['nothing in the file as shipped', {}, /^$/],
    [
      'an unknown document',
      { relevant: { 3: ['LISTING:nobody'] } },
      /queries\[0\]\.relevant names an unknown document/,
    ],
    ['a document graded twice', { relevant: { 3: ['PARAMETER:cod'], 1: ['PARAMETER:cod'] } }, /is there twice/],
    ['an unknown grade', { relevant: { 3: ['PARAMETER:cod'], 4: [] } }, /holds an unknown grade: 4/],
    ['a query that means nothing', { relevant: { 1: ['PARAMETER:cod'] } }, /names nothing that is exactly meant/],
    ['an unknown kind', { kind: 'guess' }, /queries\[0\]\.kind is unknown: guess/],
    ['an unknown language', { language: 'fr' }, /queries\[0\]\.language is unknown: fr/],
    ['an unknown set', { set: 'train' }, /queries\[0\]\.set is unknown: train/],
    ['a query without text', { text: ' ' }, /queries\[0\]\.text is empty/],
  ];
  it.each(broken)('%s', (_what, change, expected) => expect(problemsWith(change)).toMatch(expected));

  it('a query that is there twice', () => {
    expect(problemsWith({}, [judgedQueries()[1]!])).toMatch(/\.text is there twice/);
  });

  it('too few queries to test on', () => {
    const files = referenceFiles();
    const problems: string[] = [];
    const judged = { about: 'a test', queries: files.judgedQueries.queries.slice(0, 20) };
    validateJudgedQueries(known({ ...files, judgedQueries: judged }), (path, problem) =>
      problems.push(`${path} ${problem}`),
    );
    expect(problems.join('\n')).toMatch(/queries to test on are fewer than 100/);
  });
});
