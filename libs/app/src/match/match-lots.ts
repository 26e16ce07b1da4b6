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
import { ENGINE_VERSION, type Domain, type Match, type MatchingReference, type NeedResult } from '@huanpei/matching';
import { HeldMarket } from '../market/held-market';
import type { MarketView, Standing } from '../ports/market-index';

/** One lot checked against the market, before it is known who will be told. */
export interface LotResult {
  readonly lotId: string;
  /** Up to which change of the log the market was read. */
  readonly position: number;
  /** Where each listing that is named comes from. */
  readonly listings: ReadonlyMap<string, Standing>;
  /** All matches and near misses, uncut, for telling the suppliers. */
  readonly all: NeedResult;
  /** What is kept: the best of each. */
  readonly kept: NeedResult;
  /** A sign that the lot was written for one supplier, if there is one. */
  readonly tailoring: Tailoring | null;
}

/** Checks every lot of a tender against the market of its domain. The same market gives the same result. */
export function matchLots(
  tender: Pick<Tender, 'id' | 'content'>,
  markets: ReadonlyMap<Domain, MarketView>,
  reference: MatchingReference,
  asOf: string,
): readonly LotResult[] {
  return needsOf(tender, asOf).map((need, index) => {
    const market = markets.get(need.domain) ?? new HeldMarket(reference).view(need.domain, 0);
    const all = market.query(need, { top: Math.max(1, market.size), today: asOf, relaxations: true });
    const lotId = tender.content.lots[index]?.id ?? String(index + 1);
    const listings = new Map(
      [...all.matches, ...all.nearMisses].flatMap(({ offerId }) => {
        const standing = market.standing(offerId);
        return standing ? [[offerId, standing] as const] : [];
      }),
    );
    return {
      lotId,
      position: market.position,
      listings,
      tailoring: tailoringIn(all, listings, () => market.suppliers(need)),
      all,
      kept: { ...all, matches: all.matches.slice(0, KEPT_MATCHES), nearMisses: all.nearMisses.slice(0, KEPT_MATCHES) },
    };
  });
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
  result: LotResult,
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
  const tightest = match.findings
    .filter((finding) => finding.verdict === 'PASS' && finding.margin !== undefined)
    .sort((a, b) => (a.margin ?? 0) - (b.margin ?? 0))[0];
  return {
    listingId: match.offerId,
    lotId,
    closeness: close.closeness,
    score: match.score,
    ...(close.obstacle ? { obstacle: close.obstacle } : tightest ? { tightest } : {}),
  };
}
