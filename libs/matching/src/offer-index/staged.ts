import { grown, type Stated } from './statements';

const FIRST = 256;
/** Statements to a piece. */
const PIECE = 2048;

/**
 * Some statements. What belongs to one lies together: hundreds of segments are written to in turn, and each array of each
 * of them would take a place in the cache.
 */
class Piece {
  /** Of each its thing, its row and its form. */
  readonly codes = new Uint32Array(PIECE * 3);
  /** Of each its figure and the upper end of a range. */
  readonly figures = new Float64Array(PIECE * 2);
}

/** What the offers of a segment say of one thing, by rising row; to be read before another is told. */
export interface OnOneThing {
  readonly rows: Uint32Array;
  readonly forms: Uint32Array;
  readonly values: Float64Array;
  readonly uppers: Float64Array;
}

/** Statements thing by thing: one for all segments, since each is put into its columns at once. */
const SORTED = {
  rows: new Uint32Array(FIRST),
  forms: new Uint32Array(FIRST),
  values: new Float64Array(FIRST),
  uppers: new Float64Array(FIRST),
};

/** Statements one after the other as the offers came. In pieces, since a stretch that grows is copied again and again. */
export class StagedStatements {
  private count = 0;
  private readonly pieces: Piece[] = [];
  private last: Piece | undefined;

  push(thing: number, row: number, form: number, value: number, upper: number): void {
    const at = this.count % PIECE;
    let piece = this.last;
    if (at === 0 || !piece) this.pieces.push((piece = this.last = new Piece()));
    const { codes, figures } = piece;
    codes[at * 3] = thing;
    codes[at * 3 + 1] = row;
    codes[at * 3 + 2] = form;
    figures[at * 2] = value;
    figures[at * 2 + 1] = upper;
    this.count += 1;
  }

  /** Tells what was said of each thing that anything was said of. */
  byThing(tell: (thing: number, said: OnOneThing) => void): void {
    const starts = this.startsOfThings();
    if (SORTED.rows.length < this.count) {
      const size = this.count + (this.count >> 2);
      SORTED.rows = new Uint32Array(size);
      SORTED.forms = new Uint32Array(size);
      SORTED.values = new Float64Array(size);
      SORTED.uppers = new Float64Array(size);
    }
    const { rows, forms, values, uppers } = SORTED;
    const ends = starts.slice();
    this.pieces.forEach(({ codes, figures }, place) => {
      const count = Math.min(PIECE, this.count - place * PIECE);
      for (let at = 0; at < count; at += 1) {
        const thing = codes[at * 3] as number;
        const to = ends[thing] as number;
        ends[thing] = to + 1;
        rows[to] = codes[at * 3 + 1] as number;
        forms[to] = codes[at * 3 + 2] as number;
        values[to] = figures[at * 2] as number;
        uppers[to] = figures[at * 2 + 1] as number;
      }
    });
    for (let thing = 1; thing + 1 < starts.length; thing += 1) {
      const [from, to] = [starts[thing] as number, starts[thing + 1] as number];
      if (from === to) continue;
      tell(thing, {
        rows: rows.subarray(from, to),
        forms: forms.subarray(from, to),
        values: values.subarray(from, to),
        uppers: uppers.subarray(from, to),
      });
    }
  }

  /** Where the statements on each thing begin when they lie thing by thing. */
  private startsOfThings(): Uint32Array {
    let starts: Uint32Array = new Uint32Array(FIRST);
    this.pieces.forEach(({ codes }, place) => {
      const count = Math.min(PIECE, this.count - place * PIECE);
      for (let at = 0; at < count; at += 1) {
        const next = (codes[at * 3] as number) + 1;
        if (next >= starts.length) starts = grown(starts, next * 2);
        starts[next] = (starts[next] as number) + 1;
      }
    });
    for (let thing = 1; thing < starts.length; thing += 1)
      starts[thing] = (starts[thing] as number) + (starts[thing - 1] as number);
    return starts;
  }
}

/** The codes of what rows hold, each for one of the columns of a segment, as the rows came. */
export class StagedCodes {
  private count = 0;
  /** Of each its column, its row and its code. */
  private held: Uint32Array = new Uint32Array(FIRST * 3);

  push(column: number, row: number, code: number): void {
    const at = this.count * 3;
    if (at === this.held.length) this.held = grown(this.held, at * 2);
    const { held } = this;
    held[at] = column;
    held[at + 1] = row;
    held[at + 2] = code;
    this.count += 1;
  }

  /** The rows that hold something for a column, by rising number, and the code of each. */
  of(column: number): { readonly rows: Uint32Array; readonly codes: Uint32Array } {
    const { held } = this;
    const end = this.count * 3;
    let count = 0;
    for (let at = 0; at < end; at += 3) if (held[at] === column) count += 1;
    const rows = new Uint32Array(count);
    const codes = new Uint32Array(count);
    for (let at = 0, to = 0; at < end; at += 3) {
      if (held[at] !== column) continue;
      rows[to] = held[at + 1] as number;
      codes[to] = held[at + 2] as number;
      to += 1;
    }
    return { rows, codes };
  }
}

/**
 * What the offers of a segment say, while many are put in at once: in a few stretches that are written from front to back.
 * Put into its columns offer by offer, each figure would wait for memory that others have pushed out of the cache.
 */
export class Staged {
  readonly statements = new StagedStatements();
  /** Several facts on one thing, which few rows state: they are put in one by one. */
  readonly several: { readonly thing: number; readonly row: number; readonly facts: readonly Stated[] }[] = [];
  readonly codes = new StagedCodes();
}
