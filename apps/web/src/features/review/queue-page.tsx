import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ReviewQueueDocument } from '../../generated/review';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { reviewPath } from '../../ui/paths';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { readSort } from '../operator/address';
import { showAge } from '../operator/ages';
import { FilterSelect } from '../operator/filter-select';
import { KeptList, NoRows } from '../operator/kept-list';
import { KeysHelp } from '../operator/keys-help';
import type { Column } from '../operator/list-table';
import { stepRow, useShortcuts } from '../operator/shortcuts';
import { texts as shared } from '../operator/texts';
import { useClock } from '../operator/use-clock';
import { useWholeList } from '../operator/use-whole-list';
import { handedInAt, kindOf, queueOf, SORT_KEYS, USUAL_SORT, type Waiting } from './queue';
import { texts } from './texts';
import '../operator/operator.css';

const ROW_KEYS = { j: () => stepRow(1), k: () => stepRow(-1) };

/** Listings that wait for a decision. */
export function QueuePage() {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const now = useClock();
  const list = useWholeList(ReviewQueueDocument, {}, (data) => data.listingsToReview);
  const sort = readSort(params, SORT_KEYS, USUAL_SORT);
  const kept = useMemo(
    () => queueOf(list.rows ?? [], params, sort, language, now),
    [list.rows, params, sort, language, now],
  );
  const columns = useColumns(now);
  useTitle(say('queue'));
  useShortcuts(ROW_KEYS);
  const nothingWaits = list.rows?.length === 0;
  return (
    <>
      <div className="page-head">
        <h1>{say('queue')}</h1>
        <KeysHelp
          keys={[
            [['j'], common('keys.nextRow')],
            [['k'], common('keys.previousRow')],
            [['Enter'], common('keys.open')],
          ]}
        />
      </div>
      <p className="lede">{say('queueLede')}</p>
      <div className="filters">
        <FilterSelect
          name="kind"
          label={say('head.kind')}
          all={common('all')}
          choices={[
            ['NEW', say('kind.NEW')],
            ['REVISION', say('kind.REVISION')],
          ]}
        />
        <FilterSelect
          name="data"
          label={say('data')}
          all={common('all')}
          choices={[
            ['REAL', say('dataKind.REAL')],
            ['DEMO', say('dataKind.DEMO')],
          ]}
        />
        <FilterSelect
          name="domain"
          label={say('head.domain')}
          all={common('all')}
          choices={(['water', 'air', 'waste', 'soil', 'monitoring', 'x'] as const).map((one) => [
            one,
            t(`domain.${one}`),
          ])}
        />
        <Button small onClick={list.again}>
          {common('refresh')}
        </Button>
      </div>
      <KeptList
        list={list}
        kept={kept}
        empty={<NoRows text={say(nothingWaits ? 'queueEmpty' : 'queueNoneKept')} waits={!nothingWaits} />}
        caption={say('queue')}
        columns={columns}
        keyOf={({ id }) => id}
        sort={sort}
      />
    </>
  );
}

function useColumns(now: number): readonly Column<Waiting>[] {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const { language } = useLanguage();
  const [params] = useSearchParams();
  return [
    {
      key: 'name',
      head: say('head.name'),
      sortable: true,
      cell: (row) => (
        <>
          <Link data-row-link to={{ pathname: reviewPath(row.id), search: params.toString() }}>
            {name(row.name)}
          </Link>{' '}
          {row.origin === 'SUPPLIER' ? null : <Mark kind="notice">{t(`origin.${row.origin}`)}</Mark>}
        </>
      ),
    },
    {
      key: 'kind',
      head: say('head.kind'),
      cell: (row) => (
        <>
          <Mark kind={kindOf(row) === 'NEW' ? 'info' : 'plain'}>{say(`kind.${kindOf(row)}`)}</Mark>
          {row.staged?.reason ? <Mark>{say('again')}</Mark> : null}
        </>
      ),
    },
    {
      key: 'supplier',
      head: say('head.supplier'),
      sortable: true,
      cell: ({ supplier }) => (
        <>
          {name(supplier.name)} {supplier.demo ? <Mark kind="notice">{t('demo')}</Mark> : null}
          {supplier.state === 'VERIFIED' ? null : <Mark kind="bad">{say(`firm.state.${supplier.state}`)}</Mark>}
        </>
      ),
    },
    { key: 'domain', head: say('head.domain'), brief: true, cell: ({ domain }) => t(`domain.${domain}`) },
    {
      key: 'completeness',
      head: say('head.completeness'),
      sortable: true,
      numeric: true,
      cell: ({ staged }) => (staged ? `${Math.round(staged.completeness.share * 100)}%` : ''),
    },
    {
      key: 'age',
      head: say('head.age'),
      sortable: true,
      numeric: true,
      cell: (row) => {
        const at = handedInAt(row);
        return at === null ? '' : showAge(now - at, language);
      },
    },
  ];
}
