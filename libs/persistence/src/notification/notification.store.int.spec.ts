import type { Notification } from '@huanpei/domain';
import { eventually } from '@huanpei/testing';
import { minutes, nextId, notification, organisation } from '../../test/samples';
import { storeUnderTest, type StoreUnderTest } from '../../test/store-under-test';
import { PgSignals } from '../pg-signals';

let store: StoreUnderTest;
let firm: string;

beforeAll(async () => {
  store = await storeUnderTest();
});
beforeEach(async () => {
  const row = organisation();
  firm = row.id;
  await store.work.run((tx) => tx.organisations.add(row));
});
afterAll(() => store.close());

const add = async (...notifications: readonly Notification[]) =>
  (await store.work.run((tx) => tx.notifications.add(notifications))).length;
const listed = async (organisationId = firm) =>
  (await store.reads.notifications(organisationId, false, { first: 100, after: null })).items.map(({ node }) => node);

describe('notifications', () => {
  it('come back in every field', async () => {
    const item = { kind: 'REPORT', subject: 'r', title: '报告', lastDay: '2025-05-31' } as const;
    const standing = { tenderId: 'tender-1', lotId: '1', was: 'FITS', now: null } as const;
    const expiry = { on: '2025-06-01', items: [item], standings: [standing] };
    const told = notification(firm, { tenderId: 'tender-1', reason: '更正', expiry, readAt: minutes(1) });
    expect(await add(told)).toBe(1);
    expect(await listed()).toEqual([told]);
    expect(await store.reads.notification(told.id)).toEqual(told);
    expect(await store.reads.notification('nobody')).toBeUndefined();
  });

  it('are told once, though the job that tells them runs twice', async () => {
    const [a, b, c] = [notification(firm), notification(firm), notification(firm)] as const;
    expect(await add(a, b)).toBe(2);
    const again = (of: Notification) => ({ ...of, id: nextId('notification'), createdAt: minutes(9) });
    expect(await add(again(a), again(b), c)).toBe(1);
    expect((await listed()).map(({ id }) => id).sort()).toEqual([a.id, b.id, c.id]);
    expect(await add(again(a))).toBe(0);
    expect(await add()).toBe(0);
    expect(await add({ ...again(a), revision: 2 })).toBe(1);
    // What lapses on another day is another message.
    const lapsed = (on: string) => ({ ...again(b), expiry: { on, items: [], standings: [] } });
    expect(await add(lapsed('2025-06-01'), lapsed('2025-06-01'), lapsed('2025-06-02'))).toBe(2);
  });

  it('say how a listing last stood towards a tender, and that a lapse has ended it', async () => {
    const notice = (listingId: string, closeness: 'FITS' | 'NEAR_MISS') => ({
      listingId,
      lotId: '1',
      closeness,
      score: 1,
    });
    const about = { tenderId: 'tender-9', listingId: null };
    const last = (listingId: string) => store.work.run((tx) => tx.notifications.lastCloseness('tender-9', listingId));
    expect(await last('a')).toBeUndefined();
    await add(
      notification(firm, { ...about, matches: [notice('b', 'NEAR_MISS'), notice('a', 'FITS')] }),
      notification(firm, { tenderId: 'tender-8', matches: [notice('a', 'NEAR_MISS')], createdAt: minutes(9) }),
    );
    expect([await last('a'), await last('b'), await last('c')]).toEqual(['FITS', 'NEAR_MISS', undefined]);
    const lapsed = { kind: 'LISTING_LAPSED', tenderId: 'tender-9', listingId: 'a', createdAt: minutes(1) } as const;
    await add(notification(firm, { ...lapsed, matches: [notice('a', 'NEAR_MISS')] }));
    expect(await last('a')).toBe('NEAR_MISS');
    await add(notification(firm, { ...lapsed, matches: [], revision: 2, createdAt: minutes(2) }));
    expect([await last('a'), await last('b')]).toEqual([undefined, 'NEAR_MISS']);
  });

  it('count one of two with the same key in one call', async () => {
    const told = notification(firm);
    expect(await add(told, { ...told, id: nextId('notification') })).toBe(1);
  });

  it('do not lock each other in a ring when two jobs tell the same in another order', async () => {
    const [a, m, z] = [notification(firm), notification(firm), notification(firm)] as const;
    const anew = (told: Notification) => ({ ...told, id: nextId('notification') });
    const waiting = async (count: number) =>
      eventually(async () => {
        const blocked = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        return (await store.sql(blocked)).length === count;
      });
    let bodies = 0;
    const adding = (...told: readonly Notification[]) =>
      store.work.run(async (tx) => {
        bodies += 1;
        return (await tx.notifications.add(told)).length;
      });
    let jobs: Promise<number>[] = [];
    const holder = store.work.run(async (tx) => {
      await tx.notifications.add([anew(m)]);
      // The first stops at m with another key in its hands, the second stops at that key.
      jobs = [adding(z, m, a)];
      await waiting(1);
      jobs.push(adding(anew(a), anew(z)));
      await waiting(2);
      throw new Error('failed on purpose');
    });
    await expect(holder).rejects.toThrow('failed on purpose');
    expect(await Promise.all(jobs)).toEqual([3, 0]);
    // A ring would have been broken by the database, and a body run again.
    expect(bodies).toBe(2);
  });

  it('are marked read by id or all at once, those of the firm only', async () => {
    const other = organisation();
    await store.work.run((tx) => tx.organisations.add(other));
    const [a, b, c] = [notification(firm), notification(firm), notification(firm)] as const;
    const foreign = notification(other.id);
    await add(a, b, c, foreign);
    const mark = (ids: readonly string[] | null, at: Date) =>
      store.work.run((tx) => tx.notifications.markRead(firm, ids, at));
    expect(await store.reads.unreadCount(firm)).toBe(3);
    expect(await mark([a.id, foreign.id, 'nobody'], minutes(1))).toBe(1);
    expect(await mark([a.id], minutes(2))).toBe(0);
    expect(await mark([], minutes(2))).toBe(0);
    expect(await store.reads.unreadCount(firm)).toBe(2);
    expect(await mark(null, minutes(3))).toBe(2);
    expect(await store.reads.unreadCount(firm)).toBe(0);
    expect(await store.reads.unreadCount(other.id)).toBe(1);
    expect((await store.reads.notification(a.id))?.readAt).toEqual(minutes(1));
    expect((await store.reads.notification(c.id))?.readAt).toEqual(minutes(3));
  });
});

