import { DeadJobs, Reads, RetryDeadJob, type DeadJob } from '@huanpei/app';
import type { AuditEntry, Viewer } from '@huanpei/domain';
import { Args, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { connected, connectionOf, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Signed } from '../graphql/context';
import { Described, Optional } from '../graphql/described';
import { AuditActionEnum, AuditSubjectEnum } from '../graphql/enums';
import { Long } from '../graphql/scalars';

@ObjectType('AuditEntry', {
  description: 'One link of the audit chain: a decision with the hash of the one before it.',
})
export class AuditEntryObject implements Omit<AuditEntry, 'data'> {
  @Described(() => Long, '1, 2, 3 … without a gap.')
  readonly position!: number;

  @Described(() => Date, 'When.')
  readonly at!: Date;

  @Described(
    () => String,
    'Id of the member, `API_KEY:` and the id of the key with which a program acted, or `SYSTEM` for what a job or the clock decided.',
  )
  readonly actor!: string;

  @Optional(() => ID, "The member's organisation.")
  readonly organisationId!: string | null;

  @Described(() => AuditActionEnum, 'What was decided.')
  readonly action!: AuditEntry['action'];

  @Described(() => AuditSubjectEnum, 'What kind of thing it was about.')
  readonly subjectKind!: AuditEntry['subjectKind'];

  @Described(() => ID, 'Which.')
  readonly subjectId!: string;

  @Optional(() => Int, 'Its revision.')
  readonly revision!: number | null;

  @Optional(() => String, 'Why.')
  readonly reason!: string | null;

  @Described(() => String, 'What else was kept, as JSON.')
  readonly data!: string;

  @Described(() => String, 'Hash of the entry before.')
  readonly previousHash!: string;

  @Described(() => String, 'Hash of this entry.')
  readonly hash!: string;
}

const AuditConnection = connectionOf('AuditEntry', () => AuditEntryObject);

@ObjectType('DeadJob', { description: 'A job that failed as often as it may.' })
export class DeadJobObject implements Omit<DeadJob, 'payload'> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => String, 'Which job.')
  readonly job!: string;

  @Described(() => String, 'What it carries, as JSON.')
  readonly payload!: string;

  @Described(() => String, 'How it failed last.')
  readonly error!: string;

  @Described(() => Int, 'How often it was tried.')
  readonly attempts!: number;

  @Described(() => Date, 'When it was given up.')
  readonly failedAt!: Date;
}

@Resolver()
export class OperatorResolver {
  constructor(
    private readonly reads: Reads,
    private readonly deadJobsPort: DeadJobs,
    private readonly retry: RetryDeadJob,
  ) {}

  @Query(() => AuditConnection, { description: 'The audit chain, newest first.' })
  auditTrail(
    @Args() page: PageArgs,
    @Args('subjectId', { nullable: true, type: () => ID, description: 'Only about this thing.' })
    subjectId?: string | null,
  ): Promise<Connection<AuditEntryObject>> {
    const reading = this.reads.auditTrail(subjectId ?? null, pageOf(page));
    return connected(
      reading.then(({ items, ...rest }) => ({
        ...rest,
        items: items.map(({ cursor, node }) => ({ cursor, node: { ...node, data: JSON.stringify(node.data) } })),
      })),
    );
  }

  @Query(() => [DeadJobObject], { description: 'Jobs that were given up, newest first.' })
  async deadJobs(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'How many, at most 100.' }) first: number,
  ): Promise<DeadJobObject[]> {
    const jobs = await this.deadJobsPort.list(Math.min(Math.max(first, 1), 100));
    return jobs.map((job) => ({ ...job, payload: JSON.stringify(job.payload) }));
  }

  @Mutation(() => Boolean, { description: 'Sends a dead job again; false when there is no such job.' })
  async retryDeadJob(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
  ): Promise<boolean> {
    return this.retry.execute(viewer, id);
  }
}
