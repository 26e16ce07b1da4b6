import {
  BY_UNITS,
  classOfCode,
  classifiersOf,
  type Classifier,
  DIFFER,
  FAILS,
  NOTHING,
  PASSES,
  STRADDLES,
  UNCOUNTED,
} from './classifier';
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
import { PlacedRows, type RowsByClass } from './placed-rows';
import { startedKernel } from './kernel';
import { FAIL, NONE, PASS, type RowCheck } from './row-check';
import type { Scratch } from './scratch';
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

/** How much of the answer is wanted: what is ruled out already is not looked at again. */
interface Depth {
  /** Rows that one finding alone rules out are told from those that several do. */
  readonly nearMisses: boolean;
  /** So are rows that one finding alone keeps open. */
  readonly relaxations: boolean;
}

/** A column that bears on a demand, and what its rows come to, class by class. */
class Part {
  column: FactColumn | undefined;
  /** Rows by their class; absent where no row is of that class. */
  readonly rows: RowsByClass = new Array<Int32Array | undefined>(DIFFER + 1).fill(undefined);
  /** The classes that the demand asks about, one bit each. */
  wanted = 0;
  /** Whether facts count whatever their evidence. */
  everyRank = true;

  constructor(readonly classifier: Classifier) {}

  turn(column: FactColumn | undefined, wanted: number, everyRank: boolean): void {
    this.column = column;
    this.wanted = wanted;
    this.everyRank = everyRank;
    this.rows.fill(undefined);
  }
}

/** What the columns tell of a demand in the segment at hand: the rows that pass it and fail it, and those yet to be told. */
class Answer {
  pass: Int32Array | undefined;
  fail: Int32Array | undefined;
  differ: Int32Array | undefined;
  readonly parts: readonly Part[];

  constructor(
    readonly demand: Compiled,
    readonly index: number,
  ) {
    this.parts = classifiersOf(demand).map((classifier) => new Part(classifier));
  }
}

/** Bytes of so many words, rounded up to what the kernel takes at once. */
const bytesFor = (words: number): number => ((words + 3) >>> 2) * 16;

const bitOf = (...classes: readonly number[]): number => classes.reduce((bits, of) => bits | (1 << of), 0);
const OF_FIGURE = bitOf(PASSES, FAILS, STRADDLES, DIFFER);
const OF_INLET = bitOf(FAILS, NOTHING, DIFFER);
const OF_ENVELOPE = bitOf(PASSES, FAILS, DIFFER);
const OF_STATED_ENVELOPE = bitOf(PASSES, FAILS, UNCOUNTED, DIFFER);
const OF_PRICE = bitOf(PASSES, FAILS, BY_UNITS, DIFFER);

/**
 * Answers every demand of a need for all rows of a segment at once, exactly: first what bitmaps answer, for all demands;
 * then, of the rows that are not ruled out by that, those that must be looked at.
 */
export class SegmentFilter {
  private readonly placed: PlacedRows;
  /** Rows of a word by their class. */
  private readonly found = new Int32Array(DIFFER + 1);
  private readonly answers: readonly Answer[];
  /** By rising cost. */
  private readonly order: readonly Answer[];
  /** The capacity of the duty, where no units are found but for what it holds or misses. */
  private readonly duty: Answer | undefined;
  private segment!: Segment;
  /** The rows that are compared. */
  private live: Int32Array = NO_ROWS;
  /** A bitmap of no row. */
  private none: Int32Array = NO_ROWS;
  private byRow = false;
  private words = 0;
  /** Of what the kernel goes through of a bitmap. */
  private bytes = 0;
  private readonly kernel = startedKernel().kernel;

  constructor(
    private readonly need: CompiledNeed,
    private readonly rows: RowCheck,
    private readonly scratch: Scratch,
    /** The demands whose passes are counted in the planes. */
    private readonly counted: ReadonlySet<number>,
    private readonly depth: Depth,
  ) {
    this.placed = new PlacedRows(scratch, need.decisions);
    this.answers = need.demands.map((demand, index) => new Answer(demand, index));
    // A price may hang on the units, which cost a look at the row: the fewer rows are left the better.
    this.order = [...this.answers].sort((a, b) => cost(a.demand) - cost(b.demand));
    this.duty = this.answers.find(({ demand }) => tellsUnits(demand));
  }

