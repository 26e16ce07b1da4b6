import {
  isWatched,
  needsOf,
  offerOf,
  savedNeedOf,
  type MatchNotice,
  type SavedSearch,
  type Tender,
} from '@huanpei/domain';
import { comparable, reverseMatch, type Offer } from '@huanpei/matching';
import { demo, demoListingContent, demoTenderContent, matchingReference } from '@huanpei/reference';
import { fixedClock, InlineThreads } from '@huanpei/testing';
import { noticeOf } from '../match/match-lots';
import { StandingNeeds } from './standing-needs';

const REFERENCE = matchingReference();
const NOW = new Date('2026-11-26T02:00:00Z');
const TODAY = '2026-11-26';
const LATER = new Date('2027-01-01T00:00:00Z');

const offers: readonly Offer[] = demo().listings.map((listing) =>
  offerOf(listing.id, demoListingContent(listing, NOW), { id: listing.supplier, honours: [] } as never, TODAY),
);

/** The tenders of the demonstration, each as it is and with other limits: some that more meet, some that few do. */
const tenders: readonly Tender[] = [0.3, 1, 2, 10].flatMap((factor) =>
  demo().tenders.map((one, at) => {
    const content = demoTenderContent(one, NOW);
    const lots = content.lots.map((lot) => ({
      ...lot,
      need: {
        ...lot.need,
        requirements: (lot.need.requirements ?? []).map((demand) =>
          'metric' in demand && demand.value !== undefined && demand.op === '<='
            ? { ...demand, value: demand.value * factor }
            : demand,
        ),
      },
    }));
    return open(`${one.id} × ${factor}`, { publishedAt: new Date(NOW.getTime() - at * 60_000) }, { ...content, lots });
  }),
);

function open(id: string, given: Partial<Tender>, content: Tender['content']): Tender {
  return {
    id,
    buyerId: 'b',
    state: 'PUBLISHED',
    revision: 1,
    content,
    deadline: LATER,
    origin: 'BUYER',
    fromDemandId: null,
    workingCopy: null,
    createdAt: NOW,
    publishedAt: NOW,
    reason: null,
    version: 1,
    ...given,
  };
}

/** A database with a change log of tenders, as far as the standing needs read it. */
class Town {
  readonly tenders = new Map<string, Tender>();
  readonly searches = new Map<string, SavedSearch>();
  private readonly deleted = new Set<string>();
  private log: { id: string; mark: number }[] = [];
  private marks = 0;
  readonly clock = fixedClock(NOW);
  read = 0;

  save(tender: Tender): void {
    this.tenders.set(tender.id, tender);
    this.log.push({ id: tender.id, mark: (this.marks += 1) });
  }
  saveSearch(search: SavedSearch): void {
    this.searches.set(search.id, search);
    this.log.push({ id: search.id, mark: (this.marks += 1) });
  }
  deleteSearch(id: string): void {
    this.searches.delete(id);
    this.deleted.add(id);
    this.log.push({ id, mark: (this.marks += 1) });
  }
  /** Another past, as after a restore. */
  restore(length: number): void {
    this.log = this.log.slice(0, length).map(({ id }) => ({ id, mark: (this.marks += 1) }));
  }
  head = async () => this.log.length;
  fingerprint = async (position: number) => JSON.stringify(this.log.slice(Math.max(0, position - 64), position));
  ownersAfter = async (position: number) => {
    const ids = [...new Set(this.log.slice(position).map(({ id }) => id))];
    const searches = ids.filter((id) => this.searches.has(id) || this.deleted.has(id));
    return { head: this.log.length, tenders: ids.filter((id) => !searches.includes(id)), searches };
  };
  watchedSearches = async () => [...this.searches.values()].filter(isWatched);
  savedSearchesByIds = async (ids: readonly string[]) =>
    new Map(ids.flatMap((id) => (this.searches.has(id) ? [[id, this.searches.get(id)!] as const] : [])));
  openTenders = async (now: Date) => {
    this.read += 1;
    return [...this.tenders.values()].filter(({ state, deadline }) => state === 'PUBLISHED' && deadline! > now);
  };
  tendersByIds = async (ids: readonly string[]) =>
    new Map(ids.flatMap((id) => (this.tenders.has(id) ? [[id, this.tenders.get(id)!] as const] : [])));
}

