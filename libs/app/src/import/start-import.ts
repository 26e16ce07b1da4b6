import { Injectable } from '@nestjs/common';
import { accepted, actorOf, mayCall, refused, type Operation, type Outcome, type Viewer } from '@huanpei/domain';
import { reachable } from '../access';
import { Clock } from '../ports/platform';
import { Work, type Tx } from '../ports/work';
import type { SheetImport } from './sheet-import';

/** An import is its organisation's and nobody else's. */
export const ownershipOfImport = ({ organisationId }: SheetImport) => ({
  organisationId,
  published: false,
  moderated: false,
});

/** Takes an import, lets it be decided on, and saves it. */
export async function changeImport(
  tx: Tx,
  viewer: Viewer,
  id: string,
  operation: Operation,
  decide: (record: SheetImport) => Promise<Outcome<SheetImport>>,
): Promise<Outcome<SheetImport>> {
  const record = reachable(operation, viewer, await tx.imports.take(id), ownershipOfImport);
  if (!record) return refused({ code: 'NOT_FOUND', field: 'id' });
  const decided = await decide(record);
  if (!decided.ok) return decided;
  const saved = { ...decided.value, version: record.version + 1 };
  await tx.imports.save(saved);
  return accepted(saved);
}

/** Does what the report of a checked file says; from then on in the name of whoever started it. */
@Injectable()
export class StartImport {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  /** @param submit hand new and changed listings to the operators at once */
  execute(viewer: Viewer, id: string, submit: boolean): Promise<Outcome<SheetImport>> {
    return this.work.run((tx) =>
      changeImport(tx, viewer, id, 'Mutation.startImport', async (record) => {
        if (record.state !== 'CHECKED') return refused({ code: 'WRONG_STATE', facts: { state: record.state } });
        if (submit && record.kind !== 'LISTINGS')
          return refused({ code: 'INVALID', field: 'submit', facts: { given: 'true', expected: 'LISTINGS' } });
        if (submit && mayCall('Mutation.submitListing', viewer) !== 'ALLOWED')
          return refused({ code: 'NOT_VERIFIED', field: 'submit' });
        const run = record.run + 1;
        await tx.enqueue('run-import', { importId: id, run, after: record.position });
        return accepted({
          ...record,
          memberId: actorOf(viewer),
          role: viewer.role,
          submit,
          run,
          state: 'RUNNING',
          startedAt: this.clock.now(),
        });
      }),
    );
  }
}

/**
 * Tries again: the check of a file that was never checked, a run that stopped or stands still, and of a run that is done
 * what failed in it. What was done is not done twice.
 */
@Injectable()
export class RetryImport {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute(viewer: Viewer, id: string): Promise<Outcome<SheetImport>> {
    return this.work.run((tx) =>
      changeImport(tx, viewer, id, 'Mutation.retryImport', async (record) => {
        const { state } = record;
        if (state === 'UPLOADED') {
          await tx.enqueue('check-import', { importId: id });
          return accepted(record);
        }
        if (state !== 'DONE' && state !== 'STOPPED' && state !== 'RUNNING')
          return refused({ code: 'WRONG_STATE', facts: { state } });
        const failed = state === 'DONE' ? await tx.imports.retryFailed(id) : 0;
        if (state === 'DONE' && failed === 0) return refused({ code: 'WRONG_STATE', facts: { state } });
        const run = record.run + 1;
        const position = state === 'DONE' ? 0 : record.position;
        await tx.enqueue('run-import', { importId: id, run, after: position });
        return accepted({
          ...record,
          memberId: actorOf(viewer),
          role: viewer.role,
          run,
          state: 'RUNNING',
          position,
          counts: { ...record.counts, failed: record.counts.failed - failed },
          startedAt: this.clock.now(),
          endedAt: null,
        });
      }),
    );
  }
}
