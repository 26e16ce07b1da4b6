import { createHash } from 'node:crypto';
import {
  FACETS,
  type Facet,
  type FacetFilter,
  type FigureFilter,
  type SearchDocument,
  type SearchKind,
} from '@huanpei/app';
import { storableId } from '../storable-id';
import { soundsOf } from './sound';
import { fieldTokens, folded } from './tokens';

/** Rises when documents are stored in another form, so that the index is rebuilt. */
export const FORM = 1;

/** One revision of a thing. `since` orders by first arrival, and stays when the document changes. */
export interface Stored extends Record<string, unknown> {
  readonly key: string;
  readonly subject: string;
  readonly kind: SearchKind;
  readonly id: string;
  readonly revision: number;
  readonly since: number;
  readonly name_zh: string;
  readonly name_en: string;
  /** Codes as they are written. */
  readonly named: readonly string[];
  readonly title: string;
  readonly technologies: string;
  readonly words: string;
  /** By the names of their keys. */
  readonly figures: Readonly<Record<string, { readonly low: number; readonly high: number }>>;
}
export type Known = Pick<Stored, 'key' | 'subject' | 'revision' | 'since'>;

/** Longer names are no suggestions. */
const MAX_NAME = 200;
/** Meilisearch takes 468 bytes of a facet's value. */
const MAX_VALUE = 400;

export function storedOf(document: SearchDocument, since: number): Stored {
  const { kind, id, revision, facets, figures, title, words, technologies, codes } = document;
  const [name, text] = [fieldTokens([title.zh, title.en]), fieldTokens([words.zh, words.en])];
  const named = fieldTokens(codes);
  const subject = subjectOf(document);
  return {
    key: `${subject}_${revision}`,
    subject,
    kind,
    id: storableId(id),
    revision,
    since,
    name_zh: nameOf(title.zh),
    name_en: nameOf(title.en),
    named: codes.map(nameOf),
    title: name.words.join(' '),
    title_exact: name.exact.join(' '),
    codes: [...named.exact, ...named.words].join(' '),
    technologies: fieldTokens(technologies).words.join(' '),
    words: text.words.join(' '),
    words_exact: text.exact.join(' '),
    stems: [...new Set([...name.stems, ...text.stems])].join(' '),
    title_sounds: soundsOf([title.zh]).join(' '),
    sounds: soundsOf([words.zh]).join(' '),
    technology_codes: technologies.map(spelt).filter(fits),
    ...Object.fromEntries(
      FACETS.map((facet) => [facetAttribute(facet), (facets[facet] ?? []).map(spelt).filter(fits)]),
    ),
    figures: Object.fromEntries(figures.map(({ key, low, high }) => [figureName(key), { low, high }])),
  };
}

/** Meilisearch takes only ASCII letters, digits, `-` and `_` in a key; an id with anything else goes by its hash. */
export function subjectOf({ kind, id }: Pick<SearchDocument, 'kind' | 'id'>): string {
  if (/^[A-Za-z0-9-]{1,100}$/.test(id)) return `${kind}-${id}`;
  return `${kind}_${createHash('sha256').update(storableId(id)).digest('base64url')}`;
}

export function facetAttribute(facet: Facet): string {
  return `facet_${facet}`;
}

/**
 * A value as it is stored and asked for. Meilisearch compares values without regard to case and in compatibility form, and
 * counts those together that are equal by that: so everything but small letters and digits is spelt out.
 */
export function spelt(value: string): string {
  return value.replace(/[^a-z0-9.-]/g, (unit) => `_${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The value that `spelt` was given. */
export function valueOf(stored: string): string {
  return stored.replace(/_([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A value longer than the server takes is not kept; no code of the reference data is near that. */
function fits(value: string): boolean {
  return value.length <= MAX_VALUE;
}

/** The name of a figure among a document's attributes. */
export function figureName(key: string): string {
  const name = `k${spelt(key).replace(/[.-]/g, (sign) => (sign === '.' ? '_002e' : '_002d'))}`;
  return name.length <= MAX_VALUE ? name : `h${createHash('sha256').update(name).digest('hex')}`;
}

export function subjectsFilter(subjects: readonly string[]): string {
  return within('subject', subjects);
}

/** Keeps what has one of the values; nothing when there are none. */
export function within(attribute: string, values: readonly string[]): string {
  return `${attribute} IN [${values.map((value) => `"${value}"`).join(', ')}]`;
}

export function facetFilter({ facet, anyOf }: FacetFilter): string {
  return within(facetAttribute(facet), anyOf.map(spelt).filter(fits));
}

/**
 * A figure's own conditions; with none of them, that it is stated at all. A bound that is no finite number is none: it
 * keeps nothing out, or everything.
 */
export function figureFilter({ key, atMost, atLeast, covers, orNotStated = false }: FigureFilter): string {
  const name = `figures.${figureName(key)}`;
  const conditions = [
    `${name}.low EXISTS`,
    ...(atMost === undefined ? [] : [`${name}.high <= ${bound(atMost)}`]),
    ...(atLeast === undefined ? [] : [`${name}.low >= ${bound(atLeast)}`]),
    ...(covers === undefined ? [] : [`${name}.low <= ${bound(covers)}`, `${name}.high >= ${bound(covers)}`]),
  ];
  const holds = conditions.join(' AND ');
  return orNotStated ? `(${name}.low NOT EXISTS OR (${holds}))` : `(${holds})`;
}

function bound(value: number): string {
  const finite = Number.isNaN(value)
    ? Number.MAX_VALUE
    : Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  return `"${finite}"`;
}

/** A name as JSON can hold it. */
function nameOf(text: string): string {
  return text.length > MAX_NAME || folded(text).trim() === '' ? '' : text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
