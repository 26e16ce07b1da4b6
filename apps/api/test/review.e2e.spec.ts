import { RunningApi, type Person } from './running-api';

let api: RunningApi;
let supplier: Person;
let moderator: Person;
let administrator: Person;
beforeAll(async () => {
  api = await RunningApi.start({ roles: [] });
  supplier = await api.person('SUPPLIER', 'OWNER');
  administrator = await api.person('OPERATOR', 'ADMINISTRATOR');
  moderator = await api.person('OPERATOR', 'MODERATOR', { organisationId: administrator.organisationId });
});
afterAll(() => api.stop());

const fact = (parameter: string, value: number, more: object = {}) => ({
  metric: 'outlet',
  parameter,
  op: 'LE',
  value,
  unit: 'mg/L',
  ...more,
});
const content = (more: object = {}) => ({
  name: { zh: '膜生物反应器', en: 'MBR' },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  facts: [fact('cod', 30), fact('nh3n', 1.5)],
  leadDays: 60,
  ...more,
});

async function create(given: object = content(), as: Person = supplier): Promise<string> {
  const made = await api.do(
    'mutation m($content: ListingContentInput!) { createListing(content: $content) { __typename ... on Listing { id } ... on Refusal { reasons { field message } } } }',
    { content: given },
    { as: as.token },
  );
  expect(made).toMatchObject({ __typename: 'Listing' });
  return String(made['id']);
}
const submit = (id: string, as: Person = supplier) =>
  api.do('mutation m($id: ID!) { submitListing(id: $id) { ... on Listing { version } } }', { id }, { as: as.token });
const approve = (id: string, revision: number) =>
  api.do(
    'mutation m($id: ID!, $revision: Int!) { reviewListing(id: $id, revision: $revision, decision: APPROVE) { ... on Listing { version } } }',
    { id, revision },
    { as: moderator.token },
  );
async function published(given?: object): Promise<{ id: string; version: number }> {
  const id = await create(given);
  await submit(id);
  return { id, version: (await approve(id, 1))['version'] };
}
const stage = (id: string, expectedVersion: number, given: object) =>
  api.do(
    'mutation m($id: ID!, $content: ListingContentInput!, $expectedVersion: Int!) { updateListing(id: $id, content: $content, expectedVersion: $expectedVersion) { __typename } }',
    { id, content: given, expectedVersion },
    { as: supplier.token },
  );

