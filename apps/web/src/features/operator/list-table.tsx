import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { AS } from '../../ui/table-roles';
import { turned, withFilters, writeSort, type Sort } from './address';

export interface Column<R> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: R) => ReactNode;
  /** Aligned to the right, with figures of one width. */
  readonly numeric?: boolean;
  /** A word or two that stay on one line. */
  readonly brief?: boolean;
  /** Says nothing worth a line on a phone, where every cell takes one. */
  readonly hush?: (row: R) => boolean;
  readonly sortable?: boolean;
}

/**
 * A dense list. The first column names the row. The order is in the address. On a phone every row is a block whose cells
 * are preceded by the names of their columns.
 */
export function ListTable<R>({
  caption,
  columns,
  rows,
  keyOf,
  sort,
}: {
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly sort?: Sort;
}) {
  const [params, setParams] = useSearchParams();
  return (
    <table className="list" {...AS.table}>
      <caption className="unseen">{caption}</caption>
      <thead {...AS.group}>
        <tr {...AS.row}>
          {columns.map(({ key, head, numeric, sortable }) => {
            const by = sort?.key === key ? sort : undefined;
            return (
              <th
                key={key}
                scope="col"
                {...AS.columnHead}
                className={numeric ? 'numeric' : undefined}
                aria-sort={by ? (by.descending ? 'descending' : 'ascending') : undefined}
              >
                {sortable && sort ? (
                  <button
                    type="button"
                    onClick={() => setParams(withFilters(params, { sort: writeSort(turned(sort, key)) }))}
                  >
                    {head}
                    <span aria-hidden="true">{by ? (by.descending ? ' ↓' : ' ↑') : ' ↕'}</span>
                  </button>
                ) : (
                  head
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody {...AS.group}>
        {rows.map((row) => (
          <tr key={keyOf(row)} {...AS.row}>
            {columns.map(({ key, head, cell, numeric, brief, hush }, at) =>
              at === 0 ? (
                <th key={key} scope="row" {...AS.rowHead}>
                  {cell(row)}
                </th>
              ) : (
                <td
                  key={key}
                  {...AS.cell}
                  data-label={head}
                  className={classOf(numeric ? 'numeric' : brief ? 'brief' : '', hush?.(row) ?? false)}
                >
                  <div>{cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const classOf = (shape: string, isHushed: boolean): string | undefined =>
  [shape, isHushed ? 'hush' : ''].filter((name) => name !== '').join(' ') || undefined;
