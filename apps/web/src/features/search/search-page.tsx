import { Fragment, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery, type CombinedError } from 'urql';
import type { SearchKind } from '../../generated/schema';
import { SearchDocument, type SearchQuery, type SearchQueryVariables } from '../../generated/search';
import { useTexts } from '../../language/texts';
import { Ignored } from '../../ui/ignored';
import { Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTabInView } from '../../ui/use-tab-in-view';
import { useTitle } from '../../ui/use-title';
import { usePicked } from '../compare/picked';
import { Tray } from '../compare/tray';
import { AskedFigures, offersOf } from './asked-figures';
import { Chosen } from './facets-view';
import { FilterColumn, FilterDrawer, HITS } from './filters';
import { HitView, type Picking } from './hit-view';
import { SaveSearch } from './save-search';
import { SearchBox } from './search-box';
import { NotSorted, SortChoice } from './sort-choice';
import { sortInput } from './sorts';
import {
  asksFigures,
  conditionsOf,
  FACETS,
  filterOf,
  ignoredIn,
  KINDS,
  namesFigure,
  NOTHING,
  ofKind,
  readSearch,
  withoutUnknown,
  writeSearch,
  type SearchState,
} from './search-state';
import { Button } from '../../ui/button';
import { texts } from './texts';
import './search.css';

const PAGE = 20;
type Answer = SearchQuery['search'];

/** The one box with all that can be found; the address holds the whole search. */
export function SearchPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const key = address.toString();
  const read = useMemo(() => readSearch(new URLSearchParams(key)), [key]);
  const search = useSearch(read);
  const { state, variables, result, again } = search;
  const ignored = [...ignoredIn(address), ...search.ignored];
  useTitle(state.text === '' ? t('search.title') : `${state.text} · ${t('search.title')}`);
  const change = (next: SearchState) => {
    const changed = writeSearch(next);
    const lang = address.get('lang');
    if (lang !== null) changed.set('lang', lang);
    // At once, or a box that was ticked would show its old state for a moment.
    setAddress(changed, { flushSync: true });
  };
  // What was found before stays until the next answer is there, so that nothing jumps while one chooses.
  const [kept, setKept] = useState<Answer>();
  useEffect(() => {
    if (result.data && !result.stale && !result.error) setKept(result.data.search);
  }, [result]);
  const answer = result.data?.search ?? kept;
  // They stay while one searches on, so that what different words find can stand side by side.
  const { picked, pick, clear } = usePicked();
  const picking: Picking = { picked, pick };
  return (
    <>
      <h1 className="unseen">{t('search.title')}</h1>
      <SearchBox text={state.text} search={(text) => change({ ...state, text })} />
      <Ignored parts={ignored} />
      <KindTabs state={state} counts={answer?.kinds ?? []} change={change} />
      {answer?.correction ? (
        <p>
          {t('search.correction')}
          <strong>{answer.correction}</strong>
        </p>
      ) : null}
      {/* Where nothing is found they stand with what says so. */}
      {answer && answer.totalCount > 0 ? (
        <AskedFigures asked={answer.askedFigures} state={state} change={change} />
      ) : null}
      {answer && answer.totalCount > 0 && answer.askedFigures.length === 0 && namesFigure(state.text) ? (
        <p className="stamp">{t('search.tryFigures')}</p>
      ) : null}
      <div className="search-columns">
        <FilterColumn answer={answer} state={state} change={change} />
        <section
          id={HITS}
          className="search-hits"
          tabIndex={-1}
          aria-label={t('search.hits')}
          aria-busy={result.fetching}
        >
          <div className="hits-tools">
            <p className="stamp" role="status">
              {answer && !result.error ? t('search.total', { count: answer.totalCount }) : null}
            </p>
            <SortChoice answer={answer} state={state} change={change} />
            <FilterDrawer answer={answer} state={state} change={change} />
            <SaveSearch state={state} />
          </div>
          <Chosen facets={answer?.facets ?? []} state={state} change={change} />
          {result.error ? (
            <NotSearched error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />
          ) : answer ? (
            <Hits key={key} answer={answer} variables={variables} state={state} change={change} picking={picking} />
          ) : (
            <Loading />
          )}
          <Tray picked={picked} lot={null} clear={clear} />
        </section>
      </div>
    </>
  );
}

