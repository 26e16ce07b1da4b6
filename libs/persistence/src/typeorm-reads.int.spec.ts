import { InvalidCursor, type Page, type PageRequest } from '@huanpei/app';
import type { ArchivedDemand, AuditAction, Listing, Organisation, Tender } from '@huanpei/domain';
import {
  decision,
  demand,
  listing,
  listingContent,
  matchRun,
  member,
  minutes,
  NOON,
  nextId,
  notification,
  offer,
  organisation,
  tender,
  tenderContent,
} from '../test/samples';
import { storeUnderTest, type StoreUnderTest } from '../test/store-under-test';

let store: StoreUnderTest;

beforeAll(async () => {
  store = await storeUnderTest();
});
// Not `truncate … cascade`, which the kept revisions refuse.
const EMPTIED = ['change', 'notification', 'match_run', 'listing', 'tender', 'demand', 'member', 'organisation'];
afterEach(() => store.sql(EMPTIED.map((table) => `delete from ${table}`).join(';')));
afterAll(() => store.close());

type List<T> = (request: PageRequest) => Promise<Page<T>>;

const add = (
  ...rows: readonly {
    organisations?: readonly Organisation[];
    listings?: readonly Listing[];
    tenders?: readonly Tender[];
    demands?: readonly ArchivedDemand[];
  }[]
) =>
  store.work.run(async (tx) => {
    for (const { organisations = [], listings = [], tenders = [], demands = [] } of rows) {
      for (const row of organisations) await tx.organisations.add(row);
      for (const row of listings) await tx.listings.add(row);
      for (const row of tenders) await tx.tenders.add(row);
      for (const row of demands) await tx.demands.add(row);
    }
  });

async function firm(given: Partial<Organisation> = {}): Promise<Organisation> {
  const row = organisation(given);
  await add({ organisations: [row] });
  return row;
}

/** Everything in the list, read page by page; fails when totals or "is there more" are wrong on any page. */
async function readAll<T>(list: List<T>, first: number): Promise<readonly T[]> {
  const read: T[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page<T> = await list({ first, after });
    read.push(...page.items.map(({ node }) => node));
    expect(page.items.length).toBeLessThanOrEqual(first);
    if (!page.hasNextPage) {
      expect(page.totalCount).toBe(read.length);
      return read;
    }
    expect(page.items).toHaveLength(first);
    expect(page.totalCount).toBeGreaterThan(read.length);
    after = page.items.at(-1)?.cursor ?? null;
  }
}

/** Seven rows by three sort keys: two keys are shared by three rows each. */
const KEYS = [0, 1, 1, 2, 1, 0, 0];

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

/** By key, then by id, in one direction: what every list promises. */
function inOrder<T extends { readonly id: string }>(
  rows: readonly T[],
  keyOf: (row: T) => number,
  direction: 1 | -1,
): readonly string[] {
  return ids([...rows].sort((a, b) => direction * (keyOf(a) - keyOf(b) || (a.id < b.id ? -1 : 1))));
}

interface Listed {
  readonly name: string;
  /** Adds seven rows with equal sort keys among them, and says the list and its expected order. */
  make(): Promise<{
    readonly list: List<unknown>;
    readonly expected: readonly (string | number)[];
    readonly idOf: (node: never) => string | number;
  }>;
}

const idOf = (node: { readonly id: string }) => node.id;

