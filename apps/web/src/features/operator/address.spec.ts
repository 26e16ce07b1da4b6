import {
  cursorOf,
  nextPage,
  previousPage,
  readSort,
  rowsPage,
  sorted,
  turned,
  withFilters,
  withPage,
  writeSort,
} from './address';

const params = (text: string) => new URLSearchParams(text);
const USUAL = { key: 'age', descending: true };

describe('how a list stands in the address', () => {
  it('reads the order it has written, and takes anything else for the usual one', () => {
    const sort = { key: 'name', descending: true };
    expect(readSort(params(`sort=${writeSort(sort)}`), ['name', 'age'], USUAL)).toEqual(sort);
    expect(readSort(params('sort=name'), ['name'], USUAL)).toEqual({ key: 'name', descending: false });
    expect(readSort(params('sort=password'), ['name'], USUAL)).toBe(USUAL);
    expect(readSort(params(''), ['name'], USUAL)).toBe(USUAL);
  });

  it('turns the order of the same column round, and begins another one upwards', () => {
    expect(turned(USUAL, 'age')).toEqual({ key: 'age', descending: false });
    expect(turned(USUAL, 'name')).toEqual({ key: 'name', descending: false });
  });

  it('puts what has no value last in both directions, and keeps equal rows in their order', () => {
    const rows = [
      { id: 'a', n: 2 },
      { id: 'b', n: null },
      { id: 'c', n: 10 },
      { id: 'd', n: 2 },
    ];
    const by = { n: ({ n }: (typeof rows)[number]) => n };
    const ids = (descending: boolean) => sorted(rows, { key: 'n', descending }, by, 'zh').map(({ id }) => id);
    expect(ids(false)).toEqual(['a', 'd', 'c', 'b']);
    expect(ids(true)).toEqual(['c', 'a', 'd', 'b']);
  });

  it('shows the last page when the one asked for is gone', () => {
    const rows = [1, 2, 3, 4, 5];
    expect(rowsPage(rows, params('page=2'), 2)).toEqual({ rows: [3, 4], page: 2, pages: 3, from: 3, to: 4 });
    expect(rowsPage(rows, params('page=9'), 2)).toMatchObject({ rows: [5], page: 3, from: 5, to: 5 });
    expect(rowsPage(rows, params('page=x'), 2)).toMatchObject({ rows: [1, 2], page: 1 });
    expect(rowsPage([], params(''), 2)).toEqual({ rows: [], page: 1, pages: 1, from: 0, to: 0 });
  });

  it('begins the list anew when a filter changes, and leaves out what is empty', () => {
    expect(withFilters(params('page=3&after=x&kind=NEW'), { kind: null, who: 'a b' }).toString()).toBe('who=a+b');
    expect(withPage(params('kind=NEW&page=3'), 1).toString()).toBe('kind=NEW');
    expect(withPage(params('kind=NEW'), 2).toString()).toBe('kind=NEW&page=2');
  });

  it('goes forward by cursors and back by the way it came', () => {
    const first = params('kind=LISTING');
    const second = nextPage(first, 'one');
    const third = nextPage(second, 'two');
    expect([cursorOf(first), cursorOf(second), cursorOf(third)]).toEqual([null, 'one', 'two']);
    expect(previousPage(third)?.toString()).toBe(second.toString());
    expect(previousPage(second)?.toString()).toBe(first.toString());
    expect(previousPage(first)).toBeUndefined();
  });
});
