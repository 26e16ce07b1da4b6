/** How many listings stand side by side. */
export const LEAST = 2;
export const MOST = 6;

/** What an address of the page asks for. */
export interface Chosen {
  readonly ids: readonly string[];
  readonly lot: { readonly tenderId: string; readonly lotId: string } | null;
}

/** Reads `?ids=a,b&tender=…&lot=…`: each id once, in the order given; a lot only with its tender. */
export function readChosen(search: URLSearchParams): Chosen {
  const ids = (search.get('ids') ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const [tenderId, lotId] = [search.get('tender'), search.get('lot')];
  return { ids: [...new Set(ids)], lot: tenderId && lotId ? { tenderId, lotId } : null };
}

/** What of a comparison the server did not find. */
export interface Missing {
  readonly ids: readonly string[];
  readonly lot: boolean;
}

/** What is left to compare without the `fields` that are at fault (`ids[1]`, `lot.lotId`); undefined where it is none of them. */
export function withoutMissing(
  { ids, lot }: Chosen,
  fields: readonly string[],
): { readonly chosen: Chosen; readonly missing: Missing } | undefined {
  const isMissing = (_: string, at: number) => fields.includes(`ids[${String(at)}]`);
  const missing = { ids: ids.filter(isMissing), lot: lot !== null && fields.some((field) => field.startsWith('lot')) };
  if (missing.ids.length === 0 && !missing.lot) return undefined;
  return {
    chosen: { ids: ids.filter((id, at) => !isMissing(id, at)), lot: missing.lot ? null : lot },
    missing,
  };
}

/** The address of a comparison, to be read back by {@link readChosen}. */
export function addressOf({ ids, lot }: Chosen): string {
  const search = new URLSearchParams({ ids: ids.join(',') });
  if (lot) {
    search.set('tender', lot.tenderId);
    search.set('lot', lot.lotId);
  }
  return `/compare?${search.toString().replaceAll('%2C', ',')}`;
}

/** Picks a listing or puts it back; beyond the most nothing is picked. */
export function toggled(ids: readonly string[], id: string): readonly string[] {
  if (ids.includes(id)) return ids.filter((one) => one !== id);
  return ids.length < MOST ? [...ids, id] : ids;
}
