import { keepsDown, keepsUp, same } from '../interval';
import { capacityFit, fewestUnits, roomAtZero } from '../check';
import { PROOF_BY_RANK, saturating } from '../score';
import type { ScoreTerm } from '../terms';
import { isUnder } from './classifier';
import { RowTraits } from './row-traits';
import type { ScoreBounds } from './score-bounds';
import {
  ANY_RANK,
  PER_UNIT,
  mostByWeight,
  type Compiled,
  type CompiledCertificate,
  type CompiledEnvelope,
  type CompiledFigure,
  type CompiledGroup,
  type CompiledList,
  type CompiledNeed,
  type CompiledPrice,
} from './compile';
import { Ends, type Reader } from './ends';
import { RANK_BITMAPS, type FactColumn } from './fact-column';
import { ENDS } from './fact-ends';
import type { Segment } from './segment';
import { isSeveral, rankOf } from './statements';
import type { Words } from './words';

export const FAIL = 0;
export const UNKNOWN = 1;
export const PASS = 2;
/** There is no finding: nothing is stated that could be checked. */
export const NONE = 3;

/** A failure that lies beyond a limit, which a spread may undo; any other failure stands. */
const FAIL_AT_LIMIT = 4;

/** Columns of one segment, three for each demand: its figure, removal and inlet. */
export type Columns = readonly (FactColumn | undefined)[];

interface Readers {
  readonly figure: Reader;
  readonly removal: Reader;
  readonly inlet: Reader;
}

/**
 * The same answers as the checks of the engine, for facts that lie in columns: a verdict, and what it adds to the score.
 * One serves one need and segment at a time.
 */
export class RowCheck {
  private readonly figure = new Ends();
  private readonly removal = new Ends();
  private readonly inlet = new Ends();
  private columns: Columns = [];
  private segment: Segment | undefined;
  private readonly readers: (Readers | undefined)[];
  private readonly grouped: boolean;
  private readonly verdicts: number[] = [];
  private readonly keptOf: number[] = [];
  private readonly proofs: number[] = [];
  /** How many units carry the capacity of the row; NaN when not found. */
  private units = NaN;
  /** Whether a pass is measured for the score, which costs more than to know that it passes. */
  private measuring = false;
  // What the last check measured.
  private margin = 0;
  private kept = 0;
  private proof = 0;
  private fit = 0;

  private readonly duty: number;
  readonly traits: RowTraits;
  /** Demands that are measured by themselves: those that can add most first. */
  private readonly weighed: readonly number[];
  /** Demands that move the score, in their order: those, the members of groups, and the duty a price hangs on. */
  private readonly scored: readonly number[];
  /** A price hangs on the units of the capacity. */
  private readonly pays: boolean;
  // Of the row at hand, by demand: what it adds, NaN where that is to be checked; and the most that it can add.
  private readonly told: Float64Array;
  private readonly mosts: Float64Array;
  /** What was bounded last is exact. */
  private exact = false;
  /** Of the statement read last. */
  private rank = 0;

  constructor(
    private readonly need: CompiledNeed,
    private readonly words: Words,
  ) {
    this.grouped = need.groups.length > 0;
    this.traits = new RowTraits(need, words);
    this.readers = need.demands.map((demand) => readersOf(demand, need));
    this.duty = need.demands.findIndex((demand) => demand.kind === 'ENVELOPE' && demand.isDuty);
    this.pays = need.demands.some(({ kind }) => kind === 'PRICE');
    this.weighed = need.weighed;
    this.scored = need.demands.flatMap((demand, index) =>
      demand.grouped || index === this.duty || mostByWeight(demand) > 0 ? [index] : [],
    );
    this.told = new Float64Array(need.demands.length).fill(NaN);
    this.mosts = new Float64Array(need.demands.length);
  }