const LISTS: readonly Listed[] = [
  {
    name: 'organisations, newest first',
    async make() {
      const rows = KEYS.map((key) => organisation({ createdAt: minutes(key) }));
      await add({ organisations: rows });
      return {
        list: (page) => store.reads.organisations({}, page),
        expected: inOrder(rows, (row) => row.createdAt.getTime(), -1),
        idOf,
      };
    },
  },
  {
    name: 'listings, newest first, drafts by the time of their making',
    async make() {
      const { id } = await firm();
      const rows = KEYS.map((key, index) =>
        index % 2 === 0
          ? listing(id, { publishedAt: minutes(key) })
          : listing(id, { publishedAt: null, createdAt: minutes(key) }),
      );
      await add({ listings: rows });
      const shownAt = (row: Listing) => (row.publishedAt ?? row.createdAt).getTime();
      return { list: (page) => store.reads.listings({}, page), expected: inOrder(rows, shownAt, -1), idOf };
    },
  },
  {
    name: 'listings to review, the longest waiting first',
    async make() {
      const { id } = await firm();
      const rows = KEYS.map((key) =>
        listing(id, {
          staged: {
            number: 2,
            content: listingContent(),
            state: 'SUBMITTED',
            submittedAt: minutes(key).toISOString(),
            reason: null,
          },
        }),
      );
      const others = (['DRAFT', 'CHANGES_REQUESTED', 'REJECTED'] as const).map((state) =>
        listing(id, {
          staged: { number: 2, content: listingContent(), state, submittedAt: NOON.toISOString(), reason: null },
        }),
      );
      await add({ listings: [...rows, ...others, listing(id)] });
      const waits = (row: Listing) => Date.parse(row.staged?.submittedAt ?? '');
      return {
        list: (page) => store.reads.listings({ toReview: true }, page),
        expected: inOrder(rows, waits, 1),
        idOf,
      };
    },
  },
  {
    name: 'listings confirmed before a day, the longest ago first',
    async make() {
      const { id } = await firm();
      const days = ['2024-03-01', '2024-02-29', '2024-12-31'];
      const rows = KEYS.map((key) => listing(id, { confirmedOn: days[key] ?? null }));
      const others = [
        listing(id, { confirmedOn: '2025-01-01' }),
        listing(id, { confirmedOn: null }),
        listing(id, { confirmedOn: '2024-03-01', state: 'SUSPENDED' }),
      ];
      await add({ listings: [...rows, ...others] });
      const confirmed = (row: Listing) => Date.parse(row.confirmedOn ?? '');
      return {
        list: (page) => store.reads.listings({ confirmedBefore: '2025-01-01' }, page),
        expected: inOrder(rows, confirmed, 1),
        idOf,
      };
    },
  },
  {
    name: 'tenders, the open ones by deadline, then the others, newest first',
    async make() {
      const { id } = await firm();
      const open = KEYS.map((key) => tender(id, { deadline: minutes(100 + key) }));
      const others = KEYS.map((key) => tender(id, { state: 'CLOSED', publishedAt: minutes(key) }));
      await add({ tenders: [...others, ...open] });
      return {
        list: (page) => store.reads.tenders({}, page),
        expected: [
          ...inOrder(open, (row) => row.deadline?.getTime() ?? 0, 1),
          ...inOrder(others, (row) => -(row.publishedAt?.getTime() ?? 0), 1),
        ],
        idOf,
      };
    },
  },
  {
    name: 'tenders by publication, the latest first, without what was never published',
    async make() {
      const { id } = await firm();
      const states = ['PUBLISHED', 'CLOSED', 'CANCELLED'] as const;
      const rows = KEYS.map((key, at) =>
        tender(id, { state: states[at % states.length]!, publishedAt: minutes(key), deadline: minutes(500 - key) }),
      );
      await add({ tenders: [...rows, tender(id, { state: 'DRAFT', publishedAt: null })] });
      return {
        list: (page) => store.reads.tenders({ order: 'PUBLICATION' }, page),
        expected: inOrder(rows, (row) => row.publishedAt?.getTime() ?? 0, -1),
        idOf,
      };
    },
  },
  {
    name: 'notifications, newest first',
    async make() {
      const { id } = await firm();
      const rows = KEYS.map((key) => notification(id, { createdAt: minutes(key) }));
      const other = await firm();
      await store.work.run((tx) => tx.notifications.add([...rows, notification(other.id)]));
      return {
        list: (page) => store.reads.notifications(id, false, page),
        expected: inOrder(rows, (row) => row.createdAt.getTime(), -1),
        idOf,
      };
    },
  },
  {
    name: 'demands, newest first, those without a date last',
    async make() {
      const dates = [null, '2024-01-02', '2023-12-31'];
      const rows = KEYS.map((key) => demand({ publishedOn: dates[key] ?? null }));
      await add({ demands: rows });
      const day = (row: ArchivedDemand) => (row.publishedOn === null ? 0 : Date.parse(row.publishedOn));
      return { list: (page) => store.reads.demands(null, page), expected: inOrder(rows, day, -1), idOf };
    },
  },
  {
    name: 'the audit trail of a subject, newest first',
    async make() {
      const subjectId = nextId('subject');
      await store.work.run(async (tx) => {
        for (const _ of KEYS) {
          await tx.audit(decision({ subjectId }));
          await tx.audit(decision());
        }
      });
      const mine = (await store.reads.auditEntries(0, 10_000)).filter((entry) => entry.subjectId === subjectId);
      return {
        list: (page) => store.reads.auditTrail({ subjectId }, page),
        expected: mine.map(({ position }) => position).reverse(),
        idOf: (entry: { readonly position: number }) => entry.position,
      };
    },
  },
];

