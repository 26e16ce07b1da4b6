import { randomUUID } from 'node:crypto';
import { MarketIndex, ThreadFault, Threads, Work } from '@huanpei/app';
import { draftListing, offerOf, type ListingContent, type Organisation } from '@huanpei/domain';
import { eventually } from '@huanpei/testing';
import { RunningApi, type Data, type Person } from './running-api';

const DAY_MS = 86_400_000;

let api: RunningApi;
let buyer: Person;
let [reactors, membranes]: Person[] = [];
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await RunningApi.start({ roles: [] });
  [buyer, reactors, membranes] = await Promise.all([
    api.person('BUYER', 'EDITOR'),
    api.person('SUPPLIER', 'OWNER'),
    api.person('SUPPLIER', 'OWNER'),
  ]);
  ids['egsb'] = await list(reactors!, {
    name: { zh: '厌氧反应器', en: 'EGSB reactor' },
    technologies: ['water.ind.egsb'],
    facts: [
      { metric: 'capacity', op: '=', value: 160, unit: 'm3/h', basis: 'TESTED' },
      { metric: 'inlet', parameter: 'cod', op: 'range', value: 1000, valueMax: 10_000, unit: 'mg/L' },
      { metric: 'inlet', parameter: 'nh3n', op: '<=', value: 1000, unit: 'mg/L' },
      { metric: 'removal_pct', parameter: 'cod', op: '>=', value: 85, unit: '%', basis: 'TESTED' },
      { metric: 'spec_energy_water', op: '<=', value: 0.1, unit: 'kWh/m3' },
    ],
    price: { amountMinor: 200_000_000, currency: 'CNY', per: 'unit' },
  });
  ids['mbr'] = await list(membranes!, {
    name: { zh: '膜生物反应器', en: 'Membrane bioreactor' },
    technologies: ['water.mun.mbr'],
    facts: [
      { metric: 'capacity', op: '=', value: 2000, unit: 'm3/d', basis: 'TESTED' },
      { metric: 'inlet', parameter: 'cod', op: '<=', value: 500, unit: 'mg/L' },
      { metric: 'inlet', parameter: 'nh3n', op: '<=', value: 45, unit: 'mg/L' },
      { metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L', basis: 'TESTED' },
      { metric: 'outlet', parameter: 'nh3n', op: '<=', value: 1.5, unit: 'mg/L', basis: 'TESTED' },
      { metric: 'spec_energy_water', op: '<=', value: 0.5, unit: 'kWh/m3' },
    ],
    modular: true,
    price: { amountMinor: 300_000_050, currency: 'CNY', per: 'unit' },
  });
});
afterAll(() => api.stop());

/** Puts a listing on the market. */
async function list(
  { organisationId }: Person,
  content: Pick<ListingContent, 'name' | 'technologies' | 'facts' | 'modular' | 'price'>,
): Promise<string> {
  const whole: ListingContent = { kind: 'EQUIPMENT', domain: 'water', ...content };
  const draft = draftListing(randomUUID(), organisationId, whole, new Date());
  await api.app.get(Work).run(async (tx) => {
    const supplier = (await tx.organisations.find(organisationId)) as Organisation;
    await tx.listings.add({
      ...draft,
      state: 'PUBLISHED',
      revision: 1,
      content: whole,
      staged: null,
      publishedAt: new Date(),
    });
    await tx.change({
      kind: 'LISTING',
      id: draft.id,
      revision: 1,
      offer: offerOf(draft.id, whole, supplier, '2026-01-01'),
    });
  });
  return draft.id;
}

const inlet = (parameter: string, value: number, unit = 'mg/L') => ({ metric: 'inlet', parameter, value, unit });
const limit = (parameter: string, value: number) => ({
  id: parameter,
  mandatory: true,
  metric: 'outlet',
  parameter,
  op: 'LE',
  value,
  unit: 'mg/L',
});
const NEED = {
  domain: 'water',
  duty: [{ metric: 'capacity', value: 3000, unit: 'm3/d' }, inlet('cod', 2000), inlet('nh3n', 40)],
  requirements: [limit('cod', 50), limit('nh3n', 5)],
};
const FIGURES = '{ parameter { code label } value unit notCredited }';
const TRAINS = `engine asOf marketPosition compared considered objective objectiveUnit complete bound gap says unreached { code parameter { code } demand limit best unit listingIds says } label { zh en }
  trains { outcome objective energy footprint cost { amountMinor currency display } label { zh en }
    suppliers { id name { zh } } outlet ${FIGURES}
    stages { stage listingId listing { id } supplier { id } technologies { code } units flowIn flowOut flowUnit
      inlet ${FIGURES} outlet ${FIGURES} assumedUnchanged { code } energy cost { amountMinor } }
    findings { id verdict subject limit predicted unit margin stage outletOf { code } assumptions { code stage listingId } says }
    missing { code from stage listingId supplierId anyOf metric { code } parameter { code } demand condition says } }`;
