/** Numbers of one kind in a typed array that grows. Read `array` up to `length`. */
export class Growing<A extends Uint32Array | Int32Array> {
  length = 0;

  constructor(public array: A) {}

  push(value: number): void {
    if (this.length === this.array.length) this.reserve(this.length + 1);
    this.array[this.length] = value;
    this.length += 1;
  }

  /** Room for a few first; then a fifth more each time, so that little stays unused. */
  reserve(length: number): void {
    const room = this.array.length;
    if (length > room) this.resize(Math.max(length, room < 16 ? room + 4 : Math.ceil(room * 1.2)));
  }

  /** Keeps the first ones, and gives back room when much of it has become free. */
  cut(length: number): void {
    this.length = length;
    if (length < this.array.length / 2) this.resize(length);
  }

  get bytes(): number {
    return this.array.byteLength;
  }

  private resize(room: number): void {
    const array = new (this.array.constructor as new (length: number) => A)(room);
    array.set(this.array.subarray(0, this.length));
    this.array = array;
  }
}

export const signed = (): Growing<Int32Array> => new Growing(new Int32Array(0));
export const wholes = (): Growing<Uint32Array> => new Growing(new Uint32Array(0));
/** Values by number from 1, each kept as long as somebody holds it. */
export class Held<T extends string | number> {
  private readonly numbers = new Map<T, number>();
  private readonly values: (T | undefined)[] = [undefined];
  private readonly holders: number[] = [0];
  private readonly free: number[] = [];

  /** The value's number; one more holds it. */
  hold(value: T): number {
    const known = this.numbers.get(value);
    if (known !== undefined) {
      this.holders[known] = (this.holders[known] ?? 0) + 1;
      return known;
    }
    const number = this.free.pop() ?? this.values.length;
    this.values[number] = value;
    this.holders[number] = 1;
    this.numbers.set(value, number);
    return number;
  }

  /** One less holds it; a value that nobody holds is forgotten and its number given to another. */
  release(number: number): void {
    const left = (this.holders[number] ?? 0) - 1;
    this.holders[number] = left;
    if (left > 0) return;
    this.numbers.delete(this.at(number));
    this.values[number] = undefined;
    this.free.push(number);
  }

  at(number: number): T {
    const value = this.values[number];
    if (value === undefined) throw new Error(`nothing has the number ${number}`);
    return value;
  }

  get size(): number {
    return this.numbers.size;
  }
}
