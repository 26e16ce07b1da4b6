import { en } from '../texts/en';
import { zh } from '../texts/zh';
import { verdictText } from './verdict';

describe('what is said of a verdict', () => {
  it('says why something is not known, unless nothing is stated', () => {
    expect(verdictText({ verdict: 'UNKNOWN', code: 'CONDITION_UNDECIDED' })).toBe('unknown.CONDITION_UNDECIDED');
    expect(verdictText({ verdict: 'UNKNOWN', code: 'NOT_STATED' })).toBe('verdict.UNKNOWN');
    expect(verdictText({ verdict: 'FAIL', code: 'ABOVE_LIMIT' })).toBe('verdict.FAIL');
  });

  it.each([zh, en])('has a word for each reason in both languages', ({ unknown }) => {
    for (const code of Object.keys(unknown))
      expect(verdictText({ verdict: 'UNKNOWN', code: code as never })).toBe(`unknown.${code}`);
    expect(Object.keys(unknown)).toHaveLength(9);
  });
});