const REFUSAL = '... on Refusal { code field message reasons { code field message facts { name value } } }';
const PREVIEW = `query q($need: NeedInput!, $options: TrainOptionsInput) { previewTrains(need: $need, options: $options) { __typename
  ... on TrainSearch { ${TRAINS} } ${REFUSAL} } }`;
const LOT = `query q($tenderId: ID!, $lotId: ID!, $options: TrainOptionsInput) { lotTrains(tenderId: $tenderId, lotId: $lotId, options: $options) { __typename
  ... on TrainSearch { ${TRAINS} } ${REFUSAL} } }`;
const ask = (options: object = {}, need: object = NEED, language = 'en', as = buyer.token): Promise<Data> =>
  api.do(PREVIEW, { need, options }, { as, headers: { 'accept-language': language } });

describe('treatment trains for a need', () => {
  it('are composed of listings of several suppliers, with every figure stage by stage', async () => {
    const found = await ask({ electricity: { perMWh: { amountMinor: 60_000 }, years: 10 } });
    expect(found).toMatchObject({
      __typename: 'TrainSearch',
      marketPosition: 2,
      compared: 2,
      considered: 2,
      objective: 'LIFE_CYCLE_COST',
      objectiveUnit: 'CNY',
      complete: true,
      gap: 0,
      label: { zh: '筛选结果，须经工程师复核', en: "screening result, needs an engineer's review" },
    });
    const [train] = found['trains'];
    expect(train).toMatchObject({
      outcome: 'FITS',
      label: { zh: '筛选结果，须经工程师复核' },
      suppliers: [{ id: reactors!.organisationId }, { id: membranes!.organisationId }],
      missing: [],
    });
    const [first, second] = train.stages;
    expect(first).toMatchObject({
      stage: 1,
      listingId: ids['egsb'],
      listing: { id: ids['egsb'] },
      supplier: { id: reactors!.organisationId },
      technologies: [{ code: 'water.ind.egsb' }],
      units: 1,
      flowIn: 3000,
      flowOut: 3000,
      flowUnit: 'm3/d',
      energy: 0.1,
      cost: { amountMinor: 200_000_000 },
      assumedUnchanged: [{ code: 'nh3n' }],
    });
    expect(second).toMatchObject({ stage: 2, listingId: ids['mbr'], units: 2, cost: { amountMinor: 600_000_100 } });
    const figures = (of: readonly Data[]) => Object.fromEntries(of.map((one) => [one['parameter'].code, one['value']]));
    expect(figures(first.inlet)).toEqual({ cod: 2000, nh3n: 40 });
    expect(figures(first.outlet)).toEqual({ cod: 300, nh3n: 40 });
    expect(figures(second.inlet)).toEqual(figures(first.outlet));
    expect(figures(second.outlet)).toEqual({ cod: 30, nh3n: 1.5 });
    expect(figures(train.outlet)).toEqual({ cod: 30, nh3n: 1.5 });
    // 0.6 kWh/m3 × 3000 m3/d × 365.25 d × 10 a × 0.60 CNY/kWh, and the price of three units.
    expect(train.energy).toBe(0.6);
    expect(train.cost).toEqual({ amountMinor: 1_194_470_100, currency: 'CNY', display: '¥11,944,701' });
    expect(train.objective).toBe(11_944_701);
    expect(found['bound']).toBe(11_944_701);
  });

  it('carry margins, and mark what was taken for granted', async () => {
    const [train] = (await ask())['trains'];
    const of = (id: string) => train.findings.find((one: Data) => one['id'] === id);
    expect(of('cod')).toMatchObject({ verdict: 'PASS', predicted: 30, margin: expect.closeTo(0.4, 9), stage: null });
    expect(of('cod').assumptions).toEqual([]);
    const outlets = train.findings.map(({ id, outletOf }: Data) => [id, outletOf?.code ?? null]);
    expect(outlets.filter(([, code]: [string, string | null]) => code !== null)).toEqual([
      ['cod', 'cod'],
      ['nh3n', 'nh3n'],
    ]);
    expect(of('nh3n')).toMatchObject({
      verdict: 'PASS',
      predicted: 1.5,
      assumptions: [{ code: 'ASSUMED_UNCHANGED', stage: 1, listingId: ids['egsb'] }],
      says: expect.stringContaining('stage 1 says nothing of it and is taken to leave it unchanged'),
    });
    expect(of('stage:2:capacity')).toMatchObject({ verdict: 'PASS', stage: 2 });
  });

  it('ask the buyer, in words, for what decides a limit of a standard', async () => {
    const need = { ...NEED, standards: [{ code: 'GB 18918-2002', level: '1A', parameters: ['nh3n'] }] };
    const [zh, en] = [await ask({}, need, 'zh'), await ask({}, need)];
    const told = (of: Data) => of['trains'][0].missing.find(({ from }: Data) => from === 'BUYER');
    expect(told(zh)).toMatchObject({ code: 'CONDITION_UNDECIDED', demand: 'GB 18918-2002/1A/nh3n' });
    expect(told(zh).says).toBe(
      '须由采购方写明：条件“水温＞12℃”是否成立，由此决定是否适用氨氮出口浓度 ≤ 5 mg/L（GB 18918-2002 一级A）。',
    );
    expect(told(en).says).toBe(
      'Wanted from the buyer: whether "water temperature > 12 °C" holds, which decides whether Ammonia nitrogen (as N) at the outlet ≤ 5 mg/L (GB 18918-2002 Class 1A) applies.',
    );
  });

  it('say what is missing and from whom, and come after those that fit', async () => {
    const need = {
      ...NEED,
      requirements: [...NEED.requirements, limit('tn', 15)],
      duty: [...NEED.duty, inlet('tn', 45)],
    };
    const [zh, en] = [await ask({ objective: 'STAGES' }, need, 'zh'), await ask({ objective: 'STAGES' }, need)];
    expect(zh['trains'].map(({ outcome }: Data) => outcome)).toEqual(['NEEDS_DATA']);
    const [missing] = en['trains'][0].missing;
    expect(missing).toMatchObject({ code: 'NOT_STATED', from: 'SUPPLIER', parameter: { code: 'tn' } });
    expect(missing.anyOf.length + (missing.listingId === null ? 0 : 1)).toBeGreaterThan(0);
    expect(zh['trains'][0].missing[0].says).toMatch(/总氮.*供应商/);
    expect(missing.says).toMatch(/[Tt]otal nitrogen/);
    expect(zh['says']).toBe('处理流程 1 条，其中 0 条满足全部要求，1 条缺少数据。筛选结果，须经工程师复核。');
    expect(en['says']).toBe(
      "1 train: 0 meet every requirement, 1 needs data. Screening result, needs an engineer's review.",
    );
  });

  it('follow the objective, the number of stages and the number of trains', async () => {
    expect(await ask({ objective: 'ENERGY' })).toMatchObject({
      objectiveUnit: 'kWh/m3',
      trains: [{ objective: expect.closeTo(0.6, 9) }],
    });
    expect(await ask({ objective: 'STAGES' })).toMatchObject({ objectiveUnit: '1', trains: [{ objective: 2 }] });
    // Nobody states the ground it takes.
    expect(await ask({ objective: 'FOOTPRINT' })).toMatchObject({
      objectiveUnit: 'm2',
      bound: null,
      trains: [{ objective: null, footprint: null }],
    });
    expect(await ask({ maxStages: 1 })).toMatchObject({
      trains: [],
      says: 'No train was found.',
      unreached: [{ code: 'OUT_OF_REACH', parameter: { code: 'cod' }, limit: 50, unit: 'mg/L' }, {}],
    });
    const easy = { ...NEED, duty: [NEED.duty[0], inlet('cod', 200), inlet('nh3n', 20)] };
    expect((await ask({ top: 1 }, easy))['trains']).toHaveLength(1);
  });

  it('are told to be stopped when the time was over', async () => {
    const run = jest.spyOn(api.app.get(Threads), 'run');
    await ask({ seconds: 2.5 });
    await ask();
    expect(run.mock.calls.map(([, , , { limitMs }]) => limitMs)).toEqual([2500, 5000]);
    run.mockRestore();
    const stopped = await ask({ seconds: 0.000_001 });
    expect(stopped).toMatchObject({ complete: false, says: expect.stringContaining('stopped by the time limit') });
  });

  it('see a listing as soon as it is on the market, and no longer than that', async () => {
    const { marketPosition, compared } = await ask();
    ids['late'] = await list(membranes!, { name: { zh: '滤池' }, technologies: ['water.mun.filter'], facts: [] });
    expect(await ask()).toMatchObject({ marketPosition: marketPosition + 1, compared: compared + 1 });
    await api.app.get(Work).run((tx) => tx.change({ kind: 'LISTING', id: ids['late']!, revision: 1, offer: null }));
    expect(await ask()).toMatchObject({ marketPosition: marketPosition + 2, compared });
  });
});

