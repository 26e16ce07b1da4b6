import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import {
  SavedSearchDocument,
  SavedSearchHitsDocument,
  type SavedSearchHitsQuery,
  type SavedSearchRowFragment,
} from '../../generated/saved-searches';
import type { Closeness, SearchKind } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button, LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark, type MarkKind } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { Empty, Failed, Loading, NotFound } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { PagesPager, usePages } from '../work/pages';
import { Asks } from './asks';
import { searchPageOf } from './search-address';
import { SearchTools, useRhythm } from './search-tools';
import { texts } from './texts';
import './searches.css';

const PAGE = 20;
type Found = Extract<SavedSearchHitsQuery['savedSearchHits'], { __typename: 'SavedSearchHitConnection' }>;
type Hit = Found['edges'][number]['node'];

const PLACES: Readonly<Record<SearchKind, string>> = {
  LISTING: 'listings',
  TENDER: 'tenders',
  SUPPLIER: 'suppliers',
  STANDARD: 'standards',
  PARAMETER: 'parameters',
};
const MARK_OF: Readonly<Record<Closeness, MarkKind>> = {
  FITS: 'good',
  ONE_FIGURE_MISSING: 'notice',
  NEAR_MISS: 'bad',
};

/** One saved search: what it looks for, when it tells, and what it finds now. */
export function SavedSearchPage() {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const rhythm = useRhythm();
  const [result, ask] = useQuery({ query: SavedSearchDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  const search = result.data?.savedSearch;
  useTitle(search?.name ?? say('title'));
  const again = () => ask({ requestPolicy: 'network-only' });
  if (result.error) return <Failed error={result.error} retry={again} />;
  if (search === null) return <NotFound text={say('missing')} />;
  if (!search) return <Loading />;
  const page = search.search && !search.need ? searchPageOf(search.search) : undefined;
  return (
    <>
      <Link className="search-back" to="/work/searches">
        ← {say('back')}
      </Link>
      <h1>{search.name}</h1>
      <p className="lede">
        {search.own ? search.shared ? <Mark>{say('shared')}</Mark> : null : <Mark kind="info">{say('theirs')}</Mark>}
        {search.paused ? <Mark kind="notice">{say('paused')}</Mark> : null}
        {say('delivery')} {rhythm(search)} ·{' '}
        <span className="numbers">{say('savedAt', { time: showInstant(search.createdAt, i18n.language) })}</span>
      </p>
      <div className="panel">
        <Asks search={search} whole={search.need ?? null} />
      </div>
      <SearchTools search={search} changed={again} removed={() => void navigate('/work/searches', { replace: true })}>
        {page ? (
          <LinkButton kind="primary" small to={page}>
            {say('openSearch')}
          </LinkButton>
        ) : search.search && !search.need ? (
          <span className="stamp">{say('notOnPage')}</span>
        ) : null}
      </SearchTools>
      <Hits
        // Another version may look for something else.
        key={search.version}
        search={search}
      />
    </>
  );
}

function Hits({ search }: { readonly search: SavedSearchRowFragment }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const rhythm = useRhythm();
  const pages = usePages();
  const [result, ask] = useQuery({
    query: SavedSearchHitsDocument,
    variables: { id: search.id, first: PAGE, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const answer = result.data?.savedSearchHits;
  if (result.error) return <Failed error={result.error} retry={again} />;
  if (!answer) return <Loading />;
  if (answer.__typename === 'Refusal')
    return (
      <Notice kind="error" title={say('cannot')} action={<Button onClick={again}>{t('retry')}</Button>}>
        {answer.message}
      </Notice>
    );
  const rows = answer.edges.map(({ node }) => node);
  const matched = rows.some(({ match }) => match);
  return (
    <>
      <h2>
        {say('hits')} <span className="stamp numbers">{say('hitsTotal', { count: answer.totalCount })}</span>
      </h2>
      {rows.length === 0 ? (
        <Empty text={say('noHits')}>
          {search.delivery === 'NONE' || search.paused ? null : (
            <p>{say('noHitsHint', { delivery: rhythm(search) })}</p>
          )}
        </Empty>
      ) : (
        <Table<Hit>
          size="small"
          rowKey={({ kind, id }) => `${kind} ${id}`}
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={rows}
          columns={[
            {
              title: say('found'),
              render: (_, { kind, id, title }) => (
                <Link to={`/${PLACES[kind]}/${encodeURIComponent(id)}`}>{title}</Link>
              ),
            },
            { title: say('kind'), render: (_, { kind }) => say(`kinds.${kind}`) },
            ...(matched
              ? [
                  {
                    title: say('match'),
                    key: 'match',
                    render: (_: unknown, { match }: Hit) =>
                      match ? (
                        <div className="search-asks">
                          <Mark kind={MARK_OF[match.closeness]}>{say(`closeness.${match.closeness}`)}</Mark>
                          {(match.obstacle ?? match.tightest)?.says}
                        </div>
                      ) : (
                        '—'
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      <PagesPager pages={pages} size={PAGE} shown={rows.length} total={answer.totalCount} pageInfo={answer.pageInfo} />
    </>
  );
}
