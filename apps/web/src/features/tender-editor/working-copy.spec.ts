import { emptyDraft, type Draft } from './draft';
import { isAllSent, readWorkingCopy, workingCopyOf } from './working-copy';

const lot = emptyDraft({}, 'water').lots[0]!;
const draft = (changes: Partial<typeof lot>): Draft => ({
  ...emptyDraft({ zh: '提标' }, 'water'),
  lots: [{ ...lot, ...changes }],
});
const half = draft({ duty: [{ key: 'd1', metric: 'inlet', parameter: 'cod', figure: { op: 'EQ', unit: 'mg/L' } }] });

describe('the working copy of a draft', () => {
  it('is nothing where the content says all', () => {
    expect(workingCopyOf(draft({}))).toBeNull();
    expect(isAllSent(draft({}))).toBe(true);
  });

  it('keeps lines without a figure, what could not be read, and a budget that could not be', () => {
    const unread = draft({
      requirements: [
        {
          id: 'r1',
          mandatory: true,
          weight: 1,
          demand: {
            kind: 'FIGURE',
            metric: 'outlet',
            parameter: 'cod',
            figure: { op: 'LE', unit: 'mg/L', unread: { typed: '五十', fault: { code: 'UNREADABLE' } as never } },
          },
        },
      ],
    });
    for (const one of [half, unread, { ...draft({}), budgetUnread: '一亿多' }])
      expect(readWorkingCopy(workingCopyOf(one))).toEqual(one);
  });

  it('leaves what is longer than the server takes to the browser', () => {
    const long = { ...half, budgetUnread: '1'.repeat(200_001) };
    expect(workingCopyOf(long)).toBeNull();
    expect(isAllSent(long)).toBe(false);
  });

  it.each([
    undefined,
    null,
    '',
    'null',
    '{"form":1,',
    '{"form":1,"draft":{}}',
    '{"form":2,"draft":{}}',
    JSON.stringify({ form: 1, draft: { ...half, lots: [] } }),
    JSON.stringify({ form: 1, draft: { ...half, lots: [{ ...half.lots[0], duty: [{ key: 'd1' }] }] } }),
    JSON.stringify({
      form: 1,
      draft: { ...half, lots: [{ ...half.lots[0], requirements: [{ id: 'r1', demand: { kind: 'X' } }] }] },
    }),
  ])('takes nothing for a draft that is none: %s', (text) => {
    expect(readWorkingCopy(text)).toBeUndefined();
  });
});
