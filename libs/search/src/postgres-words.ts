import type { PoolClient } from 'pg';
import { SEARCH_KINDS } from '@huanpei/app';
import { planned } from './planned';
import { isTypedSound, soundOf } from './pinyin';
import type { DocumentSets } from './postgres-sets';
import type { Way } from './text-query';
import { chineseLexemes, isOfLetters, phraseLexemes } from './words';

const BEGINNINGS = 50;
const SOUNDS = 8;
/** Candidates to compare with a mistyped word, the likest by trigrams. */
const SPELLINGS = 30;
/** Shorter words are too easily another one. */
const SHORTEST_MISTYPED = 4;
/** From this length on two errors are forgiven, below one. */
const LONG = 8;
/** A word met this often is taken to be held still; asking would cost as much as searching for it. */
const SURELY_HELD = 2_000;
const LONGEST_SYLLABLES = 24;

interface Known {
  readonly word: string;
  readonly seen: number;
}

interface Spoken extends Known {
  readonly pinyin: string;
  readonly initials: string;
}

/** Texts that letters may stand for, the likeliest first. */
export interface Readings {
  /** What `sure` is likely to answer, since words are seldom gone from all documents; none where that cannot be said. */
  readonly likely: readonly string[];
  /** Those that some document holds. */
  readonly sure: () => Promise<readonly string[]>;
}

/** The words that documents hold, by beginning, by sound and by likeness. All that is answered is held by some document. */
export class HeldWords {
  constructor(
    private readonly client: PoolClient,
    private readonly documents: DocumentSets,
    private readonly forgiving: boolean,
  ) {}

  /** Words of letters that begin so, the commonest first. */
  async beginning(letters: string): Promise<readonly string[]> {
    const { rows } = await this.client.query<Known>(
      planned(
        `select word, seen from search_word where word >= $1 and word < $1 || chr(1114111) and pinyin is null
       order by seen desc, word limit $2`,
        [letters, BEGINNINGS],
      ),
    );
    return this.held(rows);
  }

  /** The held word most like a mistyped one, or undefined where none is near. */
  async likest(mistyped: string): Promise<string | undefined> {
    if (!this.forgiving || mistyped.length < SHORTEST_MISTYPED || !isOfLetters(mistyped)) return undefined;
    const { rows } = await this.client.query<Known>(
      planned(
        `select word, seen from search_word where word % $1 and pinyin is null order by similarity(word, $1) desc, word limit $2`,
        [mistyped, SPELLINGS],
      ),
    );
    const allowed = mistyped.length >= LONG ? 2 : 1;
    const near = rows
      .map((row) => ({ ...row, errors: errorsBetween(mistyped, row.word) }))
      .filter(({ errors, word }) => errors <= allowed && word.length >= SHORTEST_MISTYPED)
      .sort((a, b) => a.errors - b.errors || b.seen - a.seen || (a.word < b.word ? -1 : 1));
    const [first] = await this.held(near);
    return first;
  }

  /** Chinese words said as a Chinese word is, for one written with other characters of the same sound. */
  async homophones(chinese: string): Promise<readonly string[]> {
    const { full } = soundOf(chinese);
    if (full === '') return [];
    const { rows } = await this.client.query<Known>(
      planned(
        `select word, seen from search_word where pinyin = $1 and word <> $2 and length(word) = length($2) order by seen desc, word limit $3`,
        [full, chinese, SOUNDS],
      ),
    );
    return this.held(rows);
  }

  /**
   * Chinese texts that letters stand for, the likeliest first: a word said so, several words said so one after the other,
   * a word with these initials, several words with them.
   */
  async saidAs(letters: string): Promise<readonly string[]> {
    if (!isTypedSound(letters)) return [];
    return this.readings(letters, await this.spoken(letters)).sure();
  }

  /**
   * What `readings` chooses from, the commonest first.
   *
   * @param beginning whether the letters may end in the middle of a word
   */
  async spoken(letters: string, beginning = false): Promise<readonly Spoken[]> {
    const { rows } = await this.client.query<Spoken>(
      planned(
        `select word, seen, pinyin, initials from search_word where pinyin = any($1::text[])
       union
       select word, seen, pinyin, initials from search_word where initials = any($1::text[])
       union
       (select word, seen, pinyin, initials from search_word
        where $2 and pinyin >= $3 and pinyin < $3 || chr(1114111) order by seen desc, word limit $4)
       union
       (select word, seen, pinyin, initials from search_word
        where $2 and initials >= $3 and initials < $3 || chr(1114111) order by seen desc, word limit $4)`,
        [[...new Set(piecesOf(letters))], beginning, letters, BEGINNINGS],
      ),
    );
    return rows.sort((a, b) => b.seen - a.seen || (a.word < b.word ? -1 : 1));
  }

