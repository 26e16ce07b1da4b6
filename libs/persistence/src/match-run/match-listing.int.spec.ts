import {
  changeMarket,
  HeldMarket,
  keptLots,
  MarketFollower,
  MatchListing,
  MatchTender,
  noticeOf,
  StandingNeeds,
  TendersForSupplier,
  type MarketView,
} from '@huanpei/app';
import {
  canonicalJson,
  needsOf,
  offerOf,
  shanghaiDay,
  type Listing,
  type Organisation,
  type Tender,
} from '@huanpei/domain';
import { DOMAINS, reverseMatch, type Domain } from '@huanpei/matching';
import { demo, demoListingContent, demoTenderContent, matchingReference } from '@huanpei/reference';
import { marketUnderTest } from '../../test/market-under-test';
import { listing, NOON, organisation, tender } from '../../test/samples';
import { CountingChance, storeUnderTest, type StoreUnderTest } from '../../test/store-under-test';

const REFERENCE = matchingReference();
const TODAY = shanghaiDay(NOON);

let store: StoreUnderTest;
let market: MarketFollower;
let needs: StandingNeeds;
let job: MatchListing;
let supplier: Organisation;
let buyer: Organisation;

beforeEach(async () => {
  store = await storeUnderTest();
  ({ market, needs } = marketUnderTest(store));
  const chance = new CountingChance();
  job = new MatchListing(store.work, store.reads, market, needs, store.clock, chance, store.digest);
  supplier = organisation({ honours: [] });
  buyer = organisation({ kind: 'BUYER' });
  await store.work.run(async (tx) => {
    await tx.organisations.add(supplier);
    await tx.organisations.add(buyer);
  });
  // The tenders of the demonstration, first checked against a market of a part of its listings.
  for (const made of demo().listings.filter((_, at) => at % 10 === 0)) await list(made.id, made);
  const publishing = new MatchTender(store.work, store.reads, market, store.clock, chance, store.digest);
  for (const made of demo().tenders) {
    const content = demoTenderContent(made, NOON);
    const open = tender(buyer.id, { content, deadline: new Date('2027-01-01T00:00:00Z') });
    await store.work.run(async (tx) => {
      await tx.tenders.add(open);
      await tx.change({ kind: 'TENDER', id: open.id, revision: 1 });
    });
    await publishing.handle({ tenderId: open.id, revision: 1 });
  }
});
afterEach(async () => {
  await market.close();
  await store.close();
});

type Made = Parameters<typeof demoListingContent>[0];

async function list(id: string, made: Made): Promise<Listing> {
  const listed = listing(supplier.id, { id, content: demoListingContent(made, NOON) });
  await store.work.run(async (tx) => {
    await tx.listings.add(listed);
    await changeMarket(tx, listed, supplier, NOON);
  });
  return listed;
}

async function save(before: Listing, change: Partial<Listing>): Promise<Listing> {
  const current = (await store.reads.listing(before.id))!;
  const after = { ...current, ...change, version: current.version + 1 };
  await store.work.run(async (tx) => {
    await tx.listings.take(before.id);
    await tx.listings.save(after);
    await changeMarket(tx, after, supplier, NOON);
  });
  return after;
}

const openTenders = (): Promise<readonly Tender[]> => store.reads.openTenders(NOON);

/** What the plain way tells of a listing: every open lot evaluated with it. */
async function noticesOneByOne(listingId: string): Promise<Readonly<Record<string, unknown>>> {
  const offer = (await store.reads.offersOf(supplier.id)).find(({ id }) => id === listingId);
  const found: Record<string, unknown> = {};
  for (const one of offer ? await openTenders() : []) {
    const notices = reverseMatch(offer!, needsOf(one, TODAY), REFERENCE, { today: TODAY, market: true }).flatMap(
      ({ needId, match }) => noticeOf(match, needId.slice(one.id.length + 1)) ?? [],
    );
    if (notices.length > 0) found[one.id] = JSON.parse(JSON.stringify(notices));
  }
  return found;
}

async function told(organisationId: string, listingId: string): Promise<Readonly<Record<string, unknown>>> {
  const page = await store.reads.notifications(organisationId, false, { first: 1_000, after: null });
  return Object.fromEntries(
    page.items
      .filter(({ node }) => node.kind === 'NEW_LISTING_MATCHES' && node.listingId === listingId)
      .reverse()
      .map(({ node }) => [node.tenderId, node.matches]),
  );
}

