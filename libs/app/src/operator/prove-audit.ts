import { Injectable } from '@nestjs/common';
import { firstBrokenLink, type AuditEntry, type BrokenLink } from '@huanpei/domain';
import { Digest } from '../ports/platform';
import { Reads } from '../ports/reads';

/** A stretch of the audit chain and whether each of its links holds. */
export interface ProvedStretch {
  /** Position of its first entry; 0 where there is none. */
  readonly from: number;
  /** Position of the last entry that was proved; 0 where there is none. */
  readonly to: number;
  /** Hash of that entry. */
  readonly lastHash: string | null;
  readonly broken: BrokenLink | null;
}

/** Reads entries of the chain in order and proves each link to the one before, the first to the entry before it. */
@Injectable()
export class ProveAudit {
  constructor(
    private readonly reads: Reads,
    private readonly digest: Digest,
  ) {}

  /** Position of the newest entry; 0 while there is none. */
  head(): Promise<number> {
    return this.reads.auditHead();
  }

  /** @param after position after which to begin */
  async execute(after: number, limit: number): Promise<ProvedStretch> {
    const [before, entries] = await Promise.all([
      after > 0 ? this.reads.auditEntries(after - 1, 1) : [],
      this.reads.auditEntries(after, limit),
    ]);
    const previous: AuditEntry | null = before.find(({ position }) => position === after) ?? null;
    const from = entries.length === 0 ? 0 : after + 1;
    // Without the entry before it the first link proves nothing.
    if (after > 0 && previous === null && entries.length > 0)
      return { from, to: 0, lastHash: null, broken: { position: after, fault: 'GAP' } };
    const broken = firstBrokenLink(entries, previous, (text) => this.digest.sha256(text)) ?? null;
    const last = broken ? entries.filter(({ position }) => position < broken.position).at(-1) : entries.at(-1);
    return { from, to: last?.position ?? 0, lastHash: last?.hash ?? null, broken };
  }
}
