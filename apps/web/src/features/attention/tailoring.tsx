import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { TailoringWarningsDocument, type TailoringWarningsQuery } from '../../generated/attention';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { tenderPath } from '../../ui/paths';
import { useName } from '../../ui/use-name';
import { readSort, sorted, type SortBy } from '../operator/address';
import { FilterSelect } from '../operator/filter-select';
import { KeptList, NoRows } from '../operator/kept-list';
import type { Column } from '../operator/list-table';
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
  const list = useWholeList(TailoringWarningsDocument, {}, (data) => data.tailoringWarnings);
  const sort = readSort(params, SORT_KEYS, { key: 'found', descending: true });
  const asked = params.get('current');
  const kept = (list.rows ?? []).filter(({ current }) => asked === null || (asked === 'OPEN') === current);
  const by: SortBy<Row> = {
    found: ({ at }) => Date.parse(at),
    tender: ({ tender }) => name(tender.title),
    only: ({ supplier }) => name(supplier.name),
  };
  const columns = useColumns();
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
        <Button small onClick={list.again}>
          {common('refresh')}
        </Button>
      </div>
      <KeptList
        list={list}
        kept={sorted(kept, sort, by, language)}
        empty={
          <NoRows
            text={say(asked === null ? 'emptyTailoring' : 'noneKept')}
            waits={asked !== null}
            cleared="list=tailoring"
          />
        }
        caption={say('tailoring')}
        columns={columns}
        keyOf={({ at, tender, lotId }) => `${tender.id} ${lotId} ${at}`}
        sort={sort}
      />
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
          <Link data-row-link to={tenderPath(tender.id)}>
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
          <Link to={tenderPath(tender.id)}>{say('openTender')}</Link>
          <Link to={`/work/audit?id=${encodeURIComponent(tender.id)}`}>{say('trail')}</Link>
        </span>
      ),
    },
  ];
}
