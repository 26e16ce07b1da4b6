import type { ImportRowFragment } from '../../generated/imports';
import { cellRows, groupCounts, mayRetry, percentDone, secondsLeft, unreadOf, type Item } from './report';

const note = (code: Item['faults'][number]['code'], row: number): Item['faults'][number] => ({
  sheet: '装备',
  row,
  column: '名称',
  address: `B${row}`,
  value: '',
  code,
  message: 'x',
});
const item: Item = {
  number: 7,
  key: 'A-7',
  plan: 'REFUSED',
  fields: [],
  figures: [],
  changes: [],
  outcome: null,
  subjectId: null,
  faults: [note('UNIT_MISSING', 3), note('AMBIGUOUS_NUMBER', 3), note('REQUIRED', 4)],
  warnings: [note('UNIT_SYNONYM', 3)],
};
const counts: ImportRowFragment['counts'] = {
  items: 1_000,
  rows: 3_000,
  create: 900,
  change: 50,
  unchanged: 0,
  refused: 50,
  warnings: 0,
  created: 0,
  changed: 0,
  kept: 0,
  failed: 0,
  submitted: 0,
};

it('gives each cell a row of its own and counts what they are about', () => {
  const rows = cellRows([item], 'faults');
  expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
  expect(rows.every(({ thing, number }) => thing === 'A-7' && number === 7)).toBe(true);
  expect(groupCounts(rows)).toEqual([
    { group: 'MISSING', count: 2 },
    { group: 'AMBIGUOUS', count: 1 },
  ]);
  expect(groupCounts(cellRows([item], 'warnings'))).toEqual([{ group: 'READ', count: 1 }]);
});

it('names a sheet that was not read once, and of others the columns', () => {
  const column = (header: string, readAs: string | null, nearest: string | null = null) => ({
    header,
    readAs,
    nearest,
  });
  expect(
    unreadOf([
      { sheet: '备注', readAs: null, headerRow: 0, examples: 0, columns: [column('a', null)] },
      {
        sheet: '装备',
        readAs: '装备 Listings',
        headerRow: 1,
        examples: 0,
        columns: [column('名称', 'x'), column('名陈', null, '名称')],
      },
    ]),
  ).toEqual([
    { sheet: '备注', header: null, nearest: null },
    { sheet: '装备', header: '名陈', nearest: '名称' },
  ]);
});

it('never says a hundred before it is done', () => {
  expect(percentDone({ state: 'RUNNING', position: 1_000, counts })).toBe(99);
  expect(percentDone({ state: 'RUNNING', position: 509, counts })).toBe(50);
  expect(percentDone({ state: 'RUNNING', position: 0, counts: { ...counts, items: 0 } })).toBe(0);
  expect(percentDone({ state: 'DONE', position: 0, counts })).toBe(100);
});

it('tells how long it takes only where there is a rate', () => {
  expect(secondsLeft({ position: 900, counts, rate: 30 })).toBe(4);
  expect(secondsLeft({ position: 0, counts, rate: null })).toBeUndefined();
  expect(secondsLeft({ position: 0, counts, rate: 0 })).toBeUndefined();
});

it('offers another try to what stopped, failed or stands still', () => {
  const now = 10_000_000;
  expect(mayRetry({ state: 'STOPPED', counts }, now, now)).toBe(true);
  expect(mayRetry({ state: 'DONE', counts }, 0, now)).toBe(false);
  expect(mayRetry({ state: 'DONE', counts: { ...counts, failed: 1 } }, now, now)).toBe(true);
  expect(mayRetry({ state: 'RUNNING', counts }, now - 1_000, now)).toBe(false);
  expect(mayRetry({ state: 'UPLOADED', counts }, now - 90_000, now)).toBe(true);
  expect(mayRetry({ state: 'CANCELLED', counts }, 0, now)).toBe(false);
});
