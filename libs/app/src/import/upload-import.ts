import { Injectable } from '@nestjs/common';
import { accepted, actorOf, mayCall, refused, type Language, type Outcome, type Viewer } from '@huanpei/domain';
import { SHEET_LIMITS, type ImportKind, type SheetFormat } from '@huanpei/exchange';
import { Chance, Clock } from '../ports/platform';
import { Work } from '../ports/work';
import { MOST_KEPT, MOST_UNFINISHED, NO_COUNTS, type SheetImport } from './sheet-import';

export interface Upload {
  readonly kind: ImportKind;
  readonly format: SheetFormat;
  readonly fileName: string;
  readonly language: Language;
  readonly withoutKey: boolean;
  readonly bytes: Uint8Array;
}

/** What each kind of organisation imports. */
export const importsOf = (viewer: Pick<Viewer, 'kind'>): ImportKind | undefined =>
  viewer.kind === 'SUPPLIER' ? 'LISTINGS' : viewer.kind === 'BUYER' ? 'TENDERS' : undefined;

const LONGEST_NAME = 200;

/** Takes a file and has it checked; nothing else happens before somebody starts the import. */
@Injectable()
export class UploadImport {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  async execute(viewer: Viewer, { bytes, fileName, ...upload }: Upload): Promise<Outcome<SheetImport>> {
    if (mayCall('Mutation.startImport', viewer) !== 'ALLOWED' || importsOf(viewer) !== upload.kind) {
      return refused({ code: 'FORBIDDEN', field: 'kind' });
    }
    if (bytes.length > SHEET_LIMITS.bytes) {
      return refused({ code: 'TOO_LONG', field: 'file', facts: { most: `${SHEET_LIMITS.bytes / 1e6} MB` } });
    }
    return this.work.run(async (tx) => {
      // Locked, so that two uploads at once are counted one after the other.
      await tx.organisations.take(viewer.organisationId);
      if ((await tx.imports.unfinished(viewer.organisationId)) >= MOST_UNFINISHED) {
        return refused({ code: 'TOO_MANY_IMPORTS', field: 'file', facts: { most: MOST_UNFINISHED } });
      }
      const record: SheetImport = {
        ...upload,
        id: this.chance.id(),
        organisationId: viewer.organisationId,
        memberId: actorOf(viewer),
        role: viewer.role,
        fileName: [...fileName.trim()].slice(0, LONGEST_NAME).join(''),
        size: bytes.length,
        submit: false,
        state: 'UPLOADED',
        fault: null,
        sheets: [],
        columns: {},
        encoding: null,
        counts: NO_COUNTS,
        position: 0,
        run: 0,
        createdAt: this.clock.now(),
        checkedAt: null,
        startedAt: null,
        endedAt: null,
        version: 1,
      };
      await tx.imports.add(record);
      await tx.imports.putFile(record.id, bytes);
      await tx.imports.prune(viewer.organisationId, MOST_KEPT);
      await tx.enqueue('check-import', { importId: record.id });
      return accepted(record);
    });
  }
}
