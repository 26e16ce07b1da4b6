import { isEmpty } from '../conditions';
import { BASES, type Fact, type Op } from '../model';
import type { Forms } from './forms';
import type { ThingName, Words } from './words';

/** How one fact is packed beside its figures. */
const OPS: readonly Op[] = ['=', '<=', '<', '>=', '>', 'range', 'not_detectable'];
export const OP_EQ = 1;
export const OP_LE = 2;
export const OP_LT = 3;
export const OP_GE = 4;
export const OP_GT = 5;
export const OP_RANGE = 6;
export const OP_ND = 7;

const GUARANTEED = BASES.indexOf('GUARANTEED');
const TYPICAL = BASES.indexOf('TYPICAL');
/** In place of a rank: no basis was stated. */
const UNSAID = 7;
const NO_VALUE = 1 << 6;
/** Several facts on the one thing; each has an entry of its own. */
const SEVERAL = 1 << 7;

export const opOf = (packed: number): number => packed & 7;
/** 0 is the strongest; a fact without a basis is the supplier's guarantee. */
export const rankOf = (packed: number): number => {
  const said = (packed >> 3) & 7;
  return said === UNSAID ? GUARANTEED : said;
};
/** A range of typical or planning figures: a spread, not a promise. */
export const isSpread = (packed: number): boolean => opOf(packed) === OP_RANGE && rankOf(packed) >= TYPICAL;
export const hasValue = (packed: number): boolean => (packed & NO_VALUE) === 0;
export const isSeveral = (packed: number): boolean => (packed & SEVERAL) !== 0;

/** What is empty is shared: most things are said by few, and even an empty array takes its room. */
const NO_FORMS: Uint16Array = new Uint16Array(0);
const NO_VALUES: Float64Array = new Float64Array(0);
const NO_POOL: Uint32Array = new Uint32Array(0);

/** Plain arrays of which a dictionary of statements is made, for a snapshot. */
export interface StatementsData {
  readonly count: number;
  readonly form: Uint16Array | Uint32Array;
  readonly value: Float64Array;
  readonly upper: Float64Array | undefined;
  /** The codes of the facts behind entries of several, as `Statements` lays them out. */
  readonly pool: Uint32Array | undefined;
}

/**
 * Everything that the offers of a segment say of one thing. Figures repeat, since people round them: when a column is laid
 * out, statements that say the same become one, and those that nobody makes any more are dropped. Code 0 is "nothing
 * stated".
 */
export class Statements {
  count = 1;
  private form: Uint16Array | Uint32Array = NO_FORMS;
  private value: Float64Array = NO_VALUES;
  /** Upper ends, once there is a range. */
  private upper: Float64Array | undefined;
  /** Of each entry of several facts how many they are and their codes; its `value` is where they begin. */
  private pool: Uint32Array = NO_POOL;
  private pooled = 0;

  constructor(readonly forms: Forms) {}

  static from(data: StatementsData, forms: Forms): Statements {
    const statements = new Statements(forms);
    statements.count = data.count;
    statements.form = data.form;
    statements.value = data.value;
    statements.upper = data.upper;
    if (data.pool) statements.pool = data.pool;
    statements.pooled = statements.pool.length;
    return statements;
  }

  data(): StatementsData {
    const { count } = this;
    return {
      count,
      form: this.form.slice(0, count),
      value: this.value.slice(0, count),
      upper: this.upper?.slice(0, count),
      pool: this.pooled === 0 ? undefined : this.pool.slice(0, this.pooled),
    };
  }

  get bytes(): number {
    const arrays = [this.form, this.value, this.upper, this.pool];
    return arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
  }

  /** Place of an entry in `forms`, for reading more than one of them. */
  formAt(code: number): number {
    return this.form[code] as number;
  }

  packedOf(code: number): number {
    return this.forms.packed[this.form[code] as number] as number;
  }

  unitOf(code: number): number {
    return this.forms.unit[this.form[code] as number] as number;
  }

  conditionOf(code: number): number {
    return this.forms.condition[this.form[code] as number] as number;
  }

  /** For capacities and prices, whose meaning hangs on it: how many units the offer may be split into. */
  modularityOf(code: number): number {
    return this.forms.modularity[this.form[code] as number] as number;
  }

  valueOf(code: number): number {
    return this.value[code] as number;
  }

