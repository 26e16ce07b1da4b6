import fc from 'fast-check';
import type { Closeness } from './match-run';
import type { Viewer } from './member';
import {
  byCloseness,
  changeSavedSearch,
  CLOSENESSES,
  dueDigests,
  isNews,
  isWatched,
  lastRound,
  maySeeSearch,
  savedNeedOf,
  saveSearch,
  type SavedSearchContent,
  type WatchDelivery,
  type WatchStanding,
} from './saved-search';
import { notificationKey, type Notification } from './notification';

const NOW = new Date('2026-11-27T02:00:00Z');
const OWNER: Viewer = {
  memberId: 'm',
  organisationId: 'o',
  kind: 'BUYER',
  organisationState: 'VERIFIED',
  role: 'VIEWER',
};
const CONTENT: SavedSearchContent = {
  name: '膜法',
  query: { kind: 'THINGS', words: { text: 'MBR' }, need: null, closeness: [] },
  delivery: { every: 'INSTANT' },
  paused: false,
  shared: false,
};

/** What a clock on a wall in Shanghai shows. */
const wall = (at: Date) => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1,
    time: `${part('hour')}:${part('minute')}:${part('second')}`,
  };
};

const HOUR_MS = 3_600_000;
const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const hours = fc.integer({ min: 0, max: 23 });
const rounds: fc.Arbitrary<Extract<WatchDelivery, { readonly hour: number }>> = fc.oneof(
  fc.record({ every: fc.constant('DAILY' as const), hour: hours }),
  fc.record({ every: fc.constant('WEEKLY' as const), hour: hours, weekday: fc.integer({ min: 1, max: 7 }) }),
);
const periodOf = ({ every }: WatchDelivery) => (every === 'DAILY' ? 24 : 7 * 24) * HOUR_MS;

describe('rounds', () => {
  it('come at the hour and on the weekday that were chosen, in Asia/Shanghai, and none is skipped', () => {
    fc.assert(
      fc.property(rounds, instants, (delivery, now) => {
        const round = lastRound(delivery, now)!;
        expect(round <= now).toBe(true);
        expect(now.getTime() - round.getTime()).toBeLessThan(periodOf(delivery));
        expect(wall(round).time).toBe(`${String(delivery.hour).padStart(2, '0')}:00:00`);
        if (delivery.every === 'WEEKLY') expect(wall(round).weekday).toBe(delivery.weekday);
        // The moment before belongs to the round before.
        const before = lastRound(delivery, new Date(round.getTime() - 1))!;
        expect(round.getTime() - before.getTime()).toBe(periodOf(delivery));
      }),
    );
  });

  it.each([
    [{ every: 'DAILY', hour: 9 } as const, '2026-11-27T00:59:59.999Z', '2026-11-26T01:00:00.000Z'],
    [{ every: 'DAILY', hour: 9 } as const, '2026-11-27T01:00:00.000Z', '2026-11-27T01:00:00.000Z'],
    [{ every: 'DAILY', hour: 0 } as const, '2026-11-27T16:00:00.000Z', '2026-11-27T16:00:00.000Z'],
    // 2026-11-27 is a Friday.
    [{ every: 'WEEKLY', hour: 9, weekday: 5 } as const, '2026-11-27T01:00:00.000Z', '2026-11-27T01:00:00.000Z'],
    [{ every: 'WEEKLY', hour: 9, weekday: 6 } as const, '2026-11-27T01:00:00.000Z', '2026-11-21T01:00:00.000Z'],
    [{ every: 'WEEKLY', hour: 23, weekday: 7 } as const, '2026-11-29T14:59:59.000Z', '2026-11-22T15:00:00.000Z'],
  ])('%j at %s is that of %s', (delivery, now, round) => {
    expect(lastRound(delivery, new Date(now))?.toISOString()).toBe(round);
  });
});

describe('digests', () => {
  it('are due exactly when a round has passed since the first of what waits was found', () => {
    fc.assert(
      fc.property(rounds, instants, instants, (delivery, oldest, now) => {
        const due = dueDigests([{ searchId: 's', delivery, oldest }], now);
        const round = lastRound(delivery, now)!;
        expect(due).toEqual(oldest <= round ? [{ searchId: 's', at: round }] : []);
      }),
    );
  });

  it('are one after any time of silence, and none again until something else waits', () => {
    fc.assert(
      fc.property(rounds, instants, fc.integer({ min: 1, max: 60 }), (delivery, oldest, days) => {
        const now = new Date(oldest.getTime() + days * 24 * HOUR_MS);
        const waiting = { searchId: 's', delivery, oldest };
        const first = dueDigests([waiting], now);
        if (days >= 7 || delivery.every === 'DAILY') expect(first).toHaveLength(1);
        expect(first.length).toBeLessThanOrEqual(1);
        // What is found after a round waits for the next one, and for no longer.
        const later = { ...waiting, oldest: new Date(now.getTime() + 1) };
        const next = new Date(lastRound(delivery, now)!.getTime() + periodOf(delivery));
        expect(dueDigests([later], new Date(next.getTime() - 1))).toEqual([]);
        if (later.oldest <= next) expect(dueDigests([later], next)).toEqual([{ searchId: 's', at: next }]);
      }),
    );
  });

  it('are due at once for a search that has become instant, and never for one that is off', () => {
    const oldest = new Date(NOW.getTime() - 1);
    expect(dueDigests([{ searchId: 's', delivery: { every: 'INSTANT' }, oldest }], NOW)).toHaveLength(1);
    expect(dueDigests([{ searchId: 's', delivery: { every: 'NONE' }, oldest }], NOW)).toEqual([]);
  });
});