  /** The columns of a segment that the demands are judged by, three for each. */
  columnsOf(segment: Segment): Columns {
    const columns: (FactColumn | undefined)[] = [];
    const column = (thing: number) => (thing === 0 ? undefined : segment.columns.get(thing));
    for (const demand of this.need.demands) {
      if (demand.kind === 'FIGURE') columns.push(column(demand.figure), column(demand.removal), column(demand.inlet));
      else if (demand.kind === 'ENVELOPE' || demand.kind === 'PRICE')
        columns.push(column(demand.thing), undefined, undefined);
      else columns.push(undefined, undefined, undefined);
    }
    return columns;
  }

  /** Turns to the rows of a segment. */
  on(segment: Segment, columns: Columns): void {
    if (this.segment === segment) return;
    this.segment = segment;
    this.columns = columns;
    this.traits.on(segment);
  }

  /** A column of the segment turned to that a demand is judged by: its figure, removal or inlet. */
  column(index: number, place: number): FactColumn | undefined {
    return this.columns[index * 3 + place];
  }

  /**
   * The score of a row, before it is rounded. First it is bounded by what the row states in single statements, which
   * mostly tell their part of the score exactly; only the rest is checked.
   *
   * @param passing by demand, the rows that may pass it: the others are not checked again
   * @param most that it can be, as `mostAt` says
   * @param bar a row that cannot reach it is not scored to the end: the answer is below every score
   */
  score(row: number, passing: readonly Int32Array[], bounds: ScoreBounds, most = Infinity, bar = -Infinity): number {
    const word = row >>> 5;
    const bit = 1 << (row & 31);
    this.units = NaN;
    let left = this.closerMost(row, passing, bounds, most, bar);
    if (left < bar) return -Infinity;
    this.measuring = true;
    let carried = false;
    let score = 0;
    const { scored, told } = this;
    const { demands, groups } = this.need;
    for (let at = 0; at < scored.length && left >= bar; at += 1) {
      const index = scored[at] as number;
      const demand = demands[index] as Compiled;
      const isDuty = index === this.duty;
      if ((((passing[index] as Int32Array)[word] as number) & bit) === 0) {
        if (this.grouped) this.remember(index, UNKNOWN);
        // A price may hang on the units of a capacity that does not pass.
        if (isDuty && this.pays) this.check(index, row);
        continue;
      }
      const known = told[index] as number;
      if (known === known) {
        score += known;
        if (!isDuty) continue;
        // It is told of what one unit carries alone.
        this.units = 1;
        carried = true;
        continue;
      }
      const verdict = this.check(index, row);
      if (this.grouped) this.remember(index, verdict);
      left -= this.mosts[index] as number;
      if (verdict !== PASS) continue;
      if (isDuty) carried = true;
      const adds = demand.requirement + demand.kept * this.kept + demand.proof * this.proof + demand.fit * this.fit;
      score += adds;
      left += adds;
    }
    this.measuring = false;
    if (left < bar) return -Infinity;
    for (const group of groups) score += this.scoreOfGroup(group);
    return score + this.traits.score(row, carried ? this.units : NaN);
  }

  /** The most that a row can score by what it passes. */
  mostAt(row: number, passing: readonly Int32Array[], { byDemand, groups }: ScoreBounds): number {
    const word = row >>> 5;
    const bit = 1 << (row & 31);
    const { weighed } = this;
    let most = groups + this.traits.mostAt(row);
    for (let at = 0; at < weighed.length; at += 1) {
      const index = weighed[at] as number;
      if (((passing[index] as Int32Array)[word] as number) & bit) most += byDemand[index] as number;
    }
    return most;
  }

