import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery, type CombinedError } from 'urql';
import type { SearchKind } from '../../generated/schema';
import { SearchDocument, type SearchQuery, type SearchQueryVariables } from '../../generated/search';
import { Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { usePicked } from '../compare/picked';
import { Tray } from '../compare/tray';
import { Chosen } from './facets-view';
import { FilterColumn, FilterDrawer } from './filters';
import { HitView, type Picking } from './hit-view';
import { SaveSearch } from './save-search';
import { SearchBox } from './search-box';
import {
  asksFigures,
  conditionsOf,
  FACETS,
  filterOf,
  KINDS,
  namesFigure,
  NOTHING,
  readSearch,
  writeSearch,
  type SearchState,
} from './search-state';
import { Button } from '../../ui/button';
import './search.css';

const PAGE = 20;
type Answer = SearchQuery['search'];

/** The one box with all that can be found; the address holds the whole search. */
export function SearchPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const key = address.toString();
  const state = useMemo(() => readSearch(new URLSearchParams(key)), [key]);
  useTitle(state.text === '' ? t('search.title') : `${state.text} · ${t('search.title')}`);
  const change = (next: SearchState) => {
    const changed = writeSearch(next);
    const lang = address.get('lang');
    if (lang !== null) changed.set('lang', lang);
    // At once, or a box that was ticked would show its old state for a moment.
    setAddress(changed, { flushSync: true });
  };
  const variables = useMemo(
    () => ({
      text: state.text,
      kinds: state.kind === null ? null : [state.kind],
      filter: filterOf(state),
      facets: [...FACETS],
      first: PAGE,
      after: null,
    }),
    [state],
  );
  const [result, again] = useQuery({ query: SearchDocument, variables });
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
      <KindTabs state={state} counts={answer?.kinds ?? []} change={change} />
      {answer?.correction ? (
        <p>
          {t('search.correction')}
          <strong>{answer.correction}</strong>
        </p>
      ) : null}
      <div className="search-columns">
        <FilterColumn answer={answer} state={state} change={change} />
        <section aria-label={t('search.hits')} aria-busy={result.fetching}>
          <div className="hits-tools">
            <p className="stamp" role="status">
              {answer && !result.error ? t('search.total', { count: answer.totalCount }) : null}
            </p>
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

/** What of the conditions cannot be, in the words of the server; trying again helps only where it failed otherwise. */
function NotSearched({ error, retry }: { readonly error: CombinedError; readonly retry: () => void }) {
  const { t } = useTranslation();
  const reasons = error.graphQLErrors[0]?.extensions['reasons'];
  if (!Array.isArray(reasons)) return <Failed error={error} retry={retry} />;
  return (
    <div className="panel" role="alert">
      <p className="fault">{t('search.cannot')}</p>
      <ul>
        {(reasons as readonly { readonly message: string }[]).map(({ message }) => (
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
      <button type="button" aria-pressed={state.kind === kind} onClick={() => change({ ...state, kind })}>
        {label} <span className="numbers">{counts.length > 0 ? count : ''}</span>
      </button>
    </li>
  );
  return (
    <ul className="kinds search-kinds" aria-label={t('search.kinds')}>
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
  const [pages, setPages] = useState<readonly string[]>([]);
  if (answer.totalCount === 0) return <NothingFound state={state} change={change} />;
  const end = answer.pageInfo.endCursor;
  return (
    <>
      <ul className="hits">
        {answer.edges.map(({ node }) => (
          <HitView key={`${node.kind} ${node.id}`} hit={node} asked={asksFigures(state)} picking={picking} />
        ))}
      </ul>
      {pages.map((after, index) => (
        <HitsFrom
          key={after}
          after={after}
          variables={variables}
          state={state}
          picking={picking}
          last={index === pages.length - 1}
          more={(cursor) => setPages([...pages, cursor])}
        />
      ))}
      {pages.length === 0 && answer.pageInfo.hasNextPage && end ? (
        <Button className="more" onClick={() => setPages([end])}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function HitsFrom({
  after,
  variables,
  state,
  picking,
  last,
  more,
}: {
  readonly after: string;
  readonly variables: SearchQueryVariables;
  readonly state: SearchState;
  readonly picking: Picking;
  readonly last: boolean;
  readonly more: (cursor: string) => void;
}) {
  const { t } = useTranslation();
  const [result, again] = useQuery({ query: SearchDocument, variables: { ...variables, after } });
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  const { edges, pageInfo } = result.data.search;
  const next = pageInfo.endCursor;
  return (
    <>
      <ul className="hits">
        {edges.map(({ node }) => (
          <HitView key={`${node.kind} ${node.id}`} hit={node} asked={asksFigures(state)} picking={picking} />
        ))}
      </ul>
      {last && pageInfo.hasNextPage && next ? (
        <Button className="more" onClick={() => more(next)}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

/** Nothing was found, and what can be done about it. */
function NothingFound({
  state,
  change,
}: {
  readonly state: SearchState;
  readonly change: (state: SearchState) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="panel">
      <p>
        <strong>{t('search.nothing')}</strong>
      </p>
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
            <Button kind="link" onClick={() => change({ ...NOTHING, text: state.text, kind: state.kind })}>
              {t('search.tryWithoutFilters')}
            </Button>
          </li>
        ) : null}
        {state.kind === null ? null : (
          <li>
            <Button kind="link" onClick={() => change({ ...state, kind: null })}>
              {t('search.tryAllKinds')}
            </Button>
          </li>
        )}
        {namesFigure(state.text) ? <li>{t('search.tryFigures')}</li> : null}
        <li>
          {t('search.tryOther')} <Link to="/">{t('search.tryTenders')}</Link>
        </li>
      </ul>
    </div>
  );
}
