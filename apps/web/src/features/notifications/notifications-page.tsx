import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { MarkReadDocument, NotificationsDocument, type NotificationRowFragment } from '../../generated/notifications';
import type { Closeness } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Button, Checkbox, LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark, type MarkKind } from '../../ui/mark';
import { listingPath, savedSearchPath, tenderPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { QUEUES } from '../inbox/queues';
import { texts } from './texts';
import { useWhenTold } from './use-when-told';
import './notifications.css';

const PAGE = 20;
const MARK_OF: Readonly<Record<Closeness, MarkKind>> = {
  FITS: 'good',
  ONE_FIGURE_MISSING: 'notice',
  NEAR_MISS: 'bad',
};

/** Everything the organisation was told, newest first, each with its reason and where it leads. */
export function NotificationsPage() {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { again } = useSession();
  const [address, setAddress] = useSearchParams();
  const unreadOnly = address.get('unread') === '1';
  const [shown, setShown] = useState(PAGE);
  const [result, ask] = useQuery({
    query: NotificationsDocument,
    variables: { first: shown, after: null, unreadOnly },
    requestPolicy: 'cache-and-network',
  });
  useWhenTold(() => ask({ requestPolicy: 'network-only' }));
  const [, mark] = useMutation(MarkReadDocument);
  const read = async (ids: string[] | null) => {
    await mark({ ids });
    ask({ requestPolicy: 'network-only' });
    again();
  };
  useTitle(say('title'));
  const answer = result.data?.notifications;
  const rows = answer?.edges.map(({ node }) => node) ?? [];
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      <div className="tools">
        <Checkbox checked={unreadOnly} onChange={(only) => setAddress(only ? { unread: '1' } : {})}>
          {say('unreadOnly')}
        </Checkbox>
        <Button small disabled={!rows.some(({ readAt }) => !readAt)} onClick={() => void read(null)}>
          {say('markAll')}
        </Button>
      </div>
      {result.error ? (
        <Failed error={result.error} retry={() => ask({ requestPolicy: 'network-only' })} />
      ) : !answer ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty text={say(unreadOnly ? 'noneUnread' : 'none')}>
          <p>{say('noneHint')}</p>
        </Empty>
      ) : (
        <ul className="cards" aria-busy={result.fetching}>
          {rows.map((row) => (
            <Notification key={row.id} row={row} read={() => void read([row.id])} />
          ))}
        </ul>
      )}
      {answer?.pageInfo.hasNextPage ? (
        <Button className="more" onClick={() => setShown(shown + PAGE)}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function Notification({ row, read }: { readonly row: NotificationRowFragment; readonly read: () => void }) {
  const say = useTexts(texts);
  const { t, i18n } = useTranslation();
  const name = useName();
  return (
    <li className={row.readAt ? 'card' : 'card unread'}>
      <div className="notification-head">
        {row.readAt ? null : <Mark kind="info">{say('unread')}</Mark>}
        <time className="stamp numbers" dateTime={row.createdAt}>
          {showInstant(row.createdAt, i18n.language)}
        </time>
      </div>
      <p className="notification-says">{row.says}</p>
      {row.matches.length > 0 ? (
        <ul className="says">
          {row.matches.map((match) => (
            <li key={`${match.lotId} ${match.listingId}`}>
              <Mark kind={MARK_OF[match.closeness]}>{say(`closeness.${match.closeness}`)}</Mark>
              <span>
                {match.listing ? (
                  <Link to={listingPath(match.listing.id)}>{name(match.listing.name)}</Link>
                ) : (
                  match.listingId
                )}
                {match.obstacle || match.tightest ? (
                  <>
                    {t('colon')}
                    {(match.obstacle ?? match.tightest)?.says}
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <SavedSearchFinds row={row} />
      {row.expiry ? (
        <ul className="says">
          {row.expiry.items.map((item, at) => (
            <li key={at}>
              <span>{item.says}</span>
              <span className="stamp">{say('lastDay', { day: item.lastDay })}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="tools">
        {row.kind === 'TAILORING_SUSPECTED' ? (
          <LinkButton small to={QUEUES.TAILORING_WARNING}>
            {say('toAttention')}
          </LinkButton>
        ) : null}
        {row.tender ? (
          <LinkButton small to={tenderPath(row.tender.id)}>
            {say('toTender')}
          </LinkButton>
        ) : null}
        {row.listing ? (
          <LinkButton small to={listingPath(row.listing.id)}>
            {say('toListing')}
          </LinkButton>
        ) : null}
        {row.readAt ? null : (
          <Button small kind="link" onClick={read}>
            {say('markOne')}
          </Button>
        )}
      </div>
    </li>
  );
}

function SavedSearchFinds({ row: { savedSearch } }: { readonly row: NotificationRowFragment }) {
  const say = useTexts(texts);
  const name = useName();
  if (!savedSearch) return null;
  return (
    <>
      <ul className="says">
        {savedSearch.found.map(({ id, kind, title, match }) => (
          <li key={id}>
            {match?.closeness ? (
              <Mark kind={MARK_OF[match.closeness]}>{say(`closeness.${match.closeness}`)}</Mark>
            ) : null}
            <Link to={kind === 'TENDER' ? tenderPath(id) : listingPath(id)}>{name(title)}</Link>
          </li>
        ))}
        {savedSearch.further > 0 ? <li>{say('further', { count: savedSearch.further })}</li> : null}
      </ul>
      <LinkButton small kind="link" to={savedSearchPath(savedSearch.searchId)}>
        {say('toSearch')}
      </LinkButton>
    </>
  );
}
