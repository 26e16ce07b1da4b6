import { Clock, CreateApiKey, Reads, RevokeApiKey, RotateApiKey } from '@huanpei/app';
import {
  apiKeyState,
  KEY_DAYS,
  KEY_DAYS_MAX,
  OVERLAP_HOURS,
  OVERLAP_HOURS_MAX,
  PREFIX_OF_KEY,
  type ApiKey,
  type ApiKeyState,
  type Language,
  type Member,
  type Viewer,
} from '@huanpei/domain';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Signed, Speaking } from '../graphql/context';
import { ApiKeyStateEnum } from '../graphql/enums';
import { reply, resultOf } from '../graphql/refusal';
import { MemberObject } from '../organisation/organisation.objects';
import { ApiKeyConnection, ApiKeyInput, ApiKeyObject, IssuedApiKeyObject } from './api-key.objects';

const IssuedApiKeyResult = resultOf('IssuedApiKey', IssuedApiKeyObject);
const ApiKeyResult = resultOf('ApiKey', ApiKeyObject);

@Resolver(() => ApiKeyObject)
export class ApiKeyResolver {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
    private readonly create: CreateApiKey,
    private readonly rotate: RotateApiKey,
    private readonly revoke: RevokeApiKey,
  ) {}

  @Query(() => ApiKeyConnection, {
    description: 'The keys of your own organisation, newest first, those that have ended too.',
  })
  apiKeys(@Args() page: PageArgs, @Signed() viewer: Viewer): Promise<Connection<ApiKey>> {
    return connected(this.reads.apiKeys(viewer.organisationId, pageOf(page)));
  }

  @Mutation(() => IssuedApiKeyResult, {
    description: 'Makes a key for a program of your organisation. The secret is shown this once.',
  })
  async createApiKey(
    @Args('key', { description: 'The key.' }) key: ApiKeyInput,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.create.execute(viewer, { ...key, addresses: key.addresses ?? [] }), language);
  }

  @Mutation(() => IssuedApiKeyResult, {
    description:
      'Makes a new key in the place of another, with its name, scopes and addresses. You answer for the new one; the old one ends after the overlap.',
  })
  async rotateApiKey(
    @Args('id', { type: () => ID, description: 'Id of the key.' }) id: string,
    @Args('overlapHours', {
      type: () => Int,
      defaultValue: OVERLAP_HOURS,
      description: `For how many hours the old one still holds, at most ${OVERLAP_HOURS_MAX}; 0 ends it at once.`,
    })
    overlapHours: number,
    @Args('validDays', {
      type: () => Int,
      defaultValue: KEY_DAYS,
      description: `For how many days the new one holds, at most ${KEY_DAYS_MAX}.`,
    })
    validDays: number,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.rotate.execute(viewer, id, overlapHours, validDays), language);
  }

  @Mutation(() => ApiKeyResult, { description: 'Ends a key at once, on open subscriptions too.' })
  async revokeApiKey(
    @Args('id', { type: () => ID, description: 'Id of the key.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.revoke.execute(viewer, id), language);
  }

  @ResolveField(() => ApiKeyStateEnum, { description: 'Whether it holds.' })
  state(@Parent() key: ApiKey): ApiKeyState {
    return apiKeyState(key, this.clock.now());
  }

  @ResolveField(() => String, {
    description: 'How the key begins, so that one that is found can be told: `hp_live_…`.',
  })
  prefix(@Parent() { kind, id }: ApiKey): string {
    return `${PREFIX_OF_KEY[kind]}_${id.replaceAll('-', '')}`;
  }

  @ResolveField(() => MemberObject, {
    nullable: true,
    description: 'Who made it. When this person leaves, it holds no more; another head can rotate it.',
  })
  async maker(@Parent() { makerId }: ApiKey): Promise<Member | null> {
    return (await this.reads.member(makerId)) ?? null;
  }
}
