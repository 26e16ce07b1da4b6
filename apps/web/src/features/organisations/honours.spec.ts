import { DECISIONS, needsReason } from './decisions';
import { changed, draftsOf, inputsOf } from './honours';

const RECORDED = [
  { scheme: { code: 'h1' }, number: '第三批', issuedOn: null, validUntil: '2027-01-01', checked: true },
];

describe('honours as they are being recorded', () => {
  it('are what is recorded until something is changed', () => {
    const drafts = draftsOf(RECORDED);
    expect(inputsOf(drafts)).toEqual([{ code: 'h1', number: '第三批', validUntil: '2027-01-01', checked: true }]);
    expect(changed(drafts, RECORDED)).toBe(false);
    expect(changed([{ ...drafts[0]!, number: ' 第三批 ' }], RECORDED)).toBe(false);
    expect(changed([{ ...drafts[0]!, checked: false }], RECORDED)).toBe(true);
    expect(changed([], RECORDED)).toBe(true);
  });
});

describe('a decision on an organisation', () => {
  it('needs a reason unless it is a plain verification', () => {
    expect(needsReason('VERIFY', 'OK')).toBe(false);
    expect(needsReason('VERIFY', 'CHECK_FAILED')).toBe(true);
    expect(needsReason('VERIFY', 'OVERRIDDEN')).toBe(false);
    expect(needsReason('SUSPEND', 'OK')).toBe(true);
  });

  it('is possible from every state', () =>
    expect(Object.values(DECISIONS).every((decisions) => decisions.length > 0)).toBe(true));
});
