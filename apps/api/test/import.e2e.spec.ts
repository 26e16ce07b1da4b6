import { Work } from '@huanpei/app';
import { readXlsx, SHEET_LIMITS, sheetsOf, writeCsv, writeXlsx, type RawRow, type RawTable } from '@huanpei/exchange';
import { eventually } from '@huanpei/testing';
import { RunningApi, type Data, type Person } from './running-api';

let api: RunningApi;
let supplier: Person;
let stranger: Person;
let buyer: Person;

beforeAll(async () => {
  api = await RunningApi.start({ roles: ['indexer'] });
  [supplier, stranger, buyer] = await Promise.all([
    api.person('SUPPLIER', 'EDITOR'),
    api.person('SUPPLIER', 'OWNER'),
    api.person('BUYER', 'EDITOR'),
  ]);
});
afterAll(() => api.stop());

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const row = (...cells: readonly (string | number | boolean | undefined)[]): RawRow =>
  cells.map((value) => (value === undefined ? undefined : { value }));

async function upload(
  bytes: Uint8Array,
  {
    as,
    kind = 'LISTINGS',
    type = XLSX,
    name = '装备.xlsx',
    more = '',
  }: { as?: Person; kind?: string; type?: string; name?: string; more?: string } = {},
) {
  return api.app.inject({
    method: 'POST',
    url: `/imports?kind=${kind}${more}`,
    headers: {
      'content-type': type,
      'x-file-name': encodeURIComponent(name),
      'accept-language': 'en',
      ...(as ? { authorization: `Bearer ${as.token}` } : {}),
    },
    payload: Buffer.from(bytes),
  });
}

async function download(url: string, as?: Person) {
  return api.app.inject({
    method: 'GET',
    url,
    headers: { 'accept-language': 'en', ...(as ? { authorization: `Bearer ${as.token}` } : {}) },
  });
}

const NOTE = '{ code sheet row column address value message }';
const IMPORT = `id state fault encoding position rate fileName
  sheets { sheet readAs headerRow columns { header readAs nearest } }
  counts { items rows create change unchanged refused warnings created changed kept failed submitted }
  items(first: 50) { totalCount edges { node { number key plan fields name figures changes { kind what before after } outcome subjectId faults ${NOTE} warnings ${NOTE} } } }`;

async function importOf(id: string, as: Person): Promise<Data | null> {
  const { import: found } = await api.ask(
    `query ($id: ID!) { import(id: $id) { ${IMPORT} } }`,
    { id },
    { as: as.token },
  );
  return found as Data | null;
}

async function until(id: string, state: string, as: Person): Promise<Data> {
  return eventually(async () => {
    const found = await importOf(id, as);
    if (found?.['state'] !== state) throw new Error(`still ${JSON.stringify(found).slice(0, 500)}`);
    return found;
  }, 20_000);
}

async function checked(bytes: Uint8Array, as: Person, more: Parameters<typeof upload>[1] = {}): Promise<Data> {
  const answer = await upload(bytes, { as, ...more });
  expect([answer.statusCode, answer.payload.slice(0, 300)]).toEqual([201, expect.stringContaining('UPLOADED')]);
  return until((JSON.parse(answer.payload) as { id: string }).id, 'CHECKED', as);
}

async function started(id: string, as: Person, submit = false): Promise<Data> {
  const mutation = `mutation ($id: ID!, $submit: Boolean!) { startImport(id: $id, submit: $submit) {
    __typename ... on Import { id state } ... on Refusal { code message } } }`;
  expect(await api.do(mutation, { id, submit }, { as: as.token })).toMatchObject({ __typename: 'Import' });
  return until(id, 'DONE', as);
}

const itemsOf = (record: Data) => (record['items'].edges as Data[]).map(({ node }) => node as Data);
const listings = async (as: Person): Promise<Data[]> => {
  const { myListings } = await api.ask(
    `{ myListings(first: 100) { edges { node { id state version name { zh en } staged { number state content { facts { metric { code } op value unit } } } } } } }`,
    {},
    { as: as.token },
  );
  return (myListings.edges as Data[]).map(({ node }) => node as Data);
};

