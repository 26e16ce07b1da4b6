import { Injectable } from '@nestjs/common';
import {
  canonicalJson,
  expiriesOf,
  lapsedBetween,
  laterDay,
  nextExpiryDay,
  offerOf,
  onMarket,
  shanghaiDay,
  toRemindBetween,
  type Expiry,
  type ExpiryNotice,
  type Listing,
  type ListingContent,
  type Notification,
  type Organisation,
} from '@huanpei/domain';
import { decidedBySystem } from '../decisions';
import { JobHandler } from '../job-handler';
import { StandingNeeds } from '../market/standing-needs';
import { Chance, Clock, MarketRules } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work, type ExpiryDue, type ExpiryWatch, type Tx } from '../ports/work';
import { changeMarket } from './market-change';
import { affectedBy, toldOf, type Affected } from './standing-changes';

const BATCH = 200;

/** A listing as it was read, before anything is locked, and what has happened to it. */
interface Looked {
  readonly listing: Listing;
  readonly content: ListingContent;
  readonly supplier: Organisation;
  readonly lookedOn: string | null;
  /** The day from which on lapses count as news. */
  readonly since: string;
  readonly today: string;
  readonly lapsed: readonly Expiry[];
  readonly toRemind: readonly Expiry[];
  readonly nextOn: string | null;
}

/**
 * Finds what lapsed since each listing was last looked at: certificates, reports, honours, and confirmations that were
 * not renewed. Each listing carries the day on which something next happens to it, so a run touches only those, a
 * second run on a day finds nothing, and the first run after days of silence catches up on all of them.
 */
@Injectable()
export class LapseListings extends JobHandler<'lapse-listings'> {
  readonly job = 'lapse-listings';

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

