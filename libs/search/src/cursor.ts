import { createHash } from 'node:crypto';
import { InvalidCursor, type SearchRequest } from '@huanpei/app';

/**
 * A cursor belongs to one adapter and one question: taken to another it would point at an arbitrary place.
 * A place is a whole number, followed by any others.
 */
export function writeCursor(index: string, request: SearchRequest, place: readonly number[]): string {
  return Buffer.from(JSON.stringify([digest(index, request), ...place])).toString('base64url');
}

/** The place a cursor of this very search points at. Throws `InvalidCursor` for any other. */
export function readCursor(index: string, request: SearchRequest, cursor: string, length: number): readonly number[] {
  const [made, ...place] = parse(cursor);
  const known = made === digest(index, request) && place.length === length && Number.isSafeInteger(place[0]);
  if (!known || !place.every((part, at) => Number.isFinite(part) && (at > 0 || Number(part) >= 0))) {
    throw new InvalidCursor('The cursor was not made by this search.');
  }
  return place as number[];
}

/** Whether a cursor was made by this index for this very search, wherever it points. */
export function isCursorOf(index: string, request: SearchRequest, cursor: string): boolean {
  return parse(cursor)[0] === digest(index, request);
}

function parse(cursor: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function digest(index: string, { text, kinds, facets, figures, order }: SearchRequest): string {
  const ordered = order === undefined ? [] : [order.key, order.by, order.descending ?? false];
  return createHash('sha256')
    .update(JSON.stringify([index, text, kinds ?? [], facets ?? [], figures ?? [], ...ordered]))
    .digest('base64url')
    .slice(0, 12);
}
