import { Reads, SendDigests } from '@huanpei/app';
import { eventually } from '@huanpei/testing';
import { RunningApi, type Data, type Heard, type Person } from './running-api';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

let api: RunningApi;
let moderator: Person;
let supplier: Person;
let buyer: Person;
let colleague: Person;
let stranger: Person;

beforeAll(async () => {
  api = await RunningApi.start();
  moderator = await api.person('OPERATOR', 'MODERATOR');
  supplier = await api.person('SUPPLIER', 'OWNER');
  buyer = await api.person('BUYER', 'VIEWER');
  colleague = await api.person('BUYER', 'OWNER', { organisationId: buyer.organisationId });
  stranger = await api.person('BUYER', 'OWNER');
});
afterAll(() => api.stop());

const REFUSAL = '... on Refusal { code field message reasons { code field } }';
const SEARCH = `__typename ... on SavedSearch { id name own delivery hour weekday paused shared version closeness
  search { text kinds says facets { facet anyOf } figures { key atMost } } need { domain requirements { says } }
  tendersForMe { domains scenarios { code label } regions { code } } } ${REFUSAL}`;
const CREATE = `mutation m($input: SavedSearchInput!) { createSavedSearch(input: $input) { ${SEARCH} } }`;
const UPDATE = `mutation m($id: ID!, $changes: SavedSearchChanges!) { updateSavedSearch(id: $id, changes: $changes) { ${SEARCH} } }`;
const DELETE = `mutation m($id: ID!) { deleteSavedSearch(id: $id) { ${SEARCH} } }`;
const HITS = `query q($id: ID!, $first: Int = 20, $after: String) { savedSearchHits(id: $id, first: $first, after: $after) { __typename
  ... on SavedSearchHitConnection { totalCount pageInfo { hasNextPage endCursor } edges { node { id kind title match { closeness lotId tightest { says } obstacle { says } } } } }
  ${REFUSAL} } }`;
const TOLD = `{ notifications(first: 100) { edges { node { kind says listing { id } tender { id }
  savedSearch { searchId name asked further found { id kind title { zh } match { closeness tightest { says } obstacle { code says } } } } } } } }`;
const RECEIVED = `subscription { notificationReceived { kind says savedSearch { name found { id } } } }`;

const COD = { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: 'LE', value: 50, unit: 'mg/L' };
const DAYS = { id: 'days', mandatory: true, leadDays: 90 };
const NEED = { domain: 'water', technologies: ['water.mun.mbr'], requirements: [COD, DAYS] };

const content = (cod: number, name: string) => ({
  name: { zh: name, en: name },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  leadDays: 60,
  facts: [
    { metric: 'capacity', op: 'EQ', value: 10_000, unit: 'm3/d', basis: 'TESTED' },
    { metric: 'outlet', parameter: 'cod', op: 'LE', value: cod, unit: 'mg/L', basis: 'TESTED' },
  ],
});

async function publish(cod: number, name: string, as = supplier): Promise<string> {
  const listing = '__typename ... on Listing { id state }';
  const create = `mutation m($content: ListingContentInput!) { createListing(content: $content) { ${listing} } }`;
  const { id } = await api.do(create, { content: content(cod, name) }, { as: as.token });
  await api.do(`mutation m($id: ID!) { submitListing(id: $id) { ${listing} } }`, { id }, { as: as.token });
  const approved = await api.do(
    `mutation m($id: ID!) { reviewListing(id: $id, revision: 1, decision: APPROVE) { ${listing} } }`,
    { id },
    { as: moderator.token },
  );
  expect(approved['state']).toBe('PUBLISHED');
  return id as string;
}

const create = (as: Person, input: Data) => api.do(CREATE, { input }, { as: as.token });
const hitsOf = async (as: Person, id: string) =>
  ((await api.do(HITS, { id }, { as: as.token }))['edges'] as Data[]).map(({ node }) => node['id'] as string);
/** Until a listing was put to all saved searches. */
const put = (listingId: string) =>
  eventually(async () => (await api.app.get(Reads).watchedThing('LISTING', listingId)) !== undefined);
const toldTo = async (as: Person): Promise<readonly Data[]> =>
  ((await api.ask(TOLD, {}, { as: as.token }))['notifications']['edges'] as Data[])
    .map(({ node }) => node as Data)
    .filter(({ kind }) => kind === 'SAVED_SEARCH_HITS');
const received = (heard: readonly Heard[]) =>
  heard.flatMap(({ data }) => {
    const one = data?.['notificationReceived'] as Data | undefined;
    return one?.['kind'] === 'SAVED_SEARCH_HITS' ? [one] : [];
  });

