import { cutChinese, runsOf, stem } from './words';

/** More words than this only cost time. */
const MAX_TERMS = 32;
const MAX_PHRASE = 20;

/** One thing asked for, and the ways in which a document may say it. */
export interface Term {
  readonly words: readonly string[];
  /** The word before stemming when it is made of letters only, so that a typing error may be forgiven. */
  readonly typed: string | undefined;
  /** Words that must follow one another: the characters of a Chinese word, however they were cut in the document. */
  readonly phrase: readonly string[];
  /** Whether the word may be the beginning of a longer one; only the last of a text is still being typed. */
  readonly prefix: boolean;
}

/** The terms of a query already made plain, at most 32. */
export function termsOf(text: string): readonly Term[] {
  const terms = runsOf(text).flatMap((run) =>
    run.script === 'HAN' ? chineseTerms(run.text, run.characters) : otherTerms(run.parts),
  );
  const words = terms.filter(({ words }) => words.length > 0).length;
  let seen = 0;
  return terms
    .map((term) => {
      if (term.words.length > 0) seen += 1;
      return { ...term, prefix: term.words.length > 0 && seen === words && length(term.words[0] ?? '') > 1 };
    })
    .slice(0, MAX_TERMS);
}

function chineseTerms(run: string, characters: readonly string[]): readonly Term[] {
  const words = cutChinese(run);
  const terms = words.map((word) => term([word], Array.from(word)));
  return words.length > 1 ? [...terms, term([], characters)] : terms;
}

/** `pm2.5` asks for `pm2` then `5`; a lone letter or figure of such a word says nothing by itself. */
function otherTerms(parts: readonly string[]): readonly Term[] {
  const alone = parts.filter((part) => parts.length === 1 || length(part) > 1);
  const terms = alone.map((part) => ({
    ...term([...new Set([part, stem(part)])], []),
    typed: /^\p{L}{4,40}$/u.test(part) ? part : undefined,
  }));
  return parts.length > 1 ? [...terms, term([], parts)] : terms;
}

function term(words: readonly string[], phrase: readonly string[]): Term {
  return { words, typed: undefined, phrase: phrase.length > 1 ? phrase.slice(0, MAX_PHRASE) : [], prefix: false };
}

/** The term as a tsquery, with further spellings that mean the same. Lexemes are quoted, so no text can become an operator. */
export function tsqueryOf(term: Term, spellings: readonly string[]): string {
  const [first, ...others] = term.words;
  return [
    ...(first === undefined ? [] : [term.prefix ? `${lexeme(first)}:*` : lexeme(first)]),
    ...[...others, ...spellings].map(lexeme),
    ...(term.phrase.length > 0 ? [`(${term.phrase.map(lexeme).join(' <-> ')})`] : []),
  ].join(' | ');
}

/** A word as Postgres reads it in tsvector and tsquery literals. */
export function lexeme(word: string): string {
  return `'${word.replace(/['\\]/g, '$&$&')}'`;
}

function length(word: string): number {
  return Array.from(word).length;
}
