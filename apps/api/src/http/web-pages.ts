import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const YEAR_S = 31_536_000;

/** The pages that the web app knows (apps/web/src/main.tsx); every other address is answered with 404. */
export const PAGES = ['/', '/search', '/tenders/:id', '/demands', '/demands/:id', '/compare'] as const;
const KNOWN = PAGES.map((page) => new RegExp(`^${page.replace(/:\w+/g, '[^/]+')}/?$`));

/** Pages are read when they are asked for: they may still be building when the server starts. */
export async function serveWebPages(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(fastifyStatic, { root: dist, serve: false, cacheControl: false });
  app.route({ method: ['GET', 'HEAD'], url: '/*', handler: (request, reply) => page(request, reply) });

  async function page(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const path = pathOf(request.url);
    if (path === undefined) return reply.status(400).send('Bad request');
    const isFile = /\.[a-z0-9]+$/i.test(path);
    if (isFile && existsSync(join(dist, path))) {
      // Names of built assets carry a hash of what they hold.
      const lasting = path.startsWith('assets/');
      return reply
        .header('cache-control', lasting ? `public, max-age=${YEAR_S}, immutable` : 'no-cache')
        .sendFile(path);
    }
    if (isFile) return reply.status(404).type('text/plain; charset=utf-8').send('没有这个文件 Not found\n');
    if (!existsSync(join(dist, 'index.html'))) {
      return reply
        .status(503)
        .header('retry-after', '2')
        .header('refresh', '2')
        .type('text/plain; charset=utf-8')
        .send('网页正在构建，请稍候… The web pages are being built, one moment…\n');
    }
    // The app is sent all the same: it says that there is no such page, and leads back.
    const status = KNOWN.some((page) => page.test(`/${path}`)) ? 200 : 404;
    return reply.status(status).header('cache-control', 'no-cache').sendFile('index.html');
  }
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
