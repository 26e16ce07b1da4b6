import { memberName, ProveAudit, Reads } from '@huanpei/app';
import type { Language, Organisation } from '@huanpei/domain';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { badInput, connected, pageOf, type Connection } from '../graphql/connection';
import { Loading, Speaking } from '../graphql/context';
import type { Loaders } from '../graphql/loaders';
import { Long } from '../graphql/scalars';
import { stated } from '../graphql/stated';
import { OrganisationObject } from '../organisation/organisation.objects';
import { AuditArgs, AuditConnection, AuditEntryObject, AuditProofObject } from './audit.objects';

/** How many entries one question proves at most. */
const MOST_PROVED = 5_000;

const KEY = /^API_KEY:(.+)$/;

@Resolver(() => AuditEntryObject)
export class AuditResolver {
  constructor(
    private readonly reads: Reads,
    private readonly prove: ProveAudit,
  ) {}

  @Query(() => AuditConnection, { description: 'The audit chain; everything that is given must hold.' })
  auditTrail(@Args() { first, after, order, ...filter }: AuditArgs): Promise<Connection<AuditEntryObject>> {
    const asked = { ...stated(filter), oldestFirst: order === 'OLDEST_FIRST' };
    const reading = this.reads.auditTrail(asked, pageOf({ first, after: after ?? null }));
    return connected(
      reading.then(({ items, ...rest }) => ({
        ...rest,
        items: items.map(({ cursor, node }) => ({ cursor, node: { ...node, data: JSON.stringify(node.data) } })),
      })),
    );
  }

  @Query(() => AuditProofObject, {
    description:
      'Proves a stretch of the audit chain, each link to the one before. `npm run audit:verify` proves all of it.',
  })
  async verifyAudit(
    @Args('after', {
      type: () => Long,
      nullable: true,
      description: 'The position after which to begin; when not given, the newest entries are proved.',
    })
    after: number | null,
    @Args('entries', { type: () => Int, defaultValue: 1_000, description: `How many, at most ${MOST_PROVED}.` })
    entries: number,
  ): Promise<AuditProofObject> {
    if (entries < 1) throw badInput('entries', 'entries 应不小于 1 entries must be at least 1');
    if (after != null && after < 0) throw badInput('after', 'after 应不小于 0 after must be at least 0');
    const [head, most] = [await this.prove.head(), Math.min(entries, MOST_PROVED)];
    const { broken, ...stretch } = await this.prove.execute(after ?? Math.max(0, head - most), most);
    return {
      ...stretch,
      head: Math.max(head, stretch.to),
      holds: broken === null,
      brokenAt: broken?.position ?? null,
      fault: broken?.fault ?? null,
    };
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The name of the member, or of the key; none for `SYSTEM`.',
  })
  async actorName(
    @Parent() { actor }: AuditEntryObject,
    @Loading() loaders: Loaders,
    @Speaking() language: Language,
  ): Promise<string | null> {
    const key = KEY.exec(actor)?.[1];
    if (key !== undefined) return (await loaders.apiKey.load(key))?.name ?? null;
    const member = await loaders.member.load(actor);
    return member ? memberName(member, language) : null;
  }

  @ResolveField(() => OrganisationObject, { nullable: true, description: "The actor's organisation." })
  async organisation(
    @Parent() { organisationId }: AuditEntryObject,
    @Loading() loaders: Loaders,
  ): Promise<Organisation | null> {
    return organisationId === null ? null : ((await loaders.organisation.load(organisationId)) ?? null);
  }
}