  /**
   * The answers for the rows of a segment that are in `live`; the check of rows must have turned to it.
   *
   * @param byRow without the help of bitmaps
   */
  run(segment: Segment, live: Int32Array, byRow: boolean): Filtered {
    this.segment = segment;
    this.byRow = byRow;
    this.words = wordsFor(segment.rows);
    this.bytes = bytesFor(this.words);
    this.scratch.turn();
    this.live = this.scratch.keep();
    this.live.set(live.subarray(0, this.words));
    // No rows beyond: the kernel would find some that are left, for which nothing is to be looked at.
    this.live.fill(0, this.words, this.bytes / Int32Array.BYTES_PER_ELEMENT);
    this.none = this.zeros();
    const { words, need, answers } = this;
    const { nearMisses, relaxations } = this.depth;
    for (const answer of answers) this.fromBitmaps(answer);
    const [once, twice] = this.ruledOut();
    // Where near misses are not wanted, a row that is ruled out is settled; otherwise one that is so twice.
    const failed = nearMisses ? this.keptZeros() : once;
    const failedTwice = nearMisses ? twice : NO_ROWS;
    const settled = nearMisses ? failedTwice : failed;
    const unknown = this.keptZeros();
    const open = relaxations ? this.keptZeros() : NO_ROWS;
    const openTwice = relaxations ? this.keptZeros() : NO_ROWS;
    const planes = Array.from({ length: planesFor(this.counted.size) }, () => this.keptZeros());
    const { bytes, kernel } = this;
    const take = (pass = this.none, fail = this.none): void =>
      kernel.take(
        pass.byteOffset,
        fail.byteOffset,
        failed.byteOffset,
        addressOf(failedTwice),
        unknown.byteOffset,
        addressOf(open),
        addressOf(openTwice),
        bytes,
      );
    const [one = 0, two = 0, four = 0, eight = 0, sixteen = 0] = planes.map(addressOf);
    for (const answer of this.order) {
      this.settle(answer, settled);
      if (answer.demand.counts) take(answer.pass, answer.fail);
      if (answer.pass && this.counted.has(answer.index))
        kernel.count(answer.pass.byteOffset, one, two, four, eight, sixteen, bytes);
    }
    for (const { mandatory, members } of need.groups) {
      if (!mandatory) continue;
      const pass = this.zeros();
      for (const index of members) {
        const member = answers[index]?.pass;
        if (member) kernel.join(pass.byteOffset, member.byteOffset, bytes);
      }
      take(pass, this.failedByAll(members));
    }
    const nobody = this.keptZeros();
    return {
      words,
      live: this.live,
      failed,
      failedTwice,
      unknown,
      open,
      openTwice,
      planes,
      passing: answers.map(({ pass }) => (pass ? this.kept(pass) : nobody)),
      failing: relaxations ? answers.map(({ fail }) => fail && this.kept(fail)) : [],
    };
  }

  /** Rows that bitmaps rule out; and where near misses are wanted, those that they rule out twice. */
  private ruledOut(): readonly [once: Int32Array, twice: Int32Array] {
    const { bytes, kernel, need, answers } = this;
    const { nearMisses } = this.depth;
    const once = this.keptZeros();
    const twice = nearMisses ? this.keptZeros() : NO_ROWS;
    const ruleOut = (fail: Int32Array | undefined): void => {
      if (fail) kernel.ruleOut(once.byteOffset, addressOf(twice), fail.byteOffset, bytes);
    };
    for (const { demand, fail } of answers) if (demand.counts) ruleOut(fail);
    for (const { mandatory, members } of need.groups) if (mandatory) ruleOut(this.failedByAll(members));
    return [once, twice];
  }

  /** Rows that fail every member of a group. */
  private failedByAll(members: readonly number[]): Int32Array {
    const { bytes, kernel, words } = this;
    const all = this.scratch.take().fill(-1, 0, words);
    for (const index of members) {
      const fail = (this.answers[index] as Answer).fail ?? this.none;
      kernel.meet(all.byteOffset, fail.byteOffset, bytes);
    }
    return all;
  }

  private zeros(): Int32Array {
    return this.scratch.take().fill(0, 0, this.words);
  }

  private keptZeros(): Int32Array {
    return this.scratch.keep().fill(0, 0, this.words);
  }