const book = (value: number | string = 30): RawTable[] => [
  {
    sheet: '装备 Listings',
    rows: [
      row('设备清单（2026年）'),
      row('编码', 'Domain', '产品名称', '技术分类', '我方备注', '交货期'),
      row('A-1', '水', '一体化 MBR', 'MBR', '仓库 3', '45'),
      row('A-2', 'water', '砂滤器', 'water.mun.mbr', undefined, 20),
      row('A-3', '水', '坏的', '没有这种技术', undefined, '12,5'),
    ],
  },
  {
    sheet: '性能 Facts',
    rows: [
      row('外部编号', '指标', '参数', '数值', '单位'),
      row('A-1', '出水', 'COD', '≤３０', '毫克/升'),
      row('A-1', '处理量', undefined, '5,000', 'm3/d'),
      row('A-2', '出水COD', undefined, value, 'mg/L'),
      row('A-9', '出水', 'COD', 50, 'mg/L'),
    ],
  },
];

it('checks a file, creates what is right in it, hands back what is not, and finds the same again unchanged', async () => {
  const record = await checked(writeXlsx(book()), supplier);
  expect(record['counts']).toMatchObject({ items: 4, rows: 7, create: 2, refused: 2 });
  expect(record['sheets'][0]).toMatchObject({ readAs: '装备 Listings', headerRow: 2 });
  const unknown = (record['sheets'][0].columns as Data[]).filter(({ readAs }) => readAs === null);
  expect(unknown).toMatchObject([{ header: '我方备注' }]);
  const [first, second, bad, stray] = itemsOf(record);
  expect(first!['warnings'].map(({ code, address }: Data) => `${code} ${address}`)).toEqual(
    expect.arrayContaining([
      'FULL_WIDTH D2',
      'OPERATOR_IN_CELL D2',
      'UNIT_SYNONYM E2',
      'THOUSANDS D3',
      'TEXT_NUMBER F3',
    ]),
  );
  expect(second!['warnings'].map(({ code }: Data) => code)).toContain('METRIC_SPLIT');
  // Of both it is said that they say little; of what is refused nothing more is said.
  const little = (item: Data | undefined) => (item!['warnings'] as Data[]).filter(({ code }) => code === 'SAYS_LITTLE');
  expect([first, second, bad, stray].map((item) => little(item).length)).toEqual([1, 1, 0, 0]);
  const split = (second!['warnings'] as Data[]).find(({ code }) => code === 'METRIC_SPLIT')!;
  expect(split['message']).toBe('Read as the metric Outlet value of Chemical oxygen demand (CODCr).');
  // What it is, in words: what it can treat before what it leaves behind.
  expect(first).toMatchObject({ name: '一体化 MBR', changes: [] });
  expect(first!['figures']).toEqual([
    expect.stringMatching(/^Capacity .*5,?000 m³\/d$/),
    expect.stringMatching(/^Chemical oxygen demand .* 30 mg\/L$/),
  ]);
  expect(bad).toMatchObject({ name: '坏的', figures: [], changes: [] });
  expect(bad!['faults']).toMatchObject([
    { code: 'UNKNOWN_NAME', address: 'D5', value: '没有这种技术' },
    { code: 'AMBIGUOUS_NUMBER', address: 'F5', value: '12,5', message: expect.stringContaining('12.5') },
  ]);
  expect(stray!['faults']).toMatchObject([{ code: 'KEY_UNKNOWN', row: 5 }]);
  expect(await listings(supplier)).toEqual([]);

  const done = await started(record['id'], supplier);
  expect(done['counts']).toMatchObject({ created: 2, failed: 0 });
  const own = await listings(supplier);
  expect(own.map(({ name, state }) => [name.zh, state])).toEqual(
    expect.arrayContaining([
      ['一体化 MBR', 'DRAFT'],
      ['砂滤器', 'DRAFT'],
    ]),
  );
  expect(own.find(({ name }) => name.zh === '一体化 MBR')!['staged'].content.facts).toEqual([
    { metric: { code: 'outlet' }, op: 'LE', value: 30, unit: 'mg/L' },
    { metric: { code: 'capacity' }, op: 'EQ', value: 5000, unit: 'm3/d' },
  ]);

  // The failed rows come back with every column of theirs, and what is wrong.
  const failed = await download(`/imports/${record['id']}/failed`, supplier);
  expect(failed.headers['content-disposition']).toContain('failed-');
  const [sheet, facts] = readXlsx(new Uint8Array(failed.rawPayload), SHEET_LIMITS);
  expect(sheet!.rows.map((cells) => cells.map((cell) => cell?.value))).toEqual([
    ['Errors', '编码', 'Domain', '产品名称', '技术分类', '我方备注', '交货期'],
    [expect.stringMatching(/D5.*\n.*F5/s), 'A-3', '水', '坏的', '没有这种技术', undefined, '12,5'],
  ]);
  expect(facts!.rows).toHaveLength(2);

  // Corrected and handed in again, under its own headers.
  const mended: RawTable[] = [
    {
      sheet: sheet!.sheet,
      rows: sheet!.rows.map((cells, at) =>
        at === 0 ? cells : [...cells.slice(0, 4), { value: 'MBR' }, cells[5], { value: 12.5 }],
      ),
    },
  ];
  const second_ = await checked(writeXlsx(mended), supplier);
  expect(second_['counts']).toMatchObject({ items: 1, create: 1, refused: 0 });
  await started(second_['id'], supplier);

  // The same again changes nothing: no new revision, no new version.
  const before = await listings(supplier);
  const again = await checked(
    writeXlsx([
      { ...book()[0]!, rows: book()[0]!.rows.slice(0, 4) },
      { ...book()[1]!, rows: book()[1]!.rows.slice(0, 4) },
    ]),
    supplier,
  );
  expect(again['counts']).toMatchObject({ items: 2, unchanged: 2 });
  await started(again['id'], supplier);
  expect(await listings(supplier)).toEqual(before);

  // Another figure: a change, and only of the facts.
  const other = await checked(writeXlsx(book(25)), supplier);
  expect(itemsOf(other)[1]).toMatchObject({
    name: '砂滤器',
    changes: [{ kind: 'CHANGED', before: expect.stringContaining('30'), after: expect.stringContaining('25') }],
  });
  expect(itemsOf(other)[1]).toMatchObject({ key: 'A-2', plan: 'CHANGE', fields: ['facts'] });
  const changed = await started(other['id'], supplier, true);
  expect(changed['counts']).toMatchObject({ changed: 1, kept: 1, submitted: 2 });
  const after = await listings(supplier);
  expect(after.find(({ name }) => name.zh === '砂滤器')!['staged']).toMatchObject({ number: 1, state: 'SUBMITTED' });
  // What waits for review is not changed under the eyes of its reader.
  const late = await checked(writeXlsx(book(20)), supplier);
  const refused = await started(late['id'], supplier);
  expect(refused['counts']).toMatchObject({ failed: 1 });
  expect(itemsOf(refused)[1]!['faults'][0].message).toContain('recallListing');
  // Taken back, what failed is tried again, and that alone.
  const waiting = after.find(({ name }) => name.zh === '砂滤器')!['id'] as string;
  for (const [mutation, id] of [
    ['recallListing', waiting],
    ['retryImport', late['id'] as string],
  ]) {
    const answer = await api.do(
      `mutation ($id: ID!) { ${mutation}(id: $id) { __typename } }`,
      { id },
      { as: supplier.token },
    );
    expect(answer['__typename']).not.toBe('Refusal');
  }
  const retried = await until(late['id'], 'DONE', supplier);
  expect(retried['counts']).toMatchObject({ failed: 0, changed: 1, kept: 1 });
  expect(itemsOf(retried)[1]).toMatchObject({ outcome: 'CHANGED', faults: [] });
}, 90_000);