  /**
   * The most that a row can score by what it states: closer than `mostAt`, for less than checking it. What it told of each
   * demand is left for the score.
   *
   * @param bar below which it is enough to know that the row lies below it
   */
  closerMost(
    row: number,
    passing: readonly Int32Array[],
    { byDemand }: ScoreBounds,
    most: number,
    bar: number,
  ): number {
    const word = row >>> 5;
    const bit = 1 << (row & 31);
    const { demands } = this.need;
    const { weighed, told, mosts } = this;
    let left = most;
    for (let at = 0; at < weighed.length && left >= bar; at += 1) {
      const index = weighed[at] as number;
      if ((((passing[index] as Int32Array)[word] as number) & bit) === 0) continue;
      const demand = demands[index] as Compiled;
      const before = byDemand[index] as number;
      this.exact = false;
      let found = Infinity;
      if (demand.kind === 'FIGURE') found = this.mostOfFigure(demand, index, row);
      else if (demand.kind === 'ENVELOPE') found = this.mostOfEnvelope(demand, index, row);
      else if (demand.counts && (demand.kind === 'LIST' || demand.kind === 'CERTIFICATE')) {
        found = demand.requirement;
        this.exact = true;
      }
      told[index] = this.exact ? found : NaN;
      const now = found < before ? found : before;
      mosts[index] = now;
      left -= before - now;
    }
    return left;
  }

  /**
   * The most that a figure can add by the single statements it may pass by; Infinity where there are several. Exact where
   * they alone tell how much that is. Of demands that count it is known already that the row passes them.
   */
  private mostOfFigure(demand: CompiledFigure, index: number, row: number): number {
    const { columns } = this;
    const { lower, upper, measure, percent, dutyHigh } = demand;
    const figure = columns[index * 3];
    const removal = columns[index * 3 + 1];
    const inlet = columns[index * 3 + 2];
    const said = figure ? figure.codeAt(row) : 0;
    const removed = removal ? removal.codeAt(row) : 0;
    const taken = inlet ? inlet.codeAt(row) : 0;
    // Without a figure what comes in may meet the limit by itself.
    if ((lower && upper) || (said === 0 && removed === 0)) return Infinity;
    const bound = upper ?? lower;
    if (!bound || bound.value <= 0) return Infinity;
    let margin = -Infinity;
    let rank = RANK_BITMAPS;
    const { counts } = demand;
    let clear = !demand.inletMeets && (counts || (!demand.isOpen && taken === 0));
    if (figure && said !== 0) {
      if (!this.readSingle(figure, said, measure.family)) return Infinity;
      const end = upper ? ENDS.upper : ENDS.lower;
      if (end !== end || (demand.isRemoval && !isShare(ENDS))) return Infinity;
      const limit = bound.value * measure.scale;
      if (!(limit > 0)) return Infinity;
      margin = (upper ? limit - end : end - limit) / limit;
      rank = this.rank;
    }
    if (removal && removed !== 0) {
      // Without what comes in a removal says nothing of what goes out.
      if (!upper || dutyHigh !== dutyHigh || !this.readSingle(removal, removed, percent.family)) return Infinity;
      const end = ENDS.lower;
      if (end !== end || !isShare(ENDS)) return Infinity;
      const other = (bound.value - dutyHigh * (1 - end / 100)) / bound.value;
      if (said === 0) {
        margin = other;
        rank = this.rank;
      } else {
        // At the limit they cannot be told from each other.
        const isApart = Math.abs(margin) >= APART && Math.abs(other) >= APART;
        if (!isApart || !counts) clear = false;
        // The stronger of those that keep the limit by themselves.
        if (isApart && margin < 0) rank = this.rank;
        else if (!isApart || other > 0) rank = Math.min(rank, this.rank);
        margin = Math.max(margin, other);
      }
    }
    // A single one holds the duty at whatever rank, or is not asked.
    if (inlet && taken !== 0 && isSeveral(inlet.statements.packedOf(taken))) clear = false;
    if (demand.inletMeets) rank = 0;
    if (clear && !counts) {
      // Rows that a demand may pass are told from those that do not.
      clear = Math.abs(margin) >= APART && rank <= demand.minimumRank;
      this.exact = clear;
      if (clear && margin < 0) return 0;
    }
    this.exact = clear;
    return demand.requirement + demand.kept * saturating(margin) + demand.proof * (PROOF_BY_RANK[rank] ?? 1);
  }

