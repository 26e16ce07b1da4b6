import { needsOf, type LotStanding, type Tender } from '@huanpei/domain';
import { comparable, evaluatePrepared, prepareNeed, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';

/** What the engine says of each offer and each lot it is compared with; every need is taken apart once. */
export function standingsOf(
  tenders: readonly Tender[],
  offers: readonly Offer[],
  asOf: string,
): readonly LotStanding[] {
  const reference = matchingReference();
  return tenders.flatMap((tender) =>
    needsOf(tender, asOf).flatMap((need, index): readonly LotStanding[] => {
      const own = offers.filter((offer) => comparable(need, offer, reference));
      if (own.length === 0) return [];
      const prepared = prepareNeed(need, reference, asOf);
      const { id: tenderId, deadline, content } = tender;
      const lotId = content.lots[index]?.id ?? '';
      return own.map((offer) => ({
        tenderId,
        lotId,
        deadline,
        budget: content.budget,
        lotsOfTender: content.lots.length,
        offer,
        prepared,
        match: evaluatePrepared(prepared, offer),
      }));
    }),
  );
}
