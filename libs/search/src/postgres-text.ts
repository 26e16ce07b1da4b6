import { Bits } from './bits';
import { type DocumentSets, underMark, type WordQuery } from './postgres-sets';
import type { HeldWords } from './postgres-words';
import { IN_TITLE, type Term, wayOf, wholeWay, WHOLE, type Way } from './text-query';
import { wordsInside } from './segmenter';
import { nameKey } from './words';

/** What the words of a text find, and how well. */
export interface Found {
  readonly hits: Bits;
  /** Between 0 and 1; it depends on the document and the text alone, so that pages fit together while others arrive. */
  score(ordinal: number): number;
  /** Documents that are in the same of these have the same score. */
  readonly parted: readonly Bits[];
  /** What was read instead of words that nothing holds. */
  readonly corrected: readonly (readonly [typed: string, read: string])[];
}

/** In a title a word counts twice what it counts elsewhere. */
const ELSEWHERE = 0.5;
/** Shares of a score: the words, all of them together in the title, and a title or code that is the very text. */
const [WORDS, TOGETHER, THE_VERY] = [0.7, 0.1, 0.2];
/** Of words that nothing holds all of, documents count that hold this share of what the best holds. */
const ENOUGH = 0.6;
/** A title is looked into for so many words; more would only cost time. */
const RANKED_TERMS = 8;
/** Where nothing holds all words, so many are looked for. */
const WANTED_TERMS = 16;
/** So many words that nothing holds are read otherwise; each takes some questions. */
const READINGS = 8;

/**
 * What documents hold of a text: all of its words or, where nothing does, most of them.
 *
 * @param sets the answers to `allHeldQueries`
 */
export async function findText(
  words: HeldWords,
  terms: readonly Term[],
  documents: DocumentSets,
  sets: readonly Bits[],
): Promise<Found> {
  const chunks = await documents.chunks();
  const asked = foundIn(sets, terms, chunks);
  if (!asked.hits.isEmpty()) return asked;

  const held = await documents.of(terms.map(({ ways }) => [ways]));
  const corrected: (readonly [string, string])[] = [];
  let readings = 0;
  const read: Term[] = [];
  for (const [at, term] of terms.entries()) {
    if (held[at]?.isEmpty() === false) {
      read.push(term);
      continue;
    }
    readings += 1;
    const other = readings > READINGS ? undefined : await otherReading(words, term);
    if (other === undefined) {
      read.push(...partsOf(term));
      continue;
    }
    read.push({ ...term, ways: other.ways });
    if (other.correction !== undefined) corrected.push([term.text, other.correction]);
  }
  if (read.length === 0) return { hits: Bits.none(chunks), score: () => 0, parted: [], corrected: [] };
  if (read.length < terms.length || read.some((term, at) => term !== terms[at])) {
    const again = foundIn(await documents.of(allHeldQueries('', read)), read, chunks);
    if (!again.hits.isEmpty())
      return {
        ...again,
        score: (ordinal) => again.score(ordinal) * Math.min(1, read.length / terms.length),
        corrected,
      };
  }
  return { ...(await mostHeld(documents, read, terms.length, chunks)), corrected };
}

/** Another reading of a word that nothing holds: its continuations, its sound, or the word it was meant to be. */
async function otherReading(
  words: HeldWords,
  { text, script, last }: Term,
): Promise<{ readonly ways: readonly Way[]; readonly correction?: string } | undefined> {
  if (script === 'HAN') {
    const [meant] = await words.homophones(text);
    return meant === undefined ? undefined : { ways: [wayOf(meant)], correction: meant };
  }
  if (script === 'OTHER') return undefined;
  const begun = last && text.length > 1 ? await words.beginning(text) : [];
  const read = [...begun, ...(await words.saidAs(text))];
  if (read.length > 0) return { ways: read.map(wayOf) };
  const meant = await words.likest(text);
  return meant === undefined ? undefined : { ways: [wayOf(meant)], correction: meant };
}

