import { createClient } from 'graphql-ws';
import { useEffect, useEffectEvent } from 'react';
import { stringifyDocument } from 'urql';
import { NotificationReceivedDocument, type NotificationReceivedSubscription } from '../../generated/notifications';
import { useLanguage } from '../../language/choose';
import { tagOf } from '../../language/i18n';
import { freshAccess } from '../../session/session-fetch';

export type Received = NotificationReceivedSubscription['notificationReceived'];

/** Tells of every notification as it comes, while the page is open. The session's cookie says who listens. */
export function useLiveNotifications(told: (notification: Received) => void): void {
  const { language } = useLanguage();
  const tell = useEffectEvent(told);
  useEffect(() => {
    const { protocol, host } = window.location;
    const client = createClient({
      url: async () => {
        await freshAccess();
        return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`;
      },
      connectionParams: { 'accept-language': tagOf(language) },
      retryAttempts: Infinity,
      shouldRetry: () => true,
    });
    client.subscribe<NotificationReceivedSubscription>(
      { query: stringifyDocument(NotificationReceivedDocument) },
      {
        next: ({ data }) => data && tell(data.notificationReceived),
        // It tries again by itself; what came meanwhile is in the list, which is read anew when it is shown.
        error: () => undefined,
        complete: () => undefined,
      },
    );
    return () => void client.dispose();
  }, [language]);
}
