import { Injectable } from '@nestjs/common';
import { accepted, normaliseEmail, refused, type Member, type Outcome } from '@huanpei/domain';
import { decidedBySystem } from '../decisions';
import { PasswordHasher } from '../ports/security';
import { Work, type Tx } from '../ports/work';
import { CountAttempts } from './count-attempts';

/** Checks an e-mail and a password; nobody learns from the answer whether there is such an account. */
@Injectable()
export class CheckPassword {
  constructor(
    private readonly work: Work,
    private readonly passwords: PasswordHasher,
    private readonly attempts: CountAttempts,
  ) {}

  /**
   * @param network from which it is asked
   * @param then what follows from a right password, in the transaction that finds it to be the member's still: a change
   *   of the password waits for it, and what the change ends includes it
   */
  async execute<T>(
    email: string,
    password: string,
    network: string,
    then: (tx: Tx, member: Member) => Promise<T>,
  ): Promise<Outcome<T>> {
    const counted = await this.attempts.guess(email, network);
    if ('refusedUntil' in counted)
      return refused({ code: 'LOCKED_OUT', facts: { until: counted.refusedUntil.toISOString() } });

    const address = normaliseEmail(email);
    const account = await this.work.run(async (tx) => {
      const member = address === undefined ? undefined : await tx.members.byEmail(address);
      const credential = member?.active ? await tx.members.credential(member.id) : undefined;
      return member && credential && { member, passwordHash: credential.passwordHash };
    });
    // As long for an account that does not exist as for one that does.
    const right = await this.passwords.verify(account?.passwordHash ?? (await this.passwords.decoy()), password);
    if (account === undefined || !right) {
      if (account && counted.locks) await this.tell(account.member, counted.locks);
      return refused({ code: 'SIGN_IN_FAILED' });
    }
    return this.work.run(async (tx) => {
      // Read again under the lock: a password that was changed meanwhile is not the one that was checked.
      const credential = await tx.members.credential(account.member.id);
      if (credential?.passwordHash !== account.passwordHash) return refused({ code: 'SIGN_IN_FAILED' });
      await this.attempts.right(tx, email, network, counted);
      return accepted(await then(tx, account.member));
    });
  }

  private tell({ id }: Member, until: Date): Promise<void> {
    const subject = { subjectKind: 'MEMBER', subjectId: id } as const;
    return this.work.run((tx) =>
      tx.audit(decidedBySystem('ACCOUNT_LOCKED', subject, { data: { until: until.toISOString() } })),
    );
  }
}
