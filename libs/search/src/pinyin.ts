import { pinyin } from 'pinyin-pro';

/** How a Chinese text is said, without tones: `wushui` and its initials `ws`. 绿 is `lv`, as it is typed. */
export interface Sound {
  readonly full: string;
  readonly initials: string;
}

const KEPT = 50_000;
const kept = new Map<string, Sound>();

/** The sound of a Chinese word or name; characters that have none fall away. */
export function soundOf(text: string): Sound {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' });
  const sound = { full: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
  if (kept.size >= KEPT) kept.clear();
  kept.set(text, sound);
  return sound;
}

/** Whether letters could be pinyin or its initials at all. */
export function isTypedSound(text: string): boolean {
  return /^[a-z]{2,40}$/.test(text);
}
