import {
  applyForMembership,
  decideOrganisation,
  type Organisation,
  type OrganisationApplication,
} from './organisation';
import { acceptablePassword, changeRole, deactivateMember, normaliseEmail, type Member } from './member';
import type { Outcome } from './outcome';

const now = new Date('2026-03-01T00:00:00Z');
const application: OrganisationApplication = {
  kind: 'SUPPLIER',
  name: { zh: '甲环保' },
  creditCode: '914403001922038216',
  region: 'CN-GD',
};
function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}
const applied = (change: Partial<OrganisationApplication> = {}): Organisation =>
  must(applyForMembership({ ...application, ...change }, 'o', now));

describe('organisation', () => {
  it('waits for an operator', () => expect(applied()).toMatchObject({ state: 'PENDING', creditCodeCheck: 'OK' }));

  it('may have a code that fails its check, which an operator then takes on with a reason', () => {
    const odd = applied({ creditCode: '91350100M0001TGQXM' });
    expect(odd.creditCodeCheck).toBe('CHECK_FAILED');
    expect(decideOrganisation(odd, 'VERIFY', null, now)).toMatchObject({
      refusals: [{ code: 'CREDIT_CODE_CHECK_FAILED' }],
    });
    expect(must(decideOrganisation(odd, 'VERIFY', '核对营业执照原件', now))).toMatchObject({
      state: 'VERIFIED',
      creditCodeCheck: 'OVERRIDDEN',
    });
  });

  it('is refused when the code has not the form of one, or a Chinese firm gives none', () => {
    expect(applyForMembership({ ...application, creditCode: 'abc' }, 'o', now)).toMatchObject({
      refusals: [{ code: 'INVALID', field: 'creditCode' }],
    });
    expect(applyForMembership({ ...application, creditCode: null }, 'o', now)).toMatchObject({
      refusals: [{ code: 'REQUIRED', field: 'creditCode' }],
    });
    expect(applied({ creditCode: null, region: 'DE' }).creditCodeCheck).toBe('ABSENT');
  });

  it.each(['REJECT', 'SUSPEND', 'REINSTATE'] as const)('is not moved by %s without a reason', (decision) => {
    const from = { REJECT: 'PENDING', SUSPEND: 'VERIFIED', REINSTATE: 'SUSPENDED' } as const;
    const organisation = { ...applied(), state: from[decision] };
    expect(decideOrganisation(organisation, decision, ' ', now)).toMatchObject({
      refusals: [{ code: 'REASON_REQUIRED' }],
    });
    expect(decideOrganisation(organisation, decision, '理由', now).ok).toBe(true);
  });

  it('is not verified twice', () =>
    expect(decideOrganisation({ ...applied(), state: 'VERIFIED' }, 'VERIFY', null, now).ok).toBe(false));
});

describe('member', () => {
  const owner: Member = {
    id: 'm',
    organisationId: 'o',
    email: 'a@b.cn',
    name: '王',
    role: 'OWNER',
    language: 'zh',
    active: true,
    createdAt: now,
    version: 1,
  };

  it('stays while it is the last owner', () => {
    expect(changeRole(owner, 'VIEWER', 'SUPPLIER', 0)).toMatchObject({ refusals: [{ code: 'LAST_OWNER' }] });
    expect(deactivateMember(owner, 0).ok).toBe(false);
    expect(must(deactivateMember(owner, 1)).active).toBe(false);
  });

  it('takes only a role of its kind of organisation', () => {
    expect(changeRole(owner, 'ADMINISTRATOR', 'SUPPLIER', 3)).toMatchObject({
      refusals: [{ code: 'INVALID', field: 'role' }],
    });
  });

  it('has an address in one form', () => {
    expect(normaliseEmail('  Wang@Example.CN ')).toBe('wang@example.cn');
    for (const bad of ['', 'a', 'a@b', 'a b@c.cn', 'a@b.c', 'a@@b.cn', '<a@b.cn>'])
      expect(normaliseEmail(bad)).toBeUndefined();
  });

  it('has a password that is long, varied and not the address', () => {
    expect(acceptablePassword('correct horse battery', 'a@b.cn')).toBe(true);
    expect(acceptablePassword('短密码', 'a@b.cn')).toBe(false);
    expect(acceptablePassword('aaaaaaaaaaaaaaa', 'a@b.cn')).toBe(false);
    expect(acceptablePassword('longname@city.gov.cn', 'longname@city.gov.cn')).toBe(false);
    expect(acceptablePassword('longname2026', 'longname@city.gov.cn')).toBe(false);
  });
});
