import { keepsDown, keepsUp, same } from '../interval';
import type { Decisions } from './compile';
import type { FactColumn } from './fact-column';
import {
  hasValue,
  isSeveral,
  isSpread,
  OP_EQ,
  OP_GE,
  OP_GT,
  OP_LE,
  OP_LT,
  OP_ND,
  OP_RANGE,
  opOf,
  rankOf,
  type Statements,
} from './statements';
import type { Factors } from './words';

/** How the facts of one thing are read for one demand. */
export interface Reader {
  readonly decisions: Pick<Decisions, 'of'>;
  /** Into the unit of the reading; absent where there is no such unit. */
  readonly factors: Factors | undefined;
  /** The ends of an envelope: the lowest upper and the highest lower one; of a figure the other way round. */
  readonly envelope: boolean;
  /** A bare figure reads as "up to". */
  readonly rating: boolean;
  /** Into per cent, for a removal: above 100 % it is set aside. */
  readonly percent: Factors | undefined;
}

/** A removal above 100 %; of a spread taken at one end, by that end. */
function impossible(statements: Statements, code: number, packed: number, toPercent: number, better: number): boolean {
  if (toPercent !== toPercent || !hasValue(packed)) return false;
  const atUpper = opOf(packed) === OP_RANGE && !(isSpread(packed) && better < 0);
  const share = (atUpper ? statements.upperOf(code) : statements.valueOf(code)) * toPercent;
  return share > 100 && !same(share, 100);
}

/**
 * What an offer says of one thing under one duty, in one unit, by the facts no weaker than a rank. Written over with every
 * reading, so that reading makes no garbage.
 */
export class Ends {
  /** There are facts at all; facts that count; counting facts in a unit that converts. */
  has = false;
  counting = false;
  inUnit = false;
  /** A counting fact is a range of typical or planning figures. */
  spread = false;
  lower = NaN;
  upper = NaN;
  lowerOpen = false;
  upperOpen = false;
  /** Ranks of all facts, one bit each, and the weakest of them. */
  ranks = 0;
  weakest = -1;

  /** Nothing was read since it was cleared. */
  private empty = true;

  clear(): void {
    this.empty = true;
    this.has = false;
    this.counting = false;
    this.inUnit = false;
    this.spread = false;
    this.lower = NaN;
    this.upper = NaN;
    this.lowerOpen = false;
    this.upperOpen = false;
    this.ranks = 0;
    this.weakest = -1;
  }

  /** @param better which end of a spread to take: 1 the upper, -1 the lower, 0 both as stated */
  read(column: FactColumn | undefined, row: number, reader: Reader, rank: number, better: number): void {
    const code = column ? column.codeAt(row) : 0;
    if (!this.empty) this.clear();
    if (!column || code === 0) return;
    this.empty = false;
    const { statements } = column;
    if (isSeveral(statements.packedOf(code))) {
      const count = statements.memberCount(code);
      for (let place = 0; place < count; place += 1)
        this.take(statements, statements.memberAt(code, place), reader, rank, better);
    } else this.take(statements, code, reader, rank, better);
  }

  private take(statements: Statements, code: number, reader: Reader, most: number, better: number): void {
    const { forms } = statements;
    const form = statements.formAt(code);
    const packed = forms.packed[form] as number;
    const rank = rankOf(packed);
    if (rank > most) return;
    this.has = true;
    this.ranks |= 1 << rank;
    if (rank > this.weakest) this.weakest = rank;
    const condition = forms.condition[form] as number;
    if (condition !== 0 && reader.decisions.of(condition) !== 1) return;
    this.counting = true;
    const op = opOf(packed);
    const spread = isSpread(packed);
    if (spread) this.spread = true;
    const unit = forms.unit[form] as number;
    const factor = reader.factors ? reader.factors.of(unit) : NaN;
    if (factor !== factor) return;
    if (reader.percent && impossible(statements, code, packed, reader.percent.of(unit), better)) return;
    this.inUnit = true;
    if (!hasValue(packed)) return;
    const figure = statements.valueOf(code) * factor;
    switch (op) {
      case OP_EQ:
        this.addUpper(figure, false, reader.envelope);
        if (!reader.rating) this.addLower(figure, false, reader.envelope);
        return;
      case OP_LE:
        return this.addUpper(figure, false, reader.envelope);
      case OP_LT:
      case OP_ND:
        return this.addUpper(figure, true, reader.envelope);
      case OP_GE:
        return this.addLower(figure, false, reader.envelope);
      case OP_GT:
        return this.addLower(figure, true, reader.envelope);
      case OP_RANGE: {
        const top = statements.upperOf(code) * factor;
        const taken = spread && better !== 0;
        this.addLower(taken && better > 0 ? top : figure, false, reader.envelope);
        this.addUpper(taken && better < 0 ? figure : top, false, reader.envelope);
      }
    }
  }

  /** The higher of two upper ends, of equal ones the closed; for an envelope the lower, of equal ones the open. */
  private addUpper(value: number, open: boolean, envelope: boolean): void {
    const { upper, upperOpen } = this;
    if (upper === upper) {
      if (upperOpen === open && same(upper, value)) {
        if (envelope ? upper <= value : upper >= value) return;
      } else if (keepsUp(upper, upperOpen, value, open) === envelope) return;
    }
    this.upper = value;
    this.upperOpen = open;
  }

  private addLower(value: number, open: boolean, envelope: boolean): void {
    const { lower, lowerOpen } = this;
    if (lower === lower) {
      if (lowerOpen === open && same(lower, value)) {
        if (envelope ? lower >= value : lower <= value) return;
      } else if (keepsDown(lower, lowerOpen, value, open) === envelope) return;
    }
    this.lower = value;
    this.lowerOpen = open;
  }
}
