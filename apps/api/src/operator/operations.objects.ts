import type { DeliveryBacklog, QueueCounts, SearchStatus, MarketIndexStatus } from '@huanpei/app';
import { Float, Int, ObjectType } from '@nestjs/graphql';
import { Described, Optional } from '../graphql/described';
import { Long } from '../graphql/scalars';

@ObjectType('QueueCounts', { description: 'The jobs of one kind.' })
export class QueueCountsObject implements QueueCounts {
  @Described(() => String, 'Which job.')
  readonly job!: QueueCounts['job'];

  @Described(() => Int, 'Committed, and not yet handed to the queue.')
  readonly outbox!: number;

  @Described(() => Int, 'In the queue, to run now.')
  readonly waiting!: number;

  @Described(() => Int, 'Under way in any process.')
  readonly active!: number;

  @Described(() => Int, 'To run later: tried again after a failure, or scheduled.')
  readonly delayed!: number;

  @Described(() => Int, 'Given up after all attempts, and not sent again.')
  readonly failed!: number;

  @Optional(() => Date, 'When the oldest of those that wait was sent; none when nothing waits.')
  readonly oldestWaitingAt!: Date | null;
}

@ObjectType('SearchOperations', { description: 'The search index.' })
export class SearchOperationsObject {
  @Described(() => String, 'The index that was set up: `postgres` or `meilisearch`.')
  readonly backend!: string;

  @Optional(() => String, 'The index that answers now; none when that cannot be found out.')
  readonly answering!: SearchStatus['answering'] | null;

  @Optional(() => String, 'Why another answers than the one that was set up; none when it does not.')
  readonly because!: string | null;

  @Optional(() => String, '`WHOLE`, `REBUILDING`, or `INCOMPLETE`; none when that cannot be found out.')
  readonly state!: string | null;

  @Optional(() => Int, 'Of a rebuild under way: documents done.')
  readonly rebuilt!: number | null;

  @Optional(() => Int, 'Of how many.')
  readonly rebuiltOf!: number | null;

  @Optional(() => Int, 'Index jobs that are committed and not done.')
  readonly waiting!: number | null;

  @Optional(() => Int, 'Writes that the search server has accepted and not yet done.')
  readonly serverBacklog!: number | null;

  @Optional(() => Float, 'Milliseconds since the oldest of them was accepted.')
  readonly serverLagMs!: number | null;

  @Optional(() => Int, 'Things whose last write the server has not accepted yet.')
  readonly owed!: number | null;

  @Optional(() => Float, 'Milliseconds from a change to the moment when it can be found: half of the last changes.')
  readonly lagP50Ms!: number | null;

  @Optional(() => Float, 'The same for 95 of 100.')
  readonly lagP95Ms!: number | null;

  @Optional(() => String, 'What is wrong, in a word; none when nothing is.')
  readonly fault!: string | null;
}

@ObjectType('MarketOperations', { description: 'The market in the memory of the process that answers.' })
export class MarketOperationsObject {
  @Optional(() => String, '`OFF`, `LOADING` or `READY`; none when it does not say.')
  readonly state!: MarketIndexStatus['state'] | null;

  @Optional(() => Long, 'Position of the change log up to which it is held.')
  readonly position!: number | null;

  @Optional(() => Int, 'Changes that are committed and not yet applied; none when the database cannot be asked.')
  readonly lag!: number | null;

  @Optional(() => Int, 'Offers held.')
  readonly offers!: number | null;

  @Optional(() => Long, 'Bytes that they take.')
  readonly bytes!: number | null;

  @Optional(() => Boolean, 'Whether it is being built anew, while it answers.')
  readonly rebuilding!: boolean | null;

  @Optional(() => String, 'What is wrong, in a word; none when nothing is.')
  readonly fault!: string | null;
}

@ObjectType('DeliveryBacklog', { description: 'What is on its way out of the product.' })
export class DeliveryBacklogObject implements DeliveryBacklog {
  @Described(() => Int, 'Mails that are composed and not sent.')
  readonly mails!: number;

  @Optional(() => Date, 'When the oldest of them was composed.')
  readonly oldestMailAt!: Date | null;

  @Described(() => Int, 'Notifications that are due to be mailed and in no mail yet.')
  readonly dueItems!: number;

  @Described(() => Int, 'Events that are not delivered to a webhook yet, nor given up.')
  readonly webhookDeliveries!: number;

  @Optional(() => Date, 'When the oldest of them was made.')
  readonly oldestDeliveryAt!: Date | null;

  @Described(() => Int, 'Endpoints that were disabled because they failed for too long.')
  readonly disabledWebhooks!: number;
}

@ObjectType('OperationsPart', { description: 'A part of the product and whether it can do its work.' })
export class OperationsPartObject {
  @Described(() => String, 'Which.')
  readonly part!: string;

  @Described(() => Boolean, 'Whether it can.')
  readonly ok!: boolean;

  @Optional(() => String, 'What is wrong, in a word.')
  readonly fault!: string | null;
}

@ObjectType('Operations', { description: 'How the product does, as the process that answers sees it.' })
export class OperationsObject {
  @Described(() => Date, 'As of when.')
  readonly asOf!: Date;

  @Described(() => Boolean, 'Whether every part can do its work.')
  readonly ok!: boolean;

  @Described(() => [OperationsPartObject], 'Each part: database, queue, search, market, threads, mail, workers.')
  readonly parts!: readonly OperationsPartObject[];

  @Optional(() => [QueueCountsObject], 'Each queue; none when the queue or the database does not answer.')
  readonly queues!: readonly QueueCountsObject[] | null;

  @Optional(() => Int, 'Committed jobs not yet handed to a queue.')
  readonly outbox!: number | null;

  @Optional(() => Float, 'Age of the oldest of them in milliseconds, 0 when there is none.')
  readonly oldestOutboxMs!: number | null;

  @Described(() => SearchOperationsObject, 'Search.')
  readonly search!: SearchOperationsObject;

  @Described(() => MarketOperationsObject, 'The market.')
  readonly market!: MarketOperationsObject;

  @Optional(() => DeliveryBacklogObject, 'Mail and webhooks; none when the database does not answer.')
  readonly delivery!: DeliveryBacklogObject | null;
}
