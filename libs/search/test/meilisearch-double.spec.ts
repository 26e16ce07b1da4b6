import { Fault } from './double/fault';
import { flattened, testOf, type Filter } from './double/filter';
import { distance, queryOf } from './double/text';
import { type MeilisearchDouble, startMeilisearchDouble } from './meilisearch-double';

describe('the filter grammar of the double', () => {
  const FILTERABLE = ['kind', 'size', 'tags', 'figures', 'none', 'empty'];
  const row = flattened({
    kind: 'Listing',
    size: 7,
    tags: ['red one', 'Blue'],
    figures: { outlet: { low: -1.5, high: 2 } },
    none: null,
    empty: '',
    hidden: 1,
  });
  const keeps = (filter: Filter) => testOf(filter, FILTERABLE, 'invalid_search_filter')(row);

  it.each<[Filter, boolean]>([
    ['kind = listing', true],
    ['kind != listing', false],
    [`tags = "red one" AND tags = 'blue'`, true],
    ['tags IN ["green", "red one",]', true],
    ['tags NOT IN [green]', true],
    ['tags IN []', false],
    ['size > 6 AND size <= 7 AND size >= 7', true],
    ['size < 7', false],
    ['size 7 TO 9', true],
    ['size = "7"', true],
    ['figures.outlet.low <= "-1.5" AND figures.outlet EXISTS', true],
    ['figures.inlet.low EXISTS', false],
    ['figures.inlet.low NOT EXISTS', true],
    ['NOT figures.inlet.low EXISTS', true],
    ['NOT NOT size = 7', true],
    ['size = 1 OR size = 7 AND kind = tender', false],
    ['(size = 1 OR size = 7) AND kind = listing', true],
    ['NOT (size = 1 OR kind = tender)', true],
    ['none IS NULL AND empty IS EMPTY AND kind IS NOT NULL', true],
    [`tags = "a \\"b\\" \\\\"`, false],
    ['', true],
    [['kind = listing', ['size = 1', 'size = 7']], true],
    [['kind = listing', ['size = 1', 'size = 2']], false],
    [[], true],
  ])('reads %j', (filter, kept) => {
    expect(keeps(filter)).toBe(kept);
  });

  it.each([
    'hidden = 1',
    'kind = ',
    'kind',
    'kind ~ listing',
    'size > big',
    '(size = 7',
    'size = 7)',
    'tags IN "x"',
    'tags IN [a b]',
    'kind = "open',
    'kind = AND',
    'size = 7 size = 7',
    '('.repeat(300),
  ])('refuses %s', (filter) => {
    expect(() => keeps(filter)).toThrow(Fault);
  });
});

describe('the words of the double', () => {
  it('take ten words, phrases and forbidden words apart, and the last as a beginning', () => {
    expect(queryOf('one "two three" -four fi', new Set(['one']))).toEqual({
      words: [{ word: 'fi', prefix: true }],
      phrases: [['two', 'three']],
      without: [['four']],
    });
    expect(queryOf('one ', new Set()).words).toEqual([{ word: 'one', prefix: false }]);
    expect(queryOf('a b c d e f g h i j k', new Set()).words).toHaveLength(10);
  });

  it('count neighbours that changed places once', () => {
    expect(distance('phnoe', 'phone', 2)).toBe(1);
    expect(distance('kitten', 'sitting', 2)).toBeGreaterThan(2);
    expect(distance('kitten', 'sitting', 3)).toBe(3);
  });
});

