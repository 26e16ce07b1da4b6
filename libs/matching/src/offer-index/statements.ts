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
  readonly packed: Uint32Array;
  readonly unit: Uint32Array;
  readonly condition: Uint32Array;
  readonly modularity: Uint32Array;
  readonly value: Float64Array;
  readonly upper: Float64Array;
  /** Codes of entries with several facts, each followed by how many and by the codes of its facts. */
  readonly several: Uint32Array;
}

/**
 * Everything that the offers of a segment say of one thing, each distinct statement once: figures repeat, since people
 * round them. Code 0 is "nothing stated". An entry is never taken out; building the index anew drops what nobody says.
 */
export class Statements {
  count = 1;
  packed: Uint32Array = new Uint32Array(8);
  unit: Uint32Array = new Uint32Array(8);
  condition: Uint32Array = new Uint32Array(8);
  /** For capacities, whose meaning hangs on it: how many units the offer may be split into. */
  modularity: Uint32Array = new Uint32Array(8);
  value: Float64Array = new Float64Array(8);
  /** Upper end of a range. */
  upper: Float64Array = new Float64Array(8);
  private readonly members = new Map<number, readonly number[]>();
  private readonly severalByKey = new Map<string, number>();
  /** Open addressing over the single facts; made when first needed. */
  private table: Int32Array | undefined;

  static from(data: StatementsData): Statements {
    const statements = new Statements();
    statements.count = data.count;
    statements.packed = data.packed;
    statements.unit = data.unit;
    statements.condition = data.condition;
    statements.modularity = data.modularity;
    statements.value = data.value;
    statements.upper = data.upper;
    for (let at = 0; at < data.several.length;) {
      const code = data.several[at] as number;
      const size = data.several[at + 1] as number;
      const members = [...data.several.subarray(at + 2, at + 2 + size)];
      statements.members.set(code, members);
      statements.severalByKey.set(severalKey(members, statements.modularity[code] ?? 0), code);
      at += 2 + size;
    }
    return statements;
  }

  data(): StatementsData {
    const { count } = this;
    const several = [...this.members].flatMap(([code, members]) => [code, members.length, ...members]);
    return {
      count,
      packed: this.packed.slice(0, count),
      unit: this.unit.slice(0, count),
      condition: this.condition.slice(0, count),
      modularity: this.modularity.slice(0, count),
      value: this.value.slice(0, count),
      upper: this.upper.slice(0, count),
      several: Uint32Array.from(several),
    };
  }

  get bytes(): number {
    const arrays = [this.packed, this.unit, this.condition, this.modularity, this.value, this.upper, this.table];
    return arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0) + this.members.size * 100;
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
    const code = this.next();
    this.packed[code] = SEVERAL;
    this.modularity[code] = modularity;
    this.members.set(code, members);
    this.severalByKey.set(key, code);
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
      const packed = this.packed[one] ?? 0;
      const condition = this.condition[one] ?? 0;
      const op = OPS[opOf(packed) - 1] as Op;
      const basis = BASES[(packed >> 3) & 7];
      return {
        ...thing,
        op,
        ...(hasValue(packed) ? { value: this.value[one] ?? 0 } : {}),
        ...(op === 'range' ? { valueMax: this.upper[one] ?? 0 } : {}),
        unit: words.units.value(this.unit[one] ?? 0),
        ...(condition === 0 ? {} : { condition: words.conditions.value(condition) }),
        ...(basis === undefined ? {} : { basis }),
      };
    });
  }

  private single({ op, value, valueMax, unit, basis, condition }: Fact, words: Words, modularity: number): number {
    const rank = basis === undefined ? UNSAID : BASES.indexOf(basis);
    const packed = (OPS.indexOf(op) + 1) | (rank << 3) | (value === undefined ? NO_VALUE : 0);
    const unitNumber = words.units.number(unit);
    const conditionNumber = isEmpty(condition) ? 0 : words.conditions.number(condition as string);
    const figure = value ?? 0;
    const upper = op === 'range' ? (valueMax ?? value ?? 0) : 0;
    const table = this.room();
    const mask = table.length - 1;
    let slot = this.hash(packed, unitNumber, conditionNumber, modularity, figure, upper) & mask;
    for (;;) {
      const code = table[slot] as number;
      if (code === 0) break;
      if (
        this.packed[code] === packed &&
        this.unit[code] === unitNumber &&
        this.condition[code] === conditionNumber &&
        this.modularity[code] === modularity &&
        Object.is(this.value[code], figure) &&
        Object.is(this.upper[code], upper)
      )
        return code;
      slot = (slot + 1) & mask;
    }
    const code = this.next();
    this.packed[code] = packed;
    this.unit[code] = unitNumber;
    this.condition[code] = conditionNumber;
    this.modularity[code] = modularity;
    this.value[code] = figure;
    this.upper[code] = upper;
    table[slot] = code;
    return code;
  }

  private hash(
    packed: number,
    unit: number,
    condition: number,
    modularity: number,
    value: number,
    upper: number,
  ): number {
    const words = mix(mix(mix(mix(0x9e3779b1, packed), unit), condition), modularity);
    const hash = mixFigure(mixFigure(words, value), upper);
    return hash ^ (hash >>> 16);
  }

  /** The table, at most half full. */
  private room(): Int32Array {
    const { table, count } = this;
    if (table && count * 2 < table.length) return table;
    let size = 16;
    while (size < count * 4) size *= 2;
    const wider = new Int32Array(size);
    for (let code = 1; code < count; code += 1) {
      const packed = this.packed[code] ?? 0;
      if (isSeveral(packed)) continue;
      const [unit, condition, modularity] = [this.unit[code], this.condition[code], this.modularity[code]];
      let slot =
        this.hash(packed, unit ?? 0, condition ?? 0, modularity ?? 0, this.value[code] ?? 0, this.upper[code] ?? 0) &
        (size - 1);
      while (wider[slot] !== 0) slot = (slot + 1) & (size - 1);
      wider[slot] = code;
    }
    this.table = wider;
    return wider;
  }

  private next(): number {
    const code = this.count;
    if (code >= this.packed.length) {
      const size = this.packed.length + (this.packed.length >> 1) + 4;
      this.packed = grown(this.packed, size);
      this.unit = grown(this.unit, size);
      this.condition = grown(this.condition, size);
      this.modularity = grown(this.modularity, size);
      this.value = grown(this.value, size);
      this.upper = grown(this.upper, size);
    }
    this.count += 1;
    return code;
  }
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
