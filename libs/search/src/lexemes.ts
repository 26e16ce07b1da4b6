import { chineseLexemes, chineseWords, isOfLetters, pair, plain, runsOf, shortened, stem } from './words';

/** The part of a document's field that is indexed. */
const MAX_FIELD_LENGTH = 100_000;
/** So much of what was met is kept. */
const KEPT_PIECES = 50_000;
const KEPT_LEXEMES = 100_000;
/** Longer ones are sentences and hardly come again. */
const LONGEST_KEPT = 64;

/**
 * A lexeme or a word, one object for each text: documents have hundreds, and hundreds of thousands of documents the same
 * ones, so whether a document has one already is looked up in it, not in a set of strings.
 */
export class Lexeme {
  /** Of the collection that it was last put into. */
  collection = 0;
  private marked: Lexeme | undefined;
  private after: Map<Lexeme, Lexeme> | undefined;

  constructor(readonly text: string) {}

  /** The same under a mark; always the same mark, that of titles. */
  under(mark: string): Lexeme {
    return (this.marked ??= lexemeOf(`${mark}${this.text}`));
  }

  /** The pair of this and one that follows it. */
  before(next: Lexeme): Lexeme {
    this.after ??= new Map();
    const known = this.after.get(next);
    if (known !== undefined) return known;
    const made = lexemeOf(pair(this.text, next.text));
    this.after.set(next, made);
    return made;
  }
}

const lexemes = new Map<string, Lexeme>();
const pieces = new Map<string, Piece>();
let collections = 0;

export function lexemeOf(text: string): Lexeme {
  const known = lexemes.get(text);
  if (known !== undefined) return known;
  const made = new Lexeme(text);
  lexemes.set(text, made);
  return made;
}

/** Lexemes, each once, in the order in which they came. Is filled before another one is begun. */
export class Collection {
  readonly all: Lexeme[] = [];
  private readonly number: number;

  constructor() {
    this.number = collections += 1;
    // Between two collections: within one, what is known must stay the same.
    if (lexemes.size > KEPT_LEXEMES || pieces.size > KEPT_PIECES) {
      lexemes.clear();
      pieces.clear();
    }
  }

  add(one: Lexeme): void {
    if (one.collection === this.number) return;
    one.collection = this.number;
    this.all.push(one);
  }

  /**
   * What a text is found by. Chinese is found by each character and each two that stand together, so however it is cut;
   * other words by their stem and, with the one before them, as a pair: so phrases and codes are found without places.
   *
   * @param mark it is found by these under a mark
   */
  addText(text: Text, mark?: string): void {
    let before: Lexeme | undefined;
    for (const { lexemes: held, first, last } of text) {
      for (const one of held) this.add(mark === undefined ? one : one.under(mark));
      if (before !== undefined && first !== undefined) {
        const two = before.before(first);
        this.add(mark === undefined ? two : two.under(mark));
      }
      before = last ?? before;
    }
  }

  /** The words somebody may mistype or type by sound: Chinese as it is cut, and words of letters. */
  addSpoken(text: Text): void {
    for (const { spoken } of text) for (const word of spoken) this.add(word);
  }
}

/** What a text is found by. */
export function lexemesOf(text: string): ReadonlySet<string> {
  const found = new Collection();
  found.addText(textOf(text));
  return new Set(found.all.map((one) => one.text));
}

/** The words of a text that somebody may mistype or type by sound. */
export function spokenWords(text: string): ReadonlySet<string> {
  const found = new Collection();
  found.addSpoken(textOf(text));
  return new Set(found.all.map((one) => one.text));
}

/** What lies between two blanks; nothing that is found reaches across one but the pair of the words beside it. */
interface Piece {
  readonly lexemes: readonly Lexeme[];
  /** The stem that a word before it makes a pair with; undefined where it begins with Chinese. */
  readonly first: Lexeme | undefined;
  /** What a word after it makes a pair with; undefined where it has no words. */
  readonly last: Lexeme | undefined;
  readonly spoken: readonly Lexeme[];
}

/** A field by its pieces. */
export type Text = readonly Piece[];

/** Labels and names come again and again in other documents, so what was made of a piece is kept for a while. */
export function textOf(text: string): Text {
  return text
    .slice(0, MAX_FIELD_LENGTH)
    .split(' ')
    .map((written) => {
      const known = pieces.get(written);
      if (known !== undefined) return known;
      const made = pieceOf(written);
      if (written.length <= LONGEST_KEPT) pieces.set(written, made);
      return made;
    });
}

function pieceOf(written: string): Piece {
  const runs = runsOf(plain(written));
  const [held, spoken] = [new Set<Lexeme>(), new Set<Lexeme>()];
  let last: Lexeme | undefined;
  for (const run of runs) {
    const words = run.script === 'HAN' ? chineseWords(run.text) : run.parts.filter(isOfLetters);
    for (const word of words) if (word.length > 1) spoken.add(lexemeOf(shortened(word)));
    if (run.script === 'HAN') {
      for (const two of chineseLexemes(run.characters)) held.add(lexemeOf(two));
      for (const character of run.characters) held.add(lexemeOf(character));
      const end = run.characters.at(-1);
      last = end === undefined ? last : lexemeOf(end);
      continue;
    }
    for (const part of run.parts) {
      const word = lexemeOf(stem(part));
      held.add(word);
      if (last !== undefined) held.add(last.before(word));
      last = word;
    }
  }
  const [begins] = runs;
  const first = begins?.script === 'OTHER' ? lexemeOf(stem(begins.parts[0] ?? '')) : undefined;
  return { lexemes: [...held], first, last, spoken: [...spoken] };
}
