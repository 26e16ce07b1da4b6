import type { WatchedKind } from '@huanpei/domain';

/** Every job in the system and what it carries: ids, a revision, days, never rows. */
export interface Jobs {
  'match-tender': { readonly tenderId: string; readonly revision: number };
  'match-listing': { readonly listingId: string; readonly revision: number };
  'index-listing': { readonly listingId: string; readonly revision: number };
  'index-tender': { readonly tenderId: string; readonly revision: number };
  /** `revision` is the organisation's version. */
  'index-supplier': { readonly organisationId: string; readonly revision: number };
  'tell-confirmed': {
    readonly listingId: string;
    readonly revision: number;
    /** Days in Asia/Shanghai, `YYYY-MM-DD`: of this confirmation, and of the one that had run out. */
    readonly confirmedOn: string;
    readonly before: string;
  };
  /** Nothing but what it now is counts, whatever has changed. */
  'tell-watchers': { readonly kind: WatchedKind; readonly id: string };
  'send-digests': Readonly<Record<string, never>>;
  'check-import': { readonly importId: string };
  /** `after` is the place in the file behind which its turn begins; jobs of older releases have none. */
  'run-import': { readonly importId: string; readonly run: number; readonly after?: number };
  'close-due-tenders': Readonly<Record<string, never>>;
  'lapse-listings': Readonly<Record<string, never>>;
  /** All notifications that were not handed on yet: the rows say which. */
  'hand-on-notifications': Readonly<Record<string, never>>;
  /** All mails that are due: the rows say which. */
  'send-mails': Readonly<Record<string, never>>;
  /** All that is due at one endpoint. */
  'deliver-webhook': { readonly webhookId: string };
  'sweep-deliveries': Readonly<Record<string, never>>;
  'remind-api-keys': Readonly<Record<string, never>>;
}

export type JobName = keyof Jobs;

/** The worker that does a job; one process carries any number of roles. */
export type WorkerRole = 'matcher' | 'indexer';

export const WORKER_ROLES: readonly WorkerRole[] = ['matcher', 'indexer'];

/** A job missing here breaks the build, so no job is without a worker. */
export const JOB_ROLES: { readonly [N in JobName]: WorkerRole } = {
  'match-tender': 'matcher',
  'match-listing': 'matcher',
  'tell-confirmed': 'matcher',
  'tell-watchers': 'matcher',
  'send-digests': 'matcher',
  'close-due-tenders': 'matcher',
  'lapse-listings': 'matcher',
  'hand-on-notifications': 'matcher',
  'send-mails': 'matcher',
  'deliver-webhook': 'matcher',
  'sweep-deliveries': 'matcher',
  'remind-api-keys': 'matcher',
  // Not the matcher's: a supplier is told of a tender within a second, whatever is imported meanwhile.
  'check-import': 'indexer',
  'run-import': 'indexer',
  'index-listing': 'indexer',
  'index-tender': 'indexer',
  'index-supplier': 'indexer',
};

export const JOB_NAMES = Object.keys(JOB_ROLES) as readonly JobName[];

/** The jobs of a worker. */
export const jobsOf = (role: WorkerRole): readonly JobName[] => JOB_NAMES.filter((job) => JOB_ROLES[job] === role);

/**
 * Jobs that come many at a time and whose handlers do many together: what is committed within a moment is carried by the
 * queue as one. Each is still handled, tried again and given up by itself.
 */
export const CARRIED_TOGETHER: readonly JobName[] = ['index-listing', 'index-tender', 'index-supplier'];
