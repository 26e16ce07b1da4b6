import { Injectable } from '@nestjs/common';
import {
  accepted,
  editListing,
  moveListing,
  recallListing,
  refused,
  reviewListing,
  submitListing,
  type AuditAction,
  type Listing,
  type ListingContent,
  type ListingMove,
  type Notification,
  type NotificationKind,
  type Operation,
  type Outcome,
  type ReviewDecision,
  type Viewer,
} from '@huanpei/domain';
import { ownershipOfListing, reachable } from '../access';
import { decidedBy } from '../decisions';
import { Chance, Clock } from '../ports/platform';
import { Work, type Tx } from '../ports/work';
import { LONGEST_REASON, tooLong } from '../text-faults';
import { listingFaults } from './listing-faults';
import { changeMarket } from './market-change';

/**
 * Takes the firm and then the listing under a lock, decides, saves; the market follows when what buyers see has changed.
 * The firm comes first, as where operators decide on the firm: a listing approved while its firm is suspended waits.
 */
export async function changeListing(
  tx: Tx,
  viewer: Viewer,
  id: string,
  operation: Operation,
  expectedVersion: number | null,
  now: Date,
  decide: (listing: Listing) => Outcome<Listing>,
): Promise<Outcome<Listing>> {
  const supplierId = (await tx.listings.find(id))?.supplierId;
  const supplier = supplierId === undefined ? undefined : await tx.organisations.take(supplierId);
  const taken = supplier && (await tx.listings.take(id));
  const before = supplier && reachable(operation, viewer, taken, (listing) => ownershipOfListing(listing, supplier));
  if (!before) return refused({ code: 'NOT_FOUND', field: 'id' });
  if (expectedVersion !== null && before.version !== expectedVersion) {
    return refused({ code: 'STALE_VERSION', field: 'expectedVersion', facts: { version: before.version } });
  }
  const decided = decide(before);
  if (!decided.ok) return decided;
  const after = decided.value;
  await tx.listings.save(after);
  const moved = after.revision !== before.revision || after.state !== before.state;
  const wasOrIsUp = before.revision > 0 || after.revision > 0;
  if (moved && wasOrIsUp) await changeMarket(tx, after, supplier, now);
  return accepted(after);
}

/** Stages an edit. `expectedVersion` guards against overwriting a colleague's. */
@Injectable()
export class UpdateListing {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  async execute(
    viewer: Viewer,
    id: string,
    content: ListingContent,
    expectedVersion: number,
  ): Promise<Outcome<Listing>> {
    const faults = listingFaults(content);
    if (faults.length > 0) return refused(...faults);
    return this.work.run((tx) =>
      changeListing(tx, viewer, id, 'Mutation.updateListing', expectedVersion, this.clock.now(), (listing) =>
        editListing(listing, content),
      ),
    );
  }
}

/** Hands the staged revision to the operators. */
@Injectable()
export class SubmitListing {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute(
    viewer: Viewer,
    id: string,
    answer: string | null = null,
    expectedVersion: number | null = null,
  ): Promise<Outcome<Listing>> {
    const long = tooLong(answer, LONGEST_REASON, 'answer');
    if (long.length > 0) return Promise.resolve(refused(...long));
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const changed = await changeListing(tx, viewer, id, 'Mutation.submitListing', expectedVersion, now, (listing) =>
        submitListing(listing, now, answer),
      );
      if (!changed.ok) return changed;
      const { staged } = changed.value;
      await tx.audit(
        decidedBy(viewer, 'LISTING_SUBMITTED', subject(id), {
          revision: staged?.number ?? null,
          data: staged?.answer === undefined ? {} : { answer: staged.answer },
        }),
      );
      return accepted(changed.value);
    });
  }
}

/** Takes a submitted revision back to go on editing. */
@Injectable()
export class RecallListing {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute(viewer: Viewer, id: string): Promise<Outcome<Listing>> {
    return this.work.run(async (tx) => {
      const changed = await changeListing(
        tx,
        viewer,
        id,
        'Mutation.recallListing',
        null,
        this.clock.now(),
        recallListing,
      );
      if (!changed.ok) return changed;
      await tx.audit(
        decidedBy(viewer, 'LISTING_RECALLED', subject(id), { revision: changed.value.staged?.number ?? null }),
      );
      return accepted(changed.value);
    });
  }
}

