import {
  classify,
  classOfCode,
  envelopeClassifier,
  figureClassifier,
  inletClassifier,
  priceClassifier,
  removalClassifier,
  type Classifier,
  DIFFER,
  FAILS,
  NOTHING,
  PASSES,
  STRADDLES,
  UNCOUNTED,
} from './bin-class';
import {
  type Compiled,
  type CompiledCertificate,
  type CompiledFigure,
  type CompiledList,
  type CompiledNeed,
} from './compile';
import { wordsFor, type CodedColumn } from './coded-column';
import { RANK_BITMAPS, type FactColumn } from './fact-column';
import { FAIL, NONE, PASS, type RowCheck } from './row-check';
import type { Segment } from './segment';

/** Passes are counted in five bit planes, up to 31 of them. */
const PLANES = 5;
export const MOST_COUNTED = 2 ** PLANES - 1;

/** Where the bitmaps of a segment lie in the scratch memory of a query, and how many words each has. */
export interface Filtered {
  readonly words: number;
  /** Rows that count, that some finding rules out, that two or more rule out, that something unknown holds back. */
  readonly live: Int32Array;
  readonly failed: Int32Array;
  readonly failedTwice: Int32Array;
  readonly unknown: Int32Array;
  /** Some finding that counts does not pass; two or more do not. */
  readonly open: Int32Array;
  readonly openTwice: Int32Array;
  /** How many of the measured demands a row may meet, at most, as a binary number across the planes. */
  readonly planes: readonly Int32Array[];
  /** By demand: rows that pass it (of those not ruled out twice), where it was worked out. */
  readonly passing: readonly Int32Array[];
  /** By demand: rows that fail it, of the same; absent where none does. */
  readonly failing: readonly (Int32Array | undefined)[];
}

/** Memory of a query that the next one uses again. */
export class Scratch {
  private memory: Int32Array = new Int32Array(1 << 12);
  private used = 0;
  private pieces: Int32Array[] = [];

  start(): void {
    // What did not fit the last time fits now.
    if (this.pieces.length > 0) this.memory = new Int32Array(this.memory.length + sum(this.pieces));
    this.pieces = [];
    this.used = 0;
  }

  take(words: number): Int32Array {
    if (this.used + words > this.memory.length) {
      const piece = new Int32Array(words);
      this.pieces.push(piece);
      return piece;
    }
    const part = this.memory.subarray(this.used, this.used + words);
    this.used += words;
    return part;
  }
}

const sum = (pieces: readonly Int32Array[]): number => pieces.reduce((all, { length }) => all + length, 0);

/** One thing under one demand, as bitmaps; absent where no row is of that kind. */
interface Parts {
  readonly passes: Int32Array | undefined;
  readonly fails: Int32Array | undefined;
  readonly straddles: Int32Array | undefined;
  readonly nothing: Int32Array | undefined;
  readonly uncounted: Int32Array | undefined;
  readonly differ: Int32Array | undefined;
}

const NO_PARTS: Parts = {
  passes: undefined,
  fails: undefined,
  straddles: undefined,
  nothing: undefined,
  uncounted: undefined,
  differ: undefined,
};

/** Answers every demand of a need for all rows of a segment at once, exactly. */
export class SegmentFilter {
  private readonly classes: Uint8Array = new Uint8Array(64);
  private readonly words: number;
  private readonly passing: Int32Array[] = [];
  private readonly failing: (Int32Array | undefined)[] = [];

  constructor(
    private readonly need: CompiledNeed,
    private readonly segment: Segment,
    /** The rows that are compared. */
    private readonly live: Int32Array,
    /** Without the help of bitmaps. */
    private readonly byRow: boolean,
    private readonly rows: RowCheck,
    private readonly scratch: Scratch,
    /** The demands whose passes are counted in the planes. */
    private readonly counted: ReadonlySet<number>,
  ) {
    this.words = wordsFor(segment.rows);
  }

