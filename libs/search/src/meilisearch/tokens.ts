import { units } from '@huanpei/reference';
import { once } from '../once';
import { cutChinese } from '../segmenter';
import { plain, stem } from '../words';

/**
 * The words handed to Meilisearch, and asked of it. They are made here, for documents and questions alike, so that codes,
 * figures with their units and Chinese are found as on Postgres, and do not depend on how a release of the server cuts
 * text. Chinese goes over as runs of one to six characters, each spelt in ASCII as one word: so a Chinese word is found
 * wherever it stands, and nothing is found by the end of one word and the beginning of another that never stood together.
 */
export interface Token {
  readonly text: string;
  readonly kind: 'HAN' | 'CODE' | 'WORD';
  /** As it was typed, in plain form. */
  readonly typed: string;
  /** The code before it with its year: beside other words it only makes a hit better. */
  readonly spare: boolean;
}

/** The words of a field: in order, those to be found as they are, and the stems that differ from their word. */
export interface FieldTokens {
  readonly words: readonly string[];
  readonly exact: readonly string[];
  readonly stems: readonly string[];
}

/** The longest run of Chinese characters that is one word. */
export const GRAM = 6;
/** What comes after so many characters of a field is left out. */
const MAX_FIELD = 20_000;
/** The server keeps 65,535 words of an attribute; so much Chinese of different words is in no document here. */
const MAX_EXACT = 60_000;
const MAX_WORD = 64;

/** What the codes of standards begin with, small and without a stroke. */
const PREFIXES = [
  ...[
    'gb',
    'gbz',
    'hj',
    'hjt',
    'cj',
    'cjj',
    'jb',
    'hg',
    'dl',
    'sl',
    'ty',
    'qb',
    'yb',
    'sy',
    'ny',
    'db',
    'jgj',
    'jjg',
    'jjf',
  ],
  ...['ghz', 'iso', 'iec', 'en', 'din', 'astm', 'epa', 't', 'cecs', 'caepi', 'tcaepi', 'sh', 'fz', 'wb', 'hbc', 'hcrj'],
].join('|');

const STANDARD = `(?<![a-z0-9])(?<prefix>${PREFIXES})(?:\\/(?<part>[a-z]{1,5}))?[\\s-]*(?<number>\\d{2,6}(?:\\.\\d{1,3})?)(?![\\d.]*\\d)(?:\\s*-\\s*(?<year>\\d{2,4})(?!\\d))?`;
const figure = (unit: string): string =>
  `(?<![a-z0-9.])(?<amount>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)\\s*(?<unit>${unit})(?![a-z0-9/])`;
const HAN = `(?<han>\\p{Script=Han}+)`;
const LETTER = `(?:(?!\\p{Script=Han})[\\p{L}\\p{N}\\p{M}])`;
const WORD = `(?<word>${LETTER}+(?:[./+'’-]${LETTER}+)*)`;
/** Made at first use, since it reads the units. */
const parts = once(() => {
  const symbols = units()
    .list.map(({ unit }) => folded(unit))
    .filter((unit) => /^(?=.*[a-z%°])[a-z0-9%°/]+$/.test(unit))
    .sort((a, b) => b.length - a.length)
    .join('|');
  return new RegExp([STANDARD, figure(`${symbols}|℃`), HAN, WORD].join('|'), 'gu');
});

type Part =
  | {
      readonly kind: 'STANDARD';
      readonly typed: string;
      readonly prefix: string;
      readonly part: string;
      readonly number: string;
      readonly year: string;
    }
  | { readonly kind: 'FIGURE'; readonly typed: string; readonly amount: string; readonly unit: string }
  | { readonly kind: 'HAN'; readonly typed: string }
  | { readonly kind: 'WORD'; readonly typed: string };

/** Plain text in which the micro sign is the letter that people type for it. */
export function folded(text: string): string {
  return plain(text).replace(/[μµ]/gu, 'u');
}

function* partsOf(text: string): Generator<Part> {
  for (const { 0: typed, groups } of text.matchAll(parts())) {
    const { prefix, part = '', number = '', year = '', amount, unit = '', han } = groups ?? {};
    if (prefix !== undefined) yield { kind: 'STANDARD', typed, prefix, part, number: spelt(number), year };
    else if (amount !== undefined) yield { kind: 'FIGURE', typed, amount: spelt(amount), unit: spelt(unit) };
    else yield { kind: han === undefined ? 'WORD' : 'HAN', typed };
  }
}

