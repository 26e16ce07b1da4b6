import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { NotificationsDocument } from '../../generated/notifications';
import { useSession } from '../../session/session';
import { usePoll } from '../work/use-poll';
import { useLiveNotifications } from './live';
import { newSince } from './new-since';

/** How often one asks while nothing is told live. */
export const ASK_EVERY_S = 20;
/** Of what came meanwhile so much is shown; the count of the unread holds all. */
const MOST_SHOWN = 5;

/** `ASKING`: not live, but messages come as the server is asked. `LOST`: the server does not answer either. */
export type Hearing = 'LIVE' | 'ASKING' | 'LOST';
interface Message {
  readonly id: string;
  readonly says: string;
}

/** Tells of each message once: as it comes while the connection stands, otherwise by asking again and again. */
export function useTold(tell: (message: Message) => void): Hearing {
  const client = useClient();
  const { again } = useSession();
  const [answers, setAnswers] = useState(false);
  /** The newest message that was there or told; null where there is none, undefined before one knows. */
  const newest = useRef<string | null>(undefined);
  const told = useRef(tell);
  useEffect(() => {
    told.current = tell;
  });
  const ask = useCallback(async (): Promise<void> => {
    const variables = { first: MOST_SHOWN, after: null, unreadOnly: false };
    const { data } = await client
      .query(NotificationsDocument, variables, { requestPolicy: 'network-only' })
      .toPromise();
    setAnswers(data !== undefined);
    if (!data) return;
    const rows = data.notifications.edges.map(({ node }) => node);
    const came = newSince(rows, newest.current);
    newest.current = rows[0]?.id ?? null;
    for (const message of came) told.current(message);
    if (came.length > 0) again();
  }, [client, again]);
  const lost = useLiveNotifications(
    (message) => {
      newest.current = message.id;
      told.current(message);
      again();
    },
    () => {
      again();
      void ask();
    },
  );
  // At first, to know what is there already; once more when the connection is lost.
  useEffect(() => void ask(), [ask, lost]);
  const poll = useCallback(() => void ask(), [ask]);
  usePoll(lost, ASK_EVERY_S * 1_000, poll);
  if (!lost) return 'LIVE';
  return answers ? 'ASKING' : 'LOST';
}
