import type { DataSource } from 'typeorm';
import { rows, type Sql } from './rows';

/**
 * Advisory locks of this product ("huan" in the upper half). They are taken in the order in which they stand here, at
 * the end of a transaction, and held to its commit.
 */
const HOUSE = 0x6875616e;
const LOCKS = { AUDIT: 1, CHANGE: 2, MIGRATE: 3 } as const;
/** Held by a connection, outside any transaction. */
const LONG_LOCKS = { REBUILD_SEARCH: 'rebuild search' } as const;

/** Waits for the lock and holds it to the end of the transaction. */
export async function lockToCommit(sql: Sql, lock: keyof typeof LOCKS): Promise<void> {
  await rows(sql, 'select pg_advisory_xact_lock($1, $2)', [HOUSE, LOCKS[lock]]);
}

/**
 * Takes a lock on a subject unless another connection holds it; then the answer is undefined. It is held by a connection
 * of its own until it is released, or the connection ends.
 */
export async function tryLock(
  source: DataSource,
  lock: keyof typeof LONG_LOCKS,
  subject: string,
): Promise<{ release(): Promise<void> } | undefined> {
  const runner = source.createQueryRunner();
  try {
    const key = `${LONG_LOCKS[lock]} ${subject}`;
    const [row] = await rows<{ held: boolean }>(runner, 'select pg_try_advisory_lock($1, hashtext($2)) as held', [
      HOUSE,
      key,
    ]);
    if (row?.held) {
      return {
        release: async () => {
          try {
            await rows(runner, 'select pg_advisory_unlock($1, hashtext($2))', [HOUSE, key]);
          } finally {
            await runner.release();
          }
        },
      };
    }
  } catch (fault) {
    await runner.release();
    throw fault;
  }
  await runner.release();
  return undefined;
}
