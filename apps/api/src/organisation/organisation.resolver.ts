import {
  AddMember,
  ChangeMemberRole,
  ChangePassword,
  DeactivateMember,
  DecideOrganisation,
  ownershipOfOrganisation,
  reachable,
  Reads,
  RecordHonours,
  RegisterOrganisation,
  memberName,
} from '@huanpei/app';
import {
  accepted,
  type Honour,
  type Language,
  type Member,
  type Organisation,
  type OrganisationDecision,
  type OrganisationKind,
  type OrganisationState,
  type Role,
  type Viewer,
} from '@huanpei/domain';
import { labels } from '@huanpei/reference';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CodedObject } from '../graphql/common.objects';
import { badInput, connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Asking, From, Loading, Signed, Speaking } from '../graphql/context';
import {
  CreditCodeCheckEnum,
  OrganisationDecisionEnum,
  OrganisationKindEnum,
  OrganisationStateEnum,
  RoleEnum,
} from '../graphql/enums';
import type { Loaders } from '../graphql/loaders';
import { reply, resultOf } from '../graphql/refusal';
import { stated } from '../graphql/stated';
import { coded } from '../reference/reference.views';
import {
  DoneObject,
  HonourInput,
  HonourObject,
  MemberInput,
  MemberObject,
  OrganisationConnection,
  OrganisationObject,
  RegistrationInput,
  ViewerObject,
} from './organisation.objects';

const OrganisationResult = resultOf('Organisation', OrganisationObject);
const MemberResult = resultOf('Member', MemberObject);
const ChangePasswordResult = resultOf('ChangePassword', DoneObject);

@Resolver(() => OrganisationObject)
export class OrganisationResolver {
  constructor(
    private readonly reads: Reads,
    private readonly register: RegisterOrganisation,
    private readonly decide: DecideOrganisation,
    private readonly record: RecordHonours,
  ) {}

  @Query(() => ViewerObject, { nullable: true, description: 'Who is asking; null for a visitor.' })
  async viewer(@Asking() viewer: Viewer | null, @Loading() loaders: Loaders): Promise<ViewerObject | null> {
    if (!viewer) return null;
    const [member, organisation, unread] = await Promise.all([
      this.reads.member(viewer.memberId),
      loaders.organisation.load(viewer.organisationId),
      this.reads.unreadCount(viewer.organisationId, viewer.memberId),
    ]);
    return member && organisation ? { member, organisation, unread } : null;
  }

  @Query(() => OrganisationObject, {
    nullable: true,
    description: 'One organisation, when it is verified, yours, or you are an operator.',
  })
  async organisation(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Asking() viewer: Viewer | null,
  ): Promise<Organisation | undefined> {
    return reachable('Query.organisation', viewer, await this.reads.organisation(id), ownershipOfOrganisation);
  }

  @Query(() => OrganisationConnection, { description: 'All organisations, newest first.' })
  organisations(
    @Args() page: PageArgs,
    @Args('kind', { nullable: true, type: () => OrganisationKindEnum, description: 'Only this kind.' })
    kind?: OrganisationKind | null,
    @Args('states', { nullable: true, type: () => [OrganisationStateEnum], description: 'Only in these states.' })
    states?: OrganisationState[] | null,
  ): Promise<Connection<Organisation>> {
    return connected(
      this.reads.organisations({ ...(kind ? { kind } : {}), ...(states ? { states } : {}) }, pageOf(page)),
    );
  }

  @Mutation(() => OrganisationResult, { description: 'A supplier or buyer applies; operators let it publish.' })
  async registerOrganisation(
    @Args('registration', { description: 'The firm and its first owner.' }) registration: RegistrationInput,
    @From() network: string,
    @Speaking() language: Language,
  ) {
    const { kind, name, creditCode, region, owner } = registration;
    if (kind === 'OPERATOR')
      throw badInput('registration.kind', '只能注册供应商或采购方 only suppliers and buyers can register');
    const application = {
      kind,
      name: stated(name),
      creditCode: creditCode?.trim() ? creditCode : null,
      region: region ?? null,
      owner: { email: owner.email, name: owner.name, password: owner.password, language: owner.language ?? language },
    };
    return reply(await this.register.execute(application, network), language);
  }

