import { soundOf } from '../pinyin';
import { cutChinese, wordsInside } from '../segmenter';
import { folded } from './tokens';

/** So many words of a run say what it is. */
const WORDS = 8;
/** A field's first characters; a name is shorter, and in long texts nobody looks for words by their sound. */
const MAX_CHARACTERS = 2_000;

/**
 * Chinese text by its sound, as one types it: from the beginning of each word, and of each word inside it, on to the end of its run, the syllables
 * run together (`wushuichulichang`) and their first letters (`wsclc`), so that any beginning of either is found.
 */
export function soundsOf(texts: readonly string[]): readonly string[] {
  const sounds = new Set<string>();
  for (const text of texts) {
    for (const [run] of folded(text.slice(0, MAX_CHARACTERS)).matchAll(/\p{Script=Han}+/gu)) {
      const words = cutChinese(run);
      for (const [at, word] of words.entries()) {
        const following = words.slice(at + 1, at + WORDS);
        for (const from of new Set([0, ...wordsInside(word).map((inner) => Math.max(0, word.indexOf(inner)))])) {
          const rest = [word.slice(from), ...following].map(soundOf);
          sounds.add(rest.map(({ full }) => full).join(''));
          sounds.add(rest.map(({ initials }) => initials).join(''));
        }
      }
    }
  }
  return [...sounds].filter((sound) => /^[a-z]{2,}$/.test(sound));
}
