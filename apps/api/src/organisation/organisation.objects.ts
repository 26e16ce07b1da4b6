import type { Honour, Member, Organisation } from '@huanpei/domain';
import { ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CodedObject, NameInput, NameObject } from '../graphql/common.objects';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import {
  CreditCodeCheckEnum,
  LanguageEnum,
  OrganisationKindEnum,
  OrganisationStateEnum,
  RoleEnum,
} from '../graphql/enums';

@ObjectType('Honour', { description: 'An honour of a firm; it never belongs to a product.' })
export class HonourObject {
  @Described(() => CodedObject, 'Which.')
  readonly scheme!: CodedObject;

  @Optional(() => String, 'Its number.')
  readonly number?: string;

  @Optional(() => String, 'Day of issue.')
  readonly issuedOn?: string;

  @Optional(() => String, 'Last day on which it holds.')
  readonly validUntil?: string;

  @Described(() => Boolean, 'Whether an operator has seen the evidence.')
  readonly checked!: boolean;
}

@ObjectType('Organisation', { description: 'A supplier, a buyer or the operator of the platform.' })
export class OrganisationObject implements Pick<
  Organisation,
  'id' | 'kind' | 'state' | 'demo' | 'createdAt' | 'version'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => OrganisationKindEnum, 'What it does here.')
  readonly kind!: Organisation['kind'];

  @Described(() => OrganisationStateEnum, 'Whether operators have admitted it.')
  readonly state!: Organisation['state'];

  @Described(() => NameObject, 'Name.')
  readonly name!: NameObject;

  @Described(() => Boolean, 'Whether it belongs to the demonstration.')
  readonly demo!: boolean;

  @Described(() => Date, 'When it registered.')
  readonly createdAt!: Date;

  @Described(() => Int, 'Rises with every change.')
  readonly version!: number;
}

export const OrganisationConnection = connectionOf('Organisation', () => OrganisationObject as never);

@ObjectType('Member', { description: 'A person who belongs to one organisation with one role.' })
export class MemberObject implements Pick<
  Member,
  'id' | 'email' | 'name' | 'role' | 'language' | 'active' | 'createdAt'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => String, 'E-mail address, with which the member signs in.')
  readonly email!: string;

  readonly name!: string;

  @Described(() => RoleEnum, 'What the member may do.')
  readonly role!: Member['role'];

  @Described(() => LanguageEnum, 'Language of messages.')
  readonly language!: Member['language'];

  @Described(() => Boolean, 'False once the member has left.')
  readonly active!: boolean;

  @Described(() => Date, 'Since when.')
  readonly createdAt!: Date;
}

@InputType('OwnerInput', { description: 'The first owner of a new organisation.' })
export class OwnerInput {
  @Described(() => String, 'E-mail address.')
  readonly email!: string;

  @Described(() => String, 'Name.')
  readonly name!: string;

  @Described(() => String, 'Password, at least 12 characters.')
  readonly password!: string;

  @Optional(() => LanguageEnum, 'Language of messages; Chinese when not given.')
  readonly language?: Member['language'] | null;
}

@InputType('RegistrationInput', { description: 'A supplier or buyer that applies.' })
export class RegistrationInput {
  @Described(() => OrganisationKindEnum, '`SUPPLIER` or `BUYER`.')
  readonly kind!: Organisation['kind'];

  @Described(() => NameInput, 'Name of the firm or body.')
  readonly name!: NameInput;

  @Optional(() => String, 'Unified social credit code (GB 32100-2015); needed in China.')
  readonly creditCode?: string | null;

  @Optional(() => String, 'Code of the region of its seat.')
  readonly region?: string | null;

  @Described(() => OwnerInput, 'Its first owner.')
  readonly owner!: OwnerInput;
}

@InputType('MemberInput', { description: 'A colleague to be added.' })
export class MemberInput {
  @Described(() => String, 'E-mail address.')
  readonly email!: string;

  @Described(() => String, 'Name.')
  readonly name!: string;

  @Described(() => RoleEnum, 'What the member may do.')
  readonly role!: Member['role'];

  @Optional(() => LanguageEnum, 'Language of messages; Chinese when not given.')
  readonly language?: Member['language'] | null;

  @Described(() => String, 'A first password, handed over outside the platform.')
  readonly password!: string;
}

@InputType('HonourInput', { description: 'An honour of a firm.' })
export class HonourInput implements Omit<Honour, 'number' | 'issuedOn' | 'validUntil'> {
  @Described(() => String, 'Code of the scheme.')
  readonly code!: string;

  @Optional(() => String, 'Its number.')
  readonly number?: string | null;

  @Optional(() => String, 'Day of issue, `YYYY-MM-DD`.')
  readonly issuedOn?: string | null;

  @Optional(() => String, 'Last day on which it holds, `YYYY-MM-DD`.')
  readonly validUntil?: string | null;

  @Described(() => Boolean, 'Whether the evidence was seen.')
  readonly checked!: boolean;
}

@ObjectType('Viewer', { description: 'Who is asking.' })
export class ViewerObject {
  @Described(() => MemberObject, 'The member.')
  readonly member!: Member;

  @Described(() => OrganisationObject, "The member's organisation.")
  readonly organisation!: Organisation;

  @Described(() => Int, 'Unread notifications.')
  readonly unread!: number;
}

@ObjectType('Done', { description: 'It was done, and there is nothing more to say.' })
export class DoneObject {
  @Described(() => Boolean, 'Always true.')
  readonly done!: boolean;
}

export { CreditCodeCheckEnum };
