import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';

/** Meilisearch keeps so many positions of an attribute. */
const MAX_POSITIONS = 65_535;
/** Between the values of an array, so that nothing matches across them. */
const GAP = 8;

export interface Token {
  readonly word: string;
  /** Its place among the words of the attribute. */
  readonly at: number;
  /** Bytes in the value it stands in. */
  readonly start: number;
  readonly length: number;
  /** Which value of an array it stands in. */
  readonly value: number;
}

/** An attribute of one document as it is searched. */
export interface Field {
  readonly tokens: readonly Token[];
  readonly places: ReadonlyMap<string, readonly Token[]>;
  readonly byPlace: ReadonlyMap<number, Token>;
  /** Its words in the order of the alphabet. */
  readonly sorted: readonly string[];
}

/** Letters, digits and their marks are words, all else separates them. Han runs are cut by jieba, as charabia cuts them. */
const RUN = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;

let segmenter: Jieba | undefined;

export function normalised(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

export function* wordsIn(
  text: string,
): Generator<{ readonly word: string; readonly from: number; readonly raw: string }> {
  for (const run of text.matchAll(RUN)) {
    if (!/^\p{Script=Han}/u.test(run[0])) {
      const word = normalised(run[0]);
      if (word !== '') yield { word, from: run.index, raw: run[0] };
      continue;
    }
    segmenter ??= Jieba.withDict(dict);
    let from = run.index;
    for (const raw of segmenter.cut(run[0], false)) {
      yield { word: normalised(raw), from, raw };
      from += raw.length;
    }
  }
}

export function fieldOf(value: unknown): Field {
  const tokens: Token[] = [];
  let at = 0;
  const texts = [value].flat().filter((one) => typeof one === 'string' || typeof one === 'number');
  for (const [index, text] of texts.map(String).entries()) {
    let [bytes, counted] = [0, 0];
    for (const { word, from, raw } of wordsIn(text)) {
      if (at >= MAX_POSITIONS) break;
      bytes += Buffer.byteLength(text.slice(counted, from));
      counted = from;
      tokens.push({ word, at, start: bytes, length: Buffer.byteLength(raw), value: index });
      at += 1;
    }
    at += GAP;
  }
  const places = new Map<string, Token[]>();
  for (const token of tokens) {
    const known = places.get(token.word);
    if (known) known.push(token);
    else places.set(token.word, [token]);
  }
  return {
    tokens,
    places,
    byPlace: new Map(tokens.map((token) => [token.at, token])),
    sorted: [...places.keys()].sort(),
  };
}

/** A query as it is taken apart: words, phrases that must be there, words and phrases that must not. */
export interface Query {
  readonly words: readonly { readonly word: string; readonly prefix: boolean }[];
  readonly phrases: readonly (readonly string[])[];
  readonly without: readonly (readonly string[])[];
}

/** At most ten words and phrases count. The last word is a prefix unless something follows it. */
export function queryOf(text: string, stopWords: ReadonlySet<string>): Query {
  const words: { word: string; prefix: boolean }[] = [];
  const phrases: string[][] = [];
  const without: string[][] = [];
  const part = /(-?)"([^"]*)"?|(^|\s)-(\S+)|([^"\s]+(?:\s+(?!-)[^"\s]+)*)/gu;
  for (const [whole, minus, phrase, , forbidden, plain] of text.matchAll(part)) {
    if (words.length + phrases.length >= 10) break;
    if (phrase !== undefined) {
      const held = [...wordsIn(phrase)].map(({ word }) => word);
      if (held.length > 0) (minus === '-' ? without : phrases).push(held);
    } else if (forbidden !== undefined) {
      const held = [...wordsIn(forbidden)].map(({ word }) => word);
      if (held.length > 0) without.push(held);
    } else {
      const found = [...wordsIn(plain ?? whole)];
      for (const [index, { word, from, raw }] of found.entries()) {
        if (words.length + phrases.length >= 10) break;
        const prefix =
          index === found.length - 1 && text.endsWith((plain ?? whole).slice(from)) && (plain ?? whole).endsWith(raw);
        if (prefix || !stopWords.has(word)) words.push({ word, prefix });
      }
    }
  }
  return { words, phrases, without };
}

/** Damerau-Levenshtein distance (neighbours swapped count once), or more than `most` when it is. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), swap));
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
