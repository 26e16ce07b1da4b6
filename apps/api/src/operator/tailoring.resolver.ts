import { Clock, CloseTailoringWarning, entriesAt, Reads } from '@huanpei/app';
import {
  elapse,
  type AuditDetail,
  type AuditEntry,
  type Language,
  type Organisation,
  type Tailoring,
  type Tender,
  type Viewer,
} from '@huanpei/domain';
import { Args, ID, Int, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { connected, connectionOf, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Loading, Signed, Speaking } from '../graphql/context';
import { Described } from '../graphql/described';
import type { Loaders } from '../graphql/loaders';
import { reply, resultOf } from '../graphql/refusal';
import { TailoringObject } from '../match/feedback.objects';
import { tailoringView } from '../match/feedback.views';
import { OrganisationObject } from '../organisation/organisation.objects';
import { TenderObject } from '../tender/tender.objects';
import { AuditEntryObject } from './audit.objects';

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

const TailoringWarningResult = resultOf('TailoringWarning', TailoringWarningObject);

const WarningConnection = connectionOf('TailoringWarning', () => TailoringWarningObject as never);

@Resolver(() => TailoringWarningObject)
export class TailoringResolver {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
    private readonly close: CloseTailoringWarning,
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

  @Mutation(() => TailoringWarningResult, {
    description:
      'Says that a warning was looked at and what came of it. It stays in the list and in the audit chain, and waits for nobody any more.',
  })
  async closeTailoringWarning(
    @Args('tenderId', { type: () => ID, description: 'Id of the tender.' }) tenderId: string,
    @Args('lotId', { description: 'Id of the lot.' }) lotId: string,
    @Args('revision', { type: () => Int, description: 'Revision of the tender that was checked.' }) revision: number,
    @Args('reason', { description: 'What was found. Operators alone read it.' }) reason: string,
    @Args('again', {
      type: () => Boolean,
      defaultValue: false,
      description:
        'Adds to what was said of it before, which then stays beside it. Without it a warning that somebody has looked at is refused with ALREADY_LOOKED_AT and the facts at, who and reason.',
    })
    again: boolean,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    const closed = await this.close.execute(viewer, { tenderId, lotId, revision }, reason, again);
    return reply(closed.ok ? { ok: true, value: warningOf(closed.value) } : closed, language);
  }

  @ResolveField(() => AuditEntryObject, {
    nullable: true,
    description: 'When an operator looked at it last, who and what came of it; null while nobody did.',
  })
  async closed(@Parent() warning: Warning, @Loading() loaders: Loaders): Promise<AuditEntryObject | null> {
    const [newest] = await this.closings(warning, loaders);
    return newest ?? null;
  }

  @ResolveField(() => [AuditEntryObject], {
    description: 'Every time that an operator said what came of it, newest first.',
  })
  async closings(@Parent() warning: Warning, @Loading() loaders: Loaders): Promise<readonly AuditEntryObject[]> {
    const entries = entriesAt(await loaders.tailoringClosed.load(warning.tenderId), warning);
    return entries.map((entry) => ({ ...entry, data: JSON.stringify(entry.data) }));
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
