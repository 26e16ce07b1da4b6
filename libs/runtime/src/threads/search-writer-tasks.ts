import { type RowKind, SearchWriter, Transferred, type ThreadDefinition, type Written } from '@huanpei/app';
import { Database, PgSearchSource, TypeormReads } from '@huanpei/persistence';
import { PostgresSearchIndex } from '@huanpei/search';
import { Pool, type ClientBase } from 'pg';
import { GivingWay } from '../embedded-postgres';
import { SystemClock } from '../platform';

/** For the thread, which loads this file. */
export { Transferred };

export interface BringTask {
  readonly databaseUrl: string;
  /** Whether its connections give way to others: the database is the built-in one. */
  readonly givesWay: boolean;
  readonly kind: RowKind;
  readonly ids: readonly string[];
  readonly piece: number;
}

export const THREADS = {
  rebuild: { mayWait: 4, tasks: bringing },
} as const satisfies Readonly<Record<string, ThreadDefinition>>;

/** Brings the index of Postgres in line with rows, on connections of its own. */
function bringing() {
  let opened: Promise<SearchWriter> | undefined;
  return {
    async bring({ databaseUrl, givesWay, kind, ids, piece }: BringTask): Promise<Written> {
      opened ??= open(databaseUrl, givesWay);
      const writer = await opened.catch((fault: unknown) => {
        opened = undefined;
        throw fault;
      });
      return writer.bring(kind, ids, { piece });
    },
  };
}

async function open(connection: string, givesWay: boolean): Promise<SearchWriter> {
  // One task at a time: a connection that is lost while it is used fails the task, and one that is not is opened again.
  const onFault = (): void => undefined;
  // Where the system does not allow it, the process says so.
  const givingWay = new GivingWay(onFault);
  const giving = givesWay ? { onConnect: (client: ClientBase) => givingWay.connection(client) } : {};
  const database = await Database.open({ connection, poolSize: 2, onFault, ...giving });
  const pool = new Pool({
    connectionString: connection,
    max: 1,
    application_name: 'huanpei search writes',
    pipeline: true,
    ...giving,
  });
  pool.on('error', onFault);
  const index = new PostgresSearchIndex(pool);
  return new SearchWriter(new TypeormReads(database), new PgSearchSource(database), index, new SystemClock());
}
