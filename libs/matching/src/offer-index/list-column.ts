import { CodedColumn, type CodedColumnData } from './coded-column';

const MOST_BINS = 24;

export interface ListColumnData {
  readonly coded: CodedColumnData;
  readonly met: Uint32Array;
  /** The code that each bin holds alone; 0 for the last, which holds all others. */
  readonly alone: Uint32Array;
}

/** Which list each row carries (certificates, honours, services, regions, scenarios), by the number the index gave it. */
export class ListColumn extends CodedColumn {
  private alone: number[] = [];
  private codeCount = 1;
  /** Codes that some row carries, or carried. */
  readonly met = new Set<number>();

  static restored(data: ListColumnData, capacity: number): ListColumn {
    const column = new ListColumn();
    column.load(data.coded, capacity);
    column.alone = [...data.alone];
    for (const code of data.met) column.met.add(code);
    column.codeCount = 1 + data.met.reduce((most, code) => Math.max(most, code), 0);
    return column;
  }

  data(): ListColumnData {
    return { coded: this.codedData(), met: Uint32Array.from(this.met), alone: Uint32Array.from(this.alone) };
  }

  /** The code of all rows of a bin, or 0 when they differ. */
  codeOfBin(bin: number): number {
    return this.alone[bin] ?? 0;
  }

  override setCode(row: number, code: number, capacity: number): void {
    this.codeCount = Math.max(this.codeCount, code + 1);
    this.met.add(code);
    super.setCode(row, code, capacity);
  }

  index(rows: number, capacity: number): void {
    this.indexCodes(rows, capacity, this.codeCount);
  }

  protected arrange(rowsOf: Uint32Array): number {
    const codes = [...rowsOf.keys()].filter((code) => (rowsOf[code] ?? 0) > 0);
    const common = codes.sort((a, b) => (rowsOf[b] ?? 0) - (rowsOf[a] ?? 0) || a - b);
    this.alone = common.slice(0, MOST_BINS - 1);
    common.forEach((code, place) => (this.binOf[code] = Math.min(place, this.alone.length)));
    this.alone.push(0);
    return this.alone.length;
  }

  protected binFor(): number {
    return this.bins - 1;
  }
}