describe.each(LISTS)('$name', ({ make }) => {
  it.each([1, 2, 3, 7, 100])('has no gap and no repeat in pages of %i', async (first) => {
    const { list, expected, idOf: nameOf } = await make();
    expect((await readAll(list, first)).map((node) => nameOf(node as never))).toEqual(expected);
  });

  it('counts and says whether there is more when nothing is asked for', async () => {
    const { list, expected } = await make();
    expect(await list({ first: 0, after: null })).toEqual({
      items: [],
      hasNextPage: true,
      totalCount: expected.length,
    });
  });

  it('goes on after any row, also one that has gone', async () => {
    const { list, expected, idOf: nameOf } = await make();
    const { items } = await list({ first: 100, after: null });
    for (const [index, { cursor }] of items.entries()) {
      const rest = await list({ first: 100, after: cursor });
      expect(rest.items.map(({ node }) => nameOf(node as never))).toEqual(expected.slice(index + 1));
      expect(rest.totalCount).toBe(expected.length);
    }
  });

  it('refuses a cursor that it did not make', async () => {
    const { list } = await make();
    const [made] = (await list({ first: 1, after: null })).items;
    const [name, key, id] = JSON.parse(Buffer.from(made?.cursor ?? '', 'base64url').toString('utf8')) as [
      string,
      string,
      string,
    ];
    const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const bad = [
      '',
      'x',
      'not base64 ☃',
      '\0',
      forged(null),
      forged([]),
      forged({}),
      forged([name, key]),
      forged([name, key, id, id]),
      forged(['another list', key, id]),
      forged([name, 1, id]),
      forged([name, null, id]),
      forged([name, key, 1]),
      forged([name, 'k'.repeat(300), id]),
      forged([name, key, 'i'.repeat(300)]),
      'a'.repeat(10_000),
      forged([name, `${key}\0`, id]),
    ];
    // Where texts are sorted, any text is a key.
    if (!['review', 'demands', 'confirmed'].includes(name)) bad.push(forged([name, "1' or true", id]));
    for (const after of bad) await expect(list({ first: 2, after })).rejects.toThrow(InvalidCursor);
  });
});

describe('pages', () => {
  it('refuse to be of a size that is none', async () => {
    for (const first of [-1, 0.5, Number.NaN, 2 ** 53]) {
      await expect(store.reads.organisations({}, { first, after: null })).rejects.toThrow(RangeError);
    }
  });

  it('refuse an instant that no calendar has', async () => {
    for (const key of [
      '2025-02-31T00:00:00.000000Z',
      '2025-13-01T00:00:00.000000Z',
      '2025-01-01T24:00:01.000000Z',
      '0000-00-00T00:00:00.000000Z',
    ]) {
      const after = Buffer.from(JSON.stringify(['organisations', key, 'x'])).toString('base64url');
      await expect(store.reads.organisations({}, { first: 1, after })).rejects.toThrow(InvalidCursor);
    }
  });

  it('meet what was there exactly once while rows are added between them', async () => {
    const rows = Array.from({ length: 6 }, () => organisation());
    await add({ organisations: rows });
    const one = await store.reads.organisations({}, { first: 3, after: null });
    await add({ organisations: [organisation({ createdAt: minutes(5) }), organisation({ createdAt: minutes(6) })] });
    const two = await store.reads.organisations({}, { first: 10, after: one.items.at(-1)?.cursor ?? null });
    expect([...one.items, ...two.items].map(({ node }) => node.id)).toEqual(inOrder(rows, () => 0, -1));
    expect(two.totalCount).toBe(8);
  });

  it('tell instants apart that differ by less than a millisecond', async () => {
    const rows = [organisation(), organisation(), organisation()];
    await add({ organisations: rows });
    await store.sql(`update organisation set created_at = created_at + interval '1 microsecond' where id = $1`, [
      rows[0]?.id,
    ]);
    const read = await readAll((page) => store.reads.organisations({}, page), 1);
    expect(ids(read)).toEqual([rows[0]?.id, rows[2]?.id, rows[1]?.id]);
  });
});

