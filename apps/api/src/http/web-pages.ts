import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import { parse as parseCookies } from 'cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimits } from './rate-limits';

const YEAR_S = 31_536_000;
const load = createRequire(__filename);

/** The other side is apps/web/src/server.tsx, which draws the pages. */
interface PageRequest {
  readonly url: string;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly cookieHeader: string;
  readonly acceptLanguage: string;
  readonly nonce: string;
  readonly fetch: typeof fetch;
}
interface PageDrawer {
  readonly drawPage: (
    template: string,
    manifest: unknown,
    request: PageRequest,
  ) => Promise<{ readonly status: number; readonly html: string }>;
}

/** The built pages: files for the browser beside what draws them here. */
interface Built {
  readonly template: string;
  readonly manifest: unknown;
  readonly drawer: PageDrawer;
  readonly stamp: string;
}

/** Everything comes from ourselves; the only styles in a page are those that carry its nonce. */
export const contentSecurity = (nonce: string): string =>
  [
    "default-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "script-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * Pages are read when they are asked for: they may still be building when the server starts. A page is counted as a
 * request of its own, since one that asks the API nothing is drawn all the same.
 */
export async function serveWebPages(
  app: FastifyInstance,
  dist: string,
  rates: Pick<RateLimits, 'take'>,
): Promise<void> {
  const browser = join(dist, 'browser');
  await app.register(fastifyStatic, { root: browser, serve: false, cacheControl: false, preCompressed: true });
  app.route({ method: ['GET', 'HEAD'], url: '/*', handler: (request, reply) => page(request, reply) });
  let built: Built | undefined;

  async function page(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    // Some send the whole address, which is theirs to say and nothing to us.
    const url = request.url.replace(/^https?:\/\/[^/?]*\/?/i, '/');
    const path = pathOf(url);
    if (path === undefined) return reply.status(400).send('Bad request');
    const isFile = /^(assets\/)?[\w-]+\.[a-z0-9]+$/i.test(path);
    if (isFile && !PRIVATE.has(path) && existsSync(join(browser, path))) {
      // Names of built assets carry a hash of what they hold.
      const lasting = path.startsWith('assets/');
      return reply
        .header('cache-control', lasting ? `public, max-age=${YEAR_S}, immutable` : 'no-cache')
        .sendFile(path);
    }
    if (isFile) return reply.status(404).type(TEXT).send('没有这个文件 Not found\n');
    built = newest(dist, built);
    if (built === undefined) {
      return reply
        .status(503)
        .header('retry-after', '2')
        .header('refresh', '2')
        .type(TEXT)
        .send('网页正在构建，请稍候… The web pages are being built, one moment…\n');
    }
    const seconds = rates.take(null, request.ip);
    if (seconds > 0) {
      return reply
        .status(429)
        .header('retry-after', String(seconds))
        .type(TEXT)
        .send(`请求过多，请 ${seconds} 秒后再试。 Too many requests; try again in ${seconds} s.\n`);
    }
    const nonce = randomBytes(16).toString('base64');
    const cookieHeader = request.headers.cookie ?? '';
    const { status, html } = await built.drawer.drawPage(built.template, built.manifest, {
      url,
      cookies: parseCookies(cookieHeader),
      cookieHeader,
      acceptLanguage: request.headers['accept-language'] ?? '',
      nonce,
      fetch: askedFor(request),
    });
    const encoding = encodingFor(String(request.headers['accept-encoding'] ?? ''));
    if (encoding) reply.header('content-encoding', encoding);
    return reply
      .status(status)
      .header('cache-control', 'no-cache')
      .header('vary', 'cookie, accept-language, accept-encoding')
      .header('content-security-policy', contentSecurity(nonce))
      .type('text/html; charset=utf-8')
      .send(encoding ? await COMPRESS[encoding](html) : html);
  }

  /** Asks our own GraphQL as the visitor whose page is drawn, so that limits count what that visitor asks. */
  function askedFor(visitor: FastifyRequest): typeof fetch {
    return async (url, init) => {
      const { statusCode, headers, payload } = await app.inject({
        method: 'POST',
        url: String(url),
        headers: { ...(init?.headers as Record<string, string>), 'x-request-id': visitor.id },
        payload: String(init?.body),
        remoteAddress: visitor.ip,
      });
      return new Response(payload, {
        status: statusCode,
        headers: { 'content-type': String(headers['content-type']) },
      });
    };
  }
}

/** A page is compressed when it is sent; files were when they were built (apps/web/vite.config.mjs). */
const COMPRESS = {
  // Best by far for what it costs with a page: at the full quality it would take longer than drawing.
  br: (html: string) => brotli(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (html: string) => gzipped(html),
};
const brotli = promisify(brotliCompress);
const gzipped = promisify<string, Buffer>(gzip);

/** The better encoding that a browser takes; one with `q=0` it does not. */
function encodingFor(accepted: string): keyof typeof COMPRESS | undefined {
  const takes = (name: string) =>
    new RegExp(`(^|,)\\s*${name}\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)`, 'i').test(accepted);
  return (['br', 'gzip'] as const).find(takes);
}

/** Built files that are for us and not for browsers. */
const PRIVATE: ReadonlySet<string> = new Set(['index.html', 'manifest.json']);
const TEXT = 'text/plain; charset=utf-8';

/** What was built last; undefined while nothing is. A build that is under way has no template yet. */
function newest(dist: string, before: Built | undefined): Built | undefined {
  const template = join(dist, 'browser/index.html');
  const drawers = join(dist, 'server/manifest.json');
  if (!existsSync(template) || !existsSync(drawers)) return undefined;
  const stamp = `${statSync(template).mtimeMs} ${statSync(drawers).mtimeMs}`;
  if (before?.stamp === stamp) return before;
  // Its name carries a hash of what it holds, so that what was built anew is loaded anew.
  const { file } =
    (JSON.parse(readFileSync(drawers, 'utf8')) as Record<string, { file: string }>)['src/server.tsx'] ?? {};
  if (file === undefined) throw new Error(`${drawers} names nothing that draws pages`);
  return {
    template: readFileSync(template, 'utf8'),
    manifest: JSON.parse(readFileSync(join(dist, 'browser/manifest.json'), 'utf8')),
    drawer: load(join(dist, 'server', file)) as PageDrawer,
    stamp,
  };
}

/** The path below the root, or undefined when it tries to leave it or cannot be read. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent((url.split('?')[0] ?? '/').slice(1));
    return path.includes('\0') || path.split(/[/\\]/).some((part) => part === '..' || part.startsWith('.'))
      ? undefined
      : path;
  } catch {
    return undefined;
  }
}
