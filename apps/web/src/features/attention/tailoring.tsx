import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import {
  CloseTailoringWarningDocument,
  TailoringWarningsDocument,
  type TailoringWarningsQuery,
} from '../../generated/attention';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { auditPath, organisationPath, tenderPath } from '../../ui/paths';
import { useName } from '../../ui/use-name';
import { readSort, sorted, type SortBy } from '../operator/address';
import { Confirm } from '../operator/confirm';
import { FilterSelect } from '../operator/filter-select';
import { KeptList, NoRows } from '../operator/kept-list';
import type { Column } from '../operator/list-table';
import { ReasonForm } from '../operator/reason-form';
import { texts as shared } from '../operator/texts';
import { useWholeList } from '../operator/use-whole-list';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
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
  const [state, looked] = [params.get('current'), params.get('looked')];
  const kept = (list.rows ?? []).filter(
    ({ current, closings }) =>
      (state === null || (state === 'OPEN') === current) &&
      (looked === null || (looked === 'CLOSED') === closings.length > 0),
  );
  const filtered = state !== null || looked !== null;
  const [asked, setAsked] = useState<Row>();
  const [closed, setClosed] = useState<string>();
  const by: SortBy<Row> = {
    found: ({ at }) => Date.parse(at),
    tender: ({ tender }) => name(tender.title),
    only: ({ supplier }) => name(supplier.name),
  };
  const columns = useColumns(setAsked);
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
        <FilterSelect
          name="looked"
          label={say('looked')}
          all={common('all')}
          choices={[
            ['WAITS', say('lookedKind.WAITS')],
            ['CLOSED', say('lookedKind.CLOSED')],
          ]}
        />
        <Button small onClick={list.again}>
          {common('refresh')}
        </Button>
      </div>
      <p role="status">{closed === undefined ? null : say('closed', { name: closed })}</p>
      <KeptList
        list={list}
        kept={sorted(kept, sort, by, language)}
        empty={
          <NoRows text={say(filtered ? 'noneKept' : 'emptyTailoring')} waits={filtered} cleared="list=tailoring" />
        }
        caption={say('tailoring')}
        columns={columns}
        keyOf={({ at, tender, lotId }) => `${tender.id} ${lotId} ${at}`}
        sort={sort}
      />
      {asked ? (
        <Close
          row={asked}
          leave={() => setAsked(undefined)}
          overtaken={list.again}
          done={() => {
            setAsked(undefined);
            setClosed(name(asked.tender.title));
            list.again();
          }}
        />
      ) : null}
    </>
  );
}

/** What came of looking at one, in the operator's words; where a colleague was faster, beside what they wrote. */
function Close({
  row,
  leave,
  overtaken,
  done,
}: {
  readonly row: Row;
  readonly leave: () => void;
  /** The list behind no longer says what is. */
  readonly overtaken: () => void;
  readonly done: () => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const { act, waiting, refused } = useAct(CloseTailoringWarningDocument, (data) => data.closeTailoringWarning);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const wasLookedAt = refused?.reasons.some(({ code }) => code === 'ALREADY_LOOKED_AT') === true;
  const { tender, lotId, revision } = row;
  const send = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '') {
      field.current?.focus();
      return;
    }
    if (await act({ tenderId: tender.id, lotId, revision, reason, again: wasLookedAt })) done();
  };
  useEffect(() => {
    if (wasLookedAt) overtaken();
  }, [wasLookedAt, overtaken]);
  return (
    <Confirm
      title={say('confirmClose', { name: name(tender.title) })}
      does={say(wasLookedAt ? 'closeToo' : 'close')}
      waiting={waiting}
      confirm={() => void send()}
      leave={leave}
    >
      {wasLookedAt ? (
        <Notice kind="warning" title={say('colleagueWasFaster')}>
          {refused?.reasons.map(({ message }) => message).join(' ')}
        </Notice>
      ) : (
        <RefusalNotice refused={refused} title={say('notClosed')} />
      )}
      <p>{say('closeLede')}</p>
      <ReasonForm
        label={say('closeReason')}
        value={reason}
        onChange={setReason}
        required
        fault={tried && reason.trim() === '' ? say('closeReasonMissing') : undefined}
        field={field}
        templates={[]}
      />
    </Confirm>
  );
}

function useColumns(close: (row: Row) => void): readonly Column<Row>[] {
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
      cell: ({ tailoring, compared, closings }) => (
        <>
          {tailoring.says}
          {closings.map(({ position, at, actor, actorName, reason }) => (
            <div key={position}>
              {say('closedBy', { when: showInstant(at, language), who: actorName ?? actor, reason: reason ?? '' })}
            </div>
          ))}
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
          <Link to={organisationPath(supplier.id)}>{name(supplier.name)}</Link>{' '}
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
      cell: (row) => (
        <span className="attention-actions">
          {row.closings.length > 0 ? null : (
            <Button
              small
              aria-label={say('closeOf', { name: name(row.tender.title), lot: row.lotId })}
              onClick={() => close(row)}
            >
              {say('close')}
            </Button>
          )}
          <Link to={tenderPath(row.tender.id)}>{say('openTender')}</Link>
          <Link to={auditPath(row.tender.id)}>{say('trail')}</Link>
        </span>
      ),
    },
  ];
}