describe('what a staged revision changes', () => {
  const CHANGES = `query q($id: ID!) { listing(id: $id) { staged { changes {
    kind section sectionLabel subject metric { code } parameter { code } condition field fieldLabel before after
    figureBefore { op value valueMax unit } figureAfter { value } } } } }`;
  const changesOf = async (id: string, as: Person, language = 'en') =>
    (await api.ask(CHANGES, { id }, { as: as.token, headers: { 'accept-language': language } }))['listing'].staged
      ?.changes;

  it('is told to its supplier at once, and to the operators once it is handed in', async () => {
    const { id, version } = await published();
    await stage(
      id,
      version,
      content({
        facts: [fact('nh3n', 1.5), fact('cod', 20, { basis: 'TESTED', attachmentId: 'r1' })],
        attachments: [{ id: 'r1', kind: 'TEST_REPORT', title: 'CMA 2026-001' }],
        services: [],
        modular: true,
        leadDays: null,
        price: { amountMinor: 1_200_000_00, per: 'unit' },
      }),
    );
    const changes = await changesOf(id, supplier);
    const row = (section: string, field: string | null) =>
      changes.find((one: { section: string; field: string | null }) => one.section === section && one.field === field);
    expect(changes).toHaveLength(8);
    expect(row('FACTS', 'figure')).toEqual({
      kind: 'CHANGED',
      section: 'FACTS',
      sectionLabel: 'Facts',
      subject: expect.stringMatching(/COD|oxygen/),
      metric: { code: 'outlet' },
      parameter: { code: 'cod' },
      condition: null,
      field: 'figure',
      fieldLabel: 'Figure',
      before: '≤ 30 mg/L',
      after: '≤ 20 mg/L',
      figureBefore: { op: 'LE', value: 30, valueMax: null, unit: 'mg/L' },
      figureAfter: { value: 20 },
    });
    expect(row('FACTS', 'attachmentId')).toMatchObject({ kind: 'ADDED', before: null, after: 'CMA 2026-001' });
    expect(row('ATTACHMENTS', null)).toMatchObject({ kind: 'ADDED', before: null, after: 'Test report, CMA 2026-001' });
    expect(row('GENERAL', 'leadDays')).toMatchObject({ kind: 'REMOVED', before: '60', after: null, subject: null });
    expect(row('GENERAL', 'price')).toMatchObject({ kind: 'ADDED', after: '¥1,200,000' });
    expect(row('GENERAL', 'modular')).toMatchObject({ kind: 'ADDED', fieldLabel: 'Modular', after: 'yes' });
    expect(row('SERVICES', 'STATED')).toMatchObject({ sectionLabel: 'Services', before: 'no', after: 'yes' });

    // A draft is nobody else's.
    expect(await changesOf(id, moderator)).toBeUndefined();
    await submit(id);
    const inChinese = await changesOf(id, moderator, 'zh');
    expect(inChinese).toHaveLength(8);
    expect(inChinese).toContainEqual(
      expect.objectContaining({ sectionLabel: '性能', fieldLabel: '依据', before: '供应商保证', after: '检测报告' }),
    );
    expect(inChinese).toContainEqual(
      expect.objectContaining({ sectionLabel: '附件', after: '检测报告，CMA 2026-001' }),
    );
  });

  it('is empty where the order differs alone, and none before anything was published', async () => {
    const { id, version } = await published();
    await stage(id, version, content({ facts: [fact('nh3n', 1.5), fact('cod', 30)] }));
    expect(await changesOf(id, supplier)).toEqual([]);
    expect(await changesOf(await create(), supplier)).toBeNull();
  });

  it('says how complete the revision itself is, not what is published', async () => {
    const { id, version } = await published();
    await stage(id, version, content({ facts: [fact('cod', 30)] }));
    const { listing } = await api.ask(
      'query q($id: ID!) { listing(id: $id) { completeness { stated } staged { completeness { stated } } } }',
      { id },
      { as: supplier.token },
    );
    expect(listing.staged.completeness.stated).toBeLessThan(listing.completeness.stated);
  });
});

describe('a decision on what was read', () => {
  const DECIDE = `mutation m($id: ID!, $version: Int) {
    reviewListing(id: $id, revision: 1, decision: APPROVE, expectedVersion: $version) {
      __typename ... on Listing { state } ... on Refusal { reasons { code field facts { name value } } } } }`;
  const versionOf = async (id: string): Promise<number> =>
    (await api.ask('query q($id: ID!) { listing(id: $id) { version } }', { id }, { as: moderator.token }))['listing']
      .version;

  it('is refused when the supplier took the revision back, changed it and handed it in again under the same number', async () => {
    const id = await create();
    await submit(id);
    const read = await versionOf(id);
    await api.do('mutation m($id: ID!) { recallListing(id: $id) { __typename } }', { id }, { as: supplier.token });
    await stage(id, read + 1, content({ leadDays: 5 }));
    await submit(id);
    const refused = await api.do(DECIDE, { id, version: read }, { as: moderator.token });
    expect(refused).toMatchObject({
      __typename: 'Refusal',
      reasons: [{ code: 'STALE_VERSION', field: 'expectedVersion' }],
    });
    const approved = await api.do(DECIDE, { id, version: await versionOf(id) }, { as: moderator.token });
    expect(approved).toEqual({ __typename: 'Listing', state: 'PUBLISHED' });
  });
});
