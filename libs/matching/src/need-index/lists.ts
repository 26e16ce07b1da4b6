/** Room for a few first; then a quarter more each time, so that little stays unused. */
const roomFor = (length: number, room: number): number =>
  Math.max(length, room < 16 ? room + 4 : Math.ceil(room * 1.25));

/** Whole numbers from 0 to 2^32 - 1 in one typed array that grows. Read `array` up to `length`. */
export class Wholes {
  array = new Uint32Array(0);
  length = 0;

  push(value: number): void {
    if (this.length === this.array.length) this.resize(roomFor(this.length + 1, this.array.length));
    this.array[this.length] = value;
    this.length += 1;
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
    const array = new Uint32Array(room);
    array.set(this.array.subarray(0, this.length));
    this.array = array;
  }
}

/** The same for any number. */
export class Figures {
  array = new Float64Array(0);
  length = 0;

  push(value: number): void {
    if (this.length === this.array.length) this.resize(roomFor(this.length + 1, this.array.length));
    this.array[this.length] = value;
    this.length += 1;
  }

  cut(length: number): void {
    this.length = length;
    if (length < this.array.length / 2) this.resize(length);
  }

  get bytes(): number {
    return this.array.byteLength;
  }

  private resize(room: number): void {
    const array = new Float64Array(room);
    array.set(this.array.subarray(0, this.length));
    this.array = array;
  }
}

/** Texts by number from 1, each kept as long as somebody holds it. */
export class HeldTexts {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [''];
  private readonly holders: number[] = [0];
  private readonly free: number[] = [];

  /** The text's number; one more holds it. */
  hold(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) {
      this.holders[known] = (this.holders[known] ?? 0) + 1;
      return known;
    }
    const number = this.free.pop() ?? this.texts.length;
    this.texts[number] = text;
    this.holders[number] = 1;
    this.numbers.set(text, number);
    return number;
  }

  /** One less holds it; a text that nobody holds is forgotten and its number given to another. */
  release(number: number): void {
    const left = (this.holders[number] ?? 0) - 1;
    this.holders[number] = left;
    if (left > 0) return;
    this.numbers.delete(this.text(number));
    this.texts[number] = '';
    this.free.push(number);
  }

  text(number: number): string {
    const text = this.texts[number];
    if (text === undefined) throw new Error(`no text has the number ${number}`);
    return text;
  }

  get size(): number {
    return this.numbers.size;
  }
}