  /** A copy that outlives the segment. */
  private kept(bits: Int32Array): Int32Array {
    return this.copyTo(this.scratch.keep(), bits);
  }

  private copied(bits: Int32Array): Int32Array {
    return this.copyTo(this.scratch.take(), bits);
  }

  private copyTo(copy: Int32Array, bits: Int32Array): Int32Array {
    this.kernel.copy(copy.byteOffset, bits.byteOffset, this.bytes);
    return copy;
  }

  private fromBitmaps(answer: Answer): void {
    const { demand, index, parts } = answer;
    answer.pass = undefined;
    answer.fail = undefined;
    answer.differ = this.byRow ? this.copied(this.live) : undefined;
    if (this.byRow) return;
    switch (demand.kind) {
      case 'STANDARD_UNKNOWN':
        return;
      case 'CERTIFICATE':
        return this.certificate(demand, answer);
      case 'LIST':
        return this.list(demand, answer);
      case 'FIGURE': {
        const [figure, removal, inlet] = parts as readonly [Part, Part, Part];
        const hasInlet = demand.dutyHigh === demand.dutyHigh;
        const least = demand.minimumRank;
        this.part(figure, demand.isOpen ? undefined : this.rows.column(index, 0), OF_FIGURE, least);
        this.part(removal, demand.isOpen || !hasInlet ? undefined : this.rows.column(index, 1), OF_FIGURE, least);
        this.part(inlet, this.rows.column(index, 2), OF_INLET);
        return this.combined(answer);
      }
      case 'ENVELOPE': {
        const wanted = demand.onlyIfStated ? OF_STATED_ENVELOPE : OF_ENVELOPE;
        this.part(parts[0] as Part, this.rows.column(index, 0), wanted, demand.minimumRank);
        return this.combined(answer);
      }
      case 'PRICE':
        this.part(parts[0] as Part, this.rows.column(index, 0), OF_PRICE);
        return this.combined(answer);
    }
  }

  /** Puts together what the columns of a demand say, as far as it is known: NONE counts as passed. */
  private combined(answer: Answer): void {
    const { demand, parts } = answer;
    if (demand.kind === 'FIGURE') this.combineFigure(answer, demand);
    else if (demand.kind === 'ENVELOPE') this.combineEnvelope(answer, demand);
    else {
      answer.pass = parts[0]?.rows[PASSES];
      answer.fail = parts[0]?.rows[FAILS];
    }
    let differ = parts[0]?.rows[DIFFER];
    for (let place = 1; place < parts.length; place += 1) differ = this.merged(differ, parts[place]?.rows[DIFFER]);
    if (demand.kind === 'PRICE') differ = this.merged(differ, parts[0]?.rows[BY_UNITS]);
    answer.differ = differ;
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
    const stated = demand.onlyIfStated ? (column ? this.stated(column) : this.none) : undefined;
    const pass = (answer.pass ??= this.scratch.take());
    this.kernel.envelope(
      pass.byteOffset,
      (passes ?? this.none).byteOffset,
      addressOf(strong),
      addressOf(stated),
      (rows[UNCOUNTED] ?? this.none).byteOffset,
      this.bytes,
    );
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
    const { none } = this;
    const strongF = least < 0 ? undefined : (this.strong(f.column, least) ?? none);
    const strongR = least < 0 ? undefined : (this.strong(r.column, least) ?? none);
    const saidF = meets ? ((f.column && this.stated(f.column)) ?? none) : undefined;
    const saidR = meets ? ((r.column && this.stated(r.column)) ?? none) : undefined;
    const pass = (answer.pass ??= this.scratch.take());
    const fail = (answer.fail ??= this.scratch.take());
    this.kernel.figure(
      (f.rows[PASSES] ?? none).byteOffset,
      (f.rows[FAILS] ?? none).byteOffset,
      (f.rows[STRADDLES] ?? none).byteOffset,
      (f.rows[DIFFER] ?? none).byteOffset,
      (r.rows[PASSES] ?? none).byteOffset,
      (r.rows[FAILS] ?? none).byteOffset,
      (r.rows[STRADDLES] ?? none).byteOffset,
      (r.rows[DIFFER] ?? none).byteOffset,
      (i.rows[FAILS] ?? none).byteOffset,
      (i.rows[NOTHING] ?? none).byteOffset,
      addressOf(strongF),
      addressOf(strongR),
      addressOf(saidF),
      addressOf(saidR),
      pass.byteOffset,
      fail.byteOffset,
      this.bytes,
    );
  }