const variablesOf = (state: SearchState): SearchQueryVariables => ({
  text: state.text,
  kinds: state.kind === null ? null : [state.kind],
  filter: filterOf(state),
  facets: [...FACETS],
  sort: sortInput(state.sort) ?? null,
  first: PAGE,
  after: null,
});

interface Reason {
  readonly field: string;
  readonly message: string;
}
const reasonsOf = (error: CombinedError | undefined): readonly Reason[] => {
  const reasons = error?.graphQLErrors[0]?.extensions['reasons'];
  return Array.isArray(reasons) ? (reasons as readonly Reason[]) : [];
};

/** Searches; where the server does not know a value of a list, once more without it. */
function useSearch(read: SearchState) {
  const asked = useMemo(() => variablesOf(read), [read]);
  const [first, firstAgain] = useQuery({ query: SearchDocument, variables: asked });
  const less = useMemo(
    () =>
      withoutUnknown(
        read,
        reasonsOf(first.error).map(({ field }) => field),
      ),
    [read, first.error],
  );
  const lessAsked = useMemo(() => (less ? variablesOf(less.state) : asked), [less, asked]);
  const [second, secondAgain] = useQuery({ query: SearchDocument, variables: lessAsked, pause: !less });
  return less
    ? { state: less.state, ignored: less.ignored, variables: lessAsked, result: second, again: secondAgain }
    : { state: read, ignored: [], variables: asked, result: first, again: firstAgain };
}

