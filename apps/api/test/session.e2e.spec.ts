import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Work } from '@huanpei/app';
import { REPEAT_GRACE_MS } from '@huanpei/domain';
import { eventually } from '@huanpei/testing';
import { createClient } from 'graphql-ws';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { Browser, OWN_PAGE } from './browser';
import { PASSWORD, RunningApi, type Person } from './running-api';

const CROSS_SITE = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
const FOREIGN_ORIGIN = { origin: 'https://evil.example' };

let api: RunningApi;
beforeAll(async () => {
  // A demonstration, so that https decides of `Secure`; without its data.
  api = await RunningApi.start({ roles: [], demo: true, data: false });
});
afterAll(() => api.stop());

async function signedIn(person?: Person): Promise<Browser & { person: Person }> {
  const who = person ?? (await api.person('BUYER', 'OWNER'));
  const browser = new Browser(api);
  expect((await browser.signIn(who.email, PASSWORD)).status).toBe(200);
  return Object.assign(browser, { person: who });
}

const codeIn = (text: string): unknown => (JSON.parse(text) as { code?: unknown }).code;
const graphqlCode = (text: string): unknown =>
  (JSON.parse(text) as { errors?: { extensions: { code: unknown; reason?: unknown } }[] }).errors?.[0]?.extensions;

