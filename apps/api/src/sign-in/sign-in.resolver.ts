import { Reads, RefreshSession, SignIn, SignOut, type SignedIn } from '@huanpei/app';
import type { Language, Member, Organisation } from '@huanpei/domain';
import { Args, Mutation, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { From, Loading, Speaking } from '../graphql/context';
import { Described } from '../graphql/described';
import type { Loaders } from '../graphql/loaders';
import { reply, resultOf } from '../graphql/refusal';
import { MemberObject, OrganisationObject } from '../organisation/organisation.objects';

@ObjectType('SignedIn', {
  description:
    'A session: send `Authorization: Bearer <accessToken>`, and trade the refresh token before the access token ends.',
})
export class SignedInObject implements Pick<
  SignedIn,
  'accessToken' | 'accessExpiresAt' | 'refreshToken' | 'refreshExpiresAt'
> {
  @Described(() => String, 'Says who asks; holds for a quarter of an hour.')
  readonly accessToken!: string;

  @Described(() => Date, 'When the access token ends.')
  readonly accessExpiresAt!: Date;

  @Described(() => String, 'Can be traded once for a new pair; trading it twice ends the session.')
  readonly refreshToken!: string;

  @Described(() => Date, 'When the refresh token ends.')
  readonly refreshExpiresAt!: Date;
}

const SignInResult = resultOf('SignIn', SignedInObject);

@Resolver(() => SignedInObject)
export class SignInResolver {
  constructor(
    private readonly reads: Reads,
    private readonly enter: SignIn,
    private readonly refresh: RefreshSession,
    private readonly leave: SignOut,
  ) {}

  @Mutation(() => SignInResult, {
    description: 'Begins a session. Guessing has to wait after some failures, whether or not there is such an account.',
  })
  async signIn(
    @Args('email', { description: 'E-mail address.' }) email: string,
    @Args('password', { description: 'Password.' }) password: string,
    @From() network: string,
    @Speaking() language: Language,
  ) {
    return reply(await this.enter.execute(email, password, network), language);
  }

  @Mutation(() => SignInResult, { description: 'Trades a refresh token for a new pair.' })
  async refreshSession(
    @Args('refreshToken', { description: 'The refresh token.' }) refreshToken: string,
    @Speaking() language: Language,
  ) {
    return reply(await this.refresh.execute(refreshToken), language);
  }

  @Mutation(() => Boolean, { description: 'Ends the session; doing it twice is no fault.' })
  async signOut(@Args('refreshToken', { description: 'The refresh token.' }) refreshToken: string): Promise<boolean> {
    await this.leave.execute(refreshToken);
    return true;
  }

  @ResolveField(() => MemberObject, { description: 'Who signed in.' })
  async member(@Parent() { memberId }: SignedIn): Promise<Member> {
    const member = await this.reads.member(memberId);
    if (!member) throw new Error(`session of nobody: ${memberId}`);
    return member;
  }

  @ResolveField(() => OrganisationObject, { description: "The member's organisation." })
  async organisation(@Parent() signedIn: SignedIn, @Loading() loaders: Loaders): Promise<Organisation> {
    const { organisationId } = await this.member(signedIn);
    const organisation = await loaders.organisation.load(organisationId);
    if (!organisation) throw new Error(`member of nothing: ${signedIn.memberId}`);
    return organisation;
  }
}
