import { rows, type Sql } from './rows';

/**
 * Advisory locks of this product ("huan" in the upper half). They are taken in the order in which they stand here, at
 * the end of a transaction, and held to its commit.
 */
const HOUSE = 0x6875616e;
const LOCKS = { AUDIT: 1, CHANGE: 2, MIGRATE: 3 } as const;

/** Waits for the lock and holds it to the end of the transaction. */
export async function lockToCommit(sql: Sql, lock: keyof typeof LOCKS): Promise<void> {
  await rows(sql, 'select pg_advisory_xact_lock($1, $2)', [HOUSE, LOCKS[lock]]);
}
