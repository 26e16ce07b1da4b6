import {
  ofWays,
  QUESTIONS,
  type GradesOf,
  type JudgedTrial,
  type JudgedWay,
  type KeywordWay,
  type OfWays,
  type Shown,
} from './judged';
import { compared, estimate, meanOf, type Estimate } from './measures';

/**
 * The searches the engine has to beat: the buyer's prose, in the language that serves the search best, with or without the
 * domain filter. Titles and category filters are reported beside them.
 */
const RIVALS: readonly KeywordWay[] = QUESTIONS.filter((question) => question !== 'TITLE').flatMap(
  (question): readonly KeywordWay[] => [`BM25_${question}_ALL`, `BM25_${question}_DOMAIN`],
);

export interface WayFigures {
  readonly ndcg10: Estimate;
  readonly condensed_ndcg10: Estimate;
  readonly unjudged_in_ten: number;
}

type Against = { readonly baseline: KeywordWay; readonly difference: Estimate } & ReturnType<typeof compared>;
type MeanOfWays = { readonly needs: number } & OfWays<number>;

export interface JudgedFigures {
  readonly needs: number;
  readonly ndcg10: number;
  /** The best keyword search on the prose, with or without the domain filter. */
  readonly baseline_ndcg10: number;
  readonly ways: OfWays<WayFigures>;
  /** The engine's mean, were ties in random order. */
  readonly ties_at_random_ndcg10: number;
  /** How many of its first ten the engine could not order, on average: their score is 0. */
  readonly scoreless_in_ten: number;
  /** Engine minus that baseline, need by need. */
  readonly against_baseline: Against;
  /** Engine minus keyword search by the need's title within its domain. */
  readonly against_title: Against;
  readonly by_domain: Readonly<Record<string, MeanOfWays>>;
  /** By what makes a need hard for a ranking. */
  readonly by_trap: Readonly<Record<string, MeanOfWays>>;
  /** Grades of what the engine shows, by outcome, over all needs. */
  readonly grades_of_shown: GradesOf;
  /** Needs for which nothing is suitable, and in how many of them the engine shows something as fitting all the same. */
  readonly none_suitable: { readonly needs: number; readonly with_fits: readonly string[] };
}

export function judgedFigures(trials: readonly JudgedTrial[], seed: number): JudgedFigures {
  const ways = ofWays((way) => ({
    ndcg10: estimate(
      trials.map((trial) => trial.ndcg[way]),
      seed,
    ),
    condensed_ndcg10: estimate(
      trials.map((trial) => trial.condensed[way]),
      seed,
    ),
    unjudged_in_ten: meanOf(trials.map((trial) => trial.unjudged[way])),
  }));
  const baseline = RIVALS.reduce((a, b) => (ways[b].ndcg10.mean > ways[a].ndcg10.mean ? b : a));
  const suited = trials.filter(({ noneSuitable }) => noneSuitable);
  return {
    needs: trials.length,
    ndcg10: ways.ENGINE.ndcg10.mean,
    baseline_ndcg10: ways[baseline].ndcg10.mean,
    ways,
    ties_at_random_ndcg10: meanOf(trials.map(({ tiesAtRandom }) => tiesAtRandom)),
    scoreless_in_ten: meanOf(trials.map(({ scoreless }) => scoreless)),
    against_baseline: against(trials, baseline, seed),
    against_title: against(trials, 'BM25_TITLE_DOMAIN', seed),
    by_domain: meansBy(trials, ({ need }) => need.domain),
    by_trap: meansBy(trials, ({ trap }) => trap),
    grades_of_shown: {
      FITS: together(trials, 'FITS'),
      NEEDS_DATA: together(trials, 'NEEDS_DATA'),
      NEAR_MISS: together(trials, 'NEAR_MISS'),
    },
    none_suitable: {
      needs: suited.length,
      with_fits: suited.filter(({ result }) => result.fits > 0).map(({ id }) => id),
    },
  };
}

function against(trials: readonly JudgedTrial[], baseline: KeywordWay, seed: number): Against {
  const pairs = trials.map(({ ndcg }) => [ndcg.ENGINE, ndcg[baseline]] as const);
  return {
    baseline,
    difference: estimate(
      pairs.map(([mine, other]) => mine - other),
      seed,
    ),
    ...compared(pairs),
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
      const means = ofWays((way: JudgedWay) => meanOf(some.map(({ ndcg }) => ndcg[way])));
      return [one, { needs: some.length, ...means }];
    }),
  );
}

function together(trials: readonly JudgedTrial[], shown: Shown): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { gradesOf } of trials) {
    for (const [grade, number] of Object.entries(gradesOf[shown])) counts[grade] = (counts[grade] ?? 0) + number;
  }
  return counts;
}
