import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { OperationsDocument, type OperationsQuery } from '../../generated/operations';
import { serverWords } from '../../ui/server-words';
import { ASK_EVERY_MS } from './staleness';

interface Watched {
  readonly data: OperationsQuery | undefined;
  /** When the data were read, by this browser's clock. */
  readonly readMs: number | undefined;
  /** Why the last reading failed. */
  readonly error: string | undefined;
  readonly again: () => void;
}

/** Reads how the system does every few seconds while the page is looked at; one reading at a time. */
export function useOperations(): Watched {
  const client = useClient();
  const { t } = useTranslation();
  const [data, setData] = useState<OperationsQuery>();
  const [readMs, setReadMs] = useState<number>();
  const [error, setError] = useState<string>();
  const reading = useRef(false);
  const gone = useRef(false);
  const read = useCallback(async (): Promise<void> => {
    if (reading.current) return;
    reading.current = true;
    const answer = await client.query(OperationsDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    reading.current = false;
    if (gone.current) return;
    if (answer.data) {
      setData(answer.data);
      setReadMs(Date.now());
      setError(undefined);
    } else setError(serverWords(answer.error, t('unreachable')));
  }, [client, t]);
  useEffect(() => {
    gone.current = false;
    const look = (): void => {
      if (document.visibilityState === 'visible') void read();
    };
    look();
    const timer = setInterval(look, ASK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      gone.current = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [read]);
  return { data, readMs, error, again: useCallback(() => void read(), [read]) };
}
