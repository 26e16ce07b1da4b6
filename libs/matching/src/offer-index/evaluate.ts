import { capacityFit, checkEnvelope, checkFigure, checkHeld, fewestUnits, roomAtZero, type Checked } from '../check';
import { PROOF, PROOF_BY_RANK, saturating } from '../score';
import type { ScoreTerm } from '../terms';
import { traitValue } from '../traits';
import { statementsOf, type Statements } from '../stated';
import {
  ANY_RANK,
  type Compiled,
  type CompiledEnvelope,
  type CompiledFigure,
  type CompiledGroup,
  type CompiledHeld,
  type CompiledNeed,
} from './compile';
import {
  conditionOf,
  hasValue,
  IRREGULAR,
  OP_EQ,
  OP_GE,
  OP_GT,
  OP_LE,
  OP_LT,
  OP_ND,
  OP_RANGE,
  opOf,
  rankOf,
  unitOf,
  type Column,
} from './column';
import type { Segment } from './segment';

export const FAIL = 0;
export const UNKNOWN = 1;
export const PASS = 2;
/** There is no finding: nothing is stated that could be checked. */
export const NONE = 3;

/** Stated a failure that lies beyond a limit, which a spread may undo; any other failure stands. */
const FAIL_AT_LIMIT = 4;

const TYPICAL = 3;

/** What one fact says in one unit, written over with every fact that is read: reading makes no garbage. */
class Ends {
  has = false;
  counting = false;
  inUnit = false;
  rank = 0;
  spread = false;
  lower = NaN;
  upper = NaN;
  lowerOpen = false;
  upperOpen = false;
  /** The upper end of a range, for a spread taken at that end. */
  private op = 0;

  clear(): void {
    this.has = false;
    this.counting = false;
    this.inUnit = false;
    this.lower = NaN;
    this.upper = NaN;
  }

  read(column: Column | undefined, row: number, decided: number, factor: number, rating: boolean): void {
    const packed = column?.packed[row] ?? 0;
    if (!column || packed === 0) return this.clear();
    this.has = true;
    this.counting = decided === 1;
    this.rank = rankOf(packed);
    this.inUnit = this.counting && factor === factor;
    this.lower = NaN;
    this.upper = NaN;
    this.lowerOpen = false;
    this.upperOpen = false;
    const op = opOf(packed);
    this.op = op;
    this.spread = op === OP_RANGE && this.rank >= TYPICAL;
    if (!this.inUnit || !hasValue(packed)) return;
    const figure = (column.value[row] ?? 0) * factor;
    switch (op) {
      case OP_EQ:
        this.upper = figure;
        if (!rating) this.lower = figure;
        return;
      case OP_LE:
        this.upper = figure;
        return;
      case OP_LT:
      case OP_ND:
        this.upper = figure;
        this.upperOpen = true;
        return;
      case OP_GE:
        this.lower = figure;
        return;
      case OP_GT:
        this.lower = figure;
        this.lowerOpen = true;
        return;
      case OP_RANGE:
        this.lower = figure;
        this.upper = (column.upper.get(row) ?? 0) * factor;
    }
  }

  /** What a removal above 100 % says is set aside. */
  setAside(): void {
    this.lower = NaN;
    this.upper = NaN;
  }

  get highest(): number {
    return this.op === OP_RANGE ? this.upper : this.upper === this.upper ? this.upper : this.lower;
  }
}

const same = (a: number, b: number): boolean => a === b || Math.abs(a - b) < 1e-9 * Math.max(Math.abs(a), Math.abs(b));
const over = (a: number, b: number): boolean => a > b && !same(a, b);

/** `end` stays at or under `bound`. */
function keepsUp(end: number, endOpen: boolean, bound: number, boundOpen: boolean): boolean {
  return same(end, bound) ? endOpen || !boundOpen : end < bound;
}

function keepsDown(end: number, endOpen: boolean, bound: number, boundOpen: boolean): boolean {
  return same(end, bound) ? endOpen || !boundOpen : end > bound;
}