  /** Upper end of a range. */
  upperOf(code: number): number {
    return this.upper ? (this.upper[code] as number) : 0;
  }

  /**
   * Numbers the entries anew, in this order; the facts of several follow. Those in neither are dropped.
   *
   * @returns the new number by the old one; 0 where it is gone
   */
  reorder(order: ArrayLike<number>): Uint32Array {
    const renumbered = new Uint32Array(this.count);
    const kept = [0];
    const keep = (code: number): void => {
      if (renumbered[code] !== 0) return;
      renumbered[code] = kept.length;
      kept.push(code);
    };
    for (let at = 0; at < order.length; at += 1) keep(order[at] as number);
    for (let at = 1, single = kept.length; at < single; at += 1)
      if (isSeveral(this.packedOf(kept[at] as number))) this.membersOf(kept[at] as number).forEach(keep);
    const { form, value, upper, pool } = this;
    this.form = form.slice(0, kept.length);
    this.value = value.slice(0, kept.length);
    this.upper = upper?.slice(0, kept.length);
    for (let at = 0; at < kept.length; at += 1) {
      const code = kept[at] as number;
      this.form[at] = form[code] as number;
      this.value[at] = value[code] as number;
      if (upper && this.upper) this.upper[at] = upper[code] as number;
    }
    this.count = kept.length;
    this.pool = pool.length === 0 ? pool : new Uint32Array(pool.length);
    this.pooled = 0;
    for (let code = 1; code < kept.length; code += 1) {
      if (!isSeveral(this.packedOf(code))) continue;
      const at = this.value[code] as number;
      const members = [...pool.subarray(at + 1, at + 1 + (pool[at] as number))];
      this.value[code] = this.pooledAt(members.map((one) => renumbered[one] as number));
    }
    return renumbered;
  }

  /** Where the codes of several facts are put. */
  private pooledAt(members: readonly number[]): number {
    const at = this.pooled;
    const end = at + 1 + members.length;
    if (end > this.pool.length) this.pool = grown(this.pool, end + (end >> 2));
    this.pool[at] = members.length;
    this.pool.set(members, at + 1);
    this.pooled = end;
    return at;
  }

  /** A new entry for several facts on one thing. */
  addSeveral(facts: readonly Fact[], words: Words, modularity: number): number {
    const members = facts.map((fact) => this.add(fact, words, modularity));
    return this.next(this.forms.number(SEVERAL, 0, 0, modularity), this.pooledAt(members), 0);
  }

  /** A new entry for a fact. */
  add(fact: Fact, words: Words, modularity: number): number {
    return this.next(formOf(fact, words, modularity), fact.value ?? 0, upperOf(fact));
  }

  /** A new entry for a figure that is no fact: just so much. */
  addFigure(value: number, unit: number, modularity: number): number {
    return this.next(figureForm(this.forms, unit, modularity), value, 0);
  }

  /**
   * Entries for many statements at once, one for all that say the same.
   *
   * @param order positions among forms, values and upper ends
   * @returns the entry of each, in that order
   */
  addMany(order: Uint32Array, forms: Uint32Array, values: Float64Array, uppers: Float64Array): Uint32Array {
    const codes = new Uint32Array(order.length);
    let table = new Int32Array(FIRST_TABLE);
    const slotOf = (form: number, value: number, upper: number): number => {
      const mask = table.length - 1;
      for (let slot = mixed(form, value, upper) & mask; ; slot = (slot + 1) & mask) {
        const code = table[slot] as number;
        if (
          code === 0 ||
          (this.form[code] === form && Object.is(this.value[code], value) && Object.is(this.upperOf(code), upper))
        )
          return slot;
      }
    };
    const first = this.count;
    for (let at = 0; at < order.length; at += 1) {
      const from = order[at] as number;
      const form = forms[from] as number;
      const value = values[from] as number;
      const upper = uppers[from] as number;
      const slot = slotOf(form, value, upper);
      let code = table[slot] as number;
      if (code === 0) {
        table[slot] = code = this.next(form, value, upper);
        if ((code - first) * 2 > table.length) {
          table = new Int32Array(table.length * 4);
          for (let known = first; known <= code; known += 1)
            table[slotOf(this.form[known] as number, this.value[known] as number, this.upperOf(known))] = known;
        }
      }
      codes[at] = code;
    }
    return codes;
  }