  async handle(): Promise<void> {
    const today = shanghaiDay(this.clock.now());
    const faults: unknown[] = [];
    for (let after = ''; ;) {
      const due = await this.work.run((tx) => tx.listings.expiryDue(today, this.rule(), after, BATCH));
      const looked = await this.look(due, today, faults);
      await this.settle(looked.filter(({ lapsed, toRemind }) => lapsed.length + toRemind.length === 0));
      for (const one of looked.filter(({ lapsed, toRemind }) => lapsed.length + toRemind.length > 0)) {
        await this.notice(one).catch((fault: unknown) => faults.push(fault));
      }
      const last = due.at(-1);
      if (last === undefined || due.length < BATCH) break;
      after = last.id;
    }
    // One listing that cannot be done must not keep the others from being done, nor go unnoticed.
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} listings could not be looked at`);
  }

  private rule(): string {
    return canonicalJson(this.rules.confirmation);
  }

  /** What each listing comes to today; those that cannot be read are left to `faults`. */
  private async look(due: readonly ExpiryDue[], today: string, faults: unknown[]): Promise<readonly Looked[]> {
    const listings = await this.reads.listingsByIds(due.map(({ id }) => id));
    const firms = await this.reads.organisationsByIds([...listings.values()].map(({ supplierId }) => supplierId));
    return due.flatMap(({ id, lookedOn }): readonly Looked[] => {
      const listing = listings.get(id);
      const supplier = listing && firms.get(listing.supplierId);
      if (listing?.state !== 'PUBLISHED' || listing.content === null || !supplier) return [];
      try {
        return [this.lookAt(listing, listing.content, supplier, lookedOn, today)];
      } catch (fault) {
        faults.push(fault);
        return [];
      }
    });
  }

  private lookAt(
    listing: Listing,
    content: ListingContent,
    supplier: Organisation,
    lookedOn: string | null,
    today: string,
  ): Looked {
    const { confirmation } = this.rules;
    // What had lapsed when it was published was so reviewed.
    const since = laterDay(lookedOn ?? '', listing.publishedAt === null ? today : shanghaiDay(listing.publishedAt));
    const expiries = expiriesOf(listing, supplier.honours, confirmation);
    return {
      listing,
      content,
      supplier,
      lookedOn,
      since,
      today,
      lapsed: lapsedBetween(expiries, since, today),
      toRemind: toRemindBetween(expiries, since, today, confirmation),
      nextOn: nextExpiryDay(expiries, today, confirmation),
    };
  }

  /** Listings to which nothing happened, all at once: only the day of the next look is kept. */
  private async settle(quiet: readonly Looked[]): Promise<void> {
    if (quiet.length === 0) return;
    const firms = new Map(quiet.map(({ supplier }) => [supplier.id, supplier.version]));
    await this.work.run(async (tx) => {
      const unchanged = new Set<string>();
      // In the order of their ids, so that two workers wait for each other and never in a ring.
      for (const [id, version] of [...firms].sort(([a], [b]) => (a < b ? -1 : 1)))
        if ((await tx.organisations.take(id))?.version === version) unchanged.add(id);
      await tx.listings.saveExpiry(
        quiet.filter(({ supplier }) => unchanged.has(supplier.id)).map((one) => this.watchOf(one)),
      );
    });
  }

  private watchOf({ listing, today, nextOn }: Looked): ExpiryWatch {
    return { id: listing.id, version: listing.version, lookedOn: today, nextOn, rule: this.rule() };
  }

  private async notice(looked: Looked): Promise<void> {
    const { listing, supplier, lookedOn, lapsed, toRemind, today } = looked;
    const affected = lapsed.length > 0 ? await this.affectedBy(looked) : [];
    await this.work.run(async (tx) => {
      const firm = await tx.organisations.take(supplier.id);
      const current = firm && (await tx.listings.take(listing.id));
      // Changed in between: it is due again, and looked at by the next run.
      if (!current || current.version !== listing.version || firm.version !== supplier.version) return;
      if ((await tx.listings.expiryLookedOn(listing.id)) !== lookedOn) return;
      if (lapsed.length > 0) await this.lapse(tx, current, firm, { on: today, items: lapsed }, affected);
      if (toRemind.length > 0) {
        await tx.notifications.add([this.reminder(current, { on: today, items: toRemind })]);
      }
      await tx.listings.saveExpiry([this.watchOf(looked)]);
    });
  }

  /** The log, the matcher and the index follow; the supplier hears of it, and the buyers whose match it changes. */
  private async lapse(
    tx: Tx,
    listing: Listing,
    supplier: Organisation,
    expiry: Omit<ExpiryNotice, 'standings'>,
    affected: readonly Affected[],
  ): Promise<void> {
    if (onMarket(listing, supplier)) await changeMarket(tx, listing, supplier, this.clock.now());
    const told = await tx.notifications.add(toldOf('LISTING_LAPSED', listing, expiry, affected, () => this.made()));
    await tx.audit(
      decidedBySystem(
        'LISTING_LAPSED',
        { subjectKind: 'LISTING', subjectId: listing.id },
        {
          revision: listing.revision,
          data: { lapsed: expiry.items.map(inWords).join('; '), on: expiry.on, told: told.length },
        },
      ),
    );
  }

  /** Open tenders with a lot that it fits, or nearly fits, or did on the day last looked at. */
  private async affectedBy({ listing, content, supplier, lapsed, since, today }: Looked): Promise<readonly Affected[]> {
    if (!onMarket(listing, supplier)) return [];
    const offeredOn = (day: string) => ({
      offer: offerOf(listing.id, content, supplier, day, listing.confirmedOn),
      day,
    });
    // Everyone who may count on it hears that nobody stands by it any more; of the rest only whom it concerns.
    const everyone = lapsed.some(({ kind }) => kind === 'CONFIRMATION');
    return affectedBy(this.needs, this.reads, offeredOn(since), offeredOn(today), everyone, this.clock.now());
  }

  private reminder(listing: Listing, expiry: Omit<ExpiryNotice, 'standings'>): Notification {
    return {
      ...this.made(),
      organisationId: listing.supplierId,
      kind: 'LISTING_EXPIRING',
      tenderId: null,
      listingId: listing.id,
      revision: listing.revision,
      matches: [],
      reason: null,
      expiry: { ...expiry, standings: [] },
      readAt: null,
    };
  }

  private made(): Pick<Notification, 'id' | 'createdAt'> {
    return { id: this.chance.id(), createdAt: this.clock.now() };
  }
}

const inWords = ({ kind, subject, lastDay }: Expiry): string =>
  `${kind}${subject === null ? '' : ` ${subject}`} ${lastDay}`;
