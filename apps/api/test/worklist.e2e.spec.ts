import { LapseListings, Work } from '@huanpei/app';
import { addDays, shanghaiDay } from '@huanpei/domain';
import { demo } from '@huanpei/reference';
import { eventually } from '@huanpei/testing';
import { Client } from 'pg';
import { RunningApi, type Data, type Person } from './running-api';

const DAY_MS = 86_400_000;

let api: RunningApi;
let moderator: Person;
let supplier: Person;
let buyer: Person;
let listingId: string;
/** Ids of the tenders by name. */
const tenders: Record<string, string> = {};

beforeAll(async () => {
  api = await RunningApi.start();
  moderator = await api.person('OPERATOR', 'MODERATOR');
  supplier = await api.person('SUPPLIER', 'OWNER');
  buyer = await api.person('BUYER', 'OWNER');
  listingId = await publishListing(supplier, CONTENT('膜生物反应器 MBR-10'));
  await publishTender('both', {
    title: 'Both',
    budget: 1_000_000_00,
    requirements: [limit('cod', 50), limit('nh3n', 5)],
  });
  await publishTender('strict', { title: 'Strict', requirements: [limit('nh3n', 1.5)], region: 'CN-GD-4401' });
  await publishTender('proven', { title: 'Proven', minimumBasis: 'TESTED', requirements: [limit('cod', 50)] });
  await publishTender('beyond', {
    title: 'Beyond',
    budget: 3_000_000_00,
    requirements: [limit('cod', 10)],
    region: 'CN-GD',
  });
  await eventually(async () => {
    for (const id of Object.values(tenders)) if (!(await runOf(id))) return false;
    return true;
  });
});
afterAll(() => api.stop());

const limit = (parameter: string, value: number) => ({
  id: parameter,
  mandatory: true,
  metric: 'outlet',
  parameter,
  op: 'LE',
  value,
  unit: 'mg/L',
});
const figure = (parameter: string, value: number, more: object = {}) => ({
  metric: 'outlet',
  parameter,
  op: 'LE',
  value,
  unit: 'mg/L',
  ...more,
});

/** States its COD, proven by a report that ends the day after tomorrow, and nothing of NH3-N. */
const CONTENT = (name: string) => ({
  name: { zh: name, en: name },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  attachments: [
    { id: 'r', kind: 'TEST_REPORT', title: '检测报告 117', validUntil: addDays(shanghaiDay(new Date()), 2) },
  ],
  facts: [figure('cod', 30, { basis: 'TESTED', attachmentId: 'r' })],
});

const LISTING = `__typename ... on Listing { id version state revision confirmedOn confirmedUntil stale staged { number state } }
  ... on Refusal { code field message reasons { code field } }`;
const REVIEW = `mutation m($id: ID!, $revision: Int!) { reviewListing(id: $id, revision: $revision, decision: APPROVE) { ${LISTING} } }`;
const CONFIRM = `mutation m($id: ID!) { confirmListing(id: $id) { ${LISTING} } }`;
const EFFECT =
  'becomeFits becomeRuledOut unchanged worth { amountMinor currency } withoutBudget says changes { tenderId was willBe opens obstacle { code } }';
const PREVIEW = `query q($id: ID!, $answer: ListingAnswerInput!) { previewAnswer(id: $id, answer: $answer) {
  __typename ... on RevisionEffect { ${EFFECT} } ... on Refusal { code field reasons { code field } } } }`;
const PREVIEW_LISTING = `query q($id: ID, $content: ListingContentInput!) { previewListing(id: $id, content: $content) {
  __typename ... on ListingPreview { compared completeness { stated expected } effect { ${EFFECT} } lots { tenderId outcome findings { id verdict says } } unstated { subject lots metric { code } parameter { code } } }
  ... on Refusal { code field reasons { code field } } } }`;
