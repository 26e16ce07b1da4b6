import { useCallback, useSyncExternalStore } from 'react';
import { MOST, toggled } from './chosen';

const KEY = 'huanpei_compare';
const NONE: readonly string[] = [];
const listeners = new Set<() => void>();
let kept: { readonly text: string; readonly ids: readonly string[] } = { text: '', ids: NONE };

/** What was written; anything else than a list of ids is nothing. */
export function readPicked(text: string | null): readonly string[] {
  if (text === null || text === '') return NONE;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value) || !value.every((id) => typeof id === 'string')) return NONE;
    return (value as string[]).slice(0, MOST);
  } catch {
    // Another version of these pages, or a person, wrote something else there.
    return NONE;
  }
}

function current(): readonly string[] {
  const text = window.sessionStorage.getItem(KEY) ?? '';
  // The same list as long as nothing changes, or React would draw without end.
  if (text !== kept.text) kept = { text, ids: readPicked(text) };
  return kept.ids;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function write(ids: readonly string[]): void {
  window.sessionStorage.setItem(KEY, JSON.stringify(ids));
  for (const listener of listeners) listener();
}

export interface Picked {
  readonly picked: readonly string[];
  /** Picks a listing or puts it back. */
  readonly pick: (id: string) => void;
  readonly clear: () => void;
}

/** The listings picked for a comparison, from page to page until the tab is closed. */
export function usePicked(): Picked {
  const picked = useSyncExternalStore(subscribe, current, () => NONE);
  return {
    picked,
    pick: useCallback((id: string) => write(toggled(current(), id)), []),
    clear: useCallback(() => write(NONE), []),
  };
}