const TOLD_OF_REVIEW: Readonly<Record<ReviewDecision, NotificationKind>> = {
  APPROVE: 'LISTING_APPROVED',
  REQUEST_CHANGES: 'LISTING_CHANGES_REQUESTED',
  REJECT: 'LISTING_REJECTED',
};

/** An operator approves a submitted revision, asks for changes, or rejects it; the supplier is told why. */
@Injectable()
export class ReviewListing {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * `revision` is the staged number the operator has read. A revision that was taken back, changed and handed in again
   * keeps its number, so only `expectedVersion` makes sure that what is decided on is what was read.
   */
  execute(
    viewer: Viewer,
    id: string,
    revision: number,
    decision: ReviewDecision,
    reason: string | null,
    expectedVersion: number | null = null,
  ): Promise<Outcome<Listing>> {
    const long = tooLong(reason, LONGEST_REASON, 'reason');
    if (long.length > 0) return Promise.resolve(refused(...long));
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const changed = await changeListing(tx, viewer, id, 'Mutation.reviewListing', expectedVersion, now, (listing) =>
        listing.staged !== null && listing.staged.number !== revision
          ? refused({ code: 'STALE_VERSION', field: 'revision', facts: { version: listing.staged.number } })
          : reviewListing(listing, decision, reason, now),
      );
      if (!changed.ok) return changed;
      const after = changed.value;
      if (decision === 'APPROVE' && after.content !== null)
        await tx.listings.keepRevision(id, after.revision, after.content, now);
      const given = decision === 'APPROVE' ? (reason?.trim() ?? null) || null : (after.staged?.reason ?? null);
      await tell(tx, this.chance, now, after, TOLD_OF_REVIEW[decision], given);
      await tx.audit(
        decidedBy(viewer, `LISTING_${decision}`, subject(id), {
          revision,
          reason: given,
          data: { state: after.state },
        }),
      );
      return accepted(after);
    });
  }
}

const MOVES: Readonly<
  Record<
    ListingMove,
    { readonly operation: Operation; readonly action: AuditAction; readonly told: NotificationKind | null }
  >
> = {
  SUSPEND: { operation: 'Mutation.suspendListing', action: 'LISTING_SUSPEND', told: 'LISTING_SUSPENDED' },
  REINSTATE: { operation: 'Mutation.reinstateListing', action: 'LISTING_REINSTATE', told: 'LISTING_REINSTATED' },
  ARCHIVE: { operation: 'Mutation.archiveListing', action: 'LISTING_ARCHIVE', told: null },
};

/** An operator takes a listing down or puts it up again; a supplier ends the own one. */
@Injectable()
export class MoveListing {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  execute(viewer: Viewer, id: string, move: ListingMove, reason: string | null): Promise<Outcome<Listing>> {
    const long = tooLong(reason, LONGEST_REASON, 'reason');
    if (long.length > 0) return Promise.resolve(refused(...long));
    const { operation, action, told } = MOVES[move];
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const changed = await changeListing(tx, viewer, id, operation, null, now, (listing) =>
        moveListing(listing, move, reason),
      );
      if (!changed.ok) return changed;
      const after = changed.value;
      if (told !== null) await tell(tx, this.chance, now, after, told, after.reason);
      await tx.audit(
        decidedBy(viewer, action, subject(id), {
          revision: after.revision,
          reason: after.reason,
          data: { state: after.state },
        }),
      );
      return accepted(after);
    });
  }
}

async function tell(
  tx: Tx,
  chance: Chance,
  now: Date,
  listing: Listing,
  kind: NotificationKind,
  reason: string | null,
): Promise<void> {
  const notification: Notification = {
    id: chance.id(),
    organisationId: listing.supplierId,
    kind,
    tenderId: null,
    listingId: listing.id,
    // Each decision raises the version, so a second request for changes is a second message.
    revision: listing.version,
    matches: [],
    reason,
    createdAt: now,
    readAt: null,
  };
  await tx.notifications.add([notification]);
}

function subject(id: string) {
  return { subjectKind: 'LISTING' as const, subjectId: id };
}
