export { createQueue, type JobQueue, type QueueOptions } from './create-queue';
export { faultCode, QueueFault, type QueueLog } from './log';
export { queueMigrations } from './migrations';
export { OutboxJobSink } from './outbox-job-sink';
export { type DatabaseConnection, prepareQueueDatabase } from './postgres-backend';
export type { Patience } from './queues';
