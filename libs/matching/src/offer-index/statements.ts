import { isEmpty } from '../conditions';
import { BASES, type Fact, type Op } from '../model';
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
export const hasValue = (packed: number): boolean => (packed & NO_VALUE) === 0;
export const isSeveral = (packed: number): boolean => (packed & SEVERAL) !== 0;

/** What distinct figures look like bit by bit, so that they can be hashed. */
const FIGURE = new Float64Array(1);
const HALVES = new Uint32Array(FIGURE.buffer);

function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

function mixFigure(hash: number, figure: number): number {
  FIGURE[0] = figure;
  return mix(mix(hash, HALVES[0] ?? 0), HALVES[1] ?? 0);
}

/** Plain arrays of which a dictionary of statements is made, for a snapshot. */
export interface StatementsData {
  readonly count: number;
  /** Four numbers a form: what is packed, unit, condition, modularity. */
  readonly forms: Uint32Array;
  readonly form: Uint16Array | Uint32Array;
  readonly value: Float64Array;
  readonly upper: Float64Array | undefined;
  /** Codes of entries with several facts, each followed by how many and by the codes of its facts. */
  readonly several: Uint32Array;
}

/**
 * Everything that the offers of a segment say of one thing, each distinct statement once: figures repeat, since people
 * round them. Code 0 is "nothing stated". An entry is never taken out; building the index anew drops what nobody says.
 */
export class Statements {
  count = 1;
  /** What statements have in common but for their figures (operator, basis, unit, condition, units it may be split into). */
  readonly forms: { packed: number[]; unit: number[]; condition: number[]; modularity: number[] } = {
    packed: [0],
    unit: [0],
    condition: [0],
    modularity: [0],
  };
  private formByKey: Map<number | string, number> | undefined;
  private form: Uint16Array | Uint32Array = new Uint16Array(4);
  private value: Float64Array = new Float64Array(4);
  /** Upper ends, once there is a range. */
  private upper: Float64Array | undefined;
  private members = new Map<number, readonly number[]>();
  private readonly severalByKey = new Map<string, number>();
  /** Open addressing over the single facts; made when first needed. */
  private table: Int32Array | undefined;

  static from(data: StatementsData): Statements {
    const statements = new Statements();
    const { forms } = statements;
    for (let at = 4; at < data.forms.length; at += 4) {
      forms.packed.push(data.forms[at] as number);
      forms.unit.push(data.forms[at + 1] as number);
      forms.condition.push(data.forms[at + 2] as number);
      forms.modularity.push(data.forms[at + 3] as number);
    }
    statements.count = data.count;
    statements.form = data.form;
    statements.value = data.value;
    statements.upper = data.upper;
    for (let at = 0; at < data.several.length;) {
      const code = data.several[at] as number;
      const size = data.several[at + 1] as number;
      const members = [...data.several.subarray(at + 2, at + 2 + size)];
      statements.setMembers(code, members);
      at += 2 + size;
    }
    return statements;
  }

  data(): StatementsData {
    const { count, forms } = this;
    const several = [...this.members].flatMap(([code, members]) => [code, members.length, ...members]);
    return {
      count,
      forms: Uint32Array.from(
        forms.packed.flatMap((packed, form) => [
          packed,
          forms.unit[form] ?? 0,
          forms.condition[form] ?? 0,
          forms.modularity[form] ?? 0,
        ]),
      ),
      form: this.form.slice(0, count),
      value: this.value.slice(0, count),
      upper: this.upper?.slice(0, count),
      several: Uint32Array.from(several),
    };
  }

  get bytes(): number {
    const arrays = [this.form, this.value, this.upper, this.table];
    const lists = this.forms.packed.length * 120 + this.members.size * 160;
    return arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0) + lists;
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

  /** Drops what room is left, once everything is in. */
  trim(): void {
    const { count } = this;
    this.form = this.form.slice(0, count);
    this.value = this.value.slice(0, count);
    this.upper = this.upper?.slice(0, count);
  }

  /**
   * Numbers the entries anew, in this order; the facts of several follow. Those in neither are dropped.
   *
   * @returns the new number by the old one; 0 where it is gone
   */
  reorder(order: readonly number[]): Uint32Array {
    const renumbered = new Uint32Array(this.count);
    const kept = [0];
    const keep = (code: number): void => {
      if (renumbered[code] !== 0) return;
      renumbered[code] = kept.length;
      kept.push(code);
    };
    order.forEach(keep);
    for (const code of order) this.members.get(code)?.forEach(keep);
    const { form, value, upper, members } = this;
    this.form = form.slice(0, kept.length);
    this.value = value.slice(0, kept.length);
    this.upper = upper?.slice(0, kept.length);
    kept.forEach((code, at) => {
      this.form[at] = form[code] as number;
      this.value[at] = value[code] as number;
      if (upper && this.upper) this.upper[at] = upper[code] as number;
    });
    this.count = kept.length;
    this.members = new Map();
    this.severalByKey.clear();
    for (const [code, of] of members) {
      const number = renumbered[code] as number;
      if (number !== 0) this.setMembers(number, of.map((one) => renumbered[one] as number));
    }
    this.table = undefined;
    return renumbered;
  }

  private setMembers(code: number, members: readonly number[]): void {
    this.members.set(code, members);
    this.severalByKey.set(severalKey(members, this.modularityOf(code)), code);
  }