/**
 * The same answers as the checks of the engine, for facts that lie in columns: a verdict, and what it adds to the score.
 * What does not fit into a column is handed to those checks. One evaluator serves one need and segment at a time.
 */
export class Evaluator {
  /** What the last check found, beside its verdict. */
  private margin = 0;
  private readonly figure = new Ends();
  private readonly removal = new Ends();
  private readonly inlet = new Ends();
  /** How many units carry the capacity of the row; NaN when not found. */
  private units = NaN;
  /** Whether the finding on the capacity of the duty passes. */
  private carried = false;
  score = 0;
  open = 0;
  failures = 0;
  private readonly columns: (readonly [Column | undefined, Column | undefined, Column | undefined])[];

  constructor(
    private readonly need: CompiledNeed,
    private readonly segment: Segment,
  ) {
    this.grouped = need.groups.length > 0;
    const column = (thing: number) => (thing === 0 ? undefined : segment.columns.get(thing));
    this.columns = need.demands.map((demand) => {
      switch (demand.kind) {
        case 'FIGURE':
          return [column(demand.figure), column(demand.removal), column(demand.inlet)];
        case 'ENVELOPE':
          return [column(demand.thing), undefined, undefined];
        default:
          return [undefined, undefined, undefined];
      }
    });
  }

  /**
   * Checks one row: `score`, how many findings that count fail, and how many are open (fail or unknown). Stops after
   * `mostFailures`, leaving the rest undone.
   */
  row(row: number, mostFailures: number): void {
    this.score = 0;
    this.open = 0;
    this.failures = 0;
    this.units = NaN;
    this.carried = false;
    const { demands } = this.need;
    for (let index = 0; index < demands.length; index += 1) {
      const demand = demands[index] as Compiled;
      const verdict = this.check(demand, index, row);
      if (this.grouped) this.remember(index, verdict);
      if (verdict === PASS || verdict === NONE || !demand.counts) continue;
      this.open += 1;
      if (verdict === UNKNOWN) continue;
      this.failures += 1;
      if (this.failures > mostFailures) return;
    }
    for (const group of this.need.groups) this.checkGroup(group);
    const { traits, traitThings, prepared } = this.need;
    if (traits.length === 0) return;
    const offer = this.segment.traitsOf(row, traitThings);
    const units = this.carried && this.units === this.units ? this.units : undefined;
    for (const { term, weight } of traits) this.score += weight * traitValue(term, prepared, offer, units);
  }

  /** What the last check measured, for the groups. */
  private kept = 0;
  private proof = 0;
  private readonly grouped: boolean;
  private readonly verdicts: number[] = [];
  private readonly keptOf: number[] = [];
  private readonly proofs: number[] = [];

  private remember(index: number, verdict: number): void {
    this.verdicts[index] = verdict;
    this.keptOf[index] = verdict === PASS ? this.kept : 0;
    this.proofs[index] = verdict === PASS ? this.proof : 0;
  }

  /** A group passes when one passes and fails when all fail; each term of the score takes its best. */
  private checkGroup({ mandatory, members, weights, keptTerms }: CompiledGroup): void {
    let [passes, fails] = [false, true];
    let proof = 0;
    const kept: Partial<Record<ScoreTerm, number>> = {};
    members.forEach((index, place) => {
      const verdict = this.verdicts[index];
      if (verdict === PASS) passes = true;
      if (verdict !== FAIL) fails = false;
      const term = keptTerms[place];
      if (term) kept[term] = Math.max(kept[term] ?? 0, this.keptOf[index] ?? 0);
      proof = Math.max(proof, this.proofs[index] ?? 0);
    });
    if (passes) this.score += weights.completeness ?? 0;
    this.score += (weights.evidence ?? 0) * proof;
    for (const term of ['margin', 'price', 'energy'] as const) this.score += (weights[term] ?? 0) * (kept[term] ?? 0);
    if (passes || !mandatory) return;
    this.open += 1;
    if (fails) this.failures += 1;
  }

