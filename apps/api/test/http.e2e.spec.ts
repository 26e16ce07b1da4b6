import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { serverAudits } from 'graphql-http';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getIntrospectionQuery, parse, print } from 'graphql';
import type { InjectOptions } from 'fastify';
import { LIMITS } from '../src/graphql/limits';
import { RunningApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await RunningApi.start({ roles: [] });
});
afterAll(() => api.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const inject = (options: InjectOptions) => api.app.inject(options as never);
const post = (payload: string, headers: Record<string, string> = JSON_TYPE) =>
  inject({ method: 'POST', url: '/graphql', headers, payload });

describe('GraphQL over HTTP', () => {
  it('passes every audit of graphql-http, without an error and without a warning', async () => {
    const url = `${await api.listening()}/graphql`;
    const audits = serverAudits({ url, fetchFn: fetch });
    expect(audits.length).toBeGreaterThan(50);
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    // A notice is about what a server MAY do; errors and warnings are about what it MUST and SHOULD.
    const faults = results.flatMap((result) =>
      result.status === 'error' || result.status === 'warn' ? [`${result.id} ${result.name}: ${result.reason}`] : [],
    );
    expect(faults).toEqual([]);
  });

  it('answers introspection', async () => {
    const { data, errors } = await api.send(getIntrospectionQuery());
    expect(errors).toEqual([]);
    expect(data?.['__schema'].types.length).toBeGreaterThan(100);
  });

  it('answers queries over GET, and refuses mutations there', async () => {
    const get = (query: string) =>
      inject({
        method: 'GET',
        url: `/graphql?query=${encodeURIComponent(query)}`,
        headers: { 'apollo-require-preflight': '1' },
      });
    const answer = await get('{ about { listings } }');
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.payload)).toEqual({ data: { about: { listings: 0 } } });
    const refused = await get('mutation { signOut(refreshToken: "x") }');
    expect(refused.statusCode).toBe(405);
    expect(refused.payload).not.toContain('"data"');
  });

  it.each([
    ['malformed JSON', '{"query": "{ about { listings } }"'],
    ['nothing', ''],
    ['a number', '1'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no query', '{}'],
    ['a query that is no text', '{"query": 1}'],
    ['variables that are no object', '{"query": "{ about { listings } }", "variables": "x"}'],
    ['a prototype in the body', '{"query": "{ about { listings } }", "__proto__": {"x": 1}}'],
  ])('answers %s as a fault of the caller', async (_what, payload) => {
    const answer = await post(payload);
    expect(String(answer.statusCode)).toMatch(/^4\d\d$/);
    expect(answer.payload).toMatch(/\w/);
    expect(answer.payload).not.toMatch(/node_modules|at \w+ \(/);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'refuses content of type %s, so that no foreign page can send it',
    async (type) => {
      const answer = await post('{"query":"{ about { listings } }"}', { 'content-type': type });
      expect(String(answer.statusCode)).toMatch(/^4\d\d$/);
      expect(answer.payload).not.toContain('"data"');
    },
  );

  it('refuses a GET that a foreign page could send', async () => {
    const answer = await inject({ method: 'GET', url: '/graphql?query=%7B__typename%7D' });
    expect(answer.statusCode).toBe(400);
    expect(answer.payload).toContain('CSRF');
  });

  it('shares nothing with foreign pages', async () => {
    const answer = await inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('limits', () => {
  const refusedBy = async (query: string, words: RegExp) => {
    const answer = await api.send(query);
    expect([200, 400]).toContain(answer.status);
    expect(answer.data ?? null).toBeNull();
    const fitting = answer.errors.filter(({ message }) => words.test(message));
    expect([answer.text.slice(0, 500), fitting.length]).toEqual([expect.anything(), 1]);
    expect(fitting[0]?.extensions?.['code']).toMatch(/QUERY_TOO_LARGE|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED/);
    return fitting[0];
  };

  // The schema itself has no circle and ends at this depth, so what is deeper names fields that do not exist, too.
  const nested = (levels: number): string => (levels === 1 ? 'a' : `a { ${nested(levels - 1)} }`);

  it('of depth', async () => {
    await refusedBy(`{ ${nested(LIMITS.depth + 1)} }`, /depth of the query is 15; at most 14/);
    const atTheLimit = await api.send(`{ ${nested(LIMITS.depth)} }`);
    expect(atTheLimit.text).not.toContain('depth');
  });

  it('of depth, through fragments as well', async () => {
    const fragments = Array.from(
      { length: LIMITS.depth },
      (_, at) => `fragment f${at} on Query { a { ...f${at + 1} } }`,
    );
    const last = `fragment f${LIMITS.depth} on Query { a }`;
    await refusedBy(`{ ...f0 } ${fragments.join(' ')} ${last}`, /depth/);
  });

  it('of aliases, through fragments as well', async () => {
    const aliases = (count: number) => Array.from({ length: count }, (_, at) => `a${at}: __typename`).join(' ');
    await refusedBy(`{ ${aliases(LIMITS.aliases + 1)} }`, /aliases/);
    await refusedBy(
      `{ ...f viewer { ...g } } fragment f on Query { ${aliases(16)} } fragment g on Viewer { ${aliases(16)} }`,
      /aliases/,
    );
    expect((await api.send(`{ ${aliases(LIMITS.aliases)} }`)).errors).toEqual([]);
  });

  it('of fields, when fragments double them at every step', async () => {
    const steps = 60;
    const fragments = Array.from(
      { length: steps },
      (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`,
    );
    const from = performance.now();
    await refusedBy(`{ ...f0 } ${fragments.join(' ')} fragment f${steps} on Query { __typename }`, /number of fields/);
    expect(performance.now() - from).toBeLessThan(3_000);
  });

  it('of directives', async () => {
    await refusedBy(`{ ${'__typename @include(if: true) '.repeat(LIMITS.directives + 1)} }`, /directives/);
  });

  it('of tokens', async () => {
    await refusedBy(`{ ${'__typename '.repeat(LIMITS.tokens)} }`, /token/i);
  });

  it('of cost, by the rows that are asked for', async () => {
    const query = (first: string) =>
      `listings(first: ${first}) { edges { node { content { facts { says metric { code label } parameter { code label } } } completeness { missing { why metric { code label } units or { code label } } } supplier { honours { number checked issuedOn scheme { code label } } region { code label } } } } }`;
    const twice = (first: string) => `a: ${query(first)} b: ${query(first)} c: ${query(first)} d: ${query(first)}`;
    const refusal = await refusedBy(`{ ${twice('100')} }`, /too large/);
    expect(refusal?.extensions?.['code']).toBe('QUERY_TOO_LARGE');
    const byVariable = await api.send(`query q($n: Int!) { ${twice('$n')} }`, { n: 100 });
    expect(byVariable.errors[0]?.extensions?.['code']).toBe('QUERY_TOO_LARGE');
    const small = await api.send(`query q($n: Int!) { ${twice('$n')} }`, { n: 2 });
    expect(small.errors).toEqual([]);
  });

  it('of cost, by how often the market would be checked', async () => {
    await refusedBy('{ tenders(first: 100) { edges { node { lots { preview { fits } } } } } }', /too large/);
    const one = await api.send('{ tenders(first: 1) { edges { node { lots { preview { fits } } } } } }');
    expect(one.errors).toEqual([]);
  });

  it('of cost, by needs that were saved, however little the request says of them', async () => {
    const hits = (count: number) =>
      `{ ${Array.from({ length: count }, (_, at) => `h${at}: savedSearchHits(id: "x", first: 1) { __typename }`).join(' ')} }`;
    await refusedBy(hits(5), /too large/);
    expect((await api.send(hits(2))).errors[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  it('of cost, by how many long texts would be read', async () => {
    const reading = (count: number) =>
      `{ ${Array.from({ length: count }, (_, at) => `r${at}: recogniseNeed(text: "COD 30 mg/L") { unread { text } }`).join(' ')} }`;
    await refusedBy(reading(3), /too large/);
    expect((await api.send(reading(2))).errors).toEqual([]);
  });

  it('of batches: there are none', async () => {
    const answer = await post('[{"query":"{ __typename }"},{"query":"{ __typename }"}]');
    expect(answer.statusCode).toBe(400);
  });

  it('of the size of a body', async () => {
    const answer = await post(JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1_000_001)}` }));
    expect(answer.statusCode).toBe(413);
  });

  it('survives a circle of fragments and a query nested beyond any parser', async () => {
    await refusedBy('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }', /itself|fragment/i);
    await refusedBy(`${'{ a '.repeat(3_000)}${'}'.repeat(3_000)}`, /token/i);
    await refusedBy(`${'{ a '.repeat(1_300)}${'}'.repeat(1_300)}`, /depth/);
  });

  it('of pages: at least one row, at most a hundred, and only cursors of the list', async () => {
    const none = await api.send('{ listings(first: 0) { totalCount } }');
    expect(none.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    const foreign = await api.send('{ listings(after: "bm90IGEgY3Vyc29y") { totalCount } }');
    expect(foreign.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
    const huge = await api.send('{ listings(first: 2147483647) { totalCount pageInfo { hasNextPage } } }');
    expect(huge.errors).toEqual([]);
  });

  it('refuses variables that do not fit, before anything is done', async () => {
    const query = 'query q($n: Int!) { listings(first: $n) { totalCount } }';
    for (const n of ['x', null, 1.5, 1e12, {}]) {
      const answer = await api.send(query, { n });
      expect([200, 400]).toContain(answer.status);
      expect(answer.errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    }
  });

  it.each([
    [
      'names that there are none of',
      Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`requirement${at}`, 1])),
    ],
    ['things that lack all they need', { requirements: Array.from({ length: 200_000 }, () => ({})) }],
    [
      'words that are none of the choices',
      { weights: Array.from({ length: 20_000 }, () => ({ term: 'X', weight: 1 })) },
    ],
  ])('of faults of variables, each of which repeats all of it: %s', async (_what, need) => {
    const query = 'query q($need: NeedInput!) { previewMatches(need: $need) { __typename } }';
    const { user } = process.cpuUsage();
    const answer = await api.send(query, { need: { domain: 'water', ...need } });
    // Told of one by one they take seconds, or all the memory there is.
    expect((process.cpuUsage().user - user) / 1_000).toBeLessThan(1_500);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(answer.errors[0]?.message).toMatch(/more than 10 faults in the variables/);
    expect(answer.text.length).toBeLessThan(30_000);
  });

  it('of what a fault repeats of the request', async () => {
    const need = {
      domain: 'water',
      ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`x${at}`.padEnd(90_000), 1])),
    };
    const answer = await api.send('query q($need: NeedInput!) { previewMatches(need: $need) { __typename } }', {
      need,
    });
    expect(answer.errors).toHaveLength(9);
    expect(answer.text.length).toBeLessThan(120_000);
  });
});

describe('languages', () => {
  const messageIn = async (language: string | undefined) => {
    const answer = await post(
      JSON.stringify({
        // Of an address of its own: many wrong passwords at one would lock it, though nobody has it.
        query: `mutation { signIn(email: "${randomUUID()}@example.com", password: "x") { ... on Refusal { message } } }`,
      }),
      { ...JSON_TYPE, ...(language === undefined ? {} : { 'accept-language': language }) },
    );
    return JSON.parse(answer.payload).data.signIn.message as string;
  };

  it.each([
    ['en', 'wrong'],
    ['en-GB,en;q=0.9', 'wrong'],
    ['fr, en;q=0.5, zh;q=0.3', 'wrong'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '不正确'],
    ['en;q=0, zh', '不正确'],
    [undefined, '不正确'],
    ['fr', '不正确'],
    [';;q=,,,=', '不正确'],
  ])('answers %s', async (language, words) => {
    expect(await messageIn(language)).toContain(words);
  });

  it('takes the language of the member when the client names none', async () => {
    const { token } = await api.person('SUPPLIER', 'OWNER');
    const answer = await post(JSON.stringify({ query: '{ deadJobs { id } }' }), {
      ...JSON_TYPE,
      authorization: `Bearer ${token}`,
    });
    expect(answer.payload).toContain('角色');
  });
});

describe('the way there', () => {
  it('gives every answer an id, the caller own when it has the form of one', async () => {
    const idFor = async (given?: string) =>
      (
        await inject({
          method: 'GET',
          url: '/health/live',
          headers: given === undefined ? {} : { 'x-request-id': given },
        })
      ).headers['x-request-id'];
    expect(await idFor('abc-123_X')).toBe('abc-123_X');
    for (const hostile of [undefined, '', 'a b', 'x"}{"level":60', 'a\tb', 'é', 'x'.repeat(65), '../../etc']) {
      expect(await idFor(hostile)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });

  it('waits half a minute for a request that comes drop by drop', () => {
    const { requestTimeout, headersTimeout } = api.app.getHttpServer();
    // Node takes the longer of the two for the whole request.
    expect([requestTimeout, headersTimeout < requestTimeout]).toEqual([30_000, true]);
  });

  it('is live and ready, and names every part', async () => {
    const live = await inject({ method: 'GET', url: '/health/live' });
    expect([live.statusCode, live.headers['cache-control']]).toEqual([200, 'no-store']);
    const ready = await inject({ method: 'GET', url: '/health/ready' });
    expect(ready.statusCode).toBe(200);
    const { status, parts } = JSON.parse(ready.payload);
    expect(status).toBe('ok');
    expect(Object.keys(parts).sort()).toEqual(['database', 'mail', 'market', 'queue', 'search', 'threads', 'workers']);
    expect(parts.market).toMatchObject({ ok: true, detail: { state: 'READY', position: 0, lag: 0, offers: 0 } });
  });

  it('sends the headers that keep a browser safe', async () => {
    for (const url of ['/', '/health/live', '/nothing.js']) {
      const { headers } = await inject({ method: 'GET', url });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
        'content-security-policy': expect.stringContaining("default-src 'self'"),
      });
      expect(headers['content-security-policy']).not.toContain('unsafe-eval');
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('serves the schema as text', async () => {
    const answer = await inject({ method: 'GET', url: '/schema.graphql' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(print(parse(answer.payload))).toContain('type Query');
    // It takes a twentieth of a second, so many who ask are not to have it printed each.
    const printing = jest.spyOn(api.app.get(GraphQLSchemaHost).schema, 'toConfig');
    expect((await inject({ method: 'GET', url: '/schema.graphql' })).payload).toBe(answer.payload);
    expect(printing).not.toHaveBeenCalled();
    printing.mockRestore();
  });

  it('serves the pages, or says that they are being built', async () => {
    for (const [url, drawn] of [
      ['/', 200],
      ['/tenders?x=1', 200],
      // A page says itself that what it is about does not exist.
      ['/tenders/some-id?x=1', 404],
      ['/%E7%8E%AF', 404],
    ] as const) {
      const page = await inject({ method: 'GET', url });
      expect([drawn, 503]).toContain(page.statusCode);
    }
    expect((await inject({ method: 'GET', url: '/assets/none.js' })).statusCode).toBe(404);
    expect((await inject({ method: 'POST', url: '/' })).statusCode).toBe(404);
  });

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%5c..%5c..%5cpackage.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '//etc/passwd',
    '/.git/config',
    '/.env',
    '/%00.html',
    '/%',
    '/%c0%ae%c0%ae/package.json',
    '/etc/passwd.txt',
  ])('gives nothing away for %s', async (path) => {
    const origin = new URL(await api.listening());
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      // fetch would resolve the dots before they are sent.
      const request = httpRequest({ host: origin.hostname, port: origin.port, path }, (response) => {
        let body = '';
        response.on('data', (chunk) => (body += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      request.on('error', reject).end();
    });
    expect([200, 400, 404, 503]).toContain(answer.status);
    expect(answer.body).not.toMatch(/root:|"name": "huanpei"|\[core\]/);
    if (answer.status === 200) expect(answer.body).toContain('<div id="root">');
  });
});
