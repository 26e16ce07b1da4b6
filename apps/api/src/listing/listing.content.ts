import type { Listing, ListingContent } from '@huanpei/domain';
import { completeness, templateFor, type Completeness } from '@huanpei/reference';

/** What is published, or before that what is staged. Only those who may see the listing get this far. */
export function contentOf({ id, content, staged }: Listing): ListingContent {
  const found = content ?? staged?.content;
  if (!found) throw new Error(`listing ${id} has no content`);
  return found;
}

export const completenessOf = ({ facts, technologies }: ListingContent): Completeness =>
  completeness(facts, templateFor(technologies));
