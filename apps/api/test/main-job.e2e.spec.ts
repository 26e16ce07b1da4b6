import { Digest, Reads, Work } from '@huanpei/app';
import { firstBrokenLink, type AuditEntry } from '@huanpei/domain';
import { demo } from '@huanpei/reference';
import { eventually } from '@huanpei/testing';
import { Client } from 'pg';
import { PASSWORD, RunningApi, type Data, type Heard, type Person } from './running-api';

const DAY_MS = 86_400_000;

let api: RunningApi;
let moderator: Person;
/** Set by the steps as the story goes on. */
let supplier: { token: string; id: string };
let rival: Person;
let buyer: Person;
let listingId: string;
let rivalListingId: string;
let tenderId: string;
let firstRunId: string;
let heardBySupplier: Heard[];
let heardByRival: Heard[];

beforeAll(async () => {
  api = await RunningApi.start();
  moderator = await api.person('OPERATOR', 'MODERATOR');
  rival = await api.person('SUPPLIER', 'OWNER');
  buyer = await api.person('BUYER', 'OWNER');
});
afterAll(() => api.stop());

const fact = (metric: string, parameter: string | undefined, op: string, value: number, unit: string) => ({
  metric,
  ...(parameter === undefined ? {} : { parameter }),
  op,
  value,
  unit,
  basis: 'TESTED',
});

/** A membrane bioreactor whose outlet holds this much COD. */
const content = (cod: number, name: string) => ({
  name: { zh: name, en: name },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  modular: true,
  facts: [
    fact('capacity', undefined, 'EQ', 10_000, 'm3/d'),
    fact('inlet', 'cod', 'LE', 500, 'mg/L'),
    fact('inlet', 'nh3n', 'LE', 60, 'mg/L'),
    fact('outlet', 'cod', 'LE', cod, 'mg/L'),
    fact('outlet', 'nh3n', 'LE', 1.5, 'mg/L'),
  ],
});

const LISTING = `__typename ... on Listing { id state version revision staged { number state reason } }
  ... on Refusal { code field message reasons { code field message facts { name value } } }`;
const TENDER = `__typename ... on Tender { id state revision version deadline reason }
  ... on Refusal { code field message reasons { code field message facts { name value } } }`;
const CREATE_LISTING = `mutation m($content: ListingContentInput!) { createListing(content: $content) { ${LISTING} } }`;
const UPDATE_LISTING = `mutation m($id: ID!, $content: ListingContentInput!, $version: Int!) {
  updateListing(id: $id, content: $content, expectedVersion: $version) { ${LISTING} } }`;
const SUBMIT = `mutation m($id: ID!) { submitListing(id: $id) { ${LISTING} } }`;
const REVIEW = `mutation m($id: ID!, $revision: Int!, $decision: ReviewDecision!, $reason: String) {
  reviewListing(id: $id, revision: $revision, decision: $decision, reason: $reason) { ${LISTING} } }`;
const RECEIVED = `subscription { notificationReceived { kind reason says
  tender { id } listing { id } matches { closeness lotId listingId obstacle { code says } tightest { says } } } }`;

/** Takes a listing all the way to the market. */
async function publishListing(token: string, what: ReturnType<typeof content>): Promise<string> {
  const { id } = await api.do(CREATE_LISTING, { content: what }, { as: token });
  await api.do(SUBMIT, { id }, { as: token });
  const approved = await api.do(REVIEW, { id, revision: 1, decision: 'APPROVE' }, { as: moderator.token });
  expect(approved).toMatchObject({ state: 'PUBLISHED', revision: 1 });
  return id as string;
}

const received = (heard: readonly Heard[]) => heard.map(({ data }) => data?.['notificationReceived']);
const ofKind = (heard: readonly Heard[], kind: string) => received(heard).filter((one) => one?.kind === kind);

