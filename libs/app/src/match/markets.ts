import { accepted, refused, type Outcome, type Tender } from '@huanpei/domain';
import type { Domain } from '@huanpei/matching';
import { LOADING_PATIENCE_MS, MarketLoading, type MarketIndex, type MarketView } from '../ports/market-index';

/** Waits until the index has applied everything that was committed before the call; a job is tried again when it cannot. */
export async function untilCaughtUp(index: MarketIndex): Promise<void> {
  if (!(await index.caughtUp(LOADING_PATIENCE_MS.job))) throw new MarketLoading();
}

/** The markets of these domains as this process holds them at this moment. They hold until the next await. */
export function viewsOf(index: MarketIndex, domains: Iterable<Domain>): ReadonlyMap<Domain, MarketView> {
  return new Map(
    Array.from(new Set(domains), (domain) => {
      const view = index.view(domain);
      if (!view) throw new MarketLoading();
      return [domain, view];
    }),
  );
}

export const domainsOf = ({ content }: Pick<Tender, 'content'>): readonly Domain[] =>
  content.lots.map((lot) => lot.need.domain);

/** In how many seconds to ask again is worth while. */
export const RETRY_SECONDS = 5;

/**
 * Asks the market of a domain for somebody who waits. While it is being loaded that is said, and nothing guessed.
 *
 * @param ask awaits nothing, so that all of its answer is of one position
 */
export async function askMarket<T>(
  index: MarketIndex,
  domain: Domain,
  ask: (market: MarketView) => T,
): Promise<Outcome<T>> {
  const market = (await index.caughtUp(LOADING_PATIENCE_MS.person)) ? index.view(domain) : undefined;
  return market ? accepted(ask(market)) : refused({ code: 'MARKET_LOADING', facts: { retrySeconds: RETRY_SECONDS } });
}