describe('treatment trains for a lot', () => {
  let tenderId: string;
  const lot = (more: object = {}, as = buyer.token): Promise<Data> =>
    api.do(LOT, { tenderId, lotId: '1', ...more }, { as });

  beforeAll(async () => {
    const created = await api.do(
      'mutation m($content: TenderContentInput!) { createTender(content: $content) { ... on Tender { id } ... on Refusal { message } } }',
      {
        content: {
          title: { zh: '废水处理' },
          track: 'PRIVATE',
          deadline: new Date(Date.now() + 40 * DAY_MS).toISOString(),
          lots: [{ id: '1', title: { zh: '处理设备' }, need: NEED }],
        },
      },
      { as: buyer.token },
    );
    tenderId = created['id'];
  });

  it("are composed for one's own draft, and are those of the same need", async () => {
    const [ofLot, ofNeed] = [await lot(), await ask()];
    expect(ofLot['trains'].length).toBeGreaterThan(0);
    expect(ofLot['trains']).toEqual(ofNeed['trains']);
  });

  it('are not there for a draft of others, nor for what does not exist', async () => {
    const other = await api.person('BUYER', 'OWNER');
    const moderator = await api.person('OPERATOR', 'MODERATOR');
    for (const { token } of [other, moderator])
      expect(await lot({}, token)).toMatchObject({ __typename: 'Refusal', code: 'NOT_FOUND', field: 'tenderId' });
    expect(await lot({ tenderId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND', field: 'tenderId' });
    expect(await lot({ lotId: '2' })).toMatchObject({ code: 'NOT_FOUND', field: 'lotId' });
    expect(await lot({ tenderId: 'no-such-id' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are for everyone who may search once the tender is published', async () => {
    await api.do(
      'mutation m($id: ID!) { publishTender(id: $id) { ... on Tender { state } ... on Refusal { message } } }',
      { id: tenderId },
      { as: buyer.token },
    );
    const other = await api.person('BUYER', 'VIEWER');
    expect((await lot({}, other.token))['trains']).toHaveLength(1);
  });

  it('are not for suppliers or visitors', async () => {
    for (const [as, code] of [
      [reactors!.token, 'FORBIDDEN'],
      [undefined, 'UNAUTHENTICATED'],
    ] as const)
      for (const [query, variables] of [
        [LOT, { tenderId, lotId: '1' }],
        [PREVIEW, { need: NEED }],
      ] as const)
        expect((await api.send(query, variables, { as })).errors[0]?.extensions?.['code']).toBe(code);
  });
});

describe('a search for trains is refused', () => {
  it('when what is wished makes no sense, with every fault, its place and the remedy', async () => {
    const refused = await ask({
      top: 11,
      maxStages: 7,
      seconds: 5.5,
      electricity: { perMWh: { amountMinor: -1, currency: 'yuan' }, years: 0 },
    });
    expect(refused).toMatchObject({ __typename: 'Refusal', code: 'INVALID', field: 'options.top' });
    expect(refused['reasons'].map(({ field, message }: Data) => `${field}: ${message}`)).toEqual([
      'options.top: Top must be a whole number from 1 to 10.',
      'options.maxStages: MaxStages must be a whole number from 1 to 6.',
      'options.seconds: Seconds must be above 0 and at most 5.',
      'options.electricity.perMWh.amountMinor: Electricity.perMWh.amountMinor must be a whole number of at least 0.',
      'options.electricity.perMWh.currency: Electricity.perMWh.currency must be an ISO 4217 code.',
      'options.electricity.years: Electricity.years must be above 0 and at most 100.',
    ]);
    const [zh] = (await ask({ top: 0 }, NEED, 'zh'))['reasons'];
    expect(zh.message).toBe('top 应为 1 到 10 的整数。');
  });

  it('when the need is none', async () => {
    expect(await ask({}, { domain: 'water', requirements: [limit('codd', 5)] })).toMatchObject({
      code: 'UNKNOWN_CODE',
      field: 'need.requirements[0].parameter',
    });
  });

  it('while the market is being loaded', async () => {
    const loading = jest.spyOn(api.app.get(MarketIndex), 'caughtUp').mockResolvedValue(false);
    expect(await ask()).toMatchObject({ __typename: 'Refusal', code: 'MARKET_LOADING' });
    loading.mockRestore();
  });

  it('when too many wait, and one organisation may not fill the queue alone', async () => {
    const run = jest.spyOn(api.app.get(Threads), 'run');
    run.mockRejectedValueOnce(new ThreadFault('BUSY', 'full'));
    expect(await ask()).toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining('try again in 5 seconds'),
      reasons: [{ facts: [{ name: 'retrySeconds', value: '5' }] }],
    });
    const waiting: ((fault: Error) => void)[] = [];
    run.mockImplementation(() => new Promise((_resolve, reject) => waiting.push(reject)));
    const own = [1, 2, 3].map(() => ask());
    await eventually(() => waiting.length === 3);
    expect(await ask({}, NEED, 'zh')).toMatchObject({ code: 'BUSY', message: expect.stringContaining('5 秒后重试') });
    const others = ask({}, NEED, 'en', (await api.person('BUYER', 'OWNER')).token);
    await eventually(() => waiting.length === 4);
    for (const reject of waiting) reject(new ThreadFault('BUSY', 'full'));
    for (const one of [...own, others]) expect((await one)['code']).toBe('BUSY');
    run.mockRestore();
    // What has ended counts no more.
    expect(await ask()).toMatchObject({ __typename: 'TrainSearch' });
  });

  it('when one request asks for too many at once', async () => {
    const many = Array.from({ length: 4 }, (_, i) => `t${i}: previewTrains(need: $need) { __typename }`).join(' ');
    const { errors } = await api.send(`query q($need: NeedInput!) { ${many} }`, { need: NEED }, { as: buyer.token });
    expect(errors[0]?.extensions?.['code']).toBe('QUERY_TOO_LARGE');
  });
});

describe('a search for trains', () => {
  it('is given up when its caller has gone', async () => {
    const threads = api.app.get(Threads);
    const run = jest.spyOn(threads, 'run');
    let signal: AbortSignal | undefined;
    run.mockImplementation((_thread, _task, _input, options) => {
      signal = options.signal;
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal?.reason)));
    });
    const gone = new AbortController();
    const asking = fetch(`${await api.listening()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${buyer.token}` },
      body: JSON.stringify({ query: PREVIEW, variables: { need: NEED } }),
      signal: gone.signal,
    });
    await eventually(() => signal !== undefined);
    expect(signal?.aborted).toBe(false);
    gone.abort();
    await expect(asking).rejects.toThrow();
    await eventually(() => signal?.aborted === true);
    run.mockRestore();
    // It is no fault of ours, and its place is free again.
    expect(api.hasLogged('operation failed')).toBe(false);
    expect(await ask()).toMatchObject({ __typename: 'TrainSearch' });
  });

  it('that crashed is a fault of ours, told without its message, and the next one is answered', async () => {
    const run = jest.spyOn(api.app.get(Threads), 'run');
    run.mockRejectedValueOnce(new ThreadFault('CRASHED', 'the thread trains ended: secret'));
    const { errors, text } = await api.send(PREVIEW, { need: NEED }, { as: buyer.token });
    expect(errors[0]?.extensions?.['code']).toBe('INTERNAL');
    expect(text).not.toContain('secret');
    run.mockRestore();
    expect(await ask()).toMatchObject({ __typename: 'TrainSearch' });
  });

  it('runs in its thread, which the answer on health tells of', async () => {
    const ready = await api.app.inject({ method: 'GET', url: '/health/ready' });
    expect(JSON.parse(ready.payload).parts.threads).toMatchObject({
      ok: true,
      detail: { 'trains.state': 'IDLE', 'trains.crashes': 0, 'trains.done': expect.any(Number) },
    });
    expect(JSON.parse(ready.payload).parts.threads.detail['trains.done']).toBeGreaterThan(10);
  });
});
