import type { Offer } from '@huanpei/matching';

/** One entry of the change log. That of a tender or a saved search changes no market; it only takes a position. */
export interface PlacedChange {
  readonly position: number;
  readonly kind: 'LISTING' | 'TENDER' | 'SAVED_SEARCH';
  readonly id: string;
  readonly revision: number;
  readonly offer: Offer | null;
}

/** An offer that stands, as the database writes it: JSON, to be read by whoever builds with it. */
export interface WrittenOffer {
  readonly id: string;
  readonly revision: number;
  readonly offer: string;
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
  /** What stands on the market now, in the order of ids: the first so many after an id ('' before all). */
  abstract standing(after: string, limit: number): Promise<readonly WrittenOffer[]>;
  /** Ids of the tenders and saved searches that changed after a position, each once, with the head at the same moment. */
  abstract ownersAfter(position: number): Promise<{
    readonly head: number;
    readonly tenders: readonly string[];
    readonly searches: readonly string[];
  }>;
  /** A digest of the last changes up to a position: two histories that came apart before it differ in it. */
  abstract fingerprint(position: number): Promise<string>;
}
