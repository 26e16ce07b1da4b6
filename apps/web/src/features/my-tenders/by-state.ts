import type { TenderState } from '../../generated/schema';

/** In the order of a tender's life. */
const ORDER: readonly TenderState[] = [
  'DRAFT',
  'PUBLISHED',
  'CLOSED',
  'OPENED',
  'EVALUATED',
  'AWARDED',
  'CONTRACTED',
  'ACCEPTED',
  'FAILED',
  'CANCELLED',
];

export const isState = (text: string | null): text is TenderState => ORDER.includes(text as TenderState);

interface Row {
  readonly state: TenderState;
  readonly deadline?: string | null | undefined;
  readonly createdAt: string;
}

/** How many are in each state, those that none is in left out. */
export const countsByState = (
  rows: readonly Row[],
): readonly { readonly state: TenderState; readonly count: number }[] =>
  ORDER.map((state) => ({ state, count: rows.filter((row) => row.state === state).length })).filter(
    ({ count }) => count > 0,
  );

/** What needs the buyer first: drafts, newest first; open ones, the nearest deadline first; then the rest, newest first. */
export function byUrgency<R extends Row>(rows: readonly R[]): readonly R[] {
  const time = (text: string | null | undefined) => (text ? Date.parse(text) : Infinity);
  return [...rows].sort((a, b) => {
    const place = ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
    if (place !== 0) return place;
    return a.state === 'PUBLISHED' ? time(a.deadline) - time(b.deadline) : time(b.createdAt) - time(a.createdAt);
  });
}
