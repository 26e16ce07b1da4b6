import { comparable, matchNeed, type Match, type Need, type NeedResult } from '@huanpei/matching';
import type { judgedSet } from '@huanpei/reference';
import { compared, condensed, estimate, meanOf, ndcg, type Estimate } from './measures';
import { DEPTH, rankingOf, type Market } from './recall';
import { wordsOf } from './words';

/** A need whose listings somebody graded before the ranking was looked at. */
export interface JudgedNeed {
  readonly need: Need;
  /** What the buyer wrote, in words; all that a keyword search gets to read. */
  readonly text: string;
  readonly grades: ReadonlyMap<string, number>;
  /** What makes it hard for a ranking. */
  readonly trap?: string;
  /** Nothing listed is suitable, in the judge's opinion. */
  readonly noneSuitable?: boolean;
}

/** The judged set of the reference data, as this bench reads it: the prose in both languages is the question. */
export function judgedNeeds(set: ReturnType<typeof judgedSet>): readonly JudgedNeed[] {
  return set.map(({ need, text, trap, noneSuitable, grades }) => ({
    need,
    text: `${text.zh}\n${text.en}`,
    grades: new Map(grades.map(({ listing, grade }) => [listing, grade])),
    ...(trap === undefined ? {} : { trap }),
    noneSuitable,
  }));
}

/** `BM25_CATEGORY` is given the need's technologies as a filter, as a portal with categories would have it. */
export const JUDGED_WAYS = ['ENGINE', 'BM25', 'BM25_DOMAIN', 'BM25_CATEGORY'] as const;
export type JudgedWay = (typeof JUDGED_WAYS)[number];

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
  readonly rankings: Readonly<Record<JudgedWay, readonly string[]>>;
  readonly ndcg: Readonly<Record<JudgedWay, number>>;
  readonly condensed: Readonly<Record<JudgedWay, number>>;
  /** How many of the first ten nobody judged. */
  readonly unjudged: Readonly<Record<JudgedWay, number>>;
}

/** One judged need in every way of ranking; undefined when no listing was graded above 0. */
export function tryJudged(
  { need, text, grades, trap = 'NONE', noneSuitable = false }: JudgedNeed,
  market: Market,
): JudgedTrial | undefined {
  const { offers, search, reference, today } = market;
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  const result = matchNeed(need, offers, reference, { top: offers.length, today });
  const question = wordsOf(text);
  const found = (among?: (id: string) => boolean) => search(question, among).map(({ id }) => id);
  const rankings: Record<JudgedWay, readonly string[]> = {
    ENGINE: rankingOf(result),
    BM25: found(),
    BM25_DOMAIN: found((id) => byId.get(id)?.domain === need.domain),
    BM25_CATEGORY: found((id) => {
      const offer = byId.get(id);
      return offer !== undefined && comparable(need, offer, reference);
    }),
  };
  if (ndcg([], grades, DEPTH) === undefined) return undefined;
  const each = <T>(of: (way: JudgedWay) => T): Record<JudgedWay, T> => ({
    ENGINE: of('ENGINE'),
    BM25: of('BM25'),
    BM25_DOMAIN: of('BM25_DOMAIN'),
    BM25_CATEGORY: of('BM25_CATEGORY'),
  });
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
    ndcg: each((way) => ndcg(rankings[way], grades, DEPTH) ?? 0),
    condensed: each((way) => ndcg(condensed(rankings[way], grades), grades, DEPTH) ?? 0),
    unjudged: each((way) => rankings[way].slice(0, DEPTH).filter((id) => !grades.has(id)).length),
  };
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

type MeanOfWays = { readonly needs: number } & Readonly<Record<JudgedWay, number>>;

