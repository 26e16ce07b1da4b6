import { Injectable } from '@nestjs/common';
import {
  acceptablePassword,
  accepted,
  normaliseEmail,
  PASSWORD_MIN,
  refused,
  ROLES_OF_KIND,
  type Language,
  type Member,
  type Outcome,
  type Refusal,
  type Role,
  type Viewer,
} from '@huanpei/domain';
import { decidedBy } from '../decisions';
import { Chance, Clock } from '../ports/platform';
import { PasswordHasher } from '../ports/security';
import { AlreadyTaken, Work } from '../ports/work';
import { MOST, tooLong } from '../text-faults';

export interface NewMember {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  /** A first password, handed over outside the platform; the member changes it. */
  readonly password: string;
}

/** An owner or administrator adds a colleague to the own organisation. */
@Injectable()
export class AddMember {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly passwords: PasswordHasher,
  ) {}

  async execute(viewer: Viewer, input: NewMember): Promise<Outcome<Member>> {
    const faults: Refusal[] = [];
    const email = normaliseEmail(input.email);
    if (email === undefined)
      faults.push({
        code: 'INVALID',
        field: 'email',
        facts: { given: input.email.slice(0, 100), expected: 'name@example.org' },
      });
    if (!input.name.trim()) faults.push({ code: 'REQUIRED', field: 'name' });
    faults.push(...tooLong(input.name, MOST.name, 'name'));
    if (!ROLES_OF_KIND[viewer.kind].includes(input.role)) {
      faults.push({ code: 'INVALID', field: 'role', facts: { expected: ROLES_OF_KIND[viewer.kind].join(', ') } });
    }
    if (!acceptablePassword(input.password, email ?? ''))
      faults.push({ code: 'WEAK_PASSWORD', field: 'password', facts: { minimum: PASSWORD_MIN } });
    if (faults.length > 0 || email === undefined) return refused(...faults);

    const member: Member = {
      id: this.chance.id(),
      organisationId: viewer.organisationId,
      email,
      name: input.name.trim(),
      role: input.role,
      language: input.language,
      active: true,
      createdAt: this.clock.now(),
      version: 1,
    };
    const passwordHash = await this.passwords.hash(input.password);
    try {
      return await this.work.run(async (tx) => {
        await tx.members.add(member);
        await tx.members.saveCredential({ memberId: member.id, passwordHash });
        await tx.audit(
          decidedBy(
            viewer,
            'MEMBER_ADDED',
            { subjectKind: 'MEMBER', subjectId: member.id },
            { data: { role: member.role } },
          ),
        );
        return accepted(member);
      });
    } catch (fault) {
      if (fault instanceof AlreadyTaken) return refused({ code: 'EMAIL_TAKEN', field: 'email' });
      throw fault;
    }
  }
}
