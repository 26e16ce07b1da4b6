import type { Draft } from './draft';
import { isAllSent } from './working-copy';

/**
 * The server may be out of reach, or refuse what is written: so the browser keeps the draft as long as something of it is
 * not there, with the version it belongs to; of another version nothing is taken.
 */
const keyOf = (id: string): string => `huanpei_draft_${id}`;

interface Kept {
  readonly version: number;
  readonly draft: Draft;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function keep(store: Store, id: string, version: number, draft: Draft, saved: boolean): void {
  if (saved && isAllSent(draft)) {
    store.removeItem(keyOf(id));
    return;
  }
  store.setItem(keyOf(id), JSON.stringify({ version, draft } satisfies Kept));
}

export function recall(store: Store, id: string, version: number): Draft | undefined {
  const text = store.getItem(keyOf(id));
  if (text === null) return undefined;
  const { version: of, draft } = JSON.parse(text) as Kept;
  return of === version ? draft : undefined;
}
