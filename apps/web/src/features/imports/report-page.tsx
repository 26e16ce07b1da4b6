import { Checkbox, Popconfirm, Progress } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import {
  CancelImportDocument,
  ImportDocument,
  RetryImportDocument,
  StartImportDocument,
  type ImportQuery,
} from '../../generated/imports';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Button, LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Notice } from '../../ui/notice';
import { Failed, Loading, NotFound } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { usePoll } from '../work/use-poll';
import { download } from './download';
import { ItemsView } from './items-view';
import { isMoving, mayCancel, mayRetry, percentDone, secondsLeft, unreadOf } from './report';
import { StateMark } from './state-mark';
import { texts } from './texts';
import './imports.css';

type Report = NonNullable<ImportQuery['import']>;

/** One import: what its file would do, what is wrong with it cell by cell, and how it goes. */
export function ImportReportPage() {
  const say = useTexts(texts);
  const { id = '' } = useParams();
  const [result, ask] = useQuery({
    query: ImportDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const report = result.data?.import;
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  usePoll(report ? isMoving(report) : false, 1_500, again);
  useTitle(report?.fileName || say('title'));
  // An import that goes on may once not be read; what was read of it stays.
  if (result.error && !report) return <Failed error={result.error} retry={again} />;
  if (report === null) return <NotFound text={say('missing')} />;
  if (!report) return <Loading />;
  return <ReportView report={report} again={again} />;
}

function ReportView({ report, again }: { readonly report: Report; readonly again: () => void }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const { session } = useSession();
  const cancel = useAct(CancelImportDocument, ({ cancelImport }) => cancelImport);
  const retry = useAct(RetryImportDocument, ({ retryImport }) => retryImport);
  const still = useStill(report);
  if (session.is !== 'MEMBER') return null;
  const { state, counts, fileName, createdAt, size } = report;
  const may = session.viewer.member.role !== 'VIEWER';
  const leftOut = counts.refused + counts.failed;
  const checked = state !== 'UPLOADED' && state !== 'UNREADABLE';
  return (
    <>
      <Link className="import-back" to="/work/import">
        ← {say('back')}
      </Link>
      <h1>
        {fileName || report.id} <StateMark state={state} />
      </h1>
      <p className="lede numbers">
        {say('stamp', {
          time: showInstant(createdAt, i18n.language),
          size: new Intl.NumberFormat(i18n.language, {
            style: 'unit',
            unit: 'kilobyte',
            maximumFractionDigits: 1,
          }).format(size / 1e3),
          count: counts.rows,
        })}
        {report.encoding ? ` · ${report.encoding}` : ''}
      </p>
      <RefusalNotice refused={cancel.refused ?? retry.refused} title={say('refused')} />
      <Standing report={report} />
      {checked ? <Counts counts={counts} begun={state !== 'CHECKED'} /> : null}
      {state === 'CHECKED' && may ? (
        <Start report={report} verified={session.viewer.organisation.state === 'VERIFIED'} />
      ) : null}
      <div className="tools">
        {checked && leftOut > 0 ? <FailedRows id={report.id} count={leftOut} /> : null}
        {may && mayRetry(report, still.since, still.now) ? (
          <Button
            small
            disabled={retry.waiting}
            onClick={async () => void ((await retry.act({ id: report.id })) && again())}
          >
            {say('retry')}
          </Button>
        ) : null}
        {may && mayCancel(report) ? (
          <Popconfirm
            title={say('reallyCancel')}
            description={say('cancelHint')}
            okText={say('cancel')}
            cancelText={say('keep')}
            onConfirm={async () => void ((await cancel.act({ id: report.id })) && again())}
          >
            <Button small kind="danger" disabled={cancel.waiting}>
              {say('cancel')}
            </Button>
          </Popconfirm>
        ) : null}
        {isMoving(report) || state === 'CHECKED' ? null : (
          <LinkButton small to="/work/import">
            {say('again')}
          </LinkButton>
        )}
      </div>
      {checked ? (
        <>
          <Unread report={report} />
          <Examples report={report} />
          <ItemsView of={report} />
        </>
      ) : null}
    </>
  );
}

/** Since when nothing has moved, as far as this page has seen. */
function useStill({ state, position }: Report): { readonly since: number; readonly now: number } {
  const [still, setStill] = useState(() => ({ since: Date.now(), now: Date.now() }));
  useEffect(() => setStill({ since: Date.now(), now: Date.now() }), [state, position]);
  const tick = useCallback(() => setStill(({ since }) => ({ since, now: Date.now() })), []);
  usePoll(isMoving({ state }), 5_000, tick);
  return still;
}

function Standing({ report }: { readonly report: Report }) {
  const say = useTexts(texts);
  const { counts, rate, position, fault } = report;
  switch (report.state) {
    case 'UPLOADED':
      return (
        <>
          <p role="status">{say('checking')}</p>
          <Loading rows={3} />
        </>
      );
    case 'UNREADABLE':
      return (
        <Notice kind="error" title={say('unreadable')}>
          {fault}
        </Notice>
      );
    case 'RUNNING': {
      const seconds = secondsLeft(report);
      const says = [
        say('running', { position, items: counts.items }),
        rate ? say('rate', { rate }) : '',
        seconds === undefined ? '' : say('left', { seconds }),
      ].filter((part) => part !== '');
      return (
        <div className="panel">
          <Progress strokeColor="var(--green)" percent={percentDone(report)} aria-label={say('states.RUNNING')} />
          <span className="numbers">{says.join(' · ')}</span>
        </div>
      );
    }
    case 'DONE':
      return (
        <Notice kind={counts.failed > 0 ? 'warning' : 'good'} title={say('finished')}>
          {say('done', { ...counts })}
          {counts.submitted > 0 ? ` · ${say('submitted', { count: counts.submitted })}` : ''}
        </Notice>
      );
    case 'STOPPED':
      return <Notice kind="warning" title={say('stopped')} />;
    case 'CANCELLED':
      return <Notice kind="info" title={say('cancelled')} />;
    case 'CHECKED':
      return null;
  }
}

function Counts({ counts, begun }: { readonly counts: Report['counts']; readonly begun: boolean }) {
  const say = useTexts(texts);
  const rows = begun
    ? (
        [
          ['CREATED', counts.created],
          ['CHANGED', counts.changed],
          ['UNCHANGED', counts.kept],
          ['FAILED', counts.failed],
        ] as const
      ).map(([code, count]) => [say(`outcomes.${code}`), count] as const)
    : (
        [
          ['CREATE', counts.create],
          ['CHANGE', counts.change],
          ['UNCHANGED', counts.unchanged],
          ['REFUSED', counts.refused],
        ] as const
      ).map(([code, count]) => [say(`plans.${code}`), count] as const);
  return (
    <div className="figures" role="group" aria-label={say(begun ? 'outcomes.label' : 'plans.label')}>
      {[
        ...rows,
        ...(begun ? [[say('plans.REFUSED'), counts.refused] as const] : []),
        [say('warnings'), counts.warnings] as const,
      ].map(([label, count]) => (
        <div className="figure" key={label}>
          <b>{count}</b>
          <span>{label}</span>
        </div>
      ))}
    </div>
  );
}

function Start({ report, verified }: { readonly report: Report; readonly verified: boolean }) {
  const say = useTexts(texts);
  const [submit, setSubmit] = useState(false);
  const start = useAct(StartImportDocument, ({ startImport }) => startImport);
  const count = report.counts.create + report.counts.change;
  if (count === 0) return <Notice kind="info" title={say('start.nothing')} />;
  return (
    <section className="panel import-start" aria-label={say('start.title')}>
      <RefusalNotice refused={start.refused} title={say('refused')} />
      <p>{say('start.hint')}</p>
      {report.kind === 'TENDERS' ? (
        <p className="stamp">{say('start.tenders')}</p>
      ) : verified ? (
        <Checkbox checked={submit} onChange={({ target }) => setSubmit(target.checked)}>
          {say('start.submit')}
        </Checkbox>
      ) : (
        <p className="stamp">{say('start.notVerified')}</p>
      )}
      <Button
        kind="primary"
        disabled={start.waiting}
        onClick={() => void start.act({ id: report.id, submit: submit && verified && report.kind === 'LISTINGS' })}
      >
        {say('start.go', { count })}
      </Button>
    </section>
  );
}

function FailedRows({ id, count }: { readonly id: string; readonly count: number }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const [waiting, setWaiting] = useState(false);
  const [failed, setFailed] = useState<string>();
  return (
    <>
      <Button
        small
        disabled={waiting}
        onClick={async () => {
          setWaiting(true);
          const got = await download(`/imports/${encodeURIComponent(id)}/failed`, i18n.language);
          setWaiting(false);
          setFailed(got.ok ? undefined : (got.message ?? say('upload.noAnswer')));
        }}
      >
        {say('failedRows', { count })}
      </Button>
      <span className="stamp">{say('failedHint')}</span>
      {failed === undefined ? null : (
        <Notice kind="error" title={say('get.failed')}>
          {failed}
        </Notice>
      )}
    </>
  );
}

function Examples({ report }: { readonly report: Report }) {
  const say = useTexts(texts);
  const count = report.sheets.reduce((sum, { examples }) => sum + examples, 0);
  return count === 0 ? null : <p className="stamp">{say('examples', { count })}</p>;
}

function Unread({ report }: { readonly report: Report }) {
  const say = useTexts(texts);
  const unread = unreadOf(report.sheets);
  if (unread.length === 0) return null;
  return (
    <Notice kind="warning" title={say('unread')}>
      <ul>
        {unread.map(({ sheet, header, nearest }) => (
          <li key={`${sheet} ${header ?? ''}`}>
            {header === null ? say('unreadSheet', { sheet }) : say('unreadColumn', { sheet, header })}
            {nearest === null ? null : <> — {say('nearest', { nearest })}</>}
          </li>
        ))}
      </ul>
      {say('unreadHint')}
    </Notice>
  );
}
