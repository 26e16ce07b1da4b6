import { Interned } from './intern';
import { Sequences, type SequencesData } from './sequences';

interface CodeListsData {
  readonly codes: readonly string[];
  readonly lists: SequencesData<Uint32Array>;
}

/** Lists of codes by number, each distinct one held once as the numbers of its codes. Number 0 is "not stated". */
export class CodeLists {
  private readonly codes = new Interned<string>((code) => code);
  /** The lists of one code, by it. */
  private readonly alone = new Map<string, number>();
  private lists = new Sequences<Uint32Array>(new Uint32Array(64));

  static from(data: CodeListsData): CodeLists {
    const lists = new CodeLists();
    lists.codes.restore(data.codes);
    lists.lists = Sequences.from(data.lists);
    return lists;
  }

  data(): CodeListsData {
    return { codes: this.codes.all, lists: this.lists.data() };
  }

  get byteLength(): number {
    return this.lists.byteLength;
  }

  number(list: readonly string[]): number {
    const only = list[0];
    if (only === undefined || list.length > 1) return this.added(list);
    // Most lists hold one code.
    let known = this.alone.get(only);
    if (known === undefined) this.alone.set(only, (known = this.added(list)));
    return known;
  }

  private added(list: readonly string[]): number {
    const numbers: number[] = [];
    for (const code of list) numbers.push(this.codes.number(code));
    return this.lists.add(numbers);
  }

  isEmpty(number: number): boolean {
    return this.lists.start(number) === this.lists.end(number);
  }

  value(number: number): readonly string[] {
    const list: string[] = [];
    for (let at = this.lists.start(number); at < this.lists.end(number); at += 1)
      list.push(this.codes.value(this.lists.at(at)));
    return list;
  }

  /** The numbers of those codes that some list holds, for `holdsAny`. */
  known(codes: readonly string[]): readonly number[] {
    return codes.map((code) => this.codes.known(code)).filter((number) => number !== 0);
  }

  /** Tells of each code of a list, by its number. */
  each(number: number, tell: (code: number) => void): void {
    const { lists } = this;
    for (let at = lists.start(number); at < lists.end(number); at += 1) tell(lists.at(at));
  }

  /** Whether a list holds one of some codes, given by number. */
  holdsAny(number: number, wanted: readonly number[]): boolean {
    const { lists } = this;
    for (let at = lists.start(number); at < lists.end(number); at += 1) if (wanted.includes(lists.at(at))) return true;
    return false;
  }
}