const ANSWER = `mutation m($id: ID!, $answer: ListingAnswerInput!, $version: Int!, $submit: Boolean) {
  answerUnknown(id: $id, answer: $answer, expectedVersion: $version, submit: $submit) {
    __typename ... on AnsweredListing { listing { id version revision state content { facts { says } } staged { number state content { facts { says } } } } effect { ${EFFECT} } }
    ... on Refusal { code field message reasons { code field } } } }`;
const WORKLIST = `query q($filter: WorklistFilter, $first: Int! = 20, $after: String) { improvementWorklist(filter: $filter, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { kind listingId subject metric { code } parameter { code } unit needed enough basis
    unlocks worth { amountMinor display } withoutBudget amongOthers says
    tenders(first: 5) { tenderId alone others limit fitsAlready finding { code } } } } } }`;

async function publishListing(person: Person, content: object): Promise<string> {
  const create = `mutation m($content: ListingContentInput!) { createListing(content: $content) { ${LISTING} } }`;
  const { id } = await api.do(create, { content }, { as: person.token });
  await api.do(`mutation m($id: ID!) { submitListing(id: $id) { ${LISTING} } }`, { id }, { as: person.token });
  await api.do(REVIEW, { id, revision: 1 }, { as: moderator.token });
  return id as string;
}

async function publishTender(
  name: string,
  given: { title: string; budget?: number; region?: string; minimumBasis?: string; requirements: object[] },
): Promise<void> {
  const { title, budget, region, ...need } = given;
  const content = {
    title: { zh: title, en: title },
    track: 'PRIVATE',
    ...(region ? { region } : {}),
    ...(budget ? { budget: { amountMinor: budget } } : {}),
    deadline: new Date(Date.now() + 60 * DAY_MS).toISOString(),
    lots: [{ id: '1', title: { zh: title }, need: { domain: 'water', technologies: ['water.mun.mbr'], ...need } }],
  };
  const create =
    'mutation m($content: TenderContentInput!) { createTender(content: $content) { ... on Tender { id } ... on Refusal { reasons { field message } } } }';
  const { id } = await api.do(create, { content }, { as: buyer.token });
  tenders[name] = id as string;
  await api.do(
    'mutation m($id: ID!) { publishTender(id: $id) { ... on Refusal { message } } }',
    { id },
    { as: buyer.token },
  );
}

const runOf = async (id: string): Promise<Data | null> =>
  (await api.ask('query q($id: ID!) { tender(id: $id) { lots { matches { fits needsData asOf } } } }', { id }))[
    'tender'
  ].lots[0].matches;
const worklist = async (variables = {}, as = supplier.token): Promise<Data> =>
  (await api.ask(WORKLIST, variables, { as }))['improvementWorklist'];
const items = async (variables = {}): Promise<Data[]> =>
  (await worklist(variables))['edges'].map(({ node }: Data) => node);
const notices = async (person: Person, kind: string): Promise<Data[]> => {
  const asked =
    '{ notifications(first: 50) { edges { node { kind says tender { id } listing { id } expiry { on items { kind subject lastDay says } standings { tenderId was now } } matches { closeness } } } } }';
  const { notifications } = await api.ask(asked, {}, { as: person.token });
  return notifications.edges.map(({ node }: Data) => node).filter((node: Data) => node['kind'] === kind);
};
const version = async (): Promise<number> =>
  (await api.ask('query q($id: ID!) { listing(id: $id) { version } }', { id: listingId }))['listing'].version;