describe('a session of a browser', () => {
  it('begins with three cookies, and nothing that a script can read is secret', async () => {
    const { email, memberId } = await api.person('BUYER', 'OWNER');
    const browser = new Browser(api);
    const answer = await browser.signIn(` ${email.toUpperCase()} `, PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { accessExpiresAt } = JSON.parse(answer.text) as { accessExpiresAt: string };
    // The whole of what the page is told.
    expect(JSON.parse(answer.text)).toEqual({ accessExpiresAt });
    const [access, refresh, session] = answer.set;
    expect(access).toMatchObject({ name: 'huanpei_access', path: '/', httpOnly: true, sameSite: 'lax' });
    expect(refresh).toMatchObject({ name: 'huanpei_refresh', path: '/session', httpOnly: true, sameSite: 'strict' });
    expect(session).toMatchObject({ name: 'huanpei_session', path: '/', sameSite: 'lax' });
    expect(session?.httpOnly).toBeUndefined();
    expect(session?.value).toBe(String(Math.floor(Date.parse(accessExpiresAt) / 1000)));
    expect(answer.set).toHaveLength(3);
    for (const { domain, secure } of answer.set) expect([domain, secure]).toEqual([undefined, undefined]);
    const [quarter, fortnight] = [15 * 60, 14 * 24 * 3600];
    expect(access?.maxAge).toBeGreaterThan(quarter - 60);
    expect(access?.maxAge).toBeLessThanOrEqual(quarter);
    for (const one of [refresh, session]) {
      expect(one?.maxAge).toBeGreaterThan(fortnight - 60);
      expect(one?.maxAge).toBeLessThanOrEqual(fortnight);
    }
    expect(await browser.whoIs()).toBe(memberId);
    // The refresh token goes nowhere but to the routes of sessions.
    expect(browser.cookies('/graphql')).not.toContain('huanpei_refresh');
    expect(browser.cookies('/sessions')).not.toContain('huanpei_refresh');
    expect(browser.cookies('/session/refresh')).toContain('huanpei_refresh');
  });

  it('goes on by refreshing, with other tokens', async () => {
    const browser = await signedIn();
    const before = browser.copy();
    const answer = await browser.refresh();
    expect(answer.status).toBe(200);
    expect(Object.keys(JSON.parse(answer.text) as object)).toEqual(['accessExpiresAt']);
    for (const name of ['huanpei_refresh']) expect(browser.jar.get(name)?.value).not.toBe(before.jar.get(name)?.value);
    expect(await browser.whoIs()).toBe(browser.person.memberId);
    expect((await browser.refresh()).status).toBe(200);
  });

  it('goes on in all tabs that refresh at the same moment', async () => {
    const browser = await signedIn();
    const tabs = Array.from({ length: 6 }, () => browser.copy());
    const answers = await Promise.all(tabs.map((tab) => tab.refresh()));
    expect(answers.map(({ status }) => status)).toEqual(tabs.map(() => 200));
    // They share one jar: whichever answer is the last to arrive, the token in it is good.
    expect(new Set(tabs.map((tab) => tab.jar.get('huanpei_refresh')?.value)).size).toBe(1);
    for (const tab of tabs) expect(await tab.whoIs()).toBe(browser.person.memberId);
    expect((await tabs[3]!.refresh()).status).toBe(200);
  });

  it('goes on where the answer to a refresh was lost', async () => {
    const browser = await signedIn();
    await browser.copy().refresh();
    api.clock.advance(REPEAT_GRACE_MS - 5_000);
    expect((await browser.refresh()).status).toBe(200);
    expect((await browser.refresh()).status).toBe(200);
    expect(await browser.whoIs()).toBe(browser.person.memberId);
  });

  it('ends for both when a traded token comes back after the grace', async () => {
    const browser = await signedIn();
    const thief = browser.copy();
    expect((await browser.refresh()).status).toBe(200);
    api.clock.advance(REPEAT_GRACE_MS);
    const answer = await thief.refresh();
    expect([answer.status, codeIn(answer.text)]).toEqual([401, 'SESSION_EXPIRED']);
    expect(thief.jar.size).toBe(0);
    expect(await browser.whoIs()).toBeNull();
    expect((await browser.refresh()).status).toBe(401);
  });

  it('ends when a token comes back whose successor was traded too, also within the grace', async () => {
    const browser = await signedIn();
    const thief = browser.copy();
    await browser.refresh();
    await browser.refresh();
    expect((await thief.refresh()).status).toBe(401);
    expect(await browser.whoIs()).toBeNull();
  });

  it('finds a thief out who copied a token within the grace', async () => {
    const browser = await signedIn();
    const thief = browser.copy();
    await browser.refresh();
    expect((await thief.refresh()).status).toBe(200);
    api.clock.advance(10 * 60_000);
    expect((await thief.refresh()).status).toBe(200);
    api.clock.advance(REPEAT_GRACE_MS);
    expect((await browser.refresh()).status).toBe(401);
    expect(await thief.whoIs()).toBeNull();
  });

  it('has no grace where the token is traded as JSON', async () => {
    const browser = await signedIn();
    const refreshToken = browser.jar.get('huanpei_refresh')?.value;
    await browser.refresh();
    const traded = await api.do(
      'mutation m($t: String!) { refreshSession(refreshToken: $t) { ... on Refusal { code } } }',
      {
        t: refreshToken,
      },
    );
    expect(traded).toEqual({ code: 'SESSION_EXPIRED' });
    expect(await browser.whoIs()).toBeNull();
  });

  it('ends at sign-out, whose cookies are forgotten; doing it again is no fault', async () => {
    const browser = await signedIn();
    const copied = browser.copy();
    const answer = await browser.request('DELETE', '/session');
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.set.map(({ name, value, maxAge, path }) => [name, value, maxAge, path])).toEqual([
      ['huanpei_access', '', 0, '/'],
      ['huanpei_refresh', '', 0, '/session'],
      ['huanpei_session', '', 0, '/'],
    ]);
    expect(await copied.whoIs()).toBeNull();
    expect((await copied.refresh()).status).toBe(401);
    expect((await browser.request('DELETE', '/session')).status).toBe(204);
  });

  it('ends everywhere when the password changes, and when the member is deactivated', async () => {
    const browser = await signedIn();
    const elsewhere = await signedIn(browser.person);
    const query = `mutation { changePassword(current: "${PASSWORD}", next: "quite another password 2") { __typename } }`;
    const { text } = await browser.request('POST', '/graphql', { json: { query } });
    expect(text).toContain('"Done"');
    for (const one of [browser, elsewhere]) {
      expect(await one.whoIs()).toBeNull();
      expect((await one.refresh()).status).toBe(401);
    }
    const owner = await signedIn();
    const colleague = await api.person('BUYER', 'EDITOR', { organisationId: owner.person.organisationId });
    const leaving = await signedIn(colleague);
    const deactivate = `mutation { deactivateMember(id: "${colleague.memberId}") { __typename } }`;
    await owner.request('POST', '/graphql', { json: { query: deactivate } });
    expect(await leaving.whoIs()).toBeNull();
    expect((await leaving.refresh()).status).toBe(401);
    expect(await owner.whoIs()).toBe(owner.person.memberId);
  });

  it('keeps no token where it could be read', async () => {
    const browser = await signedIn();
    const first = browser.jar.get('huanpei_refresh')?.value;
    await browser.refresh();
    const tokens = [first, browser.jar.get('huanpei_refresh')?.value, browser.jar.get('huanpei_access')?.value];
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    try {
      const { rows } = await client.query(`select string_agg(s::text, ' ') as all from session s`);
      for (const secret of tokens) expect(rows[0].all).not.toContain(secret);
    } finally {
      await client.end();
    }
    for (const secret of tokens) expect(api.hasLogged(String(secret))).toBe(false);
  });

  it('counts for less than a token that was sent, and holds no API key', async () => {
    const browser = await signedIn();
    const other = await api.person('SUPPLIER', 'OWNER');
    expect(await browser.whoIs({ ...OWN_PAGE, authorization: `Bearer ${other.token}` })).toBe(other.memberId);
    expect(await browser.whoIs({ ...OWN_PAGE, authorization: 'Bearer wrong' })).toBeNull();
    // A password of the proxy in front is not for us.
    expect(await browser.whoIs({ ...OWN_PAGE, authorization: 'Basic eDp5' })).toBe(browser.person.memberId);
    const made = await api.do(
      'mutation { createApiKey(key: { name: "x", scopes: [LISTINGS_READ] }) { ... on IssuedApiKey { secret } ... on Refusal { message } } }',
      {},
      { as: other.token },
    );
    expect(made['secret']).toMatch(/^hp_/);
    const withKey = new Browser(api);
    withKey.jar.set('huanpei_access', { name: 'huanpei_access', value: String(made['secret']) });
    const { text } = await withKey.request('POST', '/graphql', { json: { query: '{ viewer { member { id } } }' } });
    expect(JSON.parse(text)).toEqual({ data: { viewer: null } });
  });

  it.each([
    'huanpei_access',
    'huanpei_access=',
    'huanpei_access=x; huanpei_access=y',
    '%%%;;;=;',
    'huanpei_access="; a=b',
  ])('is that of a visitor where the cookies are %s', async (cookie) => {
    expect(await new Browser(api).whoIs({ ...OWN_PAGE, cookie })).toBeNull();
  });
});

