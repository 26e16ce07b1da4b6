import { Clock, JobSource, Reads } from '@huanpei/app';
import { Health, type PartHealth } from '@huanpei/runtime';
import { Query, Resolver } from '@nestjs/graphql';
import { OperationsObject } from './operations.objects';

type Value = PartHealth['detail'][string];

@Resolver()
export class OperationsResolver {
  constructor(
    private readonly health: Health,
    private readonly jobs: JobSource,
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  @Query(() => OperationsObject, { description: 'Queues, search, market and deliveries. An outage is an answer.' })
  async operations(): Promise<OperationsObject> {
    const { ok, parts } = await this.health.ready();
    const detailOf = (part: PartHealth['part']) => parts.find((one) => one.part === part)?.detail ?? {};
    const isUp = (part: PartHealth['part']) => parts.some((one) => one.part === part && one.ok);
    const [queue, search, market] = [detailOf('queue'), detailOf('search'), detailOf('market')];
    // What is known to be away is not asked again.
    const [queues, delivery] = await Promise.all([
      isUp('queue') ? this.jobs.queues() : null,
      isUp('database') ? this.reads.deliveryBacklog(this.clock.now()) : null,
    ]);
    return {
      asOf: this.clock.now(),
      ok,
      parts: parts.map(({ part, ok: does, detail }) => ({ part, ok: does, fault: text(detail['fault']) })),
      queues,
      outbox: number(queue['outbox']),
      oldestOutboxMs: number(queue['oldestOutboxMs']),
      search: {
        backend: String(search['backend']),
        // Without a server beside it, Postgres is the one that answers.
        answering: (text(search['answering']) ??
          (search['backend'] === 'postgres' && isUp('search') ? 'postgres' : null)) as
          'postgres' | 'meilisearch' | null,
        because: text(search['because']),
        state: text(search['state']),
        rebuilt: number(search['rebuilt']),
        rebuiltOf: number(search['rebuiltOf']),
        waiting: number(search['waiting']),
        serverBacklog: number(search['serverBacklog']),
        serverLagMs: number(search['serverLagMs']),
        owed: number(search['owed']),
        lagP50Ms: number(search['lagP50Ms']),
        lagP95Ms: number(search['lagP95Ms']),
        fault: text(search['fault'] ?? search['server'] ?? search['figures']),
      },
      market: {
        state: text(market['state']) as OperationsObject['market']['state'],
        position: number(market['position']),
        lag: number(market['lag']),
        offers: number(market['offers']),
        bytes: number(market['bytes']),
        rebuilding: typeof market['rebuilding'] === 'boolean' ? market['rebuilding'] : null,
        fault: text(market['fault']),
      },
      delivery,
    };
  }
}

const number = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null);
const text = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);