  private certificate({ scheme, day }: CompiledCertificate, answer: Answer): void {
    const column = this.segment.certificates;
    if (column.isSparse) {
      answer.differ = this.marked(column);
      return;
    }
    for (let bin = 0; bin < column.bitmaps; bin += 1) {
      const holds = column.binHolds(bin, scheme, day);
      this.scratch.classes[bin] = holds === undefined ? DIFFER : holds ? PASSES : FAILS;
    }
    const rows: RowsByClass = [];
    this.collect(column, OF_ENVELOPE, rows);
    answer.pass = rows[PASSES];
    answer.fail = rows[FAILS];
    answer.differ = rows[DIFFER];
  }

  private list(demand: CompiledList, answer: Answer): void {
    const column = this.segment.lists.get(demand.list);
    if (!column) return;
    if (column.isSparse) {
      answer.differ = this.marked(column);
      return;
    }
    const { words } = this;
    const { carriers } = column;
    const pass = this.zeros();
    const fail = this.scratch.take();
    let rare = false;
    for (const code of demand.wanted) {
      const rows = column.holding(code);
      if (!rows) rare = true;
      else for (let w = 0; w < words; w += 1) pass[w] = (pass[w] as number) | (rows[w] as number);
    }
    for (let w = 0; w < words; w += 1) fail[w] = (carriers[w] as number) & ~(pass[w] as number);
    answer.pass = pass;
    answer.fail = fail;
    if (!rare) return;
    // One of the codes that have no bitmap may be the one that is asked for.
    const differ = this.scratch.take();
    const { others } = column;
    for (let w = 0; w < words; w += 1) {
      differ[w] = (others[w] as number) & (fail[w] as number);
      fail[w] = (fail[w] as number) & ~(differ[w] as number);
    }
    answer.differ = differ;
  }

  private part(part: Part, column: FactColumn | undefined, wanted: number, minimumRank = RANK_BITMAPS): void {
    part.turn(column, wanted, minimumRank >= RANK_BITMAPS);
    if (!column) return;
    if (column.isSparse) return this.few(part, column);
    this.placed.classify(column, part.classifier, part.everyRank, wanted, part.rows, this.words);
  }

  /** The classes of the few rows that say anything. */
  private few({ classifier, everyRank, rows }: Part, column: FactColumn): void {
    const { rows: stated, codes } = column.entries();
    for (let at = 0; at < stated.length; at += 1) {
      const row = stated[at] as number;
      const of = classOfCode(column, codes[at] as number, classifier, this.need.decisions, everyRank);
      const into = (rows[of] ??= this.zeros());
      into[row >>> 5] = (into[row >>> 5] as number) | (1 << (row & 31));
    }
  }

  /** Answers for the rows that are not settled and not told yet: statement by statement, and what that leaves row by row. */
  private settle(answer: Answer, settled: Int32Array): void {
    const { differ, demand } = answer;
    if (!differ) return;
    if (!demand.counts && !demand.grouped) {
      // It moves the score alone, for which it is enough that no row is counted too low.
      answer.pass = this.merged(answer.pass, differ);
      return;
    }
    if (demand.kind === 'PRICE' && !this.byRow) this.leaveWithoutUnits(answer, settled);
    const { bytes, kernel, live } = this;
    if (kernel.leaveOpen(differ.byteOffset, live.byteOffset, settled.byteOffset, bytes) === 0) return;
    if (demand.kind === 'LIST') return this.lookAtLists(demand, answer, differ);
    if (demand.kind === 'CERTIFICATE') return this.lookAtCertificates(demand, answer, differ);
    if (!this.byRow) {
      // One of the parts may hold the very bitmap.
      const among = this.copied(differ);
      for (const part of answer.parts) if (part.rows[DIFFER]) this.refine(part, among);
      this.combined(answer);
    }
    if (answer.differ) this.lookAt(answer, answer.differ);
  }

