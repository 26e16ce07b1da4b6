import { Injectable } from '@nestjs/common';
import { JobHandler } from '../job-handler';
import type { Delivery } from '../ports/job-source';
import type { Jobs } from '../ports/jobs';
import { COLLECTED, Indexing } from './indexing';

/** Brings the search index in line with one tender, read again from the database. */
@Injectable()
export class IndexTender extends JobHandler<'index-tender'> {
  readonly job = 'index-tender';
  override readonly concurrency = COLLECTED;

  constructor(private readonly indexing: Indexing) {
    super();
  }

  handle({ tenderId }: Jobs['index-tender'], delivery: Delivery): Promise<void> {
    return this.indexing.index('TENDER', tenderId, delivery);
  }
}
