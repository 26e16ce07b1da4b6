import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpWebhookSender, POST_TIMEOUT_MS, type SenderOptions } from './http-webhook-sender';
import { webhookSignature } from './webhook-signature';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const AT = new Date('2026-11-27T12:00:00.900Z');

let server: Server;
let answer: RequestListener;
let origin: string;
let met: { request: IncomingMessage; body: string }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      met.push({ request, body: Buffer.concat(chunks).toString() });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  met = [];
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const post = (url: string, options: Partial<SenderOptions> = {}, body = '{"type":"webhook.test"}') =>
  new HttpWebhookSender({ loopback: true, ...options }).post({
    url,
    eventId: 'event-1',
    at: AT,
    body,
    secrets: [SECRET],
  });

describe('an event', () => {
  it('is posted with the three headers of the specification and a signature that verifies', async () => {
    answer = (_request, response) => response.writeHead(200).end('ok');
    const body = '{"type":"notification.tender_matches","data":{"名称":"环配"}}';
    expect(await post(`${origin}/hook?x=1`, {}, body)).toMatchObject({ fault: null, statusCode: 200, answer: 'ok' });
    expect(met).toHaveLength(1);
    const [{ request, body: got }] = met as [(typeof met)[0]];
    expect([request.method, request.url, got]).toEqual(['POST', '/hook?x=1', body]);
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'event-1',
      'webhook-timestamp': '1795780800',
      'webhook-signature': webhookSignature([SECRET], 'event-1', 1_795_780_800, body),
    });
  });

  it.each([
    [204, null],
    [299, null],
    [301, 'REDIRECT'],
    [307, 'REDIRECT'],
    [404, 'STATUS'],
    [410, 'STATUS'],
    [500, 'STATUS'],
    [503, 'STATUS'],
  ])('answered with %i is %s', async (status, fault) => {
    answer = (_request, response) => response.writeHead(status, { location: `${origin}/elsewhere` }).end();
    expect(await post(origin)).toMatchObject({ fault, statusCode: status });
    // A redirect is not followed.
    expect(met).toHaveLength(1);
  });

  it('takes from a huge answer the first characters, and ends the connection', async () => {
    let closed = false;
    let written = 0;
    answer = (_request, response) => {
      response.writeHead(200);
      response.on('close', () => (closed = true));
      const chunk = Buffer.alloc(64_000, 'x');
      const more = (): void => {
        while (!closed && written < 1e9) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    };
    const outcome = await post(origin);
    expect(outcome).toMatchObject({ fault: null, statusCode: 200, answer: 'x'.repeat(500) });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(closed).toBe(true);
    expect(written).toBeLessThan(20e6);
  });

  it.each([
    ['says nothing', () => undefined],
    ['never ends its answer', (response: Parameters<RequestListener>[1]) => response.writeHead(200).write('slow')],
    [
      'sends drop by drop',
      (response: Parameters<RequestListener>[1]) => {
        const timer = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('is given up in time when the endpoint %s', async (_what, act) => {
    answer = (_request, response) => void act(response);
    const from = performance.now();
    expect(await post(origin, { timeoutMs: 200 })).toMatchObject({ fault: 'TIMEOUT', statusCode: null });
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(POST_TIMEOUT_MS).toBe(10_000);
  });

  it('fails where nobody listens, and where the connection breaks', async () => {
    answer = (request) => request.socket.destroy();
    expect(await post(origin)).toMatchObject({ fault: 'CONNECTION', statusCode: null });
    expect(await post('http://127.0.0.1:1')).toMatchObject({ fault: 'ADDRESS_REFUSED' });
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({ fault: 'CONNECTION' });
    // Something that speaks no TLS.
    expect(await post(origin.replace('http:', 'https:'))).toMatchObject({ fault: 'TLS' });
  });

  it('tells what the endpoint asks for in Retry-After', async () => {
    const after = async (text: string) => {
      answer = (_request, response) => response.writeHead(503, { 'retry-after': text }).end();
      return (await post(origin)).retryAfterMs;
    };
    expect([await after('120'), await after('soon'), await after('-5')]).toEqual([120_000, null, null]);
    const later = await after(new Date(Date.now() + 60_000).toUTCString());
    expect(later).toBeGreaterThan(50_000);
    expect(later).toBeLessThanOrEqual(60_000);
  });
});

describe('names', () => {
  type Found = readonly { readonly address: string; readonly family: number }[];
  const resolving = (...answers: readonly Found[]): { resolve: never; asked: () => number } => {
    let asked = 0;
    const resolve = (_host: string, _options: object, done: (fault: null, found: Found) => void): void => {
      const found = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      setImmediate(() => done(null, found));
    };
    return { resolve: resolve as never, asked: () => asked };
  };
  const v4 = (address: string) => ({ address, family: 4 });

  it.each([
    ['private', [v4('10.0.0.5')]],
    ['loopback', [v4('127.0.0.1')]],
    ['metadata', [v4('169.254.169.254')]],
    ['mapped loopback', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['unique local', [{ address: 'fd00::1', family: 6 }]],
    ['public and private', [v4('93.184.215.14'), v4('192.168.0.1')]],
    ['nothing', []],
  ])('that resolve to %s addresses are not connected to', async (_what, found) => {
    const { resolve, asked } = resolving(found);
    const outcome = await post('https://hooks.example.com/', { loopback: false, resolve });
    expect(outcome).toMatchObject({ fault: 'ADDRESS_REFUSED', statusCode: null });
    expect(asked()).toBe(1);
  });

  it('are looked up once, so that the address checked is the one connected to', async () => {
    answer = (_request, response) => response.writeHead(200).end();
    const { port } = new URL(origin);
    // The second answer would be another place; nobody asks for it.
    const { resolve, asked } = resolving([v4('127.0.0.1')], [v4('127.0.0.99')]);
    expect(await post(`http://localhost:${port}/`, { resolve })).toMatchObject({ fault: null });
    expect(asked()).toBe(1);
    const refusing = resolving([v4('127.0.0.1')]);
    expect(
      await post(`https://hooks.example.com:${port}/`, { loopback: false, resolve: refusing.resolve }),
    ).toMatchObject({ fault: 'ADDRESS_REFUSED' });
    expect(met).toHaveLength(1);
  });
});

describe('addresses', () => {
  const [closed, open] = [new HttpWebhookSender({ loopback: false }), new HttpWebhookSender({ loopback: true })];

  it.each([
    ['https://hooks.example.com/a?b=c', undefined],
    ['https://hooks.example.com:8443/', undefined],
    ['https://1.1.1.1/', undefined],
    ['https://[2606:4700:4700::1111]/', undefined],
    ['not an address', 'UNREADABLE'],
    ['http://hooks.example.com/', 'NOT_HTTPS'],
    ['ftp://hooks.example.com/', 'NOT_HTTPS'],
    ['file:///etc/passwd', 'NOT_HTTPS'],
    ['https://user:pass@hooks.example.com/', 'CREDENTIALS'],
    ['https://hooks.example.com:22/', 'PORT'],
    ['https://hooks.example.com:80/', 'PORT'],
    ['https://localhost/', 'NOT_PUBLIC'],
    ['https://intranet/', 'NOT_PUBLIC'],
    ['https://db.internal/', 'NOT_PUBLIC'],
    ['https://printer.local/', 'NOT_PUBLIC'],
    ['https://127.0.0.1/', 'NOT_PUBLIC'],
    ['https://127.1/', 'NOT_PUBLIC'],
    ['https://0x7f000001/', 'NOT_PUBLIC'],
    ['https://2130706433/', 'NOT_PUBLIC'],
    ['https://0177.0.0.1/', 'NOT_PUBLIC'],
    ['https://169.254.169.254/latest/meta-data', 'NOT_PUBLIC'],
    ['https://[::1]/', 'NOT_PUBLIC'],
    ['https://[::ffff:169.254.169.254]/', 'NOT_PUBLIC'],
    ['https://[fd00:ec2::254]/', 'NOT_PUBLIC'],
  ])('%s: %s', (url, fault) => expect(closed.addressFault(url)).toBe(fault));

  it('of this machine are taken in a demonstration only, by http too', () => {
    for (const url of ['http://127.0.0.1:8080/', 'http://localhost:8080/', 'https://[::1]:8443/']) {
      expect([open.addressFault(url), closed.addressFault(url) !== undefined]).toEqual([undefined, true]);
    }
    expect(open.addressFault('http://10.0.0.1:8080/')).toBe('NOT_HTTPS');
    expect(open.addressFault('https://10.0.0.1:8080/')).toBe('NOT_PUBLIC');
  });
});
