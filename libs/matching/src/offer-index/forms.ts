import { grown } from './statements';

const FIELDS = 4;

/** More than a packing of an operator and a rank is. */
const PLAIN = 2 ** 6;
/** Places of the table at first; a power of two. */
const FIRST_TABLE = 256;

/**
 * Every form that a statement of the index has, each once: thousands of columns use the same few. Form 0 is that of
 * "nothing stated".
 */
export class Forms {
  /** Operator, rank of the basis, whether there is a figure or several facts: as `statements.ts` packs them. */
  readonly packed: number[] = [0];
  readonly unit: number[] = [0];
  readonly condition: number[] = [0];
  /** Of capacities and prices, whose meaning hangs on it: how many units the offer may be split into. */
  readonly modularity: number[] = [0];
  /** Of those with neither a condition nor a modularity, by operator, rank and unit; 0 where none was met. */
  private plain: Uint32Array = new Uint32Array(0);
  /** All by the hash of what they are made of. */
  private table: Uint32Array = new Uint32Array(FIRST_TABLE);

  static from(data: Uint32Array): Forms {
    const forms = new Forms();
    for (let at = 0; at < data.length; at += FIELDS)
      forms.number(data[at] as number, data[at + 1] as number, data[at + 2] as number, data[at + 3] as number);
    return forms;
  }

  /** All but form 0, each in four numbers. */
  data(): Uint32Array {
    const data = new Uint32Array((this.packed.length - 1) * FIELDS);
    for (let form = 1; form < this.packed.length; form += 1) {
      const { packed, unit, condition, modularity } = this;
      data.set(
        [packed, unit, condition, modularity].map((field) => field[form] as number),
        (form - 1) * FIELDS,
      );
    }
    return data;
  }

  number(packed: number, unit: number, condition: number, modularity: number): number {
    if (condition !== 0 || modularity !== 0 || packed >= PLAIN) return this.found(packed, unit, condition, modularity);
    // Most statements have neither a condition nor a modularity.
    const place = packed + PLAIN * unit;
    if (place >= this.plain.length) this.plain = grown(this.plain, PLAIN * (unit + (unit >> 2) + 16));
    const known = this.plain[place] as number;
    return known === 0 ? (this.plain[place] = this.found(packed, unit, condition, modularity)) : known;
  }

  private found(packed: number, unit: number, condition: number, modularity: number): number {
    const slot = this.slot(packed, unit, condition, modularity);
    const known = this.table[slot] as number;
    if (known !== 0) return known;
    const form = this.packed.length;
    this.packed.push(packed);
    this.unit.push(unit);
    this.condition.push(condition);
    this.modularity.push(modularity);
    this.table[slot] = form;
    if (form * 2 > this.table.length) this.widen();
    return form;
  }

  /** Where a form is in the table, or would be. */
  private slot(packed: number, unit: number, condition: number, modularity: number): number {
    const { table } = this;
    const mask = table.length - 1;
    let hash = Math.imul(packed + (unit << 8), 0x9e3779b1) ^ Math.imul(condition, 0x85ebca6b) ^ modularity;
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    for (let slot = (hash ^ (hash >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const form = table[slot] as number;
      if (form === 0) return slot;
      if (
        this.packed[form] === packed &&
        this.unit[form] === unit &&
        this.condition[form] === condition &&
        this.modularity[form] === modularity
      )
        return slot;
    }
  }

  private widen(): void {
    this.table = new Uint32Array(this.table.length * 4);
    const { packed, unit, condition, modularity } = this;
    for (let form = 1; form < packed.length; form += 1)
      this.table[
        this.slot(packed[form] as number, unit[form] as number, condition[form] as number, modularity[form] as number)
      ] = form;
  }
}
