/** Gives every distinct value a small whole number, from 1; 0 stands for "none". */
export class Interned<T> {
  private readonly numbers = new Map<string, number>();
  private readonly values: (T | undefined)[] = [undefined];

  constructor(private readonly keyOf: (value: T) => string) {}

  number(value: T): number {
    const key = this.keyOf(value);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const next = this.values.length;
    this.numbers.set(key, next);
    this.values.push(value);
    return next;
  }

  /** The number of a value that was seen before; 0 when it was not. */
  known(value: T): number {
    return this.numbers.get(this.keyOf(value)) ?? 0;
  }

  value(number: number): T {
    const value = this.values[number];
    if (value === undefined) throw new Error(`nothing was given the number ${number}`);
    return value;
  }

  /** Every value in the order of its number, from 1. */
  get all(): readonly T[] {
    return this.values.slice(1) as T[];
  }

  /** Gives values the numbers that `all` had them in. */
  restore(values: readonly T[]): void {
    for (const value of values) this.number(value);
  }
}
