import { CodedColumn, rowsOfCodes, type CodedColumnData } from './coded-column';

/** At most so many bins: one for each of the commonest lists, and one for all others. */
const MOST_BINS = 24;

export interface ListColumnData {
  readonly coded: CodedColumnData;
  /** The code that each bin holds alone; 0 for the last, which holds all others. */
  readonly alone: Uint32Array;
  readonly met: Uint32Array;
}

/** Which list of codes each row carries (technologies, honours, services, regions, scenarios), by the number the index gave it. */
export class ListColumn extends CodedColumn {
  private alone: number[] = [];
  private readonly binOf = new Map<number, number>();
  /** Codes that some row carries, or carried. */
  readonly met = new Set<number>();

  static restored(data: ListColumnData, capacity: number): ListColumn {
    const column = new ListColumn();
    column.load(data.coded, capacity);
    column.setAlone([...data.alone]);
    for (const code of data.met) column.met.add(code);
    return column;
  }

  data(): ListColumnData {
    return { coded: this.codedData(), alone: Uint32Array.from(this.alone), met: Uint32Array.from(this.met) };
  }

  get bytes(): number {
    return this.codedBytes + this.met.size * 24;
  }

  /** The code of all rows of a bin, or 0 when they differ. */
  codeOfBin(bin: number): number {
    return this.alone[bin] ?? 0;
  }

  override setCode(row: number, code: number, capacity: number): void {
    this.met.add(code);
    super.setCode(row, code, capacity);
  }

  fill(rows: Uint32Array, codes: Uint32Array, capacity: number): void {
    let last = 0;
    for (let at = 0; at < codes.length; at += 1) {
      const code = codes[at] as number;
      if (code !== last) this.met.add(code);
      last = code;
    }
    this.setCodes(rows, codes, capacity);
  }

  index(rows: number, capacity: number): void {
    if (this.isSparse) return;
    const stated = this.stated(rows);
    const rowsOf = rowsOfCodes(stated);
    const bins = this.arrange(rowsOf);
    let most = 0;
    for (const code of rowsOf.keys()) most = Math.max(most, code);
    const binOf = new Uint8Array(most + 1).fill(bins - 1);
    for (const [code, bin] of this.binOf) binOf[code] = bin;
    this.layOut(stated, capacity, bins, binOf);
  }

  /** Decides the bins anew, and gives how many there are. */
  private arrange(rowsOf: ReadonlyMap<number, number>): number {
    const common = [...rowsOf].sort(([a, x], [b, y]) => y - x || a - b).slice(0, MOST_BINS - 1);
    this.setAlone([...common.map(([code]) => code), 0]);
    return this.alone.length;
  }

  protected bin(code: number): number {
    return this.binOf.get(code) ?? this.bins - 1;
  }

  private setAlone(codes: number[]): void {
    this.alone = codes;
    this.binOf.clear();
    codes.forEach((code, bin) => {
      if (code !== 0) this.binOf.set(code, bin);
    });
  }
}
