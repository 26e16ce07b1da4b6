import { FACETS, type SearchDocument } from '@huanpei/app';
import { storableId } from './storable-id';
import { IN_TITLE, lexeme, TECHNOLOGY, WHOLE } from './text-query';
import { lexemesOf, nameKey, plain, spokenNames, spokenWords } from './words';

/** What fits into a tsvector; words beyond are left out. */
const MAX_BYTES = 900_000;
const MAX_NAME = 200;

/** Numbers of the facets in the database. They never change; a new facet takes the next. Kinds are counted like them. */
export const FACET_NUMBER = {
  kind: 0,
  ...Object.fromEntries(FACETS.map((facet, at) => [facet, at + 1])),
} as const as Readonly<Record<string, number>>;
/** Keys of figures are kept beside the values of facets. */
export const FIGURE_KEYS = 100;

/** A document as the tables hold it. */
export interface Indexed {
  readonly kind: SearchDocument['kind'];
  readonly id: string;
  readonly revision: number;
  readonly zh: string;
  readonly en: string;
  readonly codes: readonly string[];
  /** A tsvector literal without places. */
  readonly lexemes: string;
  /** For spellings and sounds. */
  readonly words: ReadonlySet<string>;
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
  const texts = [...names, technologies.join(' '), words.zh, words.en];
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
    lexemes: lexemeList(names, texts, technologies),
    words: new Set([...names.flatMap(spokenNames), ...texts.flatMap((text) => [...spokenWords(text)])]),
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

function lexemeList(names: readonly string[], texts: readonly string[], technologies: readonly string[]): string {
  const all = new Set<string>();
  for (const name of names) {
    for (const word of lexemesOf(name)) all.add(`${IN_TITLE}${word}`);
    if (nameKey(name) !== '') all.add(`${WHOLE}${nameKey(name)}`);
  }
  for (const technology of technologies) all.add(`${TECHNOLOGY}${plain(technology).slice(0, MAX_NAME)}`);
  for (const text of texts) for (const word of lexemesOf(text)) all.add(word);
  const kept: string[] = [];
  let bytes = 0;
  for (const word of all) {
    // In UTF-8 a unit of JavaScript's takes three bytes at most.
    bytes += word.length * 3;
    if (bytes > MAX_BYTES) break;
    kept.push(lexeme(word));
  }
  return kept.join(' ');
}
