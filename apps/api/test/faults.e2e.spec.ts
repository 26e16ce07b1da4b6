import { Reads } from '@huanpei/app';
import { eventually } from '@huanpei/testing';
import { Client } from 'pg';
import { RunningApi } from './running-api';

const SECRET = 'ECONNREFUSED 10.0.0.7:5432 password=hunter2';

describe('a fault of ours', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await RunningApi.start({ roles: [] });
  });
  afterAll(() => api.stop());
  afterEach(() => {
    jest.restoreAllMocks();
    api.logged.length = 0;
  });

  const ID = 'spec-correlation-1';
  const asked = { headers: { 'x-request-id': ID } };

  it('in a resolver is told by its id alone; the log has the rest', async () => {
    jest.spyOn(api.app.get(Reads), 'figures').mockRejectedValue(new Error(SECRET));
    const answer = await api.send('query broken { about { listings } }', {}, asked);
    expect(answer.status).toBeLessThanOrEqual(500);
    expect(answer.errors).toEqual([
      {
        message: expect.stringContaining(ID),
        path: ['about'],
        locations: expect.anything(),
        extensions: { code: 'INTERNAL', correlationId: ID },
      },
    ]);
    expect(answer.headers['x-request-id']).toBe(ID);
    expect(answer.text).not.toMatch(/hunter2|ECONN|node_modules|\.ts/);
    expect(api.hasLogged('operation failed', ID, 'hunter2', 'broken')).toBe(true);
  });

  it('before the operation, when nobody can be looked up, is told the same way', async () => {
    const { token } = await api.person('BUYER', 'OWNER');
    jest.spyOn(api.app.get(Reads), 'member').mockRejectedValue(new Error(SECRET));
    const answer = await api.send('{ about { listings } }', {}, { ...asked, as: token });
    expect(answer.errors).toEqual([
      { message: expect.stringContaining(ID), extensions: { code: 'INTERNAL', correlationId: ID } },
    ]);
    expect(answer.text).not.toMatch(/hunter2|ECONN|Context creation|node_modules/);
    expect(api.hasLogged('context failed', ID, 'hunter2')).toBe(true);
  });

  it('on a socket is told the same way', async () => {
    const supplier = await api.person('SUPPLIER', 'OWNER');
    const moderator = await api.person('OPERATOR', 'MODERATOR');
    const { heard } = await api.subscribe('subscription s { notificationReceived { kind listing { id } says } }', {
      as: supplier.token,
    });
    jest.spyOn(api.app.get(Reads), 'organisationsByIds').mockRejectedValue(new Error(SECRET));
    const { heard: broken } = await api.subscribe(
      'subscription s { notificationReceived { kind tender { id } listing { id } says matches { score } } }',
      { as: supplier.token },
    );
    const content = {
      name: { zh: '设备' },
      domain: 'water',
      technologies: ['water.mun.mbr'],
      facts: [],
    };
    const { id } = await api.do(
      'mutation m($content: ListingContentInput!) { createListing(content: $content) { ... on Listing { id } } }',
      { content },
      { as: supplier.token },
    );
    await api.do('mutation m($id: ID!) { submitListing(id: $id) { __typename } }', { id }, { as: supplier.token });
    jest.spyOn(api.app.get(Reads), 'listingsByIds').mockRejectedValue(new Error(SECRET));
    await api.do(
      'mutation m($id: ID!) { reviewListing(id: $id, revision: 1, decision: REJECT, reason: "不符") { __typename } }',
      { id },
      { as: moderator.token },
    );
    await eventually(() => heard.length > 0 && broken.length > 0);
    expect(heard[0]?.errors?.[0]).toMatchObject({
      extensions: { code: 'INTERNAL', correlationId: expect.any(String) },
    });
    expect(JSON.stringify([heard, broken])).not.toMatch(/hunter2|ECONN|node_modules/);
    expect(api.hasLogged('operation failed', 'hunter2')).toBe(true);
  });

  it('is none when the caller is at fault: nothing is logged', async () => {
    await api.send('{ nope }');
    await api.send('{');
    await api.send('{ listing(id: 1.5) { id } }');
    await api.send('mutation { signIn(email: "x", password: "y") { __typename } }');
    expect(api.logged).toEqual([]);
  });
});

describe('subscriptions', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await RunningApi.start({ roles: [] });
  });
  afterAll(() => api.stop());

  it.each([
    ['a query', '{ about { listings } }', 'BAD_REQUEST'],
    ['a mutation', 'mutation { signOut(refreshToken: "x") }', 'BAD_REQUEST'],
    ['what cannot be parsed', 'subscription {', 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown field', 'subscription { nope }', 'GRAPHQL_VALIDATION_FAILED'],
    ['more text than is read', `subscription { ${'a '.repeat(5_000)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['a query that is too deep', `subscription { ${'a { '.repeat(20)} b ${'}'.repeat(21)}`, 'QUERY_TOO_LARGE'],
  ])('refuse %s on the socket', async (_what, query, code) => {
    const { ended, heard } = await api.subscribe(query);
    const faults = (await ended) as readonly { extensions?: { code?: string } }[];
    expect(faults.map(({ extensions }) => extensions?.code)).toContain(code);
    expect(heard).toEqual([]);
  });

  it('refuse a visitor, and a token that is none', async () => {
    for (const as of [undefined, 'x.y.z']) {
      const { heard } = await api.subscribe('subscription { notificationReceived { id } }', { as });
      await eventually(() => heard.length === 1);
      expect(heard[0]?.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    }
  });
});

describe('without its database', () => {
  it('says so where it is asked for readiness, stays alive, and comes back', async () => {
    const api = await RunningApi.start({ roles: [] });
    try {
      const readiness = async () => {
        const { statusCode, payload } = await api.app.inject({ method: 'GET', url: '/health/ready' });
        return { statusCode, ...JSON.parse(payload) };
      };
      // On a busy machine the market may still be on its way.
      await eventually(async () => (await readiness()).statusCode === 200, 15_000, 200);
      await withServer(api, async (server, name) => {
        await server.query(`alter database "${name}" with allow_connections false`);
        await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);

        const gone = await readiness();
        expect(gone).toMatchObject({
          statusCode: 503,
          status: 'unavailable',
          parts: { database: { ok: false }, workers: { ok: true } },
        });
        expect(JSON.stringify(gone)).not.toMatch(/postgres(ql)?:\/\/|password|\/tmp\//);
        expect((await api.app.inject({ method: 'GET', url: '/health/live' })).statusCode).toBe(200);
        const answer = await api.send('{ about { listings } }');
        expect(answer.errors[0]?.extensions).toEqual({ code: 'INTERNAL', correlationId: expect.any(String) });
        expect(answer.text).not.toMatch(/database|ECONN|connection|accepting/i);

        await server.query(`alter database "${name}" with allow_connections true`);
        await eventually(async () => (await readiness()).statusCode === 200, 15_000, 200);
        expect((await api.ask('{ about { listings } }'))['about']).toEqual({ listings: 0 });
      });
    } finally {
      await api.stop();
    }
  });
});

async function withServer(api: RunningApi, body: (client: Client, database: string) => Promise<void>): Promise<void> {
  const name = new Client({ connectionString: api.database.url }).database ?? '';
  const client = new Client({ connectionString: process.env['HUANPEI_TEST_DATABASE_URL'] });
  await client.connect();
  try {
    await body(client, name);
  } finally {
    await client.query(`alter database "${name}" with allow_connections true`);
    await client.end();
  }
}
