import type { OrganisationListQuery } from '../../generated/organisations';
import type { OrganisationState } from '../../generated/schema';
import { sorted, type Sort, type SortBy } from '../operator/address';

export type Row = OrganisationListQuery['organisations']['edges'][number]['node'];
export type Tab = OrganisationState | 'ALL';
export const TABS: readonly Tab[] = ['PENDING', 'VERIFIED', 'SUSPENDED', 'REJECTED', 'ALL'];
export const SORT_KEYS = ['age', 'name', 'region'] as const;

export const tabOf = (params: URLSearchParams): Tab => TABS.find((tab) => tab === params.get('state')) ?? 'PENDING';

/** Who has waited longest comes first; among those that were decided, who came last. */
export const usualSort = (tab: Tab): Sort => ({ key: 'age', descending: tab === 'PENDING' });

/** What the filters of the address keep, in its order. */
export function rowsOf(
  rows: readonly Row[],
  params: URLSearchParams,
  sort: Sort,
  language: string,
  now: number,
): readonly Row[] {
  const check = params.get('check');
  const data = params.get('data');
  const find = params.get('find')?.trim().toLowerCase() ?? '';
  const words = ({ name }: Row): string => (language === 'en' ? (name.en ?? name.zh) : (name.zh ?? name.en)) ?? '';
  const by: SortBy<Row> = {
    age: ({ createdAt }) => now - Date.parse(createdAt),
    name: words,
    region: ({ region }) => region?.label ?? null,
  };
  const kept = rows.filter(
    (row) =>
      (check === null || row.creditCodeCheck === check) &&
      (data === null || (data === 'DEMO') === row.demo) &&
      (find === '' ||
        [row.name.zh, row.name.en, row.creditCode].some((text) => text?.toLowerCase().includes(find) === true)),
  );
  return sorted(kept, sort, by, language);
}
