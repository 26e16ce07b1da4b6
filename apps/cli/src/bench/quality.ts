import { matchNeed, type Need } from '@huanpei/matching';
import { parameters, standards, type DemoDemand } from '@huanpei/reference';
import { tryJudged, type JudgedNeed, type JudgedTrial } from './judged';
import { judgedFigures, type JudgedFigures } from './judged-figures';
import { limitsOf, type Limit } from './limits';
import { BASELINES, recallOf, sortDemands, standings, tryDemand, type DemandTrial, type Market } from './recall';
import { recheck, type Disagreement } from './recheck/recheck';
import type { Exclusion } from './demands';

type Recall = ReturnType<typeof recallOf>;

export interface QualityReport {
  /** Real demands that count. */
  readonly tenders: number;
  readonly recall10: number;
  /** The best of the four keyword searches. */
  readonly baseline_recall10: number;
  /** Findings of results shown as FITS that the second path does not confirm. Must be 0. */
  readonly violations: number;
  readonly judged: JudgedFigures & {
    /** The same with the illustrations taken out of the market and of the grades. */
    readonly real_records_only: Pick<JudgedFigures, 'needs' | 'ndcg10' | 'baseline_ndcg10' | 'against_baseline'>;
    /** Needs of the set for which nothing listed is of any use. */
    readonly without_relevant: readonly string[];
    readonly per_need: readonly object[];
  };
  readonly excluded: readonly Exclusion[];
  readonly recall: {
    readonly counted: Recall;
    /** The same without demands whose right record was copied from the tender itself. */
    readonly without_echoes: Recall;
    /** Beyond what was asked: demands that state at least a flow or another design figure. */
    readonly with_any_figure: Recall;
    /** Beyond what was asked: every demand whose technology is listed, also those that state nothing. */
    readonly with_listing: Recall;
    /** What became of the right listings with the technology hidden, and with the need as stated. */
    readonly outcomes: {
      readonly hidden: ReturnType<typeof standings>;
      readonly as_stated: ReturnType<typeof standings>;
    };
    readonly per_demand: readonly object[];
  };
  readonly rechecked: {
    readonly needs: number;
    /** Results shown as FITS; those of a need that demands nothing fit without a finding and are not among them. */
    readonly fits: number;
    readonly findings_in_fits: number;
    readonly findings_elsewhere: number;
    readonly disagreements: readonly Disagreement[];
    readonly disagreements_elsewhere: readonly Disagreement[];
  };
  readonly limits: readonly Limit[];
}

/** Everything `bench:quality` reports. Same input and seed, same report. */
export function measureQuality(
  market: Market,
  demands: readonly DemoDemand[],
  judgedNeeds: readonly JudgedNeed[],
  otherNeeds: readonly Need[],
  seed: number,
): QualityReport {
  const sorted = sortDemands(demands.map((demand) => tryDemand(demand, market)));
  const { counted, excluded } = sorted;
  const recall = {
    counted: recallOf(counted, seed),
    without_echoes: recallOf(
      counted.filter(({ echoed }) => !echoed),
      seed,
    ),
    with_any_figure: recallOf(sorted.withAnyFigure, seed),
    with_listing: recallOf(sorted.withListing, seed),
  };
  const domains = new Map(market.listings.map(({ id, content }) => [id, content.domain]));
  const domainOf = (id: string) => domains.get(id);

  const tried = judgedNeeds.map((one) => ({ id: one.need.id, trial: tryJudged(one, market) }));
  const trials = tried.flatMap(({ trial }) => trial ?? []);
  const figures = judgedFigures(trials, seed);

  const hidden = demands.map(({ need: { technologies: _hidden, ...need } }) => ({ ...need, id: `${need.id}/hidden` }));
  const rechecked = recheckAll(
    [...demands.map(({ need }) => need), ...hidden, ...judgedNeeds.map(({ need }) => need), ...otherNeeds],
    market,
  );
  return {
    tenders: counted.length,
    recall10: recall.counted.recall10.mean,
    baseline_recall10: Math.max(...BASELINES.map((way) => recall.counted.baselines[way].recall10.mean)),
    violations: rechecked.disagreements.length,
    judged: {
      ...figures,
      real_records_only: withoutIllustrations(market, judgedNeeds, seed),
      without_relevant: tried.filter(({ trial }) => !trial).map(({ id }) => id),
      per_need: trials.map(toldOfJudged),
    },
    excluded,
    recall: {
      ...recall,
      outcomes: {
        hidden: standings(counted, ({ hidden: result }) => result, domainOf),
        as_stated: standings(counted, ({ asStated }) => asStated, domainOf),
      },
      per_demand: counted.map(toldOfDemand),
    },
    rechecked,
    limits: limitsOf(demands.length, sorted, market.listings, judgedNeeds, trials),
  };
}

