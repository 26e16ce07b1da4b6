import {
  canonicalJson,
  closeness,
  type Closeness,
  KEPT_MATCHES,
  needsOf,
  tailoringOf,
  type MatchNotice,
  type MatchRun,
  type Tailoring,
  type Tender,
} from '@huanpei/domain';
import {
  ENGINE_VERSION,
  tightestOf,
  type Domain,
  type Match,
  type MatchingReference,
  type Need,
  type NeedResult,
} from '@huanpei/matching';
import { HeldMarket } from '../market/held-market';
import type { MarketView, Standing } from '../ports/market-index';

/** What is kept of one lot checked against the market, before it is known who will be told. */
export interface KeptResult {
  readonly lotId: string;
  /** Up to which change of the log the market was read. */
  readonly position: number;
  /** Where each listing that is named comes from. */
  readonly listings: ReadonlyMap<string, Standing>;
  /** The counts, and the best of the matches and near misses. */
  readonly kept: NeedResult;
}

/** The same with everything that was found, for telling the suppliers. */
export interface LotResult extends KeptResult {
  /** All matches and near misses, uncut. */
  readonly all: NeedResult;
  /** A sign that the lot was written for one supplier, if there is one. */
  readonly tailoring: Tailoring | null;
}

type Lots = Pick<Tender, 'id' | 'content'>;
type Markets = ReadonlyMap<Domain, MarketView>;

/** Checks every lot of a tender against the market of its domain. The same market gives the same result. */
export function matchLots(
  tender: Lots,
  markets: Markets,
  reference: MatchingReference,
  asOf: string,
): readonly LotResult[] {
  return needsOf(tender, asOf).map((need, index) => {
    const market = marketOf(need, markets, reference);
    const all = market.query(need, { top: Math.max(1, market.size), today: asOf, relaxations: true });
    const result = keptResult(tender, index, market, all);
    return { ...result, tailoring: tailoringIn(all, result.listings, () => market.suppliers(need)), all };
  });
}

/** The same without what is only told to suppliers: what is kept is the beginning of all there is. */
export function keptLots(
  tender: Lots,
  markets: Markets,
  reference: MatchingReference,
  asOf: string,
): readonly KeptResult[] {
  return needsOf(tender, asOf).map((need, index) => {
    const market = marketOf(need, markets, reference);
    return keptResult(tender, index, market, market.query(need, { top: KEPT_MATCHES, today: asOf, relaxations: true }));
  });
}

const marketOf = ({ domain }: Need, markets: Markets, reference: MatchingReference): MarketView =>
  markets.get(domain) ?? new HeldMarket(reference).view(domain, 0);

function keptResult({ content }: Lots, index: number, market: MarketView, found: NeedResult): KeptResult {
  const listings = new Map(
    [...found.matches, ...found.nearMisses].flatMap(({ offerId }) => {
      const standing = market.standing(offerId);
      return standing ? [[offerId, standing] as const] : [];
    }),
  );
  const [matches, nearMisses] = [found.matches.slice(0, KEPT_MATCHES), found.nearMisses.slice(0, KEPT_MATCHES)];
  const lotId = content.lots[index]?.id ?? String(index + 1);
  return { lotId, position: market.position, listings, kept: { ...found, matches, nearMisses } };
}

function tailoringIn(
  { matches }: NeedResult,
  listings: LotResult['listings'],
  compared: () => number,
): Tailoring | null {
  const suppliersOf = (wanted: Closeness) =>
    matches
      .filter((match) => closeness(match)?.closeness === wanted)
      .map(({ offerId }) => listings.get(offerId)?.supplier);
  return tailoringOf(suppliersOf('FITS'), suppliersOf('ONE_FIGURE_MISSING'), compared);
}

/** The run as it is kept, with everything that makes it reproducible. */
export function runOf(
  result: KeptResult,
  tender: Tender,
  stamp: {
    readonly id: string;
    readonly asOf: string;
    readonly computedAt: Date;
    readonly referenceEdition: string;
    readonly notified: readonly string[];
  },
  sha256: (text: string) => string,
): MatchRun {
  const { kept, position, listings, lotId } = result;
  const shown = new Set([...kept.matches, ...kept.nearMisses].map((match) => match.offerId));
  const { compared, fits, needsData, ruledOut, matches, nearMisses, relaxations } = kept;
  return {
    id: stamp.id,
    tenderId: tender.id,
    lotId,
    tenderRevision: tender.revision,
    engine: ENGINE_VERSION,
    referenceEdition: stamp.referenceEdition,
    asOf: stamp.asOf,
    marketPosition: position,
    compared,
    fits,
    needsData,
    ruledOut,
    matches,
    nearMisses,
    relaxations,
    listingRevisions: Object.fromEntries(
      [...listings].filter(([id]) => shown.has(id)).map(([id, { revision }]) => [id, revision]),
    ),
    notified: stamp.notified,
    digest: digestOf(kept, sha256),
    computedAt: stamp.computedAt,
  };
}

/** SHA-256 over the canonical JSON of what the engine said. */
export function digestOf(result: NeedResult, sha256: (text: string) => string): string {
  return sha256(canonicalJson(result));
}

/** How many listings one message names; the rest is on the tender's page. */
const NAMED_PER_MESSAGE = 20;

/** What each supplier should hear of these results, closest first. */
export function noticesBySupplier(results: readonly LotResult[]): ReadonlyMap<string, readonly MatchNotice[]> {
  const bySupplier = new Map<string, MatchNotice[]>();
  for (const { lotId, all, listings } of results) {
    for (const match of [...all.matches, ...all.nearMisses]) {
      const notice = noticeOf(match, lotId);
      const supplier = listings.get(match.offerId)?.supplier;
      if (!notice || supplier === undefined) continue;
      const notices = bySupplier.get(supplier) ?? [];
      if (notices.length < NAMED_PER_MESSAGE) notices.push(notice);
      bySupplier.set(supplier, notices);
    }
  }
  return bySupplier;
}

/** The notice for one match, or undefined when it is too far off to be worth a message. */
export function noticeOf(match: Match, lotId: string): MatchNotice | undefined {
  const close = closeness(match);
  if (!close) return undefined;
  const tightest = tightestOf(match.findings);
  return {
    listingId: match.offerId,
    lotId,
    closeness: close.closeness,
    score: match.score,
    ...(close.obstacle ? { obstacle: close.obstacle } : tightest ? { tightest } : {}),
  };
}
