import { createClient } from 'graphql-ws';
import { useEffect, useEffectEvent, useState } from 'react';
import { stringifyDocument } from 'urql';
import { NotificationReceivedDocument, type NotificationReceivedSubscription } from '../../generated/notifications';
import { useLanguage } from '../../language/choose';
import { tagOf } from '../../language/i18n';
import { accessEnds, EARLY_MS } from '../../session/session-cookie';
import { freshAccess } from '../../session/session-fetch';

export type Received = NotificationReceivedSubscription['notificationReceived'];

/** So long the server may leave a ping unanswered before the connection counts as lost. */
const SILENCE_MS = 15_000;
/** A connection that stands again within this was never missed. */
const NOTICED_MS = 3_000;

/**
 * Tells of every notification as it comes, while the page is open; the session's cookie says who listens. `missed` is
 * called when the connection stands again after it was closed: something may have come meanwhile.
 *
 * @returns whether the connection is lost
 */
export function useLiveNotifications(told: (notification: Received) => void, missed: () => void): boolean {
  const { language } = useLanguage();
  const [lost, setLost] = useState(false);
  const tell = useEffectEvent(told);
  const catchUp = useEffectEvent(missed);
  useEffect(() => {
    const { protocol, host } = window.location;
    let ended = false;
    let noticed: number | undefined;
    let renewal: number | undefined;
    let silence: number | undefined;
    const client = createClient({
      url: async () => {
        await freshAccess();
        return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`;
      },
      connectionParams: { 'accept-language': tagOf(language) },
      retryAttempts: Infinity,
      shouldRetry: () => true,
      keepAlive: SILENCE_MS,
      on: {
        connected: (_socket, _payload, again) => {
          window.clearTimeout(noticed);
          noticed = undefined;
          setLost(false);
          // The server tells nothing to an access that has ended: the next one begins on a connection of its own.
          const ends = accessEnds(document.cookie);
          if (ends !== undefined) renewal = window.setTimeout(() => client.terminate(), renewalIn(ends, Date.now()));
          if (again) catchUp();
        },
        closed: () => {
          for (const timer of [renewal, silence]) window.clearTimeout(timer);
          // Every try that fails is closed too; the first of them counts.
          if (!ended) noticed ??= window.setTimeout(() => setLost(true), NOTICED_MS);
        },
        ping: (received) => {
          if (!received) silence = window.setTimeout(() => client.terminate(), SILENCE_MS);
        },
        pong: (received) => {
          if (received) window.clearTimeout(silence);
        },
      },
    });
    client.subscribe<NotificationReceivedSubscription>(
      { query: stringifyDocument(NotificationReceivedDocument) },
      {
        next: ({ data }) => data && tell(data.notificationReceived),
        // It tries again by itself; meanwhile `lost` says so and messages are asked for (`useTold`).
        error: () => undefined,
        complete: () => undefined,
      },
    );
    return () => {
      ended = true;
      for (const timer of [noticed, renewal, silence]) window.clearTimeout(timer);
      void client.dispose();
    };
  }, [language]);
  return lost;
}

/** When to begin anew, in milliseconds: once the access is due, and never at once. */
export const renewalIn = (ends: number, now: number): number => Math.max(ends - EARLY_MS - now + 1_000, NOTICED_MS);
