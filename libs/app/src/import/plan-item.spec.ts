import type { ListingContent } from '@huanpei/domain';
import { isExampleKey, openFile, templateTables, writeXlsx, type RawTable } from '@huanpei/exchange';
import { contentFaults, littleSaid, notesOfRefusals, planOf, prepareItem } from './plan-item';
import { sheetVocabulary } from './vocabulary';

const BEFORE: ListingContent = {
  kind: 'EQUIPMENT',
  name: { zh: '旧名', en: 'Old name' },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L' }],
  leadDays: 45,
  regions: [],
};

const table = (sheet: string, ...rows: readonly (readonly (string | number | null)[])[]): RawTable => ({
  sheet,
  rows: rows.map((cells) => cells.map((value) => (value === null ? undefined : { value }))),
});

/** The one thing of a file, upon what is there. */
function prepared(before: ListingContent | undefined, ...tables: readonly RawTable[]) {
  const file = { bytes: writeXlsx(tables), format: 'XLSX', kind: 'LISTINGS', name: 'x', withoutKey: false } as const;
  const opened = openFile(file, sheetVocabulary);
  if (!opened.ok) throw new Error(opened.fault.code);
  const item = opened.file.items(0, 1)[0]!;
  const ready = prepareItem('LISTINGS', item, opened.file.columns, before);
  return { item, ready, content: ready.content as ListingContent };
}

it('leaves alone what the file has no column for, and takes an empty cell for "not stated"', () => {
  const { ready, content } = prepared(
    BEFORE,
    table('装备', ['外部编号', '名称（中文）', '交货天数'], ['K', '新名', null]),
  );
  expect(content).toEqual({ ...BEFORE, name: { zh: '新名', en: 'Old name' }, leadDays: undefined });
  expect('leadDays' in content).toBe(false);
  expect(planOf(BEFORE, ready, false)).toEqual({ plan: 'CHANGE', fields: ['leadDays', 'name'] });
});

it.each([
  ['facts', '性能', ['外部编号', '指标', '参数', '关系', '数值', '单位'], ['K', '出水', 'COD', '≤', 20, 'mg/L']],
  ['main rows', '装备', ['外部编号', '名称'], ['K', '名']],
])('does not open a file of which one thing has more %s than any may hold', (_what, sheet, head, row) => {
  const opened = (count: number) => {
    const bytes = writeXlsx([table(sheet, head, ...Array.from({ length: count }, () => row))]);
    return openFile({ bytes, format: 'XLSX', kind: 'LISTINGS', name: 'x', withoutKey: false }, sheetVocabulary);
  };
  expect(opened(1_000)).toMatchObject({ ok: true });
  expect(opened(1_001)).toEqual({
    ok: false,
    fault: { code: 'TOO_MANY_ROWS_OF_ONE', facts: { key: 'K', most: 1_000 } },
  });
});

it('reads "none" as an empty list, and an empty cell as no list at all', () => {
  const rows = (cell: string | null) =>
    table('装备', ['外部编号', '领域', '名称', '技术分类', '服务地区'], ['K', '水', '名', 'MBR', cell]);
  expect(prepared(undefined, rows('无')).content.regions).toEqual([]);
  expect('regions' in prepared(undefined, rows(null)).content).toBe(false);
  expect(prepared(undefined, rows('广东省、江苏；everywhere')).content.regions).toEqual(['CN-GD', 'CN-JS', '*']);
});

it('changes facts alone when the file has only facts, and warns when it clears them', () => {
  const facts = table(
    '性能',
    ['外部编号', '指标', '参数', '关系', '数值', '单位'],
    ['K', '出水', 'COD', '≤', 20, 'mg/L'],
  );
  const { content } = prepared(BEFORE, facts);
  expect(content).toEqual({ ...BEFORE, facts: [{ ...BEFORE.facts[0], value: 20 }] });
  const listing = table('装备', ['外部编号', '名称'], ['K', '旧名']);
  const none = table(
    '性能',
    ['外部编号', '指标', '参数', '关系', '数值', '单位'],
    ['L', '出水', 'COD', '≤', 20, 'mg/L'],
  );
  expect(prepared(BEFORE, listing, none).ready.warnings).toMatchObject([
    { code: 'FACTS_REMOVED', facts: { before: 1 } },
  ]);
  expect(prepared(undefined, facts).ready.faults).toMatchObject([{ code: 'KEY_UNKNOWN', row: 2 }]);
});

