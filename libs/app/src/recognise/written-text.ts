/** A text in plain forms, with the place of every character in what was written. */
export interface WrittenText {
  readonly original: string;
  /** Full-width, subscript and circled forms as plain ones; in the case it was written in. */
  readonly plain: string;
  /** Lower case, of the same length as `plain`. */
  readonly lower: string;
  /** The UTF-16 offset in `original` of a character of `plain`; one more entry for the end. */
  readonly places: readonly number[];
}

/** What a text says is looked at up to this length (UTF-16 units); the rest of a longer one is left out. */
export const LONGEST_TEXT = 6_000;

/** The text made plain, character by character, so that whatever is found in it can be shown where it was written. */
export function writtenText(original: string): WrittenText {
  const plain: string[] = [];
  const lower: string[] = [];
  const places: number[] = [];
  let at = 0;
  for (const character of original.slice(0, LONGEST_TEXT)) {
    for (const one of plainForm(character)) {
      const small = one.toLowerCase();
      plain.push(one);
      // `İ` grows on the way; both texts have to stay of one length.
      lower.push(small.length === one.length ? small : one);
      for (let unit = 0; unit < one.length; unit += 1) places.push(at);
    }
    at += character.length;
  }
  places.push(at);
  return { original, plain: plain.join(''), lower: lower.join(''), places };
}

function plainForm(character: string): string {
  if (/[‐-―−]/u.test(character)) return '-';
  if (/[～∼]/u.test(character)) return '~';
  if (character === '×') return 'x';
  return character.normalize('NFKC');
}

/** A stretch of `plain`, by its offsets. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** What was written there. */
export function asWritten(text: WrittenText, { from, to }: Span): string {
  return text.original.slice(text.places[from], text.places[to]);
}

export const byPlace = <T extends Span>(list: readonly T[]): readonly T[] => [...list].sort((a, b) => a.from - b.from);

/** Of spans in order that do not overlap, those that begin at `from` or later and end at `to` or before. */
export function between<T extends Span>(list: readonly T[], from: number, to: number): readonly T[] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as T).from < from) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let at = low; at < list.length && (list[at] as T).to <= to; at += 1) found.push(list[at] as T);
  return found;
}
