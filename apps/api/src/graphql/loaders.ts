import type { Reads } from '@huanpei/app';
import type {
  ApiKey,
  AuditEntry,
  Listing,
  MatchRun,
  Member,
  Notification,
  Organisation,
  Tender,
  WebhookAttempt,
} from '@huanpei/domain';
import DataLoader from 'dataloader';

/** Rows by id, each read once per operation and together with its neighbours. */
export interface Loaders {
  readonly organisation: DataLoader<string, Organisation | undefined>;
  readonly member: DataLoader<string, Member | undefined>;
  readonly apiKey: DataLoader<string, Pick<ApiKey, 'id' | 'name'> | undefined>;
  readonly listing: DataLoader<string, Listing | undefined>;
  readonly tender: DataLoader<string, Tender | undefined>;
  /** By listing: the decision by which it was last taken down. */
  readonly suspension: DataLoader<string, AuditEntry | undefined>;
  /** By tender: what operators said of its warnings of tailoring, newest first. */
  readonly tailoringClosed: DataLoader<string, readonly AuditEntry[]>;
  readonly notification: DataLoader<string, Notification | undefined>;
  /** What was tried of a webhook delivery, by its id, in order. */
  readonly attempts: DataLoader<string, readonly WebhookAttempt[]>;
  /** The latest runs of a tender at its revision, by tender. */
  readonly matchRuns: DataLoader<Tender, readonly MatchRun[]>;
}

/** @param options `cache: false` reads anew each time, for what outlives one operation */
export function loadersOn(reads: Reads, options: { readonly cache?: boolean } = {}): Loaders {
  const byIds = <T>(read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>) =>
    new DataLoader<string, T | undefined>(async (ids) => {
      const found = await read(ids);
      return ids.map((id) => found.get(id));
    }, options);
  return {
    organisation: byIds((ids) => reads.organisationsByIds(ids)),
    member: byIds((ids) => reads.membersByIds(ids)),
    apiKey: byIds((ids) => reads.apiKeysByIds(ids)),
    listing: byIds((ids) => reads.listingsByIds(ids)),
    tender: byIds((ids) => reads.tendersByIds(ids)),
    suspension: byIds((ids) => reads.lastDecisions('LISTING_SUSPEND', ids)),
    tailoringClosed: new DataLoader<string, readonly AuditEntry[]>(async (ids) => {
      const found = await reads.decisionsAbout('TAILORING_CLOSED', ids);
      return ids.map((id) => found.filter(({ subjectId }) => subjectId === id));
    }, options),
    notification: byIds((ids) => reads.notificationsByIds(ids)),
    attempts: new DataLoader<string, readonly WebhookAttempt[]>(async (ids) => {
      const found = await reads.webhookAttempts(ids);
      return ids.map((id) => found.filter(({ deliveryId }) => deliveryId === id));
    }, options),
    matchRuns: new DataLoader<Tender, readonly MatchRun[], string>(
      (tenders) => Promise.all(tenders.map(({ id, revision }) => reads.matchRuns(id, revision))),
      { ...options, cacheKeyFn: ({ id, revision }) => `${id}/${revision}` },
    ),
  };
}
