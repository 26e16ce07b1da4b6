import { ConfirmListing, LapseListings, StandingNeeds, TellConfirmed, type Change, type Jobs } from '@huanpei/app';
import {
  DEFAULT_CONFIRMATION,
  offerOf,
  type ConfirmationRule,
  type Viewer,
  type Listing,
  type ListingContent,
  type Notification,
  type Organisation,
  type Tender,
} from '@huanpei/domain';
import { InlineThreads } from '@huanpei/testing';
import { listing, listingContent, matchRun, organisation, tender, tenderContent } from '../../test/samples';
import { CountingChance, storeUnderTest, type StoreUnderTest } from '../../test/store-under-test';
import { PgChangeFeed } from '../change/pg-change-feed';

let store: StoreUnderTest;

beforeEach(async () => {
  store = await storeUnderTest();
});
afterEach(() => store.close());

/** Shortly after this day has begun in Shanghai. */
const onDay = (day: string): Date => new Date(`${day}T00:05:00+08:00`);

function lapse(day: string, confirmation: ConfirmationRule = DEFAULT_CONFIRMATION): Promise<void> {
  store.clock.set(onDay(day));
  return new LapseListings(store.work, store.reads, needs(), store.clock, new CountingChance(), {
    confirmation,
    trainSeconds: 10,
    reviewHours: 48,
  }).handle();
}

const needs = () => new StandingNeeds(new PgChangeFeed(store.database), store.reads, new InlineThreads(), store.clock);

const REPORT = { id: 'r', kind: 'TEST_REPORT' as const, title: '检测报告 2025-117', validUntil: '2025-09-30' };

const certified = (validUntil: string): ListingContent =>
  listingContent({ certificates: [{ scheme: 'cep-product', validUntil }] });

