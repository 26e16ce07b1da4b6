import {
  addressOfTable,
  barOf,
  columnsOf,
  fileName,
  listedOf,
  readTable,
  shownRows,
  type Cell,
  type Row,
  type TableState,
} from './table-state';

const cell = (id: string, verdict: Cell['verdict'], more: Partial<Cell> = {}): Cell => ({
  id,
  verdict,
  code: 'OK',
  subject: id,
  limit: null,
  mandatory: true,
  group: null,
  predicted: null,
  unit: null,
  margin: null,
  evidence: null,
  says: '',
  ...more,
});
const row = (
  listingId: string,
  outcome: Row['outcome'],
  score: number,
  findings: readonly Cell[],
  amountMinor?: number,
): Row => ({
  listingId,
  outcome,
  score,
  units: 1,
  listing: {
    id: listingId,
    origin: 'SUPPLIER',
    name: { zh: listingId, en: null },
    supplier: { id: `s-${listingId}`, name: { zh: '', en: null } },
    content: {
      price: amountMinor === undefined ? null : { money: { amountMinor, currency: 'CNY', display: '' }, per: 'unit' },
    },
  },
  findings: [...findings],
});
const ROWS = [
  row('a', 'FITS', 0.5, [cell('cod', 'PASS', { margin: 0.1, evidence: 'TYPICAL' })], 300),
  row('b', 'FITS', 0.9, [cell('cod', 'PASS', { margin: 0.4, evidence: 'TESTED' })], 500),
  row('c', 'RULED_OUT', 0.95, [cell('cod', 'FAIL', { margin: -0.2 }), cell('ss', 'UNKNOWN')]),
];
const state = (text: string): TableState => readTable(new URLSearchParams(text));
const ids = (text: string) => shownRows(ROWS, state(text)).map(({ listingId }) => listingId);

it('keeps everything in the address', () => {
  const text =
    'lot=1&outcome=FITS&evidence=TESTED&supplier=s&fails=GB+18918-2002%2F1A%2Fcod&sort=price&pin=a%2Cb&pick=c';
  expect(addressOfTable(state(text)).toString()).toBe(text);
  expect(addressOfTable(state('')).toString()).toBe('');
  expect(state('outcome=NONSENSE&pin=a,a')).toMatchObject({ outcome: undefined, pinned: ['a'] });
});

it('shows what fits before what scores high', () => expect(ids('')).toEqual(['b', 'a', 'c']));

it('stands rows by price or by the margin of a requirement, what has neither last', () => {
  expect(ids('sort=price')).toEqual(['a', 'b', 'c']);
  expect(ids('sort=cod')).toEqual(['b', 'a', 'c']);
  expect(ids('sort=ss')).toEqual(['c', 'b', 'a']);
});

it('narrows by outcome, evidence, supplier and what fails; what is pinned stays on top', () => {
  expect(ids('outcome=FITS')).toEqual(['b', 'a']);
  expect(ids('evidence=GUARANTEED')).toEqual(['b', 'c']);
  expect(ids('supplier=s-a')).toEqual(['a']);
  expect(ids('fails=cod')).toEqual(['c']);
  expect(ids('outcome=FITS&pin=c')).toEqual(['c', 'b', 'a']);
});

it('has a column for every requirement that was checked', () =>
  expect(columnsOf(ROWS).map(({ id }) => id)).toEqual(['cod', 'ss']));

it('knows how much of what was found is not in the table', () => {
  const counts = { fits: 2, needsData: 59, ruledOut: 34, top: ROWS.slice(0, 2), nearMisses: ROWS.slice(2) };
  expect(listedOf(counts, 50)).toEqual({
    candidates: { listed: 2, all: 61 },
    nearMisses: { listed: 1, ruledOut: 34, whole: true },
  });
  expect(listedOf(counts, 1).nearMisses.whole).toBe(false);
});

it('names a file after what it holds, with no sign that a system forbids', () => {
  expect(fileName(['匹配表', '北区 A/B：“一期”', '', '标段 1', '2026-11-28'], 'csv')).toBe(
    '匹配表_北区 A B：“一期”_标段 1_2026-11-28.csv',
  );
  expect(fileName(['a'.repeat(300)], 'csv')).toHaveLength(124);
});

it('draws no bar beyond a whole limit', () => expect([barOf(0.254), barOf(3), barOf(-7)]).toEqual([25, 100, -100]));