  /** What letters stand for, of what is spoken so; with the same `beginning` as that was asked. */
  readings(letters: string, spoken: readonly Spoken[], beginning = false): Readings {
    const begins = (said: string) => said === letters || (beginning && said.startsWith(letters));
    const known = (words: readonly Spoken[]): Readings => {
      const few = words.slice(0, SOUNDS);
      return { likely: few.map(({ word }) => word), sure: () => this.held(few) };
    };
    const several = (sound: 'pinyin' | 'initials'): Readings => {
      const text = inPieces(letters, spoken, sound).at(-1);
      const said = text === undefined ? [] : [text];
      return { likely: said, sure: () => Promise.resolve(said) };
    };
    const full = spoken.filter(({ pinyin }) => begins(pinyin));
    if (full.length > 0) return known(full);
    const said = several('pinyin');
    if (said.likely.length > 0) return said;
    const abbreviated = spoken.filter(({ initials }) => begins(initials));
    const byInitials = abbreviated.length > 0 ? known(abbreviated) : several('initials');
    const goingOn = beginning ? this.goingOn(letters, spoken) : undefined;
    if (goingOn === undefined) return byInitials;
    return {
      likely: [],
      sure: async () => {
        const texts = await goingOn();
        return texts.length > 0 ? texts : byInitials.sure();
      },
    };
  }

  /**
   * Words said as all but the end of the letters, with words that begin as the end does: `wushuich` is 污水处理. Undefined
   * where no words are said so far.
   */
  private goingOn(letters: string, spoken: readonly Spoken[]): (() => Promise<readonly string[]>) | undefined {
    const texts = inPieces(letters, spoken, 'pinyin');
    for (let from = letters.length - 1; from >= 2; from -= 1) {
      const before = texts[from];
      if (before === undefined) continue;
      const end = letters.slice(from);
      return async () => {
        const { rows } = await this.client.query<Known>(
          planned(
            `select word, seen from search_word where pinyin >= $1 and pinyin < $1 || chr(1114111) order by seen desc, word limit $2`,
            [end, SOUNDS],
          ),
        );
        return rows.map(({ word }) => `${before}${word}`);
      };
    }
    return undefined;
  }

  private async held<T extends Known>(words: readonly T[]): Promise<readonly string[]> {
    const unsure = words.filter(({ seen }) => seen < SURELY_HELD);
    if (unsure.length === 0) return words.map(({ word }) => word);
    // Most are whole names, which is asked first: words that many documents hold have long rows in their index.
    const { rows } = await this.client.query<{ word: string }>(
      planned(
        `select word from unnest($1::text[]) asked (word) where exists (
           select from unnest($2::text[]) of_kind (kind)
           join search_document named on named.kind = of_kind.kind and zh_key = word and zh_key <> ''
         )`,
        [unsure.map(({ word }) => word), SEARCH_KINDS],
      ),
    );
    const found = new Set(rows.map(({ word }) => word));
    const open = unsure.filter(({ word }) => !found.has(word));
    if (open.length > 0) {
      const documents = await this.documents.of(open.map(({ word }) => [[wayOfWord(word)]]));
      for (const [at, { word }] of open.entries()) if (documents[at]?.isEmpty() === false) found.add(word);
    }
    return words.filter(({ word, seen }) => seen >= SURELY_HELD || found.has(word)).map(({ word }) => word);
  }
}

function wayOfWord(word: string): Way {
  return isOfLetters(word) ? phraseLexemes([word]) : chineseLexemes(Array.from(word));
}

/** Every stretch of two letters or more that a word could be. */
function piecesOf(letters: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < letters.length - 1; from += 1) {
    for (let to = from + 2; to <= Math.min(letters.length, from + LONGEST_SYLLABLES); to += 1) {
      pieces.push(letters.slice(from, to));
    }
  }
  return pieces;
}

/**
 * For each number of letters from the beginning, the fewest words that are said so one after the other, the commonest
 * where several are as few.
 */
function inPieces(
  letters: string,
  common: readonly Spoken[],
  sound: 'pinyin' | 'initials',
): readonly (string | undefined)[] {
  const first = new Map<string, string>();
  for (const row of common) if (!first.has(row[sound])) first.set(row[sound], row.word);
  const best: ({ readonly words: number; readonly text: string } | undefined)[] = [{ words: 0, text: '' }];
  for (let to = 1; to <= letters.length; to += 1) {
    best[to] = undefined;
    for (let from = Math.max(0, to - LONGEST_SYLLABLES); from <= to - 2; from += 1) {
      const before = best[from];
      const word = first.get(letters.slice(from, to));
      if (before === undefined || word === undefined) continue;
      const known = best[to];
      if (known === undefined || before.words + 1 < known.words) {
        best[to] = { words: before.words + 1, text: `${before.text}${word}` };
      }
    }
  }
  return best.map((one) => one?.text);
}

/** Letters left out, put in, taken for another, or two of them swapped. */
export function errorsBetween(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
