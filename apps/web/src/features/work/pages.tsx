import { useState } from 'react';
import { useTexts } from '../../language/texts';
import { Pager } from '../../ui/pager';
import { texts } from './texts';

export interface Pages {
  /** The cursor after which this page begins. */
  readonly after: string | null;
  /** How many pages are before it. */
  readonly before: number;
  readonly next: (endCursor: string) => void;
  readonly previous: () => void;
}

/** Goes through a list page by page, for lists of any length. */
export function usePages(): Pages {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  return {
    after: cursors.at(-1) ?? null,
    before: cursors.length,
    next: (endCursor) => setCursors([...cursors, endCursor]),
    previous: () => setCursors(cursors.slice(0, -1)),
  };
}

/** Where in the list one is, and the way on and back; nothing where one page is all. */
export function PagesPager({
  pages,
  size,
  shown,
  total,
  pageInfo: { endCursor, hasNextPage },
}: {
  readonly pages: Pages;
  /** Rows of a full page. */
  readonly size: number;
  /** Rows of this page. */
  readonly shown: number;
  readonly total: number;
  readonly pageInfo: { readonly endCursor?: string | null; readonly hasNextPage: boolean };
}) {
  const say = useTexts(texts);
  if (pages.before === 0 && !hasNextPage) return null;
  const from = pages.before * size + 1;
  return (
    <Pager
      says={say('pagesAt', { from, to: from + shown - 1, count: total })}
      previous={pages.before === 0 ? undefined : pages.previous}
      next={hasNextPage && endCursor ? () => pages.next(endCursor) : undefined}
    />
  );
}
