import { Injectable } from '@nestjs/common';
import { JobHandler } from '../job-handler';
import type { Delivery } from '../ports/job-source';
import type { Jobs } from '../ports/jobs';
import { COLLECTED, Indexing } from './indexing';

/** Brings the search index in line with one supplier and what it offers, read again from the database. */
@Injectable()
export class IndexSupplier extends JobHandler<'index-supplier'> {
  readonly job = 'index-supplier';
  override readonly concurrency = COLLECTED;

  constructor(private readonly indexing: Indexing) {
    super();
  }

  handle({ organisationId }: Jobs['index-supplier'], delivery: Delivery): Promise<void> {
    return this.indexing.index('SUPPLIER', organisationId, delivery);
  }
}
