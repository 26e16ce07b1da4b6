import {
  canonicalJson,
  needsOf,
  type ChangedStanding,
  type ExpiryNotice,
  type Listing,
  type MatchNotice,
  type Notification,
  type NotificationKind,
  type Tender,
} from '@huanpei/domain';
import { evaluate, type Match, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import type { StandingNeeds } from '../market/standing-needs';
import { noticeOf } from '../match/match-lots';
import { openAmong } from '../match/open-among';
import type { Reads } from '../ports/reads';

/** How many lots a message to the supplier names. */
const MOST_STANDINGS = 50;

/** A listing as it is offered on a day, `YYYY-MM-DD` in Asia/Shanghai. */
export interface OfferedOn {
  readonly offer: Offer;
  readonly day: string;
}

/** An open tender towards which a listing stands otherwise than before. */
export interface Affected {
  readonly tender: Tender;
  readonly standings: readonly ChangedStanding[];
  readonly notices: readonly MatchNotice[];
}

/**
 * Open tenders with a lot that the listing fits, or nearly fits, or did before.
 *
 * @param everyone also those towards which no verdict and no evidence has changed, as when only the freshness has
 */
export async function affectedBy(
  needs: Pick<StandingNeeds, 'reachedBy'>,
  reads: Pick<Reads, 'tendersByIds'>,
  before: OfferedOn,
  after: OfferedOn,
  everyone: boolean,
  now: Date,
): Promise<readonly Affected[]> {
  const [then] = await needs.reachedBy([before.offer], before.day);
  const [today] = await needs.reachedBy([after.offer], after.day);
  const ids = new Set([...(then ?? []), ...(today ?? [])].map(({ owner }) => owner.id));
  const open = await openAmong(reads, [...ids], now);
  return open.flatMap((tender): readonly Affected[] => {
    const [was, is] = [matchesOf(tender, before), matchesOf(tender, after)];
    const lots = tender.content.lots.flatMap(({ id: lotId }, index) => {
      const [former, present] = [was[index], is[index]];
      const notice = present && noticeOf(present, lotId);
      const counts = notice !== undefined || (former && noticeOf(former, lotId)) !== undefined;
      if (!counts || !(everyone || differ(former, present))) return [];
      const outcomes = { was: former?.outcome ?? null, now: present?.outcome ?? null };
      return [{ standing: { tenderId: tender.id, lotId, ...outcomes }, notices: notice ? [notice] : [] }];
    });
    if (lots.length === 0) return [];
    return [
      { tender, standings: lots.map(({ standing }) => standing), notices: lots.flatMap(({ notices }) => notices) },
    ];
  });
}

function matchesOf(tender: Tender, { offer, day }: OfferedOn): readonly (Match | undefined)[] {
  return needsOf(tender, day).map((need) => evaluate(need, offer, matchingReference(), { today: day, market: true }));
}

/** Whether any verdict, code or evidence of the two is another. */
function differ(a: Match | undefined, b: Match | undefined): boolean {
  const gist = (match: Match | undefined) =>
    canonicalJson(match?.findings.map(({ id, verdict, code, evidence }) => ({ id, verdict, code, evidence })) ?? null);
  return gist(a) !== gist(b);
}

/** One message to the supplier with all of it, and one to the buyer of each tender with what concerns that tender. */
export function toldOf(
  kind: Extract<NotificationKind, 'LISTING_LAPSED' | 'LISTING_CONFIRMED'>,
  listing: Listing,
  expiry: Omit<ExpiryNotice, 'standings'>,
  affected: readonly Affected[],
  made: () => Pick<Notification, 'id' | 'createdAt'>,
): readonly Notification[] {
  const message = (
    organisationId: string,
    of: Pick<Notification, 'tenderId' | 'matches' | 'expiry'>,
  ): Notification => ({
    ...made(),
    organisationId,
    kind,
    listingId: listing.id,
    revision: listing.revision,
    reason: null,
    readAt: null,
    ...of,
  });
  const all = affected.flatMap(({ standings }) => standings).slice(0, MOST_STANDINGS);
  return [
    message(listing.supplierId, { tenderId: null, matches: [], expiry: { ...expiry, standings: all } }),
    ...affected.map(({ tender, standings, notices }) =>
      message(tender.buyerId, { tenderId: tender.id, matches: notices, expiry: { ...expiry, standings } }),
    ),
  ];
}
