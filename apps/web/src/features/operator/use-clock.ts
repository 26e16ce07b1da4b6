import { useEffect, useState } from 'react';

/** The time, kept up while the page is shown, so that ages are true on a screen that stays open. */
export function useClock(everyMs = 60_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
