import {
  classify,
  classifyCodes,
  classOfCode,
  classifiersOf,
  type Classifier,
  DIFFER,
  FAILS,
  NOT_LOOKED_AT,
  NOTHING,
  PASSES,
  STRADDLES,
  UNCOUNTED,
} from './bin-class';
import {
  type Compiled,
  type CompiledCertificate,
  type CompiledEnvelope,
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
  /** Some finding that counts does not pass; two or more do not. Only where relaxations are wanted. */
  readonly open: Int32Array;
  readonly openTwice: Int32Array;
  /** How many of the measured demands a row may meet, at most, as a binary number across the planes. */
  readonly planes: readonly Int32Array[];
  /** By demand: rows that pass it, of those not ruled out (twice, where near misses are wanted). */
  readonly passing: readonly Int32Array[];
  /** By demand: rows that fail it, of the same; absent where none does. */
  readonly failing: readonly (Int32Array | undefined)[];
}

const NO_ROWS = new Int32Array(0);

/** Bit planes that hold so high a count. */
const planesFor = (count: number): number => 32 - Math.clz32(count);

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

/** How much of the answer is wanted: what is ruled out already is not looked at again. */
interface Depth {
  /** Rows that one finding alone rules out are told from those that several do. */
  readonly nearMisses: boolean;
  /** So are rows that one finding alone keeps open. */
  readonly relaxations: boolean;
}

/** Rows of one column by their class under one demand; absent where no row is of that class. */
type Parts = (Int32Array | undefined)[];

/** A column that bears on a demand, and how its bins are classed. */
interface Part {
  readonly column: FactColumn | undefined;
  readonly classifier: Classifier;
  /** The classes that the demand asks about. */
  readonly wanted: readonly number[];
  /** Whether facts count whatever their evidence. */
  readonly everyRank: boolean;
  /** The bins whose codes differ. */
  readonly differing: readonly number[];
  rows: Parts;
}

/** What the bins of the columns tell of a demand: the rows that pass it and fail it, and those whose bins differ. */
interface Answer {
  readonly demand: Compiled;
  readonly index: number;
  readonly parts: readonly Part[];
  pass: Int32Array | undefined;
  fail: Int32Array | undefined;
  differ: Int32Array | undefined;
}

const OF_FIGURE = [PASSES, FAILS, STRADDLES, DIFFER];
const OF_INLET = [FAILS, NOTHING, DIFFER];
const OF_ENVELOPE = [PASSES, FAILS, DIFFER];
const OF_STATED_ENVELOPE = [PASSES, FAILS, UNCOUNTED, DIFFER];
const NO_COLUMNS: readonly Part[] = [];

/**
 * Answers every demand of a need for all rows of a segment at once, exactly: first what whole bins answer, for all
 * demands; then, of the rows that are not ruled out by that, those whose bins differ.
 */
export class SegmentFilter {
  private readonly classes: Uint8Array = new Uint8Array(64);
  private codeClasses: Uint8Array = new Uint8Array(1024);
  /** The rows of one word by their class. */
  private readonly found: Int32Array = new Int32Array(DIFFER + 1);
  private readonly classifiers: readonly (readonly Classifier[])[];
  /** By rising cost. */
  private readonly order: readonly number[];
  private segment!: Segment;
  /** The rows that are compared. */
  private live: Int32Array = NO_ROWS;
  private byRow = false;
  private words = 0;

  constructor(
    private readonly need: CompiledNeed,
    private readonly rows: RowCheck,
    private readonly scratch: Scratch,
    /** The demands whose passes are counted in the planes. */
    private readonly counted: ReadonlySet<number>,
    private readonly depth: Depth,
  ) {
    const { demands } = need;
    this.classifiers = demands.map(classifiersOf);
    // A price may hang on the units, which cost a look at the row: the fewer rows are left the better.
    this.order = demands
      .map((_, index) => index)
      .sort((a, b) => cost(demands[a] as Compiled) - cost(demands[b] as Compiled));
  }

