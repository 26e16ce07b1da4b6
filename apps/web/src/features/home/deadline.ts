import { shanghaiDay } from '@huanpei/domain';

const DAY_MS = 86_400_000;

/** How many days of the calendar in Shanghai lie between now and a deadline; 0 on its day, negative after it. */
export function daysUntil(deadline: string, now: Date): number {
  const day = (instant: Date) => Date.parse(`${shanghaiDay(instant)}T00:00:00Z`);
  return Math.round((day(new Date(deadline)) - day(now)) / DAY_MS);
}
