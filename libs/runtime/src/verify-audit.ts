import { firstBrokenLink, type AuditEntry, type BrokenLink } from '@huanpei/domain';
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
  const digest = new Sha256Digest();
  try {
    const reads = new TypeormReads(database);
    let previous: AuditEntry | null = null;
    for (;;) {
      const after: number = previous?.position ?? 0;
      const entries = await reads.auditEntries(after, BATCH);
      const broken = firstBrokenLink(entries, previous, (text) => digest.sha256(text));
      if (broken) return { entries: broken.position - 1, lastHash: null, broken };
      previous = entries.at(-1) ?? previous;
      if (entries.length < BATCH)
        return { entries: previous?.position ?? 0, lastHash: previous?.hash ?? null, broken: null };
    }
  } finally {
    await database.close();
  }
}
