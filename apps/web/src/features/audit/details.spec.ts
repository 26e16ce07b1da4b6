import { AUDIT_ACTIONS, AUDIT_DETAILS, type AuditDetails } from '@huanpei/domain';
import { texts } from './texts';

describe.each(['zh', 'en'] as const)('what is kept of a decision, in %s', (language) => {
  const { key, does } = texts[language];

  it('has words for every detail, each of its own', () => {
    expect(Object.keys(key).sort()).toEqual([...AUDIT_DETAILS].sort());
    expect(new Set(Object.values(key)).size).toBe(AUDIT_DETAILS.length);
  });

  it('has words for every decision', () => expect(Object.keys(does).sort()).toEqual([...AUDIT_ACTIONS].sort()));
});

it('takes no detail that is not in the list', () => {
  // @ts-expect-error Whoever keeps something new names it in AUDIT_DETAILS, and so in both languages.
  const data: AuditDetails = { unheardOf: 1 };
  expect(AUDIT_DETAILS).not.toContain(Object.keys(data)[0]);
});