  private check(demand: Compiled, index: number, row: number): number {
    switch (demand.kind) {
      case 'FIGURE':
        return this.checkFigure(demand, index, row);
      case 'ENVELOPE':
        return this.checkEnvelope(demand, index, row);
      case 'HELD':
        return this.checkHeld(demand, row);
      case 'STANDARD_UNKNOWN':
        return UNKNOWN;
    }
  }

  private checkFigure(demand: CompiledFigure, index: number, row: number): number {
    const [figures, removals, inlets] = this.columns[index] as readonly [
      Column | undefined,
      Column | undefined,
      Column | undefined,
    ];
    const [a, b, c] = [figures?.packed[row] ?? 0, removals?.packed[row] ?? 0, inlets?.packed[row] ?? 0];
    if ((a | b | c) & IRREGULAR) return this.asEngine(demand, row);
    const { decisions } = this.need;
    this.figure.read(
      figures,
      row,
      a === 0 ? 0 : decisions.of(conditionOf(a)),
      a === 0 ? NaN : demand.toDemand.of(unitOf(a)),
      false,
    );
    if (demand.isRemoval && a !== 0) this.setAsideImpossible(this.figure, a, demand);
    this.removal.read(
      removals,
      row,
      b === 0 ? 0 : decisions.of(conditionOf(b)),
      b === 0 ? NaN : demand.toPercent.of(unitOf(b)),
      false,
    );
    if (b !== 0) this.setAsideImpossible(this.removal, b, demand);
    this.inlet.read(
      inlets,
      row,
      c === 0 ? 0 : decisions.of(conditionOf(c)),
      c === 0 || !demand.toDuty ? NaN : demand.toDuty.of(unitOf(c)),
      demand.isRating,
    );
    const verdict = this.judge(demand, ANY_RANK, false);
    if (verdict === FAIL_AT_LIMIT) {
      const spread =
        demand.oneSided &&
        ((this.figure.counting && this.figure.spread) || (this.removal.counting && this.removal.spread));
      return spread && this.judge(demand, ANY_RANK, true) >= UNKNOWN && this.lastJudged !== FAIL_AT_LIMIT
        ? UNKNOWN
        : FAIL;
    }
    if (verdict !== PASS) return verdict;
    const { margin } = this;
    const weakest = Math.max(
      this.figure.has ? this.figure.rank : -1,
      this.removal.has ? this.removal.rank : -1,
      this.inlet.has ? this.inlet.rank : -1,
    );
    if (demand.minimumRank < weakest && this.judge(demand, demand.minimumRank, false) !== PASS) return UNKNOWN;
    this.kept = saturating(margin);
    this.proof = this.proofOf(demand, weakest);
    this.score += demand.requirement + demand.kept * this.kept + demand.proof * this.proof;
    return PASS;
  }

  private proofOf(demand: CompiledFigure, weakest: number): number {
    if (demand.proof === 0 && !this.grouped) return 1;
    if (this.judge(demand, -1, false) === PASS) return 1;
    for (let rank = 0; rank < weakest; rank += 1) {
      const present =
        (this.figure.has && this.figure.rank === rank) ||
        (this.removal.has && this.removal.rank === rank) ||
        (this.inlet.has && this.inlet.rank === rank);
      if (present && this.judge(demand, rank, false) === PASS) return PROOF_BY_RANK[rank] ?? 0;
    }
    return PROOF_BY_RANK[weakest] ?? 0;
  }

  /** A removal above 100 % says nothing. */
  private setAsideImpossible(ends: Ends, packed: number, demand: CompiledFigure): void {
    const factor = demand.toPercent.of(unitOf(packed));
    const own = demand.isRemoval ? demand.toDemand.of(unitOf(packed)) : factor;
    if (factor === factor && over((ends.highest / own) * factor, 100)) ends.setAside();
  }

  private lastJudged = 0;

