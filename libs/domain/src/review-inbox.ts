import { shanghaiDay, type WorkingCalendar } from './legal-periods';

/** What waits for operators. */
export const INBOX_KINDS = [
  'NEW_LISTING',
  'LISTING_REVISION',
  'ORGANISATION',
  'STALE_LISTING',
  'TAILORING_WARNING',
  'DEAD_JOB',
] as const;
export type InboxKind = (typeof INBOX_KINDS)[number];

/** Of these somebody waits for a decision, so a target is set for them; the others are there to be looked at. */
export const HAS_TARGET: Readonly<Record<InboxKind, boolean>> = {
  NEW_LISTING: true,
  LISTING_REVISION: true,
  ORGANISATION: true,
  STALE_LISTING: false,
  TAILORING_WARNING: false,
  DEAD_JOB: true,
};

const HOUR_MS = 60 * 60_000;
/** No target reaches so far back; it also ends where a calendar has no working day at all. */
const MOST_DAYS = 3_660;

/**
 * What has waited since this instant or longer is past the target: so many hours of working days in Asia/Shanghai have
 * gone by, each of them with all its 24 hours.
 */
export function overdueSince(now: Date, targetHours: number, calendar: WorkingCalendar): Date {
  let left = targetHours * HOUR_MS;
  let end = now.getTime();
  for (let looked = 0; looked < MOST_DAYS; looked += 1) {
    // The last millisecond before `end` says which day it closes.
    const day = shanghaiDay(new Date(end - 1));
    const begin = Date.parse(`${day}T00:00:00+08:00`);
    const off = calendar.weekend.includes(new Date(`${day}T00:00:00Z`).getUTCDay()) || calendar.holidays.includes(day);
    if (!off && end - begin >= left) return new Date(end - left);
    if (!off) left -= end - begin;
    end = begin;
  }
  return new Date(end);
}