describe('PgSignals', () => {
  let signals: PgSignals;
  let faults: Error[];

  beforeEach(async () => {
    faults = [];
    signals = new PgSignals(store.url, { onFault: (fault) => faults.push(fault) });
    await signals.start();
  });
  afterEach(() => signals.close());

  const listen = () => {
    const heard: string[] = [];
    const stop = signals.onNotification((id) => heard.push(id));
    return { heard, stop };
  };

  it('tells of each new notification when it has committed', async () => {
    const { heard } = listen();
    const [a, b, lost] = [notification(firm), notification(firm), notification(firm)] as const;
    await expect(
      store.work.run(async (tx) => {
        await tx.notifications.add([lost]);
        throw new Error('failed on purpose');
      }),
    ).rejects.toThrow('failed on purpose');
    await store.work.run(async (tx) => {
      await tx.notifications.add([a]);
      await tx.notifications.add([{ ...a, id: nextId('notification') }]);
      expect(heard).toEqual([]);
    });
    await add(b);
    await eventually(() => expect(heard).toEqual([a.id, b.id]));
  });

  it('tells every hearer until it stops, and the others also when one fails', async () => {
    const [one, two] = [listen(), listen()];
    signals.onNotification(() => {
      throw new Error('hearer failed');
    });
    const three = listen();
    one.stop();
    const told = notification(firm);
    await add(told);
    await eventually(() => expect(three.heard).toEqual([told.id]));
    expect([one.heard, two.heard]).toEqual([[], [told.id]]);
    expect(faults.map(({ message }) => message)).toEqual(['hearer failed']);
  });

  it('comes back by itself when the server ends its connection', async () => {
    const { heard } = listen();
    const end = `select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and application_name = 'huanpei signals'`;
    for (let time = 1; time <= 2; time += 1) {
      expect(await store.sql(end)).toHaveLength(1);
      await eventually(() => !signals.listening);
      await eventually(() => signals.listening);
      const told = notification(firm);
      await add(told);
      await eventually(() => expect(heard).toContain(told.id));
    }
    expect(faults.length).toBeGreaterThan(0);
  });

  it('hears nothing and holds no connection after it was closed', async () => {
    const { heard } = listen();
    await signals.close();
    await add(notification(firm));
    const open = () =>
      store.sql(
        `select 1 from pg_stat_activity where datname = current_database() and application_name = 'huanpei signals'`,
      );
    await eventually(async () => (await open()).length === 0);
    // Longer than the first wait before it would come back.
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await open()).toEqual([]);
    expect([heard, signals.listening]).toEqual([[], false]);
  });

  it('stays closed when it is closed before it has connected', async () => {
    const early = new PgSignals(store.url);
    const starting = early.start();
    await early.close();
    await starting;
    const { listening } = early;
    await early.close();
    expect(listening).toBe(false);
  });

  it('says so when the database cannot be reached at the start', async () => {
    const nowhere = new PgSignals('postgresql:///nothing?host=/nonexistent&user=nobody');
    await expect(nowhere.start()).rejects.toThrow('ENOENT');
    await nowhere.close();
  });
});
