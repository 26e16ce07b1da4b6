import { randomUUID } from 'node:crypto';
import { Work } from '@huanpei/app';
import { draftListing, draftTender, type Listing, type ListingContent } from '@huanpei/domain';
import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { RunningApi, type Data, type Person } from './running-api';

let api: RunningApi;
let supplier: Person;
let buyer: Person;
/** Listings by their names. */
const ids: Record<'good' | 'typical' | 'silent' | 'draft', string> = { good: '', typical: '', silent: '', draft: '' };

const REPORT = { id: 'r1', kind: 'TEST_REPORT', title: '=HYPERLINK("http://x")', validUntil: '2099-01-01' } as const;
const CONTENT: ListingContent = {
  kind: 'EQUIPMENT',
  domain: 'water',
  name: { zh: '=1+1 膜生物反应器', en: '@MBR' },
  technologies: ['water.mun.mbr'],
  facts: [],
};
const outlet = { metric: 'outlet', parameter: 'cod', op: '<=' } as const;
const CONTENTS: Record<keyof typeof ids, ListingContent> = {
  good: {
    ...CONTENT,
    facts: [
      { ...outlet, value: 0.03, unit: 'g/L', basis: 'TESTED', attachmentId: 'r1' },
      { metric: 'capacity', op: 'range', value: 100, valueMax: 1000, unit: 'm3/d' },
      { metric: 'removal_pct', parameter: 'cod', op: '>=', value: 90, unit: '%' },
    ],
    attachments: [REPORT],
    leadDays: 60,
    price: { amountMinor: 50_000_000, currency: 'CNY', per: 'unit' },
    services: [],
  },
  typical: {
    ...CONTENT,
    name: { zh: '典型值设备', en: 'Typical' },
    facts: [
      { ...outlet, value: 20, unit: 'mg/L', basis: 'TYPICAL' },
      { metric: 'capacity', op: 'range', value: 100, valueMax: 1000, unit: 'm3/d' },
    ],
    leadDays: 30,
    price: { amountMinor: 40_000_000, currency: 'USD', per: 'unit' },
  },
  silent: { ...CONTENT, name: { en: '-2+3 Silent' } },
  draft: { ...CONTENT, name: { zh: '尚未公开' } },
};

async function keep(content: ListingContent, supplierId: string, published: boolean): Promise<string> {
  const draft = draftListing(randomUUID(), supplierId, content, new Date());
  const listing: Listing = published
    ? { ...draft, state: 'PUBLISHED', revision: 1, content, staged: null, publishedAt: new Date() }
    : draft;
  await api.app.get(Work).run((tx) => tx.listings.add(listing));
  return draft.id;
}

beforeAll(async () => {
  api = await RunningApi.start({ roles: [] });
  [supplier, buyer] = [await api.person('SUPPLIER', 'OWNER'), await api.person('BUYER', 'OWNER')];
  for (const name of Object.keys(ids) as (keyof typeof ids)[])
    ids[name] = await keep(CONTENTS[name], supplier.organisationId, name !== 'draft');
});
afterAll(async () => {
  await api.stop();
});

const ARGS = '$ids: [ID!]!, $need: NeedInput, $lot: ComparedLotInput, $language: Language';
const GIVEN = 'ids: $ids, need: $need, lot: $lot, language: $language';
const COMPARE = `query c(${ARGS}) { compareListings(${GIVEN}) {
  ... on Refusal { code reasons { code field message } }
  ... on Comparison { asOf engine referenceEdition
    listings { listingId name outcome score listing { id } }
    demands { id subject limit mandatory findings { finding { verdict margin says } } }
    rows { id kind subject unit comparable better difference
      cells { state standing says figures { value unit comparable basis stated says evidence { id } } } } } } }`;
const EXPORT = `query e($format: FileFormat!, ${ARGS}) { exportComparison(format: $format, ${GIVEN}) {
  ... on Refusal { code } ... on ComparisonFile { name mediaType base64 } } }`;
const NEED = {
  domain: 'water',
  technologies: ['water.mun.mbr'],
  requirements: [
    { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: 'LE', value: 50, unit: 'mg/L' },
    { id: 'lead', mandatory: false, leadDays: 45 },
  ],
};
const compare = (variables: object, as?: string): Promise<Data> => api.do(COMPARE, { ...variables }, { as });
const row = ({ rows }: Data, id: string): Data => rows.find((one: Data) => one['id'].includes(id));

