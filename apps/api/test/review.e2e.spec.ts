import { JOB_NAMES } from '@huanpei/app';
import { Client } from 'pg';
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

  it('is told against what was sent back too, with the answer to the reason, also before the first publication', async () => {
    const SENT_BACK = `query q($id: ID!) { listing(id: $id) { version staged { answer changes { field }
      sentBack { at changes { section field before after } } } } }`;
    const seen = async (as: Person) =>
      (await api.ask(SENT_BACK, { id }, { as: as.token, headers: { 'accept-language': 'en' } }))['listing'];
    const answered = `mutation m($id: ID!, $answer: String) { submitListing(id: $id, answer: $answer) {
      __typename ... on Listing { version } ... on Refusal { reasons { code field } } } }`;
    const id = await create();
    expect(await api.do(answered, { id, answer: 'nothing was asked' }, { as: supplier.token })).toMatchObject({
      __typename: 'Refusal',
      reasons: [{ code: 'INVALID', field: 'answer' }],
    });
    await submit(id);
    expect((await seen(moderator)).staged).toEqual({ answer: null, changes: null, sentBack: null });
    await api.do(
      `mutation m($id: ID!) { reviewListing(id: $id, revision: 1, decision: REQUEST_CHANGES, reason: "Report number?") { __typename } }`,
      { id },
      { as: moderator.token },
    );
    await stage(id, (await seen(supplier)).version, content({ leadDays: 45 }));
    expect(await api.do(answered, { id, answer: 'x'.repeat(2_001) }, { as: supplier.token })).toMatchObject({
      __typename: 'Refusal',
      reasons: [{ field: 'answer' }],
    });
    await api.do(answered, { id, answer: ' The lead time is shorter now. ' }, { as: supplier.token });
    expect((await seen(moderator)).staged).toEqual({
      answer: 'The lead time is shorter now.',
      changes: null,
      sentBack: {
        at: expect.stringMatching(/Z$/),
        changes: [{ section: 'GENERAL', field: 'leadDays', before: '60', after: '45' }],
      },
    });
    await approve(id, 1);
    expect((await seen(moderator)).staged).toBeNull();
  });

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
      'query q($id: ID!) { listing(id: $id) { completeness { stated share saysLittle } staged { completeness { stated share saysLittle } } } }',
      { id },
      { as: supplier.token },
    );
    expect(listing.staged.completeness.stated).toBeLessThan(listing.completeness.stated);
    for (const { share, saysLittle } of [listing.completeness, listing.staged.completeness])
      expect(saysLittle).toBe(share < 0.5);
    expect(listing.staged.completeness.saysLittle).toBe(true);
  });
});

