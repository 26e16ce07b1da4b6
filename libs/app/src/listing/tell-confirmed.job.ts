import { Injectable } from '@nestjs/common';
import { confirmedUntil, offerOf, onMarket, shanghaiDay } from '@huanpei/domain';
import { JobHandler } from '../job-handler';
import { StandingNeeds } from '../market/standing-needs';
import type { Jobs } from '../ports/jobs';
import { Chance, Clock, MarketRules } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work } from '../ports/work';
import { affectedBy, toldOf } from './standing-changes';

/**
 * A listing that had been told to be stale is confirmed again: its supplier hears what that concerns, and every buyer
 * who was told that nobody stands by it hears that somebody does.
 */
@Injectable()
export class TellConfirmed extends JobHandler<'tell-confirmed'> {
  readonly job = 'tell-confirmed';

  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly needs: StandingNeeds,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly rules: MarketRules,
  ) {
    super();
  }

  async handle({ listingId, revision, confirmedOn, before }: Jobs['tell-confirmed']): Promise<void> {
    const listing = await this.reads.listing(listingId);
    // Confirmed once more since, or changed: what follows from that has been sent for itself.
    if (listing?.revision !== revision || listing.confirmedOn !== confirmedOn || listing.content === null) return;
    const supplier = await this.reads.organisation(listing.supplierId);
    const lastDay = confirmedUntil(listing, this.rules.confirmation);
    if (!supplier || lastDay === null || !onMarket(listing, supplier)) return;
    const now = this.clock.now();
    const today = shanghaiDay(now);
    const { content } = listing;
    const offeredAs = (day: string) => ({ offer: offerOf(listingId, content, supplier, today, day), day: today });
    const affected = await affectedBy(this.needs, this.reads, offeredAs(before), offeredAs(confirmedOn), true, now);
    await this.work.run(async (tx) => {
      const firm = await tx.organisations.take(supplier.id);
      const current = firm && (await tx.listings.take(listingId));
      if (current?.version !== listing.version || firm?.version !== supplier.version)
        throw new Error(`listing ${listingId} has changed while it was worked out whom it concerns`);
      const items = [{ kind: 'CONFIRMATION' as const, subject: null, title: null, lastDay }];
      const made = () => ({ id: this.chance.id(), createdAt: now });
      await tx.notifications.add(toldOf('LISTING_CONFIRMED', listing, { on: confirmedOn, items }, affected, made));
    });
  }
}
