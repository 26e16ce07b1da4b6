import { ownershipOfListing, reachable } from '@huanpei/app';
import type { Listing } from '@huanpei/domain';
import type { ApiContext } from '../graphql/context';

/** The listing, when this viewer may see it as it is now; otherwise as if it did not exist. */
export async function visibleListing(
  id: string,
  { viewer, loaders }: Pick<ApiContext, 'viewer' | 'loaders'>,
): Promise<Listing | undefined> {
  const listing = await loaders.listing.load(id);
  const supplier = listing && (await loaders.organisation.load(listing.supplierId));
  if (!listing || !supplier) return undefined;
  return reachable('Query.listing', viewer, listing, () => ownershipOfListing(listing, supplier));
}
