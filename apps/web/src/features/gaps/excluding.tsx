import { useTexts } from '../../language/texts';
import type { WholeList } from '../operator/use-whole-list';
import { texts } from './texts';

/** How many rows are asked at once for what excludes: more is refused as too large. */
export const FEW = { atOnce: 12, most: 120 } as const;

interface Excluded {
  readonly id: string;
  readonly excluding: readonly { readonly says: string }[];
}

/** What keeps listings out of a need or of a group, once that is known; it is read after the list itself. */
export function Excluding({ id, known }: { readonly id: string; readonly known: WholeList<Excluded> }) {
  const say = useTexts(texts);
  const found = known.rows?.find((row) => row.id === id);
  if (!found)
    return (
      <span className="stamp">{say(known.rows || known.error !== undefined ? 'excludingUnread' : 'reading')}</span>
    );
  return found.excluding.length === 0 ? '—' : found.excluding.map(({ says }) => <div key={says}>{says}</div>);
}
