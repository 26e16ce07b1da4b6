import type { SearchQuery } from '../../generated/search';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showUnit } from '../../ui/format';
import { useName } from '../../ui/use-name';
import { ofKind, parametersOf, type SearchState } from './search-state';
import { canReverse, isLargestFirst, kindOf, readSort, sortsFor, writeSort, type Sort } from './sorts';
import { texts } from './texts';

type Answer = SearchQuery['search'];

/** In which order the hits come. What only equipment or only tenders have narrows to those. */
export function SortChoice({
  answer,
  state,
  change,
}: {
  readonly answer: Answer | undefined;
  readonly state: SearchState;
  readonly change: (state: SearchState) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const nameOf = useSortName();
  const { sort, kind } = state;
  const offered = sortsFor(kind, {
    flowUnit: state.flow.value === '' ? null : state.flow.unit,
    domains: state.facets.DOMAIN ?? [],
    parameters: parametersOf(state),
  });
  if (offered.length === 0) return null;
  const usual = sort === null ? '' : writeSort({ ...sort, reversed: false });
  // What an address asks for stays to be seen, whatever else is chosen.
  const all =
    sort === null || offered.some((one) => writeSort(one) === usual)
      ? offered
      : [...offered, { ...sort, reversed: false }];
  const parameter = (code: string): string => {
    const values = answer?.facets.find(({ facet }) => facet === 'PARAMETER')?.values ?? [];
    const value = values.find((one) => one.code === code);
    return value ? name(value) : code;
  };
  const option = (one: Sort) => (
    <option key={writeSort(one)} value={writeSort(one)}>
      {nameOf(one, parameter)}
    </option>
  );
  const ofBoth = all.filter((one) => kindOf(one) === null);
  const groups = (['LISTING', 'TENDER'] as const).map((of) => [of, all.filter((one) => kindOf(one) === of)] as const);
  return (
    <span className="sort-choice">
      <label>
        <span>{say('sort')}</span>
        <select
          value={usual}
          onChange={({ target }) => {
            const chosen = readSort(target.value);
            const narrowed = chosen === null ? state : ofKind(state, kindOf(chosen) ?? kind);
            change({ ...narrowed, sort: chosen });
          }}
        >
          <option value="">{say(state.text === '' ? 'sortOf.arrival' : 'sortOf.relevance')}</option>
          {ofBoth.map(option)}
          {kind === null
            ? groups.map(([of, sorts]) => (
                <optgroup key={of} label={say(`sortsOf.${of}`)}>
                  {sorts.map(option)}
                </optgroup>
              ))
            : groups.flatMap(([, sorts]) => sorts.map(option))}
        </select>
      </label>
      {sort !== null && canReverse(sort) ? (
        <Button small onClick={() => change({ ...state, sort: { ...sort, reversed: !sort.reversed } })}>
          {say(isLargestFirst(sort) ? 'largestFirst' : 'smallestFirst')}
          <span className="unseen"> {say('turnRound')}</span>
        </Button>
      ) : null}
    </span>
  );
}

function useSortName() {
  const say = useTexts(texts);
  return ({ by, of }: Sort, parameter: (code: string) => string): string => {
    switch (by) {
      case 'PRICE':
        return of === 'unit' ? say('sortOf.price') : say('sortOf.priceFor', { unit: showUnit(of) });
      case 'CAPACITY':
        return say('sortOf.capacity', { unit: showUnit(of) });
      case 'OUTLET':
      case 'REMOVAL':
        return say(by === 'OUTLET' ? 'sortOf.outlet' : 'sortOf.removal', { parameter: parameter(of) });
      case 'NEWEST':
      case 'DEADLINE':
      case 'ENERGY':
      case 'LEAD_DAYS':
        return say(`sortOf.${by}`);
    }
  };
}

/** Said once, before the first hit that does not state what the hits are sorted by. */
export function NotSorted({ sort }: { readonly sort: Sort }) {
  const say = useTexts(texts);
  const nameOf = useSortName();
  // Everything on the market was published at some time; firms and standards have no part in that order.
  if (sort.by === 'NEWEST') return null;
  return (
    <li className="not-sorted">
      {sort.by === 'DEADLINE' ? say('closedLast') : say('notSorted', { what: nameOf(sort, (code) => code) })}
    </li>
  );
}
