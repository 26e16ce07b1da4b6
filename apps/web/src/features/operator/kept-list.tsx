import type { ComponentProps, ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { Empty, Failed, Loading } from '../../ui/states';
import { rowsPage } from './address';
import { ListTable } from './list-table';
import { RowsPager } from './pager';
import { texts } from './texts';
import type { WholeList } from './use-whole-list';

/** A list that was read as a whole, a page at a time: what of it the address keeps, or why there is nothing to show. */
export function KeptList<T, R>({
  list: { rows, total, error, again },
  kept,
  empty,
  ...table
}: Omit<ComponentProps<typeof ListTable<R>>, 'rows'> & {
  readonly list: WholeList<T>;
  /** What of the rows the filters keep, in order. */
  readonly kept: readonly R[];
  /** Shown when nothing is kept. */
  readonly empty: ReactNode;
}) {
  const [params] = useSearchParams();
  const page = rowsPage(kept, params);
  return (
    <>
      {error === undefined ? null : <Failed error={error} retry={again} />}
      {rows === undefined ? (
        error === undefined ? (
          <Loading />
        ) : null
      ) : kept.length === 0 ? (
        empty
      ) : (
        <>
          <ListTable {...table} rows={page.rows} />
          <RowsPager page={page} kept={kept.length} total={total} />
        </>
      )}
    </>
  );
}

/** Why a list is empty: nothing waits, and one goes back to the inbox, or the filters keep nothing, and one clears them. */
export function NoRows({
  text,
  waits,
  cleared = '',
}: {
  readonly text: string;
  /** Whether anything would be there without the filters. */
  readonly waits: boolean;
  /** The address without filters. */
  readonly cleared?: string;
}) {
  const say = useTexts(texts);
  return (
    <Empty text={text}>
      <LinkButton to={waits ? { search: cleared } : '/work/inbox'}>{say(waits ? 'clear' : 'toInbox')}</LinkButton>
    </Empty>
  );
}