  /** The code of what is stated, new if nobody has said it before. */
  codeOf(facts: readonly Fact[], words: Words, modularity: number): number {
    const [only] = facts;
    if (!only) return 0;
    if (facts.length === 1) return this.single(only, words, modularity);
    const members = facts.map((fact) => this.single(fact, words, modularity));
    const key = severalKey(members, modularity);
    const known = this.severalByKey.get(key);
    if (known !== undefined) return known;
    const code = this.next(this.formOf(SEVERAL, 0, 0, modularity), 0, 0);
    this.setMembers(code, members);
    return code;
  }

  /** The codes of the facts behind an entry: itself, or each of several. */
  membersOf(code: number): readonly number[] {
    return this.members.get(code) ?? [code];
  }

  /** The facts of an entry as they were stated. */
  facts(code: number, thing: ThingName, words: Words): readonly Fact[] {
    if (code === 0) return [];
    return this.membersOf(code).map((one) => {
      const packed = this.packedOf(one);
      const condition = this.conditionOf(one);
      const op = OPS[opOf(packed) - 1] as Op;
      const basis = BASES[(packed >> 3) & 7];
      return {
        ...thing,
        op,
        ...(hasValue(packed) ? { value: this.valueOf(one) } : {}),
        ...(op === 'range' ? { valueMax: this.upperOf(one) } : {}),
        unit: words.units.value(this.unitOf(one)),
        ...(condition === 0 ? {} : { condition: words.conditions.value(condition) }),
        ...(basis === undefined ? {} : { basis }),
      };
    });
  }

  private single({ op, value, valueMax, unit, basis, condition }: Fact, words: Words, modularity: number): number {
    const rank = basis === undefined ? UNSAID : BASES.indexOf(basis);
    const packed = (OPS.indexOf(op) + 1) | (rank << 3) | (value === undefined ? NO_VALUE : 0);
    const conditionNumber = isEmpty(condition) ? 0 : words.conditions.number(condition as string);
    const form = this.formOf(packed, words.units.number(unit), conditionNumber, modularity);
    const figure = value ?? 0;
    const upper = op === 'range' ? (valueMax ?? value ?? 0) : 0;
    const table = this.room();
    const mask = table.length - 1;
    let slot = hash(form, figure, upper) & mask;
    for (;;) {
      const code = table[slot] as number;
      if (code === 0) break;
      if (this.form[code] === form && Object.is(this.value[code], figure) && Object.is(this.upperOf(code), upper))
        return code;
      slot = (slot + 1) & mask;
    }
    const code = this.next(form, figure, upper);
    table[slot] = code;
    return code;
  }

  /** Forms by key; made when something is put, which a restored index may never see. */
  private formNumbers(): Map<number | string, number> {
    if (this.formByKey) return this.formByKey;
    const { packed, unit, condition, modularity } = this.forms;
    const numbers = packed.map((one, form): [number | string, number] => [
      formKey(one, unit[form] as number, condition[form] as number, modularity[form] as number),
      form,
    ]);
    this.formByKey = new Map(numbers);
    return this.formByKey;
  }

  private formOf(packed: number, unit: number, condition: number, modularity: number): number {
    const key = formKey(packed, unit, condition, modularity);
    const known = this.formNumbers().get(key);
    if (known !== undefined) return known;
    const { forms } = this;
    const form = forms.packed.length;
    forms.packed.push(packed);
    forms.unit.push(unit);
    forms.condition.push(condition);
    forms.modularity.push(modularity);
    this.formNumbers().set(key, form);
    return form;
  }

  /** The table, at most three quarters full. */
  private room(): Int32Array {
    const { table, count } = this;
    if (table && count * 4 < table.length * 3) return table;
    let size = 8;
    while (size * 3 <= count * 4) size *= 2;
    const wider = new Int32Array(size);
    for (let code = 1; code < count; code += 1) {
      if (isSeveral(this.packedOf(code))) continue;
      let slot = hash(this.form[code] as number, this.valueOf(code), this.upperOf(code)) & (size - 1);
      while (wider[slot] !== 0) slot = (slot + 1) & (size - 1);
      wider[slot] = code;
    }
    this.table = wider;
    return wider;
  }

  private next(form: number, value: number, upper: number): number {
    const code = this.count;
    if (code >= this.value.length) {
      const size = code + (code >> 2) + 4;
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

/** A number is the cheaper key; beyond what one holds exactly it is a text. */
function formKey(packed: number, unit: number, condition: number, modularity: number): number | string {
  return unit < 4096 && condition < 65536 && modularity < 65536
    ? packed + 256 * (unit + 4096 * (condition + 65536 * modularity))
    : `${packed} ${unit} ${condition} ${modularity}`;
}

function hash(form: number, value: number, upper: number): number {
  const mixed = mixFigure(mixFigure(mix(0x9e3779b1, form), value), upper);
  return mixed ^ (mixed >>> 16);
}

const severalKey = (members: readonly number[], modularity: number): string => `${members.join(' ')}/${modularity}`;

/** The same figures with room for more. */
export function grown<A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  array: A,
  size: number,
): A {
  const wider = new (array.constructor as new (length: number) => A)(size);
  wider.set(array);
  return wider;
}
