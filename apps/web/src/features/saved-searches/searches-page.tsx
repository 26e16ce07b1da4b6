import { Link } from 'react-router';
import { useQuery } from 'urql';
import { SavedSearchesDocument, type SavedSearchRowFragment } from '../../generated/saved-searches';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { savedSearchPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { CardTable } from '../work/card-table';
import { PagesPager, usePages } from '../work/pages';
import { Asks } from './asks';
import { SearchTools, useRhythm } from './search-tools';
import { texts } from './texts';
import './searches.css';

/** The API counts each as dearly as if it were run. */
const PAGE = 10;

/** The searches a member has saved and those colleagues share: what each looks for, and when it tells. */
export function SavedSearchesPage() {
  const say = useTexts(texts);
  const rhythm = useRhythm();
  const pages = usePages();
  const [result, ask] = useQuery({
    query: SavedSearchesDocument,
    variables: { first: PAGE, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  useTitle(say('title'));
  const again = () => ask({ requestPolicy: 'network-only' });
  const answer = result.data?.savedSearches;
  const rows = answer?.edges.map(({ node }) => node) ?? [];
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      {result.error ? (
        <Failed error={result.error} retry={again} />
      ) : !answer ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty text={say('none')}>
          <p>{say('noneHint')}</p>
          <LinkButton kind="primary" to="/search">
            {say('toSearch')}
          </LinkButton>
        </Empty>
      ) : (
        <>
          <div className="tools">
            <LinkButton to="/search">{say('toSearch')}</LinkButton>
            <span className="stamp">{say('total', { count: answer.totalCount })}</span>
          </div>
          <CardTable<SavedSearchRowFragment>
            rowKey="id"
            dataSource={rows}
            columns={[
              {
                title: say('name'),
                render: (_, { id, name, own, shared }) => (
                  <>
                    <Link to={savedSearchPath(id)}>{name}</Link>
                    <div>
                      {own ? shared ? <Mark>{say('shared')}</Mark> : null : <Mark kind="info">{say('theirs')}</Mark>}
                    </div>
                  </>
                ),
              },
              { title: say('asks'), render: (_, search) => <Asks search={search} /> },
              {
                title: say('delivery'),
                render: (_, search) => (
                  <>
                    {rhythm(search)}
                    {search.paused ? (
                      <div>
                        <Mark kind="notice">{say('paused')}</Mark>
                      </div>
                    ) : null}
                  </>
                ),
              },
              {
                title: say('actions'),
                render: (_, search) => <SearchTools search={search} changed={again} removed={again} />,
              },
            ]}
          />
        </>
      )}
      {answer ? (
        <PagesPager
          pages={pages}
          size={PAGE}
          shown={rows.length}
          total={answer.totalCount}
          pageInfo={answer.pageInfo}
        />
      ) : null}
    </>
  );
}