let town: Town;
let threads: InlineThreads;
let needs: StandingNeeds;
beforeEach(() => {
  town = new Town();
  threads = new InlineThreads();
  needs = new StandingNeeds(town, town, threads, town.clock);
});

/** What anybody is told of an offer, found the plain way: every lot of every open tender, one by one. */
async function oneByOne(offer: Offer): Promise<ReadonlyMap<string, readonly MatchNotice[]>> {
  const found = new Map<string, readonly MatchNotice[]>();
  for (const tender of await town.openTenders(town.clock.now())) {
    const notices = noticesOf(offer, tender, () => true);
    if (notices.length > 0) found.set(tender.id, notices);
  }
  return found;
}

function noticesOf(offer: Offer, tender: Tender, judged: (needId: string) => boolean): readonly MatchNotice[] {
  const asked = needsOf(tender, TODAY).filter(({ id }) => judged(id));
  return reverseMatch(offer, asked, REFERENCE, { today: TODAY, market: true }).flatMap(
    ({ needId, match }) => noticeOf(match, needId) ?? [],
  );
}

/** The same by the standing needs: only what is reached is judged. */
async function reached(asked: readonly Offer[]): Promise<readonly ReadonlyMap<string, readonly MatchNotice[]>[]> {
  const found = await needs.reachedBy(asked, TODAY);
  return asked.map(
    (offer, at) =>
      new Map(
        (found[at] ?? []).flatMap(({ owner, needIds, revision }) => {
          const tender = town.tenders.get(owner.id)!;
          expect(revision).toBe(tender.revision);
          const notices = noticesOf(offer, tender, (id) => needIds.includes(id));
          return notices.length > 0 ? [[owner.id, notices] as const] : [];
        }),
      ),
  );
}

async function expectSame(asked: readonly Offer[]): Promise<number> {
  const found = await reached(asked);
  let notices = 0;
  for (const [at, offer] of asked.entries()) {
    const expected = await oneByOne(offer);
    expect([offer.id, new Map([...found[at]!].sort())]).toEqual([offer.id, new Map([...expected].sort())]);
    notices += expected.size;
    const compared = await needs.comparedWith([offer]);
    const plain = (await town.openTenders(town.clock.now())).filter(({ content }) =>
      content.lots.some(({ need }) => comparable(need, offer, REFERENCE)),
    );
    expect(compared.map(({ owner }) => owner.id).sort()).toEqual(plain.map(({ id }) => id).sort());
  }
  return notices;
}

const few = offers.filter((_, at) => at % 9 === 0);

