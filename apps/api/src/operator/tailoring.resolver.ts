import { Clock, Reads } from '@huanpei/app';
import {
  elapse,
  type AuditDetail,
  type AuditEntry,
  type Language,
  type Organisation,
  type Tailoring,
  type Tender,
} from '@huanpei/domain';
import { Args, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { connected, connectionOf, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Loading, Speaking } from '../graphql/context';
import { Described } from '../graphql/described';
import type { Loaders } from '../graphql/loaders';
import { TailoringObject } from '../match/feedback.objects';
import { tailoringView } from '../match/feedback.views';
import { OrganisationObject } from '../organisation/organisation.objects';
import { TenderObject } from '../tender/tender.objects';

@ObjectType('TailoringWarning', {
  description: 'A lot of a published tender that one supplier alone met when it was checked against the market.',
})
export class TailoringWarningObject {
  @Described(() => Date, 'When it was found.')
  readonly at!: Date;

  @Described(() => Int, 'Revision of the tender that was checked.')
  readonly revision!: number;

  @Described(() => String, 'Id of the lot.')
  readonly lotId!: string;

  @Described(() => Int, 'How many listings were compared.')
  readonly compared!: number;
}

/** What was written down of it. */
interface Warning extends TailoringWarningObject {
  readonly tenderId: string;
  readonly tailoring: Tailoring;
}

const WarningConnection = connectionOf('TailoringWarning', () => TailoringWarningObject as never);

@Resolver(() => TailoringWarningObject)
export class TailoringResolver {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  @Query(() => WarningConnection, {
    description:
      'Published tenders that look as if they were written for one supplier, newest first, from the audit chain.',
  })
  tailoringWarnings(@Args() page: PageArgs): Promise<Connection<Warning>> {
    return connected(
      this.reads.auditTrail({ actions: ['TAILORING_SUSPECTED'] }, pageOf(page)).then(({ items, ...rest }) => ({
        ...rest,
        items: items.map(({ cursor, node }) => ({ cursor, node: warningOf(node) })),
      })),
    );
  }

  @ResolveField(() => TenderObject, { description: 'The tender, as it is now.' })
  tender(@Parent() { tenderId }: Warning, @Loading() loaders: Loaders): Promise<Tender> {
    return known(loaders.tender.load(tenderId), tenderId);
  }

  @ResolveField(() => OrganisationObject, { description: 'The one supplier.' })
  supplier(@Parent() { tailoring }: Warning, @Loading() loaders: Loaders): Promise<Organisation> {
    return known(loaders.organisation.load(tailoring.supplierId), tailoring.supplierId);
  }

  @ResolveField(() => Boolean, { description: 'Whether the tender is still open at the revision that was checked.' })
  async current(@Parent() { tenderId, revision }: Warning, @Loading() loaders: Loaders): Promise<boolean> {
    const tender = await known(loaders.tender.load(tenderId), tenderId);
    return tender.revision === revision && elapse(tender, this.clock.now()).state === 'PUBLISHED';
  }

  @ResolveField(() => TailoringObject, { description: 'What was found, with the article that speaks of it.' })
  async tailoring(
    @Parent() { tailoring, tenderId }: Warning,
    @Loading() loaders: Loaders,
    @Speaking() language: Language,
  ): Promise<TailoringObject> {
    const tender = await known(loaders.tender.load(tenderId), tenderId);
    return tailoringView(tailoring, tender.content.track, language);
  }
}

function warningOf({ at, revision, subjectId, data }: AuditEntry): Warning {
  const number = (name: AuditDetail): number => Number(data[name]);
  return {
    at,
    revision: revision ?? 0,
    lotId: String(data['lotId']),
    compared: number('compared'),
    tenderId: subjectId,
    tailoring: {
      kind: data['kind'] as Tailoring['kind'],
      supplierId: String(data['supplierId']),
      listings: number('listings'),
      oneFigureAway: data['oneFigureAway'] == null ? null : number('oneFigureAway'),
      suppliersCompared: number('suppliersCompared'),
    },
  };
}

/** What the audit chain names is never deleted. */
async function known<T>(loading: Promise<T | undefined>, id: string): Promise<T> {
  const found = await loading;
  if (!found) throw new Error(`the audit chain names ${id}, which is not there`);
  return found;
}