  /**
   * The most that an envelope can add by the strongest of its facts, and a capacity by how well one unit fits. Exact where
   * a single statement tells it.
   */
  private mostOfEnvelope(
    { requirement, proof, fit, isCapacity, flow, measure, counts }: CompiledEnvelope,
    index: number,
    row: number,
  ): number {
    const column = this.columns[index * 3];
    const code = column ? column.codeAt(row) : 0;
    if (!column || code === 0) return Infinity;
    const most = requirement + proof * (PROOF_BY_RANK[column.strongest(code)] ?? 1);
    const single = !isSeveral(column.statements.packedOf(code));
    if (!isCapacity) {
      this.exact = counts && single;
      return most + fit;
    }
    if (!flow || !measure || !single || !this.readSingle(column, code, measure.family)) return most + fit;
    const { lower, upper } = ENDS;
    // Beyond what one unit carries more of them may fit better.
    if (!isUnder(flow.high, upper)) return most + fit;
    this.exact = counts;
    return most + fit * capacityFit(flow, 1, upper, lower === -Infinity ? undefined : lower);
  }

  /** Reads what is stated, where it is a single statement that counts, in a unit of a family. */
  private readSingle(column: FactColumn, code: number, family: number): boolean {
    const { statements } = column;
    const packed = statements.packedOf(code);
    if (isSeveral(packed) || !column.readEnds(code) || ENDS.family !== family) return false;
    const condition = statements.conditionOf(code);
    if (condition !== 0 && this.need.decisions.of(condition) !== 1) return false;
    this.rank = rankOf(packed);
    return true;
  }

  /** The verdict on one demand. A price is to be checked after the capacity. */
  check(index: number, row: number): number {
    const demand = this.need.demands[index] as Compiled;
    switch (demand.kind) {
      case 'FIGURE':
        return this.checkFigure(demand, index, row);
      case 'ENVELOPE':
        return this.checkEnvelope(demand, index, row);
      case 'CERTIFICATE':
        return this.checkCertificate(demand, row);
      case 'LIST':
        return this.checkList(demand, row);
      case 'PRICE':
        return this.checkPrice(demand, index, row);
      case 'STANDARD_UNKNOWN':
        return UNKNOWN;
    }
  }

  /** Finds the units that carry the duty, for a price that is checked by itself. */
  findUnits(row: number): void {
    this.units = NaN;
    if (this.duty >= 0) this.check(this.duty, row);
  }

  private remember(index: number, verdict: number): void {
    this.verdicts[index] = verdict;
    this.keptOf[index] = verdict === PASS ? this.kept : 0;
    this.proofs[index] = verdict === PASS ? this.proof : 0;
  }

  /** Each term of the score takes the best of a group. */
  private scoreOfGroup({ members, weights, keptTerms }: CompiledGroup): number {
    let passes = false;
    let proof = 0;
    const kept: Partial<Record<ScoreTerm, number>> = {};
    members.forEach((index, place) => {
      if (this.verdicts[index] === PASS) passes = true;
      const term = keptTerms[place];
      if (term) kept[term] = Math.max(kept[term] ?? 0, this.keptOf[index] ?? 0);
      proof = Math.max(proof, this.proofs[index] ?? 0);
    });
    let score = (passes ? (weights.completeness ?? 0) : 0) + (weights.evidence ?? 0) * proof;
    for (const term of ['margin', 'price', 'energy'] as const) score += (weights[term] ?? 0) * (kept[term] ?? 0);
    return score;
  }

  private readAll(index: number, row: number, rank: number, better: number, lowIsBetter: boolean): void {
    const { columns } = this;
    const { figure, removal, inlet } = this.readers[index] as Readers;
    this.figure.read(columns[index * 3], row, figure, rank, better === 0 ? 0 : lowIsBetter ? -1 : 1);
    this.removal.read(columns[index * 3 + 1], row, removal, rank, better);
    this.inlet.read(columns[index * 3 + 2], row, inlet, rank, 0);
  }