it('says of a listing that it says little of what its kind should state', () => {
  const { ready } = prepared(BEFORE, table('装备', ['外部编号', '名称'], ['K', '新名']));
  const at = { sheet: '装备', row: 2, column: null, address: null, value: null };
  const [note] = littleSaid('LISTINGS', ready.content, at);
  expect(note).toMatchObject({ ...at, code: 'SAYS_LITTLE', facts: { stated: 1 } });
  // Of what nothing is known, nothing is expected.
  expect(littleSaid('LISTINGS', { ...BEFORE, technologies: [] }, at)).toEqual([]);
});

it('finds the cell of what the rules refuse', () => {
  const { item, ready } = prepared(
    undefined,
    table('装备', ['外部编号', '领域', '名称', '技术分类'], ['K', '水', '名', 'MBR']),
    table(
      '性能',
      ['外部编号', '指标', '参数', '关系', '数值', '单位'],
      ['K', '去除率', 'COD', '≥', 95, '%'],
      ['K', '去除率', 'COD', '≥', 120, '%'],
    ),
  );
  const refusals = contentFaults('LISTINGS', ready.content);
  const notes = notesOfRefusals(refusals, ready.cells, item.main?.at, []);
  expect(notes).toMatchObject([
    {
      code: 'REFUSED',
      sheet: '性能',
      address: 'E3',
      value: '120',
      facts: { refusal: 'INVALID', field: 'facts[1].value' },
    },
  ]);
  // What follows from a fault of the row is not told twice.
  expect(notesOfRefusals(refusals, ready.cells, item.main?.at, [{ ...notes[0]!, code: 'UNIT_MISSING' }])).toEqual([]);
});

describe('what is wrong with a row', () => {
  const LISTING = ['外部编号', '领域', '名称', '技术分类'];
  const FACTS = ['外部编号', '指标', '参数', '关系', '数值', '单位', '依据'];
  /** By the cell, or the row: the faults of reading and of the rules together. */
  const told = (listing: readonly string[], ...facts: readonly (readonly (string | number | null)[])[]) => {
    const { item, ready } = prepared(undefined, table('装备', LISTING, listing), table('性能', FACTS, ...facts));
    const found = [...item.faults, ...ready.faults];
    const refusals = notesOfRefusals(contentFaults('LISTINGS', ready.content), ready.cells, item.main?.at, found);
    return [...found, ...refusals].map(({ code, sheet, row, address }) => `${sheet} ${address ?? row} ${code}`);
  };

  it('is told at once, also what the rules refuse beside what cannot be read', () => {
    const all = told(
      ['K', '水', '名', 'MBR'],
      ['K', '去除率', 'COD', '≥', 120, '%', '自测'],
      ['K', '出口', 'COD', '约等', '50±5', 'mg/L', '自测'],
      ['K', '处理能力', null, '约等', 5000, null, '保证'],
    );
    expect(all.sort()).toEqual(
      [
        ...['性能 G2 UNKNOWN_NAME', '性能 E2 REFUSED'],
        ...['性能 D3 UNKNOWN_CHOICE', '性能 E3 PLUS_MINUS', '性能 G3 UNKNOWN_NAME'],
        ...['性能 D4 UNKNOWN_CHOICE', '性能 E4 UNIT_MISSING'],
      ].sort(),
    );
  });

  it('is told once: what follows from a cell that cannot be read is left out', () => {
    expect(told(['K', '水水', '名', '袋式除尘器'], ['K', '去除率', 'COD', '≥', '50±5', null, '保证'])).toEqual([
      '装备 B2 UNKNOWN_NAME',
      '性能 E2 PLUS_MINUS',
    ]);
    // Its domain is read, and the technology is of another one.
    expect(told(['K', '水', '名', '袋式除尘器'], ['K', '去除率', 'COD', '≥', 95, '%', '保证'])).toEqual([
      '装备 D2 REFUSED',
    ]);
  });
});

it('says in names, and with the reason, what the rules refuse', () => {
  const { ready } = prepared(
    undefined,
    table('装备', ['外部编号', '领域', '名称', '技术分类'], ['K', '大气', '名', 'water.mun.mbr']),
    table('性能', ['外部编号', '指标', '参数', '关系', '数值', '单位'], ['K', '去除率', 'COD', '≥', 120, '%']),
  );
  expect(contentFaults('LISTINGS', ready.content).map(({ facts }) => [facts?.['zh'], facts?.['en']])).toEqual([
    ['120 超出可能的范围，应为 0–100 %', '120 is outside what there can be; it should be 0–100 %'],
    [
      '“膜生物反应器 MBR”属于领域“水污染治理”，与所填的“大气治理”不符，请改其中一项',
      '"Membrane bioreactor" belongs to the domain "Water and wastewater", not to "Air pollution control"; change one of the two',
    ],
  ]);
});

