import { Injectable } from '@nestjs/common';
import { isPublic } from '@huanpei/domain';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Reads } from '../ports/reads';
import { SearchIndex } from '../ports/search-index';
import { documentOfTender } from './search-document';

/** Brings the search index in line with one tender, read again from the database. */
@Injectable()
export class IndexTender extends JobHandler<'index-tender'> {
  readonly job = 'index-tender';

  constructor(
    private readonly reads: Reads,
    private readonly index: SearchIndex,
  ) {
    super();
  }

  async handle({ tenderId }: Jobs['index-tender']): Promise<void> {
    const tender = await this.reads.tender(tenderId);
    if (tender && isPublic(tender)) {
      await this.index.put([documentOfTender(tender)]);
      return;
    }
    await this.index.remove('TENDER', [tenderId]);
  }
}
