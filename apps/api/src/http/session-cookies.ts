import type { SignedIn } from '@huanpei/app';
import { parseCookie, stringifySetCookie, type SetCookie } from 'cookie';

/** The access token; no script can read it, and pages of others do not send it along but by following a link. */
const ACCESS = 'huanpei_access';
/** The refresh token, for the routes of sessions alone. */
const REFRESH = 'huanpei_refresh';
/** What the page may know: the second at which the access token ends. It lives as long as the session. */
const SESSION = 'huanpei_session';

const COOKIES = {
  [ACCESS]: { path: '/', httpOnly: true, sameSite: 'lax' },
  [REFRESH]: { path: '/session', httpOnly: true, sameSite: 'strict' },
  [SESSION]: { path: '/', httpOnly: false, sameSite: 'lax' },
} as const satisfies Readonly<Record<string, Pick<SetCookie, 'path' | 'httpOnly' | 'sameSite'>>>;

/** As we make them: a JSON web token, and base64url. Whatever else was sent is none, an API key above all. */
const FORMS = { [ACCESS]: /^[\w-]{1,500}\.[\w-]{1,1000}\.[\w-]{1,200}$/, [REFRESH]: /^[\w-]{43}$/ } as const;

export function accessCookieOf(header: string | undefined): string | undefined {
  return tokenIn(header, ACCESS);
}

export function refreshCookieOf(header: string | undefined): string | undefined {
  return tokenIn(header, REFRESH);
}

function tokenIn(header: string | undefined, name: keyof typeof FORMS): string | undefined {
  const value = header === undefined ? undefined : parseCookie(header)[name];
  return value !== undefined && FORMS[name].test(value) ? value : undefined;
}

/** The `Set-Cookie` headers of a session that begins or goes on. */
export function cookiesOf(session: SignedIn, now: Date, secure: boolean): string[] {
  const { accessToken, accessExpiresAt, refreshToken, refreshExpiresAt } = session;
  const until = (end: Date): number => Math.max(0, Math.floor((end.getTime() - now.getTime()) / 1_000));
  return [
    setCookie(ACCESS, accessToken, until(accessExpiresAt), secure),
    setCookie(REFRESH, refreshToken, until(refreshExpiresAt), secure),
    setCookie(SESSION, String(Math.floor(accessExpiresAt.getTime() / 1_000)), until(refreshExpiresAt), secure),
  ];
}

/** The headers that make a browser forget it. */
export function forgottenCookies(secure: boolean): string[] {
  return ([ACCESS, REFRESH, SESSION] as const).map((name) => setCookie(name, '', 0, secure));
}

const setCookie = (name: keyof typeof COOKIES, value: string, maxAge: number, secure: boolean): string =>
  stringifySetCookie(name, value, { ...COOKIES[name], maxAge, secure });
