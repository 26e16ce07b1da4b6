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
  private readonly numbers = new Map<string, number>();
  /** Of those without a condition. */
  private readonly plain: number[] = [];

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
    // Most statements are of few forms without a condition: those are found by a small number.
    const plain = condition === 0 && modularity === 0 && unit < 4096 ? packed + 256 * unit : -1;
    const key = plain < 0 ? `${packed} ${unit} ${condition} ${modularity}` : '';
    const known = plain < 0 ? this.numbers.get(key) : this.plain[plain];
    if (known !== undefined) return known;
    const form = this.packed.length;
    this.packed.push(packed);
    this.unit.push(unit);
    this.condition.push(condition);
    this.modularity.push(modularity);
    if (plain < 0) this.numbers.set(key, form);
    else this.plain[plain] = form;
    return form;
  }
}
