import type { Domain, Need, NeedResult } from '@huanpei/matching';
import type { MarketOffer } from './reads';

export interface MarketQuery {
  /** How many matches, and how many near misses, are given; the counts are before the cut. */
  readonly top: number;
  /** The day on which certificates must hold when the need names none, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly today: string;
  readonly relaxations?: boolean;
}

/** Where an offer on the market comes from. */
export interface Standing {
  /** Of the listing. */
  readonly revision: number;
  readonly supplier: string | undefined;
}

/**
 * The market of one domain at one position of the change log, held in memory. It answers as `matchNeed` on the same
 * offers. It holds until the next await: the market may have moved on by then, and a later question throws `MarketMoved`.
 */
export interface MarketView {
  readonly position: number;
  /** How many offers stand in the domain. */
  readonly size: number;
  /** The offer as it was listed; undefined when it is not on the market of this domain. It is put together for this. */
  offer(id: string): MarketOffer | undefined;
  /** The same without what it states, which costs nothing. */
  standing(id: string): Standing | undefined;
  /** Everything that stands in the domain, or of it what the need is compared with, in no order: put together one by one, as they are taken. */
  offers(need?: Need): Iterable<MarketOffer>;
  /** How many suppliers have something that the need is compared with at all; offers that name none count as one's. */
  suppliers(need: Need): number;
  query(need: Need, query: MarketQuery): NeedResult;
  /** The ids of all offers that fit the need, in no order; `fits` is how many there are. */
  fitting(need: Need, today: string, fits: number): readonly string[];
}

/** A view was asked after the market had moved on: take another. */
export class MarketMoved extends Error {
  override readonly name = 'MarketMoved';

  constructor() {
    super('the market has moved on since this view of it was taken');
  }
}

/** How this process stands towards the market. */
export interface MarketIndexStatus {
  /** `OFF` in a process that has not asked for a market yet: it holds none. */
  readonly state: 'OFF' | 'LOADING' | 'READY';
  /** Up to which change the market is held. */
  readonly position: number;
  /** How many changes are committed and not yet applied; null when the database cannot be asked. */
  readonly lag: number | null;
  readonly offers: number;
  /** Offers replaced or removed since the market was built: what they left is given back when it is built anew. */
  readonly dead: number;
  /** Bytes that the held market takes: columns, dictionaries, ids and texts. */
  readonly bytes: number;
  /** What it was last loaded from, and how long that took. */
  readonly from: 'SNAPSHOT' | 'DATABASE' | null;
  readonly loadMs: number | null;
  /** Position of the last snapshot that was written or read. */
  readonly snapshot: number | null;
  /** Whether it is being built anew in a thread, while it answers. */
  readonly rebuilding: boolean;
  /** Why it cannot follow at the moment, in one line and without any address. */
  readonly fault?: string;
}

/** How long a person is let wait for a market that is being loaded, and a job. */
export const LOADING_PATIENCE_MS = { person: 3_000, job: 60_000 } as const;

/** The index was not ready in the time it was waited for: the job is to be tried again. */
export class MarketLoading extends Error {
  override readonly name = 'MarketLoading';

  constructor() {
    super('the matching index is still loading');
  }
}

/** Every process that matches holds the whole market in memory and follows the change log in commit order. */
export abstract class MarketIndex {
  /**
   * Waits until everything that was committed before the call is applied. False when the market is still being loaded
   * after so long; a fault of the database throws.
   */
  abstract caughtUp(patienceMs: number): Promise<boolean>;
  /** Undefined while the market is being loaded: then nobody is given a wrong answer. */
  abstract view(domain: Domain): MarketView | undefined;
  /** Never throws: an outage is an answer. */
  abstract status(): Promise<MarketIndexStatus>;
}
