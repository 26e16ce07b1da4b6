import { LIMITS } from '../src/graphql/limits';
import { randomUUID } from 'node:crypto';
import { MarketIndex, MatchTender, Work } from '@huanpei/app';
import { draftListing, offerOf, type ListingContent, type Organisation } from '@huanpei/domain';
import { eventually } from '@huanpei/testing';
import { RunningApi, type Data, type Person } from './running-api';

const DAY_MS = 86_400_000;

let api: RunningApi;
let buyer: Person;
let moderator: Person;
let colleague: Person;
let [maker, second, third]: Person[] = [];

beforeAll(async () => {
  api = await RunningApi.start();
  [buyer, moderator, colleague, maker, second, third] = await Promise.all([
    api.person('BUYER', 'OWNER'),
    api.person('OPERATOR', 'MODERATOR'),
    api.person('OPERATOR', 'ADMINISTRATOR'),
    api.person('SUPPLIER', 'OWNER'),
    api.person('SUPPLIER', 'OWNER'),
    api.person('SUPPLIER', 'OWNER'),
  ]);
  await list(maker!, { cod: 30, nh3n: 3 });
  await list(second!, { cod: 60, nh3n: 3 });
  await list(third!, { cod: 30 });
  await list(third!, { cod: 60, nh3n: 8 });
});
afterAll(() => api.stop());

/** Puts a listing on the market that keeps these figures at the outlet. */
async function list({ organisationId }: Person, outlet: Readonly<Record<string, number>>): Promise<string> {
  const content: ListingContent = {
    kind: 'EQUIPMENT',
    domain: 'water',
    name: { zh: '膜生物反应器' },
    technologies: ['water.mun.mbr'],
    facts: Object.entries(outlet).map(([parameter, value]) => ({
      metric: 'outlet',
      parameter,
      op: '<=',
      value,
      unit: 'mg/L',
      basis: 'TESTED',
    })),
  };
  const draft = draftListing(randomUUID(), organisationId, content, new Date());
  const listing = {
    ...draft,
    state: 'PUBLISHED' as const,
    revision: 1,
    content,
    staged: null,
    publishedAt: new Date(),
  };
  await api.app.get(Work).run(async (tx) => {
    const supplier = (await tx.organisations.find(organisationId)) as Organisation;
    await tx.listings.add(listing);
    await tx.change({
      kind: 'LISTING',
      id: listing.id,
      revision: 1,
      offer: offerOf(listing.id, content, supplier, '2026-01-01'),
    });
  });
  return listing.id;
}

const limit = (parameter: string, value: number) => ({
  id: parameter,
  mandatory: true,
  metric: 'outlet',
  parameter,
  op: 'LE',
  value,
  unit: 'mg/L',
});
const need = (cod: number, nh3n = 5) => ({
  domain: 'water',
  technologies: ['water.mun.mbr'],
  requirements: [limit('cod', cod), limit('nh3n', nh3n)],
});
const FEEDBACK = `compared fits needsData ruledOut suppliers marketPosition
  requirements { requirement label limit excludes fitsWithout emptiesMarket says }
  relaxations { requirement from to unit fitsNow fits says }
  tailoring { kind listings oneFigureAway suppliersCompared law lawText says }`;
const ASK = `query q($need: NeedInput!, $track: Track) { draftFeedback(need: $need, track: $track) { __typename
  ... on DraftFeedback { ${FEEDBACK} } ... on Refusal { code message reasons { code field message facts { name value } } } } }`;
const ask = (of: object, more: Record<string, unknown> = {}, language = 'en'): Promise<Data> =>
  api.do(ASK, { need: of, ...more }, { headers: { 'accept-language': language } });