  /**
   * Of the prices that hang on the units, those of rows whose capacity is neither held nor missed are unknown: there is
   * none that could be carried, so no units were found. By now the capacity is told.
   */
  private leaveWithoutUnits(answer: Answer, settled: Int32Array): void {
    const byUnits = answer.parts[0]?.rows[BY_UNITS];
    if (!byUnits) return;
    const { duty, live, none } = this;
    this.kernel.leaveWithUnits(
      byUnits.byteOffset,
      (answer.differ as Int32Array).byteOffset,
      live.byteOffset,
      settled.byteOffset,
      (duty ? (duty.pass ?? none) : live).byteOffset,
      (duty ? (duty.fail ?? none) : live).byteOffset,
      this.bytes,
    );
  }

  /** Classes of rows that are not told yet, statement by statement; what is left is for the check of the row. */
  private refine(part: Part, among: Int32Array): void {
    const { column, wanted, rows } = part;
    const differ = rows[DIFFER] as Int32Array;
    // The few rows of a sparse column are told as far as they can be.
    if (!column || column.isSparse) return;
    const { words } = this;
    for (let of = 0; of < DIFFER; of += 1) if ((wanted >> of) & 1) rows[of] ??= this.zeros();
    // What nobody asks for is written where nobody reads.
    const aside = this.scratch.take();
    const pass = rows[PASSES] ?? aside;
    const fail = rows[FAILS] ?? aside;
    const nothing = rows[NOTHING] ?? aside;
    const straddle = rows[STRADDLES] ?? aside;
    const uncounted = rows[UNCOUNTED] ?? aside;
    const { decisions } = this.need;
    const { classifier, everyRank } = part;
    const { told } = this.scratch;
    told.turn(column, classifier, decisions, everyRank);
    const { found } = this;
    const codes = column.codesOfRows;
    this.kernel.meet(differ.byteOffset, among.byteOffset, this.bytes);
    column.touchAt(differ, words);
    column.touchMarks(differ, words);
    for (let w = 0; w < words; w += 1) {
      let rest = differ[w] as number;
      if (rest === 0) continue;
      // Cheaper than to have it filled.
      for (let of = 0; of <= DIFFER; of += 1) found[of] = 0;
      while (rest !== 0) {
        const bit = rest & -rest;
        rest ^= bit;
        const code = codes[(w << 5) + 31 - Math.clz32(bit)] as number;
        let of = told.of(code);
        if (of === DIFFER) of = classOfCode(column, code, classifier, decisions, everyRank);
        found[of] = (found[of] as number) | bit;
      }
      differ[w] = found[DIFFER] as number;
      pass[w] = (pass[w] as number) | (found[PASSES] as number);
      fail[w] = (fail[w] as number) | (found[FAILS] as number);
      nothing[w] = (nothing[w] as number) | (found[NOTHING] as number);
      straddle[w] = (straddle[w] as number) | (found[STRADDLES] as number);
      uncounted[w] = (uncounted[w] as number) | (found[UNCOUNTED] as number);
    }
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

  /** The rows of a column with a fact at least so strong. */
  private strong(column: FactColumn | undefined, least: number): Int32Array | undefined {
    if (!column) return undefined;
    if (!column.isSparse) return column.ranks(least, this.words, this.scratch.take());
    const strong = this.zeros();
    const { rows, codes } = column.entries();
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as number;
      if (column.strongest(codes[at] as number) <= least)
        strong[row >>> 5] = (strong[row >>> 5] as number) | (1 << (row & 31));
    }
    return strong;
  }

  /** The rows of a column that say anything. */
  private stated(column: FactColumn): Int32Array {
    if (column.isSparse) return this.marked(column);
    return column.statedRows(this.words, this.scratch.take());
  }

  /** The rows of all bins of each class that is wanted: a run of bins is the difference of two cumulative bitmaps. */
  private collect(column: CodedColumn, wanted: number, rows: RowsByClass): void {
    const { words } = this;
    const { classes } = this.scratch;
    const { bits, bitmaps: bins } = column;
    for (let bin = 0; bin < bins; bin += 1) {
      const of = classes[bin] as number;
      const first = bin;
      while (bin + 1 < bins && classes[bin + 1] === of) bin += 1;
      if (((wanted >> of) & 1) === 0) continue;
      const high = bin * column.words;
      const low = (first - 1) * column.words;
      const into = rows[of];
      if (!into) {
        const fresh = (rows[of] = this.scratch.take());
        if (first === 0) for (let w = 0; w < words; w += 1) fresh[w] = bits[high + w] as number;
        else for (let w = 0; w < words; w += 1) fresh[w] = (bits[high + w] as number) & ~(bits[low + w] as number);
      } else {
        // Never the first bin: a run came before it.
        for (let w = 0; w < words; w += 1)
          into[w] = (into[w] as number) | ((bits[high + w] as number) & ~(bits[low + w] as number));
      }
    }
  }

