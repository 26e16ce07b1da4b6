import type { SearchResponse } from 'meilisearch';
import type { SearchKind, Suggestion, SuggestRequest } from '@huanpei/app';
import { taxonomy } from '@huanpei/reference';
import { idOf } from '../storable-id';
import { spelt, type Stored, valueOf, within } from './document';
import type { MeilisearchServer } from './server';
import { soundsOf } from './sound';
import { knownChinese } from './synonyms';
import { folded, queryTokens } from './tokens';

/** So many hits are looked at, however few are asked for: so that fewer are the beginning of more. */
const LOOKED_AT = 60;
const TECHNOLOGIES = 5;
const MOST = 20;
const NAME_ATTRIBUTES = ['title', 'title_exact', 'codes', 'title_sounds'];

/** How a name goes on from what was typed, the best first. */
const BEGINS = 0;
const HOLDS = 1;
const SOUNDS = 2;

interface Candidate {
  readonly text: string;
  readonly rank: number;
  readonly thing: { readonly kind: SearchKind; readonly id: string } | null;
}

/**
 * Titles, names and codes of documents that go on from what was typed, and names of technologies that some document has.
 *
 * @param finds whether a text finds anything: a name of a technology need not stand in any document
 */
export async function suggestionsOf(
  server: MeilisearchServer,
  { text, language, kinds = [], first }: SuggestRequest,
  finds: (text: string) => Promise<boolean>,
): Promise<readonly Suggestion[]> {
  const typed = folded(text).trim().slice(0, 100);
  const tokens = queryTokens(typed, knownChinese()).filter(({ spare }) => !spare);
  if (tokens.length === 0 || first < 1) return [];
  const labels = kinds.length > 0 ? [] : technologiesLike(typed, language);
  const common = { indexUid: server.index, matchingStrategy: 'all' as const };
  const [named, used] = await server.searches<Stored>([
    {
      ...common,
      q: tokens.map((token) => token.text).join(' '),
      attributesToSearchOn: NAME_ATTRIBUTES,
      attributesToRetrieve: ['kind', 'id', 'name_zh', 'name_en', 'named'],
      limit: LOOKED_AT,
      ...(kinds.length > 0 ? { filter: within('kind', kinds) } : {}),
    },
    ...(labels.length === 0
      ? []
      : [
          {
            ...common,
            q: '',
            filter: within(
              'technology_codes',
              labels.map(({ code }) => spelt(code)),
            ),
            facets: ['technology_codes'],
            page: 1,
            hitsPerPage: 0,
          },
        ]),
  ]);
  const things = (named?.hits ?? []).flatMap((hit) => namesOf(hit, typed, language));
  const technologies = await usedTechnologies(labels, used, finds);
  return merged([...things, ...technologies]).slice(0, Math.min(MOST, Math.trunc(first)));
}

/** The names of a thing that go on from what was typed: its codes, and its title in the language asked for, or else in the other. */
function namesOf(hit: Stored, typed: string, language: 'zh' | 'en'): readonly Candidate[] {
  const thing = { kind: hit.kind, id: idOf(hit.id) };
  const titles = (language === 'zh' ? [hit.name_zh, hit.name_en] : [hit.name_en, hit.name_zh]).filter(
    (name) => name !== '',
  );
  const title = titles
    .map((text, at) => ({ text, at, rank: rankOf(text, typed) }))
    .filter((one) => one.rank !== undefined)
    .sort((a, b) => Number(a.rank === SOUNDS) - Number(b.rank === SOUNDS) || a.at - b.at)[0];
  const codes = hit.named.filter((code) => code !== '').map((text) => ({ text, rank: rankOf(text, typed) }));
  return [...codes, ...(title === undefined ? [] : [title])].flatMap(({ text, rank }) =>
    rank === undefined ? [] : [{ text, rank, thing }],
  );
}

/** Undefined when the name does not go on from what was typed. */
function rankOf(name: string, typed: string): number | undefined {
  const text = folded(name);
  if (text.startsWith(typed) || codeKey(text).startsWith(codeKey(typed))) return BEGINS;
  if (/\p{Script=Han}/u.test(typed) ? text.includes(typed) : wordsBegin(text, typed)) return HOLDS;
  const letters = typed.replace(/\s+/g, '');
  return /^[a-z]+$/.test(letters) && soundsOfName(name).some((sound) => sound.startsWith(letters)) ? SOUNDS : undefined;
}

const KEPT = 20_000;
const kept = new Map<string, readonly string[]>();

/** Names are heard again with each letter typed. */
function soundsOfName(name: string): readonly string[] {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const sounds = soundsOf([name]);
  if (kept.size >= KEPT) kept.clear();
  kept.set(name, sounds);
  return sounds;
}

/** Whether words of the text, from one on, begin as typed. */
function wordsBegin(text: string, typed: string): boolean {
  for (let at = text.indexOf(typed); at >= 0; at = text.indexOf(typed, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') || /\p{Script=Han}/u.test(text[at - 1] ?? ''))
      return true;
  }
  return false;
}

function codeKey(text: string): string {
  const key = text.replace(/[\s/_.-]/g, '');
  return key === '' ? text : key;
}

interface Label {
  readonly code: string;
  readonly text: string;
  readonly rank: number;
}

function technologiesLike(typed: string, language: 'zh' | 'en'): readonly Label[] {
  return taxonomy()
    .list.flatMap((technology) => {
      const text = technology[language];
      const rank = rankOf(text, typed);
      return rank === undefined ? [] : [{ code: technology.code, text, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
}

async function usedTechnologies(
  labels: readonly Label[],
  used: SearchResponse<Stored> | undefined,
  finds: (text: string) => Promise<boolean>,
): Promise<readonly Candidate[]> {
  const held = new Set(Object.keys(used?.facetDistribution?.['technology_codes'] ?? {}).map(valueOf));
  const some = labels.filter(({ code }) => held.has(code)).slice(0, TECHNOLOGIES);
  const found = await Promise.all(some.map(({ text }) => finds(text)));
  return some.filter((_, at) => found[at]).map(({ text, rank }) => ({ text, rank, thing: null }));
}

/** Each text once, the best first; one that several things bear names none of them. */
function merged(candidates: readonly Candidate[]): readonly Suggestion[] {
  const byText = new Map<string, Candidate>();
  for (const one of candidates) {
    const key = one.text.toLowerCase();
    const known = byText.get(key);
    const same = known?.thing?.kind === one.thing?.kind && known?.thing?.id === one.thing?.id;
    if (known === undefined) byText.set(key, one);
    else byText.set(key, { ...known, rank: Math.min(known.rank, one.rank), thing: same ? known.thing : null });
  }
  return [...byText.values()].sort((a, b) => a.rank - b.rank).map(({ text, thing }) => ({ text, thing }));
}
