import { DeadJobs, RetryDeadJob, type DeadJob } from '@huanpei/app';
import type { Viewer } from '@huanpei/domain';
import { Args, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Signed } from '../graphql/context';
import { Described } from '../graphql/described';

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
    private readonly deadJobsPort: DeadJobs,
    private readonly retry: RetryDeadJob,
  ) {}

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
