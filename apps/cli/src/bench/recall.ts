import { matchNeed, type Match, type MatchingReference, type NeedResult, type Offer } from '@huanpei/matching';
import { taxonomy, type DemoDemand, type DemoListing } from '@huanpei/reference';
import type { Bm25 } from './bm25';
import { demandsFigure, echoes, exclusionOf, related, statesFigure, type Exclusion } from './demands';
import { chanceOfHit, compared, estimate, expectedHit, meanOf, type Estimate } from './measures';
import { textOfDemand, wordsWithout } from './texts';
import { wordsOf } from './words';

/** The ways of ranking that are compared. `PUBLISHED` is the text as published; `NAMELESS` lacks the technology's words. */
export const BASELINES = ['PUBLISHED', 'PUBLISHED_DOMAIN', 'NAMELESS', 'NAMELESS_DOMAIN'] as const;
export type Baseline = (typeof BASELINES)[number];
type Way = 'ENGINE' | Baseline;

export interface Market {
  readonly listings: readonly DemoListing[];
  readonly offers: readonly Offer[];
  readonly search: Bm25;
  readonly reference: MatchingReference;
  readonly today: string;
}

/** One real demand and where the equipment that was procured stands in each ranking. */
export interface DemandTrial {
  readonly demand: DemoDemand;
  /** Listings of the technology procured: same code, above or below it. */
  readonly right: ReadonlySet<string>;
  /** Those of exactly the code. */
  readonly exact: ReadonlySet<string>;
  readonly echoed: boolean;
  readonly rankings: Readonly<Record<Way, readonly string[]>>;
  readonly hidden: NeedResult;
  readonly asStated: NeedResult;
  readonly chance: number;
}

export const DEPTH = 10;

/** The engine's ranking as a page shows it: what fits, what needs data, what one failure rules out. */
export function rankingOf({ matches, nearMisses }: NeedResult): readonly string[] {
  return [...matches, ...nearMisses].map(({ offerId }) => offerId);
}

/** The groups of listings the engine ranks alike: same outcome, same score. */
export function tiersOf({ matches, nearMisses }: NeedResult): readonly (readonly string[])[] {
  const tiers = new Map<string, string[]>();
  const add = ({ offerId, outcome, score }: Match) => {
    const key = `${outcome} ${score}`;
    tiers.set(key, [...(tiers.get(key) ?? []), offerId]);
  };
  [...matches, ...nearMisses].forEach(add);
  return [...tiers.values()];
}

/** A demand with its technology hidden from the engine, against every real listing. */
export function tryDemand(demand: DemoDemand, { listings, offers, search, reference, today }: Market): DemandTrial {
  const real = listings.filter(({ origin }) => origin === 'REAL_RECORD');
  const ids = new Set(real.map(({ id }) => id));
  const domains = new Map(real.map(({ id, content }) => [id, content.domain]));
  const having = (same: (a: string, b: string) => boolean) =>
    real.filter(({ content }) => demand.technologies.some((a) => content.technologies.some((b) => same(a, b))));
  const right = having((a, b) => related(a, b, taxonomy().ancestors));
  const { technologies: _hidden, ...nameless } = demand.need;
  const market = offers.filter(({ id }) => ids.has(id));
  const ask = (need: DemoDemand['need']) => matchNeed(need, market, reference, { top: market.length, today });
  const hidden = ask(nameless);
  const inDomain = (id: string) => domains.get(id) === demand.domain;
  const found = (words: readonly string[], among: (id: string) => boolean) => search(words, among).map(({ id }) => id);
  const text = textOfDemand(demand);
  const [published, bare] = [wordsOf(text), wordsWithout(text, demand.technologies)];
  return {
    demand,
    right: new Set(right.map(({ id }) => id)),
    exact: new Set(having((a, b) => a === b).map(({ id }) => id)),
    echoed: right.some(({ content }) => echoes(demand.need, content.facts)),
    rankings: {
      ENGINE: rankingOf(hidden),
      PUBLISHED: found(published, (id) => ids.has(id)),
      PUBLISHED_DOMAIN: found(published, inDomain),
      NAMELESS: found(bare, (id) => ids.has(id)),
      NAMELESS_DOMAIN: found(bare, inDomain),
    },
    hidden,
    asStated: ask(demand.need),
    chance: chanceOfHit(
      [...domains.values()].filter((one) => one === demand.domain).length,
      right.filter(({ content }) => content.domain === demand.domain).length,
      DEPTH,
    ),
  };
}

/** Whether one of the right listings is among the first ten. */
export function hit(ranking: readonly string[], right: ReadonlySet<string>): number {
  return ranking.slice(0, DEPTH).some((id) => right.has(id)) ? 1 : 0;
}

