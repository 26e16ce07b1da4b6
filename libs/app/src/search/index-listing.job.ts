import { Injectable } from '@nestjs/common';
import { onMarket, shanghaiDay } from '@huanpei/domain';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { SearchIndex } from '../ports/search-index';
import { documentOfListing } from './search-document';

/** Brings the search index in line with one listing, read again from the database. */
@Injectable()
export class IndexListing extends JobHandler<'index-listing'> {
  readonly job = 'index-listing';

  constructor(
    private readonly reads: Reads,
    private readonly index: SearchIndex,
    private readonly clock: Clock,
  ) {
    super();
  }

  async handle({ listingId }: Jobs['index-listing']): Promise<void> {
    const listing = await this.reads.listing(listingId);
    const supplier = listing && (await this.reads.organisation(listing.supplierId));
    if (listing?.content && supplier && onMarket(listing, supplier)) {
      await this.index.put([documentOfListing(listing, listing.content, supplier, shanghaiDay(this.clock.now()))]);
      return;
    }
    await this.index.remove('LISTING', [listingId]);
  }
}
