import { Injectable } from '@nestjs/common';
import {
  acceptablePassword,
  accepted,
  normaliseEmail,
  PASSWORD_MIN,
  refused,
  type Member,
  type Organisation,
  type Outcome,
  type Refusal,
} from '@huanpei/domain';
import { decidedBySystem } from '../decisions';
import { Chance, Clock } from '../ports/platform';
import { PasswordHasher } from '../ports/security';
import { AlreadyTaken, Work } from '../ports/work';

export interface NewOperator {
  readonly organisation: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Founds the operating organisation with its first administrator. Nobody can register as an operator from outside, so
 * this is done on the machine; further operators are added by the administrator.
 */
@Injectable()
export class CreateOperator {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly passwords: PasswordHasher,
  ) {}

  async execute(input: NewOperator): Promise<Outcome<Member>> {
    const faults: Refusal[] = [];
    const email = normaliseEmail(input.email);
    if (email === undefined) faults.push({ code: 'INVALID', field: 'email' });
    if (!input.name.trim()) faults.push({ code: 'REQUIRED', field: 'name' });
    if (!input.organisation.trim()) faults.push({ code: 'REQUIRED', field: 'organisation' });
    if (!acceptablePassword(input.password, email ?? '')) {
      faults.push({ code: 'WEAK_PASSWORD', field: 'password', facts: { minimum: PASSWORD_MIN } });
    }
    if (faults.length > 0 || email === undefined) return refused(...faults);

    const now = this.clock.now();
    const organisation: Organisation = {
      id: this.chance.id(),
      kind: 'OPERATOR',
      state: 'VERIFIED',
      name: { zh: input.organisation.trim() },
      creditCode: null,
      creditCodeCheck: 'ABSENT',
      region: null,
      honours: [],
      demo: false,
      reason: null,
      createdAt: now,
      decidedAt: now,
      version: 1,
    };
    const administrator: Member = {
      id: this.chance.id(),
      organisationId: organisation.id,
      email,
      name: input.name.trim(),
      role: 'ADMINISTRATOR',
      language: 'zh',
      active: true,
      createdAt: now,
      version: 1,
    };
    const passwordHash = await this.passwords.hash(input.password);
    try {
      return await this.work.run(async (tx) => {
        await tx.organisations.add(organisation);
        await tx.members.add(administrator);
        await tx.members.saveCredential({ memberId: administrator.id, passwordHash });
        await tx.audit(
          decidedBySystem(
            'ORGANISATION_REGISTERED',
            { subjectKind: 'ORGANISATION', subjectId: organisation.id },
            { revision: 1, data: { kind: organisation.kind, administrator: administrator.id } },
          ),
        );
        return accepted(administrator);
      });
    } catch (fault) {
      if (fault instanceof AlreadyTaken) return refused({ code: 'EMAIL_TAKEN', field: 'email' });
      throw fault;
    }
  }
}
