import type { ReactNode } from 'react';
import type { OperationsQuery } from '../../generated/operations';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { showAge } from '../operator/ages';
import { ListTable, type Column } from '../operator/list-table';
import { texts as shared } from '../operator/texts';
import { useClock } from '../operator/use-clock';
import { DeadJobs } from './dead-jobs';
import { JobName } from './job-name';
import { givenUpOf, isOld, showBytes, showMs } from './staleness';
import { texts } from './texts';
import { useOperations } from './use-operations';
import './operations.css';
import '../operator/operator.css';

type Operations = OperationsQuery['operations'];
type Queue = NonNullable<Operations['queues']>[number];

/** How the system does, kept up while it is looked at, and said when it cannot be. */
export function OperationsPage() {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { language } = useLanguage();
  const now = useClock(1_000);
  const { data, readMs, error, again } = useOperations();
  useTitle(say('title'));
  if (!data) return error === undefined ? <Loading rows={12} /> : <Failed error={error} retry={again} />;
  const { operations, deadJobs } = data;
  return (
    <>
      <div className="page-head">
        <h1>{say('title')}</h1>
        <span className="operations-asof">
          <span className="stamp numbers">{say('asOf', { when: showInstant(operations.asOf, language) })}</span>
          <Button small onClick={again}>
            {common('refresh')}
          </Button>
        </span>
      </div>
      <p className="lede">{say('lede')}</p>
      {error !== undefined || isOld(readMs, now) ? (
        <Notice
          kind="warning"
          title={say('old', {
            when: readMs === undefined ? '' : showInstant(new Date(readMs).toISOString(), language),
            message: error ?? '',
          })}
        />
      ) : null}
      {deadJobs.length > 0 ? (
        <Notice kind="warning" title={say('deadSays', { count: deadJobs.length })}>
          <a href="#dead-jobs">{say('toDead')}</a>
        </Notice>
      ) : null}
      <Parts operations={operations} />
      <Queues operations={operations} now={now} />
      <div className="operations-columns">
        <Search search={operations.search} givenUp={givenUpOf(operations.queues ?? [])} />
        <Market market={operations.market} />
        <Delivery delivery={operations.delivery} />
      </div>
      <DeadJobs jobs={deadJobs} retried={again} />
    </>
  );
}

