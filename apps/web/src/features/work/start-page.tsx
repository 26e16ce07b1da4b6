import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery, type CombinedError } from 'urql';
import type { OrganisationKind } from '../../generated/schema';
import {
  OverviewInboxDocument,
  OverviewListingsDocument,
  OverviewNotificationsDocument,
  OverviewOpportunitiesDocument,
  OverviewTendersDocument,
  type TenderHeadFragment,
} from '../../generated/work';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { tenderPath } from '../../ui/paths';
import { Failed, Loading } from '../../ui/states';
import { useDaysLeft } from '../../ui/use-days-left';
import { useName } from '../../ui/use-name';
import { useNow } from '../../ui/use-now';
import { useTitle } from '../../ui/use-title';
import { QUEUES } from '../inbox/queues';
import { texts as inboxTexts } from '../inbox/texts';
import { useWhenTold } from '../notifications/use-when-told';
import { useWholeList } from '../operator/use-whole-list';
import { countClose, nearest, some, waitingListings } from './overview';
import { texts } from './texts';

/** Where a member arrives: what waits, what ends soon, and what was told last. */
export function StartPage() {
  const say = useTexts(texts);
  const name = useName();
  const { session } = useSession();
  useTitle(say('start'));
  if (session.is !== 'MEMBER') return null;
  const { member, organisation, unread } = session.viewer;
  const Own = OWN[organisation.kind];
  return (
    <>
      <h1>{say('hello', { name: member.name })}</h1>
      <p className="lede">{name(organisation.name)}</p>
      <Own />
      <News unread={unread} />
    </>
  );
}

const OWN: Readonly<Record<OrganisationKind, () => ReactNode>> = {
  SUPPLIER: ForSupplier,
  BUYER: ForBuyer,
  OPERATOR: ForOperator,
};

interface Line {
  readonly to: string;
  readonly says: string;
  readonly count: number;
  readonly also?: ReactNode;
}