/** Every open lot's latest kept run is what checking the lot against the whole market says now. */
async function expectRunsOfNow(): Promise<void> {
  const views = new Map<Domain, MarketView>();
  for (const domain of DOMAINS) {
    const { offers, position } = await store.reads.market(domain);
    const held = new HeldMarket(REFERENCE);
    for (const offer of offers) held.put(offer);
    views.set(domain, held.view(domain, position));
  }
  for (const one of await openTenders()) {
    const runs = await store.reads.matchRuns(one.id, one.revision);
    const expected = keptLots(one, views, REFERENCE, TODAY);
    expect(expected.length).toBeGreaterThan(0);
    expect(runs.map(({ lotId, digest }) => [lotId, digest])).toEqual(
      expected.map(({ lotId, kept }) => [lotId, store.digest.sha256(canonicalJson(kept))]),
    );
  }
}

const rerun = async (after: number) =>
  (
    await store.sql<{ tender_id: string }>(
      'select distinct tender_id from match_run where market_position > $1 order by 1',
      [after],
    )
  ).length;
const head = async () =>
  Number((await store.sql<{ head: string }>('select max(position) as head from change'))[0]?.head);

describe('a listing that comes, changes or goes', () => {
  it('is told of, and leaves in every open lot the run, that checking one by one gives', async () => {
    const asked = demo().tenders.flatMap((made) =>
      needsOf({ id: made.id, content: demoTenderContent(made, NOON) }, TODAY),
    );
    const isTold = (made: Made): boolean => {
      const offer = offerOf(made.id, demoListingContent(made, NOON), supplier, TODAY);
      const matches = reverseMatch(offer, asked, REFERENCE, { today: TODAY, market: true });
      return matches.some(({ needId, match }) => noticeOf(match, needId) !== undefined);
    };
    const others = demo().listings.filter((_, at) => at % 10 !== 0);
    const fresh = [...others.filter(isTold).slice(0, 3), ...others.filter((made) => !isTold(made)).slice(0, 2)];
    let tellings = 0;
    for (const made of fresh) {
      const before = await head();
      const listed = await list(made.id, made);
      await job.handle({ listingId: listed.id, revision: listed.revision });
      const expected = await noticesOneByOne(listed.id);
      expect(await told(buyer.id, listed.id)).toEqual(expected);
      expect(await told(supplier.id, listed.id)).toEqual(expected);
      tellings += Object.keys(expected).length;
      // What it is not compared with is not checked again.
      const compared = (await needs.comparedWith([listed.content!])).length;
      expect(await rerun(before)).toBe(compared);
      await expectRunsOfNow();
    }
    expect(tellings).toBeGreaterThan(2);
  });

  it('leaves the right counts behind where it goes, names another technology, or changes its medium', async () => {
    const made = demo().listings.find((one) => demoListingContent(one, NOON).domain === 'water');
    const listed = await list('moving', made!);
    await job.handle({ listingId: listed.id, revision: 1 });
    await expectRunsOfNow();
    const steps: readonly Partial<Listing>[] = [
      { revision: 2, content: { ...listed.content!, technologies: ['water.salt.ro'] } },
      { revision: 3, content: { ...listed.content!, domain: 'air', technologies: [] } },
      { revision: 4, content: listed.content },
      { state: 'ARCHIVED' },
    ];
    for (const step of steps) {
      const after = await save(listed, step);
      await job.handle({ listingId: after.id, revision: after.revision });
      await expectRunsOfNow();
    }
    // A job for what it no longer is does nothing.
    const before = await head();
    await job.handle({ listingId: listed.id, revision: 1 });
    expect(await rerun(before)).toBe(0);
  });

  it('is shown to its supplier with the tenders that going through them all finds', async () => {
    for (const made of demo().listings.filter((_, at) => at % 11 === 1))
      if (!(await store.reads.listing(made.id))) await list(made.id, made);
    const viewer = { organisationId: supplier.id } as Parameters<TendersForSupplier['execute']>[0];
    const found = await new TendersForSupplier(store.reads, needs, store.clock).execute(viewer);
    const offers = await store.reads.offersOf(supplier.id);
    const rank = { FITS: 0, ONE_FIGURE_MISSING: 1, NEAR_MISS: 2 };
    const plain = (await openTenders()).flatMap((one) => {
      const matches = needsOf(one, TODAY)
        .flatMap((need, index) =>
          offers.flatMap((offer) =>
            reverseMatch(offer, [need], REFERENCE, { today: TODAY, market: true }).flatMap(
              ({ match }) => noticeOf(match, one.content.lots[index]!.id) ?? [],
            ),
          ),
        )
        .sort((a, b) => rank[a.closeness] - rank[b.closeness] || b.score - a.score);
      return matches.length > 0 ? [{ tender: one, matches }] : [];
    });
    plain.sort(
      (a, b) =>
        rank[a.matches[0]!.closeness] - rank[b.matches[0]!.closeness] || b.matches[0]!.score - a.matches[0]!.score,
    );
    expect(found).toEqual(plain);
    expect(found.length).toBeGreaterThan(2);
  });
});
