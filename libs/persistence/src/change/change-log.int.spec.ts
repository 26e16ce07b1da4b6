import type { Change, MarketOffer } from '@huanpei/app';
import type { Domain } from '@huanpei/matching';
import fc from 'fast-check';
import { Client } from 'pg';
import { nextId, offer } from '../../test/samples';
import { storeUnderTest, type StoreUnderTest } from '../../test/store-under-test';

describe('the change log', () => {
  let store: StoreUnderTest;

  beforeAll(async () => {
    store = await storeUnderTest();
  });
  beforeEach(() => store.sql('truncate change'));
  afterAll(() => store.close());

  const commit = (...changes: readonly Change[]) =>
    store.work.run(async (tx) => {
      for (const change of changes) await tx.change(change);
    });
  const published = (id: string, revision: number, domain: Domain = 'water'): Change => ({
    kind: 'LISTING',
    id,
    revision,
    offer: offer(id, domain, revision),
  });
  const withdrawn = (id: string, revision: number): Change => ({ kind: 'LISTING', id, revision, offer: null });
  const standing = (offers: readonly MarketOffer[]) =>
    offers.map(({ offer: { id, leadDays }, revision }) => `${id}@${revision}/${leadDays}`);

  it('is empty at first', async () => {
    expect(await store.reads.market('water')).toEqual({ position: 0, offers: [] });
    expect(await store.reads.marketAt('water', 5)).toEqual({ position: 0, offers: [] });
  });

  it('gives the market as it stood at each position: published, changed, withdrawn, published again', async () => {
    await commit(published('a', 1));
    await commit({ kind: 'TENDER', id: 'a', revision: 1 });
    await commit(published('a', 2), published('b', 1));
    await commit(withdrawn('a', 2));
    await commit(published('a', 2));
    const at = async (position: number) => standing((await store.reads.marketAt('water', position)).offers);
    expect(await Promise.all([0, 1, 2, 3, 4, 5, 6, 99].map(at))).toEqual([
      [],
      ['a@1/1'],
      ['a@1/1'],
      ['a@2/2'],
      ['a@2/2', 'b@1/1'],
      ['b@1/1'],
      ['a@2/2', 'b@1/1'],
      ['a@2/2', 'b@1/1'],
    ]);
    const market = await store.reads.market('water');
    expect(market.position).toBe(6);
    expect(standing(market.offers)).toEqual(['a@2/2', 'b@1/1']);
    expect(market.offers[0]?.offer).toEqual(offer('a', 'water', 2));
    expect((await store.reads.marketAt('water', 3)).position).toBe(3);
    expect((await store.reads.marketAt('water', 99)).position).toBe(6);
    expect((await store.reads.marketAt('water', 0)).position).toBe(0);
  });

  it('takes a listing out of the market of a domain that it has left', async () => {
    await commit(published('a', 1, 'water'));
    await commit(published('a', 2, 'air'));
    expect(standing((await store.reads.market('water')).offers)).toEqual([]);
    expect(standing((await store.reads.market('air')).offers)).toEqual(['a@2/2']);
    expect(standing((await store.reads.marketAt('water', 1)).offers)).toEqual(['a@1/1']);
    expect(standing((await store.reads.marketAt('air', 1)).offers)).toEqual([]);
    expect((await store.reads.market('soil')).position).toBe(2);
  });

  it('says the same as a list of everything that happened, for any history', async () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      what: fc.constantFrom<'water' | 'air' | 'withdraw' | 'tender'>('water', 'water', 'air', 'withdraw', 'tender'),
      // Whether it is committed together with the step before.
      joined: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        await store.sql('truncate change');
        const changes = steps.map(({ id, what }, index): Change => {
          if (what === 'tender') return { kind: 'TENDER', id, revision: index };
          return what === 'withdraw' ? withdrawn(id, index) : published(id, index, what);
        });
        const together: Change[] = [];
        for (const [index, change] of changes.entries()) {
          if (!steps[index]?.joined) await commit(...together.splice(0));
          together.push(change);
        }
        await commit(...together);

        for (let position = 0; position <= changes.length; position += 1) {
          const now = new Map<string, Change>();
          for (const change of changes.slice(0, position)) if (change.kind === 'LISTING') now.set(change.id, change);
          for (const domain of ['water', 'air'] as const) {
            const expected = [...now.values()]
              .flatMap((change) =>
                change.kind === 'LISTING' && change.offer?.domain === domain
                  ? [{ offer: change.offer, revision: change.revision }]
                  : [],
              )
              .sort((a, b) => (a.offer.id < b.offer.id ? -1 : 1));
            expect(await store.reads.marketAt(domain, position)).toEqual({ position, offers: expected });
            if (position === changes.length)
              expect(await store.reads.market(domain)).toEqual({ position, offers: expected });
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('numbers changes in the order of their commits, without a gap, under eight writers', async () => {
    let reading = true;
    const seen: { position: number; known: number }[] = [];
    // A reader that has seen a position must never later learn of one before it.
    const reader = (async () => {
      while (reading) {
        const [row] = await store.sql<{ position: string; known: number }>(
          'select coalesce(max(position), 0) as position, count(*)::int as known from change',
        );
        seen.push({ position: Number(row?.position), known: row?.known ?? 0 });
      }
    })();
    const writer = async (number: number) => {
      for (let turn = 1; turn <= 8; turn += 1) {
        const writing = store.work.run(async (tx) => {
          await tx.change(published(`w${number}`, turn));
          await tx.change({ kind: 'TENDER', id: `t${number}`, revision: turn });
          if (turn % 4 === 0) throw new Error('failed on purpose');
        });
        await (turn % 4 === 0 ? expect(writing).rejects.toThrow('failed on purpose') : writing);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, number) => writer(number)));
    reading = false;
    await reader;
    expect(seen.filter(({ position, known }) => position !== known)).toEqual([]);
    expect(seen.length).toBeGreaterThan(2);
    const market = await store.reads.market('water');
    expect(market.position).toBe(8 * 6 * 2);
    expect(standing(market.offers)).toEqual(Array.from({ length: 8 }, (_, number) => `w${number}@7/7`));
  });

  it('wakes who follows the log with the last position of each commit', async () => {
    const client = new Client({ connectionString: store.url });
    await client.connect();
    const heard: (string | undefined)[] = [];
    client.on('notification', ({ payload }) => heard.push(payload));
    await client.query('listen market_change');
    await commit(published(nextId(), 1), published(nextId(), 1));
    await expect(
      store.work.run(async (tx) => {
        await tx.change(published(nextId(), 1));
        throw new Error('failed on purpose');
      }),
    ).rejects.toThrow();
    await commit(published(nextId(), 1));
    // What was told before this answer has arrived with it.
    await client.query('select 1');
    await client.end();
    expect(heard).toEqual(['2', '3']);
  });
});
