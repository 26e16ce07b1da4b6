import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { TailoringWarningsDocument, type TailoringWarningsQuery } from '../../generated/attention';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button, LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { readSort, rowsPage, sorted, type SortBy } from '../operator/address';
import { FilterSelect } from '../operator/filter-select';
import { ListTable, type Column } from '../operator/list-table';
import { RowsPager } from '../operator/pager';
import { texts as shared } from '../operator/texts';
import { useWholeList } from '../operator/use-whole-list';
import { texts } from './texts';

type Row = TailoringWarningsQuery['tailoringWarnings']['edges'][number]['node'];
const SORT_KEYS = ['found', 'tender', 'only'];

/** Tenders that one supplier alone met when they were published or amended. */
export function Tailoring() {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { language } = useLanguage();
  const name = useName();
  const [params] = useSearchParams();
  const { rows, total, error, again } = useWholeList(TailoringWarningsDocument, {}, (data) => data.tailoringWarnings);
  const sort = readSort(params, SORT_KEYS, { key: 'found', descending: true });
  const asked = params.get('current');
  const kept = (rows ?? []).filter(({ current }) => asked === null || (asked === 'OPEN') === current);
  const by: SortBy<Row> = {
    found: ({ at }) => Date.parse(at),
    tender: ({ tender }) => name(tender.title),
    only: ({ supplier }) => name(supplier.name),
  };
  const columns = useColumns();
  const page = rowsPage(sorted(kept, sort, by, language), params);
  return (
    <>
      <div className="filters">
        <FilterSelect
          name="current"
          label={say('current')}
          all={common('all')}
          choices={[
            ['OPEN', say('currentKind.OPEN')],
            ['PAST', say('currentKind.PAST')],
          ]}
        />
        <Button small onClick={again}>
          {common('refresh')}
        </Button>
      </div>
      {error === undefined ? null : <Failed error={error} retry={again} />}
      {rows === undefined ? (
        error === undefined ? (
          <Loading />
        ) : null
      ) : kept.length === 0 ? (
        <Empty text={say(asked === null ? 'emptyTailoring' : 'noneKept')}>
          <LinkButton to={asked === null ? '/work/inbox' : { search: 'list=tailoring' }}>
            {common(asked === null ? 'toInbox' : 'clear')}
          </LinkButton>
        </Empty>
      ) : (
        <>
          <ListTable
            caption={say('tailoring')}
            columns={columns}
            rows={page.rows}
            keyOf={({ at, tender, lotId }) => `${tender.id} ${lotId} ${at}`}
            sort={sort}
          />
          <RowsPager page={page} kept={kept.length} total={total} />
        </>
      )}
    </>
  );
}

function useColumns(): readonly Column<Row>[] {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const name = useName();
  return [
    {
      key: 'tender',
      head: say('head.tender'),
      sortable: true,
      cell: ({ tender, current, revision, lotId }) => (
        <>
          <Link data-row-link to={`/tenders/${tender.id}`}>
            {name(tender.title)}
          </Link>{' '}
          <Mark kind={current ? 'info' : 'plain'}>{say(current ? 'currentKind.OPEN' : 'currentKind.PAST')}</Mark>
          {tender.origin === 'ILLUSTRATION' ? <Mark kind="notice">{t('origin.ILLUSTRATION')}</Mark> : null}
          <div className="stamp numbers">{say('revision', { revision, lot: lotId })}</div>
          <div className="stamp">{say('buyer', { name: name(tender.buyer.name) })}</div>
          {tender.deadline ? (
            <div className="stamp numbers">{say('deadline', { when: showInstant(tender.deadline, language) })}</div>
          ) : null}
        </>
      ),
    },
    {
      key: 'says',
      head: say('head.says'),
      cell: ({ tailoring, compared }) => (
        <>
          {tailoring.says}
          <div className="stamp numbers">
            {say('compared', { compared, suppliers: tailoring.suppliersCompared })}
            {tailoring.oneFigureAway
              ? `${t('listSeparator')}${say('oneAway', { count: tailoring.oneFigureAway })}`
              : ''}
          </div>
          {tailoring.law && tailoring.lawText ? (
            <details>
              <summary>{tailoring.law}</summary>
              <p>{tailoring.lawText}</p>
            </details>
          ) : null}
        </>
      ),
    },
    {
      key: 'only',
      head: say('head.only'),
      sortable: true,
      cell: ({ supplier }) => (
        <>
          <Link to={`/work/organisations/${supplier.id}`}>{name(supplier.name)}</Link>{' '}
          {supplier.demo ? <Mark kind="notice">{t('demo')}</Mark> : null}
        </>
      ),
    },
    {
      key: 'found',
      head: say('head.found'),
      sortable: true,
      cell: ({ at }) => (
        <time className="numbers" dateTime={at}>
          {showInstant(at, language)}
        </time>
      ),
    },
    {
      key: 'actions',
      head: say('head.actions'),
      cell: ({ tender }) => (
        <span className="attention-actions">
          <Link to={`/tenders/${tender.id}`}>{say('openTender')}</Link>
          <Link to={`/work/audit?id=${encodeURIComponent(tender.id)}`}>{say('trail')}</Link>
        </span>
      ),
    },
  ];
}