it('is its organisation’s alone: another one sees nothing, changes nothing, and takes no key for its own', async () => {
  const theirOwn: RawTable = {
    sheet: 'Listings',
    rows: [row('key', 'domain', 'name', 'technologies'), row('S-1', 'water', 'theirs', 'MBR')],
  };
  const before = await checked(writeXlsx([theirOwn]), supplier);
  await started(before['id'], supplier);
  const record = await checked(writeXlsx(book()), supplier);
  const own = await listings(supplier);
  expect(own.length).toBeGreaterThan(0);
  expect(await importOf(record['id'], stranger)).toBeNull();
  const { imports } = await api.ask('{ imports { totalCount } }', {}, { as: stranger.token });
  expect(imports).toEqual({ totalCount: 0 });
  for (const operation of ['startImport', 'retryImport', 'cancelImport']) {
    const answer = await api.do(
      `mutation ($id: ID!) { ${operation}(id: $id) { __typename ... on Refusal { code } } }`,
      { id: record['id'] },
      { as: stranger.token },
    );
    expect(answer).toEqual({ __typename: 'Refusal', code: 'NOT_FOUND' });
  }
  expect((await download(`/imports/${record['id']}/failed`, stranger)).statusCode).toBe(404);
  // The keys and even the ids of others are unknown: things of one's own are created.
  const ids = own.map(({ id }) => String(id));
  const theft: RawTable = {
    sheet: 'Listings',
    rows: [
      row('key', 'domain', 'name', 'technologies'),
      ...['S-1', ...ids].map((key) => row(key, 'water', 'mine now', 'MBR')),
    ],
  };
  const theirs = await checked(writeXlsx([theft]), stranger);
  expect(theirs['counts']).toMatchObject({ create: 1 + ids.length, change: 0 });
  await started(theirs['id'], stranger);
  expect(await listings(supplier)).toEqual(own);
  const mine = await download('/exports/listings?format=csv', stranger);
  expect(mine.payload).not.toContain('一体化');
}, 60_000);