function withoutIllustrations(
  market: Market,
  judgedNeeds: readonly JudgedNeed[],
  seed: number,
): QualityReport['judged']['real_records_only'] {
  const real = new Set(market.listings.filter(({ origin }) => origin === 'REAL_RECORD').map(({ id }) => id));
  const narrowed: Market = {
    ...market,
    offers: market.offers.filter(({ id }) => real.has(id)),
    search: (question, among = () => true) => market.search(question, (id) => real.has(id) && among(id)),
  };
  const trials = judgedNeeds.flatMap((one) => {
    const grades = new Map([...one.grades].filter(([id]) => real.has(id)));
    return tryJudged({ ...one, grades }, narrowed) ?? [];
  });
  const { needs, ndcg10, baseline_ndcg10, against_baseline } = judgedFigures(trials, seed);
  return { needs, ndcg10, baseline_ndcg10, against_baseline };
}

function recheckAll(needs: readonly Need[], { offers, reference, today }: Market): QualityReport['rechecked'] {
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  const reading = { limits: standards().limits, kind: (code: string) => parameters().byCode(code)?.kind, today };
  const fitting = { matches: 0, findings: 0, disagreements: [] as Disagreement[] };
  const elsewhere = { matches: 0, findings: 0, disagreements: [] as Disagreement[] };
  for (const need of needs) {
    const { matches, nearMisses } = matchNeed(need, offers, reference, { top: offers.length, today });
    for (const match of [...matches, ...nearMisses]) {
      const offer = byId.get(match.offerId);
      if (!offer) throw new Error(`a match of an unknown listing: ${match.offerId}`);
      const found = recheck(need, offer, match, reading);
      if (found.findings === 0 && found.disagreements.length === 0) continue;
      const of = match.outcome === 'FITS' ? fitting : elsewhere;
      of.matches += 1;
      of.findings += found.findings;
      of.disagreements.push(...found.disagreements);
    }
  }
  return {
    needs: needs.length,
    fits: fitting.matches,
    findings_in_fits: fitting.findings,
    findings_elsewhere: elsewhere.findings,
    disagreements: fitting.disagreements,
    disagreements_elsewhere: elsewhere.disagreements,
  };
}

function toldOfDemand({ demand, right, echoed, rankings, hidden }: DemandTrial): object {
  const { compared, fits, needsData, ruledOut } = hidden;
  const place = (ranking: readonly string[]) => ranking.findIndex((id) => right.has(id)) + 1 || null;
  return {
    id: demand.id,
    domain: demand.domain,
    technologies: demand.technologies,
    right: right.size,
    echoed,
    compared,
    fits,
    needs_data: needsData,
    ruled_out: ruledOut,
    /** Where the first right listing stands. */
    first_place: Object.fromEntries(Object.entries(rankings).map(([way, ranking]) => [way, place(ranking)])),
    top10: rankings.ENGINE.slice(0, 10),
  };
}

function toldOfJudged({
  id,
  need,
  trap,
  result,
  judgedListings,
  gradesOf,
  goodNotShown,
  ndcg,
  rankings,
}: JudgedTrial): object {
  const { compared, fits, needsData, ruledOut } = result;
  return {
    id,
    domain: need.domain,
    trap,
    judged: judgedListings,
    compared,
    fits,
    needs_data: needsData,
    ruled_out: ruledOut,
    grades_of_shown: gradesOf,
    ndcg10: ndcg,
    good_not_shown: goodNotShown,
    top10: rankings.ENGINE.slice(0, 10),
  };
}

/** Whether the bench may be called passed: nothing unproven is shown as fitting, and keyword search is not better. */
export function passes({ violations, judged }: QualityReport): boolean {
  return violations === 0 && judged.needs > 0 && judged.ndcg10 >= judged.baseline_ndcg10;
}