describe('sign-in of a browser', () => {
  it('refuses in the language asked for, and locks as the mutation does', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    const browser = new Browser(api);
    const wrong = await browser.signIn(email, 'wrong', { ...OWN_PAGE, 'accept-language': 'zh-CN' });
    expect([wrong.status, JSON.parse(wrong.text)]).toEqual([
      401,
      { code: 'SIGN_IN_FAILED', message: '邮箱或密码不正确。' },
    ]);
    const nobody = await browser.signIn('nobody@example.com', 'wrong');
    expect(JSON.parse(nobody.text)).toEqual({
      code: 'SIGN_IN_FAILED',
      message: 'The e-mail address or the password is wrong.',
    });
    for (let n = 2; n <= 5; n += 1) await browser.signIn(email, 'wrong');
    const locked = await browser.signIn(email, PASSWORD);
    expect([locked.status, codeIn(locked.text)]).toEqual([429, 'LOCKED_OUT']);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(800);
    expect(browser.jar.size).toBe(0);
    const byMutation = await api.do(
      'mutation m($email: String!, $password: String!) { signIn(email: $email, password: $password) { ... on Refusal { code } } }',
      { email, password: PASSWORD },
    );
    expect(byMutation).toEqual({ code: 'LOCKED_OUT' });
  });

  it.each([
    ['no object', '7'],
    ['null', 'null'],
    ['broken JSON', '{"email": '],
    ['no password', '{"email": "a@example.com"}'],
    ['a password that is no text', '{"email": "a@example.com", "password": {"$ne": 1}}'],
    ['far too much', JSON.stringify({ email: 'a@example.com', password: 'x'.repeat(20_000) })],
  ])('takes %s for a fault of the caller', async (_what, payload) => {
    const { status, text, set } = await new Browser(api).request('POST', '/session', {
      payload: Buffer.from(payload),
      headers: { ...OWN_PAGE, 'content-type': 'application/json' },
    });
    expect([400, 413]).toContain(status);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(expect.arrayContaining(['code', 'message']));
    expect(set).toEqual([]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'takes no %s, which a form of another page could send',
    async (type) => {
      const { email } = await api.person('BUYER', 'OWNER');
      const { status, set } = await new Browser(api).request('POST', '/session', {
        payload: Buffer.from(JSON.stringify({ email, password: PASSWORD })),
        headers: { 'content-type': type },
      });
      expect([status, set]).toEqual([415, []]);
    },
  );

  it('says Secure where the browser came by https', async () => {
    const proxied = await RunningApi.start({ roles: [], demo: true, data: false, settings: { trustedProxies: 1 } });
    const production = await RunningApi.start({ roles: [] });
    try {
      const secureOf = async (of: RunningApi, headers: Record<string, string>) => {
        const { email } = await of.person('BUYER', 'OWNER');
        const browser = new Browser(of);
        const [first, ended] = [
          await browser.signIn(email, PASSWORD, { ...OWN_PAGE, ...headers }),
          await browser.request('DELETE', '/session', { headers: { ...OWN_PAGE, ...headers } }),
        ];
        return [...first.set, ...ended.set].map(({ secure }) => secure ?? false);
      };
      expect(await secureOf(proxied, { 'x-forwarded-proto': 'https' })).toEqual(Array(6).fill(true));
      expect(await secureOf(proxied, { 'x-forwarded-proto': 'http' })).toEqual(Array(6).fill(false));
      expect(await secureOf(api, { 'x-forwarded-proto': 'https' })).toEqual(Array(6).fill(false));
      expect(await secureOf(production, {})).toEqual(Array(6).fill(true));
    } finally {
      await proxied.stop();
      await production.stop();
    }
  }, 60_000);

  it('is counted against the address, as everything of visitors is', async () => {
    const few = await RunningApi.start({ roles: [], settings: { ratePerAddress: 3 } });
    try {
      const browser = new Browser(few);
      const statuses = [];
      const from = performance.now();
      for (let n = 0; n < 4; n += 1) statuses.push((await browser.signIn('nobody@example.com', 'wrong')).status);
      expect(statuses).toEqual([401, 401, 401, 429]);
      const limited = await browser.signIn('nobody@example.com', 'wrong');
      expect(codeIn(limited.text)).toBe('RATE_LIMITED');
      // Twenty seconds from the first of them, less what they took.
      const after = Number(limited.headers['retry-after']);
      expect(after).toBeLessThanOrEqual(20);
      expect(after).toBeGreaterThanOrEqual(20 - (performance.now() - from) / 1_000);
    } finally {
      await few.stop();
    }
  }, 60_000);
});

describe('pages of others', () => {
  it.each([
    ['cross-site', CROSS_SITE],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['of a foreign origin', FOREIGN_ORIGIN],
    ['of no origin', { origin: 'null' }],
    ['that say nothing', {}],
  ])('%s get nothing out of the cookie', async (_which, headers) => {
    const browser = await signedIn();
    const mutation = { json: { query: 'mutation { markNotificationsRead }' }, headers };
    const posted = await browser.request('POST', '/graphql', mutation);
    expect([posted.status, graphqlCode(posted.text)]).toEqual([403, { code: 'FORBIDDEN', reason: 'FOREIGN_PAGE' }]);
    const uploaded = await browser.request('POST', '/imports?kind=LISTINGS', {
      payload: Buffer.from('id,name\n'),
      headers: { ...headers, 'content-type': 'text/csv' },
    });
    expect([uploaded.status, codeIn(uploaded.text)]).toEqual([403, 'FORBIDDEN']);
    for (const [method, url] of [
      ['POST', '/session/refresh'],
      ['DELETE', '/session'],
    ] as const) {
      const answer = await browser.request(method, url, { headers });
      expect([url, answer.status, codeIn(answer.text), answer.set]).toEqual([url, 403, 'FORBIDDEN', []]);
    }
    // Nothing came of any of it.
    expect(await browser.whoIs()).toBe(browser.person.memberId);
  });

  it.each([CROSS_SITE, FOREIGN_ORIGIN])('read nothing with it: %j', async (headers) => {
    const browser = await signedIn();
    const answer = await browser.request('GET', '/exports/tenders', { headers });
    expect(answer.status).toBe(403);
    const preflighted = { ...headers, 'apollo-require-preflight': '1' };
    const got = await browser.request('GET', '/graphql?query=%7Bviewer%7B__typename%7D%7D', { headers: preflighted });
    expect(got.status).toBe(403);
  });

  it('sign nobody in', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    for (const headers of [CROSS_SITE, FOREIGN_ORIGIN]) {
      const answer = await new Browser(api).signIn(email, PASSWORD, headers);
      expect([answer.status, answer.set]).toEqual([403, []]);
      expect((JSON.parse(answer.text) as { message: string }).message).toMatch(/page of another site/);
    }
  });

  it('ask with a token or as visitors as before', async () => {
    const { token, memberId } = await api.person('BUYER', 'OWNER');
    const browser = await signedIn();
    expect(await browser.whoIs({ ...CROSS_SITE, authorization: `Bearer ${token}` })).toBe(memberId);
    expect(await new Browser(api).whoIs(CROSS_SITE)).toBeNull();
  });

  it('are told apart by the origin where the browser says no more', async () => {
    const browser = await signedIn();
    expect(await browser.whoIs({ host: 'huanpei.example', origin: 'http://huanpei.example' })).toBe(
      browser.person.memberId,
    );
    const download = await browser.request('GET', '/exports/tenders?format=csv&sheet=TENDERS', { headers: {} });
    expect(download.status).toBe(200);
  });
});

