import { Injectable } from '@nestjs/common';
import type { CellNote, FileColumns, FileToRead, ReadItem } from '@huanpei/exchange';
import { JobHandler } from '../job-handler';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { ThreadFault, Threads } from '../ports/threads';
import { Work } from '../ports/work';
import { FILE_LOST, type FileOpened } from '../threads/sheet-tasks';
import { ImportReads } from './import-store';
import { littleSaid, notesOfRefusals, planOf, prepareItem, type Content } from './plan-item';
import { NO_COUNTS, type ImportCounts, type ImportItem, type SheetImport } from './sheet-import';

/** Things that are fetched from the thread, judged and kept at a time. */
const BATCH = 200;
const OPEN_MS = 120_000;
const TASK_MS = 30_000;

/** Reads an uploaded file in a thread and keeps what an import would do, thing by thing. Run twice, it does it anew. */
@Injectable()
export class CheckImport extends JobHandler<'check-import'> {
  readonly job = 'check-import';

  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly imports: ImportReads,
    private readonly threads: Threads,
    private readonly clock: Clock,
  ) {
    super();
  }

  async handle({ importId }: { readonly importId: string }): Promise<void> {
    const record = await this.imports.record(importId);
    if (record?.state !== 'UPLOADED') return;
    const bytes = await this.imports.file(importId);
    // Cancelled in between.
    if (!bytes) return;
    const token = `${importId} ${record.version}`;
    const { kind, format, fileName: name, withoutKey } = record;
    const file = { bytes, kind, format, name, withoutKey };
    const opened = await this.open(token, file);
    if (!opened.ok) {
      await this.end(importId, { state: 'UNREADABLE', fault: opened.fault, endedAt: this.clock.now() });
      return;
    }
    try {
      await this.work.run((tx) => tx.imports.clearItems(importId));
      let counts = NO_COUNTS;
      for (let from = 0; from < opened.size; from += BATCH) {
        const items = await this.threads.run('sheets', 'items', { token, from, count: BATCH }, { limitMs: TASK_MS });
        if (items === FILE_LOST) throw new Error('the thread that held the file was replaced');
        const planned = await this.plan(record, items, opened.columns);
        counts = counted(counts, planned);
        const isWanted = await this.work.run(async (tx) => {
          if ((await tx.imports.take(importId))?.state !== 'UPLOADED') return false;
          await tx.imports.addItems(planned);
          return true;
        });
        // Cancelled, or checked by another worker.
        if (!isWanted) return;
      }
      const { sheets, columns, encoding } = opened;
      await this.end(importId, { state: 'CHECKED', sheets, columns, encoding, counts, checkedAt: this.clock.now() });
    } finally {
      await this.threads.run('sheets', 'close', { token }, { limitMs: TASK_MS });
    }
  }

  /** A file that takes a thread with it once would do so each time the job is tried again. */
  private async open(token: string, file: FileToRead): Promise<FileOpened> {
    try {
      return await this.threads.run('sheets', 'open', { token, file }, { limitMs: OPEN_MS });
    } catch (fault) {
      if (!(fault instanceof ThreadFault) || !['OVERRAN', 'CRASHED'].includes(fault.code)) throw fault;
      return { ok: false, fault: { code: 'TOO_COSTLY', facts: {} } };
    }
  }

  private async end(importId: string, change: Partial<SheetImport>): Promise<void> {
    await this.work.run(async (tx) => {
      const record = await tx.imports.take(importId);
      if (record?.state !== 'UPLOADED') return;
      // A second worker, after a lock that was lost, may be clearing what this one has kept.
      if (change.counts && (await tx.imports.countItems(importId)) !== change.counts.items) {
        throw new Error('two workers have checked one file at once');
      }
      await tx.imports.save({ ...record, ...change, version: record.version + 1 });
      // Everything that is wanted of it has been kept, row by row.
      await tx.imports.dropFile(importId);
    });
  }

  private async plan(
    { id: importId, organisationId, kind }: SheetImport,
    items: readonly ReadItem[],
    columns: FileColumns,
  ): Promise<readonly ImportItem[]> {
    const keys = items.flatMap(({ key }) => (key === null ? [] : [key]));
    const ids = await this.imports.idsOfKeys(organisationId, kind, keys);
    const before = await this.contents(kind, [...ids.values()]);
    const prepared = items.map((item) => {
      const id = item.key === null ? undefined : ids.get(item.key);
      const known = id === undefined ? undefined : before.get(id);
      return { item, id, known, prepared: prepareItem(kind, item, columns, known) };
    });
    const judged = await this.threads.run(
      'sheets',
      'judge',
      { kind, contents: prepared.map((one) => one.prepared.content) },
      { limitMs: TASK_MS },
    );
    return prepared.map(({ item, id, known, prepared: one }, index) => {
      const found: readonly CellNote[] = [...item.faults, ...one.faults];
      const fallback = item.main?.at ?? Object.values(item.lists).flat()[0]?.at;
      // What would be refused of a thing that is not known at all says nothing new.
      const isStray = item.main === null && known === undefined;
      const refusals = isStray ? [] : notesOfRefusals(judged[index] ?? [], one.cells, fallback, found);
      const faults = [...found, ...refusals];
      const isFaulty = faults.length > 0 || (judged[index] ?? []).length > 0;
      const { main, lists, rows } = item;
      const plan = planOf(known, one, isFaulty);
      const little = plan.plan === 'CREATE' || plan.plan === 'CHANGE' ? littleSaid(kind, one.content, fallback) : [];
      return {
        importId,
        number: item.number,
        key: item.key,
        read: { main, lists, rows },
        faults,
        warnings: [...item.warnings, ...one.warnings, ...little],
        ...plan,
        outcome: null,
        subjectId: id ?? null,
      };
    });
  }

  private async contents(kind: SheetImport['kind'], ids: readonly string[]): Promise<ReadonlyMap<string, Content>> {
    if (kind === 'TENDERS') {
      return new Map([...(await this.reads.tendersByIds(ids))].map(([id, { content }]) => [id, content]));
    }
    const listings = await this.reads.listingsByIds(ids);
    return new Map(
      [...listings].flatMap(([id, { content, staged }]) => {
        const latest = staged?.content ?? content;
        return latest === null ? [] : [[id, latest] as const];
      }),
    );
  }
}

function counted(counts: ImportCounts, items: readonly ImportItem[]): ImportCounts {
  const of = (plan: ImportItem['plan']) => items.filter((item) => item.plan === plan).length;
  return {
    ...counts,
    items: counts.items + items.length,
    rows: counts.rows + items.reduce((sum, { read }) => sum + read.rows.length, 0),
    create: counts.create + of('CREATE'),
    change: counts.change + of('CHANGE'),
    unchanged: counts.unchanged + of('UNCHANGED'),
    refused: counts.refused + of('REFUSED'),
    warnings: counts.warnings + items.reduce((sum, { warnings }) => sum + warnings.length, 0),
  };
}