  run(): Filtered {
    const { words, need, scratch, live } = this;
    const failed = this.zeros();
    const failedTwice = this.zeros();
    const unknown = this.zeros();
    const open = this.zeros();
    const openTwice = this.zeros();
    const planes = Array.from({ length: PLANES }, () => this.zeros());
    const order = need.demands.map((_, index) => index);
    // A price may hang on the units, which cost a look at the row: the fewer rows are left the better.
    order.sort((a, b) => cost(need.demands[a] as Compiled) - cost(need.demands[b] as Compiled));
    for (const index of order) {
      const demand = need.demands[index] as Compiled;
      const pass = scratch.take(words);
      pass.fill(0);
      this.passing[index] = pass;
      const fail = this.byRow
        ? this.lookAt(index, live, pass, undefined, live, failedTwice, demand.kind === 'PRICE')
        : this.demand(demand, index, pass, live, failedTwice);
      this.failing[index] = fail;
      if (demand.counts) {
        for (let w = 0; w < words; w += 1) {
          const f = fail ? (fail[w] as number) : 0;
          const shut = ~(pass[w] as number);
          failedTwice[w] = (failedTwice[w] as number) | ((failed[w] as number) & f);
          failed[w] = (failed[w] as number) | f;
          unknown[w] = (unknown[w] as number) | (shut & ~f);
          openTwice[w] = (openTwice[w] as number) | ((open[w] as number) & shut);
          open[w] = (open[w] as number) | shut;
        }
      }
      if (this.counted.has(index)) addTo(planes, pass, words);
    }
    for (const { mandatory, members } of need.groups) {
      const pass = this.zeros();
      for (const index of members) {
        const one = this.passing[index] as Int32Array;
        for (let w = 0; w < words; w += 1) pass[w] = (pass[w] as number) | (one[w] as number);
      }
      if (!mandatory) continue;
      for (let w = 0; w < words; w += 1) {
        let f = -1;
        for (const index of members) f &= this.failing[index]?.[w] ?? 0;
        const shut = ~(pass[w] as number);
        failedTwice[w] = (failedTwice[w] as number) | ((failed[w] as number) & f);
        failed[w] = (failed[w] as number) | f;
        unknown[w] = (unknown[w] as number) | (shut & ~f);
        openTwice[w] = (openTwice[w] as number) | ((open[w] as number) & shut);
        open[w] = (open[w] as number) | shut;
      }
    }
    return {
      words,
      live,
      failed,
      failedTwice,
      unknown,
      open,
      openTwice,
      planes,
      passing: this.passing,
      failing: this.failing,
    };
  }

  private zeros(): Int32Array {
    const bits = this.scratch.take(this.words);
    bits.fill(0);
    return bits;
  }

  /** Fills `pass` (NONE counts as passed) and gives the rows that fail. */
  private demand(
    demand: Compiled,
    index: number,
    pass: Int32Array,
    live: Int32Array,
    failedTwice: Int32Array,
  ): Int32Array | undefined {
    switch (demand.kind) {
      case 'STANDARD_UNKNOWN':
        return undefined;
      case 'CERTIFICATE':
        return this.certificate(demand, index, pass, live, failedTwice);
      case 'LIST':
        return this.list(demand, index, pass, live);
      case 'FIGURE':
        return this.figure(demand, index, pass, live, failedTwice);
      case 'ENVELOPE': {
        const column = this.column(demand.thing);
        const parts = this.parts(column, envelopeClassifier(demand), failedTwice, demand.minimumRank);
        const { words } = this;
        const strong =
          column && !column.isSparse && demand.minimumRank < RANK_BITMAPS
            ? column.ranks.subarray(demand.minimumRank * column.words)
            : undefined;
        const stated = demand.onlyIfStated && column ? this.stated(column) : undefined;
        const fail = parts.fails && !demand.isOpen ? parts.fails : undefined;
        for (let w = 0; w < words; w += 1) {
          let p = parts.passes && !demand.isOpen ? (parts.passes[w] as number) : 0;
          if (strong) p &= strong[w] as number;
          if (demand.onlyIfStated) {
            p |= ~(stated ? (stated[w] as number) : 0);
            if (parts.uncounted) p |= parts.uncounted[w] as number;
          }
          pass[w] = p;
        }
        return this.lookAt(index, parts.differ, pass, fail, live, failedTwice, false);
      }
      case 'PRICE': {
        const column = this.column(demand.thing);
        const parts = this.parts(column, priceClassifier(demand), failedTwice);
        if (parts.passes) pass.set(parts.passes.subarray(0, this.words));
        return this.lookAt(index, parts.differ, pass, parts.fails, live, failedTwice, true);
      }
    }
  }