describe('news', () => {
  const standings = fc.constantFrom<WatchStanding>('NOT_FOUND', 'FOUND', ...CLOSENESSES);
  const closenesses = fc.constantFrom<Closeness>(...CLOSENESSES);

  it('is what was not found before, and what came closer; never the same twice', () => {
    fc.assert(
      fc.property(standings, standings, (before, now) => {
        expect(isNews(now, now)).toBe(false);
        expect(isNews(before, 'NOT_FOUND')).toBe(false);
        expect(isNews('NOT_FOUND', now)).toBe(now !== 'NOT_FOUND');
        // Of two changes in a row that are news, going back is none in between.
        if (before !== 'NOT_FOUND' && isNews(before, now)) expect(isNews(now, before)).toBe(false);
      }),
    );
    fc.assert(
      fc.property(closenesses, closenesses, (a, b) => {
        expect(isNews(a, b)).toBe(byCloseness(b, a) < 0);
        expect(byCloseness(a, undefined)).toBeLessThan(0);
        expect(Math.sign(byCloseness(a, b))).toBe(-Math.sign(byCloseness(b, a)) + 0);
      }),
    );
    expect(isNews('NEAR_MISS', 'FITS')).toBe(true);
    expect(isNews('FITS', 'NEAR_MISS')).toBe(false);
  });
});

describe('a saved search', () => {
  const search = saveSearch('s', OWNER, CONTENT, NOW);

  it('is its owner’s, and shown to colleagues only when it is shared', () => {
    expect(search).toMatchObject({ memberId: 'm', organisationId: 'o', revision: 1, version: 1 });
    const colleague = { ...OWNER, memberId: 'n' };
    const stranger = { ...OWNER, memberId: 'x', organisationId: 'p' };
    const seenBy = (shared: boolean) =>
      [OWNER, colleague, stranger].map((viewer) => maySeeSearch({ ...search, shared }, viewer));
    expect(seenBy(false)).toEqual([true, false, false]);
    expect(seenBy(true)).toEqual([true, true, false]);
  });

  it('has another revision only when something else is looked for', () => {
    const renamed = changeSavedSearch(search, { name: '另一个', shared: true, delivery: { every: 'DAILY', hour: 8 } });
    expect(renamed).toMatchObject({ name: '另一个', revision: 1, version: 2 });
    const other = changeSavedSearch(renamed, { query: { ...CONTENT.query, closeness: ['FITS'] } });
    expect(other).toMatchObject({ revision: 2, version: 3 });
  });

  it('tells something unless it is off or paused', () => {
    expect(isWatched(search)).toBe(true);
    expect(isWatched({ ...search, paused: true })).toBe(false);
    expect(isWatched({ ...search, delivery: { every: 'NONE' } })).toBe(false);
  });

  it('has a need that is taken for no lot', () => {
    expect(savedNeedOf(search)).toBeUndefined();
    const query = { kind: 'THINGS', words: null, need: { domain: 'water' }, closeness: [] } as const;
    expect(savedNeedOf({ id: 'a/1', query })).toMatchObject({ id: 'saved-search a/1', domain: 'water' });
  });
});

describe('the message of a saved search', () => {
  const message = (searchId: string, occasion: string, memberId = 'm'): Notification => ({
    id: `${searchId} ${occasion}`,
    organisationId: 'o',
    memberId,
    kind: 'SAVED_SEARCH_HITS',
    tenderId: null,
    listingId: 'l',
    revision: 1,
    matches: [],
    reason: null,
    savedSearch: { searchId, name: 'n', occasion, asked: 'THINGS', words: null, found: [], further: 0 },
    createdAt: NOW,
    readAt: null,
  });

  it('says the same only of one search on one occasion', () => {
    const keys = [message('a', '1'), message('a', '2'), message('b', '1'), message('a', '1', 'n')].map(notificationKey);
    expect(new Set(keys).size).toBe(4);
    expect(notificationKey({ ...message('a', '1'), id: 'again' })).toBe(keys[0]);
  });
});
