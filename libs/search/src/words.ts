import { cutChinese } from './segmenter';

/** Longer text than this says nothing more about what to find; the rest is left out. */
const MAX_QUERY_LENGTH = 400;
const MAX_WORD_LENGTH = 64;
const MAX_NAME_LENGTH = 20;

const RUNS =
  /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+(?:[./+-](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+)*/gu;
/** Most words by far; the general rules are slow. */
const PLAIN_WORD = /^[a-z]{1,64}$/;
const HAN = /^\p{Script=Han}/u;

/**
 * Text that Postgres and JSON can both hold: U+0000 and halves of surrogate pairs become spaces, which separate words;
 * characters without a shape (zero-width spaces, soft hyphens, marks of direction) fall away, and dashes become one.
 * Full-width and subscript forms become plain ones, so that `ＰＭ₂.₅` is found by `PM2.5`.
 */
export function plain(text: string): string {
  return text
    .replace(/\0|\p{Surrogate}/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .replace(/[‐-―−]/gu, '-')
    .toLowerCase();
}

/** The part of a query that is looked at, made plain. */
export function plainQuery(text: string): string {
  return plain(text.slice(0, MAX_QUERY_LENGTH)).trim();
}

/** One stretch of a text: Chinese characters, or a word of another script with the parts it is joined from. */
export type Run =
  | { readonly script: 'HAN'; readonly text: string; readonly characters: readonly string[] }
  | { readonly script: 'OTHER'; readonly text: string; readonly parts: readonly string[] };

/** The runs of words in text already made plain; punctuation falls away. */
export function runsOf(text: string): readonly Run[] {
  return (text.match(RUNS) ?? []).map((run) =>
    HAN.test(run)
      ? { script: 'HAN', text: run, characters: Array.from(run) }
      : { script: 'OTHER', text: run, parts: partsOf(run) },
  );
}

/** Parts around `-`, `/`, `+` and `.`; and `gb18918` is also `gb` and `18918`, `500m3` also `500` and `m3`, as people write either. */
function partsOf(run: string): readonly string[] {
  if (PLAIN_WORD.test(run)) return [run];
  return run
    .split(/[./+-]/)
    .flatMap(
      (part) => (/^(\p{L}{2,})(\p{N}{2,})$/u.exec(part) ?? /^(\p{N}+)(\p{L}.*)$/u.exec(part))?.slice(1) ?? [part],
    )
    .map(shortened);
}

export function shortened(word: string): string {
  return word.length <= MAX_WORD_LENGTH ? word : Array.from(word).slice(0, MAX_WORD_LENGTH).join('');
}

/** A plain stem, the same for singular and plural, for -ing and -ed. Words and questions pass through it alike. */
export function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const bare = word
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^sui])s$/, '$1')
    .replace(/(.{3})(?:ing|ed)$/, '$1');
  return bare.length > 3 ? bare.replace(/e$/, '') : bare;
}

/** All of these together say a stretch of Chinese: the pairs of its characters, or the one character. */
export function chineseLexemes(characters: readonly string[]): readonly string[] {
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
}

/** All of these together say words that follow one another. */
export function phraseLexemes(words: readonly string[]): readonly string[] {
  const stems = words.map(stem);
  const [first] = stems;
  if (first === undefined) return [];
  return stems.length === 1 ? [first] : stems.slice(1).map((word, at) => pair(stems[at] ?? '', word));
}

export function pair(before: string, word: string): string {
  return `${before} ${word}`;
}

/** The Chinese parts of a name, each as a whole, for who types the sound of all of it. */
export function spokenNames(name: string): readonly string[] {
  return runsOf(plain(name)).flatMap((run) =>
    run.script === 'HAN' && run.characters.length > 1 && run.characters.length <= MAX_NAME_LENGTH ? [run.text] : [],
  );
}

const KEPT = 20_000;
const kept = new Map<string, readonly string[]>();

/**
 * The words of a Chinese run that somebody may mistype or type by sound: as it is cut, with the words inside and with a
 * character that follows (`磁力泵`). Names of the trade come again and again, so what was cut is kept for a while.
 */
export function chineseWords(run: string): readonly string[] {
  const known = kept.get(run);
  if (known !== undefined) return known;
  const apart = cutChinese(run);
  const longer = apart.slice(1).map((word, at) => (word.length === 1 ? `${apart[at] ?? ''}${word}` : ''));
  const words = [...new Set([...cutChinese(run, 'WITH_INNER'), ...longer])];
  if (kept.size >= KEPT) kept.clear();
  if (run.length <= MAX_WORD_LENGTH) kept.set(run, words);
  return words;
}

/** Letters only, long enough to be told apart, not Chinese. */
export function isOfLetters(word: string): boolean {
  return /^(?!\p{Script=Han})\p{L}{2,40}$/u.test(word);
}

export function isChinese(word: string): boolean {
  return HAN.test(word);
}

/** What two spellings of a title or code have in common: no blanks, no punctuation, one case and width. */
export function nameKey(text: string): string {
  return cut(plain(text).replace(/[^\p{L}\p{N}\p{M}]/gu, ''), 200);
}

/** So many units at most, and no half of a character at the end: the database would make another one of it. */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/\p{Surrogate}$/u, '');
}
