import { standingOf } from './tightest';

type Verdict = 'PASS' | 'FAIL' | 'UNKNOWN';
const finding = (id: string, verdict: Verdict, margin: number | null = null, mandatory = true) => ({
  id,
  verdict,
  margin,
  mandatory,
});

describe('what is worth saying of a match in one line', () => {
  it('is what fails, though much else is not stated', () => {
    const findings = [finding('ss', 'UNKNOWN'), finding('cod', 'FAIL', -0.2), finding('tn', 'UNKNOWN')];
    expect(standingOf(findings)).toEqual({ is: 'FAILS', findings: [findings[1]], notStated: 2 });
  });

  it('is what is not stated, in the order of the tender, when nothing fails', () => {
    const findings = [finding('b', 'UNKNOWN'), finding('cod', 'PASS', 0.1), finding('a', 'UNKNOWN')];
    expect(standingOf(findings)).toEqual({ is: 'NOT_STATED', findings: [findings[0], findings[2]] });
  });

  it('is the narrowest margin when all is met; what is only scored does not count', () => {
    const findings = [
      finding('cod', 'PASS', 0.3),
      finding('nh3n', 'PASS', 0.05),
      finding('held', 'PASS'),
      finding('noise', 'PASS', 0.01, false),
    ];
    expect(standingOf(findings)).toEqual({ is: 'TIGHTEST', finding: findings[1] });
    expect(standingOf([finding('noise', 'FAIL', -1, false), finding('held', 'PASS')])).toEqual({ is: 'NOTHING' });
  });
});