  private figure(
    demand: CompiledFigure,
    index: number,
    pass: Int32Array,
    live: Int32Array,
    failedTwice: Int32Array,
  ): Int32Array | undefined {
    const { words } = this;
    const figures = demand.isOpen ? undefined : this.column(demand.figure);
    const hasInlet = demand.dutyHigh === demand.dutyHigh;
    const removals = demand.isOpen || !hasInlet ? undefined : this.column(demand.removal);
    const inlets = this.column(demand.inlet);
    const f = this.parts(figures, figureClassifier(demand), failedTwice, demand.minimumRank);
    const r = this.parts(removals, removalClassifier(demand), failedTwice, demand.minimumRank);
    const i = this.parts(inlets, inletClassifier(demand), failedTwice);
    const least = demand.minimumRank < RANK_BITMAPS ? demand.minimumRank : -1;
    const strongF =
      least >= 0 && figures && !figures.isSparse ? figures.ranks.subarray(least * figures.words) : undefined;
    const strongR =
      least >= 0 && removals && !removals.isSparse ? removals.ranks.subarray(least * removals.words) : undefined;
    const meets = demand.inletMeets;
    const saidF = meets && figures ? this.stated(figures) : undefined;
    const saidR = meets && removals ? this.stated(removals) : undefined;
    const fail = this.zeros();
    for (let w = 0; w < words; w += 1) {
      const fp = f.passes ? (f.passes[w] as number) : 0;
      const rp = r.passes ? (r.passes[w] as number) : 0;
      let p = fp | rp;
      let bad = (f.fails ? (f.fails[w] as number) : 0) | (r.fails ? (r.fails[w] as number) : 0);
      bad &= ~p;
      if (f.straddles) bad &= ~(f.straddles[w] as number);
      if (r.straddles) bad &= ~(r.straddles[w] as number);
      if (least >= 0) {
        const sf = strongF ? (strongF[w] as number) : 0;
        const sr = strongR ? (strongR[w] as number) : 0;
        // Where nothing strong is said, what comes in may do by itself.
        p = (fp & sf) | (rp & sr) | (meets ? p & ~(sf | sr) : 0);
      }
      if (meets) p |= ~((saidF ? (saidF[w] as number) : 0) | (saidR ? (saidR[w] as number) : 0));
      if (i.fails) {
        bad |= i.fails[w] as number;
        p &= ~(i.fails[w] as number);
      }
      if (i.nothing) p &= ~(i.nothing[w] as number);
      pass[w] = p;
      fail[w] = bad;
    }
    const differ = this.merged(f.differ, r.differ, i.differ);
    return this.lookAt(index, differ, pass, fail, live, failedTwice, false);
  }

  private certificate(
    { scheme, day }: CompiledCertificate,
    index: number,
    pass: Int32Array,
    live: Int32Array,
    failedTwice: Int32Array,
  ): Int32Array | undefined {
    const column = this.segment.certificates;
    if (column.isSparse) return this.lookAt(index, this.marked(column), pass, undefined, live, failedTwice, false);
    for (let bin = 0; bin < column.bins; bin += 1) {
      const holds = column.binHolds(bin, scheme, day);
      this.classes[bin] = holds === undefined ? DIFFER : holds ? PASSES : FAILS;
    }
    const parts = this.collect(column);
    if (parts.passes) pass.set(parts.passes);
    return this.lookAt(index, parts.differ, pass, parts.fails, live, failedTwice, false);
  }

