import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import {
  RedeliverWebhookDocument,
  WebhookDeliveriesDocument,
  type DeliveryRowFragment,
} from '../../generated/integrations';
import type { DeliveryState } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark, type MarkKind } from '../../ui/mark';
import { Empty, Failed, Loading } from '../../ui/states';
import { CardTable } from '../work/card-table';
import { PagesPager, usePages } from '../work/pages';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { usePoll } from '../work/use-poll';
import { kindOfEvent } from './choices';
import { texts } from './texts';

const PAGE = 20;
const MARKS: Readonly<Record<DeliveryState, MarkKind>> = { DELIVERED: 'good', FAILED: 'bad', PENDING: 'info' };

/** What was posted to an endpoint or is to be, with the answer to every attempt. */
export function DeliveryLog({
  webhookId,
  url,
  verified,
}: {
  readonly webhookId: string;
  readonly url: string;
  readonly verified: boolean;
}) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const { message } = App.useApp();
  const pages = usePages();
  const [result, ask] = useQuery({
    query: WebhookDeliveriesDocument,
    variables: { webhookId, first: PAGE, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const redeliver = useAct(RedeliverWebhookDocument, ({ redeliverWebhook }) => redeliverWebhook);
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const answer = result.data?.webhookDeliveries;
  const rows = answer?.edges.map(({ node }) => node) ?? [];
  usePoll(
    rows.some(({ state }) => state === 'PENDING'),
    3_000,
    again,
  );
  const time = (iso: string) => showInstant(iso, i18n.language);
  if (result.error && !answer) return <Failed error={result.error} retry={again} />;
  if (!answer) return <Loading rows={3} />;
  if (rows.length === 0) return <Empty text={say('deliveries.none')} />;
  return (
    <section aria-label={`${say('hooks.log')} ${url}`}>
      <RefusalNotice refused={redeliver.refused} title={say('refused')} />
      <p className="stamp">{say('deliveries.total', { count: answer.totalCount })}</p>
      <CardTable<DeliveryRowFragment>
        rowKey="id"
        dataSource={rows}
        columns={[
          {
            title: say('deliveries.event'),
            render: (_, { type, notification, eventId }) => {
              const kind = kindOfEvent(type);
              return (
                <div className="integration-cell">
                  {kind ? say(`kinds.${kind}`) : type === 'webhook.test' ? say('deliveries.test') : type}
                  {notification ? <div className="stamp">{notification.says}</div> : null}
                  <div className="stamp">
                    {say('deliveries.id')} <span className="fingerprint">{eventId}</span>
                  </div>
                </div>
              );
            },
          },
          {
            title: say('deliveries.created'),
            render: (_, { createdAt }) => <span className="numbers">{time(createdAt)}</span>,
          },
          {
            title: say('state'),
            render: (_, { state, nextTryAt }) => (
              <>
                <Mark kind={MARKS[state]}>{say(`deliveries.states.${state}`)}</Mark>
                {nextTryAt ? (
                  <div className="stamp numbers">{say('deliveries.next', { time: time(nextTryAt) })}</div>
                ) : null}
              </>
            ),
          },
          {
            title: say('deliveries.answers'),
            render: (_, { log }) =>
              log.length === 0 ? (
                '—'
              ) : (
                <div className="integration-cell">
                  <Attempts log={log} />
                </div>
              ),
          },
          ...(verified
            ? [
                {
                  title: say('actions'),
                  key: 'act',
                  render: (_: unknown, { id }: DeliveryRowFragment) => (
                    <Button
                      small
                      disabled={redeliver.waiting}
                      onClick={async () => {
                        if (!(await redeliver.act({ id }))) return;
                        void message.success(say('deliveries.resent'));
                        again();
                      }}
                    >
                      {say('deliveries.again')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <PagesPager pages={pages} size={PAGE} shown={rows.length} total={answer.totalCount} pageInfo={answer.pageInfo} />
    </section>
  );
}

/** The latest attempt in sight, those before it to be opened. What an endpoint answers is text of a stranger. */
function Attempts({ log }: { readonly log: DeliveryRowFragment['log'] }) {
  const say = useTexts(texts);
  const latest = log.at(-1);
  if (!latest) return null;
  return (
    <>
      <AttemptLine attempt={latest} />
      <details>
        <summary>
          {say('deliveries.all')} <span className="numbers">{log.length}</span>
        </summary>
        <ol className="attempts">
          {log.map((attempt) => (
            <li key={attempt.number}>
              <AttemptLine attempt={attempt} />
              {attempt.answer ? <pre>{attempt.answer}</pre> : <div className="stamp">{say('deliveries.noAnswer')}</div>}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function AttemptLine({ attempt }: { readonly attempt: DeliveryRowFragment['log'][number] }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const { number, at, statusCode, fault, durationMs } = attempt;
  return (
    <div>
      <span className="numbers">
        {[
          say('deliveries.attempt', { number }),
          ...(statusCode ? [say('deliveries.status', { code: statusCode })] : []),
          say('deliveries.took', { ms: durationMs }),
        ].join(' · ')}
      </span>
      {fault ? <div className="fault">{say(`faults.${fault}`)}</div> : null}
      <div className="stamp numbers">{showInstant(at, i18n.language)}</div>
    </div>
  );
}