  /**
   * The answers for the rows of a segment that are in `live`.
   *
   * @param byRow without the help of bitmaps
   */
  run(segment: Segment, live: Int32Array, byRow: boolean): Filtered {
    this.segment = segment;
    this.live = live;
    this.byRow = byRow;
    this.words = wordsFor(segment.rows);
    const { words, need } = this;
    const { nearMisses, relaxations } = this.depth;
    const answers = need.demands.map((demand, index) => this.fromBins(demand, index));
    const [once, twice] = this.ruledOut(answers);
    // Where near misses are not wanted, a row that is ruled out is settled; otherwise one that is so twice.
    const failed = nearMisses ? this.zeros() : once;
    const failedTwice = nearMisses ? twice : NO_ROWS;
    const settled = nearMisses ? failedTwice : failed;
    const unknown = this.zeros();
    const open = relaxations ? this.zeros() : NO_ROWS;
    const openTwice = relaxations ? this.zeros() : NO_ROWS;
    const none = this.zeros();
    const planes = Array.from({ length: planesFor(this.counted.size) }, () => this.zeros());
    const take = (pass = none, fail = none): void => {
      if (nearMisses)
        for (let w = 0; w < words; w += 1)
          failedTwice[w] = (failedTwice[w] as number) | ((failed[w] as number) & (fail[w] as number));
      for (let w = 0; w < words; w += 1) {
        const f = fail[w] as number;
        failed[w] = (failed[w] as number) | f;
        unknown[w] = (unknown[w] as number) | ~((pass[w] as number) | f);
      }
      if (relaxations)
        for (let w = 0; w < words; w += 1) {
          const shut = ~(pass[w] as number);
          openTwice[w] = (openTwice[w] as number) | ((open[w] as number) & shut);
          open[w] = (open[w] as number) | shut;
        }
    };
    for (const index of this.order) {
      const answer = answers[index] as Answer;
      this.settle(answer, settled);
      if (answer.demand.counts) take(answer.pass, answer.fail);
      if (answer.pass && this.counted.has(index)) addTo(planes, answer.pass, words);
    }
    for (const { mandatory, members } of need.groups) {
      if (!mandatory) continue;
      const pass = this.zeros();
      for (const index of members) {
        const one = answers[index]?.pass;
        if (one) for (let w = 0; w < words; w += 1) pass[w] = (pass[w] as number) | (one[w] as number);
      }
      take(pass, this.failedByAll(members, answers));
    }
    return {
      words,
      live: this.live,
      failed,
      failedTwice,
      unknown,
      open,
      openTwice,
      planes,
      passing: answers.map(({ pass }) => pass ?? none),
      failing: answers.map(({ fail }) => fail),
    };
  }

  /** Rows that their bins rule out for certain; and where near misses are wanted, those that they rule out twice. */
  private ruledOut(answers: readonly Answer[]): readonly [once: Int32Array, twice: Int32Array] {
    const { words, need } = this;
    const { nearMisses } = this.depth;
    const once = this.zeros();
    const twice = nearMisses ? this.zeros() : NO_ROWS;
    const ruleOut = (fail: Int32Array | undefined): void => {
      if (!fail) return;
      if (nearMisses)
        for (let w = 0; w < words; w += 1)
          twice[w] = (twice[w] as number) | ((once[w] as number) & (fail[w] as number));
      for (let w = 0; w < words; w += 1) once[w] = (once[w] as number) | (fail[w] as number);
    };
    for (const { demand, fail } of answers) if (demand.counts) ruleOut(fail);
    for (const { mandatory, members } of need.groups) if (mandatory) ruleOut(this.failedByAll(members, answers));
    return [once, twice];
  }