  private list(demand: CompiledList, index: number, pass: Int32Array, live: Int32Array): Int32Array | undefined {
    const column = this.segment.lists.get(demand.list);
    if (!column) return undefined;
    if (column.isSparse) return this.lookAt(index, this.marked(column), pass, undefined, live, undefined, false);
    for (let bin = 0; bin < column.bins; bin += 1) {
      const code = column.codeOfBin(bin);
      const verdict = code === 0 ? -1 : this.rows.verdictOfList(demand, code);
      this.classes[bin] = verdict === -1 ? DIFFER : verdict === PASS ? PASSES : verdict === FAIL ? FAILS : NOTHING;
    }
    const parts = this.collect(column);
    if (parts.passes) pass.set(parts.passes.subarray(0, this.words));
    return this.lookAt(index, parts.differ, pass, parts.fails, live, undefined, false);
  }

  private column(thing: number): FactColumn | undefined {
    return thing === 0 ? undefined : this.segment.columns.get(thing);
  }

  private parts(
    column: FactColumn | undefined,
    classifier: Classifier,
    failedTwice: Int32Array,
    minimumRank = RANK_BITMAPS,
  ): Parts {
    if (!column) return NO_PARTS;
    // A sparse column has no bitmaps of its ranks: where evidence is asked for, its rows are checked.
    if (column.isSparse && minimumRank < RANK_BITMAPS) return { ...NO_PARTS, differ: this.marked(column) };
    if (column.isSparse)
      return this.refined({ ...NO_PARTS, differ: this.marked(column) }, column, classifier, failedTwice);
    classify(column, classifier, this.need.decisions, this.classes);
    return this.refined(this.collect(column), column, classifier, failedTwice);
  }

  /** Classes of the rows in bins whose codes differ, code by code; what is left is for the check of the row. */
  private refined(of: Parts, column: FactColumn, classifier: Classifier, failedTwice: Int32Array): Parts {
    const { differ } = of;
    if (!differ) return of;
    const { live, words } = this;
    const { decisions } = this.need;
    const parts = [of.passes, of.fails, of.nothing, of.straddles, of.uncounted];
    let left = 0;
    for (let w = 0; w < words; w += 1) {
      let rest = (differ[w] as number) & (live[w] as number) & ~(failedTwice[w] as number);
      let kept = 0;
      while (rest !== 0) {
        const bit = rest & -rest;
        rest ^= bit;
        const found = classOfCode(column, column.codeAt((w << 5) + 31 - Math.clz32(bit)), classifier, decisions);
        if (found === DIFFER) kept |= bit;
        else {
          const part = (parts[found] ??= this.zeros());
          part[w] = (part[w] as number) | bit;
        }
      }
      differ[w] = kept;
      left |= kept;
    }
    const [passes, fails, nothing, straddles, uncounted] = parts;
    return { passes, fails, nothing, straddles, uncounted, differ: left === 0 ? undefined : differ };
  }

  /** The rows of a sparse column that say anything. */
  private marked(column: CodedColumn): Int32Array {
    const rows = this.zeros();
    for (const [row] of column.entries()) rows[row >>> 5] = (rows[row >>> 5] as number) | (1 << (row & 31));
    return rows;
  }

  /** The rows of a column that say anything. */
  private stated(column: CodedColumn): Int32Array {
    return column.isSparse ? this.marked(column) : column.bits.subarray((column.bins - 1) * column.words);
  }

  private collect(column: CodedColumn): Parts {
    return {
      passes: this.union(column, PASSES),
      fails: this.union(column, FAILS),
      straddles: this.union(column, STRADDLES),
      nothing: this.union(column, NOTHING),
      uncounted: this.union(column, UNCOUNTED),
      differ: this.union(column, DIFFER),
    };
  }

