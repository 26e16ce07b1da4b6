import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { RateLimits } from './rate-limits';
import { serveWebPages } from './web-pages';

/** Draws what it was handed, and asks the API once. */
const DRAWER = `exports.drawPage = async (template, manifest, request) => {
  const answer = await request.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  const { fetch, ...told } = request;
  return {
    status: request.url.startsWith('/nowhere') ? 404 : 200,
    html: template + JSON.stringify({ ...told, manifest, answer: await answer.json() }),
  };
};`;

let app: FastifyInstance;
let dist: string;
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'huanpei-pages-'));
  mkdirSync(join(dist, 'browser/assets'), { recursive: true });
  mkdirSync(join(dist, 'server'));
  app = fastify();
  app.post('/graphql', (request) => ({ asked: request.ip }));
  // So many that only the address which spends them meets the end.
  await serveWebPages(app, dist, new RateLimits({ perKey: 0, perAddress: 100 }, () => 0));
});
afterAll(async () => {
  await app.close();
  rmSync(dist, { recursive: true });
});

function build(drawer = DRAWER, name = 'server-1.cjs'): void {
  writeFileSync(join(dist, 'browser/index.html'), '<!doctype html>');
  writeFileSync(join(dist, 'browser/manifest.json'), '{"index.html":{"file":"assets/a-1.js"}}');
  writeFileSync(join(dist, 'browser/favicon.svg'), '<svg/>');
  writeFileSync(join(dist, 'browser/assets/a-1.js'), 'x');
  writeFileSync(join(dist, 'server', name), drawer);
  writeFileSync(join(dist, 'server/manifest.json'), JSON.stringify({ 'src/server.tsx': { file: name } }));
}
/** Sent as it stands, which no client does. */
async function raw(target: string): Promise<string> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.end(`GET ${target} HTTP/1.1\r\nHost: ours\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const part of socket) answer += String(part);
  return answer;
}
const told = (payload: string) => JSON.parse(payload.slice('<!doctype html>'.length)) as Record<string, unknown>;

describe('the pages', () => {
  it('are being built at first, and then there', async () => {
    const early = await app.inject({ url: '/' });
    expect([early.statusCode, early.headers['retry-after']]).toEqual([503, '2']);
    build();
    expect((await app.inject({ url: '/' })).statusCode).toBe(200);
  });

  it('are drawn with the address, the cookies and the languages of whoever asks', async () => {
    const { payload } = await app.inject({
      url: '/search?q=%E8%86%9C',
      headers: { cookie: 'huanpei_language=en; huanpei_session=1', 'accept-language': 'zh-CN,en;q=0.5' },
    });
    expect(told(payload)).toMatchObject({
      url: '/search?q=%E8%86%9C',
      cookies: { huanpei_language: 'en', huanpei_session: '1' },
      acceptLanguage: 'zh-CN,en;q=0.5',
      manifest: { 'index.html': { file: 'assets/a-1.js' } },
    });
  });

  it('ask the API from the address of whoever asks', async () => {
    const { payload } = await app.inject({ url: '/', remoteAddress: '203.0.113.7' });
    expect(told(payload)['answer']).toEqual({ asked: '203.0.113.7' });
  });

  it('allow the styles that carry their nonce, which is another each time', async () => {
    const [one, two] = [await app.inject({ url: '/' }), await app.inject({ url: '/' })];
    const nonce = String(told(one.payload)['nonce']);
    expect(one.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(one.headers['content-security-policy']).not.toContain('unsafe');
    expect(told(two.payload)['nonce']).not.toBe(nonce);
  });

  it('are sent with the status that the page gave itself', async () =>
    expect((await app.inject({ url: '/nowhere/b.c' })).statusCode).toBe(404));

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['gzip', 'gzip'],
    ['br;q=0.0, identity', undefined],
    ['', undefined],
  ])('are compressed as the browser takes it: %s', async (accepted, encoding) => {
    const answer = await app.inject({ url: '/', headers: { 'accept-encoding': accepted } });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['vary']).toContain('accept-encoding');
    const raw = answer.rawPayload;
    const html = encoding === 'br' ? brotliDecompressSync(raw) : encoding === 'gzip' ? gunzipSync(raw) : raw;
    expect(told(html.toString())).toMatchObject({ url: '/' });
  });

  it.each([
    ['//', '//'],
    ['//evil.example/x?q=1', '//evil.example/x?q=1'],
    ['http://evil.example/x?q=1', '/x?q=1'],
    ['http://evil.example', '/'],
  ])('are drawn for the path alone, whatever host an address names: %s', async (url, drawn) => {
    const answer = await raw(url);
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    expect(answer).toContain(`"url":"${drawn}"`);
  });

  it('are counted, so that nobody has more drawn than they may ask, and files are not', async () => {
    const remoteAddress = '203.0.113.9';
    for (let at = 0; at < 100; at += 1) {
      expect((await app.inject({ url: '/', remoteAddress })).statusCode).toBe(200);
    }
    const beyond = await app.inject({ url: '/', remoteAddress });
    expect([beyond.statusCode, beyond.headers['retry-after'], beyond.payload]).toEqual([
      429,
      '1',
      '请求过多，请 1 秒后再试。 Too many requests; try again in 1 s.\n',
    ]);
    expect((await app.inject({ url: '/favicon.svg', remoteAddress })).statusCode).toBe(200);
    expect((await app.inject({ url: '/', remoteAddress: '203.0.113.10' })).statusCode).toBe(200);
  });

  it('are drawn anew when they were built anew', async () => {
    build(`exports.drawPage = async () => ({ status: 200, html: 'anew' });`, 'server-2.cjs');
    expect((await app.inject({ url: '/' })).payload).toBe('anew');
    build();
  });
});

describe('files', () => {
  it('are sent as they are, those with a hash in their name to be kept', async () => {
    const icon = await app.inject({ url: '/favicon.svg' });
    expect([icon.statusCode, icon.headers['cache-control']]).toEqual([200, 'no-cache']);
    const script = await app.inject({ url: '/assets/a-1.js' });
    expect([script.statusCode, script.headers['cache-control']]).toEqual([200, expect.stringContaining('immutable')]);
  });

  it('are sent compressed where they were built so, and the browser takes it', async () => {
    writeFileSync(join(dist, 'browser/assets/a-1.js.br'), 'compressed');
    const ask = (accepted: string) => app.inject({ url: '/assets/a-1.js', headers: { 'accept-encoding': accepted } });
    const [small, plain] = [await ask('gzip, br'), await ask('identity')];
    expect([small.payload, small.headers['content-encoding']]).toEqual(['compressed', 'br']);
    expect(small.headers['content-type']).toMatch(/javascript/);
    expect([plain.payload, plain.headers['content-encoding']]).toEqual(['x', undefined]);
  });

  it.each(['/assets/b-1.js', '/favicon.png', '/manifest.json'])('that are not there are not pages: %s', async (url) => {
    const answer = await app.inject({ url });
    expect([answer.statusCode, answer.payload]).toEqual([404, '没有这个文件 Not found\n']);
  });

  it.each(['/%2e%2e/server/server-1.cjs', '/..%2fserver/server-1.cjs', '/server/server-1.cjs', '/.build.json'])(
    'outside are out of reach: %s',
    async (url) => expect((await app.inject({ url })).payload).not.toContain('exports.drawPage'),
  );

  it.each(['/..%2fserver', '/.build.json', '/a%00b', '/%E0%A4%A'])('cannot be asked for by %s', async (url) =>
    expect((await app.inject({ url })).statusCode).toBe(400),
  );
});
