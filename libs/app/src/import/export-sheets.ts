import { Injectable } from '@nestjs/common';
import { elapse, isPublic, type Language, type Listing, type Tender, type Viewer } from '@huanpei/domain';
import {
  fileFaultMessage,
  type ExportedListing,
  type ExportedTender,
  type FailedRow,
  type ImportKind,
  type SheetFormat,
} from '@huanpei/exchange';
import { Clock } from '../ports/platform';
import { Reads, type ListingFilter, type Page, type PageRequest, type TenderFilter } from '../ports/reads';
import { Threads } from '../ports/threads';
import { ImportReads } from './import-store';
import type { ImportItem, SheetImport } from './sheet-import';

/** Things of one export at most. */
export const MOST_OWN = 5_000;
export const MOST_PUBLIC = 1_000;
const PAGE = 200;
const WRITE_MS = 120_000;
const PATIENCE_MS = 20_000;

/** What an own export holds of each listing: the latest words, staged where there are any, or only what is published. */
export const EXPORT_CONTENTS = ['LATEST', 'PUBLISHED'] as const;
export type ExportContent = (typeof EXPORT_CONTENTS)[number];

export interface ExportForm {
  readonly format: SheetFormat;
  readonly language: Language;
  /** Code of the sheet that a CSV holds. */
  readonly sheet: string;
}

/** A file with how many things it holds, and whether there were more than may be exported at once. */
export interface Exported {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly isCut: boolean;
}

const STATES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  LATEST: ['待审或草稿', 'staged'],
  PUBLISHED: ['已发布', 'published'],
};

/** Writes listings and tenders as the sheets that an import reads; in a thread, since a large one takes seconds. */
@Injectable()
export class ExportSheets {
  private readonly templates = new Map<string, Promise<Uint8Array>>();

  constructor(
    private readonly reads: Reads,
    private readonly imports: ImportReads,
    private readonly threads: Threads,
    private readonly clock: Clock,
  ) {}

  /** The organisation's own listings, by external key where they have one, else by their id. */
  async ownListings(viewer: Viewer, which: ExportContent, form: ExportForm, signal?: AbortSignal): Promise<Exported> {
    const found = await this.listings({ supplierId: viewer.organisationId }, MOST_OWN);
    const keys = await this.imports.keysOfIds(
      'LISTINGS',
      found.nodes.map(({ id }) => id),
    );
    const things = found.nodes.flatMap((listing): readonly ExportedListing[] => {
      const staged = which === 'LATEST' ? listing.staged?.content : undefined;
      const content = staged ?? listing.content;
      if (content === null) return [];
      const said = STATES[staged ? 'LATEST' : 'PUBLISHED'];
      return [
        {
          key: keys.get(listing.id) ?? listing.id,
          content,
          notes: { state: listing.state, content: said?.[form.language === 'zh' ? 0 : 1] ?? '' },
        },
      ];
    });
    return this.written('LISTINGS', things, found.isCut, form, signal);
  }

  /** What everybody sees, with the platform's ids as keys: nobody learns the keys of others. */
  async publicListings(filter: ListingFilter, form: ExportForm, signal?: AbortSignal): Promise<Exported> {
    const found = await this.listings({ ...filter, onMarket: true }, MOST_PUBLIC);
    const firms = await this.reads.organisationsByIds([...new Set(found.nodes.map(({ supplierId }) => supplierId))]);
    const things = found.nodes.flatMap(({ id, content, state, supplierId }): readonly ExportedListing[] => {
      const name = firms.get(supplierId)?.name;
      const supplier = (form.language === 'zh' ? (name?.zh ?? name?.en) : (name?.en ?? name?.zh)) ?? '';
      return content === null ? [] : [{ key: id, content, notes: { state, supplier } }];
    });
    return this.written('LISTINGS', things, found.isCut, form, signal);
  }

  async ownTenders(viewer: Viewer, form: ExportForm, signal?: AbortSignal): Promise<Exported> {
    const found = await this.tenders({ buyerId: viewer.organisationId }, MOST_OWN);
    const keys = await this.imports.keysOfIds(
      'TENDERS',
      found.nodes.map(({ id }) => id),
    );
    const things = found.nodes.map((tender): ExportedTender => ({
      key: keys.get(tender.id) ?? tender.id,
      content: tender.content,
      notes: { state: elapse(tender, this.clock.now()).state },
    }));
    return this.written('TENDERS', things, found.isCut, form, signal);
  }

