import { useEffect, useRef, type RefObject } from 'react';

/**
 * Scrolls a row of tabs, where it is too narrow for all of them, so that the one that is chosen (`aria-current`, or
 * `aria-pressed` of a button) stands in its middle.
 *
 * @param chosen what says which is chosen: it is looked at again when this changes
 */
export function useTabInView<Row extends HTMLElement>(chosen: unknown): RefObject<Row | null> {
  const row = useRef<Row>(null);
  useEffect(() => {
    const tab = row.current?.querySelector('[aria-current], [aria-pressed=true]');
    if (!row.current || !tab) return;
    const [around, own] = [row.current.getBoundingClientRect(), tab.getBoundingClientRect()];
    row.current.scrollLeft += own.left + own.width / 2 - (around.left + around.width / 2);
  }, [chosen]);
  return row;
}
