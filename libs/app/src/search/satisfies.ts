import type { WordSearch } from '@huanpei/domain';
import type { SearchDocument, SearchFigure } from '../ports/search-index';

type FigureBounds = NonNullable<WordSearch['figures']>[number];

/**
 * Whether a document is among what a search keeps, whatever its words: the kinds, all the facets and all the figures, as
 * the search port defines them. With the words (`SearchIndex.finds`) it is what the search would find.
 */
export function satisfiesFilters(
  document: Pick<SearchDocument, 'kind' | 'facets' | 'figures'>,
  { kinds = [], facets = [], figures = [] }: Omit<WordSearch, 'text'>,
): boolean {
  return (
    (kinds.length === 0 || kinds.includes(document.kind)) &&
    facets.every(({ facet, anyOf }) => valuesOf(document, facet).some((value) => anyOf.includes(value))) &&
    figures.every((filter) =>
      holds(
        document.figures.find(({ key }) => key === filter.key),
        filter,
      ),
    )
  );
}

function valuesOf({ facets }: Pick<SearchDocument, 'facets'>, facet: string): readonly string[] {
  const values: Readonly<Record<string, readonly string[] | undefined>> = facets;
  return Object.hasOwn(values, facet) ? (values[facet] ?? []) : [];
}

/** What is not stated is neither a pass nor a fail: it stays only where that was asked for. */
function holds(figure: SearchFigure | undefined, { atMost, atLeast, covers, orNotStated }: FigureBounds): boolean {
  if (figure === undefined) return orNotStated === true;
  const { low, high } = figure;
  return (
    (atMost === undefined || high <= atMost) &&
    (atLeast === undefined || low >= atLeast) &&
    (covers === undefined || (low <= covers && covers <= high))
  );
}
