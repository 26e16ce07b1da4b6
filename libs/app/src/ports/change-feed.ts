import type { Offer } from '@huanpei/matching';

/** One entry of the change log. A tender's entry changes no market; it only takes a position. */
export interface PlacedChange {
  readonly position: number;
  readonly kind: 'LISTING' | 'TENDER';
  readonly id: string;
  readonly revision: number;
  readonly offer: Offer | null;
}

/** The change log as its followers read it. Positions are 1, 2, 3 … in commit order, without a gap. */
export abstract class ChangeFeed {
  /** Tells one database from another, and a restored one from the one it was copied from. */
  abstract identity(): Promise<string>;
  /** The last committed position; 0 when there is none. */
  abstract head(): Promise<number>;
  /** The changes after a position, in order, with the head at the same moment. */
  abstract after(
    position: number,
    limit: number,
  ): Promise<{ readonly head: number; readonly changes: readonly PlacedChange[] }>;
  /** Ids of the tenders that changed after a position, each once, with the head at the same moment. */
  abstract tendersAfter(position: number): Promise<{ readonly head: number; readonly ids: readonly string[] }>;
  /** A digest of the last changes up to a position: two histories that came apart before it differ in it. */
  abstract fingerprint(position: number): Promise<string>;
}