describe('needs that stay', () => {
  it('are reached by an offer exactly where evaluating one by one finds something to tell', async () => {
    for (const tender of tenders) town.save(tender);
    expect(await expectSame(offers)).toBeGreaterThan(50);
    expect(needs.size).toBe(tenders.reduce((sum, { content }) => sum + content.lots.length, 0));
    // Far fewer are judged than there are.
    const found = await needs.reachedBy(offers, TODAY);
    const judged = found.flat().reduce((sum, { needIds }) => sum + needIds.length, 0);
    expect(judged).toBeLessThan((offers.length * needs.size) / 4);
  });

  it('are kept up with the log as tenders open, change, close and are cancelled', async () => {
    for (const tender of tenders.slice(0, 12)) town.save(tender);
    await expectSame(few);
    const [first, second, third] = tenders as [Tender, Tender, Tender];
    town.save({ ...first, revision: 2, content: tenders[13]!.content });
    town.save({ ...second, state: 'CANCELLED' });
    for (const tender of tenders.slice(12, 20)) town.save(tender);
    await expectSame(few);
    town.save({ ...first, revision: 3 });
    town.save({ ...third, state: 'CLOSED' });
    await expectSame(few);
    // Only what changed was read.
    expect(town.read).toBe(1 + 3 * few.length * 2);
  });

  it('are over at the deadline, which no log tells of', async () => {
    for (const tender of tenders.slice(0, 6)) town.save(tender);
    town.save({ ...tenders[6]!, deadline: new Date(NOW.getTime() + 60_000) });
    await expectSame(few);
    const before = needs.size;
    town.clock.set(new Date(NOW.getTime() + 60_000));
    await expectSame(few);
    expect(needs.size).toBe(before - tenders[6]!.content.lots.length);
  });

  it.each([
    ['while they were held', true],
    ['when they were first read', false],
  ])('are open again when a clock that was ahead %s is set right', async (_what, held) => {
    for (const tender of tenders.slice(0, 6)) town.save(tender);
    if (held) await expectSame(few);
    town.clock.set(LATER);
    expect((await reached(few)).every((found) => found.size === 0)).toBe(true);
    expect(needs.size).toBe(0);
    town.clock.set(NOW);
    await expectSame(few);
    expect(needs.size).toBe(tenders.slice(0, 6).flatMap(({ content }) => content.lots).length);
    // And not again and again.
    const { read } = town;
    town.clock.advance(1);
    await reached(few);
    expect(town.read).toBe(read);
  });

  it('are read anew where the database has become another one', async () => {
    for (const tender of tenders.slice(0, 10)) town.save(tender);
    await expectSame(few);
    for (const tender of tenders.slice(0, 5)) town.tenders.delete(tender.id);
    town.restore(10);
    await expectSame(few);
    town.tenders.delete(tenders[6]!.id);
    town.restore(3);
    await expectSame(few);
  });

  it('are given again to a thread that has lost them, and to one that ends under a question', async () => {
    for (const tender of tenders.slice(0, 20)) town.save(tender);
    await expectSame(few);
    threads.lose();
    await expectSame(few);
    threads.lose();
    town.save({ ...tenders[3]!, revision: 2, content: tenders[21]!.content });
    await expectSame(few);
    threads.crash();
    await expectSame(few);
    threads.crash();
    town.save({ ...tenders[4]!, revision: 2, content: tenders[22]!.content });
    await expectSame(few);
  });

  it('say so when no thread lasts, and serve again when one does', async () => {
    for (const tender of tenders.slice(0, 5)) town.save(tender);
    threads.crash(20);
    await expect(needs.reachedBy(few, TODAY)).rejects.toThrow('does not last');
    threads.crash(0);
    await expectSame(few);
  });

  it('count as reached where the index cannot hold them', async () => {
    const [tender] = tenders as [Tender];
    const [lot] = tender.content.lots;
    const requirements = Array.from({ length: 65_600 }, (_, at) => ({ id: `r${at}`, mandatory: true, leadDays: 30 }));
    const content = { ...tender.content, lots: [{ ...lot!, need: { ...lot!.need, requirements } }] };
    town.save({ ...tender, content });
    for (const other of tenders.slice(1, 4)) town.save(other);
    const asked = offers.filter((offer) => comparable(lot!.need, offer, REFERENCE)).slice(0, 3);
    const found = await needs.reachedBy(asked, TODAY);
    expect(asked.length).toBeGreaterThan(0);
    for (const one of found) expect(one.map(({ owner }) => owner.id)).toContain(tender.id);
    town.save({ ...tender, revision: 2 });
    await expectSame(few);
  });

  it('answer those who ask at the same time in turn', async () => {
    for (const tender of tenders.slice(0, 8)) town.save(tender);
    const [found] = await Promise.all([
      needs.reachedBy(few, TODAY),
      needs.comparedWith(few),
      (async () => town.save({ ...tenders[2]!, revision: 2, content: tenders[30]!.content }))(),
      needs.reachedBy(few, TODAY),
    ]);
    expect(found).toHaveLength(few.length);
    expect(await needs.reachedBy([], TODAY)).toEqual([]);
    await expectSame(few);
  });
});

