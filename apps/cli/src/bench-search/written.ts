import type { SearchDocument, SearchIndex, SearchKind } from '@huanpei/app';

/** What the indexer of the bench says once it is written. */
export type Written =
  | { readonly put: readonly Pick<SearchDocument, 'kind' | 'id' | 'revision'>[] }
  | { readonly removed: readonly string[]; readonly kind: SearchKind };

/** What it answers to `CPU`. */
export interface Spent {
  /** Processor seconds since it was started. */
  readonly cpuS: number;
}

export const CPU = 'CPU';

/** Says what an index has written, which goes on writing as it did. */
export function tellWritten(index: SearchIndex, tell: (written: Written) => void): void {
  const [put, remove] = [index.put.bind(index), index.remove.bind(index)];
  // With what is urgent as urgent: it is written otherwise.
  index.put = async (documents, options) => {
    await put(documents, options);
    tell({ put: documents.map(({ kind, id, revision }) => ({ kind, id, revision })) });
  };
  index.remove = async (kind, ids, options) => {
    await remove(kind, ids, options);
    tell({ removed: ids, kind });
  };
}

/** Processor seconds of this process since then, or since it was started. */
export function cpuSeconds(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000_000;
}