  @Mutation(() => OrganisationResult, { description: 'Verifies, rejects, suspends or reinstates an organisation.' })
  async decideOrganisation(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('decision', { type: () => OrganisationDecisionEnum, description: 'The decision.' })
    decision: OrganisationDecision,
    @Args('reason', {
      nullable: true,
      type: () => String,
      description: 'Why; needed for all but a plain verification.',
    })
    reason: string | null,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.decide.execute(viewer, id, decision, reason ?? null), language);
  }

  @Mutation(() => OrganisationResult, {
    description: 'Records which honours a firm holds; they count for all its listings.',
  })
  async recordHonours(
    @Args('id', { type: () => ID, description: 'Id of the firm.' }) id: string,
    @Args('honours', { type: () => [HonourInput], description: 'All it holds.' }) honours: HonourInput[],
    @Args('expectedVersion', {
      nullable: true,
      type: () => Int,
      description: 'Version of the firm you have read: refused with STALE_VERSION when it was changed since.',
    })
    expectedVersion: number | null,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(
      await this.record.execute(
        viewer,
        id,
        honours.map((honour) => stated(honour) as Honour),
        expectedVersion ?? null,
      ),
      language,
    );
  }

  @ResolveField(() => CodedObject, { nullable: true, description: 'Seat.' })
  region(@Parent() { region }: Organisation, @Speaking() language: Language): CodedObject | null {
    return region === null ? null : coded(region, labels(language).region);
  }

  @ResolveField(() => [HonourObject], { description: 'Honours.' })
  honours(@Parent() { honours }: Organisation, @Speaking() language: Language): HonourObject[] {
    const label = labels(language);
    return honours.map(({ code, ...rest }) => ({ ...rest, scheme: coded(code, label.honour) }));
  }

  @ResolveField(() => String, { nullable: true, description: 'Unified social credit code.' })
  creditCode(@Parent() { creditCode }: Organisation): string | null {
    return creditCode;
  }

  @ResolveField(() => CreditCodeCheckEnum, {
    nullable: true,
    description: 'Whether the code passes its check; for the organisation itself and operators.',
  })
  creditCodeCheck(
    @Parent() organisation: Organisation,
    @Asking() viewer: Viewer | null,
  ): Organisation['creditCodeCheck'] | null {
    return mayKnow(organisation, viewer) ? organisation.creditCodeCheck : null;
  }

  @ResolveField(() => Date, {
    nullable: true,
    description: 'Since when it waits to be verified; for the organisation itself and operators.',
  })
  waitingSince(@Parent() organisation: Organisation, @Asking() viewer: Viewer | null): Date | null {
    return organisation.state === 'PENDING' && mayKnow(organisation, viewer) ? organisation.createdAt : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why operators decided as they did; for the organisation itself and operators.',
  })
  reason(@Parent() organisation: Organisation, @Asking() viewer: Viewer | null): string | null {
    return mayKnow(organisation, viewer) ? organisation.reason : null;
  }
}

const mayKnow = ({ id }: Organisation, viewer: Viewer | null): boolean =>
  viewer?.organisationId === id || viewer?.kind === 'OPERATOR';

@Resolver(() => MemberObject)
export class MemberResolver {
  constructor(
    private readonly reads: Reads,
    private readonly add: AddMember,
    private readonly changeRole: ChangeMemberRole,
    private readonly deactivate: DeactivateMember,
    private readonly password: ChangePassword,
  ) {}

  @ResolveField(() => String, {
    description: "Name, as the member gave it; those of the demonstration have one in the reader's language.",
  })
  name(@Parent() member: Member, @Speaking() language: Language): string {
    return memberName(member, language);
  }

  @Query(() => [MemberObject], { description: 'The members of your own organisation.' })
  members(@Signed() viewer: Viewer): Promise<readonly Member[]> {
    return this.reads.members(viewer.organisationId);
  }

  @Mutation(() => MemberResult, { description: 'Adds a colleague to your own organisation.' })
  async addMember(
    @Args('member', { description: 'The colleague.' }) member: MemberInput,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.add.execute(viewer, { ...member, language: member.language ?? 'zh' }), language);
  }

  @Mutation(() => MemberResult, { description: 'Gives a colleague another role.' })
  async changeMemberRole(
    @Args('id', { type: () => ID, description: 'Id of the member.' }) id: string,
    @Args('role', { type: () => RoleEnum, description: 'The role.' }) role: Role,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.changeRole.execute(viewer, id, role), language);
  }

  @Mutation(() => MemberResult, {
    description: 'Ends the membership of a colleague; every session of theirs ends too.',
  })
  async deactivateMember(
    @Args('id', { type: () => ID, description: 'Id of the member.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.deactivate.execute(viewer, id), language);
  }

  @Mutation(() => ChangePasswordResult, { description: 'Changes your own password; every other session ends.' })
  async changePassword(
    @Args('current', { description: 'The present password.' }) current: string,
    @Args('next', { description: 'The new one, at least 12 characters.' }) next: string,
    @Signed() viewer: Viewer,
    @From() network: string,
    @Speaking() language: Language,
  ) {
    const outcome = await this.password.execute(viewer, current, next, network);
    return reply(outcome.ok ? accepted({ done: true }) : outcome, language);
  }
}
