import { FACETS, type SearchDocument } from '@huanpei/app';
import { Collection, type Lexeme, lexemeOf, type Text, textOf } from './lexemes';
import { storableId } from './storable-id';
import { IN_TITLE, TECHNOLOGY, WHOLE } from './text-query';
import { cut, nameKey, plain, spokenNames } from './words';

/** A text of more says nothing more about what to find, and each of its words is a row to be written. */
const MAX_BYTES = 900_000;
const MAX_NAME = 200;

/** Keys of figures are kept beside the values of facets. */
export const FIGURE_KEYS = 100;
/**
 * Numbers of the facets in the database. They never change; a new facet takes the next. Kinds and keys of figures are
 * kept like them.
 */
export const FACET_NUMBER: Readonly<Record<string, number>> = {
  kind: 0,
  ...Object.fromEntries(FACETS.map((facet, at) => [facet, at + 1])),
  figure: FIGURE_KEYS,
};

/** A document as the tables hold it. */
export interface Indexed {
  readonly kind: SearchDocument['kind'];
  readonly id: string;
  readonly revision: number;
  readonly zh: string;
  readonly en: string;
  readonly codes: readonly string[];
  /** What it is found by, each once; none has a line break. */
  readonly lexemes: readonly string[];
  /** For spellings and sounds. */
  readonly words: readonly string[];
  readonly values: readonly (readonly [facet: number, value: string])[];
  readonly figures: readonly { readonly key: string; readonly low: number; readonly high: number }[];
}

export function indexed({
  kind,
  id,
  revision,
  title,
  words,
  technologies,
  codes,
  facets,
  figures,
}: SearchDocument): Indexed {
  const names = [title.zh, title.en, ...codes];
  const texts = textsOf({ title, codes, technologies, words });
  const held = lexemesIn(names, texts, technologies);
  const spoken = new Collection();
  for (const name of names) for (const word of spokenNames(name)) spoken.add(lexemeOf(word));
  for (const text of texts) spoken.addSpoken(text);
  const values = FACETS.flatMap((facet) =>
    [...new Set(facets[facet] ?? [])].map((value) => [FACET_NUMBER[facet] ?? 0, storableId(value)] as const),
  );
  return {
    kind,
    id: storableId(id),
    revision,
    zh: shown(title.zh),
    en: shown(title.en),
    codes: [...new Set(codes.map(shown))].filter((code) => nameKey(code) !== ''),
    lexemes: held.map(({ text }) => text),
    words: spoken.all.map((word) => word.text),
    values: [[FACET_NUMBER['kind'] ?? 0, kind], ...values],
    figures: figures.map(({ key, low, high }) => ({ key: storableId(key), low, high })),
  };
}

/** A name as it is shown again, without what no store holds. */
function shown(name: string): string {
  return Array.from(name.replace(/\0|\p{Surrogate}/gu, ' ').trim())
    .slice(0, MAX_NAME)
    .join('');
}

/** What a document holds, as the words of a question look for it. */
export function heldLexemes({ title, codes, technologies, words }: SearchDocument): ReadonlySet<string> {
  const names = [title.zh, title.en, ...codes];
  const held = lexemesIn(names, textsOf({ title, codes, technologies, words }), technologies);
  return new Set(held.map(({ text }) => text));
}

/** The names first, in their order. */
function textsOf({
  title,
  codes,
  technologies,
  words,
}: Pick<SearchDocument, 'title' | 'codes' | 'technologies' | 'words'>): readonly Text[] {
  return [title.zh, title.en, ...codes, technologies.join(' '), words.zh, words.en].map(textOf);
}

function lexemesIn(
  names: readonly string[],
  texts: readonly Text[],
  technologies: readonly string[],
): readonly Lexeme[] {
  const all = new Collection();
  for (const [at, name] of names.entries()) {
    all.addText(texts[at] ?? [], IN_TITLE);
    const key = nameKey(name);
    if (key !== '') all.add(lexemeOf(`${WHOLE}${key}`));
  }
  for (const technology of technologies) {
    const code = cut(plain(technology).replace(/\p{Cc}/gu, ' '), MAX_NAME);
    all.add(lexemeOf(`${TECHNOLOGY}${code}`));
  }
  for (const text of texts) all.addText(text);
  let bytes = 0;
  // In UTF-8 a unit of JavaScript's takes three bytes at most.
  const beyond = all.all.findIndex(({ text }) => (bytes += text.length * 3) > MAX_BYTES);
  return beyond < 0 ? all.all : all.all.slice(0, beyond);
}
