import { Injectable } from '@nestjs/common';
import {
  canonicalJson,
  elapse,
  expiriesOf,
  lapsedBetween,
  laterDay,
  needsOf,
  nextExpiryDay,
  offerOf,
  onMarket,
  shanghaiDay,
  toRemindBetween,
  type ChangedStanding,
  type Expiry,
  type ExpiryNotice,
  type Listing,
  type ListingContent,
  type MatchNotice,
  type Notification,
  type Organisation,
  type Tender,
} from '@huanpei/domain';
import { evaluate, type Match } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { decidedBySystem } from '../decisions';
import { JobHandler } from '../job-handler';
import { noticeOf } from '../match/match-lots';
import { Chance, Clock, MarketRules } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work, type Tx } from '../ports/work';
import { changeMarket } from './market-change';

const BATCH = 200;
/** How many lots a message to the supplier names. */
const MOST_STANDINGS = 50;

/** A listing as it was read, before anything is locked. */
interface Looked {
  readonly listing: Listing;
  readonly content: ListingContent;
  readonly supplier: Organisation;
  readonly lookedOn: string | null;
}

/** An open tender whose match the lapse has changed. */
interface Affected {
  readonly tender: Tender;
  readonly standings: readonly ChangedStanding[];
  readonly notices: readonly MatchNotice[];
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
      for (const id of due) await this.look(id, today).catch((fault: unknown) => faults.push(fault));
      const last = due.at(-1);
      if (last === undefined || due.length < BATCH) break;
      after = last;
    }
    // One listing that cannot be done must not keep the others from being done, nor go unnoticed.
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} listings could not be looked at`);
  }

  private rule(): string {
    return canonicalJson(this.rules.confirmation);
  }

  private async look(id: string, today: string): Promise<void> {
    const looked = await this.read(id);
    if (!looked) return;
    const { listing, supplier, lookedOn } = looked;
    const { confirmation } = this.rules;
    // What had lapsed when it was published was so reviewed.
    const since = laterDay(lookedOn ?? '', listing.publishedAt === null ? today : shanghaiDay(listing.publishedAt));
    const expiries = expiriesOf(listing, supplier.honours, confirmation);
    const lapsed = lapsedBetween(expiries, since, today);
    const toRemind = toRemindBetween(expiries, since, today, confirmation);
    const affected = lapsed.length > 0 ? await this.affectedBy(looked, lapsed, since, today) : [];

    await this.work.run(async (tx) => {
      const firm = await tx.organisations.take(supplier.id);
      const current = firm && (await tx.listings.take(id));
      // Changed in between: it is due again, and looked at by the next run.
      if (!current || current.version !== listing.version || firm.version !== supplier.version) return;
      if ((await tx.listings.expiryLookedOn(id)) !== lookedOn) return;
      if (lapsed.length > 0) await this.lapse(tx, current, firm, { on: today, items: lapsed, standings: [] }, affected);
      if (toRemind.length > 0) {
        const expiry = { on: today, items: toRemind, standings: [] };
        await tx.notifications.add([this.message('LISTING_EXPIRING', current.supplierId, current, expiry)]);
      }
      const nextOn = nextExpiryDay(expiries, today, confirmation);
      await tx.listings.saveExpiry(id, { lookedOn: today, nextOn, rule: this.rule() });
    });
  }

  private read(id: string): Promise<Looked | undefined> {
    return this.work.run(async (tx) => {
      const listing = await tx.listings.find(id);
      const supplier = listing && (await tx.organisations.find(listing.supplierId));
      if (listing?.state !== 'PUBLISHED' || listing.content === null || !supplier) return undefined;
      return { listing, content: listing.content, supplier, lookedOn: await tx.listings.expiryLookedOn(id) };
    });
  }

  /** The log, the matcher and the index follow; the supplier hears of it, and the buyers whose match it changes. */
  private async lapse(
    tx: Tx,
    listing: Listing,
    supplier: Organisation,
    expiry: ExpiryNotice,
    affected: readonly Affected[],
  ): Promise<void> {
    const offered = onMarket(listing, supplier);
    if (offered) await changeMarket(tx, listing, supplier, this.clock.now());
    const standings = affected.flatMap((one) => one.standings).slice(0, MOST_STANDINGS);
    const told = await tx.notifications.add([
      this.message('LISTING_LAPSED', listing.supplierId, listing, { ...expiry, standings }),
      ...affected.map(({ tender, standings: own, notices }) =>
        this.message('LISTING_LAPSED', tender.buyerId, listing, { ...expiry, standings: own }, tender, notices),
      ),
    ]);
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

  /** Open tenders that name the listing and that it fits, or nearly fits, or did on the day last looked at. */
  private async affectedBy(
    { listing, content, supplier }: Looked,
    lapsed: readonly Expiry[],
    since: string,
    today: string,
  ): Promise<readonly Affected[]> {
    if (!onMarket(listing, supplier)) return [];
    const naming = await this.reads.tendersByIds(await this.reads.tendersNaming(listing.id));
    const now = this.clock.now();
    const open = [...naming.values()].filter((tender) => elapse(tender, now).state === 'PUBLISHED');
    // Everyone who may count on it hears that nobody stands by it any more; of the rest only whom it concerns.
    const stale = lapsed.some(({ kind }) => kind === 'CONFIRMATION');
    const offerOn = (day: string) => offerOf(listing.id, content, supplier, day, listing.confirmedOn);
    const matchesOn = (tender: Tender, day: string) =>
      needsOf(tender, day).map((need) => evaluate(need, offerOn(day), matchingReference(), { today: day }));
    return open.flatMap((tender): readonly Affected[] => {
      const [before, after] = [matchesOn(tender, since), matchesOn(tender, today)];
      const lots = tender.content.lots.flatMap(({ id: lotId }, index) => {
        const [was, is] = [before[index], after[index]];
        const notice = is && noticeOf(is, lotId);
        const counts = notice !== undefined || (was && noticeOf(was, lotId)) !== undefined;
        if (!counts || !(stale || differ(was, is))) return [];
        const standing = { tenderId: tender.id, lotId, was: was?.outcome ?? null, now: is?.outcome ?? null };
        return [{ standing, notices: notice ? [notice] : [] }];
      });
      if (lots.length === 0) return [];
      return [
        { tender, standings: lots.map(({ standing }) => standing), notices: lots.flatMap(({ notices }) => notices) },
      ];
    });
  }

  private message(
    kind: 'LISTING_EXPIRING' | 'LISTING_LAPSED',
    organisationId: string,
    listing: Listing,
    expiry: ExpiryNotice,
    tender: Tender | null = null,
    matches: readonly MatchNotice[] = [],
  ): Notification {
    return {
      id: this.chance.id(),
      organisationId,
      kind,
      tenderId: tender?.id ?? null,
      listingId: listing.id,
      revision: listing.revision,
      matches,
      reason: null,
      expiry,
      createdAt: this.clock.now(),
      readAt: null,
    };
  }
}

/** Whether any verdict, code or evidence of the two is another. */
function differ(a: Match | undefined, b: Match | undefined): boolean {
  const gist = (match: Match | undefined) =>
    canonicalJson(match?.findings.map(({ id, verdict, code, evidence }) => ({ id, verdict, code, evidence })) ?? null);
  return gist(a) !== gist(b);
}

const inWords = ({ kind, subject, lastDay }: Expiry): string =>
  `${kind}${subject === null ? '' : ` ${subject}`} ${lastDay}`;
