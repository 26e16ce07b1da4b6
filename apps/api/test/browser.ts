import { parseSetCookie, type SetCookie } from 'cookie';
import type { InjectOptions } from 'fastify';
import type { RunningApi } from './running-api';

/** What a browser sends along from a page of ours. */
export const OWN_PAGE = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' } as const;

export interface Came {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The cookies it set. */
  readonly set: readonly SetCookie[];
}

/** Keeps cookies and sends them as a browser does; as of which page is said by whoever asks. */
export class Browser {
  readonly jar = new Map<string, SetCookie>();

  constructor(private readonly api: RunningApi) {}

  /** The cookies for a path, as one header. */
  cookies(path: string): string {
    return [...this.jar.values()]
      .filter(({ path: within = '/' }) => within === '/' || path === within || path.startsWith(`${within}/`))
      .map(({ name, value = '' }) => `${name}=${value}`)
      .join('; ');
  }

  async request(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    { headers = OWN_PAGE, json, payload }: { headers?: Record<string, string>; json?: unknown; payload?: Buffer } = {},
  ): Promise<Came> {
    const cookie = this.cookies(url.split('?')[0] ?? url);
    const response = await this.api.app.inject({
      method,
      url,
      headers: {
        'accept-language': 'en',
        ...(cookie === '' ? {} : { cookie }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { payload: JSON.stringify(json) }),
      ...(payload === undefined ? {} : { payload }),
    } as InjectOptions as never);
    const sent = response.headers['set-cookie'] ?? [];
    const set = (Array.isArray(sent) ? sent : [String(sent)]).map((one) => parseSetCookie(one));
    for (const one of set) {
      if (one.maxAge === 0) this.jar.delete(one.name);
      else this.jar.set(one.name, one);
    }
    return { status: response.statusCode, text: response.payload, headers: response.headers, set };
  }

  /** Another tab: the same cookies as of now, kept apart from then on. */
  copy(): Browser {
    const other = new Browser(this.api);
    for (const [name, cookie] of this.jar) other.jar.set(name, cookie);
    return other;
  }

  signIn(email: string, password: string, headers: Record<string, string> = OWN_PAGE): Promise<Came> {
    return this.request('POST', '/session', { json: { email, password }, headers });
  }

  refresh(headers: Record<string, string> = OWN_PAGE): Promise<Came> {
    return this.request('POST', '/session/refresh', { headers });
  }

  /** The id of the member whom the cookie makes the asker; null for a visitor. */
  async whoIs(headers: Record<string, string> = OWN_PAGE): Promise<string | null> {
    const { text } = await this.request('POST', '/graphql', {
      json: { query: '{ viewer { member { id } } }' },
      headers,
    });
    const { data } = JSON.parse(text) as { data?: { viewer: { member: { id: string } } | null } };
    if (!data) throw new Error(text);
    return data.viewer?.member.id ?? null;
  }
}
