import { ProveAudit } from '@huanpei/app';
import type { BrokenLink } from '@huanpei/domain';
import { Database, TypeormReads } from '@huanpei/persistence';
import { Sha256Digest } from './platform';

const BATCH = 1_000;

export interface AuditProof {
  /** How many entries were proved. */
  readonly entries: number;
  /** Hash of the last of them: kept elsewhere, it also shows when entries are cut off at the end. */
  readonly lastHash: string | null;
  readonly broken: BrokenLink | null;
}

/** Reads the audit chain from its beginning and proves every link, or names the first that is broken. */
export async function verifyAudit(databaseUrl: string): Promise<AuditProof> {
  const database = await Database.open({ connection: databaseUrl, poolSize: 1, applicationName: 'huanpei audit' });
  try {
    const proving = new ProveAudit(new TypeormReads(database), new Sha256Digest());
    let proved: AuditProof = { entries: 0, lastHash: null, broken: null };
    for (;;) {
      const { from, to, lastHash, broken } = await proving.execute(proved.entries, BATCH);
      if (broken) return { entries: broken.position - 1, lastHash: null, broken };
      if (from === 0) return proved;
      proved = { entries: to, lastHash, broken: null };
    }
  } finally {
    await database.close();
  }
}
