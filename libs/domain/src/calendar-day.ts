/** Calendar days as `YYYY-MM-DD`, which sort as texts. Which day it is, `shanghaiDay` says. */

const DAY_MS = 24 * 60 * 60_000;

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** So many days later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  return dayOf(midnight(day) + days * DAY_MS);
}

/** The same day of the month so many months later (or earlier); the last of the month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)));
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

/** The later of two days. */
export const laterDay = (a: string, b: string): string => (a > b ? a : b);