describe('the routes of the double', () => {
  let double: MeilisearchDouble;

  beforeAll(async () => {
    double = await startMeilisearchDouble();
  });
  afterAll(() => double.close());

  const ask = async (method: string, path: string, body?: unknown, key: string | null = double.key) => {
    const response = await fetch(`${double.url}${path}`, {
      method,
      headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  };

  it('ask for a key, and tell a missing one from a wrong one', async () => {
    expect(await ask('GET', '/health', undefined, null)).toMatchObject({ status: 200, body: { status: 'available' } });
    expect(await ask('GET', '/indexes', undefined, null)).toMatchObject({
      status: 401,
      body: { code: 'missing_authorization_header', type: 'auth' },
    });
    expect(await ask('GET', '/indexes', undefined, 'wrong')).toMatchObject({
      status: 403,
      body: { code: 'invalid_api_key', type: 'auth' },
    });
  });

  it('hold a key to its actions and indexes, and give it the same value again', async () => {
    const uid = '11111111-2222-4333-a444-555555555555';
    const wanted = { uid, actions: ['search', 'tasks.*'], indexes: ['own*'], expiresAt: null };
    const made = await ask('POST', '/keys', wanted);
    expect(made.status).toBe(201);
    expect(await ask('POST', '/keys', wanted)).toMatchObject({ status: 409, body: { code: 'api_key_already_exists' } });
    expect(await ask('POST', '/keys', { ...wanted, actions: ['fly'] })).toMatchObject({
      status: 400,
      body: { code: 'invalid_api_key_actions' },
    });
    const key = made.body['key'] as string;
    expect((await ask('GET', '/tasks', undefined, key)).status).toBe(200);
    expect((await ask('POST', '/indexes', { uid: 'own' }, key)).status).toBe(403);
    expect((await ask('POST', '/indexes/other/search', { q: '' }, key)).status).toBe(403);
    expect((await ask('POST', '/indexes/own/search', { q: '' }, key)).body['code']).toBe('index_not_found');
    expect((await ask('DELETE', `/keys/${uid}`)).status).toBe(204);
    expect((await ask('GET', '/tasks', undefined, key)).status).toBe(403);
  });

  it('accept a write at once and do it later, or fail it with a reason', async () => {
    double.pause();
    const accepted = await ask('POST', '/indexes/films/documents', [{ id: 1, name: 'Tar' }]);
    expect(accepted).toMatchObject({ status: 202, body: { status: 'enqueued', type: 'documentAdditionOrUpdate' } });
    const refusedSwap = await ask('POST', '/swap-indexes', [{ indexes: ['films', 'nowhere'] }]);
    const uid = accepted.body['taskUid'] as number;
    expect((await ask('GET', `/tasks?uids=${uid}&statuses=enqueued,processing`)).body).toMatchObject({ total: 1 });
    double.resume();
    await double.settled();
    expect((await ask('GET', `/tasks/${uid}`)).body).toMatchObject({ status: 'succeeded', error: null });
    expect((await ask('GET', `/tasks/${refusedSwap.body['taskUid'] as number}`)).body).toMatchObject({
      status: 'failed',
      error: { code: 'index_not_found' },
    });
    expect((await ask('POST', '/indexes/films/search', { q: 'ta' })).body).toMatchObject({ hits: [{ id: 1 }] });
  });

  it.each([
    ['POST', '/indexes/films/search', { q: '', filter: 'name = x' }, 400, 'invalid_search_filter'],
    ['POST', '/indexes/films/search', { q: '', facets: ['name'] }, 400, 'invalid_search_facets'],
    ['POST', '/indexes/films/search', { q: '', colour: 1 }, 400, 'bad_request'],
    ['PATCH', '/indexes/films/settings', { colour: 1 }, 400, 'bad_request'],
    ['GET', '/tasks?colour=1', undefined, 400, 'bad_request'],
    ['POST', '/indexes', { uid: 'a b' }, 400, 'invalid_index_uid'],
    ['POST', '/swap-indexes', [{ indexes: ['films', 'films'] }], 400, 'invalid_swap_duplicate_index_found'],
    ['GET', '/tasks/9999', undefined, 404, 'task_not_found'],
    ['GET', '/keys/none', undefined, 404, 'api_key_not_found'],
    ['POST', '/indexes/none/search', { q: '' }, 404, 'index_not_found'],
  ])('refuse %s %s %j', async (method, path, body, status, code) => {
    expect(await ask(method, path, body)).toMatchObject({ status, body: { code } });
  });
});