/** The lots of the tenders, as needs that members have saved. */
const searches: readonly SavedSearch[] = tenders.flatMap(({ id, content }) =>
  content.lots.map(({ id: lotId, need }) => saved(`${id}/${lotId}`, { need })),
);

function saved(id: string, query: { readonly need: Tender['content']['lots'][number]['need'] }): SavedSearch {
  return {
    id,
    organisationId: 'o',
    memberId: 'm',
    name: id,
    query: { kind: 'THINGS', words: null, closeness: [], ...query },
    delivery: { every: 'INSTANT' },
    paused: false,
    shared: false,
    revision: 1,
    createdAt: NOW,
    version: 1,
  };
}

describe('needs that members have saved', () => {
  const plainly = (offer: Offer) =>
    [...town.searches.values()]
      .filter(isWatched)
      .filter((search) =>
        reverseMatch(offer, [savedNeedOf(search)!], REFERENCE, { today: TODAY, market: true }).some(
          ({ match }) => noticeOf(match, '') !== undefined,
        ),
      )
      .map(({ id }) => id);
  const expectReached = async (asked: readonly Offer[]) => {
    const found = await needs.reachedBy(asked, TODAY, 'SAVED_SEARCH');
    let all = 0;
    for (const [at, offer] of asked.entries()) {
      const ids = (found[at] ?? []).map(({ owner }) => owner.id);
      expect(ids).toEqual(expect.arrayContaining(plainly(offer)));
      for (const { owner, needIds, revision } of found[at] ?? []) {
        expect(owner.kind).toBe('SAVED_SEARCH');
        expect(needIds).toEqual([savedNeedOf(town.searches.get(owner.id)!)!.id]);
        expect(revision).toBe(town.searches.get(owner.id)!.revision);
      }
      all += ids.length;
    }
    return all;
  };

  it('are reached where evaluating one by one finds something to tell, beside the tenders and apart from them', async () => {
    for (const tender of tenders) town.save(tender);
    for (const search of searches) town.saveSearch(search);
    expect(await expectReached(offers)).toBeGreaterThan(50);
    expect(needs.size).toBe(2 * searches.length);
    await expectSame(few);
  });

  it('are kept up with the log as they are saved, changed, paused, turned off and deleted', async () => {
    for (const search of searches.slice(0, 12)) town.saveSearch(search);
    await expectReached(few);
    const [first, second, third, fourth] = searches as [SavedSearch, SavedSearch, SavedSearch, SavedSearch];
    town.saveSearch({ ...first, query: searches[20]!.query, revision: 2 });
    town.saveSearch({ ...second, paused: true });
    town.saveSearch({ ...third, delivery: { every: 'NONE' } });
    town.deleteSearch(fourth.id);
    for (const search of searches.slice(12, 16)) town.saveSearch(search);
    await expectReached(few);
    expect(needs.size).toBe(13);
    town.saveSearch({ ...second, paused: false });
    threads.lose();
    await expectReached(few);
    expect(needs.size).toBe(14);
    // No deadline ends them.
    town.clock.set(LATER);
    await expectReached(few);
    expect(needs.size).toBe(14);
  });

  it('are left out where no need was saved', async () => {
    town.saveSearch({ ...searches[0]!, query: { kind: 'THINGS', words: { text: '' }, need: null, closeness: [] } });
    expect(await needs.reachedBy(few, TODAY, 'SAVED_SEARCH')).toEqual(few.map(() => []));
    expect(needs.size).toBe(0);
  });
});
