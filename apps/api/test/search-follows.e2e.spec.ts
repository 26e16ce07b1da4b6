import { SearchIndex, type Facet, type SearchRequest } from '@huanpei/app';
import { eventually } from '@huanpei/testing';
import { RunningApi, type Person } from './running-api';

/** How long a change may take on a machine that is busy with other things; how long it takes says `bench:search`. */
const PATIENCE_MS = 20_000;

let api: RunningApi;
let index: SearchIndex;
let moderator: Person;
let administrator: Person;
let supplier: Person;
let buyer: Person;

beforeAll(async () => {
  api = await RunningApi.start();
  index = api.app.get(SearchIndex);
  moderator = await api.person('OPERATOR', 'MODERATOR');
  administrator = await api.person('OPERATOR', 'ADMINISTRATOR');
  supplier = await api.person('SUPPLIER', 'OWNER');
  buyer = await api.person('BUYER', 'OWNER');
  // A first start fills the index with the reference data.
  await eventually(async () => (await health()).detail['state'] === 'WHOLE', PATIENCE_MS);
});
afterAll(() => api.stop());

const content = (name: string) => ({
  name: { zh: name, en: name },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  facts: [{ metric: 'outlet', parameter: 'cod', op: 'LE', value: 30, unit: 'mg/L', basis: 'TESTED' }],
});

const change = async (name: string, id: string, as: Person, more = ''): Promise<void> => {
  const mutation = `mutation m($id: ID!) { ${name}(id: $id${more}) { __typename ... on Refusal { message } } }`;
  expect((await api.do(mutation, { id }, { as: as.token }))['__typename']).not.toBe('Refusal');
};

async function publish(name: string): Promise<string> {
  const create = `mutation m($content: ListingContentInput!) { createListing(content: $content) { ... on Listing { id } } }`;
  const { id } = await api.do(create, { content: content(name) }, { as: supplier.token });
  await change('submitListing', id, supplier);
  await change('reviewListing', id, moderator, ', revision: 1, decision: APPROVE');
  return id as string;
}

/** What a search answers: the ids, how many in all, how many of a kind, and how often the domain is counted. */
async function answer(text: string, kind: 'LISTING' | 'TENDER' | 'SUPPLIER' = 'LISTING') {
  const count: readonly Facet[] = ['domain', 'technology'];
  const request: SearchRequest = { text, kinds: [kind], count };
  const { items, totalCount, kinds, facets } = await index.search(request, { first: 20, after: null });
  return {
    ids: items.map(({ node }) => node.id).sort(),
    totalCount,
    ofKind: kinds.find((one) => one.kind === kind)?.count ?? 0,
    water: facets.find(({ facet }) => facet === 'domain')?.values.find(({ value }) => value === 'water')?.count ?? 0,
    suggested: (await index.suggest({ text, language: 'en', first: 20 }))
      .flatMap(({ thing }) => thing?.id ?? [])
      .sort(),
  };
}

const nothing = { ids: [], totalCount: 0, ofKind: 0, water: 0, suggested: [] };

/** Asks until the answer is this one. */
async function soon(text: string, expected: Partial<Awaited<ReturnType<typeof answer>>>): Promise<void> {
  await eventually(async () => {
    expect(await answer(text)).toMatchObject(expected);
    return true;
  }, PATIENCE_MS);
}

/** As the health answer has it. */
const health = async () => {
  const { payload } = await api.app.inject({ method: 'GET', url: '/health/ready' });
  return JSON.parse(payload).parts.search as { ok: boolean; detail: Record<string, unknown> };
};

describe('after a commit', () => {
  const ids: string[] = [];

  it('a published listing is found, counted and suggested', async () => {
    for (const name of ['Kestrel alpha', 'Kestrel beta']) ids.push(await publish(name));
    ids.sort();
    await soon('Kestrel', { ids, totalCount: 2, ofKind: 2, water: 2 });
    expect((await answer('Kestrel')).suggested).toEqual(expect.arrayContaining(ids));
  });

  it('one that is suspended or archived is neither found, counted nor suggested', async () => {
    const [first, second] = ids as [string, string];
    await change('suspendListing', first, moderator, ', reason: "unclear"');
    await soon('Kestrel', { ids: [second], totalCount: 1, ofKind: 1, water: 1, suggested: [second] });
    await change('archiveListing', second, supplier);
    await soon('Kestrel', nothing);
  });

  it('nothing of a suspended firm is found, and all of it again when it is reinstated', async () => {
    const id = await publish('Osprey gamma');
    await soon('Osprey', { ids: [id], water: 1 });
    const firm = async () => (await answer(supplier.organisationId.slice(0, 8), 'SUPPLIER')).ids;
    await eventually(async () => (await firm()).includes(supplier.organisationId), PATIENCE_MS);
    await change('decideOrganisation', supplier.organisationId, administrator, ', decision: SUSPEND, reason: "fraud"');
    await soon('Osprey', nothing);
    expect(await eventually(async () => (await firm()).length === 0, PATIENCE_MS)).toBe(true);
    await change('decideOrganisation', supplier.organisationId, administrator, ', decision: REINSTATE, reason: "ok"');
    await soon('Osprey', { ids: [id], totalCount: 1, ofKind: 1, water: 1, suggested: [id] });
    expect(await eventually(async () => (await firm()).length === 1, PATIENCE_MS)).toBe(true);
  });

  it('a draft of a tender is never found, cancelled or not', async () => {
    const create = `mutation m($content: TenderContentInput!) { createTender(content: $content) { ... on Tender { id } } }`;
    const lots = [{ id: '1', title: { zh: '一' }, need: { domain: 'water' } }];
    const draft = { title: { zh: 'Peregrine delta' }, region: 'CN', lots };
    const { id } = await api.do(create, { content: draft }, { as: buyer.token });
    await change('cancelTender', id, buyer, ', reason: "no budget"');
    // What was sent after it has arrived by then.
    await soon('Merlin', { ids: [await publish('Merlin epsilon')] });
    expect(await answer('Peregrine', 'TENDER')).toEqual(nothing);
  });

  it('the indexer says how long it took', async () => {
    const { ok, detail } = await health();
    expect([ok, detail['state']]).toEqual([true, 'WHOLE']);
    expect(detail['lagOf']).toBeGreaterThan(5);
    expect(detail['lagP50Ms']).toBeGreaterThan(0);
    expect(detail['lagP50Ms']).toBeLessThanOrEqual(detail['lagP95Ms'] as number);
  });
});
