import {
  mayTouch,
  type Listing,
  type Operation,
  type Organisation,
  type Ownership,
  type Tender,
  type Viewer,
  isPublic,
  onMarket,
} from '@huanpei/domain';

/** What the permission table needs to know of each kind of thing. */
export function ownershipOfListing(listing: Listing, supplier: Pick<Organisation, 'state'>): Ownership {
  return {
    organisationId: listing.supplierId,
    published: onMarket(listing, supplier),
    moderated: listing.state !== 'DRAFT',
  };
}

export function ownershipOfTender(tender: Tender): Ownership {
  return { organisationId: tender.buyerId, published: isPublic(tender), moderated: false };
}

export function ownershipOfOrganisation(organisation: Organisation): Ownership {
  return { organisationId: organisation.id, published: organisation.state === 'VERIFIED', moderated: true };
}

/** The thing, when this operation may touch it; otherwise as if it did not exist. */
export function reachable<T>(
  operation: Operation,
  viewer: Viewer | null,
  thing: T | undefined,
  ownership: (thing: T) => Ownership,
): T | undefined {
  return thing !== undefined && mayTouch(operation, viewer, ownership(thing)) ? thing : undefined;
}
