import { Injectable } from '@nestjs/common';
import {
  accepted,
  amendTender,
  cancelTender,
  editTender,
  publishTender,
  refused,
  type AuditAction,
  type Notification,
  type Operation,
  type Outcome,
  type Tender,
  type TenderContent,
  type Viewer,
} from '@huanpei/domain';
import { ownershipOfTender, reachable } from '../access';
import { decidedBy } from '../decisions';
import { Chance, Clock } from '../ports/platform';
import { Work, type Tx } from '../ports/work';
import { minimumPeriods } from '@huanpei/reference';
import { LONGEST_REASON, tooLong } from '../text-faults';
import { tenderFaults, workingCopyFaults } from './tender-faults';

async function change(
  tx: Tx,
  viewer: Viewer,
  id: string,
  operation: Operation,
  expectedVersion: number | null,
  decide: (tender: Tender) => Outcome<Tender>,
): Promise<Outcome<Tender>> {
  const before = reachable(operation, viewer, await tx.tenders.take(id), ownershipOfTender);
  if (!before) return refused({ code: 'NOT_FOUND', field: 'id' });
  if (expectedVersion !== null && before.version !== expectedVersion) {
    return refused({ code: 'STALE_VERSION', field: 'expectedVersion', facts: { version: before.version } });
  }
  const decided = decide(before);
  if (decided.ok) await tx.tenders.save(decided.value);
  return decided;
}

/** What follows from every change the public sees: the kept revision, the change log, the matcher and the index. */
async function announce(tx: Tx, viewer: Viewer, tender: Tender, action: AuditAction, now: Date): Promise<void> {
  await tx.tenders.keepRevision(tender.id, tender.revision, tender.content, now);
  await tx.change({ kind: 'TENDER', id: tender.id, revision: tender.revision });
  await tx.enqueue('match-tender', { tenderId: tender.id, revision: tender.revision });
  await tx.enqueue('tell-watchers', { kind: 'TENDER', id: tender.id });
  await tx.enqueue('index-tender', { tenderId: tender.id, revision: tender.revision });
  await tx.audit(
    decidedBy(
      viewer,
      action,
      { subjectKind: 'TENDER', subjectId: tender.id },
      {
        revision: tender.revision,
        reason: tender.reason,
        data: { deadline: tender.content.deadline },
      },
    ),
  );
}

/** Saves a draft. `expectedVersion` guards against overwriting a colleague's. */
@Injectable()
export class UpdateTender {
  constructor(private readonly work: Work) {}

  async execute(
    viewer: Viewer,
    id: string,
    content: TenderContent,
    expectedVersion: number,
    workingCopy: string | null = null,
  ): Promise<Outcome<Tender>> {
    const faults = [...tenderFaults(content), ...workingCopyFaults(workingCopy)];
    if (faults.length > 0) return refused(...faults);
    return this.work.run((tx) =>
      change(tx, viewer, id, 'Mutation.updateTender', expectedVersion, (tender) =>
        editTender(tender, content, workingCopy),
      ),
    );
  }
}

/** Opens a tender to bids and sends it to the matcher. `expectedVersion` guards against publishing what nobody has read. */
@Injectable()
export class PublishTender {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute(viewer: Viewer, id: string, expectedVersion: number | null = null): Promise<Outcome<Tender>> {
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const published = await change(tx, viewer, id, 'Mutation.publishTender', expectedVersion, (tender) => {
        const faults = tenderFaults(tender.content);
        return faults.length > 0
          ? refused(...faults)
          : publishTender(tender, minimumPeriods(tender.content.track, tender.content.method), now);
      });
      if (published.ok) await announce(tx, viewer, published.value, 'TENDER_PUBLISHED', now);
      return published;
    });
  }
}

/** Changes a published tender within the legal periods; earlier matches become stale and everyone told is told anew. */
@Injectable()
export class AmendTender {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  async execute(
    viewer: Viewer,
    id: string,
    content: TenderContent,
    reason: string | null,
    expectedVersion: number,
  ): Promise<Outcome<Tender>> {
    const faults = [...tenderFaults(content), ...tooLong(reason, LONGEST_REASON, 'reason')];
    if (faults.length > 0) return refused(...faults);
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const amended = await change(tx, viewer, id, 'Mutation.amendTender', expectedVersion, (tender) =>
        amendTender(tender, content, reason, minimumPeriods(content.track, content.method), now),
      );
      if (!amended.ok) return amended;
      await announce(tx, viewer, amended.value, 'TENDER_AMENDED', now);
      await tellSuppliers(tx, this.chance, now, amended.value, 'TENDER_AMENDED');
      return amended;
    });
  }
}

/** Ends a tender; the suppliers who were told of it are told why. */
@Injectable()
export class CancelTender {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  async execute(viewer: Viewer, id: string, reason: string | null): Promise<Outcome<Tender>> {
    const long = tooLong(reason, LONGEST_REASON, 'reason');
    if (long.length > 0) return refused(...long);
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const cancelled = await change(tx, viewer, id, 'Mutation.cancelTender', null, (tender) =>
        cancelTender(tender, reason),
      );
      if (!cancelled.ok) return cancelled;
      const tender = cancelled.value;
      if (tender.publishedAt !== null) {
        await tx.change({ kind: 'TENDER', id, revision: tender.revision });
        await tx.enqueue('tell-watchers', { kind: 'TENDER', id });
        await tx.enqueue('index-tender', { tenderId: id, revision: tender.revision });
        await tellSuppliers(tx, this.chance, now, tender, 'TENDER_CANCELLED');
      }
      await tx.audit(
        decidedBy(
          viewer,
          'TENDER_CANCELLED',
          { subjectKind: 'TENDER', subjectId: id },
          { revision: tender.revision, reason: tender.reason },
        ),
      );
      return accepted(tender);
    });
  }
}

async function tellSuppliers(
  tx: Tx,
  chance: Chance,
  now: Date,
  tender: Tender,
  kind: 'TENDER_AMENDED' | 'TENDER_CANCELLED',
): Promise<void> {
  // Read here, where the tender is locked: whoever was told before this change hears of it.
  const suppliers = await tx.notifications.suppliersTold(tender.id);
  const notifications = suppliers.map((organisationId): Notification => ({
    id: chance.id(),
    organisationId,
    kind,
    tenderId: tender.id,
    listingId: null,
    revision: tender.revision,
    matches: [],
    reason: tender.reason,
    createdAt: now,
    readAt: null,
  }));
  await tx.notifications.add(notifications);
}
