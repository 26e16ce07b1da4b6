import { createHash } from 'node:crypto';
import { Chance, Digest, JobSink, type JobToPut, type SqlRunner } from '@huanpei/app';
import { fixedClock, freshDatabase, type FixedClock } from '@huanpei/testing';
import { Database, migrate, TypeormReads, TypeormWork } from '../src';
import { nextId, NOON } from './samples';

export class NodeDigest extends Digest {
  sha256(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }
}

export class CountingChance extends Chance {
  id(): string {
    return nextId('made');
  }
  secret(): string {
    return nextId('secret');
  }
}

/** Keeps jobs in a table that the migration below makes, on the caller's transaction. */
class TableSink extends JobSink {
  async putAll(tx: SqlRunner, jobs: readonly JobToPut[]): Promise<void> {
    for (const { job, payload } of jobs)
      await tx.query('insert into sent_job (job, payload) values ($1, $2)', [job, JSON.stringify(payload)]);
  }
}

const SENT_JOBS = {
  name: 'spec-0001-sent-job',
  sql: 'create table sent_job (job text not null, payload jsonb not null)',
};

export interface StoreUnderTest {
  readonly url: string;
  readonly database: Database;
  readonly work: TypeormWork;
  readonly reads: TypeormReads;
  readonly clock: FixedClock;
  readonly digest: Digest;
  /** Any statement, past the stores. */
  sql<R = Record<string, unknown>>(text: string, parameters?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

/** The adapters on a database of the spec file's own. */
export async function storeUnderTest(): Promise<StoreUnderTest> {
  const fresh = await freshDatabase(async (url) => void (await migrate(url, [SENT_JOBS])), 'persistence');
  const faults: Error[] = [];
  const database = await Database.open({ connection: fresh.url, onFault: (fault) => faults.push(fault) });
  const clock = fixedClock(NOON);
  const digest = new NodeDigest();
  return {
    url: fresh.url,
    database,
    work: new TypeormWork(database, new TableSink(), clock, digest),
    reads: new TypeormReads(database),
    clock,
    digest,
    sql: (text, parameters) => database.source.query(text, parameters),
    close: async () => {
      await database.close();
      await fresh.drop();
    },
  };
}
