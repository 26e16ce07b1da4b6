import { Injectable } from '@nestjs/common';
import { accepted, refused, type Outcome, type Viewer } from '@huanpei/domain';
import { Clock } from '../ports/platform';
import { Work } from '../ports/work';
import { hasEnded, type SheetImport } from './sheet-import';
import { changeImport } from './start-import';

/** Ends an import that has not ended. What it has done stays done; no batch begins after this. */
@Injectable()
export class CancelImport {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute(viewer: Viewer, id: string): Promise<Outcome<SheetImport>> {
    return this.work.run((tx) =>
      changeImport(tx, viewer, id, 'Mutation.cancelImport', async (record) => {
        if (hasEnded(record)) return refused({ code: 'WRONG_STATE', facts: { state: record.state } });
        await tx.imports.dropFile(id);
        return accepted({ ...record, state: 'CANCELLED', endedAt: this.clock.now() });
      }),
    );
  }
}