/** The words inside one that nothing holds as a whole. */
function partsOf({ text, script, weight, last, inside }: Term): readonly Term[] {
  if (inside !== undefined) return inside.map((word) => ({ ...word, last: false }));
  if (script !== 'HAN') return [];
  return wordsInside(text).map((word) => ({ text: word, script, last, ways: [wayOf(word)], weight: weight / 2 }));
}

/** What is to be asked for documents that hold all the terms, and for how well they do. */
export function allHeldQueries(text: string, terms: readonly Term[]): readonly WordQuery[] {
  const all = terms.map(({ ways }) => ways);
  const whole = text === '' || terms.length === 1 ? [] : wholeWay(text);
  const very = nameKey(text);
  return [
    all,
    whole.length === 0 ? [] : underMark([[whole]], IN_TITLE),
    very === '' ? [] : underMark([[[very]]], WHOLE),
    ...terms.slice(0, RANKED_TERMS).map(({ ways }) => {
      const inTitle = underMark([ways], IN_TITLE);
      return terms.length === 1 ? inTitle : [...all, ...inTitle];
    }),
  ];
}

function foundIn(sets: readonly Bits[], terms: readonly Term[], chunks: number): Found {
  const ranked = terms.slice(0, RANKED_TERMS);
  const [hits, inTogether, theVery, ...inTitle] = sets;
  const none = Bits.none(chunks);
  const weights = ranked.map(({ weight }) => weight);
  const whole = sum(weights);
  return {
    hits: hits ?? none,
    parted: sets.slice(1).filter((set) => !set.isEmpty()),
    corrected: [],
    score: (ordinal) => {
      let words = 0;
      for (const [at, weight] of weights.entries()) words += inTitle[at]?.has(ordinal) ? weight : weight * ELSEWHERE;
      const title = terms.length === 1 ? inTitle[0] : inTogether;
      return (WORDS * words) / whole + (title?.has(ordinal) ? TOGETHER : 0) + (theVery?.has(ordinal) ? THE_VERY : 0);
    },
  };
}

/** Documents by how many of the words they hold, where none holds all. */
async function mostHeld(
  documents: DocumentSets,
  terms: readonly Term[],
  asked: number,
  chunks: number,
): Promise<Pick<Found, 'hits' | 'score' | 'parted'>> {
  const wanted = terms.slice(0, WANTED_TERMS);
  const sets = await documents.of([
    ...wanted.map(({ ways }) => [ways]),
    ...wanted.map(({ ways }) => underMark([ways], IN_TITLE)),
  ]);
  const held = sets.slice(0, wanted.length);
  const inTitle = sets.slice(wanted.length);
  const whole = sum(wanted.map(({ weight }) => weight));
  const shareOf = (ordinal: number) => weighed(wanted, held, ordinal) / whole;
  const any = held.reduce((all, one) => all.or(one), Bits.none(chunks));
  let best = 0;
  for (const ordinal of any.newestFirst()) best = Math.max(best, shareOf(ordinal));
  const hits = Bits.none(chunks);
  for (const ordinal of any.newestFirst()) if (shareOf(ordinal) >= best * ENOUGH) hits.add(ordinal);
  return {
    hits,
    parted: sets,
    score: (ordinal) => {
      const title = weighed(wanted, inTitle, ordinal) / whole;
      return WORDS * (ELSEWHERE * shareOf(ordinal) + (1 - ELSEWHERE) * title) * Math.min(1, terms.length / asked);
    },
  };
}

/** The weight of the terms in whose set the document is. */
function weighed(terms: readonly Term[], sets: readonly Bits[], ordinal: number): number {
  let weight = 0;
  for (let at = 0; at < terms.length; at += 1) if (sets[at]?.has(ordinal)) weight += terms[at]?.weight ?? 0;
  return weight;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