describe('a supplier comes to the market', () => {
  it('registers, and is told of every fault at once when there are some', async () => {
    const register = `mutation m($registration: RegistrationInput!) { registerOrganisation(registration: $registration) {
      __typename ... on Organisation { id state creditCodeCheck } ... on Refusal { reasons { code field } } } }`;
    const registration = (creditCode: string, password: string) => ({
      kind: 'SUPPLIER',
      name: { zh: '清源膜科技' },
      creditCode,
      region: 'CN',
      owner: { email: 'Owner@Supplier.example.com', name: '王工', password },
    });
    const refused = await api.do(register, { registration: registration('nonsense', 'short') });
    expect(refused['reasons']).toEqual([
      { code: 'INVALID', field: 'creditCode' },
      { code: 'WEAK_PASSWORD', field: 'owner.password' },
    ]);
    const registered = await api.do(register, { registration: registration('91350100M000100Y43', PASSWORD) });
    expect(registered).toMatchObject({ __typename: 'Organisation', state: 'PENDING', creditCodeCheck: null });
    const twice = await api.do(register, { registration: registration('91350100M000100Y43', PASSWORD) });
    expect(['EMAIL_TAKEN', 'DUPLICATE']).toContain(twice['reasons'][0].code);

    const signIn = `mutation m($email: String!, $password: String!) { signIn(email: $email, password: $password) {
      __typename ... on SignedIn { accessToken organisation { id state } } } }`;
    const signedIn = await api.do(signIn, { email: 'owner@supplier.example.com', password: PASSWORD });
    expect(signedIn['organisation']).toEqual({ id: registered['id'], state: 'PENDING' });
    supplier = { token: signedIn['accessToken'], id: registered['id'] };
    const { viewer } = await api.ask('{ viewer { organisation { creditCodeCheck } } }', {}, { as: supplier.token });
    expect(viewer.organisation).toEqual({ creditCodeCheck: 'OK' });
  });

  it('drafts before it is verified, and cannot submit until it is', async () => {
    const drafted = await api.do(
      CREATE_LISTING,
      { content: content(30, '膜生物反应器 MBR-10') },
      { as: supplier.token },
    );
    expect(drafted).toMatchObject({ state: 'DRAFT', revision: 0, staged: { number: 1, state: 'DRAFT' } });
    listingId = drafted['id'];
    const early = await api.send(SUBMIT, { id: listingId }, { as: supplier.token });
    expect(early.errors[0]?.extensions?.['code']).toBe('NOT_VERIFIED');

    const decide = `mutation m($id: ID!) { decideOrganisation(id: $id, decision: VERIFY) { __typename ... on Organisation { state } } }`;
    expect(await api.do(decide, { id: supplier.id }, { as: moderator.token })).toMatchObject({ state: 'VERIFIED' });
  });

  it('submits, is asked for changes with a reason, edits and is approved', async () => {
    expect(await api.do(SUBMIT, { id: listingId }, { as: supplier.token })).toMatchObject({ state: 'SUBMITTED' });
    const queue = await api.ask(
      '{ listingsToReview { totalCount edges { node { id } } } }',
      {},
      { as: moderator.token },
    );
    expect(queue['listingsToReview']).toMatchObject({ totalCount: 1, edges: [{ node: { id: listingId } }] });

    const bare = await api.do(
      REVIEW,
      { id: listingId, revision: 1, decision: 'REQUEST_CHANGES' },
      { as: moderator.token },
    );
    expect(bare).toMatchObject({ __typename: 'Refusal', code: 'REASON_REQUIRED', field: 'reason' });
    const reason = '请补充氨氮的检测依据';
    const asked = await api.do(
      REVIEW,
      { id: listingId, revision: 1, decision: 'REQUEST_CHANGES', reason },
      { as: moderator.token },
    );
    expect(asked).toMatchObject({ state: 'CHANGES_REQUESTED', staged: { reason } });
    const told = await api.ask(
      '{ notifications { edges { node { kind reason listing { id } } } } }',
      {},
      { as: supplier.token },
    );
    expect(told['notifications'].edges[0].node).toEqual({
      kind: 'LISTING_CHANGES_REQUESTED',
      reason,
      listing: { id: listingId },
    });

    const edit = { id: listingId, content: content(30, '膜生物反应器 MBR-10') };
    const stale = await api.do(UPDATE_LISTING, { ...edit, version: 1 }, { as: supplier.token });
    expect(stale).toMatchObject({ __typename: 'Refusal', code: 'STALE_VERSION' });
    await api.do(UPDATE_LISTING, { ...edit, version: asked['version'] }, { as: supplier.token });
    await api.do(SUBMIT, { id: listingId }, { as: supplier.token });
    const approved = await api.do(REVIEW, { id: listingId, revision: 1, decision: 'APPROVE' }, { as: moderator.token });
    expect(approved).toMatchObject({ state: 'PUBLISHED', revision: 1, staged: null });
    const seen = await api.ask('query q($id: ID!) { listing(id: $id) { state content { facts { says } } } }', {
      id: listingId,
    });
    expect(seen['listing'].content.facts.map(({ says }: { says: string }) => says)).toContainEqual(
      expect.stringContaining('30 mg/L'),
    );

    // Keeps 60 mg/L where 50 are demanded.
    rivalListingId = await publishListing(rival.token, content(60, '差一点 MBR'));
  });
});