  /** Rows of all bins of a class: each run of such bins is the difference of two cumulative bitmaps. */
  private union(column: CodedColumn, wanted: number): Int32Array | undefined {
    const { words, classes } = this;
    const { bits } = column;
    let into: Int32Array | undefined;
    for (let bin = 0; bin < column.bins; bin += 1) {
      if (classes[bin] !== wanted) continue;
      const first = bin;
      while (bin + 1 < column.bins && classes[bin + 1] === wanted) bin += 1;
      const high = bin * column.words;
      const low = (first - 1) * column.words;
      if (!into) {
        into = this.scratch.take(words);
        if (first === 0) for (let w = 0; w < words; w += 1) into[w] = bits[high + w] as number;
        else for (let w = 0; w < words; w += 1) into[w] = (bits[high + w] as number) & ~(bits[low + w] as number);
      } else {
        // Never the first bin: a run came before it.
        for (let w = 0; w < words; w += 1)
          into[w] = (into[w] as number) | ((bits[high + w] as number) & ~(bits[low + w] as number));
      }
    }
    return into;
  }

  private merged(...all: readonly (Int32Array | undefined)[]): Int32Array | undefined {
    const some = all.filter((one) => one !== undefined);
    const [first, ...rest] = some;
    for (const one of rest)
      for (let w = 0; w < this.words; w += 1)
        (first as Int32Array)[w] = ((first as Int32Array)[w] as number) | (one[w] as number);
    return first;
  }

  /** Checks the rows of bins whose codes differ, one by one; rows that are ruled out twice already may be left. */
  private lookAt(
    index: number,
    differ: Int32Array | undefined,
    pass: Int32Array,
    fail: Int32Array | undefined,
    live: Int32Array,
    failedTwice: Int32Array | undefined,
    needsUnits: boolean,
  ): Int32Array | undefined {
    if (!differ) return fail;
    const demand = this.need.demands[index] as Compiled;
    if (!demand.counts && !demand.grouped) {
      // It moves the score alone, for which it is enough that no row is counted too low.
      for (let w = 0; w < this.words; w += 1) pass[w] = (pass[w] as number) | (differ[w] as number);
      return fail;
    }
    let failing = fail;
    for (let w = 0; w < this.words; w += 1) {
      let rest = (differ[w] as number) & (live[w] as number);
      if (failedTwice) rest &= ~(failedTwice[w] as number);
      while (rest !== 0) {
        const bit = rest & -rest;
        rest ^= bit;
        const row = (w << 5) + 31 - Math.clz32(bit);
        if (needsUnits) this.rows.findUnits(row);
        const verdict = this.rows.check(index, row);
        if (verdict === PASS || verdict === NONE) pass[w] = (pass[w] as number) | bit;
        else pass[w] = (pass[w] as number) & ~bit;
        if (verdict === FAIL) {
          failing ??= this.zeros();
          failing[w] = (failing[w] as number) | bit;
        } else if (failing) failing[w] = (failing[w] as number) & ~bit;
      }
    }
    return failing;
  }
}

/** Cheap demands first. */
function cost(demand: Compiled): number {
  switch (demand.kind) {
    case 'STANDARD_UNKNOWN':
    case 'LIST':
      return 0;
    case 'CERTIFICATE':
      return 1;
    case 'ENVELOPE':
      return 1;
    case 'FIGURE':
      return demand.isOutlet ? 3 : 2;
    case 'PRICE':
      return 4;
  }
}

/** Adds one to the count of every row of a bitmap. */
function addTo(planes: readonly Int32Array[], bits: Int32Array, words: number): void {
  const [a, b, c, d, e] = planes as readonly [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  for (let w = 0; w < words; w += 1) {
    let carry = bits[w] as number;
    let before = a[w] as number;
    a[w] = before ^ carry;
    carry &= before;
    if (carry === 0) continue;
    before = b[w] as number;
    b[w] = before ^ carry;
    carry &= before;
    if (carry === 0) continue;
    before = c[w] as number;
    c[w] = before ^ carry;
    carry &= before;
    if (carry === 0) continue;
    before = d[w] as number;
    d[w] = before ^ carry;
    carry &= before;
    if (carry === 0) continue;
    e[w] = (e[w] as number) ^ carry;
  }
}
