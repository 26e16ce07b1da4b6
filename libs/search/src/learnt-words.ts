import type { PoolClient } from 'pg';
import type { Indexed } from './indexed';
import { soundOf } from './pinyin';
import { planned } from './planned';
import { isChinese } from './words';

/** A word is counted no further than this: by then it is common, and its row should not be written again and again. */
const COMMON = 5_000;
const MOST_KEPT = 100_000;
/** Nothing should need this; a server that was put back to an earlier state might. */
const KEPT_MS = 300_000;

/**
 * Words that are known to have their row. Rows of words never go, so it is asked only for those that no document written
 * by this process has had: of one that is written again that is hardly any.
 */
export class LearntWords {
  private words = new Set<string>();
  private since = performance.now();

  /** Those words of the documents that may have no row yet. */
  unsure(documents: readonly Indexed[]): ReadonlySet<string> {
    if (this.words.size > MOST_KEPT || performance.now() - this.since > KEPT_MS) this.clear();
    const unsure = new Set<string>();
    for (const { words } of documents) for (const word of words) if (!this.words.has(word)) unsure.add(word);
    return unsure;
  }

  /** Only when the transaction that found or wrote their rows has ended well. */
  add(words: Iterable<string>): void {
    for (const word of words) this.words.add(word);
  }

  clear(): void {
    this.words = new Set();
    this.since = performance.now();
  }
}

/** Those of the words that no document has had before. */
export async function unknownWords(client: PoolClient, words: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (words.size === 0) return words;
  const { rows } = await client.query<{ word: string }>(
    planned(
      'select word from unnest($1::text[]) put (word) where not exists (select from search_word known where known.word = put.word)',
      [[...words]],
    ),
  );
  return new Set(rows.map(({ word }) => word));
}

interface Written {
  readonly document: Indexed;
  /** Undefined where it is new. */
  readonly before: unknown;
}

/**
 * Of each word that is to be written, how many new documents have it: all words of those, and of a document that is
 * written again only words that are new to all, since most changes leave the others as they are.
 */
export function wordsToLearn(placed: readonly Written[], unknown: ReadonlySet<string>): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const { document, before } of placed) {
    if (before !== undefined && unknown.size === 0) continue;
    for (const word of document.words) {
      if (before === undefined) seen.set(word, (seen.get(word) ?? 0) + 1);
      else if (unknown.has(word)) seen.set(word, seen.get(word) ?? 0);
    }
  }
  return seen;
}

/** Keeps words with their sound where they have one, and about how many documents have had them. */
export async function learn(
  client: PoolClient,
  seen: ReadonlyMap<string, number>,
  unknown: ReadonlySet<string>,
): Promise<void> {
  const words = [...seen.keys()];
  // Of those that are kept already the sound is kept too, and takes longer to find than all else that is sent of a word.
  const sounds = words.map((word) => (unknown.has(word) && isChinese(word) ? soundOf(word) : undefined));
  await client.query(
    planned(
      `insert into search_word (word, seen, pinyin, initials)
       select * from unnest($1::text[], $2::int[], $3::text[], $4::text[]) put (word, seen)
       where coalesce((select known.seen from search_word known where known.word = put.word), -1)
         < case when put.seen = 0 then 0 else $5 end
       on conflict (word) do update set seen = search_word.seen + excluded.seen`,
      [
        words,
        words.map((word) => seen.get(word) ?? 0),
        sounds.map((sound) => sound?.full ?? null),
        sounds.map((sound) => sound?.initials ?? null),
        COMMON,
      ],
    ),
  );
}
