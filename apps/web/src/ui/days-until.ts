import { daysBetween, shanghaiDay } from '@huanpei/domain';

/** From so many days before a deadline on it is near. */
const NEAR_DAYS = 7;

/** How many days of the calendar in Shanghai lie between now and a deadline, 0 on its day; undefined once it has passed. */
export function daysUntil(deadline: string, now: number): number | undefined {
  const until = new Date(deadline);
  return until.getTime() <= now ? undefined : daysBetween(shanghaiDay(new Date(now)), shanghaiDay(until));
}

export const isNear = (days: number): boolean => days <= NEAR_DAYS;