/** The share of the right listings (of ten, where there are more) that is among the first ten. */
export function share(ranking: readonly string[], right: ReadonlySet<string>): number {
  const found = ranking.slice(0, DEPTH).filter((id) => right.has(id)).length;
  return right.size === 0 ? 0 : found / Math.min(DEPTH, right.size);
}

export interface RecallFigures {
  readonly tenders: number;
  /** Share of demands with at least one right listing among the first ten. */
  readonly recall10: Estimate;
  /** Mean share of the right listings among the first ten. */
  readonly listing_recall10: number;
  /** As `recall10`, where only exactly the technology procured counts. */
  readonly exact_recall10: number;
  readonly baselines: Readonly<
    Record<
      Baseline,
      { readonly recall10: Estimate; readonly listing_recall10: number; readonly exact_recall10: number }
    >
  >;
  /** The engine's, were listings of equal outcome and score in random order instead of in that of their ids. */
  readonly ties_at_random_recall10: number;
  /** What a random order of the demand's domain would reach. */
  readonly chance_recall10: number;
  readonly against_best_baseline: ReturnType<typeof compared> & { readonly baseline: Baseline };
}

export function recallOf(trials: readonly DemandTrial[], seed: number): RecallFigures {
  const hits = (way: Way) => trials.map(({ rankings, right }) => hit(rankings[way], right));
  const figures = (way: Way) => ({
    recall10: estimate(hits(way), seed),
    listing_recall10: meanOf(trials.map(({ rankings, right }) => share(rankings[way], right))),
    exact_recall10: meanOf(trials.map(({ rankings, exact }) => hit(rankings[way], exact))),
  });
  const baselines = {
    PUBLISHED: figures('PUBLISHED'),
    PUBLISHED_DOMAIN: figures('PUBLISHED_DOMAIN'),
    NAMELESS: figures('NAMELESS'),
    NAMELESS_DOMAIN: figures('NAMELESS_DOMAIN'),
  };
  const best = BASELINES.reduce((a, b) => (baselines[b].recall10.mean > baselines[a].recall10.mean ? b : a));
  const other = hits(best);
  return {
    tenders: trials.length,
    ...figures('ENGINE'),
    baselines,
    ties_at_random_recall10: meanOf(trials.map(({ hidden, right }) => expectedHit(tiersOf(hidden), right, DEPTH))),
    chance_recall10: meanOf(trials.map(({ chance }) => chance)),
    against_best_baseline: {
      baseline: best,
      ...compared(hits('ENGINE').map((mine, index) => [mine, other[index] ?? 0] as const)),
    },
  };
}

export type Standing = 'FITS' | 'NEEDS_DATA' | 'NEAR_MISS' | 'RULED_OUT' | 'NOT_COMPARED';

/** What became of the right listings, and of those among the first ten, by outcome. */
export function standings(
  trials: readonly DemandTrial[],
  result: (trial: DemandTrial) => NeedResult,
  domainOf: (id: string) => string | undefined,
) {
  const none: Readonly<Record<Standing, number>> = {
    FITS: 0,
    NEEDS_DATA: 0,
    NEAR_MISS: 0,
    RULED_OUT: 0,
    NOT_COMPARED: 0,
  };
  const all = { ...none };
  const firstTen = { ...none };
  for (const trial of trials) {
    const { matches, nearMisses } = result(trial);
    const outcomes = new Map<string, Standing>([
      ...matches.map(({ offerId, outcome }) => [offerId, outcome] as const),
      ...nearMisses.map(({ offerId }) => [offerId, 'NEAR_MISS'] as const),
    ]);
    const shown = new Set(rankingOf(result(trial)).slice(0, DEPTH));
    for (const id of trial.right) {
      const elsewhere = domainOf(id) === trial.demand.domain ? 'RULED_OUT' : 'NOT_COMPARED';
      const standing = outcomes.get(id) ?? elsewhere;
      all[standing] += 1;
      if (shown.has(id)) firstTen[standing] += 1;
    }
  }
  return { all, first_ten: firstTen };
}

export interface RecallReport {
  /** Demands with a numeric requirement or a cited standard. */
  readonly counted: readonly DemandTrial[];
  /** Those that state any technical figure, a flow or an inflow included. */
  readonly withAnyFigure: readonly DemandTrial[];
  /** Every demand whose technology is listed. */
  readonly withListing: readonly DemandTrial[];
  readonly excluded: readonly Exclusion[];
}

export function sortDemands(trials: readonly DemandTrial[]): RecallReport {
  const listed = trials.filter(({ right }) => right.size > 0);
  return {
    counted: listed.filter(({ demand }) => demandsFigure(demand.need)),
    withAnyFigure: listed.filter(({ demand }) => statesFigure(demand.need)),
    withListing: listed,
    excluded: trials.flatMap(({ demand, right }) => exclusionOf(demand, right.size) ?? []),
  };
}
