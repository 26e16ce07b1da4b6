import { MOST_CELL_TEXT, isBlank, type RawValue, type SheetFormat } from './cells';
import { readCsv } from './csv';
import { isExampleKey } from './example';
import { recogniseSheet, type SheetRead } from './headers';
import type { ImportKind } from './layout';
import { SHEET_LIMITS, type SheetLimits } from './limits';
import { unreadable, UnreadableFile, type CellNote, type FileFault } from './notes';
import { RowReader, type ReadRow } from './read-row';
import type { Vocabulary } from './vocabulary';
import { readXlsx } from './xlsx';

export interface FileToRead {
  readonly bytes: Uint8Array;
  readonly format: SheetFormat;
  readonly kind: ImportKind;
  /** Names the one sheet of a CSV. */
  readonly name: string;
  /** Whether a thing without an external key may be created; it can never be updated by a file. */
  readonly withoutKey: boolean;
}

/** A column as the report names it. */
export interface ColumnReport {
  readonly header: string;
  /** Code of ours; null for a column that is kept and not read. */
  readonly code: string | null;
  /** Code of the column of ours that is most like it. */
  readonly nearest: string | null;
}

export interface SheetReport {
  readonly sheet: string;
  /** Code of ours; null for a sheet that is not read. */
  readonly layout: string | null;
  /** As the spreadsheet counts, from 1; 0 for a sheet that is not read. */
  readonly headerRow: number;
  readonly columns: readonly ColumnReport[];
  /** How many rows of the template's example were left out; absent where there are none. */
  readonly examples?: number;
}

/** A row as it was written, every column of it, so that it can be handed back. */
export interface KeptRow {
  readonly sheet: string;
  readonly row: number;
  /** By the place of the column among the headers. */
  readonly cells: Readonly<Record<number, RawValue>>;
  /** Places of cells that hold a share shown as a percentage. */
  readonly percent?: readonly number[];
}

/** One listing or tender of the file, with everything that belongs to it. */
export interface ReadItem {
  /** 1, 2, 3 … in the order of the file. */
  readonly number: number;
  readonly key: string | null;
  /** The row of the thing itself; null when the file only has rows that belong to it. */
  readonly main: ReadRow | null;
  /** Rows of each sheet of the file that belong to it; an empty list for a sheet that has none of it. */
  readonly lists: Readonly<Record<string, readonly ReadRow[]>>;
  readonly rows: readonly KeptRow[];
  readonly faults: readonly CellNote[];
  readonly warnings: readonly CellNote[];
}

/** Most notes told of one thing; more would hide the first. */
const MOST_NOTES = 200;

interface Group {
  readonly key: string | null;
  main: number | null;
  /** Further main rows with the same key. */
  readonly twice: number[];
  readonly children: Map<SheetRead, number[]>;
  /** Rows of all its sheets. */
  rows: number;
}

/** A file that has been opened: its things are read one by one, as they are asked for. */
export class OpenFile {
  readonly sheets: readonly SheetReport[];
  /** Codes of the columns that are read, by code of the sheet. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly encoding: string | null;
  private readonly groups: readonly Group[];
  private readonly reader: RowReader;
  /** Rows of the template's example, by sheet. */
  private readonly examples = new Map<SheetRead, number>();
  private readonly main: SheetRead | undefined;
  private readonly children: readonly SheetRead[];

  constructor(
    private readonly file: Omit<FileToRead, 'bytes'> & { readonly bytes: Uint8Array },
    vocabulary: Vocabulary,
    private readonly limits: SheetLimits = SHEET_LIMITS,
  ) {
    const { bytes, format, kind, name } = file;
    if (bytes.length === 0) unreadable('FILE_EMPTY');
    if (bytes.length > limits.bytes) unreadable('FILE_TOO_LARGE', { most: limits.bytes / 1e6 });
    const csv = format === 'CSV' ? readCsv(bytes, name.replace(/\.[a-z]+$/i, ''), limits) : undefined;
    this.encoding = csv?.encoding ?? null;
    const found = (csv ? [csv.table] : readXlsx(bytes, limits)).map((table) => recogniseSheet(table, kind));
    for (const one of found) {
      if (one.kind === 'TWICE') unreadable('HEADER_TWICE', { sheet: one.sheet, header: one.header });
      if (one.kind === 'NO_HEADER') unreadable('HEADER_MISSING', { sheet: one.sheet });
    }
    const read = found.flatMap((one) => (one.kind === 'READ' ? [one.read] : []));
    if (read.length === 0) unreadable('NO_SHEET');
    const second = read.find((one, index) => read.findIndex((other) => other.layout === one.layout) !== index);
    if (second) unreadable('HEADER_TWICE', { sheet: second.sheet, header: second.layout.title });
    this.main = read.find(({ layout }) => layout.list === undefined);
    this.children = read.filter(({ layout }) => layout.list !== undefined);
    const keyless = read.find((one) => !one.headers.some(({ column }) => column?.code === 'key'));
    if (keyless && !(keyless === this.main && file.withoutKey)) {
      unreadable('HEADER_MISSING', { sheet: keyless.sheet, header: 'key' });
    }
    this.columns = Object.fromEntries(
      read.map(({ layout, headers }) => [layout.code, headers.flatMap(({ column }) => (column ? [column.code] : []))]),
    );
    this.reader = new RowReader(vocabulary, format === 'CSV');
    this.groups = this.grouped();
    this.sheets = found.flatMap((one): readonly SheetReport[] => {
      if (one.kind === 'GUIDE') return [];
      if (one.kind !== 'READ') return [{ sheet: one.sheet, layout: null, headerRow: 0, columns: [] }];
      const columns = one.read.headers.map(({ header, column, nearest }) => ({
        header,
        code: column?.code ?? null,
        nearest: nearest?.code ?? null,
      }));
      const examples = this.examples.get(one.read);
      return [
        {
          sheet: one.read.sheet,
          layout: one.read.layout.code,
          headerRow: one.read.headerRow + 1,
          columns,
          ...(examples === undefined ? {} : { examples }),
        },
      ];
    });
    if (this.groups.length === 0) unreadable('NO_ROWS');
  }

