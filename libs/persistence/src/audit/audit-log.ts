import type { Clock, Digest } from '@huanpei/app';
import { chain, type AuditEntry, type Decision } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { lockToCommit } from '../locks';
import { insertAll, rows } from '../rows';
import { storable } from '../storable';
import { AuditSchema } from './audit.schema';

/**
 * Appends the decisions of a transaction to the chain. The lock is held to the commit, so the next writer reads this
 * one's last link; a rolled back transaction leaves no gap.
 */
export async function appendToChain(
  manager: EntityManager,
  decisions: readonly Decision[],
  clock: Clock,
  digest: Digest,
): Promise<void> {
  if (decisions.length === 0) return;
  await lockToCommit(manager, 'AUDIT');
  const [last] = await rows<{ position: string; hash: string }>(
    manager,
    'select position, hash from audit_entry order by position desc limit 1',
  );
  let previous: Pick<AuditEntry, 'position' | 'hash'> | null = last
    ? { position: Number(last.position), hash: last.hash }
    : null;
  const at = clock.now();
  const entries: AuditEntry[] = [];
  for (const decision of decisions) {
    // The hash is over what is kept, and text that cannot be kept is mended on the way.
    const entry = chain(storable(decision), previous, at, (text) => digest.sha256(text));
    entries.push(entry);
    previous = entry;
  }
  await insertAll(manager, AuditSchema, entries);
}
