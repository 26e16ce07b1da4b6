import { useEffect } from 'react';

/** Calls again and again while `active`, but not while nobody sees the page; at once when it is seen again. */
export function usePoll(active: boolean, everyMs: number, call: () => void): void {
  useEffect(() => {
    if (!active) return undefined;
    const tick = (): void => {
      if (document.visibilityState === 'visible') call();
    };
    const timer = setInterval(tick, everyMs);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [active, everyMs, call]);
}
