import { useSearchParams } from 'react-router';
import { useTexts } from '../../language/texts';
import { Pager } from '../../ui/pager';
import { nextPage, previousPage, withPage, type RowsPage } from './address';
import { texts } from './texts';
import { MOST_ROWS } from './use-whole-list';

const to = (params: URLSearchParams) => ({ search: params.toString() });

/** Goes through a list that is here as a whole. Says when the server has more than was read. */
export function RowsPager<R>({
  page,
  kept,
  total,
}: {
  readonly page: RowsPage<R>;
  /** How many rows the filters keep. */
  readonly kept: number;
  /** How many the server has. */
  readonly total: number;
}) {
  const say = useTexts(texts);
  const [params] = useSearchParams();
  return (
    <>
      {total > MOST_ROWS ? <p className="stamp">{say('partly', { read: MOST_ROWS, total })}</p> : null}
      <Pager
        says={say('rows', { from: page.from, to: page.to, total: kept })}
        previous={page.page > 1 ? to(withPage(params, page.page - 1)) : undefined}
        next={page.page < page.pages ? to(withPage(params, page.page + 1)) : undefined}
      />
    </>
  );
}

/** Goes through a list that the server gives page by page. */
export function CursorPager({
  shown,
  total,
  next,
}: {
  readonly shown: number;
  readonly total: number;
  readonly next: string | null;
}) {
  const say = useTexts(texts);
  const [params] = useSearchParams();
  const before = previousPage(params);
  return (
    <Pager
      says={say('shown', { shown, total })}
      previous={before && to(before)}
      next={next === null ? undefined : to(nextPage(params, next))}
    />
  );
}
