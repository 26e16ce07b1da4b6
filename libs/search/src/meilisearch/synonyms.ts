import { synonyms } from '@huanpei/reference';
import { once } from '../once';
import { folded, hanTokens, queryTokens, type Token } from './tokens';

/** Meilisearch looks for synonyms of at most so many words together. */
export const MAX_KEY_WORDS = 3;

const HAN_ONLY = /^\p{Script=Han}+$/u;

/** Chinese words that have synonyms: a question keeps them whole. */
export const knownChinese: () => ReadonlySet<string> = once(
  () =>
    new Set(
      synonyms()
        .flat()
        .map(folded)
        .filter((term) => HAN_ONLY.test(term) && Array.from(term).length > 1),
    ),
);

/**
 * The synonyms of the reference data as Meilisearch's setting: for a word or words as they are asked for, the others of
 * its group as documents hold them. A term of more than three words has none, since the server would not look for it;
 * one of several words that documents do not hold one after the other (Chinese beside Latin) is nobody's synonym.
 */
export function synonymSettings(): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, Set<string>>();
  for (const group of synonyms()) {
    const terms = group.map((term) => ({ asked: keyOf(queryTokens(term, knownChinese())), held: heldAs(term) }));
    for (const { asked } of terms) {
      if (asked === undefined) continue;
      const others = found.get(asked) ?? new Set<string>();
      for (const { held } of terms) if (held !== undefined && held !== asked) others.add(held);
      if (others.size > 0) found.set(asked, others);
    }
  }
  return Object.fromEntries(
    [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, others]) => [key, [...others].sort()]),
  );
}

/** Tokens as the key of a synonym; undefined when they cannot be one. */
export function keyOf(tokens: readonly Token[]): string | undefined {
  const needed = tokens.filter(({ spare }) => !spare);
  return needed.length > 0 && needed.length <= MAX_KEY_WORDS ? needed.map(({ text }) => text).join(' ') : undefined;
}

function heldAs(term: string): string | undefined {
  const text = folded(term);
  if (HAN_ONLY.test(text)) return hanTokens(text)[0];
  const tokens = queryTokens(term, knownChinese()).filter(({ spare }) => !spare);
  if (tokens.length === 1) return tokens[0]?.text;
  return tokens.length > 0 && tokens.every(({ kind }) => kind === 'WORD')
    ? tokens.map(({ text }) => text).join(' ')
    : undefined;
}
