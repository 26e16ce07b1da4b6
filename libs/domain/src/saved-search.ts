/** What a member goes on looking for, and how the member is told of what comes. */

import type { Domain, Name, Need } from '@huanpei/matching';
import { canonicalJson } from './audit';
import { addDays } from './calendar-day';
import { shanghaiDay } from './legal-periods';
import type { Closeness } from './match-run';
import type { Viewer } from './member';
import type { MatchNotice } from './notification';
import type { LotNeed } from './tender';

/** What one saved search may hold, and how many there may be; generous for people, small for a machine's malice. */
export const SAVED_SEARCH_LIMITS = {
  perMember: 50,
  perOrganisation: 500,
  /** Characters. */
  name: 100,
  text: 400,
  facets: 9,
  valuesPerFacet: 50,
  figures: 20,
  /** Characters of a code or key. */
  code: 100,
  /** Characters of the whole as JSON. */
  query: 40_000,
  /** Things that one message names; how many more there are is said. */
  named: 20,
} as const;

/** What is listed and tendered: of these a search is told. Others can be found by it. */
export const WATCHED_KINDS = ['LISTING', 'TENDER'] as const;
export type WatchedKind = (typeof WATCHED_KINDS)[number];

/**
 * A search by words with facet and figure filters, as it was saved: what the search port takes. A facet or kind that
 * a later release no longer knows is kept, and finds nothing.
 */
export interface WordSearch {
  readonly text: string;
  readonly kinds?: readonly string[];
  readonly facets?: readonly { readonly facet: string; readonly anyOf: readonly string[] }[];
  readonly figures?: readonly {
    readonly key: string;
    readonly atMost?: number;
    readonly atLeast?: number;
    readonly covers?: number;
    readonly orNotStated?: boolean;
  }[];
}

export const CLOSENESSES = ['FITS', 'ONE_FIGURE_MISSING', 'NEAR_MISS'] as const satisfies readonly Closeness[];

/**
 * `THINGS`: what the words find, or listings that come so close to the need, or listings of which both is true.
 * `TENDERS_FOR_ME`: open tenders to which a listing of the own firm comes so close. An empty list leaves all in.
 */
export type SavedQuery =
  | {
      readonly kind: 'THINGS';
      readonly words: WordSearch | null;
      readonly need: LotNeed | null;
      /** How close to the need counts. */
      readonly closeness: readonly Closeness[];
    }
  | {
      readonly kind: 'TENDERS_FOR_ME';
      readonly domains: readonly Domain[];
      /** Codes of the catalogue: the one a lot names, or what is above it. */
      readonly scenarios: readonly string[];
      /** Codes of regions: the tender's own, or what it lies in. */
      readonly regions: readonly string[];
      readonly closeness: readonly Closeness[];
    };

/** When its owner is told. Hours and days are those of Asia/Shanghai; weekdays as in ISO 8601, Monday is 1. */
export type WatchDelivery =
  | { readonly every: 'NONE' }
  | { readonly every: 'INSTANT' }
  | { readonly every: 'DAILY'; readonly hour: number }
  | { readonly every: 'WEEKLY'; readonly hour: number; readonly weekday: number };

export const WATCH_RHYTHMS = [
  'NONE',
  'INSTANT',
  'DAILY',
  'WEEKLY',
] as const satisfies readonly WatchDelivery['every'][];
export type WatchRhythm = (typeof WATCH_RHYTHMS)[number];

