import { useState } from 'react';

const MINUTE_MS = 60_000;

/** The present, to the minute, so that the server and the browser that takes its page over agree on what has passed. */
export function useNow(): number {
  const [now] = useState(() => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
  return now;
}