describe('feedback on a draft', () => {
  it('counts, and says of each requirement what it alone keeps out', async () => {
    const feedback = await ask(need(50));
    expect(feedback).toMatchObject({
      compared: 4,
      fits: 1,
      needsData: 1,
      ruledOut: 2,
      suppliers: 1,
      marketPosition: 4,
    });
    expect(feedback['requirements']).toEqual([
      expect.objectContaining({ requirement: 'cod', excludes: 1, fitsWithout: 2, emptiesMarket: false }),
      expect.objectContaining({ requirement: 'nh3n', excludes: 0, fitsWithout: 2, emptiesMarket: false }),
    ]);
    expect(feedback['relaxations']).toEqual([
      expect.objectContaining({ requirement: 'cod', from: 50, to: 60, fitsNow: 1, fits: 2 }),
    ]);
  });

  it('says it in Chinese and in English', async () => {
    const [zh, en] = [await ask(need(50), {}, 'zh'), await ask(need(50))];
    expect(zh['relaxations'][0].says).toMatch(/化学需氧量.* 50 → 60 mg\/L：满足的装备 1 → 2 件/);
    expect(en['relaxations'][0].says).toMatch(/Chemical oxygen demand.* 50 → 60 mg\/L: 1 → 2 listings/);
    expect(zh['requirements'][0].says).toMatch(/单独排除 1 件；去掉此项后满足的装备 1 → 2 件。/);
    expect(en['requirements'][0].says).toMatch(/rules out 1 by itself; without it 1 → 2 listings fit\./);
  });

  it('names the requirement that empties the market', async () => {
    const feedback = await ask(need(20), {}, 'zh');
    expect(feedback).toMatchObject({ fits: 0, suppliers: 0 });
    expect(feedback['requirements']).toEqual([
      expect.objectContaining({ requirement: 'cod', fitsWithout: 2, emptiesMarket: true }),
      expect.objectContaining({ requirement: 'nh3n', fitsWithout: 0, emptiesMarket: false }),
    ]);
    expect(feedback['requirements'][0].says).toContain('此项使市场为空');
  });

  it('warns when one supplier alone meets it, with the article of the track', async () => {
    const warned = await ask(need(50), { track: 'GOVERNMENT_PROCUREMENT' }, 'zh');
    expect(warned['tailoring']).toMatchObject({
      kind: 'ONE_SUPPLIER_FITS',
      listings: 1,
      oneFigureAway: 1,
      suppliersCompared: 3,
      law: expect.stringContaining('政府采购法实施条例'),
      lawText: expect.stringContaining('指向特定供应商'),
      says: expect.stringMatching(/3 家供应商中，只有 1 家（1 件装备）满足全部要求；另有 1 家.*第20条第（三）项/),
    });
    expect((await ask(need(50), { track: 'TENDERING_LAW' }))['tailoring'].law).toMatch(/art\. 32 \(2\)/);
    expect((await ask(need(50)))['tailoring'].law).toBeNull();
    // Two suppliers meet this one.
    expect((await ask(need(60)))['tailoring']).toBeNull();
    // Nothing fits, and one supplier is one figure away.
    expect((await ask(need(30, 1)))['tailoring']).toMatchObject({ kind: 'ONE_SUPPLIER_MAY_FIT', oneFigureAway: 0 });
  });

  it('sees a listing as soon as it is on the market', async () => {
    const before = (await ask(need(10, 10)))['fits'];
    await list(second!, { cod: 9, nh3n: 9 });
    expect((await ask(need(10, 10)))['fits']).toBe(before + 1);
  });

  it('refuses what cannot be a need, with every fault', async () => {
    const refused = await ask({ domain: 'water', requirements: [{ ...limit('codd', 5) }] });
    expect(refused).toMatchObject({ __typename: 'Refusal', code: 'UNKNOWN_CODE' });
  });

  it('says that the index is loading, and when to ask again, instead of a wrong answer', async () => {
    const loading = jest.spyOn(api.app.get(MarketIndex), 'caughtUp').mockResolvedValue(false);
    try {
      for (const [language, words] of [
        ['zh', /匹配索引正在载入.*5 秒后重试/],
        ['en', /index is loading.*again in 5 seconds/],
      ] as const) {
        const refused = await ask(need(50), {}, language);
        expect(refused).toMatchObject({
          __typename: 'Refusal',
          code: 'MARKET_LOADING',
          message: expect.stringMatching(words),
          reasons: [{ facts: [{ name: 'retrySeconds', value: '5' }] }],
        });
      }
      const preview = `query q($need: NeedInput!) { previewMatches(need: $need) { __typename ... on Refusal { code } } }`;
      expect(await api.do(preview, { need: need(50) })).toEqual({ __typename: 'Refusal', code: 'MARKET_LOADING' });
    } finally {
      loading.mockRestore();
    }
  });
});