  private checkFigure(demand: CompiledFigure, index: number, row: number): number {
    this.readAll(index, row, ANY_RANK, 0, false);
    const verdict = this.judge(demand);
    if (verdict === FAIL_AT_LIMIT) {
      if (!demand.oneSided || (!this.figure.spread && !this.removal.spread)) return FAIL;
      this.readAll(index, row, ANY_RANK, 1, demand.upper !== undefined);
      const best = this.judge(demand);
      return best === FAIL || best === FAIL_AT_LIMIT ? FAIL : UNKNOWN;
    }
    if (verdict !== PASS) return verdict;
    const { margin } = this;
    const weakest = Math.max(this.figure.weakest, this.removal.weakest, this.inlet.weakest);
    const ranks = this.figure.ranks | this.removal.ranks | this.inlet.ranks;
    if (demand.minimumRank < weakest && this.judgeAt(demand, index, row, demand.minimumRank) !== PASS) return UNKNOWN;
    if (!this.measuring) return PASS;
    this.fit = 0;
    this.kept = saturating(margin);
    this.proof =
      demand.isDays || (demand.proof === 0 && !demand.grouped) ? 0 : this.proofOf(demand, index, row, ranks, weakest);
    return PASS;
  }

  /** The strongest basis at which it still passes. */
  private proofOf(demand: CompiledFigure, index: number, row: number, ranks: number, weakest: number): number {
    if (weakest < 0) return 1;
    // Without any fact only what comes in can pass; and facts of one rank are needed together.
    if (demand.inletMeets && this.judgeAt(demand, index, row, -1) === PASS) return 1;
    if (ranks === 1 << weakest) return PROOF_BY_RANK[weakest] ?? 0;
    for (let rank = 0; rank < weakest; rank += 1)
      if ((ranks >> rank) & 1 && this.judgeAt(demand, index, row, rank) === PASS) return PROOF_BY_RANK[rank] ?? 0;
    return PROOF_BY_RANK[weakest] ?? 0;
  }

  private judgeAt(demand: CompiledFigure, index: number, row: number, rank: number): number {
    this.readAll(index, row, rank, 0, false);
    return this.judge(demand);
  }

  /** Rules 1 and 3 of the exchange format, for what was read. */
  private judge(demand: CompiledFigure): number {
    const { figure, removal, inlet } = this;
    const { duty } = demand;
    if (inlet.inUnit && duty) {
      if (inlet.upper === inlet.upper && !keepsUp(duty.high, false, inlet.upper, inlet.upperOpen)) return FAIL;
      if (inlet.lower === inlet.lower && !keepsDown(duty.low, false, inlet.lower, inlet.lowerOpen)) return FAIL;
    }
    if (demand.isOpen) return UNKNOWN;
    const { lower } = figure;
    let { upper, upperOpen } = figure;
    if (removal.lower === removal.lower && demand.dutyHigh === demand.dutyHigh) {
      const left = demand.dutyHigh * (1 - removal.lower / 100);
      if (upper !== upper || !keepsUp(upper, upperOpen, left, removal.lowerOpen)) {
        upper = left;
        upperOpen = removal.lowerOpen;
      }
    }
    let verdict = this.figures(demand, lower, upper, figure.lowerOpen, upperOpen);
    if (verdict === UNKNOWN && demand.inletMeets && !figure.has && !removal.has)
      verdict = this.figures(demand, demand.dutyLow, demand.dutyHigh, false, false);
    if (verdict !== PASS || !inlet.counting) return verdict;
    return duty && inlet.inUnit ? PASS : UNKNOWN;
  }

