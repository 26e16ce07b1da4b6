/** How a list stands in the address: how it is sorted, on which page, and what is kept. */
export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}
export type SortValue = string | number | null;
export type SortBy<R> = Readonly<Record<string, (row: R) => SortValue>>;

export const PAGE_SIZE = 25;
/** So that an address never grows without end; whoever goes further starts over from the first page. */
const MOST_CURSORS = 40;

/** `age`, or `-age` for the greatest first; anything else in the address is taken for the usual. */
export function readSort(params: URLSearchParams, keys: readonly string[], usual: Sort): Sort {
  const asked = params.get('sort') ?? '';
  const key = asked.replace(/^-/u, '');
  return keys.includes(key) ? { key, descending: asked.startsWith('-') } : usual;
}

export const writeSort = ({ key, descending }: Sort): string => `${descending ? '-' : ''}${key}`;

/** The same column again turns the order round. */
export const turned = (sort: Sort, key: string): Sort =>
  sort.key === key ? { key, descending: !sort.descending } : { key, descending: false };

/** A new array in order; rows without a value come last in both directions, equal ones stay as they were. */
export function sorted<R>(rows: readonly R[], { key, descending }: Sort, by: SortBy<R>, language: string): R[] {
  const valueOf = by[key];
  if (!valueOf) return [...rows];
  const words = new Intl.Collator(language === 'en' ? 'en' : 'zh-CN', { numeric: true });
  return [...rows].sort((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order =
      typeof one === 'number' && typeof other === 'number' ? one - other : words.compare(String(one), String(other));
    return descending ? -order : order;
  });
}

export interface RowsPage<R> {
  readonly rows: readonly R[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Number of the first row, from 1; 0 when there is none. */
  readonly from: number;
  readonly to: number;
}

/** One page of a list that is here as a whole. A page beyond the last, as after decisions, is the last. */
export function rowsPage<R>(rows: readonly R[], params: URLSearchParams, size = PAGE_SIZE): RowsPage<R> {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const asked = Number(params.get('page') ?? 1);
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const start = (page - 1) * size;
  const shown = rows.slice(start, start + size);
  return { rows: shown, page, pages, from: shown.length === 0 ? 0 : start + 1, to: start + shown.length };
}

/** The address with other filters: what is empty is left out, and the list begins anew. */
export function withFilters(params: URLSearchParams, changes: Readonly<Record<string, string | null>>) {
  const next = new URLSearchParams(params);
  next.delete('page');
  next.delete('after');
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(key);
    else next.set(key, value);
  }
  return next;
}

/** The address of another page of a list that is here as a whole. */
export function withPage(params: URLSearchParams, page: number): URLSearchParams {
  const next = new URLSearchParams(params);
  if (page <= 1) next.delete('page');
  else next.set('page', String(page));
  return next;
}

/** The cursor after which the page begins that the address names; lists of the server are read forward only. */
export const cursorOf = (params: URLSearchParams): string | null => params.getAll('after').at(-1) ?? null;

/** The address of the page after this one. It keeps the way there, so that one can go back. */
export function nextPage(params: URLSearchParams, cursor: string): URLSearchParams {
  const next = new URLSearchParams(params);
  const way = [...params.getAll('after'), cursor].slice(-MOST_CURSORS);
  next.delete('after');
  for (const one of way) next.append('after', one);
  return next;
}

/** The address of the page before this one; undefined on the first. */
export function previousPage(params: URLSearchParams): URLSearchParams | undefined {
  const way = params.getAll('after');
  if (way.length === 0) return undefined;
  const next = new URLSearchParams(params);
  next.delete('after');
  for (const one of way.slice(0, -1)) next.append('after', one);
  return next;
}