it('lets in only who may, before a body is read, and only what it can take', async () => {
  expect((await upload(writeXlsx(book()))).statusCode).toBe(401);
  expect((await upload(writeXlsx(book()), { as: buyer })).statusCode).toBe(403);
  expect((await upload(writeXlsx(book()), { as: supplier, kind: 'NONE' })).statusCode).toBe(400);
  expect((await upload(new Uint8Array(20_000_001), { as: supplier })).statusCode).toBe(413);
  expect((await upload(new TextEncoder().encode('{}'), { as: supplier, type: 'application/json' })).statusCode).toBe(
    415,
  );
  expect((await download('/exports/listings')).statusCode).toBe(401);
  expect((await download('/exports/listings?of=own', buyer)).statusCode).toBe(403);
  expect((await download('/exports/tenders?of=own', supplier)).statusCode).toBe(403);
  expect((await download('/exports/listings?of=public', buyer)).statusCode).toBe(200);
  // Nothing else takes such bodies.
  const other = await api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'text/csv' },
    payload: 'a,b',
  });
  expect(other.statusCode).toBeGreaterThanOrEqual(400);
});

it('says why a file cannot be read', async () => {
  for (const [bytes, words] of [
    [new TextEncoder().encode('PK\u0003\u0004 not a zip at all'), 'damaged'],
    [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'save an old .xls'],
    [writeCsv({ sheet: 'x', rows: [row('key', 'key'), row('a', 'b')] }), 'no sheet that is known'],
  ] as const) {
    const { id } = JSON.parse((await upload(bytes, { as: stranger, type: 'text/csv', name: 'x.csv' })).payload) as {
      id: string;
    };
    const record = await until(id, 'UNREADABLE', stranger);
    expect(record['fault']).toContain(words);
    expect((await download(`/imports/${id}/failed`, stranger)).statusCode).toBe(404);
  }
}, 30_000);

it('reads a CSV as Chinese Excel writes it, and exports what an import leaves unchanged', async () => {
  const text = [...'外部编号;领域;名称;技术分类\r\nG-1;水;设备;MBR\r\n'];
  const bytes = Buffer.concat(text.map((sign) => gbkOf(sign)));
  const record = await checked(new Uint8Array(bytes), stranger, { type: 'text/csv', name: '设备.csv' });
  expect(record).toMatchObject({ encoding: 'GB18030', counts: { create: 1 } });
  await started(record['id'], stranger);
  for (const [format, language] of [
    ['xlsx', 'zh'],
    ['xlsx', 'en'],
    ['csv', 'en'],
  ]) {
    const file = await download(`/exports/listings?format=${format}&language=${language}`, stranger);
    expect(file.statusCode).toBe(200);
    const type = format === 'csv' ? 'text/csv' : XLSX;
    const back = await checked(new Uint8Array(file.rawPayload), stranger, { type, name: `x.${format}` });
    expect(back['counts']).toMatchObject({ create: 0, change: 0, refused: 0 });
    await api.do(
      'mutation ($id: ID!) { cancelImport(id: $id) { __typename } }',
      { id: back['id'] },
      { as: stranger.token },
    );
  }
}, 60_000);