export interface JudgedFigures {
  readonly needs: number;
  readonly ndcg10: number;
  /** The better of the two keyword searches, with and without the domain filter. */
  readonly baseline_ndcg10: number;
  readonly ways: Readonly<
    Record<
      JudgedWay,
      { readonly ndcg10: Estimate; readonly condensed_ndcg10: Estimate; readonly unjudged_in_ten: number }
    >
  >;
  /** Engine minus the better baseline, need by need. */
  readonly against_baseline: { readonly baseline: JudgedWay; readonly difference: Estimate } & ReturnType<
    typeof compared
  >;
  readonly by_domain: Readonly<Record<string, MeanOfWays>>;
  /** By what makes a need hard for a ranking. */
  readonly by_trap: Readonly<Record<string, MeanOfWays>>;
  /** Grades of what the engine shows, by outcome, over all needs. */
  readonly grades_of_shown: GradesOf;
  /** Needs for which nothing is suitable, and in how many of them the engine shows something as fitting all the same. */
  readonly none_suitable: { readonly needs: number; readonly with_fits: readonly string[] };
}

export function judgedFigures(trials: readonly JudgedTrial[], seed: number): JudgedFigures {
  const of = (way: JudgedWay) => trials.map((trial) => trial.ndcg[way]);
  const figures = (way: JudgedWay) => ({
    ndcg10: estimate(of(way), seed),
    condensed_ndcg10: estimate(
      trials.map((trial) => trial.condensed[way]),
      seed,
    ),
    unjudged_in_ten: meanOf(trials.map((trial) => trial.unjudged[way])),
  });
  const ways = {
    ENGINE: figures('ENGINE'),
    BM25: figures('BM25'),
    BM25_DOMAIN: figures('BM25_DOMAIN'),
    BM25_CATEGORY: figures('BM25_CATEGORY'),
  };
  const baseline: JudgedWay = ways.BM25_DOMAIN.ndcg10.mean >= ways.BM25.ndcg10.mean ? 'BM25_DOMAIN' : 'BM25';
  const pairs = trials.map(({ ndcg: { ENGINE, [baseline]: other } }) => [ENGINE, other] as const);
  return {
    needs: trials.length,
    ndcg10: ways.ENGINE.ndcg10.mean,
    baseline_ndcg10: ways[baseline].ndcg10.mean,
    ways,
    against_baseline: {
      baseline,
      difference: estimate(
        pairs.map(([mine, other]) => mine - other),
        seed,
      ),
      ...compared(pairs),
    },
    by_domain: meansBy(trials, ({ need }) => need.domain),
    by_trap: meansBy(trials, ({ trap }) => trap),
    grades_of_shown: {
      FITS: together(trials, 'FITS'),
      NEEDS_DATA: together(trials, 'NEEDS_DATA'),
      NEAR_MISS: together(trials, 'NEAR_MISS'),
    },
    none_suitable: {
      needs: trials.filter(({ noneSuitable }) => noneSuitable).length,
      with_fits: trials.filter(({ noneSuitable, result }) => noneSuitable && result.fits > 0).map(({ id }) => id),
    },
  };
}

function meansBy(
  trials: readonly JudgedTrial[],
  key: (trial: JudgedTrial) => string,
): Readonly<Record<string, MeanOfWays>> {
  const keys = [...new Set(trials.map(key))].sort();
  return Object.fromEntries(
    keys.map((one) => {
      const some = trials.filter((trial) => key(trial) === one);
      const mean = (way: JudgedWay) => meanOf(some.map(({ ndcg: gains }) => gains[way]));
      return [
        one,
        {
          needs: some.length,
          ENGINE: mean('ENGINE'),
          BM25: mean('BM25'),
          BM25_DOMAIN: mean('BM25_DOMAIN'),
          BM25_CATEGORY: mean('BM25_CATEGORY'),
        },
      ];
    }),
  );
}

function together(trials: readonly JudgedTrial[], shown: Shown): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { gradesOf: of } of trials) {
    for (const [grade, number] of Object.entries(of[shown])) counts[grade] = (counts[grade] ?? 0) + number;
  }
  return counts;
}
