import { useId, useMemo, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { OrganisationCountsDocument, OrganisationListDocument } from '../../generated/organisations';
import type { OrganisationKind } from '../../generated/schema';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { organisationPath } from '../../ui/paths';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { readSort, withFilters } from '../operator/address';
import { showAge } from '../operator/ages';
import { FilterSelect } from '../operator/filter-select';
import { KeptList, NoRows } from '../operator/kept-list';
import { KeysHelp } from '../operator/keys-help';
import type { Column } from '../operator/list-table';
import { stepRow, useShortcuts } from '../operator/shortcuts';
import { texts as shared } from '../operator/texts';
import { useClock } from '../operator/use-clock';
import { useWholeList } from '../operator/use-whole-list';
import { CheckMark, StateMark } from './marks';
import { rowsOf, SORT_KEYS, tabOf, TABS, usualSort, type Row, type Tab } from './organisation-rows';
import { texts } from './texts';
import '../operator/operator.css';

export function OrganisationsPage() {
  return <Organisations />;
}

const ROW_KEYS = { j: () => stepRow(1), k: () => stepRow(-1) };
const KINDS: readonly OrganisationKind[] = ['SUPPLIER', 'BUYER', 'OPERATOR'];

function Organisations() {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const now = useClock();
  const tab = tabOf(params);
  const kind = KINDS.find((one) => one === params.get('kind')) ?? null;
  const list = useWholeList(
    OrganisationListDocument,
    { kind, states: tab === 'ALL' ? null : [tab] },
    (data) => data.organisations,
  );
  const sort = readSort(params, SORT_KEYS, usualSort(tab));
  const kept = useMemo(
    () => rowsOf(list.rows ?? [], params, sort, language, now),
    [list.rows, params, sort, language, now],
  );
  const columns = useColumns(tab, now);
  useTitle(say('title'));
  useShortcuts(ROW_KEYS);
  const nothingWaits = tab === 'PENDING' && list.rows?.length === 0 && kind === null;
  return (
    <>
      <div className="page-head">
        <h1>{say('title')}</h1>
        <KeysHelp
          keys={[
            [['j'], common('keys.nextRow')],
            [['k'], common('keys.previousRow')],
            [['Enter'], common('keys.open')],
          ]}
        />
      </div>
      <p className="lede">{say('lede')}</p>
      <Tabs tab={tab} />
      <Filters again={list.again} />
      <KeptList
        list={list}
        kept={kept}
        empty={<NoRows text={say(nothingWaits ? 'emptyPending' : 'empty')} waits={!nothingWaits} />}
        caption={say('title')}
        columns={columns}
        keyOf={({ id }) => id}
        sort={sort}
      />
    </>
  );
}

function Tabs({ tab }: { readonly tab: Tab }) {
  const say = useTexts(texts);
  const [params] = useSearchParams();
  const [counts] = useQuery({ query: OrganisationCountsDocument, requestPolicy: 'cache-and-network' });
  const { pending, verified, rejected, suspended } = counts.data ?? {};
  const count: Readonly<Partial<Record<Tab, number | undefined>>> = {
    PENDING: pending?.totalCount,
    VERIFIED: verified?.totalCount,
    REJECTED: rejected?.totalCount,
    SUSPENDED: suspended?.totalCount,
  };
  return (
    <nav aria-label={say('tabs')}>
      <ul className="tabs">
        {TABS.map((one) => (
          <li key={one}>
            <Link
              to={{ search: withFilters(params, { state: one === 'PENDING' ? null : one, sort: null }).toString() }}
              aria-current={one === tab ? 'page' : undefined}
            >
              {say(`state.${one}`)}
              {count[one] === undefined ? '' : <span className="numbers"> {count[one]}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Filters({ again }: { readonly again: () => void }) {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const id = useId();
  const [params, setParams] = useSearchParams();
  const find = params.get('find') ?? '';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const asked = new FormData(event.currentTarget).get('find');
    setParams(withFilters(params, { find: typeof asked === 'string' ? asked.trim() : '' }));
  };
  return (
    <form className="filters" role="search" aria-label={say('find')} onSubmit={submit}>
      <FilterSelect
        name="kind"
        label={say('kindLabel')}
        all={common('all')}
        choices={KINDS.map((kind) => [kind, say(`kind.${kind}`)])}
      />
      <FilterSelect
        name="check"
        label={say('checkLabel')}
        all={common('all')}
        choices={(['OK', 'CHECK_FAILED', 'OVERRIDDEN', 'ABSENT'] as const).map((check) => [
          check,
          say(`check.${check}`),
        ])}
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
      <span className="filter">
        <label htmlFor={id}>{say('find')}</label>
        <input key={find} id={id} name="find" type="search" defaultValue={find} />
      </span>
      <Button small onClick={again}>
        {common('refresh')}
      </Button>
    </form>
  );
}

function useColumns(tab: Tab, now: number): readonly Column<Row>[] {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const waiting = tab === 'PENDING';
  return [
    {
      key: 'name',
      head: say('head.name'),
      sortable: true,
      cell: (row) => (
        <>
          <Link data-row-link to={{ pathname: organisationPath(row.id), search: params.toString() }}>
            {name(row.name)}
          </Link>{' '}
          {row.demo ? <Mark kind="notice">{t('demo')}</Mark> : null}
        </>
      ),
    },
    { key: 'kind', head: say('head.kind'), brief: true, cell: ({ kind }) => say(`kind.${kind}`) },
    ...(tab === 'ALL'
      ? [{ key: 'state', head: say('head.state'), cell: ({ state }: Row) => <StateMark state={state} /> }]
      : []),
    {
      key: 'creditCode',
      head: say('head.creditCode'),
      cell: ({ creditCode, creditCodeCheck }) => (
        <>
          {creditCode ? <span className="mono">{creditCode} </span> : null}
          {creditCodeCheck ? <CheckMark check={creditCodeCheck} /> : null}
        </>
      ),
    },
    { key: 'region', head: say('head.region'), sortable: true, cell: ({ region }) => region?.label ?? '—' },
    {
      key: 'honours',
      head: say('head.honours'),
      numeric: true,
      cell: ({ honours }) => (honours.length === 0 ? '—' : honours.length),
    },
    {
      key: 'age',
      head: say(waiting ? 'head.waiting' : 'head.age'),
      sortable: true,
      numeric: true,
      cell: ({ createdAt }) => {
        const age = showAge(now - Date.parse(createdAt), language);
        return waiting ? age : say('ago', { age });
      },
    },
  ];
}