/** Belongs to a member; colleagues see it only when it is shared, and change it never. */
export interface SavedSearch {
  readonly id: string;
  readonly organisationId: string;
  readonly memberId: string;
  readonly name: string;
  readonly query: SavedQuery;
  readonly delivery: WatchDelivery;
  /** Tells nothing for the time being; what comes meanwhile is not told later. */
  readonly paused: boolean;
  /** Whether colleagues may see and run it. Only its owner is told. */
  readonly shared: boolean;
  /** Rises when what is looked for changes. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly version: number;
}

/** What a member decides about a saved search. */
export type SavedSearchContent = Pick<SavedSearch, 'name' | 'query' | 'delivery' | 'paused' | 'shared'>;

export function saveSearch(id: string, owner: Viewer, content: SavedSearchContent, now: Date): SavedSearch {
  const { organisationId, memberId } = owner;
  return { id, organisationId, memberId, ...content, revision: 1, createdAt: now, version: 1 };
}

export function changeSavedSearch(search: SavedSearch, changes: Partial<SavedSearchContent>): SavedSearch {
  const changed = { ...search, ...changes, version: search.version + 1 };
  const other = canonicalJson(changed.query) !== canonicalJson(search.query);
  return other ? { ...changed, revision: search.revision + 1 } : changed;
}

/** Whether anything is to be told of it at all. */
export const isWatched = ({ delivery, paused }: Pick<SavedSearch, 'delivery' | 'paused'>): boolean =>
  delivery.every !== 'NONE' && !paused;

/** The need of a search that names one, as the engine reads it; its id is told apart from those of lots. */
export function savedNeedOf({ id, query }: Pick<SavedSearch, 'id' | 'query'>): Need | undefined {
  if (query.kind !== 'THINGS' || query.need === null) return undefined;
  return { ...query.need, id: `saved-search ${id}`, name: {} };
}

/** Owner and colleagues it is shared with. */
export function maySeeSearch(search: SavedSearch, { memberId, organisationId }: Viewer): boolean {
  return search.memberId === memberId || (search.shared && search.organisationId === organisationId);
}

// --- What is news ---

const RANK: Readonly<Record<Closeness, number>> = { FITS: 0, ONE_FIGURE_MISSING: 1, NEAR_MISS: 2 };

/** Negative when `a` is the closer; undefined is farther than anything. */
export const byCloseness = (a: Closeness | undefined, b: Closeness | undefined): number =>
  (a === undefined ? CLOSENESSES.length : RANK[a]) - (b === undefined ? CLOSENESSES.length : RANK[b]);

/**
 * How a thing stands towards a search at one moment: not at all, found, or found as so close to what is needed. Closer
 * is news, since that is what whoever saved a need waits for; the same, or farther, is none.
 */
export type WatchStanding = 'NOT_FOUND' | 'FOUND' | Closeness;

export function isNews(before: WatchStanding, now: WatchStanding): boolean {
  if (now === 'NOT_FOUND') return false;
  if (before === 'NOT_FOUND') return true;
  return now !== 'FOUND' && before !== 'FOUND' && byCloseness(now, before) < 0;
}

// --- What is told ---

/** How close a thing comes: to the lot named, or to the need of the search itself where none is. */
export interface FoundMatch extends Omit<MatchNotice, 'lotId'> {
  readonly lotId: string | null;
}

/** A thing as it was when it was found. */
export interface FoundThing {
  readonly kind: WatchedKind;
  readonly id: string;
  readonly revision: number;
  /** Name of the listing or title of the tender. */
  readonly title: Name;
  /** How close it comes, where that was asked: with what stands in the way, or what has the least margin. */
  readonly match?: FoundMatch;
}

/** What a message about a saved search says: what was found, and what had been asked. */
export interface SavedSearchNotice {
  readonly searchId: string;
  /** As it was called then. */
  readonly name: string;
  /** Tells one finding from another of the same thing, and one round from another. */
  readonly occasion: string;
  readonly asked: SavedQuery['kind'];
  readonly words: WordSearch | null;
  /** At least one, and no more than `SAVED_SEARCH_LIMITS.named`. */
  readonly found: readonly FoundThing[];
  /** How many more there are. */
  readonly further: number;
}

/** Of a search whose owner is told later: since when something waits. */
export interface Waiting {
  readonly searchId: string;
  readonly delivery: WatchDelivery;
  /** When the first of what waits was found. */
  readonly oldest: Date;
}

/** A round that is due: everything that waits is told in it. */
export interface DueDigest {
  readonly searchId: string;
  /** When it should have been told. */
  readonly at: Date;
}

/** The last moment at or before `now` at which it tells; null when it never does. */
export function lastRound(delivery: WatchDelivery, now: Date): Date | null {
  switch (delivery.every) {
    case 'NONE':
      return null;
    case 'INSTANT':
      return now;
    case 'DAILY':
    case 'WEEKLY': {
      const today = shanghaiDay(now);
      const back = delivery.every === 'DAILY' ? 0 : (weekdayOf(today) - delivery.weekday + 7) % 7;
      const day = addDays(today, -back);
      const round = atHour(day, delivery.hour);
      return round <= now ? round : atHour(addDays(day, delivery.every === 'DAILY' ? -1 : -7), delivery.hour);
    }
  }
}

/**
 * Which searches are to be told of what waits: those of which something was found by the last round. After any time of
 * silence that is one round, not one for each that was missed.
 */
export function dueDigests(waiting: readonly Waiting[], now: Date): readonly DueDigest[] {
  return waiting.flatMap(({ searchId, delivery, oldest }) => {
    const at = lastRound(delivery, now);
    return at !== null && oldest <= at ? [{ searchId, at }] : [];
  });
}

/** Monday is 1. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

const atHour = (day: string, hour: number): Date => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`);