function Section({
  title,
  error,
  retry,
  waiting,
  children,
}: {
  readonly title: string;
  readonly error?: CombinedError | undefined;
  readonly retry: () => void;
  readonly waiting: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className="panel">
      <h2>{title}</h2>
      {error ? <Failed error={error} retry={retry} /> : waiting ? <Loading /> : children}
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const say = useTexts(texts);
  if (lines.length === 0) return <p>{say('waitsNothing')}</p>;
  return (
    <ul className="overview-list">
      {lines.map(({ to, says, count, also }) => (
        <li key={says}>
          <Link to={to}>{says}</Link>
          {also}
          <span className="overview-count numbers">{count}</span>
        </li>
      ))}
    </ul>
  );
}

function Deadlines({ tenders }: { readonly tenders: readonly TenderHeadFragment[] }) {
  const say = useTexts(texts);
  const rows = nearest(tenders, useNow());
  if (rows.length === 0) return <p>{say('deadlinesNone')}</p>;
  return (
    <ul className="overview-list">
      {rows.map((tender) => (
        <Deadline key={tender.id} tender={tender} />
      ))}
    </ul>
  );
}

function Deadline({ tender }: { readonly tender: TenderHeadFragment }) {
  const { i18n } = useTranslation();
  const name = useName();
  const left = useDaysLeft(tender.deadline);
  return (
    <li>
      <Link to={tenderPath(tender.id)}>{name(tender.title)}</Link>
      {tender.deadline ? (
        <time className="stamp numbers" dateTime={tender.deadline}>
          {showInstant(tender.deadline, i18n.language)}
        </time>
      ) : null}
      {left ? <span className={left.near ? 'numbers overview-near' : 'numbers'}>{left.says}</span> : null}
    </li>
  );
}

function NotWhole({ counted, total }: { readonly counted: number; readonly total: number }) {
  const say = useTexts(texts);
  return counted < total ? <p className="stamp">{say('notWhole', { count: counted })}</p> : null;
}

function ForSupplier() {
  const say = useTexts(texts);
  const listings = useWholeList(OverviewListingsDocument, {}, ({ myListings }) => myListings);
  const [result, ask] = useQuery({ query: OverviewOpportunitiesDocument, requestPolicy: 'cache-and-network' });
  const opportunities = result.data?.tendersForMe;
  const askAgain = () => ask({ requestPolicy: 'network-only' });
  const close = some([
    { key: 'FITS', count: countClose(opportunities ?? [], 'FITS') },
    { key: 'ONE_FIGURE_MISSING', count: countClose(opportunities ?? [], 'ONE_FIGURE_MISSING') },
  ] as const);
  return (
    <>
      <Section
        title={say('waits')}
        error={listings.error ?? result.error}
        retry={() => {
          listings.again();
          askAgain();
        }}
        waiting={!listings.rows || !opportunities}
      >
        <Lines
          lines={[
            ...waitingListings(listings.rows ?? []).map(({ key, count }) => ({
              to: '/work/listings',
              says: say(`listings.${key}`),
              count,
            })),
            ...close.map(({ key, count }) => ({
              to: `/work/opportunities?closeness=${key}`,
              says: say(key === 'FITS' ? 'fits' : 'oneMissing'),
              count,
            })),
          ]}
        />
        <NotWhole counted={listings.rows?.length ?? 0} total={listings.total} />
      </Section>
      <Section title={say('deadlines')} error={result.error} retry={askAgain} waiting={!opportunities}>
        <Deadlines tenders={(opportunities ?? []).map(({ tender }) => tender)} />
      </Section>
    </>
  );
}

const TENDER_STATES = ['DRAFT', 'CLOSED', 'PUBLISHED'] as const;

function ForBuyer() {
  const say = useTexts(texts);
  const { rows, total, error, again } = useWholeList(OverviewTendersDocument, {}, ({ myTenders }) => myTenders);
  const counts = some(
    TENDER_STATES.map((key) => ({ key, count: (rows ?? []).filter(({ state }) => state === key).length })),
  );
  return (
    <>
      <Section title={say('waits')} error={error} retry={again} waiting={!rows}>
        <Lines
          lines={counts.map(({ key, count }) => ({
            to: `/work/tenders?state=${key}`,
            says: say(`tenders.${key}`),
            count,
          }))}
        />
        <NotWhole counted={rows?.length ?? 0} total={total} />
      </Section>
      <Section title={say('deadlines')} error={error} retry={again} waiting={!rows}>
        <Deadlines tenders={(rows ?? []).filter(({ state }) => state === 'PUBLISHED')} />
      </Section>
    </>
  );
}

function ForOperator() {
  const say = useTexts(texts);
  const inbox = useTexts(inboxTexts);
  const [result, ask] = useQuery({ query: OverviewInboxDocument, requestPolicy: 'cache-and-network' });
  const rows = result.data?.reviewInbox.rows;
  return (
    <Section
      title={say('waits')}
      error={result.error}
      retry={() => ask({ requestPolicy: 'network-only' })}
      waiting={!rows}
    >
      <Lines
        lines={(rows ?? [])
          .filter(({ count }) => count > 0)
          .map(({ kind, count, overdue }) => ({
            to: QUEUES[kind],
            says: inbox(`kind.${kind}`),
            count,
            also: overdue ? <span className="overview-near">{say('overdue', { count: overdue })}</span> : null,
          }))}
      />
    </Section>
  );
}

function News({ unread }: { readonly unread: number }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const [result, ask] = useQuery({ query: OverviewNotificationsDocument, requestPolicy: 'cache-and-network' });
  useWhenTold(() => ask({ requestPolicy: 'network-only' }));
  const rows = result.data?.notifications.edges.map(({ node }) => node);
  return (
    <Section
      title={say('news')}
      error={result.error}
      retry={() => ask({ requestPolicy: 'network-only' })}
      waiting={!rows}
    >
      {rows?.length === 0 ? <p>{say('newsNone')}</p> : null}
      <ul className="overview-list">
        {(rows ?? []).map(({ id, says, createdAt, readAt }) => (
          <li key={id}>
            <Link to="/work/notifications">{says}</Link>
            {readAt ? null : <Mark kind="info">{say('newsUnread')}</Mark>}
            <time className="stamp numbers" dateTime={createdAt}>
              {showInstant(createdAt, i18n.language)}
            </time>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/work/notifications">{say('newsAll')}</Link>
        {unread > 0 ? (
          <>
            {' · '}
            <Link to="/work/notifications?unread=1">{say('newsUnreadAll', { count: unread })}</Link>
          </>
        ) : null}
      </p>
    </Section>
  );
}
