import { App as Antd } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { RetryDeadJobDocument, type OperationsQuery } from '../../generated/operations';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Notice } from '../../ui/notice';
import { serverWords } from '../../ui/server-words';
import { ListTable, type Column } from '../operator/list-table';
import { JobName } from './job-name';
import { jobText } from './jobs';
import { texts } from './texts';

type Job = OperationsQuery['deadJobs'][number];
/** In place of an id, while all are sent again. */
const ALL = 'ALL';

/** Jobs that failed as often as they may; each can be sent again once its cause is mended. */
export function DeadJobs({ jobs, retried }: { readonly jobs: readonly Job[]; readonly retried: () => void }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const { t } = useTranslation();
  const client = useClient();
  const { message } = Antd.useApp();
  const [waiting, setWaiting] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const retry = async ({ id, job }: Job): Promise<void> => {
    setWaiting(id);
    const { data, error } = await client.mutation(RetryDeadJobDocument, { id }).toPromise();
    setWaiting(undefined);
    setFailed(data ? undefined : serverWords(error, t('unreachable')));
    if (!data) return;
    if (data.retryDeadJob) void message.success(say('retried', { job: jobText(job, language).name }));
    else void message.warning(say('gone'));
    retried();
  };
  const retryAll = async (): Promise<void> => {
    setWaiting(ALL);
    let sent = 0;
    for (const { id } of jobs) {
      const { data, error } = await client.mutation(RetryDeadJobDocument, { id }).toPromise();
      setFailed(data ? undefined : serverWords(error, t('unreachable')));
      if (!data) break;
      if (data.retryDeadJob) sent += 1;
    }
    setWaiting(undefined);
    if (sent > 0) void message.success(say('retriedAll', { count: sent }));
    retried();
  };
  const columns: readonly Column<Job>[] = [
    { key: 'job', head: say('head.job'), cell: ({ job }) => <JobName job={job} short /> },
    { key: 'error', head: say('head.error'), cell: ({ error }) => <span className="dead-error">{error}</span> },
    { key: 'attempts', head: say('head.attempts'), numeric: true, cell: ({ attempts }) => attempts },
    {
      key: 'failedAt',
      head: say('head.failedAt'),
      cell: ({ failedAt }) => (
        <time className="numbers" dateTime={failedAt}>
          {showInstant(failedAt, language)}
        </time>
      ),
    },
    { key: 'payload', head: say('head.payload'), cell: ({ payload }) => <code>{payload}</code> },
    {
      key: 'actions',
      head: say('head.actions'),
      cell: (job) => (
        <Button
          small
          disabled={waiting !== undefined}
          aria-label={say('retryOf', { job: jobText(job.job, language).name, id: job.id })}
          onClick={() => void retry(job)}
        >
          {say(waiting === job.id ? 'retrying' : 'retry')}
        </Button>
      ),
    },
  ];
  return (
    <section id="dead-jobs">
      <div className="page-head">
        <h2>{say('dead', { count: jobs.length })}</h2>
        {jobs.length > 1 ? (
          <Button small disabled={waiting !== undefined} onClick={() => void retryAll()}>
            {say(waiting === ALL ? 'retrying' : 'retryAll')}
          </Button>
        ) : null}
      </div>
      {failed === undefined ? null : <Notice kind="error" title={failed} />}
      {jobs.length === 0 ? (
        <p>{say('noDead')}</p>
      ) : (
        <ListTable caption={say('dead', { count: jobs.length })} columns={columns} rows={jobs} keyOf={({ id }) => id} />
      )}
    </section>
  );
}
