import { grown, type Stated } from './statements';

const FIRST = 256;
/** Statements to a piece. */
const PIECE = 2048;

/** Some statements, each with the number of its thing and its row. */
class Piece {
  readonly things = new Uint32Array(PIECE);
  readonly rows = new Uint32Array(PIECE);
  readonly forms = new Uint32Array(PIECE);
  readonly values = new Float64Array(PIECE);
  readonly uppers = new Float64Array(PIECE);
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
    piece.things[at] = thing;
    piece.rows[at] = row;
    piece.forms[at] = form;
    piece.values[at] = value;
    piece.uppers[at] = upper;
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
    this.pieces.forEach((piece, place) => {
      const count = Math.min(PIECE, this.count - place * PIECE);
      for (let at = 0; at < count; at += 1) {
        const thing = piece.things[at] as number;
        const to = ends[thing] as number;
        ends[thing] = to + 1;
        rows[to] = piece.rows[at] as number;
        forms[to] = piece.forms[at] as number;
        values[to] = piece.values[at] as number;
        uppers[to] = piece.uppers[at] as number;
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
    this.pieces.forEach(({ things }, place) => {
      const count = Math.min(PIECE, this.count - place * PIECE);
      for (let at = 0; at < count; at += 1) {
        const next = (things[at] as number) + 1;
        if (next >= starts.length) starts = grown(starts, next * 2);
        starts[next] = (starts[next] as number) + 1;
      }
    });
    for (let thing = 1; thing < starts.length; thing += 1)
      starts[thing] = (starts[thing] as number) + (starts[thing - 1] as number);
    return starts;
  }
}

/** Rows, by rising number, and the code of each. */
export class StagedCodes {
  count = 0;
  rows: Uint32Array = new Uint32Array(FIRST);
  codes: Uint32Array = new Uint32Array(FIRST);

  push(row: number, code: number): void {
    const at = this.count;
    if (at === this.rows.length) {
      this.rows = grown(this.rows, at * 2);
      this.codes = grown(this.codes, at * 2);
    }
    this.rows[at] = row;
    this.codes[at] = code;
    this.count = at + 1;
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
  /** By place in `LISTS`. */
  readonly lists: (StagedCodes | undefined)[] = [undefined, undefined, undefined, undefined, undefined];
  readonly certificates = new StagedCodes();
}
