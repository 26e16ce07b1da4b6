import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { MyTendersDocument, type MyTenderRowFragment } from '../../generated/my-tenders';
import { useTexts } from '../../language/texts';
import { useMayWrite } from '../../session/session';
import { Button, LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { tenderEditorPath, tenderPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useDaysLeft } from '../../ui/use-days-left';
import { useName } from '../../ui/use-name';
import { useTabInView } from '../../ui/use-tab-in-view';
import { AS } from '../../ui/table-roles';
import { useTitle } from '../../ui/use-title';
import { byUrgency, countsByState, isState } from './by-state';
import { CancelTender } from './cancel-tender';
import './my-tenders.css';
import { texts } from './texts';

const PAGE = 50;

/** The buyer's own tenders in every state, with what can be done next. */
export function MyTendersPage() {
  const say = useTexts(texts);
  const [first, setFirst] = useState(PAGE);
  const [result, again] = useQuery({
    query: MyTendersDocument,
    variables: { first, after: null },
    requestPolicy: 'cache-and-network',
  });
  useTitle(say('title'));
  const mayWrite = useMayWrite();
  const refresh = () => again({ requestPolicy: 'network-only' });
  const found = result.data?.myTenders;
  return (
    <>
      <div className="page-head">
        <h1>{say('title')}</h1>
        {mayWrite ? (
          <LinkButton kind="primary" to="/work/tenders/new">
            {say('start')}
          </LinkButton>
        ) : null}
      </div>
      {result.error ? <Failed error={result.error} retry={refresh} /> : null}
      {!found && !result.error ? <Loading /> : null}
      {found && found.totalCount === 0 ? (
        <Empty text={say('empty')}>
          <div className="starts" hidden={!mayWrite}>
            <LinkButton to="/work/tenders/new?from=scenario">{say('fromScenario')}</LinkButton>
            <LinkButton to="/work/tenders/new?from=demand">{say('fromDemand')}</LinkButton>
            <LinkButton to="/work/tenders/new?from=text">{say('fromText')}</LinkButton>
          </div>
        </Empty>
      ) : null}
      {found && found.totalCount > 0 ? <Tenders rows={found.edges.map(({ node }) => node)} refresh={refresh} /> : null}
      {found?.pageInfo.hasNextPage ? (
        <Button className="more" onClick={() => setFirst(first + PAGE)}>
          {say('more')}
        </Button>
      ) : null}
    </>
  );
}

function Tenders({ rows, refresh }: { readonly rows: readonly MyTenderRowFragment[]; readonly refresh: () => void }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const asked = search.get('state');
  const state = isState(asked) ? asked : undefined;
  const [cancelling, setCancelling] = useState<MyTenderRowFragment>();
  const tabs = useTabInView<HTMLElement>(state);
  const shown = useMemo(
    () => byUrgency(state === undefined ? rows : rows.filter((row) => row.state === state)),
    [rows, state],
  );
  return (
    <>
      <nav ref={tabs} className="state-tabs" aria-label={say('states')}>
        <Link to="?" aria-current={state === undefined ? 'page' : undefined}>
          {say('all', { count: rows.length })}
        </Link>
        {countsByState(rows).map(({ state: one, count }) => (
          <Link key={one} to={`?state=${one}`} aria-current={state === one ? 'page' : undefined}>
            {say('ofState', { state: t(`state.${one}`), count })}
          </Link>
        ))}
      </nav>
      {shown.length === 0 ? <Empty text={say('emptyState')} /> : null}
      {shown.length > 0 ? (
        <table className="rows" {...AS.table} aria-label={say('table')}>
          <thead {...AS.group}>
            <tr {...AS.row}>
              <th scope="col" {...AS.columnHead}>
                {say('name')}
              </th>
              <th scope="col" {...AS.columnHead}>
                {say('state')}
              </th>
              <th scope="col" {...AS.columnHead}>
                {say('deadline')}
              </th>
              <th scope="col" {...AS.columnHead}>
                {say('counts')}
              </th>
              <th scope="col" {...AS.columnHead}>
                {say('revision')}
              </th>
              <th scope="col" {...AS.columnHead}>
                {say('actions')}
              </th>
            </tr>
          </thead>
          <tbody {...AS.group}>
            {shown.map((row) => (
              <TenderRow key={row.id} row={row} cancel={() => setCancelling(row)} />
            ))}
          </tbody>
        </table>
      ) : null}
      {cancelling ? (
        <CancelTender
          tender={cancelling}
          close={(done) => {
            setCancelling(undefined);
            if (done) refresh();
          }}
        />
      ) : null}
    </>
  );
}

const EDITABLE = new Set(['DRAFT', 'PUBLISHED']);
const CANCELLABLE = new Set(['DRAFT', 'PUBLISHED', 'CLOSED', 'OPENED', 'EVALUATED']);

function TenderRow({ row, cancel }: { readonly row: MyTenderRowFragment; readonly cancel: () => void }) {
  const say = useTexts(texts);
  const mayWrite = useMayWrite();
  const { t, i18n } = useTranslation();
  const name = useName();
  const isDraft = row.state === 'DRAFT';
  const left = useDaysLeft(row.state === 'PUBLISHED' ? row.deadline : null);
  const [lot] = row.lots;
  const of = lot ? `?lot=${encodeURIComponent(lot.id)}` : '';
  return (
    <tr {...AS.row}>
      <th scope="row" {...AS.rowHead}>
        <Link to={isDraft ? tenderEditorPath(row.id) : tenderPath(row.id)}>{name(row.title) || row.id}</Link>
        {row.reason ? <p className="stamp">{row.reason}</p> : null}
      </th>
      <td {...AS.cell}>
        <Mark
          kind={
            row.state === 'PUBLISHED' ? 'good' : row.state === 'CANCELLED' || row.state === 'FAILED' ? 'bad' : 'plain'
          }
        >
          {t(`state.${row.state}`)}
        </Mark>
      </td>
      <td {...AS.cell} data-label={say('deadline')} className="numbers">
        {row.deadline ? showInstant(row.deadline, i18n.language) : say('notSet')}
        {left ? <p className="stamp">{left.says}</p> : null}
      </td>
      <td {...AS.cell} data-label={say('counts')} className="numbers">
        {isDraft ? (
          <span className="stamp">{say('countsDraft')}</span>
        ) : (
          row.lots.map(({ id, matches }) => (
            <div key={id}>
              {row.lots.length > 1 ? `${say('lotOf', { id })}${t('colon')}` : ''}
              {matches ? (
                <>
                  <b>{matches.fits}</b> / {matches.needsData} / {matches.compared}
                  {matches.stale ? <span className="stamp"> {say('stale')}</span> : null}
                </>
              ) : (
                <span className="stamp">{say('computing')}</span>
              )}
            </div>
          ))
        )}
      </td>
      <td {...AS.cell} data-label={say('revision')} className="numbers">
        {row.revision}
      </td>
      <td {...AS.cell}>
        <div className="row-actions">
          {mayWrite && EDITABLE.has(row.state) ? (
            <LinkButton small to={tenderEditorPath(row.id)}>
              {say(isDraft ? 'edit' : 'amend')}
            </LinkButton>
          ) : null}
          {isDraft ? null : (
            <LinkButton small to={`${tenderPath(row.id)}/matches${of}`}>
              {say('matches')}
            </LinkButton>
          )}
          <LinkButton small to={`/work/tenders/${encodeURIComponent(row.id)}/trains${of}`}>
            {say('trains')}
          </LinkButton>
          {mayWrite && CANCELLABLE.has(row.state) ? (
            <Button small kind="danger" onClick={cancel}>
              {say('cancel')}
            </Button>
          ) : null}
        </div>
      </td>
    </tr>
  );
}