it.each([
  ['大气污染治理', 'air'],
  ['大气污染防治', 'air'],
  ['水污染治理', 'water'],
  ['水污染防治', 'water'],
  ['土壤污染治理', 'soil'],
  ['固废处理', 'waste'],
  ['环境监测', 'monitoring'],
])('reads %s as the medium it speaks of, and no other', (written, domain) => {
  const { content, item } = prepared(
    undefined,
    table('装备', ['外部编号', '领域', '名称', '技术分类'], ['K', written, '名', '']),
  );
  expect(item.faults.filter(({ column }) => column === 'domain')).toEqual([]);
  expect(content).toMatchObject({ domain });
});

it('reads what suppliers write: a metric with the parameter that stands beside it, units in words, other names', () => {
  const { item, content } = prepared(
    undefined,
    table('装备', ['外部编号', '领域', '名称', '技术分类'], ['K', '大气', '名', '布袋除尘']),
    table(
      '性能',
      ['外部编号', '指标', '参数', '关系', '数值', '单位'],
      ['K', '出水COD', 'COD', '≤', 50, '毫克每升'],
      ['K', '出水COD', '氨氮', '≤', 5, 'mg/L'],
    ),
  );
  expect(content.technologies).toEqual(['air.ule.fabric-filter']);
  expect(content.facts[0]).toEqual({ metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' });
  // Two parameters that are not the same are nobody's to choose between.
  expect(item.faults).toMatchObject([{ code: 'UNKNOWN_NAME', address: 'B3' }]);
});

it('tells names apart by the medium of the listing, and says which it may be when it cannot', () => {
  const facts = (parameter: string) =>
    table('性能', ['外部编号', '指标', '参数', '关系', '数值', '单位'], ['K', '出口', parameter, '≤', 20, 'mg/L']);
  const listing = table('装备', ['外部编号', '领域', '名称', '技术分类'], ['K', '水', '名', 'MBR']);
  expect(prepared(undefined, listing, facts('氨氮')).content.facts[0]).toMatchObject({ parameter: 'nh3n' });
  const { item } = prepared(undefined, listing, facts('氨蛋'));
  expect(item.faults).toMatchObject([
    { code: 'UNKNOWN_NAME', facts: { given: '氨蛋', kind: 'parameter', nearest: expect.stringContaining('氨') } },
  ]);
});

it('reads the name of a unit as that of what is stated, where two units share it', () => {
  const { content, item } = prepared(
    BEFORE,
    table(
      '性能',
      ['外部编号', '指标', '参数', '关系', '数值', '单位'],
      ['K', '出口保证值', '粪大肠菌群', '≤', 1000, '个/L'],
    ),
  );
  expect(content.facts).toMatchObject([{ parameter: 'fecal_coliform', unit: 'CFU/L' }]);
  expect(item.warnings).toEqual([]);
});

describe.each([
  ['LISTINGS', 'zh'],
  ['LISTINGS', 'en'],
  ['TENDERS', 'zh'],
  ['TENDERS', 'en'],
] as const)("the example of the template for %s in '%s'", (kind, language) => {
  const tables = templateTables(kind, sheetVocabulary, language);
  /** The file with another key in every row of the example. */
  const under = (key: string | null) =>
    tables.map(({ sheet, rows: [head = [], ...rest] }) => ({
      sheet,
      rows: [
        head,
        ...rest.map((row) =>
          key !== null && isExampleKey(String(row[0]?.value)) ? [{ value: key }, ...row.slice(1)] : row,
        ),
      ],
    }));
  const open = (given: readonly RawTable[]) =>
    openFile({ bytes: writeXlsx(given), format: 'XLSX', kind, name: 'x', withoutKey: false }, sheetVocabulary);

  it('is left out, and the report says how many rows it had', () => {
    expect(open(under(null))).toMatchObject({ ok: false, fault: { code: 'NO_ROWS' } });
    const [main, ...others] = under(null);
    const opened = open([{ ...main!, rows: [...main!.rows, [{ value: 'K-1' }]] }, ...others]);
    if (!opened.ok) throw new Error(opened.fault.code);
    expect(opened.file.items(0, 9).map(({ key }) => key)).toEqual(['K-1']);
    expect(opened.file.sheets[0]).toMatchObject({ examples: 1 });
  });

  it('could be taken as it is', () => {
    const opened = open(under('K-1'));
    if (!opened.ok) throw new Error(opened.fault.code);
    const [item] = opened.file.items(0, 9);
    const ready = prepareItem(kind, item!, opened.file.columns, undefined);
    expect([...item!.faults, ...ready.faults, ...contentFaults(kind, ready.content)]).toEqual([]);
    expect(item!.warnings).toEqual([]);
    expect(opened.file.sheets.some((sheet) => 'examples' in sheet)).toBe(false);
  });
});
