import type { Closeness, ListingState, StagedState } from '../../generated/schema';

/** One line of what waits: where it is done, and how many. */
export interface Waiting<Key extends string> {
  readonly key: Key;
  readonly count: number;
}

interface Listing {
  readonly state: ListingState;
  readonly stale: boolean;
  readonly staged?: { readonly state: StagedState } | null;
}

/** A published listing stands in review with its new revision, any other by itself. */
const reviewOf = ({ state, staged }: Listing): ListingState | undefined =>
  state === 'ARCHIVED' || state === 'SUSPENDED' ? undefined : (staged?.state ?? state);

/** What a supplier's listings wait for, the most urgent first; nothing that counts none. */
export function waitingListings(rows: readonly Listing[]) {
  const inReview = (wanted: ListingState): number => rows.filter((row) => reviewOf(row) === wanted).length;
  return some([
    { key: 'changes', count: inReview('CHANGES_REQUESTED') },
    { key: 'rejected', count: inReview('REJECTED') },
    { key: 'stale', count: rows.filter(({ state, stale }) => state === 'PUBLISHED' && stale).length },
    { key: 'drafts', count: inReview('DRAFT') },
    { key: 'submitted', count: inReview('SUBMITTED') },
  ]);
}

export const some = <Key extends string>(rows: readonly Waiting<Key>[]): readonly Waiting<Key>[] =>
  rows.filter(({ count }) => count > 0);

/** How many tenders have a match as close as that. */
export const countClose = (
  rows: readonly { readonly matches: readonly { readonly closeness: Closeness }[] }[],
  closeness: Closeness,
): number => rows.filter(({ matches }) => matches.some((match) => match.closeness === closeness)).length;

/** Those still open, the nearest deadline first. */
export const nearest = <T extends { readonly deadline?: string | null }>(
  tenders: readonly T[],
  now: number,
  most = 5,
): readonly T[] =>
  tenders
    .filter(({ deadline }) => deadline && Date.parse(deadline) > now)
    .sort((one, other) => Date.parse(one.deadline ?? '') - Date.parse(other.deadline ?? ''))
    .slice(0, most);
