import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, type AnyVariables } from 'urql';
import { serverWords } from '../../ui/server-words';

/** Why the server said no, every reason in the reader's language. */
export interface Refused {
  readonly reasons: readonly { readonly code?: string; readonly field?: string | null; readonly message: string }[];
}
type Answer = { readonly __typename: string };
/** What a mutation answers when it was not refused. */
type Done<A extends Answer> = Exclude<A, { readonly __typename: 'Refusal' }>;

export interface Act<A extends Answer, V> {
  /** Answers what was done, or undefined when it was refused or failed; why is then in `refused`. */
  readonly act: (variables: V) => Promise<Done<A> | undefined>;
  readonly waiting: boolean;
  readonly refused: Refused | undefined;
  readonly forget: () => void;
}

/**
 * Does something on the server that may be refused. `answerOf` takes the union out of the data. The document must ask for
 * `__typename` and, of a refusal, `reasons { field message }`, with `code` where the page acts on it.
 */
export function useAct<D, V extends AnyVariables, A extends Answer>(
  document: TypedDocumentNode<D, V>,
  answerOf: (data: D) => A,
): Act<A, V> {
  const client = useClient();
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const act = useCallback(
    async (variables: V) => {
      setWaiting(true);
      const { data, error } = await client.mutation(document, variables).toPromise();
      setWaiting(false);
      if (!data) {
        setRefused({ reasons: [{ message: serverWords(error, t('unreachable')) }] });
        return undefined;
      }
      const answer = answerOf(data);
      if (answer.__typename === 'Refusal') {
        setRefused(answer as unknown as Refused);
        return undefined;
      }
      setRefused(undefined);
      return answer as Done<A>;
    },
    // The caller writes `answerOf` in place; it depends on nothing.
    [client, document, t],
  );
  return { act, waiting, refused, forget: useCallback(() => setRefused(undefined), []) };
}
