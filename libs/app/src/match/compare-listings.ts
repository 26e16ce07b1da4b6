import { Injectable } from '@nestjs/common';
import {
  accepted,
  offerOf,
  refused,
  shanghaiDay,
  type Listing,
  type ListingContent,
  type Organisation,
  type Outcome,
  type Refusal,
  type Viewer,
} from '@huanpei/domain';
import {
  compareOffers,
  ENGINE_VERSION,
  evaluate,
  prepareNeed,
  type Asked,
  type ComparedRow,
  type ComparingReference,
  type Finding,
  type Match,
  type Need,
} from '@huanpei/matching';
import { matchingReference, parameters } from '@huanpei/reference';
import { ownershipOfListing, ownershipOfTender, reachable } from '../access';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { needFaults } from '../tender/tender-faults';

/** How many listings stand side by side. */
export const LEAST_COMPARED = 2;
export const MOST_COMPARED = 6;

/** What the listings are held against: nothing but each other, a need, or a lot that the asker may see. */
export type ComparedWith =
  | { readonly kind: 'EACH_OTHER' }
  | { readonly kind: 'NEED'; readonly need: Need }
  | { readonly kind: 'LOT'; readonly tenderId: string; readonly lotId: string };

/** One listing of a comparison as it stands now. */
export interface ComparedListing {
  readonly listing: Listing;
  readonly content: ListingContent;
  readonly supplier: Organisation;
  /** What the engine says of it and the need; null when there is none, or the two are not of one kind. */
  readonly match: Match | null;
}

/** One demand of the need, with what the engine found for each listing, in their order. */
export interface ComparedDemand {
  readonly id: string;
  readonly asked: Asked;
  readonly mandatory: boolean;
  /** Null where there is nothing to check: the listing is not compared, or states no such envelope. */
  readonly findings: readonly (Finding | null)[];
}

export interface ListingComparison {
  readonly asOf: string;
  readonly engine: string;
  readonly referenceEdition: string;
  readonly listings: readonly ComparedListing[];
  readonly rows: readonly ComparedRow[];
  /** Empty without a need. */
  readonly demands: readonly ComparedDemand[];
}

/**
 * Up to six listings side by side: everything that any of them states, and, against a need, what the engine finds for each.
 * Read as they stand now; nothing is kept. A listing that the asker may not see is as one that does not exist.
 */
@Injectable()
export class CompareListings {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  async execute(
    viewer: Viewer | null,
    ids: readonly string[],
    compared: ComparedWith,
  ): Promise<Outcome<ListingComparison>> {
    const faults = [...idFaults(ids), ...(compared.kind === 'NEED' ? needFaults(compared.need, 'need') : [])];
    if (faults.length > 0) return refused(...faults);
    const found = await this.listings(viewer, ids);
    if (!found.ok) return found;
    const need = await this.needOf(viewer, compared);
    if (!need.ok) return need;
    const today = shanghaiDay(this.clock.now());
    const asOf = need.value?.asOf ?? today;
    const offers = found.value.map(({ listing, content, supplier }) =>
      offerOf(listing.id, content, supplier, today, listing.confirmedOn),
    );
    const reference = matchingReference();
    // The marketplace knows when a listing was confirmed, so the score is the one that its matches have.
    const matches = offers.map((offer) =>
      need.value ? (evaluate(need.value, offer, reference, { today: asOf, market: true }) ?? null) : null,
    );
    return accepted({
      asOf,
      engine: ENGINE_VERSION,
      referenceEdition: reference.edition,
      listings: found.value.map((one, at) => ({ ...one, match: matches[at] ?? null })),
      rows: compareOffers(offers, comparing, asOf),
      demands: need.value ? demandsOf(need.value, matches, asOf) : [],
    });
  }

  private async listings(
    viewer: Viewer | null,
    ids: readonly string[],
  ): Promise<Outcome<readonly Omit<ComparedListing, 'match'>[]>> {
    const listings = await this.reads.listingsByIds(ids);
    const suppliers = await this.reads.organisationsByIds([...listings.values()].map(({ supplierId }) => supplierId));
    const faults: Refusal[] = [];
    const found = ids.flatMap((id, at) => {
      const listing = listings.get(id);
      const supplier = listing && suppliers.get(listing.supplierId);
      const seen =
        supplier && reachable('Query.compareListings', viewer, listing, (one) => ownershipOfListing(one, supplier));
      const content = seen?.content ?? seen?.staged?.content;
      if (seen && supplier && content) return [{ listing: seen, content, supplier }];
      faults.push({ code: 'NOT_FOUND', field: `ids[${at}]` });
      return [];
    });
    return faults.length > 0 ? refused(...faults) : accepted(found);
  }

  private async needOf(viewer: Viewer | null, compared: ComparedWith): Promise<Outcome<Need | null>> {
    if (compared.kind === 'EACH_OTHER') return accepted(null);
    if (compared.kind === 'NEED') return accepted(compared.need);
    const { tenderId, lotId } = compared;
    const tender = reachable('Query.compareListings', viewer, await this.reads.tender(tenderId), ownershipOfTender);
    if (!tender) return refused({ code: 'NOT_FOUND', field: 'lot.tenderId' });
    const lot = tender.content.lots.find(({ id }) => id === lotId);
    return lot
      ? accepted({ ...lot.need, id: lot.id, name: lot.title })
      : refused({ code: 'NOT_FOUND', field: 'lot.lotId' });
  }
}

function idFaults(ids: readonly string[]): readonly Refusal[] {
  if (ids.length < LEAST_COMPARED || ids.length > MOST_COMPARED)
    return [
      { code: 'INVALID', field: 'ids', facts: { given: ids.length, expected: `${LEAST_COMPARED}–${MOST_COMPARED}` } },
    ];
  return ids.flatMap((id, at): readonly Refusal[] =>
    ids.indexOf(id) < at ? [{ code: 'DUPLICATE', field: `ids[${at}]` }] : [],
  );
}

const comparing: ComparingReference = {
  parameterKind: (code) => matchingReference().parameterKind(code),
  usualUnit: (metric, parameter) => {
    const { byCode } = parameters();
    // What is said of a measured thing stands in the thing's unit, unless the metric has one of its own.
    return byCode(metric)?.units[0] ?? (parameter === undefined ? undefined : byCode(parameter)?.units[0]);
  },
};

/** Every demand in the order of the engine, also where nothing is found for some of the listings. */
function demandsOf(need: Need, matches: readonly (Match | null)[], asOf: string): readonly ComparedDemand[] {
  const prepared = prepareNeed(need, matchingReference(), asOf, true);
  const found = new Map<string, Pick<ComparedDemand, 'id' | 'asked' | 'mandatory'>>();
  for (const { id, asked, mandatory } of prepared.demands) found.set(id, { id, asked, mandatory });
  for (const match of matches)
    for (const { id, asked, mandatory } of match?.findings ?? [])
      if (!found.has(id)) found.set(id, { id, asked, mandatory });
  return [...found.values()]
    .map((demand) => ({
      ...demand,
      findings: matches.map((match) => match?.findings.find(({ id }) => id === demand.id) ?? null),
    }))
    .filter(({ findings }) => findings.some((finding) => finding !== null) || matches.every((match) => match === null));
}
