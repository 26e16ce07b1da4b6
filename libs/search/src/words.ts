import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';

/** Longer text than this says nothing more about what to find; the rest is left out. */
const MAX_QUERY_LENGTH = 400;
const MAX_FIELD_LENGTH = 100_000;
const MAX_WORD_LENGTH = 64;

const RUNS =
  /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+(?:[./+-](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+)*/gu;
const HAN = /^\p{Script=Han}/u;

/**
 * Text that Postgres and JSON can both hold: U+0000 and halves of surrogate pairs become spaces, which separate words.
 * Full-width and subscript forms become plain ones, so that `ＰＭ₂.₅` is found by `PM2.5`.
 */
export function plain(text: string): string {
  return text
    .replace(/\0|\p{Surrogate}/gu, ' ')
    .normalize('NFKC')
    .toLowerCase();
}

/** The part of a query that is looked at, made plain. */
export function plainQuery(text: string): string {
  return plain(text.slice(0, MAX_QUERY_LENGTH)).trim();
}

/** The part of a document's field that is indexed, made plain. */
export function plainField(text: string): string {
  return plain(text.slice(0, MAX_FIELD_LENGTH));
}

/** A word and its place among the characters and words of a text. */
export interface PlacedWord {
  readonly word: string;
  readonly place: number;
}

/** One stretch of a text: Chinese characters, or a word of another script with the parts it is joined from. */
export type Run =
  | { readonly script: 'HAN'; readonly text: string; readonly characters: readonly string[] }
  | { readonly script: 'OTHER'; readonly parts: readonly string[] };

/** The runs of words in text already made plain; punctuation falls away. */
export function runsOf(text: string): readonly Run[] {
  return (text.match(RUNS) ?? []).map((run) =>
    HAN.test(run)
      ? { script: 'HAN', text: run, characters: Array.from(run) }
      : { script: 'OTHER', parts: partsOf(run) },
  );
}

/** Every word to index with its place, and the place after the last. Chinese is also indexed by character. */
export function placedWords(
  text: string,
  from: number,
): { readonly words: readonly PlacedWord[]; readonly end: number } {
  const words: PlacedWord[] = [];
  let place = from;
  for (const run of runsOf(plainField(text))) {
    if (run.script === 'OTHER') {
      for (const part of run.parts) {
        for (const word of new Set([part, stem(part)])) words.push({ word, place });
        place += 1;
      }
      continue;
    }
    for (const [offset, character] of run.characters.entries()) words.push({ word: character, place: place + offset });
    for (const { word, offset } of chineseWords(run.text)) words.push({ word, place: place + offset });
    place += run.characters.length;
  }
  return { words, end: place };
}

/** Chinese words of a run with the words inside them, as jieba cuts for search, each with its offset in characters. */
function chineseWords(run: string): readonly { readonly word: string; readonly offset: number }[] {
  const found: { word: string; offset: number }[] = [];
  let offset = 0;
  for (const word of jieba().cut(run, true)) {
    const length = Array.from(word).length;
    if (length > 1) {
      for (const inner of jieba().cutForSearch(word, true)) {
        const before = Array.from(word.slice(0, Math.max(0, word.indexOf(inner)))).length;
        if (Array.from(inner).length > 1) found.push({ word: shortened(inner), offset: offset + before });
      }
    }
    offset += length;
  }
  return found;
}

/** The words of a Chinese run in reading order, not overlapping. */
export function cutChinese(run: string): readonly string[] {
  return jieba().cut(run, true);
}

/** Parts around `-`, `/`, `+` and `.`; and `gb18918` is also `gb` and `18918`, as people write it either way. */
function partsOf(run: string): readonly string[] {
  return run
    .split(/[./+-]/)
    .flatMap((part) => /^(\p{L}{2,})(\p{N}{2,})$/u.exec(part)?.slice(1) ?? [part])
    .map(shortened);
}

function shortened(word: string): string {
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

let segmenter: Jieba | undefined;

/** Made at first use: reading the dictionary takes a quarter of a second, which whoever searches elsewhere need not wait. */
function jieba(): Jieba {
  segmenter ??= Jieba.withDict(dict);
  return segmenter;
}
