import type { Tender } from '@huanpei/domain';
import type { Domain } from '@huanpei/matching';
import type { Market, Reads } from '../ports/reads';

/** The market of every domain the tender's lots speak of: as it is, or as it stood at a position of the change log. */
export async function readMarkets(
  reads: Reads,
  tender: Pick<Tender, 'content'>,
  position?: number,
): Promise<ReadonlyMap<Domain, Market>> {
  const domains = new Set(tender.content.lots.map((lot) => lot.need.domain));
  const markets = new Map<Domain, Market>();
  for (const domain of domains) {
    markets.set(domain, await (position === undefined ? reads.market(domain) : reads.marketAt(domain, position)));
  }
  return markets;
}
