import { GAP_KINDS, GAP_SOURCES } from '@huanpei/domain';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import {
  GapGroupExclusionsDocument,
  GapGroupsDocument,
  GapSourcesDocument,
  type GapGroupsQuery,
  type GapSourcesQuery,
} from '../../generated/gaps';
import type { GapSource } from '../../generated/schema';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { Empty, Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { readSort, rowsPage, sorted, withFilters, type SortBy } from '../operator/address';
import { FilterSelect } from '../operator/filter-select';
import { ListTable, type Column } from '../operator/list-table';
import { RowsPager } from '../operator/pager';
import { texts as shared } from '../operator/texts';
import { useWholeList } from '../operator/use-whole-list';
import { Excluding, FEW } from './excluding';
import { askedOf, DOMAINS, filterOf, sourceOf, type Asked } from './gap-address';
import { NONE, showWorth, worthOf } from './matrix';
import { MatrixView } from './matrix-view';
import { Needs } from './needs';
import { texts } from './texts';
import './gaps.css';
import '../operator/operator.css';

export type GroupRow = GapGroupsQuery['marketGapGroups']['edges'][number]['node'];

/** What is asked for and nobody offers: first all of it, then the needs of one group. */
export function GapsPage() {
  const say = useTexts(texts);
  const [params] = useSearchParams();
  const named = askedOf(params);
  const filter = filterOf({ ...named, scenario: null, region: null });
  const [{ data, error }, again] = useQuery({ query: GapSourcesDocument, variables: { filter } });
  useTitle(say('title'));
  const drilled = named.scenario !== null || named.region !== null;
  const gaps = data && { OPEN_TENDERS: data.open.totalCount, ARCHIVED_DEMANDS: data.archived.totalCount };
  const asked = gaps && { ...named, source: sourceOf(named.source, gaps) };
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      {asked ? (
        <>
          <Sources asked={asked} named={named.source !== null} gaps={gaps} summary={data.marketSummary} />
          <Filters drilled={drilled} />
          {drilled ? <Needs asked={asked} /> : <Overview asked={asked} />}
        </>
      ) : error ? (
        <Failed error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : (
        <Loading rows={10} />
      )}
    </>
  );
}

/** Where the needs are from, with how many gaps each has and how much was looked at. */
function Sources({
  asked,
  named,
  gaps,
  summary,
}: {
  readonly asked: Asked;
  /** Whether the address names the source. */
  readonly named: boolean;
  readonly gaps: Readonly<Record<GapSource, number>>;
  readonly summary: GapSourcesQuery['marketSummary'];
}) {
  const say = useTexts(texts);
  const [params] = useSearchParams();
  const lots = summary.domains
    .filter(({ domain }) => asked.domain === null || domain === asked.domain)
    .reduce((sum, { checkedLots }) => sum + checkedLots, 0);
  const isElsewhere = !named && asked.source === 'ARCHIVED_DEMANDS';
  return (
    <>
      <nav aria-label={say('source')}>
        <ul className="tabs">
          {GAP_SOURCES.map((source) => (
            <li key={source}>
              <Link
                to={{ search: withFilters(params, { source, scenario: null, region: null }).toString() }}
                aria-current={source === asked.source ? 'page' : undefined}
              >
                {say(`sourceKind.${source}`)} <span className="numbers">{gaps[source]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {isElsewhere ? <p>{say('openAllMet', { count: lots })}</p> : null}
      <p className="stamp">
        {asked.source === 'OPEN_TENDERS'
          ? say('checkedOpen', { count: lots })
          : say('checkedArchived', { count: summary.archivedDemands })}
      </p>
    </>
  );
}

function Filters({ drilled }: { readonly drilled: boolean }) {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { t } = useTranslation();
  return (
    <div className="filters">
      <FilterSelect
        name="kind"
        label={say('kind')}
        all={common('all')}
        choices={GAP_KINDS.map((one) => [one, say(`kindOf.${one}`)])}
      />
      <FilterSelect
        name="domain"
        label={say('domain')}
        all={common('all')}
        choices={DOMAINS.map((one) => [one, t(`domain.${one}`)])}
      />
      {drilled ? null : (
        <FilterSelect
          name="view"
          label={say('view')}
          all={say('views.matrix')}
          choices={[['table', say('views.table')]]}
        />
      )}
    </div>
  );
}

function Overview({ asked }: { readonly asked: Asked }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const { rows, total, error, again } = useWholeList(
    GapGroupsDocument,
    { source: asked.source, filter: filterOf(asked) },
    (data) => data.marketGapGroups,
  );
  if (error !== undefined) return <Failed error={error} retry={again} />;
  if (rows === undefined) return <Loading rows={10} />;
  if (rows.length === 0) return <NoGaps asked={asked} />;
  const worth = worthOf(rows);
  return (
    <>
      <p className="numbers">
        <strong>{say('total', { gaps: rows.reduce((sum, { gaps }) => sum + gaps, 0), groups: total })}</strong>
        {worth.length === 0
          ? ''
          : ` · ${say('atStake', { worth: worth.map((one) => showWorth(one, language)).join(t('listSeparator')) })}`}
      </p>
      {params.get('view') === 'table' ? (
        <Table asked={asked} rows={rows} total={total} />
      ) : (
        <MatrixView groups={rows} />
      )}
    </>
  );
}

function NoGaps({ asked }: { readonly asked: Asked }) {
  const say = useTexts(texts);
  const common = useTexts(shared);
  if (asked.kind !== null || asked.domain !== null)
    return (
      <Empty text={say('noneKept')}>
        <LinkButton to={{ search: `source=${asked.source}` }}>{common('clear')}</LinkButton>
      </Empty>
    );
  if (asked.source !== 'OPEN_TENDERS') return <Empty text={say('empty')} />;
  return (
    <Empty text={say('emptyOpen')}>
      <LinkButton to={{ search: 'source=ARCHIVED_DEMANDS' }}>{say('toArchived')}</LinkButton>
    </Empty>
  );
}

const SORT_KEYS = ['gaps', 'scenario', 'region', 'worth'];

/** The same as a list, with what excludes most: for phones, for printing, and for sorting by what is at stake. */
function Table({
  asked,
  rows,
  total,
}: {
  readonly asked: Asked;
  readonly rows: readonly GroupRow[];
  readonly total: number;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const sort = readSort(params, SORT_KEYS, { key: 'gaps', descending: true });
  const by: SortBy<GroupRow> = {
    gaps: ({ gaps }) => gaps,
    scenario: ({ scenario }) => scenario?.label ?? null,
    region: ({ region }) => region?.label ?? null,
    // Sums in other currencies do not compare; the first is the one of most of them.
    worth: ({ worth }) => worth[0]?.amountMinor ?? null,
  };
  const page = rowsPage(sorted(rows, sort, by, language), params);
  const excluding = useWholeList(
    GapGroupExclusionsDocument,
    { source: asked.source, filter: filterOf(asked) },
    (data) => data.marketGapGroups,
    FEW,
  );
  const columns: readonly Column<GroupRow>[] = [
    {
      key: 'scenario',
      head: say('head.scenario'),
      sortable: true,
      cell: ({ scenario, region }) => (
        <Link
          data-row-link
          to={{
            search: withFilters(params, {
              scenario: scenario?.code ?? NONE,
              region: region?.code ?? NONE,
              sort: null,
            }).toString(),
          }}
        >
          {scenario?.label ?? say('noScenario')}
        </Link>
      ),
    },
    { key: 'region', head: say('head.region'), sortable: true, cell: ({ region }) => region?.label ?? say('noRegion') },
    { key: 'gaps', head: say('head.gaps'), sortable: true, numeric: true, cell: ({ gaps }) => gaps },
    { key: 'nothingListed', head: say('head.nothingListed'), numeric: true, cell: (row) => row.nothingListed || '—' },
    { key: 'allRuledOut', head: say('head.allRuledOut'), numeric: true, cell: (row) => row.allRuledOut || '—' },
    { key: 'undecided', head: say('head.undecided'), numeric: true, cell: (row) => row.undecided || '—' },
    {
      key: 'worth',
      head: say('head.worth'),
      sortable: true,
      numeric: true,
      cell: ({ worth, withoutBudget }) => (
        <>
          {worth.map(({ display }) => (
            <div key={display}>{display}</div>
          ))}
          {withoutBudget > 0 ? <div className="stamp">{say('withoutBudget', { count: withoutBudget })}</div> : null}
        </>
      ),
    },
    {
      key: 'excluding',
      head: say('head.excluding'),
      cell: ({ id }) => <Excluding id={id} known={excluding} />,
    },
  ];
  return (
    <>
      <ListTable
        caption={`${say('title')}${t('colon')}${say('views.table')}`}
        columns={columns}
        rows={page.rows}
        keyOf={({ id }) => id}
        sort={sort}
      />
      <RowsPager page={page} kept={rows.length} total={total} />
    </>
  );
}