  /** Rules 1 and 3 of the exchange format, for the facts no weaker than a rank. `better` takes spreads at their better end. */
  private judge(demand: CompiledFigure, rank: number, better: boolean): number {
    this.lastJudged = this.judged(demand, rank, better);
    return this.lastJudged;
  }

  private judged(demand: CompiledFigure, rank: number, better: boolean): number {
    const { figure, removal, inlet } = this;
    const inletSaid = inlet.counting && inlet.rank <= rank;
    const { duty } = demand;
    if (inletSaid && duty && inlet.inUnit) {
      if (inlet.upper === inlet.upper && !keepsUp(duty.high, false, inlet.upper, inlet.upperOpen)) return FAIL;
      if (inlet.lower === inlet.lower && !keepsDown(duty.low, false, inlet.lower, inlet.lowerOpen)) return FAIL;
    }
    if (demand.demand.open) return UNKNOWN;
    if (!demand.demand.bound) return UNKNOWN;
    let [lower, upper, lowerOpen, upperOpen] = [NaN, NaN, false, false];
    if (figure.inUnit && figure.rank <= rank) {
      ({ lower, upper, lowerOpen, upperOpen } = figure);
      if (better && figure.spread) {
        const end = demand.upper ? lower : upper;
        [lower, upper] = [end, end];
      }
    }
    if (removal.inUnit && removal.rank <= rank && demand.dutyHigh === demand.dutyHigh) {
      const share = better && removal.spread ? removal.upper : removal.lower;
      if (share === share) {
        const left = demand.dutyHigh * (1 - share / 100);
        const leftOpen = better && removal.spread ? false : removal.lowerOpen;
        if (upper !== upper || !keepsUp(upper, upperOpen, left, leftOpen)) [upper, upperOpen] = [left, leftOpen];
      }
    }
    let verdict = this.figures(demand, lower, upper, lowerOpen, upperOpen);
    const saidNothing = !(figure.has && figure.rank <= rank) && !(removal.has && removal.rank <= rank);
    if (verdict === UNKNOWN && demand.isOutlet && saidNothing && demand.dutyHigh === demand.dutyHigh) {
      verdict = this.figures(demand, demand.dutyLow, demand.dutyHigh, false, false) === PASS ? PASS : UNKNOWN;
    }
    if (verdict !== PASS || !inletSaid) return verdict;
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
    const [hasLower, hasUpper] = [lower === lower, upper === upper];
    if (least && most) {
      const width = most.value - least.value;
      if (hasLower && hasUpper) {
        const [up, down] = [
          keepsUp(upper, upperOpen, most.value, most.open),
          keepsDown(lower, lowerOpen, least.value, least.open),
        ];
        if (!up || !down) return FAIL_AT_LIMIT;
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
    const [column] = this.columns[index] as readonly [Column | undefined, Column | undefined, Column | undefined];
    const packed = column?.packed[row] ?? 0;
    if (packed & IRREGULAR) return this.asEngine(demand, row);
    const decided = packed === 0 ? 0 : this.need.decisions.of(conditionOf(packed));
    const factor = packed === 0 || !demand.toDesign ? NaN : demand.toDesign.of(unitOf(packed));
    this.figure.read(column, row, decided, factor, demand.isRating);
    if (demand.demand.onlyIfStated && !this.figure.counting) return NONE;
    if (demand.demand.open || !demand.design) return UNKNOWN;
    const { design } = demand;
    const { figure } = this;
    if (demand.isCapacity) {
      const verdict = this.capacity(demand, row);
      if (verdict !== PASS) return verdict;
    } else {
      if (!figure.inUnit) return UNKNOWN;
      if (figure.upper === figure.upper && !keepsUp(design.high, false, figure.upper, figure.upperOpen)) return FAIL;
      if (figure.lower === figure.lower && !keepsDown(design.low, false, figure.lower, figure.lowerOpen)) return FAIL;
    }
    if (demand.minimumRank < figure.rank) return UNKNOWN;
    this.kept = 0;
    this.proof = PROOF_BY_RANK[figure.rank] ?? 0;
    this.score += demand.requirement + demand.proof * this.proof;
    return PASS;
  }

  private capacity(demand: CompiledEnvelope, row: number): number {
    const { figure } = this;
    const design = demand.design as NonNullable<CompiledEnvelope['design']>;
    const isDuty = demand.demand.id === 'capacity';
    const hasLower = figure.lower === figure.lower;
    if (figure.upper !== figure.upper) {
      return hasLower && !keepsDown(design.low, false, figure.lower, figure.lowerOpen) ? FAIL : UNKNOWN;
    }
    const said = this.segment.maxUnits[row] ?? NaN;
    const most = this.segment.isModular(row) ? (said === said ? said : Infinity) : 1;
    const units = fewestUnits(design.high, { value: figure.upper, open: figure.upperOpen }, most);
    if (units === undefined) return FAIL;
    if (isDuty) this.units = units;
    if (hasLower && !keepsDown(design.low / units, false, figure.lower, figure.lowerOpen)) return FAIL;
    if (demand.minimumRank >= figure.rank) {
      this.score += demand.fit * capacityFit(design, units, figure.upper, hasLower ? figure.lower : undefined);
      if (isDuty) this.carried = true;
    }
    return PASS;
  }

  /** Lists and days are decided once for each that is met; a price needs the units of the row. */
  private checkHeld(demand: CompiledHeld, row: number): number {
    const { segment } = this;
    const { kind } = demand.demand.asked;
    if (kind === 'PRICE' || kind === 'LEAD_DAYS') {
      const checked = checkHeld(
        demand.demand as never,
        this.need.prepared,
        segment.heldOf(row),
        this.units === this.units ? this.units : undefined,
      );
      return this.counted(demand, checked);
    }
    const list =
      kind === 'CERTIFICATE'
        ? segment.certificates[row]
        : kind === 'HONOUR'
          ? segment.honours[row]
          : kind === 'SERVICE'
            ? segment.services[row]
            : segment.regions[row];
    let verdict = demand.known.get(list ?? 0);
    if (verdict === undefined) {
      const checked = checkHeld(demand.demand as never, this.need.prepared, segment.offer(row), undefined);
      verdict = verdictOf(checked);
      demand.known.set(list ?? 0, verdict);
    }
    this.kept = 0;
    this.proof = 0;
    if (verdict === PASS) this.score += demand.requirement;
    return verdict;
  }

  /** The check of the engine itself, for what lies beside the columns. */
  private asEngine(demand: CompiledFigure | CompiledEnvelope, row: number): number {
    const offer = this.segment.offer(row);
    const { prepared } = this.need;
    const statements: Statements = statementsOf(offer, prepared.duty, prepared.isParameter);
    const checked =
      demand.kind === 'FIGURE'
        ? checkFigure(demand.demand, prepared, statements)
        : checkEnvelope(demand.demand, prepared, offer, statements);
    if (!checked) return NONE;
    if (demand.kind === 'ENVELOPE' && demand.demand.id === 'capacity') {
      this.units = checked.units ?? NaN;
      this.carried = checked.verdict === 'PASS';
    }
    return this.counted(demand, checked);
  }

  private counted(demand: Compiled, checked: Checked): number {
    const verdict = verdictOf(checked);
    if (verdict !== PASS) return verdict;
    this.kept = saturating(checked.room ?? checked.margin ?? 0);
    this.proof = demand.kind === 'HELD' ? 0 : checked.evidence === undefined ? 1 : PROOF[checked.evidence];
    this.score +=
      demand.requirement + demand.kept * this.kept + demand.proof * this.proof + demand.fit * (checked.fit ?? 0);
    return PASS;
  }
}

const verdictOf = ({ verdict }: Checked): number => (verdict === 'PASS' ? PASS : verdict === 'FAIL' ? FAIL : UNKNOWN);

function marginOf(left: number, divisor: number): number {
  if (divisor === 0) return roomAtZero(left);
  return Math.max(0, Math.min(Number.MAX_VALUE, left / Math.abs(divisor)));
}
