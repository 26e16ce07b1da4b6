import { Injectable } from '@nestjs/common';
import { JobHandler } from '../job-handler';
import type { Delivery } from '../ports/job-source';
import type { Jobs } from '../ports/jobs';
import { COLLECTED, Indexing } from './indexing';

/** Brings the search index in line with one listing, read again from the database. */
@Injectable()
export class IndexListing extends JobHandler<'index-listing'> {
  readonly job = 'index-listing';
  override readonly concurrency = COLLECTED;

  constructor(private readonly indexing: Indexing) {
    super();
  }

  handle({ listingId }: Jobs['index-listing'], delivery: Delivery): Promise<void> {
    return this.indexing.index('LISTING', listingId, delivery);
  }
}
