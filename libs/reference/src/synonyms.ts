import { dataFile, once } from './data-file';
import { parameters } from './parameters';
import type { DataSource } from './source';
import { taxonomy } from './taxonomy';
import { textKey } from './text-key';

/** Everyday words, in both languages, for one process or thing. */
export interface SynonymGroup {
  readonly id: string;
  /** Other spellings of one word are terms of their own (`bio-reactor`); no term is in two groups. */
  readonly terms: readonly string[];
  /** Key of the file's `sources`. */
  readonly source: string;
  readonly confidence: string;
}

export interface SynonymsFile {
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly confidences: Readonly<Record<string, string>>;
  readonly groups: readonly SynonymGroup[];
}

export const synonymsFile = dataFile<SynonymsFile>('synonyms.json');

/**
 * What means the same to somebody who searches: the curated groups, the names and aliases of each parameter, and the two
 * names of each technology. Groups that share a term are one, unless the term means two parameters (`ambiguous` of
 * parameters.json), which then binds neither. Only a search is widened by them; a match never is.
 */
export const synonyms: () => readonly (readonly string[])[] = once(() => {
  const list = parameters().list;
  const meanings = new Map<string, number>();
  const named = list.map(({ zh, en, aliases }) => distinct([...variants(zh), ...variants(en), ...aliases]));
  for (const names of named) {
    for (const key of new Set(names.map(textKey))) meanings.set(key, (meanings.get(key) ?? 0) + 1);
  }
  return joined([
    ...synonymsFile().groups.map(({ terms }) => terms),
    ...named.map((names) => names.filter((name) => meanings.get(textKey(name)) === 1)),
    ...taxonomy().list.map(({ zh, en }) => distinct([...variants(zh), ...variants(en)])),
  ]);
});

/** A name, and the same without what it adds in brackets. */
function variants(name: string): readonly string[] {
  const bare = name.replace(/\s*[（(][^（(）)]*[）)]\s*/gu, ' ').trim();
  return bare === '' || bare === name ? [name] : [name, bare];
}

function distinct(terms: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const term of terms) {
    const written = term.normalize('NFKC').toLowerCase().trim();
    if (written !== '' && !seen.has(written)) seen.set(written, term);
  }
  return [...seen.values()];
}

/** Groups that share a term become one. */
function joined(groups: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const of = new Map<string, Set<string>>();
  const all = new Set<Set<string>>();
  for (const terms of groups) {
    const merged = new Set(terms);
    for (const term of terms) {
      const other = of.get(textKey(term));
      if (other === undefined || !all.delete(other)) continue;
      for (const known of other) merged.add(known);
    }
    all.add(merged);
    for (const term of merged) of.set(textKey(term), merged);
  }
  return [...all].map((terms) => distinct([...terms])).filter((terms) => terms.length > 1);
}
