import { mustRenew } from './session-cookie';

let renewing: Promise<void> | undefined;

/** Renews the access once for all who wait; across tabs too where the browser can lock. */
function renew(): Promise<void> {
  renewing ??= inTurn(async () => {
    // Another tab may have done it while we waited.
    if (!mustRenew(document.cookie, Date.now())) return;
    // Refused means that the session is over: the server then clears the cookies, and we go on as a visitor.
    await fetch('/session/refresh', { method: 'POST' });
  }).finally(() => {
    renewing = undefined;
  });
  return renewing;
}

const inTurn = (body: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request('huanpei-session', body) : body();

/** Makes sure that the access of the session, if there is one, holds for a while. */
export async function freshAccess(): Promise<void> {
  if (mustRenew(document.cookie, Date.now())) await renew();
}

/** `fetch` with an access that holds. Every request of the pages to our own server goes through here. */
export const sessionFetch: typeof fetch = async (input, init) => {
  await freshAccess();
  return fetch(input, init);
};