  private figures(
    demand: CompiledFigure,
    lower: number,
    upper: number,
    lowerOpen: boolean,
    upperOpen: boolean,
  ): number {
    const { lower: least, upper: most } = demand;
    const hasLower = lower === lower;
    const hasUpper = upper === upper;
    if (least && most) {
      const width = most.value - least.value;
      if (hasLower && hasUpper) {
        const up = keepsUp(upper, upperOpen, most.value, most.open);
        if (!up || !keepsDown(lower, lowerOpen, least.value, least.open)) return FAIL_AT_LIMIT;
        // What must be exactly so leaves no room.
        const [high, low] =
          width === 0 ? [0, 0] : [marginOf(most.value - upper, width), marginOf(lower - least.value, width)];
        this.margin = low < high && Math.abs(low - high) >= 1e-9 ? low : high;
        return PASS;
      }
      if (
        hasUpper &&
        (!keepsUp(upper, upperOpen, most.value, most.open) || !keepsDown(upper, upperOpen, least.value, least.open))
      )
        return FAIL_AT_LIMIT;
      if (
        hasLower &&
        (!keepsDown(lower, lowerOpen, least.value, least.open) || !keepsUp(lower, lowerOpen, most.value, most.open))
      )
        return FAIL_AT_LIMIT;
      return UNKNOWN;
    }
    if (most) {
      if (hasUpper) {
        if (!keepsUp(upper, upperOpen, most.value, most.open)) return FAIL_AT_LIMIT;
        this.margin = marginOf(most.value - upper, most.value);
        return PASS;
      }
      return hasLower && !keepsUp(lower, lowerOpen, most.value, most.open) ? FAIL_AT_LIMIT : UNKNOWN;
    }
    if (!least) return UNKNOWN;
    if (hasLower) {
      if (!keepsDown(lower, lowerOpen, least.value, least.open)) return FAIL_AT_LIMIT;
      this.margin = marginOf(lower - least.value, least.value);
      return PASS;
    }
    return hasUpper && !keepsDown(upper, upperOpen, least.value, least.open) ? FAIL_AT_LIMIT : UNKNOWN;
  }

  private checkEnvelope(demand: CompiledEnvelope, index: number, row: number): number {
    const column = this.columns[index * 3];
    const { figure } = this;
    const { figure: reader } = this.readers[index] as Readers;
    figure.read(column, row, reader, ANY_RANK, 0);
    if (demand.onlyIfStated && !figure.counting) return NONE;
    if (demand.isOpen) return UNKNOWN;
    const { weakest, ranks } = figure;
    const verdict = this.inEnvelope(demand, row);
    if (demand.isDuty) this.units = this.unitsFound;
    if (verdict !== PASS) return verdict;
    const { fit } = this;
    if (demand.minimumRank < weakest && !this.keepsAt(demand, index, row, demand.minimumRank)) return UNKNOWN;
    if (!this.measuring) return PASS;
    this.kept = 0;
    this.proof = PROOF_BY_RANK[weakest] ?? 0;
    for (let rank = 0; rank < weakest; rank += 1)
      if ((ranks >> rank) & 1 && this.keepsAt(demand, index, row, rank)) {
        this.proof = PROOF_BY_RANK[rank] ?? 0;
        break;
      }
    this.fit = fit;
    return PASS;
  }

  /** Whether an envelope still holds the duty by the facts no weaker than a rank. */
  private keepsAt(demand: CompiledEnvelope, index: number, row: number, rank: number): boolean {
    this.figure.read(this.columns[index * 3], row, (this.readers[index] as Readers).figure, rank, 0);
    return this.inEnvelope(demand, row) === PASS;
  }

  private unitsFound = NaN;

  private inEnvelope(demand: CompiledEnvelope, row: number): number {
    const { figure } = this;
    const design = demand.design as NonNullable<CompiledEnvelope['design']>;
    this.fit = 0;
    this.unitsFound = NaN;
    if (!figure.inUnit) return UNKNOWN;
    if (demand.isCapacity) return this.capacity(design, row);
    if (figure.upper === figure.upper && !keepsUp(design.high, false, figure.upper, figure.upperOpen)) return FAIL;
    if (figure.lower === figure.lower && !keepsDown(design.low, false, figure.lower, figure.lowerOpen)) return FAIL;
    return PASS;
  }