function Parts({ operations }: { readonly operations: Operations }) {
  const say = useTexts(texts);
  const { ok, parts } = operations;
  return (
    <section className="panel" aria-label={say('parts')}>
      <h2>
        <Mark kind={ok ? 'good' : 'bad'}>{say(ok ? 'ok' : 'notOk')}</Mark>
      </h2>
      <ul className="operations-parts">
        {parts.map((one) => (
          <li key={one.part}>
            <span>{nameOf(one.part, texts.zh.part, (key) => say(`part.${key}`))}</span>{' '}
            <Mark kind={one.ok ? 'good' : 'bad'}>{say(one.ok ? 'works' : 'faulty')}</Mark>
            {one.fault ? <code>{one.fault}</code> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a code is called; one that nobody has named stands as it is. */
function nameOf<K extends string>(code: string, names: Readonly<Record<K, string>>, say: (key: K) => string): string {
  return code in names ? say(code as K) : code;
}

function Queues({ operations, now }: { readonly operations: Operations; readonly now: number }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const { queues, outbox, oldestOutboxMs } = operations;
  const count = (key: 'outbox' | 'waiting' | 'active' | 'delayed'): Column<Queue> => ({
    key,
    head: say(key),
    numeric: true,
    hush: (row) => row[key] === 0,
    cell: (row) => (row[key] === 0 ? <span className="stamp">0</span> : row[key]),
  });
  const columns: readonly Column<Queue>[] = [
    { key: 'job', head: say('job'), cell: ({ job }) => <JobName job={job} /> },
    count('waiting'),
    count('active'),
    count('delayed'),
    count('outbox'),
    {
      key: 'failed',
      head: say('failed'),
      numeric: true,
      hush: ({ failed }) => failed === 0,
      cell: ({ failed }) => (failed > 0 ? <span className="overdue">{failed}</span> : <span className="stamp">0</span>),
    },
    {
      key: 'oldest',
      head: say('oldest'),
      numeric: true,
      hush: ({ oldestWaitingAt }) => !oldestWaitingAt,
      cell: ({ oldestWaitingAt }) =>
        oldestWaitingAt ? showAge(now - Date.parse(oldestWaitingAt), language) : say('none'),
    },
  ];
  return (
    <section>
      <h2>{say('queues')}</h2>
      {outbox ? (
        <p className="numbers">{say('outboxSays', { count: outbox, age: showMs(oldestOutboxMs ?? 0, language) })}</p>
      ) : null}
      {queues ? (
        <ListTable caption={say('queues')} columns={columns} rows={queues} keyOf={({ job }) => job} />
      ) : (
        <Notice kind="warning" title={say('queuesUnknown')} />
      )}
    </section>
  );
}

type Pair = readonly [term: string, value: ReactNode];

function Pairs({ title, pairs }: { readonly title: string; readonly pairs: readonly Pair[] }) {
  return (
    <section className="panel">
      <h2>{title}</h2>
      <dl className="pairs numbers">
        {pairs.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const given = (value: string | number | null | undefined): boolean => value !== null && value !== undefined;

function Search({ search, givenUp }: { readonly search: Operations['search']; readonly givenUp: number }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const ms = (value: number | null | undefined): string => (value == null ? say('none') : showMs(value, language));
  const { state, because, fault, rebuiltOf } = search;
  return (
    <Pairs
      title={say('search')}
      pairs={[
        [say('backend'), search.backend],
        [say('answering'), search.answering ?? say('none')],
        ...(because
          ? [[say('because'), nameOf(because, texts.zh.detour, (key) => say(`detour.${key}`))] as const]
          : []),
        [
          say('state'),
          state ? (
            <Mark kind={state === 'WHOLE' && givenUp === 0 ? 'good' : 'notice'}>
              {nameOf(state, texts.zh.searchState, (key) => say(`searchState.${key}`))}
            </Mark>
          ) : (
            say('none')
          ),
        ],
        ...(given(rebuiltOf) ? [[say('rebuilt'), `${search.rebuilt ?? 0} / ${rebuiltOf}`] as const] : []),
        [say('searchWaiting'), search.waiting ?? say('none')],
        ...(givenUp > 0
          ? [
              [
                say('givenUp'),
                <a key="givenUp" href="#dead-jobs" className="overdue">
                  {givenUp}
                </a>,
              ] as const,
            ]
          : []),
        ...(given(search.owed) ? [[say('owed'), search.owed] as const] : []),
        ...(given(search.serverBacklog) ? [[say('serverBacklog'), search.serverBacklog] as const] : []),
        ...(given(search.serverLagMs) ? [[say('serverLag'), ms(search.serverLagMs)] as const] : []),
        [say('lag'), `${ms(search.lagP50Ms)} / ${ms(search.lagP95Ms)}`],
        ...(fault ? [[say('fault'), <code key="fault">{fault}</code>] as const] : []),
      ]}
    />
  );
}

function Market({ market }: { readonly market: Operations['market'] }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const number = (value: number | null | undefined): string =>
    value == null ? say('none') : value.toLocaleString(language === 'en' ? 'en-GB' : 'zh-CN');
  const { state, fault, bytes, rebuilding } = market;
  return (
    <Pairs
      title={say('market')}
      pairs={[
        [
          say('state'),
          state ? (
            <Mark kind={state === 'READY' ? 'good' : 'notice'}>
              {nameOf(state, texts.zh.marketState, (key) => say(`marketState.${key}`))}
            </Mark>
          ) : (
            say('none')
          ),
        ],
        [say('behind'), number(market.lag)],
        [say('position'), number(market.position)],
        [say('offers'), number(market.offers)],
        [say('memory'), bytes == null ? say('none') : showBytes(bytes)],
        [say('rebuilding'), rebuilding == null ? say('none') : say(rebuilding ? 'yes' : 'no')],
        ...(fault ? [[say('fault'), <code key="fault">{fault}</code>] as const] : []),
      ]}
    />
  );
}

function Delivery({ delivery }: { readonly delivery: Operations['delivery'] }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  if (!delivery)
    return (
      <section className="panel">
        <h2>{say('delivery')}</h2>
        <p>{say('deliveryUnknown')}</p>
      </section>
    );
  const since = (when: string | null | undefined): string =>
    when ? ` ${say('since', { when: showInstant(when, language) })}` : '';
  const { disabledWebhooks } = delivery;
  return (
    <Pairs
      title={say('delivery')}
      pairs={[
        [say('dueItems'), delivery.dueItems],
        [say('mails'), `${delivery.mails}${since(delivery.oldestMailAt)}`],
        [say('webhookDeliveries'), `${delivery.webhookDeliveries}${since(delivery.oldestDeliveryAt)}`],
        [
          say('disabledWebhooks'),
          disabledWebhooks > 0 ? <span className="overdue">{disabledWebhooks}</span> : disabledWebhooks,
        ],
      ]}
    />
  );
}
