import type { SearchDocument } from '@huanpei/app';
import { heldLexemes } from './indexed';
import { termsOf, type Term } from './text-query';
import { plainQuery } from './words';

/**
 * By document and text: whether the document holds every word of the text in one of the ways in which it may be said, as
 * the index in Postgres first asks its tables. A text of no words agrees with everything, one of signs alone with nothing.
 */
export function holdsAll(
  documents: readonly SearchDocument[],
  texts: readonly string[],
): readonly (readonly boolean[])[] {
  const asked = texts.map((text) => plainQuery(text)).map((text) => ({ text, terms: termsOf(text) }));
  return documents.map((document) => {
    const held = heldLexemes(document);
    return asked.map(({ text, terms }) => text === '' || (terms.length > 0 && terms.every((term) => says(held, term))));
  });
}

const says = (held: ReadonlySet<string>, { ways }: Term): boolean =>
  ways.some((way) => way.length > 0 && way.every((lexeme) => held.has(lexeme)));
