import { utils, write, type CellObject } from '@e965/xlsx';

/** What the report must say of one thing of the workbook: every note of it, as `CODE cell` or `CODE row`. */
export interface Expected {
  readonly key: string | null;
  readonly plan: 'CREATE' | 'REFUSED';
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
  /** Its facts as they must be kept. */
  readonly facts: readonly object[];
}

export interface MessyWorkbook {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly expected: readonly Expected[];
}

type Cell = string | number | CellObject | null;

interface Thing {
  readonly key: string | null;
  readonly faults: string[];
  readonly warnings: string[];
  readonly facts: object[];
}

/** Mulberry32: the same numbers for the same seed, everywhere. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One way to write a fact: its cells from the metric on, what is said of it, and the fact it is. */
interface Way {
  readonly cells: readonly Cell[];
  readonly warnings?: readonly string[];
  readonly faults?: readonly string[];
  readonly fact?: object;
}

const outlet = (op: string, value: number, more: object = {}) => ({
  metric: 'outlet',
  parameter: 'cod',
  op,
  value,
  unit: 'mg/L',
  ...more,
});
const fullWidth = (text: string) => text.replace(/[0-9.]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

/** Columns B to H: metric, parameter, operator, figure, unit, basis, and one of their own. */
const WAYS: readonly ((value: number) => Way)[] = [
  (v) => ({ cells: ['出水', 'COD', '≤', v, 'mg/L', null, 'A 区'], fact: outlet('<=', v) }),
  (v) => ({
    cells: ['outlet', 'CODCr', '<=', v, 'mg/L', '检测报告', null],
    fact: outlet('<=', v, { basis: 'TESTED' }),
  }),
  (v) => ({
    cells: ['出水', 'COD', '≤', fullWidth(`${v}.5`), 'mg/L'],
    fact: outlet('<=', v + 0.5),
    warnings: ['FULL_WIDTH E'],
  }),
  (v) => ({ cells: ['出水', 'COD', null, `≤${v}`, 'mg/L'], fact: outlet('<=', v), warnings: ['OPERATOR_IN_CELL E'] }),
  (v) => ({
    cells: ['出水', 'COD', null, `${v}-${v + 30}`, 'mg/L'],
    fact: outlet('range', v, { valueMax: v + 30 }),
    warnings: ['RANGE_IN_CELL E'],
  }),
  () => ({
    cells: ['出水', 'COD', null, '未检出', 'mg/L'],
    fact: { metric: 'outlet', parameter: 'cod', op: 'not_detectable', unit: 'mg/L' },
    warnings: ['NOT_DETECTED E'],
  }),
  (v) => ({
    cells: ['处理能力', null, '=', `${v},000`, 'm3/d'],
    fact: { metric: 'capacity', op: '=', value: v * 1_000, unit: 'm3/d' },
    warnings: ['THOUSANDS E'],
  }),
  (v) => ({ cells: ['出水', 'COD', '≤', `${v}`, 'mg/L'], fact: outlet('<=', v), warnings: ['TEXT_NUMBER E'] }),
  (v) => ({ cells: ['出水', 'COD', '≤', v, '毫克/升'], fact: outlet('<=', v), warnings: ['UNIT_SYNONYM F'] }),
  (v) => ({ cells: ['出水', 'COD', '≤', `${v}mg/L`, null], fact: outlet('<=', v), warnings: ['UNIT_IN_CELL E'] }),
  (v) => ({
    cells: ['去除率', 'COD', '≥', { t: 'n', v: v / 100, z: '0%' }, null],
    fact: { metric: 'removal_pct', parameter: 'cod', op: '>=', value: v, unit: '%' },
    warnings: ['PERCENT_FORMAT E'],
  }),
  (v) => ({ cells: ['出水COD', null, '≤', v, 'mg/L'], fact: outlet('<=', v), warnings: ['METRIC_SPLIT B'] }),
  (v) => ({ cells: ['出水', 'COD', '≤', `约${v}`, 'mg/L'], fact: outlet('<=', v), warnings: ['APPROXIMATE E'] }),
  (v) => ({
    cells: ['出水', 'COD', '≤', { t: 'n', v, f: `${v - 1}+1` }, 'mg/L'],
    fact: outlet('<=', v),
    warnings: ['FORMULA_CACHED E'],
  }),
  (v) => ({
    cells: ['出水', 'COD', '≤', v, 'mg/X'],
    fact: outlet('<=', v, { unit: 'mg/X' }),
    warnings: ['UNIT_UNKNOWN F'],
  }),
  (v) => ({ cells: ['出水', 'COD', '≤', v, 'mg/L', '-'], fact: outlet('<=', v), warnings: ['EMPTY_WORD G'] }),
  (v) => ({ cells: ['出水', 'COD', null, v, 'mg/L'], fact: outlet('=', v), warnings: ['OPERATOR_ASSUMED E'] }),
  (v) => ({ cells: ['出水', 'COD', '≤', `${v},5`, 'mg/L'], faults: ['AMBIGUOUS_NUMBER E'] }),
  (v) => ({ cells: ['出水', 'COD', null, `${v}±5`, 'mg/L'], faults: ['PLUS_MINUS E'] }),
  () => ({
    cells: ['出水', 'COD', null, { t: 'n', v: 45_000, z: 'm"月"d"日"' }, 'mg/L'],
    faults: ['DATE_IN_FIGURE E'],
  }),
  (v) => ({ cells: ['出水', '不存在的因子甲', '≤', v, 'mg/L'], faults: ['UNKNOWN_NAME C'] }),
  (v) => ({ cells: ['出水', 'COD', '≤', `${v}mg/L`, '%'], faults: ['UNIT_CONFLICT F'], warnings: ['UNIT_IN_CELL E'] }),
  (v) => ({
    cells: ['出水', 'COD', '≥', `≤${v}`, 'mg/L'],
    faults: ['OPERATOR_CONFLICT D'],
    warnings: ['OPERATOR_IN_CELL E'],
  }),
  () => ({ cells: ['出水', 'COD', null, '合格', 'mg/L'], faults: ['NOT_A_FIGURE E'] }),
  () => ({ cells: ['出水', 'COD', '≤', { t: 'e', v: 0x17, w: '#REF!' }, 'mg/L'], faults: ['EXCEL_ERROR E'] }),
  (v) => ({ cells: ['出水', 'COD', null, `${v + 9}-${v}`, 'mg/L'], faults: ['RANGE_CONFLICT E'] }),
  (v) => ({ cells: ['去除率', 'COD', '≥', 100 + v, '%'], faults: ['REFUSED E'] }),
  (v) => ({ cells: ['出水', null, '≤', v, 'mg/L'], faults: ['REFUSED row'] }),
  () => ({ cells: ['出水', 'COD', '不明', 5, 'mg/L'], faults: ['UNKNOWN_CHOICE D'] }),
  () => ({ cells: ['出水', 'COD', '≤', null, 'mg/L'], faults: ['REQUIRED D'] }),
];

/** Columns B to H of a listing: medium, name, technology, price, lead time, certificates, and one of their own. */
const LISTING_WAYS: readonly ((name: string) => Pick<Way, 'cells' | 'warnings' | 'faults'>)[] = [
  (name) => ({ cells: ['水', name, '膜生物反应器 MBR', 1_200_000, 45, null, '仓库 1'] }),
  (name) => ({ cells: ['water', name, 'water.mun.mbr', null, 30] }),
  (name) => ({ cells: ['水', name, 'MBR', '¥120万', 45], warnings: ['POWER_OF_TEN E', 'CURRENCY_READ E'] }),
  (name) => ({ cells: ['水', name, 'MBR', '1,200,000', 45], warnings: ['THOUSANDS E'] }),
  (name) => ({ cells: ['水', name, 'MBR', null, '45'], warnings: ['TEXT_NUMBER F'] }),
  (name) => ({ cells: ['水', name, '膜生物反应器 MBR', null, '待定'], warnings: ['EMPTY_WORD F'] }),
  (name) => ({ cells: ['水', name, '没有这种工艺', null, 45], faults: ['UNKNOWN_NAME D'] }),
  (name) => ({ cells: ['火', name, 'MBR', null, 45], faults: ['UNKNOWN_NAME B'] }),
  (name) => ({ cells: ['水', name, 'MBR', '面议', 45], faults: ['NOT_A_NUMBER E'] }),
  (name) => ({ cells: ['水', name, null, null, 45], faults: ['REQUIRED row'] }),
  (name) => ({ cells: ['水', name, 'MBR', null, 45, '没有的认证'], faults: ['UNKNOWN_NAME G'] }),
];

/**
 * A workbook such as suppliers' staff keep: titles above the headers, synonyms for headers, columns of their own, merged
 * cells, figures as text, formulas, dates that were ranges; and what its report must say, row by row.
 *
 * @param wanted rows of data in all
 * @param share of rows that are well written
 */
export function messyWorkbook(seed: number, wanted: number, share = 0.6): MessyWorkbook {
  const chance = chanceOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const listings: Cell[][] = [['设备台账'], ['编码', '领域', '产品名称', '工艺', '报价', '交货期', '证书', '库位']];
  const facts: Cell[][] = [['外部编号', '性能指标', '污染物', '关系', '指标值', '计量单位', '依据', '内部备注']];
  const merges: { s: { r: number; c: number }; e: { r: number; c: number } }[] = [];
  const things: Thing[] = [];
  const strays: Thing[] = [];
  let rows = 0;
  const said = (note: string, row: number) => {
    const [code, place = 'row'] = note.split(' ');
    return place === 'row' ? `${code} row ${row}` : `${code} ${place}${row}`;
  };

  for (let index = 0; rows < wanted; index += 1) {
    const key = `HP-${String(index).padStart(4, '0')}`;
    const thing: Thing = { key, faults: [], warnings: [], facts: [] };
    const way = (chance() < share ? LISTING_WAYS[0]! : pick(LISTING_WAYS))(`设备 ${index}`);
    listings.push([key, ...way.cells]);
    rows += 1;
    for (const note of way.faults ?? []) thing.faults.push(said(note, listings.length));
    for (const note of way.warnings ?? []) thing.warnings.push(said(note, listings.length));
    // One of the two names of a technology.
    if (way.cells[2] === 'MBR') thing.warnings.push(said('NAME_READ D', listings.length));
    things.push(thing);
    const count = 2 + Math.floor(chance() * 5);
    const isMerged = chance() < 0.2;
    const first = facts.length;
    for (let at = 0; at < count && rows < wanted; at += 1) {
      const fact = (chance() < share ? WAYS[0]! : pick(WAYS))(5 + Math.floor(chance() * 90));
      facts.push([isMerged && at > 0 ? null : key, ...fact.cells]);
      rows += 1;
      const row = facts.length;
      if (isMerged && at > 0) thing.warnings.push(said('MERGED A', row));
      for (const note of fact.faults ?? []) thing.faults.push(said(note, row));
      for (const note of fact.warnings ?? []) thing.warnings.push(said(note, row));
      if (fact.fact) thing.facts.push(fact.fact);
    }
    if (isMerged && facts.length - first > 1) merges.push({ s: { r: first, c: 0 }, e: { r: facts.length - 1, c: 0 } });
    if (rows < wanted && chance() < 0.02) {
      // The same key again in the main sheet.
      listings.push([key, '水', '重复', 'MBR']);
      rows += 1;
      thing.faults.push(`KEY_TWICE row ${listings.length}`);
    }
    if (rows < wanted && chance() < 0.02) {
      facts.push([chance() < 0.5 ? null : `NO-${index}`, '出水', 'COD', '≤', 50, 'mg/L']);
      rows += 1;
      const stray = facts.at(-1)?.[0] as string | null;
      strays.push({
        key: stray,
        faults: [`${stray === null ? 'KEY_MISSING' : 'KEY_UNKNOWN'} row ${facts.length}`],
        warnings: [],
        facts: [],
      });
    }
    // Blank rows are not counted and shift what follows.
    if (chance() < 0.02) facts.push([]);
  }
  return {
    bytes: written(listings, facts, merges),
    rows,
    expected: [...things, ...strays].map(({ key, faults, warnings, facts: kept }) => ({
      key,
      plan: faults.length > 0 ? 'REFUSED' : 'CREATE',
      faults: [...faults].sort(),
      warnings: [...warnings].sort(),
      facts: kept,
    })),
  };
}

function written(
  listings: readonly Cell[][],
  facts: readonly Cell[][],
  merges: { s: { r: number; c: number }; e: { r: number; c: number } }[],
): Uint8Array {
  const book = utils.book_new();
  const sheet = (rows: readonly Cell[][]) => utils.aoa_to_sheet(rows as unknown[][]);
  utils.book_append_sheet(book, sheet(listings), '设备清单');
  const second = sheet(facts);
  second['!merges'] = merges;
  utils.book_append_sheet(book, second, '性能参数');
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['姓名', '电话'],
      ['张三', '010-1'],
    ]),
    '联系人',
  );
  return new Uint8Array(
    write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true }) as Uint8Array,
  );
}
