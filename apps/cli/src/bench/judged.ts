import { comparable, matchNeed, type Match, type Need, type NeedResult } from '@huanpei/matching';
import type { judgedSet } from '@huanpei/reference';
import { condensed, expectedNdcg, ndcg } from './measures';
import { DEPTH, rankingOf, tiersOf, type Market } from './recall';
import { wordsOf } from './words';

/** A need whose listings somebody graded before the ranking was looked at. */
export interface JudgedNeed {
  readonly need: Need;
  /** What the buyer wrote, in prose; a keyword search gets to read nothing else. */
  readonly text: { readonly zh: string; readonly en: string };
  readonly grades: ReadonlyMap<string, number>;
  /** What makes it hard for a ranking. */
  readonly trap?: string;
  /** Nothing listed is suitable, in the judge's opinion. */
  readonly noneSuitable?: boolean;
}

/** The judged set of the reference data, as this bench reads it. */
export function judgedNeeds(set: ReturnType<typeof judgedSet>): readonly JudgedNeed[] {
  return set.map(({ need, text, trap, noneSuitable, grades }) => ({
    need,
    text,
    grades: new Map(grades.map(({ listing, grade }) => [listing, grade])),
    ...(trap === undefined ? {} : { trap }),
    noneSuitable,
  }));
}

/** What is asked of the keyword search: the prose in one language or both, or the need's title in both. */
export const QUESTIONS = ['ZH', 'EN', 'BOTH', 'TITLE'] as const;
/** Among what: everything, the need's domain, or what the engine would compare (domain and technologies, as categories). */
export const FILTERS = ['ALL', 'DOMAIN', 'CATEGORY'] as const;
export type KeywordWay = `BM25_${(typeof QUESTIONS)[number]}_${(typeof FILTERS)[number]}`;
export type JudgedWay = 'ENGINE' | KeywordWay;

export const KEYWORD_WAYS: readonly KeywordWay[] = QUESTIONS.flatMap((question) =>
  FILTERS.map((filter): KeywordWay => `BM25_${question}_${filter}`),
);
export const JUDGED_WAYS: readonly JudgedWay[] = ['ENGINE', ...KEYWORD_WAYS];

/** One figure for each way of ranking. */
export type OfWays<T> = Readonly<Record<JudgedWay, T>>;

export function ofWays<T>(of: (way: JudgedWay) => T): OfWays<T> {
  return Object.fromEntries(JUDGED_WAYS.map((way) => [way, of(way)])) as OfWays<T>;
}

export type Shown = 'FITS' | 'NEEDS_DATA' | 'NEAR_MISS';
export type GradesOf = Readonly<Record<Shown, Readonly<Record<string, number>>>>;

export interface JudgedTrial {
  readonly id: string;
  readonly need: Need;
  readonly trap: string;
  readonly noneSuitable: boolean;
  readonly result: NeedResult;
  readonly judgedListings: number;
  /** How many listings of each outcome got each grade; `-` are those nobody judged. */
  readonly gradesOf: GradesOf;
  /** Judged listings of grade 2 or 3 that the engine shows nowhere: not compared, or ruled out by more than one finding. */
  readonly goodNotShown: readonly string[];
  readonly rankings: OfWays<readonly string[]>;
  readonly ndcg: OfWays<number>;
  readonly condensed: OfWays<number>;
  /** How many of the first ten nobody judged. */
  readonly unjudged: OfWays<number>;
  /** The engine's, were listings of equal outcome and score in random order instead of in that of their ids. */
  readonly tiesAtRandom: number;
  /** How many of the engine's first ten pass nothing that is scored, so that only their ids order them. */
  readonly scoreless: number;
}

/** One judged need in every way of ranking; undefined when no listing was graded above 0. */
export function tryJudged(
  { need, text, grades, trap = 'NONE', noneSuitable = false }: JudgedNeed,
  market: Market,
): JudgedTrial | undefined {
  const { offers, reference, today } = market;
  if (ndcg([], grades, DEPTH) === undefined) return undefined;
  const result = matchNeed(need, offers, reference, { top: offers.length, today });
  const byKeyword = keywordRankings(need, text, market);
  const rankings = ofWays((way) => (way === 'ENGINE' ? rankingOf(result) : (byKeyword.get(way) ?? [])));
  const shown = new Set(rankings.ENGINE);
  return {
    id: need.id,
    need,
    trap,
    noneSuitable,
    result,
    judgedListings: grades.size,
    gradesOf: gradesOf(result, grades),
    goodNotShown: [...grades].filter(([id, grade]) => grade >= 2 && !shown.has(id)).map(([id]) => id),
    rankings,
    ndcg: ofWays((way) => ndcg(rankings[way], grades, DEPTH) ?? 0),
    condensed: ofWays((way) => ndcg(condensed(rankings[way], grades), grades, DEPTH) ?? 0),
    unjudged: ofWays((way) => rankings[way].slice(0, DEPTH).filter((id) => !grades.has(id)).length),
    tiesAtRandom: expectedNdcg(tiersOf(result), grades, DEPTH) ?? 0,
    scoreless: [...result.matches, ...result.nearMisses].slice(0, DEPTH).filter(({ score }) => score === 0).length,
  };
}

function keywordRankings(
  need: Need,
  { zh, en }: JudgedNeed['text'],
  { offers, search, reference }: Market,
): ReadonlyMap<JudgedWay, readonly string[]> {
  const texts = { ZH: zh, EN: en, BOTH: `${zh}\n${en}`, TITLE: `${need.name.zh ?? ''}\n${need.name.en ?? ''}` };
  const domain = new Set(offers.filter((offer) => offer.domain === need.domain).map(({ id }) => id));
  const category = new Set(offers.filter((offer) => comparable(need, offer, reference)).map(({ id }) => id));
  const admits = {
    ALL: () => true,
    DOMAIN: (id: string) => domain.has(id),
    CATEGORY: (id: string) => category.has(id),
  };
  return new Map(
    QUESTIONS.flatMap((question) => {
      const all = search(wordsOf(texts[question])).map(({ id }) => id);
      return FILTERS.map((filter) => [`BM25_${question}_${filter}` as const, all.filter(admits[filter])] as const);
    }),
  );
}

function gradesOf({ matches, nearMisses }: NeedResult, grades: ReadonlyMap<string, number>): GradesOf {
  const of = (some: readonly Match[]) => tally(some.map(({ offerId }) => String(grades.get(offerId) ?? '-')));
  return {
    FITS: of(matches.filter(({ outcome }) => outcome === 'FITS')),
    NEEDS_DATA: of(matches.filter(({ outcome }) => outcome === 'NEEDS_DATA')),
    NEAR_MISS: of(nearMisses),
  };
}

function tally(keys: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { '0': 0, '1': 0, '2': 0, '3': 0, '-': 0 };
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