  private merged(one: Int32Array | undefined, other: Int32Array | undefined): Int32Array | undefined {
    if (!one || !other) return one ?? other;
    const both = this.copied(one);
    this.kernel.join(both.byteOffset, other.byteOffset, this.bytes);
    return both;
  }

  /** Looks at what some rows hold, list by list. */
  private lookAtLists(demand: CompiledList, answer: Answer, rows: Int32Array): void {
    const column = this.segment.lists.get(demand.list);
    this.lookAtCodes(answer, column, rows, (code) => this.rows.verdictOfList(demand, code));
  }

  private lookAtCertificates({ scheme, day, stands }: CompiledCertificate, answer: Answer, rows: Int32Array): void {
    const column = this.segment.certificates;
    this.lookAtCodes(answer, column, rows, (code) => (column.holds(code, scheme, day, stands) ? PASS : FAIL));
  }

  /** What some rows come to by their codes; those without one are unknown. */
  private lookAtCodes(
    answer: Answer,
    column: CodedColumn | undefined,
    rows: Int32Array,
    verdictOf: (code: number) => number,
  ): void {
    if (!column) return;
    const pass = (answer.pass ??= this.zeros());
    const fail = (answer.fail ??= this.zeros());
    const take = (w: number, bit: number, code: number): void => {
      if (code === 0) return;
      const into = verdictOf(code) === PASS ? pass : fail;
      into[w] = (into[w] as number) | bit;
    };
    if (column.isSparse) {
      const { rows: stated, codes } = column.entries();
      for (let at = 0; at < stated.length; at += 1) {
        const row = stated[at] as number;
        const bit = 1 << (row & 31);
        if (((rows[row >>> 5] as number) & bit) !== 0) take(row >>> 5, bit, codes[at] as number);
      }
      return;
    }
    column.touchAt(rows, this.words);
    const codes = column.codesOfRows;
    for (let w = 0; w < this.words; w += 1) {
      let rest = rows[w] as number;
      while (rest !== 0) {
        const bit = rest & -rest;
        rest ^= bit;
        take(w, bit, codes[(w << 5) + 31 - Math.clz32(bit)] as number);
      }
    }
  }

  /** Checks rows one by one. */
  private lookAt(answer: Answer, rows: Int32Array): void {
    const { index, demand } = answer;
    const pass = (answer.pass ??= this.zeros());
    const fail = (answer.fail ??= this.zeros());
    const needsUnits = demand.kind === 'PRICE';
    for (let w = 0; w < this.words; w += 1) {
      let rest = rows[w] as number;
      if (rest === 0) continue;
      let p = 0;
      let f = 0;
      const looked = rest;
      while (rest !== 0) {
        const bit = rest & -rest;
        rest ^= bit;
        const row = (w << 5) + 31 - Math.clz32(bit);
        if (needsUnits) this.rows.findUnits(row);
        const verdict = this.rows.check(index, row);
        if (verdict === PASS || verdict === NONE) p |= bit;
        else if (verdict === FAIL) f |= bit;
      }
      pass[w] = ((pass[w] as number) & ~looked) | p;
      fail[w] = ((fail[w] as number) & ~looked) | f;
    }
  }
}

/** Where a bitmap begins in the memory of the kernel; 0 for none. */
const addressOf = (bits: Int32Array | undefined): number => (bits && bits !== NO_ROWS ? bits.byteOffset : 0);

/**
 * Whether a demand is the capacity that a price per unit hangs on, and tells which rows have units: those that it leaves
 * unknown have none, unless their facts are too weak.
 */
const tellsUnits = (demand: Compiled): boolean =>
  demand.kind === 'ENVELOPE' &&
  demand.isDuty &&
  demand.counts &&
  !demand.onlyIfStated &&
  demand.minimumRank >= RANK_BITMAPS;

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
