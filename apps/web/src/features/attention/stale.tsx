import { daysBetween } from '@huanpei/domain';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { StaleListingsDocument, type StaleListingsQuery } from '../../generated/attention';
import type { Domain } from '../../generated/schema';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { auditPath, organisationPath, reviewPath } from '../../ui/paths';
import { useName } from '../../ui/use-name';
import { readSort, sorted, type SortBy } from '../operator/address';
import { showAge } from '../operator/ages';
import { FilterSelect } from '../operator/filter-select';
import { KeptList, NoRows } from '../operator/kept-list';
import type { Column } from '../operator/list-table';
import { texts as shared } from '../operator/texts';
import { today } from '../operator/today';
import { useWholeList } from '../operator/use-whole-list';
import { texts } from './texts';

type Row = StaleListingsQuery['staleListings']['edges'][number]['node'];
const DOMAINS: readonly Domain[] = ['water', 'air', 'waste', 'soil', 'monitoring', 'x'];
const SORT_KEYS = ['since', 'listing', 'supplier'];
const DAY_MS = 86_400_000;

/** Published listings whose suppliers have let the period of confirmation pass. */
export function Stale() {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const name = useName();
  const [params] = useSearchParams();
  const domain = DOMAINS.find((one) => one === params.get('domain')) ?? null;
  const list = useWholeList(StaleListingsDocument, { domain }, (data) => data.staleListings);
  const sort = readSort(params, SORT_KEYS, { key: 'since', descending: true });
  const day = today();
  const since = ({ confirmedUntil }: Row): number | null => (confirmedUntil ? daysBetween(confirmedUntil, day) : null);
  const by: SortBy<Row> = {
    since,
    listing: (row) => name(row.name),
    supplier: ({ supplier }) => name(supplier.name),
  };
  const columns: readonly Column<Row>[] = [
    {
      key: 'listing',
      head: say('head.listing'),
      sortable: true,
      cell: (row) => (
        <>
          <Link data-row-link to={reviewPath(row.id)}>
            {name(row.name)}
          </Link>{' '}
          {row.origin === 'SUPPLIER' ? null : <Mark kind="notice">{t(`origin.${row.origin}`)}</Mark>}
        </>
      ),
    },
    {
      key: 'supplier',
      head: say('head.supplier'),
      sortable: true,
      cell: ({ supplier }) => (
        <>
          <Link to={organisationPath(supplier.id)}>{name(supplier.name)}</Link>{' '}
          {supplier.demo ? <Mark kind="notice">{t('demo')}</Mark> : null}
        </>
      ),
    },
    { key: 'domain', head: say('head.domain'), brief: true, cell: (row) => t(`domain.${row.domain}`) },
    {
      key: 'confirmedOn',
      head: say('head.confirmedOn'),
      numeric: true,
      cell: ({ confirmedOn }) => confirmedOn ?? say('never'),
    },
    {
      key: 'since',
      head: say('head.since'),
      sortable: true,
      numeric: true,
      cell: (row) => {
        const days = since(row);
        return days === null ? '—' : showAge(days * DAY_MS, language);
      },
    },
    {
      key: 'actions',
      head: say('head.actions'),
      cell: ({ id }) => (
        <span className="attention-actions">
          <Link to={reviewPath(id)}>{say('review')}</Link>
          <Link to={auditPath(id)}>{say('trail')}</Link>
        </span>
      ),
    },
  ];
  return (
    <>
      <div className="filters">
        <FilterSelect
          name="domain"
          label={say('domain')}
          all={common('all')}
          choices={DOMAINS.map((one) => [one, t(`domain.${one}`)])}
        />
        <Button small onClick={list.again}>
          {common('refresh')}
        </Button>
      </div>
      <KeptList
        list={list}
        kept={sorted(list.rows ?? [], sort, by, language)}
        empty={<NoRows text={say(domain === null ? 'emptyStale' : 'noneKept')} waits={domain !== null} />}
        caption={say('stale')}
        columns={columns}
        keyOf={({ id }) => id}
        sort={sort}
      />
    </>
  );
}