describe('a buyer asks the market', () => {
  let need: Record<string, unknown>;
  const tenderContent = (days: number, cod?: number) => ({
    title: { zh: '城镇污水处理厂提标', en: 'Sewage plant upgrade' },
    region: 'CN',
    budget: { amountMinor: 1_234_567_890_123 },
    deadline: new Date(Date.now() + days * DAY_MS).toISOString(),
    lots: [
      {
        id: '1',
        title: { zh: '膜系统' },
        need: {
          ...need,
          ...(cod === undefined
            ? {}
            : {
                requirements: [
                  {
                    id: 'cod',
                    mandatory: true,
                    metric: 'outlet',
                    parameter: 'cod',
                    op: 'LE',
                    value: cod,
                    unit: 'mg/L',
                  },
                ],
              }),
        },
      },
    ],
  });

  it('drafts a need from a sentence, settles what is open, and looks at the market', async () => {
    const drafted = await api.do(
      `{ draftNeed(duty: "50,000 m3/d, COD 120, NH3-N 25", standard: "GB 18918-2002 一级A") { __typename
        ... on DraftedNeed { lot { domain duty { metric { code } parameter { code } op value unit }
          standards { code level parameters { code } } } toSettle { code } } } }`,
      {},
      { as: buyer.token },
    );
    expect(drafted['lot'].duty).toHaveLength(3);
    const [citation] = drafted['lot'].standards;
    // The water is warm: the limits for cold water do not hold.
    const open = drafted['toSettle'].map(({ code }: { code: string }) => code) as string[];
    expect(open.some((text) => text.includes('<='))).toBe(true);
    need = {
      domain: drafted['lot'].domain,
      duty: drafted['lot'].duty.map((one: Data) => ({
        metric: one.metric.code,
        ...(one.parameter ? { parameter: one.parameter.code } : {}),
        op: one.op,
        value: one.value,
        unit: one.unit,
      })),
      standards: [
        {
          code: citation.code,
          level: citation.level,
          parameters: citation.parameters.map(({ code }: { code: string }) => code),
          where: open.filter((text) => !text.includes('<=')),
          whereNot: open.filter((text) => text.includes('<=')),
        },
      ],
    };
    const preview = await api.do(
      `query q($need: NeedInput!) { previewMatches(need: $need) { __typename ... on Refusal { reasons { code field message } }
        ... on MatchPreview { compared fits ruledOut top { outcome listing { id } units findings { id verdict says } }
          nearMisses { listing { id } findings { id verdict code says } } relaxations { says to fits } } } }`,
      { need },
      { as: buyer.token },
    );
    expect(preview).toMatchObject({ __typename: 'MatchPreview', compared: 2, fits: 1 });
    expect(preview['top'][0]).toMatchObject({ outcome: 'FITS', listing: { id: listingId }, units: 5 });
    expect(preview['nearMisses'][0].listing.id).toBe(rivalListingId);
    const obstacle = preview['nearMisses'][0].findings.find(({ verdict }: { verdict: string }) => verdict === 'FAIL');
    expect(obstacle).toMatchObject({ code: 'ABOVE_LIMIT', says: expect.stringMatching(/60.*50|50.*60/) });
    expect(preview['relaxations'][0]).toMatchObject({ to: 60, fits: 2 });
  });

  it('is held to the legal periods and told the earliest day, then publishes; suppliers hear', async () => {
    const create = `mutation m($content: TenderContentInput!) { createTender(content: $content) { ${TENDER} } }`;
    const drafted = await api.do(create, { content: tenderContent(10) }, { as: buyer.token });
    expect(drafted).toMatchObject({ state: 'DRAFT', revision: 0 });
    tenderId = drafted['id'];
    expect((await api.ask('query q($id: ID!) { tender(id: $id) { id } }', { id: tenderId }))['tender']).toBeNull();

    const publish = `mutation m($id: ID!) { publishTender(id: $id) { ${TENDER} } }`;
    const refused = await api.do(publish, { id: tenderId }, { as: buyer.token });
    expect(refused).toMatchObject({ __typename: 'Refusal', code: 'DEADLINE_TOO_SOON', field: 'content.deadline' });
    const facts = refused['reasons'][0].facts as { name: string; value: string }[];
    const earliest = new Date(facts.find(({ name }) => name === 'earliest')?.value ?? '');
    // Twenty days from the refusal, to the full minute.
    expect(Math.abs(earliest.getTime() - Date.now() - 20 * DAY_MS)).toBeLessThanOrEqual(60_000);
    const suggested = Date.parse(facts.find(({ name }) => name === 'suggested')?.value ?? '');
    expect(suggested - earliest.getTime()).toBeGreaterThan(9 * 60_000);
    expect(refused['message']).toMatch(/Law|Regulation|Measures|政府采购/);

    const update = `mutation m($id: ID!, $content: TenderContentInput!, $version: Int!) {
      updateTender(id: $id, content: $content, expectedVersion: $version) { ${TENDER} } }`;
    await api.do(
      update,
      { id: tenderId, content: tenderContent(25), version: drafted['version'] },
      { as: buyer.token },
    );
    // A colleague who has read what was there before would publish what nobody showed them.
    const publishRead = `mutation m($id: ID!, $version: Int) { publishTender(id: $id, expectedVersion: $version) { ${TENDER} } }`;
    expect(await api.do(publishRead, { id: tenderId, version: drafted['version'] }, { as: buyer.token })).toMatchObject(
      { __typename: 'Refusal', code: 'STALE_VERSION', field: 'expectedVersion' },
    );

    heardBySupplier = (await api.subscribe(RECEIVED, { as: supplier.token })).heard;
    heardByRival = (await api.subscribe(RECEIVED, { as: rival.token })).heard;
    expect(await api.do(publish, { id: tenderId }, { as: buyer.token })).toMatchObject({
      state: 'PUBLISHED',
      revision: 1,
    });
    await eventually(() => heardBySupplier.length > 0 && heardByRival.length > 0, 20_000);
    expect(received(heardBySupplier)[0]).toMatchObject({
      kind: 'TENDER_MATCHES',
      tender: { id: tenderId },
      matches: [
        {
          closeness: 'FITS',
          lotId: '1',
          listingId,
          obstacle: null,
          tightest: { says: expect.stringMatching(/mg\/L/) },
        },
      ],
    });
    expect(received(heardByRival)[0]).toMatchObject({
      kind: 'TENDER_MATCHES',
      matches: [{ closeness: 'NEAR_MISS', listingId: rivalListingId, obstacle: { code: 'ABOVE_LIMIT' } }],
      says: expect.stringMatching(/60/),
    });
  });

  const RUN = `query q($id: ID!) { tender(id: $id) { revision budget { amountMinor display } lots { matches { id stale tenderRevision digest fits compared notified
    top { outcome listing { id } listingRevision } nearMisses { listing { id } } relaxations { to fits } } } } }`;
  const runOf = async () => (await api.ask(RUN, { id: tenderId }))['tender'].lots[0].matches;

  it('has the run kept with its tender, for everyone to read', async () => {
    const run = await eventually(runOf);
    expect(run).toMatchObject({ stale: false, tenderRevision: 1, compared: 2, fits: 1, notified: 2 });
    expect(run.top[0]).toMatchObject({ outcome: 'FITS', listing: { id: listingId }, listingRevision: 1 });
    firstRunId = run.id;
    const { tender } = await api.ask(RUN, { id: tenderId });
    expect(tender.budget.amountMinor).toBe(1_234_567_890_123);
  });

  it('computes the run again byte for byte, also after the listing has changed', async () => {
    const reproduce = `query q($id: ID!) { reproduceMatchRun(id: $id) { __typename ... on Reproduction { identical digest kept } } }`;
    const before = await api.do(reproduce, { id: firstRunId });
    expect(before).toMatchObject({ identical: true });

    const { version } = (await api.ask('query q($id: ID!) { listing(id: $id) { version } }', { id: listingId }))[
      'listing'
    ];
    await api.do(
      UPDATE_LISTING,
      { id: listingId, content: content(45, '膜生物反应器 MBR-10 改'), version },
      { as: supplier.token },
    );
    await api.do(SUBMIT, { id: listingId }, { as: supplier.token });
    const approved = await api.do(REVIEW, { id: listingId, revision: 2, decision: 'APPROVE' }, { as: moderator.token });
    expect(approved).toMatchObject({ state: 'PUBLISHED', revision: 2 });
    expect(await api.do(reproduce, { id: firstRunId })).toEqual(before);
  });

  it('matches a new listing against open tenders and tells its supplier and the buyer', async () => {
    const late = await api.person('SUPPLIER', 'OWNER');
    const { heard } = await api.subscribe(RECEIVED, { as: late.token });
    const heardByBuyer = (await api.subscribe(RECEIVED, { as: buyer.token })).heard;
    const id = await publishListing(late.token, content(20, '后来者 MBR'));
    await eventually(() => ofKind(heard, 'NEW_LISTING_MATCHES').length > 0);
    expect(ofKind(heard, 'NEW_LISTING_MATCHES')[0]).toMatchObject({
      tender: { id: tenderId },
      listing: { id },
      matches: [{ closeness: 'FITS', lotId: '1', listingId: id }],
    });
    await eventually(() => ofKind(heardByBuyer, 'NEW_LISTING_MATCHES').some((one) => one?.listing?.id === id));
    const forMe = await api.ask('{ tendersForMe { tender { id } matches { closeness } } }', {}, { as: late.token });
    expect(forMe['tendersForMe']).toEqual([{ tender: { id: tenderId }, matches: [{ closeness: 'FITS' }] }]);
  });

  it('amends: the old run is stale until there is a new one, and those who were told are told', async () => {
    const amend = `mutation m($id: ID!, $content: TenderContentInput!, $version: Int!, $reason: String!) {
      amendTender(id: $id, content: $content, expectedVersion: $version, reason: $reason) { ${TENDER} } }`;
    const { tender } = await api.ask('query q($id: ID!) { tender(id: $id) { version } }', { id: tenderId });
    const given = { id: tenderId, version: tender.version };
    const bare = await api.do(amend, { ...given, content: tenderContent(30, 40), reason: ' ' }, { as: buyer.token });
    expect(bare).toMatchObject({ __typename: 'Refusal', code: 'REASON_REQUIRED' });
    const late = await api.do(amend, { ...given, content: tenderContent(12, 40), reason: '提前' }, { as: buyer.token });
    expect(late['code']).toBe('DEADLINE_TOO_SOON');

    const amended = await api.do(
      amend,
      { ...given, content: tenderContent(30, 40), reason: 'COD 限值收严至 40' },
      { as: buyer.token },
    );
    expect(amended).toMatchObject({ state: 'PUBLISHED', revision: 2, reason: 'COD 限值收严至 40' });
    // Anyone reads what was changed, and why.
    const amendments =
      'query q($id: ID!) { tender(id: $id) { amendments { revision reason changes { kind part partLabel lotId before after } } } }';
    const read = await api.ask(amendments, { id: tenderId });
    expect(read['tender'].amendments).toEqual([
      {
        revision: 2,
        reason: 'COD 限值收严至 40',
        changes: [
          expect.objectContaining({ kind: 'CHANGED', part: 'DEADLINE', partLabel: 'Bid deadline', lotId: null }),
          {
            kind: 'ADDED',
            part: 'REQUIREMENT',
            partLabel: 'Requirement',
            lotId: '1',
            before: null,
            after: '★ Chemical oxygen demand (CODCr) at the outlet ≤ 40 mg/L',
          },
        ],
      },
    ]);
    await eventually(() => ofKind(heardBySupplier, 'TENDER_AMENDED').length > 0);
    expect(ofKind(heardBySupplier, 'TENDER_AMENDED')[0]).toMatchObject({
      reason: 'COD 限值收严至 40',
      tender: { id: tenderId },
      says: expect.stringContaining('COD 限值收严至 40'),
    });
    const run = await eventually(async () => {
      const found = await runOf();
      return found?.tenderRevision === 2 && found;
    });
    expect(run).toMatchObject({ stale: false, fits: 1 });
    expect(run.id).not.toBe(firstRunId);
    // The first run still proves itself, at the tender's first revision.
    const reproduce = `query q($id: ID!) { reproduceMatchRun(id: $id) { ... on Reproduction { identical } } }`;
    expect(await api.do(reproduce, { id: firstRunId })).toEqual({ identical: true });
    expect(await api.do(reproduce, { id: run.id })).toEqual({ identical: true });
  });

  it('cancels with a reason, which those who were told read', async () => {
    const cancel = `mutation m($id: ID!, $reason: String!) { cancelTender(id: $id, reason: $reason) { ${TENDER} } }`;
    expect(await api.do(cancel, { id: tenderId, reason: '' }, { as: buyer.token })).toMatchObject({
      code: 'REASON_REQUIRED',
    });
    const cancelled = await api.do(cancel, { id: tenderId, reason: '资金未落实' }, { as: buyer.token });
    expect(cancelled).toMatchObject({ state: 'CANCELLED', reason: '资金未落实' });
    for (const heard of [heardBySupplier, heardByRival]) {
      await eventually(() => ofKind(heard, 'TENDER_CANCELLED').length === 1);
      expect(ofKind(heard, 'TENDER_CANCELLED')[0]).toMatchObject({ reason: '资金未落实' });
    }
    const publish = `mutation m($id: ID!) { publishTender(id: $id) { ${TENDER} } }`;
    expect(await api.do(publish, { id: tenderId }, { as: buyer.token })).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('reads what it was told, and marks it read', async () => {
    const unread = async () =>
      (await api.ask('{ viewer { unread } }', {}, { as: rival.token }))['viewer'].unread as number;
    expect(await unread()).toBeGreaterThanOrEqual(3);
    const own = await api.ask(
      '{ notifications(unreadOnly: true, first: 1) { edges { node { id } } pageInfo { hasNextPage } } }',
      {},
      { as: rival.token },
    );
    const [{ node }] = own['notifications'].edges;
    const mark = 'mutation m($ids: [ID!]) { markNotificationsRead(ids: $ids) }';
    expect(await api.ask(mark, { ids: [node.id] }, { as: supplier.token })).toEqual({ markNotificationsRead: 0 });
    expect(await api.ask(mark, { ids: [node.id] }, { as: rival.token })).toEqual({ markNotificationsRead: 1 });
    expect(await api.ask(mark, {}, { as: rival.token })).toEqual({ markNotificationsRead: expect.any(Number) });
    expect(await unread()).toBe(0);
  });

  it('opens an archived real demand as a draft that states what its record states', async () => {
    const [demand] = demo().demands;
    await api.app.get(Work).run((tx) => tx.demands.add(demand!));
    const open = `mutation m($id: ID!) { createTenderFromDemand(demandId: $id) { __typename
      ... on Tender { state title { zh en } deadline fromDemand { id lacks { code says } } lots { domain requirements { says } } } } }`;
    const draft = await api.do(open, { id: demand!.id }, { as: buyer.token });
    expect(draft).toMatchObject({
      state: 'DRAFT',
      title: demand!.title,
      deadline: null,
      fromDemand: { id: demand!.id },
    });
    expect(draft['lots']).toHaveLength(1);
    expect(await api.do(open, { id: 'none' }, { as: buyer.token })).toEqual({ __typename: 'Refusal' });
  });
});

describe('the audit chain', () => {
  const entries = (): Promise<readonly AuditEntry[]> => api.app.get(Reads).auditEntries(0, 10_000);
  const sha256 = (text: string) => api.app.get(Digest).sha256(text);

  it('holds what was decided, by whom and why, and proves itself', async () => {
    const { auditTrail } = await api.ask(
      'query q($id: ID) { auditTrail(subjectId: $id) { edges { node { action reason actor } } } }',
      { id: tenderId },
      { as: moderator.token },
    );
    const actions = auditTrail.edges.map(({ node }: Data) => node.action);
    // The market is checked again whenever it changes, so only the decisions of people have a fixed place.
    const people = auditTrail.edges
      .filter(({ node }: Data) => node.actor !== 'SYSTEM')
      .map(({ node }: Data) => node.action);
    expect(people).toEqual(['TENDER_CANCELLED', 'TENDER_AMENDED', 'TENDER_PUBLISHED', 'TENDER_DRAFTED']);
    expect(actions.filter((action: string) => action === 'TENDER_MATCHED').length).toBeGreaterThanOrEqual(2);
    expect(auditTrail.edges[0].node).toMatchObject({ reason: '资金未落实', actor: buyer.memberId });
    const chain = await entries();
    expect(chain.length).toBeGreaterThan(20);
    expect(firstBrokenLink(chain, null, sha256)).toBeUndefined();
  });

  it('cannot be changed by the program, and names the link that somebody with the run of the database has changed', async () => {
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    try {
      await expect(client.query(`update audit_entry set reason = 'x' where position = 7`)).rejects.toThrow();
      await expect(client.query('delete from audit_entry where position = 7')).rejects.toThrow();
      await client.query('alter table audit_entry disable trigger user');
      await client.query(`update audit_entry set actor = 'somebody else' where position = 7`);
      await client.query('alter table audit_entry enable trigger user');
    } finally {
      await client.end();
    }
    expect(firstBrokenLink(await entries(), null, sha256)).toEqual({ position: 7, fault: 'HASH' });
  });
});