it('puts listings side by side, differences first, each figure with what it rests on', async () => {
  const answer = await compare({ ids: [ids.good, ids.typical, ids.silent] });
  expect(answer['listings'].map(({ name }: Data) => name)).toEqual(['@MBR', 'Typical', '-2+3 Silent']);
  const order = answer['rows'].map(({ difference }: Data) => difference);
  expect(order).toEqual([...order].sort((a, b) => RANK.indexOf(a) - RANK.indexOf(b)));
  const cod = row(answer, '"outlet","cod"');
  expect(cod).toMatchObject({ unit: 'mg/L', comparable: true, better: 'LOWER', difference: 'DIFFERENT' });
  expect(cod['cells'].map(({ state, standing }: Data) => [state, standing])).toEqual([
    ['STATED', 'BEST'],
    ['STATED', 'BETTER_NOT_PROMISED'],
    ['NOT_STATED', null],
  ]);
  expect(cod['cells'][0].figures).toMatchObject([
    { value: 30, unit: 'mg/L', basis: 'TESTED', stated: '≤ 0.03 g/L', evidence: { id: 'r1' } },
  ]);
  expect(cod['cells'][2].says).toBe('not stated');
  expect(row(answer, 'price')).toMatchObject({
    comparable: false,
    cells: [{ standing: null }, { standing: null }, {}],
  });
  expect(row(answer, 'lead-days')['cells'].map(({ standing }: Data) => standing)).toEqual([null, 'BEST', null]);
  expect(row(answer, 'capacity')).toMatchObject({ difference: 'SOME_STATE', better: null });
  expect(row(answer, 'technologies')).toMatchObject({ difference: 'SAME' });
  expect(answer['demands']).toEqual([]);
  expect(answer['listings'][0]).toMatchObject({ outcome: null, score: null, listing: { id: ids.good } });
});
const RANK = ['DIFFERENT', 'SAME', 'SOME_STATE'];

it('holds them against a need exactly as a preview does', async () => {
  const three = [ids.good, ids.typical, ids.silent];
  const answer = await compare({ ids: three, need: NEED });
  expect(answer['listings'].map(({ outcome }: Data) => outcome)).toEqual(['FITS', 'FITS', 'NEEDS_DATA']);
  const verdicts = answer['demands'].map(({ id, findings }: Data) => [
    id,
    ...findings.map(({ finding }: Data) => finding?.verdict ?? null),
  ]);
  expect(verdicts).toEqual([
    ['cod', 'PASS', 'PASS', 'UNKNOWN'],
    ['lead', 'FAIL', 'PASS', 'UNKNOWN'],
  ]);
  expect(answer['demands'][0].findings[0].finding).toMatchObject({
    margin: 0.4,
    says: expect.stringContaining('30 mg/L meets'),
  });
});

it('holds them against a lot that the asker may see, and nobody else', async () => {
  const content = {
    title: { zh: '草稿' },
    track: 'PRIVATE',
    method: 'OPEN',
    region: null,
    budget: null,
    documentsUntil: null,
    deadline: null,
  } as const;
  const need = {
    domain: 'water',
    requirements: [{ ...outlet, id: 'cod', mandatory: true, value: 50, unit: 'mg/L' }],
  } as const;
  const tender = draftTender(
    randomUUID(),
    buyer.organisationId,
    { ...content, lots: [{ id: '1', title: { zh: '一' }, need }] },
    new Date(),
  );
  await api.app.get(Work).run((tx) => tx.tenders.add(tender));
  const asked = { ids: [ids.good, ids.silent], lot: { tenderId: tender.id, lotId: '1' } };
  expect((await compare(asked, buyer.token))['listings'][0].outcome).toBe('FITS');
  const none = { code: 'NOT_FOUND', reasons: [{ code: 'NOT_FOUND', field: 'lot.tenderId' }] };
  for (const as of [undefined, supplier.token]) expect(await compare(asked, as)).toMatchObject(none);
  expect(await compare({ ...asked, lot: { tenderId: tender.id, lotId: '2' } }, buyer.token)).toMatchObject({
    reasons: [{ field: 'lot.lotId' }],
  });
  expect(await compare({ ...asked, need: NEED }, buyer.token)).toMatchObject({
    reasons: [{ code: 'INVALID', field: 'lot' }],
  });
});

it('takes two to six listings, each once, that the asker may see', async () => {
  const reasons = async (list: readonly string[], as?: string): Promise<string[]> =>
    ((await compare({ ids: list }, as))['reasons'] ?? []).map(({ code, field }: Data) => `${code} ${field}`);
  expect(await reasons([ids.good])).toEqual(['INVALID ids']);
  expect(await reasons(Array.from({ length: 7 }, (_, at) => String(at)))).toEqual(['INVALID ids']);
  expect(await reasons([ids.good, ids.good])).toEqual(['DUPLICATE ids[1]']);
  expect(await reasons([ids.draft, ids.good, 'no-such'])).toEqual(['NOT_FOUND ids[0]', 'NOT_FOUND ids[2]']);
  expect(await reasons([ids.draft, ids.good], buyer.token)).toEqual(['NOT_FOUND ids[0]']);
  expect(await reasons([ids.draft, ids.good], supplier.token)).toEqual([]);
});

