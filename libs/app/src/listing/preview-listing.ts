import { Injectable } from '@nestjs/common';
import {
  accepted,
  effectOf,
  offerOf,
  onMarket,
  refused,
  shanghaiDay,
  unstatedOf,
  type Listing,
  type ListingContent,
  type LotStanding,
  type Organisation,
  type Outcome,
  type RevisionEffect,
  type Unstated,
  type Viewer,
} from '@huanpei/domain';
import { counts } from '@huanpei/matching';
import { ownershipOfListing, reachable } from '../access';
import { standingsOf } from '../match/lot-standings';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { listingFaults } from './listing-faults';

export interface ListingPreview {
  readonly content: ListingContent;
  /** What its publication would change, as the open tenders are now. */
  readonly effect: RevisionEffect;
  /** Every lot of the open tenders that it would be compared with, the closest first. */
  readonly standings: readonly LotStanding[];
  /** What those lots ask for and it does not state, what most ask first. */
  readonly unstated: readonly Unstated[];
}

/** How a listing is matched as it stands in somebody's editor, before anybody else sees it. Nothing is kept. */
@Injectable()
export class PreviewListing {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  /** @param id the listing that is being edited; null for one that does not exist yet */
  async execute(viewer: Viewer, id: string | null, content: ListingContent): Promise<Outcome<ListingPreview>> {
    const listing = id === null ? undefined : await this.reads.listing(id);
    const supplier = await this.reads.organisation(listing?.supplierId ?? viewer.organisationId);
    if (!supplier) throw new Error(`no organisation ${listing?.supplierId ?? viewer.organisationId}`);
    const own =
      listing && reachable('Query.previewListing', viewer, listing, (one) => ownershipOfListing(one, supplier));
    if (id !== null && !own) return refused({ code: 'NOT_FOUND', field: 'id' });
    const faults = listingFaults(content);
    if (faults.length > 0) return refused(...faults);
    const { before, after } = await standingsOfEdit(this.reads, this.clock.now(), own ?? null, supplier, content);
    return accepted({
      content,
      effect: effectOf(before, after),
      standings: [...after].sort(closestFirst),
      unstated: unstatedOf(after),
    });
  }
}

/** What the open tenders make of the published content of a listing, and what they would make of another. */
export async function standingsOfEdit(
  reads: Reads,
  now: Date,
  listing: Listing | null,
  supplier: Organisation,
  content: ListingContent,
): Promise<{ readonly before: readonly LotStanding[]; readonly after: readonly LotStanding[] }> {
  const today = shanghaiDay(now);
  const tenders = await reads.openTenders(now);
  const published = listing && onMarket(listing, supplier) ? listing.content : null;
  const standings = (of: ListingContent, confirmedOn: string | null) =>
    standingsOf(tenders, [offerOf(listing?.id ?? 'new', of, supplier, today, confirmedOn)], today);
  return {
    before: published === null ? [] : standings(published, listing?.confirmedOn ?? null),
    // Handing it in confirms it.
    after: standings(content, today),
  };
}

const OUTCOMES = ['FITS', 'NEEDS_DATA', 'RULED_OUT'] as const;
const standsInTheWay = ({ match }: LotStanding): number =>
  match.findings.filter((finding) => counts(finding) && finding.verdict !== 'PASS').length;

function closestFirst(a: LotStanding, b: LotStanding): number {
  return (
    OUTCOMES.indexOf(a.match.outcome) - OUTCOMES.indexOf(b.match.outcome) ||
    standsInTheWay(a) - standsInTheWay(b) ||
    b.match.score - a.match.score ||
    (`${a.tenderId} ${a.lotId}` < `${b.tenderId} ${b.lotId}` ? -1 : 1)
  );
}
