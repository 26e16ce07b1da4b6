import { BASES, type Fact, type Op } from '../model';

/** How a fact is packed into 32 bits, beside its value. 0 means that nothing is stated. */
const OPS: readonly Op[] = ['=', '<=', '<', '>=', '>', 'range', 'not_detectable'];
export const OP_EQ = 1;
export const OP_LE = 2;
export const OP_LT = 3;
export const OP_GE = 4;
export const OP_GT = 5;
export const OP_RANGE = 6;
export const OP_ND = 7;

const GUARANTEED = BASES.indexOf('GUARANTEED');
/** In place of a rank: no basis was stated. */
const UNSAID = 7;

const NO_VALUE = 1 << 6;
/** More than one fact on the thing, or one that does not fit here: it lies beside the column as it was stated. */
export const IRREGULAR = 1 << 7;
const MOST_UNITS = 1 << 8;
const MOST_CONDITIONS = 1 << 15;

export const opOf = (packed: number): number => packed & 7;
/** 0 is the strongest; a fact without a basis is the supplier's guarantee. */
export const rankOf = (packed: number): number => {
  const said = (packed >> 3) & 7;
  return said === UNSAID ? GUARANTEED : said;
};
export const hasValue = (packed: number): boolean => (packed & NO_VALUE) === 0;
export const unitOf = (packed: number): number => (packed >>> 8) & 0xff;
export const conditionOf = (packed: number): number => packed >>> 16;

/** What all offers of a segment say of one thing, row by row. */
export class Column {
  value = new Float64Array(0);
  packed = new Uint32Array(0);
  /** Upper ends of ranges. */
  readonly upper = new Map<number, number>();
  readonly irregular = new Map<number, readonly Fact[]>();

  reserve(rows: number): void {
    if (this.packed.length >= rows) return;
    const value = new Float64Array(rows);
    const packed = new Uint32Array(rows);
    value.set(this.value);
    packed.set(this.packed);
    this.value = value;
    this.packed = packed;
  }

  clear(row: number): void {
    if (row >= this.packed.length) return;
    this.packed[row] = 0;
    this.upper.delete(row);
    this.irregular.delete(row);
  }

  put(row: number, facts: readonly Fact[], unitNumber: number, conditionNumber: number): void {
    const [fact] = facts;
    if (!fact) return;
    const fits = facts.length === 1 && unitNumber < MOST_UNITS && conditionNumber < MOST_CONDITIONS;
    if (!fits) {
      this.packed[row] = IRREGULAR;
      this.irregular.set(row, facts);
      return;
    }
    const { op, value, valueMax, basis } = fact;
    const rank = basis === undefined ? UNSAID : BASES.indexOf(basis);
    const bits = (OPS.indexOf(op) + 1) | (rank << 3) | (value === undefined ? NO_VALUE : 0);
    this.packed[row] = (bits | (unitNumber << 8) | (conditionNumber << 16)) >>> 0;
    this.value[row] = value ?? 0;
    if (op === 'range') this.upper.set(row, valueMax ?? value ?? 0);
  }

  /** The facts as they were stated, of a thing and in units and conditions that the index names by number. */
  facts(
    row: number,
    thing: { readonly metric: string; readonly parameter?: string },
    unit: (number: number) => string,
    condition: (number: number) => string,
  ): readonly Fact[] {
    const packed = this.packed[row] ?? 0;
    if (packed === 0) return [];
    if (packed & IRREGULAR) return this.irregular.get(row) ?? [];
    const op = OPS[opOf(packed) - 1] as Op;
    const told = conditionOf(packed);
    const upper = this.upper.get(row);
    const basis = BASES[(packed >> 3) & 7];
    return [
      {
        ...thing,
        op,
        ...(hasValue(packed) ? { value: this.value[row] ?? 0 } : {}),
        ...(upper === undefined ? {} : { valueMax: upper }),
        unit: unit(unitOf(packed)),
        ...(told === 0 ? {} : { condition: condition(told) }),
        ...(basis === undefined ? {} : { basis }),
      },
    ];
  }
}