  /** Rows that fail every member of a group. */
  private failedByAll(members: readonly number[], answers: readonly Answer[]): Int32Array {
    const all = this.scratch.take(this.words).fill(-1);
    for (const index of members) {
      const fail = (answers[index] as Answer).fail;
      for (let w = 0; w < this.words; w += 1) all[w] = (all[w] as number) & (fail ? (fail[w] as number) : 0);
    }
    return all;
  }

  private zeros(): Int32Array {
    return this.scratch.take(this.words).fill(0);
  }

  private copied(bits: Int32Array): Int32Array {
    const copy = this.scratch.take(this.words);
    for (let w = 0; w < this.words; w += 1) copy[w] = bits[w] as number;
    return copy;
  }

  private fromBins(demand: Compiled, index: number): Answer {
    const answer = { demand, index, parts: NO_COLUMNS, pass: undefined, fail: undefined, differ: undefined };
    if (this.byRow) return { ...answer, differ: this.copied(this.live) };
    switch (demand.kind) {
      case 'STANDARD_UNKNOWN':
        return answer;
      case 'CERTIFICATE':
        return this.certificate(demand, answer);
      case 'LIST':
        return this.list(demand, answer);
      case 'FIGURE': {
        const hasInlet = demand.dutyHigh === demand.dutyHigh;
        const figures = demand.isOpen ? undefined : this.column(demand.figure);
        const removals = demand.isOpen || !hasInlet ? undefined : this.column(demand.removal);
        const [figure, removal, inlet] = this.classifiers[index] as readonly [Classifier, Classifier, Classifier];
        const least = demand.minimumRank;
        return this.combined({
          ...answer,
          parts: [
            this.part(figures, figure, OF_FIGURE, least),
            this.part(removals, removal, OF_FIGURE, least),
            this.part(this.column(demand.inlet), inlet, OF_INLET),
          ],
        });
      }
      case 'ENVELOPE': {
        const wanted = demand.onlyIfStated ? OF_STATED_ENVELOPE : OF_ENVELOPE;
        const part = this.part(
          this.column(demand.thing),
          this.classifiers[index]?.[0] as Classifier,
          wanted,
          demand.minimumRank,
        );
        return this.combined({ ...answer, parts: [part] });
      }
      case 'PRICE':
        return this.combined({
          ...answer,
          parts: [this.part(this.column(demand.thing), this.classifiers[index]?.[0] as Classifier, OF_ENVELOPE)],
        });
    }
  }

  /** Puts together what the columns of a demand say, as far as it is known: NONE counts as passed. */
  private combined(answer: Answer): Answer {
    const { demand, parts } = answer;
    if (demand.kind === 'FIGURE') this.combineFigure(answer, demand);
    else if (demand.kind === 'ENVELOPE') this.combineEnvelope(answer, demand);
    else {
      answer.pass = parts[0]?.rows[PASSES];
      answer.fail = parts[0]?.rows[FAILS];
    }
    answer.differ = this.merged(parts.map(({ rows }) => rows[DIFFER]));
    return answer;
  }

  private combineEnvelope(answer: Answer, demand: CompiledEnvelope): void {
    const [{ column, rows }] = answer.parts as readonly [Part];
    const passes = demand.isOpen ? undefined : rows[PASSES];
    answer.fail = demand.isOpen ? undefined : rows[FAILS];
    const strong = demand.minimumRank < RANK_BITMAPS ? this.strong(column, demand.minimumRank) : undefined;
    if (!strong && !demand.onlyIfStated) {
      answer.pass = passes;
      return;
    }
    const stated = demand.onlyIfStated && column ? this.stated(column) : undefined;
    const uncounted = rows[UNCOUNTED];
    const pass = (answer.pass ??= this.scratch.take(this.words));
    for (let w = 0; w < this.words; w += 1) {
      let p = passes ? (passes[w] as number) : 0;
      if (strong) p &= strong[w] as number;
      if (demand.onlyIfStated) {
        p |= ~(stated ? (stated[w] as number) : 0);
        if (uncounted) p |= uncounted[w] as number;
      }
      pass[w] = p;
    }
  }

