import { Injectable } from '@nestjs/common';
import {
  accepted,
  afterFailure,
  lockedUntil,
  NO_FAILURES,
  normaliseEmail,
  refused,
  type Member,
  type Outcome,
} from '@huanpei/domain';
import { decidedBySystem } from '../decisions';
import { Clock } from '../ports/platform';
import { PasswordHasher } from '../ports/security';
import { Work, type Tx } from '../ports/work';

/**
 * Checks an e-mail and a password. Each attempt is counted as a failure before the password is looked at and taken
 * back after, so that guesses sent side by side cannot outrun the lock.
 */
@Injectable()
export class CheckPassword {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly passwords: PasswordHasher,
  ) {}

  /**
   * @param then what follows from a right password, in the transaction that finds it to be the member's still: a change
   *   of the password waits for it, and what the change ends includes it
   */
  async execute<T>(email: string, password: string, then: (tx: Tx, member: Member) => Promise<T>): Promise<Outcome<T>> {
    const now = this.clock.now();
    const address = normaliseEmail(email);
    const attempt = await this.work.run(async (tx) => {
      const member = address === undefined ? undefined : await tx.members.byEmail(address);
      const credential = member && (await tx.members.credential(member.id));
      if (!member?.active || !credential) return undefined;
      const until = lockedUntil(credential, now);
      if (until) return { locked: until };
      const counted = { ...credential, ...afterFailure(credential, now) };
      await tx.members.saveCredential(counted);
      return { member, credential: counted };
    });

    if (attempt?.locked) return refused({ code: 'LOCKED_OUT', facts: { until: attempt.locked.toISOString() } });
    // As long for an account that does not exist as for one that does.
    const right = await this.passwords.verify(
      attempt?.credential.passwordHash ?? (await this.passwords.decoy()),
      password,
    );
    if (attempt === undefined || !right) {
      const until = attempt?.credential.lockedUntil;
      if (attempt && until) {
        await this.work.run((tx) =>
          tx.audit(
            decidedBySystem(
              'ACCOUNT_LOCKED',
              { subjectKind: 'MEMBER', subjectId: attempt.member.id },
              { data: { until: until.toISOString() } },
            ),
          ),
        );
      }
      return refused({ code: 'SIGN_IN_FAILED' });
    }
    // Read again under the lock: a password that was changed meanwhile is not the one that was checked.
    return this.work.run(async (tx) => {
      const credential = await tx.members.credential(attempt.member.id);
      if (credential?.passwordHash !== attempt.credential.passwordHash) return refused({ code: 'SIGN_IN_FAILED' });
      await tx.members.saveCredential({ ...credential, ...NO_FAILURES });
      return accepted(await then(tx, attempt.member));
    });
  }
}
