import { useEffect, useRef, useSyncExternalStore } from 'react';

const KEPT = 'huanpei_keys';
const listeners = new Set<() => void>();

/** Single keys can be switched off, as speech input and some hands need it (WCAG 2.1.4). */
const read = (): boolean => localStorage.getItem(KEPT) !== 'off';
export function switchKeys(on: boolean): void {
  localStorage.setItem(KEPT, on ? 'on' : 'off');
  for (const tell of listeners) tell();
}
export const useKeysOn = (): boolean =>
  useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, read);

export type Shortcuts = Readonly<Record<string, () => void>>;

/** Whether a key is meant for a field or a dialog rather than for the page. */
const isForField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/u.test(target.tagName) || target.closest('dialog') !== null);

/** Single keys of a page, by `event.key`. Fields, dialogs and keys held with Ctrl, Alt or Meta are left alone. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const on = useKeysOn();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isForField(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const act = latest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
}

/** Moves the focus to the next or previous link among those that lead from the rows of a list. */
export function stepRow(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  if (links.length === 0) return;
  const row = document.activeElement?.closest('tr');
  const at = links.findIndex((link) => link === document.activeElement || (row !== null && row?.contains(link)));
  const next = at < 0 ? (step === 1 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
  links[next]?.focus();
  links[next]?.scrollIntoView({ block: 'nearest' });
}