const proven = (): ListingContent =>
  listingContent({
    attachments: [REPORT],
    facts: [
      { metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L', basis: 'TESTED', attachmentId: 'r' },
    ],
  });

/** On the market as of the day on which the samples were published. */
async function publish(
  content: ListingContent,
  given: Partial<Listing> = {},
  firm: Partial<Organisation> = {},
): Promise<{ supplier: Organisation; listed: Listing }> {
  const supplier = organisation({ honours: [], ...firm });
  const listed = listing(supplier.id, { content, ...given });
  await store.work.run(async (tx) => {
    await tx.organisations.add(supplier);
    await tx.listings.add(listed);
    const offer = offerOf(listed.id, content, supplier, '2025-06-01', listed.confirmedOn);
    await tx.change({ kind: 'LISTING', id: listed.id, revision: 1, offer });
  });
  return { supplier, listed };
}

/** An open tender of one lot whose kept run names the listing. */
async function openTender(listed: Listing, need: Partial<Tender['content']['lots'][number]['need']>): Promise<Tender> {
  const buyer = organisation({ kind: 'BUYER' });
  const deadline = new Date('2027-12-31T00:00:00Z');
  const content = tenderContent({
    deadline: deadline.toISOString(),
    lots: [{ id: '1', title: { zh: '一' }, need: { domain: 'water', ...need } }],
  });
  const open = tender(buyer.id, { content, deadline });
  await store.work.run(async (tx) => {
    await tx.organisations.add(buyer);
    await tx.tenders.add(open);
    await tx.matchRuns.add(matchRun(open.id, { listingRevisions: { [listed.id]: 1 } }));
  });
  return open;
}

const wantsCertificate = { requirements: [{ id: 'c', mandatory: true, certificate: 'cep-product' }] };
const wantsTested = {
  minimumBasis: 'TESTED' as const,
  requirements: [
    { id: 'days', mandatory: true, leadDays: 60 },
    { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=' as const, value: 50, unit: 'mg/L' },
  ],
};

const told = async (organisationId: string): Promise<readonly Notification[]> =>
  (await store.reads.notifications(organisationId, false, { first: 50, after: null })).items.map(({ node }) => node);
const changes = () =>
  store.sql<Pick<Extract<Change, { kind: 'LISTING' }>, 'offer'>>('select offer from change order by position');
const jobs = async () =>
  (await store.sql<{ job: string }>('select job from sent_job order by job'))
    .map(({ job }) => job)
    // Goes with every message, and has specs of its own.
    .filter((job) => job !== 'hand-on-notifications');
const audited = async (id: string) =>
  (await store.reads.auditTrail({ subjectId: id }, { first: 50, after: null })).items.map(({ node }) => node.action);

describe('what lapses', () => {
  it('changes the market on the day after its last, tells both sides what it means, and does so once', async () => {
    const { supplier, listed } = await publish(certified('2025-08-31'));
    const open = await openTender(listed, wantsCertificate);
    await lapse('2025-08-31');
    expect([await changes(), await jobs(), await audited(listed.id)]).toEqual([[expect.anything()], [], []]);
    expect((await told(supplier.id)).map(({ kind }) => kind)).toEqual(['LISTING_EXPIRING']);

    await lapse('2025-09-01');
    await lapse('2025-09-01');
    const standing = { tenderId: open.id, lotId: '1', was: 'FITS', now: 'RULED_OUT' };
    const item = { kind: 'CERTIFICATE', subject: 'cep-product', title: null, lastDay: '2025-08-31' };
    const expiry = { on: '2025-09-01', items: [item], standings: [standing] };
    const [forSupplier, ...others] = await told(supplier.id);
    expect(forSupplier).toMatchObject({ kind: 'LISTING_LAPSED', tenderId: null, listingId: listed.id, expiry });
    expect(others).toHaveLength(1);
    expect(await told(open.buyerId)).toMatchObject([
      { kind: 'LISTING_LAPSED', tenderId: open.id, listingId: listed.id, expiry, matches: [] },
    ]);
    expect(await changes()).toHaveLength(2);
    expect(await jobs()).toEqual(['index-listing', 'index-supplier', 'match-listing', 'tell-watchers']);
    expect(await audited(listed.id)).toEqual(['LISTING_LAPSED']);
  });

  it('leaves of a figure whose report has lapsed the word of the supplier', async () => {
    const { listed } = await publish(proven());
    const open = await openTender(listed, wantsTested);
    await lapse('2025-10-01');
    const offers = (await changes()).map(({ offer }) => offer?.facts[0]);
    expect(offers).toMatchObject([
      { basis: 'TESTED', value: 30 },
      { basis: 'GUARANTEED', value: 30 },
    ]);
    expect(await told(open.buyerId)).toMatchObject([
      {
        expiry: { items: [{ kind: 'REPORT', title: REPORT.title }], standings: [{ was: 'FITS', now: 'NEEDS_DATA' }] },
        matches: [{ closeness: 'ONE_FIGURE_MISSING', obstacle: { code: 'WEAK_EVIDENCE' } }],
      },
    ]);
    // The content itself says what it said.
    expect((await store.reads.listing(listed.id))?.content?.facts[0]?.basis).toBe('TESTED');
  });

  it('is no news to a buyer whose match it does not change', async () => {
    const { supplier, listed } = await publish({
      ...certified('2025-08-31'),
      facts: proven().facts,
      attachments: [{ ...REPORT, validUntil: '2030-01-01' }],
    });
    const open = await openTender(listed, wantsTested);
    await lapse('2025-09-01');
    expect(await told(open.buyerId)).toEqual([]);
    expect(await told(supplier.id)).toMatchObject([{ kind: 'LISTING_LAPSED', expiry: { standings: [] } }]);
  });

  it('is no news to a buyer whose tender has closed', async () => {
    const { listed } = await publish(certified('2028-01-31'), { confirmedOn: null });
    const open = await openTender(listed, wantsCertificate);
    await lapse('2028-02-01');
    expect(await told(open.buyerId)).toEqual([]);
  });

  it('is told of every open lot that the listing stands towards, whether or not its kept run names it', async () => {
    const { supplier, listed } = await publish(certified('2025-08-31'));
    const open = await openTender(listed, wantsCertificate);
    await store.sql(`update match_run set listing_revisions = '{}'`);
    await lapse('2025-09-01');
    expect(await told(open.buyerId)).toMatchObject([{ kind: 'LISTING_LAPSED', tenderId: open.id }]);
    expect(await told(supplier.id)).toMatchObject([{ expiry: { standings: [{ tenderId: open.id }] } }]);
  });

  it('is caught up after days of silence, all of it and once', async () => {
    const first = await publish(certified('2025-08-31'));
    const second = await publish(certified('2025-09-15'));
    await lapse('2025-06-02');
    await lapse('2025-12-24');
    for (const { supplier } of [first, second]) expect(await told(supplier.id)).toHaveLength(1);
    expect(await changes()).toHaveLength(4);
    await lapse('2025-12-25');
    expect(await changes()).toHaveLength(4);
  });

  it('is told to the supplier alone while the firm is suspended', async () => {
    const { supplier, listed } = await publish(certified('2025-08-31'), {}, { state: 'SUSPENDED' });
    const open = await openTender(listed, wantsCertificate);
    await lapse('2025-09-01');
    expect(await told(supplier.id)).toHaveLength(1);
    expect(await told(open.buyerId)).toEqual([]);
    expect([await changes(), await jobs()]).toEqual([[expect.anything()], []]);
  });

  it('is told once when two workers look at the same time', async () => {
    const { supplier, listed } = await publish(certified('2025-08-31'));
    await Promise.all([lapse('2025-09-01'), lapse('2025-09-01'), lapse('2025-09-01')]);
    expect(await told(supplier.id)).toHaveLength(1);
    expect(await changes()).toHaveLength(2);
    expect(await audited(listed.id)).toEqual(['LISTING_LAPSED']);
  });

  it('is found in the others when one listing cannot be looked at, which is reported', async () => {
    await publish(certified('2025-99-99'));
    const { supplier } = await publish(certified('2025-08-31'));
    await publish(certified('2025-99-98'));
    await expect(lapse('2025-09-01')).rejects.toThrow('2 listings could not be looked at');
    expect(await told(supplier.id)).toHaveLength(1);
  });
});

describe('a confirmation', () => {
  it('is asked for 30 and 7 days before it ends, once each', async () => {
    const { supplier } = await publish(listingContent());
    const days = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-24', '2026-05-25', '2026-05-26', '2026-06-01'];
    const counts: number[] = [];
    for (const day of days) {
      await lapse(day);
      counts.push((await told(supplier.id)).length);
    }
    expect(counts).toEqual([0, 1, 1, 1, 2, 2, 2]);
    const [last] = await told(supplier.id);
    expect(last).toMatchObject({
      kind: 'LISTING_EXPIRING',
      expiry: { on: '2026-05-25', items: [{ kind: 'CONFIRMATION', lastDay: '2026-06-01' }] },
    });
  });

  it('that ends leaves the listing on the market, and tells every buyer who may count on it', async () => {
    const { supplier, listed } = await publish(proven());
    const open = await openTender(listed, { ...wantsTested, minimumBasis: 'GUARANTEED' });
    await lapse('2026-06-02');
    expect(await told(open.buyerId)).toMatchObject([
      {
        kind: 'LISTING_LAPSED',
        expiry: { standings: [{ was: 'FITS', now: 'FITS' }] },
        matches: [{ closeness: 'FITS' }],
      },
    ]);
    expect(
      (await store.reads.listings({ onMarket: true, supplierId: supplier.id }, { first: 1, after: null })).totalCount,
    ).toBe(1);
    expect((await changes()).at(-1)?.offer).toMatchObject({ id: listed.id, confirmedOn: '2025-06-01' });
  });

  it('ends on another day under another rule, which every listing is looked at under', async () => {
    const { supplier } = await publish(listingContent());
    await lapse('2025-12-01');
    expect(await told(supplier.id)).toEqual([]);
    await lapse('2025-12-02', { months: 6, remindDays: [] });
    expect(await told(supplier.id)).toMatchObject([
      { kind: 'LISTING_LAPSED', expiry: { items: [{ kind: 'CONFIRMATION', lastDay: '2025-12-01' }] } },
    ]);
  });

  it('is looked for again when what was looked at has changed meanwhile', async () => {
    const { listed } = await publish(listingContent());
    const due = async () => (await store.work.run((tx) => tx.listings.expiryDue('2025-06-02', 'r', '', 10))).length;
    const watch = { id: listed.id, version: 1, lookedOn: '2025-06-02', nextOn: '2025-07-01', rule: 'r' };
    await store.work.run((tx) => tx.listings.saveExpiry([{ ...watch, version: 2 }]));
    expect(await due()).toBe(1);
    await store.work.run((tx) => tx.listings.saveExpiry([watch]));
    expect(await due()).toBe(0);
    await store.work.run((tx) => tx.listings.lookForExpiry(listed.id));
    expect(await due()).toBe(1);
  });

  it('is not missed of a public record that nobody has confirmed', async () => {
    const { supplier } = await publish(listingContent(), { origin: 'REAL_RECORD', confirmedOn: null });
    await lapse('2035-01-01');
    expect(await told(supplier.id)).toEqual([]);
    const due = await store.work.run((tx) => tx.listings.expiryDue('2099-01-01', 'x', '', 10));
    // Only a changed rule brings it up again.
    expect(due).toHaveLength(1);
    const rule = JSON.stringify(DEFAULT_CONFIRMATION);
    expect(await store.work.run((tx) => tx.listings.expiryDue('2099-01-01', rule, '', 10))).toEqual([]);
  });
});

describe('a confirmation that is renewed', () => {
  const rules = { confirmation: DEFAULT_CONFIRMATION, trainSeconds: 10, reviewHours: 48 };
  const sent = () =>
    store.sql<{ payload: Jobs['tell-confirmed'] }>(`select payload from sent_job where job = 'tell-confirmed'`);

  async function confirm(listed: Listing, day: string): Promise<void> {
    store.clock.set(onDay(day));
    const viewer = { memberId: 'm', organisationId: listed.supplierId, role: 'OWNER', kind: 'SUPPLIER' } as Viewer;
    const confirmed = await new ConfirmListing(store.work, store.clock, rules).execute(viewer, listed.id);
    expect(confirmed).toMatchObject({ ok: true });
  }
  const tell = (job: Jobs['tell-confirmed']) =>
    new TellConfirmed(store.work, store.reads, needs(), store.clock, new CountingChance(), rules).handle(job);

  it('is told to all who were told that it had run out, once, and to nobody whom it does not concern', async () => {
    const { supplier, listed } = await publish(proven());
    const open = await openTender(listed, { ...wantsTested, minimumBasis: 'GUARANTEED' });
    const other = await openTender(listed, wantsCertificate);
    await lapse('2026-06-02');
    await confirm(listed, '2026-06-05');
    const [job, ...more] = await sent();
    expect([job?.payload, more]).toEqual([
      { listingId: listed.id, revision: 1, confirmedOn: '2026-06-05', before: '2025-06-01' },
      [],
    ]);
    for (let time = 0; time < 2; time += 1) await tell(job!.payload);
    const expiry = {
      on: '2026-06-05',
      items: [{ kind: 'CONFIRMATION', subject: null, title: null, lastDay: '2027-06-05' }],
      standings: [{ tenderId: open.id, lotId: '1', was: 'FITS', now: 'FITS' }],
    };
    const renewed = async (id: string) => (await told(id)).filter(({ kind }) => kind === 'LISTING_CONFIRMED');
    expect(await renewed(open.buyerId)).toMatchObject([
      { tenderId: open.id, listingId: listed.id, expiry, matches: [{ closeness: 'FITS' }] },
    ]);
    expect(await renewed(supplier.id)).toMatchObject([{ tenderId: null, listingId: listed.id, expiry }]);
    expect(await renewed(other.buyerId)).toEqual([]);
    // The runs are computed again from the log, and the freshness with them.
    expect(await jobs()).toContain('match-listing');
    expect((await changes()).at(-1)?.offer).toMatchObject({ confirmedOn: '2026-06-05' });
  });

  it('is no news where it had not run out, or nobody had been told that it had', async () => {
    const { listed } = await publish(proven());
    await openTender(listed, wantsTested);
    await lapse('2026-05-20');
    await confirm(listed, '2026-05-25');
    expect(await sent()).toEqual([]);
    // Stale, and confirmed before anybody noticed.
    await confirm(listed, '2027-06-20');
    expect(await sent()).toEqual([]);
  });

  it('is not told of a listing that has changed since, or is not on the market', async () => {
    const { supplier, listed } = await publish(proven());
    const open = await openTender(listed, { ...wantsTested, minimumBasis: 'GUARANTEED' });
    await lapse('2026-06-02');
    await confirm(listed, '2026-06-05');
    const [job] = await sent();
    const renewed = async () => (await told(open.buyerId)).filter(({ kind }) => kind === 'LISTING_CONFIRMED');
    await tell({ ...job!.payload, revision: 2 });
    await tell({ ...job!.payload, confirmedOn: '2026-06-04' });
    await tell({ ...job!.payload, listingId: 'never' });
    expect(await renewed()).toEqual([]);
    await store.sql(`update organisation set state = 'SUSPENDED' where id = '${supplier.id}'`);
    await tell(job!.payload);
    expect(await renewed()).toEqual([]);
  });
});
