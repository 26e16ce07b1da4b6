import { stem } from '../words';
import type { MultiSearchQuery, SearchResponse } from 'meilisearch';
import type { MeilisearchServer } from './server';
import { settings, SOUND_ATTRIBUTES, TEXT_ATTRIBUTES } from './settings';
import { knownChinese, MAX_KEY_WORDS } from './synonyms';
import { folded, queryTokens, type Token } from './tokens';

/** The server looks at no more words of a question. */
const MAX_WORDS = 10;
/** Attributes in which typing errors are forgiven, and from which the right spelling is read. */
const SPELT = ['title', 'technologies', 'words'] as const;
type Spelt = { readonly [A in (typeof SPELT)[number]]?: string };
const LETTERS = /^[a-z]{2,40}$/;
const CORRECTABLE = /^\p{L}{4,40}$/u;

/** A question as the server is asked it. */
export interface Question {
  readonly q: string;
  readonly attributesToSearchOn: readonly string[];
  readonly matchingStrategy: 'last' | 'all';
  /** The text as it was read, when a word of it was taken for another. */
  readonly correction: string | null;
}

/** One word of a question, or several that have synonyms together, with how it is found. */
interface Unit {
  readonly tokens: readonly Token[];
  readonly last: boolean;
  readonly synonym: boolean;
}
type Reading =
  | { readonly as: 'WORD'; readonly text: string }
  | { readonly as: 'BEGINNING'; readonly text: string }
  | { readonly as: 'SPELLING'; readonly text: string }
  | { readonly as: 'SOUND'; readonly text: string }
  | { readonly as: 'NOTHING' };

/** Typed words, at most ten; those with synonyms together where they have them together. */
export function unitsOf(text: string): readonly Unit[] {
  const tokens = queryTokens(text, knownChinese()).slice(0, MAX_WORDS);
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = [3, 2, 1].find(
      (length) =>
        length <= MAX_KEY_WORDS &&
        at + length <= tokens.length &&
        Object.hasOwn(
          settings().synonyms ?? {},
          tokens
            .slice(at, at + length)
            .map((one) => one.text)
            .join(' '),
        ),
    );
    const length = found ?? 1;
    units.push({
      tokens: tokens.slice(at, at + length),
      last: at + length === tokens.length,
      synonym: found !== undefined,
    });
    at += length;
  }
  return units;
}

/**
 * How a text is to be asked, given what the index holds; undefined when it holds none of its words.
 *
 * Each word is looked for first by itself, all in one request: as it is, as the beginning of a word when it is the last, by its
 * stem, by its sound, by a likely spelling, in that order. Words that are found in no way are left out, so that the others
 * find what they find; and a word that some document has is never read as a sound or as another word.
 */
export async function questionOf(server: MeilisearchServer, text: string): Promise<Question | undefined> {
  const units = unitsOf(text);
  if (units.length === 0) return undefined;
  const probes = units.map((unit) => probesOf(server.index, unit));
  const answers = await server.searches<Spelt>(probes.flat());
  let at = 0;
  const readings = units.map((unit, index) => {
    const own = answers.slice(at, at + (probes[index]?.length ?? 0));
    at += own.length;
    return readingOf(unit, own);
  });
  return put(text, units, readings);
}

/** What is asked to find out how a unit is found: by itself; and a plain word also by its stem and its sound. */
function probesOf(indexUid: string, { tokens, last, synonym }: Unit): readonly MultiSearchQuery[] {
  const text = tokens.map((token) => token.text).join(' ');
  const [token] = tokens;
  // A blank at the end: nothing is typed on, so that no longer word is meant. Codes and Chinese are meant as they are.
  const asked = {
    indexUid,
    q: last && token?.kind === 'WORD' ? text : `${text} `,
    matchingStrategy: 'all' as const,
    limit: 1,
  };
  const plain = token?.kind === 'WORD' && tokens.length === 1;
  const itself = {
    ...asked,
    attributesToSearchOn: [...TEXT_ATTRIBUTES],
    ...(plain && !synonym
      ? { attributesToRetrieve: [...SPELT], showMatchesPosition: true }
      : { attributesToRetrieve: ['key'] }),
  };
  if (!plain || token === undefined) return [itself];
  const retrieve = { attributesToRetrieve: ['key'], attributesToSearchOn: [...SOUND_ATTRIBUTES] };
  return [
    itself,
    { ...asked, q: `${stem(token.text)} `, attributesToRetrieve: ['key'], attributesToSearchOn: ['stems'] },
    ...(LETTERS.test(token.text) ? [{ ...asked, q: token.text, ...retrieve }] : []),
  ];
}

