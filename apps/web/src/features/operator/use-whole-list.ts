import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useState } from 'react';
import { useClient, type AnyVariables, type CombinedError } from 'urql';

interface Connection<T> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly edges: readonly { readonly node: T }[];
}

/** The most that is read of one list; beyond it the page says that there is more. */
export const MOST_ROWS = 500;
const AT_ONCE = 100;

export interface WholeList<T> {
  /** Undefined until it has been read; what was read before stays while it is read again. */
  readonly rows: readonly T[] | undefined;
  readonly total: number;
  readonly error: CombinedError | undefined;
  readonly again: () => void;
}

/**
 * Reads a list of the server to its end, so that it can be sorted and filtered here: what waits for operators is short.
 * Always asked anew, since colleagues work on the same lists.
 */
export function useWholeList<D, V extends AnyVariables, T>(
  document: TypedDocumentNode<D, V>,
  variables: Omit<V, 'first' | 'after'>,
  listOf: (data: D) => Connection<T>,
  { atOnce = AT_ONCE, most = MOST_ROWS }: { readonly atOnce?: number; readonly most?: number } = {},
): WholeList<T> {
  const client = useClient();
  const [turn, setTurn] = useState(0);
  const [known, setKnown] = useState<{ readonly of: string; readonly rows: readonly T[]; readonly total: number }>();
  const [error, setError] = useState<CombinedError>();
  const asked = JSON.stringify(variables);

  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      const rows: T[] = [];
      let after: string | null = null;
      for (;;) {
        const page = { ...(JSON.parse(asked) as object), first: atOnce, after } as unknown as V;
        const { data, error: fault } = await client
          .query(document, page, { requestPolicy: 'network-only' })
          .toPromise();
        if (gone) return;
        if (!data) return setError(fault);
        const { edges, pageInfo, totalCount } = listOf(data);
        rows.push(...edges.map(({ node }) => node));
        after = pageInfo.endCursor ?? null;
        if (!pageInfo.hasNextPage || after === null || rows.length >= most) {
          setError(undefined);
          return setKnown({ of: asked, rows, total: totalCount });
        }
      }
    };
    void read();
    return () => {
      gone = true;
    };
    // The caller writes `listOf` in place; it depends on nothing.
  }, [client, document, asked, turn, atOnce, most]);

  const again = useCallback(() => setTurn((before) => before + 1), []);
  const mine = known?.of === asked ? known : undefined;
  return { rows: mine?.rows, total: mine?.total ?? 0, error, again };
}
