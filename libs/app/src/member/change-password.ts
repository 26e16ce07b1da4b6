import { Injectable } from '@nestjs/common';
import { acceptablePassword, PASSWORD_MIN, refused, type Outcome, type Viewer } from '@huanpei/domain';
import { decidedBy } from '../decisions';
import { Clock } from '../ports/platform';
import { PasswordHasher } from '../ports/security';
import { Work } from '../ports/work';
import { CheckPassword } from '../sign-in/check-password';

/** A member changes the own password; every session ends, so that a thief's ends too. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly passwords: PasswordHasher,
    private readonly check: CheckPassword,
  ) {}

  async execute(viewer: Viewer, current: string, next: string, network: string): Promise<Outcome<true>> {
    const member = await this.work.run((tx) => tx.members.find(viewer.memberId));
    if (!member) return refused({ code: 'NOT_FOUND' });
    if (!acceptablePassword(next, member.email))
      return refused({ code: 'WEAK_PASSWORD', field: 'next', facts: { minimum: PASSWORD_MIN } });
    // Hashing is slow by design, so it happens before the transaction.
    const passwordHash = await this.passwords.hash(next);
    return this.check.execute(member.email, current, network, async (tx) => {
      await tx.members.saveCredential({ memberId: member.id, passwordHash });
      await tx.sessions.revokeAllOf(member.id, this.clock.now());
      await tx.audit(decidedBy(viewer, 'PASSWORD_CHANGED', { subjectKind: 'MEMBER', subjectId: member.id }));
      return true as const;
    });
  }
}
