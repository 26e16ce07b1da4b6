import { Injectable } from '@nestjs/common';
import {
  acceptablePassword,
  accepted,
  applyForMembership,
  normaliseEmail,
  PASSWORD_MIN,
  refused,
  type Language,
  type Member,
  type Organisation,
  type OrganisationApplication,
  type Outcome,
  type Refusal,
} from '@huanpei/domain';
import { regionExists } from '../codes';
import { Chance, Clock } from '../ports/platform';
import { PasswordHasher } from '../ports/security';
import { AlreadyTaken, Work } from '../ports/work';
import { CountAttempts } from '../sign-in/count-attempts';
import { MOST, nameTooLong, tooLong } from '../text-faults';

export interface Registration extends OrganisationApplication {
  readonly owner: {
    readonly email: string;
    readonly name: string;
    readonly password: string;
    readonly language: Language;
  };
}

/** A supplier or buyer applies, with its first owner. It may prepare drafts at once; an operator lets it publish. */
@Injectable()
export class RegisterOrganisation {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly passwords: PasswordHasher,
    private readonly attempts: CountAttempts,
  ) {}

  /** @param network from which it is asked: the answer says whether an address is registered, so it is not given for ever */
  async execute(registration: Registration, network: string): Promise<Outcome<Organisation>> {
    const now = this.clock.now();
    const application = applyForMembership(registration, this.chance.id(), now);
    const email = normaliseEmail(registration.owner.email);
    const faults: Refusal[] = application.ok ? [] : [...application.refusals];
    if (registration.region !== null && !regionExists(registration.region)) {
      faults.push({ code: 'UNKNOWN_CODE', field: 'region', facts: { given: registration.region } });
    }
    if (email === undefined)
      faults.push({
        code: 'INVALID',
        field: 'owner.email',
        facts: { given: registration.owner.email.slice(0, 100), expected: 'name@example.org' },
      });
    if (!registration.owner.name.trim()) faults.push({ code: 'REQUIRED', field: 'owner.name' });
    faults.push(
      ...tooLong(registration.owner.name, MOST.name, 'owner.name'),
      ...nameTooLong(registration.name, MOST.name, 'name'),
    );
    if (!acceptablePassword(registration.owner.password, email ?? '')) {
      faults.push({ code: 'WEAK_PASSWORD', field: 'owner.password', facts: { minimum: PASSWORD_MIN } });
    }
    if (faults.length > 0 || !application.ok || email === undefined) return refused(...faults);

    const counted = await this.attempts.registration(network);
    if ('refusedUntil' in counted)
      return refused({ code: 'LOCKED_OUT', facts: { until: counted.refusedUntil.toISOString() } });
    const organisation = application.value;
    const owner: Member = {
      id: this.chance.id(),
      organisationId: organisation.id,
      email,
      name: registration.owner.name.trim(),
      role: 'OWNER',
      language: registration.owner.language,
      active: true,
      createdAt: now,
      version: 1,
    };
    // Hashing is slow by design, so it happens before the transaction.
    const passwordHash = await this.passwords.hash(registration.owner.password);
    try {
      return await this.work.run(async (tx) => {
        await tx.organisations.add(organisation);
        await tx.members.add(owner);
        await tx.members.saveCredential({ memberId: owner.id, passwordHash });
        await tx.audit({
          actor: owner.id,
          organisationId: organisation.id,
          action: 'ORGANISATION_REGISTERED',
          subjectKind: 'ORGANISATION',
          subjectId: organisation.id,
          revision: organisation.version,
          reason: null,
          data: {
            kind: organisation.kind,
            creditCode: organisation.creditCode,
            creditCodeCheck: organisation.creditCodeCheck,
          },
        });
        return accepted(organisation);
      });
    } catch (fault) {
      if (fault instanceof AlreadyTaken) return refused(refusalForTaken(fault));
      throw fault;
    }
  }
}

/** Which field to change when a value that must be unique is taken. */
export function refusalForTaken(fault: AlreadyTaken): Refusal {
  return fault.what === 'EMAIL'
    ? { code: 'EMAIL_TAKEN', field: 'owner.email' }
    : { code: 'DUPLICATE', field: 'creditCode' };
}
