import type { ReviewQueueQuery } from '../../generated/review';
import { sorted, type Sort, type SortBy } from '../operator/address';

export type Waiting = ReviewQueueQuery['listingsToReview']['edges'][number]['node'];
export const SORT_KEYS = ['age', 'name', 'supplier', 'completeness'] as const;
/** Who has waited longest comes first. */
export const USUAL_SORT: Sort = { key: 'age', descending: true };

/** A listing that was never on the market, or a change of one that is. */
export type QueueKind = 'NEW' | 'REVISION';
export const kindOf = ({ revision }: Pick<Waiting, 'revision'>): QueueKind => (revision === 0 ? 'NEW' : 'REVISION');

/** When it was handed in, in milliseconds; the server gives only what was. */
export const handedInAt = ({ staged }: Pick<Waiting, 'staged'>): number | null =>
  staged?.submittedAt ? Date.parse(staged.submittedAt) : null;

/** What of the queue the address asks for, in its order. */
export function queueOf(
  rows: readonly Waiting[],
  params: URLSearchParams,
  sort: Sort,
  language: string,
  now: number,
): readonly Waiting[] {
  const kind = params.get('kind');
  const data = params.get('data');
  const domain = params.get('domain');
  const words = (name: { readonly zh?: string | null; readonly en?: string | null }): string =>
    (language === 'en' ? (name.en ?? name.zh) : (name.zh ?? name.en)) ?? '';
  const by: SortBy<Waiting> = {
    age: (row) => {
      const at = handedInAt(row);
      return at === null ? null : now - at;
    },
    name: ({ name }) => words(name),
    supplier: ({ supplier }) => words(supplier.name),
    completeness: ({ staged }) => staged?.completeness.share ?? null,
  };
  const kept = rows.filter(
    (row) =>
      (kind === null || kindOf(row) === kind) &&
      (domain === null || row.domain === domain) &&
      (data === null || (data === 'DEMO') === (row.supplier.demo || row.origin !== 'SUPPLIER')),
  );
  return sorted(kept, sort, by, language);
}

export interface Neighbours {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** From 1; 0 when it is not in the queue. */
  readonly place: number;
}

/** What stands before and after a listing; of one that is no longer waiting, the first is next. */
export function neighboursOf(queue: readonly { readonly id: string }[], id: string): Neighbours {
  const at = queue.findIndex((row) => row.id === id);
  if (at < 0) return { previous: undefined, next: queue[0]?.id, place: 0 };
  return { previous: queue[at - 1]?.id, next: queue[at + 1]?.id, place: at + 1 };
}

/** Where to go after a decision: to what stood after it, or to what is left before it; undefined when nothing is left. */
export function afterDecision(queue: readonly { readonly id: string }[], id: string): string | undefined {
  const { next, previous } = neighboursOf(queue, id);
  return next ?? queue.find((row) => row.id !== id)?.id ?? previous;
}
