import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { SuspendedListingsDocument, type SuspendedListingsQuery } from '../../generated/attention';
import { ReinstateDocument } from '../../generated/review';
import type { Domain } from '../../generated/schema';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { auditPath, organisationPath, reviewPath } from '../../ui/paths';
import { useName } from '../../ui/use-name';
import { readSort, sorted, type SortBy } from '../operator/address';
import { Confirm } from '../operator/confirm';
import { FilterSelect } from '../operator/filter-select';
import { KeptList, NoRows } from '../operator/kept-list';
import type { Column } from '../operator/list-table';
import { texts as shared } from '../operator/texts';
import { useWholeList } from '../operator/use-whole-list';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { texts } from './texts';

type Row = SuspendedListingsQuery['suspendedListings']['edges'][number]['node'];
const DOMAINS: readonly Domain[] = ['water', 'air', 'waste', 'soil', 'monitoring', 'x'];
const SORT_KEYS = ['since', 'listing', 'supplier'];

/** Listings that operators have taken down: since when, by whom, why, and up again with one question between. */
export function Suspended() {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const name = useName();
  const [params] = useSearchParams();
  const domain = DOMAINS.find((one) => one === params.get('domain')) ?? null;
  const list = useWholeList(SuspendedListingsDocument, { domain }, (data) => data.suspendedListings);
  const { act, waiting, refused } = useAct(ReinstateDocument, (data) => data.reinstateListing);
  const [asked, setAsked] = useState<Row>();
  const [lifted, setLifted] = useState<string>();
  const sort = readSort(params, SORT_KEYS, { key: 'since', descending: true });
  const by: SortBy<Row> = {
    since: ({ decision }) => (decision ? Date.parse(decision.at) : null),
    listing: ({ listing }) => name(listing.name),
    supplier: ({ listing }) => name(listing.supplier.name),
  };
  const lift = async (row: Row): Promise<void> => {
    const done = await act({ id: row.listing.id });
    setAsked(undefined);
    if (!done) return;
    setLifted(name(row.listing.name));
    list.again();
  };
  const columns: readonly Column<Row>[] = [
    {
      key: 'listing',
      head: say('head.listing'),
      sortable: true,
      cell: ({ listing }) => (
        <>
          <Link data-row-link to={reviewPath(listing.id)}>
            {name(listing.name)}
          </Link>{' '}
          {listing.origin === 'SUPPLIER' ? null : <Mark kind="notice">{t(`origin.${listing.origin}`)}</Mark>}
          <div className="stamp">{t(`domain.${listing.domain}`)}</div>
        </>
      ),
    },
    {
      key: 'supplier',
      head: say('head.supplier'),
      sortable: true,
      cell: ({ listing: { supplier } }) => (
        <>
          <Link to={organisationPath(supplier.id)}>{name(supplier.name)}</Link>{' '}
          {supplier.demo ? <Mark kind="notice">{t('demo')}</Mark> : null}
        </>
      ),
    },
    {
      key: 'reason',
      head: say('head.reason'),
      cell: ({ listing, decision }) => decision?.reason ?? listing.reason ?? '—',
    },
    {
      key: 'since',
      head: say('head.suspended'),
      sortable: true,
      cell: ({ decision }) =>
        decision ? (
          <>
            <time className="numbers" dateTime={decision.at}>
              {showInstant(decision.at, language)}
            </time>
            <div className="stamp">{decision.actorName ?? decision.actor}</div>
          </>
        ) : (
          '—'
        ),
    },
    {
      key: 'actions',
      head: say('head.actions'),
      cell: (row) => (
        <span className="attention-actions">
          <Button
            small
            disabled={waiting}
            aria-label={say('liftOf', { name: name(row.listing.name) })}
            onClick={() => setAsked(row)}
          >
            {say('lift')}
          </Button>
          <Link to={reviewPath(row.listing.id)}>{say('look')}</Link>
          <Link to={auditPath(row.listing.id)}>{say('trail')}</Link>
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
      <RefusalNotice refused={refused} title={say('notLifted')} />
      <p role="status">{lifted === undefined ? null : say('lifted', { name: lifted })}</p>
      <KeptList
        list={list}
        kept={sorted(list.rows ?? [], sort, by, language)}
        empty={
          <NoRows
            text={say(domain === null ? 'emptySuspended' : 'noneKept')}
            waits={domain !== null}
            cleared="list=suspended"
          />
        }
        caption={say('suspended')}
        columns={columns}
        keyOf={({ listing }) => listing.id}
        sort={sort}
      />
      {asked ? (
        <Confirm
          title={say('confirmLift', { name: name(asked.listing.name) })}
          does={say('lift')}
          waiting={waiting}
          confirm={() => void lift(asked)}
          leave={() => setAsked(undefined)}
        >
          <p>{say('liftLede')}</p>
          <blockquote>{asked.decision?.reason ?? asked.listing.reason}</blockquote>
        </Confirm>
      ) : null}
    </>
  );
}