describe('a supplier improves its listings', () => {
  it('sees what would open most, what it is worth, and what is asked, in both languages', async () => {
    const [first, second, ...rest] = await items();
    expect(first).toMatchObject({
      kind: 'STATE',
      listingId,
      metric: { code: 'outlet' },
      parameter: { code: 'nh3n' },
      unit: 'mg/L',
      needed: '≤ 1.5 mg/L',
      enough: true,
      unlocks: 2,
      worth: [{ amountMinor: 100_000_000, display: '¥1,000,000' }],
      withoutBudget: 1,
      amongOthers: 0,
    });
    expect(first?.['says']).toMatch(/may qualify for 2 open tenders worth ¥1,000,000 \(1 without a stated budget\)/);
    expect(second).toMatchObject({ kind: 'IMPROVE', parameter: { code: 'cod' }, needed: '≤ 10 mg/L', unlocks: 1 });
    expect(second?.['tenders']).toMatchObject([
      { tenderId: tenders['beyond'], alone: true, others: 0, fitsAlready: false, finding: { code: 'ABOVE_LIMIT' } },
    ]);
    expect(rest).toEqual([]);
    const zh = await api.send(WORKLIST, {}, { as: supplier.token, headers: { 'accept-language': 'zh' } });
    expect(zh.text).toContain('即可能满足 2 个公开招标，预算合计 ¥1,000,000（1 个未公布预算）');
  });

  it('pages and filters it', async () => {
    const page = await worklist({ first: 1 });
    expect(page).toMatchObject({
      totalCount: 2,
      pageInfo: { hasNextPage: true },
      edges: [{ node: { kind: 'STATE' } }],
    });
    const next = await worklist({ first: 1, after: page['pageInfo'].endCursor });
    expect(next).toMatchObject({ pageInfo: { hasNextPage: false }, edges: [{ node: { kind: 'IMPROVE' } }] });
    expect(await items({ filter: { kinds: ['PROVE'] } })).toEqual([]);
    expect(await items({ filter: { listingId: 'other' } })).toEqual([]);
    expect(await items({ filter: { opensMore: true } })).toHaveLength(2);
    expect(await items({ filter: { opensMore: false } })).toEqual([]);
    const foreign = await api.send(WORKLIST, { after: 'x' }, { as: supplier.token });
    expect(foreign.errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect((await worklist({}, (await api.person('SUPPLIER', 'VIEWER')).token))['totalCount']).toBe(0);
  });

  it('is told before answering what the answer would change', async () => {
    const preview = (value: number) =>
      api.do(PREVIEW, { id: listingId, answer: { facts: [figure('nh3n', value)] } }, { as: supplier.token });
    expect(await preview(1.5)).toMatchObject({
      becomeFits: 2,
      becomeRuledOut: 0,
      unchanged: 2,
      worth: [{ amountMinor: 100_000_000 }],
      withoutBudget: 1,
      says: expect.stringContaining('newly fit 2 lots'),
    });
    const weaker = await preview(3);
    expect(weaker).toMatchObject({ becomeFits: 1, becomeRuledOut: 1 });
    expect(weaker['changes']).toMatchObject([
      { tenderId: tenders['both'], was: 'NEEDS_DATA', willBe: 'FITS', opens: 0, obstacle: null },
      {
        tenderId: tenders['strict'],
        was: 'NEEDS_DATA',
        willBe: 'RULED_OUT',
        opens: 1,
        obstacle: { code: 'ABOVE_LIMIT' },
      },
    ]);
    // Nothing was kept.
    const { listing } = await api.ask(
      'query q($id: ID!) { listing(id: $id) { staged { number } } }',
      { id: listingId },
      { as: supplier.token },
    );
    expect(listing.staged).toBeNull();
  });

  it('sees how an edit, or a listing that does not exist yet, would be matched, and keeps nothing', async () => {
    const content = { ...CONTENT('示例'), facts: [figure('cod', 8), figure('nh3n', 1)] };
    const preview = async (variables: Record<string, unknown>) =>
      (await api.ask(PREVIEW_LISTING, variables, { as: supplier.token }))['previewListing'];
    const outcomes = ({ lots }: Data) =>
      Object.fromEntries(lots.map(({ tenderId, outcome }: Data) => [tenderId, outcome])) as Data;

    const edit = await preview({ id: listingId, content });
    expect(edit.__typename).toBe('ListingPreview');
    expect(outcomes(edit)[tenders['strict'] as string]).toBe('FITS');
    // Guaranteed, where tested is asked for.
    expect(outcomes(edit)[tenders['proven'] as string]).toBe('NEEDS_DATA');
    const fresh = await preview({ content });
    expect(outcomes(fresh)).toEqual(outcomes(edit));
    expect(fresh.compared).toBe(edit.compared);
    // Towards a market on which it is not yet, all it fits is new.
    expect(fresh.effect.becomeFits).toBe(fresh.lots.filter(({ outcome }: Data) => outcome === 'FITS').length);

    expect(fresh.unstated).toEqual([]);
    // What most tenders ask for and the published content does not say comes first.
    const silent = await preview({ content: CONTENT('示例') });
    expect(silent.unstated[0]).toMatchObject({ metric: { code: 'outlet' }, parameter: { code: 'nh3n' }, lots: 2 });

    const faulty = await preview({ content: { ...content, technologies: ['water.none'] } });
    expect(faulty).toMatchObject({ __typename: 'Refusal', field: 'content.technologies[0]' });
    expect((await preview({ id: 'none', content })).code).toBe('NOT_FOUND');
    const { listing } = await api.ask(
      'query q($id: ID!) { listing(id: $id) { staged { number } } }',
      { id: listingId },
      { as: supplier.token },
    );
    expect(listing.staged).toBeNull();
  });

  it('is refused an answer that says nothing or what cannot be, by its place in the answer', async () => {
    const answer = async (given: object) =>
      api.do(ANSWER, { id: listingId, version: await version(), answer: given }, { as: supplier.token });
    expect(await answer({})).toMatchObject({ code: 'REQUIRED', field: 'answer' });
    const faulty = await answer({
      facts: [figure('nh3n', 1), figure('nonsense', 1), figure('tp', 1, { basis: 'TESTED', attachmentId: 'none' })],
      certificates: [{ scheme: 'no-such-scheme' }],
    });
    expect(faulty['reasons']).toEqual([
      { code: 'UNKNOWN_CODE', field: 'answer.facts[1].parameter' },
      { code: 'UNKNOWN_CODE', field: 'answer.certificates[0].scheme' },
      { code: 'UNKNOWN_CODE', field: 'answer.facts[2].attachmentId' },
    ]);
    const stale = await api.do(
      ANSWER,
      { id: listingId, version: 99, answer: { leadDays: 30 } },
      { as: supplier.token },
    );
    expect(stale['code']).toBe('STALE_VERSION');
    const rival = await api.person('SUPPLIER', 'OWNER');
    const other = await api.do(ANSWER, { id: listingId, version: 1, answer: { leadDays: 30 } }, { as: rival.token });
    expect(other['code']).toBe('NOT_FOUND');
  });

  it('answers with one call: staged, handed in, and shown what it will change, while the published one stays', async () => {
    const answer = {
      facts: [figure('nh3n', 1.5, { basis: 'TESTED', attachmentId: 'n' })],
      attachments: [{ id: 'n', kind: 'TEST_REPORT', title: '检测报告 118' }],
    };
    const given = { id: listingId, version: await version(), answer };
    const answered = await api.do(ANSWER, given, { as: supplier.token });
    expect(answered['effect']).toMatchObject({ becomeFits: 2, becomeRuledOut: 0 });
    expect(answered['listing']).toMatchObject({
      state: 'PUBLISHED',
      revision: 1,
      staged: { number: 2, state: 'SUBMITTED' },
    });
    expect(answered['listing'].version).toBe(given.version + 1);
    expect(answered['listing'].content.facts).toHaveLength(1);
    expect(answered['listing'].staged.content.facts).toHaveLength(2);
    expect((await runOf(tenders['strict']!))?.['fits']).toBe(0);
    const again = await api.do(ANSWER, { ...given, version: given.version + 1 }, { as: supplier.token });
    expect(again['code']).toBe('WRONG_STATE');
  });

  it('fits once it is approved: the run is computed again, and both sides are told', async () => {
    await api.do(REVIEW, { id: listingId, revision: 2 }, { as: moderator.token });
    await eventually(async () => (await runOf(tenders['strict']!))?.['fits'] === 1);
    for (const person of [supplier, buyer]) {
      await eventually(async () => {
        const told = await notices(person, 'NEW_LISTING_MATCHES');
        return [tenders['strict'], tenders['both']].every((id) => told.some((one) => one['tender'].id === id));
      });
    }
    expect((await items()).map(({ kind, parameter }) => [kind, parameter.code])).toEqual([['IMPROVE', 'cod']]);
    const submitted = await api.ask(
      'query q($id: ID) { auditTrail(subjectId: $id) { edges { node { action } } } }',
      { id: listingId },
      { as: moderator.token },
    );
    const actions = submitted['auditTrail'].edges.map(({ node }: Data) => node.action);
    expect(actions.filter((action: string) => action === 'LISTING_SUBMITTED')).toHaveLength(2);
  });

  it('does not hand in an edit that was still under way, unless it is told to', async () => {
    const update = `mutation m($id: ID!, $content: ListingContentInput!, $version: Int!) { updateListing(id: $id, content: $content, expectedVersion: $version) { ${LISTING} } }`;
    const content = CONTENT('改了一半');
    await api.do(update, { id: listingId, content, version: await version() }, { as: supplier.token });
    const answer = async (leadDays: number, submit?: boolean) =>
      api.do(ANSWER, { id: listingId, version: await version(), answer: { leadDays }, submit }, { as: supplier.token });
    expect(await answer(30)).toMatchObject({ listing: { staged: { state: 'DRAFT' } } });
    expect(await answer(31, true)).toMatchObject({ listing: { staged: { state: 'SUBMITTED' } } });
    await api.do(
      `mutation m($id: ID!) { recallListing(id: $id) { ${LISTING} } }`,
      { id: listingId },
      { as: supplier.token },
    );
  });
});

describe('an operator looks for gaps', () => {
  const GAPS = `query q($source: GapSource!, $filter: GapFilter, $first: Int! = 10, $after: String) { marketGaps(source: $source, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { kind lotId compared needsData ruledOut tender { id } demand { id } scenario { code } region { code }
      budget { display } excluding(first: 2) { subject limit alone total says } } } } }`;
  const GROUPS = `query q($source: GapSource!, $filter: GapFilter) { marketGapGroups(source: $source, filter: $filter, first: 10) {
    totalCount edges { node { gaps nothingListed allRuledOut undecided withoutBudget worth { display } scenario { code } region { code } excluding { subject alone total } } } } }`;
  const gaps = async (variables: object) =>
    (await api.ask(GAPS, { ...variables }, { as: moderator.token }))['marketGaps'];

  it('whose number the front page tells everybody, by medium and with the age of the checks', async () => {
    const { marketSummary } =
      await api.ask(`{ marketSummary { openTenders archivedDemands listings suppliers publishedLately
      domains { domain openTenders openLots listings gaps checkedLots oldestCheckAt latestCheckAt } } about { openTenders listings suppliers demands } }`);
    const { about } = await api.ask('{ about { openTenders listings suppliers demands } }');
    expect(marketSummary).toMatchObject({
      openTenders: about.openTenders,
      archivedDemands: about.demands,
      listings: about.listings,
      suppliers: about.suppliers,
    });
    const found = await gaps({ source: 'OPEN_TENDERS' });
    const sum = (of: string): number =>
      marketSummary.domains.reduce((total: number, one: Record<string, number>) => total + one[of]!, 0);
    expect([sum('gaps'), sum('listings')]).toEqual([found.totalCount, about.listings]);
    const checked = marketSummary.domains.find(({ checkedLots }: { checkedLots: number }) => checkedLots > 0);
    expect(Date.parse(checked.latestCheckAt)).toBeGreaterThanOrEqual(Date.parse(checked.oldestCheckAt));
  });

  it('among open tenders: what nothing meets, and the requirement that excludes most', async () => {
    const found = await gaps({ source: 'OPEN_TENDERS' });
    expect(found).toMatchObject({
      totalCount: 1,
      edges: [
        {
          node: {
            kind: 'ALL_RULED_OUT',
            lotId: '1',
            compared: 1,
            ruledOut: 1,
            tender: { id: tenders['beyond'] },
            demand: null,
            scenario: { code: 'water.municipal' },
            region: { code: 'CN-GD' },
            budget: { display: '¥3,000,000' },
            excluding: [
              { limit: '≤ 10 mg/L', alone: 1, total: 1, says: expect.stringContaining('1 listing fails it') },
            ],
          },
        },
      ],
    });
    const none = [{ region: 'CN-JS' }, { domain: 'air' }, { scenario: 'water.salt' }, { kind: 'NOTHING_LISTED' }];
    for (const filter of none) expect((await gaps({ source: 'OPEN_TENDERS', filter })).totalCount).toBe(0);
    const all = [{ region: 'CN' }, { domain: 'water' }, { scenario: 'water' }, { kind: 'ALL_RULED_OUT' }];
    for (const filter of all) expect((await gaps({ source: 'OPEN_TENDERS', filter })).totalCount).toBe(1);
  });

  it('by scenario and province', async () => {
    const { marketGapGroups } = await api.ask(GROUPS, { source: 'OPEN_TENDERS' }, { as: moderator.token });
    expect(marketGapGroups).toMatchObject({
      totalCount: 1,
      edges: [
        {
          node: {
            gaps: 1,
            allRuledOut: 1,
            nothingListed: 0,
            undecided: 0,
            withoutBudget: 0,
            worth: [{ display: '¥3,000,000' }],
            scenario: { code: 'water.municipal' },
            region: { code: 'CN-GD' },
            excluding: [{ alone: 1, total: 1 }],
          },
        },
      ],
    });
  });

  it('among real demands of the past, as a group of its own', async () => {
    const demands = demo().demands.slice(0, 12);
    await api.app.get(Work).run(async (tx) => {
      for (const demand of demands) await tx.demands.add(demand);
    });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Data = await gaps({ source: 'ARCHIVED_DEMANDS', first: 5, after });
      seen.push(...page['edges'].map(({ node }: Data) => node.demand.id as string));
      after = page['pageInfo'].hasNextPage ? page['pageInfo'].endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.every((id) => demands.some((demand) => demand.id === id))).toBe(true);
    expect(seen.length).toBeGreaterThan(0);
    const groups = await api.ask(
      '{ marketGapGroups(source: ARCHIVED_DEMANDS, first: 50) { edges { node { gaps } } } }',
      {},
      { as: moderator.token },
    );
    const grouped = groups['marketGapGroups'].edges.reduce((sum: number, { node }: Data) => sum + node.gaps, 0);
    expect(grouped).toBe(seen.length);
    // Cursors belong to their source.
    const page = await gaps({ source: 'ARCHIVED_DEMANDS', first: 1 });
    const foreign = await api.send(
      GAPS,
      { source: 'OPEN_TENDERS', after: page['pageInfo'].endCursor },
      { as: moderator.token },
    );
    expect(foreign.errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  it('a page at a time: what checks the whole market for each row costs accordingly', async () => {
    const large = await api.send(GAPS, { source: 'OPEN_TENDERS', first: 20 }, { as: moderator.token });
    expect(large.errors[0]?.extensions?.['code']).toBe('QUERY_TOO_LARGE');
  });

  it.each(['SUPPLIER_OWNER', 'BUYER_OWNER'] as const)('which is not for %s', async (asker) => {
    const { token } = await api.personFor(asker);
    for (const [query, variables] of [
      [GAPS, { source: 'OPEN_TENDERS' }],
      [GROUPS, { source: 'OPEN_TENDERS' }],
      ['{ staleListings { totalCount } }', {}],
      ['{ suspendedListings { totalCount } }', {}],
    ] as const) {
      expect((await api.send(query, variables, { as: token })).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    }
  });
});

describe('what lapses', () => {
  const lapse = () => api.app.get(LapseListings).handle();

  it('leaves of a proven figure the word of the supplier; the match is computed again and both sides are told', async () => {
    expect((await runOf(tenders['proven']!))?.['fits']).toBe(1);
    api.clock.advance(3 * DAY_MS);
    await lapse();
    await eventually(async () => {
      const run = await runOf(tenders['proven']!);
      return run?.['fits'] === 0 && run['needsData'] === 1;
    });
    const toBuyer = await notices(buyer, 'LISTING_LAPSED');
    const told = toBuyer.find((one) => one['tender'].id === tenders['proven']);
    expect(told).toMatchObject({
      tender: { id: tenders['proven'] },
      listing: { id: listingId },
      expiry: { items: [{ kind: 'REPORT' }], standings: [{ was: 'FITS', now: 'NEEDS_DATA' }] },
      says: expect.stringMatching(/检测报告 117.*count as the supplier's guarantee.*lot 1: fits → needs data/),
    });
    // It still fits the other one, on weaker evidence.
    expect(toBuyer.find((one) => one['tender'].id === tenders['both'])).toMatchObject({
      expiry: { standings: [{ was: 'FITS', now: 'FITS' }] },
    });
    expect(toBuyer).toHaveLength(2);
    const [own] = await notices(supplier, 'LISTING_LAPSED');
    expect(own).toMatchObject({ tender: null, says: expect.stringContaining('It concerns 2 open tenders') });
    const { listing } = await api.ask(
      'query q($id: ID!) { listing(id: $id) { content { facts { parameter { code } basis basisToday } } } }',
      { id: listingId },
    );
    expect(listing.content.facts).toEqual([
      { parameter: { code: 'cod' }, basis: 'TESTED', basisToday: 'GUARANTEED' },
      { parameter: { code: 'nh3n' }, basis: 'TESTED', basisToday: 'TESTED' },
    ]);
    // The supplier finds on the worklist what to do about it.
    expect(await items({ filter: { kinds: ['PROVE'] } })).toMatchObject([
      { kind: 'PROVE', parameter: { code: 'cod' }, basis: 'TESTED', unlocks: 1 },
    ]);
    await lapse();
    expect(await notices(supplier, 'LISTING_LAPSED')).toHaveLength(1);
  });

  it('marks a listing that is not confirmed in its period, until the supplier confirms it', async () => {
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    await client.query(
      `update listing set confirmed_on = '2020-01-31', published_at = '2020-01-31', expiry_looked_on = null, expiry_next_on = '' where id = $1`,
      [listingId],
    );
    await client.end();
    await lapse();
    const STALE =
      'query q($domain: Domain) { staleListings(domain: $domain) { totalCount edges { node { id stale confirmedUntil } } } }';
    const stale = async (variables = {}) => (await api.ask(STALE, variables, { as: moderator.token }))['staleListings'];
    expect(await stale()).toMatchObject({
      totalCount: 1,
      edges: [{ node: { id: listingId, stale: true, confirmedUntil: '2021-01-31' } }],
    });
    expect((await stale({ domain: 'air' })).totalCount).toBe(0);
    // Buyers see it, marked.
    expect((await api.ask('{ listings { edges { node { id stale } } } }'))['listings'].edges).toEqual([
      { node: { id: listingId, stale: true } },
    ]);
    const told = (await notices(buyer, 'LISTING_LAPSED')).map(({ expiry }) => expiry.items[0].kind);
    expect(told).toContain('CONFIRMATION');

    const today = shanghaiDay(api.clock.now());
    const confirmed = await api.do(CONFIRM, { id: listingId }, { as: supplier.token });
    expect(confirmed).toMatchObject({ confirmedOn: today, stale: false, revision: 2 });
    expect(await api.do(CONFIRM, { id: listingId }, { as: supplier.token })).toEqual(confirmed);
    expect((await stale()).totalCount).toBe(0);
    // Who was told that nobody stood by it is told that somebody does.
    await eventually(async () => (await notices(buyer, 'LISTING_CONFIRMED')).length > 0);
    const renewed = await notices(buyer, 'LISTING_CONFIRMED');
    const ofStale = (await notices(buyer, 'LISTING_LAPSED')).filter(({ expiry }) =>
      expiry.items.some(({ kind }: Data) => kind === 'CONFIRMATION'),
    );
    const tendersOf = (all: readonly Data[]) => all.map((one) => one['tender'].id).sort();
    expect(ofStale.length).toBeGreaterThan(0);
    expect(tendersOf(renewed)).toEqual(expect.arrayContaining(tendersOf(ofStale)));
    expect(renewed[0]!['says']).toMatch(/its supplier confirmed it again on .*no longer marked.*lot 1: still/);
    expect((await notices(supplier, 'LISTING_CONFIRMED'))[0]).toMatchObject({
      tender: null,
      says: expect.stringContaining(`It concerns ${renewed.length} open tenders; the buyers were told.`),
    });
    const { auditTrail } = await api.ask(
      'query q($id: ID) { auditTrail(subjectId: $id) { edges { node { action actor } } } }',
      { id: listingId },
      { as: moderator.token },
    );
    const actions = auditTrail.edges.map(({ node }: Data) => `${node.action} ${node.actor}`);
    expect(actions.filter((action: string) => action.startsWith('LISTING_CONFIRMED'))).toEqual([
      `LISTING_CONFIRMED ${supplier.memberId}`,
    ]);
    expect(actions.filter((action: string) => action === 'LISTING_LAPSED SYSTEM')).toHaveLength(2);
  });
});

describe('what operators have taken down', () => {
  const SUSPENDED = `query q($domain: Domain) { suspendedListings(domain: $domain) { totalCount
    edges { node { listing { id state reason } decision { at reason action actorName organisation { id } } } } } }`;
  const suspended = async (variables = {}) =>
    (await api.ask(SUSPENDED, variables, { as: moderator.token }))['suspendedListings'];

  it('is listed with when, by whom and why, until it is put up again', async () => {
    expect(await suspended()).toMatchObject({ totalCount: 0, edges: [] });
    const SUSPEND = 'mutation ($id: ID!, $reason: String!) { suspendListing(id: $id, reason: $reason) { __typename } }';
    const REINSTATE = 'mutation ($id: ID!) { reinstateListing(id: $id) { __typename } }';
    for (const reason of ['a report is in doubt', 'the report was withdrawn']) {
      if ((await suspended()).totalCount > 0) await api.do(REINSTATE, { id: listingId }, { as: moderator.token });
      await api.do(SUSPEND, { id: listingId, reason }, { as: moderator.token });
    }
    const { totalCount, edges } = await suspended();
    expect(totalCount).toBe(1);
    expect(edges[0].node).toMatchObject({
      listing: { id: listingId, state: 'SUSPENDED', reason: 'the report was withdrawn' },
      decision: {
        action: 'LISTING_SUSPEND',
        reason: 'the report was withdrawn',
        organisation: { id: moderator.organisationId },
      },
    });
    expect(edges[0].node.decision.actorName).toEqual(expect.any(String));
    const { auditTrail } = await api.ask(
      'query q($id: ID) { auditTrail(subjectId: $id, actions: [LISTING_SUSPEND], first: 1) { edges { node { at } } } }',
      { id: listingId },
      { as: moderator.token },
    );
    expect(edges[0].node.decision.at).toBe(auditTrail.edges[0].node.at);
    expect((await suspended({ domain: 'air' })).totalCount).toBe(0);
    await api.do(REINSTATE, { id: listingId }, { as: moderator.token });
    expect((await suspended()).totalCount).toBe(0);
  });
});
