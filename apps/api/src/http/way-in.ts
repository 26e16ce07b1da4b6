import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Config } from '@huanpei/runtime';

/** Whose page sent a request: ours, another's, or it does not say. */
export type PageOf = 'OURS' | 'FOREIGN' | 'UNSAID';

/** Where a request came from, as far as the proxies in front that are trusted say so. Fastify reads the same of them. */
export class WayIn {
  private readonly publicHost: string | undefined;

  constructor(
    private readonly trustedProxies: number,
    publicUrl: Config['publicUrl'] = null,
  ) {
    this.publicHost = publicUrl === null ? undefined : new URL(publicUrl).host;
  }

  /** The sender as far as the proxies name it, each having added who spoke to it at the end of `X-Forwarded-For`. */
  addressOf(request: IncomingMessage): string | undefined {
    const forwarded = request.headers['x-forwarded-for'];
    const named = entriesOf(forwarded).reverse();
    const path = [request.socket.remoteAddress, ...named];
    return path[Math.min(this.trustedProxies, path.length - 1)];
  }

  isHttps({ headers, socket }: IncomingMessage): boolean {
    const forwarded = this.forwarded(headers['x-forwarded-proto']);
    return forwarded === undefined ? 'encrypted' in socket : forwarded.toLowerCase() === 'https';
  }

  /**
   * Browsers say it themselves in `Sec-Fetch-Site`, which no page can set; over plain HTTP they leave it out, and then
   * `Origin` is compared with the host that was asked, or with `PUBLIC_URL` where a proxy hides that.
   */
  pageOf(headers: IncomingHttpHeaders): PageOf {
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'OURS' : 'FOREIGN';
    const { origin } = headers;
    if (origin === undefined) return 'UNSAID';
    const from = urlOf(origin);
    if (from === undefined) return 'FOREIGN';
    const asked = urlOf(`${from.protocol}//${this.forwarded(headers['x-forwarded-host']) ?? headers.host ?? ''}`)?.host;
    return from.host === asked || from.host === this.publicHost ? 'OURS' : 'FOREIGN';
  }

  /** The last entry is that of the nearest proxy. */
  private forwarded(header: string | string[] | undefined): string | undefined {
    return this.trustedProxies > 0 ? entriesOf(header).at(-1) : undefined;
  }
}

const entriesOf = (header: string | string[] | undefined): string[] =>
  (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
