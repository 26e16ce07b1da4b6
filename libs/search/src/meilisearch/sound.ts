import { pinyin } from 'pinyin-pro';
import { cutChinese } from '../words';
import { folded } from './tokens';

/** So many syllables of a run say what it is. */
const SYLLABLES = 16;
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
      const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
      let at = 0;
      for (const word of cutChinese(run)) {
        const from = syllables.slice(at, at + SYLLABLES).filter((one) => /^[a-z]+$/.test(one));
        if (from.length > 0) {
          sounds.add(from.join(''));
          if (from.length > 1) sounds.add(from.map((one) => one.slice(0, 1)).join(''));
        }
        at += Array.from(word).length;
      }
    }
  }
  return [...sounds];
}