describe('a buyer who has saved a need', () => {
  let id: string;

  it('is told of a listing that comes, and why', async () => {
    // The first of all waits for what is begun with it.
    const first = await publish(70, '先行的设备');
    await put(first);
    const saved = await create(buyer, { name: '中水回用', query: { need: NEED }, delivery: 'INSTANT' });
    expect(saved).toMatchObject({
      __typename: 'SavedSearch',
      own: true,
      delivery: 'INSTANT',
      hour: null,
      shared: false,
      need: { domain: 'water', requirements: [{ says: expect.stringContaining('50') }, {}] },
    });
    id = saved['id'];
    const everyone = [buyer, colleague, stranger, supplier];
    const heard: { heard: Heard[] }[] = [];
    for (const { token } of everyone) heard.push(await api.subscribe(RECEIVED, { as: token }));
    const listingId = await publish(30, '膜生物反应器 MBR-30');
    await eventually(() => received(heard[0]!.heard).length === 1, 20_000);
    const [message] = received(heard[0]!.heard);
    expect(message).toMatchObject({ savedSearch: { name: '中水回用', found: [{ id: listingId }] } });
    expect(message!['says']).toMatch(/中水回用.*MBR-30.*fits what you need.*60 days/s);

    const [told] = await toldTo(buyer);
    expect(told).toMatchObject({
      listing: { id: listingId },
      savedSearch: {
        searchId: id,
        asked: [],
        found: [
          { kind: 'LISTING', match: { closeness: 'FITS', tightest: { says: expect.stringMatching(/60 days.*90/) } } },
        ],
      },
    });
    // Nobody else hears of it: not in the same organisation, not the supplier, not another buyer.
    for (const [at, who] of everyone.entries()) {
      if (who === buyer) continue;
      expect(received(heard[at]!.heard)).toEqual([]);
      expect(await toldTo(who)).toEqual([]);
    }
    expect((await api.ask('{ viewer { unread } }', {}, { as: colleague.token }))['viewer']['unread']).toBe(0);
    expect((await api.ask('{ viewer { unread } }', {}, { as: buyer.token }))['viewer']['unread']).toBe(1);
  });

  it('is told what is missing or in the way where something is nearly what is needed', async () => {
    const listingId = await publish(80, '生物滤池');
    await eventually(async () => (await toldTo(buyer)).length === 2);
    const [told] = await toldTo(buyer);
    expect(told!['savedSearch']['found'][0]).toMatchObject({
      id: listingId,
      match: { closeness: 'NEAR_MISS', obstacle: { code: 'ABOVE_LIMIT' } },
    });
    expect(told!['says']).toMatch(/fails one requirement.*80.*50/s);
    const chinese = await api.ask(TOLD, {}, { as: buyer.token, headers: { 'accept-language': 'zh' } });
    expect(chinese['notifications']['edges'][0]['node']['says']).toMatch(
      /检索“中水回用”有新结果：设备“生物滤池”，有一项不满足所需。.*80.*50/s,
    );
  });

  it('sees what it finds now, the closest first, page by page, and so does nobody it was not shared with', async () => {
    const first = await api.do(HITS, { id, first: 1 }, { as: buyer.token });
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(first['edges'][0]['node']).toMatchObject({
      kind: 'LISTING',
      title: '膜生物反应器 MBR-30',
      match: { closeness: 'FITS', lotId: null },
    });
    const after = first['pageInfo']['endCursor'];
    const second = await api.do(HITS, { id, first: 5, after }, { as: buyer.token });
    expect(second['edges'].map(({ node }: Data) => node['match']['closeness'])).toEqual(['NEAR_MISS', 'NEAR_MISS']);
    const wrong = await api.send(HITS, { id, after: 'nonsense' }, { as: buyer.token });
    expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });

    const read = 'query q($id: ID!) { savedSearch(id: $id) { id own } savedSearches { edges { node { id } } } }';
    for (const who of [colleague, stranger]) {
      expect(await api.ask(read, { id }, { as: who.token })).toEqual({
        savedSearch: null,
        savedSearches: { edges: [] },
      });
      expect(await api.do(HITS, { id }, { as: who.token })).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
    }
    await api.do(UPDATE, { id, changes: { shared: true } }, { as: buyer.token });
    expect(await api.ask(read, { id }, { as: colleague.token })).toMatchObject({ savedSearch: { id, own: false } });
    expect(await hitsOf(colleague, id)).toHaveLength(3);
    // Seeing it is not deciding about it.
    for (const who of [colleague, stranger]) {
      expect(await api.do(UPDATE, { id, changes: { delivery: 'NONE' } }, { as: who.token })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await api.do(DELETE, { id }, { as: who.token })).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await api.do(HITS, { id }, { as: stranger.token })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not told while the organisation is suspended, and is again when it is reinstated', async () => {
    const decide = `mutation m($id: ID!, $decision: OrganisationDecision!) { decideOrganisation(id: $id, decision: $decision, reason: "x") { __typename } }`;
    const decided = (decision: string) =>
      api.do(decide, { id: buyer.organisationId, decision }, { as: moderator.token });
    await decided('SUSPEND');
    const missed = await publish(20, '停用期间的设备');
    await put(missed);
    await decided('REINSTATE');
    const next = await publish(20, '恢复之后的设备');
    await eventually(async () =>
      (await toldTo(buyer)).some(({ savedSearch }) => savedSearch['found'][0]['id'] === next),
    );
    expect((await toldTo(buyer)).map(({ savedSearch }) => savedSearch['found'][0]['id'])).not.toContain(missed);
  });

  it('ends the messages, and deletes it', async () => {
    expect(await api.do(UPDATE, { id, changes: { delivery: 'NONE' } }, { as: buyer.token })).toMatchObject({
      delivery: 'NONE',
      shared: true,
    });
    const before = (await toldTo(buyer)).length;
    const listingId = await publish(25, '不再通知的设备');
    await put(listingId);
    expect(await hitsOf(buyer, id)).toContain(listingId);
    expect(await toldTo(buyer)).toHaveLength(before);
    expect(await api.do(DELETE, { id }, { as: buyer.token })).toMatchObject({ __typename: 'SavedSearch', id });
    expect(await api.do(HITS, { id }, { as: buyer.token })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a search by words', () => {
  it('tells of what the same search finds, and names the words and filters', async () => {
    const filter = {
      domains: ['water'],
      leadDaysAtMost: { days: 90 },
      outletAtMost: [{ parameter: 'COD', value: 0.04, unit: 'g/L' }],
    };
    const saved = await create(stranger, {
      name: '脱氮滤池',
      query: { search: { text: '脱氮滤池', kinds: ['LISTING'], filter } },
      delivery: 'INSTANT',
    });
    expect(saved['search']).toMatchObject({ kinds: ['LISTING'], facets: [{ facet: 'domain', anyOf: ['water'] }] });
    expect(saved['search']['says'].join('; ')).toMatch(/脱氮滤池.*40 ?mg\/L.*90/s);
    const fits = await publish(30, '反硝化脱氮滤池');
    await publish(45, '脱氮滤池，出水较高');
    await eventually(async () => (await toldTo(stranger)).length === 1);
    const [told] = await toldTo(stranger);
    expect(told!['savedSearch']['found'].map(({ id }: Data) => id)).toEqual([fits]);
    expect(told!['says']).toMatch(/"脱氮滤池".*反硝化脱氮滤池.*It agrees with the words "脱氮滤池"/s);
    // The same by running it.
    await eventually(async () => (await hitsOf(stranger, saved['id'])).includes(fits));
  });
});

describe('a supplier who waits for tenders', () => {
  it('is told once a day of those that a listing of its own could serve', async () => {
    const hour = new Date(Date.now() + 8 * HOUR_MS + DAY_MS).getUTCHours();
    const query = { tendersForMe: { domains: ['water'], regions: ['CN'] }, closeness: ['FITS'] };
    const saved = await create(supplier, { name: '可投的招标', query, delivery: 'DAILY', hour });
    expect(saved).toMatchObject({ delivery: 'DAILY', hour, closeness: ['FITS'], tendersForMe: { domains: ['water'] } });
    const draft = (title: string, value: number) => ({
      title: { zh: title },
      track: 'PRIVATE',
      region: 'CN',
      deadline: new Date(Date.now() + 40 * DAY_MS).toISOString(),
      lots: [{ id: '1', title: { zh: '一' }, need: { ...NEED, requirements: [{ ...COD, value }, DAYS] } }],
    });
    const open = async (title: string, value: number): Promise<string> => {
      const made = await api.do(
        'mutation m($content: TenderContentInput!) { createTender(content: $content) { __typename ... on Tender { id } ... on Refusal { message } } }',
        { content: draft(title, value) },
        { as: colleague.token },
      );
      const published = await api.do(
        'mutation m($id: ID!) { publishTender(id: $id) { __typename ... on Tender { id } ... on Refusal { message } } }',
        { id: made['id'] },
        { as: colleague.token },
      );
      expect(published['__typename']).toBe('Tender');
      return made['id'] as string;
    };
    const [wanted, tooHard] = [await open('一期提标', 50), await open('二期提标', 5)];
    expect(await hitsOf(supplier, saved['id'])).toEqual([wanted]);
    const digests = api.app.get(SendDigests);
    await digests.handle();
    expect(await toldTo(supplier)).toEqual([]);
    await eventually(async () => {
      await digests.handle();
      return (await api.ask('{ viewer { unread } }', {}, { as: supplier.token }))['viewer']['unread'] > 0;
    });
    api.clock.advance(2 * DAY_MS);
    await eventually(async () => {
      await digests.handle();
      return (await toldTo(supplier)).length === 1;
    });
    await digests.handle();
    const told = await toldTo(supplier);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ listing: null, tender: null, savedSearch: { searchId: saved['id'], further: 0 } });
    expect(told[0]!['savedSearch']['found'].map(({ id }: Data) => id)).toEqual([wanted]);
    expect(told[0]!['says']).toMatch(/可投的招标.*a listing of yours fits the tender "一期提标"/s);
    expect(JSON.stringify(told)).not.toContain(tooHard);
    expect(await toldTo(colleague)).toEqual([]);
  });
});

