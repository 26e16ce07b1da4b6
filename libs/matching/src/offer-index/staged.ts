import type { ListName } from './segment';
import { grown, type Stated } from './statements';

const FIRST = 256;

/** Statements one after the other as the offers came, each with the number of its thing and its row. */
export class StagedStatements {
  count = 0;
  things: Uint32Array = new Uint32Array(FIRST);
  rows: Uint32Array = new Uint32Array(FIRST);
  forms: Uint32Array = new Uint32Array(FIRST);
  values: Float64Array = new Float64Array(FIRST);
  uppers: Float64Array = new Float64Array(FIRST);

  push(thing: number, row: number, form: number, value: number, upper: number): void {
    const at = this.count;
    if (at === this.things.length) {
      const size = at * 2;
      this.things = grown(this.things, size);
      this.rows = grown(this.rows, size);
      this.forms = grown(this.forms, size);
      this.values = grown(this.values, size);
      this.uppers = grown(this.uppers, size);
    }
    this.things[at] = thing;
    this.rows[at] = row;
    this.forms[at] = form;
    this.values[at] = value;
    this.uppers[at] = upper;
    this.count = at + 1;
  }

  /** Positions by thing, and of one thing as they came: each with those of its thing from `starts` on. */
  byThing(): { readonly order: Uint32Array; readonly starts: Uint32Array } {
    const { count, things } = this;
    let most = 0;
    for (let at = 0; at < count; at += 1) most = Math.max(most, things[at] as number);
    const starts = new Uint32Array(most + 2);
    for (let at = 0; at < count; at += 1) {
      const next = (things[at] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let thing = 1; thing < starts.length; thing += 1)
      starts[thing] = (starts[thing] as number) + (starts[thing - 1] as number);
    const ends = starts.slice();
    const order = new Uint32Array(count);
    for (let at = 0; at < count; at += 1) {
      const thing = things[at] as number;
      const place = ends[thing] as number;
      order[place] = at;
      ends[thing] = place + 1;
    }
    return { order, starts };
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
  readonly lists = new Map<ListName, StagedCodes>();
  readonly certificates = new StagedCodes();

  list(name: ListName): StagedCodes {
    let list = this.lists.get(name);
    if (!list) this.lists.set(name, (list = new StagedCodes()));
    return list;
  }
}