/** What of the conditions cannot be, in the words of the server; trying again helps only where it failed otherwise. */
function NotSearched({ error, retry }: { readonly error: CombinedError; readonly retry: () => void }) {
  const { t } = useTranslation();
  const reasons = reasonsOf(error);
  if (reasons.length === 0) return <Failed error={error} retry={retry} />;
  return (
    <div className="panel" role="alert">
      <p className="fault">{t('search.cannot')}</p>
      <ul>
        {reasons.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </div>
  );
}

function KindTabs({
  state,
  counts,
  change,
}: {
  readonly state: SearchState;
  readonly counts: Answer['kinds'];
  readonly change: (state: SearchState) => void;
}) {
  const { t } = useTranslation();
  const countOf = (kind: SearchKind) => counts.find((one) => one.kind === kind)?.count ?? 0;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const tab = (kind: SearchKind | null, label: string, count: number) => (
    <li key={kind ?? 'ALL'}>
      <button type="button" aria-pressed={state.kind === kind} onClick={() => change(ofKind(state, kind))}>
        {label} <span className="numbers">{counts.length > 0 ? count : ''}</span>
      </button>
    </li>
  );
  const row = useTabInView<HTMLUListElement>(`${state.kind} ${all}`);
  return (
    <ul ref={row} className="kinds search-kinds" aria-label={t('search.kinds')}>
      {tab(null, t('search.kind.ALL'), all)}
      {KINDS.map((kind) => tab(kind, t(`search.kind.${kind}`), countOf(kind)))}
    </ul>
  );
}

function Hits({
  answer,
  variables,
  state,
  change,
  picking,
}: {
  readonly answer: Answer;
  readonly variables: SearchQueryVariables;
  readonly state: SearchState;
  readonly change: (state: SearchState) => void;
  readonly picking: Picking;
}) {
  const { t } = useTranslation();
  const [pages, setPages] = useState<readonly Next[]>([]);
  if (answer.totalCount === 0) return <NothingFound state={state} asked={answer.askedFigures} change={change} />;
  const end = answer.pageInfo.endCursor;
  return (
    <>
      <HitList edges={answer.edges} state={state} picking={picking} told={false} />
      {pages.map(({ after, told }, index) => (
        <HitsFrom
          key={after}
          after={after}
          told={told}
          variables={variables}
          state={state}
          picking={picking}
          last={index === pages.length - 1}
          more={(next) => setPages([...pages, next])}
        />
      ))}
      {pages.length === 0 && answer.pageInfo.hasNextPage && end ? (
        <Button className="more" onClick={() => setPages([nextOf(end, answer.edges)])}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

/** Where the next page begins, and whether it has been said that what follows does not state what is sorted by. */
interface Next {
  readonly after: string;
  readonly told: boolean;
}
const nextOf = (after: string, edges: Answer['edges']): Next => ({
  after,
  told: edges.at(-1)?.node.sorted === false,
});

/** Hits in their order; before the first that does not state what they are sorted by, it is said so. */
function HitList({
  edges,
  state,
  picking,
  told,
}: {
  readonly edges: Answer['edges'];
  readonly state: SearchState;
  readonly picking: Picking;
  readonly told: boolean;
}) {
  const { sort } = state;
  const first = told ? -1 : edges.findIndex(({ node }) => node.sorted === false);
  return (
    <ul className="hits">
      {edges.map(({ node }, at) => (
        <Fragment key={`${node.kind} ${node.id}`}>
          {at === first && sort !== null ? <NotSorted sort={sort} /> : null}
          <HitView hit={node} asked={asksFigures(state)} picking={picking} />
        </Fragment>
      ))}
    </ul>
  );
}

function HitsFrom({
  after,
  told,
  variables,
  state,
  picking,
  last,
  more,
}: {
  readonly after: string;
  readonly told: boolean;
  readonly variables: SearchQueryVariables;
  readonly state: SearchState;
  readonly picking: Picking;
  readonly last: boolean;
  readonly more: (next: Next) => void;
}) {
  const { t } = useTranslation();
  const [result, again] = useQuery({ query: SearchDocument, variables: { ...variables, after } });
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  const { edges, pageInfo } = result.data.search;
  const next = pageInfo.endCursor;
  return (
    <>
      <HitList edges={edges} state={state} picking={picking} told={told} />
      {last && pageInfo.hasNextPage && next ? (
        <Button className="more" onClick={() => more(nextOf(next, edges))}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

/** Nothing was found, and what can be done about it. */
function NothingFound({
  state,
  asked,
  change,
}: {
  readonly state: SearchState;
  /** Figures of the words, each offered as a filter. */
  readonly asked: Answer['askedFigures'];
  readonly change: (state: SearchState) => void;
}) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const offered = offersOf(asked, state, name).length > 0;
  return (
    <div className="panel">
      <p>
        <strong>{offered ? say('useAsked', { text: state.text }) : t('search.nothing')}</strong>
      </p>
      <AskedFigures asked={asked} state={state} change={change} kind="primary" />
      <ul>
        {asksFigures(state) && !state.orNotStated ? (
          <li>
            <Button kind="link" onClick={() => change({ ...state, orNotStated: true })}>
              {t('search.tryNotStated')}
            </Button>
          </li>
        ) : null}
        {conditionsOf(state) > 0 ? (
          <li>
            <Button
              kind="link"
              onClick={() => change({ ...NOTHING, text: state.text, kind: state.kind, sort: state.sort })}
            >
              {t('search.tryWithoutFilters')}
            </Button>
          </li>
        ) : null}
        {state.kind === null ? null : (
          <li>
            <Button kind="link" onClick={() => change(ofKind(state, null))}>
              {t('search.tryAllKinds')}
            </Button>
          </li>
        )}
        {namesFigure(state.text) && !offered ? <li>{t('search.tryFigures')}</li> : null}
        <li>
          {t('search.tryOther')} <Link to="/">{t('search.tryTenders')}</Link>
        </li>
      </ul>
    </div>
  );
}
