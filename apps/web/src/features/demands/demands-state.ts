import type { Domain } from '../../generated/schema';
import { DOMAINS } from '../tenders/tenders-state';

/** What the list of past demands shows; the address holds all of it. */
export interface DemandsState {
  readonly domain: Domain | null;
  readonly after: readonly string[];
}
const MOST_PAGES = 60;

/** Reads `?domain=…&after=…`. */
export const readDemands = (search: URLSearchParams): DemandsState => ({
  domain: DOMAINS.find((one) => one === search.get('domain')) ?? null,
  after: search.getAll('after').slice(0, MOST_PAGES),
});

export function demandsAddress({ domain, after }: DemandsState): string {
  const search = new URLSearchParams();
  if (domain !== null) search.set('domain', domain);
  for (const cursor of after) search.append('after', cursor);
  const text = search.toString();
  return text === '' ? '/demands' : `/demands?${text}`;
}
