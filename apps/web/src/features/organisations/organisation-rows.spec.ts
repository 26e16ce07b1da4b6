import { rowsOf, tabOf, usualSort, type Row } from './organisation-rows';

const row = (id: string, day: string, more: Partial<Row> = {}): Row => ({
  id,
  kind: 'SUPPLIER',
  state: 'PENDING',
  demo: false,
  creditCode: `CODE${id}`,
  creditCodeCheck: 'OK',
  createdAt: `2026-11-${day}T00:00:00Z`,
  name: { zh: `单位${id}` },
  honours: [],
  ...more,
});
const ROWS = [row('b', '03'), row('a', '01', { creditCodeCheck: 'CHECK_FAILED' }), row('c', '02', { demo: true })];
const ids = (address: string) => {
  const params = new URLSearchParams(address);
  return rowsOf(ROWS, params, usualSort(tabOf(params)), 'zh', Date.parse('2026-11-10')).map(({ id }) => id);
};

describe('organisations', () => {
  it('that wait come with the longest wait first, others with the newest', () => {
    expect(ids('')).toEqual(['a', 'c', 'b']);
    expect(ids('state=VERIFIED')).toEqual(['b', 'c', 'a']);
    expect(tabOf(new URLSearchParams('state=NONSENSE'))).toBe('PENDING');
  });

  it('are found by name, code, check and data', () => {
    expect(ids('find=单位b')).toEqual(['b']);
    expect(ids('find=codea')).toEqual(['a']);
    expect(ids('check=CHECK_FAILED')).toEqual(['a']);
    expect(ids('data=DEMO')).toEqual(['c']);
  });
});
