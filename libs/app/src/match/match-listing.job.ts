import { Injectable } from '@nestjs/common';
import {
  canonicalJson,
  elapse,
  lotKeyOf,
  needsOf,
  shanghaiDay,
  type MatchNotice,
  type Notification,
  type Tender,
} from '@huanpei/domain';
import { DOMAINS, reverseMatch, type Domain, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { decidedBySystem } from '../decisions';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Chance, Clock, Digest } from '../ports/platform';
import { MarketIndex, type MarketView } from '../ports/market-index';
import { Reads } from '../ports/reads';
import { Work } from '../ports/work';
import { StandingNeeds, type Reached } from '../market/standing-needs';
import { untilCaughtUp, viewsOf } from './markets';
import { keepRuns } from './keep-runs';
import { keptLots, noticeOf } from './match-lots';
import { openAmong } from './open-among';

/**
 * A listing came to the market, changed or left it: every open tender with a lot that it is compared with, or was before,
 * is checked again, and where the listing now fits, or nearly fits, its supplier and the buyer are told.
 */
@Injectable()
export class MatchListing extends JobHandler<'match-listing'> {
  readonly job = 'match-listing';

  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly index: MarketIndex,
    private readonly needs: StandingNeeds,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly digest: Digest,
  ) {
    super();
  }

  async handle({ listingId, revision }: Jobs['match-listing']): Promise<void> {
    const listing = await this.reads.listing(listingId);
    if (!listing || listing.revision !== revision) return;
    const now = this.clock.now();
    const asOf = shanghaiDay(now);
    // A lot's run counts all that it is compared with: now, or on the market as it was when the run was made.
    const kinds = await this.reads.kindsOffered(listingId);
    const compared = await this.needs.comparedWith(kinds);
    await untilCaughtUp(this.index);
    const offered = offerIn(viewsOf(this.index, DOMAINS), listingId);
    const reached = offered && (await this.needs.reachedBy([offered], asOf))[0];
    const known: Known = {
      offered,
      revisions: new Map(compared.map(({ owner, revision: of }) => [owner.id, of])),
      reached: new Map(reached?.map((one) => [one.owner.id, one])),
    };
    // What named it and is no longer compared with it names it no longer.
    const named = await this.reads.tendersNaming(listingId);
    const ids = [...new Set([...compared.map(({ owner }) => owner.id), ...named])];
    for (let at = 0; at < ids.length; at += TENDERS_AT_ONCE) {
      // The market moves on while one tender after the other is kept, so each is checked against what stands then.
      for (const tender of await openAmong(this.reads, ids.slice(at, at + TENDERS_AT_ONCE), now))
        await this.rematch(tender, known, listingId, revision, asOf, now);
    }
  }

  private async rematch(
    tender: Tender,
    known: Known,
    listingId: string,
    revision: number,
    asOf: string,
    now: Date,
  ): Promise<void> {
    const markets = viewsOf(this.index, DOMAINS);
    const results = keptLots(tender, markets, matchingReference(), asOf);
    const offered = offerIn(markets, listingId);
    const notices =
      offered === undefined ? [] : this.noticesFor(tender, offered, lotsToJudge(tender, offered, known), asOf);
    await this.work.run(async (tx) => {
      const current = await tx.tenders.take(tender.id);
      if (current?.revision !== tender.revision || elapse(current, this.clock.now()).state !== 'PUBLISHED') return;
      const supplierId = offered?.supplier;
      const news =
        notices[0] !== undefined &&
        (await tx.notifications.lastCloseness(tender.id, listingId)) !== notices[0].closeness;
      const told =
        news && supplierId !== undefined
          ? await tx.notifications.add(
              this.messages([supplierId, tender.buyerId], tender, listingId, revision, notices),
            )
          : [];
      const kept = await keepRuns(
        tx,
        results,
        current,
        { asOf, computedAt: now, notified: told },
        this.chance,
        this.digest,
      );
      if (!kept) return;
      const fits = results.reduce((sum, { kept: { fits } }) => sum + fits, 0);
      await tx.audit(
        decidedBySystem(
          'TENDER_MATCHED',
          { subjectKind: 'TENDER', subjectId: tender.id },
          { revision: tender.revision, data: { fits, told: told.length, listingId } },
        ),
      );
    });
  }

  private messages(
    organisations: readonly string[],
    tender: Tender,
    listingId: string,
    revision: number,
    matches: readonly MatchNotice[],
  ): readonly Notification[] {
    return organisations.map((organisationId) => ({
      id: this.chance.id(),
      organisationId,
      kind: 'NEW_LISTING_MATCHES',
      tenderId: tender.id,
      listingId,
      revision,
      matches,
      reason: null,
      createdAt: this.clock.now(),
      readAt: null,
    }));
  }

  private noticesFor(tender: Tender, offer: Offer, lots: ReadonlySet<string>, asOf: string): readonly MatchNotice[] {
    const needs = needsOf(tender, asOf).filter(({ id }) => lots.has(id));
    return reverseMatch(offer, needs, matchingReference(), { today: asOf, market: true }).flatMap(
      ({ needId, match }) => {
        const lotId = tender.content.lots.find(({ id }) => lotKeyOf({ tenderId: tender.id, lotId: id }) === needId)?.id;
        const notice = lotId === undefined ? undefined : noticeOf(match, lotId);
        return notice ? [notice] : [];
      },
    );
  }
}

/** What the standing needs said of the listing, and of what it stated then. */
interface Known {
  readonly offered: Offer | undefined;
  /** Of the tenders that are compared with it, by id. */
  readonly revisions: ReadonlyMap<string, number>;
  readonly reached: ReadonlyMap<string, Reached>;
}

/** How many tenders are read at a time. */
const TENDERS_AT_ONCE = 100;

/**
 * Ids of the needs of those lots that may be worth a message. All of them where the listing or the tender has changed
 * since the standing needs were asked: then nothing is known of the two.
 */
function lotsToJudge(
  tender: Tender,
  offered: Offer,
  { offered: asked, revisions, reached }: Known,
): ReadonlySet<string> {
  const ids = tender.content.lots.map(({ id }) => lotKeyOf({ tenderId: tender.id, lotId: id }));
  const one = reached.get(tender.id);
  const stands =
    asked !== undefined &&
    canonicalJson(asked) === canonicalJson(offered) &&
    (one ?? { revision: revisions.get(tender.id) }).revision === tender.revision;
  return new Set(stands ? (one?.needIds ?? []) : ids);
}

function offerIn(markets: ReadonlyMap<Domain, MarketView>, listingId: string): Offer | undefined {
  for (const market of markets.values()) {
    const found = market.offer(listingId);
    if (found) return found.offer;
  }
  return undefined;
}
