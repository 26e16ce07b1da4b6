import { InvalidCursor, type Page, type PageRequest } from './ports/reads';

/**
 * A page of a list that is computed anew as a whole. The cursor names the row, and its place for the case that the row
 * is gone by then.
 */
export function pageOfList<T>(
  list: string,
  items: readonly T[],
  keyOf: (item: T) => string,
  { first, after }: PageRequest,
): Page<T> {
  const start = after === null ? 0 : placeAfter(list, items, keyOf, after);
  const shown = items.slice(start, start + first);
  return {
    items: shown.map((node, index) => ({ cursor: writeCursor(list, start + index, keyOf(node)), node })),
    hasNextPage: start + shown.length < items.length,
    totalCount: items.length,
  };
}

function placeAfter<T>(list: string, items: readonly T[], keyOf: (item: T) => string, after: string): number {
  const { place, key } = readCursor(list, after);
  const found = items.findIndex((item) => keyOf(item) === key);
  // A row that has gone left its place to the one behind it.
  return found < 0 ? Math.min(place, items.length) : found + 1;
}

const writeCursor = (list: string, place: number, key: string): string =>
  Buffer.from(JSON.stringify([list, place, key])).toString('base64url');

function readCursor(list: string, cursor: string): { readonly place: number; readonly key: string } {
  const [of, place, key] = parsed(cursor);
  if (of !== list || !Number.isSafeInteger(place) || Number(place) < 0 || typeof key !== 'string') {
    throw new InvalidCursor('not a cursor of this list');
  }
  return { place: Number(place), key };
}

function parsed(cursor: string): readonly unknown[] {
  if (cursor.length > 2_000) throw new InvalidCursor('not a cursor');
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === 3) return parts as unknown[];
  } catch {
    // Refused below, like any other text that is no cursor.
  }
  throw new InvalidCursor('not a cursor');
}
