import type { Clock } from '@huanpei/app';

/** A clock that stands still until it is moved. */
export interface FixedClock extends Clock {
  set(to: Date | string): void;
  advance(ms: number): void;
}

/** @param at where the clock stands, such as '2025-06-01T00:00:00Z' */
export function fixedClock(at: Date | string): FixedClock {
  let now = new Date(at).getTime();
  return {
    now: () => new Date(now),
    set: (to) => void (now = new Date(to).getTime()),
    advance: (ms) => void (now += ms),
  };
}
