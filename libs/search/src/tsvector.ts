import type { SearchDocument } from '@huanpei/app';
import { lexeme } from './text-query';
import { placedWords } from './words';

// What Postgres can hold: positions to 16383, 255 to a lexeme, a megabyte in all.
const LAST_PLACE = 16_000;
const MAX_PLACES = 255;
const MAX_BYTES = 500_000;
/** Between fields, so that no phrase reaches from one into the next. */
const GAP = 10;

/** The words of a document as a tsvector literal: title A, technologies B, all else C. Words beyond what fits are left out. */
export function tsvectorOf({ title, technologies, words }: SearchDocument): string {
  const fields: readonly (readonly [weight: string, text: string])[] = [
    ['A', title.zh],
    ['A', title.en],
    ['B', technologies.join(' ')],
    ['C', words.zh],
    ['C', words.en],
  ];
  const places = new Map<string, string[]>();
  let next = 1;
  let bytes = 0;
  for (const [weight, text] of fields) {
    const field = placedWords(text, next);
    for (const { word, place } of field.words) {
      if (place > LAST_PLACE) break;
      const known = places.get(word);
      if (known === undefined) {
        bytes += Buffer.byteLength(word);
        if (bytes > MAX_BYTES) break;
        places.set(word, [`${place}${weight}`]);
      } else if (known.length < MAX_PLACES) {
        known.push(`${place}${weight}`);
      }
    }
    next = field.end + GAP;
  }
  return [...places].map(([word, at]) => `${lexeme(word)}:${at.join(',')}`).join(' ');
}

/** Words whose misspellings can be forgiven: letters only, and long enough to be told apart. */
export function spellableWords({ title, technologies, words }: SearchDocument): readonly string[] {
  const text = [title.en, title.zh, ...technologies, words.en, words.zh].join(' ');
  return placedWords(text, 0)
    .words.map(({ word }) => word)
    .filter((word) => /^(?!\p{Script=Han})\p{L}{4,40}$/u.test(word));
}
