import { grown } from './statements';

const FIELDS = 4;

/** More than a packing, a unit, a condition and a modularity are in one key, of 52 bits together. */
const PACKINGS = 2 ** 8;
/** More than a packing of an operator and a rank is. */
const PLAIN = 2 ** 6;
const MOST_UNITS = 2 ** 12;
const MOST_OTHERS = 2 ** 16;

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
  /** While what they are made of is small enough to fit into one number. */
  private readonly numbers = new Map<number, number>();
  /** Of those with neither a condition nor a modularity, by operator, rank and unit; 0 where none was met. */
  private plain: Uint32Array = new Uint32Array(0);
  private readonly rest = new Map<string, number>();

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
    if (condition !== 0 || modularity !== 0 || packed >= PLAIN || unit >= MOST_UNITS)
      return this.found(packed, unit, condition, modularity);
    // Most statements have neither a condition nor a modularity.
    const place = packed + PLAIN * unit;
    if (place >= this.plain.length) this.plain = grown(this.plain, PLAIN * (unit + (unit >> 2) + 16));
    const known = this.plain[place] as number;
    return known === 0 ? (this.plain[place] = this.found(packed, unit, condition, modularity)) : known;
  }

  private found(packed: number, unit: number, condition: number, modularity: number): number {
    if (unit < MOST_UNITS && condition < MOST_OTHERS && modularity < MOST_OTHERS) {
      const key = packed + PACKINGS * (unit + MOST_UNITS * (condition + MOST_OTHERS * modularity));
      const known = this.numbers.get(key);
      if (known !== undefined) return known;
      const form = this.made(packed, unit, condition, modularity);
      this.numbers.set(key, form);
      return form;
    }
    const key = `${packed} ${unit} ${condition} ${modularity}`;
    const known = this.rest.get(key);
    if (known !== undefined) return known;
    const form = this.made(packed, unit, condition, modularity);
    this.rest.set(key, form);
    return form;
  }

  private made(packed: number, unit: number, condition: number, modularity: number): number {
    const form = this.packed.length;
    this.packed.push(packed);
    this.unit.push(unit);
    this.condition.push(condition);
    this.modularity.push(modularity);
    return form;
  }
}