describe('a tender with as much in it as may be', () => {
  const LEVELS = [
    'type-1 land screening',
    'type-1 land intervention',
    'type-2 land screening',
    'type-2 land intervention',
  ];
  const standards = LEVELS.map((level) => ({ code: 'GB 36600-2018', level }));
  const content = {
    title: { zh: '五十个标段' },
    track: 'TENDERING_LAW',
    lots: Array.from({ length: 50 }, (_, at) => ({
      id: String(at),
      title: { zh: '标段' },
      need: { domain: 'water', standards },
    })),
  };

  it('is answered for each lot, but not told of more findings than a request may be', async () => {
    const { id } = await api.do(
      `mutation m($content: TenderContentInput!) { createTender(content: $content) { __typename ... on Tender { id } ... on Refusal { reasons { code field } } } }`,
      { content },
      { as: buyer.token },
    );
    const shown = (fields: string) =>
      api.send(
        `query q($id: ID!) { tender(id: $id) { lots { preview(top: 50) { compared top { ${fields} } } } } }`,
        { id },
        { as: buyer.token },
      );
    const outcomes = await shown('outcome');
    expect(outcomes.errors).toEqual([]);
    const lots: readonly Data[] = outcomes.data?.['tender'].lots;
    expect(lots).toHaveLength(50);
    const findings = lots.reduce((sum, { preview }) => sum + preview.top.length * 4 * 62, 0);
    expect(findings).toBeGreaterThan(LIMITS.findings);
    const all = await shown('findings { says }');
    expect(all.errors[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_LARGE' });
    expect(all.errors[0]?.message).toContain('30000');
  });
});

describe('a tender that one supplier alone meets', () => {
  let tenderId: string;
  const content = (cod: number) => ({
    title: { zh: '提标改造', en: 'Upgrade' },
    track: 'TENDERING_LAW',
    deadline: new Date(Date.now() + 40 * DAY_MS).toISOString(),
    lots: [{ id: '1', title: { zh: '膜系统' }, need: need(cod, 4) }],
  });
  const RESULT = '{ __typename ... on Tender { id version revision state } ... on Refusal { message } }';
  const WARNINGS = `{ tailoringWarnings { totalCount edges { node { lotId revision compared current tender { id } supplier { id }
    tailoring { kind listings oneFigureAway suppliersCompared law says } } } } }`;
  const warnings = async () =>
    (await api.ask(WARNINGS, {}, { as: moderator.token }))['tailoringWarnings'].edges.map(({ node }: Data) => node);
  const notices = async () => {
    const { notifications } = await api.ask(
      '{ notifications { edges { node { kind says tender { id } } } } }',
      {},
      { as: moderator.token },
    );
    return notifications.edges.map(({ node }: Data) => node).filter(({ kind }: Data) => kind === 'TAILORING_SUSPECTED');
  };

  it('is told to the operators when it is published, with the facts in the audit chain', async () => {
    const drafted = await api.do(
      `mutation m($content: TenderContentInput!) { createTender(content: $content) ${RESULT} }`,
      { content: content(50) },
      { as: buyer.token },
    );
    tenderId = drafted['id'];
    expect(await warnings()).toEqual([]);
    const published = await api.do(
      `mutation m($id: ID!) { publishTender(id: $id) ${RESULT} }`,
      { id: tenderId },
      { as: buyer.token },
    );
    expect(published).toMatchObject({ state: 'PUBLISHED' });
    await eventually(async () => (await notices()).length === 1, 15_000);
    expect(await notices()).toEqual([
      { kind: 'TAILORING_SUSPECTED', tender: { id: tenderId }, says: expect.stringContaining('"Upgrade"') },
    ]);
    expect(await warnings()).toEqual([
      {
        lotId: '1',
        revision: 1,
        compared: 5,
        current: true,
        tender: { id: tenderId },
        supplier: { id: maker!.organisationId },
        tailoring: {
          kind: 'ONE_SUPPLIER_FITS',
          listings: 1,
          oneFigureAway: 1,
          suppliersCompared: 3,
          law: expect.stringMatching(/art\. 32/),
          says: expect.stringContaining('one alone'),
        },
      },
    ]);
  });

  it('is told once, however often the job runs', async () => {
    await api.app.get(MatchTender).handle({ tenderId, revision: 1 });
    expect(await notices()).toHaveLength(1);
    expect(await warnings()).toHaveLength(1);
  });

  it('shows the warning to its buyer and the operators, and the counts to everyone', async () => {
    const query = `query q($id: ID!) { tender(id: $id) { lots { feedback { fits suppliers tailoring { kind } } } } }`;
    const seenBy = async (as?: string) => (await api.ask(query, { id: tenderId }, { as }))['tender'].lots[0].feedback;
    const sign = { fits: 1, suppliers: 1, tailoring: { kind: 'ONE_SUPPLIER_FITS' } };
    expect(await seenBy(buyer.token)).toEqual(sign);
    expect(await seenBy(moderator.token)).toEqual(sign);
    for (const as of [undefined, maker!.token, second!.token])
      expect(await seenBy(as)).toEqual({ ...sign, tailoring: null });
  });

  it('is closed by an operator who says what came of it, and no longer waits', async () => {
    const CLOSE = `mutation m($tenderId: ID!, $lotId: String!, $revision: Int!, $reason: String!) {
      closeTailoringWarning(tenderId: $tenderId, lotId: $lotId, revision: $revision, reason: $reason) { __typename
        ... on TailoringWarning { lotId closed { action actorName reason revision } } ... on Refusal { reasons { code field } } } }`;
    const close = async (more: object) =>
      (
        await api.ask(
          CLOSE,
          { tenderId, lotId: '1', revision: 1, reason: '与采购方核实，指标有依据', ...more },
          { as: moderator.token },
        )
      )['closeTailoringWarning'];
    const waits = async () =>
      (await api.ask('{ reviewInbox { rows { kind count } } }', {}, { as: moderator.token }))['reviewInbox'].rows.find(
        ({ kind }: Data) => kind === 'TAILORING_WARNING',
      )?.count ?? 0;
    expect(await waits()).toBe(1);
    for (const [more, code, field] of [
      [{ reason: '  ' }, 'REQUIRED', 'reason'],
      [{ reason: '字'.repeat(2_001) }, 'TOO_LONG', 'reason'],
      [{ lotId: '2' }, 'NOT_FOUND', 'lotId'],
      [{ revision: 7 }, 'NOT_FOUND', 'lotId'],
      [{ tenderId: 'none' }, 'NOT_FOUND', 'tenderId'],
    ] as const)
      expect(await close(more)).toEqual({ __typename: 'Refusal', reasons: [{ code, field }] });
    expect(await waits()).toBe(1);
    const closed = {
      action: 'TAILORING_CLOSED',
      actorName: expect.any(String),
      reason: '与采购方核实，指标有依据',
      revision: 1,
    };
    expect(await close({})).toEqual({ __typename: 'TailoringWarning', lotId: '1', closed });
    expect(await waits()).toBe(0);
    const listed = '{ tailoringWarnings { edges { node { current closed { reason } } } } }';
    const { tailoringWarnings } = await api.ask(listed, {}, { as: moderator.token });
    expect(tailoringWarnings.edges).toEqual([{ node: { current: true, closed: { reason: closed.reason } } }]);
  });

  it('tells a second operator what the first wrote, and keeps the words of both', async () => {
    const CLOSE = `mutation m($tenderId: ID!, $reason: String!, $again: Boolean) {
      closeTailoringWarning(tenderId: $tenderId, lotId: "1", revision: 1, reason: $reason, again: $again) { __typename
        ... on TailoringWarning { closed { reason } closings { reason } } ... on Refusal { reasons { code message facts { name value } } } } }`;
    const close = async (reason: string, again?: boolean, as = colleague.token) =>
      (await api.ask(CLOSE, { tenderId, reason, again }, { as }))['closeTailoringWarning'];
    const first = '与采购方核实，指标有依据';
    expect(await close('已约谈采购方')).toEqual({
      __typename: 'Refusal',
      reasons: [
        {
          code: 'ALREADY_LOOKED_AT',
          message: expect.stringMatching(/looked at it already.*与采购方核实，指标有依据.*can add yours/),
          facts: [
            { name: 'at', value: expect.any(String) },
            { name: 'who', value: expect.stringMatching(/\S/) },
            { name: 'reason', value: first },
          ],
        },
      ],
    });
    // An answer that was lost and asked for again is no second word.
    expect(await close(first, false, moderator.token)).toMatchObject({ closings: [{ reason: first }] });
    expect(await close('已约谈采购方', true)).toEqual({
      __typename: 'TailoringWarning',
      closed: { reason: '已约谈采购方' },
      closings: [{ reason: '已约谈采购方' }, { reason: first }],
    });
  });

  it('writes the same words down once when they are sent several times at one moment', async () => {
    const CLOSE = `mutation m($tenderId: ID!) {
      closeTailoringWarning(tenderId: $tenderId, lotId: "1", revision: 1, reason: "再次核实", again: true) { __typename } }`;
    const sent = [1, 2, 3, 4].map(() => api.ask(CLOSE, { tenderId }, { as: moderator.token }));
    for (const { closeTailoringWarning } of await Promise.all(sent))
      expect(closeTailoringWarning).toEqual({ __typename: 'TailoringWarning' });
    const listed = '{ tailoringWarnings { edges { node { closings { reason } } } } }';
    const { tailoringWarnings } = await api.ask(listed, {}, { as: moderator.token });
    expect(tailoringWarnings.edges[0].node.closings.map(({ reason }: Data) => reason)).toEqual([
      '再次核实',
      '已约谈采购方',
      '与采购方核实，指标有依据',
    ]);
  });

  it('is marked as settled once the requirements were changed', async () => {
    const { tender } = await api.ask('query q($id: ID!) { tender(id: $id) { version } }', { id: tenderId });
    const amended = await api.do(
      `mutation m($id: ID!, $content: TenderContentInput!, $version: Int!) {
        amendTender(id: $id, content: $content, expectedVersion: $version, reason: "放宽 COD") ${RESULT} }`,
      { id: tenderId, content: content(60), version: tender.version },
      { as: buyer.token },
    );
    expect(amended).toMatchObject({ revision: 2 });
    await eventually(async () => {
      const run = `query q($id: ID!) { tender(id: $id) { lots { matches { tenderRevision fits } } } }`;
      return (await api.ask(run, { id: tenderId }))['tender'].lots[0].matches?.tenderRevision === 2;
    }, 15_000);
    expect(await warnings()).toEqual([expect.objectContaining({ revision: 1, current: false })]);
    expect(await notices()).toHaveLength(1);
  });
});

describe('a draft', () => {
  const DEMANDS = [
    {
      ...limit('cod', 40),
      group: 'either',
      weight: 2,
      minimumBasis: 'TESTED',
      condition: 'water temperature <= 12 degC',
    },
    { id: 'ph', mandatory: false, metric: 'outlet', parameter: 'ph', op: 'RANGE', value: 6, valueMax: 9, unit: 'pH' },
    { id: 'c', mandatory: true, certificate: 'CCEP' },
    { id: 'h', mandatory: false, honour: 'KEL' },
    { id: 's', mandatory: true, service: 'x.svc.om' },
    { id: 'r', mandatory: true, region: 'CN-GD' },
    { id: 'd', mandatory: true, leadDays: 90 },
    { id: 'p', mandatory: true, price: { amountMinor: 1_234_500, currency: 'CNY' } },
  ];
  const CONTENT = {
    title: { zh: '草稿' },
    lots: [
      {
        id: '1',
        title: { zh: '一标段' },
        need: {
          domain: 'water',
          scenario: 'water.mun',
          region: 'CN-GD',
          weights: [{ term: 'price', weight: 0.5 }],
          requirements: DEMANDS,
        },
      },
    ],
  };

  it('keeps what is no content yet beside the draft, for its buyer alone', async () => {
    const HALF = { title: { zh: '半行' }, lots: [{ id: '1', title: { zh: '半行' }, need: { domain: 'water' } }] };
    const colleague = await api.person('BUYER', 'EDITOR', { organisationId: buyer.organisationId });
    const ONE = `__typename ... on Refusal { reasons { code field } } ... on Tender { id version workingCopy }`;
    const save = (args: Data, as: Person) =>
      api.do(
        `mutation m($id: ID!, $content: TenderContentInput!, $version: Int!, $copy: String) {
          updateTender(id: $id, content: $content, expectedVersion: $version, workingCopy: $copy) { ${ONE} } }`,
        { content: HALF, ...args },
        { as: as.token },
      );
    const made = await api.do(
      `mutation m($content: TenderContentInput!, $copy: String) {
        createTender(content: $content, workingCopy: $copy) { ${ONE} } }`,
      { content: HALF, copy: '{"half":"a line"}' },
      { as: buyer.token },
    );
    const { id } = made;
    const read = async (as: Person) =>
      (await api.ask(`query q($id: ID!) { tender(id: $id) { workingCopy } }`, { id }, { as: as.token }))['tender'];
    expect(await read(colleague)).toEqual({ workingCopy: '{"half":"a line"}' });
    expect(await read(maker!)).toBeNull();
    expect(await save({ id, version: 1, copy: 'x'.repeat(200_001) }, buyer)).toMatchObject({
      reasons: [{ code: 'TOO_LONG', field: 'workingCopy' }],
    });
    expect(await save({ id, version: 1, copy: 'another' }, colleague)).toMatchObject({
      version: 2,
      workingCopy: 'another',
    });
    expect(await save({ id, version: 2 }, buyer)).toMatchObject({ version: 3, workingCopy: null });
    // What is left of a draft that ended is nobody's but the buyer's either.
    await save({ id, version: 3, copy: 'the last' }, buyer);
    await api.do(`mutation m($id: ID!) { cancelTender(id: $id, reason: "x") { ${ONE} } }`, { id }, { as: buyer.token });
    expect(await read(maker!)).toBeNull();
  });

  it('is read back as it was given, so that it can be edited', async () => {
    const honour = (await api.ask('{ schemes { code kind } }'))['schemes'].find(
      ({ kind }: Data) => kind === 'HONOUR',
    ).code;
    const scenario = (await api.ask('{ taxonomy { code level parent } }'))['taxonomy'].find(
      ({ level, parent }: Data) => level === 'scenario' && parent === 'water',
    ).code;
    const [lot] = CONTENT.lots;
    const requirements = DEMANDS.map((one) => ('honour' in one ? { ...one, honour } : one));
    const content = { ...CONTENT, lots: [{ ...lot!, need: { ...lot!.need, scenario, requirements } }] };
    const created = await api.do(
      `mutation m($content: TenderContentInput!) { createTender(content: $content) {
        __typename
        ... on Refusal { reasons { field message } }
        ... on Tender { lots { scenario { code } region { code } weights { term weight } requirements {
          id mandatory weight group minimumBasis condition op value valueMax unit leadDays
          metric { code } parameter { code } certificate { code } honour { code } service { code } region { code }
          price { amountMinor currency } } } } } }`,
      { content },
      { as: buyer.token },
    );
    const [read] = created.lots;
    expect(read).toMatchObject({
      scenario: { code: scenario },
      region: { code: 'CN-GD' },
      weights: [{ term: 'price', weight: 0.5 }],
    });
    const CODED = ['metric', 'parameter', 'certificate', 'honour', 'service', 'region'];
    const given = read.requirements.map((one: Data) =>
      Object.fromEntries(
        Object.entries(one)
          .filter(([name, value]) => value !== null && !(name === 'weight' && value === 1))
          .map(([name, value]) => [name, CODED.includes(name) ? (value as Data)['code'] : value]),
      ),
    );
    expect(given).toEqual(requirements);
  });
});

describe('a legal period', () => {
  const clocks = async (from: string) =>
    (await api.ask('query q($from: DateTime) { legalClocks { id unit endsAt(from: $from) } }', { from }))[
      'legalClocks'
    ] as { id: string; unit: string; endsAt: string | null }[];

  it('ends as the check of a publication counts it', async () => {
    // A Friday, 10:00 in Asia/Shanghai: three working days run over the weekend to the end of Wednesday.
    const found = await clocks('2026-06-05T02:00:00.000Z');
    const end = (id: string) => found.find((one) => one.id === id)?.endsAt;
    expect(end('gp-open-deadline')).toBe('2026-06-25T02:00:00.000Z');
    expect(end('gp-negotiation-deadline')).toBe('2026-06-10T16:00:00.000Z');
    expect(
      found.filter(({ unit }) => unit === 'PERCENT' || unit === 'COUNT').map(({ endsAt }) => endsAt),
    ).not.toContainEqual(expect.any(String));
  });

  it('begins now when nothing else is said', async () => {
    const asked = Date.now();
    const { legalClocks } = await api.ask('{ legalClocks(track: GOVERNMENT_PROCUREMENT, method: OPEN) { id endsAt } }');
    const { endsAt } = legalClocks.find(({ id }: Data) => id === 'gp-open-deadline');
    const begun = Date.parse(endsAt) - 20 * DAY_MS;
    expect(begun).toBeGreaterThanOrEqual(asked);
    expect(begun).toBeLessThanOrEqual(Date.now());
  });
});