/** As one word of letters and digits. */
function spelt(text: string): string {
  return text
    .replace(/,/g, '')
    .replace(/\./g, 'p')
    .replace(/%/g, 'pct')
    .replace(/[°℃]c?/gu, 'degc')
    .replace(/\//g, '');
}

export function fieldTokens(texts: readonly string[]): FieldTokens {
  const words: string[] = [];
  const exact = new Set<string>();
  const stems = new Set<string>();
  const word = (text: string): void => {
    const short = text.slice(0, MAX_WORD);
    words.push(short);
    if (stem(short) !== short) stems.add(stem(short));
  };
  for (const text of texts) {
    for (const part of partsOf(folded(text.slice(0, MAX_FIELD)))) {
      switch (part.kind) {
        case 'STANDARD': {
          const { prefix, part: middle, number, year } = part;
          for (const base of new Set([`${prefix}${middle}${number}`, `${prefix}${number}`])) {
            exact.add(base);
            if (year !== '') exact.add(`${base}${year}`);
          }
          if (number.length > 2) exact.add(number);
          if (year !== '') exact.add(`${number}${year}`);
          break;
        }
        case 'FIGURE':
          exact.add(`${part.amount}${part.unit}`);
          exact.add(part.amount);
          break;
        case 'HAN':
          for (const gram of grams(part.typed)) if (exact.size < MAX_EXACT) exact.add(gram);
          break;
        case 'WORD': {
          const joined = part.typed.replace(/[./+'’-]/gu, '').slice(0, MAX_WORD);
          const pieces = part.typed.split(/[./+'’-]/u);
          if (pieces.length > 1 || /\p{N}/u.test(joined)) exact.add(joined);
          for (const piece of pieces) {
            if (!/\p{N}/u.test(piece)) word(piece);
            else {
              exact.add(piece.slice(0, MAX_WORD));
              for (const [run] of piece.matchAll(/\p{N}{3,}|[\p{L}\p{M}]{2,}/gu)) exact.add(run.slice(0, MAX_WORD));
            }
          }
        }
      }
    }
  }
  return { words, exact: [...exact], stems: [...stems] };
}

function* grams(run: string): Generator<string> {
  const characters = Array.from(run);
  for (let at = 0; at < characters.length; at += 1) {
    for (let length = 1; length <= GRAM && at + length <= characters.length; length += 1) {
      yield han(characters.slice(at, at + length).join(''));
    }
  }
}

/** Chinese characters as one word of ASCII. */
export function han(characters: string): string {
  return Array.from(characters, (character) => `x${character.codePointAt(0)?.toString(16) ?? ''}`).join('');
}

/**
 * The words of a question, in order.
 *
 * @param known Chinese words that are to be kept whole, as those with synonyms
 */
export function queryTokens(text: string, known: ReadonlySet<string>): readonly Token[] {
  return [...partsOf(folded(text))].flatMap((part): readonly Token[] => {
    const { typed } = part;
    const token = (kind: Token['kind'], text: string, spare = false, of = typed): Token => ({
      kind,
      text,
      typed: of,
      spare,
    });
    switch (part.kind) {
      case 'STANDARD': {
        const base = `${part.prefix}${part.part}${part.number}`;
        return [token('CODE', base), ...(part.year === '' ? [] : [token('CODE', `${base}${part.year}`, true)])];
      }
      case 'FIGURE':
        return [token('CODE', `${part.amount}${part.unit}`)];
      case 'HAN':
        return chineseWords(typed, known).flatMap((word) =>
          hanTokens(word).map((one) => token('HAN', one, false, word)),
        );
      case 'WORD': {
        const joined = typed.replace(/[./+'’-]/gu, '').slice(0, MAX_WORD);
        if (/\p{N}/u.test(joined)) return [token('CODE', joined)];
        return typed.split(/[./+'’-]/u).map((piece) => token('WORD', piece.slice(0, MAX_WORD), false, piece));
      }
    }
  });
}

/** A Chinese word as it is asked for: one longer than a gram by its beginning and its end. */
export function hanTokens(word: string): readonly string[] {
  const characters = Array.from(word);
  if (characters.length <= GRAM) return [han(word)];
  return [han(characters.slice(0, GRAM).join('')), han(characters.slice(-GRAM).join(''))];
}

/** The words of a run: known ones whole, else as jieba cuts; a lone character stays with its neighbour. */
function chineseWords(run: string, known: ReadonlySet<string>): readonly string[] {
  const words: string[] = [];
  let rest = '';
  const flush = (): void => {
    words.push(...together(cutChinese(rest)));
    rest = '';
  };
  const characters = Array.from(run);
  for (let at = 0; at < characters.length;) {
    const length = longestKnown(characters, at, known);
    if (length > 0) {
      if (rest !== '') flush();
      words.push(characters.slice(at, at + length).join(''));
      at += length;
    } else {
      rest += characters[at];
      at += 1;
    }
  }
  if (rest !== '') flush();
  return words;
}

const LONGEST_KNOWN = 16;

function longestKnown(characters: readonly string[], at: number, known: ReadonlySet<string>): number {
  for (let length = Math.min(LONGEST_KNOWN, characters.length - at); length > 1; length -= 1) {
    if (known.has(characters.slice(at, at + length).join(''))) return length;
  }
  return 0;
}

function together(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    const lone = Array.from(word).length === 1 || (before !== undefined && Array.from(before).length === 1);
    if (before !== undefined && lone && Array.from(before + word).length <= GRAM)
      joined[joined.length - 1] = before + word;
    else joined.push(word);
  }
  return joined;
}