  get size(): number {
    return this.groups.length;
  }

  /** The things from a place on, at most so many. */
  items(from: number, count: number): readonly ReadItem[] {
    return this.groups.slice(from, from + count).map((group, index) => this.item(group, from + index + 1));
  }

  /** Rows that belong together, by key, in the order in which the keys come. */
  private grouped(): readonly Group[] {
    const byKey = new Map<string, Group>();
    const groups: Group[] = [];
    const most = this.limits.rowsOfOne[this.file.kind];
    const counted = (group: Group): Group => {
      group.rows += 1;
      if (group.rows > most) unreadable('TOO_MANY_ROWS_OF_ONE', { key: (group.key ?? '').slice(0, 100), most });
      return group;
    };
    const add = (key: string | null): Group => {
      const group: Group = { key, main: null, twice: [], children: new Map(), rows: 0 };
      groups.push(group);
      if (key !== null) byKey.set(key, group);
      return group;
    };
    for (const sheet of [...(this.main ? [this.main] : []), ...this.children]) {
      const key = sheet.headers.find(({ column }) => column?.code === 'key');
      for (const [index, row] of sheet.table.rows.entries()) {
        if (index <= sheet.headerRow || row.every(isBlank)) continue;
        const cell = key && row[key.index];
        const stated = cell === undefined || isBlank(cell) || cell.error ? null : this.reader.keyOf(cell);
        if (stated !== null && isExampleKey(stated)) {
          this.examples.set(sheet, (this.examples.get(sheet) ?? 0) + 1);
          continue;
        }
        if (sheet === this.main) {
          const known = stated === null ? undefined : byKey.get(stated);
          if (known) counted(known).twice.push(index);
          else counted(add(stated)).main = index;
          continue;
        }
        const { children } = counted((stated === null ? undefined : byKey.get(stated)) ?? add(stated));
        const rows = children.get(sheet);
        if (rows) rows.push(index);
        else children.set(sheet, [index]);
      }
    }
    return groups;
  }

  private item(group: Group, number: number): ReadItem {
    const { main, children } = this;
    const faults: CellNote[] = [];
    const warnings: CellNote[] = [];
    const rows: KeptRow[] = [];
    const read = (sheet: SheetRead, index: number, medium?: string): ReadRow => {
      const reading = this.reader.read(sheet, index, medium);
      faults.push(...reading.faults);
      warnings.push(...reading.warnings);
      rows.push(keptRow(sheet, index));
      return reading.row;
    };
    const own = main && group.main !== null ? read(main, group.main) : null;
    if (main) {
      for (const index of group.twice) {
        rows.push(keptRow(main, index));
        faults.push({
          ...rowRef(main, index),
          code: 'KEY_TWICE',
          facts: { key: group.key ?? '', row: (group.main ?? 0) + 1 },
        });
      }
    }
    const medium = typeof own?.values['domain'] === 'string' ? own.values['domain'] : undefined;
    const lists = Object.fromEntries(
      children.map((sheet) => [
        sheet.layout.code,
        (group.children.get(sheet) ?? []).map((index) => read(sheet, index, medium)),
      ]),
    );
    if (group.key === null && !(this.file.withoutKey && own !== null)) {
      faults.push({ ...(own?.at ?? firstRow(lists)), code: 'KEY_MISSING', facts: {} });
    }
    return {
      number,
      key: group.key,
      main: own,
      lists,
      rows,
      faults: faults.slice(0, MOST_NOTES),
      warnings: warnings.slice(0, MOST_NOTES),
    };
  }
}

const rowRef = (sheet: SheetRead, index: number) => ({
  sheet: sheet.sheet,
  row: index + 1,
  column: null,
  address: null,
  value: null,
});

function firstRow(lists: Readonly<Record<string, readonly ReadRow[]>>) {
  const [first] = Object.values(lists).flat();
  if (!first) throw new Error('a thing without a row');
  return first.at;
}

function keptRow(sheet: SheetRead, index: number): KeptRow {
  const row = sheet.table.rows[index] ?? [];
  const cells: Record<number, RawValue> = {};
  const percent: number[] = [];
  sheet.headers.forEach(({ index: column }, place) => {
    const cell = row[column];
    if (cell === undefined) return;
    // A date goes back as the text it was shown as: a bare serial number would mean nothing.
    const value = cell.date !== undefined ? cell.date.replace(' 00:00:00', '') : cell.value;
    cells[place] = typeof value === 'string' ? value.slice(0, MOST_CELL_TEXT) : value;
    if (cell.percent) percent.push(place);
  });
  return { sheet: sheet.sheet, row: index + 1, cells, ...(percent.length > 0 ? { percent } : {}) };
}

/** Opens a file, or says why it cannot be read. */
export function openFile(
  file: FileToRead,
  vocabulary: Vocabulary,
  limits: SheetLimits = SHEET_LIMITS,
): { readonly ok: true; readonly file: OpenFile } | { readonly ok: false; readonly fault: FileFault } {
  try {
    return { ok: true, file: new OpenFile(file, vocabulary, limits) };
  } catch (fault) {
    if (fault instanceof UnreadableFile) return { ok: false, fault: fault.fault };
    throw fault;
  }
}