  async publicTenders(filter: TenderFilter, form: ExportForm, signal?: AbortSignal): Promise<Exported> {
    const found = await this.tenders({ ...filter, published: true }, MOST_PUBLIC);
    const firms = await this.reads.organisationsByIds([...new Set(found.nodes.map(({ buyerId }) => buyerId))]);
    const things = found.nodes.filter(isPublic).map((tender): ExportedTender => {
      const name = firms.get(tender.buyerId)?.name;
      const buyer = (form.language === 'zh' ? (name?.zh ?? name?.en) : (name?.en ?? name?.zh)) ?? '';
      const { state } = elapse(tender, this.clock.now());
      return { key: tender.id, content: tender.content, notes: { state, buyer } };
    });
    return this.written('TENDERS', things, found.isCut, form, signal);
  }

  /** An empty file to fill in; made once, since anybody may ask. */
  template(kind: ImportKind, form: ExportForm): Promise<Uint8Array> {
    const key = [kind, form.format, form.language, form.sheet].join(' ');
    const made =
      this.templates.get(key) ??
      this.threads.run('exports', 'template', { kind, ...form }, { limitMs: WRITE_MS, patienceMs: PATIENCE_MS });
    this.templates.set(key, made);
    made.catch(() => this.templates.delete(key));
    return made;
  }

  /**
   * What failed of an import, in the form in which it came, with what is wrong in front of each row.
   *
   * @param say what is wrong with a thing, by row: a sentence for each place, of the reader's language
   */
  async failedRows(
    record: SheetImport,
    language: Language,
    say: (item: ImportItem) => ReadonlyMap<string, string>,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const pieces: FailedRow[][] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await this.imports.items(record.id, { faulty: true }, { first: PAGE, after });
      pieces.push(
        page.items.flatMap(({ node }) => {
          const said = say(node);
          return node.read.rows.map((row) => ({ row, error: said.get(`${row.sheet} ${row.row}`) ?? '' }));
        }),
      );
      after = page.items.at(-1)?.cursor ?? null;
      more = page.hasNextPage;
    }
    const { sheets, format } = record;
    return this.threads.run('exports', 'failed', { sheets, format, language }, this.options(pieces, signal));
  }

  /** Why a file could not be read. */
  faultOf(record: SheetImport, language: Language): string | null {
    return record.fault && fileFaultMessage(record.fault, language);
  }

  private options<P>(pieces: Iterable<P>, signal: AbortSignal | undefined) {
    return { limitMs: WRITE_MS, patienceMs: PATIENCE_MS, pieces, ...(signal ? { signal } : {}) };
  }

  private async written(
    kind: ImportKind,
    things: readonly (ExportedListing | ExportedTender)[],
    isCut: boolean,
    form: ExportForm,
    signal: AbortSignal | undefined,
  ): Promise<Exported> {
    const pieces = Array.from({ length: Math.ceil(things.length / PAGE) }, (_, at) =>
      things.slice(at * PAGE, (at + 1) * PAGE),
    );
    const bytes = await this.threads.run('exports', 'write', { kind, ...form }, this.options(pieces, signal));
    return { bytes, count: things.length, isCut };
  }

  private async listings(filter: ListingFilter, most: number) {
    return all<Listing>((page) => this.reads.listings(filter, page), most);
  }

  private async tenders(filter: TenderFilter, most: number) {
    return all<Tender>((page) => this.reads.tenders(filter, page), most);
  }
}

async function all<T>(
  read: (page: PageRequest) => Promise<Page<T>>,
  most: number,
): Promise<{ readonly nodes: readonly T[]; readonly isCut: boolean }> {
  const nodes: T[] = [];
  for (let after: string | null = null; ;) {
    const page: Page<T> = await read({ first: Math.min(PAGE, most - nodes.length), after });
    nodes.push(...page.items.map(({ node }) => node));
    after = page.items.at(-1)?.cursor ?? null;
    if (!page.hasNextPage || after === null) return { nodes, isCut: false };
    if (nodes.length >= most) return { nodes, isCut: true };
  }
}