describe('the socket of subscriptions', () => {
  const open = async (headers: Record<string, string>): Promise<number> => {
    const { host } = new URL(await api.listening());
    const socket = new WebSocket(`ws://${host}/graphql`, 'graphql-transport-ws', { headers });
    try {
      return await Promise.race([
        once(socket, 'open').then(() => 101),
        once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode),
      ]);
    } finally {
      socket.terminate();
    }
  };

  it('opens with the cookie for pages of ours alone', async () => {
    const browser = await signedIn();
    const cookie = browser.cookies('/graphql');
    const origin = await api.listening();
    expect(await open({ cookie, origin })).toBe(101);
    expect(await open({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await open({ cookie })).toBe(403);
    expect(await open({ cookie, 'sec-fetch-site': 'cross-site', origin })).toBe(403);
    expect(await open({ origin: 'https://evil.example' })).toBe(101);
  });

  it('hears what is for the member, and nothing more once the session has ended', async () => {
    const browser = await signedIn(await api.person('SUPPLIER', 'OWNER'));
    const { organisationId } = browser.person;
    const origin = await api.listening();
    const headers = { cookie: browser.cookies('/graphql'), origin };
    class FromPage extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers });
      }
    }
    const url = `${origin.replace('http', 'ws')}/graphql`;
    const client = createClient({ url, webSocketImpl: FromPage, retryAttempts: 0 });
    const heard: unknown[] = [];
    const opened = new Promise((resolve) => client.on('connected', resolve));
    client.subscribe(
      { query: 'subscription { notificationReceived { id } }' },
      { next: ({ data }) => heard.push(data), error: (fault) => heard.push(fault), complete: () => undefined },
    );
    await opened;
    await new Promise((resolve) => setTimeout(resolve, 200));
    const first = await tell(organisationId, 1);
    await eventually(async () => expect(heard).toEqual([{ notificationReceived: { id: first } }]));
    await browser.request('DELETE', '/session');
    const other = await api.subscribe('subscription { notificationReceived { id } }', { as: browser.person.token });
    await tell(organisationId, 2);
    await eventually(async () => expect(other.heard).toHaveLength(1));
    expect(heard).toHaveLength(1);
    await client.dispose();
  });

  async function tell(organisationId: string, revision: number): Promise<string> {
    const id = randomUUID();
    const told = await api.app.get(Work).run((tx) =>
      tx.notifications.add([
        {
          id,
          organisationId,
          kind: 'ORGANISATION_VERIFIED',
          tenderId: null,
          listingId: null,
          revision,
          matches: [],
          reason: null,
          createdAt: new Date(),
          readAt: null,
        },
      ]),
    );
    expect(told).toHaveLength(1);
    return id;
  }
});
