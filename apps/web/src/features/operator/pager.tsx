import { Link, useSearchParams } from 'react-router';
import { useTexts } from '../../language/texts';
import { nextPage, previousPage, withPage, type RowsPage } from './address';
import { texts } from './texts';
import { MOST_ROWS } from './use-whole-list';

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
      <Ways
        says={say('rows', { from: page.from, to: page.to, total: kept })}
        previous={page.page > 1 ? withPage(params, page.page - 1) : undefined}
        next={page.page < page.pages ? withPage(params, page.page + 1) : undefined}
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
  return (
    <Ways
      says={say('shown', { shown, total })}
      previous={previousPage(params)}
      next={next === null ? undefined : nextPage(params, next)}
    />
  );
}

function Ways({
  says,
  previous,
  next,
}: {
  readonly says: string;
  readonly previous: URLSearchParams | undefined;
  readonly next: URLSearchParams | undefined;
}) {
  const say = useTexts(texts);
  return (
    <nav className="pager" aria-label={say('pages')}>
      <span className="numbers" role="status">
        {says}
      </span>
      {previous ? (
        <Link className="button small" to={{ search: previous.toString() }}>
          {say('previous')}
        </Link>
      ) : null}
      {next ? (
        <Link className="button small" to={{ search: next.toString() }}>
          {say('next')}
        </Link>
      ) : null}
    </nav>
  );
}
