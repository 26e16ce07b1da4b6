import { soundOf } from '../pinyin';
import { cutChinese } from '../segmenter';
import { folded } from './tokens';

/** So many words of a run say what it is. */
const WORDS = 8;
/** A field's first characters; a name is shorter, and in long texts nobody looks for words by their sound. */
const MAX_CHARACTERS = 2_000;

/**
 * Chinese text by its sound, as one types it: from the beginning of each word on to the end of its run, the syllables
 * run together (`wushuichulichang`) and their first letters (`wsclc`), so that any beginning of either is found.
 */
export function soundsOf(texts: readonly string[]): readonly string[] {
  const sounds = new Set<string>();
  for (const text of texts) {
    for (const [run] of folded(text.slice(0, MAX_CHARACTERS)).matchAll(/\p{Script=Han}+/gu)) {
      const words = cutChinese(run).map(soundOf);
      for (const at of words.keys()) {
        const rest = words.slice(at, at + WORDS);
        sounds.add(rest.map(({ full }) => full).join(''));
        sounds.add(rest.map(({ initials }) => initials).join(''));
      }
    }
  }
  return [...sounds].filter((sound) => /^[a-z]{2,}$/.test(sound));
}