describe('filters', () => {
  const everything: PageRequest = { first: 100, after: null };
  const listings = async (filter: Parameters<typeof store.reads.listings>[0]) => {
    const page = await store.reads.listings(filter, everything);
    expect(page.totalCount).toBe(page.items.length);
    return page.items.map(({ node }) => node.id).sort();
  };

  it('of organisations', async () => {
    const rows = [
      organisation(),
      organisation({ kind: 'BUYER' }),
      organisation({ state: 'PENDING' }),
      organisation({ state: 'REJECTED' }),
    ];
    await add({ organisations: rows });
    const found = async (filter: Parameters<typeof store.reads.organisations>[0]) =>
      (await store.reads.organisations(filter, everything)).items
        .map(({ node }) => rows.findIndex(({ id }) => id === node.id))
        .sort();
    expect(await found({ kind: 'SUPPLIER' })).toEqual([0, 2, 3]);
    expect(await found({ states: ['PENDING', 'REJECTED'] })).toEqual([2, 3]);
    expect(await found({ kind: 'BUYER', states: ['PENDING'] })).toEqual([]);
    expect(await found({ states: [] })).toEqual([]);
  });

  it('of listings: supplier, state, domain, origin, ids, and all of them together', async () => {
    const [one, two] = [await firm(), await firm()];
    const rows = [
      listing(one.id),
      listing(two.id),
      listing(one.id, { state: 'SUSPENDED' }),
      listing(one.id, {
        content: listingContent({ domain: 'air', technologies: ['air.vocs.rto'] }),
        origin: 'ILLUSTRATION',
      }),
      listing(one.id, {
        state: 'DRAFT',
        content: null,
        publishedAt: null,
        staged: {
          number: 1,
          content: listingContent({ domain: 'soil', technologies: [] }),
          state: 'DRAFT',
          submittedAt: null,
          reason: null,
        },
      }),
    ] as const;
    await add({ listings: rows });
    const of = (...indexes: readonly number[]) => indexes.map((index) => rows[index]?.id).sort();
    expect(await listings({})).toEqual(of(0, 1, 2, 3, 4));
    expect(await listings({ supplierId: one.id })).toEqual(of(0, 2, 3, 4));
    expect(await listings({ states: ['PUBLISHED'] })).toEqual(of(0, 1, 3));
    expect(await listings({ domain: 'air' })).toEqual(of(3));
    // Before its publication a listing is in the domain of its draft.
    expect(await listings({ domain: 'soil' })).toEqual(of(4));
    expect(await listings({ origin: 'ILLUSTRATION' })).toEqual(of(3));
    expect(await listings({ ids: [rows[1].id, rows[3].id, 'nobody'] })).toEqual(of(1, 3));
    expect(await listings({ ids: [] })).toEqual([]);
    expect(
      await listings({
        supplierId: one.id,
        states: ['PUBLISHED'],
        domain: 'water',
        technology: 'water',
        origin: 'SUPPLIER',
        ids: [rows[0].id, rows[1].id],
      }),
    ).toEqual(of(0));
  });

  it('of listings by technology: itself and what lies beneath it in the taxonomy, however it is spelt', async () => {
    const { id } = await firm();
    const made = (...technologies: readonly string[]) => listing(id, { content: listingContent({ technologies }) });
    const [scr, rto, both, none, root] = [
      made('air.ule.scr'),
      made('air.vocs.rto'),
      made('water.mun.mbr', 'air.vocs.rco'),
      made(),
      made('air'),
    ] as const;
    await add({ listings: [scr, rto, both, none, root] });
    expect(await listings({ technology: 'air.ule.scr' })).toEqual([scr.id]);
    // The scenario above air.ule.scr is not a prefix of it.
    expect(await listings({ technology: 'air.ule-nonpower' })).toEqual([scr.id]);
    expect(await listings({ technology: 'air.vocs' })).toEqual([rto.id, both.id].sort());
    expect(await listings({ technology: 'air' })).toEqual([scr.id, rto.id, both.id, root.id].sort());
    expect(await listings({ technology: 'water' })).toEqual([both.id]);
    expect(await listings({ technology: 'no.such' })).toEqual([]);
  });

  it('of tenders: the region and those inside it, not those whose code only begins alike', async () => {
    const { id } = await firm({ kind: 'BUYER' });
    const rows = ['CN-GD', 'CN-GD-4401', 'CN-GDX', 'CN', 'CN-HB', null].map((region) =>
      tender(id, { content: tenderContent({ region }) }),
    );
    await add({ tenders: rows });
    const found = async (region: string) => {
      const page = await store.reads.tenders({ buyerId: id, region }, everything);
      return page.items.map(({ node }) => rows.findIndex((row) => row.id === node.id)).sort();
    };
    expect(await found('CN-GD')).toEqual([0, 1]);
    expect(await found('CN-GD-4401')).toEqual([1]);
    expect(await found('CN')).toEqual([0, 1, 2, 3, 4]);
    expect(await found('CN-G%')).toEqual([]);
  });

  it('of tenders: buyer, state, origin, and the domain of any lot', async () => {
    const [one, two] = [await firm({ kind: 'BUYER' }), await firm({ kind: 'BUYER' })];
    const lot = (lotId: string, domain: 'air' | 'water') => ({ id: lotId, title: {}, need: { domain } });
    const rows = [
      tender(one.id),
      tender(two.id, { content: tenderContent({ lots: [lot('1', 'air'), lot('2', 'water')] }) }),
      tender(one.id, { state: 'CANCELLED', origin: 'ILLUSTRATION', content: tenderContent({ lots: [] }) }),
    ];
    await add({ tenders: rows });
    const found = async (filter: Parameters<typeof store.reads.tenders>[0]) => {
      const page = await store.reads.tenders(filter, everything);
      expect(page.totalCount).toBe(page.items.length);
      return page.items.map(({ node }) => rows.findIndex(({ id }) => id === node.id)).sort();
    };
    expect(await found({})).toEqual([0, 1, 2]);
    expect(await found({ buyerId: one.id })).toEqual([0, 2]);
    expect(await found({ states: ['PUBLISHED', 'CLOSED'] })).toEqual([0, 1]);
    expect(await found({ domain: 'water' })).toEqual([0, 1]);
    expect(await found({ domain: 'air' })).toEqual([1]);
    expect(await found({ domain: 'soil' })).toEqual([]);
    expect(await found({ origin: 'ILLUSTRATION' })).toEqual([2]);
    expect(await found({ buyerId: one.id, states: ['PUBLISHED'], domain: 'water', origin: 'BUYER' })).toEqual([0]);
  });

  it('of notifications, demands and the audit trail', async () => {
    const { id } = await firm();
    const [read, unread] = [notification(id, { readAt: NOON }), notification(id)] as const;
    const [air, water] = [demand({ domain: 'air' }), demand()] as const;
    await add({ demands: [air, water] });
    await store.work.run((tx) => tx.notifications.add([read, unread]));
    expect((await store.reads.notifications(id, true, everything)).items.map(({ node }) => node.id)).toEqual([
      unread.id,
    ]);
    expect((await store.reads.notifications(id, false, everything)).totalCount).toBe(2);
    expect((await store.reads.demands('air', everything)).items.map(({ node }) => node)).toEqual([air]);
    expect((await store.reads.demands('soil', everything)).totalCount).toBe(0);
    const all = await store.reads.auditTrail({}, { first: 10_000, after: null });
    expect(all.items.map(({ node }) => node)).toEqual([...(await store.reads.auditEntries(0, 10_000))].reverse());
  });
});

