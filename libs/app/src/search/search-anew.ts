import type { PageRequest } from '../ports/reads';
import type { SearchAnswer, SearchIndex, SearchRequest } from '../ports/search-index';

/** A standard with its year: `HJ 212-2017`, `GB/T 31962—2015`, `T/CAEPI 1-2020`. */
const EDITION =
  /(?<![A-Za-z0-9])([A-Za-z]{1,5}(?:\s?\/\s?[A-Za-z]{1,6})?\s?\d{1,6}(?:\.\d+)?)\s?[-‐-―−]\s?(?:19|20)\d{2}(?!\d)/gu;

/** The text with the years of the standards it names left out. */
export const withoutYears = (text: string): string => text.normalize('NFKC').replace(EDITION, '$1');

/**
 * Asks the index, and where nothing at all holds the edition of a standard that is named, asks once more without its year:
 * many speak of `HJ 212` alone. What was searched for then is said as the correction.
 */
export async function searchAnew(
  index: Pick<SearchIndex, 'search'>,
  request: SearchRequest,
  page: PageRequest,
): Promise<SearchAnswer> {
  const text = withoutYears(request.text);
  if (text === request.text.normalize('NFKC')) return index.search(request, page);
  const isFirst = page.after === null;
  // A cursor belongs to what was asked for the first page; which of the two that was is found out again.
  const { count: _none, ...uncounted } = request;
  const asked = isFirst ? await index.search(request, page) : await index.search(uncounted, { first: 0, after: null });
  if (asked.kinds.length > 0) return isFirst ? asked : index.search(request, page);
  const anew = await index.search({ ...request, text }, page);
  return anew.kinds.length > 0 ? { ...anew, correction: anew.correction ?? text.trim() } : anew;
}
