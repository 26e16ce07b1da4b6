import { isEmpty } from '../conditions';
import { BASES, type Basis, type Fact, type Op } from '../model';
import type { Forms } from './forms';
import type { OnOneThing } from './offer-log';
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

/** What one fact says: what it says besides its figures, its figure, and the upper end of a range. */
export interface Stated {
  readonly form: number;
  readonly value: number;
  readonly upper: number;
}

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
  /** Two entries may say the same. */
  private mayRepeat = false;
  /** Each entry is one that some row makes, or made when all were put in at once. */
  isWhole = false;

  constructor(readonly forms: Forms) {}

  static from(data: StatementsData, forms: Forms): Statements {
    const statements = new Statements(forms);
    statements.count = data.count;
    statements.form = data.form;
    statements.value = data.value;
    statements.upper = data.upper;
    if (data.pool) statements.pool = data.pool;
    statements.pooled = statements.pool.length;
    statements.mayRepeat = true;
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

  /** By each entry the first that says the same; undefined where no two can. Several facts are taken one by one. */
  firstAlike(): Uint32Array | undefined {
    if (!this.mayRepeat) return undefined;
    const first = new Uint32Array(this.count);
    const firstOf = [0];
    DISTINCT.clear();
    for (let code = 1; code < first.length; code += 1) {
      if (isSeveral(this.packedOf(code))) {
        first[code] = code;
        continue;
      }
      const number = DISTINCT.number(this.form[code] as number, this.value[code] as number, this.upperOf(code));
      first[code] = firstOf[number] ??= code;
    }
    return first;
  }

  /**
   * Numbers the entries anew, in this order; the facts of several follow. Those in neither are dropped.
   *
   * @param first as `firstAlike` gave it: what is said twice is kept once
   * @returns the new number by the old one; 0 where it is gone
   */
  reorder(order: ArrayLike<number>, first = this.firstAlike()): Uint32Array {
    const { form, value, upper, pool } = this;
    const renumbered = new Uint32Array(this.count);
    const kept = new Uint32Array(this.count);
    let count = 1;
    const keep = (code: number): void => {
      const one = first ? (first[code] as number) : code;
      if (renumbered[one] !== 0) return;
      renumbered[one] = count;
      kept[count] = one;
      count += 1;
    };
    for (let at = 0; at < order.length; at += 1) keep(order[at] as number);
    if (this.pooled > 0)
      for (let at = 1, single = count; at < single; at += 1)
        if (isSeveral(this.packedOf(kept[at] as number))) this.membersOf(kept[at] as number).forEach(keep);
    if (first)
      for (let code = 1; code < first.length; code += 1) renumbered[code] = renumbered[first[code] as number] as number;
    const room = roomFor(count);
    this.form = form instanceof Uint16Array ? new Uint16Array(room) : new Uint32Array(room);
    this.value = new Float64Array(room);
    this.upper = upper && new Float64Array(room);
    for (let at = 1; at < count; at += 1) {
      const code = kept[at] as number;
      this.form[at] = form[code] as number;
      this.value[at] = value[code] as number;
      if (upper && this.upper) this.upper[at] = upper[code] as number;
    }
    this.count = count;
    this.mayRepeat = false;
    if (this.pooled === 0) return renumbered;
    this.pool = new Uint32Array(pool.length);
    this.pooled = 0;
    for (let code = 1; code < count; code += 1) {
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
  addSeveral(facts: readonly Stated[], modularity: number): number {
    this.isWhole = false;
    const members = facts.map(({ form, value, upper }) => this.next(form, value, upper));
    return this.next(this.forms.number(SEVERAL, 0, 0, modularity), this.pooledAt(members), 0);
  }

  /** A new entry for a fact, or for a figure that is none. */
  add(form: number, value: number, upper: number): number {
    this.mayRepeat = true;
    this.isWhole = false;
    return this.next(form, value, upper);
  }

  /**
   * Entries for what many rows say, by rising row, one for all that say the same; nothing may have been said before.
   * What a row says more than once is several facts on one thing, in the order in which they come.
   *
   * @param modularity of each row, where the meaning hangs on it
   * @returns the rows, each once, and the code of each; to be read before another is filled
   */
  fill(said: OnOneThing, modularity: Uint32Array | undefined): { rows: Uint32Array; codes: Uint32Array } {
    const { rows, forms, values, uppers } = said;
    if (CODES.length < rows.length) CODES = new Uint32Array(rows.length + (rows.length >> 1));
    const codes = CODES;
    /** Of each row that says more: its place among the rows, and where what it says begins and ends. */
    const more: number[] = [];
    let members = 0;
    let count = 0;
    DISTINCT.clear();
    for (let at = 0; at < rows.length;) {
      const row = rows[at] as number;
      let end = at + 1;
      while (rows[end] === row) end += 1;
      if (end - at === 1)
        codes[count] = DISTINCT.number(forms[at] as number, values[at] as number, uppers[at] as number);
      else {
        more.push(count, at, end);
        members += end - at;
      }
      rows[count] = row;
      count += 1;
      at = end;
    }
    this.copyDistinct(members + more.length / 3);
    for (let at = 0; at < more.length; at += 3) {
      const place = more[at] as number;
      const facts: Stated[] = [];
      for (let one = more[at + 1] as number; one < (more[at + 2] as number); one += 1)
        facts.push({ form: forms[one] as number, value: values[one] as number, upper: uppers[one] as number });
      codes[place] = this.addSeveral(facts, modularity ? (modularity[rows[place] as number] as number) : 0);
    }
    this.isWhole = true;
    return { rows: rows.subarray(0, count), codes: codes.subarray(0, count) };
  }

  /** Takes over what `DISTINCT` holds. @param extra so many more entries come */
  private copyDistinct(extra: number): void {
    const { count, forms, values, uppers } = DISTINCT;
    const size = count + extra;
    this.count = count;
    this.form = DISTINCT.mostForm > 0xffff ? new Uint32Array(size) : new Uint16Array(size);
    this.form.set(forms.subarray(0, count));
    this.value = new Float64Array(size);
    this.value.set(values.subarray(0, count));
    if (!DISTINCT.hasUpper) return;
    this.upper = new Float64Array(size);
    this.upper.set(uppers.subarray(0, count));
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
      const size = roomFor(code + (code >> 3) + 4);
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
export function formOf(
  op: Op,
  hasFigure: boolean,
  basis: Basis | undefined,
  unit: number,
  condition: string | null | undefined,
  words: Words,
  modularity: number,
): number {
  const packed = opNumber(op) | (basisNumber(basis) << 3) | (hasFigure ? 0 : NO_VALUE);
  const conditionNumber = isEmpty(condition) ? 0 : words.conditions.number(condition as string);
  return words.forms.number(packed, unit, conditionNumber, modularity);
}

// Asked for every fact: a choice among known texts takes less than to look for one in a list.
function opNumber(op: Op): number {
  switch (op) {
    case '=':
      return OP_EQ;
    case '<=':
      return OP_LE;
    case '<':
      return OP_LT;
    case '>=':
      return OP_GE;
    case '>':
      return OP_GT;
    case 'range':
      return OP_RANGE;
    case 'not_detectable':
      return OP_ND;
  }
}

function basisNumber(basis: Basis | undefined): number {
  switch (basis) {
    case undefined:
      return UNSAID;
    case 'VERIFIED':
      return 0;
    case 'TESTED':
      return 1;
    case 'GUARANTEED':
      return 2;
    case 'TYPICAL':
      return 3;
    case 'PLANNING':
      return 4;
  }
}

/** The form of a figure that is no fact. */
export const figureForm = (forms: Forms, unit: number, modularity: number): number =>
  forms.number(OP_EQ | (UNSAID << 3), unit, 0, modularity);

/** With a little for what comes: else the first change after each layout would copy everything. */
export const roomFor = (count: number): number => count + (count >> 6) + 4;

/** A power of two. */
const FIRST_TABLE = 256;

/** Different statements by number, from 1. */
class Distinct {
  count = 1;
  mostForm = 0;
  hasUpper = false;
  forms: Uint32Array = new Uint32Array(FIRST_TABLE);
  values: Float64Array = new Float64Array(FIRST_TABLE);
  uppers: Float64Array = new Float64Array(FIRST_TABLE);
  private table: Int32Array = new Int32Array(FIRST_TABLE);
  /** How many places of the table are used: few, for few statements, stay in the cache. */
  private size = FIRST_TABLE;

  clear(): void {
    this.count = 1;
    this.mostForm = 0;
    this.hasUpper = false;
    this.size = FIRST_TABLE;
    this.table.fill(0, 0, this.size);
  }

  number(form: number, value: number, upper: number): number {
    const slot = this.slot(form, value, upper);
    const known = this.table[slot] as number;
    if (known !== 0) return known;
    const number = this.count;
    if (number === this.forms.length) {
      this.forms = grown(this.forms, number * 2);
      this.values = grown(this.values, number * 2);
      this.uppers = grown(this.uppers, number * 2);
    }
    this.forms[number] = form;
    this.values[number] = value;
    this.uppers[number] = upper;
    if (form > this.mostForm) this.mostForm = form;
    if (!Object.is(upper, 0)) this.hasUpper = true;
    this.table[slot] = number;
    this.count = number + 1;
    if (this.count * 2 > this.size) this.widen();
    return number;
  }

  private slot(form: number, value: number, upper: number): number {
    const { table, forms, values, uppers } = this;
    const mask = this.size - 1;
    for (let slot = mixed(form, value, upper) & mask; ; slot = (slot + 1) & mask) {
      const number = table[slot] as number;
      if (number === 0) return slot;
      if (forms[number] === form && Object.is(values[number], value) && Object.is(uppers[number], upper)) return slot;
    }
  }

  private widen(): void {
    this.size *= 4;
    if (this.table.length < this.size) this.table = new Int32Array(this.size);
    else this.table.fill(0, 0, this.size);
    const { forms, values, uppers } = this;
    for (let number = 1; number < this.count; number += 1) {
      const slot = this.slot(forms[number] as number, values[number] as number, uppers[number] as number);
      this.table[slot] = number;
    }
  }
}

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

/** One for all dictionaries, each done with before the next. */
const DISTINCT = new Distinct();
let CODES: Uint32Array = new Uint32Array(FIRST_TABLE);

/** The same figures with room for more. */
export function grown<A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array>(
  array: A,
  size: number,
): A {
  const wider = new (array.constructor as new (length: number) => A)(size);
  wider.set(array);
  return wider;
}