describe('what is handed in', () => {
  const HAND_IN = `mutation m($id: ID!, $version: Int) { submitListing(id: $id, expectedVersion: $version) {
    __typename ... on Listing { state } ... on Refusal { reasons { code field facts { name value } } } } }`;

  it('is what was read: refused where a colleague has changed it since', async () => {
    const id = await create();
    await stage(id, 1, content({ leadDays: 6 }));
    const refused = await api.do(HAND_IN, { id, version: 1 }, { as: supplier.token });
    expect(refused['reasons']).toEqual([
      { code: 'STALE_VERSION', field: 'expectedVersion', facts: [{ name: 'version', value: '2' }] },
    ]);
    const handed = await api.do(HAND_IN, { id, version: 2 }, { as: supplier.token });
    expect(handed).toEqual({ __typename: 'Listing', state: 'SUBMITTED' });
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

describe('the inbox of operators', () => {
  const INBOX = '{ reviewInbox { asOf targetHours overdueSince rows { kind count oldestSince oldestHours overdue } } }';
  const inbox = async (as: Person) => (await api.ask(INBOX, {}, { as: as.token }))['reviewInbox'];
  const row = async (kind: string) => (await inbox(moderator)).rows.find((one: { kind: string }) => one.kind === kind);

  it('counts by kind, new listings apart from revisions, and says since when the oldest waits', async () => {
    const before = { fresh: (await row('NEW_LISTING')).count, revisions: (await row('LISTING_REVISION')).count };
    const id = await create();
    await submit(id);
    const { id: other, version } = await published();
    await stage(other, version, content({ leadDays: 50 }));
    await submit(other);
    expect((await row('NEW_LISTING')).count).toBe(before.fresh + 1);
    const revisions = await row('LISTING_REVISION');
    expect(revisions).toMatchObject({ count: before.revisions + 1, overdue: 0 });
    expect(revisions.oldestHours).toBeLessThan(1);
    const { listingsToReview } = await api.ask(
      '{ listingsToReview(first: 100) { edges { node { id waitingSince staged { submittedAt } } } } }',
      {},
      { as: moderator.token },
    );
    const { node } = listingsToReview.edges.find((one: { node: { id: string } }) => one.node.id === id);
    expect(node.waitingSince).toBe(node.staged.submittedAt);
    // Of another's listing nobody but operators knows it.
    const stranger = await api.person('SUPPLIER', 'OWNER');
    const seen = 'query q($id: ID!) { listing(id: $id) { waitingSince } }';
    expect((await api.ask(seen, { id: other }, { as: stranger.token }))['listing']).toEqual({ waitingSince: null });
    expect((await api.ask(seen, { id: other }, { as: supplier.token }))['listing'].waitingSince).not.toBeNull();
  });

  it('says what is past the target once working days have gone by', async () => {
    const { organisationId } = await api.person('BUYER', 'OWNER', { state: 'PENDING' });
    const waiting = await api.ask(
      '{ organisations(states: [PENDING], first: 100) { edges { node { id waitingSince } } } }',
      {},
      { as: moderator.token },
    );
    expect(waiting['organisations'].edges).toContainEqual({
      node: { id: organisationId, waitingSince: expect.any(String) },
    });
    expect(await row('ORGANISATION')).toMatchObject({ count: 1, overdue: 0 });
    // Whichever day it is: a week has more than two working days.
    api.clock.advance(7 * 24 * 3_600_000);
    const late = await inbox({
      ...moderator,
      token: (await api.person('OPERATOR', 'MODERATOR', { organisationId: moderator.organisationId })).token,
    });
    const of = (kind: string) => late.rows.find((one: { kind: string }) => one.kind === kind);
    expect(late.targetHours).toBe(48);
    expect(of('ORGANISATION')).toMatchObject({ count: 1, overdue: 1, oldestHours: expect.closeTo(168, 0) });
    expect(of('STALE_LISTING')).toMatchObject({ overdue: null });
    api.clock.advance(-7 * 24 * 3_600_000);
  });

  it('shows dead jobs to administrators alone', async () => {
    const kinds = async (as: Person) => (await inbox(as)).rows.map(({ kind }: { kind: string }) => kind);
    expect(await kinds(moderator)).toEqual([
      'NEW_LISTING',
      'LISTING_REVISION',
      'ORGANISATION',
      'STALE_LISTING',
      'TAILORING_WARNING',
    ]);
    expect(await kinds(administrator)).toContain('DEAD_JOB');
  });
});

describe('the audit trail', () => {
  const TRAIL = `query q($first: Int! = 20, $after: String, $subjectKind: AuditSubject, $subjectId: ID, $actions: [AuditAction!], $actor: String, $organisationId: ID, $from: DateTime, $until: DateTime, $order: AuditOrder! = NEWEST_FIRST) {
    auditTrail(first: $first, after: $after, subjectKind: $subjectKind, subjectId: $subjectId, actions: $actions, actor: $actor, organisationId: $organisationId, from: $from, until: $until, order: $order) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { position action actor actorName organisation { id } subjectKind } } } }`;
  const trail = async (variables: object) =>
    (await api.ask(TRAIL, { ...variables }, { as: moderator.token }))['auditTrail'];
  const actionsIn = ({ edges }: { edges: { node: { action: string } }[] }) => edges.map(({ node }) => node.action);

  it('is looked through by thing, decision, actor, organisation and time, in both orders, with names', async () => {
    const { id } = await published();
    const all = await trail({ subjectId: id });
    expect(actionsIn(all)).toEqual(['LISTING_APPROVE', 'LISTING_SUBMITTED', 'LISTING_DRAFTED']);
    expect(all.edges[0].node).toMatchObject({
      actor: moderator.memberId,
      actorName: 'OPERATOR MODERATOR',
      organisation: { id: moderator.organisationId },
    });
    expect(all.edges[2].node).toMatchObject({
      actorName: 'SUPPLIER OWNER',
      organisation: { id: supplier.organisationId },
    });
    const forward = await trail({ subjectId: id, order: 'OLDEST_FIRST', first: 2 });
    expect(actionsIn(forward)).toEqual(['LISTING_DRAFTED', 'LISTING_SUBMITTED']);
    const next = await trail({ subjectId: id, order: 'OLDEST_FIRST', after: forward.pageInfo.endCursor });
    expect(actionsIn(next)).toEqual(['LISTING_APPROVE']);
    expect(actionsIn(await trail({ subjectId: id, actor: supplier.memberId, actions: ['LISTING_DRAFTED'] }))).toEqual([
      'LISTING_DRAFTED',
    ]);
    expect((await trail({ subjectId: id, organisationId: moderator.organisationId })).totalCount).toBe(1);
    expect((await trail({ subjectId: id, subjectKind: 'TENDER' })).totalCount).toBe(0);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    expect((await trail({ subjectId: id, from: soon })).totalCount).toBe(0);
    expect((await trail({ subjectId: id, until: soon })).totalCount).toBe(3);
  });

  it('names the key of a program', async () => {
    const made = await api.do(
      'mutation { createApiKey(key: { name: "ERP", scopes: [LISTINGS_WRITE] }) { ... on IssuedApiKey { secret } } }',
      {},
      { as: supplier.token },
    );
    const byProgram = await create(content(), { ...supplier, token: String(made['secret']) });
    const { node } = (await trail({ subjectId: byProgram })).edges[0];
    expect(node.actor).toMatch(/^API_KEY:/);
    expect(node.actorName).toBe('ERP');
  });

  it('is proved in stretches, the newest unless said, for administrators', async () => {
    const PROVE = `query q($after: Long, $entries: Int! = 1000) { verifyAudit(after: $after, entries: $entries) { from to head holds brokenAt fault lastHash } }`;
    const prove = async (variables: object = {}) =>
      (await api.ask(PROVE, { ...variables }, { as: administrator.token }))['verifyAudit'];
    const { head } = await prove();
    expect(await prove()).toEqual({
      from: 1,
      to: head,
      head,
      holds: true,
      brokenAt: null,
      fault: null,
      lastHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await prove({ entries: 2 })).toMatchObject({ from: head - 1, to: head, holds: true });
    expect(await prove({ after: 1, entries: 2 })).toMatchObject({ from: 2, to: 3, head, holds: true });
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    try {
      await client.query('alter table audit_entry disable trigger append_only');
      await client.query(`update audit_entry set reason = 'another' where position = 2`);
    } finally {
      await client.end();
    }
    expect(await prove({ entries: 5_000 })).toMatchObject({ to: 1, holds: false, brokenAt: 2, fault: 'HASH' });
    expect(await prove({ after: 2 })).toMatchObject({ from: 3, to: head, holds: true });
    const faulty = await api.send(PROVE, { entries: 0 }, { as: administrator.token });
    expect(faulty.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'entries' });
  });
});

describe('operations', () => {
  it('tell administrators of every queue, search, market and what is on its way out', async () => {
    const { operations } = await api.ask(
      `{ operations { ok parts { part ok fault } queues { job outbox waiting active delayed failed oldestWaitingAt } outbox oldestOutboxMs
        search { backend answering because state waiting fault } market { state position lag offers fault }
        delivery { mails oldestMailAt dueItems webhookDeliveries oldestDeliveryAt disabledWebhooks } } }`,
      {},
      { as: administrator.token },
    );
    expect(operations).toMatchObject({
      ok: true,
      search: { backend: 'postgres', answering: 'postgres', because: null, fault: null },
      market: { state: 'READY', lag: 0, fault: null },
      delivery: { mails: 0, webhookDeliveries: 0, disabledWebhooks: 0 },
    });
    expect(operations.queues.map(({ job }: { job: string }) => job)).toEqual([...JOB_NAMES]);
    // Nobody works here, so what was decided waits, in the outbox or in its queue.
    const indexing = operations.queues.find(({ job }: { job: string }) => job === 'index-listing');
    expect(indexing.outbox + indexing.waiting).toBeGreaterThan(0);
    expect(indexing.failed).toBe(0);
    if (indexing.waiting > 0) expect(Date.parse(indexing.oldestWaitingAt)).toBeLessThanOrEqual(Date.now());
  });
});

describe('the technology guide', () => {
  it('gives the technologies of a scenario with rules, expectations, listings and standards', async () => {
    await published();
    const GUIDE = `query q($scenario: String!) { technologyGuide(scenario: $scenario) { scenario { code label } standards { code label because status statusLabel }
      technologies { technology { code label } listings step { code label } rules { kind why source { title } confidence } expects { why } expectationSources } } }`;
    const { technologyGuide } = await api.ask(GUIDE, { scenario: 'water.municipal' });
    const mbr = technologyGuide.technologies.find(
      ({ technology }: { technology: { code: string } }) => technology.code === 'water.mun.mbr',
    );
    expect(mbr.listings).toBeGreaterThan(0);
    expect(mbr.expects.length).toBeGreaterThan(0);
    expect((await api.ask(GUIDE, { scenario: 'water' }))['technologyGuide']).toBeNull();
    expect(technologyGuide.standards[0]).toEqual({
      code: 'GB 18918-2002',
      label: 'Discharge standard of pollutants for municipal wastewater treatment plant',
      because: 'TITLE',
      status: 'IN_FORCE',
      statusLabel: 'in force',
    });
    // What is repealed, or was replaced, is said so.
    const standing = (of: { standards: { code: string }[] }, code: string) =>
      of.standards.find((standard) => standard.code === code);
    expect(standing(technologyGuide, '91/271/EEC')).toMatchObject({
      statusLabel: expect.stringContaining('2024/3019'),
    });
    const landfill = (await api.ask(GUIDE, { scenario: 'waste.harmless-resource' }))['technologyGuide'];
    expect(standing(landfill, 'GB 16889-2008')).toMatchObject({ status: 'REPLACED' });
    const { standards } = await api.ask(
      '{ standards(text: "gb18918", medium: "water") { code statusLabel mediumLabel sourceRecords { title } } }',
    );
    expect(standards).toEqual([
      {
        code: 'GB 18918-2002',
        statusLabel: 'in force',
        mediumLabel: expect.any(String),
        sourceRecords: [{ title: expect.any(String) }],
      },
    ]);
  });
});
