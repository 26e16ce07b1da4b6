import { Injectable } from '@nestjs/common';
import {
  accepted,
  confirmedUntil,
  confirmListing,
  refused,
  shanghaiDay,
  type Listing,
  type Outcome,
  type Viewer,
} from '@huanpei/domain';
import { ownershipOfListing, reachable } from '../access';
import { decidedBy } from '../decisions';
import { Clock, MarketRules } from '../ports/platform';
import { Work } from '../ports/work';
import { changeMarket } from './market-change';

/** A supplier stands by what is published, so that it stays fresh; the market follows. */
@Injectable()
export class ConfirmListing {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly rules: MarketRules,
  ) {}

  execute(viewer: Viewer, id: string): Promise<Outcome<Listing>> {
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      // The firm first, as wherever both are locked.
      const supplierId = (await tx.listings.find(id))?.supplierId;
      const supplier = supplierId === undefined ? undefined : await tx.organisations.take(supplierId);
      const taken = supplier && (await tx.listings.take(id));
      const before =
        supplier &&
        reachable('Mutation.confirmListing', viewer, taken, (listing) => ownershipOfListing(listing, supplier));
      if (!before) return refused({ code: 'NOT_FOUND', field: 'id' });
      const confirmed = confirmListing(before, shanghaiDay(now));
      if (!confirmed.ok || confirmed.value === before) return confirmed;
      const after = confirmed.value;
      const until = confirmedUntil(before, this.rules.confirmation);
      const lookedOn = await tx.listings.expiryLookedOn(id);
      await tx.listings.save(after);
      await changeMarket(tx, after, supplier, now);
      // Who was told that it is stale hears that it no longer is; where nobody was, there is nothing to take back.
      const toldStale = until !== null && lookedOn !== null && until < lookedOn;
      if (toldStale && before.confirmedOn !== null && after.confirmedOn !== null)
        await tx.enqueue('tell-confirmed', {
          listingId: id,
          revision: after.revision,
          confirmedOn: after.confirmedOn,
          before: before.confirmedOn,
        });
      await tx.audit(
        decidedBy(
          viewer,
          'LISTING_CONFIRMED',
          { subjectKind: 'LISTING', subjectId: id },
          { revision: after.revision, data: { confirmedOn: after.confirmedOn, before: before.confirmedOn } },
        ),
      );
      return accepted(after);
    });
  }
}
