import { KEY_DAYS, KEY_DAYS_MAX, type ApiKey } from '@huanpei/domain';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { ApiKeyKindEnum, ApiScopeEnum } from '../graphql/enums';

/** Never the hash of the secret. */
@ObjectType('ApiKey', {
  description: 'A key with which a program acts for an organisation. Its secret was shown when it was made.',
})
export class ApiKeyObject implements Pick<
  ApiKey,
  | 'id'
  | 'name'
  | 'kind'
  | 'scopes'
  | 'addresses'
  | 'createdAt'
  | 'expiresAt'
  | 'revokedAt'
  | 'replacedBy'
  | 'lastUsedAt'
  | 'lastUsedFrom'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => String, 'What it is for, in the words of its maker.')
  readonly name!: string;

  @Described(() => ApiKeyKindEnum, 'Whether it is of the demonstration.')
  readonly kind!: ApiKey['kind'];

  @Described(() => [ApiScopeEnum], 'What it may be used for.')
  readonly scopes!: ApiKey['scopes'];

  @Described(() => [String], 'Addresses and networks (CIDR) from which it may be used; from anywhere when empty.')
  readonly addresses!: readonly string[];

  @Described(() => Date, 'When it was made.')
  readonly createdAt!: Date;

  @Described(() => Date, 'When it ends.')
  readonly expiresAt!: Date;

  @Optional(() => Date, 'When it was revoked.')
  readonly revokedAt!: Date | null;

  @Optional(() => ID, 'Id of the key that takes its place.')
  readonly replacedBy!: string | null;

  @Optional(() => Date, 'When it was last used, to the minute.')
  readonly lastUsedAt!: Date | null;

  @Optional(() => String, 'The address from which it was last used.')
  readonly lastUsedFrom!: string | null;
}

export const ApiKeyConnection = connectionOf('ApiKey', () => ApiKeyObject as never);

@ObjectType('IssuedApiKey', { description: 'A new key with its secret, which is shown this once.' })
export class IssuedApiKeyObject {
  @Described(() => ApiKeyObject, 'The key.')
  readonly key!: ApiKey;

  @Described(() => String, 'Send it as `Authorization: Bearer …`; it cannot be shown again.')
  readonly secret!: string;
}

@InputType('ApiKeyInput', { description: 'A key to be made.' })
export class ApiKeyInput {
  @Described(() => String, 'What it is for.')
  readonly name!: string;

  @Described(() => [ApiScopeEnum], 'What it may be used for; the least that will do.')
  readonly scopes!: ApiKey['scopes'];

  @Field(() => Int, { description: `For how many days it holds, at most ${KEY_DAYS_MAX}.`, defaultValue: KEY_DAYS })
  readonly validDays!: number;

  @Optional(() => [String], 'Addresses and networks (CIDR) from which it may be used; from anywhere when not given.')
  readonly addresses?: readonly string[] | null;
}
