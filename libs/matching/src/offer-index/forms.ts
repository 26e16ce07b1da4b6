const FIELDS = 4;

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
  private readonly numbers = new Map<number | string, number>();

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
    // A number is the cheaper key; beyond what one holds exactly it is a text.
    const key =
      unit < 4096 && condition < 65536 && modularity < 65536
        ? packed + 256 * (unit + 4096 * (condition + 65536 * modularity))
        : `${packed} ${unit} ${condition} ${modularity}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const form = this.packed.length;
    this.packed.push(packed);
    this.unit.push(unit);
    this.condition.push(condition);
    this.modularity.push(modularity);
    this.numbers.set(key, form);
    return form;
  }
}