/** The encoder that Node has not: found by asking its decoder. */
function gbkOf(sign: string): Buffer {
  if (sign.charCodeAt(0) < 0x80) return Buffer.from(sign);
  if (GBK.size === 0) fillGbk();
  return GBK.get(sign)!;
}
const GBK = new Map<string, Buffer>();
function fillGbk(): void {
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low === 0x7f) continue;
      const bytes = Buffer.from([high, low]);
      GBK.set(decoder.decode(bytes), bytes);
    }
  }
}

it('imports tenders with lots, requirements, duties and standards', async () => {
  const tenders: RawTable[] = [
    {
      sheet: '招标 Tenders',
      rows: [
        row('外部编号', '标题（中文）', '投标截止', '预算', '地区'),
        row('T-1', '污水厂提标', '2027-03-01 09:30', '1200万', '广东省'),
      ],
    },
    { sheet: '标段 Lots', rows: [row('外部编号', '标段号', '标题（中文）', '领域'), row('T-1', 1, '一标段', '水')] },
    {
      sheet: '要求 Requirements',
      rows: [
        row('外部编号', '标段号', '要求编号', '强制', '指标', '参数', '数值', '单位'),
        row('T-1', 1, 'r1', '★', '出水', '氨氮', '≤1.5', 'mg/L'),
      ],
    },
    {
      sheet: '工况 Duty',
      rows: [
        row('外部编号', '标段号', '指标', '参数', '数值', '单位'),
        row('T-1', 1, '处理规模', undefined, '5万', 'm3/d'),
        row('T-1', 1, '进水', 'COD', '300-350', 'mg/L'),
      ],
    },
    { sheet: '标准 Standards', rows: [row('外部编号', '标段号', '标准号'), row('T-1', 1, 'GB18918-2002一级A标准')] },
  ];
  expect(sheetsOf('TENDERS')).toHaveLength(tenders.length);
  const record = await checked(writeXlsx(tenders), buyer, { kind: 'TENDERS' });
  expect(itemsOf(record).flatMap(({ faults }) => faults)).toEqual([]);
  await started(record['id'], buyer);
  const { myTenders } = await api.ask(
    '{ myTenders { edges { node { id title { zh } deadline budget { amountMinor } } } } }',
    {},
    { as: buyer.token },
  );
  expect(myTenders.edges[0].node).toMatchObject({
    title: { zh: '污水厂提标' },
    deadline: '2027-03-01T01:30:00.000Z',
    budget: { amountMinor: 1_200_000_000 },
  });
  const tender = await api.app.get(Work).run((tx) => tx.tenders.find(String(myTenders.edges[0].node.id)));
  expect(tender!.content.lots[0]!.need).toMatchObject({
    domain: 'water',
    duty: [
      { metric: 'capacity', op: '=', value: 50_000, unit: 'm3/d' },
      { metric: 'inlet', parameter: 'cod', op: 'range', value: 300, valueMax: 350, unit: 'mg/L' },
    ],
    requirements: [
      { id: 'r1', mandatory: true, metric: 'outlet', parameter: 'nh3n', op: '<=', value: 1.5, unit: 'mg/L' },
    ],
    standards: [{ code: 'GB 18918-2002', level: '1A' }],
  });
  const file = await download('/exports/tenders?format=xlsx&language=zh', buyer);
  const back = await checked(new Uint8Array(file.rawPayload), buyer, { kind: 'TENDERS' });
  expect(back['counts']).toMatchObject({ items: 1, unchanged: 1, refused: 0 });
}, 60_000);

it('hands out templates that hold every column, and takes them back as empty', async () => {
  const file = await download('/imports/template?kind=LISTINGS&language=zh');
  const tables = readXlsx(new Uint8Array(file.rawPayload), SHEET_LIMITS);
  expect(tables.map(({ sheet }) => sheet)).toEqual([
    '装备 Listings',
    '性能 Facts',
    '附件 Attachments',
    '来源 Sources',
    '说明 Guide',
    '选项 Choices',
  ]);
  const { id } = JSON.parse((await upload(new Uint8Array(file.rawPayload), { as: stranger })).payload) as {
    id: string;
  };
  expect((await until(id, 'UNREADABLE', stranger))['fault']).toContain('no rows beside the headers and the example');
});