function readingOf(
  { tokens, last, synonym }: Unit,
  [itself, byStem, bySound]: readonly SearchResponse<Spelt>[],
): Reading {
  const text = tokens.map((token) => token.text).join(' ');
  const found = (answer: typeof itself) => (answer?.hits.length ?? 0) > 0;
  const [token] = tokens;
  if (token === undefined) return { as: 'NOTHING' };
  if (token.kind !== 'WORD' || tokens.length > 1 || synonym) {
    if (found(itself)) return { as: 'WORD', text };
    return found(bySound) ? { as: 'SOUND', text } : { as: 'NOTHING' };
  }
  const held = itself === undefined ? [] : matchesOf(itself);
  if (held.includes(text)) return { as: 'WORD', text };
  const begins = held.some((word) => word.startsWith(text));
  if (last && begins) return { as: 'BEGINNING', text };
  if (found(byStem)) return { as: 'WORD', text: stem(text) };
  if (found(bySound)) return { as: 'SOUND', text };
  const spelling = CORRECTABLE.test(text) ? likeliest(text, held) : undefined;
  if (spelling !== undefined) return { as: 'SPELLING', text: spelling };
  // Found, and no word alike among what was shown: run together or in two, or in an attribute without errors.
  return found(itself) && held.length === 0 ? { as: 'WORD', text } : { as: 'NOTHING' };
}

/** The words of the best hit that the server took for what was typed. */
function matchesOf({ hits }: SearchResponse<Spelt>): readonly string[] {
  const [hit] = hits;
  return SPELT.flatMap((attribute) => {
    const bytes = Buffer.from(hit?.[attribute] ?? '');
    return (hit?._matchesPosition?.[attribute] ?? []).map(({ start, length }) =>
      bytes.subarray(start, start + length).toString(),
    );
  });
}

/** The one that differs least from what was typed; undefined when none is a word by itself. */
function likeliest(typed: string, held: readonly string[]): string | undefined {
  const words = [...new Set(held)].filter(
    (word) => CORRECTABLE.test(word) && Math.abs(word.length - typed.length) <= 2,
  );
  return words
    .map((word) => ({ word, far: distance(typed, word) }))
    .filter(({ far }) => far <= 3)
    .sort((a, b) => a.far - b.far)[0]?.word;
}

function put(text: string, units: readonly Unit[], readings: readonly Reading[]): Question | undefined {
  const asked: string[] = [];
  const sounds: string[] = [];
  const spare: string[] = [];
  let [beginning, correction] = [false, folded(text)];
  let corrected = false;
  for (const [index, unit] of units.entries()) {
    const reading = readings[index];
    if (reading === undefined || reading.as === 'NOTHING') continue;
    if (reading.as === 'SOUND') sounds.push(reading.text);
    else if (unit.tokens.every((token) => token.spare)) spare.push(reading.text);
    else asked.push(reading.text);
    beginning = reading.as === 'BEGINNING';
    if (reading.as === 'SPELLING') {
      const typed = unit.tokens[0]?.typed ?? '';
      const whole = new RegExp(`(?<!\\p{L})${typed}(?!\\p{L})`, 'iu');
      const base = corrected ? correction : whole.test(text) ? text : folded(text);
      correction = base.replace(whole, reading.text);
      corrected = true;
    }
  }
  // By itself, a standard of one year is not that of another.
  if (units.length === 2 && units[1]?.tokens.every((token) => token.spare)) {
    const [edition] = spare;
    return edition === undefined
      ? undefined
      : { q: `${edition} `, attributesToSearchOn: TEXT_ATTRIBUTES, matchingStrategy: 'last', correction: null };
  }
  // Only the last word of a question may be the beginning of one. What makes a hit merely better comes last, unless that
  // would take the place of a word still being typed.
  const words = [...asked, ...(beginning ? [] : spare), ...sounds].slice(0, MAX_WORDS);
  if (words.length === 0) return undefined;
  const open = beginning || sounds.length > 0;
  return {
    q: open ? words.join(' ') : `${words.join(' ')} `,
    attributesToSearchOn:
      sounds.length === 0
        ? TEXT_ATTRIBUTES
        : asked.length === 0
          ? SOUND_ATTRIBUTES
          : [...TEXT_ATTRIBUTES, ...SOUND_ATTRIBUTES],
    matchingStrategy: 'last',
    correction: corrected ? correction.trim() : null,
  };
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
