import type { Language, ListingContent, TenderContent } from '@huanpei/domain';
import {
  comparable,
  listingFrom,
  openFile,
  SheetWriter,
  tenderFrom,
  writeCsv,
  writeXlsx,
  type ImportKind,
  type ReadItem,
  type SheetFormat,
} from '@huanpei/exchange';
import * as fc from 'fast-check';
import { arbitraryListing, arbitraryTender } from '../../test/arbitrary-contents';
import { sheetVocabulary } from './vocabulary';

function opened(kind: ImportKind, format: SheetFormat, bytes: Uint8Array) {
  const read = openFile({ bytes, format, kind, name: 'file', withoutKey: false }, sheetVocabulary);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.file;
}

const faultsOf = (items: readonly ReadItem[]) =>
  items.flatMap(({ faults }) => faults.map(({ code, address, value, facts }) => ({ code, address, value, facts })));

/** A workbook at once, or one CSV after the other, each upon what the one before it said. */
function throughSheets<T extends ListingContent | TenderContent>(
  kind: ImportKind,
  format: SheetFormat,
  language: Language,
  contents: readonly T[],
  build: (item: ReadItem, columns: Readonly<Record<string, readonly string[]>>, before?: T) => { readonly content: T },
): readonly T[] {
  const writer = new SheetWriter(sheetVocabulary, language);
  const things = contents.map((content, index) => ({
    key: `0${index}`,
    content: content as never,
    notes: { state: 'DRAFT' },
  }));
  const tables = writer.tables(kind, writer.rows(kind, things));
  const files = format === 'XLSX' ? [writeXlsx(tables)] : tables.filter(({ rows }) => rows.length > 1).map(writeCsv);
  const known = new Map<string, T>();
  for (const bytes of files) {
    const file = opened(kind, format, bytes);
    const items = file.items(0, file.size);
    expect(faultsOf(items)).toEqual([]);
    for (const item of items) known.set(item.key ?? '', build(item, file.columns, known.get(item.key ?? '')).content);
  }
  return contents.map((_, index) => known.get(`0${index}`)!);
}

/** A listing with one figure under each condition. */
const underConditions = (conditions: readonly string[]): ListingContent => ({
  kind: 'EQUIPMENT',
  name: { zh: '生物膜反应器' },
  domain: 'water',
  technologies: [],
  facts: conditions.map((condition) => ({
    metric: 'outlet',
    parameter: 'nh3n',
    op: '<=',
    value: 1.5,
    unit: 'mg/L',
    condition,
  })),
});

const conditionsOf = ({ facts }: ListingContent) => facts.map(({ condition }) => condition);

const RUNS = { numRuns: 25 };

describe.each(['XLSX', 'CSV'] as const)('what is exported as %s and imported again', (format) => {
  it('is the same listing', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryListing, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('zh', 'en'),
        (contents, language) => {
          const back = throughSheets('LISTINGS', format, language as Language, contents, listingFrom);
          expect(back.map(comparable)).toEqual(contents.map(comparable));
        },
      ),
      RUNS,
    );
  });

  it.each(['zh', 'en'] as const)(
    'keeps every condition, in the words of people where they read back (%s)',
    (language) => {
      const conditions = [
        'water_temp > 12 degC',
        'water temperature > 12 degC',
        '-5 <= water_temp <= 10 degC',
        'cod <= 500 mg/L',
        // Kept before it could be read: to read it now would change what is there.
        '水温 > 12 ℃',
        '=cod > 5',
        "'quoted",
        ' 冬季除外',
      ];
      const content = underConditions(conditions);
      const [back] = throughSheets('LISTINGS', format, language, [content], listingFrom);
      expect(conditionsOf(back!)).toEqual(conditions);
      const writer = new SheetWriter(sheetVocabulary, language);
      const rows = writer.rows('LISTINGS', [{ key: '1', content, notes: {} }]).get('FACTS') ?? [];
      expect(rows[0]?.map((cell) => cell?.value)).toContain(
        language === 'zh' ? '水温 > 12 ℃' : 'Water temperature > 12 °C',
      );
    },
  );

  it('is the same tender', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryTender, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('zh', 'en'),
        (contents, language) => {
          const back = throughSheets('TENDERS', format, language as Language, contents, tenderFrom);
          expect(back.map(comparable)).toEqual(contents.map(comparable));
        },
      ),
      RUNS,
    );
  });
});

describe('a condition in a sheet', () => {
  const readOf = (conditions: readonly string[]) => {
    const head = ['外部编号', '指标', '参数', '关系', '数值', '单位', '条件'];
    const rows = conditions.map((condition) => ['01', '出口保证值', '氨氮', '≤', '1.5', 'mg/L', condition]);
    const table = [head, ...rows].map((row) => row.map((value) => ({ value })));
    const file = opened('LISTINGS', 'CSV', writeCsv({ sheet: '性能', rows: table }));
    const [item] = file.items(0, file.size);
    expect(faultsOf([item!])).toEqual([]);
    return {
      conditions: item?.lists['FACTS']?.map(({ values }) => values['condition']),
      notes: item?.warnings
        .filter(({ code }) => code.startsWith('CONDITION'))
        .map(({ code, row, facts }) => [code, row, facts['given'], facts['read']]),
    };
  };

  it('is kept in the form that a duty decides, and the report shows both', () =>
    expect(readOf(['水温＞12℃', 'water temperature > 12 °C', '水温 > 12 ℃', 'water_temp > 12 degC'])).toEqual({
      conditions: [
        'water_temp > 12 degC',
        'water temperature > 12 degC',
        'water_temp > 12 degC',
        'water_temp > 12 degC',
      ],
      notes: [
        ['CONDITION_READ', 2, '水温＞12℃', 'water_temp > 12 degC'],
        ['CONDITION_READ', 3, 'water temperature > 12 °C', 'water temperature > 12 degC'],
      ],
    }));

  it('that no duty decides is taken as it is, and said to decide nothing', () =>
    expect(readOf(['冬季除外', "'水温 > 12 ℃"])).toEqual({
      conditions: ['冬季除外', '水温 > 12 ℃'],
      notes: [
        ['CONDITION_OPEN', 2, '冬季除外', undefined],
        ['CONDITION_OPEN', 3, '水温 > 12 ℃', undefined],
      ],
    }));
});
