import {
  changeMarket,
  FindNews,
  MarketFollower,
  SearchIndex,
  SendDigests,
  TellWatchers,
  WatchedSearches,
  type SearchDocument,
  type Tx,
  type Work,
} from '@huanpei/app';
import type {
  Closeness,
  Listing,
  ListingContent,
  LotNeed,
  Member,
  Notification,
  Organisation,
  SavedQuery,
  SavedSearch,
  Tender,
  WatchDelivery,
  WordSearch,
} from '@huanpei/domain';
import { marketUnderTest } from '../../test/market-under-test';
import { listing, listingContent, member, minutes, nextId, NOON, organisation, tender } from '../../test/samples';
import { CountingChance, storeUnderTest, type StoreUnderTest } from '../../test/store-under-test';

const DAY_MS = 86_400_000;

/** Finds by whole words of the titles, as far as saved searches ask an index. */
const INDEX = {
  asked: 0,
  finds: async (documents: readonly SearchDocument[], texts: readonly string[]) => {
    INDEX.asked += documents.length * texts.length;
    return documents.map(({ title }) => texts.map((text) => `${title.zh} ${title.en}`.includes(text)));
  },
};

let store: StoreUnderTest;
let market: MarketFollower;
let watched: WatchedSearches;
let news: FindNews;
let tell: TellWatchers;
let digests: SendDigests;
let supplier: Organisation;
let buyer: Organisation;
let owner: Member;
let seller: Member;

beforeAll(async () => {
  store = await storeUnderTest();
  const { feed, needs, ...made } = marketUnderTest(store);
  ({ market } = made);
  watched = new WatchedSearches(feed, store.reads);
  const [chance, index] = [new CountingChance(), INDEX as unknown as SearchIndex];
  news = new FindNews(store.reads, index, needs, market);
  tell = new TellWatchers(store.work, store.reads, watched, news, store.clock, chance);
  digests = new SendDigests(store.work, store.reads, store.clock, chance);
});
afterAll(async () => {
  await market.close();
  await store.close();
});
beforeEach(async () => {
  store.clock.set(NOON);
  for (const search of await watched.all()) await remove(search);
  supplier = organisation({ honours: [] });
  buyer = organisation({ kind: 'BUYER' });
  owner = member(buyer.id);
  seller = member(supplier.id);
  await store.work.run(async (tx) => {
    for (const firm of [supplier, buyer]) await tx.organisations.add(firm);
    for (const one of [owner, seller]) await tx.members.add(one);
  });
});

// --- What happens ---

