import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchQuery } from '../../generated/search';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { FacetsView } from './facets-view';
import { FiguresForm } from './figures-form';
import { asksFigures, conditionsOf, NOTHING, type SearchState } from './search-state';
import { texts } from './texts';

/** Where the hits begin, for those who skip the filters. */
export const HITS = 'hits';

export interface Filtering {
  readonly answer: SearchQuery['search'] | undefined;
  readonly state: SearchState;
  readonly change: (state: SearchState) => void;
}

/** Beside the hits where there is room; the server draws it as it stays. */
export function FilterColumn(filtering: Filtering) {
  const say = useTexts(texts);
  return (
    <aside className="search-filters wide-filters" aria-label={say('filters')}>
      <a className="skip" href={`#${HITS}`}>
        {say('skipFilters')}
      </a>
      <div className="filters-head">
        <h2>{say('filters')}</h2>
        <ClearAll {...filtering} />
      </div>
      <Filters {...filtering} />
    </aside>
  );
}

/** On a phone, behind a button over the hits. */
export function FilterDrawer(filtering: Filtering) {
  const say = useTexts(texts);
  const [open, setOpen] = useState(false);
  const chosen = conditionsOf(filtering.state);
  return (
    <>
      <Button small className="narrow-filters" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {chosen > 0 ? say('filtersCount', { count: chosen }) : say('filters')}
      </Button>
      {open ? (
        <Dialog
          drawer
          title={say('filters')}
          close={() => setOpen(false)}
          foot={
            <>
              <ClearAll {...filtering} />
              <Button kind="primary" onClick={() => setOpen(false)}>
                {say('showHits', { count: filtering.answer?.totalCount ?? 0 })}
              </Button>
            </>
          }
        >
          <div className="search-filters">
            <Filters {...filtering} />
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

function ClearAll({ state, change }: Filtering) {
  const say = useTexts(texts);
  if (conditionsOf(state) === 0) return null;
  return (
    <Button
      small
      kind="link"
      onClick={() => change({ ...NOTHING, text: state.text, kind: state.kind, sort: state.sort })}
    >
      {say('clearAll')}
    </Button>
  );
}

function Filters({ answer, state, change }: Filtering) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  // Open where a figure is asked; it stays as the reader leaves it.
  const [open, setOpen] = useState(() => asksFigures(state));
  const parameters = answer?.facets.find(({ facet }) => facet === 'PARAMETER')?.values ?? [];
  return (
    <>
      <details className="by-figures" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t('search.figures')}
          <span className="stamp">{say('figuresHint')}</span>
        </summary>
        <FiguresForm state={state} parameters={parameters.map((value) => name(value))} change={change} />
      </details>
      {answer ? <FacetsView facets={answer.facets} state={state} change={change} /> : <Loading rows={10} />}
    </>
  );
}