  private capacity(design: NonNullable<CompiledEnvelope['design']>, row: number): number {
    const { figure } = this;
    const hasLower = figure.lower === figure.lower;
    if (figure.upper !== figure.upper)
      return hasLower && !keepsDown(design.low, false, figure.lower, figure.lowerOpen) ? FAIL : UNKNOWN;
    const number = this.segment?.modularity[row] ?? 0;
    const { modular, maxUnits } = number === 0 ? {} : this.words.modularities.value(number);
    const most = modular === true ? (maxUnits ?? Infinity) : 1;
    const units = fewestUnits(design.high, { value: figure.upper, open: figure.upperOpen }, most);
    if (units === undefined) return FAIL;
    this.unitsFound = units;
    if (hasLower && !keepsDown(design.low / units, false, figure.lower, figure.lowerOpen)) return FAIL;
    this.fit = capacityFit(design, units, figure.upper, hasLower ? figure.lower : undefined);
    return PASS;
  }

  private checkCertificate({ scheme, day, stands }: CompiledCertificate, row: number): number {
    this.kept = 0;
    this.proof = 0;
    this.fit = 0;
    const column = this.segment?.certificates;
    const code = column?.codeAt(row) ?? 0;
    if (!column || code === 0) return UNKNOWN;
    return column.holds(code, scheme, day, stands) ? PASS : FAIL;
  }

  checkList(demand: CompiledList, row: number): number {
    this.kept = 0;
    this.proof = 0;
    this.fit = 0;
    return this.verdictOfList(demand, this.segment?.lists.get(demand.list)?.codeAt(row) ?? 0);
  }

  verdictOfList({ wanted }: CompiledList, code: number): number {
    if (code === 0) return UNKNOWN;
    return this.words.lists.holdsAny(code, wanted) ? PASS : FAIL;
  }

  private checkPrice(demand: CompiledPrice, index: number, row: number): number {
    const column = this.columns[index * 3];
    const code = column?.codeAt(row) ?? 0;
    if (!column || code === 0) return UNKNOWN;
    let factor = demand.wholes.of(column.statements.unitOf(code));
    if (factor === PER_UNIT) factor = this.unitsToPay(demand, row);
    if (factor !== factor) return UNKNOWN;
    const whole = column.statements.valueOf(code) * factor;
    if (whole > demand.most && !same(whole, demand.most)) return FAIL;
    this.kept = saturating(marginOf(demand.most - whole, demand.most));
    this.proof = 0;
    this.fit = 0;
    return PASS;
  }

  /** How many times a price per unit is paid: NaN when the units were not found. */
  private unitsToPay({ wholes }: CompiledPrice, row: number): number {
    const number = this.segment?.modularity[row] ?? 0;
    const modular = number !== 0 && this.words.modularities.value(number).modular === true;
    return modular && wholes.needsUnits ? this.units : 1;
  }
}

/** A figure and a removal whose margins lie closer to 0 are not told apart from the limit. */
const APART = 1e-6;

/** No part of what is removed is above 100 %, which would set it aside. */
const isShare = ({ lower, upper }: typeof ENDS): boolean =>
  (lower !== lower || isUnder(lower, 100)) && (upper !== upper || isUnder(upper, 100));

function readersOf(demand: Compiled, { decisions }: CompiledNeed): Readers | undefined {
  const base = { decisions, envelope: false, rating: false, percent: undefined };
  if (demand.kind === 'ENVELOPE') {
    const figure = { ...base, factors: demand.toDesign, envelope: true, rating: demand.rating };
    return { figure, removal: figure, inlet: figure };
  }
  if (demand.kind !== 'FIGURE') return undefined;
  return {
    figure: { ...base, factors: demand.toDemand, percent: demand.isRemoval ? demand.toPercent : undefined },
    removal: { ...base, factors: demand.toPercent, percent: demand.toPercent },
    inlet: { ...base, factors: demand.toDuty, envelope: true, rating: demand.inletIsRating },
  };
}

function marginOf(left: number, divisor: number): number {
  if (divisor === 0) return roomAtZero(left);
  return Math.max(0, Math.min(Number.MAX_VALUE, left / Math.abs(divisor)));
}
