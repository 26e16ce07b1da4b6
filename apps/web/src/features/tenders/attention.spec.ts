import { needingAttention } from './attention';

const finding = (id: string, verdict: 'PASS' | 'FAIL' | 'UNKNOWN', mandatory = true) => ({ id, verdict, mandatory });
const ids = (findings: readonly { readonly id: string }[]) => findings.map(({ id }) => id);

describe('what stands in the way of a listing', () => {
  it('is shown with what fails first, however late the tender asks for it', () => {
    const findings = [
      finding('ss', 'UNKNOWN'),
      finding('tn', 'UNKNOWN'),
      finding('cod', 'PASS'),
      finding('tp', 'UNKNOWN'),
      finding('capacity', 'FAIL'),
    ];
    expect(ids(needingAttention(findings))).toEqual(['capacity', 'ss', 'tn', 'tp']);
  });

  it('keeps the order of the tender within what fails and within what is not stated', () => {
    const findings = [finding('b', 'UNKNOWN'), finding('z', 'FAIL'), finding('a', 'UNKNOWN'), finding('y', 'FAIL')];
    expect(ids(needingAttention(findings))).toEqual(['z', 'y', 'b', 'a']);
  });

  it('leaves out what is only scored, and what passes', () => {
    expect(needingAttention([finding('energy', 'FAIL', false), finding('cod', 'PASS')])).toEqual([]);
  });
});