  /** Whether two entries say the same. */
  same(a: number, b: number): boolean {
    return (
      this.form[a] === this.form[b] &&
      Object.is(this.value[a], this.value[b]) &&
      Object.is(this.upperOf(a), this.upperOf(b)) &&
      !isSeveral(this.packedOf(a))
    );
  }

  /** The codes of the facts behind an entry: itself, or each of several. */
  membersOf(code: number): readonly number[] {
    if (!isSeveral(this.packedOf(code))) return [code];
    return Array.from({ length: this.memberCount(code) }, (_, place) => this.memberAt(code, place));
  }

  /** Of an entry of several facts: how many they are. */
  memberCount(code: number): number {
    return this.pool[this.value[code] as number] as number;
  }

  /** The code of one of several facts. */
  memberAt(code: number, place: number): number {
    return this.pool[(this.value[code] as number) + 1 + place] as number;
  }

  /** The facts of an entry as they were stated. */
  facts(code: number, thing: ThingName, words: Words): readonly Fact[] {
    if (code === 0) return [];
    if (!isSeveral(this.packedOf(code))) return [this.fact(code, thing, words)];
    return this.membersOf(code).map((one) => this.fact(one, thing, words));
  }

  private fact(code: number, { metric, parameter }: ThingName, words: Words): Fact {
    const packed = this.packedOf(code);
    const condition = this.conditionOf(code);
    const basis = BASES[(packed >> 3) & 7];
    const fact: { -readonly [K in keyof Fact]: Fact[K] } = {
      metric,
      op: OPS[opOf(packed) - 1] as Op,
      unit: words.units.value(this.unitOf(code)),
    };
    if (parameter !== undefined) fact.parameter = parameter;
    if (hasValue(packed)) fact.value = this.valueOf(code);
    if (fact.op === 'range') fact.valueMax = this.upperOf(code);
    if (condition !== 0) fact.condition = words.conditions.value(condition);
    if (basis !== undefined) fact.basis = basis;
    return fact;
  }

  private next(form: number, value: number, upper: number): number {
    const code = this.count;
    if (code >= this.value.length) {
      const size = code + (code >> 1) + 4;
      this.form = grown(this.form, size);
      this.value = grown(this.value, size);
      if (this.upper) this.upper = grown(this.upper, size);
    }
    if (form > 0xffff && this.form instanceof Uint16Array) this.form = Uint32Array.from(this.form);
    this.form[code] = form;
    this.value[code] = value;
    if (!Object.is(upper, 0) && !this.upper) this.upper = new Float64Array(this.value.length);
    if (this.upper) this.upper[code] = upper;
    this.count += 1;
    return code;
  }
}

/** What a fact says besides its figures. */
export function formOf({ op, value, unit, basis, condition }: Fact, words: Words, modularity: number): number {
  const rank = basis === undefined ? UNSAID : BASES.indexOf(basis);
  const packed = (OPS.indexOf(op) + 1) | (rank << 3) | (value === undefined ? NO_VALUE : 0);
  const conditionNumber = isEmpty(condition) ? 0 : words.conditions.number(condition as string);
  return words.forms.number(packed, words.units.number(unit), conditionNumber, modularity);
}

/** The upper end of a range; 0 for what is none. */
export const upperOf = ({ op, value, valueMax }: Fact): number => (op === 'range' ? (valueMax ?? value ?? 0) : 0);

/** The form of a figure that is no fact. */
export const figureForm = (forms: Forms, unit: number, modularity: number): number =>
  forms.number(OP_EQ | (UNSAID << 3), unit, 0, modularity);

/** A power of two. */
const FIRST_TABLE = 256;
const figures = new Float64Array(2);
const halves = new Int32Array(figures.buffer);

/** A number that spreads what statements say over a table. */
function mixed(form: number, value: number, upper: number): number {
  figures[0] = value;
  figures[1] = upper;
  let hash = Math.imul(form, 0x9e3779b1);
  for (let half = 0; half < 4; half += 1) hash = Math.imul(hash ^ (halves[half] as number), 0x85ebca6b) ^ (hash >>> 15);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The same figures with room for more. */
export function grown<A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array>(
  array: A,
  size: number,
): A {
  const wider = new (array.constructor as new (length: number) => A)(size);
  wider.set(array);
  return wider;
}