const NEED: LotNeed = {
  domain: 'water',
  requirements: [{ id: 'r', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' }],
};
const outlet = (value: number) =>
  ({ metric: 'outlet', parameter: 'cod', op: '<=', value, unit: 'mg/L', basis: 'TESTED' }) as const;
/** Something that speaks for it beside: what is known of nothing is near nothing. */
const NEED_TOO: LotNeed = {
  ...NEED,
  requirements: [...(NEED.requirements ?? []), { id: 'd', mandatory: true, leadDays: 90 }],
};
const content = (cod: number | null, name = '膜生物反应器'): ListingContent =>
  listingContent({
    name: { zh: name },
    technologies: ['water.mun.mbr'],
    facts: cod === null ? [] : [outlet(cod)],
    leadDays: 45,
  });

const words = (given: Partial<WordSearch>): SavedQuery => ({
  kind: 'THINGS',
  words: { text: '', ...given },
  need: null,
  closeness: [],
});
const needing = (need: LotNeed, closeness: readonly Closeness[] = []): SavedQuery => ({
  kind: 'THINGS',
  words: null,
  need,
  closeness,
});

async function save(query: SavedQuery, given: Partial<SavedSearch> = {}): Promise<SavedSearch> {
  const search: SavedSearch = {
    id: nextId('search'),
    organisationId: buyer.id,
    memberId: owner.id,
    name: '检索',
    query,
    delivery: { every: 'INSTANT' },
    paused: false,
    shared: false,
    revision: 1,
    createdAt: store.clock.now(),
    version: 1,
    ...given,
  };
  await store.work.run(async (tx) => {
    await tx.savedSearches.add(search);
    await tx.change({ kind: 'SAVED_SEARCH', id: search.id, revision: 1 });
  });
  return search;
}

async function remove({ id, revision }: SavedSearch): Promise<void> {
  await store.work.run(async (tx) => {
    await tx.savedSearches.remove(id);
    await tx.change({ kind: 'SAVED_SEARCH', id, revision });
  });
}

async function publish(given: ListingContent): Promise<Listing> {
  const listed = listing(supplier.id, { content: given });
  await store.work.run(async (tx) => {
    await tx.listings.add(listed);
    await changeMarket(tx, listed, supplier, store.clock.now());
  });
  await tell.handle({ kind: 'LISTING', id: listed.id });
  return listed;
}

async function change(id: string, change: Partial<Listing>): Promise<void> {
  await store.work.run(async (tx) => {
    const before = (await tx.listings.take(id))!;
    const after = { ...before, ...change, version: before.version + 1 };
    await tx.listings.save(after);
    await changeMarket(tx, after, supplier, store.clock.now());
  });
  await tell.handle({ kind: 'LISTING', id });
}

async function open(lots: readonly LotNeed[], given: Partial<Tender> = {}): Promise<Tender> {
  const made = tender(buyer.id, { deadline: new Date(NOON.getTime() + 400 * DAY_MS), ...given });
  const content = {
    ...made.content,
    lots: lots.map((need, at) => ({ id: String(at + 1), title: { zh: '标段' }, need })),
  };
  const one = { ...made, content };
  await store.work.run(async (tx) => {
    await tx.tenders.add(one);
    await tx.change({ kind: 'TENDER', id: one.id, revision: 1 });
  });
  await tell.handle({ kind: 'TENDER', id: one.id });
  return one;
}

async function amend(id: string, given: (before: Tender) => Partial<Tender>): Promise<void> {
  await store.work.run(async (tx) => {
    const before = (await tx.tenders.take(id))!;
    const after = { ...before, ...given(before), version: before.version + 1 };
    await tx.tenders.save(after);
    await tx.change({ kind: 'TENDER', id, revision: after.revision });
  });
  await tell.handle({ kind: 'TENDER', id });
}

/** What a member was told, the first first. */
async function toldTo({ organisationId, id }: Member): Promise<readonly Notification[]> {
  const page = await store.reads.notifications(organisationId, false, { first: 1_000, after: null }, id);
  return page.items.map(({ node }) => node).reverse();
}
const told = async (to = owner) =>
  (await toldTo(to)).map(({ listingId, tenderId, savedSearch }) => ({
    about: savedSearch!.asked === 'TENDERS_FOR_ME' ? tenderId : (listingId ?? tenderId),
    closeness: savedSearch!.found[0]!.match?.closeness,
  }));
const waiting = async (search: SavedSearch) =>
  (await store.reads.waiting()).filter(({ searchId }) => searchId === search.id).length;

// --- The stores ---

describe('saved searches', () => {
  it('come back in every field', async () => {
    const query: SavedQuery = {
      kind: 'THINGS',
      words: { text: '膜', kinds: ['LISTING'], figures: [{ key: 'lead_days', atMost: 60 }] },
      need: NEED,
      closeness: ['FITS'],
    };
    const search = await save(query, { delivery: { every: 'WEEKLY', hour: 8, weekday: 3 }, shared: true });
    expect(await store.reads.savedSearch(search.id)).toEqual(search);
    expect(await store.reads.savedSearchesByIds([search.id, 'nobody'])).toEqual(new Map([[search.id, search]]));
    expect(await store.reads.savedSearch('nobody')).toBeUndefined();
  });

  it('are listed for their owner, and for colleagues when they are shared', async () => {
    const colleague = member(buyer.id);
    await store.work.run((tx) => tx.members.add(colleague));
    const own = await save(words({}), { createdAt: minutes(1) });
    const shared = await save(words({}), { createdAt: minutes(2), shared: true });
    const listed = async (who: Member) =>
      (
        await store.reads.savedSearches(
          { memberId: who.id, organisationId: who.organisationId },
          { first: 10, after: null },
        )
      ).items.map(({ node }) => node.id);
    expect(await listed(owner)).toEqual([shared.id, own.id]);
    expect(await listed(colleague)).toEqual([shared.id]);
    expect(await listed(seller)).toEqual([]);
    expect(
      await store.work.run((tx) => tx.savedSearches.count({ memberId: colleague.id, organisationId: buyer.id })),
    ).toEqual({ member: 0, organisation: 2 });
  });

  it('are to be told only while they are on, of members in office of verified firms', async () => {
    const ids = await Promise.all([
      save(words({})),
      save(words({}), { paused: true }),
      save(words({}), { delivery: { every: 'NONE' } }),
    ]).then((all) => all.map(({ id }) => id));
    const toTell = () => store.work.run(async (tx) => (await tx.savedSearches.toTell(ids)).map(({ id }) => id));
    expect(await toTell()).toEqual([ids[0]]);
    await store.sql('update member set active = false where id = $1', [owner.id]);
    expect(await toTell()).toEqual([]);
    await store.sql('update member set active = true where id = $1', [owner.id]);
    await store.sql(`update organisation set state = 'PENDING' where id = $1`, [buyer.id]);
    expect(await toTell()).toEqual([]);
  });

  it('are held in memory as the log says', async () => {
    const held = async () => (await watched.all()).map(({ id }) => id).sort();
    expect(await held()).toEqual([]);
    const [a, b] = [await save(words({})), await save(words({}), { paused: true })];
    expect(await held()).toEqual([a.id]);
    const saved = async (search: SavedSearch) =>
      store.work.run(async (tx) => {
        await tx.savedSearches.save(search);
        await tx.change({ kind: 'SAVED_SEARCH', id: search.id, revision: 1 });
      });
    await saved({ ...b, paused: false, version: 2 });
    expect(await held()).toEqual([a.id, b.id].sort());
    await saved({ ...a, delivery: { every: 'NONE' }, version: 2 });
    await remove(b);
    expect(await held()).toEqual([]);
  });

  it('keep what waits until it is taken, once for each thing, and let it go with the search', async () => {
    const search = await save(words({}), { delivery: { every: 'DAILY', hour: 9 } });
    const hit = (id: string, at: number, revision: number) => ({
      searchId: search.id,
      foundAt: minutes(at),
      found: { kind: 'LISTING' as const, id, revision, title: { zh: id } },
    });
    const within = <T>(body: (tx: Tx) => Promise<T>) => store.work.run(body);
    await within((tx) => tx.savedSearches.wait([hit('b', 2, 1), hit('a', 1, 1)]));
    await within((tx) => tx.savedSearches.wait([hit('b', 3, 2), hit('c', 3, 1)]));
    expect(await store.reads.waiting()).toEqual([
      { searchId: search.id, delivery: search.delivery, oldest: minutes(1) },
    ]);
    await within((tx) => tx.savedSearches.dropWaiting({ kind: 'LISTING', id: 'c' }, ['another']));
    await within((tx) => tx.savedSearches.dropWaiting({ kind: 'LISTING', id: 'a' }, [search.id]));
    expect(await within((tx) => tx.savedSearches.takeWaiting(search.id))).toEqual([
      hit('a', 1, 1),
      { ...hit('b', 2, 2) },
    ]);
    expect(await within((tx) => tx.savedSearches.takeWaiting(search.id))).toEqual([]);
    await within((tx) => tx.savedSearches.wait([hit('b', 2, 1)]));
    await remove(search);
    expect(await store.reads.waiting()).toEqual([]);
  });

  it('know which of two was first at a thing', async () => {
    const thing = { kind: 'LISTING', id: nextId('thing') } as const;
    const advance = (turn: number | null) => store.work.run((tx) => tx.watchedThings.advance(thing, turn, null));
    expect(await Promise.all([advance(null), advance(null)]).then((all) => all.sort())).toEqual([false, true]);
    expect(await Promise.all([advance(1), advance(1)]).then((all) => all.sort())).toEqual([false, true]);
    expect(await store.reads.watchedThing('LISTING', thing.id)).toEqual({ ...thing, turn: 2, state: null });
  });
});

// --- What is told ---

describe('the owner of a saved search', () => {
  it('is told of a thing once, not at each edit of it, and again when it had stopped', async () => {
    await save(words({ text: '膜', facets: [{ facet: 'domain', anyOf: ['water'] }] }));
    const { id } = await publish(content(30));
    await tell.handle({ kind: 'LISTING', id });
    await change(id, { revision: 2, content: content(40) });
    expect(await told()).toEqual([{ about: id, closeness: undefined }]);
    await change(id, { revision: 3, content: content(40, '砂滤池') });
    await change(id, { revision: 4, content: content(40) });
    expect(await told()).toHaveLength(2);
    await change(id, { state: 'SUSPENDED' });
    await change(id, { state: 'PUBLISHED' });
    expect(await told()).toHaveLength(3);
    // Only that member hears it, and the organisation as a whole nothing.
    expect(await told(seller)).toEqual([]);
    expect((await store.reads.notifications(buyer.id, false, { first: 9, after: null })).totalCount).toBe(0);
    expect(await store.reads.unreadCount(buyer.id, owner.id)).toBe(3);
    expect(await store.reads.unreadCount(buyer.id)).toBe(0);
    const mark = (memberId: string | null) =>
      store.work.run((tx) => tx.notifications.markRead(buyer.id, null, minutes(1), memberId));
    expect([await mark(null), await mark('another'), await mark(owner.id)]).toEqual([0, 0, 3]);
  });

  it('is told of what fits a need or comes close to it, and again only when it comes closer', async () => {
    await save(needing(NEED_TOO));
    await save(needing(NEED_TOO, ['FITS']), { name: '只要满足的' });
    const { id } = await publish(content(80));
    expect(await told()).toEqual([{ about: id, closeness: 'NEAR_MISS' }]);
    await change(id, { revision: 2, content: content(null) });
    await change(id, { revision: 3, content: content(60) });
    expect((await told()).map(({ closeness }) => closeness)).toEqual(['NEAR_MISS', 'ONE_FIGURE_MISSING']);
    await change(id, { revision: 4, content: content(20) });
    await change(id, { revision: 5, content: content(10) });
    expect((await told()).map(({ closeness }) => closeness)).toEqual([
      'NEAR_MISS',
      'ONE_FIGURE_MISSING',
      'FITS',
      'FITS',
    ]);
    const [first] = await toldTo(owner);
    expect(first!.savedSearch!.found[0]!.match).toMatchObject({ obstacle: { code: 'ABOVE_LIMIT' }, lotId: null });
  });

  it('who asked for both is told only of what both find', async () => {
    const query: SavedQuery = { kind: 'THINGS', words: { text: '膜' }, need: NEED, closeness: ['FITS'] };
    await save(query);
    await publish(content(80));
    await publish(content(30, '砂滤池'));
    const { id } = await publish(content(30));
    expect(await told()).toEqual([{ about: id, closeness: 'FITS' }]);
  });

  it('hears nothing while it is paused or off, after it was deleted, or of what is the own firm’s', async () => {
    const paused = await save(words({}), { paused: true });
    await save(words({}), { delivery: { every: 'NONE' } });
    const deleted = await save(words({}));
    await save(words({}), { organisationId: supplier.id, memberId: seller.id });
    await remove(deleted);
    const { id } = await publish(content(30));
    expect(await told()).toEqual([]);
    expect(await told(seller)).toEqual([]);
    // What came meanwhile is not told later.
    await store.work.run(async (tx) => {
      await tx.savedSearches.save({ ...paused, paused: false, version: 2 });
      await tx.change({ kind: 'SAVED_SEARCH', id: paused.id, revision: 1 });
    });
    await change(id, { revision: 2, content: content(20) });
    expect(await told()).toEqual([]);
  });

  it('stops being told when the organisation is suspended, or the member has left', async () => {
    await save(needing(NEED));
    await store.sql(`update organisation set state = 'SUSPENDED' where id = $1`, [buyer.id]);
    await publish(content(30));
    await store.sql(`update organisation set state = 'VERIFIED' where id = $1`, [buyer.id]);
    await store.sql('update member set active = false where id = $1', [owner.id]);
    await publish(content(30));
    expect(await told()).toEqual([]);
  });

  it('is told of tenders by words, and not again when they close', async () => {
    await save(words({ kinds: ['TENDER'], text: '提标' }), { organisationId: supplier.id, memberId: seller.id });
    const { id } = await open([NEED]);
    await amend(id, () => ({ state: 'CLOSED' }));
    expect(await told(seller)).toEqual([{ about: id, closeness: undefined }]);
    // It counts for nobody else’s message about the tender.
    expect(await store.work.run((tx) => tx.notifications.suppliersTold(id))).toEqual([]);
  });

  it('is told nothing of what was on the market before there were searches, until it changes', async () => {
    const old = listing(supplier.id, { content: content(30, '砂滤池') });
    await store.work.run(async (tx) => {
      await tx.listings.add(old);
      await tx.watchedThings.addUnseen({ kind: 'LISTING', id: old.id });
    });
    await save(words({ text: '砂' }));
    await save(needing(NEED));
    await save(words({ text: '膜' }));
    expect(await store.reads.unseenThings(10)).toEqual([{ kind: 'LISTING', id: old.id }]);
    await digests.handle();
    expect(
      await store.sql(`select payload from sent_job where job = 'tell-watchers' and payload ->> 'id' = $1`, [old.id]),
    ).toHaveLength(1);
    await tell.handle({ kind: 'LISTING', id: old.id });
    expect(await store.reads.unseenThings(10)).toEqual([]);
    expect(await told()).toEqual([]);
    await change(old.id, { revision: 2, content: content(30) });
    expect(await told()).toEqual([{ about: old.id, closeness: undefined }]);
  });

  it('misses nothing when a run is cut off before it commits, or two run at once', async () => {
    await save(words({}));
    const listed = listing(supplier.id, { content: content(30) });
    await store.work.run((tx) => tx.listings.add(listed));
    // All is done but for the commit.
    const cutOff: Work = {
      run: (body) =>
        store.work.run(async (tx) => {
          await body(tx);
          throw new Error('cut off');
        }),
    };
    const once = new TellWatchers(cutOff, store.reads, watched, news, store.clock, new CountingChance());
    await expect(once.handle({ kind: 'LISTING', id: listed.id })).rejects.toThrow('cut off');
    expect(await told()).toEqual([]);
    await Promise.all([1, 2, 3].map(() => tell.handle({ kind: 'LISTING', id: listed.id })));
    expect(await told()).toHaveLength(1);
  });

  it('is told as evaluating every step by itself would tell', async () => {
    const queries: readonly SavedQuery[] = [
      words({ text: '膜' }),
      words({ facets: [{ facet: 'domain', anyOf: ['air'] }] }),
      words({ figures: [{ key: 'lead_days', atMost: 30, orNotStated: true }] }),
      needing(NEED_TOO),
      needing(NEED_TOO, ['FITS', 'NEAR_MISS']),
      { kind: 'THINGS', words: { text: '膜' }, need: NEED_TOO, closeness: [] },
    ];
    const searches: SavedSearch[] = [];
    for (const query of queries) searches.push(await save(query));
    const { id } = await publish(content(500, '起点'));
    const contents = [content(80), content(30, '砂滤池'), content(null), content(30), { ...content(30), leadDays: 20 }];
    const before = await toldTo(owner);
    let revision = 1;
    const expected: string[] = [];
    // Whether each finds it, and how close, by its own rule and step by step.
    const stands = (query: SavedQuery, { name, leadDays, domain, facts }: ListingContent): string => {
      if (query.kind !== 'THINGS') return '';
      const { words: asked, need, closeness } = query;
      const spoken =
        asked === null ||
        ((name.zh ?? '').includes(asked.text) &&
          (asked.facets ?? []).every(({ anyOf }) => anyOf.includes(domain)) &&
          (asked.figures ?? []).every(({ atMost = 0 }) => leadDays === undefined || leadDays <= atMost));
      if (!spoken) return '';
      if (need === null) return 'FOUND';
      const cod = facts[0]?.value;
      const close = cod === undefined ? 'ONE_FIGURE_MISSING' : cod <= 50 ? 'FITS' : 'NEAR_MISS';
      return closeness.length === 0 || closeness.includes(close) ? close : '';
    };
    const rank = ['FITS', 'ONE_FIGURE_MISSING', 'NEAR_MISS', 'FOUND', ''];
    let was = content(500, '起点');
    for (const step of [0, 1, 0, 2, 3, 3, 4, 1, 2, 0, 4, 2, 3]) {
      const is = contents[step]!;
      await change(id, { revision: (revision += 1), content: is });
      searches.forEach((search, at) => {
        const [then, now] = [stands(queries[at]!, was), stands(queries[at]!, is)];
        if (now !== '' && rank.indexOf(now) < rank.indexOf(then)) expected.push(`${revision} ${search.id} ${now}`);
      });
      was = is;
    }
    const found = (await toldTo(owner)).slice(before.length).map(({ revision: of, savedSearch }) => {
      const { searchId, found: things } = savedSearch!;
      return `${of} ${searchId} ${things[0]!.match?.closeness ?? 'FOUND'}`;
    });
    expect(expected.length).toBeGreaterThan(10);
    expect([...found].sort()).toEqual([...expected].sort());
  });
});

describe('a digest', () => {
  const daily: WatchDelivery = { every: 'DAILY', hour: 9 };

  it('names all that was found, the closest first, at the hour and in one message after any silence', async () => {
    const search = await save(needing(NEED_TOO), { delivery: daily });
    const near = await publish(content(80));
    const fitting = await publish(content(30));
    await digests.handle();
    // Noon in Greenwich is eight in the evening in Shanghai.
    store.clock.set(new Date('2025-06-02T00:59:00Z'));
    await digests.handle();
    expect(await told()).toEqual([]);
    store.clock.set(new Date('2025-06-09T03:00:00Z'));
    await digests.handle();
    await digests.handle();
    const all = await toldTo(owner);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      memberId: owner.id,
      listingId: null,
      savedSearch: { searchId: search.id, further: 0, found: [{ id: fitting.id }, { id: near.id }] },
    });
    expect(await waiting(search)).toBe(0);
  });

  it('names so many, and says how many more there are', async () => {
    await save(words({ text: '批量' }), { delivery: daily });
    for (let at = 0; at < 23; at += 1) await publish(content(30, `批量 ${at}`));
    store.clock.set(new Date('2025-06-02T01:00:00Z'));
    await digests.handle();
    const [one] = await toldTo(owner);
    expect([one!.savedSearch!.found.length, one!.savedSearch!.further]).toEqual([20, 3]);
  });

  it('leaves out what has stopped to be found, or has left the market, and is not sent for nothing', async () => {
    const search = await save(words({ text: '膜' }), { delivery: { every: 'WEEKLY', hour: 9, weekday: 1 } });
    const [a, b] = [await publish(content(30)), await publish(content(30))];
    await change(a.id, { revision: 2, content: content(30, '砂滤池') });
    await store.sql(`update listing set state = 'SUSPENDED' where id = $1`, [b.id]);
    expect(await waiting(search)).toBe(1);
    // The second of June 2025 is a Monday.
    store.clock.set(new Date('2025-06-02T01:00:00Z'));
    await digests.handle();
    expect(await told()).toEqual([]);
    expect(await waiting(search)).toBe(0);
  });

  it('is not told to a firm that was suspended, and does not come later', async () => {
    const search = await save(words({}), { delivery: daily });
    await publish(content(30));
    await store.sql(`update organisation set state = 'SUSPENDED' where id = $1`, [buyer.id]);
    store.clock.set(new Date('2025-06-02T01:00:00Z'));
    await digests.handle();
    await store.sql(`update organisation set state = 'VERIFIED' where id = $1`, [buyer.id]);
    await digests.handle();
    expect([await told(), await waiting(search)]).toEqual([[], 0]);
  });
});

