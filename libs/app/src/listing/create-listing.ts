import { Injectable } from '@nestjs/common';
import {
  accepted,
  draftListing,
  refused,
  type Listing,
  type ListingContent,
  type Outcome,
  type Viewer,
} from '@huanpei/domain';
import { decidedBy } from '../decisions';
import { Chance, Clock } from '../ports/platform';
import { Work } from '../ports/work';
import { listingFaults } from './listing-faults';

/** A supplier begins a listing; nobody else sees it until it is approved. */
@Injectable()
export class CreateListing {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  async execute(viewer: Viewer, content: ListingContent): Promise<Outcome<Listing>> {
    const faults = listingFaults(content);
    if (faults.length > 0) return refused(...faults);
    const listing = draftListing(this.chance.id(), viewer.organisationId, content, this.clock.now());
    return this.work.run(async (tx) => {
      await tx.listings.add(listing);
      await tx.audit(
        decidedBy(viewer, 'LISTING_DRAFTED', { subjectKind: 'LISTING', subjectId: listing.id }, { revision: 1 }),
      );
      return accepted(listing);
    });
  }
}
