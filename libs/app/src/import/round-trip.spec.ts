import type { Language, ListingContent, TenderContent } from '@huanpei/domain';
import {
  comparable,
  listingFrom,
  openFile,
  SheetWriter,
  tenderFrom,
  writeCsv,
  writeXlsx,
  type ImportKind,
  type ReadItem,
  type SheetFormat,
} from '@huanpei/exchange';
import * as fc from 'fast-check';
import { arbitraryListing, arbitraryTender } from '../../test/arbitrary-contents';
import { sheetVocabulary } from './vocabulary';

function opened(kind: ImportKind, format: SheetFormat, bytes: Uint8Array) {
  const read = openFile({ bytes, format, kind, name: 'file', withoutKey: false }, sheetVocabulary);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.file;
}

const faultsOf = (items: readonly ReadItem[]) =>
  items.flatMap(({ faults }) => faults.map(({ code, address, value, facts }) => ({ code, address, value, facts })));

/** A workbook at once, or one CSV after the other, each upon what the one before it said. */
function throughSheets<T extends ListingContent | TenderContent>(
  kind: ImportKind,
  format: SheetFormat,
  language: Language,
  contents: readonly T[],
  build: (item: ReadItem, columns: Readonly<Record<string, readonly string[]>>, before?: T) => { readonly content: T },
): readonly T[] {
  const writer = new SheetWriter(sheetVocabulary, language);
  const things = contents.map((content, index) => ({
    key: `0${index}`,
    content: content as never,
    notes: { state: 'DRAFT' },
  }));
  const tables = writer.tables(kind, writer.rows(kind, things));
  const files = format === 'XLSX' ? [writeXlsx(tables)] : tables.filter(({ rows }) => rows.length > 1).map(writeCsv);
  const known = new Map<string, T>();
  for (const bytes of files) {
    const file = opened(kind, format, bytes);
    const items = file.items(0, file.size);
    expect(faultsOf(items)).toEqual([]);
    for (const item of items) known.set(item.key ?? '', build(item, file.columns, known.get(item.key ?? '')).content);
  }
  return contents.map((_, index) => known.get(`0${index}`)!);
}

const RUNS = { numRuns: 25 };

describe.each(['XLSX', 'CSV'] as const)('what is exported as %s and imported again', (format) => {
  it('is the same listing', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryListing, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('zh', 'en'),
        (contents, language) => {
          const back = throughSheets('LISTINGS', format, language as Language, contents, listingFrom);
          expect(back.map(comparable)).toEqual(contents.map(comparable));
        },
      ),
      RUNS,
    );
  });

  it('is the same tender', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryTender, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('zh', 'en'),
        (contents, language) => {
          const back = throughSheets('TENDERS', format, language as Language, contents, tenderFrom);
          expect(back.map(comparable)).toEqual(contents.map(comparable));
        },
      ),
      RUNS,
    );
  });
});