describe('tenders that a supplier’s listings could serve', () => {
  const forMe = (given: Partial<Extract<SavedQuery, { kind: 'TENDERS_FOR_ME' }>> = {}) =>
    save(
      { kind: 'TENDERS_FOR_ME', domains: [], scenarios: [], regions: [], closeness: [], ...given },
      { organisationId: supplier.id, memberId: seller.id, delivery: { every: 'INSTANT' } },
    );

  it('are told when they open, and again when an amendment brings them closer', async () => {
    await publish(content(80));
    await forMe();
    const { id } = await open([NEED_TOO]);
    expect(await told(seller)).toEqual([{ about: id, closeness: 'NEAR_MISS' }]);
    await tell.handle({ kind: 'TENDER', id });
    const asking = (value: number) => (before: Tender) => ({
      revision: before.revision + 1,
      content: {
        ...before.content,
        lots: before.content.lots.map((lot) => ({
          ...lot,
          need: { ...NEED_TOO, requirements: [{ ...NEED.requirements![0]!, value }, NEED_TOO.requirements![1]!] },
        })),
      } as Tender['content'],
    });
    await amend(id, asking(60));
    await amend(id, asking(100));
    await amend(id, asking(100));
    expect((await told(seller)).map(({ closeness }) => closeness)).toEqual(['NEAR_MISS', 'FITS']);
    await amend(id, () => ({ state: 'CANCELLED' }));
    expect(await told(seller)).toHaveLength(2);
    // What a member was told of a listing is not how its supplier was told that it stands.
    const [last] = await toldTo(seller);
    const listingId = last!.listingId!;
    expect(await store.work.run((tx) => tx.notifications.lastCloseness(id, listingId))).toBeUndefined();
  });

  it('are told when a listing comes that serves them, unless another one did', async () => {
    await forMe();
    const { id } = await open([NEED_TOO]);
    expect(await told(seller)).toEqual([]);
    const first = await publish(content(80));
    await publish(content(90));
    expect(await told(seller)).toEqual([{ about: id, closeness: 'NEAR_MISS' }]);
    await publish(content(20));
    expect((await told(seller)).map(({ closeness }) => closeness)).toEqual(['NEAR_MISS', 'FITS']);
    await change(first.id, { revision: 2, content: content(10) });
    expect(await told(seller)).toHaveLength(2);
    expect(await told(owner)).toEqual([]);
  });

  it('are those of the media, scenarios, regions and closeness that were asked for', async () => {
    await publish(content(30));
    const wide = await forMe({
      domains: ['water'],
      scenarios: ['water.municipal'],
      regions: ['CN'],
      closeness: ['FITS'],
    });
    await forMe({ domains: ['air'] });
    await forMe({ scenarios: ['water.salt'] });
    await forMe({ regions: ['CN-GD'] });
    await forMe({ closeness: ['NEAR_MISS'] });
    const { id } = await open([{ ...NEED_TOO, technologies: ['water.mun.mbr'], region: 'CN-JS' }]);
    const all = await toldTo(seller);
    expect(all.map(({ tenderId, savedSearch }) => [tenderId, savedSearch!.searchId])).toEqual([[id, wide.id]]);
  });

  it('that have closed by the hour of the digest are left out of it', async () => {
    await publish(content(30));
    const search = await forMe();
    await store.work.run(async (tx) => {
      await tx.savedSearches.save({ ...search, delivery: { every: 'DAILY', hour: 9 }, version: 2 });
      await tx.change({ kind: 'SAVED_SEARCH', id: search.id, revision: 1 });
    });
    await open([NEED], { deadline: new Date('2025-06-01T20:00:00Z') });
    const { id } = await open([NEED]);
    expect(await waiting(search)).toBe(1);
    store.clock.set(new Date('2025-06-02T01:00:00Z'));
    await digests.handle();
    const all = await toldTo(seller);
    expect(all.map(({ savedSearch }) => savedSearch!.found.map((one) => one.id))).toEqual([[id]]);
  });
});
