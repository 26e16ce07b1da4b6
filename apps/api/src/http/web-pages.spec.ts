import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { PAGES, serveWebPages } from './web-pages';

let app: FastifyInstance;
let dist: string;
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'huanpei-pages-'));
  writeFileSync(join(dist, 'index.html'), '<div id="root"></div>');
  writeFileSync(join(dist, 'favicon.svg'), '<svg/>');
  app = fastify();
  await serveWebPages(app, dist);
});
afterAll(async () => {
  await app.close();
  rmSync(dist, { recursive: true });
});
const get = async (url: string) => {
  const { statusCode, payload } = await app.inject({ method: 'GET', url });
  return [statusCode, payload.includes('id="root"')];
};

describe('the pages', () => {
  it.each([
    '/',
    '/?lang=en',
    '/tenders/ill-sewage-50000',
    '/tenders/%E7%8E%AF',
    '/demands',
    '/search',
    '/demands/',
    '/demands/cn-21',
    '/compare?ids=a,b',
  ])('answer %s with the app', async (url) => expect(await get(url)).toEqual([200, true]));

  it.each(['/nowhere', '/tenders', '/tenders/a/b', '/demands/a/b', '/index', '/%E7%8E%AF'])(
    'answer %s, which the app does not know, with 404 and the app, which says so',
    async (url) => expect(await get(url)).toEqual([404, true]),
  );

  it('serve files as they are, and say so when there is none', async () => {
    expect((await app.inject({ url: '/favicon.svg' })).statusCode).toBe(200);
    expect(await get('/favicon.png')).toEqual([404, false]);
  });

  it('are those of the web app', () => {
    const routes = readFileSync(join(__dirname, '../../../web/src/main.tsx'), 'utf8');
    const known = [...routes.matchAll(/path: '([^'*]+)'/g)].map(([, path]) => path);
    expect(known).toEqual([...PAGES]);
  });
});