describe('as a file', () => {
  const file = async (format: string, language: string): Promise<Buffer> => {
    const variables = { ids: [ids.good, ids.typical, ids.silent], need: NEED, format, language };
    const { base64, name } = await api.do(EXPORT, variables);
    expect(name).toMatch(new RegExp(`^huanpei-comparison-\\d{4}-\\d\\d-\\d\\d\\.${format.toLowerCase()}$`));
    return Buffer.from(base64, 'base64');
  };

  it('is a workbook of texts, in the language asked for', async () => {
    const book = read(await file('XLSX', 'zh'), { cellFormula: true });
    const sheet = book.Sheets[book.SheetNames[0] ?? '']!;
    const cells = Object.entries(sheet).filter(([name]) => !name.startsWith('!'));
    expect(cells.length).toBeGreaterThan(40);
    for (const [, cell] of cells) expect([cell.t, cell.f]).toEqual(['s', undefined]);
    const rows = utils.sheet_to_json<string[]>(sheet, { header: 1 });
    expect(rows[0]).toEqual(['类别', '项目', '单位', '=1+1 膜生物反应器', '典型值设备', '-2+3 Silent']);
    expect(rows[2]).toEqual(['对照需求', '结论', '', '满足', '满足', '需补充数据']);
    expect(rows.some((cells) => cells[1]?.includes('化学需氧量') && cells[3]?.includes('≤ 30 mg/L'))).toBe(true);
  });

  it('is a CSV in which nothing begins as a formula does', async () => {
    const bytes = await file('CSV', 'en');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows: string[][] = parse(bytes, { bom: true, relax_column_count: true });
    expect(rows[0]).toEqual(['Part', 'Item', 'Unit', "'@MBR", 'Typical', "'-2+3 Silent"]);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
    expect(rows.map(([part]) => part)).toContain('Different');
  });

  it('is refused as the comparison is', async () => {
    expect(await api.do(EXPORT, { ids: [ids.draft, ids.good], format: 'CSV' })).toEqual({ code: 'NOT_FOUND' });
  });
});

it('decides a condition however a supplier or a buyer has written it, and shows what nothing decides', async () => {
  const LISTING = `... on Listing { id content { facts { condition conditionLabel } } staged { content { facts { condition conditionLabel } } } }`;
  const create = `mutation m($content: ListingContentInput!) { createListing(content: $content) { ${LISTING} ... on Refusal { code } } }`;
  const made = async (condition: string): Promise<Data> =>
    api.do(
      create,
      {
        content: {
          name: { zh: condition },
          domain: 'water',
          technologies: ['water.mun.mbr'],
          facts: [{ metric: 'outlet', parameter: 'nh3n', op: 'LE', value: 1.5, unit: 'mg/L', condition }],
        },
      },
      { as: supplier.token },
    );
  const [people, engine, open] = [await made('水温＞12℃'), await made('water_temp > 12 degC'), await made('冬季除外')];
  const fact = ({ content, staged }: Data): Data => (content ?? staged.content).facts[0];
  expect([people!, engine!, open!].map(fact)).toEqual([
    { condition: 'water_temp > 12 degC', conditionLabel: 'Water temperature > 12 °C' },
    { condition: 'water_temp > 12 degC', conditionLabel: 'Water temperature > 12 °C' },
    { condition: '冬季除外', conditionLabel: '冬季除外' },
  ]);

  const limit = (id: string, value: number, condition: string) => ({
    id,
    mandatory: true,
    metric: 'outlet',
    parameter: 'nh3n',
    op: 'LE',
    value,
    unit: 'mg/L',
    condition,
  });
  const need = {
    domain: 'water',
    technologies: ['water.mun.mbr'],
    duty: [{ metric: 'inlet', parameter: 'water_temp', op: 'EQ', value: 15, unit: 'degC' }],
    // The second asks nothing of water as warm as this.
    requirements: [limit('warm', 5, '水温＞12 ℃'), limit('cold', 1, '水温 ≤ 12℃')],
  };
  const ids = [people!, engine!, open!].map(({ id }) => id as string);
  const { listings, demands } = await compare({ ids, need }, supplier.token);
  expect(demands.map(({ id }: Data) => id)).toEqual(['warm']);
  expect(demands[0].findings.map(({ finding }: Data) => finding.verdict)).toEqual(['PASS', 'PASS', 'UNKNOWN']);
  expect(demands[0].findings[2].finding.says).toContain('冬季除外');
  expect(listings.map(({ outcome }: Data) => outcome)).toEqual(['FITS', 'FITS', 'NEEDS_DATA']);
});
