import { MarketFollower, StandingNeeds, type ChangeFeed } from '@huanpei/app';
import { matchingReference } from '@huanpei/reference';
import { InlineThreads } from '@huanpei/testing';
import { PgChangeFeed } from '../src';
import type { StoreUnderTest } from './store-under-test';

export interface MarketUnderTest {
  readonly feed: ChangeFeed;
  readonly market: MarketFollower;
  readonly needs: StandingNeeds;
}

/** The market and the standing needs as they follow the log of a store; nobody wakes them, and nothing is kept in files. */
export function marketUnderTest({ database, reads, clock }: StoreUnderTest): MarketUnderTest {
  const [feed, threads] = [new PgChangeFeed(database), new InlineThreads()];
  const market = new MarketFollower(
    feed,
    { onMarketChange: () => () => undefined },
    { read: async () => undefined, write: async () => 0 },
    threads,
    matchingReference(),
  );
  return { feed, market, needs: new StandingNeeds(feed, reads, threads, clock) };
}
