import { useEffect } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { InboxDocument, type InboxQuery } from '../../generated/inbox';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { showAge } from '../operator/ages';
import { KeysHelp } from '../operator/keys-help';
import { ListTable, type Column } from '../operator/list-table';
import { stepRow, useShortcuts } from '../operator/shortcuts';
import { texts as shared } from '../operator/texts';
import { QUEUES } from './queues';
import { texts } from './texts';
import '../operator/operator.css';

type Row = InboxQuery['reviewInbox']['rows'][number];

const ROW_KEYS = { j: () => stepRow(1), k: () => stepRow(-1) };
const REFRESH_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What waits, how long the oldest has waited, and what is past the platform's own promise. */
export function InboxPage() {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { language } = useLanguage();
  const [result, ask] = useQuery({ query: InboxDocument, requestPolicy: 'cache-and-network' });
  const columns = useColumns();
  useTitle(say('title'));
  useShortcuts(ROW_KEYS);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') ask({ requestPolicy: 'network-only' });
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [ask]);
  const again = () => ask({ requestPolicy: 'network-only' });
  const inbox = result.data?.reviewInbox;
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
      {result.error ? <Failed error={result.error} retry={again} /> : null}
      {inbox ? (
        <>
          <p className="lede">{say('lede', { hours: inbox.targetHours })}</p>
          {inbox.rows.every(({ count }) => count === 0) ? <Notice kind="good" title={say('nothing')} /> : null}
          <ListTable caption={say('title')} columns={columns} rows={inbox.rows} keyOf={({ kind }) => kind} />
          <p className="inbox-foot">
            <span className="stamp">{say('asOf', { when: showInstant(inbox.asOf, language) })}</span>
            <Button small onClick={again}>
              {common('refresh')}
            </Button>
          </p>
        </>
      ) : result.error ? null : (
        <Loading />
      )}
    </>
  );
}

function useColumns(): readonly Column<Row>[] {
  const say = useTexts(texts);
  const { language } = useLanguage();
  return [
    {
      key: 'kind',
      head: say('head.kind'),
      cell: ({ kind }) => (
        <>
          <Link data-row-link to={QUEUES[kind]}>
            {say(`kind.${kind}`)}
          </Link>
          <div className="stamp">{say(`does.${kind}`)}</div>
        </>
      ),
    },
    {
      key: 'count',
      head: say('head.count'),
      numeric: true,
      cell: ({ count }) => <span className="inbox-count">{count}</span>,
    },
    {
      key: 'oldest',
      head: say('head.oldest'),
      numeric: true,
      cell: ({ oldestHours }) => (oldestHours == null ? '—' : showAge(oldestHours * HOUR_MS, language)),
    },
    {
      key: 'overdue',
      head: say('head.overdue'),
      numeric: true,
      cell: ({ overdue, count }) =>
        overdue == null ? (
          <span className="stamp">{say('noTarget')}</span>
        ) : overdue > 0 ? (
          <span className="overdue">{say('overdue', { count: overdue })}</span>
        ) : (
          <Mark kind="good">{say(count === 0 ? 'done' : 'inTime')}</Mark>
        ),
    },
  ];
}
