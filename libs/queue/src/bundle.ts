import type { Delivery, JobName, Jobs } from '@huanpei/app';
import type { Job } from 'bullmq';

/** One of the jobs that a job of the queue carries together. */
export interface Carried {
  readonly payload: unknown;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** Attempts before it came into this bundle. */
  readonly tried: number;
}

/** What a job of the queue holds that carries several; any other holds the payload itself. */
export interface Bundle {
  readonly together: readonly Carried[];
}

export const bundleOf = (together: readonly Carried[]): Bundle => ({ together });

type Held = Pick<Job, 'data' | 'timestamp' | 'attemptsMade'>;

/** What a job of the queue carries, each with what its handler is told of its delivery. */
export function carriedBy<N extends JobName>({
  data,
  timestamp,
  attemptsMade,
}: Held): readonly { readonly payload: Jobs[N]; readonly delivery: Delivery }[] {
  // The relay gives a job the time of its row in the outbox; a job of a schedule has that of its making.
  const together = isBundle(data) ? data.together : [{ payload: data as unknown, sentAt: timestamp, tried: 0 }];
  return together.map(({ payload, sentAt, tried }) => ({
    payload: payload as Jobs[N],
    delivery: { sentAt: new Date(sentAt), attempt: attemptsMade + 1 + tried },
  }));
}

function isBundle(data: unknown): data is Bundle {
  return typeof data === 'object' && data !== null && 'together' in data;
}
