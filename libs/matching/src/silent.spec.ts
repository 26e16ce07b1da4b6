import { asks, fact, need, offer, reference, TODAY } from '../test/make';
import { prepareNeed, type PreparedNeed } from './demand';
import { detailOf } from './match';
import type { Fact, Need } from './model';

const comesIn = (text: string): Need =>
  need({ requirements: [asks('outlet:cod', '<= 50 mg/L')], duty: [fact('inlet:cod', text) as never] });
const prepare = (of: Need): PreparedNeed => prepareNeed(of, reference(), TODAY);

/** What the limit comes to for an offer with these facts: verdict and code. */
function told(prepared: PreparedNeed, ...facts: readonly Fact[]): string {
  const found = detailOf(prepared, offer(facts)).match.findings.find(({ id }) => id === 'r');
  return `${found?.verdict} ${found?.code}`;
}

/** What is found once of a silent offer stands for all that are silent, under that need, and for no other. */
describe('a figure of which nothing is said', () => {
  it('is what it is for the first such offer, and nothing to those that say something', () => {
    const prepared = prepare(comesIn('300 mg/L'));
    const silent = told(prepared);
    expect(silent).toBe('UNKNOWN NOT_STATED');
    expect(told(prepared, fact('outlet:cod', '<= 40 mg/L'))).toBe('PASS OK');
    expect(told(prepared, fact('removal_pct:cod', '>= 95 %'))).toBe('PASS OK');
    expect(told(prepared, fact('inlet:cod', '<= 200 mg/L'))).toBe('FAIL INLET_ABOVE_ENVELOPE');
    expect(told(prepared)).toBe(silent);
  });

  it('hangs on the duty, also where two needs share the demand', () => {
    const [little, much] = [prepare(comesIn('30 mg/L')), prepare(comesIn('300 mg/L'))];
    expect(told(little)).toBe('PASS INLET_ALREADY_MEETS');
    expect(told({ ...little, duty: much.duty })).toBe('UNKNOWN NOT_STATED');
    expect(told(little)).toBe('PASS INLET_ALREADY_MEETS');
  });
});