  private combineFigure(answer: Answer, demand: CompiledFigure): void {
    const [f, r, i] = answer.parts as readonly [Part, Part, Part];
    const least = demand.minimumRank < RANK_BITMAPS ? demand.minimumRank : -1;
    const meets = demand.inletMeets;
    if (!r.column && !i.column && least < 0 && !meets) {
      answer.pass = f.rows[PASSES];
      answer.fail = f.rows[FAILS];
      return;
    }
    const strongF = least >= 0 ? this.strong(f.column, least) : undefined;
    const strongR = least >= 0 ? this.strong(r.column, least) : undefined;
    const saidF = meets && f.column ? this.stated(f.column) : undefined;
    const saidR = meets && r.column ? this.stated(r.column) : undefined;
    const [passF, failF, straddleF] = [f.rows[PASSES], f.rows[FAILS], f.rows[STRADDLES]];
    const [passR, failR, straddleR] = [r.rows[PASSES], r.rows[FAILS], r.rows[STRADDLES]];
    const [failI, nothingI] = [i.rows[FAILS], i.rows[NOTHING]];
    const [differF, differR] = [f.rows[DIFFER], r.rows[DIFFER]];
    const pass = (answer.pass ??= this.scratch.take(this.words));
    const fail = (answer.fail ??= this.scratch.take(this.words));
    for (let w = 0; w < this.words; w += 1) {
      const fp = passF ? (passF[w] as number) : 0;
      const rp = passR ? (passR[w] as number) : 0;
      let p = fp | rp;
      let bad = (failF ? (failF[w] as number) : 0) | (failR ? (failR[w] as number) : 0);
      bad &= ~p;
      if (straddleF) bad &= ~(straddleF[w] as number);
      if (straddleR) bad &= ~(straddleR[w] as number);
      // One fact does not fail while the other may yet pass.
      if (differF) bad &= ~(differF[w] as number);
      if (differR) bad &= ~(differR[w] as number);
      if (least >= 0) {
        const sf = strongF ? (strongF[w] as number) : 0;
        const sr = strongR ? (strongR[w] as number) : 0;
        // Where nothing strong is said, what comes in may do by itself.
        p = (fp & sf) | (rp & sr) | (meets ? p & ~(sf | sr) : 0);
      }
      if (meets) p |= ~((saidF ? (saidF[w] as number) : 0) | (saidR ? (saidR[w] as number) : 0));
      if (failI) {
        bad |= failI[w] as number;
        p &= ~(failI[w] as number);
      }
      if (nothingI) p &= ~(nothingI[w] as number);
      pass[w] = p;
      fail[w] = bad;
    }
  }

  private certificate({ scheme, day }: CompiledCertificate, answer: Answer): Answer {
    const column = this.segment.certificates;
    if (column.isSparse) return { ...answer, differ: this.marked(column) };
    for (let bin = 0; bin < column.bins; bin += 1) {
      const holds = column.binHolds(bin, scheme, day);
      this.classes[bin] = holds === undefined ? DIFFER : holds ? PASSES : FAILS;
    }
    return this.plain(answer, this.collect(column, OF_ENVELOPE));
  }

  private list(demand: CompiledList, answer: Answer): Answer {
    const column = this.segment.lists.get(demand.list);
    if (!column) return answer;
    if (column.isSparse) return { ...answer, differ: this.marked(column) };
    for (let bin = 0; bin < column.bins; bin += 1) {
      const code = column.codeOfBin(bin);
      const verdict = code === 0 ? -1 : this.rows.verdictOfList(demand, code);
      this.classes[bin] = verdict === -1 ? DIFFER : verdict === PASS ? PASSES : verdict === FAIL ? FAILS : NOTHING;
    }
    return this.plain(answer, this.collect(column, OF_ENVELOPE));
  }

  private plain(answer: Answer, rows: Parts): Answer {
    return { ...answer, pass: rows[PASSES], fail: rows[FAILS], differ: rows[DIFFER] };
  }

