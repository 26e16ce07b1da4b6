import { synonyms, units } from '@huanpei/reference';
import { once } from './once';
import { cutChinese } from './segmenter';
import { chineseLexemes, isOfLetters, nameKey, phraseLexemes, plain, runsOf } from './words';

/** More words than this only cost time. */
const MAX_TERMS = 32;
/** A synonym is at most so many words long. */
const MAX_SYNONYM_WORDS = 6;
/** A word of one character says little. */
const LIGHT = 0.4;

/** Letters that begin the number of a standard, beside those of the standards we know. */
const CODE_LETTERS =
  'gb gbt gbz hj hjt db cj cjt cjj jb jbt jc jct qb hg hgt sl slt dl dlt ws yy nb nbt yb ybt sh sht iso iec en cfr epa'.split(
    ' ',
  );

/** One way of saying something: lexemes that must all be there. */
export type Way = readonly string[];

/** One thing asked for. */
export interface Term {
  /** As it was typed, made plain. */
  readonly text: string;
  /** The ways in which a document may say it. */
  readonly ways: readonly Way[];
  /** What it counts beside the others. */
  readonly weight: number;
  readonly script: 'HAN' | 'LETTERS' | 'OTHER';
  /** The words it is made of where it is several: what is asked for when nothing holds it as a whole. */
  readonly inside?: readonly Omit<Term, 'last'>[];
  /** Whether it is still being typed: only the last word of a text is. */
  readonly last: boolean;
}

type Word = Pick<Term, 'text' | 'script'> & { readonly parts: readonly string[] };

/** The terms of a query already made plain, each once, at most 32. */
export function termsOf(text: string): readonly Term[] {
  const words = wordsOf(text);
  const found = new Map<string, Omit<Term, 'last'>>();
  for (let at = 0; at < words.length && found.size < MAX_TERMS;) {
    const { length, term } = synonymAt(words, at) ?? codeAt(words, at) ?? wordAt(words, at);
    found.set(term.text, term);
    at += length;
  }
  const terms = [...found.values()];
  return terms.map((term, at) => ({ ...term, last: at === terms.length - 1 }));
}

/** The words of a text in reading order; Chinese characters that stand alone beside one another are one. */
function wordsOf(text: string): readonly Word[] {
  return runsOf(text).flatMap((run): readonly Word[] => {
    if (run.script === 'OTHER') {
      const letters = run.parts.length === 1 && isOfLetters(run.text);
      return [{ text: run.text, parts: run.parts, script: letters ? 'LETTERS' : 'OTHER' }];
    }
    const words: string[] = [];
    let alone = false;
    for (const word of cutChinese(run.text)) {
      const single = Array.from(word).length === 1;
      if (single && alone) words.push(`${words.pop() ?? ''}${word}`);
      else words.push(word);
      alone = single;
    }
    return words.map((word) => ({ text: word, parts: [word], script: 'HAN' }));
  });
}

interface Found {
  readonly length: number;
  readonly term: Omit<Term, 'last'>;
}

/** The longest synonym that begins here. */
function synonymAt(words: readonly Word[], at: number): Found | undefined {
  for (let length = Math.min(MAX_SYNONYM_WORDS, words.length - at); length > 0; length -= 1) {
    const taken = words.slice(at, at + length);
    const known = synonymWays().get(taken.map(({ text }) => nameKey(text)).join(''));
    if (known === undefined) continue;
    const text = taken.map((word) => word.text).join(' ');
    const own = taken.length === 1 && taken[0] ? waysOf(taken[0]) : [];
    const script = length === 1 ? (taken[0]?.script ?? 'OTHER') : 'OTHER';
    const inside = length === 1 ? {} : { inside: taken.map((_, within) => wordAt(taken, within).term) };
    return { length, term: { text, ways: [...own, ...known], weight: 1, script, ...inside } };
  }
  return undefined;
}

/** `HJ 212`, `500 m3/d`: what is one thing though it is written apart. */
function codeAt(words: readonly Word[], at: number): Found | undefined {
  const [first, second] = words.slice(at, at + 2);
  if (first === undefined || second === undefined || second.script === 'HAN') return undefined;
  const code = first.script !== 'HAN' && codeLetters().has(nameKey(first.text)) && /^\p{N}/u.test(second.text);
  const figure = /^\p{N}+(\.\p{N}+)?$/u.test(first.text) && unitKeys().has(nameKey(second.text));
  if (!code && !figure) return undefined;
  const text = `${first.text} ${second.text}`;
  return {
    length: 2,
    term: { text, ways: [phraseLexemes([...first.parts, ...second.parts])], weight: 1, script: 'OTHER' },
  };
}

function wordAt(words: readonly Word[], at: number): Found {
  const word = words[at] as Word;
  const light = Array.from(word.text).length === 1;
  return { length: 1, term: { text: word.text, ways: waysOf(word), weight: light ? LIGHT : 1, script: word.script } };
}

function waysOf({ script, text, parts }: Word): readonly Way[] {
  return [script === 'HAN' ? chineseLexemes(Array.from(text)) : phraseLexemes(parts)];
}

/** A name in any script as lexemes that must all be there. */
export function wayOf(name: string): Way {
  const runs = runsOf(plain(name));
  const others = runs.flatMap((run) => (run.script === 'OTHER' ? run.parts : []));
  const chinese = runs.flatMap((run) => (run.script === 'HAN' ? chineseLexemes(run.characters) : []));
  return [...chinese, ...phraseLexemes(others)];
}

/** Everything that stands together in a text, for what says it as a whole. */
export function wholeWay(text: string): Way {
  const runs = runsOf(text);
  const way = wayOf(text);
  return runs.length === 0 || way.length > 60 ? [] : way;
}

const synonymWays = once(() => {
  const known = new Map<string, readonly Way[]>();
  for (const terms of synonyms()) {
    const ways = terms.map(wayOf).filter((way) => way.length > 0);
    for (const term of terms) if (nameKey(term) !== '') known.set(nameKey(term), ways);
  }
  return known;
});
const unitKeys = once(() => new Set(units().list.map(({ unit }) => nameKey(unit))));
const codeLetters = once(() => new Set(CODE_LETTERS));

/** Lexemes of a title or a code are held a second time under this mark, whole titles and codes under the other. */
export const IN_TITLE = '^';
export const WHOLE = '=';
/** Taxonomy codes, which are no words. */
export const TECHNOLOGY = '@';