describe('single reads', () => {
  it('give many by their ids, without those that are not there', async () => {
    const [one, two] = [await firm(), await firm()];
    const [offered, asked] = [listing(one.id), tender(two.id)] as const;
    await add({ listings: [offered], tenders: [asked] });
    expect(await store.reads.organisationsByIds([one.id, 'nobody', two.id, one.id])).toEqual(
      new Map([
        [one.id, one],
        [two.id, two],
      ]),
    );
    expect(await store.reads.listingsByIds([offered.id, 'nobody'])).toEqual(new Map([[offered.id, offered]]));
    expect(await store.reads.tendersByIds([asked.id])).toEqual(new Map([[asked.id, asked]]));
    expect(await store.reads.organisationsByIds([])).toEqual(new Map());
  });

  it('find nothing under an unknown id', async () => {
    for (const read of ['organisation', 'member', 'listing', 'tender', 'matchRun', 'notification', 'demand'] as const) {
      expect(await store.reads[read]('nobody')).toBeUndefined();
    }
    expect(await store.reads.members('nobody')).toEqual([]);
    expect(await store.work.run((tx) => tx.notifications.suppliersTold('nobody'))).toEqual([]);
    expect(await store.reads.unreadCount('nobody')).toBe(0);
  });

  it('list the members of a firm, the first first', async () => {
    const { id } = await firm();
    const [second, first] = [member(id, { createdAt: minutes(1) }), member(id)] as const;
    const other = await firm();
    await store.work.run(async (tx) => {
      for (const row of [second, first, member(other.id)]) await tx.members.add(row);
    });
    expect(await store.reads.members(id)).toEqual([first, second]);
  });

  it('list the tenders still open at an instant, oldest first', async () => {
    const { id } = await firm();
    const [young, old] = [tender(id, { publishedAt: minutes(2) }), tender(id, { publishedAt: minutes(1) })] as const;
    const others = [
      tender(id, { deadline: minutes(5) }),
      tender(id, { state: 'CLOSED' }),
      tender(id, { state: 'DRAFT' }),
      tender(id, { deadline: null }),
    ];
    await add({ tenders: [young, old, ...others] });
    expect(await store.reads.openTenders(minutes(5))).toEqual([old, young]);
  });

  it('list the offers of a supplier that are on the market now', async () => {
    const [one, two] = [await firm(), await firm()];
    const [up, down, foreign] = [listing(one.id), listing(one.id), listing(two.id)] as const;
    await add({ listings: [up, down, foreign] });
    await store.work.run(async (tx) => {
      for (const { id } of [up, down, foreign])
        await tx.change({ kind: 'LISTING', id, revision: 1, offer: offer(id, 'water', 1) });
      await tx.change({ kind: 'LISTING', id: up.id, revision: 2, offer: offer(up.id, 'water', 2) });
      await tx.change({ kind: 'LISTING', id: down.id, revision: 1, offer: null });
    });
    expect(await store.reads.offersOf(one.id)).toEqual([offer(up.id, 'water', 2)]);
    expect(await store.reads.offersOf('nobody')).toEqual([]);
  });

  it('count what the latest run of each lot of an open tender found, at its present revision', async () => {
    const { id } = await firm({ kind: 'BUYER' });
    const [open, closed] = [tender(id, { revision: 2 }), tender(id, { state: 'CLOSED' })] as const;
    await add({ tenders: [open, closed] });
    const counted = (tenderId: string, lotId: string, fits: number, tenderRevision = 2) =>
      matchRun(tenderId, { lotId, fits, tenderRevision, digest: `${tenderId}${lotId}${fits}`, marketPosition: fits });
    await store.work.run(async (tx) => {
      await tx.matchRuns.add(counted(open.id, '9', 7, 1));
      await tx.matchRuns.add(counted(open.id, '10', 1));
      await tx.matchRuns.add(counted(open.id, '2', 1));
      await tx.matchRuns.add(counted(open.id, '2', 3));
      await tx.matchRuns.add(counted(closed.id, '1', 1, 1));
    });
    const figures = { tenderId: open.id, compared: 3, needsData: 1, ruledOut: 1 };
    expect(await store.reads.openRunCounts(NOON)).toEqual([
      { ...figures, lotId: '2', fits: 3 },
      { ...figures, lotId: '10', fits: 1 },
    ]);
    expect(await store.reads.openRunCounts(minutes(10_000))).toEqual([]);
  });

  it('give every lot of an open tender with its latest check at its present revision, or without one', async () => {
    const { id } = await firm({ kind: 'BUYER' });
    const [lot] = tenderContent().lots;
    const content = tenderContent({
      lots: [
        { ...lot!, id: '1' },
        { ...lot!, id: '2', need: { ...lot!.need, domain: 'air' } },
      ],
    });
    const [open, closed] = [tender(id, { revision: 2, content }), tender(id, { state: 'CLOSED' })] as const;
    await add({ tenders: [open, closed] });
    const run = (lotId: string, tenderRevision: number, computedAt: Date, fits: number) =>
      matchRun(open.id, { lotId, tenderRevision, computedAt, fits, digest: `${lotId}${fits}` });
    await store.work.run(async (tx) => {
      await tx.matchRuns.add(run('1', 2, minutes(1), 0));
      await tx.matchRuns.add(run('1', 2, minutes(2), 3));
      await tx.matchRuns.add(run('2', 1, minutes(1), 1));
    });
    const lots = await store.reads.openLots(NOON);
    expect([...lots].sort((a, b) => (a.lotId < b.lotId ? -1 : 1))).toEqual([
      {
        tenderId: open.id,
        lotId: '1',
        domain: 'water',
        check: { compared: 3, fits: 3, needsData: 1, ruledOut: 1, at: minutes(2) },
      },
      { tenderId: open.id, lotId: '2', domain: 'air', check: null },
    ]);
    expect(await store.reads.openLots(minutes(10_000))).toEqual([]);
  });

  it('name the suppliers who were told of a tender, at any revision, once', async () => {
    const [supplier, other, buyer] = [await firm(), await firm(), await firm({ kind: 'BUYER' })];
    const about = { tenderId: 'tender-1', listingId: null };
    await store.work.run((tx) =>
      tx.notifications.add([
        notification(supplier.id, { ...about, revision: 1 }),
        notification(supplier.id, { ...about, revision: 2 }),
        notification(buyer.id, about),
        notification(other.id, { ...about, tenderId: 'tender-2' }),
      ]),
    );
    expect(await store.work.run((tx) => tx.notifications.suppliersTold('tender-1'))).toEqual([supplier.id]);
  });

  it('give the decisions that fit everything that is asked, in both orders', async () => {
    const [actor, organisationId, subjectId] = [nextId('member'), nextId('firm'), nextId('tender')];
    const from = store.clock.now();
    const write = async (given: object, ms = 60_000) => {
      await store.work.run((tx) => tx.audit(decision({ actor, organisationId, subjectId, ...given })));
      store.clock.advance(ms);
    };
    await write({ action: 'TENDER_DRAFTED' });
    await write({ action: 'TENDER_PUBLISHED' });
    await write({ action: 'LISTING_APPROVE', subjectKind: 'LISTING', actor: nextId('member') });
    await write({ action: 'TENDER_CANCELLED', organisationId: null });
    const actions = async (filter: Parameters<typeof store.reads.auditTrail>[0]) =>
      (await store.reads.auditTrail(filter, { first: 10, after: null })).items.map(({ node }) => node.action);
    const mine = { subjectId };
    expect(await actions(mine)).toEqual(['TENDER_CANCELLED', 'LISTING_APPROVE', 'TENDER_PUBLISHED', 'TENDER_DRAFTED']);
    expect(await actions({ ...mine, oldestFirst: true })).toEqual([...(await actions(mine))].reverse());
    expect(await actions({ actor })).toEqual(['TENDER_CANCELLED', 'TENDER_PUBLISHED', 'TENDER_DRAFTED']);
    expect(await actions({ organisationId, actor })).toEqual(['TENDER_PUBLISHED', 'TENDER_DRAFTED']);
    expect(await actions({ ...mine, subjectKind: 'LISTING' })).toEqual(['LISTING_APPROVE']);
    expect(await actions({ ...mine, actions: ['TENDER_DRAFTED', 'LISTING_APPROVE'] })).toEqual([
      'LISTING_APPROVE',
      'TENDER_DRAFTED',
    ]);
    expect(await actions({ ...mine, actions: [] })).toEqual([]);
    // From is of the period, until is not.
    const at = (minutesLater: number) => new Date(from.getTime() + minutesLater * 60_000);
    expect(await actions({ ...mine, from: at(1), until: at(3) })).toEqual(['LISTING_APPROVE', 'TENDER_PUBLISHED']);
    const first = await store.reads.auditTrail({ ...mine, oldestFirst: true }, { first: 3, after: null });
    expect(first).toMatchObject({ totalCount: 4, hasNextPage: true });
    const after = first.items.at(-1)!.cursor;
    const last = await store.reads.auditTrail({ ...mine, oldestFirst: true }, { first: 3, after });
    expect(last.items.map(({ node }) => node.action)).toEqual(['TENDER_CANCELLED']);
    // A cursor of one order is none of the other.
    await expect(store.reads.auditTrail(mine, { first: 3, after })).rejects.toThrow(InvalidCursor);
    expect(await store.reads.auditHead()).toBe(last.items[0]!.node.position);
  });

  it('the newest decision of a kind about each of several things', async () => {
    const [one, other, none] = [nextId('subject'), nextId('subject'), nextId('subject')];
    const decided: readonly (readonly [string, AuditAction, string])[] = [
      [one, 'LISTING_SUSPEND', 'first'],
      [other, 'LISTING_SUSPEND', 'other'],
      [one, 'LISTING_REINSTATE', 'over'],
      [one, 'LISTING_SUSPEND', 'last'],
      [none, 'LISTING_ARCHIVE', 'not this'],
    ];
    for (const [subjectId, action, reason] of decided)
      await store.work.run((tx) => tx.audit(decision({ subjectId, action, reason })));
    const found = await store.reads.lastDecisions('LISTING_SUSPEND', [one, other, none, one, nextId('subject')]);
    expect([...found].map(([subject, { reason }]) => [subject, reason]).sort()).toEqual(
      [
        [one, 'last'],
        [other, 'other'],
      ].sort(),
    );
    expect(await store.reads.lastDecisions('LISTING_SUSPEND', [])).toEqual(new Map());
  });

  it('give every decision of one kind about some things, newest first', async () => {
    const [one, other, none] = [nextId('tender'), nextId('tender'), nextId('tender')];
    for (const [subjectId, action, revision] of [
      [one, 'TAILORING_CLOSED', 1],
      [other, 'TAILORING_CLOSED', 1],
      [one, 'TENDER_MATCHED', 1],
      [one, 'TAILORING_CLOSED', 2],
    ] as const)
      await store.work.run((tx) => tx.audit(decision({ subjectId, action, revision })));
    const found = await store.reads.decisionsAbout('TAILORING_CLOSED', [one, none, one]);
    expect(found.map(({ subjectId, revision }) => [subjectId, revision])).toEqual([
      [one, 2],
      [one, 1],
    ]);
    expect(await store.reads.decisionsAbout('TAILORING_CLOSED', [])).toEqual([]);
  });

  it('give the decisions of one kind, newest first, a page at a time', async () => {
    const [first, other, last] = [nextId('tender'), nextId('tender'), nextId('tender')];
    for (const [subjectId, action] of [
      [first, 'TAILORING_SUSPECTED'],
      [other, 'TENDER_MATCHED'],
      [last, 'TAILORING_SUSPECTED'],
    ] as const)
      await store.work.run((tx) => tx.audit(decision({ subjectId, action })));
    const newest = await store.reads.auditTrail({ actions: ['TAILORING_SUSPECTED'] }, { first: 1, after: null });
    expect(newest).toMatchObject({ hasNextPage: true, totalCount: 2, items: [{ node: { subjectId: last } }] });
    const next = await store.reads.auditTrail(
      { actions: ['TAILORING_SUSPECTED'] },
      { first: 5, after: newest.items[0]!.cursor },
    );
    expect(next.items.map(({ node }) => node.subjectId)).toEqual([first]);
    expect(next.hasNextPage).toBe(false);
  });

  it('count what waits for operators, since when, and what has waited for too long', async () => {
    const { id } = await firm();
    await firm({ state: 'PENDING', createdAt: minutes(-50) });
    await firm({ state: 'PENDING', createdAt: minutes(-5) });
    await firm({ state: 'SUSPENDED', createdAt: minutes(-90) });
    const staged = (submittedAt: Date | null) => ({
      number: 2,
      content: listingContent(),
      state: submittedAt ? ('SUBMITTED' as const) : ('DRAFT' as const),
      submittedAt: (submittedAt ?? minutes(-99)).toISOString(),
      reason: null,
    });
    await add({
      listings: [
        listing(id, { confirmedOn: '2025-05-01', staged: staged(minutes(-10)) }),
        listing(id, { confirmedOn: '2024-01-31', staged: staged(null) }),
        listing(id, { state: 'SUBMITTED', content: null, staged: staged(minutes(-20)) }),
        listing(id, { state: 'ARCHIVED', confirmedOn: '2024-01-01', staged: null }),
      ],
    });
    const [open, amended] = [tender(id, { revision: 1 }), tender(id, { revision: 2 })] as const;
    await add({ tenders: [open, amended, tender(id)] });
    const at = store.clock.now();
    for (const [subjectId, lotId] of [
      [open.id, '1'],
      [open.id, '2'],
      [amended.id, '1'],
    ] as const)
      await store.work.run((tx) =>
        tx.audit(decision({ subjectId, action: 'TAILORING_SUSPECTED', revision: 1, data: { lotId } })),
      );
    // One lot was looked at; the other, and the same lot at another revision, were not.
    for (const [lotId, revision] of [
      ['2', 1],
      ['1', 2],
    ] as const)
      await store.work.run((tx) =>
        tx.audit(decision({ subjectId: open.id, action: 'TAILORING_CLOSED', revision, data: { lotId } })),
      );
    const waiting = await store.reads.waitingForOperators(NOON, minutes(-10), '2024-06-01');
    expect(Object.fromEntries(waiting)).toEqual({
      NEW_LISTING: { count: 1, oldest: minutes(-20), overdue: 1 },
      LISTING_REVISION: { count: 1, oldest: minutes(-10), overdue: 1 },
      ORGANISATION: { count: 2, oldest: minutes(-50), overdue: 1 },
      STALE_LISTING: { count: 1, oldest: new Date('2024-01-31T00:00:00+08:00'), overdue: 1 },
      TAILORING_WARNING: { count: 1, oldest: at, overdue: 0 },
    });
    expect((await store.reads.waitingForOperators(minutes(10_000), NOON, '2024-01-01')).get('STALE_LISTING')).toBe(
      undefined,
    );
  });

  it('name the operators who may be told of something, and nobody else', async () => {
    const operator = await firm({ kind: 'OPERATOR' });
    await firm({ kind: 'OPERATOR', state: 'SUSPENDED' });
    await firm({ kind: 'BUYER' });
    expect(await store.work.run((tx) => tx.organisations.operators())).toEqual([operator.id]);
  });

  it('count for the front page what a visitor could find', async () => {
    const counted = await firm();
    await firm({ state: 'PENDING' });
    await firm({ kind: 'BUYER' });
    await add({
      tenders: [tender(counted.id), tender(counted.id, { state: 'CLOSED' }), tender(counted.id, { deadline: NOON })],
      demands: [demand(), demand(), demand()],
    });
    const [up, changed, down] = [nextId('listing'), nextId('listing'), nextId('listing')];
    const offered = (id: string) => ({ id, name: {}, domain: 'water' as const, facts: [] });
    await store.work.run(async (tx) => {
      for (const id of [up, changed, down, changed])
        await tx.change({ kind: 'LISTING', id, revision: 1, offer: offered(id) });
      await tx.change({ kind: 'LISTING', id: down, revision: 1, offer: null });
    });
    expect(await store.reads.figures(NOON)).toEqual({ openTenders: 1, listings: 2, suppliers: 1, demands: 3 });
    expect(await store.reads.figures(minutes(10_000))).toMatchObject({ openTenders: 0 });
    expect(await store.reads.listedByDomain()).toEqual(new Map([['water', 2]]));
    expect([await store.reads.verifiedSuppliers(), await store.reads.demandCount()]).toEqual([1, 3]);
  });

  it('count listings on the market by technology', async () => {
    const [{ id }, { id: suspended }] = [await firm(), await firm({ state: 'SUSPENDED' })];
    const of = (technologies: string[], given: Partial<Listing> = {}, supplierId = id) =>
      listing(supplierId, { content: listingContent({ technologies }), ...given });
    await add({
      listings: [
        of(['a', 'b', 'a']),
        of(['b']),
        of(['c']),
        of(['b'], { state: 'SUSPENDED' }),
        of(['b'], {}, suspended),
      ],
    });
    expect(await store.reads.listedByTechnology(['a', 'b', 'none'])).toEqual(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    );
  });

  it('count the tenders published since, whatever has become of them', async () => {
    const { id } = await firm({ kind: 'BUYER' });
    await add({
      tenders: [
        tender(id, { publishedAt: minutes(-1) }),
        tender(id, { publishedAt: NOON }),
        tender(id, { publishedAt: minutes(1), state: 'CANCELLED' }),
        tender(id, { publishedAt: null, state: 'CANCELLED' }),
      ],
    });
    expect(await store.reads.tendersPublishedSince(NOON)).toBe(2);
  });
});
