/**
 * What came after the newest message that is known, oldest first.
 *
 * @param rows newest first
 * @param newest undefined where nothing is known yet, so that nothing counts as new; null where there was none
 */
export function newSince<M extends { readonly id: string }>(
  rows: readonly M[],
  newest: string | null | undefined,
): readonly M[] {
  if (newest === undefined) return [];
  const at = rows.findIndex(({ id }) => id === newest);
  return [...(at < 0 ? rows : rows.slice(0, at))].reverse();
}