  private column(thing: number): FactColumn | undefined {
    return thing === 0 ? undefined : this.segment.columns.get(thing);
  }

  private part(
    column: FactColumn | undefined,
    classifier: Classifier,
    wanted: readonly number[],
    minimumRank = RANK_BITMAPS,
  ): Part {
    const everyRank = minimumRank >= RANK_BITMAPS;
    const part = { column, classifier, wanted, everyRank, differing: [] };
    if (!column) return { ...part, rows: [] };
    if (column.isSparse) {
      const rows: Parts = [];
      rows[DIFFER] = this.marked(column);
      return { ...part, rows };
    }
    classify(column, classifier, this.need.decisions, this.classes);
    const differing: number[] = [];
    for (let bin = 0; bin < column.bins; bin += 1) if (this.classes[bin] === DIFFER) differing.push(bin);
    return { ...part, differing, rows: this.collect(column, wanted) };
  }

  /** Answers for the rows that are not settled and whose bins differ: code by code, and what that leaves row by row. */
  private settle(answer: Answer, settled: Int32Array): void {
    const { differ, demand } = answer;
    if (!differ) return;
    if (!demand.counts && !demand.grouped) {
      // It moves the score alone, for which it is enough that no row is counted too low.
      answer.pass = this.merged([answer.pass, differ]);
      return;
    }
    let left = 0;
    for (let w = 0; w < this.words; w += 1)
      left |= differ[w] = (differ[w] as number) & (this.live[w] as number) & ~(settled[w] as number);
    if (left === 0) return;
    const binned = answer.parts.filter(({ column, rows }) => rows[DIFFER] && !column?.isSparse);
    if (binned.length > 0) {
      for (const part of binned) this.refine(part, differ);
      this.combined(answer);
    }
    if (answer.differ) this.lookAt(answer, answer.differ, differ);
  }

  /** Classes of the rows in bins whose codes differ, code by code; what is left is for the check of the row. */
  private refine(part: Part, among: Int32Array): void {
    const { column, classifier, wanted, rows, differing, everyRank } = part;
    const differ = rows[DIFFER];
    if (!differ || !column) return;
    for (let w = 0; w < this.words; w += 1) differ[w] = (differ[w] as number) & (among[w] as number);
    const { decisions } = this.need;
    const { stretched } = column;
    if (this.codeClasses.length < stretched) this.codeClasses = new Uint8Array(stretched * 2);
    const classes = this.codeClasses;
    for (const bin of differing) classifyCodes(column, bin, classifier, decisions, classes);
    const codes = column.codesOfRows;
    column.touch();
    const { found } = this;
    for (let w = 0; w < this.words; w += 1) {
      let rest = differ[w] as number;
      if (rest === 0) continue;
      found.fill(0);
      while (rest !== 0) {
        const bit = rest & -rest;
        rest ^= bit;
        const code = codes[(w << 5) + 31 - Math.clz32(bit)] as number;
        let of = code < stretched ? (classes[code] as number) : NOT_LOOKED_AT;
        if (of === NOT_LOOKED_AT) {
          of = classOfCode(column, code, classifier, decisions, everyRank);
          if (code < stretched) classes[code] = of;
        }
        found[of] = (found[of] as number) | bit;
      }
      differ[w] = found[DIFFER] as number;
      for (let of = 0; of < DIFFER; of += 1) if (found[of] !== 0) this.mark(rows, wanted, of, w, found[of] as number);
    }
    if (differ.every((word) => word === 0)) rows[DIFFER] = undefined;
  }

  /** Puts rows of a word into a class, where it is wanted. */
  private mark(rows: Parts, wanted: readonly number[], of: number, w: number, bits: number): void {
    if (!wanted.includes(of)) return;
    const marked = (rows[of] ??= this.zeros());
    marked[w] = (marked[w] as number) | bits;
  }

