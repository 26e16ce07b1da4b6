import type { InboxKind } from '../../generated/schema';

/** Where each kind of an operator's work is done. */
export const QUEUES: Readonly<Record<InboxKind, string>> = {
  NEW_LISTING: '/work/review?kind=NEW',
  LISTING_REVISION: '/work/review?kind=REVISION',
  ORGANISATION: '/work/organisations',
  STALE_LISTING: '/work/attention',
  TAILORING_WARNING: '/work/attention?list=tailoring&current=OPEN&looked=WAITS',
  DEAD_JOB: '/work/operations',
};
