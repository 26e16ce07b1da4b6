/**
 * What the page may know of the session: that there is one, and until when its access holds. The tokens themselves are in
 * cookies that no script can read; this cookie holds a second of the clock and nothing else.
 */
export const SESSION_COOKIE = 'huanpei_session';

/** When the access of the session ends, in milliseconds since 1970; undefined when there is no session. */
export function accessEnds(cookies: string): number | undefined {
  for (const part of cookies.split(';')) {
    const [name, value] = part.trim().split('=');
    if (name !== SESSION_COOKIE) continue;
    const seconds = Number(value);
    return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
  }
  return undefined;
}

/** Renewed so long before: so that a request under way is not overtaken by the end of its access. */
export const EARLY_MS = 10_000;

/** Whether the access has to be renewed before the next question. */
export function mustRenew(cookies: string, nowMs: number): boolean {
  const ends = accessEnds(cookies);
  return ends !== undefined && ends - EARLY_MS <= nowMs;
}