describe('what is saved', () => {
  const input = (given: Data) => ({ name: '检索', query: { search: { text: '膜' } }, ...given });

  it('is refused with every fault and its place', async () => {
    const faults = async (as: Person, given: Data) =>
      ((await create(as, input(given)))['reasons'] as Data[]).map(({ code, field }) => `${code} ${field}`);
    expect(await faults(buyer, { name: ' ', query: {} })).toEqual(['REQUIRED name', 'REQUIRED query']);
    expect(await faults(buyer, { name: 'x'.repeat(101) })).toEqual(['TOO_LONG name']);
    expect(await faults(buyer, { query: { search: { text: 'x'.repeat(401) } } })).toEqual([
      'TOO_LONG query.search.text',
    ]);
    expect(await faults(buyer, { query: { search: { text: '', filter: { technologies: ['nonsense'] } } } })).toEqual([
      'UNKNOWN_CODE query.search.filter.technologies[0]',
    ]);
    expect(await faults(buyer, { query: { need: { domain: 'water', technologies: ['nonsense'] } } })).toEqual([
      'UNKNOWN_CODE query.need.technologies[0]',
    ]);
    expect(await faults(buyer, { query: { tendersForMe: {} } })).toEqual(['INVALID query.tendersForMe']);
    expect(await faults(supplier, { query: { tendersForMe: { regions: ['XX'] }, need: NEED } })).toEqual([
      'INVALID query.tendersForMe',
      'UNKNOWN_CODE query.tendersForMe.regions[0]',
    ]);
    expect(await faults(buyer, { delivery: 'WEEKLY', hour: 24, weekday: 0 })).toEqual([
      'INVALID hour',
      'INVALID weekday',
    ]);
    expect(
      await faults(buyer, { delivery: 'DAILY', query: { search: { text: 'GB 18918', kinds: ['STANDARD'] } } }),
    ).toEqual(['INVALID delivery']);
    expect(await faults(buyer, { query: { need: NEED, search: { text: '', kinds: ['TENDER'] } } })).toEqual([
      'INVALID query.search.kinds',
    ]);
  });

  it('may be anything of one who is not verified, but tells nothing', async () => {
    const pending = await api.person('BUYER', 'OWNER', { state: 'PENDING' });
    expect(await create(pending, input({ delivery: 'INSTANT' }))).toMatchObject({
      code: 'NOT_VERIFIED',
      field: 'delivery',
    });
    const saved = await create(pending, input({}));
    expect(saved).toMatchObject({ __typename: 'SavedSearch', delivery: 'NONE' });
    const changes = { delivery: 'DAILY' };
    expect(await api.do(UPDATE, { id: saved['id'], changes }, { as: pending.token })).toMatchObject({
      code: 'NOT_VERIFIED',
    });
    expect(await api.do(UPDATE, { id: saved['id'], changes: { name: '新名' } }, { as: pending.token })).toMatchObject({
      name: '新名',
    });
  });

  it('is so many of one member, and changes as far as it is told to', async () => {
    const member = await api.person('SUPPLIER', 'VIEWER');
    const saved = await create(member, input({ delivery: 'WEEKLY', hour: 7, weekday: 5, closeness: undefined }));
    const change = (changes: Data) => api.do(UPDATE, { id: saved['id'], changes }, { as: member.token });
    expect(await change({ paused: true })).toMatchObject({
      paused: true,
      delivery: 'WEEKLY',
      hour: 7,
      weekday: 5,
      version: 2,
    });
    expect(await change({ hour: 22 })).toMatchObject({
      delivery: 'WEEKLY',
      hour: 22,
      weekday: 5,
      search: { text: '膜' },
    });
    expect(await change({ query: { need: NEED, closeness: ['FITS'] } })).toMatchObject({
      search: null,
      closeness: ['FITS'],
    });
    // At once, so that a count that is read too early would let too many in.
    const all = await Promise.all(Array.from({ length: 52 }, () => create(member, input({}))));
    expect(all.filter(({ __typename }) => __typename === 'SavedSearch')).toHaveLength(49);
    expect(all.find(({ __typename }) => __typename === 'Refusal')).toMatchObject({
      code: 'LIMIT_REACHED',
      message: expect.stringContaining('50'),
    });
  });
});