  /** The rows of a sparse column that say anything. */
  private marked(column: CodedColumn): Int32Array {
    const rows = this.zeros();
    const { rows: stated } = column.entries();
    for (let at = 0; at < stated.length; at += 1) {
      const row = stated[at] as number;
      rows[row >>> 5] = (rows[row >>> 5] as number) | (1 << (row & 31));
    }
    return rows;
  }

  /** The rows of a column with a fact at least so strong; of a sparse one every row is checked by itself. */
  private strong(column: FactColumn | undefined, least: number): Int32Array | undefined {
    return column?.isSparse ? undefined : column?.ranks.subarray(least * column.words);
  }

  /** The rows of a column that say anything. */
  private stated(column: CodedColumn): Int32Array {
    return column.isSparse ? this.marked(column) : column.bits.subarray((column.bins - 1) * column.words);
  }

  /** The rows of all bins of each class that is wanted: a run of bins is the difference of two cumulative bitmaps. */
  private collect(column: CodedColumn, wanted: readonly number[]): Parts {
    const { words, classes } = this;
    const { bits, bins } = column;
    const rows: Parts = [];
    for (let bin = 0; bin < bins; bin += 1) {
      const of = classes[bin] as number;
      const first = bin;
      while (bin + 1 < bins && classes[bin + 1] === of) bin += 1;
      if (!wanted.includes(of)) continue;
      const high = bin * column.words;
      const low = (first - 1) * column.words;
      const into = rows[of];
      if (!into) {
        const fresh = (rows[of] = this.scratch.take(words));
        if (first === 0) for (let w = 0; w < words; w += 1) fresh[w] = bits[high + w] as number;
        else for (let w = 0; w < words; w += 1) fresh[w] = (bits[high + w] as number) & ~(bits[low + w] as number);
      } else {
        // Never the first bin: a run came before it.
        for (let w = 0; w < words; w += 1)
          into[w] = (into[w] as number) | ((bits[high + w] as number) & ~(bits[low + w] as number));
      }
    }
    return rows;
  }

  private merged(all: readonly (Int32Array | undefined)[]): Int32Array | undefined {
    const some = all.filter((one) => one !== undefined);
    const [first] = some;
    if (some.length < 2 || !first) return first;
    const both = this.copied(first);
    for (const one of some.slice(1))
      for (let w = 0; w < this.words; w += 1) both[w] = (both[w] as number) | (one[w] as number);
    return both;
  }

  /** Checks rows that are in both one by one. */
  private lookAt(answer: Answer, rows: Int32Array, among: Int32Array): void {
    const { index, demand } = answer;
    const pass = (answer.pass ??= this.zeros());
    const needsUnits = demand.kind === 'PRICE';
    if (demand.kind === 'CERTIFICATE') this.segment.certificates.touch();
    if (demand.kind === 'LIST') this.segment.lists.get(demand.list)?.touch();
    for (let w = 0; w < this.words; w += 1) {
      let rest = (rows[w] as number) & (among[w] as number);
      while (rest !== 0) {
        const bit = rest & -rest;
        rest ^= bit;
        const row = (w << 5) + 31 - Math.clz32(bit);
        if (needsUnits) this.rows.findUnits(row);
        const verdict = this.rows.check(index, row);
        if (verdict === PASS || verdict === NONE) pass[w] = (pass[w] as number) | bit;
        else pass[w] = (pass[w] as number) & ~bit;
        if (verdict === FAIL) {
          answer.fail ??= this.zeros();
          answer.fail[w] = (answer.fail[w] as number) | bit;
        } else if (answer.fail) answer.fail[w] = (answer.fail[w] as number) & ~bit;
      }
    }
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
  for (let w = 0; w < words; w += 1) {
    let carry = bits[w] as number;
    for (let at = 0; carry !== 0 && at < planes.length; at += 1) {
      const plane = planes[at] as Int32Array;
      const before = plane[w] as number;
      plane[w] = before ^ carry;
      carry &= before;
    }
  }
}
